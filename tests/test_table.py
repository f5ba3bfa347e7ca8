"""The table's shape: columns in order, fixed types also without rows, words of the vocabulary only."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest
from conftest import row

from indicators import InputError, to_frame
from indicators.table import COLUMNS, DESCRIPTIONS, SCHEMA_COLUMNS, VOCABULARIES, empty, frame

if TYPE_CHECKING:
    from spacy.language import Language

SCHEMA = Path(__file__).parents[2] / "shared/SCHEMA.md"


def test_the_columns_are_those_of_the_schema_then_the_release_and_the_statement() -> None:
    assert SCHEMA_COLUMNS[:5] == ("release_id", "start", "end", "surface", "value")
    rest = ("sentence", "title", "published", "source", "group", "confidence", "lower", "upper")
    assert tuple(frame([row()]).columns) == (*SCHEMA_COLUMNS, *rest)
    assert all(DESCRIPTIONS[column.name] for column in COLUMNS)


def test_the_order_and_the_words_are_those_of_the_contract() -> None:
    if not SCHEMA.exists():
        pytest.skip("../shared, which holds SCHEMA.md, is not there")
    table = [line for line in SCHEMA.read_text(encoding="utf-8").splitlines() if line.startswith("| `")]
    assert [name for line in table for name in re.findall(r"`(\w+)`", line.split("|")[1])] == list(SCHEMA_COLUMNS)
    for line in table:
        name = re.findall(r"`(\w+)`", line)[0]
        if name in VOCABULARIES:
            assert set(VOCABULARIES[name]) <= set(re.findall(r"`(\w+)`", line.split("|")[2]))


def test_types_do_not_depend_on_the_rows() -> None:
    full = frame([row(), row(value_low=1, value_high=4.0, basis="yoy", confidence=1, group=None)])
    assert full.dtypes.to_dict() == empty().dtypes.to_dict() == frame([row()]).dtypes.to_dict()
    assert len(empty()) == 0
    assert full["value"].sum() == 5.0
    assert full["value_low"].isna().tolist() == [True, False]
    assert full["basis"].isna().tolist() == [True, False]


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"measure": "growth"}, "'growth' is not a measure: they are level, change, share, contribution"),
        ({"basis": "YoY"}, "'YoY' is not a basis"),
        ({"status": None}, "no 'status'"),
        ({"notes": "x"}, "no columns 'notes'"),
    ],
)
def test_rows_that_break_the_contract_are_refused(fields: dict[str, Any], says: str) -> None:
    with pytest.raises(InputError, match=says):
        frame([row(**fields)])


def test_docs_of_anybody_become_a_table(small_nlp: Language) -> None:
    table = to_frame(small_nlp.pipe(["Exports\nThey rose 2.5 percent.", "Nothing moved.", "Imports fell 1 percent."]))
    assert table["surface"].tolist() == ["2.5 percent", "1 percent"]
    assert table["title"].tolist() == ["Exports", "Imports fell 1 percent."]
    assert table["release_id"].nunique() == 2
    assert table["published"].isna().all()
    assert len(to_frame(small_nlp("Exports rose 2.5 percent."))) == 1
    assert to_frame([]).dtypes.to_dict() == table.dtypes.to_dict()


def test_days_and_periods_can_be_turned_into_pandas_own() -> None:
    table = frame([row(published="2024-02-21", period="2024-01")])
    assert pd.to_datetime(table["published"]).dt.year.tolist() == [2024]
    assert pd.Period(table["period"][0], freq="M") == pd.Period("2024-01", freq="M")
