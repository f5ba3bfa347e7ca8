"""Short names: the series that a text spells out once and then calls by their initials, "fresh fruit exports (FFE)"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from indicators.inflect import singular
from indicators.splitting import is_series

__all__ = ["series_in_short"]

# A name of up to eight words and its short form in brackets.
_SHORT = r"\(([A-Z][A-Za-z-]{1,8})\)"
_BRACKETS = re.compile(_SHORT)
_SPELLED = re.compile(rf"((?:[A-Za-z][\w'\u2019-]{{0,30}} ){{2,8}}){_SHORT}")
_LONGEST = 8 * 32


def series_in_short(text: str) -> Mapping[str, str]:
    """The head nouns of the series that a text spells out before a bracket, by the short form in it in lower case."""
    found: dict[str, str] = {}
    for match in _spelled(text):
        words, short = match[1].split(), match[2]
        head = singular(words[-1].lower())
        if sum(c.isupper() for c in short) > 1 and is_series(head) and not is_series(short.lower()) and _stands_for(short, words):
            found.setdefault(short.lower(), head)
    return found


def _spelled(text: str) -> Iterator[re.Match[str]]:
    """The names with their short forms: looked for before brackets, which are few."""
    end = 0
    for bracket in _BRACKETS.finditer(text):
        match = _SPELLED.search(text, max(end, bracket.start() - _LONGEST), bracket.end())
        if match:
            yield match
            end = match.end()


def _stands_for(short: str, words: list[str]) -> bool:
    """Whether the letters of a short form come in this order in the words, the first at the beginning of one."""
    letters = [c for c in short.lower() if c.isalpha()]
    for n, word in enumerate(words):
        if word[0].lower() == letters[0]:
            rest = iter("".join(words[n:]).lower())
            if all(letter in rest for letter in letters):
                return True
    return False
