"""Names that are one thing, though they have commas and conjunctions of their own: "Food, Beverages & Tobacco", "'Growing of rice'"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from indicators.inflect import singular
from indicators.lexicon import table, text
from indicators.needing import Terms

__all__ = ["WholeName", "whole_names"]

_CAPITAL = r"[A-Z][\w'\u2019-]*"
# "Cafes, Food Courts & Other Eating Places"
_AMPERSAND = re.compile(rf"\b(?:{_CAPITAL}(?: {_CAPITAL})?, ){{0,3}}{_CAPITAL}(?: {_CAPITAL}){{0,5}},? & {_CAPITAL}(?: {_CAPITAL}){{0,5}}")
# What begins a sentence in capitals and is no part of a name.
_OPENING = re.compile(
    r"(?:The|An?|In|For|Of|At|On|By|To|From|With|Among|Within|Across|And|But|While|Whereas|As|Both|Only|Other|Total|Our|Its|Their|Also|"
    r"Meanwhile|However|Similarly|Additionally|Moreover|Furthermore|Conversely|Elsewhere|Likewise|Followed|Excluding|Including),? "
)
# "'Growing of rice'", "the group \u201cFood, beverages, tobacco\u201d"
_QUOTED = re.compile(
    r"(?<![\w.])(?:['\u2018]([A-Z][^'\u2018\u2019\"\u201c\u201d\d.;:()?!]{4,90}[a-z])['\u2019]"
    r"|[\"\u201c]([A-Z][^\"\u201c\u201d\d.;:()?!]{4,90}[a-z])[\"\u201d])(?!\w)"
)
_QUOTES = ("'", '"', "\u2018", "\u201c")
# What shows that somebody speaks in quotation marks, rather than that they hold a name.
_SPEECH = frozenset(
    (
        *("is", "are", "was", "were", "be", "been", "has", "have", "had", "will", "would", "can", "could", "should", "must", "may"),
        *("i", "we", "you", "he", "she", "it", "they", "our", "my", "your", "this", "that", "these", "those", "not", "do", "does", "did"),
    ),
)
_LONGEST = 12
_JOINED_BEFORE = re.compile(r"(?:,|\b(?:and|or|&))(?: (?:in|of|for|the|by|from))* \Z")
_JOINED_BEHIND = re.compile(r",? (?:and|or|&) |, (?!which\b|who\b|respectively\b)")
_RESPECTIVELY = "respectively"
# Within how many characters behind a name "respectively" shares figures out over what it may be part of.
_NEAR = 300


class WholeName(NamedTuple):
    """A name: where it stands with its quotation marks (`start`, `end`) and without (`first`, `last`), and what is parsed in its stead.

    `stand_in` is empty where the name is best parsed as it is, without its marks.
    """

    start: int
    end: int
    first: int
    last: int
    stand_in: str


@cache
def _headings() -> Terms:
    told = sorted(text("headings"), key=len, reverse=True)
    either = "|".join(re.escape(heading).replace(r"\ and\ ", ",? (?:and|&) ").replace(r",,\?", ",?") for heading in told)
    return Terms(re.compile(rf"(?:{either})(?![\w-])", re.IGNORECASE), told)


def whole_names(told: str, start: int, end: int) -> list[WholeName]:
    """Return the names between two places of a text that are one thing each, in order."""
    found: list[WholeName] = []
    for name in sorted((*_quoted(told, start, end), *_ampersand(told, start, end), *_classed(told, start, end))):
        if not found or name.start >= found[-1].end:
            found.append(name)
    return found


def _named(told: str, first: int, last: int, marks: int = 0) -> WholeName:
    """A name with the word that is parsed in its stead: its first or its last, as the one that tells whether it is of many."""
    words = told[first:last].lower().split()
    many = words[-1].endswith("s") or words[0].endswith("s")
    # Of another length than the name, which shows that it stands for all of it.
    word = "goods" if many else "industry" if last - first != len("industry") else "sector"
    return WholeName(first - marks, last + marks, first, last, word.capitalize() if told[first].isupper() else word)


def _quoted(told: str, start: int, end: int) -> Iterator[WholeName]:
    if not any(told.find(mark, start, end) >= 0 for mark in _QUOTES):
        return
    for match in _QUOTED.finditer(told, start, end):
        first, last = match.span(match.lastindex or 0)
        words = told[first:last].lower().replace(",", "").split()
        if 1 < len(words) <= _LONGEST and _SPEECH.isdisjoint(words):
            name = _named(told, first, last, 1)
            plain = _names_series(told[first:last]) and "," not in told[first:last] and "and" not in words
            yield name._replace(stand_in="") if plain else name


def _ampersand(told: str, start: int, end: int) -> Iterator[WholeName]:
    if told.find("&", start, end) >= 0:
        for match in _AMPERSAND.finditer(told, start, end):
            first = match.start()
            while opening := _OPENING.match(told, first, match.end()):
                first = opening.end()  # "In Food & Beverages"
            if "&" in told[first + 1 : match.end()] and not _names_series(match[0]):
                yield _named(told, first, match.end())


def _classed(told: str, start: int, end: int) -> Iterator[WholeName]:
    headings = _headings()
    if not headings.can_be_between(told, start, end):
        return
    shared = told.find(_RESPECTIVELY, start, end + _NEAR) >= 0
    for match in headings.between(told, start, end):
        joined = _JOINED_BEFORE.search(told, max(start, match.start() - 20), match.start()) or _JOINED_BEHIND.match(told, match.end())
        if not shared or joined:
            yield _named(told, *match.span())


def _names_series(name: str) -> bool:
    """Whether a name is that of a series ("Exports of goods"), which what it is made of tells."""
    words = name.lower().replace(",", "").split()
    head = next((words[k - 1] for k in range(1, len(words)) if words[k] in ("of", "in", "for", "by")), words[-1])
    return singular(head) in _series()


# Words of series that end the names of branches, too.
_BRANCHES = frozenset(("product", "activity", "trade", "construction", "market", "force"))


@cache
def _series() -> frozenset[str]:
    told = table("series")
    return (frozenset(told["breakdown"]) | frozenset(told["totals"])) - _BRANCHES
