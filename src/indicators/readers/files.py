"""Which files a path means: itself, those of a folder, those that a pattern matches, standard input."""

from __future__ import annotations

import glob
import io
import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from indicators.errors import ReadError

__all__ = ["STANDARD_INPUT", "SUFFIXES", "Found", "find_files"]

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

    `path` is how errors call it, `name` what its release is called, `in_folder` whether it was found rather than named.
    """

    path: str
    name: str
    in_folder: bool
    open: Callable[[], BinaryIO]

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
    return Found(str(path), name, in_folder, lambda: path.open("rb"))


def _standard_input() -> BinaryIO:
    """Return what comes in, in a form that can be searched; as a whole, because archives and PDFs are read from their end."""
    return io.BytesIO(sys.stdin.buffer.read())


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
