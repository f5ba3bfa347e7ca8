"""DuckDB: rows added to a database, those of a release that it has already replaced, all or nothing."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from indicators.errors import OutputError
from indicators.outputs.arrow import arrow_table
from indicators.table import DESCRIPTIONS

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

__all__ = ["append"]

_KEY = ["release_id", "start", "end"]
_FIGURES, _RELEASES = "indicators", "releases"
_ABOUT = {
    "release_id": "which release",
    "title": "its title, where it has figures",
    "published": "its day, in ISO form",
    "source": "who published it",
    "figures": "how many rows it has",
}
# How long another process may have the file before we give up.
_PATIENCE, _PAUSE = 30.0, 0.2
_IN_USE = ("Could not set lock", "used by another process")


def append(table: pd.DataFrame, target: Path) -> None:
    """Put the rows of `table` into the table ``indicators`` of the database `target`, and its releases into ``releases``.

    Rows that the database has of the same releases go, in the same transaction, also if they have none any more
    (``attrs["without_figures"]``). The rest of the database is left alone.
    """
    import duckdb

    missing = [name for name in _KEY if name not in table.columns]
    if missing:
        raise OutputError(f"{target}: rows are added by their release; the table has no {', '.join(missing)}")
    connection = _connected(target)
    try:
        connection.execute("BEGIN")
        _fill(connection, table)
        connection.execute("COMMIT")
    except duckdb.Error as error:
        raise OutputError(f"{target} can't be written: {_reason(error)}") from error
    finally:
        # What was not committed is undone with it.
        connection.close()


def _connected(target: Path) -> Any:
    """Open the database; while another process has it, wait."""
    import duckdb

    until = time.monotonic() + _PATIENCE
    while True:
        try:
            return duckdb.connect(str(target), config={"autoload_known_extensions": False, "autoinstall_known_extensions": False})
        except duckdb.Error as error:
            if "different configuration" in str(error):
                raise OutputError(f"{target}: this program has it open itself: close that connection first") from error
            if not any(said in str(error) for said in _IN_USE):
                raise OutputError(f"{target}: not a DuckDB database that can be written: {_reason(error)}") from error
            if time.monotonic() > until:
                raise OutputError(f"{target}: another program has it open for writing") from error
            time.sleep(_PAUSE)


def _fill(connection: Any, table: pd.DataFrame) -> None:
    # The same release may come twice, as in two feeds of one agency: a figure is one place in one release.
    figures = table.drop_duplicates(_KEY, keep="last")
    connection.register("_incoming", arrow_table(figures))
    connection.register("_worked", _worked(figures))
    for name, source, about in ((_FIGURES, "_incoming", DESCRIPTIONS), (_RELEASES, "_worked", _ABOUT)):
        _shape(connection, name, source, about)
        connection.execute(f'DELETE FROM "{name}" WHERE release_id IN (SELECT release_id FROM _worked)')
        connection.execute(f'INSERT INTO "{name}" BY NAME SELECT * FROM {source}')


def _worked(table: pd.DataFrame) -> pa.Table:
    """Return all releases that were worked on, with what is known of each and how many figures it has."""
    import pyarrow as pa

    first = table.drop_duplicates("release_id").set_index("release_id")
    counts = table["release_id"].value_counts()
    ids = list(dict.fromkeys([*map(str, first.index), *map(str, table.attrs.get("without_figures", ()))]))
    about = {name: _known(first, name, ids) for name in ("title", "published", "source")}
    figures = [int(counts.get(name, 0)) for name in ids]
    return pa.table({"release_id": pa.array(ids, pa.string()), **about, "figures": pa.array(figures, pa.int64())})


def _known(first: pd.DataFrame, column: str, ids: list[str]) -> pa.Array:
    import pyarrow as pa

    known = first[column].dropna().to_dict() if column in first else {}
    return pa.array([known.get(name) for name in ids], pa.string())


def _shape(connection: Any, name: str, source: str, about: dict[str, str]) -> None:
    """Make the table `name` if it is not there, and add the columns that it lacks."""
    connection.execute(f'CREATE TABLE IF NOT EXISTS "{name}" AS FROM {source} LIMIT 0')
    there = {column for column, *_ in connection.execute(f'DESCRIBE "{name}"').fetchall()}
    for column, kind, *_ in connection.execute(f"DESCRIBE {source}").fetchall():
        quoted = column.replace('"', '""')
        if column not in there:
            connection.execute(f'ALTER TABLE "{name}" ADD COLUMN "{quoted}" {kind}')
        if column in about:
            comment = about[column].replace("'", "''")
            connection.execute(f"""COMMENT ON COLUMN "{name}"."{quoted}" IS '{comment}'""")


def _reason(error: Exception) -> str:
    return str(error).splitlines()[0]
