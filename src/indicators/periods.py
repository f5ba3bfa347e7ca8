"""The calendar of SDMX time periods: reading, writing, moving and comparing them. No text is read here.

A period is a string: ``2024`` (year), ``2024-S1`` (half-year), ``2024-Q1``, ``2024-01`` (month), ``2024-02-15`` (day) or an interval of
two of these, ``2024-12-01/2024-12-20``. Every function takes and gives such strings; what covers the same days is written the same way.
"""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange
from collections.abc import Iterable
from functools import lru_cache

__all__ = [
    "basis_between",
    "bounds",
    "contains",
    "day_period",
    "ending",
    "ends_in",
    "from_days",
    "from_months",
    "in_year",
    "latest",
    "length_in_days",
    "month_before",
    "month_ending",
    "month_period",
    "months",
    "normal",
    "shift",
    "shift_days",
    "starting",
]

_ONE = re.compile(r"(?P<year>\d{4})(?:-(?:Q(?P<quarter>[1-4])|S(?P<half>[12])|(?P<month>0[1-9]|1[0-2])(?:-(?P<day>\d\d))?))?", re.ASCII)
_DAY = dt.timedelta(days=1)
_YEAR = 12
# The 52 weeks of a trading year.
_WEEKS_OF_YEAR = 364
# A release names few periods, and each is asked about many times.
_KEPT = 8192


def _days(year: int, first: int, last: int) -> tuple[dt.date, dt.date]:
    return dt.date(year, first, 1), dt.date(year, last, monthrange(year, last)[1])


def _single(text: str) -> tuple[dt.date, dt.date] | None:
    match = _ONE.fullmatch(text)
    if not match or match["year"] == "0000":
        return None
    year = int(match["year"])
    if match["quarter"]:
        return _days(year, 3 * int(match["quarter"]) - 2, 3 * int(match["quarter"]))
    if match["half"]:
        return _days(year, 6 * int(match["half"]) - 5, 6 * int(match["half"]))
    if not match["month"]:
        return _days(year, 1, 12)
    month = int(match["month"])
    if not match["day"]:
        return _days(year, month, month)
    day = int(match["day"])
    if not 1 <= day <= monthrange(year, month)[1]:
        return None
    return dt.date(year, month, day), dt.date(year, month, day)


@lru_cache(maxsize=_KEPT)
def bounds(period: str | None) -> tuple[dt.date, dt.date] | None:
    """Return the first and last day of a period, or None if it is none.

    Examples
    --------
    >>> bounds("2024-Q1")
    (datetime.date(2024, 1, 1), datetime.date(2024, 3, 31))
    """
    if not period:
        return None
    first, _, last = period.partition("/")
    start = _single(first)
    end = _single(last) if last else start
    if start is None or end is None or start[0] > end[1]:
        return None
    return start[0], end[1]


def _index(day: dt.date) -> int:
    return day.year * 12 + day.month - 1


def _whole_months(days: tuple[dt.date, dt.date]) -> bool:
    return days[0].day == 1 and (days[1] + _DAY).day == 1


def _month(index: int) -> str:
    return f"{index // 12:04d}-{index % 12 + 1:02d}"


def from_months(first: int, last: int) -> str | None:
    """Write the months `first` to `last`, counted as ``12 * year + month - 1``, as a period."""
    if not 12 <= first <= last < 120000:
        return None
    length, year, month = last - first + 1, first // 12, first % 12
    if length == 1:
        return _month(first)
    if length in (3, 6) and month % length == 0:
        return f"{year:04d}-{'Q' if length == 3 else 'S'}{month // length + 1}"
    if length % 12 == 0 and month == 0:
        return f"{year:04d}" if length == 12 else f"{year:04d}/{last // 12:04d}"
    return f"{_month(first)}/{_month(last)}"


def from_days(first: dt.date, last: dt.date) -> str:
    """Write the days `first` to `last` as a period: whole months as such, a single day as a day."""
    if _whole_months((first, last)):
        written = from_months(_index(first), _index(last))
        if written is not None:
            return written
    return first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}"


def day_period(year: int, month: int, day: int) -> str | None:
    """Return a day as a period, or None if the calendar has no such day."""
    if not (1 <= year <= 9999 and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]):
        return None
    return dt.date(year, month, day).isoformat()


