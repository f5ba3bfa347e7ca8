"""Precision: the interval in which a figure lies, told from the digits that it is printed with.

"$6.2 billion" is a number rounded to a tenth of a billion: it lies in [6.15, 6.25) billion. The rules, in the order in which they apply:

- A range keeps its ends.
- A figure is right to half of its last printed digit: 0.05 for "24.7 percent", half a unit for "358,423 units", a quarter for "2½".
- From a thousand on, zeros at the end of a whole number without a magnitude word are taken for rounding: to hundreds ("5,600"), to
  thousands ("75,000"), to millions. A magnitude word makes the digits before it count: "$100 million" is right to half a million.
- "about" widens this to a whole last digit on both sides or, where the number ends in zeros ("about 20 percent"), to half of its last digit
  that is none, but no more than a tenth of the number.
- "more than" begins at the number itself and has no upper end; "less than" ends at it and has no lower one.

The interval has the sign of `value`: "fell by more than 3 percent", -3, lies below -3.
"""

from __future__ import annotations

import math
import re
from decimal import Decimal
from fractions import Fraction

from indicators.numerals import Numeral, first_numeral, magnitude_after
from indicators.text import plain

__all__ = ["interval"]

_HUNDREDTHS = re.compile(r"basis|bps?\b|b\.p\.", re.IGNORECASE)
_MINUS = re.compile(r"^[^0-9]*(?:-|\bminus\b|\bnegative\b)", re.IGNORECASE)
_POINT = re.compile(r"[.,]")


def interval(
    surface: str, value: float, bound: str = "exact", *, value_low: float | None = None, value_high: float | None = None
) -> tuple[float, float]:
    """Return the least and the greatest number that the figure may stand for.

    Parameters
    ----------
    surface : str
        The figure as printed.
    value, bound, value_low, value_high
        As in the table.

    Returns
    -------
    tuple of float
        ``lower`` and ``upper``; infinite where the figure is only a bound.

    Examples
    --------
    >>> interval("$6.2 billion", 6.2e9), interval("3 percent", -3.0, "min")
    ((6150000000.0, 6250000000.0), (-inf, -3.0))
    """
    if value_low is not None and value_high is not None:
        return value_low, value_high
    if not math.isfinite(value):
        return value, value
    text = plain(surface)
    size = Decimal(repr(abs(value)))
    if bound in ("min", "max"):
        # Of a fall of "more than 3 percent" it is the size that is bounded; of "below -0.1%" the number.
        above = (bound == "min") == (value >= 0 or bool(_MINUS.match(text)))
        return (value, math.inf) if above else (-math.inf, value)
    half = _half_width(text, size, bound == "approx")
    middle = size if value >= 0 else -size
    return float(middle - half) + 0.0, float(middle + half) + 0.0  # no -0.0


def _half_width(text: str, size: Decimal, approximate: bool) -> Decimal:
    """How far the true number may lie from the printed one."""
    numeral = first_numeral(text)
    if numeral is None:
        return Decimal(0)
    # What the digits were multiplied by on the way to the value: magnitude words, also those of a neighbour; cents; basis points.
    factor = size / numeral.value if numeral.value and size else _printed_factor(text, numeral)
    step = _step(text, numeral, factor)
    if not approximate:
        return step / 2
    return step if numeral.decimals else max(step, min(_last_digit(size) / 2, size / 10))


def _printed_factor(text: str, numeral: Numeral) -> Decimal:
    return magnitude_after(text, numeral.end)[1] * (Decimal("0.01") if _HUNDREDTHS.search(text, numeral.end) else 1)


def _step(text: str, numeral: Numeral, factor: Decimal) -> Decimal:
    """What one more in the last printed digit would add."""
    if numeral.decimals:
        if _POINT.search(text, numeral.start, numeral.end):
            return factor.scaleb(-numeral.decimals)
        return factor / Fraction(numeral.value).limit_denominator(32).denominator
    if factor != 1 or numeral.value < 1000:
        return factor
    zeros = _zeros(numeral.value)
    return Decimal(100) if zeros == 2 else Decimal(1000) ** (zeros // 3)


def _zeros(number: Decimal) -> int:
    digits = str(int(number))
    return len(digits) - len(digits.rstrip("0"))


def _last_digit(number: Decimal) -> Decimal:
    """The place of the last digit that is not zero: 10 for 20, 0.1 for 6.2."""
    exponent = number.normalize().as_tuple().exponent
    return Decimal(1).scaleb(exponent) if number and isinstance(exponent, int) else Decimal(0)
