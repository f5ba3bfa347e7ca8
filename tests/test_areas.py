"""Places as codes, and whose economy a release reports on."""

from __future__ import annotations

import json
import time
import tomllib
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from indicators.areas import area_code, area_name, codes_label, find_places, is_possessive
from indicators.home import home_area

HERE = Path(__file__).parent
CASES: dict[str, Any] = tomllib.loads((HERE / "cases" / "areas.toml").read_text(encoding="utf-8"))
GOLD = HERE.parents[1] / "shared" / "gold" / "dev.jsonl"


@pytest.mark.parametrize("case", CASES["places"]["cases"], ids=lambda case: case[0][:40])
def test_places_of_a_text(case: list[str]) -> None:
    text, *expected = case
    found = [f"{text[p.start : p.end]} = {';'.join(p.codes)}" for p in find_places(text)]
    assert found == expected


@pytest.mark.parametrize("case", CASES["home"], ids=lambda case: case["text"][:40])
def test_whose_economy(case: dict[str, str]) -> None:
    assert (home_area(case["text"], case.get("source"), case.get("country")) or "") == case["area"]


def test_kinds() -> None:
    text = "Korea, Korean, EU, Africa, Texas"
    assert [p.kind for p in find_places(text)] == ["country", "demonym", "bloc", "region", "subnational"]


def test_home_settles_names_of_several_places() -> None:
    assert find_places("Georgia", home="US")[0].codes == ("US",)
    assert find_places("Georgia", home="GE")[0].codes == ("GE",)


def test_places_are_in_order_and_apart() -> None:
    text = " ".join(case[0] for case in CASES["places"]["cases"])
    places = find_places(text)
    assert all(a.end <= b.start for a, b in pairwise(places))
    assert all(0 <= p.start < p.end <= len(text) for p in places)


CODES = [("kr", "KR"), ("UK", "GB"), ("EL", "GR"), ("south korea", "KR"), ("euro area", "EA"), ("EU", "EU"), ("xyz", None)]


@pytest.mark.parametrize(("name", "code"), CODES)
def test_area_code(name: str, code: str | None) -> None:
    assert area_code(name) == code


def test_labels() -> None:
    assert area_name("kr") == "South Korea"
    assert codes_label(["HK", "CN", "HK"]) == "CN;HK"


def test_possessive() -> None:
    text = "Korea’s exports, the Netherlands' surplus and Japan"
    assert [is_possessive(text, p) for p in find_places(text)] == [True, True, False]


@pytest.mark.parametrize("unit", ["U.", "of the ", "Korea, ", "1,2 ", "Bank of ", "C$£", "U.S. ", "New "])
def test_long_texts_take_linear_time(unit: str) -> None:
    text = unit * (200_000 // len(unit))
    start = time.process_time()
    find_places(text)
    home_area(text)
    assert time.process_time() - start < 8


def test_home_of_the_gold_releases() -> None:
    if not GOLD.exists():
        pytest.skip("the gold releases are not beside this checkout")
    releases = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]
    right = sum(home_area(r["text"], r["source"]) == r["country"] for r in releases)
    assert right >= 0.95 * len(releases)
