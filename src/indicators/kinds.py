"""Adjectives of a noun phrase: which of them make a kind of what is measured, and which only say how much or when."""

from __future__ import annotations

from functools import cache

from indicators.inflect import singular
from indicators.lexicon import table
from indicators.tree import Tree

__all__ = ["as_it_stands", "empty_compound", "hyphenated", "makes_kind", "mere_other", "of_now", "ordinal"]

# How often something is paid or counted, which is part of a name right behind such a word, or before what is paid.
_PERIODIC = frozenset(("monthly", "weekly", "quarterly"))
_MEANS = frozenset(("average", "mean", "median"))
_GROSS = frozenset(("gross", "net", "nominal", "real", "basic", "minimum"))
_SERIAL = frozenset(("inflation", "estimator", "indicator", "index"))
# How things are now, before what is told of an average.
_PERIODS = frozenset(("average", "annual", "yearly", "monthly", "weekly", "quarterly", "daily", "level", "pace", "rate", "record"))


@cache
def _subjects() -> dict[str, frozenset[str]]:
    return {key: frozenset(words) for key, words in table("subjects").items() if isinstance(words, list)}


@cache
def _unsized() -> frozenset[str]:
    """Nouns of which size is only how much there is: series, changes, and what stands for them."""
    told, series, words = table("directions")["nouns"], table("series"), _subjects()
    changes = [noun for nouns in told.values() if isinstance(nouns, list) for noun in nouns]
    kinds = (words[key] for key in ("empty_nouns", "fillers", "roles", "groups", "sectors", "moving", "measured", "foretold", "people"))
    return frozenset((*changes, *series["flows"], *series["totals"], *(noun for kind in kinds for noun in kind)))


def empty_compound(tree: Tree, i: int, dropped: frozenset[str]) -> bool:
    """Whether a word is part of a hyphenated one that carries nothing: "all-time", "better-than-expected"."""
    if not tree.joined:
        return False
    start = end = i
    while start > 1 and (tree.lower(start - 1) == "-" or tree.lower(start) == "-"):
        start -= 1
    if start == 1 and tree.lower(1) == "-":
        start = 0
    while end + 2 < len(tree) and (tree.lower(end + 1) == "-" or tree.lower(end) == "-"):
        end += 1
    return end > start and "".join(word.lower for word in tree.words[start : end + 1]) in dropped


def mere_other(tree: Tree, i: int) -> bool:
    """Whether "other" only sets apart from what was told: "the other sectors".

    Without an article it makes a name ("other loans"), and so it does before what one of several is called: "the other metals group".
    """
    if tree.lower(i) != "other" or tree.lower(i - 1) not in _subjects()["determiners"] | {"all", "many", "most"}:
        return False
    last = _end_of_nouns(tree, i)
    return not (last > i + 1 and tree.lower(last) in _subjects()["sectors"] and tree[last - 1].is_noun)


def ordinal(tree: Tree, i: int) -> bool:
    """Whether "first" only tells when ("its first deficit in a year"); some things are of a kind: "first registrations"."""
    return tree.lower(i) == "first" and tree.lower(i + 1) != "-" and singular(tree.lower(i + 1)) not in _subjects()["first_kinds"]


def _end_of_nouns(tree: Tree, i: int) -> int:
    """The last of the nouns behind an adjective."""
    last = i
    while last + 1 < len(tree) and (tree[last + 1].is_noun or (last == i and tree[last + 1].tag in ("JJ", "CC", "HYPH"))):
        last += 1
    return last


def makes_kind(tree: Tree, i: int) -> bool:
    """Whether an adjective of size makes a kind: "large enterprises", "low carbon share", "imports of heavy pipes"."""
    if f"{tree.lower(i)} {singular(tree.lower(i + 1))}" in _subjects()["compounds"]:
        return True
    if tree.lower(i) not in _subjects()["sizes"] | _subjects()["weights"]:
        return False
    last = _end_of_nouns(tree, i)
    noun = singular(tree.lower(last))
    if noun in _subjects()["sized"]:
        return True
    return tree.lower(i) in _subjects()["weights"] and last > i and tree[last].tag in ("NN", "NNS") and noun not in _unsized()


def as_it_stands(tree: Tree, i: int) -> bool:
    """Whether a word of a period belongs to a name: "average gross monthly wage", "monthly index"."""
    lower, behind = tree.lower(i), tree.lower(i + 1)
    if lower not in _PERIODIC:
        return False
    if tree.lower(i - 1) in _MEANS or (lower == "monthly" and behind in _SERIAL):
        return True
    return tree.lower(i - 1) in _GROSS and any(tree.lower(k) in _MEANS for k in (i - 2, i - 3) if k >= 0)


def hyphenated(tree: Tree, i: int) -> bool:
    """Whether a word is part of a hyphenated one: "low-interest", "current-dollar"."""
    return tree.joined and (tree.lower(i + 1) == "-" or tree.lower(i - 1) == "-")


def of_now(tree: Tree, i: int) -> bool:
    """Whether "current" only says that it is so now: "the current average price", not "current expenditure"."""
    return tree.lower(i) == "current" and tree.lower(i + 1) in _PERIODS
