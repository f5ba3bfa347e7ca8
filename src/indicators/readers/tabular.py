"""Tables of releases, CSV and Parquet: one release a row, its text in the column ``text``."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, BinaryIO

from indicators.errors import InputError, ReadError
from indicators.readers.decode import Unreadable
from indicators.readers.record import release_from
from indicators.release import Release

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["csv_columns", "is_csv", "parquet_columns", "read_csv", "read_parquet"]

_KNOWN = {"id", "release_id", "title", "published", "source", "country", "url"}
_BATCH = 1000


def csv_columns(content: str) -> list[str]:
    """Return the header of a CSV file."""
    first = next(csv.reader(io.StringIO(content[:100_000], newline=""), delimiter=_delimiter(content)), [])
    return [column.strip() for column in first]


def is_csv(content: str) -> bool:
    """Tell a table by its first line: cells that are names of fields, one of them ``text``."""
    columns = {column.lower() for column in csv_columns(content)} if "text" in content[:1000].lower() else set()
    return "text" in columns and bool(columns & _KNOWN)


def read_csv(content: str, path: str, name: str) -> Iterator[Release | ReadError]:
    """Yield the releases of a CSV file, with commas, semicolons or tabs between its columns."""
    columns = csv_columns(content)
    if missing := _no_text(columns):
        yield ReadError(path, missing)
        return
    limit = csv.field_size_limit()
    csv.field_size_limit(max(limit, len(content)))
    try:
        lines = csv.reader(io.StringIO(content, newline=""), delimiter=_delimiter(content))
        next(lines)
        filled = (dict(zip(columns, line, strict=False)) for line in lines if any(line))
        yield from _releases(({key: value or None for key, value in row.items()} for row in filled), path, name)
    except csv.Error as error:
        yield ReadError(path, f"not a CSV file: {error}")
    finally:
        csv.field_size_limit(limit)


def parquet_columns(file: BinaryIO) -> list[str]:
    """Return the names of the columns of a Parquet file."""
    import pyarrow.parquet as pq

    try:
        return list(pq.read_schema(file).names)
    except Exception as error:  # a parser's many ways to fail on a file that is none, or half of one
        raise Unreadable(f"not a Parquet file that can be read: {error}") from error


def read_parquet(file: BinaryIO, path: str, name: str) -> Iterator[Release | ReadError]:
    """Yield the releases of a Parquet file, batch by batch."""
    import pyarrow.parquet as pq

    names = parquet_columns(file)
    if missing := _no_text(names):
        yield ReadError(path, missing)
        return
    wanted = [column for column in names if column in _KNOWN | {"text"}]
    try:
        # A text that many rows share is held once, as in the file: copied for each row, a few bytes become gigabytes.
        table = pq.ParquetFile(file, read_dictionary=["text"])
        yield from _releases(_rows(table.iter_batches(_BATCH, columns=wanted)), path, name)
    except Exception as error:  # as above
        yield ReadError(path, f"not a Parquet file that can be read: {error}")


def _rows(batches: Iterable[pa.RecordBatch]) -> Iterator[Mapping[str, object]]:
    for batch in batches:
        cells = dict(zip(batch.schema.names, batch.columns, strict=True))
        for row in range(batch.num_rows):
            yield {column: _value(values[row]) for column, values in cells.items()}


def _value(cell: pa.Scalar) -> object:
    """Return what a cell holds, or why that can't be told: it then stands where it is no text and no date."""
    try:
        return cell.as_py()
    except (ValueError, OverflowError) as error:
        return error


def _releases(rows: Iterable[Mapping[str, object]], path: str, name: str) -> Iterator[Release | ReadError]:
    for number, row in enumerate(rows, 1):
        try:
            yield release_from(row, f"{name}-{number}")
        except InputError as error:
            yield ReadError(f"{path}, row {number}", str(error))


def _no_text(columns: list[str]) -> str | None:
    if "text" in columns:
        return None
    return f"no column 'text'; it has {', '.join(map(repr, columns)) or 'none'}"


def _delimiter(content: str) -> str:
    header = content[: content.find("\n")] if "\n" in content else content
    return max(",;\t", key=header.count)
