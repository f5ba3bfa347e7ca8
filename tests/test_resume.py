"""Long runs of the command: they can be stopped at any moment, killed too, and go on; nothing is lost, doubled or cut in half."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import pandas as pd
import psutil
import pyarrow.parquet as pq
import pytest

from indicators.cli import main

if TYPE_CHECKING:
    from spacy.language import Language

SLOW = """
import os, sys, time, spacy
from spacy.language import Language
import conftest, indicators.pipeline
from indicators.cli import main

@Language.component("slow")
def slow(doc):
    time.sleep(0.05)
    with open(sys.argv[1], "a") as worked:
        print(doc.user_data["indicators_id"], file=worked)
    return conftest.percent_rows(doc)

nlp = spacy.blank("en")
nlp.add_pipe("slow")
indicators.pipeline.load = lambda *model: nlp
sys.exit(main(sys.argv[2:]))
"""
COUNT = 30
GROWING = ("out.csv", "out.jsonl", "out.parquet", "out.sdmx.csv", "out.duckdb")


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, small_nlp: Language) -> Path:
    monkeypatch.setattr("indicators.pipeline.load", lambda *model: small_nlp)
    folder = tmp_path / "archive"
    folder.mkdir()
    for number in range(COUNT):
        text = f'Trade\nExports, "fine" ones,\nrose {number} percent and {number}.5 percent.' if number % 4 else "Trade\nNothing moved."
        (folder / f"{number:02}.txt").write_text(text)
    return folder


def run(archive: Path, output: Path, *options: str) -> int:
    return main(["extract", str(archive), "-o", str(output), "-q", "--batch-size", "3", *options])


def content(output: Path) -> object:
    """What a file says: its bytes, or its rows where the bytes are the format's own business."""
    if output.suffix == ".duckdb":
        with duckdb.connect(str(output), read_only=True) as connection:
            return [connection.execute(f"FROM {name} ORDER BY ALL").fetchall() for name in ("indicators", "releases")]
    if output.suffix == ".parquet":
        return pq.read_table(output)
    return output.read_bytes()


def beside(output: Path) -> list[str]:
    return sorted(path.name for path in output.parent.iterdir() if path.name.startswith((f"{output.name}.", ".")))


@pytest.fixture
def stopped(archive: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., Path]:
    """Stops a run at a file that can't be read, two thirds of the way, and makes the file readable."""

    def stop(output: Path, *options: str) -> Path:
        text = (archive / "20.txt").read_text()
        (archive / "20.txt").write_bytes(b"\x89PNG\r\n\x1a\n")
        assert run(archive, output, *options) == 2
        error = capsys.readouterr().err
        assert f"stopped; what is finished is in {output}" in error and "--resume" in error
        (archive / "20.txt").write_text(text)
        return output

    return stop


@pytest.mark.parametrize("name", GROWING)
def test_a_run_that_stopped_at_a_bad_file_goes_on_to_the_same_table(
    archive: Path, tmp_path: Path, name: str, stopped: Callable[..., Path]
) -> None:
    whole = tmp_path / f"whole-{name}"
    assert run(archive, whole) == 0
    assert run(archive, tmp_path / name, "--resume") == 0  # nothing to resume: from the beginning
    assert content(tmp_path / name) == content(whole)
    (tmp_path / name).unlink()
    output = stopped(tmp_path / name)
    if not name.endswith("duckdb"):
        assert not output.exists()
    assert run(archive, output, "--resume") == 0
    assert content(output) == content(whole)
    assert beside(output) == []


@pytest.mark.parametrize("name", ["out.csv", "out.jsonl", "out.parquet", "out.sdmx.csv"])
def test_what_was_half_written_is_cut_off(archive: Path, tmp_path: Path, name: str, stopped: Callable[..., Path]) -> None:
    output = stopped(tmp_path / name)
    with (tmp_path / f"{name}.part").open("ab") as part:
        part.write(b'half,a "row')
    with (tmp_path / f"{name}.journal").open("ab") as journal:
        journal.write(b'{"size": 99999999, "fig')
    assert run(archive, output, "--resume") == 0
    assert run(archive, tmp_path / f"whole-{name}") == 0
    assert content(output) == content(tmp_path / f"whole-{name}")


def test_the_old_file_stays_until_the_new_one_is_whole(archive: Path, tmp_path: Path, stopped: Callable[..., Path]) -> None:
    (tmp_path / "out.csv").write_text("old")
    output = stopped(tmp_path / "out.csv")
    assert output.read_text() == "old"
    assert run(archive, output) == 0  # without --resume it begins anew
    assert len(pd.read_csv(output)) == 2 * (COUNT - len(range(0, COUNT, 4)))
    assert beside(output) == []


