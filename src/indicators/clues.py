"""What a regular expression asks for, read off its form: words that it can't do without, and what its matches begin with."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

__all__ = ["HEAD", "REST", "Clues", "Strings", "clues", "gap"]

# How many characters of a match's beginning are told.
HEAD = 3
# More alternatives than this tell nothing that is worth looking for.
_MOST_WORDS = 64
_MOST_HEADS = 3000
# Stands for whatever follows.
REST = "\0"
# How often what is repeated without end is, as the standard library's parser tells it: more often than this.
_ENDLESS = 10_000
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
    within : int or None
        How far behind its beginning one of the words begins at the latest; None where it may be anywhere.
    width : int or None
        How long it is at the most; None where that has no end.
    all : frozenset of str or None
        The strings that it can be, where they are few.
    """

    heads: Strings
    words: Strings = frozenset()
    within: int | None = None
    width: int | None = None
    all: Strings | None = None

    @property
    def anywhere(self) -> bool:
        """Whether a match can begin with anything."""
        return not all(head.rstrip(REST) for head in self.heads)


_ANY = Clues(frozenset((REST,)))
_ONE = replace(_ANY, width=1)
_NOTHING = Clues(frozenset(("",)), width=0, all=frozenset(("",)))


def gap(first: str, width: int) -> Clues:
    """Return the clues to what can be between words: it begins with one of the characters `first`."""
    return Clues(frozenset(one + REST for one in first), width=width)


def clues(pattern: str, parts: Mapping[str, Clues] | None = None) -> Clues:
    """Return the clues to `pattern`, case being ignored.

    Parameters
    ----------
    pattern : str
        A regular expression.
    parts : mapping, optional
        Single characters that stand for parts whose clues are known.

    Examples
    --------
    >>> found = clues("(?:the )?(?:year|quarter) (?:before|ago)", {" ": gap(" \\n", 3)})
    >>> sorted(found.words), found.within, sorted(found.heads)
    (['quarter', 'year'], 6, ['qua', 'the', 'yea'])
    """
    try:
        from re import _parser  # type: ignore[attr-defined]
    except ImportError:
        return _ANY
    return _sequence(_parser.parse(pattern), parts or {})


def _sequence(items: Iterable[tuple[Any, Any]], known: Mapping[str, Clues]) -> Clues:
    """Parts one behind another: the strings of neighbours are joined as far as they are few."""
    heads = run = frozenset(("",))
    exact = True
    offers: list[tuple[Strings, int | None]] = []
    width: int | None = 0
    since: int | None = 0
    for operation, argument in items:
        part = _part(str(operation), argument, known)
        heads = _joined(heads, part.heads)
        if part.all is not None and len(run) * len(part.all) <= _MOST_WORDS:
            run = frozenset(a + b for a in run for b in part.all)
        else:
            offers += [(run, since), (part.words, _sum(width, part.within))]
            exact, run, since = False, part.all or frozenset(("",)), width if part.all else _sum(width, part.width)
        width = _sum(width, part.width)
    offers.append((run, since))
    certain = [(words, within) for words, within in offers if words and "" not in words]
    # The words that tell most: the longest, then the fewest, then the last: "date" of "year to date".
    words, within = max(reversed(certain), key=lambda offer: (min(map(len, offer[0])), -len(offer[0])), default=(frozenset[str](), None))
    return Clues(heads, words, within, width, run if exact else None)


def _sum(one: int | None, other: int | None) -> int | None:
    return None if one is None or other is None else one + other


def _most(numbers: Iterable[int | None]) -> int | None:
    known = list(numbers)
    return None if None in known else max(number for number in known if number is not None)


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
        return known.get(character) or _exactly(frozenset((character.lower(),)))
    if operation == "IN":
        return _set(argument)
    if operation == "BRANCH":
        return _either([_sequence(branch, known) for branch in argument[1]])
    if operation == "SUBPATTERN":
        return _sequence(argument[-1], known)
    if operation in _REPEATS:
        least, most, inner = argument
        return _repeated(_sequence(inner, known), least, most)
    return _NOTHING if operation in _ZERO_WIDTH else _ONE if operation in ("ANY", "NOT_LITERAL") else _ANY


def _exactly(characters: Strings) -> Clues:
    return Clues(characters, characters, 0, 1, characters)


def _repeated(once: Clues, least: int, most: int) -> Clues:
    width = most * once.width if once.width is not None and most < _ENDLESS else None
    if most == 1:
        return once if least else Clues(once.heads | {""}, width=width, all=None if once.all is None else once.all | {""})
    heads = frozenset(head if len(head) == HEAD or head.endswith(REST) else head + REST for head in once.heads)
    return Clues(heads, once.words, once.within, width) if least else Clues(heads | {""}, width=width)


def _either(branches: list[Clues]) -> Clues:
    heads = frozenset[str]().union(*(branch.heads for branch in branches))
    words = frozenset[str]().union(*(branch.words for branch in branches))
    certain = len(words) <= _MOST_WORDS and all(branch.words for branch in branches)
    every = frozenset[str]().union(*(branch.all or () for branch in branches))
    exact = len(every) <= _MOST_WORDS and all(branch.all is not None for branch in branches)
    return Clues(
        heads,
        words if certain else frozenset(),
        _most(branch.within for branch in branches) if certain else None,
        _most(branch.width for branch in branches),
        every if exact else None,
    )


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
            return _ONE
    one = frozenset(found)
    return _exactly(one) if len(one) <= 3 else Clues(one, width=1)
