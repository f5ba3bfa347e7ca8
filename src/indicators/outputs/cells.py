"""Cells that a spreadsheet would run: text that begins like a formula, made harmless in a way that can be undone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["harmless", "is_formula", "without_formulas"]

# What spreadsheets begin a formula with, the full-width forms of East Asian settings too; a quote before it is ours or must get one more.
_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
# A number with its sign is what it says, nothing that runs: "-3.0%" stays as printed.
_NUMBER = re.compile(r"[-+]\d[\d.,]*(?:e[-+]?\d+)?\s?%?")


def is_formula(cell: str) -> bool:
    """Tell whether a spreadsheet would take `cell` for something to work out."""
    return _FORMULA.match(cell) is not None and _NUMBER.fullmatch(cell) is None


def harmless(cell: str) -> str:
    """Return `cell` with a quote before it if it begins like a formula; a spreadsheet then shows it as it is.

    Text that has the quote already gets one more, so that taking one off always gives back what was there.
    """
    return f"'{cell}" if is_formula(cell) else cell


def without_formulas(table: pd.DataFrame) -> pd.DataFrame:
    """Return `table` with its text made harmless, the names of its columns too; numbers are left alone."""
    from pandas.api.types import is_numeric_dtype

    plain = table.copy(deep=False)
    for number, kind in enumerate(table.dtypes):
        if not is_numeric_dtype(kind):
            cells = [harmless(cell) if isinstance(cell, str) else cell for cell in table.iloc[:, number]]
            plain.isetitem(number, cells)
    plain.columns = [harmless(str(name)) for name in table.columns]
    return plain
