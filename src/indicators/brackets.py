"""Brackets behind a figure that say the same in other terms: "$9 million (1.1% of GDP) in May"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from indicators.figure import Figure, TimeExpression
from indicators.order import between

__all__ = ["bracketed", "past_brackets"]

_OPEN = re.compile(r"\s*+\(\s*+(?:(?:or|about|some|around|nearly|almost|over|equivalent to|equal to|i\.e\.|just|only|an?|the)\s++)*+")


def past_brackets(text: str, figures: Sequence[Figure], times: Sequence[TimeExpression], number: int) -> tuple[int, int] | None:
    """Return where brackets right behind figure `number` end that hold figures and no time, and which figure follows on them."""
    if number + 1 >= len(figures) or not _OPEN.fullmatch(text, figures[number].end, figures[number + 1].start):
        return None
    end = figures[number].end
    closes = text.find(")", end, figures[number].sentence[1])
    if closes < 0 or any(time.role != "duration" for time in between(times, end, closes)):
        return None
    following = number + 1
    while following < len(figures) and figures[following].start < closes:
        following += 1
    return closes + 1, following


def bracketed(text: str, figures: Sequence[Figure], times: Sequence[TimeExpression], number: int) -> int | None:
    """Return the figure before the brackets in which this one says the same of another kind; a change in them is another thing."""
    if not number or figures[number].measure == "change":
        return None
    host, figure = figures[number - 1], figures[number]
    if host.sentence != figure.sentence or host.quantity_type == figure.quantity_type:
        return None
    return number - 1 if past_brackets(text, figures, times, number - 1) is not None else None
