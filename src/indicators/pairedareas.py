"""Paired areas: "it had risen by 1.6% and 1.2% respectively" after a sentence on two economies, one figure for each."""

from __future__ import annotations

import re
from collections.abc import Sequence

from indicators.figure import Figure, Place
from indicators.order import between

__all__ = ["pair_areas"]

# Between two figures of a pair, and what says that each has its own.
_JOINT = re.compile(r"\s*(?:,|and|,\s*and)\s+(?:(?:by|to|at|of)\s+)?", re.IGNORECASE)
_EACH = re.compile(r"[^.;\n]{0,40}?\b(?:respectively|in that order)\b")
# So many figures around two at most are looked at.
_NEAR = 8
# Two times, to which two figures may belong as well.
_NAMED = r"(?:[A-Z][a-z]+|\d{4}|first|second|third|fourth|month|quarter|year)"
_TIMES = re.compile(rf"\b{_NAMED}s? and (?:in )?(?:the )?{_NAMED}\b")


def pair_areas(text: str, figures: Sequence[Figure], places: Sequence[Place], home: str | None) -> None:
    """Give the figures of a pair that names no place the areas of the pair before it, in their order. Changes `figures` in place."""
    last: tuple[str, str] | None = None
    at = -1
    for n in range(len(figures) - 1):
        first, second = figures[n], figures[n + 1]
        if first.area and second.area and set(second.area.split(";")) > {first.area} and _JOINT.fullmatch(text, first.end, second.start):
            # "in Chad and Niger by 6% and 5% respectively", where the second was left with both
            second.area = ";".join(code for code in second.area.split(";") if code != first.area)
        if last is not None and _is_pair(text, first, second) and {first.area, second.area} <= {None, *last}:
            explicit = _EACH.match(text, second.end) is not None
            if (explicit or at >= n - 2) and not _placed(figures, places, n) and not _TIMES.search(text, first.sentence[0], first.start):
                first.area, second.area = last
        told = _areas(figures, n, home)
        if told is not None:
            last, at = told, n + 1


def _areas(figures: Sequence[Figure], number: int, home: str | None) -> tuple[str, str] | None:
    """The economies of two figures of one sentence that tells of two and no more."""
    first, second = figures[number], figures[number + 1]
    one, other = first.area or home, second.area
    if not one or not other or one == other or first.quantity_type != second.quantity_type:
        return None
    near = [figure for figure in figures[max(0, number - _NEAR) : number + _NEAR] if figure.sentence in (first.sentence, second.sentence)]
    return (one, other) if {figure.area or home for figure in near} == {one, other} else None


def _is_pair(text: str, first: Figure, second: Figure) -> bool:
    """Whether two figures of one kind stand side by side that are of one series."""
    alike = (
        first.quantity_type == second.quantity_type and first.measure == second.measure and not (first.counterpart or second.counterpart)
    )
    return alike and first.subject == second.subject and _JOINT.fullmatch(text, first.end, second.start) is not None


def _placed(figures: Sequence[Figure], places: Sequence[Place], number: int) -> bool:
    """Whether a place stands between the two, or opens the sentence whose first figures they are."""
    first, second = figures[number], figures[number + 1]
    opens = number == 0 or figures[number - 1].sentence != first.sentence
    start = first.sentence[0] if opens else first.start
    return any(place.codes for place in between(places, start, second.end + 20))