def test_a_run_stopped_before_its_first_batch_leaves_nothing(archive: Path, tmp_path: Path) -> None:
    (archive / "00.txt").write_bytes(b"\x89PNG\r\n\x1a\n")
    assert run(archive, tmp_path / "out.csv") == 2
    assert [path.name for path in tmp_path.iterdir()] == ["archive"]


def test_added_releases_are_taken_up_and_failed_ones_tried_again(
    archive: Path, tmp_path: Path, stopped: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    output = stopped(tmp_path / "out.csv")
    (archive / "05a.txt").write_text("Up 77 percent")
    (archive / "04.txt").unlink()
    (archive / "21.txt").write_text("BROKEN 7 percent")
    assert run(archive, output, "--resume") == 2
    (archive / "21.txt").write_text("Up 21 percent")
    capsys.readouterr()
    assert run(archive, output, "--resume") == 0
    assert "1 releases that were finished before are not among the inputs" in capsys.readouterr().err
    found = pd.read_csv(output, dtype={"release_id": str})
    assert not found.duplicated(["release_id", "start"]).any()
    assert set(found["release_id"]) == {"05a"} | {f"{number:02}" for number in range(COUNT) if number % 4}


@pytest.mark.parametrize(
    ("options", "says"), [(["--country", "KR"], "had country None, this one has 'KR'"), (["--format", "jsonl"], "format 'csv'")]
)
def test_a_run_is_not_resumed_under_other_terms(
    archive: Path, tmp_path: Path, stopped: Callable[..., Path], options: list[str], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    output = stopped(tmp_path / "out.csv")
    assert run(archive, output, "--resume", *options) == 2
    assert says in capsys.readouterr().err
    assert run(archive, output, "--resume") == 0


def test_a_release_that_has_changed_meanwhile_is_an_error(
    archive: Path, tmp_path: Path, stopped: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    output = stopped(tmp_path / "out.csv")
    (archive / "05.txt").write_text("Up 99 percent")
    assert run(archive, output, "--resume") == 2
    assert "05: this release has changed" in capsys.readouterr().err


@pytest.mark.parametrize(("name", "says"), [("out.xlsx", "can't be resumed; csv, parquet"), (None, "-o FILE")])
def test_what_cannot_be_resumed_says_so_before_the_work(
    archive: Path, tmp_path: Path, name: str | None, says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["extract", str(archive), "--resume", *(["-o", str(tmp_path / name)] if name else [])]) == 2
    assert says in capsys.readouterr().err


def slow_run(tmp_path: Path, *arguments: object) -> subprocess.Popen[bytes]:
    script = f"import sys; sys.path.insert(0, {str(Path(__file__).parent)!r})\n{SLOW}"
    return subprocess.Popen([sys.executable, "-c", script, str(tmp_path / "worked"), *map(str, arguments)], stderr=subprocess.DEVNULL)


def finished_in(journal: Path) -> list[str]:
    lines = journal.read_bytes().split(b"\n")[1:-1] if journal.exists() else []
    return [name for line in lines for name, _ in json.loads(line)["done"]]


def until(true: Callable[[], object], process: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        if true():
            return
        assert process.poll() is None, "it ended before it could be killed"
        time.sleep(0.05)
    raise AssertionError("nothing happened for half a minute")


@pytest.mark.slow
@pytest.mark.parametrize(("name", "jobs", "kills"), [("out.csv", 1, (2, 8)), ("out.parquet", 2, (4,)), ("out.duckdb", 1, (4,))])
def test_a_run_that_is_killed_goes_on_where_it_was(archive: Path, tmp_path: Path, name: str, jobs: int, kills: tuple[int, ...]) -> None:
    output, journal = tmp_path / name, tmp_path / f"{name}.journal"
    arguments = ("extract", archive, "-o", output, "-q", "--batch-size", 2, "--jobs", jobs, "--resume")
    done: list[str] = []
    for least in kills:  # at whatever it is doing then
        process = slow_run(tmp_path, *arguments)
        until(lambda least=least: len(finished_in(journal)) >= least, process)  # type: ignore[misc]
        workers = psutil.Process(process.pid).children()
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert len(workers) <= (jobs if jobs > 1 else 0)
        assert psutil.wait_procs(workers, timeout=20)[1] == [], "worker processes outlived the one that was killed"
        done = finished_in(journal)
        assert output.exists() == name.endswith("duckdb")
    (tmp_path / "worked").unlink()
    assert slow_run(tmp_path, *arguments).wait() == 0
    assert sorted((tmp_path / "worked").read_text().split()) == [f"{n:02}" for n in range(COUNT) if f"{n:02}" not in done]
    assert run(archive, tmp_path / f"whole-{name}") == 0
    assert content(output) == content(tmp_path / f"whole-{name}")
    assert beside(output) == []
