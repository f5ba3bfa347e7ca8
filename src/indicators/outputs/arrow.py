"""The table in Arrow's types, with what each column says beside it; Parquet files hold it, DuckDB takes it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import IO, TYPE_CHECKING, Any

from indicators import __version__
from indicators.errors import OutputError
from indicators.table import COLUMNS, DESCRIPTIONS

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

__all__ = ["arrow_schema", "arrow_table", "write_groups", "write_parquet"]

_TYPES = {"string": "string", "int64": "int64", "Int64": "int64", "float64": "float64", "Float64": "float64"}


def arrow_schema(names: list[str] | None = None) -> pa.Schema:
    """Return the Arrow schema of the table, or of those of its columns that `names` has, with descriptions and vocabularies."""
    import pyarrow as pa

    return pa.schema(
        [
            pa.field(column.name, pa.type_for_alias(_TYPES[column.dtype]), nullable=not column.required, metadata=_about(column.name))
            for column in COLUMNS
            if names is None or column.name in names
        ]
    )


def arrow_table(table: pd.DataFrame) -> pa.Table:
    """Return `table` in Arrow's types: the schema's for its own columns, for others what their values are."""
    import pyarrow as pa

    plain = table.copy(deep=False)
    plain.attrs = {}
    plain.columns = [str(name) for name in table.columns]
    known = {field.name: field for field in arrow_schema(list(plain.columns))}
    inferred = pa.Schema.from_pandas(plain, preserve_index=False)
    # Fields that must be filled stay nullable here: a table that was put together elsewhere is not checked again.
    fields = [known[field.name].with_nullable(True) if field.name in known else field for field in inferred]
    try:
        return pa.Table.from_pandas(plain, schema=pa.schema(fields, metadata=_metadata(inferred)), preserve_index=False)
    except (pa.ArrowException, TypeError) as error:
        raise OutputError(f"a column of the table is not what it should be: {error}") from error


def write_parquet(table: pd.DataFrame, file: IO[bytes]) -> None:
    """Write a Parquet file whose schema tells what each column says."""
    import pyarrow.parquet as pq

    pq.write_table(arrow_table(table), file)


def write_groups(tables: Iterable[pa.Table], schema: pa.Schema, file: IO[bytes]) -> None:
    """Write a Parquet file of `tables` of one schema, a row group each; only one is in memory."""
    import pyarrow.parquet as pq

    with pq.ParquetWriter(file, schema) as writer:
        for table in tables:
            writer.write_table(table)


def _about(name: str) -> dict[str, str]:
    column = next(column for column in COLUMNS if column.name == name)
    vocabulary = {"vocabulary": ", ".join(column.vocabulary)} if column.vocabulary else {}
    return {"description": column.description, **vocabulary}


def _metadata(inferred: pa.Schema) -> dict[bytes, bytes]:
    """Return what is said of the whole: pandas' own notes, by which it reads the same types back, and the descriptions once more."""
    notes: dict[Any, Any] = inferred.metadata or {}
    descriptions = {name: DESCRIPTIONS[name] for name in inferred.names if name in DESCRIPTIONS}
    own = {"indicators.version": __version__, "indicators.columns": json.dumps(descriptions, ensure_ascii=False)}
    return {**notes, **{key.encode(): value.encode() for key, value in own.items()}}
