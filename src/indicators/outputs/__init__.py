"""The table to a file, one format a module. A file is written whole or not at all."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from secrets import token_hex
from typing import IO, TYPE_CHECKING, TypeAlias

from indicators.errors import OutputError
from indicators.outputs.arrow import write_parquet
from indicators.outputs.delimited import write_csv
from indicators.outputs.excel import write_xlsx
from indicators.outputs.jsonl import write_jsonl
from indicators.outputs.sdmx import write_sdmx

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "FORMATS",
    "LINES",
    "STREAMED",
    "SUFFIXES",
    "add_rows",
    "check_path",
    "check_stream",
    "dump",
    "format_of",
    "put_in_place",
    "replaced",
    "system_errors",
    "write",
]

Writer: TypeAlias = "Callable[[pd.DataFrame, IO[bytes]], None]"

_WRITERS: dict[str, Writer] = {"csv": write_csv, "parquet": write_parquet, "jsonl": write_jsonl, "xlsx": write_xlsx, "sdmx-csv": write_sdmx}
# Formats of lines, and what writes them without the header that begins a file.
_MORE_LINES: dict[str, Writer] = {
    "csv": partial(write_csv, header=False),
    "jsonl": write_jsonl,
    "sdmx-csv": partial(write_sdmx, header=False),
}
_DATABASE = "duckdb"
# The longest first: a file of SDMX ends in .csv, too.
_BY_SUFFIX = {
    ".sdmx.csv": "sdmx-csv",
    ".csv": "csv",
    ".parquet": "parquet",
    ".jsonl": "jsonl",
    ".xlsx": "xlsx",
    ".duckdb": _DATABASE,
}
_PACKAGES = {"xlsx": ("Excel files", "openpyxl", "excel"), _DATABASE: ("DuckDB files", "duckdb", "duckdb")}

FORMATS = (*_WRITERS, _DATABASE)
STREAMED = tuple(_WRITERS)
LINES = tuple(_MORE_LINES)
SUFFIXES = tuple(_BY_SUFFIX)


def write(table: pd.DataFrame, path: str | os.PathLike[str], format: str | None = None) -> None:
    """Write `table` to `path`.

    Parameters
    ----------
    table : DataFrame
        As `extract` returns it.
    path : str or path
        The suffix names the format. ``.csv``, ``.xlsx`` and ``.parquet`` hold every column, ``.jsonl`` one row a line with the columns
        of the schema, from ``release_id`` to ``bound``, and null for what is missing, ``.sdmx.csv`` the observations of SDMX-CSV 2.0.
        An existing file is replaced once the new one is complete. A ``.duckdb`` file is added to: of a release that it has already,
        the old rows are replaced.
    format : str, optional
        One of `FORMATS`, whatever the suffix is.

    Raises
    ------
    OutputError
        If the format is none of these, the folder is not there or can't be written to, or the format's package is missing.
    """
    target = check_path(path, format)
    kind = format or format_of(target)
    if kind == _DATABASE:
        from indicators.outputs.database import append

        append(table, target)
    elif target.exists() and not target.is_file():
        # A device or a pipe can't be replaced, only written to.
        with system_errors(target), target.open("wb") as file:
            dump(table, file, kind)
    else:
        with replaced(target.resolve()) as file:
            dump(table, file, kind)


def dump(table: pd.DataFrame, file: IO[bytes], format: str) -> None:
    """Write `table` to an open file in one of the formats `STREAMED`."""
    _WRITERS[format](table, file)


def add_rows(table: pd.DataFrame, file: IO[bytes], format: str, *, first: bool) -> None:
    """Write `table` to an open file in one of the formats `LINES`: its `first` rows with a header, the others behind them."""
    (_WRITERS if first else _MORE_LINES)[format](table, file)


def check_path(path: str | os.PathLike[str], format: str | None = None) -> Path:
    """Return `path` if a table can be written there, as far as that can be told beforehand."""
    target = Path(path)
    kind = format or format_of(target)
    if kind not in FORMATS:
        raise OutputError(f"format must be one of {', '.join(FORMATS)}, not {kind!r}")
    _check_package(kind, target)
    if target.is_dir():
        raise OutputError(f"{target} is a folder")
    if not target.parent.is_dir():
        raise OutputError(f"{target}: there is no folder {target.parent}")
    if not (target.exists() and not target.is_file()) and not may_write(target.parent):
        raise OutputError(f"{target} can't be written: nothing may be written in the folder {target.parent.resolve()}")
    return target


def may_write(folder: Path) -> bool:
    """Tell whether files can be made in `folder`: new ones are written beside those that they replace."""
    return os.access(folder, os.W_OK | os.X_OK, effective_ids=os.access in os.supports_effective_ids)


def check_stream(kind: str, *, terminal: bool) -> None:
    """Raise an error if a format can't go to standard output."""
    if kind not in STREAMED:
        raise OutputError(f"format {kind} needs a file to add to: -o FILE")
    if terminal and kind in ("parquet", "xlsx"):
        raise OutputError(f"format {kind} is not for a terminal: -o FILE, or send it to a file or another program")
    _check_package(kind, "standard output")


def _check_package(kind: str, target: object) -> None:
    """Raise an error that says what to install if the package of a format is missing."""
    what, package, extra = _PACKAGES.get(kind, ("", "", ""))
    if package and find_spec(package) is None:
        raise OutputError(f"{target}: {what} need {package}: pip install 'indicators[{extra}]'")


def format_of(target: Path) -> str:
    """Return the format that the name of a file ends in."""
    name = target.name.lower()
    for suffix, kind in _BY_SUFFIX.items():
        if name.endswith(suffix):
            return kind
    raise OutputError(f"{target}: the name must end in {', '.join(SUFFIXES)}, not {target.suffix or 'nothing'!r}")


@contextmanager
def replaced(target: Path) -> Iterator[IO[bytes]]:
    """Give a file to write to, and put it in the target's place when that went well. It lies beside it: a rename stays in a file system."""
    part = target.with_name(f".{target.name}.{token_hex(4)}.part")
    with system_errors(target):
        try:
            with part.open("xb") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            put_in_place(part, target)
        finally:
            part.unlink(missing_ok=True)


def put_in_place(part: Path, target: Path) -> None:
    """Let `part` replace `target`, with its mode."""
    if target.exists():
        shutil.copymode(target, part)
    part.replace(target)


@contextmanager
def system_errors(target: Path) -> Iterator[None]:
    """Turn what the system says into an error that names the file."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputError(f"{target} can't be written: {error.strerror or error}") from error
