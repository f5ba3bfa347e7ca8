"""Rivals: the noun phrases that a figure could be about beside the one that its construction tells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from indicators.classified import classifies
from indicators.cues import directions
from indicators.hosts.base import Host, says
from indicators.inflect import singular
from indicators.lexicon import table
from indicators.phrases import Phrase, is_terms, phrase_of
from indicators.rates import PACES
from indicators.tree import Tree, Word

__all__ = ["Rival", "RivalFinder"]

# How many of the figures before may have the same subject.
_PARTNERS = 2
# How many words before and behind a figure its subject is looked for: what stands farther off was never likelier than what is told.
_BEFORE, _BEHIND = 24, 12


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
        self._cut: dict[tuple[int, int], Phrase] = {}

    def rivals(self, tree: Tree, word: Word, told: Host) -> Iterator[Rival]:
        """Yield the rivals for the figure at `word`, first the host that its construction tells."""
        number = word.figure or 0
        phrase = told.phrase or told.element
        yield Rival("told", told, phrase.tree if phrase else None, phrase.tree[phrase.head] if phrase else None)
        for back in range(1, min(_PARTNERS, number) + 1):
            yield Rival(f"figure {back} before", Host(partner=number - back))
        yield Rival("context", Host())
        depth, at, around = 0, word.i, tree
        while True:
            for noun in _nouns(around, at):
                if phrase is not None and phrase.tree is around and noun.i in phrase.indices and _says_whose(around, noun):
                    continue
                yield Rival(f"phrase {depth}", Host(self._phrase(around, noun)), around, noun)
            if around.parent is None:
                break
            at, around, depth = (around.host or 0) + 1, around.parent, 1

    def _phrase(self, tree: Tree, noun: Word) -> Phrase:
        """The noun phrase around `noun`."""
        key = id(tree), noun.i
        if key not in self._cut:
            self._cut[key] = phrase_of(tree, noun)
        return self._cut[key]


def _of_change(tree: Tree, noun: Word) -> bool:
    """Whether a rate is one of change: "the rate of decline"."""
    behind = tree.words[noun.i + 1 : noun.i + 3]
    return len(behind) > 1 and behind[0].lower == "of" and behind[1].figure is None and directions().noun(behind[1]) is not None


def _says_whose(tree: Tree, noun: Word) -> bool:
    """ "loans to hotels": whether a noun only tells whose a series is that is named before it."""
    tie = tree[noun.head]
    owner, flows = tree[max(0, tie.i - 1)], directions().flows
    tied = noun.dep == "pobj" and tie.i + 3 > noun.i > tie.i > owner.i and tie.lower in ("to", "of", "by", "from")
    return tied and owner.is_noun and singular(owner.lower) in flows and singular(noun.lower) not in flows


def _nouns(tree: Tree, at: int) -> Iterator[Word]:
    """The heads of noun phrases around word `at`."""
    for noun in tree.words[max(0, at - _BEFORE) : at + _BEHIND]:
        if not noun.is_noun or classifies(tree, noun.i) or (noun.dep in ("compound", "nmod") and tree[noun.head].is_noun):
            continue
        if says(tree, noun) or _source(tree, noun):
            continue  # "the minister said"
        if noun.dep == "nsubj" and singular(noun.lower) in table("subjects")["forecasters"] and noun.i < at:
            continue  # "economists had expected 3%"
        if noun.lower in PACES and (tree.lower(noun.i - 1) in directions().nouns or _of_change(tree, noun)):
            continue  # "the growth rate of loans", "the pace of increase in loans"
        if is_terms(tree, noun.i):
            continue  # "1% in real terms"
        yield noun


def _source(tree: Tree, noun: Word) -> bool:
    """Whether a noun names where something is told: "according to the ministry's survey"."""
    link = tree[noun.head]
    return noun.dep == "pobj" and link.lower == "to" and tree.lower(link.i - 1) == "according"
