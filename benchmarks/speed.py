"""How fast the library is, beside what else reads quantities in English, in one run. Writes `speed.md` beside this file.

    python benchmarks/speed.py                      # about ten minutes
    python benchmarks/speed.py --megabytes 1 10 100 # growth up to 100 MB: an hour
    python benchmarks/speed.py --other PYTHON       # an interpreter that has what this one lacks: Recognizers-Text, CQE

Everything is measured in processor time on one core and told as ratios; the rounds of all take turns, so that what else the machine does
falls on all alike. The texts are the releases in fixtures/ and, where it is there, the development gold, over and over with other digits.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import random
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from contenders import CONTENDERS, MODEL

HERE = Path(__file__).resolve().parent
RESULTS = HERE / "speed.md"
OURS, SPACY = "indicators", "spaCy, default en_core_web_sm"
HEADER = """# Speed

Written by `benchmarks/speed.py` in one run: processor time on one core, one process, default settings; the rounds of all take turns.
The texts are the releases in `fixtures/`{gold}, over and over with other digits, so that no two are the same.
"""
# The slow ones read a part of the texts.
_SHARE = {"CQE": 12, "Recognizers-Text": 4}


def originals(shared: Path) -> list[str]:
    """Return the texts that all is made of."""
    texts = [path.read_text("utf-8") for path in sorted((HERE.parent / "fixtures").glob("*.txt"))]
    gold = shared / "gold/dev.jsonl"
    if gold.exists():
        texts += [json.loads(line)["text"] for line in gold.read_text("utf-8").splitlines()]
    return texts


def varied(texts: list[str]) -> Iterator[str]:
    """Yield the texts over and over, in another order each time, with other digits where they change no year and no number's length."""
    chance = random.Random(1)
    while True:
        for text in chance.sample(texts, len(texts)):
            yield re.sub(r"(?<=[.,]\d)\d|(?<=\d)\d(?=[.,]\d)", lambda _: str(chance.randint(1, 9)), text)


def side_by_side(texts: list[str], other: str | None, rounds: int) -> str:
    """Let every contender read the same texts, by turns."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "texts.json"
        path.write_text(json.dumps(texts), "utf-8")
        running, missing = {}, []
        for name in CONTENDERS:
            process, reason = _start(name, path, other)
            if process is None:
                missing.append(f"{name} could not be run here ({reason}).")
            else:
                running[name] = process
        answers: dict[str, list[dict[str, Any]]] = {name: [] for name in running}
        for _, (name, process) in itertools.product(range(rounds), running.items()):
            answers[name].append(_ask(process, max(1, len(texts) // _SHARE.get(name, 1))))
        for process in running.values():
            process.communicate()
    lines = ["| | characters a second | releases a second | indicators is | memory at most, MB |", "|---|---:|---:|---:|---:|"]
    rates = {name: [_read(texts, name) / answer["seconds"] for answer in told] for name, told in answers.items()}
    for name, told in answers.items():
        ratio = statistics.median(mine / theirs for mine, theirs in zip(rates[OURS], rates[name], strict=True))
        rate = statistics.median(rates[name])
        releases = rate / (_read(texts, name) / max(1, len(texts) // _SHARE.get(name, 1)))
        times = "" if name == OURS else f"**{ratio:.2f} times** as fast"
        lines.append(f"| {name} | {rate:,.0f} | {releases:,.1f} | {times} | {max(answer['megabytes'] for answer in told):,.0f} |")
    told_of = "\n".join(f"- {name}: {CONTENDERS[name].__doc__}" for name in running)
    size = f"{len(texts)} releases with {sum(map(len, texts)):,} characters, {rounds} rounds; Recognizers-Text and CQE read a part of them."
    return "\n".join(["## Side by side", "", size, "", *lines, "", told_of, "", *missing])


def _read(texts: list[str], name: str) -> int:
    return sum(map(len, texts[: max(1, len(texts) // _SHARE.get(name, 1))]))


def _start(name: str, path: Path, other: str | None) -> tuple[subprocess.Popen[str] | None, str]:
    reason = ""
    for python in filter(None, (sys.executable, other)):
        process = subprocess.Popen(
            [python, "-W", "ignore", str(HERE / "contenders.py"), name, str(path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        answer = _hear(process)
        if "ready" in answer:
            return process, ""
        reason = reason or str(answer["missing"])
        process.communicate()
    return None, reason


def _ask(process: subprocess.Popen[str], count: int) -> dict[str, Any]:
    assert process.stdin is not None
    process.stdin.write(f"{count}\n")
    process.stdin.flush()
    return _hear(process)


def _hear(process: subprocess.Popen[str]) -> dict[str, Any]:
    assert process.stdout is not None
    for line in process.stdout:
        if line.startswith("{"):  # some contenders print as they read
            answer: dict[str, Any] = json.loads(line)
            return answer
    return {"missing": f"it ended with exit code {process.wait()}"}


def start(texts: list[str], rounds: int) -> str:
    """Measure imports, loading, and the command from its start to its end on one release, each in fresh processes."""
    with tempfile.TemporaryDirectory() as folder:
        release = Path(folder) / "release.txt"
        release.write_text(min(texts, key=len), "utf-8")
        commands = {
            "nothing": ["-c", "pass"],
            "import indicators": ["-c", "import indicators"],
            "import spacy": ["-c", "import spacy"],
            "spacy.load": ["-c", f"import spacy, pandas; spacy.load({MODEL!r})"],
            "indicators.load": ["-c", "import indicators; indicators.load()"],
            "command": ["-c", "from indicators.cli import main; main()", "extract", str(release), "--published", "2024-06-20"],
        }
        # As installers leave a package: with its bytecode, which some machines forbid to write beside the source.
        environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        environment["PYTHONPYCACHEPREFIX"] = str(Path(folder) / "bytecode")
        seconds: dict[str, list[float]] = {name: [] for name in commands}
        for round_, (name, arguments) in itertools.product(range(rounds + 1), commands.items()):
            taken = _child(arguments, environment)
            if round_:
                seconds[name].append(taken)
    least = {name: min(times) for name, times in seconds.items()}
    bare = least["nothing"]
    importing = (least["import indicators"] - bare) / (least["import spacy"] - bare)
    rows = [
        ("`import indicators` to `import spacy` (the interpreter's own start taken off)", importing, "0.1"),
        ("`indicators.load()` to `spacy.load` and the imports of spaCy and pandas", least["indicators.load"] / least["spacy.load"], ""),
        ("`indicators extract` on one release, to the end, to the same", least["command"] / least["spacy.load"], "1.3"),
    ]
    lines = [
        "## Start",
        "",
        f"The least of {rounds} starts each, with bytecode beside, as installed.",
        "",
        "| | ratio | at most |",
        "|---|---:|---:|",
    ]
    return "\n".join([*lines, *(f"| {what} | **{ratio:.3f}** | {goal} |" for what, ratio, goal in rows)])


def _child(arguments: list[str], environment: dict[str, str]) -> float:
    """Return the processor time of a fresh interpreter."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL, env=environment)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def components(texts: list[str]) -> str:
    """Split the time by component."""
    import indicators

    nlp = indicators.load()
    indicators.to_frame(nlp.pipe(texts))
    seconds: dict[str, float] = {}
    begun = time.process_time()
    docs = list(map(nlp.make_doc, texts))
    seconds["tokenizer"] = time.process_time() - begun
    for name, pipe in nlp.pipeline:
        begun = time.process_time()
        docs = list(pipe.pipe(docs)) if hasattr(pipe, "pipe") else [pipe(doc) for doc in docs]
        seconds[name] = time.process_time() - begun
    begun = time.process_time()
    indicators.to_frame(docs)
    seconds["table"] = time.process_time() - begun
    whole = sum(seconds.values())
    lines = ["## Where the time goes", "", "| | share |", "|---|---:|"]
    return "\n".join([*lines, *(f"| {name.removeprefix('indicators_')} | {taken / whole:.1%} |" for name, taken in seconds.items())])


