"""Times that take up what was told: "in this period", "in the fourth", "2 percent next", "the month under review"."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

from indicators import periods
from indicators.lexicon import table
from indicators.timegrammar import MONTH, month_number, number, ordinal
from indicators.timepoints import Calendar, plausible_month, read_point
from indicators.timereading import MONTHS, SHIFTS, Anchors, Match, Reader, Reading, around, group, last_unit, make, months_to, unit_of

__all__ = ["READERS", "TAKEN_UP"]

# "the corresponding period's target": what was meant to be in it.
_MEANT = re.compile(rf"['’]?s?\s+(?:[\w-]+\s+)?(?:{'|'.join(map(re.escape, table('connectives')['planned']))})\b")

# What begins a sentence that takes up the one before.
TAKEN_UP = re.compile(
    r"(?:That|This|It|Both)\s+(?:is|was|were|are|represents?|represented|compares?|compared|marks?|marked|means?|meant|equals?|corresponds?"
    r"|corresponded|amounts?|amounted|translates?|exceeds?|exceeded)\b"
)

# Where a sentence begins, and on which days of a month little of it can be told.
_OPENED = re.compile(r"(?:\A|[.!?\n])[^\S\n]*+\Z")
_HARDLY_BEGUN = 3
# "so far this month", "met earlier this month": the one that is running.
_NOW = re.compile(
    r"\b(?:so far|earlier|later|until|till|by|since|due|next|meets?|met|meeting|announced|said|published|released|today|yesterday|"
    r"already|scheduled|starting|beginning|effective|from)\b[^.;:]{0,30}\Z",
    re.IGNORECASE,
)
# Quarterly figures come out within so many days.
_LATE = 120
_HELD_AGAINST = re.compile(
    r"\b(?:from|since|than|against|with|to|over|on|versus)\s+(?:(?!(?:and|but|while|in|to|by)\b)[^\s.;:(]++(?:(?<=\d)\.\d\S*+)?\s++){0,4}\Z",
    re.IGNORECASE,
)
# How far before it stands what a month is held against.
_CLAUSE = 60


def _same_alone(match: Match, calendar: Calendar) -> Reading | None:
    """ "in the same period", "in this period": what was last spoken of."""
    meant = _MEANT.match(calendar.text, match.end())
    if group(match, "which") in ("corresponding", "comparable", "equivalent", "homologous", "analogous") and not meant:
        # What corresponds to a period is not the period itself.
        return make(match, "relative", basis="yoy", shift=SHIFTS["yoy"])
    reading = make(match, "relative", shift=0)
    length = MONTHS.get(unit_of(group(match, "u", "u2") or ""))
    if length is not None and match["n2"]:
        # "during this eight-month period"
        length = reading.length = length * (number(match["n2"]) or 1)
    # "Rents rose over the same period" tells how far back the change was measured.
    measured = calendar.text[max(0, match.start() - 5) : match.start()].lower() == "over "

    def resolve(anchors: Anchors) -> str | None:
        spoken = anchors.topic if reading.role == "reference" and not measured else None
        return spoken if spoken and length in (None, periods.months(spoken)) else anchors.sentence

    reading.resolve = resolve
    return reading


def _same_ended(match: Match, calendar: Calendar) -> Reading | None:
    """ "in the same period ended in January 2023": as many months as the statement's own, to another end."""
    point = read_point(match["p1"], calendar)
    end = periods.ending(calendar.resolve(point, match.start())) if point else None
    reading = make(match, "range")

    def resolve(anchors: Anchors) -> str | None:
        length = number(match["n"]) or periods.months(anchors.sentence)
        return months_to(end, length) if end is not None and length else None

    reading.resolve = resolve
    return reading


def _that_of(match: Match, calendar: Calendar) -> Reading | None:
    """ "16 percent in the first half of 2022 and 13 percent in that of 2021": the same part of another year."""
    year = calendar.year(match["y"]) if match["y"] else (calendar.published.year - 1 if calendar.published else None)

    def resolve(anchors: Anchors) -> str | None:
        return periods.in_year(anchors.told, str(year)) if year else None

    return make(match, "ordinal", resolve=resolve)


def _next_alone(match: Match, calendar: Calendar) -> Reading | None:
    """ "3 percent this year and 2 percent next"."""

    def resolve(anchors: Anchors) -> str | None:
        return periods.shift(anchors.told, MONTHS["year"]) if periods.months(anchors.told) == MONTHS["year"] else None

    return make(match, "ordinal", resolve=resolve)


