"""Files in, releases out: `read` finds the files, tells what each one is by its content and hands it to that format's reader."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from functools import partial
from os import PathLike
from pathlib import Path
from typing import Literal, TypeAlias

from indicators.errors import IndicatorsWarning, InputError, ReadError
from indicators.readers.decode import Unreadable, decode
from indicators.readers.files import Found, find_files
from indicators.readers.jsonl import jsonl_keys, read_jsonl
from indicators.readers.listing import is_listing, read_listing
from indicators.readers.record import is_figure_table
from indicators.readers.tabular import csv_columns, is_csv, parquet_columns, read_csv, read_parquet
from indicators.readers.text import read_text
from indicators.release import Release

__all__ = ["Reading", "read"]

OnError: TypeAlias = Literal["raise", "skip"]
_Reader: TypeAlias = Callable[[str], Iterator[Release | ReadError]]


def read(*paths: str | PathLike[str], on_error: OnError = "raise") -> Reading:
    """Read releases from files, folders and patterns, one after another as they are asked for.

    Parameters
    ----------
    *paths : str or path
        Files; folders, searched to the bottom in the order of their names for text, JSON lines, CSV and Parquet files; patterns
        such as ``"2024/*.txt"``. What a file holds is told by its content: a text, a listing of many releases, JSON lines, a CSV
        or Parquet table with a column ``text``.
    on_error : {"raise", "skip"}
        What to do about a file, a line or a row that can't be read: stop, or warn, note it in ``errors`` and go on.

    Returns
    -------
    Reading
        An iterator of `Release`, with the list ``errors`` of what was passed over so far.

    Notes
    -----
    A release that names no id is called after its file (and, in files of many, its number); two files of the same name get
    ``-2``, ``-3`` … in their order. The text is that of the file, its line ends as they are, but for a byte order mark,
    trailing white space and the lines that only tell its date, source or country.
    """
    if on_error not in ("raise", "skip"):
        raise InputError(f"on_error must be 'raise' or 'skip', not {on_error!r}")
    return Reading([str(path) for path in paths], on_error)


class Reading(Iterator[Release]):
    """Releases as they are read; ``errors`` lists what could not be."""

    def __init__(self, paths: list[str], on_error: OnError) -> None:
        self.errors: list[ReadError] = []
        self._on_error = on_error
        self._items = _read_all(paths)

    def __next__(self) -> Release:
        for item in self._items:
            if isinstance(item, Release):
                return item
            if self._on_error == "raise":
                raise item
            self.errors.append(item)
            warnings.warn(IndicatorsWarning(str(item)), stacklevel=2)
        raise StopIteration


def _read_all(paths: list[str]) -> Iterator[Release | ReadError]:
    taken: dict[str, int] = {}
    for found in find_files(paths):
        if isinstance(found, ReadError):
            yield found
            continue
        taken[found.name] = taken.get(found.name, 0) + 1
        name = found.name if taken[found.name] == 1 else f"{found.name}-{taken[found.name]}"
        try:
            yield from _read_file(found, name)
        except OSError as error:
            yield ReadError(found.path, error.strerror or str(error))


def _read_file(found: Found, name: str) -> Iterator[Release | ReadError]:
    try:
        reader, columns = _reader_for(found.path)
    except Unreadable as error:
        yield ReadError(found.path, str(error))
        return
    if not is_figure_table(columns):
        yield from reader(name)
    elif not found.in_folder:  # our own output beside the releases of a folder is no mistake
        yield ReadError(found.path, "a table of figures, not of releases: it has no 'text'")


def _reader_for(file: Path) -> tuple[_Reader, list[str]]:
    """Return the reader for `file` and, if its format has them, its columns. The name decides only where the content doesn't."""
    path, suffix = str(file), file.suffix.lower()
    with file.open("rb") as start:
        if start.read(4) == b"PAR1":
            return partial(read_parquet, path), parquet_columns(path)
    content = decode(file.read_bytes())
    keys = jsonl_keys(content)
    if keys is not None:
        return partial(read_jsonl, content, path), keys
    if is_listing(content):
        return partial(read_listing, content, path), []
    if suffix in (".csv", ".tsv") or is_csv(content):
        return partial(read_csv, content, path), csv_columns(content)
    return partial(read_jsonl if suffix in (".jsonl", ".ndjson", ".json") else read_text, content, path), []
