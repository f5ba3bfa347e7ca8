"""Tables for the tests of the analysis, written by hand: no model takes part, so they are right whatever the extraction makes of a text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from indicators.precision import interval
from indicators.readers import read
from indicators.table import COLUMNS, frame

if TYPE_CHECKING:
    import pandas as pd

FIXTURES = Path(__file__).parents[1] / "fixtures"
NAMES = {column.name for column in COLUMNS}
KINDS = {"%": "percent", "pp": "pp", "index": "index", "USD": "money", "EUR": "money", "KRW": "money", "unit": "count", "person": "count"}
_STOP = re.compile(r"(?<=[a-z)])[.;]\s+|\n+")


def row(surface: str, value: float, unit: str, subject: str | None, measure: str = "level", **fields: Any) -> dict[str, Any]:
    """A row of the table, with its interval told from its digits."""
    filled: dict[str, Any] = {
        "release_id": "r1",
        "start": 100,
        "surface": surface,
        "value": value,
        "unit": unit,
        "quantity_type": KINDS.get(unit, "physical"),
        "subject": subject,
        "measure": measure,
        "basis": "yoy" if measure == "change" else None,
        "period": "2024-01",
        "area": "KR",
        "status": "actual",
        "bound": "exact",
        "sentence": "",
        "published": "2024-02-15",
        "source": "Ministry",
    }
    filled |= fields
    filled.setdefault("end", filled["start"] + len(surface))
    lower, upper = interval(surface, value, filled["bound"])
    return {"lower": lower, "upper": upper, **filled}


def table(*rows: Mapping[str, Any]) -> pd.DataFrame:
    """Rows as the table, each a little further on in the text unless it says where."""
    placed = [
        {**each, "start": number * 100, "end": number * 100 + 10} if each["start"] == 100 else each for number, each in enumerate(rows, 1)
    ]
    return frame(placed)


def expected_table(name: str) -> pd.DataFrame:
    """The table that a careful reader would make of a fixture, with sentences, groups and intervals."""
    release = next(iter(read(FIXTURES / f"{name}.txt")))
    lines = (FIXTURES / f"{name}.expected.jsonl").read_text(encoding="utf-8").splitlines()
    title = release.text.strip().splitlines()[0].strip()
    rows, groups = [], dict[Any, int]()
    for found in map(json.loads, lines):
        start, end = _sentence(release.text, found["start"])
        named = {key: value for key, value in found.items() if key in NAMES}
        statement = (start, found["subject"], found["area"], found["counterpart"])
        lower, upper = interval(
            found["surface"], found["value"], found["bound"], **{key: found.get(key) for key in ("value_low", "value_high")}
        )
        named |= {"release_id": name, "sentence": release.text[start:end].strip(), "title": title, "lower": lower, "upper": upper}
        named |= {"group": groups.setdefault(statement, len(groups) + 1), "source": release.source}
        named["published"] = release.published.isoformat() if release.published else None
        rows.append(named)
    return frame(rows)


def _sentence(text: str, place: int) -> tuple[int, int]:
    stops: Iterable[int] = [0, *(match.end() for match in _STOP.finditer(text)), len(text)]
    return max(stop for stop in stops if stop <= place), min(stop for stop in stops if stop > place)
