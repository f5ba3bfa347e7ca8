"""CSV: every column of the table, in UTF-8, with nothing in it that a spreadsheet would run."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

from indicators.outputs.cells import without_formulas

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["write_csv"]


def write_csv(table: pd.DataFrame, file: IO[bytes]) -> None:
    """Write a header and a line for each row; empty cells are what is not known."""
    without_formulas(table).to_csv(file, index=False, encoding="utf-8", lineterminator="\n")
