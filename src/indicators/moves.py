"""Moves between two times: "rose from May to June, by 3 to 40", "fell from 9 to 7 percent between 2013 and 2023"."""

from __future__ import annotations

import re

from indicators.figure import Figure, TimeExpression
from indicators.periods import ending, months

__all__ = ["Move", "move_of"]

# Growth by the year is that of all the years together.
_BY_THE_YEAR = re.compile(
    r"\b(?:averag(?:e|es|ed|ing)|mean|annual(?:ly|i[sz]ed)?|yearly|compound|cumulative(?:ly)?|(?:per|a|each|every) year"
    r"|CAGR|p\.a\.)\b",
    re.IGNORECASE,
)
_YEAR = 12
# How far from its time a change may be told to be one by the year.
_NEAR = 60

Move = tuple[str, str, int]


def move_of(text: str, time: TimeExpression, figure: Figure, cue: str, pair: bool) -> Move | None:
    """Return where a move begins and ends between whose ends a figure stands, and how many months that takes; None if it is none.

    A time that names two ends next to each other, the same part of two years, or two years apart is that of a move; any other only where
    it is told with a `pair` of figures, "from 5 to 7": exports "from January to May" are those of all five months.
    """
    if time.ends is None:
        return None
    begin, end = time.ends
    first, last = ending(begin), ending(end)
    if first is None or last is None:
        return None
    apart = _YEAR * (last.year - first.year) + last.month - first.month
    steps = time.span_months is not None or apart > _YEAR or (apart == _YEAR and months(begin) == _YEAR)
    if not (steps or pair) or (figure.measure == "level" and cue not in ("from", "to")):
        return None
    if time.span_months is None and figure.measure == "change":
        left, right = max(figure.sentence[0], figure.start - _NEAR), min(figure.end + _NEAR, figure.sentence[1])
        if not steps or _BY_THE_YEAR.search(text, left, right):
            return None
    return begin, end, time.span_months or apart
