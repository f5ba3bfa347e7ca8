"""One release a text file: its first line is the title; what else is known stands in lines such as ``published: 2024-02-21``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from indicators.dateline import find_date, publication_date
from indicators.errors import InputError, ReadError
from indicators.release import Release

__all__ = ["read_text"]

_FIELDS = ("title", "published", "source", "country", "url", "id")
_FIELD = re.compile(rf"\s*({'|'.join(_FIELDS)})\s*:[ \t]*(\S[^\r\n]*)?", re.IGNORECASE)
_MOST = 9
# Lines, a blank one, and what space there is before the next word.
_HEAD = re.compile(r"((?:[^\S\r\n]*\S[^\r\n]*\r?\n){1,9})[ \t]*\r?\n\s*")
_PUBLISHED = re.compile(r"^[ \t]*(?:published|date)[ \t]*:[ \t]*([^\r\n]{6,40})", re.IGNORECASE | re.MULTILINE)
_DUMP_DATE = re.compile(r"\bdate(\d{4}-\d{2}-\d{2})\Z")


def read_text(content: str, path: str, name: str) -> Iterator[Release | ReadError]:
    """Yield the one release that `content` is; `name` is its id if it names none.

    A block of ``field: value`` lines (title, published, source, country, url, id) after the body, or before it and a blank line,
    is taken off the text. Where it gives no date, a ``date2024-02-21`` at the very end (taken off, too), a ``published: …``
    line anywhere or the dateline tells.
    """
    text, fields = _without_fields(content)
    dump = _DUMP_DATE.search(text)
    if dump and "published" not in fields:
        fields["published"] = dump[1]
        text = text[: dump.start()].rstrip()
    if not text.strip():
        yield ReadError(path, "there is no text in it")
        return
    try:
        published = _published(fields, text)
        yield Release(
            text,
            title=fields.get("title"),
            published=published,
            source=fields.get("source"),
            country=fields.get("country"),
            url=fields.get("url"),
            id=fields.get("id") or name,
        )
    except InputError as error:
        yield ReadError(path, str(error))


def _published(fields: dict[str, str], text: str) -> str | None:
    if "published" in fields:
        day = find_date(fields["published"])
        return day.isoformat() if day else fields["published"]
    line = _PUBLISHED.search(text)
    day = (find_date(line[1]) if line else None) or publication_date(text)
    return day.isoformat() if day else None


def _without_fields(content: str) -> tuple[str, dict[str, str]]:
    """Return the text without its block of fields, and the fields."""
    fields: dict[str, str] = {}
    start, end = 0, len(content.rstrip())
    for _ in range(_MOST):
        line = content.rfind("\n", 0, end) + 1
        match = _FIELD.fullmatch(content[line:end])
        if line == 0 or match is None:
            break
        fields.setdefault(match[1].lower(), (match[2] or "").strip())
        end = len(content[:line].rstrip())
    head = _HEAD.match(content, 0, end)
    lines = [_FIELD.fullmatch(line.rstrip()) for line in head[1].splitlines()] if head else []
    if head and all(lines):
        fields = {match[1].lower(): (match[2] or "").strip() for match in lines if match} | fields
        start = head.end()
    return content[start:end], fields
