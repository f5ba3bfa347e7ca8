"""The regular expressions of the library, each with how the library uses it: gathered while it works.

Every module is imported, and the fixtures, the tests' tables and hostile texts are read, extracted and written. A pattern that none of
this reached is known too where its module makes it when it is imported.
"""

from __future__ import annotations

import ast
import html
import importlib
import json
import pkgutil
import re
import sys
import tempfile
import tomllib
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from hostile import PIECES

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "indicators"
LONG = 6_000
# What no case of the tests says.
SENTENCES = (
    *("The economy shrank by 0.4 percent, after a 0.1 percent increase.", "Firms with 250+ employees hired 5,000 people. R750 was paid."),
    *(
        "The gains of banks - at 0.5 percent - were small.",
        "As the strike had ended, in May, exports rose 5 percent to $5 million in 2024.",
    ),
    *("Output grew by 0.2 percent in March 2024 over March.", "Rents were in May 2024 up 5 percent compared with all of 2023."),
    *("Rents rose 3 percent and 2 percent in March and February.", "Output rose 5 percent from the annualized rate of the quarter before."),
    "Profit rose 5 percent in the second quarter of the last fiscal year.",
    "Rents in May\nOTTAWA, 21 February 2024 — Rents rose 3 percent, the bank said at 8:30 a.m.",
)
HOMES = ("US", "KR", "ZA", "IN", None)
WAYS = {"match": "match", "fullmatch": "fullmatch"}  # all others search
CALLS = ("compile", "search", "match", "fullmatch", "split", "findall", "finditer", "sub", "subn")


@dataclass
class Use:
    """A pattern, the files and lines where it is made, and the widest text that it was given, in each way of giving it."""

    pattern: str | bytes
    flags: int
    places: set[tuple[str, int]] = field(default_factory=set)
    widest: dict[str, int] = field(default_factory=dict)


class Watched:
    """Stands for a compiled pattern and notes what it is given."""

    def __init__(self, compiled: re.Pattern[Any], use: Use) -> None:
        self._compiled, self._use = compiled, use

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._compiled, name)
        if name not in CALLS:
            return found
        place = 1 if name in ("sub", "subn") else 0

        def call(*arguments: Any, **named: Any) -> Any:
            text = named["string"] if "string" in named else arguments[place]
            limits = arguments[1:] if name not in ("split", "sub", "subn") else ()
            start = named.get("pos", limits[0] if limits else 0)
            end = named.get("endpos", limits[1] if len(limits) > 1 else len(text))
            way = WAYS.get(name, "search")
            self._use.widest[way] = max(self._use.widest.get(way, 0), min(end, len(text)) - max(0, start))
            return found(*arguments, **named)

        return call


def gather() -> list[Use]:
    """Every pattern that the library makes, as it is used."""
    uses: dict[tuple[str | bytes, int], Use] = {}
    compiled: Callable[..., Any] = re._compile  # type: ignore[attr-defined]

    def watching(pattern: Any, flags: int) -> Any:
        if isinstance(pattern, Watched):
            return pattern
        made = compiled(pattern, flags)
        frame = sys._getframe(2)
        path = Path(frame.f_code.co_filename)
        if not path.is_relative_to(PACKAGE):
            return made
        use = uses.setdefault((made.pattern, made.flags), Use(made.pattern, made.flags))
        use.places.add((path.relative_to(PACKAGE).as_posix(), frame.f_lineno))
        return Watched(made, use)

    # The one door of `re.compile` and of `re.search` and the others.
    re._compile = watching  # type: ignore[attr-defined]
    try:
        _work()
    finally:
        re._compile = compiled  # type: ignore[attr-defined]
    return list(uses.values())


def unseen(uses: list[Use]) -> list[str]:
    """The places of the source where a pattern is made, none of whose patterns was seen."""
    seen = {place for use in uses for place in use.places}
    missed = []
    for path in sorted(PACKAGE.rglob("*.py")):
        where = path.relative_to(PACKAGE).as_posix()
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and isinstance(node.func.value, ast.Name)
                and node.func.value.id == "re"
                and node.func.attr in CALLS
                and not any((where, line) in seen for line in range(node.lineno, (node.end_lineno or node.lineno) + 1))
            ):
                missed.append(f"{where}:{node.lineno}")
    return missed


def _work() -> None:
    """Let the library do all that it does."""
    import indicators

    for module in pkgutil.walk_packages(indicators.__path__, "indicators."):
        if module.name != "indicators.dashboard":
            importlib.import_module(module.name)
    nlp = indicators.load()
    # A release without a day is searched for one.
    releases = [
        indicators.Release(text, published="2024-02-21" if number % 3 else None, country=HOMES[number % len(HOMES)])
        for number, text in enumerate(_texts())
    ]
    with tempfile.TemporaryDirectory() as name, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        folder = Path(name)
        _write_inputs(folder)
        for _ in indicators.read(folder, folder / "**" / "*.rss", on_error="skip"):
            pass
        releases += indicators.read(ROOT / "fixtures")
        table = indicators.extract(releases, nlp=nlp, on_error="skip")
        for ending in ("csv", "xlsx", "jsonl", "parquet", "duckdb", "sdmx.csv"):
            indicators.write(table, folder / f"out.{ending}")
        indicators.report(table, releases, folder / "out.html")
        str(indicators.show(releases[-1], table))
        for use in (indicators.audit, indicators.to_wide, indicators.link):
            use(table)
        indicators.convert(indicators.convert(table, currency="USD"), unit="tonne")


def _write_inputs(folder: Path) -> None:
    """The pieces in every format that holds a text."""
    from fpdf import FPDF

    page = FPDF()
    page.set_font("Helvetica", size=11)
    for number, piece in enumerate(PIECES):
        line = piece * (LONG // len(piece))
        escaped = html.escape(line)
        page.add_page()
        page.multi_cell(0, 6, line[:2000].encode("latin-1", "replace").decode("latin-1"))
        for ending, content in (
            ("txt", f"{line}\npublished: {line}\n"),
            ("jsonl", json.dumps({"text": line, "published": line[:500], "title": line})),
            ("csv", f'text,published\n"{line.replace(chr(34), "")}",2024-02-21\n'),
            ("html", f"<html><head><title>{escaped}</title></head><body><p>{escaped}</p>{line}</body></html>"),
            (
                "rss",
                f"<rss><channel><item><title>{escaped}</title><description>{escaped}</description></item></channel></rss>",
            ),
        ):
            (folder / f"{number}.{ending}").write_text(content, encoding="utf-8")
    page_of_tags = f"Exports <p><meta charset='iso-8859-1'>{'<script>' * 1000}"
    (folder / "page.html").write_text(page_of_tags, encoding="ascii")
    listing = "-----\nNews\nExports rise\nExports rose 5 percent.\ndate2024-02-21\n"
    (folder / "listing.txt").write_text(listing * 3 + "-----\n", encoding="utf-8")
    page.output(str(folder / "pages.pdf"))


def _texts() -> Iterator[str]:
    for piece in PIECES:
        yield from ["x" + piece * (LONG // len(piece))] * 2
        yield f"Exports rose 5 percent in May 2024 from a year earlier, {piece * (LONG // 2 // len(piece))} to 5 million tons"
    for path in sorted((ROOT / "tests" / "cases").rglob("*.toml")):
        found = (text.replace("{", "").replace("}", "") for text in _strings(tomllib.loads(path.read_text("utf-8"))) if " " in text)
        yield from dict.fromkeys(found)
    for sentence in SENTENCES:
        yield from [sentence] * 3 * len(HOMES)


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _strings(one)
