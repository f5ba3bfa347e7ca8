"""Two changes told side by side with two comparisons: "by 0.3% and 2.1% month on month and year on year, respectively"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from indicators.figure import Figure, TimeExpression
from indicators.order import between

__all__ = ["paired_comparison"]

# Between the two changes, and between the two comparisons.
_AND = re.compile(r"\s?(?:,? (?:and|&)|,|/|,? as well as)\s?(?:(?:by|of|to|up|down|an?) )*[-+]?")
_AND_AGAINST = re.compile(
    r"(?:,? (?:and|&|or)|,|/|,? as well as) ?"
    r"(?:(?:when )?(?:compared )?(?:from|with|to|on|over|in|at|than|against|relative to|by) )?(?:(?:in|the|that|of) )*"
)
# Between the changes and what stands right behind them.
_BEHIND = re.compile(
    r",?(?: (?:respectively|in that order),?)? ?"
    r"(?:\(|(?:higher|lower|more|less)? ?(?:compared (?:with|to)|from|than|over|on|against|relative to)? ?(?:(?:in|the) )*)"
)


def paired_comparison(text: str, figures: Sequence[Figure], times: Sequence[TimeExpression], number: int) -> TimeExpression | None:
    """Return which of two comparisons side by side a change is held against, where it is one of two changes side by side."""
    for first in (number, number - 1):
        if first < 0 or first + 1 >= len(figures):
            continue
        one, other = figures[first], figures[first + 1]
        if one.sentence != other.sentence or (one.measure, other.measure) != ("change", "change") or one.unit != other.unit:
            continue
        if not _AND.fullmatch(text, one.end, other.start):
            continue
        pair = _pair(text, figures, times, first)
        if pair is not None:
            return pair[number - first]
    return None


def _pair(
    text: str, figures: Sequence[Figure], times: Sequence[TimeExpression], first: int
) -> tuple[TimeExpression, TimeExpression] | None:
    """The two comparisons behind two changes, or the only two before them in their sentence."""
    one, other = figures[first], figures[first + 1]
    start, end = one.sentence
    behind = [time for time in between(times, other.end, end) if time.role == "comparison"][:3]
    if len(behind) >= 2 and _BEHIND.fullmatch(text, other.end, behind[0].start) and _side_by_side(text, behind[0], behind[1]):
        return behind[0], behind[1]
    before = [time for time in between(times, start, one.start) if time.role == "comparison"]
    alone = len(before) == 2 and not any(True for _ in between(figures, start, one.start))
    if alone and not behind and _side_by_side(text, before[0], before[1]):
        return before[0], before[1]
    return None


def _side_by_side(text: str, one: TimeExpression, other: TimeExpression) -> bool:
    """Whether two comparisons are joined, and are not the same."""
    differ = (one.basis, one.shift, one.period) != (other.basis, other.shift, other.period)
    return differ and _AND_AGAINST.fullmatch(text, one.end, other.start) is not None
