"""Times of totals to date: from the beginning of a year to where the release is, or to a point that is told."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from indicators import periods
from indicators.timepoints import Calendar, read_point
from indicators.timereading import MONTHS, Match, Reader, Reading, group, make

__all__ = ["BY_END", "READERS", "count_to_ends", "since_january"]

# Before a month at whose end a count stood that began with the year: "by the end of May".
BY_END = re.compile(
    r"\b(?:by|until|till|through|up to(?: and including)?|to|as of|as at) (?:the )?(?:end|close)(?: of(?: the month of)?|[ -]) ?\Z",
    re.IGNORECASE,
)
_SAME_PERIOD = re.compile(
    r"(?:(?:the|its|their|that) )?(?:(?:same|corresponding|comparable|equivalent|homologous|analogous|like|similar)\b|year-)"
    r"[a-z -]{0,40}\bperiod\b",
    re.IGNORECASE,
)
_BREAK = re.compile(r"\n|[.!?]\s")
# So far behind, or before, what is counted may be held against the same part of the year before.
_NEAR, _BACK = 220, 40


def _to_date(match: Match, calendar: Calendar) -> Reading | None:
    """ "year to date", "September 2025 year-to-date": from January to where the release is."""
    words = match["p1"] or match["p2"]
    if words:
        point = read_point(words, calendar)
        end = calendar.resolve(point, match.start()) if point else None
        if point is not None and point.unit == "year":
            return make(match, "range", resolve=lambda anchors: since_january(anchors.document))
        return make(match, "range", since_january(end))
    return make(
        match, "range", since_january(periods.month_before(calendar.published)), resolve=lambda anchors: since_january(anchors.document)
    )


def since_january(period: str | None) -> str | None:
    """The year up to the end of a period: to its last month, or to its last day if it is one of days."""
    last = periods.ending(period)
    if last is None:
        return None
    if periods.months(period) is None and periods.month_ending(period) is None:
        return periods.from_days(dt.date(last.year, 1, 1), last)
    return periods.from_months(12 * last.year, 12 * last.year + last.month - 1)


def _begun_to(match: Match, calendar: Calendar) -> Reading | None:
    """ "from the beginning of the year until the end of July"."""
    point = read_point(match["p1"], calendar)
    end = point.in_year(point.year or calendar.published.year) if point is not None and calendar.published is not None else None
    late = end is not None and calendar.published is not None and (periods.starting(end) or calendar.published) > calendar.published
    period = since_january(periods.shift(end, -MONTHS["year"]) if late else end)
    return make(match, "range", period, role="reference") if period else None


def _so_far(match: Match, calendar: Calendar) -> Reading | None:
    told = group(match, "y1", "y2")
    if told and calendar.published is not None and int(told) < calendar.published.year - 1:
        return None
    default = since_january(periods.month_before(calendar.published))
    return make(match, "range", default, resolve=lambda anchors: since_january(anchors.document) or default)


def count_to_ends(readings: Sequence[Reading], calendar: Calendar) -> None:
    """Let "by the end of May" mean the months from January on, where it is held against the same *period* of the year before.

    What the text tells by the end of that month elsewhere is counted as long; stocks, which stand then, are told apart by their names.
    """
    text = calendar.text
    ends = [
        reading
        for reading in readings
        if reading.kind == "month" and reading.role == "reference" and BY_END.search(text, max(0, reading.start - _BACK), reading.start)
    ]
    if not ends or calendar.fiscal.start not in (None, 1):
        return
    same = [r for r in readings if r.kind == "relative" and r.shift != 0 and _SAME_PERIOD.match(text, r.start, r.end)]
    counted = {reading.period for reading in ends if any(_together(reading, other, text) for other in same)}
    for reading in ends:
        if reading.period in counted:
            reading.kind, reading.period, reading.point = "range", since_january(reading.period), None


def _together(one: Reading, other: Reading, text: str) -> bool:
    """Whether two times stand in one sentence."""
    begin, end = min(one.end, other.end), max(one.start, other.start)
    return end - begin < _NEAR and _BREAK.search(text, begin, end) is None


READERS: dict[str, Reader] = {
    "to_date": _to_date,
    "begun_to": _begun_to,
    "so_far": _so_far,
}