def growth(originals: list[str], megabytes: list[float], documents: list[float]) -> str:
    """Measure how time grows: with many releases, with one long document, with one long sentence."""
    import indicators

    lines = ["## Growth", "", "Characters a second, to those of the first line of each kind: 1 is linear.", "", "| | ratio |", "|---|---:|"]

    def measure(kind: str, sizes: list[tuple[str, list[str]]]) -> None:
        first = 0.0
        for what, texts in sizes:
            begun = time.process_time()
            count = sum(len(table) for table in indicators.iter_tables(texts, published="2024-06-20"))
            rate = sum(map(len, texts)) / (time.process_time() - begun)
            first = first or rate
            lines.append(f"| {kind}{what}, {count:,} rows | {rate / first:.2f} |")

    measure("releases, ", [(f"{size:g} MB", _of_size(originals, size)) for size in megabytes])
    measure("one document of ", [(f"{size:g} MB", ["\n".join(_of_size(originals, size))]) for size in documents])
    measure("one sentence of ", [(f"{count:,} figures", [_sentence(count)]) for count in (250, 1000, 4000)])
    return "\n".join(lines)


def _of_size(texts: list[str], megabytes: float) -> list[str]:
    found: list[str] = []
    left = megabytes * 1e6
    for text in varied(texts):
        found.append(text)
        left -= len(text)
        if left <= 0:
            return found
    return found


def _sentence(figures: int) -> str:
    names = ("steel", "paper", "rubber", "cotton", "copper", "timber", "glass")
    parts = [f"exports of {names[i % 7]} rose {i % 90 + 1}.{i % 10} percent to ${i % 800 + 100} million" for i in range(figures // 2)]
    return ", ".join(parts) + "."


def main() -> None:
    """Measure and write the results."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=HERE.parents[1] / "shared", help="where gold/dev.jsonl is")
    parser.add_argument("--other", metavar="PYTHON", help="another interpreter for the contenders that this one can't run")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--releases", type=int, default=128, help="how many the contenders read")
    parser.add_argument("--megabytes", type=float, nargs="+", default=[1, 10])
    parser.add_argument("--document", type=float, nargs="+", default=[0.3, 1.25, 5], metavar="MB", help="sizes of the single documents")
    options = parser.parse_args()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    texts = originals(options.shared)
    some = list(itertools.islice(varied(texts), options.releases))
    gold = " and those of the development gold" if (options.shared / "gold/dev.jsonl").exists() else ""
    parts = [HEADER.format(gold=gold).strip()]
    measurements: list[Callable[[], str]] = [
        lambda: side_by_side(some, options.other, options.rounds),
        lambda: start(texts, options.rounds),
        lambda: components(some),
        lambda: growth(texts, options.megabytes, options.document),
    ]
    for measure in measurements:
        parts.append(measure().strip())
        RESULTS.write_text("\n\n".join(parts) + "\n", "utf-8")
        print(parts[-1], flush=True)


if __name__ == "__main__":
    main()
