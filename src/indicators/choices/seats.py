"""Seats: where the noun that a name rests on stands, seen from the figure, told in traits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from indicators.choices.chooser import Chooser, bucket
from indicators.choices.words import LINKS, noun_kind, verb_kind
from indicators.clauses import governing_verb, subject_of
from indicators.cues import Cue
from indicators.figure import Figure
from indicators.tree import Tree, Word

__all__ = ["Place", "Seats", "place_of"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a figure stands: what its rivals are held against. `bracket` tells whether it is "in" one or "out"."""

    tree: Tree
    word: Word
    figure: Figure
    cue: str
    kind: str
    bracket: str
    verb: Word | None
    verb_kind: str
    subject: Word | None


def place_of(tree: Tree, word: Word, figure: Figure, cue: Cue) -> Place:
    """Where the figure at `word` stands."""
    verb = governing_verb(tree, word.i)
    return Place(
        tree,
        word,
        figure,
        cue.kind,
        kind=f"{figure.quantity_type} {figure.measure}",
        bracket="in" if tree.parent is not None else "out",
        verb=verb,
        verb_kind=verb_kind(tree, verb),
        subject=subject_of(tree, verb) if verb is not None else None,
    )


class _Counts:
    """How many words of each kind a tree has before each word."""

    def __init__(self, tree: Tree) -> None:
        words = tree.words
        self._verbs = [0, *accumulate(word.is_verb for word in words)]
        self._figures = [0, *accumulate(word.figure is not None for word in words)]
        self._nouns = [0, *accumulate(word.is_noun and word.dep not in ("compound", "nmod") for word in words)]
        self._commas = [0, *accumulate(word.text in (",", ";", ":") for word in words)]

    def between(self, a: int, b: int) -> tuple[str, str, str, str, str]:
        """How many words stand between two, and how many of them are verbs, figures, nouns and commas."""
        first, last = (a + 1, b) if a < b else (b + 1, a)
        if first >= last:
            return _NOTHING
        return (
            bucket(last - first),
            bucket(self._verbs[last] - self._verbs[first]),
            bucket(self._figures[last] - self._figures[first]),
            bucket(self._nouns[last] - self._nouns[first]),
            bucket(self._commas[last] - self._commas[first]),
        )


_NOTHING = ("0", "0", "0", "0", "0")


class Seats:
    """Tells the traits of the seats in one release."""

    def __init__(self, judge: Chooser) -> None:
        self._head, self._elsewhere, self._opens = judge.telling(_head), judge.telling(_elsewhere), judge.telling(_opens)
        self._far, self._verbs, self._nouns = judge.telling(_far), judge.telling(_verbs), judge.telling(_nouns)
        self._of_subject, self._on_verb = judge.telling(_of_subject), judge.telling(_on_verb)
        self._linked, self._touching = judge.telling(_linked), judge.telling(_touching)
        self._counts: dict[int, _Counts] = {}

    def traits(self, source: str, tree: Tree, head: Word, place: Place) -> Iterator[tuple[str, ...]]:
        """Where the noun that a name rests on stands, seen from the figure."""
        kind = noun_kind(head.text, head)
        yield self._head(source, kind, place.kind, head.dep)
        if tree is place.tree:
            at = place.word.i
        elif tree is place.tree.parent:
            at = (place.tree.host or 0) + 1
        else:
            yield self._elsewhere(source, head.dep)
            return
        side = "before" if head.i < at else "behind"
        if id(tree) not in self._counts:
            self._counts[id(tree)] = _Counts(tree)
        far, verbs, figures, nouns, commas = self._counts[id(tree)].between(head.i, at)
        yield self._far(source, place.bracket, side, far, commas)
        yield self._verbs(source, place.bracket, side, verbs, figures, head.dep)
        yield self._nouns(source, place.bracket, side, nouns, kind, head.dep, place.cue)
        if tree is place.tree:
            yield from self._of_clause(source, head, kind, side, place)
        before = tree.before(head.i)
        if head.i == 0 or (head.i == 1 and before is not None and before.tag in ("DT", "PRP$", "JJ")):
            yield self._opens(source)

    def _of_clause(self, source: str, head: Word, kind: str, side: str, place: Place) -> Iterator[tuple[str, ...]]:
        """How a noun and the figure hang together in the parse."""
        measure = place.figure.measure
        if place.subject is not None:
            is_it = head.i == place.subject.i
            yield self._of_subject(source, is_it, *((place.cue, place.kind, kind, place.verb_kind, measure) if is_it else ("",) * 5))
        if place.verb is not None and head.head == place.verb.i:
            yield self._on_verb(source, head.dep, place.cue, place.verb_kind, measure)
        if head.dep == "pobj":
            link = place.tree.lower(head.head)
            yield self._linked(source, side, link if link in LINKS else "other", place.cue)
        if place.word.head == head.i:
            yield self._touching(source, "above", place.word.dep)
        if head.head == place.word.i:
            yield self._touching(source, "below", head.dep)


def _head(source: str, kind: str, figure: str, dep: str) -> Iterator[str]:
    yield f"{source} head {kind}"
    yield f"{source} head {kind} {figure}"
    yield f"{source} dep {dep}"


def _elsewhere(source: str, dep: str) -> Iterator[str]:
    yield f"{source} elsewhere dep {dep}"


def _opens(source: str) -> Iterator[str]:
    yield f"{source} opens sentence"


# What stands between a noun and the figure.


def _far(source: str, bracket: str, side: str, far: str, commas: str) -> Iterator[str]:
    yield f"{source} {bracket} {side} far {far}"
    yield f"{source} {bracket} {side} commas {commas}"


def _verbs(source: str, bracket: str, side: str, verbs: str, figures: str, dep: str) -> Iterator[str]:
    yield f"{source} {bracket} {side} verbs {verbs}"
    yield f"{source} {bracket} {side} figures {figures}"
    yield f"{source} {side} {dep} verbs {verbs} figures {figures}"


def _nouns(source: str, bracket: str, side: str, nouns: str, kind: str, dep: str, cue: str) -> Iterator[str]:
    yield f"{source} {bracket} {side} nouns {nouns}"
    yield f"{source} {side} {dep} cue {cue}"
    yield f"{source} {side} nouns {nouns} cue {cue}"
    yield f"{source} {side} {kind} cue {cue}"
    yield f"{source} {side} {kind} nouns {nouns} {bracket}"


# How a noun and the figure hang together.


def _of_subject(source: str, is_it: bool, cue: str, figure: str, kind: str, verb: str, measure: str) -> Iterator[str]:
    yield f"{source} is clause subject {is_it}"
    if is_it:
        yield f"{source} clause subject cue {cue}"
        yield f"{source} clause subject {figure}"
        yield f"{source} clause subject {kind}"
        yield f"{source} clause subject verb {verb} {measure}"


def _on_verb(source: str, dep: str, cue: str, verb: str, measure: str) -> Iterator[str]:
    yield f"{source} on verb as {dep} {cue}"
    yield f"{source} on verb as {dep} {verb} {measure}"


def _linked(source: str, side: str, link: str, cue: str) -> Iterator[str]:
    yield f"{source} {side} link {link}"
    yield f"{source} {side} link {link} cue {cue}"


def _touching(source: str, way: str, dep: str) -> Iterator[str]:
    yield f"{source} {way} figure {dep}"
