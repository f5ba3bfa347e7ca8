"""Fuzzes the readers: any bytes under any name give releases or errors that say what is wrong, never another exception.

The first byte of an input chooses the suffix of the file, the rest is what it holds. Run as CONTRIBUTING.md tells.
"""

from __future__ import annotations

import sys
import tempfile
import warnings
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["indicators"]):
    import indicators
    import indicators.readers.html
    import indicators.readers.pdf
    import indicators.readers.sniff

SUFFIXES = (".txt", ".jsonl", ".json", ".csv", ".tsv", ".parquet", ".html", ".pdf", ".xml", ".rss", ".zip", ".dat")
LIMIT = 1_000_000
FOLDER = Path(tempfile.mkdtemp(prefix="indicators-fuzz-", dir="/dev/shm" if Path("/dev/shm").is_dir() else None))


def fuzz(data: bytes) -> None:
    """One input."""
    if not data:
        return
    path = FOLDER / f"input{SUFFIXES[data[0] % len(SUFFIXES)]}"
    path.write_bytes(data[1:])
    reading = indicators.read(path, on_error="skip", max_bytes=LIMIT)
    releases = list(reading)
    for release in releases:
        assert release.id
    for error in reading.read_errors:
        assert error.path.startswith(str(path)) and error.reason, error


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    atheris.Setup(sys.argv, fuzz)
    atheris.Fuzz()
