"""Patterns of many words, searched for only in what has one of the words that they can't do without."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import lru_cache

__all__ = ["Needing", "Terms", "words_in"]

_WORD = re.compile(r"[^\W\d_]+")


@lru_cache(maxsize=1024)
def words_in(text: str) -> frozenset[str]:
    """Return the words of a text in small letters; many patterns ask for those of the same stretch."""
    return frozenset(_WORD.findall(text.lower()))


@lru_cache(maxsize=4)
def _places(text: str) -> tuple[list[int], list[int], list[str]]:
    """Where the words of a text begin and end, and those words in small letters."""
    found = list(_WORD.finditer(text))
    return [match.start() for match in found], [match.end() for match in found], [match[0].lower() for match in found]


def _words_between(text: str, start: int, end: int) -> Collection[str]:
    """The words between two places of a text, which may cut the first and the last."""
    if start == 0 and end == len(text):
        return words_in(text)
    starts, ends, words = _places(text)
    first, last = bisect_left(starts, start), bisect_right(ends, end)
    found = words[first:last]
    if first and ends[first - 1] > start:
        found.append(text[start : min(ends[first - 1], end)].lower())
    if first <= last < len(words) and starts[last] < end:
        found.append(text[starts[last] : end].lower())
    return found


class Needing:
    """A pattern that matches nothing without one of some phrases, in capitals or small letters.

    A set of words is looked up in a fraction of the time that the search for a long pattern takes.

    Parameters
    ----------
    pattern : re.Pattern
        What is searched for.
    phrases : iterable of str
        What each match has one of: whole words, bounded by what is no letter; none where nothing is certain.
    """

    def __init__(self, pattern: re.Pattern[str], phrases: Iterable[str]) -> None:
        self.pattern = pattern
        told = {phrase: _WORD.findall(phrase.lower()) for phrase in phrases}
        # Of each phrase the longest word, as that which is rarest.
        self._words = frozenset(max(reversed(words), key=len) for words in told.values() if words)
        self._signs = tuple(phrase for phrase, words in told.items() if not words)
        self._sought = bool(told)

    def can_be_in(self, text: str) -> bool:
        """Whether a text has what every match needs."""
        return self.can_be_between(text, 0, len(text))

    def can_be_between(self, text: str, start: int, end: int) -> bool:
        """Whether a stretch of a text has what every match needs."""
        if not self._sought or not self._words.isdisjoint(_words_between(text, start, end)):
            return True
        return bool(self._signs) and any(text.find(sign, start, end) >= 0 for sign in self._signs)

    def search(self, text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        """Return the first match between two places of a text."""
        end = len(text) if end is None else end
        return self.pattern.search(text, start, end) if self.can_be_between(text, start, end) else None

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Return all matches in a text."""
        return self.pattern.finditer(text) if self.can_be_in(text) else iter(())

    def sub(self, replacement: str | Callable[[re.Match[str]], str], text: str) -> str:
        """Return a text with the matches replaced."""
        return self.pattern.sub(replacement, text) if self.can_be_in(text) else text


class Terms(Needing):
    """Words and phrases, with or without an "s" at the end, each tried only where its first word stands.

    Parameters
    ----------
    pattern : re.Pattern
        What is searched for: one of the phrases, from the beginning of a word on.
    phrases : iterable of str
        The phrases.
    """

    def __init__(self, pattern: re.Pattern[str], phrases: Iterable[str]) -> None:
        told = [*phrases]
        told += [f"{phrase}s" for phrase in told]
        super().__init__(pattern, told)
        self._first = frozenset(_WORD.findall(phrase.lower())[0] for phrase in told)

    def search(self, text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        """Return the first match between two places of a text."""
        end = len(text) if end is None else min(end, len(text))
        return next(self.between(text, start, end), None) if self.can_be_between(text, start, end) else None

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Return all matches in a text."""
        return self.between(text, 0, len(text)) if self.can_be_in(text) else iter(())

    def between(self, text: str, start: int, end: int) -> Iterator[re.Match[str]]:
        """Yield the matches between two places of a text."""
        starts, _, words = _places(text)
        for number in range(bisect_left(starts, start), bisect_left(starts, end)):
            at = starts[number]
            match = self.pattern.match(text, at, end) if at >= start and words[number] in self._first else None
            if match:
                yield match
                start = match.end()
