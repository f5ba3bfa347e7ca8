"""Parts: whether the words that a figure is of name a part of some flow, a series of their own, or nothing at all."""

from __future__ import annotations

from functools import cache

from indicators.inflect import singular
from indicators.lexicon import table
from indicators.phrases import Phrase
from indicators.tree import Tree

__all__ = ["counted_out", "foreign_to", "says_nothing"]


@cache
def _words(key: str) -> frozenset[str]:
    return frozenset(table("subjects")[key])


def says_nothing(phrase: Phrase) -> bool:
    """Whether a phrase names neither a thing nor a series: "a third", "the first place", "that total", "34"."""
    skipped = _words("empty_adjectives") | _words("adjustments") | _words("determiners") | _words("ranks")
    for word in phrase.words():
        lower = singular(word.lower)
        if word.figure is not None:
            return False
        if lower in _words("fillers") or word.lower in _words("fillers") or lower in _words("ranks"):
            continue
        if word.tag in ("CD", "IN", "DT", "RB", "RBR", "CC", "PRP$", "SYM") or word.lower in skipped or not word.text[0].isalpha():
            continue
        return False
    return True


def counted_out(phrase: Phrase) -> bool:
    """Whether a phrase says itself what is counted: "the number of hotel guests", "employed persons", "container volumes"."""
    tree, head = phrase.tree, phrase.tree[phrase.head]
    noun = singular(head.lower)
    if noun in ("number", "count") or (noun in _words("measured") and len(phrase.indices) > 1):
        return True
    if noun in _words("people"):
        return True
    return _of_number(tree, phrase)


def _of_number(tree: Tree, phrase: Phrase) -> bool:
    first = phrase.indices[0]
    return tree.lower(first - 1) == "of" and tree.lower(first - 2) in ("number", "numbers")


def foreign_to(phrase: Phrase, flow: str) -> bool:
    """Whether a flow cannot have such a part: industries and sectors produce and employ, they are not exported."""
    return singular(phrase.tree[phrase.head].lower) in ("industry", "sector", "segment", "branch", "trade") and flow in (
        "export",
        "import",
        "shipment",
        "arrival",
        "visitor",
        "delivery",
    )
