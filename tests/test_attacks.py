"""Files made to do harm: each is an error of its own, within bounds of memory and computing time, and the files around it are read."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import warnings
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import nobody

from indicators import ReadError, Release, read
from indicators.readers import pdf

resource = pytest.importorskip("resource", reason="this system sets no limits to a process")

TEXT = "Ferry traffic grows\nFerries carried 12,400 cars in May."
MEGABYTE = 1_000_000


def zipped(content: bytes, method: int = zipfile.ZIP_DEFLATED, times: int = 1) -> bytes:
    """An archive of one file, which its directory lists several times over."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as archive:
        archive.writestr("a.txt", content)
    data = made.getvalue()
    entry, end = data.index(b"PK\x01\x02"), data.index(b"PK\x05\x06")
    entries = data[entry:end] * times
    count = times.to_bytes(2, "little") * 2
    tail = b"PK\x05\x06\0\0\0\0" + count + len(entries).to_bytes(4, "little") + entry.to_bytes(4, "little") + b"\0\0"
    return data[:entry] + entries + tail


def stream(content: bytes, about: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), about, content)


ONE_PAGE = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"


def document(content: bytes, *forms: bytes, pages: bytes = ONE_PAGE, more: tuple[bytes, ...] = ()) -> bytes:
    """A PDF of one page; what it can draw is X6, X7 …; `more` objects follow."""
    named = b"".join(b"/X%d %d 0 R " % (number, number) for number in range(6, 6 + len(forms)))
    resources = b"/Resources << /Font << /F 5 0 R >> /XObject << %s >> >>" % named
    form = b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] " + resources
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        pages,
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R %s >>" % resources,
        content,
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        *(stream(drawn, form) for drawn in forms),
        *more,
    ]
    body, places = b"%PDF-1.7\n", []
    for number, item in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, item)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    return body + head + table + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(body))


WORDS = b"BT /F 12 Tf (Exports rose 3 percent) Tj ET\n"
FORMS = [b"/X%d Do\n" % (number + 1) * 10 for number in range(6, 14)]  # ten times ten times ten …
# The same with pages: a thousand million from nine times ten.
NODES = (b"<< /Type /Pages /Kids [%s] /Count 9 >>" % (b"%d 0 R " % (number + 1) * 10) for number in range(6, 15))
TREE = (*NODES, b"<< /Type /Page >>")


