"""Tallies: what a sentence holds, counted once for all of its figures."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import accumulate
from typing import ClassVar

from indicators.components.sentences import Sentence
from indicators.figure import TimeExpression
from indicators.tree import Tree, Word

__all__ = ["SUBJECTS", "Setting", "Times", "WordCounts", "damped", "shape"]

SUBJECTS = ("nsubj", "nsubjpass", "csubj")


@dataclass(slots=True)
class Times:
    """Time expressions of one role in a sentence: where they begin, and the periods and bases that they tell (None among them)."""

    starts: list[int] = field(default_factory=list)
    periods: set[str | None] = field(default_factory=set)
    bases: set[str | None] = field(default_factory=set)

    def add(self, time: TimeExpression) -> None:
        self.starts.append(time.start)
        self.periods.add(time.period)
        self.bases.add(time.basis)

    def behind(self, end: int, distance: int) -> bool:
        """Whether one begins within some characters behind an offset."""
        at = bisect_left(self.starts, end)
        return at < len(self.starts) and self.starts[at] < end + distance


@dataclass(slots=True)
class Setting:
    """What the figures of one sentence share."""

    sentence: Sentence | None = None
    numbers: list[int] = field(default_factory=list)
    references: Times = field(default_factory=Times)
    comparisons: Times = field(default_factory=Times)
    words: frozenset[str] = frozenset()


class WordCounts:
    """How many words of each kind a tree has before each word."""

    _KINDS: ClassVar[dict[str, Callable[[Word], bool]]] = {
        "verb": lambda word: word.is_verb,
        "noun": lambda word: word.is_noun,
        "figure": lambda word: word.figure is not None,
        "comma": lambda word: word.text == ",",
        "subject": lambda word: word.dep in SUBJECTS,
    }

    def __init__(self, tree: Tree) -> None:
        self._sums = {kind: [0, *accumulate(map(test, tree.words))] for kind, test in self._KINDS.items()}

    def between(self, a: int, b: int, kind: str) -> int:
        """How many stand between two words."""
        sums = self._sums[kind]
        return max(0, sums[max(a, b)] - sums[min(a, b) + 1]) if a != b else 0

    def before(self, i: int, kind: str) -> int:
        """How many stand before a word."""
        return self._sums[kind][i]


def shape(tree: Tree) -> Iterator[tuple[str, float]]:
    """How the parse of a sentence looks."""
    yield "words", damped(len(tree))
    roots = [word for word in tree.words if word.head == word.i]
    yield "several roots", len(roots) > 1
    yield "root is no verb", not any(word.is_verb for word in roots)
    yield "verbs", damped(sum(word.is_verb for word in tree.words))
    yield "commas", damped(sum(word.text == "," for word in tree.words))
    yield "conjunctions", damped(sum(word.tag == "CC" for word in tree.words))
    yield "clauses", damped(sum(word.dep in ("advcl", "relcl", "acl", "ccomp") for word in tree.words))
    yield "loose words", damped(sum(word.dep in ("dep", "") for word in tree.words))
    yield "brackets", damped(len(tree.fragments))


def damped(count: float) -> float:
    """A count on a scale on which the first few matter most."""
    return math.log1p(count) if count > 0 else 0.0
