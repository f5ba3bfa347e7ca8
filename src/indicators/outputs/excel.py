"""Excel: one sheet, numbers as numbers, and text always as text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from importlib import import_module
from typing import IO, TYPE_CHECKING, Any

from indicators.errors import OutputError
from indicators.outputs.cells import is_formula

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["write_xlsx"]

# What XML cannot hold.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_LONGEST = 32_767
_MOST_ROWS = 1_048_575
_WIDE = {"subject": 36, "surface": 24, "sentence": 60, "title": 40, "source": 24, "release_id": 20}


def write_xlsx(table: pd.DataFrame, file: IO[bytes]) -> None:
    """Write a sheet ``indicators``. Text that begins like a formula is stored as text, marked as such, so that editing keeps it so."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    if len(table) > _MOST_ROWS:
        raise OutputError(f"{len(table):,} rows are more than a sheet of Excel holds: write .csv or .parquet")
    book = Workbook(write_only=True)
    sheet: Any = book.create_sheet("indicators")
    sheet.freeze_panes = "A2"
    for number, name in enumerate(table.columns, 1):
        sheet.column_dimensions[get_column_letter(number)].width = _WIDE.get(str(name), 13)

    def cell(value: object, *, bold: bool = False) -> Any:
        if not isinstance(value, str):
            return value
        made = WriteOnlyCell(sheet, value="")
        made.value = _UNPRINTABLE.sub("\ufffd", value)[:_LONGEST]
        # openpyxl makes a formula of text that begins with "=", and an error of "#N/A".
        made.data_type = "s"
        made.quotePrefix = is_formula(value)
        if bold:
            made.font = Font(bold=True)
        return made

    try:
        sheet.append([cell(str(name), bold=True) for name in table.columns])
        for row in _rows(table):
            sheet.append([cell(value) if isinstance(value, str) and _needs_care(value) else value for value in row])
        book.save(file)
    except _lxml_error() as error:
        # openpyxl's temporary file, which lxml writes if it is there: a full disk is no error of the system's to it.
        with suppress(Exception):
            sheet.close()
        raise OSError(f"no room for the temporary file that it is made of ({error})") from error


def _lxml_error() -> type[Exception]:
    try:
        error: type[Exception] = import_module("lxml.etree").LxmlError
    except ImportError:
        return OSError
    return error


def _needs_care(value: str) -> bool:
    return value[:1] in "=#'" or is_formula(value) or len(value) > _LONGEST or _UNPRINTABLE.search(value) is not None


def _rows(table: pd.DataFrame) -> Iterator[tuple[Any, ...]]:
    cells = [
        [None if missing else value for value, missing in zip(table.iloc[:, n], table.iloc[:, n].isna(), strict=True)]
        for n in range(table.shape[1])
    ]
    return zip(*cells, strict=True)
