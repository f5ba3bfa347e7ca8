"""What a regular expression asks for, read off its form: words that it can't do without, and what its matches begin with."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

__all__ = ["HEAD", "REST", "Clues", "Strings", "clues"]

# How many characters of a match's beginning are told.
HEAD = 3
# More alternatives than this tell nothing that is worth looking for.
_MOST_WORDS = 64
_MOST_HEADS = 3000
# Stands for whatever follows.
REST = "\0"
_ZERO_WIDTH = ("AT", "ASSERT", "ASSERT_NOT")
_REPEATS = ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT")
_CLASSES: dict[str, Callable[[str], bool]] = {"CATEGORY_DIGIT": str.isdecimal, "CATEGORY_SPACE": str.isspace}
_ASCII = [chr(code) for code in range(128)]

Strings = frozenset[str]


@dataclass(frozen=True, slots=True)
class Clues:
    """What every match has, in lower case.

    Attributes
    ----------
    heads : frozenset of str
        What it can begin with, `HEAD` characters at most.
    words : frozenset of str
        It holds one of these; empty where nothing is certain.
    all : frozenset of str or None
        The strings that it can be, where they are few.
    """

    heads: Strings
    words: Strings = frozenset()
    all: Strings | None = None

    @property
    def anywhere(self) -> bool:
        """Whether a match can begin with anything."""
        return not all(head.rstrip(REST) for head in self.heads)


_ANY = Clues(frozenset((REST,)))
_NOTHING = Clues(frozenset(("",)), all=frozenset(("",)))


def clues(pattern: str, parts: Mapping[str, Clues] | None = None, gaps: Mapping[str, str] | None = None) -> Clues:
    """Return the clues to `pattern`, case being ignored.

    Parameters
    ----------
    pattern : str
        A regular expression.
    parts : mapping, optional
        Single characters that stand for parts whose clues are known.
    gaps : mapping, optional
        Single characters that stand for what can be between words, with what that can begin with.

    Examples
    --------
    >>> found = clues("(?:the )?(?:year|quarter) (?:before|ago)", {}, {" ": " \\n"})
    >>> sorted(found.words), sorted(found.heads)
    (['quarter', 'year'], ['qua', 'the', 'yea'])
    """
    try:
        from re import _parser  # type: ignore[attr-defined]
    except ImportError:
        return _ANY
    known = {**(parts or {}), **{sign: Clues(frozenset(one + REST for one in first)) for sign, first in (gaps or {}).items()}}
    return _sequence(_parser.parse(pattern), known)


def _sequence(items: Iterable[tuple[Any, Any]], known: Mapping[str, Clues]) -> Clues:
    """Parts one behind another: the strings of neighbours are joined as far as they are few."""
    heads = run = frozenset(("",))
    exact = True
    offers: list[Strings] = []
    for operation, argument in items:
        part = _part(str(operation), argument, known)
        heads = _joined(heads, part.heads)
        if part.all is not None and len(run) * len(part.all) <= _MOST_WORDS:
            run = frozenset(a + b for a in run for b in part.all)
        else:
            offers += [run, part.words]
            exact, run = False, part.all or frozenset(("",))
    offers.append(run)
    certain = [words for words in offers if words and "" not in words]
    # The words that tell most: the longest, then the fewest, then the last: "date" of "year to date".
    best = max(reversed(certain), key=lambda words: (min(map(len, words)), -len(words)), default=frozenset[str]())
    return Clues(heads, best, run if exact else None)


def _joined(heads: Strings, following: Strings) -> Strings:
    """What two parts together begin with, cut shorter where there is too much of it."""
    done = {head for head in heads if len(head) == HEAD or head.endswith(REST)}
    if len(done) == len(heads):
        return heads
    joined = done | {(head + more)[:HEAD] for head in heads - done for more in following}
    for length in range(HEAD - 1, -1, -1):
        if len(joined) <= _MOST_HEADS:
            break
        joined = {head if len(head) <= length else head[:length] + REST for head in joined}
    return frozenset(joined)


def _part(operation: str, argument: Any, known: Mapping[str, Clues]) -> Clues:
    if operation == "LITERAL":
        character = chr(argument)
        one = frozenset((character.lower(),))
        return known.get(character) or Clues(one, one, one)
    if operation == "IN":
        return _set(argument)
    if operation == "BRANCH":
        return _either([_sequence(branch, known) for branch in argument[1]])
    if operation == "SUBPATTERN":
        return _sequence(argument[-1], known)
    if operation in _REPEATS:
        least, most, inner = argument
        return _repeated(_sequence(inner, known), least, most)
    return _NOTHING if operation in _ZERO_WIDTH else _ANY


def _repeated(once: Clues, least: int, most: int) -> Clues:
    if most == 1:
        return once if least else Clues(once.heads | {""}, all=None if once.all is None else once.all | {""})
    heads = frozenset(head if len(head) == HEAD or head.endswith(REST) else head + REST for head in once.heads)
    return Clues(heads, once.words) if least else Clues(heads | {""})


def _either(branches: list[Clues]) -> Clues:
    heads = frozenset[str]().union(*(branch.heads for branch in branches))
    words = frozenset[str]().union(*(branch.words for branch in branches))
    certain = len(words) <= _MOST_WORDS and all(branch.words for branch in branches)
    every = frozenset[str]().union(*(branch.all or () for branch in branches))
    exact = len(every) <= _MOST_WORDS and all(branch.all is not None for branch in branches)
    return Clues(heads, words if certain else frozenset(), every if exact else None)


def _set(items: list[tuple[Any, Any]]) -> Clues:
    found: set[str] = set()
    for operation, argument in items:
        kind = str(operation)
        if kind == "LITERAL":
            found.add(chr(argument).lower())
        elif kind == "RANGE" and argument[1] < len(_ASCII):
            found.update(chr(code).lower() for code in range(argument[0], argument[1] + 1))
        elif kind == "CATEGORY" and str(argument) in _CLASSES:
            found.update(filter(_CLASSES[str(argument)], _ASCII))
        else:
            return _ANY
    one = frozenset(found)
    return Clues(one, one, one) if len(one) <= 3 else Clues(one)
