"""Zip archives, folders of them and standard input: read like a folder, within a bound, and never out of it."""

from __future__ import annotations

import io
import os
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from indicators import IndicatorsWarning, InputError, ReadError, read

TEXT = "Ferry traffic grows\nFerries carried 12,400 cars in May."
FIGURES = "release_id,start,end,surface,value,measure\na,1,2,3%,3,level\n"


def zipped(files: dict[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", method) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return content.getvalue()


def nameless() -> bytes:
    """An archive whose directory lost the names of its files."""
    content = zipped({"a.txt": TEXT, "b.txt": TEXT})
    for place in (content.index(b"PK\x01\x02"), content.rindex(b"PK\x01\x02")):
        content = content[: place + 28] + b"\0\0" + content[place + 30 :]
    return content


def linked() -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        link = zipfile.ZipInfo("passwords.txt")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    return content.getvalue()


def flagged(offset_of_flags: int = 6) -> bytes:
    """An archive whose file says that it is encrypted, in both of its places."""
    content = bytearray(zipped({"a.txt": TEXT}))
    content[offset_of_flags] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    return bytes(content)


def garbled() -> bytes:
    content = bytearray(zipped({"a.txt": TEXT * 50}))
    content[60:70] = b"\xff" * 10
    return bytes(content)


def test_an_archive_is_read_like_a_folder(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "b.txt": TEXT,
        "a/z.jsonl": '{"text": "Up 3 percent"}\n{"id": "own", "text": "Down"}\n',
        "a/feed.xml": "<rss><channel><item><title>Up</title></item></channel></rss>",
        "a/table.csv": "id,text\nt1,Buses were up\n",
        "a/picture.png": b"\x89PNG",
        "figures.csv": FIGURES,
        "__MACOSX/b.txt": b"\x00\x05",
        ".hidden/c.txt": TEXT,
        "a/": "",
    }
    (tmp_path / "2024.zip").write_bytes(zipped(files))
    assert [release.id for release in read(tmp_path / "2024.zip")] == ["2024/a/feed-1", "t1", "2024/a/z-1", "own", "2024/b"]
    (tmp_path / "archive").mkdir()
    (tmp_path / "2024.zip").rename(tmp_path / "archive/2024.zip")
    (tmp_path / "archive/2023.zip").write_bytes(zipped({"b.txt": TEXT}))
    (tmp_path / "archive/note.txt").write_text(TEXT)
    releases = list(read(tmp_path / "archive"))
    assert [release.id for release in releases][:2] == ["2023/b", "2024/a/feed-1"]
    assert releases[-1].id == "note"
    assert releases[0].text == TEXT


@pytest.mark.parametrize("name", ["a.zip", "a.txt", "a"])
def test_an_archive_is_told_by_its_content(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(zipped({"b.txt": TEXT}))
    assert [release.id for release in read(tmp_path / name)] == ["a/b"]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (lambda: zipped({"../../evil.txt": TEXT}), "'../../evil.txt': its name leads out of the archive"),
        (lambda: zipped({"/etc/evil.txt": TEXT}), "its name leads out of the archive"),
        (lambda: zipped({"a\\..\\..\\evil.txt": TEXT}), "its name leads out of the archive"),
        (lambda: zipped({"C:evil.txt": TEXT}), "its name leads out of the archive"),
        (linked, "'passwords.txt': a link, not a file"),
        (flagged, "'a.txt': encrypted: it needs a password"),
        (garbled, "damaged or cut off"),
        (lambda: zipped({"inner.zip": zipped({"a.txt": TEXT})}), "an archive in an archive"),
        (lambda: zipped({"[Content_Types].xml": "<x/>", "word/document.xml": "<x/>"}), "an Office document"),
        (lambda: zipped({}), "no files of releases in this archive"),
        (lambda: zipped({"a.png": "x"}), "no files of releases in this archive"),
        (lambda: zipped({"a.txt": TEXT})[:40], "not a zip archive that can be read, damaged or cut off"),
        (lambda: b"PK\x03\x04", "not a zip archive"),
        (nameless, "archive"),
        (lambda: zipped({"a.txt": ""}), "a.txt: the file is empty"),
        (lambda: zipped({"a.pdf": b"%PDF-1.7"}), "a.pdf: a PDF that can't be read"),
    ],
)
def test_what_cannot_be_read_is_an_error_that_names_the_archive_and_the_file(
    tmp_path: Path, content: Callable[[], bytes], says: str
) -> None:
    (tmp_path / "x.zip").write_bytes(content())
    with pytest.raises(ReadError) as caught:
        list(read(tmp_path / "x.zip"))
    assert str(tmp_path / "x.zip") in str(caught.value)
    assert says in str(caught.value)


def test_one_bad_file_never_loses_the_others_and_nothing_is_written(tmp_path: Path) -> None:
    (tmp_path / "x.zip").write_bytes(
        zipped({"../evil.txt": TEXT, "a.pdf": b"%PDF-1.7", "b.txt": TEXT, "c.jsonl": '{"text": "Up"}\n{', "d.txt": TEXT})
    )
    reading = read(tmp_path, on_error="skip")
    with pytest.warns(IndicatorsWarning):
        assert [release.id for release in reading] == ["x/b", "x/c-1", "x/d"]
    assert [error.path.removeprefix(str(tmp_path)) for error in reading.read_errors] == [
        "/x.zip, '../evil.txt'",
        "/x.zip/a.pdf",
        "/x.zip/c.jsonl, line 2",
    ]
    assert [path.name for path in tmp_path.iterdir()] == ["x.zip"]


def test_a_bomb_is_stopped_at_the_limit_whatever_it_says_of_its_size(tmp_path: Path) -> None:
    content = bytearray(zipped({"a.txt": b"0" * 50_000_000, "b.txt": TEXT}))
    # The directory says that the file has one byte.
    place = content.index(b"PK\x01\x02")
    content[place + 24 : place + 28] = (1).to_bytes(4, "little")
    (tmp_path / "bomb.zip").write_bytes(content)
    started = time.process_time()
    reading = read(tmp_path / "bomb.zip", on_error="skip", max_bytes=1_000_000)
    with pytest.warns(IndicatorsWarning):
        assert [release.id for release in reading] == ["bomb/b"]
    assert time.process_time() - started < 5


def test_the_limit_is_for_all_files_of_an_archive_together(tmp_path: Path) -> None:
    (tmp_path / "x.zip").write_bytes(zipped({f"{number}.txt": TEXT * 10 for number in range(5)}))
    reading = read(tmp_path / "x.zip", on_error="skip", max_bytes=len(TEXT) * 30)
    with pytest.warns(IndicatorsWarning, match="more than its limit"):
        assert len(list(reading)) == 3
    assert len(list(read(tmp_path / "x.zip"))) == 5


def test_a_file_larger_than_the_limit_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    with pytest.raises(ReadError, match=r"a\.txt: larger than 10 bytes: raise max_bytes"):
        list(read(tmp_path / "a.txt", max_bytes=10))
    assert len(list(read(tmp_path / "a.txt", max_bytes=len(TEXT)))) == 1
    with pytest.raises(InputError, match="max_bytes"):
        read(tmp_path, max_bytes=0)


class Piped:
    def __init__(self, content: bytes) -> None:
        self.buffer = io.BytesIO(content)


@pytest.mark.parametrize(
    ("content", "ids"),
    [
        (TEXT.encode(), ["stdin"]),
        (b'{"text": "Up 3 percent"}\n{"id": "own", "text": "Down"}\n', ["stdin-1", "own"]),
        (b"<rss><channel><item><title>Up</title></item></channel></rss>", ["stdin-1"]),
        (zipped({"b.txt": TEXT}), ["stdin/b"]),
    ],
)
def test_a_hyphen_is_standard_input(content: bytes, ids: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", Piped(content))
    assert [release.id for release in read("-")] == ids


@pytest.mark.parametrize(("content", "says"), [(b"", "standard input: the file is empty"), (b"%PDF-1.7", "standard input: a PDF")])
def test_what_standard_input_lacks_is_said(content: bytes, says: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", Piped(content))
    with pytest.raises(ReadError, match=says):
        list(read("-"))


@pytest.mark.skipif(not hasattr(os, "mkfifo") or os.name == "nt", reason="no named pipes here")
def test_a_pipe_among_the_files_is_no_trouble(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "loop").symlink_to(tmp_path)
    os.mkfifo(tmp_path / "b.txt")
    reading = read(tmp_path, on_error="skip")
    with pytest.warns(IndicatorsWarning, match="not a file"):
        assert [release.id for release in reading] == ["a"]