def parquet(texts: list[bytes], rows: list[int]) -> bytes:
    """Rows that share their texts, whatever bytes those are, without Arrow's note on how they were kept."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    values = pa.array(texts, pa.binary()).view(pa.string())
    shared = pa.DictionaryArray.from_arrays(pa.array(rows, pa.int32()), values)
    made = io.BytesIO()
    pq.write_table(pa.table({"text": shared}), made, compression="zstd", store_schema=False)
    return made.getvalue()


# What lies in the folder, and what the error says of it; None if it is read after all.
FILES: dict[str, tuple[Callable[[], bytes], str | None]] = {
    "bomb.zip": (lambda: zipped(bytes(30 * MEGABYTE)), "more than its limit when unpacked"),
    "bzip2.zip": (lambda: zipped(bytes(30 * MEGABYTE), zipfile.ZIP_BZIP2), "can't be unpacked within a bound"),
    "lzma.zip": (lambda: zipped(bytes(30 * MEGABYTE), zipfile.ZIP_LZMA), "can't be unpacked within a bound"),
    "overlapping.zip": (lambda: zipped(TEXT.encode() * 30_000, zipfile.ZIP_STORED, times=1000), "lies over other files of the archive"),
    "nameless.zip": (lambda: zipped(TEXT.encode()).replace(b"a.txt", b"\0.txt"), "no files of releases"),
    "unpacks.pdf": (lambda: document(stream(zlib.compress(WORDS + b" " * 200 * MEGABYTE), b"/Filter /FlateDecode")), "can't be read"),
    "circle.pdf": (lambda: document(stream(WORDS), pages=b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>"), "can't be read"),
    "pages.pdf": (lambda: document(stream(WORDS), pages=ONE_PAGE.replace(b"3 0", b"6 0"), more=TREE), "can't be read"),
    "deep.pdf": (lambda: document(stream(b"[" * 100_000 + WORDS)), "can't be read"),
    "itself.pdf": (lambda: document(stream(b"/X6 Do\n" + WORDS), b"/X6 Do\n"), None),
    "tags.html": (lambda: f"<html><body><p>{TEXT}{'<b>5</b>' * 100_001}".encode(), "a page of more than 200,000 tags"),
    "nested.html": (lambda: b"<div>" * 10_000 + b"Exports rose.", "no article found"),
    "nested.xml": (lambda: b"<rss><channel>" + b"<item>" * 10_000, "the feed is cut off"),
    "nested.json": (lambda: b'{"text": ' + b"[" * MEGABYTE, "not JSON"),
    "digits.jsonl": (lambda: b'{"text": "x", "id": ' + b"9" * MEGABYTE + b"}", "not JSON"),
    "nothing.csv": (lambda: bytes(MEGABYTE), "binary"),
    "half.txt": (lambda: TEXT.encode("utf-16")[:-1], "begins like utf-16 and is not"),
    "shared.parquet": (lambda: parquet([TEXT.encode() * 20_000], [0] * 400), None),
    "bytes.parquet": (lambda: parquet([b"\xff", TEXT.encode()], [0, 1]), "row 1: the text of a release must be a string"),
}

READING = """
import json, resource, sys, warnings
import indicators
warnings.simplefilter("ignore")
resource.setrlimit(resource.RLIMIT_CPU, (120, 120))
resource.setrlimit(resource.RLIMIT_DATA, (int(sys.argv[3]) << 20,) * 2)
reading = indicators.read(sys.argv[1], on_error="skip", max_bytes=int(sys.argv[2]))
ids = [release.id for release in reading]
print(json.dumps({"ids": ids, "errors": [[error.path, error.reason] for error in reading.read_errors]}))
"""


def reading(path: Path, max_bytes: int, megabytes: int) -> dict[str, Any]:
    """What a process of its own makes of a path that may take so much memory (the program itself included) and two minutes of computing."""
    arguments = [sys.executable, "-c", READING, str(path), str(max_bytes), str(megabytes)]
    ended = subprocess.run(arguments, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr
    read: dict[str, Any] = json.loads(ended.stdout)
    return read


def test_each_hostile_file_is_its_own_error_within_bounds_and_the_others_are_read(tmp_path: Path) -> None:
    for name, (content, _) in FILES.items():
        (tmp_path / name).write_bytes(content())
    (tmp_path / "all.txt").write_text(TEXT)
    (tmp_path / "zebra.txt").write_text(TEXT)
    found = reading(tmp_path, 20 * MEGABYTE, megabytes=500)
    ids = found["ids"]
    assert [ids[0], ids[-1]] == ["all", "zebra"]
    assert [name for name in ids if not name.startswith(("shared-", "overlapping"))] == ["all", "bytes-2", "itself", "zebra"]
    assert sum(name.startswith("shared-") for name in ids) == 400
    said: dict[str, str] = {}
    for path, reason in found["errors"]:
        said.setdefault(path.removeprefix(f"{tmp_path}{os.sep}").replace(",", "/").split("/")[0], f"{path}: {reason}")
    assert sorted(said) == sorted(name for name, (_, says) in FILES.items() if says)
    assert [name for name, (_, says) in FILES.items() if says and says not in said[name]] == []


def test_a_gigabyte_is_refused_before_it_is_read(tmp_path: Path) -> None:
    with (tmp_path / "large.txt").open("wb") as file:
        file.truncate(1_000_000_001)  # takes no room on the disk
    found = reading(tmp_path, 1_000_000_000, megabytes=200)
    assert found["errors"] == [[str(tmp_path / "large.txt"), "larger than 1,000,000,000 bytes: raise max_bytes"]]


def test_a_pdf_that_would_be_drawn_without_end_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "_PATIENCE", 0.0)
    (tmp_path / "a.pdf").write_bytes(document(stream(b"/X6 Do\n"), *FORMS, WORDS))
    with pytest.raises(ReadError, match="more than 0 minutes to read"):
        list(read(tmp_path / "a.pdf"))


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("Exports – up 3 %\n".encode() + b"Imports \x96 \x80 5 million\n", "Exports – up 3 %\nImports – € 5 million"),
        ("\ufeffExports – up\n".encode() + b"Imports \x96 down\n", "Exports – up\nImports – down"),
        (b"Caf\xe9 prices \x96 up 3\xa0%", "Café prices – up 3\xa0%"),
        (TEXT.encode() + b"\x00Up", TEXT + "\x00Up"),
        ('{"text": "Exports – up"}\n'.encode("utf-16"), "Exports – up"),
        ("id,text\n1,Exports – up\n".encode("utf-16-le"), "Exports – up"),
    ],
)
def test_mixed_and_rare_encodings_lose_no_character(tmp_path: Path, content: bytes, text: str) -> None:
    (tmp_path / "a.txt").write_bytes(content)
    assert [release.text for release in read(tmp_path / "a.txt")] == [text]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes and devices here")
@pytest.mark.parametrize("path", ["", "*", "**/*.txt"])
def test_pipes_devices_and_links_in_circles_end_no_reading(tmp_path: Path, path: str) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    os.mkfifo(tmp_path / "b.txt")
    (tmp_path / "c.txt").symlink_to("/dev/zero")
    (tmp_path / "d.txt").symlink_to("d.txt")
    (tmp_path / "e.txt").symlink_to("nowhere")
    for name in ("circle", "another"):
        (tmp_path / name).symlink_to(tmp_path)
    (tmp_path / os.fsdecode(b"z\xff.txt")).write_text(TEXT)
    reading = read(tmp_path / path, on_error="skip")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        assert [release.id for release in reading] == ["a", "z\ufffd"]
    assert {error.reason for error in reading.read_errors} == {"not a file but a pipe, a device or a link to nothing"}
    assert {Path(error.path).name for error in reading.read_errors} == {"b.txt", "c.txt", "d.txt", "e.txt"}


@pytest.mark.skipif(os.name == "nt", reason="no permissions of this kind")
def test_what_may_not_be_read_is_an_error_that_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a.txt", "b.txt", "closed/c.txt", "d.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(TEXT)
    (tmp_path / "b.txt").chmod(0)
    (tmp_path / "closed").chmod(0)
    tmp_path.chmod(0o755)
    monkeypatch.chdir(tmp_path)  # the folders above are root's alone
    reading = read(".", on_error="skip")
    with nobody(), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        releases: list[Release] = list(reading)
    (tmp_path / "closed").chmod(0o700)
    assert [release.id for release in releases] == ["a", "d"]
    assert {(Path(error.path).name, error.reason) for error in reading.read_errors} == {
        ("b.txt", "Permission denied"),
        ("closed", "Permission denied"),
    }
