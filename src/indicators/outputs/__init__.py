"""The table to a file: CSV, Parquet, JSON lines, Excel. A file is written whole or not at all."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import IO, TYPE_CHECKING

from indicators.errors import OutputError
from indicators.table import SCHEMA_COLUMNS

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["SUFFIXES", "check_path", "write"]


def write(table: pd.DataFrame, path: str | os.PathLike[str]) -> None:
    """Write `table` to `path` in the format that its suffix names.

    Parameters
    ----------
    table : DataFrame
        As `extract` returns it.
    path : str or path
        ``.csv`` and ``.xlsx`` and ``.parquet`` hold every column, ``.jsonl`` one row a line with the columns of the schema, from
        ``release_id`` to ``bound``, and null for what is missing. An existing file is replaced once the new one is complete.

    Raises
    ------
    OutputError
        If the suffix is none of these, the folder is not there or can't be written to, or Excel's package is missing.
    """
    target = check_path(path)
    # Beside the target, so that the rename stays within one file system.
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with part.open("xb") as file:
            _WRITERS[target.suffix.lower()](table, file)
            file.flush()
            os.fsync(file.fileno())
        part.replace(target)
    except OSError as error:
        raise OutputError(f"{target} can't be written: {error.strerror or error}") from error
    finally:
        part.unlink(missing_ok=True)


def check_path(path: str | os.PathLike[str]) -> Path:
    """Return `path` if a table can be written there, as far as that can be told beforehand."""
    target = Path(path)
    suffix = target.suffix.lower()
    if suffix not in _WRITERS:
        raise OutputError(f"{target}: the name must end in {', '.join(SUFFIXES)}, not {target.suffix or 'nothing'!r}")
    if suffix == ".xlsx" and find_spec("openpyxl") is None:
        raise OutputError(f"{target}: Excel files need openpyxl: pip install 'indicators[excel]'")
    if target.is_dir():
        raise OutputError(f"{target} is a folder")
    if not target.parent.is_dir():
        raise OutputError(f"{target}: there is no folder {target.parent}")
    return target


def _csv(table: pd.DataFrame, file: IO[bytes]) -> None:
    table.to_csv(file, index=False, encoding="utf-8", lineterminator="\n")


def _parquet(table: pd.DataFrame, file: IO[bytes]) -> None:
    plain = table.copy(deep=False)
    plain.attrs = {}
    plain.to_parquet(file, index=False, engine="pyarrow")


def _jsonl(table: pd.DataFrame, file: IO[bytes]) -> None:
    columns = [name for name in SCHEMA_COLUMNS if name in table.columns]
    cells = [[None if missing else value for value, missing in zip(table[name], table[name].isna(), strict=True)] for name in columns]
    for row in zip(*cells, strict=True):
        file.write(json.dumps(dict(zip(columns, row, strict=True)), ensure_ascii=False, allow_nan=False).encode("utf-8") + b"\n")


def _xlsx(table: pd.DataFrame, file: IO[bytes]) -> None:
    table.to_excel(file, index=False, engine="openpyxl", sheet_name="indicators", freeze_panes=(1, 0))


_WRITERS: dict[str, Callable[[pd.DataFrame, IO[bytes]], None]] = {".csv": _csv, ".parquet": _parquet, ".jsonl": _jsonl, ".xlsx": _xlsx}
SUFFIXES = tuple(_WRITERS)
