"""Writing: each format holds the table, and a file is whole or as it was."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import IO

import pandas as pd
import pytest
from conftest import row

from indicators import OutputError, outputs, write
from indicators.table import COLUMNS, SCHEMA_COLUMNS, empty, frame

ROWS = [
    row(subject='"core" prices, goods', value=-0.3, basis="yoy", period="2024-01", sentence="Prices fell\n0,3 %."),
    row(release_id="rélèase", value=16_400_000_000.0, value_low=1.0, unit="KRW", quantity_type="money", measure="level", confidence=0.5),
]
TYPES = {column.name: column.dtype for column in COLUMNS}


@pytest.mark.parametrize("name", ["t.csv", "t.parquet", "t.xlsx", "T.CSV"])
@pytest.mark.parametrize("rows", [ROWS, []])
def test_what_is_written_reads_back_the_same(tmp_path: Path, name: str, rows: list[dict[str, object]]) -> None:
    table = frame(rows)
    write(table, tmp_path / name)
    if name.endswith("xlsx"):
        back = pd.read_excel(tmp_path / name).astype(TYPES)
    elif name.endswith("parquet"):
        back = pd.read_parquet(tmp_path / name)
    else:
        back = pd.read_csv(tmp_path / name, dtype=TYPES)
    pd.testing.assert_frame_equal(back, table)


def test_json_lines_hold_the_columns_of_the_schema_with_null_for_what_is_missing(tmp_path: Path) -> None:
    write(frame(ROWS), tmp_path / "t.jsonl")
    first, second = map(json.loads, (tmp_path / "t.jsonl").read_text(encoding="utf-8").splitlines())
    assert tuple(first) == SCHEMA_COLUMNS
    assert (first["start"], first["value"], first["basis"], first["value_low"], first["area"]) == (13, -0.3, "yoy", None, None)
    assert (second["release_id"], second["value"], second["value_low"]) == ("rélèase", 16_400_000_000.0, 1.0)
    write(empty(), tmp_path / "t.jsonl")
    assert (tmp_path / "t.jsonl").read_bytes() == b""


def test_errors_noted_in_the_table_do_not_hinder_writing(tmp_path: Path) -> None:
    table = frame(ROWS)
    table.attrs["errors"] = [{"release": "a", "error": ValueError("x")}]
    write(table, tmp_path / "t.parquet")
    assert table.attrs["errors"]


@pytest.mark.parametrize("name", ["t.csv", "t.parquet", "t.jsonl", "t.xlsx"])
def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / name).write_bytes(b"old")

    def disk_full(table: pd.DataFrame, file: IO[bytes]) -> None:
        file.write(b"half")
        raise OSError(28, "No space left on device")

    monkeypatch.setitem(outputs._WRITERS, Path(name).suffix, disk_full)
    with pytest.raises(OutputError, match="No space left on device"):
        write(frame(ROWS), tmp_path / name)
    assert (tmp_path / name).read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("t.docx", "must end in .csv, .parquet, .jsonl, .xlsx, not '.docx'"),
        ("t", "must end in"),
        ("no/t.csv", "no folder"),
        ("d.csv", "is a folder"),
    ],
)
def test_what_cannot_be_written_is_said_before_anything_is(tmp_path: Path, name: str, says: str) -> None:
    (tmp_path / "d.csv").mkdir()
    with pytest.raises(OutputError, match=says):
        write(frame(ROWS), tmp_path / name)


def test_excel_without_its_package_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(OutputError, match=r"pip install 'indicators\[excel\]'"):
        write(frame(ROWS), tmp_path / "t.xlsx")
