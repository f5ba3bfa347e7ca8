"""What the README shows is what comes out."""

from __future__ import annotations

import contextlib
import io
import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
ACCURACY = (ROOT / "benchmarks" / "accuracy.md").read_text(encoding="utf-8")


def test_the_first_example_prints_the_table_below_it() -> None:
    example = re.search(r"```python\n(.*?)```\s*```text\n(.*?)```", README, re.DOTALL)
    assert example
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(example[1], {})
    assert lines(printed.getvalue()) == lines(example[2])


def lines(text: str) -> list[str]:
    return [line.rstrip() for line in text.strip("\n").splitlines()]


def test_the_scores_are_those_of_the_benchmark() -> None:
    measured = dict(re.findall(r"^\| ([a-z=]+) \| \d\.\d+ \| \d\.\d+ \| (\d\.\d+) \|$", ACCURACY, re.MULTILINE))
    table = re.search(r"<!-- scores: .*?-->\n(.*?)<!-- end", README, re.DOTALL)
    assert table
    header, _, numbers = (re.findall(r"[^|\s]+", line) for line in table[1].strip().splitlines())
    assert dict(zip(header, numbers, strict=True)) == measured


def test_links_lead_somewhere() -> None:
    anchors = {re.sub(r"[^\w -]", "", heading).lower().replace(" ", "-") for heading in re.findall(r"^#+ (.+)$", README, re.MULTILINE)}
    for target in re.findall(r"\]\(([^)]+)\)", README):
        if target.startswith("#"):
            assert target[1:] in anchors, target
        elif not target.startswith("http"):
            assert (ROOT / target.partition("#")[0]).exists(), target


def test_the_commands_are_those_of_the_makefile() -> None:
    made = re.findall(r"^(?:test|example):\n\t(.+)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert len(made) == 2
    for command in made:
        assert command.replace("$(PYTHON)", "python3") in README
