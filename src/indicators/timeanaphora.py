"""Times that take up what was told: "in this period", "in the fourth", "2 percent next", "the month under review"."""

from __future__ import annotations

import re

from indicators import periods
from indicators.timegrammar import number, ordinal
from indicators.timepoints import Calendar, read_point
from indicators.timereading import MONTHS, SHIFTS, Anchors, Match, Reader, Reading, group, last_unit, make, months_to, unit_of

__all__ = ["READERS", "TAKEN_UP"]

# What begins a sentence that takes up the one before.
TAKEN_UP = re.compile(
    r"(?:That|This|It|Both)\s+(?:is|was|were|are|represents?|represented|compares?|compared|marks?|marked|means?|meant|equals?|corresponds?"
    r"|corresponded|amounts?|amounted|translates?|exceeds?|exceeded)\b"
)


def _same_alone(match: Match, calendar: Calendar) -> Reading | None:
    """ "in the same period", "in this period": what was last spoken of."""
    if group(match, "which") in ("corresponding", "comparable", "equivalent"):
        # What corresponds to a period is not the period itself.
        return make(match, "relative", basis="yoy", shift=SHIFTS["yoy"])
    reading = make(match, "relative", shift=0)
    length = MONTHS.get(unit_of(group(match, "u") or ""))
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


READERS: dict[str, Reader] = {
    "same_alone": _same_alone,
    "elided_behind": _elided_behind,
    "same_ended": _same_ended,
    "that_of": _that_of,
    "next_alone": _next_alone,
    "under_review": _under_review,
}
