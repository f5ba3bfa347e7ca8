"""The last month or quarter where something is held against it: "down from 5.6% last month" in a text on that month itself."""

from __future__ import annotations

import re

from indicators import periods
from indicators.timepoints import Calendar
from indicators.timereading import Reading

__all__ = ["against_last"]

# Its figure stands between, or the name of one: "less than last month's gain", "compared with 3.1 million last quarter".
_OUTDONE = re.compile(
    r"\b(?:from|than|against|with|compared to|versus|vs\.?|after|following)\s+"
    r"(?:(?!(?:and|but|while|in|during|by|for|of|to)\b)[^\s.;:(,]++(?:(?<=\d)[.,]\d\S*+)*(?:(?<=%),)?\s++){0,4}\Z",
    re.IGNORECASE,
)
_CLAUSE = 60


def against_last(reading: Reading, calendar: Calendar) -> Reading:
    """Let the last month or quarter be the one before that which the text is on, where something is held against it."""
    if reading.kind not in ("month", "quarter") or not _OUTDONE.search(calendar.text, max(0, reading.start - _CLAUSE), reading.start):
        return reading
    last = reading.period
    reading.resolve = lambda anchors: _before_told(anchors.document, last)
    return reading


def _before_told(document: str | None, last: str | None) -> str | None:
    """The time before that which the text is on, if it is on the last one itself or an earlier one; else the last one."""
    length, told, ends = periods.months(last), periods.ending(document), periods.ending(last)
    if length is None or periods.months(document) != length or told is None or ends is None or told > ends:
        return last
    return periods.shift(document, -length)
