"""Score the library on the development gold and write the scores to accuracy.md, by agency too, and those of all releases to the README.

The library sees the text and the day of publication of each release, nothing else.

    python benchmarks/accuracy.py                   # all releases; writes benchmarks/accuracy.md and the README's scores
    python benchmarks/accuracy.py --only motie-seed # those whose id matches; prints only
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import re
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import indicators

HERE = Path(__file__).resolve().parent
RESULTS, README = HERE / "accuracy.md", HERE.parent / "README.md"
COMMAND = "python benchmarks/accuracy.py"
BEGIN, END = "<!-- scores: written by accuracy.py -->", "<!-- end of scores -->"
BEGIN_README = "<!-- scores: written by benchmarks/accuracy.py -->"
LEVELS = ("value", "unit", "measure", "subject", "subject=", "basis", "period", "row", "row=")

Gold = dict[str, Any]
Score = Callable[[list[Gold], list[dict[str, Any]]], Any]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=HERE.parents[1] / "shared", help="where gold/dev.jsonl and gold/score.py are")
    parser.add_argument("--only", metavar="REGEX", help="only the releases whose id matches from its start; writes no file")
    options = parser.parse_args()
    gold_path, scorer_path = options.shared / "gold/dev.jsonl", options.shared / "gold/score.py"
    for path in (gold_path, scorer_path):
        if not path.exists():
            print(f"{path} is not there: the gold is kept outside this repository; --shared says where", file=sys.stderr)
            return 2
    gold = [json.loads(line) for line in gold_path.read_text(encoding="utf-8").splitlines() if line.strip()]
    if options.only:
        gold = [release for release in gold if re.match(options.only, str(release["id"]))]
    if not gold:
        print(f"no release's id matches {options.only}", file=sys.stderr)
        return 2
    rows, score = predictions(gold), load_score(scorer_path)
    report = "\n".join(lines(gold, rows, score))
    print(report)
    if not options.only:
        RESULTS.write_text(merged(RESULTS, BEGIN, report), encoding="utf-8")
        README.write_text(merged(README, BEGIN_README, in_short(score(gold, rows)[0])), encoding="utf-8")
    return 0


def load_score(path: Path) -> Score:
    """Return the function ``score`` of the scorer's file."""
    spec = importlib.util.spec_from_file_location("score", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    score: Score = module.score
    return score


def predictions(gold: list[Gold]) -> list[dict[str, Any]]:
    releases = [indicators.Release(release["text"], id=release["id"], published=release["published"]) for release in gold]
    table = indicators.extract(releases, progress=True)
    return [{str(key): value for key, value in row.items()} for row in table.astype(object).where(table.notna(), None).to_dict("records")]


def lines(gold: list[Gold], rows: list[dict[str, Any]], score: Score) -> Iterable[str]:
    """Yield the report: what was measured, the scores overall, the fields, the agencies."""
    overall, fields, counts, _ = score(gold, rows)
    yield f"{len(gold)} releases, {counts['gold']} figures, {counts['predicted']} rows predicted; text and date only. Made by `{COMMAND}`."
    yield ""
    yield "| | precision | recall | F1 |"
    yield "|---|---:|---:|---:|"
    for level in LEVELS:
        yield f"| {level} | " + " | ".join(f"{number:.3f}" for number in overall[level]) + " |"
    yield ""
    yield "Of the figures found: " + ", ".join(f"{name} {share:.3f}" for name, share in fields.items()) + "."
    yield ""
    yield "| agency | figures | " + " | ".join(LEVELS) + " |"
    yield "|---|---:|" + "---:|" * len(LEVELS)
    for agency in sorted({str(release.get("source")) for release in gold}):
        table, _, count, _ = score([release for release in gold if str(release.get("source")) == agency], rows)
        yield f"| {agency} | {count['gold']} | " + " | ".join(f"{table[level][2]:.3f}" for level in LEVELS) + " |"


def in_short(overall: dict[str, Any]) -> str:
    """Return the F1 scores in one row."""
    scores = " | ".join(f"{overall[level][2]:.3f}" for level in LEVELS)
    return f"| {' | '.join(LEVELS)} |\n|{'---:|' * len(LEVELS)}\n| {scores} |"


def merged(path: Path, begin: str, report: str) -> str:
    """Return the file with `report` in its place; what else is written there stays."""
    old = path.read_text(encoding="utf-8") if path.exists() else f"# Accuracy\n\n{begin}{END}\n"
    before, _, rest = old.partition(begin)
    _, _, after = rest.partition(END)
    return f"{before}{begin}\n{report}\n{END}{after}"


if __name__ == "__main__":
    sys.exit(main())
