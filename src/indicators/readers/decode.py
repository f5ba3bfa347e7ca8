"""Bytes to text, losing no character: offsets count in what comes out of here."""

from __future__ import annotations

import codecs
import re

__all__ = ["Unreadable", "decode"]

_MAGIC = {
    b"%PDF-": "a PDF",
    b"PK\x03\x04": "a zip archive or an Office document",
    b"\x1f\x8b": "a gzip archive",
    b"\xd0\xcf\x11\xe0": "an old Office document",
    b"\x89PNG": "an image",
    b"\xff\xd8\xff": "an image",
    b"GIF8": "an image",
    b"\x7fELF": "a program",
}
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Control characters that text has no use for (tab, newline, form feed, return and escape aside).
_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f]")
_SAMPLE = 65536
_WESTERN = "indicators.cp1252"


class Unreadable(Exception):
    """A file is not what a reader can read; the message says what it looks like."""


def decode(data: bytes) -> str:
    """Return `data` as text: UTF-8, UTF-16 or UTF-32 by their marks, else UTF-8, else Windows' Western alphabet (cp1252).

    Of the last two each character is read in its own, since files put together from others have both. A byte order mark is dropped.
    Line ends stay as they are: what counts offsets counts ``\\r\\n`` as two characters.
    """
    for magic, name in _MAGIC.items():
        if data.startswith(magic):
            raise Unreadable(f"not a text file: it looks like {name}")
    text = _decoded(data)
    sample = text[:_SAMPLE]
    if len(_CONTROL.findall(sample)) > len(sample) / 50:
        raise Unreadable("not a text file: it is binary")
    return text


def _decoded(data: bytes) -> str:
    encoding = next((name for bom, name in _BOMS if data.startswith(bom)), None) or _unmarked_utf16(data)
    if encoding in (None, "utf-8-sig"):
        return data.decode(encoding or "utf-8", errors=_WESTERN)
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise Unreadable(f"not a text file: it begins like {encoding} and is not") from None


def _western(error: UnicodeError) -> tuple[str, int]:
    """Read the bytes that are no UTF-8 in cp1252; it leaves five undefined, which stand for nothing that a release could say."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", errors="replace"), error.end


codecs.register_error(_WESTERN, _western)


def _unmarked_utf16(data: bytes) -> str | None:
    """Recognise UTF-16 without its mark: in English every second byte is zero."""
    sample = data[:_SAMPLE]
    if len(sample) < 4 or len(data) % 2:
        return None
    for encoding, zeros, letters in (("utf-16-le", sample[1::2], sample[::2]), ("utf-16-be", sample[::2], sample[1::2])):
        if zeros.count(0) > 0.7 * len(zeros) and letters.count(0) == 0:
            return encoding
    return None
