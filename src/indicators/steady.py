"""Rates that stay: brackets that tell how high a rate is where the clause tells of no movement, or the list began with where it led."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from indicators.cues.cue import directions
from indicators.figure import Figure
from indicators.tree import Tree, Word

__all__ = ["stays"]


def stays(tree: Tree, word: Word, figures: Sequence[Figure], listed: Callable[[Tree, Word, int], bool], *, after_level: bool) -> bool:
    """Whether a percentage alone in brackets tells how high a rate is.

    "fell in Chile (to 6.3%), Peru (8.2%) and Mali (5.7%)", "was stable in Chad (3.6%)"; the latter only where the percentage before
    told a level (`after_level`): prices that were stable (0.1%) tell a change.
    """
    number = (word.figure or 0) - 1
    if tree.parent is None or tree.host is None or len(tree) > 1 or number < 0:
        return False
    before = figures[number]
    if before.quantity_type == "percent" and listed(tree, word, number):
        return before.measure == "level" and not before.sign
    return after_level and _steady(tree.parent, tree.host)


def _steady(parent: Tree, host: int) -> bool:
    """Whether what is said last before a word is that something stays as it was."""
    d = directions()
    for word in reversed(parent.words[: host + 1]):
        if word.lower in d.steady:
            return True
        if word.text in (";", ":") or d.verb(parent, word) is not None or d.noun(word) is not None:
            return False
    return False
