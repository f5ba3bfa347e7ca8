"""One release a web page: trafilatura finds the article among the menus, its title, day and publisher."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from indicators.dateline import publication_date
from indicators.errors import ReadError
from indicators.readers.decode import Unreadable
from indicators.readers.foreign import need, quiet
from indicators.readers.markup import decode_markup
from indicators.release import Release

__all__ = ["is_html", "read_html"]

_ROOTS = frozenset(
    {
        "html",
        "head",
        "body",
        "title",
        "meta",
        "link",
        "script",
        "style",
        "div",
        "p",
        "article",
        "main",
        "section",
        "table",
        "h1",
        "h2",
        "header",
        "span",
        "center",
        "font",
    }
)
_TAG = re.compile(r"<(?:html|head|body|article|div|p|br|table|h[1-6]|span)\b[^<>]{0,200}>", re.IGNORECASE)
_SAMPLE = 65536
# With the number of elements beside one another trafilatura's time grows with its square: to a minute with so many.
_MOST_TAGS = 200_000
# A cell of a table with as many words is prose in a page that is laid out with tables; others are data.
_PROSE = 10
_WORD = re.compile(r"\w+")


def is_html(content: str, root: str, suffix: str) -> bool:
    """Tell a page by its first element or, if it is called one, by any tag."""
    return root in _ROOTS or (suffix in (".html", ".htm", ".xhtml") and _TAG.search(content[:_SAMPLE]) is not None)


def read_html(data: bytes, path: str, name: str) -> Iterator[Release | ReadError]:
    """Yield the release of a page: its title, then what its article says, a line for each paragraph, heading and item.

    Tables of data are left out, as the figures in them stand in no sentence. The day is the one that the page's own metadata tell,
    else the one that the text does.
    """
    content = decode_markup(data)
    if content.count("<") > _MOST_TAGS:
        raise Unreadable(f"a page of more than {_MOST_TAGS:,} tags: save its article alone, or as text")
    document = _extracted(content)
    lines = [line for given in (document.text or "").splitlines() for line in _prose(given)]
    if not any(map(_WORD.search, lines)):
        yield ReadError(path, "no article found in this page")
        return
    title = _with_title(lines, " ".join((document.title or "").split()))
    text = "\n".join(lines)
    published = document.date or publication_date(text)
    # Without a name of the site trafilatura gives its address, which is no publisher.
    source = document.sitename if document.sitename and document.sitename != document.hostname else None
    yield Release(text, title=title, published=published, source=source, url=document.url, id=name)


def _extracted(content: str) -> Any:
    trafilatura = need("trafilatura", what="web pages", extra="html")
    with quiet("trafilatura", "htmldate", "courlan", "justext"):
        try:
            document = trafilatura.bare_extraction(
                content,
                with_metadata=True,
                include_comments=False,
                include_tables=True,
                # Only what the page says of itself: the extensive search takes a copyright year for the day.
                date_extraction_params={"extensive_search": False, "original_date": True, "max_date": "2199-12-31"},
            )
        except Exception as error:  # a parser's many ways to fail on a page that is none
            raise Unreadable(f"not a web page that can be read: {type(error).__name__}: {error}") from error
    if document is None:
        raise Unreadable("no article found in this page")
    return document


def _prose(line: str) -> Iterator[str]:
    """Yield a line, or the cells of a row of a table that are prose."""
    if not line.startswith("|"):
        if line.strip():
            yield line.strip()
        return
    for cell in line.split("|"):
        if len(_WORD.findall(cell)) >= _PROSE:
            yield cell.strip()


def _with_title(lines: list[str], title: str) -> str | None:
    """Put `title` before `lines` unless they begin with it, so that its figures have a place in the text; return what it is."""
    if not title:
        return None
    words = {word.lower() for word in _WORD.findall(title)}
    first = {word.lower() for word in _WORD.findall(lines[0])}
    if first and len(words & first) >= 0.6 * min(len(words), len(first)) and len(lines[0]) <= 2 * len(title) + 20:
        return lines[0]
    lines.insert(0, title)
    return title
