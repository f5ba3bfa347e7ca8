"""Sections: the sentences that open a breakdown of the release's series, by themselves or by the heading above them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from indicators.components.sentences import Sentence
from indicators.cues import directions
from indicators.figure import Place
from indicators.inflect import singular
from indicators.lexicon import table
from indicators.splitting import is_series

__all__ = ["broken_down", "headings"]

_WORDS = r"(?:(?:[Bb]reak\w{0,3}+|[Bb]roken)\s[Dd]own\s|[Bb]reakdown\s|[Ss]eparated\s|[Dd]ivided\s)?[Bb]y\s((?:[\w/-]{1,20}+\s?+){1,6}+)"
# "By market, …", "Broken down by type of dwelling, …".
_OPENING = re.compile(_WORDS + ",")
# "2. By nationality/region", "(b) Breakdown by item".
_HEADING = re.compile(r"[^\w\n]{0,4}+(?:(?:\d{1,2}|[A-Za-z]|[IVX]{1,4})[.)]\s{0,3}+){0,3}+" + _WORDS + r":?\s*+")
_LONGEST = 80
# "Wheat", "Passenger cars", "Oils and fats".
_THING = re.compile(r"[A-Z][a-z'\u2019-]{2,30}+(?: (?:and |& )?[A-Za-z][a-z'\u2019-]{2,30}+){0,2}+")


def broken_down(text: str, sentences: Iterable[Sentence]) -> set[int]:
    """Where the sentences begin that open a breakdown."""
    found = set()
    above: Sentence | None = None
    for sentence in sentences:
        if _dimension(_OPENING.match(text, sentence.start, sentence.end)):
            found.add(sentence.start)
        heads = above is not None and above.paragraph != sentence.paragraph and above.end - above.start <= _LONGEST
        if above is not None and heads and _dimension(_HEADING.fullmatch(text, above.start, above.end)):
            found.add(sentence.start)
        above = sentence
    return found


def headings(text: str, sentences: Iterable[Sentence], places: Iterable[Place]) -> dict[int, str]:
    """The things that headings name ("Wheat", "Passenger cars"), each by where the sentences below it begin."""
    found: dict[int, str] = {}
    placed = {place.start for place in places}
    told = ""
    for sentence in sentences:
        if sentence.kind == "heading":
            line = text[sentence.start : sentence.end].strip(" :*_#")
            told = line if sentence.start not in placed and _names_thing(line) else ""
        elif sentence.kind == "title":
            told = ""
        elif told:
            found[sentence.start] = told
    return found


def _names_thing(line: str) -> bool:
    """Whether a heading is the plain name of a thing, of which the sentences below it may be."""
    if not _THING.fullmatch(line):
        return False
    words = [singular(word) for word in re.findall(r"[a-z'\u2019-]+", line.lower())]
    d = directions()
    if any(is_series(word) or word in d.nouns or word in d.verbs or word in d.adverbs for word in words):
        return False
    return not any(word in _apart() for word in words)


@cache
def _apart() -> frozenset[str]:
    return frozenset(table("sentences")["headings_apart"])


def _dimension(told: re.Match[str] | None) -> bool:
    """Whether the words behind "by" are what a series is broken down by: "market", "type of dwelling"."""
    if told is None:
        return False
    return any(singular(word) in table("subjects")["dimensions"] for word in re.split(r"[\s/]", told[1].lower()))
