"""Measured results in a Markdown file: each script keeps its own section up to date, what else is written there stays."""

from __future__ import annotations

from pathlib import Path

__all__ = ["TESTS", "put"]

TESTS = Path(__file__).resolve().parent / "tests.md"


def put(path: Path, script: str, report: str) -> None:
    """Put `report` where `path` has the section of `script`, or at its end."""
    begin, end = f"<!-- written by {script} -->", f"<!-- end of {script} -->"
    old = path.read_text(encoding="utf-8") if path.exists() else ""
    before, found, rest = old.partition(begin)
    after = rest.partition(end)[2] if found else "\n"
    path.write_text(f"{before.rstrip()}\n\n{begin}\n{report.strip()}\n{end}{after}", encoding="utf-8")
