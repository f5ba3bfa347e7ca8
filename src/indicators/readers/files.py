"""Which files a path means: itself, those of a folder, those that a pattern matches, standard input."""

from __future__ import annotations

import glob
import io
import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import BinaryIO

from indicators.errors import ReadError
from indicators.readers.decode import Unreadable

__all__ = ["STANDARD_INPUT", "SUFFIXES", "Found", "contents", "find_files"]

# What is taken from a folder or an archive; a file that is named is read whatever it is called.
SUFFIXES = frozenset(
    (
        *(".txt", ".text", ".jsonl", ".ndjson", ".json", ".csv", ".tsv", ".parquet"),
        *(".html", ".htm", ".xhtml", ".pdf", ".xml", ".rss", ".atom", ".rdf", ".zip"),
    )
)
STANDARD_INPUT = "-"


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


def find_files(paths: list[str]) -> Iterator[Found | ReadError]:
    """Yield the files that `paths` mean, in the order given and, within a folder or pattern, in that of their names."""
    for path in paths:
        if path == STANDARD_INPUT:
            yield Found("standard input", "stdin", in_folder=False, open=_standard_input)
        elif os.path.isdir(path):
            yield from _in_folder(Path(path))
        elif os.path.exists(path):
            yield _file(Path(path), Path(path).stem, in_folder=False)
        elif glob.has_magic(path):
            yield from _matching(path)
        else:
            yield ReadError(path, "no such file or folder")


def _file(path: Path, name: str, *, in_folder: bool) -> Found:
    return Found(str(path), name, in_folder, partial(_opened, path, in_folder))


def _opened(path: Path, in_folder: bool, limit: int) -> BinaryIO:
    # Opening a pipe waits for who writes to it: those that lie in a folder are not meant, one that is named is.
    if in_folder and not path.is_file():
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
    data = file.read(limit + 1)
    if len(data) > limit:
        raise Unreadable(f"larger than {limit:,} bytes: raise max_bytes")
    return data


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
    matches = [Path(match) for match in sorted(glob.glob(pattern, recursive=True)) if not os.path.isdir(match)]
    if not matches:
        yield ReadError(pattern, "no file matches")
    for path in matches:
        yield _file(path, path.stem, in_folder=False)
