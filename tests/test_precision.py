"""Between what a figure lies, by the digits that it is printed with."""

from __future__ import annotations

import math
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import indicators
from indicators.precision import interval

if TYPE_CHECKING:
    from spacy.language import Language

CASES = tomllib.loads((Path(__file__).parent / "cases/precision.toml").read_text(encoding="utf-8"))["figures"]


@pytest.mark.parametrize("case", CASES, ids=[f"{case.get('bound', 'exact')} {case['digits']}" for case in CASES])
def test_the_printed_digits_tell_the_interval(case: dict[str, Any]) -> None:
    low, high = case.get("ends", (None, None))
    found = interval(case["digits"], case["value"], case.get("bound", "exact"), value_low=low, value_high=high)
    assert found == pytest.approx(tuple(case["lies"]), rel=1e-12, abs=1e-12)


@given(st.text(max_size=40), st.floats(allow_nan=False), st.sampled_from(["exact", "approx", "min", "max"]))
def test_the_value_lies_within_whatever_is_printed(surface: str, value: float, bound: str) -> None:
    lower, upper = interval(surface, value, bound)
    assert lower <= value <= upper


@given(st.decimals(min_value=-(10**6), max_value=10**6, places=2), st.integers(0, 2))
def test_a_number_lies_within_the_interval_of_its_rounding(number: Any, places: int) -> None:
    printed = round(number, places)
    lower, upper = interval(f"{printed:,} percent", float(printed))
    assert lower - 1e-6 <= float(number) <= upper + 1e-6


def test_every_figure_of_a_release_has_its_interval(nlp: Language) -> None:
    text = "Exports rose by about 5 percent to $6.2 billion in May. Imports fell by more than 3 percent. Growth will be 3 to 4 percent."
    table = indicators.extract(text, nlp=nlp, published="2024-06-01", country="US")
    assert table["lower"].notna().all() and table["upper"].notna().all()
    lies = {surface: (lower, upper) for surface, lower, upper in zip(table["surface"], table["lower"], table["upper"], strict=True)}
    assert lies["5 percent"] == (4.0, 6.0)
    assert lies["$6.2 billion"] == (6.15e9, 6.25e9)
    assert lies["3 percent"] == (-math.inf, -3.0)
    assert lies["3 to 4 percent"] == (3.0, 4.0)
