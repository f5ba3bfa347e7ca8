"""Words and symbols of a text become units that pint knows, and nothing else does."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from indicators.components.figures import find_figures
from indicators.lexicon import table
from indicators.numerals import writes_decimal_comma
from indicators.units import match_rate, match_unit, registry

CASES = tomllib.loads((Path(__file__).parent / "cases" / "units.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("words", "name"), CASES["unit"].items())
def test_words_and_symbols(words: str, name: str) -> None:
    unit = match_unit(words, 0)
    assert unit is not None
    assert (unit.name, unit.end) == (name, len(words))


@pytest.mark.parametrize("words", CASES["none"]["words"])
def test_words_that_are_no_units(words: str) -> None:
    assert match_unit(words, 0, sure=False) is None


@pytest.mark.parametrize(("words", "expected"), CASES["factor"].items())
def test_number_words_inside_symbols(words: str, expected: list[str | int]) -> None:
    unit = match_unit(words, 0)
    assert unit is not None
    assert [unit.name, int(unit.factor)] == expected


def test_tons_and_pounds_are_local() -> None:
    cases = (("tons", "US"), ("tons", "KR"), ("pounds", "US"))
    names = [getattr(match_unit(word, 0, country=country), "name", None) for word, country in cases]
    assert names == ["ton", "tonne", "pound"]


def test_bare_letters_need_a_clear_quantity() -> None:
    assert match_unit("t", 0, sure=False) is None
    assert getattr(match_unit("t", 0, sure=True), "name", None) == "tonne"


def test_rates() -> None:
    assert getattr(match_rate(" a barrel", 0), "name", None) == "barrel"
    assert getattr(match_rate("/kWh", 0), "name", None) == "kilowatt_hour"
    assert getattr(match_rate(" per worker", 0, plain=frozenset(["worker"])), "name", None) == ""
    assert match_rate(" for years", 0) is None


def test_every_unit_of_the_lexicon_is_known_to_pint() -> None:
    data = table("units")
    names = {*data, *(name for _, name in data["="].values()), *data["/"].values()} - {"=", "/", "!", "*", ".loads", ".distances"}
    names |= {f"{load}_{distance}" for load in data[".loads"].values() for distance in data[".distances"].values()}
    units = registry()
    for name in names:
        units.parse_units(name)


def test_currencies_are_dimensions_of_their_own() -> None:
    units = registry()
    assert units.parse_units("USD/barrel").is_compatible_with("USD/liter")
    assert not units.parse_units("USD").is_compatible_with("EUR")


@pytest.mark.parametrize(("written", "value"), CASES["number"].items())
def test_numbers(written: str, value: str) -> None:
    (figure,) = find_figures(written if "%" in written else f"{written} tons")
    assert figure.value == float(value)


def test_decimal_commas() -> None:
    assert writes_decimal_comma("It rose 5,2 % after 3,1 %.")
    assert not writes_decimal_comma("It rose 5.2 % to 1,234.")
    assert [figure.value for figure in find_figures("1.234 tons after 3,1 %")] == [1234, 3.1]


def test_heavy_libraries_stay_unloaded() -> None:
    heavy = ("pint", "quantulum3", "babel", "spacy")
    code = f"import sys, indicators.units, indicators.numerals, indicators.grammar.money; print([m for m in {heavy} if m in sys.modules])"
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "[]"
