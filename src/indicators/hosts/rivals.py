"""Rivals: the noun phrases that a figure could be about beside the one that its construction tells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from indicators.hosts.base import Host
from indicators.phrases import Phrase, phrase_of
from indicators.tree import Tree, Word

__all__ = ["Rival", "RivalFinder"]

# How many of the figures before may have the same subject.
_PARTNERS = 3
# How many words before and behind a figure its subject is looked for.
_REACH = 60
# A noun phrase whole, without its prepositional phrases, without what is coordinated with it, without either; those that differ, in order.
_CUTS = ((True, True), (True, False), (False, True), (False, False))
_CUT_NAMES = ("whole", "second", "third", "least")


@dataclass(frozen=True, slots=True)
class Rival:
    """One way to a subject: where it comes from, the host, and the noun that it rests on with the tree that it stands in."""

    source: str
    host: Host
    tree: Tree | None = None
    head: Word | None = None


class RivalFinder:
    """Finds the rivals of a release's figures; what a sentence offers is cut once for all its figures."""

    def __init__(self) -> None:
        self._cut: dict[tuple[int, int], list[tuple[str, Phrase]]] = {}

    def rivals(self, tree: Tree, word: Word, told: Host) -> Iterator[Rival]:
        """Yield the rivals for the figure at `word`, first the host that its construction tells."""
        number = word.figure or 0
        phrase = told.phrase or told.element
        yield Rival("told", told, phrase.tree if phrase else None, phrase.tree[phrase.head] if phrase else None)
        for back in range(1, min(_PARTNERS, number) + 1):
            yield Rival(f"figure {back} before", Host(partner=number - back))
        depth, at, around = 0, word.i, tree
        while True:
            for noun in _nouns(around, at):
                for cut, phrase in self._phrases(around, noun):
                    yield Rival(f"phrase {depth} {cut}", Host(phrase), around, noun)
                    if number:
                        yield Rival(f"member {depth}", Host(partner=number - 1, element=phrase, link="gap"), around, noun)
            if around.parent is None:
                break
            at, around, depth = (around.host or 0) + 1, around.parent, 1
        if around.previous is not None:
            for noun in around.previous.words[:_REACH]:
                if noun.is_noun and noun.dep in ("nsubj", "nsubjpass", "ROOT", "dobj"):
                    phrase = self._phrases(around.previous, noun)[0][1]
                    yield Rival("sentence before", Host(phrase), around.previous, noun)
        yield Rival("context", Host())

    def _phrases(self, tree: Tree, noun: Word) -> list[tuple[str, Phrase]]:
        """The noun phrase around `noun`, whole and cut."""
        key = id(tree), noun.i
        if key not in self._cut:
            found: dict[tuple[int, ...], Phrase] = {}
            for conjuncts, tail in _CUTS:
                phrase = phrase_of(tree, noun, conjuncts=conjuncts, tail=tail)
                found.setdefault(phrase.indices, phrase)
            self._cut[key] = list(zip(_CUT_NAMES, found.values(), strict=False))
        return self._cut[key]


def _nouns(tree: Tree, at: int) -> Iterator[Word]:
    """The heads of noun phrases around word `at`."""
    for noun in tree.words[max(0, at - _REACH) : at + _REACH]:
        if noun.is_noun and not (noun.dep in ("compound", "nmod") and tree[noun.head].is_noun):
            yield noun
