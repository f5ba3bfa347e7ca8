"""Times in sentences: the phrase, its period, its role."""

from __future__ import annotations

import datetime as dt
import tomllib
from pathlib import Path
from typing import Any

import pytest

from indicators.components.times import find_times
from indicators.figure import TimeExpression

_FILE = tomllib.loads((Path(__file__).parent / "cases" / "times.toml").read_text(encoding="utf-8"))
_CASES = [(group["published"], *case) for group in _FILE["group"] for case in group["cases"]]
_NONE = [(group["published"], text) for group in _FILE["none"] for text in group["cases"]]
_FIELDS = ("period", "role", "basis", "shift", "span_months")


def _found(text: str, published: str) -> tuple[str, list[TimeExpression]]:
    return text, find_times(text, dt.date.fromisoformat(published))


@pytest.mark.parametrize("case", _CASES, ids=lambda case: case[1].replace("\n", " "))
def test_a_time_in_a_sentence(case: tuple[Any, ...]) -> None:
    published, marked, *expected = case
    before, _, rest = marked.partition("{")
    phrase, _, after = rest.partition("}")
    text, times = _found(before + phrase + after, published)
    touching = [time for time in times if time.start < len(before) + len(phrase) and len(before) < time.end]
    spans = [text[time.start : time.end] for time in touching]
    if expected[-1] == "part":
        expected.pop()
    else:
        assert spans == [phrase]
    assert len(touching) == 1, spans
    for field, value in zip(_FIELDS, expected, strict=False):
        assert getattr(touching[0], field) == (None if value == "" else value), (field, touching[0])


@pytest.mark.parametrize(("published", "text"), _NONE)
def test_no_time_where_there_is_none(published: str, text: str) -> None:
    _, times = _found(text, published)
    assert [text[time.start : time.end] for time in times] == []
