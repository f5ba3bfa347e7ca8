"""The report as a file: whole, self-contained, and with nothing of a release in its markup."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from conftest import row

import indicators
from indicators.table import frame

TEXT = "😀 Exports rose 2.5 percent in May."


def data_of(path: Path) -> Any:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', path.read_text(encoding="utf-8"), re.DOTALL)
    assert found
    return json.loads(found[1])


def written(tmp_path: Path, releases: list[indicators.Release], rows: list[dict[str, object]]) -> Path:
    return indicators.report(frame(rows), releases, tmp_path / "report.html")


def test_positions_are_those_of_scripts(tmp_path: Path) -> None:
    path = written(tmp_path, [indicators.Release(TEXT, id="a")], [row(release_id="a", start=15, end=26)])
    release = data_of(path)["releases"][0]
    units = release["text"].encode("utf-16-le")
    [figure] = [piece for piece in release["segments"] if piece[2]]
    assert units[2 * figure[0] : 2 * figure[1]].decode("utf-16-le") == "2.5 percent"


def test_nothing_is_fetched(tmp_path: Path) -> None:
    html = written(tmp_path, [indicators.Release(TEXT, id="a")], []).read_text(encoding="utf-8")
    assert "default-src 'none'" in html
    head = html[: html.index("<script")]
    assert re.findall(r"(?:src|href|action)=\"([^\"]*)", head) == ["data:,", "#main"]
    assert "Copyright (c) 2015, University of Washington" in html


def test_releases_without_rows_and_rows_without_release_are_there(tmp_path: Path) -> None:
    path = written(tmp_path, [indicators.Release(TEXT, id="a")], [row(release_id="b")])
    releases = data_of(path)["releases"]
    assert [(release["id"], bool(release["text"]), len(release["rows"])) for release in releases] == [
        ("a", True, 0),
        ("b", False, 1),
    ]


@pytest.mark.parametrize("text", ["\x00 \ud800 </script> \u2028", "", "  \n"])
def test_any_text_can_be_reported(tmp_path: Path, text: str) -> None:
    path = written(tmp_path, [indicators.Release(text, id="a", title="")], [row(release_id="a", value=0.0, start=0, end=0)])
    assert data_of(path)["releases"][0]["text"] == text.replace("\ud800", "\ufffd")


def test_only_web_addresses_become_links(tmp_path: Path) -> None:
    releases = [indicators.Release(TEXT, id=url, url=url) for url in ("https://stat.example/1", "javascript:alert(1)")]
    assert [release["url"] for release in data_of(written(tmp_path, releases, []))["releases"]] == [
        "https://stat.example/1",
        None,
    ]


def test_a_frame_of_releases_and_further_columns_of_the_table_do(tmp_path: Path) -> None:
    table = frame([row(release_id="7")]).assign(value_USD=[float("nan")])
    indicators.report(table, pd.DataFrame({"text": [TEXT], "extra": [1]}, index=[7]), tmp_path / "report.html")
    data = data_of(tmp_path / "report.html")
    assert data["columns"][-1] == "value_USD"
    assert [len(release["rows"]) for release in data["releases"]] == [1]


@pytest.mark.parametrize(
    ("table", "releases", "name", "words"),
    [
        (frame([]), [], "report.pdf", "must end in .html"),
        (frame([]), [], "nowhere/report.html", "no folder"),
        (frame([]).drop(columns="value"), [], "report.html", "no column 'value'"),
        (frame([]), [3], "report.html", "not of int"),
    ],
)
def test_what_can_not_be_reported_is_told(tmp_path: Path, table: pd.DataFrame, releases: list[object], name: str, words: str) -> None:
    with pytest.raises(indicators.IndicatorsError, match=words):
        indicators.report(table, releases, tmp_path / name)  # type: ignore[arg-type]
    assert list(tmp_path.iterdir()) == []


def test_three_hundred_releases_are_written_quickly_and_small(tmp_path: Path) -> None:
    text = "\n\n".join(f"Exports of good {number} rose 2.5 percent in May." for number in range(20))
    starts = [found.start() for found in re.finditer("2.5 percent", text)]
    releases = [indicators.Release(text, id=str(number)) for number in range(300)]
    rows = [row(release_id=release.id, start=at, end=at + 11, subject="exports of good") for release in releases for at in starts]
    assert written(tmp_path, releases, rows).stat().st_size < 8_000_000


def test_the_command_writes_it_and_passes_over_what_it_can_not_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from indicators.cli import main

    (tmp_path / "good.txt").write_text("Exports climb\nExports rose 2.5 percent in May.\npublished: 2024-06-20\n")
    (tmp_path / "bad.csv").write_text("a,b\n1,2\n")
    out = tmp_path / "report.html"
    assert main(["report", str(tmp_path / "good.txt"), str(tmp_path / "bad.csv"), "-o", str(out), "--keep-going"]) == 1
    assert "bad.csv" in capsys.readouterr().err
    [release] = data_of(out)["releases"]
    assert release["id"] == "good" and release["published"] == "2024-06-20" and len(release["rows"]) == 1
    assert main(["report", str(tmp_path / "good.txt"), "-o", str(tmp_path / "report.txt")]) == 2
