"""What a phrase of time means, before its part in the sentence is known."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass, field

from indicators import periods
from indicators.timegrammar import weekday_number
from indicators.timepoints import Calendar, Point

__all__ = [
    "BASES",
    "MONTHS",
    "MOVE",
    "SHIFTS",
    "Anchors",
    "Match",
    "Reader",
    "Reading",
    "around",
    "group",
    "last_unit",
    "latest_week",
    "length_to",
    "make",
    "months_to",
    "span_between",
    "unit_of",
    "weekday_before",
    "year_of_document",
]

MONTHS = {"year": 12, "quarter": 3, "month": 1, "half": 6, "decade": 120}
BASES = {
    "year": "yoy",
    "annual": "yoy",
    "month": "mom",
    "quarter": "qoq",
    "week": "wow",
    "sequential": "qoq",
    "y": "yoy",
    "m": "mom",
    "q": "qoq",
    "w": "wow",
    "yr": "yoy",
    "mth": "mom",
    "mo": "mom",
    "qtr": "qoq",
    "wk": "wow",
}
SHIFTS = {"yoy": -12, "mom": -1, "qoq": -3}
Match = re.Match[str]
# Before a range that something moves over.
MOVE = re.compile(r"\b(?:from|between)\s+(?:the\s+)?\Z", re.IGNORECASE)
# 52 weeks are a year.
_ALMOST_A_YEAR = 360
# What is told of a week comes out within so many days.
_A_WEEK_LATE = 10


@dataclass(frozen=True, slots=True)
class Anchors:
    """What relative phrases hang on: the periods that the release and the sentence are about, the week, and what was last named.

    `told` is the latest period, `topic` the latest that isn't the other side of a comparison.
    """

    document: str | None
    sentence: str | None
    week: str | None
    told: str | None = None
    topic: str | None = None


@dataclass(slots=True)
class Reading:
    """The meaning of one phrase before its role is known.

    `kind` sorts phrases for the roles: ``day``, ``days``, ``month``, ``quarter``, ``half``, ``year``, ``range``, ``span``, ``relative``,
    ``adverb``, ``event``, ``fiscal``, ``duration``, ``moment``. `point` is the yearless point, if it is one. `length` is
    how many months the statement's own period has, if the phrase tells ("the previous quarter"). `ends` are the two
    periods that a range names. `resolve` finds the period of a phrase
    that hangs on others.
    """

    start: int
    end: int
    kind: str
    period: str | None = None
    basis: str | None = None
    shift: int | None = None
    span: int | None = None
    role: str | None = None
    point: Point | None = None
    length: int | None = None
    ends: tuple[str, str] | None = None
    resolve: Callable[[Anchors], str | None] | None = field(default=None, repr=False)


Reader = Callable[[Match, Calendar], Reading | None]


def _spot(match: Match) -> tuple[int, int]:
    for name in ("core", "core2", "core3"):
        if name in match.re.groupindex and match[name] is not None:
            return match.span(name)
    return match.span()


def make(match: Match, kind: str, period: str | None = None, **rest: object) -> Reading:
    start, end = _spot(match)
    return Reading(start, end, kind, period, **rest)  # type: ignore[arg-type]


def group(match: Match, *names: str) -> str | None:
    return next((match[name].lower() for name in names if name in match.re.groupindex and match[name]), None)


def unit_of(words: str) -> str:
    return re.sub(r"s$", "", re.split(r"[\s,-]", words.lower())[0])


def around(now: dt.date, unit: str, by: int) -> str | None:
    """The year, half, quarter or month of a day, or the one `by` before or after it."""
    length = MONTHS.get(unit, 12)
    first = (12 * now.year + now.month - 1) // length * length + by * length
    return periods.from_months(first, first + length - 1)


def months_to(last: dt.date, length: int) -> str | None:
    """The months that end with a day: whole ones if it is the last of a month."""
    if (last + dt.timedelta(days=1)).day == 1:
        return periods.month_period(last.year, last.month, length)
    before = periods.shift(last.isoformat(), -length)
    return periods.from_days(dt.date.fromisoformat(before) + dt.timedelta(days=1), last) if before else None


def weekday_before(calendar: Calendar, word: str) -> dt.date | None:
    now = calendar.published
    return now - dt.timedelta(days=(now.weekday() - weekday_number(word)) % 7) if now else None


def year_of_document(calendar: Calendar) -> Callable[[Anchors], str | None]:
    """Return what tells the year in which that ends which the release is about: the calendar's, or that of the accounts it is on."""

    def resolve(anchors: Anchors) -> str | None:
        last, fiscal = periods.ending(anchors.document), calendar.fiscal
        if last is None:
            return None
        if not fiscal.own:
            return f"{last.year:04d}"
        begin = periods.starting(anchors.document)
        whole = begin is not None and (last - begin).days > _ALMOST_A_YEAR
        return anchors.document if whole else fiscal.months_in(fiscal.around(last), 0, 1, 12)

    return resolve


def length_to(period: str | None, length: int) -> str | None:
    last = periods.ending(period)
    return months_to(last, length) if last else None


def latest_week(named: str | None, now: dt.date) -> str | None:
    """The week that a text names, or the one behind it where that was over when it came out: "in the week to May 4, the latest told"."""
    last = periods.ending(named)
    lag = last is not None and _A_WEEK_LATE < (now - last).days <= _A_WEEK_LATE + 7
    return periods.shift_days(named, 7) if lag else named


def last_unit(period: str | None, length: int) -> str | None:
    """The month, quarter or year of a release: the last that it is about, or the one in which its days lie."""
    last = periods.ending(period)
    if last is None or periods.months(period) is not None:
        return length_to(period, length)
    return around(last, {months: unit for unit, months in MONTHS.items()}[length], 0)


def span_between(reading: Reading, begin: str, end: str, unit: str) -> None:
    """A range from one period to the next, or to the same a year later, is the span of a change."""
    basis = periods.basis_between(end, begin)
    if basis == "other" or basis is None or (unit == "month" and basis == "qoq"):
        return
    reading.basis, reading.span = basis, {"yoy": 12, "qoq": 3, "mom": 1}.get(basis)