def _under_review(match: Match, calendar: Calendar) -> Reading | None:
    """ "in the month under review", "over the review period"."""
    unit = unit_of(group(match, "u", "u2") or "")
    if unit not in MONTHS:
        return make(match, "range", resolve=lambda anchors: anchors.topic or anchors.document)
    length = MONTHS[unit]

    def resolve(anchors: Anchors) -> str | None:
        return anchors.document if periods.months(anchors.document) == length else last_unit(anchors.document, length)

    return make(match, unit, resolve=resolve)


def _elided_behind(match: Match, calendar: Calendar) -> Reading | None:
    """ "2 percent in the third quarter of 2023 and 3 percent in the fourth"."""
    count, now, looks_ahead = ordinal(match["o"]), calendar.published, bool(calendar.future(match.start()))

    def resolve(anchors: Anchors) -> str | None:
        named = next((period for period in (anchors.told, anchors.document) if periods.months(period) in (3, 6)), None)
        length, begin = periods.months(named), periods.starting(named)
        if length is None or begin is None or count * length > MONTHS["year"]:
            return None
        gone = (begin.month - ((calendar.fiscal.start or 1) if calendar.fiscal.parts else 1)) % MONTHS["year"]
        if gone % length:
            return None
        wraps = (
            count == 1 and gone + length >= MONTHS["year"] and (looks_ahead or now is None or begin.year < now.year - (now.month < length))
        )
        first = 12 * (begin.year + wraps) + begin.month - 1 - gone + (count - 1) * length
        return periods.from_months(first, first + length - 1)

    return make(match, "ordinal", resolve=resolve)


def _which_month(match: Match, calendar: Calendar) -> Reading | None:
    if calendar.published is None:
        return make(match, "month")
    which, month, now = match["which"].lower(), month_number(match["m"]), calendar.published
    year = now.year
    if which in ("last", "this past"):
        year -= month >= now.month
    elif which in ("next", "this coming"):
        year += month <= now.month
    if not plausible_month(calendar, *match.span("m")) and which == "this":
        return None
    period = periods.month_period(year, month)
    reading = make(match, "month", period)
    if which == "last" and _HELD_AGAINST.search(calendar.text, max(0, match.start() - _CLAUSE), match.start()):
        # "Sales in May were 3 million, down from 4 million last May": that of the year before.
        reading.resolve = lambda anchors: (
            periods.shift(period, -MONTHS["year"]) if periods.ending(anchors.document) == periods.ending(period) else period
        )
    return reading


def _current(match: Match, calendar: Calendar) -> Reading | None:
    unit, now = match["u"].lower(), calendar.published
    if now is None:
        return make(match, unit)
    if unit == "week":
        reading = make(match, "week", periods.from_days(now - dt.timedelta(days=now.weekday()), now + dt.timedelta(days=6 - now.weekday())))
        if match[0].lower().startswith("the "):
            # "the current week's output": of the week that the text has named.
            reading.resolve = lambda anchors: anchors.week
        return reading
    running = around(now, unit, 0)
    if unit == "quarter" and not calendar.future(match.start()):
        # "this quarter's rise" in a release on the quarter that has just ended: of that.
        return make(match, unit, running, resolve=lambda anchors: anchors.document if _just_over(anchors.document, now) else running)
    reading = make(match, unit, running)
    if unit == "month":
        opened = now.day <= _HARDLY_BEGUN and _OPENED.search(calendar.text, max(0, match.start() - 3), match.start()) is not None
        reading.resolve = _month_meant(opened, calendar, match)
    return reading


def _month_meant(opened: bool, calendar: Calendar, match: Match) -> Callable[[Anchors], str | None]:
    """Return what tells the month that "this month" is: that of the release, where it was over and the text counts in months.

    So it is too where it opens a sentence of what comes out on the first days of a month: "This month, output fell".
    """
    now = calendar.published
    named = re.compile(r"\A[^\n]{0,200}\b(?:" + MONTH + r")\b").search(calendar.text) is not None
    told = not _NOW.search(calendar.text, max(0, match.start() - _CLAUSE), match.start()) and not calendar.future(match.start())

    def resolve(anchors: Anchors) -> str | None:
        over = periods.ending(anchors.document)
        if now is None or over is None or over >= now or periods.months(anchors.document) != 1:
            return None
        last = around(now, "month", -1)
        if opened and anchors.document == last:
            return last
        return anchors.document if named and told else None

    return resolve


def _just_over(document: str | None, now: dt.date) -> bool:
    """Whether a release is about a quarter that ended before it came out, and no longer ago than another takes."""
    last = periods.ending(document)
    return last is not None and periods.months(document) == MONTHS["quarter"] and 0 < (now - last).days <= _LATE


READERS: dict[str, Reader] = {
    "current": _current,
    "which_month": _which_month,
    "same_alone": _same_alone,
    "elided_behind": _elided_behind,
    "same_ended": _same_ended,
    "that_of": _that_of,
    "next_alone": _next_alone,
    "under_review": _under_review,
}
