"""Which files a path means: itself, those of a folder, those that a pattern matches, standard input."""

from __future__ import annotations

import glob
import io
import os
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from functools import partial
from pathlib import Path
from typing import BinaryIO

from indicators.errors import ReadError
from indicators.readers.decode import Unreadable

__all__ = ["STANDARD_INPUT", "SUFFIXES", "Found", "Place", "contents", "find_files"]

# What is taken from a folder or an archive; a file that is named is read whatever it is called.
SUFFIXES = frozenset(
    (
        *(".txt", ".text", ".jsonl", ".ndjson", ".json", ".csv", ".tsv", ".parquet"),
        *(".html", ".htm", ".xhtml", ".pdf", ".xml", ".rss", ".atom", ".rdf", ".zip"),
    )
)
STANDARD_INPUT = "-"
_PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read.

    `path` is how errors call it, `name` what its release is called, `in_folder` whether it was found rather than named; `open` takes
    the most bytes that it may have if it can't be read again from its beginning.
    """

    path: str
    name: str
    in_folder: bool
    open: Callable[[int], BinaryIO]

    @property
    def suffix(self) -> str:
        return Path(self.path).suffix.lower()

    @property
    def size(self) -> int:
        """How many bytes it has; none where that is not told, as of pipes."""
        try:
            return os.path.getsize(self.path)
        except OSError:
            return 0


class Place:
    """Where the reading of many files stands, in bytes."""

    def __init__(self) -> None:
        self._before = self._size = 0
        self._file: BinaryIO | None = None

    @property
    def position(self) -> int:
        """How many bytes lie before the place that was read last."""
        if self._file is None:
            return self._before
        return self._before + (self._size if self._file.closed else min(self._file.tell(), self._size))

    def entered(self, found: Found) -> Found:
        """Return the file that is read next, so that its reading is followed."""
        self._before, self._size, self._file = self._before + self._size, found.size, None

        def opened(limit: int) -> BinaryIO:
            self._file = found.open(limit)
            return self._file

        return replace(found, open=opened)


def find_files(paths: list[str]) -> Iterator[Found | ReadError]:
    """Yield the files that `paths` mean, in the order given and, within a folder or pattern, in that of their names."""
    for path in paths:
        if path == STANDARD_INPUT:
            yield Found("standard input", "stdin", in_folder=False, open=_standard_input)
        elif os.path.isdir(path):
            yield from _in_folder(Path(path))
        elif os.path.exists(path):
            yield _file(Path(path), Path(path).stem, in_folder=False, named=True)
        elif glob.has_magic(path):
            yield from _matching(path)
        else:
            yield ReadError(path, "no such file or folder")


def _file(path: Path, name: str, *, in_folder: bool, named: bool = False) -> Found:
    return Found(str(path), name, in_folder, partial(_opened, path, named))


def _opened(path: Path, named: bool, limit: int) -> BinaryIO:
    # Opening a pipe waits for who writes to it: those that lie among others are not meant, one that is named is.
    if not named and not path.is_file():
        raise Unreadable("not a file but a pipe, a device or a link to nothing")
    file = path.open("rb")
    if file.seekable():
        return file
    with file:
        return _kept(file, limit)


def _standard_input(limit: int) -> BinaryIO:
    return _kept(sys.stdin.buffer, limit)


def _kept(stream: BinaryIO, limit: int) -> BinaryIO:
    """Return what comes from a stream as a file that can be searched: archives and PDFs are read from their end."""
    return io.BytesIO(contents(stream, limit))


def contents(file: BinaryIO, limit: int) -> bytes:
    """Return all of `file`, unless it is larger than `limit`."""
    # Asked before it is read; a pipe can't be, and a device says anything.
    size = _size(file)
    data = io.BytesIO()
    while size <= limit and (piece := file.read(_PIECE)):
        data.write(piece)
        size = max(size, data.tell())
    if size > limit:
        raise Unreadable(f"larger than {limit:,} bytes: raise max_bytes")
    return data.getvalue()


def _size(file: BinaryIO) -> int:
    if not file.seekable():
        return 0
    here = file.tell()
    size = file.seek(0, io.SEEK_END) - here
    file.seek(here)
    return size


def _in_folder(folder: Path) -> Iterator[Found | ReadError]:
    failures: list[OSError] = []
    empty = True
    for parent, folders, files in os.walk(folder, onerror=failures.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            path = Path(parent, name)
            if path.suffix.lower() in SUFFIXES and not name.startswith("."):
                empty = False
                yield _file(path, path.relative_to(folder).with_suffix("").as_posix(), in_folder=True)
    for failure in failures:
        yield ReadError(failure.filename, failure.strerror or str(failure))
    if empty and not failures:
        yield ReadError(folder, f"no files of releases in this folder ({', '.join(sorted(SUFFIXES))})")


def _matching(pattern: str) -> Iterator[Found | ReadError]:
    matches = sorted(path for path in _globbed(pattern) if not path.is_dir())
    if not matches:
        yield ReadError(pattern, "no file matches")
    for path in matches:
        yield _file(path, path.stem, in_folder=False)


def _globbed(pattern: str) -> Iterator[Path]:
    """Yield what `pattern` matches; "**" follows no links, as those may go round in circles (glob's follows them)."""
    # pathlib has no "**" within a name; there it means what "*" does.
    path = Path(re.sub(r"(?<=[^/\\])\*\*+|\*\*+(?=[^/\\*])", "*", pattern))
    hidden = {part for part in path.parts if part.startswith(".")}
    for match in Path(path.anchor).glob(str(path.relative_to(path.anchor))):
        if all(any(fnmatchcase(part, meant) for meant in hidden) for part in match.parts if part.startswith(".")):
            yield match