def month_period(year: int, month: int, length: int = 1) -> str | None:
    """Return the `length` months that end in a month as a period."""
    last = year * 12 + month - 1
    return from_months(last - length + 1, last)


@lru_cache(maxsize=_KEPT)
def normal(period: str | None) -> str | None:
    """Return the one way in which the days of a period are written, or None if it is no period.

    Examples
    --------
    >>> normal("2024-04/2024-06"), normal("2013-12/2014-02"), normal("2024-01/2024-12")
    ('2024-Q2', '2013-12/2014-02', '2024')
    """
    days = bounds(period)
    return from_days(*days) if days else None


def _move(day: dt.date, by: int) -> dt.date | None:
    index = _index(day) + by
    if not 12 <= index < 120000:
        return None
    year, month = index // 12, index % 12 + 1
    return dt.date(year, month, min(day.day, monthrange(year, month)[1]))


@lru_cache(maxsize=_KEPT)
def shift(period: str | None, months: int) -> str | None:
    """Move a period by a number of months; its length stays.

    Examples
    --------
    >>> shift("2024-01", -12), shift("2013-12/2014-02", -3), shift("2024-Q1", -3)
    ('2023-01', '2013-09/2013-11', '2023-Q4')
    """
    days = bounds(period)
    if days is None:
        return None
    if _whole_months(days):
        return from_months(_index(days[0]) + months, _index(days[1]) + months)
    first, last = _move(days[0], months), _move(days[1], months)
    if first is None or last is None:
        return None
    length = days[1] - days[0]
    if length.days + 1 == _WEEKS_OF_YEAR and months == -_YEAR:
        return shift_days(period, -_WEEKS_OF_YEAR)
    if length.days + 1 in (7, 14, 28):
        first = last - length
    return f"{first.isoformat()}/{last.isoformat()}" if first != last else first.isoformat()


def shift_days(period: str | None, days: int) -> str | None:
    """Move a period by a number of days: a week's interval by -7 is the week before."""
    both = bounds(period)
    if both is None:
        return None
    try:
        return from_days(both[0] + days * _DAY, both[1] + days * _DAY)
    except OverflowError:
        return None


@lru_cache(maxsize=_KEPT)
def months(period: str | None) -> int | None:
    """Return how many months a period has, or None if it is not made of whole months."""
    days = bounds(period)
    if days is None or not _whole_months(days):
        return None
    return _index(days[1]) - _index(days[0]) + 1


@lru_cache(maxsize=_KEPT)
def length_in_days(period: str | None) -> int | None:
    """How many days a period has."""
    days = bounds(period)
    return None if days is None else (days[1] - days[0]).days + 1


def basis_between(current: str | None, reference: str | None) -> str | None:
    """Tell on what basis a period is compared with an earlier one.

    Returns
    -------
    str or None
        ``yoy``, ``mom``, ``qoq`` or ``wow`` where the two are alike and a year, month, quarter or week apart, ``other`` where they
        are not, None if one of them is missing or both are the same.

    Examples
    --------
    >>> basis_between("2013-12/2014-02", "2013-09/2013-11"), basis_between("2024-01", "2019-01")
    ('qoq', 'other')
    >>> basis_between("2024-06-30", "2024-Q1"), basis_between("2024-06-30", "2024-05-31")
    ('qoq', 'mom')
    """
    now, then = bounds(current), bounds(reference)
    if now is None or then is None or now == then:
        return None
    if now[0] == now[1] and _whole_months(_month_ended(now)) and _whole_months(_month_ended(then)):
        then = _month_ended(then)
        now = _part_ended(_month_ended(now), then)
    elif then[0] == then[1] and _whole_months(now) and _whole_months(_month_ended(then)):
        then = _part_ended(_month_ended(then), now)
    if now[0] == now[1] and months(reference) == 1:
        # On June 1, from a month: from that in which the day was.
        now = _days(now[0].year, now[0].month, now[0].month)
    if (months(current), months(reference)) == (1, 3):
        # A stock at the end of June, against that at the end of the first quarter.
        now = _part_ended(now, then)
    if _whole_months(now) and _whole_months(then):
        length, apart = _index(now[1]) - _index(now[0]) + 1, _index(now[1]) - _index(then[1])
        if length != _index(then[1]) - _index(then[0]) + 1:
            return "other"
        return "yoy" if apart == 12 else {(1, 1): "mom", (3, 3): "qoq"}.get((length, apart), "other")
    return _basis_of_days(now, then)


