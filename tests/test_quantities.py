"""Figures as pint quantities, and tables in one unit."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from conftest import row
from pint import DimensionalityError

from indicators import InputError, convert, quantity
from indicators.lexicon import table as lexicon
from indicators.table import empty, frame
from indicators.units import registry

DATA = tomllib.loads((Path(__file__).parent / "cases/quantities.toml").read_text(encoding="utf-8"))


def told(case: dict[str, Any]) -> dict[str, Any]:
    """The row of a case."""
    fields = {"unit": None, "measure": "level", **{name: case[name] for name in ("value", "unit", "subject", "measure") if name in case}}
    return row(quantity_type=case["kind"], **fields)


@pytest.mark.parametrize("case", DATA["rows"], ids=lambda case: f"{case['value']} {case.get('unit')} in {case['to']}")
def test_a_row_in_another_unit(case: dict[str, Any]) -> None:
    table = convert(frame([told(case), row(unit="galaxy", quantity_type="count")]), unit=case["to"], definitions=case.get("definitions"))
    converted = table[table.columns[-1]]
    assert str(converted.dtype) == "Float64"
    assert converted.isna().tolist() == ["becomes" not in case, True]
    if "becomes" in case:
        assert converted[0] == pytest.approx(case["becomes"], rel=1e-9)


@pytest.mark.parametrize(("unit", "column"), DATA["columns"].items())
def test_the_column_is_called_after_the_unit(unit: str, column: str) -> None:
    assert list(convert(empty(), unit=unit).columns)[-1] == column


def test_the_table_itself_stays_as_it_was_whatever_its_index() -> None:
    table = frame([row(unit="tonne", quantity_type="physical", value=3.0), row()]).set_index(pd.Index([7, 7]))
    converted = convert(table, unit="kilogram")
    assert converted.index.tolist() == [7, 7]
    assert converted["value_kilogram"].tolist() == [3000.0, pd.NA]
    assert "value_kilogram" not in table.columns


def test_a_quantity_computes_with_its_unit() -> None:
    exports = quantity(frame([row(value=6.2e9, unit="USD", quantity_type="money")]).iloc[0])
    volume = quantity(row(value=2e6, unit="tonne", quantity_type="physical"))
    assert (exports / volume).to("USD/kilogram").magnitude == pytest.approx(3.1)
    assert quantity(row(value=5.0, unit="worker", quantity_type="count")).to("person").magnitude == 5.0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"unit": "USD", "quantity_type": "money"}, {"unit": "KRW", "quantity_type": "money"}),
        ({"unit": "%", "quantity_type": "percent"}, {"unit": "pp", "quantity_type": "pp"}),
        ({"unit": "company", "quantity_type": "count"}, {"unit": "person", "quantity_type": "count"}),
        ({"unit": "second", "quantity_type": "count"}, {"unit": "second", "quantity_type": "physical"}),
    ],
)
def test_what_is_of_two_kinds_does_not_add_up(one: dict[str, Any], other: dict[str, Any]) -> None:
    with pytest.raises(DimensionalityError):
        quantity(row(**one)) + quantity(row(**other))


def test_every_unit_that_figures_are_read_in_is_known() -> None:
    units = lexicon("units")
    names = (
        {name for name in units if name not in ("=", "/", "!", "*", ".loads", ".distances")}
        | {name for _, name in units["="].values()}
        | set(units["/"].values())
    )
    for name in sorted(names):
        quantity(row(unit=name, quantity_type="physical")).to_base_units()
    for code in lexicon("currencies")["codes"].split():
        assert quantity(row(unit=code, quantity_type="money")).dimensionality == {f"[currency_{code}]": 1}


def test_definitions_come_from_a_file_and_last_for_the_call(tmp_path: Path) -> None:
    path = tmp_path / "units.txt"
    path.write_text("# ours\n\nbrick = 3.5 * kilogram = _ = bricks\nwall = 400 * brick\n", encoding="utf-8")
    bricks = row(value=2.0, unit="brick", quantity_type="count")
    assert quantity(bricks, definitions=path).to("kilogram").magnitude == 7.0
    assert convert(frame([bricks]), unit="wall", definitions=str(path))["value_wall"].tolist() == [0.005]
    with pytest.raises(DimensionalityError):
        quantity(bricks).to("kilogram")
    assert "wall" not in registry()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ({"unit": "furlongs_per_whim"}, "no unit 'furlongs_per_whim'"),
        ({"unit": ""}, "no unit ''"),
        ({"unit": "tonne", "definitions": ["brick = 3 * cubits"]}, "definitions: .*cubits"),
        ({"unit": "tonne", "definitions": ["brick 3 kg"]}, "definitions: "),
        ({"unit": "tonne", "definitions": "nowhere/units.txt"}, "nowhere/units.txt can't be read"),
        ({"unit": "tonne", "currency": "USD"}, "not both"),
    ],
)
def test_what_cannot_be_is_said(arguments: dict[str, Any], says: str) -> None:
    with pytest.raises(InputError, match=says):
        convert(frame([row()]), **arguments)


def test_a_unit_that_nobody_knows_is_said() -> None:
    with pytest.raises(InputError, match="'zorkmid' is not a unit that is known"):
        quantity(row(unit="zorkmid", quantity_type="physical"))
    with pytest.raises(InputError, match="no columns 'unit'"):
        convert(frame([row()]).drop(columns="unit"), unit="tonne")
