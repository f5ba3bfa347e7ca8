"""Many patterns over one text: each is tried only if the text has what it can't do without, and only where it can begin."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import cache, lru_cache
from typing import Protocol

from indicators.clues import HEAD, REST, Clues, Strings

__all__ = ["Scanner", "Tried"]


class Tried(Protocol):
    """A pattern, or what is asked as one."""

    def match(self, text: str, at: int, /) -> re.Match[str] | None: ...

    def finditer(self, text: str, /) -> Iterator[re.Match[str]]: ...


class _Needs:
    """Which of several patterns a text can match at all: each is given with words one of which it can't do without, or with none."""

    def __init__(self, patterns: Mapping[str, Strings]) -> None:
        self._names = list(patterns)
        self._always = {name for name, words in patterns.items() if not words}
        self._by_word: dict[str, list[str]] = {}
        for name, words in patterns.items():
            for word in words:
                # Where "jun" is not, there is no "june" either.
                if not any(other in word for other in words - {word}):
                    self._by_word.setdefault(word, []).append(name)

    def of(self, text: str) -> list[str]:
        """Return the names of those that `text` can match, in the order in which they were given."""
        folded = text.casefold()
        found = self._always.union(*(names for word, names in self._by_word.items() if word in folded))
        return [name for name in self._names if name in found]


class _Beginnings:
    """Which of several patterns can match where a text goes on in a certain way."""

    def __init__(self, patterns: Mapping[str, Clues]) -> None:
        self._order = {name: number for number, name in enumerate(patterns)}
        self._names: dict[str, list[str]] = {}
        for name, clue in patterns.items():
            for head in {head.rstrip(REST) for head in clue.heads}:
                self._names.setdefault(head, []).append(name)

    def of(self, head: str) -> tuple[str, ...]:
        """Return the names of those that can match before `head`: `HEAD` characters, fewer at the end of a text."""
        head = head.lower()
        cut = next((place for place, character in enumerate(head) if not character.isascii()), len(head))
        found = {name for length in range(cut + 1) for name in self._names.get(head[:length], ())}
        if cut < HEAD:
            found.update(name for longer, names in self._names.items() if longer.startswith(head[:cut]) for name in names)
        return tuple(sorted(found, key=self._order.__getitem__))


class Scanner:
    """Finds what many patterns match.

    Parameters
    ----------
    patterns : mapping
        The clues to each, by its name.
    compiled : callable
        Returns the pattern of a name; asked when it is first tried.
    start : re.Pattern
        Where matches can begin.
    apart : collection of str, optional
        The names of those that are searched for wherever they begin, by themselves.
    """

    def __init__(
        self,
        patterns: Mapping[str, Clues],
        compiled: Callable[[str], Tried],
        start: re.Pattern[str],
        apart: Collection[str] = (),
    ) -> None:
        self._needs = _Needs({name: clue.words for name, clue in patterns.items()})
        self._compiled, self._start, self._apart = cache(compiled), start, frozenset(apart)
        self._beginning = lru_cache(maxsize=65536)(_Beginnings({n: clue for n, clue in patterns.items() if n not in self._apart}).of)

    def scan(self, text: str) -> dict[str, list[re.Match[str]]]:
        """Return what each of the patterns that `text` can match does match, in text order, none of its matches inside another."""
        found: dict[str, list[re.Match[str]]] = {name: [] for name in self._needs.of(text)}
        for name in self._apart.intersection(found):
            found[name] += self._compiled(name).finditer(text)
        resume = dict.fromkeys(found, 0)
        after: dict[str, list[str]] = {}
        for place in self._start.finditer(text):
            at = place.start()
            head = text[at : at + HEAD]
            if head not in after:
                after[head] = [name for name in self._beginning(head) if name in found]
            for name in after[head]:
                if at >= resume[name] and (match := self._compiled(name).match(text, at)):
                    found[name].append(match)
                    resume[name] = match.end()
        return found
