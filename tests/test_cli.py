"""The command as a script uses it: what it prints, what it writes, and the code it ends with."""

from __future__ import annotations

import io
import json
import subprocess
import sys
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


@pytest.mark.parametrize("name", ["out.csv", "out.parquet", "out.jsonl", "out.xlsx"])
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
    for width in (60, 100, 200):
        console = Console(width=width, record=True, force_terminal=True, file=io.StringIO())
        draw(frame(rows), console)
        shown = console.export_text()
        assert max(map(len, shown.splitlines())) <= width
        assert "-3.2 %" in shown
        assert "+2.5 %" in shown
    assert "6.2 bn USD" in shown
    assert "KR → VN" in shown
    assert "[bold]exports" in shown
