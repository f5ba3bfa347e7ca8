"""Times told together: two months or quarters that a figure is about as one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from indicators.figure import Figure, TimeExpression
from indicators.order import between, numbers_between
from indicators.periods import bounds, from_days, months, shift

__all__ = ["joint_period"]

_FIRST = re.compile(r"\W*+(?:in|for|during|over)\s+(?:the\s+)?(?:months?\s+(?:of\s+)?)?", re.IGNORECASE)
# "rose by 3% and 4%": one figure each.
_PAIRED = re.compile(r",? and (?:by )?")
_AND = re.compile(r"\s+and\s+(?:in\s+)?(?:the\s+)?")
_EACH = re.compile(r",?\s*\b(?:both|either|each|respectively|alike)\b", re.IGNORECASE)
# How near one another the two stand, and how near before them it may be told that each is meant.
_NEAR = 10


def joint_period(text: str, figures: Sequence[Figure], times: Sequence[TimeExpression], time: TimeExpression, figure: Figure) -> str | None:
    """Return the period of "fell by 0.5 percent in May and June"; None where each is meant ("in both May and June") or one is told."""
    length = months(time.period)
    if length not in (1, 3) or time.role != "reference" or not _adds_up(figure) or not _governs(text, figures, time, figure):
        return None
    other = next(iter(between(times, time.end, time.end + _NEAR)), None)
    if other is None or other.role != "reference" or shift(time.period, length) != other.period:
        return None
    each = _EACH.search(text, max(0, time.start - _NEAR), time.start) or _EACH.match(text, other.end)
    first, last = bounds(time.period), bounds(other.period)
    if each or not _AND.fullmatch(text, time.end, other.start) or first is None or last is None:
        return None
    return from_days(first[0], last[1])


def _adds_up(figure: Figure) -> bool:
    """Whether a figure can be one of two months together: a rate or a share is one of each."""
    return figure.measure == "change" or (figure.measure == "level" and figure.quantity_type not in ("percent", "index"))


def _governs(text: str, figures: Sequence[Figure], time: TimeExpression, figure: Figure) -> bool:
    """Whether a time stands behind the figure, begins its sentence, or has no other figure of the sentence behind it."""
    if time.start >= figure.end or _FIRST.fullmatch(text, figure.sentence[0], time.start):
        return True
    behind = numbers_between(figures, time.end, figure.sentence[1])
    if numbers_between(figures, figure.sentence[0], time.start) or len(behind) < 2:
        return len(behind) == 1
    return _PAIRED.fullmatch(text, figures[behind[0]].end, figures[behind[1]].start) is None
