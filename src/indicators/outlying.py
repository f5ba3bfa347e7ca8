"""Outlying: places that a phrase names only to leave them out, and what is left of a phrase without its places."""

from __future__ import annotations

from indicators.tree import Tree

__all__ = ["is_excluded", "tidied"]


def is_excluded(tree: Tree, i: int) -> bool:
    """Whether a place is named for what lies outside it: "non-EU countries", "outside the euro area"."""
    k = i - 1
    while k >= 0 and (tree[k].text == "-" or tree[k].tag == "DT"):
        k -= 1
    return k >= 0 and tree[k].lower in ("non", "extra", "outside", "excluding", "ex", "except", "beyond", "intra")


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
