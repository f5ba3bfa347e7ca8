"""DuckDB: rows added release by release, a rerun never doubles, and a failure leaves the file as it was."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pytest
from conftest import row

from indicators import OutputError, write
from indicators.outputs import database
from indicators.table import COLUMNS, empty, frame


def query(path: Path, sql: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(path), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def rows(path: Path) -> list[tuple[Any, ...]]:
    return query(path, "SELECT release_id, start, value FROM indicators ORDER BY release_id, start")


def table(*figures: tuple[str, int, float], without: tuple[str, ...] = ()) -> pd.DataFrame:
    made = frame(
        [row(release_id=name, start=start, end=start + 3, value=value, title=f"Title of {name}") for name, start, value in figures]
    )
    made.attrs["without_figures"] = list(without)
    return made


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "out.duckdb"


def test_a_table_reads_back_the_same(path: Path) -> None:
    written = frame(
        [row(subject="Größe 'x' \"y\"", basis="yoy", confidence=0.5), row(release_id="b", value=1.64e13, value_low=1.0, group=None)]
    )
    write(written, path)
    with duckdb.connect(str(path)) as connection:
        back = connection.execute("FROM indicators").df()
    pd.testing.assert_frame_equal(back.astype({column.name: column.dtype for column in COLUMNS}), written)


def test_a_rerun_never_doubles_and_a_changed_release_is_replaced_whole(path: Path) -> None:
    for _ in range(3):
        write(table(("a", 1, 1.0), ("a", 9, 2.0), ("b", 1, 3.0)), path)
    assert rows(path) == [("a", 1, 1.0), ("a", 9, 2.0), ("b", 1, 3.0)]
    write(table(("a", 5, 7.0), ("c", 1, 4.0)), path)
    assert rows(path) == [("a", 5, 7.0), ("b", 1, 3.0), ("c", 1, 4.0)]
    assert query(path, "SELECT release_id, figures, title FROM releases ORDER BY 1") == [
        ("a", 1, "Title of a"),
        ("b", 1, "Title of b"),
        ("c", 1, "Title of c"),
    ]


def test_a_release_that_has_no_figures_any_more_loses_its_rows_and_stays_listed(path: Path) -> None:
    write(table(("a", 1, 1.0), ("b", 1, 3.0)), path)
    write(table(("b", 1, 3.0), without=("a", "z")), path)
    assert rows(path) == [("b", 1, 3.0)]
    assert query(path, "SELECT release_id, figures FROM releases ORDER BY 1") == [("a", 0), ("b", 1), ("z", 0)]
    nothing = empty()
    nothing.attrs["without_figures"] = ["b"]
    write(nothing, path)
    assert rows(path) == []


def test_parts_of_one_table_written_one_after_another_make_the_whole(path: Path) -> None:
    whole = table(("a", 1, 1.0), ("b", 1, 3.0), without=("z",))
    for _, part in whole.groupby("release_id"):
        write(part, path)
    assert rows(path) == [("a", 1, 1.0), ("b", 1, 3.0)]


def test_a_release_that_comes_twice_in_one_run_is_kept_once(path: Path) -> None:
    write(table(("a", 1, 1.0), ("b", 1, 3.0), ("a", 1, 1.5)), path)
    assert rows(path) == [("a", 1, 1.5), ("b", 1, 3.0)]


def test_an_empty_table_makes_the_columns(path: Path) -> None:
    write(empty(), path)
    assert [name for name, *_ in query(path, "DESCRIBE indicators")] == [column.name for column in COLUMNS]
    assert dict(query(path, "SELECT column_name, comment FROM duckdb_columns() WHERE table_name = 'indicators'"))["period"].startswith(
        "the period"
    )
    write(table(("a", 1, 1.0)), path)
    assert rows(path) == [("a", 1, 1.0)]


def test_columns_of_ones_own_are_added_and_those_that_are_missing_left_empty(path: Path) -> None:
    write(table(("a", 1, 1.0)), path)
    write(table(("b", 1, 3.0)).assign(**{'value "USD"': 4.5}), path)
    write(table(("c", 1, 5.0)), path)
    assert query(path, 'SELECT release_id, "value ""USD""" FROM indicators ORDER BY 1') == [("a", None), ("b", 4.5), ("c", None)]


