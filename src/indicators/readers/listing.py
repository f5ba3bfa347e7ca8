"""A ministry's listing dumped to one file: category, title, body and a trailing ``date2024-02-21``, lines of "-" between."""

from __future__ import annotations

import re
from collections.abc import Iterator

from indicators.errors import InputError, ReadError
from indicators.release import Release

__all__ = ["is_listing", "read_listing"]

_RULE = re.compile(r"^[ \t]*(-+)[ \t]*\r?$", re.MULTILINE)
_LINE = re.compile(r"\S[^\r\n]*")
_DATE = re.compile(r"\bdate(\d{4}-\d{2}-\d{2})\Z")
_DATES = re.compile(r"\bdate\d{4}-\d{2}-\d{2}[ \t]*\r?$", re.MULTILINE)


def is_listing(content: str) -> bool:
    """Tell a listing by its rules and dates: it begins with a rule and has a date, or has a rule and several dates."""
    rule = _RULE.search(content)
    if rule is None:
        return False
    dates = len(_DATES.findall(content))
    return dates > 1 or (dates == 1 and not content[: rule.start()].strip())


def read_listing(content: str, path: str, name: str) -> Iterator[Release | ReadError]:
    """Yield the releases of `content`, named `name`-1, `name`-2 … in their order.

    The text of each is its title and body as they stand in the file; the category and the trailing date are left out.
    """
    number = 0
    for start, end in _blocks(content):
        lines = list(_LINE.finditer(content, start, end))
        if not lines:
            continue
        number += 1
        # With two lines there is no category: they are title and body.
        title = lines[1] if len(lines) > 2 else lines[0]
        text = content[title.start() : lines[-1].end()].rstrip()
        dated = _DATE.search(text)
        text = (text[: dated.start()] if dated else text).rstrip()
        if not text.strip():
            yield ReadError(f"{path}, release {number}", "there is no text in it")
            continue
        try:
            yield Release(text, published=dated[1] if dated else None, id=f"{name}-{number}")
        except InputError as error:
            yield ReadError(f"{path}, release {number}", str(error))


def _blocks(content: str) -> Iterator[tuple[int, int]]:
    """Yield the spans between the rules: lines of as many hyphens as the first has, so that a body may have other ones."""
    rules = list(_RULE.finditer(content))
    kept = [rule for rule in rules if rule[1] == rules[0][1]]
    start = 0
    for rule in kept:
        yield start, rule.start()
        start = rule.end()
    yield start, len(content)
