"""Sections: the sentences that open a breakdown of the release's series, by themselves or by the heading above them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from indicators.components.sentences import Sentence
from indicators.inflect import singular
from indicators.lexicon import table

__all__ = ["broken_down"]

_WORDS = r"(?:(?:[Bb]reak\w{0,3}+|[Bb]roken)\s[Dd]own\s|[Bb]reakdown\s|[Ss]eparated\s|[Dd]ivided\s)?[Bb]y\s((?:[\w/-]{1,20}+\s?+){1,6}+)"
# "By market, …", "Broken down by type of dwelling, …".
_OPENING = re.compile(_WORDS + ",")
# "2. By nationality/region", "(b) Breakdown by item".
_HEADING = re.compile(r"[^\w\n]{0,4}+(?:(?:\d{1,2}|[A-Za-z]|[IVX]{1,4})[.)]\s{0,3}+){0,3}+" + _WORDS + r":?\s*+")
_LONGEST = 80


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


def _dimension(told: re.Match[str] | None) -> bool:
    """Whether the words behind "by" are what a series is broken down by: "market", "type of dwelling"."""
    if told is None:
        return False
    return any(singular(word) in table("subjects")["dimensions"] for word in re.split(r"[\s/]", told[1].lower()))