def _month_ended(days: tuple[dt.date, dt.date]) -> tuple[dt.date, dt.date]:
    """The month that a day ends; other days as they are."""
    return (days[1].replace(day=1), days[1]) if days[0] == days[1] and (days[1] + _DAY).day == 1 else days


def _part_ended(days: tuple[dt.date, dt.date], like: tuple[dt.date, dt.date]) -> tuple[dt.date, dt.date]:
    """The quarter or year that a month ends, where the other side of a comparison is one: the last of June and the first quarter."""
    length = _index(like[1]) - _index(like[0]) + 1
    if length not in (3, 12) or days[1].month % length or like[1].month % length:
        return days
    return days[1].replace(month=days[1].month - length + 1, day=1), days[1]


def _basis_of_days(now: tuple[dt.date, dt.date], then: tuple[dt.date, dt.date]) -> str:
    lengths = [(days[1] - days[0]).days + 1 for days in (now, then)]
    apart = (now[1] - then[1]).days
    if all(length in (1, 7) for length in lengths) and apart == 7:
        return "wow"
    if abs(lengths[0] - lengths[1]) > 1:
        return "other"
    if lengths[0] % 7 == 0 and 363 <= apart <= 371:
        return "yoy"
    for by, basis in ((12, "yoy"), (1, "mom")):
        if _move(now[1], -by) == then[1] and _move(now[0], -by) == then[0]:
            return basis
    return "wow" if lengths[0] == 7 and apart == 7 else "other"


def contains(outer: str | None, inner: str | None) -> bool:
    """Whether all days of `inner` are in `outer`."""
    one, other = bounds(outer), bounds(inner)
    return one is not None and other is not None and one[0] <= other[0] and other[1] <= one[1]


def in_year(period: str | None, year: str) -> str:
    """Return a part of a year in another year; other periods than years as they are.

    Examples
    --------
    >>> in_year("2024-S1", "2009"), in_year("2024-Q2", "2009-Q1")
    ('2009-S1', '2009-Q1')
    """
    own, then = bounds(period), bounds(year)
    if own is None or then is None or (months(period) or _YEAR) >= _YEAR or months(year) != _YEAR:
        return year
    return shift(period, _YEAR * (then[1].year - own[1].year)) or year


def latest(periods: Iterable[str | None]) -> str | None:
    """Return the period that ends last; of those the shortest, of equal ones the first. What is no period is passed over."""
    best: str | None = None
    key: tuple[dt.date, dt.date] | None = None
    for period in periods:
        days = bounds(period)
        if days is not None and (key is None or (days[1], days[0]) > key):
            best, key = period, (days[1], days[0])
    return best


def month_before(when: dt.date | str | None) -> str | None:
    """Return the month before a day, or before the first month of a period."""
    first = when if isinstance(when, dt.date) else (bounds(when) or (None,))[0]
    return from_months(_index(first) - 1, _index(first) - 1) if first is not None else None


def month_ending(period: str | None) -> str | None:
    """Return the month whose last day a period ends with, or None if it ends with another day.

    Examples
    --------
    >>> month_ending("2024-08-31"), month_ending("2024-08-30")
    ('2024-08', None)
    """
    days = bounds(period)
    return _month(_index(days[1])) if days is not None and (days[1] + _DAY).day == 1 else None


@lru_cache(maxsize=_KEPT)
def starting(period: str | None) -> dt.date | None:
    """Return the first day of a period."""
    days = bounds(period)
    return days[0] if days else None


@lru_cache(maxsize=_KEPT)
def ending(period: str | None) -> dt.date | None:
    """Return the last day of a period."""
    days = bounds(period)
    return days[1] if days else None


def ends_in(period: str | None) -> str | None:
    """Return the month in which a period of whole months ends, or its last day if it is made of days.

    Examples
    --------
    >>> ends_in("2003-10/2004-09"), ends_in("2024-Q1"), ends_in("2021-12-25/2021-12-31")
    ('2004-09', '2024-03', '2021-12-31')
    """
    days = bounds(period)
    if days is None:
        return None
    return _month(_index(days[1])) if _whole_months(days) else days[1].isoformat()
