"""Outlying: places named only to be left out or as the end of another name, and what is left of a phrase without its places."""

from __future__ import annotations

from collections.abc import Sequence

from indicators.figure import Place
from indicators.tree import Tree, Word

__all__ = ["ends_name", "is_beyond", "is_excluded", "tidied"]


def is_excluded(tree: Tree, i: int) -> bool:
    """Whether a place is named for what lies outside it: "non-EU countries", "outside the euro area"."""
    k = i - 1
    while k >= 0 and (tree[k].text == "-" or tree[k].tag == "DT"):
        k -= 1
    return k >= 0 and tree[k].lower in ("non", "extra", "outside", "excluding", "ex", "except", "beyond", "intra")


def is_beyond(tree: Tree, word: Word) -> bool:
    """Whether right behind a figure stands what lies outside a place: "by 3% for non-EU countries"."""
    k = word.i + 1
    if tree.lower(k) not in ("for", "in", "to", "from", "with"):
        return False
    k += 1
    while k < len(tree) and tree[k].tag == "DT":
        k += 1
    return tree.lower(k) in ("non", "outside") or tree.lower(k).startswith("non-")


def tidied(tree: Tree, kept: list[int]) -> list[int]:
    """Without the conjunctions, commas and articles that a removed place leaves behind."""
    answer = list(kept)
    while answer and tree.lower(answer[-1]) in ("combined", "together", "alone", "each", "both", "jointly"):
        answer.pop()
    while answer and (tree[answer[-1]].tag in ("CC", "IN", "TO", ",", "DT", "HYPH", "POS") or tree[answer[-1]].text in ("-", ",")):
        answer.pop()
    while answer and (tree[answer[0]].tag in ("CC", ",", "HYPH", "POS") or tree[answer[0]].text in ("-", ",")):
        answer.pop(0)
    return answer


def ends_name(tree: Tree, i: int, places: Sequence[Place]) -> bool:
    """Whether a place is the end of another's name: "GM Korea", "Nestle India"."""
    before = tree[i - 1] if i else None
    if before is None or tree[i].tag not in ("NNP", "NNPS") or before.tag != "NNP" or before.figure is not None:
        return False
    return before.end + 1 == tree[i].start and not any(p.start <= before.start < p.end for p in places)
