"""Zip archives: their files are read as those of a folder, in memory, within a bound, and never written anywhere."""

from __future__ import annotations

import io
import stat
import zipfile
from collections.abc import Iterator
from functools import partial
from pathlib import PurePosixPath
from typing import BinaryIO

from indicators.errors import ReadError
from indicators.readers.decode import Unreadable
from indicators.readers.files import SUFFIXES, Found

__all__ = ["is_archive", "members"]

_MARKS = (b"PK\x03\x04", b"PK\x05\x06")
# These unpack as slowly as one asks. A few bytes of the others (bzip2, LZMA) become gigabytes before anything can be counted.
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_OFFICE = ("[Content_Types].xml", "mimetype")
_PIECE = 1 << 20


def is_archive(head: bytes) -> bool:
    """Tell a zip archive by its mark."""
    return head.startswith(_MARKS)


def members(file: BinaryIO, path: str, name: str, limit: int) -> Iterator[Found | ReadError]:
    """Yield the files of an archive in the order of their names; a name that is no release's is passed over, as in a folder.

    All of them together may have `limit` bytes, with those that turn out to be damaged.
    """
    try:
        archive = zipfile.ZipFile(file)
    except Exception as error:  # a parser's many ways to fail on a directory that is none, or half of one
        raise Unreadable(f"not a zip archive that can be read, damaged or cut off: {error or type(error).__name__}") from error
    with archive:
        listed = sorted(archive.infolist(), key=lambda info: info.filename)
        if any(info.filename in _OFFICE for info in listed):
            raise Unreadable("an Office document or e-book, not a zip archive of releases: save it as text, HTML or PDF")
        empty, packed = True, file.seek(0, io.SEEK_END)
        for info in listed:
            inside = PurePosixPath(info.filename)
            if inside.suffix.lower() not in SUFFIXES or info.is_dir() or any(_hidden(part) for part in inside.parts):
                continue
            empty = False
            where = f"{path}, {info.filename!r}"
            if refused := _refusal(info, limit, packed):
                yield ReadError(where, refused)
                continue
            data, wrong = _unpacked(archive, info)
            limit, packed = limit - len(data), packed - info.compress_size
            if wrong:
                yield ReadError(where, wrong)
                continue
            yield Found(f"{path}/{info.filename}", f"{name}/{inside.with_suffix('')}", in_folder=True, open=partial(_member, data))
        if empty:
            raise Unreadable(f"no files of releases in this archive ({', '.join(sorted(SUFFIXES))})")


def _member(data: bytes, _limit: int) -> BinaryIO:
    return io.BytesIO(data)


def _hidden(part: str) -> bool:
    return part == "__MACOSX" or (part.startswith(".") and part != "..")


def _refusal(info: zipfile.ZipInfo, limit: int, packed: int) -> str | None:
    """Return why a file of an archive is not read, whatever it holds; it may have `limit` bytes, and `packed` of the archive's."""
    name = info.filename
    if ".." in PurePosixPath(name.replace("\\", "/")).parts or name.startswith(("/", "\\")) or name[1:2] == ":":
        return "its name leads out of the archive"
    if stat.S_ISLNK(info.external_attr >> 16):
        return "a link, not a file"
    if info.flag_bits & 0x1:
        return "encrypted: it needs a password"
    if PurePosixPath(name).suffix.lower() == ".zip":
        return "an archive in an archive is not read: unpack the outer one"
    if info.compress_type not in _METHODS:
        return "packed in a way that can't be unpacked within a bound: pack it with Deflate, as zip programs do by themselves"
    if info.compress_size > packed:
        return "it lies over other files of the archive, as in one that is made to grow without end"
    if info.file_size > limit:
        return f"the archive holds more than its limit when unpacked ({limit:,} bytes were left): raise max_bytes"
    return None


def _unpacked(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> tuple[bytes, str]:
    """Return what a file of an archive holds, no more than the archive says, and what is wrong with it."""
    pieces: list[bytes] = []
    try:
        with archive.open(info) as member:
            while piece := member.read(_PIECE):
                pieces.append(piece)
    except Exception as error:  # as above
        return b"".join(pieces), f"damaged or cut off: {error or type(error).__name__}"
    return b"".join(pieces), ""
