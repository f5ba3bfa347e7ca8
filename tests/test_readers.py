"""Reading: formats told by content, encodings, line ends, folders, and errors that name the file."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from indicators import IndicatorsWarning, InputError, ReadError, Release, read

GOLD = Path(__file__).parents[2] / "shared"
TEXT = "Ferry traffic grows\nFerries carried 12,400 cars in May – 3 percent more."


def one(path: Path) -> Release:
    releases = list(read(path))
    assert len(releases) == 1
    return releases[0]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (f"{TEXT}\n\npublished: 2024-06-04\nsource: Harbour Board\ncountry: FI\n", ("2024-06-04", "Harbour Board", "FI")),
        (f"{TEXT}\n\nPublished: June 4, 2024\n", ("2024-06-04", None, None)),
        (f"published: 4 June 2024\ncountry: fi\n\n{TEXT}\n", ("2024-06-04", None, "FI")),
        (f"{TEXT} date2024-06-04\n", ("2024-06-04", None, None)),
        (f"{TEXT}\ndate2024-06-04", ("2024-06-04", None, None)),
        (f"{TEXT}\n", (None, None, None)),
    ],
)
def test_what_a_text_file_tells_about_itself_is_no_part_of_the_text(tmp_path: Path, content: str, expected: tuple[Any, ...]) -> None:
    (tmp_path / "ferries.txt").write_text(content, encoding="utf-8")
    release = one(tmp_path / "ferries.txt")
    assert release.text == TEXT
    assert (release.published.isoformat() if release.published else None, release.source, release.country) == expected
    assert (release.id, release.headline) == ("ferries", "Ferry traffic grows")


@pytest.mark.parametrize("line", ["published: 2024-06-04", "Date: 4 June 2024", "HELSINKI, 4 June 2024 — Ferries filled up."])
def test_a_date_within_the_text_stays_there(tmp_path: Path, line: str) -> None:
    text = f"Ferry traffic grows\n{line}\nFerries carried 12,400 cars."
    (tmp_path / "ferries.txt").write_text(text, encoding="utf-8")
    assert one(tmp_path / "ferries.txt").text == text
    assert one(tmp_path / "ferries.txt").published == date(2024, 6, 4)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_encodings_and_line_ends_leave_the_text_as_it_is(tmp_path: Path, encoding: str, end: str) -> None:
    text = TEXT.replace("\n", end)
    (tmp_path / "ferries.txt").write_bytes(f"{text}{end}{end}published: 2024-06-04{end}".encode(encoding))
    release = one(tmp_path / "ferries.txt")
    assert release.text == text
    assert release.published == date(2024, 6, 4)
    assert release.headline == "Ferry traffic grows"


LISTING = """-
Transport
Ferry traffic grows
Ferries carried 12,400 cars in May.
- More than ever.
---
It goes on. date2024-06-04
-
Transport
Trains carry less{blank}
Freight fell 3 percent. date2024-06-03
-
Lone title
And its body.
"""


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_listing_is_many_releases(tmp_path: Path, end: str) -> None:
    (tmp_path / "board.txt").write_bytes(LISTING.format(blank="\n").replace("\n", end).encode())
    ferries, trains, lone = read(tmp_path / "board.txt")
    assert ferries.text == end.join(
        ["Ferry traffic grows", "Ferries carried 12,400 cars in May.", "- More than ever.", "---", "It goes on."]
    )
    assert trains.text == f"Trains carry less{end}{end}Freight fell 3 percent."
    assert lone.text == f"Lone title{end}And its body."
    assert [release.id for release in (ferries, trains, lone)] == ["board-1", "board-2", "board-3"]
    assert [release.published for release in (ferries, trains, lone)] == [date(2024, 6, 4), date(2024, 6, 3), None]


def test_an_item_of_a_listing_without_text_is_an_error_of_its_own(tmp_path: Path) -> None:
    written(tmp_path / "list.txt", b"-----\ndate2024-06-04\n-----\nNews\nFerries up\nBy 3 percent.\ndate2024-06-05\n-----\n")
    reading = read(tmp_path / "list.txt", on_error="skip")
    with pytest.warns(IndicatorsWarning, match="release 1: there is no text in it"):
        assert [release.id for release in reading] == ["list-2"]


def test_the_seed_listing_gives_the_texts_of_the_gold() -> None:
    if not (GOLD / "gold/dev.jsonl").exists():
        pytest.skip("../shared, which holds the gold, is not there")
    lines = (GOLD / "gold/dev.jsonl").read_text(encoding="utf-8").splitlines()
    gold = [release for release in map(json.loads, lines) if release["id"].startswith("motie-seed-")]
    releases = list(read(GOLD / "seeds/motie-2024-02.txt"))
    assert [release.text for release in releases] == [release["text"] for release in gold]
    assert [str(release.published) for release in releases] == [release["published"] for release in gold]


RECORDS = [
    {"id": "a", "text": "Ferries up\u20283 percent", "published": "2024-06-04", "country": "FI", "figures": [1]},
    {"text": "They rose.", "title": "", "source": None},
]


@pytest.mark.parametrize(
    "content",
    [
        "\n".join(json.dumps(record, ensure_ascii=False) for record in RECORDS),
        "\r\n".join(json.dumps(record) for record in RECORDS) + "\r\n\r\n",
        json.dumps(RECORDS, indent=2),
    ],
)
@pytest.mark.parametrize("name", ["ferries.jsonl", "ferries.txt"])
def test_json_lines(tmp_path: Path, content: str, name: str) -> None:
    (tmp_path / name).write_bytes(content.encode())
    first, second = read(tmp_path / name)
    assert first == Release("Ferries up\u20283 percent", id="a", published="2024-06-04", country="FI")
    assert (second.id, second.title, second.source) == ("ferries-2", "", None)


def as_csv(frame: pd.DataFrame, path: Path) -> Path:
    frame.to_csv(path, index=False)
    return path


def as_semicolons(frame: pd.DataFrame, path: Path) -> Path:
    frame.to_csv(path, index=False, sep=";", lineterminator="\r\n", encoding="utf-8-sig")
    return path


def as_parquet(frame: pd.DataFrame, path: Path) -> Path:
    frame.to_parquet(path)
    return path


@pytest.mark.parametrize("writer", [as_csv, as_semicolons, as_parquet])
@pytest.mark.parametrize("name", ["table.csv", "table.txt", "table.parquet"])
def test_tables_are_told_by_content_and_give_a_release_a_row(
    tmp_path: Path, writer: Callable[[pd.DataFrame, Path], Path], name: str
) -> None:
    text = 'Ferries "up"; they rose,\nby 3 percent'
    frame = pd.DataFrame({"release_id": ["a", None], "text": [text, "They fell."], "published": ["2024-06-04", None], "note": [1, 2]})
    first, second = read(writer(frame, tmp_path / name))
    assert first == Release(text, id="a", published="2024-06-04")
    assert second == Release("They fell.", id="table-2")


def test_a_very_long_cell_is_read(tmp_path: Path) -> None:
    text = "They rose. " * 40_000
    frame = pd.DataFrame({"id": ["a"], "text": [text]})
    assert one(as_csv(frame, tmp_path / "long.csv")).text == text


def written(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


FIGURES = b"release_id,start,end,surface,value,measure\na,1,2,3%,3,level\n"


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.txt", b"%PDF-1.7 \xff\x00\x01", "PDF"),
        ("a.txt", b"PK\x03\x04\x00\x00\x00", "zip"),
        ("a.txt", bytes(range(256)) * 8, "binary"),
        ("a.txt", b"\xff\xfea", "utf-16"),
        ("a.txt", b" \r\n \r\n", "no text"),
        ("a.txt", b"Title\nBody.\n\npublished: soon\n", "'soon'"),
        ("a.txt", b"Title\nBody.\n\ncountry: Finland\n", "'Finland'"),
        ("a.csv", b"headline,body\nx,y\n", "no column 'text'; it has 'headline', 'body'"),
        ("a.csv", FIGURES, "a table of figures"),
        ("a.parquet", b"PAR1 and no more", "not a Parquet file"),
        ("a.jsonl", b'{"text": "fine"}\n{"text": \n', "line 2: not JSON"),
        ("a.jsonl", b'{"body": "x"}\n', "line 1: no field 'text'; it has 'body'"),
        ("a.jsonl", b'{"text": null}\n', "line 1: no text"),
        ("a.jsonl", b'{"text": 5}\n', "line 1: the text of a release must be a string"),
        ("a.jsonl", b'{"text": "x", "published": "May"}\n', "line 1: published must be a date"),
        ("a.jsonl", b'{"text": "x"}\n[1]\n', "line 2: not a JSON object"),
        ("a.jsonl", b"Ferries up\n", "line 1: not JSON"),
    ],
)
def test_what_cannot_be_read_is_an_error_that_names_the_file(tmp_path: Path, name: str, content: bytes, says: str) -> None:
    path = written(tmp_path / name, content)
    with pytest.raises(ReadError) as caught:
        list(read(path))
    assert str(path) in str(caught.value)
    assert says in str(caught.value)


def test_a_parquet_table_without_text_is_an_error_that_lists_its_columns(tmp_path: Path) -> None:
    path = as_parquet(pd.DataFrame({"body": ["x"]}), tmp_path / "a.parquet")
    with pytest.raises(ReadError, match="no column 'text'; it has 'body'"):
        list(read(path))


@pytest.mark.parametrize("missing", ["nowhere.txt", "*.nothing"])
def test_what_is_not_there_is_an_error_that_names_it(tmp_path: Path, missing: str) -> None:
    with pytest.raises(ReadError, match=missing.replace("*", r"\*")):
        list(read(tmp_path / missing))


def test_folders_are_read_to_the_bottom_in_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/b.txt", ".hidden.txt", ".git/c.txt", "a/readme.md", "a/picture.png"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        written(tmp_path / name, TEXT.encode())
    written(tmp_path / "figures.csv", FIGURES)
    written(tmp_path / "nothing.jsonl", b"")
    assert [release.id for release in read(tmp_path)] == ["b", "a/b", "a/z"]
    assert [release.id for release in read(tmp_path / "a" / "*.txt", tmp_path / "b.txt")] == ["b", "z", "b-2"]
    (tmp_path / "empty").mkdir()
    with pytest.raises(ReadError, match="empty"):
        list(read(tmp_path / "empty"))


def test_reading_is_lazy(tmp_path: Path) -> None:
    written(tmp_path / "a.txt", TEXT.encode())
    releases = read(tmp_path / "a.txt", tmp_path / "nowhere.txt")
    assert next(releases).id == "a"
    with pytest.raises(ReadError):
        next(releases)


def test_one_bad_line_or_file_never_loses_the_others(tmp_path: Path) -> None:
    written(tmp_path / "a.jsonl", b'{"text": "one"}\nnonsense\n{"text": "three"}\n')
    written(tmp_path / "b.txt", b"%PDF-1.7")
    written(tmp_path / "c.txt", TEXT.encode())
    releases = read(tmp_path, on_error="skip")
    with pytest.warns(IndicatorsWarning):
        assert [release.id for release in releases] == ["a-1", "a-3", "c"]
    assert [Path(error.path.split(",")[0]).name for error in releases.read_errors] == ["a.jsonl", "b.txt"]


def test_an_unknown_way_with_errors_is_refused() -> None:
    with pytest.raises(InputError, match="ignore"):
        read("a.txt", on_error="ignore")  # type: ignore[arg-type]


HOSTILE = ("x" + " " * 2000 + "\n", "x\n", "-\n", "source: x\n", "text,id,", "{", "[", "date2024-02-02\n", "21 February ", "\t")


@pytest.mark.filterwarnings("ignore::indicators.IndicatorsWarning")
@pytest.mark.parametrize("unit", HOSTILE)
def test_a_megabyte_of_anything_is_read_at_once(tmp_path: Path, unit: str) -> None:
    (tmp_path / "long.txt").write_text("x" + unit * (1_000_000 // len(unit)))
    started = time.process_time()
    list(read(tmp_path / "long.txt", on_error="skip"))
    assert time.process_time() - started < 5
