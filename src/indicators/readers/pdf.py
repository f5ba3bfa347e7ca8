"""One release a PDF: pypdf gives what is printed and where; the layout tells what is furniture and which lines belong together."""

from __future__ import annotations

import math
import re
import time
from collections.abc import Iterator
from typing import Any, BinaryIO

from indicators.dateline import publication_date
from indicators.errors import ReadError
from indicators.readers.decode import Unreadable
from indicators.readers.foreign import need, quiet
from indicators.readers.layout import Line, body_lines, paragraphs
from indicators.release import Release

__all__ = ["is_pdf", "read_pdf"]

_SPACE = re.compile(r"\s+")
_HEAD = 1024
_PATIENCE = 300.0


def is_pdf(head: bytes, suffix: str) -> bool:
    """Tell a PDF by its mark, which may have other bytes before it if the file is called one."""
    return head.lstrip().startswith(b"%PDF-") or (suffix == ".pdf" and b"%PDF-" in head[:_HEAD])


def read_pdf(file: BinaryIO, path: str, name: str) -> Iterator[Release | ReadError]:
    """Yield the release that a PDF is: a line for each paragraph, heading and item; the first is the title."""
    pages = _pages(file)
    lines = paragraphs(body_lines(pages))
    if not lines:
        yield ReadError(path, f"no text in this PDF of {len(pages)} pages: if it is a scan, its letters must be recognised first (OCR)")
        return
    text = "\n".join(lines)
    yield Release(text, published=publication_date(text), id=name)


def _pages(file: BinaryIO) -> list[list[Line]]:
    """Return the lines of each page, as they follow in the file."""
    pypdf = need("pypdf", what="PDF files", extra="pdf")
    with quiet("pypdf"):
        try:
            document = pypdf.PdfReader(file)
            # Many agencies lock their PDFs against changes only: those open with an empty password.
            if document.is_encrypted and not document.decrypt(""):
                raise Unreadable("an encrypted PDF: it needs a password")
            clock = _Clock()
            return [_lines(page, clock) for page in document.pages]
        except Unreadable:
            raise
        except pypdf.errors.DependencyError as error:
            raise Unreadable(f"an encrypted PDF: pip install 'indicators[pdf]' ({error})") from error
        except Exception as error:  # a parser's many ways to fail on a file that is none, or half of one
            raise Unreadable(f"a PDF that can't be read, damaged or cut off: {error or type(error).__name__}") from error


class _Clock:
    """The computing time that a document may take: what draws the same over and over, form within form, is never done."""

    def __init__(self) -> None:
        self._end = time.thread_time() + _PATIENCE

    def check(self, *_: object) -> None:
        if time.thread_time() > self._end:
            raise Unreadable(f"a PDF that takes more than {_PATIENCE / 60:g} minutes to read: print it anew, or split it")


def _lines(page: Any, clock: _Clock) -> list[Line]:
    """Return the lines of a page; pypdf breaks them, and tells with each piece of text where it stands and how large it is."""
    lines: list[Line] = []
    pieces: list[tuple[str, float, float]] = []

    def end_line() -> None:
        text = _SPACE.sub(" ", "".join(piece for piece, _, _ in pieces)).strip()
        if text:
            # Footnote marks are smaller and higher than the line that they stand in.
            size, y = max((size, y) for piece, y, size in pieces if piece.strip())
            lines.append(Line(text, y, size))
        pieces.clear()

    def visit(text: str, outer: list[float], inner: list[float], _font: object, size: float) -> None:
        y = inner[4] * outer[1] + inner[5] * outer[3] + outer[5]
        scale = math.sqrt(abs((inner[0] * inner[3] - inner[1] * inner[2]) * (outer[0] * outer[3] - outer[1] * outer[2])))
        for number, part in enumerate(text.split("\n")):
            if number:
                end_line()
            pieces.append((part, y, round(size * scale, 2)))

    page.extract_text(visitor_text=visit, visitor_operand_before=clock.check)
    clock.check()  # pypdf passes over what goes wrong in a form
    end_line()
    return lines
