"""Outputs under bad luck: killed while writing, a full disk, a folder that is closed, two runs at once. Nothing is left half."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from conftest import nobody, row

from indicators import OutputError, report, write
from indicators.cli import main
from indicators.readers import files  # noqa: F401  (loaded while we may)
from indicators.table import frame

pytest.importorskip("resource", reason="this system sets no limits to a process")

NAMES = ["t.csv", "t.parquet", "t.jsonl", "t.xlsx", "t.sdmx.csv", "t.duckdb", "t.html"]
OLD, NEW = 3, 5000
COMMON = """
import json, os, resource, signal, sys
sys.path.insert(0, {tests!r})
from pathlib import Path
from conftest import row
from indicators import OutputError, report, write
from indicators.table import frame
folder = Path(sys.argv[1])
table = frame([row(release_id=f"r{{number}}", subject=f"subject {{number}}") for number in range(5000)])
def put(path):
    report(table, [], path) if path.suffix == ".html" else write(table, path)
"""

# A child process writes; as soon as there is something of the new file on disk, it is killed.
KILLED = """
for path in sorted(folder.iterdir()):
    before = {other: other.stat().st_size for other in folder.iterdir()}
    child = os.fork()
    if not child:
        put(path)
        os._exit(0)
    def grown():
        try:
            return any(other.stat().st_size > before.get(other, 0) for other in folder.iterdir())
        except FileNotFoundError:
            return False
    ended = 0
    while not ended and not grown():
        ended, status = os.waitpid(child, os.WNOHANG)
    if not ended:
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
    print(json.dumps([path.name, os.WIFSIGNALED(status)]))
"""

# A file may have so many bytes and no more: to a program it is as if the disk were full.
FULL = """
for path in sorted(folder.iterdir()):
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, resource.RLIM_INFINITY))
    try:
        put(path)
        said = "nothing"
    except OutputError as error:
        said = str(error)
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    print(json.dumps([path.name, said]))
"""


def table(rows: int, value: float = 2.5) -> pd.DataFrame:
    return frame([row(release_id=f"r{number}", value=value) for number in range(rows)])


def put(made: pd.DataFrame, path: Path) -> None:
    if path.suffix == ".html":
        report(made, [], path)
    else:
        write(made, path)


def count(path: Path) -> int:
    """How many rows a file has, whole as it must be."""
    if path.suffix == ".duckdb":
        import duckdb

        with duckdb.connect(str(path)) as connection:
            rows: int = connection.execute("SELECT count(*) FROM indicators").fetchall()[0][0]
            assert connection.execute("SELECT sum(figures) FROM releases").fetchall() == [(rows,)]
            return rows
    if path.suffix == ".html":
        text = path.read_text("utf-8")
        assert text.rstrip().endswith("</html>")
        return len(set(re.findall(r'"r\d+"', text)))
    readers: dict[str, Any] = {".parquet": pd.read_parquet, ".xlsx": pd.read_excel, ".csv": pd.read_csv}
    return len(pd.read_json(path, lines=True) if path.suffix == ".jsonl" else readers[path.suffix](path))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A file of each format, of an earlier run."""
    made = tmp_path / "out"
    made.mkdir()
    for name in NAMES:
        put(table(OLD), made / name)
    return made


def answers(code: str, folder: Path) -> dict[str, Any]:
    program = COMMON.format(tests=str(Path(__file__).parent)) + code
    # Newer Pythons warn of forks beside other threads, such as numpy's.
    arguments = [sys.executable, "-W", "ignore::DeprecationWarning", "-c", program, str(folder)]
    ended = subprocess.run(arguments, capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stderr) == (0, "")
    return dict(json.loads(line) for line in ended.stdout.splitlines())


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no forks here")
def test_killed_while_writing_the_old_file_or_the_new_one_is_there_and_whole(folder: Path) -> None:
    killed = answers(KILLED, folder)
    assert sorted(killed) == sorted(NAMES)
    assert all(killed[name] for name in ("t.csv", "t.jsonl", "t.xlsx", "t.sdmx.csv"))  # the others may be done too soon
    for name in NAMES:
        assert count(folder / name) in ((OLD,) if killed[name] and name not in ("t.duckdb", "t.html") else (OLD, NEW))
        put(table(OLD + 1), folder / name)  # what the killed run left behind is in nobody's way
        assert count(folder / name) in (OLD + 1, NEW)


