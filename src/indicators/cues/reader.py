"""Reads the cue of a figure: the rules in order; the first that answers wins."""

from __future__ import annotations

from indicators.cues.before import (
    adverb_before,
    adverb_position,
    by_amount,
    compare,
    coordinate,
    from_to,
    narrowed,
    noun_before,
    object_of,
    phrasal,
    verb_before,
)
from indicators.cues.behind import adverb_after, balance, noun_after
from indicators.cues.contributions import contribution
from indicators.cues.cue import Cue
from indicators.cues.ofs import of_noun
from indicators.cues.parts import share_of
from indicators.cues.staffing import staffed
from indicators.figure import Figure
from indicators.tree import Tree

__all__ = ["read_cue"]

_RULES = (
    narrowed,
    contribution,
    staffed,
    balance,
    noun_after,
    share_of,
    adverb_before,
    by_amount,
    adverb_after,
    from_to,
    of_noun,
    compare,
    coordinate,
    phrasal,
    verb_before,
    adverb_position,
    object_of,
    noun_before,
)


def read_cue(tree: Tree, i: int, figure: Figure) -> Cue:
    """The cue of the figure at word `i`."""
    for rule in _RULES:
        cue = rule(tree, i, figure)
        if cue is not None:
            return cue
    return Cue("bare", "")
