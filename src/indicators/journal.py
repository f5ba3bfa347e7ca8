"""What a long run has finished, on disk: written after each batch, read by the run that goes on after a stop."""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from indicators import __version__
from indicators.errors import OutputError
from indicators.readers import Reading
from indicators.release import Release

__all__ = ["Journal", "Unfinished"]

# How long the processes of a run that was killed may still hold its journal.
_PATIENCE, _PAUSE = 5.0, 0.1


class Journal:
    """The file beside the output: a line on the run, then one for each batch with its releases and how far the output reached then.

    Attributes
    ----------
    size : int
        How many bytes of the output belong to finished batches.
    figures, releases : int
        How many rows they have, of how many releases.
    """

    def __init__(self, path: Path, terms: dict[str, Any], *, resume: bool) -> None:
        self.size = self.figures = self.releases = 0
        self._path = path
        self._finished: dict[str, list[str]] = {}
        self._file = path.open("a+b")
        _lock(self._file, path)
        self._file.seek(0)
        begun = resume and self._take_up({"indicators": __version__, **terms})
        if not begun:
            self._file.truncate(0)
            self._write({"indicators": __version__, **terms})

    @property
    def unseen(self) -> int:
        """How many releases are finished that this run has not come across yet."""
        return sum(map(len, self._finished.values()))

    def record(self, releases: list[Release], *, size: int, figures: int, with_figures: int) -> None:
        """Note that `releases` are finished and that the output, up to `size`, is safe on disk."""
        self.size, self.figures, self.releases = size, self.figures + figures, self.releases + with_figures
        done = [[release.id, _fingerprint(release)] for release in releases]
        self._write({"size": size, "figures": self.figures, "releases": self.releases, "done": done})

    def is_finished(self, release: Release) -> bool:
        """Tell whether an earlier run finished `release`.

        Raises
        ------
        OutputError
            If it finished one that was called the same and read otherwise: its rows are in the output.
        """
        prints = self._finished.get(release.id)
        if not prints:
            return False
        if _fingerprint(release) not in prints:
            raise OutputError(f"{release.id}: this release has changed since it was worked on: begin anew, without --resume")
        prints.remove(_fingerprint(release))
        return True

    def close(self, *, remove: bool) -> None:
        """Let go of the file, and of what it says if `remove`."""
        if remove:
            self._path.unlink(missing_ok=True)
        self._file.close()

    def _take_up(self, terms: dict[str, Any]) -> bool:
        """Read what an earlier run noted, if there was one."""
        lines = self._file.read().splitlines(keepends=True)
        if not lines or not lines[0].endswith(b"\n"):
            return False
        _check_terms(self._path, _parsed(lines[0], self._path), terms)
        whole = len(lines[0])
        for line in lines[1:]:
            if not line.endswith(b"\n"):  # half a line: the run was killed while it wrote it
                break
            entry = _parsed(line, self._path)
            self.size, self.figures, self.releases = entry["size"], entry["figures"], entry["releases"]
            for name, fingerprint in entry["done"]:
                self._finished.setdefault(name, []).append(fingerprint)
            whole += len(line)
        self._file.truncate(whole)
        return True

    def _write(self, entry: dict[str, Any]) -> None:
        self._file.write(json.dumps(entry, ensure_ascii=True).encode("ascii") + b"\n")
        self._file.flush()
        os.fsync(self._file.fileno())


class Unfinished(Iterator[Release]):
    """Releases as they are read, without those that a journal knows as finished."""

    def __init__(self, reading: Reading, journal: Journal) -> None:
        self._reading, self._journal = reading, journal
        self.read_errors = reading.read_errors

    def __next__(self) -> Release:
        return next(release for release in self._reading if not self._journal.is_finished(release))

    @property
    def position(self) -> float:
        """How far the reading is, in bytes."""
        return self._reading.position

    @property
    def total_bytes(self) -> float | None:
        """How many bytes there are to read."""
        return self._reading.total_bytes


def _parsed(line: bytes, path: Path) -> dict[str, Any]:
    try:
        entry: dict[str, Any] = json.loads(line)
    except ValueError as error:
        raise OutputError(f"{path} is damaged: delete it and begin anew, without --resume") from error
    return entry


def _check_terms(path: Path, then: dict[str, Any], now: dict[str, Any]) -> None:
    for name in then | now:
        if then.get(name) != now.get(name):
            raise OutputError(
                f"{path}: the run that was stopped had {name} {then.get(name)!r}, this one has {now.get(name)!r}: "
                "resume it with what it had, or begin anew without --resume"
            )


def _fingerprint(release: Release) -> str:
    known = (release.text, release.title, str(release.published), release.source, release.country)
    return hashlib.blake2b(json.dumps(known).encode("ascii"), digest_size=8).hexdigest()


def _lock(file: IO[bytes], path: Path) -> None:
    """Keep others from the same output, until the file is closed or the process ends; where the system has no such locks, hope."""
    try:
        import fcntl
    except ImportError:
        return
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError as error:
            if time.monotonic() > until:
                raise OutputError(f"{path.with_suffix('')}: another run is writing to it") from error
            time.sleep(_PAUSE)
