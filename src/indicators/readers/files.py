"""Which files a path means: itself, those of a folder, those that a pattern matches."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from indicators.errors import ReadError

__all__ = ["Found", "find_files"]

# What is taken from a folder; a file that is named is read whatever it is called.
_SUFFIXES = {".txt", ".text", ".jsonl", ".ndjson", ".json", ".csv", ".tsv", ".parquet"}


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read; `name` is what its release is called, `in_folder` whether it was found rather than named."""

    path: Path
    name: str
    in_folder: bool


def find_files(paths: list[str]) -> Iterator[Found | ReadError]:
    """Yield the files that `paths` mean, in the order given and, within a folder or pattern, in that of their names."""
    for path in paths:
        if os.path.isdir(path):
            yield from _in_folder(Path(path))
        elif os.path.exists(path):
            yield Found(Path(path), Path(path).stem, in_folder=False)
        elif glob.has_magic(path):
            yield from _matching(path)
        else:
            yield ReadError(path, "no such file or folder")


def _in_folder(folder: Path) -> Iterator[Found | ReadError]:
    failures: list[OSError] = []
    empty = True
    for parent, folders, files in os.walk(folder, onerror=failures.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            path = Path(parent, name)
            if path.suffix.lower() in _SUFFIXES and not name.startswith("."):
                empty = False
                yield Found(path, path.relative_to(folder).with_suffix("").as_posix(), in_folder=True)
    for failure in failures:
        yield ReadError(failure.filename, failure.strerror or str(failure))
    if empty and not failures:
        yield ReadError(folder, f"no files of releases in this folder ({', '.join(sorted(_SUFFIXES))})")


def _matching(pattern: str) -> Iterator[Found | ReadError]:
    matches = [Path(match) for match in sorted(glob.glob(pattern, recursive=True)) if not os.path.isdir(match)]
    if not matches:
        yield ReadError(pattern, "no file matches")
    for path in matches:
        yield Found(path, path.stem, in_folder=False)
