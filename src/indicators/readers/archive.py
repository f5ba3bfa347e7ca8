"""Zip archives: their files are read as those of a folder, in memory, within a bound, and never written anywhere."""

from __future__ import annotations

import io
import stat
import zipfile
import zlib
from collections.abc import Iterator
from functools import partial
from pathlib import PurePosixPath
from typing import BinaryIO

from indicators.errors import ReadError
from indicators.readers.decode import Unreadable
from indicators.readers.files import SUFFIXES, Found

__all__ = ["is_archive", "members"]

_MARKS = (b"PK\x03\x04", b"PK\x05\x06")
_OFFICE = ("[Content_Types].xml", "mimetype")
_PIECE = 1 << 20


def is_archive(head: bytes) -> bool:
    """Tell a zip archive by its mark."""
    return head.startswith(_MARKS)


def members(file: BinaryIO, path: str, name: str, limit: int) -> Iterator[Found | ReadError]:
    """Yield the files of an archive in the order of their names; a name that is no release's is passed over, as in a folder.

    All of them together may have `limit` bytes, counted as they are unpacked, whatever the archive says of itself.
    """
    try:
        archive = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise Unreadable(f"not a zip archive that can be read, damaged or cut off: {error}") from error
    with archive:
        listed = sorted(archive.infolist(), key=lambda info: info.filename)
        if any(info.filename in _OFFICE for info in listed):
            raise Unreadable("an Office document or e-book, not a zip archive of releases: save it as text, HTML or PDF")
        empty = True
        for info in listed:
            inside = PurePosixPath(info.filename)
            if info.is_dir() or inside.suffix.lower() not in SUFFIXES or any(_hidden(part) for part in inside.parts):
                continue
            empty = False
            where = f"{path}, {info.filename!r}"
            if refused := _refusal(info):
                yield ReadError(where, refused)
                continue
            try:
                data = _unpacked(archive, info, limit)
            except Unreadable as error:
                yield ReadError(where, str(error))
                continue
            limit -= len(data)
            yield Found(f"{path}/{info.filename}", f"{name}/{inside.with_suffix('')}", in_folder=True, open=partial(_member, data))
        if empty:
            raise Unreadable(f"no files of releases in this archive ({', '.join(sorted(SUFFIXES))})")


def _member(data: bytes, _limit: int) -> BinaryIO:
    return io.BytesIO(data)


def _hidden(part: str) -> bool:
    return part == "__MACOSX" or (part.startswith(".") and part != "..")


def _refusal(info: zipfile.ZipInfo) -> str | None:
    """Return why a file of an archive is not read, whatever it holds."""
    name = info.filename
    if ".." in PurePosixPath(name.replace("\\", "/")).parts or name.startswith(("/", "\\")) or name[1:2] == ":":
        return "its name leads out of the archive"
    if stat.S_ISLNK(info.external_attr >> 16):
        return "a link, not a file"
    if info.flag_bits & 0x1:
        return "encrypted: it needs a password"
    if PurePosixPath(name).suffix.lower() == ".zip":
        return "an archive in an archive is not read: unpack the outer one"
    return None


def _unpacked(archive: zipfile.ZipFile, info: zipfile.ZipInfo, limit: int) -> bytes:
    pieces: list[bytes] = []
    size = 0
    try:
        with archive.open(info) as member:
            while piece := member.read(_PIECE):
                size += len(piece)
                if size > limit:
                    raise Unreadable(f"the archive holds more than its limit when unpacked ({limit:,} bytes were left): raise max_bytes")
                pieces.append(piece)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError) as error:
        raise Unreadable(f"damaged or cut off: {error or type(error).__name__}") from error
    return b"".join(pieces)
