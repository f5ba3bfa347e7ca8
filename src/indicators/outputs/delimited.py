"""CSV: every column of the table, in UTF-8, with nothing in it that a spreadsheet would run."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import IO, TYPE_CHECKING

from indicators.outputs.cells import without_formulas

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["write_csv"]

_QUOTED = re.compile(r'[",\r\n]')


def write_csv(table: pd.DataFrame, file: IO[bytes], *, header: bool = True) -> None:
    """Write a header, if it is wanted, and a line for each row; empty cells are what is not known.

    Lines end in ``\\n``. The standard library's writer (and pandas', which is the same) then leaves a lone ``\\r`` in a cell unquoted,
    and readers take it for the end of the line.
    """
    plain = without_formulas(table)
    if header:
        file.write(_line(plain.columns))
    columns = [plain.iloc[:, number] for number in range(plain.shape[1])]
    cells = [["" if missing else value for value, missing in zip(column, column.isna(), strict=True)] for column in columns]
    for row in zip(*cells, strict=True):
        file.write(_line(row))


def _line(cells: Iterable[object]) -> bytes:
    return (",".join(map(_cell, cells)) + "\n").encode("utf-8")


def _cell(value: object) -> str:
    text = str(value)
    return '"' + text.replace('"', '""') + '"' if _QUOTED.search(text) else text
