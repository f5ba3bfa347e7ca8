"""Times in sentences: the phrase, its period, its role."""

from __future__ import annotations

import datetime as dt
import tomllib
from pathlib import Path
from typing import Any

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from indicators import periods
from indicators.components.times import TimesStep, document_period, find_times
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


@pytest.mark.parametrize(
    ("text", "published", "period"),
    [
        ("Exports up 5% in January\nExports rose to $5bn.", "2024-02-01", "2024-01"),
        ("Gross Domestic Product, Third Quarter 2022\nGDP rose 5 percent.", "2022-12-22", "2022-Q3"),
        ("Labour market bulletin, April 2014\nEmployment rose in December 2013 to February 2014.", "2014-04-16", "2013-12/2014-02"),
        ("Exports fall in first 20 days of January\nExports fell 5 percent.", "2025-01-20", "2025-01-01/2025-01-20"),
        ("Refineries take in more crude\nInputs came to 5 barrels in the week ended Dec. 31.", "2022-01-05", "2021-12-25/2021-12-31"),
        ("Output up on year\nOn February 2, the office said that output rose 5 percent in January from December.", "2024-02-02", "2024-01"),
        ("Ministers meet\nThey met on February 2 in Rome.", "2024-02-02", None),
    ],
)
def test_what_a_release_is_about(text: str, published: str, period: str | None) -> None:
    assert document_period(text, dt.date.fromisoformat(published)) == period


def test_a_text_without_a_date_is_read_by_the_dates_it_names() -> None:
    text = "Retail sales, March 2024\nSales rose in March, after a fall in December."
    assert [time.period for time in find_times(text, None)] == ["2024-03", "2024-03", "2023-12"]


def test_the_step_leaves_times_on_the_doc() -> None:
    doc = spacy.blank("en").make_doc("Sales rose in January.")
    doc.user_data["indicators_published"] = "2024-02-21"
    times = TimesStep()(doc).user_data["indicators_times"]
    assert [(doc.text[time.start : time.end], time.period) for time in times] == [("January", "2024-01")]


_WORDS = st.sampled_from(
    [
        "January",
        "may",
        "2024",
        "2023-24",
        "the",
        "last",
        "12",
        "months",
        "year",
        "to",
        "from",
        "Q1",
        "first",
        "half",
        "quarter",
        "of",
        "week",
        "ended",
        "Dec.",
        "31",
        "since,",
        "on",
        "-on-",
        "1-20",
        "ago",
        "earlier",
        "same",
        "period",
        "%",
        "\n",
        "(",
        ")",
        "İ",
        "ſ",
        "–",
        "99999",
        "30/02/2024",
        "fiscal",
        "over",
        "annual",
        "growth",
        "and",
    ]
)


@given(st.lists(_WORDS, max_size=25).map(" ".join), st.none() | st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1)))
def test_whatever_the_text_times_are_in_order_and_their_periods_are_periods(text: str, published: dt.date | None) -> None:
    end = 0
    for time in find_times(text, published):
        assert end <= time.start < time.end <= len(text)
        assert text[time.start : time.end].strip() == text[time.start : time.end]
        assert time.period is None or periods.normal(time.period) == time.period
        end = time.end
