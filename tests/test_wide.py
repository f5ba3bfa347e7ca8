"""The wide table: what belongs together stands in one row, what contradicts is kept and flagged."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest
from tables import FIXTURES, expected_table, row, table

import indicators
from indicators.errors import InputError
from indicators.table import empty

EXPORTS = [
    row("$6.2 bln", 6.2e9, "USD", "automobile export value", group=1, start=20),
    row("24.7 percent", 24.7, "%", "automobile exports", "change", group=2),
    row("USD 6.23 billion", 6.23e9, "USD", "exports of automobiles", group=2),
    row("USD 5.00 billion", 5.0e9, "USD", "exports of automobiles", group=2, period="2023-01"),
]


def cells(wide: pd.DataFrame, *names: str) -> list[tuple[Any, ...]]:
    plain = wide[list(names)].astype(object).where(wide[list(names)].notna(), None)
    return [tuple(cells) for cells in plain.itertuples(index=False, name=None)]


def test_a_fact_told_in_title_and_body_is_one_row_with_the_more_precise_figure() -> None:
    wide = indicators.to_wide(table(*EXPORTS))
    assert cells(wide, "period", "unit", "level", "yoy", "yoy_unit", "conflict") == [
        ("2024-01", "USD", 6.23e9, 24.7, "%", None),
        ("2023-01", "USD", 5.0e9, None, None, None),
    ]


def test_every_number_has_its_span() -> None:
    wide = indicators.to_wide(table(*EXPORTS))
    assert cells(wide, "level_span", "yoy_span")[0] == ("r1[300:310]", "r1[200:210]")
    assert not [name for name in indicators.to_wide(table(*EXPORTS), spans=False) if str(name).endswith("_span")]


def test_a_contradiction_is_kept_and_flagged() -> None:
    wrong = row("$6.9 bln", 6.9e9, "USD", "automobile exports", group=1, start=20)
    wide = indicators.to_wide(table(wrong, *EXPORTS[1:]))
    january = wide[wide["period"] == "2024-01"]
    assert cells(january, "level", "yoy", "conflict", "revised") == [(6.23e9, 24.7, "level", None), (6.9e9, None, "level", None)]


def test_a_later_release_revises() -> None:
    later = row("USD 6.31 billion", 6.31e9, "USD", "exports of cars", release_id="r2", published="2024-03-15")
    rounder = row("USD 5.0 billion", 5.0e9, "USD", "exports of cars", release_id="r2", published="2024-03-15", period="2023-01")
    wide = indicators.to_wide(table(*EXPORTS, later, rounder))
    assert cells(wide, "period", "level", "yoy", "revised", "release_id") == [
        ("2024-01", 6.31e9, None, "level", "r2"),
        ("2024-01", 6.23e9, 24.7, "level", "r1"),
        ("2023-01", 5.0e9, None, None, "r1"),
    ]


def test_changes_in_percent_and_in_units_stand_side_by_side() -> None:
    rows = [
        row("€887 million", 887e6, "EUR", "goods exports", "change", basis="mom", group=1),
        row("+5%", 5.0, "%", "goods exports", "change", basis="mom", group=1),
        row("€18,644 million", 18644e6, "EUR", "goods exports", group=1),
        row("0.2 percentage points", 0.2, "pp", "unemployment rate", "change", group=2),
        row("4.1%", 4.1, "%", "unemployment rate", group=2),
        row("0.3 percentage points", 0.3, "pp", "exports", "contribution", group=3),
        row("40%", 40.0, "%", "exports of ships", "share", group=4),
        row("2.2 percent", 2.2, "%", "GDP", "change", basis="annualized", group=5),
        row("1 percent", 1.0, "%", "GDP", "change", basis=None, group=6),
    ]
    wide = indicators.to_wide(table(*rows))
    assert cells(wide, "subject", "unit", "level", "mom", "mom_amount", "yoy", "yoy_unit") == [
        ("goods exports", "EUR", 18644e6, 5.0, 887e6, None, None),
        ("unemployment rate", "%", 4.1, None, None, 0.2, "pp"),
        ("exports", None, None, None, None, None, None),
        ("exports of ships", None, None, None, None, None, None),
        ("GDP", None, None, None, None, None, None),
    ]
    assert cells(wide, "contribution", "contribution_unit", "share", "annualized", "other")[2:] == [
        (0.3, "pp", None, None, None),
        (None, None, 40.0, None, None),
        (None, None, None, 2.2, 1.0),
    ]


def test_two_currencies_are_two_rows_and_other_series_stay_apart() -> None:
    rows = [
        row("US$1.2 billion", 1.2e9, "USD", "coffee exports", group=1),
        row("€1.1 billion", 1.1e9, "EUR", "coffee exports", group=1),
        row("$0.4 billion", 0.4e9, "USD", "coffee exports", group=2, counterpart="DE"),
        row("$9 billion", 9e9, "USD", "coffee exports", group=3, status="forecast", period="2024"),
        row("$3.1 billion", 3.1e9, "USD", "coffee imports", group=4),
    ]
    assert len(indicators.to_wide(table(*rows))) == len(rows)


def test_without_a_period_only_what_is_said_in_one_breath_is_put_together() -> None:
    rows = [
        row("5,600", 5600, "company", "middle-market companies", period=None, group=1),
        row("1.5 percent", 1.5, "%", "middle-market companies", "share", period=None, group=1),
        row("20", 20, "company", "middle-market companies", period=None, group=2),
    ]
    assert cells(indicators.to_wide(table(*rows)), "level", "share") == [(5600, 1.5), (20, None)]


@pytest.mark.parametrize("name", sorted(path.stem for path in FIXTURES.glob("*.txt")))
def test_every_figure_of_the_fixtures_is_in_the_wide_table(name: str) -> None:
    rows = expected_table(name)
    wide = indicators.to_wide(rows)
    numbers = {number for column in wide.select_dtypes("Float64") for number in wide[column].dropna()}
    assert set(rows.loc[rows["subject"].notna(), "value"]) == numbers


def test_the_empty_table_gives_an_empty_one_with_the_same_columns() -> None:
    full, none = indicators.to_wide(table(*EXPORTS)), indicators.to_wide(empty())
    assert none.empty and list(none.dtypes) == list(full.dtypes) and list(none) == list(full)


def test_a_missing_column_is_named() -> None:
    with pytest.raises(InputError, match="'basis'"):
        indicators.to_wide(table(*EXPORTS).drop(columns="basis"))
