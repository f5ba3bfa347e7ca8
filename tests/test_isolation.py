"""The main job touches nothing but its inputs and outputs: no network, no unpickling, no other program, no environment, no other file."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pandas as pd
from fpdf import FPDF

PROSE = "Exports rose 2.5 percent to $6.2 billion in May from a year earlier, the office said, while imports fell 1 percent. " * 4

# Python tells its audit hooks of every attempt, also of those that C modules make.
JOB = """
import json, locale, logging, os, pickle, signal, sys, warnings
inputs, outputs = sys.argv[1:]
attempts, written = [], []
# urllib3, which trafilatura brings, makes a socket and binds it to this machine to see whether there is IPv6; no more is allowed.
ALLOWED = ("socket.__new__", "socket.bind")
FORBIDDEN = ("socket.", "urllib.", "http.", "ftplib.", "smtplib.", "webbrowser.", "pickle.", "subprocess.", "os.system", "os.exec",
             "os.posix_spawn", "os.spawn", "os.fork", "os.chdir")
def hook(event, arguments):
    if event.startswith(FORBIDDEN) and event not in ALLOWED:
        attempts.append(event)
        raise RuntimeError(f"{event} {arguments}")
    if event == "open" and isinstance(arguments[0], str) and (arguments[2] or 0) & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
        written.append(os.path.abspath(arguments[0]))
def state():
    return {"environ": dict(os.environ), "cwd": os.getcwd(), "umask": os.umask(0o022), "locale": locale.setlocale(locale.LC_ALL),
            "filters": len(warnings.filters), "logging": logging.getLogger().level, "recursion": sys.getrecursionlimit(),
            "interrupt": str(signal.getsignal(signal.SIGINT))}
def refused(*arguments, **options):
    attempts.append("pickle")
    raise RuntimeError("something was to be unpickled")
os.umask(0o022)
import indicators
from indicators.cli import main
before = state()
pickle.load = pickle.loads = pickle.Unpickler = refused
sys.addaudithook(hook)
codes = [main(["extract", inputs, "-q", "-o", f"{outputs}/t.{kind}"]) for kind in ("csv", "parquet", "jsonl", "xlsx", "sdmx.csv", "duckdb")]
codes.append(main(["report", inputs, "-q", "-o", f"{outputs}/t.html"]))
table = indicators.extract(indicators.read(inputs))
indicators.convert(table, currency="EUR")
indicators.to_wide(table), indicators.link(table), indicators.audit(table)
after = state()
print(json.dumps({"codes": codes, "rows": len(table), "attempts": attempts, "written": written,
                  "changed": [name for name in before if before[name] != after[name]]}))
"""


def test_the_main_job_fetches_unpickles_starts_and_changes_nothing(tmp_path: Path) -> None:
    inputs, outputs, home = (tmp_path / name for name in ("in", "out", "home"))
    for folder in (inputs, outputs, home):
        folder.mkdir()
    page = (
        f"<html><head><link rel='stylesheet' href='https://example.org/a.css'></head><body><article><p>{PROSE}</p></article></body></html>"
    )
    feed = f"<?xml version='1.0'?><!DOCTYPE rss SYSTEM 'http://example.org/rss.dtd'><rss><channel><item><title>{PROSE}</title></item></channel></rss>"
    (inputs / "a.txt").write_text(f"Trade\n{PROSE}\n\npublished: 2024-06-04\ncountry: US\n")
    (inputs / "b.html").write_text(page)
    (inputs / "c.xml").write_text(feed)
    (inputs / "d.jsonl").write_text(json.dumps({"text": PROSE}))
    pd.DataFrame({"text": [PROSE]}).to_parquet(inputs / "e.parquet")
    document = FPDF()
    document.add_page()
    document.set_font("Helvetica", size=11)
    document.multi_cell(0, 6, PROSE)
    (inputs / "f.pdf").write_bytes(bytes(document.output()))
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("g.txt", PROSE)
    (inputs / "h.zip").write_bytes(archive.getvalue())

    # A home and a place for temporary files of its own show what else is written.
    environment = {**os.environ, "HOME": str(home), "TMPDIR": str(home), "PYTHONDONTWRITEBYTECODE": "1"}
    environment |= {name: str(home) for name in ("XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME")}
    ended = subprocess.run(
        [sys.executable, "-c", JOB, str(inputs), str(outputs)], capture_output=True, text=True, env=environment, check=False, cwd=tmp_path
    )
    assert ended.returncode == 0, ended.stderr
    told = json.loads(ended.stdout)
    assert told["codes"] == [0] * 7
    assert told["rows"] >= 7 * 3
    assert told["attempts"] == []
    assert told["changed"] == []
    # A workbook is packed from a temporary file.
    assert [path for path in told["written"] if not path.startswith((str(outputs), str(home), os.devnull))] == []
    assert list(home.rglob("*")) == []
    assert sorted(path.name for path in tmp_path.iterdir()) == ["home", "in", "out"]
