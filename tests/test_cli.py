"""The command as a script uses it: what it prints, what it writes, and the code it ends with."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from conftest import row

from indicators import __version__
from indicators.cli import main
from indicators.table import SCHEMA_COLUMNS, frame

if TYPE_CHECKING:
    from spacy.language import Language


@pytest.fixture
def releases(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, small_nlp: Language) -> Path:
    """A folder with two releases; the small pipeline works on them."""
    monkeypatch.setattr("indicators.pipeline.load", lambda *model: small_nlp)
    folder = tmp_path / "releases"
    folder.mkdir()
    (folder / "a.txt").write_text("Trade\nExports rose 2.5 percent.\n\ncountry: KR\n")
    (folder / "b.txt").write_text("Trade\nImports fell 1 percent.\n")
    return folder


def command(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "indicators.cli", *map(str, arguments)], capture_output=True, text=True, timeout=120)


def test_help_and_version_are_quick_and_load_nothing() -> None:
    code = "import sys\nfrom indicators.cli import main\ntry: main(['extract', '--help'])\nexcept SystemExit: print('spacy' in sys.modules)"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert "exit codes" in shown
    assert shown.endswith("False\n")
    assert command("--version").stdout == f"indicators {__version__}\n"


def test_piped_it_prints_the_schema_with_tabs(releases: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["extract", str(releases)]) == 0
    header, *lines = capsys.readouterr().out.splitlines()
    assert tuple(header.split("\t")) == SCHEMA_COLUMNS
    rows = [dict(zip(SCHEMA_COLUMNS, line.split("\t"), strict=True)) for line in lines]
    assert [(row["release_id"], row["surface"], row["area"]) for row in rows] == [("a", "2.5 percent", "KR"), ("b", "1 percent", "")]


@pytest.mark.parametrize("name", ["out.csv", "out.parquet", "out.jsonl", "out.xlsx", "out.duckdb", "out.sdmx.csv"])
def test_with_an_output_it_writes_the_table(releases: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    output = releases / name
    for _ in range(2):  # the second time the first one's output lies among the inputs
        assert main(["extract", str(releases), "-o", str(output), "--country", "FI"]) == 0
        captured = capsys.readouterr()
    assert captured.out == ""
    assert "2 figures of 2 releases" in captured.err
    assert output.stat().st_size > 0
    if name == "out.jsonl":
        assert [json.loads(line)["area"] for line in output.read_text().splitlines()] == ["KR", "FI"]


def test_a_rerun_into_a_database_replaces_and_never_doubles(releases: Path) -> None:
    import duckdb

    output = releases / "out.duckdb"
    for text in ("Trade\nImports fell 1 percent and 2 percent.\n", "Trade\nImports fell 1 percent.\n", "Trade\nImports fell.\n"):
        (releases / "b.txt").write_text(text)
        for _ in range(2):
            assert main(["extract", str(releases), "-q", "-o", str(output)]) == 0
        with duckdb.connect(str(output), read_only=True) as connection:
            counts = dict(connection.execute("SELECT release_id, figures FROM releases").fetchall())
            assert connection.execute("SELECT count(*) FROM indicators").fetchall() == [(sum(counts.values()),)]
        assert counts == {"a": 1, "b": text.count("percent")}


@pytest.mark.parametrize(
    ("format", "begins"),
    [("csv", b"release_id,start"), ("jsonl", b'{"release_id": "a"'), ("sdmx-csv", b"STRUCTURE,"), ("parquet", b"PAR1"), ("xlsx", b"PK")],
)
def test_a_format_without_a_file_is_printed(releases: Path, format: str, begins: bytes, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["extract", str(releases), "--format", format]) == 0
    assert capsysbinary.readouterr().out.startswith(begins)


def test_a_format_goes_before_the_name_of_the_file(releases: Path) -> None:
    assert main(["extract", str(releases), "-q", "--format", "jsonl", "-o", str(releases / "out.dat")]) == 0
    assert (releases / "out.dat").read_text().startswith('{"release_id": "a"')


def test_it_reads_standard_input_pages_feeds_and_archives(
    releases: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    prose = "Exports rose 5 percent in May. " * 9
    (releases / "page.html").write_text(f"<html><body><article><h1>Trade</h1><p>{prose}</p></article></body></html>")
    (releases / "feed.xml").write_text("<rss><channel><item><title>Up 6 percent</title></item></channel></rss>")
    with zipfile.ZipFile(releases / "more.zip", "w") as archive:
        archive.writestr("c.txt", "Up 7 percent")
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"Up 8 percent")))
    assert main(["extract", str(releases), "-"]) == 0
    lines = [line.split("\t") for line in capsys.readouterr().out.splitlines()[1:]]
    assert list(dict.fromkeys((line[0], line[3]) for line in lines)) == [
        *(("a", "2.5 percent"), ("b", "1 percent"), ("feed-1", "6 percent")),
        *(("more/c", "7 percent"), ("page", "5 percent"), ("stdin", "8 percent")),
    ]


def test_what_a_release_is_called_cannot_take_hold_of_the_terminal(releases: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (releases / "x.jsonl").write_text('{"id": "\\u001b]0;mine\\u0007", "text": "BROKEN"}\n{"text": 5}\n')
    assert main(["extract", str(releases), "--keep-going"]) == 1
    error = capsys.readouterr().err
    assert "\x1b" not in error
    assert "\ufffd]0;mine\ufffd: RuntimeError" in error


def test_quiet_says_nothing(releases: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["extract", str(releases), "-q", "-o", str(releases / "out.csv")]) == 0
    assert capsys.readouterr() == ("", "")


def test_what_cannot_be_read_stops_it_or_with_keep_going_is_listed_at_the_end(releases: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (releases / "aa.txt").write_bytes(b"\x89PNG\r\n\x1a\n")
    (releases / "c.txt").write_text("BROKEN\n")
    output = releases / "out.csv"
    assert main(["extract", str(releases), "-o", str(output)]) == 2
    assert "aa.txt: not a text file: it looks like an image" in capsys.readouterr().err
    assert not output.exists()
    assert main(["extract", str(releases), "-o", str(output), "--keep-going"]) == 1
    error = capsys.readouterr().err
    assert "aa.txt: not a text file" in error
    assert "c: RuntimeError" in error
    assert len(output.read_text().splitlines()) == 3


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["{folder}", "-o", "table.docx"], "must end in"),
        (["nowhere.txt"], "nowhere.txt: no such file"),
        (["{folder}", "--published", "May"], "published must be a date"),
        (["{folder}", "--country", "Finland"], "country must be"),
        (["{folder}", "--format", "duckdb"], "format duckdb needs a file to add to"),
        (["{folder}", "--max-bytes", "5"], "a.txt: larger than 5 bytes"),
        (["{folder}", "-o", "nowhere/out.duckdb"], "there is no folder"),
    ],
)
def test_wrong_use_ends_with_2_and_says_why(releases: Path, arguments: list[str], says: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["extract", *[argument.format(folder=releases) for argument in arguments]]) == 2
    error = capsys.readouterr().err
    assert error.startswith("indicators: ")
    assert says in error


@pytest.mark.parametrize(
    "arguments", [[], ["extract"], ["nonsense"], ["extract", "a.txt", "--jobs", "0"], ["extract", "a.txt", "--jobs", "x"]]
)
def test_the_shell_gets_2_for_wrong_usage(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2


def test_an_unknown_model_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Exports rose 2.5 percent.")
    ended = command("extract", tmp_path, "--model", "no_such_model")
    assert ended.returncode == 2
    assert "'no_such_model'" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_on_a_terminal_the_table_is_drawn_to_its_width() -> None:
    from rich.console import Console

    from indicators.terminal import draw

    rows = [
        row(subject="semiconductor exports to everywhere", basis="yoy", period="2024-01", area="KR", counterpart="VN"),
        row(value=6.2e9, unit="USD", quantity_type="money", measure="level", surface="USD 6.2 billion", subject="[bold]exports"),
        row(release_id="r2", value=-3.2, surface="3.2 percent"),
    ]
    for width in (20, 40, 60, 80, 100, 200):
        console = Console(width=width, record=True, force_terminal=True, file=io.StringIO())
        draw(frame(rows), console)
        shown = console.export_text()
        assert max(map(len, shown.splitlines())) <= width
        assert "-3.2 %" in shown
        assert "+2.5 %" in shown
        if width >= 60:
            values = ("+2.5 %", "6.2 bn USD", "-3.2 %")
            ends = {line.index(value) + len(value) for line in shown.splitlines() for value in values if value in line}
            assert len(ends) == 1  # the values stand in one column, of all releases
    assert "6.2 bn USD" in shown
    assert "KR → VN" in shown
    assert "[bold]exports" in shown


def test_on_a_terminal_the_direction_is_coloured_and_nothing_of_a_release_is_obeyed() -> None:
    from rich.console import Console

    from indicators.terminal import draw

    rows = [
        row(subject="a\x1b[31mb", value=2.5),
        row(value=-3.2),
        row(value=-0.1, measure="level", bound="approx", status="forecast", title="T\x9b2J", period="2024-03-01/2024-03-20"),
    ]
    console = Console(width=100, force_terminal=True, color_system="standard", file=io.StringIO(), legacy_windows=False)
    draw(frame(rows), console)
    assert isinstance(console.file, io.StringIO)
    shown = console.file.getvalue()
    assert re.findall(r"\x1b\[3([12])m *([-+][\d.]+ %)", shown) == [("2", "+2.5 %"), ("1", "-3.2 %")]
    assert "≈ -0.1 %" in shown
    assert "level forecast" in shown
    assert "2024-03-01/20" in shown
    assert "a\ufffd[31mb" in shown
    assert "\x9b" not in shown


def test_without_figures_it_says_so_on_a_terminal() -> None:
    from rich.console import Console

    from indicators.table import empty
    from indicators.terminal import draw

    console = Console(width=60, record=True, file=io.StringIO())
    draw(empty(), console)
    assert console.export_text() == "no figures\n"
