"""Times counted in weeks and days: "the second week of June", "week 47", "the first 20 weeks of 2024", "on Friday"."""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange

from indicators import periods
from indicators.timedays import READERS as DAYS
from indicators.timedays import days_in_month
from indicators.timegrammar import month_number, number, ordinal
from indicators.timepoints import Calendar, Point, read_point
from indicators.timereading import Anchors, Match, Reader, Reading, make, weekday_before

__all__ = ["READERS"]

_WEEK, _THURSDAY = 7, 3


def _first_weeks(match: Match, calendar: Calendar) -> Reading | None:
    """ "the first 20 weeks of 2024": to the end of the release's week, where that is about so far into the year."""
    count = number(match["n"])
    year = calendar.year(match["y"]) or (calendar.published.year if calendar.published else None)
    if count is None or year is None or not 2 <= count <= 53:
        return None
    begin = dt.date(year, 1, 1)
    last = begin + dt.timedelta(days=7 * count - 1)

    def resolve(anchors: Anchors) -> str:
        own = periods.ending(anchors.week)
        return periods.from_days(begin, own if own is not None and abs((own - last).days) <= _WEEK else last)

    return make(match, "range", resolve=resolve)


def _week_of_month(match: Match, calendar: Calendar) -> Reading | None:
    """ "the second week of June 2021 (7th to 13th)", "up to the third week": weeks that have most of their days in the month."""
    which, upto = match["o"].lower(), bool(match["upto"])
    if not match["m"]:
        if which == "last":
            return None
        return make(match, "week", resolve=lambda anchors: _in_month(anchors.week, which, upto))
    if match["d1"] and not upto:
        first, last = (int(re.sub(r"\D", "", match[name])) for name in ("d1", "d2"))
        reading = days_in_month(match, calendar, first, last, match["m"], match["y"]) if first < last else None
        if reading is not None:
            reading.kind = "week"
        return reading
    month = month_number(match["m"])
    point = Point("month", month, month, None, calendar.year(match["y"]))
    year = point.year if point.year is not None else calendar.open_year(point, match.start())
    return make(match, "week", _week(year, month, which, upto)) if year is not None else None


def _in_month(week: str | None, which: str, upto: bool) -> str | None:
    """A week of the month in which another has most of its days."""
    first = periods.starting(week)
    if first is None:
        return None
    thursday = first + dt.timedelta(days=_THURSDAY)
    return _week(thursday.year, thursday.month, which, upto)


def _week(year: int, month: int, which: str, upto: bool) -> str:
    monday = _monday(year, month, which)
    return periods.from_days(dt.date(year, month, 1) if upto else monday, monday + dt.timedelta(days=_WEEK - 1))


def _monday(year: int, month: int, which: str) -> dt.date:
    """The Monday of a week of a month, by its ordinal; "last" counts from its end."""
    if which in ("last", "final", "closing"):
        end = dt.date(year, month, monthrange(year, month)[1])
        thursday = end - dt.timedelta(days=(end.weekday() - _THURSDAY) % _WEEK)
    else:
        begin = dt.date(year, month, 1)
        count = 5 if which in ("fifth", "5th") else ordinal(which)
        thursday = begin + dt.timedelta(days=(_THURSDAY - begin.weekday()) % _WEEK + _WEEK * (count - 1))
    return thursday - dt.timedelta(days=_THURSDAY)


def _numbered_week(match: Match, calendar: Calendar) -> Reading | None:
    """ "week 47": that of the ISO calendar; without a year the latest that has begun."""
    now, count = calendar.published, int(match["n"])
    if not match["y"] and now is None:
        return None
    year = int(match["y"]) if match["y"] else now.year  # type: ignore[union-attr]
    try:
        monday = dt.date.fromisocalendar(year, count, 1)
        if not match["y"] and now is not None and monday > now:
            monday = dt.date.fromisocalendar(year - 1, count, 1)
    except ValueError:
        return None
    return make(match, "week", periods.from_days(monday, monday + dt.timedelta(days=_WEEK - 1)))


def _week_from(match: Match, calendar: Calendar) -> Reading | None:
    """ "the week of 10 June": that which begins on the day."""
    point = read_point(match["p1"], calendar)
    first = periods.starting(calendar.resolve(point, match.start())) if point is not None and point.unit == "day" else None
    return make(match, "week", periods.from_days(first, first + dt.timedelta(days=_WEEK - 1))) if first is not None else None


def _weekday(match: Match, calendar: Calendar) -> Reading | None:
    word = match["wd"].rstrip(".")
    if len(word) < 6 or not word[0].isupper():
        return None
    end = match.end() - match[0].endswith(".")
    day = weekday_before(calendar, word)
    return Reading(match.start(), end, "moment", day.isoformat() if day else None)


def _todays(match: Match, calendar: Calendar) -> Reading | None:
    """ "Today's average price": of the day itself, which "released today" does not tell of what was counted."""
    reading = _moment(match, calendar)
    if reading is not None:
        reading.kind, reading.role = "day", "reference"
    return reading


def _moment(match: Match, calendar: Calendar) -> Reading | None:
    by = {"today": 0, "yesterday": -1, "tomorrow": 1}[match["w"].lower()]
    now = calendar.published
    return make(match, "moment", (now + dt.timedelta(days=by)).isoformat() if now else None)


READERS: dict[str, Reader] = {
    **DAYS,
    "first_weeks": _first_weeks,
    "weeks_into": _first_weeks,
    "week_of_month": _week_of_month,
    "numbered_week": _numbered_week,
    "week_from": _week_from,
    "weekday": _weekday,
    "moment": _moment,
    "todays": _todays,
}
