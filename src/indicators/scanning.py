"""Many patterns over one text: each is tried only if the text has what it can't do without, and only where it can begin."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import cache, lru_cache
from typing import Protocol

from indicators.clues import HEAD, REST, Clues, Strings

__all__ = ["Scanner", "Tried"]

# By so many characters at the beginning of a word most that are not in a text are ruled out.
_TRIPLE = 3


class Tried(Protocol):
    """A pattern, or what is asked as one."""

    def match(self, text: str, at: int, /) -> re.Match[str] | None: ...

    def finditer(self, text: str, /) -> Iterator[re.Match[str]]: ...


class _Needs:
    """Where several patterns can match in a text: each is given with words one of which it can't do without, or with none."""

    def __init__(self, patterns: Mapping[str, Clues]) -> None:
        self._always = {name for name, clue in patterns.items() if not clue.words}
        self._order = list(patterns)
        self.within: dict[str, int | None] = {}
        by_word: dict[str, list[str]] = {}
        for name, clue in patterns.items():
            sought = _sought(clue.words)
            for word in set(sought.values()):
                by_word.setdefault(word, []).append(name)
            behind = max((word.find(part) for word, part in sought.items()), default=0)
            self.within[name] = clue.within + behind if clue.within is not None else None
        self._short = [told for told in by_word.items() if len(told[0]) < _TRIPLE]
        self._long: dict[tuple[str, ...], list[tuple[str, list[str]]]] = {}
        for word, names in by_word.items():
            if len(word) >= _TRIPLE:
                self._long.setdefault(tuple(word[:_TRIPLE]), []).append((word, names))

    def of(self, text: str) -> dict[str, list[int] | None]:
        """Return the names of those that `text` can match, in the order in which they were given, with where their words stand.

        The places come from the last to the first. None: the pattern needs no words.
        """
        lowered = text.lower()
        possible = [told for triple in self._long.keys() & _triples(lowered) for told in self._long[triple]]
        stand: dict[str, list[int]] = {}
        for word, names in (*self._short, *possible):
            at = lowered.find(word)
            while at >= 0:
                for name in names:
                    stand.setdefault(name, []).append(at)
                at = lowered.find(word, at + 1)
        for places in stand.values():
            places.sort(reverse=True)
        return {name: stand.get(name) for name in self._order if name in stand or name in self._always}


def _sought(words: Strings) -> dict[str, str]:
    """What is looked for of each word: where "jun" is not, there is no "june" either."""
    parts = [word for word in words if not any(other in word for other in words - {word})]
    return {word: next(part for part in parts if part in word) for word in words}


@lru_cache(maxsize=4)
def _triples(text: str) -> frozenset[tuple[str, ...]]:
    """Every three characters that follow each other in a text; several scanners look through the same one."""
    return frozenset(zip(text, text[1:], text[2:], strict=False))


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
        Where matches can begin, and until where no other does.
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
        self._needs = _Needs(patterns)
        self._compiled, self._start, self._apart = cache(compiled), start, frozenset(apart)
        self._beginning = lru_cache(maxsize=65536)(_Beginnings({n: clue for n, clue in patterns.items() if n not in self._apart}).of)

    def scan(self, text: str) -> dict[str, list[re.Match[str]]]:
        """Return what each of the patterns that `text` can match does match, in text order, none of its matches inside another."""
        words = self._needs.of(text)
        found: dict[str, list[re.Match[str]]] = {name: [] for name in words}
        for name in self._apart.intersection(found):
            found[name] += self._compiled(name).finditer(text)
        # Each can begin between these two places; when they are passed, the next of its words tells where it can then.
        since, until = dict.fromkeys(found, 0), dict.fromkeys(found, -1)
        after: dict[str, list[str]] = {}
        for place in self._start.finditer(text):
            at = place.start()
            head = text[at : at + HEAD]
            names = after.get(head)
            if names is None:
                names = after[head] = [name for name in self._beginning(head) if name in found]
            for name in names:
                if at < since[name]:
                    continue
                if at > until[name]:
                    since[name], until[name] = _next(words[name], self._needs.within[name], at, len(text))
                    if at < since[name]:
                        continue
                if match := self._compiled(name).match(text, at):
                    found[name].append(match)
                    since[name] = match.end()
        return found


def _next(places: list[int] | None, within: int | None, at: int, end: int) -> tuple[int, int]:
    """Between which places a pattern can begin whose words stand at `places`, from `at` on; the words before are dropped."""
    if places is None:
        return 0, end
    while places and places[-1] < at:
        places.pop()
    if not places:
        return end, end
    return (0, places[0]) if within is None else (places[-1] - within, places[-1])
