"""Prices whose quantity is said once: "from $88 a barrel to $84", "rose 30 cents, or 0.4 percent, to $84.10 a barrel"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from indicators.figure import Figure
from indicators.units import match_rate

__all__ = ["share_quantity"]

# What stands before a price that another is held against, or goes on with.
_HELD = re.compile(
    r"(?:\b(?:from|to|than|compared (?:with|to)|against|versus|vs\.?|and|or|after|at|between"
    r"|after (?:hitting|reaching|touching)|(?:close|level|price|average|high|low|peak|mark) of)"
    r"(?: (?:about|around|nearly|some|just|only|over|under|the|a|an|average|of|record)){0,3} |\()\Z",
    re.IGNORECASE,
)
# By how much a price moved that stands before: "1.71 euros a litre, 2 cents more than in April", "…, up 2 cents".
_MOVED = re.compile(
    r"(?: \(\Z)|[,(]\s?(?:up|down|higher|lower|(?:an? )?(?:rise|increase|gain|fall|drop|decrease|decline) of)(?: by)? \Z", re.IGNORECASE
)
_MORE = re.compile(r" (?:more|less|higher|lower|above|below|up|down|cheaper|dearer)\b", re.IGNORECASE)
_CENTS = re.compile(r"(?:cents?|c|¢)\Z", re.IGNORECASE)
_IN_CENTS = frozenset(("EUR", "USD", "AUD", "CAD", "NZD", "SGD", "HKD", "ZAR"))
# What stands between what a price moved by and where it went.
_ARRIVES = re.compile(
    r"(?:,? or [\d.,]+ ?(?:%|per ?cent|pct)| \([+-]?[\d.,]+ ?(?:%|per ?cent|pct)\))?,?(?: (?:lower|higher|more|less|up|down))?"
    r" (?:to|at|to close at|to settle at|to trade at|to end at|to finish at|to stand at) \Z",
    re.IGNORECASE,
)
# Money by these is a rate of pay or the like, whose unit is money.
_SPANS = frozenset(("second", "minute", "hour", "day", "week", "month", "quarter", "year"))
# So many characters at most stand between the two, and so many times as high is the one as the other.
_NEAR, _APART = 90, 5.0


def share_quantity(figures: Sequence[Figure], text: str) -> None:
    """Give the prices that leave their quantity out that of the price beside them; changes `figures`."""
    for figure, converted in pairwise(figures):
        if figure.quantity_type == converted.quantity_type == "money" and text[figure.end : converted.start] == " (":
            _behind_bracket(figure, converted, text)
    _settle_cents(figures, text)
    priced = [n for n, figure in enumerate(figures) if figure.quantity_type == "money" and "/" in figure.unit]
    for n in priced:
        told = figures[n]
        beside = [other for other in (*figures[max(0, n - 2) : n], *figures[n + 1 : n + 3]) if other.sentence == told.sentence]
        for other in beside:
            if _goes_with(told, other, text):
                other.unit = told.unit


def _settle_cents(figures: Sequence[Figure], text: str) -> None:
    """Cents are those of the euro in a text of euros that speaks of no dollar."""
    in_euros = any(figure.unit.startswith("EUR") for figure in figures) and "$" not in text and "dollar" not in text.lower()
    for figure in figures if in_euros else ():
        if figure.unit.startswith("USD") and "cent" in text[figure.start : figure.end]:
            figure.unit = "EUR" + figure.unit[3:]


def _goes_with(told: Figure, other: Figure, text: str) -> bool:
    """Whether an amount is a price of the same quantity as the one told beside it, or what that moved by."""
    currency = told.unit.split("/")[0]
    cents = currency in _IN_CENTS and _CENTS.search(text, other.start, other.end) is not None
    if other.quantity_type != "money" or (other.unit != currency and not (cents and "/" not in other.unit)):
        return False
    moved = other.measure == "change" and abs(other.value) < abs(told.value)
    if other.start < told.start:
        level = _alike(told, other) and other.measure == "level" and text[other.end : told.start] in (" to ", " and ", " or ")
        return level or (moved and _ARRIVES.match(text, other.end, told.start) is not None)
    if other.start - told.end > _NEAR:
        return False
    if _alike(told, other) and _HELD.search(text, told.end, other.start):
        return True
    return moved and (_MOVED.search(text, told.end, other.start) or _MORE.match(text, other.end)) is not None


def _behind_bracket(figure: Figure, converted: Figure, text: str) -> None:
    """ "4,240 ringgit ($889) a ton": both are prices."""
    rate = match_rate(text, converted.end + 1) if text.startswith(")", converted.end) else None
    if rate is None or not rate.name or "/" in figure.unit + converted.unit or rate.name in _SPANS:
        return
    figure.unit, converted.unit = f"{figure.unit}/{rate.name}", f"{converted.unit}/{rate.name}"


def _alike(told: Figure, other: Figure) -> bool:
    """Whether both are prices of one size."""
    low, high = sorted((abs(told.value), abs(other.value)))
    return other.quantity_type == "money" and 0 < high <= _APART * low