def test_the_rest_of_the_database_is_left_alone(path: Path) -> None:
    with duckdb.connect(str(path)) as connection:
        connection.execute("CREATE TABLE mine AS SELECT 42 AS answer")
    write(table(("a", 1, 1.0)), path)
    assert query(path, "FROM mine") == [(42,)]


@pytest.mark.parametrize("name", ["a'; DROP TABLE indicators; --", 'a"b', "%", ""])
def test_hostile_names_are_names(path: Path, name: str) -> None:
    for _ in range(2):
        write(table((name, 1, 1.0)), path)
    assert rows(path) == [(name, 1, 1.0)]


def test_a_failure_halfway_leaves_what_was_there(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(table(("a", 1, 1.0)), path)
    shape = database._shape

    def failing(connection: Any, name: str, *others: Any) -> None:
        if name == "releases":
            raise duckdb.IOException("No space left on device")
        shape(connection, name, *others)

    monkeypatch.setattr(database, "_shape", failing)
    with pytest.raises(OutputError, match=r"out\.duckdb can't be written: No space left"):
        write(table(("a", 2, 9.0)), path)
    assert rows(path) == [("a", 1, 1.0)]


def test_a_table_of_the_same_name_that_is_another_is_not_touched(path: Path) -> None:
    with duckdb.connect(str(path)) as connection:
        connection.execute("CREATE TABLE indicators AS SELECT 'a' AS release_id, DATE '2024-06-04' AS start")
    with pytest.raises(OutputError, match="can't be written"):
        write(table(("a", 1, 1.0)), path)
    assert query(path, "SELECT * FROM indicators") == [("a", date(2024, 6, 4))]


@pytest.mark.parametrize(
    ("made", "says"),
    [
        (table(("a", 1, 1.0)).assign(value="no number"), "a column of the table is not what it should be"),
        (table(("a", 1, 1.0)).drop(columns="end"), "the table has no end"),
    ],
)
def test_what_is_no_table_of_figures_is_refused(path: Path, made: pd.DataFrame, says: str) -> None:
    with pytest.raises(OutputError, match=says):
        write(made, path)


def test_a_file_that_is_no_database_is_left_as_it_is(path: Path) -> None:
    path.write_text("release_id,start\n" * 1000)
    with pytest.raises(OutputError, match="not a DuckDB database"):
        write(table(("a", 1, 1.0)), path)
    assert path.read_text() == "release_id,start\n" * 1000


HOLD = "import duckdb, sys, time; c = duckdb.connect(sys.argv[1]); print('open', flush=True); time.sleep(float(sys.argv[2]))"


@pytest.mark.parametrize(("seconds", "patience", "written"), [(1.0, 20.0, True), (30.0, 0.5, False)])
def test_a_database_that_another_program_has_open_is_waited_for(
    path: Path, monkeypatch: pytest.MonkeyPatch, seconds: float, patience: float, written: bool
) -> None:
    write(table(("a", 1, 1.0)), path)
    monkeypatch.setattr(database, "_PATIENCE", patience)
    with subprocess.Popen([sys.executable, "-c", HOLD, str(path), str(seconds)], stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "open\n"
        if written:
            write(table(("b", 1, 2.0)), path)
        else:
            with pytest.raises(OutputError, match="another program has it open"):
                write(table(("b", 1, 2.0)), path)
        other.kill()
    assert len(rows(path)) == (2 if written else 1)


KILLED = """
import os, sys, pandas
from indicators.outputs import database, write
from indicators.table import frame
fill = database._fill
def killed(connection, table):
    fill(connection, table)
    os.kill(os.getpid(), 9)
database._fill = killed
write(pandas.read_pickle(sys.argv[1]), sys.argv[2])
"""


def test_killed_before_the_end_the_old_rows_are_there(path: Path, tmp_path: Path) -> None:
    write(table(("a", 1, 1.0)), path)
    table(("a", 2, 9.0), ("b", 1, 9.0)).to_pickle(tmp_path / "new.pickle")
    assert subprocess.run([sys.executable, "-c", KILLED, str(tmp_path / "new.pickle"), str(path)], check=False).returncode == -9
    assert rows(path) == [("a", 1, 1.0)]
    write(table(("a", 2, 9.0)), path)
    assert rows(path) == [("a", 2, 9.0)]


def test_without_its_package_the_error_says_what_to_install(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "duckdb", None)
    with pytest.raises(OutputError, match=r"DuckDB files need duckdb: pip install 'indicators\[duckdb\]'"):
        write(empty(), path)
