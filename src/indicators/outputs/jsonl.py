"""JSON lines: a row a line, with null for what is not known."""

from __future__ import annotations

import json
from typing import IO, TYPE_CHECKING

from indicators.table import DESCRIPTIONS, SCHEMA_COLUMNS

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["write_jsonl"]


def write_jsonl(table: pd.DataFrame, file: IO[bytes]) -> None:
    """Write the columns of the schema, and those that the table has beyond its own; what only repeats the release is left out."""
    columns = [name for name in table.columns if name in SCHEMA_COLUMNS or name not in DESCRIPTIONS]
    cells = [[None if missing else value for value, missing in zip(table[name], table[name].isna(), strict=True)] for name in columns]
    for row in zip(*cells, strict=True):
        line = json.dumps(dict(zip(columns, row, strict=True)), ensure_ascii=False, allow_nan=False, default=str)
        file.write(line.encode("utf-8") + b"\n")
