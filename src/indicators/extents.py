"""Extents: how old those counted are and how long things run, which makes them of a kind: "people aged 15 to 64", "loans of one year"."""

from __future__ import annotations

from indicators.lexicon import table
from indicators.tree import Tree

__all__ = ["ages_behind", "how_long"]

# What tells ages behind "aged".
_AGES = frozenset(("and", "to", "or", "-", "\u2013", "over", "above", "under", "older", "more", "up", "between", "years", "below"))
# In what things are long, and what stands before that.
_SPANS = frozenset(("year", "years", "month", "months", "week", "weeks", "day", "days", "hours"))
_OF_LENGTH = frozenset(("than", "at", "up", "to", "over", "under", "about", "and", "or", "-", "between"))


def ages_behind(tree: Tree, last: int, end: int) -> list[int]:
    """What tells ages or lengths behind a noun: "people aged 15 to 64", "the population aged 65 and over", "of one year or more"."""
    longer = tree.lower(last + 1) == "or" and tree.lower(last + 2) in ("more", "less", "longer", "over") and last + 2 < end
    if tree.lower(last) in _SPANS and longer:
        return [last + 1, last + 2]
    k = last if tree.lower(last) == "aged" else last + 1
    if tree.lower(k) != "aged" or k + 1 >= end:
        return []
    stop = k + 1
    while stop < min(end, len(tree)) and tree[stop].figure is None and (tree[stop].text[0].isdigit() or tree.lower(stop) in _AGES):
        stop += 1
    while stop > k + 1 and tree.lower(stop - 1) in ("and", "to", "or", "-", "between"):
        stop -= 1
    return list(range(max(k, last + 1), stop)) if stop > k + 1 else []


def how_long(tree: Tree, i: int) -> bool:
    """ "Loans of less than two years", "a maturity of up to five years": how long the things are, which makes them of a kind."""
    if tree.lower(i) not in _SPANS or tree[i - 1].tag != "CD":
        return False
    k = i - 1
    while k > 1 and (tree[k].tag in ("CD", "JJR", "JJS") or tree.lower(k) in _OF_LENGTH):
        k -= 1
    return tree.lower(k) == "of" and tree[k - 1].is_noun and tree.lower(k - 1) not in set(table("subjects")["empty_objects"]) - {"term"}
