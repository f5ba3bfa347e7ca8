"""Changes held against earlier ones: "added 28,000 jobs, up from 12,000 in April"."""

from __future__ import annotations

from indicators.cues.cue import Cue, directions
from indicators.figure import Figure
from indicators.tree import Tree

__all__ = ["earlier_change"]

# A fall that is "down from" a sum: of the sum, unless that is about as small as the fall.
_NEAR = 4


def earlier_change(tree: Tree, figure: Figure, cue: Cue, other: Figure) -> bool:
    """Whether an amount behind "up from" is how much changed before, the figure before it being how much did now.

    The way tells it from the level that the change began at: what is up from 12,000 is more than 12,000.
    """
    at = cue.anchor if cue.anchor is not None else -1
    way = directions().adverbs.get(tree.lower(at)) if tree.lower(at + 1) == "from" else None
    if way is None or other.sentence != figure.sentence or other.measure != "change":
        return False
    if figure.quantity_type != other.quantity_type or (figure.quantity_type != "count" and figure.unit != other.unit):
        return False
    now, then = abs(other.value), abs(figure.value)
    if other.value < 0 and way < 0 and then > _NEAR * now:
        return False
    return (now > then) == (way > 0)
