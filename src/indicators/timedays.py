"""Runs of days in a month: "1-20 March", "the first ten days of May", "the second half of June", "the 1st to the 10th of this month"."""

from __future__ import annotations

import re
from calendar import monthrange

from indicators import periods
from indicators.timegrammar import month_number, number
from indicators.timepoints import Calendar, Point
from indicators.timereading import Match, Reader, Reading, around, make

__all__ = ["READERS", "days_in_month"]


def _first_days(match: Match, calendar: Calendar) -> Reading | None:
    last = number(match["n"]) or 10
    if match["m"]:
        return days_in_month(match, calendar, 1, last, match["m"], match["y"])
    return _days_of_month(match, calendar, 1, last)


def _days_of_this(match: Match, calendar: Calendar) -> Reading | None:
    """ "the 1st to the 10th of this month"."""
    first, last = (int(re.sub(r"\D", "", match[name])) for name in ("d1", "d2"))
    return _days_of_month(match, calendar, first, last) if first < last else None


def _days_of_month(match: Match, calendar: Calendar, first: int, last: int) -> Reading | None:
    """Days of this month or the last; those of "the month" are of that in which they are over."""
    now, which = calendar.published, match["this"].lower().split()[-1]
    back = which in ("last", "previous") or (which == "the" and now is not None and now.day < last)
    month = around(now, "month", -1 if back else 0) if now is not None else None
    return make(match, "days", periods.normal(f"{month}-{first:02d}/{month}-{last:02d}") if month else None)


def _days(match: Match, calendar: Calendar) -> Reading | None:
    first, last = (int(re.sub(r"\D", "", match[name])) for name in ("d1", "d2"))
    return days_in_month(match, calendar, first, last, match["m"], match["y"]) if first < last else None


def days_in_month(match: Match, calendar: Calendar, first: int, last: int | None, word: str, year: str | None) -> Reading | None:
    """Read the days from `first` to `last` of a month; to its end if `last` is none."""
    month = month_number(word)
    point = Point("day", month, month, first, calendar.year(year))
    told = point.year if point.year is not None else calendar.open_year(point, match.start())
    if told is None:
        return make(match, "days")
    begin, end = periods.day_period(told, month, first), periods.day_period(told, month, last or monthrange(told, month)[1])
    return make(match, "days", periods.normal(f"{begin}/{end}")) if begin and end else None


def _part_of_month(match: Match, calendar: Calendar) -> Reading | None:
    first, last = (1, 15) if match["half"].lower() == "first" else (16, None)
    return days_in_month(match, calendar, first, last, match["m"], match["y"])


READERS: dict[str, Reader] = {
    "days": _days,
    "days_before": _days,
    "days_of_month": _days_of_this,
    "first_days": _first_days,
    "part_of_month": _part_of_month,
}
