"""Names of series: which are the same, and which only sound alike."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.keys import subject_key

CASES: dict[str, list[list[str]]] = tomllib.loads((Path(__file__).parent / "cases/near_misses.toml").read_text(encoding="utf-8"))


def keys(case: list[str]) -> tuple[str | None, str | None]:
    area = case[2] if len(case) > 2 else None
    return subject_key(case[0], area), subject_key(case[1], area)


@pytest.mark.parametrize("case", CASES["apart"], ids=" | ".join)
def test_near_misses_stay_apart(case: list[str]) -> None:
    one, other = keys(case)
    assert one and other and one != other


@pytest.mark.parametrize("case", CASES["same"], ids=" | ".join)
def test_one_series_in_two_wordings_is_one(case: list[str]) -> None:
    one, other = keys(case)
    assert one == other is not None


def test_no_name_has_no_key() -> None:
    assert subject_key(None) is subject_key("") is subject_key(" \n") is None


def test_your_own_synonyms_join_more() -> None:
    more = {"vehicle sales": "car sales", "deliveries": "sales"}
    assert subject_key("vehicle sales") != subject_key("car sales")
    assert subject_key("vehicle sales", synonyms=more) == subject_key("car sales", synonyms=more)
    assert subject_key("deliveries of trucks", synonyms=more) == subject_key("truck sales", synonyms=more)


@given(st.text(max_size=60))
def test_any_text_has_a_key_or_none_and_case_does_not_count(text: str) -> None:
    key = subject_key(text)
    assert key is None or key.strip()
    if text.isascii():
        assert subject_key(text.upper()) == subject_key(text.lower()) == key
