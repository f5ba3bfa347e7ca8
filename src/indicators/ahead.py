"""The year that a forecast is for, where its sentence doesn't tell: "the harvest is to be 5 percent below last year's"."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from indicators.figure import Figure, TimeExpression
from indicators.order import between
from indicators.periods import ending, months
from indicators.timeknown import foretells

__all__ = ["year_ahead"]

_YEAR = 12
_LAST_YEAR = re.compile(
    r"(?:the )?(?:last|previous|prior|preceding|past) year|the year before|a year (?:ago|earlier|before)", re.IGNORECASE
)


def year_ahead(text: str, figure: Figure, times: Sequence[TimeExpression], document: str | None, published: dt.date | None) -> str | None:
    """Return the running year for what is foreseen against the year before, in a text on what is over; None for all else.

    Parameters
    ----------
    text : str
        The release.
    figure : Figure
        A figure of whose time nothing in its sentence tells.
    times : sequence of TimeExpression
        Those of the release.
    document : str or None
        The period that the release as a whole is about.
    published : datetime.date or None
        The day of its publication.
    """
    over = ending(document)
    if published is None or over is None or over > published or (months(document) or 0) >= _YEAR:
        return None
    if not foretells(text[figure.sentence[0] : figure.start]):
        return None
    told = between(times, *figure.sentence)
    if any(time.role == "reference" and (time.period or not time.shift) for time in told):
        return None
    held = any(time.role == "comparison" and _is_year_before(text, time, published) for time in told)
    return f"{published.year:04d}" if held else None


def _is_year_before(text: str, time: TimeExpression, published: dt.date) -> bool:
    """Whether a time is the year before that of publication: by its number, or as "last year"."""
    if _LAST_YEAR.fullmatch(text, time.start, time.end):
        return True
    last = ending(time.period)
    return months(time.period) == _YEAR and last is not None and last.year == published.year - 1 and last.month == _YEAR