def test_a_full_disk_is_an_error_that_says_so_and_the_old_file_stays(folder: Path) -> None:
    said = answers(FULL, folder)
    for name in NAMES:
        assert said[name].startswith(f"{folder / name} can't be written: ")
        assert "File too large" in said[name] or "no room" in said[name]
        assert count(folder / name) == OLD
    assert sorted({path.name for path in folder.iterdir()} - {"t.duckdb.wal"}) == sorted(NAMES)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize("arguments", [["extract"], ["extract", "--format", "csv"], ["extract", "--format", "parquet"], ["audit"]])
def test_standard_output_that_is_full_is_an_error_with_its_code(tmp_path: Path, arguments: list[str]) -> None:
    (tmp_path / "a.txt").write_text("Trade\nExports rose 2.5 percent.\n")
    with Path("/dev/full").open("wb") as full:
        ended = subprocess.run(
            [sys.executable, "-c", SMALL, *arguments, "-q", str(tmp_path)], stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert (ended.returncode, ended.stderr) == (2, "indicators: standard output can't be written: No space left on device\n")


SMALL = f"""
import sys
sys.path.insert(0, {str(Path(__file__).parent)!r})
import spacy
from spacy.language import Language
import conftest, indicators.pipeline
from indicators.cli import main
Language.component("percent_rows", func=conftest.percent_rows)
nlp = spacy.blank("en")
nlp.add_pipe("percent_rows")
indicators.pipeline.load = lambda *model: nlp
sys.exit(main())
"""


@contextmanager
def closed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A folder in which we may read and nothing else."""
    folder.parent.chmod(0o755)
    folder.chmod(0o555)
    monkeypatch.chdir(folder)  # the folders above may be root's alone
    try:
        with nobody():
            yield
    finally:
        folder.chmod(0o755)


@pytest.mark.skipif(os.name == "nt", reason="no permissions of this kind")
@pytest.mark.parametrize("name", NAMES)
def test_a_folder_that_is_closed_is_told_before_the_work(folder: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    old = (folder / name).read_bytes()
    command = ["report" if name == "t.html" else "extract", "nowhere.txt", "-o", name]
    with closed(folder, monkeypatch):
        with pytest.raises(OutputError, match=f"{name} can't be written: nothing may be written in the folder"):
            put(table(1), Path(name))
        assert main(command) == 2
    assert (folder / name).read_bytes() == old
    assert sorted(path.name for path in folder.iterdir()) == sorted(NAMES)


APPENDING = """
for number in range(10):
    write(table.iloc[number * 2 : number * 2 + 2].assign(release_id=lambda rows: sys.argv[2] + rows["release_id"]), folder / "t.duckdb")
"""


def test_two_runs_into_one_database_at_once_wait_for_each_other(folder: Path) -> None:
    program = COMMON.format(tests=str(Path(__file__).parent)) + APPENDING
    runs = [subprocess.Popen([sys.executable, "-c", program, str(folder), name]) for name in ("one", "two")]
    assert [run.wait() for run in runs] == [0, 0]
    assert count(folder / "t.duckdb") == OLD + 40


def test_a_database_that_this_program_has_open_itself_is_told_apart(folder: Path) -> None:
    import duckdb

    with duckdb.connect(str(folder / "t.duckdb")), pytest.raises(OutputError, match=r"t\.duckdb: this program has it open itself"):
        write(table(1), folder / "t.duckdb")
