"""Short names: the series that a text spells out once and then calls by their initials, "fresh fruit exports (FFE)"."""

from __future__ import annotations

import re
from collections.abc import Mapping

from indicators.inflect import singular
from indicators.splitting import is_series

__all__ = ["series_in_short"]

# A name of up to eight words and its short form in brackets.
_SPELLED = re.compile(r"((?:[A-Za-z][\w'\u2019-]{0,30} ){2,8})\(([A-Z][A-Za-z-]{1,8})\)")


def series_in_short(text: str) -> Mapping[str, str]:
    """The head nouns of the series that a text spells out before a bracket, by the short form in it in lower case."""
    found: dict[str, str] = {}
    for match in _SPELLED.finditer(text):
        words, short = match[1].split(), match[2]
        head = singular(words[-1].lower())
        if sum(c.isupper() for c in short) > 1 and is_series(head) and not is_series(short.lower()) and _stands_for(short, words):
            found.setdefault(short.lower(), head)
    return found


def _stands_for(short: str, words: list[str]) -> bool:
    """Whether the letters of a short form come in this order in the words, the first at the beginning of one."""
    letters = [c for c in short.lower() if c.isalpha()]
    for n, word in enumerate(words):
        if word[0].lower() == letters[0]:
            rest = iter("".join(words[n:]).lower())
            if all(letter in rest for letter in letters):
                return True
    return False
