"""Interval arithmetic: what can be said of a result when its terms are known only to the digits that they are printed with."""

from __future__ import annotations

import math
from dataclasses import dataclass

__all__ = ["BROKEN", "HOLDS", "ROUNDING", "Interval", "verdict"]

HOLDS, ROUNDING, BROKEN = "holds", "within rounding only", "broken"
# Decimal fractions are not exact in binary: 0.1 + 0.2 must still equal 0.3.
_TOLERANCE = 1e-9


@dataclass(frozen=True, slots=True)
class Interval:
    """A number as printed, or computed from such, and the least and the greatest that it may stand for.

    Examples
    --------
    >>> Interval(16.4, 16.35, 16.45) - Interval(11.9, 11.85, 11.95)
    Interval(value=4.5, lower=4.4, upper=4.6)
    """

    value: float
    lower: float
    upper: float

    def __add__(self, other: Interval) -> Interval:
        return Interval(self.value + other.value, self.lower + other.lower, self.upper + other.upper)

    def __sub__(self, other: Interval) -> Interval:
        return Interval(self.value - other.value, self.lower - other.upper, self.upper - other.lower)

    def __truediv__(self, other: Interval) -> Interval:
        """Divide by what is surely above zero."""
        if other.lower <= 0:
            raise ZeroDivisionError("the divisor may be zero")
        ends = [end / by for end in (self.lower, self.upper) for by in (other.lower, other.upper)]
        return Interval(self.value / other.value, min(ends), max(ends))

    def scaled(self, by: float) -> Interval:
        """Multiply by a number that is exact and not negative."""
        return Interval(self.value * by, self.lower * by, self.upper * by)

    def shifted(self, by: float) -> Interval:
        """Add a number that is exact."""
        return Interval(self.value + by, self.lower + by, self.upper + by)

    @property
    def known(self) -> bool:
        """Whether it is bounded on both sides."""
        return math.isfinite(self.lower) and math.isfinite(self.upper)

    @property
    def width(self) -> float:
        """How much it leaves open."""
        return self.upper - self.lower

    def within(self, other: Interval) -> Interval:
        """Narrow it to what the other allows too."""
        return Interval(self.value, max(self.lower, other.lower), min(self.upper, other.upper))

    def meets(self, other: Interval) -> bool:
        """Whether the two may be the same number."""
        slack = _slack(self, other)
        return self.lower <= other.upper + slack and other.lower <= self.upper + slack


def verdict(stated: Interval, computed: Interval) -> str:
    """Compare what is printed with what follows from other figures.

    Returns
    -------
    str
        ``holds``: rounded as printed, the computed number is the printed one. ``within rounding only``: it is another one, but the
        digits left out may account for that. ``broken``: they can't.
    """
    if not stated.meets(computed):
        return BROKEN
    slack = _slack(stated, computed)
    return HOLDS if stated.lower - slack <= computed.value <= stated.upper + slack else ROUNDING


def _slack(one: Interval, other: Interval) -> float:
    size = max((abs(end) for both in (one, other) for end in (both.lower, both.upper) if math.isfinite(end)), default=0.0)
    return size * _TOLERANCE
