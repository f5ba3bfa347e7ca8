"""Parts of years told by the year alone: in a text on a quarter, "6 percent above the 85,000 tonnes of 2018" is of that quarter of 2018."""

from __future__ import annotations

import re
from collections.abc import Sequence

from indicators.figure import Figure
from indicators.order import numbers_between
from indicators.stocks import is_stock

__all__ = ["held_against", "told_alone"]

_YEAR = re.compile(r"(?:the (?:year )?)?(?:19|20)\d\d", re.IGNORECASE)
# Before what a figure is held against: "above the", "from", "compared with the".
_AGAINST = re.compile(
    r"\b(?:above|below|over|under|than|from|against|versus|vs\.?|with|on|to|beneath|of|exceed(?:s|ed|ing)?|surpass(?:es|ed|ing)?|top(?:s|ped|ping)?"
    r"|beat(?:s|ing)?|match(?:es|ed|ing)?|outstrip(?:s|ped|ping)?|equall?(?:s|ed|ing)?)\s+(?:(?:the|its|their|an?|some|about|around|nearly|almost|just|only)\s+){0,3}\Z",
    re.IGNORECASE,
)
# What is counted up over a time, of which the whole is several times the part; of prices and rates this tells nothing.
_FLOWS = ("money", "count", "physical")
_ALIKE = 1.7
# The size of a rate is the same for a part of the year and for the whole.
_RATE = re.compile(r"\b(?:price|rate|average|yield|wage|salary|earnings|per|index|ratio|share|cost)s?\b", re.IGNORECASE)


def told_alone(text: str, start: int, end: int) -> bool:
    """Whether a time is a year and nothing else: "2018", "the year 2018"."""
    return _YEAR.fullmatch(text, start, end) is not None


def held_against(text: str, figures: Sequence[Figure], number: int, secondary: bool) -> Figure | None:
    """Return the figure of its sentence that a figure is the earlier value of, if they are of a size.

    Of what is made or sold in a year, a quarter has about a fourth: what is as much as a quarter's is a quarter's, too.
    """
    figure = figures[number]
    if not (secondary or _AGAINST.search(text, max(figure.sentence[0], figure.start - 40), figure.start)):
        return None
    before = [figures[other] for other in numbers_between(figures, figure.sentence[0], figure.start)]
    behind = [figures[other] for other in numbers_between(figures, figure.end, figure.sentence[1])][:1]
    return next((other for other in (*reversed(before), *behind) if _is_alike(other, figure)), None)


def _is_alike(one: Figure, other: Figure) -> bool:
    if one.measure != "level" or other.measure != "level" or one.quantity_type not in _FLOWS or one.unit == "%":
        return False
    named = f"{one.subject or ''} {one.unit or ''}"
    if is_stock(one.subject) or _RATE.search(named) or "/" in (one.unit or "") or not one.value or not other.value:
        return False
    same = one.unit == other.unit or "count" in (one.quantity_type, other.quantity_type)
    return same and 1 / _ALIKE < abs(one.value / other.value) < _ALIKE
