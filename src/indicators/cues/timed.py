"""What the times beside a figure tell of it: only a change is told against another time; what is dated has parts."""

from __future__ import annotations

import re
from collections.abc import Sequence

from indicators.figure import Figure, TimeExpression
from indicators.order import numbers_between

__all__ = ["compared_behind", "parts_of_dated"]

_PART = re.compile(r"( of )(?:the |its |their )?", re.IGNORECASE)
_NAME = re.compile(r"(?:['’]s)? [A-Za-z]")


def compared_behind(text: str, figures: Sequence[Figure], times: Sequence[TimeExpression]) -> set[int]:
    """The figures that stand right before words that only a change has: "9.4% y/y", "3.1% at an annual rate"."""
    found = set()
    for time in times:
        if time.role != "comparison" or time.basis not in ("yoy", "mom", "qoq", "wow", "annualized") or time.period:
            continue
        before = numbers_between(figures, 0, time.start)
        if before and not text[figures[before[-1]].end : time.start].strip(" ,("):
            found.add(before[-1])
    return found


def parts_of_dated(text: str, figures: Sequence[Figure], times: Sequence[TimeExpression]) -> set[int]:
    """The percentages of what a time stands in the name of: "60 percent of the full-year estimate", "9.8% of May exports"."""
    dated = {time.start for time in times if _NAME.match(text, time.end)}
    found = set()
    for n, figure in enumerate(figures):
        of = _PART.match(text, figure.end) if figure.quantity_type == "percent" and not figure.sign else None
        if of is not None and not dated.isdisjoint((of.end(), of.end(1))):
            found.add(n)
    return found
