"""Writing: each format holds the table, and a file is whole or as it was."""

from __future__ import annotations

import csv
import json
import os
import sys
from datetime import date
from pathlib import Path
from typing import IO

import openpyxl
import pandas as pd
import pyarrow.parquet as pq
import pytest
from conftest import row

from indicators import OutputError, outputs, write
from indicators.outputs import FORMATS
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


FORMULAS = [
    "=1+1",
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "＝1+1",
    "'=1",
    "''=1",
    "-$2.3 billion",
    '=HYPERLINK("http://x.example";"y")',
]
PLAIN = ["exports", "", "'quoted", "a=1", "-3.0%", "+0.4", "-1,234.5", "+2.5 %", "5", " =1", "#N/A", "#REF!", "1/2", "2024-01"]


def test_cells_that_a_spreadsheet_would_run_are_harmless_in_csv_and_can_be_had_back(tmp_path: Path) -> None:
    table = frame([row(subject=cell, value=-0.3) for cell in FORMULAS + PLAIN]).assign(**{"=mine": "=2"})
    write(table, tmp_path / "t.csv")
    with (tmp_path / "t.csv").open(encoding="utf-8", newline="") as file:
        cells = list(csv.DictReader(file))
    assert [line["subject"] for line in cells] == [f"'{cell}" for cell in FORMULAS] + PLAIN
    assert {(line["value"], line["'=mine"]) for line in cells} == {("-0.3", "'=2")}
    back = pd.Series([line["subject"] for line in cells]).str.replace(r"^'(?='*[=+\-@\t\r\n＝＋－＠])", "", regex=True)
    assert list(back) == FORMULAS + PLAIN
    assert list(table["subject"]) == FORMULAS + PLAIN  # the table itself is as it was


def test_cells_that_a_spreadsheet_would_run_are_text_in_excel(tmp_path: Path) -> None:
    write(frame([row(subject=cell, value=-0.3) for cell in FORMULAS + PLAIN]), tmp_path / "t.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "t.xlsx").active
    assert sheet is not None
    header, *lines = sheet.iter_rows()
    place = [cell.value for cell in header].index("subject")
    assert [line[place].data_type for line in lines if line[place].value] == ["s"] * len([cell for cell in FORMULAS + PLAIN if cell])
    assert [(line[place].value or "").replace("\n", "\r") for line in lines] == FORMULAS + PLAIN
    assert [line[place].quotePrefix for line in lines] == [True] * len(FORMULAS) + [False] * len(PLAIN)
    values = {(line[place - 5].data_type, line[place - 5].value) for line in lines}
    assert values == {("n", -0.3)}


def test_what_excel_cannot_hold_does_not_stop_it(tmp_path: Path) -> None:
    write(frame([row(subject="a\x0bb\x00", sentence="x" * 40_000)]), tmp_path / "t.xlsx")
    back = pd.read_excel(tmp_path / "t.xlsx")
    assert (back["subject"][0], len(back["sentence"][0])) == ("a\ufffdb\ufffd", 32_767)


@pytest.mark.parametrize("rows", [ROWS, []])
def test_parquet_says_what_its_columns_are(tmp_path: Path, rows: list[dict[str, object]]) -> None:
    write(frame(rows).assign(extra=1.5 if rows else None), tmp_path / "t.parquet")
    schema = pq.read_schema(tmp_path / "t.parquet")
    assert {str(schema.field(column.name).type) for column in COLUMNS if column.dtype == "string"} == {"string"}
    assert [str(schema.field(name).type) for name in ("start", "value", "value_low", "group", "confidence")] == [
        *("int64", "double", "double", "int64", "double")
    ]
    assert schema.field("basis").metadata == {
        b"description": b"what a change is against",
        b"vocabulary": b"yoy, mom, qoq, wow, annualized, other",
    }
    assert json.loads(schema.metadata[b"indicators.columns"])["surface"] == "the figure as printed"
    assert "extra" in schema.names


def test_json_lines_hold_what_the_table_has_beyond_its_own_columns(tmp_path: Path) -> None:
    write(frame(ROWS[1:]).assign(value_USD=1.5, fx_date=date(2024, 6, 4)), tmp_path / "t.jsonl")
    line = json.loads((tmp_path / "t.jsonl").read_text(encoding="utf-8"))
    assert (tuple(line)[:-2], line["value_USD"], line["fx_date"]) == (SCHEMA_COLUMNS, 1.5, "2024-06-04")


@pytest.mark.parametrize("format", FORMATS)
def test_a_format_that_is_named_goes_before_the_suffix(tmp_path: Path, format: str) -> None:
    write(frame(ROWS), tmp_path / "t.csv", format=format)
    marks = {"parquet": b"PAR1", "xlsx": b"PK", "jsonl": b'{"release_id"', "csv": b"release_id,", "sdmx-csv": b"STRUCTURE,", "duckdb": b""}
    assert (tmp_path / "t.csv").read_bytes().startswith(marks[format])
    with pytest.raises(OutputError, match="format must be one of csv, parquet, jsonl, xlsx, sdmx-csv, duckdb, not 'docx'"):
        write(frame(ROWS), tmp_path / "t.csv", format="docx")


def test_a_link_stays_a_link_and_the_file_keeps_its_mode(tmp_path: Path) -> None:
    (tmp_path / "real.csv").write_text("old")
    (tmp_path / "real.csv").chmod(0o640)
    (tmp_path / "link.csv").symlink_to(tmp_path / "real.csv")
    write(frame(ROWS), tmp_path / "link.csv")
    assert (tmp_path / "link.csv").is_symlink()
    assert len((tmp_path / "real.csv").read_text().splitlines()) > 2
    assert (tmp_path / "real.csv").stat().st_mode & 0o777 == 0o640


def test_a_device_is_written_to_and_not_replaced() -> None:
    write(frame(ROWS), os.devnull, format="csv")
    assert not Path(os.devnull).is_file()


@pytest.mark.parametrize("name", ["t.csv", "t.parquet", "t.jsonl", "t.xlsx"])
def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / name).write_bytes(b"old")

    def disk_full(table: pd.DataFrame, file: IO[bytes]) -> None:
        file.write(b"half")
        raise OSError(28, "No space left on device")

    monkeypatch.setitem(outputs._WRITERS, Path(name).suffix.removeprefix("."), disk_full)
    with pytest.raises(OutputError, match="No space left on device"):
        write(frame(ROWS), tmp_path / name)
    assert (tmp_path / name).read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("t.docx", "must end in .sdmx.csv, .csv, .parquet, .jsonl, .xlsx, .duckdb, not '.docx'"),
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
