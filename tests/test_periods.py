"""The calendar: written forms, steps and comparisons of SDMX periods."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators import periods

_PERIODS = [
    "2024",
    "2024-S1",
    "2024-Q3",
    "2024-02",
    "2024-02-29",
    "2013-12/2014-02",
    "2021-12-25/2021-12-31",
    "2006/2015",
    "2024-12-01/2024-12-20",
]


@pytest.mark.parametrize(
    ("period", "months", "moved"),
    [
        ("2024-01", -12, "2023-01"),
        ("2024-01", -1, "2023-12"),
        ("2024-12", 1, "2025-01"),
        ("2013-12/2014-02", -3, "2013-09/2013-11"),
        ("2013-12/2014-02", -12, "2012-12/2013-02"),
        ("2024-Q1", -3, "2023-Q4"),
        ("2024-Q1", -12, "2023-Q1"),
        ("2024-Q1", -1, "2023-12/2024-02"),
        ("2024-S1", -6, "2023-S2"),
        ("2024", -12, "2023"),
        ("2024-01/2024-09", -12, "2023-01/2023-09"),
        ("2024-02-15", -12, "2023-02-15"),
        ("2024-02-29", -12, "2023-02-28"),
        ("2024-03-31", -1, "2024-02-29"),
        ("2024-12-01/2024-12-20", -12, "2023-12-01/2023-12-20"),
        ("2021-12-25/2021-12-31", -12, "2020-12-25/2020-12-31"),
        ("0001-01", -12, None),
        ("soon", -1, None),
    ],
)
def test_shift(period: str, months: int, moved: str | None) -> None:
    assert periods.shift(period, months) == moved


@pytest.mark.parametrize(
    ("current", "reference", "basis"),
    [
        ("2024-01", "2023-01", "yoy"),
        ("2024-01", "2023-12", "mom"),
        ("2024-01", "2023-11", "other"),
        ("2024-01", "2019-01", "other"),
        ("2013-12/2014-02", "2013-09/2013-11", "qoq"),
        ("2013-12/2014-02", "2012-12/2013-02", "yoy"),
        ("2024-Q1", "2023-Q4", "qoq"),
        ("2024-04/2024-06", "2024-Q1", "qoq"),
        ("2024-Q1", "2023-Q1", "yoy"),
        ("2024-S1", "2023-S2", "other"),
        ("2024", "2023", "yoy"),
        ("2024", "2019", "other"),
        ("2024-01", "2023", "other"),
        ("2021-12-25/2021-12-31", "2021-12-18/2021-12-24", "wow"),
        ("2021-12-31", "2021-12-24", "wow"),
        ("2021-12-25/2021-12-31", "2020-12-26/2021-01-01", "yoy"),
        ("2024-12-01/2024-12-20", "2023-12-01/2023-12-20", "yoy"),
        ("2024-12-01/2024-12-20", "2024-11-01/2024-11-20", "mom"),
        ("2024-12-01/2024-12-20", "2024-11-02/2024-11-20", "other"),
        ("2024-12-01/2024-12-20", "2024-11-01/2024-11-10", "other"),
        ("2024-12-02/2024-12-20", "2024-11-01/2024-11-20", "other"),
        ("2024-12-01/2024-12-08", "2024-11-25/2024-12-01", "other"),
        ("2024-06-30", "2024-05-31", "mom"),
        ("2024-06-30", "2024-05", "mom"),
        ("2024-06-30", "2024-Q1", "qoq"),
        ("2024-06-30", "2023-06-30", "yoy"),
        ("2024-12-31", "2023", "yoy"),
        ("2024-05-31", "2024-Q1", "other"),
        ("2024-06-29", "2024-Q1", "other"),
        ("2024-01", "2024-01", None),
        ("2024-01", None, None),
        (None, "2024-01", None),
    ],
)
def test_basis_between(current: str | None, reference: str | None, basis: str | None) -> None:
    assert periods.basis_between(current, reference) == basis


@pytest.mark.parametrize(
    ("period", "normal"),
    [
        ("2024-04/2024-06", "2024-Q2"),
        ("2024-01/2024-06", "2024-S1"),
        ("2024-Q1/2024-Q2", "2024-S1"),
        ("2024-01/2024-12", "2024"),
        ("2013-12/2014-02", "2013-12/2014-02"),
        ("2024-02-01/2024-02-29", "2024-02"),
        ("2024-02-01/2024-02-28", "2024-02-01/2024-02-28"),
        ("2024-01-15/2024-01-15", "2024-01-15"),
        ("2024-03/2024-01", None),
        ("2024-13", None),
        ("2023-02-29", None),
        ("2024-Q5", None),
        ("", None),
        (None, None),
    ],
)
def test_normal(period: str | None, normal: str | None) -> None:
    assert periods.normal(period) == normal


def test_lengths_and_ends() -> None:
    assert [periods.months(p) for p in _PERIODS] == [12, 6, 3, 1, None, 3, None, 120, None]
    assert periods.ends_in("2003-10/2004-09") == "2004-09"
    assert periods.ends_in("2021-12-25/2021-12-31") == "2021-12-31"
    assert periods.ending("2024-Q1") == dt.date(2024, 3, 31)
    assert periods.starting("2024-Q1") == dt.date(2024, 1, 1)
    assert periods.month_before(dt.date(2024, 1, 31)) == "2023-12"
    assert periods.month_before("2024-Q2") == "2024-03"
    assert periods.shift_days("2021-12-25/2021-12-31", -7) == "2021-12-18/2021-12-24"


def test_contains_and_latest() -> None:
    assert periods.contains("2024-Q1", "2024-02")
    assert not periods.contains("2024-Q1", "2024-04")
    assert not periods.contains(None, "2024")
    assert periods.latest(["2023", None, "2024-01", "2024-Q1", "2024-03"]) == "2024-03"
    assert periods.latest([]) is None


@given(st.sampled_from(_PERIODS), st.integers(-600, 600))
def test_a_step_and_back_is_no_step_for_whole_months(period: str, months: int) -> None:
    moved = periods.shift(period, months)
    assert moved is not None
    if periods.months(period) is not None:
        assert periods.months(moved) == periods.months(period)
        assert periods.shift(moved, -months) == periods.normal(period)


@given(st.text(max_size=24))
def test_any_string_is_a_period_or_none(text: str) -> None:
    days = periods.bounds(text)
    assert days is None or days[0] <= days[1]
