"""The last month or quarter where something is held against it: "down from 5.6% last month" in a text on that month itself.

The last months of which a survey asks name a series, and are not the time of its figures.
"""

from __future__ import annotations

import re

from indicators import periods
from indicators.timepoints import Calendar
from indicators.timereading import Match, Reader, Reading, make

__all__ = ["against_last", "unless_asked"]

# Its figure stands between, or the name of one: "less than last month's gain", "compared with 3.1 million last quarter".
_OUTDONE = re.compile(
    r"\b(?:from|than|against|with|compared to|versus|vs\.?|after|following)\s+"
    r"(?:(?!(?:and|but|while|in|during|by|for|of|to)\b)[^\s.;:(,]++(?:(?<=\d)[.,]\d\S*+)*(?:(?<=%),)?\s++){0,4}\Z",
    re.IGNORECASE,
)
_CLAUSE = 60
# What those who answer a survey judge or expect: the span of time hangs on it, and what becomes of the series follows.
_JUDGED = re.compile(
    r"\b(?:situations?|finances|conditions|expectations?|forecasts?|views?|perceptions?|assessments?|opinions?|prospects|outlook|intentions"
    r"|measures? (?:of|for)|index measuring)\b[^.;:\n\d,()%]{0,80}\Z",
    re.IGNORECASE,
)
_TOLD = re.compile(
    r" (?:is|are|was|were|has|have|had|stood|stands|rose|fell|gained|lost|shed|climbed|dropped|slipped|dipped|declined|increased|decreased"
    r"|eased|improved|weakened|worsened|deteriorated|strengthened|edged|inched|jumped|remains?|remained|recovered|reached)\b[^.;\n]{0,60}?\d"
)
_ASKED = 120


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


def unless_asked(reader: Reader) -> Reader:
    """ "Views of sales over the last three months improved 4 points": no time of the figure where a span belongs to what is asked."""

    def read(match: Match, calendar: Calendar) -> Reading | None:
        text = calendar.text
        asked = _TOLD.match(text, match.end()) and _JUDGED.search(text, max(0, match.start() - _ASKED), match.start())
        return make(match, "duration") if asked else reader(match, calendar)

    return read
