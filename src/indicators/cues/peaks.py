"""Peaks, where something was most or least: "the fall was steepest in paper, 5%, and mildest in glue (1%)"."""

from __future__ import annotations

from typing import NamedTuple

from indicators.clauses import subject_of
from indicators.cues.cue import Cue, directions
from indicators.figure import Figure
from indicators.inflect import base_form, singular
from indicators.rates import inflation_inside
from indicators.tree import Tree, Word

__all__ = ["Peak", "measure_at", "peak"]

_IN = frozenset(("in", "for", "among", "at", "on", "within"))
# What stands between where it was and the figure.
_LEADS = frozenset((",", "at", "with", "by", "about", "around", "nearly", "almost", "just", "only", "over", "of"))
# "The rise was largest in paper, up 5%".
_BESIDE = frozenset(("up", "down"))
# So many words of a name stand at most behind the preposition.
_NAME = 9


class Peak(NamedTuple):
    """What was highest or lowest, and where: the words from `start` to before `end`, behind the preposition `link`."""

    tree: Tree
    subject: Word
    link: str
    start: int
    end: int


def peak(tree: Tree, word: Word) -> Peak | None:
    """Where what the clause is on was most or least, if the figure at `word` is told of that."""
    if tree.parent is not None and tree.host is not None and not any(w.is_noun and w.figure is None for w in tree.words):
        top, end = tree.parent, tree.host + 1
    else:
        top, end = tree, word.i - (tree.lower(word.i - 1) in _BESIDE and tree.lower(word.i - 2) == ",")
        while end and tree.lower(end - 1) in _LEADS:
            end -= 1
        if end == word.i:
            return None
    for k in range(end - 1, max(1, end - _NAME), -1):
        near = top[k]
        if near.figure is not None or near.text in (",", ";", ":") or near.tag in ("VBD", "VBZ", "VBP", "MD"):
            return None
        most = top[k - 1]
        if near.lower in _IN and most.tag in ("JJS", "RBS", "JJ") and _is_most(top, most) and k + 1 < end:
            subject = _said_of(top, most)
            beside = tree is top and tree.lower(word.i - 1) in _BESIDE
            if subject is None or (beside and directions().noun(subject) is None):
                return None
            return Peak(top, subject, near.lower, k + 1, end)
    return None


def _is_most(tree: Tree, word: Word) -> bool:
    """Whether a word is a superlative of its own: "steepest", "least pronounced"."""
    return word.tag == "JJS" or (word.tag in ("JJ", "VBN") and tree.lower(word.i - 1) in ("most", "least"))


def _said_of(tree: Tree, most: Word) -> Word | None:
    """What a superlative behind "was" is said of, also where it is joined to one by "and"."""
    word = most
    while word.dep == "conj" and word.head < word.i and tree[word.head].tag in ("JJS", "JJ", "RBS"):
        word = tree[word.head]
    verb = tree[word.head]
    if not verb.is_verb or verb.i > word.i or base_form(verb.lower) not in ("be", "remain", "become", "stay"):
        return None
    subject = subject_of(tree, verb)
    return subject if subject is not None and subject.i < verb.i and subject.figure is None else None


def measure_at(tree: Tree, word: Word, figure: Figure, before: Figure | None) -> Cue | None:
    """The cue of a figure at a peak: a movement's is a change, a rate's a level, and "it" stands for the figure before."""
    found = peak(tree, word) if figure.quantity_type in ("percent", "pp", "count", "money") else None
    if found is None:
        return None
    d, subject = directions(), found.subject
    sign = d.noun(subject) if subject.is_noun else None
    if sign is not None and not inflation_inside(found.tree, subject):
        return Cue("at", "change", figure.sign or sign or 1, None, sure=True)
    if singular(subject.lower) in d.rates:
        return Cue("at", "level", 0, None, sure=True)
    if subject.lower != "it" or before is None or before.quantity_type != figure.quantity_type:
        return None
    return Cue("at", before.measure, figure.sign or (-1 if before.value < 0 else 1), None, sure=True) if before.measure else None
