"""Files in, releases out: `read` finds the files, tells what each one is by its content and hands it to that format's reader."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from os import PathLike
from typing import BinaryIO, Literal, TypeAlias

from indicators.errors import IndicatorsWarning, InputError, ReadError
from indicators.readers.archive import is_archive, members
from indicators.readers.decode import Unreadable
from indicators.readers.files import Found, Place, find_files
from indicators.readers.record import is_figure_table
from indicators.readers.sniff import reader_for
from indicators.release import Release

__all__ = ["MAX_BYTES", "Reading", "read"]

OnError: TypeAlias = Literal["raise", "skip"]

MAX_BYTES = 1_000_000_000
_HEAD = 4096


def read(*paths: str | PathLike[str], on_error: OnError = "raise", max_bytes: int = MAX_BYTES) -> Reading:
    """Read releases from files, folders and patterns, one after another as they are asked for.

    Parameters
    ----------
    *paths : str or path
        Files; folders, searched to the bottom in the order of their names for files of these kinds; patterns such as
        ``"2024/*.txt"``; ``"-"`` for standard input. What a file holds is told by its content: a text, a listing of many releases,
        JSON lines, a CSV or Parquet table with a column ``text``, a web page (extra ``html``), a PDF (extra ``pdf``), an RSS or
        Atom feed, or a zip archive of any of these.
    on_error : {"raise", "skip"}
        What to do about a file, a line or a row that can't be read: stop, or warn, note it in ``read_errors`` and go on.
    max_bytes : int
        The largest file that is read, and the most that an archive may hold when unpacked. Parquet files are read piece by piece
        and may be larger.

    Returns
    -------
    Reading
        An iterator of `Release`, with the list ``read_errors`` of what was passed over so far.

    Notes
    -----
    A release that names no id is called after its file (and, in files of many, its number); two files of the same name get
    ``-2``, ``-3`` … in their order. The text is that of the file, its line ends as they are, but for a byte order mark,
    trailing white space and the lines that only tell its date, source or country. Pages, PDFs and feeds are not text themselves:
    theirs is what their reader makes of them, and the release keeps it.
    """
    if on_error not in ("raise", "skip"):
        raise InputError(f"on_error must be 'raise' or 'skip', not {on_error!r}")
    if max_bytes < 1:
        raise InputError(f"max_bytes must be at least 1, not {max_bytes}")
    return Reading([str(path) for path in paths], on_error, max_bytes)


class Reading(Iterator[Release]):
    """Releases as they are read.

    Attributes
    ----------
    read_errors : list of ReadError
        What could not be read and was passed over, so far.
    """

    def __init__(self, paths: list[str], on_error: OnError, max_bytes: int) -> None:
        self.read_errors: list[ReadError] = []
        self._paths, self._on_error = paths, on_error
        self._place = Place()
        self._items = _read_all(paths, max_bytes, self._place)

    @property
    def position(self) -> int:
        """How many bytes of the files have been read for the releases so far."""
        return self._place.position

    @property
    def total_bytes(self) -> int | None:
        """How many bytes the files have together, as far as that can be told without reading; what is not on disk counts for nothing."""
        return sum(found.size for found in find_files(self._paths) if isinstance(found, Found)) or None

    def __next__(self) -> Release:
        for item in self._items:
            if isinstance(item, Release):
                return item
            if self._on_error == "raise":
                raise item
            self.read_errors.append(item)
            warnings.warn(IndicatorsWarning(str(item)), stacklevel=2)
        raise StopIteration


def _read_all(paths: list[str], limit: int, place: Place) -> Iterator[Release | ReadError]:
    taken: dict[str, int] = {}
    for found in find_files(paths):
        if isinstance(found, ReadError):
            yield found
        else:
            yield from _read_found(place.entered(found), taken, limit)


def _read_found(found: Found, taken: dict[str, int], limit: int) -> Iterator[Release | ReadError]:
    taken[found.name] = taken.get(found.name, 0) + 1
    name = found.name if taken[found.name] == 1 else f"{found.name}-{taken[found.name]}"
    try:
        with found.open(limit) as file:
            head = file.read(_HEAD)
            file.seek(0)
            if is_archive(head):
                yield from _read_archive(file, found, name, taken, limit)
            else:
                yield from _read_file(file, head, found, name, limit)
    except Unreadable as error:
        yield ReadError(found.path, str(error))
    except OSError as error:
        yield ReadError(found.path, error.strerror or str(error))
    except MemoryError:
        yield ReadError(found.path, "more than fits into memory: split it, or lower max_bytes to pass such files over at once")


def _read_file(file: BinaryIO, head: bytes, found: Found, name: str, limit: int) -> Iterator[Release | ReadError]:
    reader, columns = reader_for(found, file, head, limit)
    if not is_figure_table(columns):
        yield from reader(name)
    elif not found.in_folder:  # our own output beside the releases of a folder is no mistake
        raise Unreadable("a table of figures, not of releases: it has no 'text'")


def _read_archive(file: BinaryIO, found: Found, name: str, taken: dict[str, int], limit: int) -> Iterator[Release | ReadError]:
    for member in members(file, found.path, name, limit):
        if isinstance(member, ReadError):
            yield member
        else:
            yield from _read_found(member, taken, limit)
