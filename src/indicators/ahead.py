"""The year that a forecast is for, where its sentence doesn't tell: "the harvest is to be 5 percent below last year's"."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from indicators.figure import Figure, TimeExpression
from indicators.order import between
from indicators.periods import ending, months, shift
from indicators.timeknown import foretells

__all__ = ["year_ahead", "year_behind"]

_YEAR = 12
_ON = re.compile(r" (?:[a-z]+ ){0,2}(?:on|from|than|over|against|above|below|with|to|in)(?: (?:the|in))? ")
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


def year_behind(text: str, figure: Figure, times: Sequence[TimeExpression], context: str | None) -> str | None:
    """Return the year that the sentence of a change tells elsewhere, if the change is on the one before it.

    "Tea, which had gained 8% on 2018, made up most of the growth in 2019". So it is with the month in which what the text is on ends: in a
    text on January to September, "they were up 14% on September 2021".
    """
    told = between(times, *figure.sentence)
    held = next((time for time in told if time.start >= figure.end and time.role == "comparison"), None)
    length = months(held.period) if held is not None and not held.shift else None
    if held is None or length is None or figure.measure != "change" or not _ON.fullmatch(text, figure.end, held.start):
        return None
    following = shift(held.period, _YEAR)
    if length < _YEAR:
        return following if length < (months(context) or 0) < _YEAR and ending(following) == ending(context) else None
    return following if any(time.role == "reference" and time.period == following for time in told) else None


def _is_year_before(text: str, time: TimeExpression, published: dt.date) -> bool:
    """Whether a time is the year before that of publication: by its number, or as "last year"."""
    if _LAST_YEAR.fullmatch(text, time.start, time.end):
        return True
    last = ending(time.period)
    return months(time.period) == _YEAR and last is not None and last.year == published.year - 1 and last.month == _YEAR
