"""Tables that grow batch by batch, for archives: in a file beside the target, which takes its place when all is done.

A journal beside it says how far it is safe, so that a run that was stopped, by whatever, can be resumed from its last batch.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Protocol

from indicators.errors import OutputError
from indicators.journal import Journal
from indicators.outputs import add_rows, check_path, format_of, put_in_place, replaced, system_errors
from indicators.table import empty

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

    from indicators.release import Release

__all__ = ["GROWING", "Growing", "can_grow", "check_growing"]

# A workbook is written at once, from memory.
GROWING = ("csv", "parquet", "jsonl", "sdmx-csv", "duckdb")
_ROWS_IN_GROUP = 100_000


def can_grow(path: str | os.PathLike[str], format: str | None) -> bool:
    """Tell whether rows can be added to what `path` names while they are found: not to workbooks, and devices have no place beside them."""
    target = check_path(path, format)
    return (format or format_of(target)) in GROWING and (target.is_file() or not target.exists())


def check_growing(path: str | os.PathLike[str], format: str | None) -> None:
    """Raise an error if a run that writes to `path` can't be resumed."""
    if can_grow(path, format):
        return
    target = check_path(path, format)
    if target.exists() and not target.is_file():
        raise OutputError(f"{target} is no file: what was written to it can't be taken up again")
    raise OutputError(f"{target}: format {format or format_of(target)} is written at once and can't be resumed; {', '.join(GROWING)} can")


class _Growth(Protocol):
    """Where the rows go meanwhile."""

    def add(self, table: pd.DataFrame) -> int:
        """Add rows, bring them safely to disk, and return how far that reaches."""

    def finish(self) -> None:
        """Make the target of what was added."""

    def close(self, *, remove: bool) -> None:
        """Let go of it; if `remove`, leave nothing."""


class Growing:
    """A table on its way to `path`.

    Parameters
    ----------
    path : str or path
        The target; its suffix names the format where `format` does not.
    format : str, optional
        One of `GROWING`.
    terms : mapping
        What the rows depend on beside the releases: a run is only resumed under the same terms.
    resume : bool
        Go on from where an earlier run to the same target was stopped, if there was one; otherwise begin anew.
    """

    def __init__(self, path: str | os.PathLike[str], format: str | None, terms: dict[str, Any], *, resume: bool) -> None:
        target = check_path(path, format).resolve()
        kind = format or format_of(target)
        self.part = _beside(target, "part")
        with system_errors(target):
            self.journal = Journal(_beside(target, "journal"), {"format": kind, **terms}, resume=resume)
        try:
            self._growth = _growth(target, self.part, kind, self.journal.size)
        except BaseException:
            self.journal.close(remove=False)
            raise
        self._target = target

    def add(self, table: pd.DataFrame, releases: list[Release]) -> None:
        """Add the rows of `releases`, which are finished with them."""
        with system_errors(self._target):
            size = self._growth.add(table)
            self.journal.record(releases, size=size, figures=len(table), with_figures=table["release_id"].nunique())

    def finish(self) -> None:
        """Put the table, which is whole now, in its place."""
        with system_errors(self._target):
            self._growth.finish()
        self._growth.close(remove=True)
        self.journal.close(remove=True)

    def stop(self) -> bool:
        """Leave what is finished to be resumed, and tell whether there is any."""
        some = self.journal.size > 0
        self._growth.close(remove=not some)
        self.journal.close(remove=not some)
        return some


def _beside(target: Path, what: str) -> Path:
    return target.with_name(f"{target.name}.{what}")


def _growth(target: Path, part: Path, kind: str, size: int) -> _Growth:
    if kind == "duckdb":
        return _Database(target, size)
    if kind == "parquet":
        return _Messages(target, part, size)
    return _Text(target, part, size, kind)


class _File:
    """A file beside the target, cut back to where it is known to be safe."""

    def __init__(self, target: Path, part: Path, size: int) -> None:
        self.target, self.part = target, part
        with system_errors(target):
            self.file: IO[bytes] = part.open("r+b" if size else "w+b")
            if self.file.seek(0, os.SEEK_END) < size:
                self.file.close()
                raise OutputError(f"{part} is not what its journal says: begin anew, without --resume")
            self.file.truncate(size)
            self.file.seek(size)

    def synced(self) -> int:
        self.file.flush()
        os.fsync(self.file.fileno())
        return self.file.tell()

    def close(self, *, remove: bool) -> None:
        self.file.close()
        if remove:
            self.part.unlink(missing_ok=True)


class _Text(_File):
    """CSV, JSON lines, SDMX-CSV: the very lines of the target."""

    def __init__(self, target: Path, part: Path, size: int, kind: str) -> None:
        super().__init__(target, part, size)
        self.kind = kind

    def add(self, table: pd.DataFrame) -> int:
        add_rows(table, self.file, self.kind, first=self.file.tell() == 0)
        return self.synced()

    def finish(self) -> None:
        if self.file.tell() == 0:
            self.add(empty())
        put_in_place(self.part, self.target)


class _Messages(_File):
    """Parquet is read from its end and can't be added to: Arrow's messages are, and Parquet is made of them at the end."""

    def add(self, table: pd.DataFrame) -> int:
        from indicators.outputs.arrow import arrow_table

        for batch in arrow_table(table).combine_chunks().to_batches():
            self.file.write(batch.serialize())
        return self.synced()

    def finish(self) -> None:
        from indicators.outputs.arrow import arrow_table, write_groups

        schema = arrow_table(empty()).schema
        with replaced(self.target) as file:
            write_groups(self._tables(schema), schema, file)

    def _tables(self, schema: pa.Schema) -> Iterator[pa.Table]:
        """Yield what was added, so many rows at a time."""
        import pyarrow as pa

        batches: list[pa.RecordBatch] = []
        for batch in _messages(self.part, schema):
            batches.append(batch)
            if sum(batch.num_rows for batch in batches) >= _ROWS_IN_GROUP:
                yield pa.Table.from_batches(batches, schema)
                batches = []
        if batches:
            yield pa.Table.from_batches(batches, schema)


def _messages(path: Path, schema: pa.Schema) -> Iterator[pa.RecordBatch]:
    import pyarrow as pa

    with pa.OSFile(str(path)) as file:
        while file.tell() < file.size():
            yield pa.ipc.read_record_batch(pa.ipc.read_message(file), schema)


class _Database:
    """A database takes each batch in a transaction of its own; what it has of a release that is done again is replaced."""

    def __init__(self, target: Path, size: int) -> None:
        from indicators.outputs.database import append

        self._append: Callable[[pd.DataFrame, Path], None] = append
        self._target, self._batches = target, size

    def add(self, table: pd.DataFrame) -> int:
        self._append(table, self._target)
        self._batches += 1
        return self._batches

    def finish(self) -> None:
        if not self._batches:
            self._append(empty(), self._target)

    def close(self, *, remove: bool) -> None:
        pass
