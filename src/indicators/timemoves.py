"""Moves between two times told in short: "between the second and the third quarter", "from May 2022 to the same month of 2023"."""

from __future__ import annotations

from indicators import periods
from indicators.timegrammar import month_number, ordinal
from indicators.timepoints import Calendar, Point, read_point
from indicators.timereading import MONTHS, Match, Reader, Reading, make, span_between

__all__ = ["READERS", "reversed_move"]


def _to_same(match: Match, calendar: Calendar) -> Reading | None:
    """ "between the third quarter of 2021 and the same quarter of 2022"."""
    point, year = read_point(match["p1"], calendar), calendar.year(match["y"])
    begin = calendar.resolve(point, match.start("p1")) if point is not None else None
    first = periods.ending(begin)
    if point is None or first is None or year is None or point.unit not in ("month", "quarter", "half"):
        return None
    return _move(match, begin, periods.shift(begin, MONTHS["year"] * (year - first.year)), point.unit)


def _elided_move(match: Match, calendar: Calendar) -> Reading | None:
    """ "between the second and third quarter of 2023", "between the first quarters of 2022 and 2023"."""
    unit = "quarter" if (match["u"] or match["u2"]).lower() == "quarter" else "half"
    length = MONTHS[unit]

    def resolved(word: str, year: int | None) -> str | None:
        last = ordinal(word) * length
        point = Point(unit, last - length + 1, last, None, year)
        return calendar.resolve(point, match.start()) if last <= MONTHS["year"] else None

    if match["y1"]:
        return _move(match, resolved(match["o"], int(match["y1"])), resolved(match["o"], int(match["y2"])), unit)
    end = resolved(match["o2"], calendar.year(match["y"]))
    steps = (ordinal(match["o2"]) - ordinal(match["o1"])) * length
    # "between the fourth and the first quarter": over the turn of the year.
    return _move(match, periods.shift(end, -(steps % MONTHS["year"])), end, unit)


def _spans_apart(match: Match, calendar: Calendar) -> Reading | None:
    """ "between March-May 2022 and March-May 2023": from the one stretch of months to the other."""
    last = int(match["y2"])
    first = int(match["y1"]) if match["y1"] else last
    begin, end = _stretch(match, "m1", "m2", first), _stretch(match, "m3", "m4", last)
    return _move(match, begin, end, "range")


def _stretch(match: Match, first: str, last: str, year: int) -> str | None:
    """The months from one to another of the year in which the last is."""
    begin, end = month_number(match[first]), month_number(match[last])
    return periods.month_period(year, end, (end - begin) % MONTHS["year"] + 1)


def _move(match: Match, begin: str | None, end: str | None, unit: str) -> Reading | None:
    one, other = periods.starting(begin), periods.ending(end)
    if begin is None or end is None or one is None or other is None or one >= other:
        return None
    whole = periods.from_days(one, other)
    reading = make(match, "range", periods.normal(whole), ends=(begin, end))
    span_between(reading, begin, end, unit)
    return reading


def reversed_move(match: Match, begin: str, end: str, unit: str) -> Reading | None:
    """ "between October 2022 and October 2021": the later is told first."""
    return _move(match, end, begin, unit) if match[0].lower().startswith("between") else None


READERS: dict[str, Reader] = {"to_same": _to_same, "elided_move": _elided_move, "spans_apart": _spans_apart}
