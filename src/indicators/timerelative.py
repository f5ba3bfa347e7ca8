"""Times that hang on something: on the release's own period, on the statement's, or on the day the release came out."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

from indicators import periods
from indicators.lexicon import table
from indicators.timegrammar import month_number, number
from indicators.timelast import against_last, unless_asked
from indicators.timepoints import Calendar, read_point
from indicators.timereading import (
    BASES,
    MONTHS,
    SHIFTS,
    Anchors,
    Match,
    Reader,
    Reading,
    around,
    group,
    last_unit,
    latest_week,
    length_to,
    make,
    unit_of,
    year_of_document,
)
from indicators.timetodate import since_january

__all__ = ["READERS"]

_MIDYEAR = 7
_HELD_AGAINST = re.compile(
    r"\b(?:from|than|against|with|to|versus|vs\.?|on|over)\s+(?:(?:that|those|the level) (?:of|in)\s+)?\Z", re.IGNORECASE
)
_BEGINS = re.compile(r"(?:\A|[.!?;\n]\s{0,3}|, (?:and|while|but) )(?:The |A |the |a )?\Z")
_OF_SOMETHING = re.compile(r" (?:of|for) (?:[a-z]+ )?(?!20|19)[a-z]")
# "out of work for over 12 months"
_LONGER_THAN = re.compile(
    r"\b(?:for|of|at|by|after|with|than|lasting|lasts|lasted|least|been|is|are|was|were|takes?|took) \Z", re.IGNORECASE
)
_EACH = re.compile(r"\beach of \Z", re.IGNORECASE)


def _past(match: Match, calendar: Calendar) -> Reading | None:
    """ "the last 12 months", "last week", "the latest four weeks", "last quarter"."""
    unit, which = unit_of(match["u"]), match["which"].lower()
    count = number(match["n"]) if match["n"] else 1
    if (
        count is None
        or unit == "decade"
        or (unit == "year" and count > 1)
        or (unit == "month" and count > 12)
        or (unit == "day" and count == 1)
    ):
        return make(match, "duration")
    if count == 1 and not match["n"] and which == "last" and not match[0].lower().startswith("the"):
        return _last(match, calendar, unit)
    if unit in ("week", "day"):
        days = count * (7 if unit == "week" else 1)
        return make(match, "range" if count > 1 else "week", resolve=lambda anchors: _days_to(anchors.week or anchors.document, days))
    length = MONTHS[unit] * count
    reading = make(match, "span", basis={12: "yoy", 1: "mom"}.get(length), span=length if length in (1, 12) else None)
    if length == 3 and unit == "quarter":
        reading.kind = "quarter"
    reading.resolve = lambda anchors: length_to(anchors.document, length)
    return reading


def _days_to(period: str | None, days: int) -> str | None:
    last = periods.ending(period)
    return periods.from_days(last - dt.timedelta(days=days - 1), last) if last else None


def _last(match: Match, calendar: Calendar, unit: str) -> Reading | None:
    now = calendar.published
    if now is None:
        return make(match, unit)
    basis = BASES.get(unit)
    if unit == "week":
        monday = now - dt.timedelta(days=now.weekday() + 7)
        period: str | None = periods.from_days(monday, monday + dt.timedelta(days=6))
        # "down from last week": the one before that which the text is about.
        back = -7 if _HELD_AGAINST.search(calendar.text, max(0, match.start() - 24), match.start()) else 0
        reading = make(match, "week", period, basis=basis)
        reading.resolve = lambda anchors: periods.shift_days(latest_week(anchors.week, now), back) or period
        return reading
    return against_last(make(match, unit, around(now, unit, -1), basis=basis, shift=SHIFTS.get(basis or "")), calendar)


def _those_weeks(match: Match, calendar: Calendar) -> Reading | None:
    days = 7 * (number(match["n"]) or 1)
    return make(match, "range", resolve=lambda anchors: _days_to(anchors.week, days) if anchors.week else None)


def _those_months(match: Match, calendar: Calendar) -> Reading | None:
    """ "over the nine months": those told before, or since January, or the last that the release is about."""
    length = number(match["n"]) or 0
    if not 2 <= length <= 12:
        return None

    def resolve(anchors: Anchors) -> str | None:
        if periods.months(anchors.sentence) == length:
            return anchors.sentence
        return length_to(anchors.document, length)

    return make(match, "range", length=length, resolve=resolve)


def _next(match: Match, calendar: Calendar) -> Reading | None:
    unit, now = unit_of(match["u"]), calendar.published
    if match["n"] or match["u"].lower().endswith("s"):
        return make(match, "duration")
    if match["which"].lower() in ("following", "subsequent"):
        return make(match, "relative", shift=MONTHS.get(unit))
    if unit in ("week", "day", "decade"):
        return make(match, "duration")
    return make(match, unit, around(now, unit, 1) if now else None)


def _year_running(calendar: Calendar) -> Callable[[Anchors], str | None]:
    """ "up 2% in the month and 5% in the year": the year until the month that a release is about, if it isn't over."""
    whole = year_of_document(calendar)

    def resolve(anchors: Anchors) -> str | None:
        last, now = periods.ending(anchors.document), calendar.published
        running = last is not None and now is not None and last.year == now.year and last.month < MONTHS["year"]
        begin, length = periods.starting(anchors.document), periods.months(anchors.document) or 0
        counted = length == 1 or (begin is not None and begin.month == 1 and 1 < length < MONTHS["year"] and length % MONTHS["quarter"] > 0)
        return since_january(anchors.document) if running and counted else whole(anchors)

    return resolve


def _bare_unit(match: Match, calendar: Calendar) -> Reading | None:
    """ "over the month" is a basis, "in the month" the month of the release."""
    unit, prep = match["u"].lower(), match["prep"].lower()
    basis = BASES[unit]
    if (prep in ("over", "on") or (prep, unit) == ("through", "year")) and not re.search(r"(?:whole|full|entire|whole)\b", match["core"]):
        return make(match, "adverb", basis=basis, shift=SHIFTS.get(basis), span=MONTHS.get(unit))
    if unit == "week":
        return make(match, "week", resolve=lambda anchors: anchors.week or _days_to(anchors.document, 7))
    if unit == "year":
        running = prep == "in" and match["core"].lower() == "the year" and not calendar.future(match.start())
        return make(match, "year", resolve=_year_running(calendar) if running else year_of_document(calendar))
    span = MONTHS[unit] if prep == "for" and unit == "month" else None
    reading = make(match, unit, basis="mom" if span else None, span=span)
    reading.resolve = lambda anchors: (
        anchors.document if periods.months(anchors.document) == MONTHS[unit] else last_unit(anchors.document, MONTHS[unit])
    )
    return reading


def _relative(match: Match, unit: str, count: int | None, fiscal: bool = False) -> Reading:
    """A step back from the statement's own period."""
    basis = BASES.get(unit, "other") if count == 1 else "other"
    if (unit, count) in (("month", 12), ("quarter", 4)):
        basis = "yoy"
    months = -MONTHS[unit] * count if unit in MONTHS and count is not None else None
    reading = make(match, "relative", basis=basis, shift=months)
    if not fiscal and unit == "week" and count:
        days = -7 * count
        reading.resolve = lambda anchors: periods.shift_days(anchors.sentence or anchors.week, days)
    return reading


def _previous(match: Match, calendar: Calendar) -> Reading | None:
    unit, count = unit_of(match["u"]), number(match["n"]) if match["n"] else 1
    if count is None or (not match["n"] and match["u"].lower().endswith("s")):
        return make(match, "duration")
    if match["n"] and _EACH.search(calendar.text, max(0, match.start() - 10), match.start()):
        # "after 2 percent in each of the previous three quarters": a step each.
        count = 1
    reading = _relative(match, unit, count)
    if match["n"] and count != 1 and unit == "month":
        reading.basis = {1: "mom", 3: "qoq", 12: "yoy"}.get(count, "other")
    if match["n"] and unit == "year" and count > 1:
        reading.kind = "duration"
    if match["y"]:
        reading.period, reading.shift = match["y"], None
    reading.length = MONTHS[unit] * count if unit in ("month", "quarter") else None
    return reading


def _previous_month(match: Match, calendar: Calendar) -> Reading | None:
    """ "up from 300 the previous November": the last before what is spoken of."""
    month = month_number(match["m"])

    def resolve(anchors: Anchors) -> str | None:
        own = periods.ending(anchors.sentence)
        return periods.month_period(own.year - (month >= own.month), month) if own is not None else None

    return make(match, "month", resolve=resolve)


def _previous_survey(match: Match, calendar: Calendar) -> Reading | None:
    """ "up 3 points from the previous survey": there is one a month, or a quarter, as the release is of one."""
    reading = make(match, "relative")

    def resolve(anchors: Anchors) -> str | None:
        length = periods.months(anchors.document)
        if length not in (MONTHS["month"], MONTHS["quarter"]):
            return None
        reading.shift, reading.basis = -length, "mom" if length == 1 else "qoq"
        return periods.shift(anchors.sentence or anchors.document, -length)

    reading.resolve = resolve
    return reading


def _season_before(match: Match, calendar: Calendar) -> Reading | None:
    """ "last season's record", "the previous harvest": there is one a year."""
    return _relative(match, "year", 1)


def _the_before(match: Match, calendar: Calendar) -> Reading | None:
    unit = match["u"].lower()
    return _relative(match, unit, 1)


def _ago(match: Match, calendar: Calendar) -> Reading | None:
    count = number(match["n"])
    reading = _relative(match, unit_of(match["u"]), count)
    if unit_of(match["u"]) == "month" and count == 3:
        # "from the three months before", but not "three months earlier"
        reading.basis = "qoq" if calendar.text[max(0, match.start() - 4) : match.start()].lower() == "the " else None
    return reading


def _same(match: Match, calendar: Calendar) -> Reading | None:
    then = match["then"].lower()
    if match["fy"]:
        return _same_of_fiscal(match, calendar)
    unit = unit_of(re.sub(r"^(?:an?|one|the|previous|last|prior|preceding|past)\s+", "", then)) if not then[-4:].isdecimal() else ""
    unit = "year" if re.search(r"\b(?:year|fiscal|fy|season)\b", then) else unit
    lead = match[0].lower()
    if not re.match(
        r"(?:the |that |its |their |an? )?(?:same|corresponding|equivalent|comparable|comparative|like|similar)", lead
    ) and not (lead.startswith("this") and "time" in lead):
        return None
    if match["m"] and not unit:
        return make(match, "month", periods.month_period(int(match["y1"]), month_number(match["m"])))
    if unit:
        basis = BASES.get(unit, "other")
        count = number(match["n"]) if match["n"] else 1
        each = "month" if re.search(r"[ -]month\b", match[0]) and match["n"] else unit_of(match["u"] or "")
        length = MONTHS.get(each, 0) * (count or 0) or None
        return make(match, "relative", basis=basis, shift=SHIFTS.get(basis), length=length)
    year = int(match["y1"])

    def resolve(anchors: Anchors) -> str | None:
        statement = anchors.sentence if unit_of(match["u"] or "") != "week" or periods.months(anchors.sentence) is None else anchors.week
        length = MONTHS.get(unit_of(match["u"] or ""))
        if length and periods.months(statement) != length == periods.months(anchors.told):
            # "June brought 177. In the same month of 2022 there were 141", in a text on the first half.
            statement = anchors.told
        own = periods.ending(statement)
        return periods.shift(statement, 12 * (year - own.year)) if own else None

    now = calendar.published
    back = now.year - year if now else None
    known = back is not None and (back == 1 or (back == 2 and now is not None and now.month <= 3))
    return make(match, "relative", basis="yoy" if known else None, shift=-12 if known else None, resolve=resolve)


def _same_of_fiscal(match: Match, calendar: Calendar) -> Reading | None:
    """ "the same span of FY 2021-22": so many years back as that begins before the one in which the statement's own lies."""
    # Where nothing tells when it begins, the first months told of it do: those of autumn are in the first of its two years.
    year, start = calendar.fiscal.begins(match["fy"]), calendar.fiscal.start or _MIDYEAR
    if year is None:
        return None

    def resolve(anchors: Anchors) -> str | None:
        begin = periods.starting(anchors.sentence)
        return periods.shift(anchors.sentence, 12 * (year - (begin.year - (begin.month < start)))) if begin else None

    return make(match, "relative", resolve=resolve)


def _year_earlier(match: Match, calendar: Calendar) -> Reading | None:
    return _relative(match, group(match, "u", "u2") or "year", 1)


def _adverb(match: Match, calendar: Calendar) -> Reading | None:
    told = group(match, "u", "u2", "u3", "u4", "u5", "u6", "s", "s2", "s3") or "year"
    basis = BASES.get(told) or table("times")["change"]["by_period"][told]
    if (
        match["s"]
        and match[0].lower() == "mom"
        and match[0] != "MoM"
        and not re.search(r"[%tn] ?\(?$|\d ?$", calendar.text[max(0, match.start() - 3) : match.start()])
    ):
        return None
    return make(match, "adverb", basis=basis, shift=SHIFTS.get(basis))


def _basis(match: Match, calendar: Calendar) -> Reading | None:
    """ "on an annual basis", "at the monthly level", "in 12-month terms", "compared annually"."""
    told, count = group(match, "u", "u2", "u3", "u4", "u5"), number(group(match, "n", "n2"))
    if count is not None:
        basis = {12: "yoy", 3: "qoq", 1: "mom"}.get(count)
    else:
        basis = table("times")["change"]["by_period"].get(told or "annual") or BASES.get(told or "")
    return make(match, "adverb", basis=basis, shift=SHIFTS.get(basis or "")) if basis else None


def _annually(match: Match, calendar: Calendar) -> Reading | None:
    """ "up 3% annually", "rose an annual 3%", "gained 3% in a month", "over 12 months"."""
    if (group(match, "prep") or "") == "over" and _LONGER_THAN.search(calendar.text, max(0, match.start() - 12), match.start()):
        return None
    basis = BASES[(group(match, "u", "u2", "u3", "u4", "u5") or "year").removesuffix("ly")]
    return make(match, "adverb", basis=basis, shift=SHIFTS.get(basis))


def _rolling_on(match: Match, calendar: Calendar) -> Reading | None:  # "rose 3% three months on three months", "up 3% 3m/3m"
    return make(match, "adverb", basis="qoq", shift=SHIFTS["qoq"])


def _by_period(match: Match, calendar: Calendar) -> Reading | None:
    if match["year"]:
        basis: str | None = "yoy"
    elif match["n"]:
        basis = {12: "yoy", 1: "mom", 3: "qoq"}.get(number(match["n"]) or 0)
    else:
        basis = table("times")["change"]["by_period"][match["u"].lower()]
    return make(match, "adverb", basis=basis, shift=SHIFTS.get(basis or ""))


def _annualized(match: Match, calendar: Calendar) -> Reading | None:
    return make(match, "adverb", basis="annualized")


def _event(match: Match, calendar: Calendar) -> Reading | None:
    return make(match, "event", basis="other")


def _peak(match: Match, calendar: Calendar) -> Reading | None:
    words = match["p1"] or match["p2"]
    point = read_point(words, calendar)
    return make(match, "event", calendar.resolve(point, match.start()), basis="other") if point else None


def _vague(match: Match, calendar: Calendar) -> Reading | None:
    return make(match, "duration")


def _season(match: Match, calendar: Calendar) -> Reading | None:
    return make(match, "season")


def _duration(match: Match, calendar: Calendar) -> Reading | None:
    left = calendar.text[max(0, match.start() - 14) : match.start()]
    if re.search(r"\b(?:aged?|ages|under|between|to|and|or) $|\d ?(?:-|to) ?$", left, re.IGNORECASE) and match[0].lower().endswith("years"):
        return None
    return make(match, "duration")


def _average(match: Match, calendar: Calendar) -> Reading | None:
    """ "below its five-year average"; "The four-week average of claims fell" is on the average itself."""
    begins = _BEGINS.search(calendar.text, max(0, match.start() - 8), match.start())
    return None if begins or _OF_SOMETHING.match(calendar.text, match.end()) else _event(match, calendar)


READERS: dict[str, Reader] = {
    "past": unless_asked(_past),
    "rolling": _past,
    "those_weeks": _those_weeks,
    "those_months": _those_months,
    "next": _next,
    "bare_unit": _bare_unit,
    "previous_month": _previous_month,
    "previous": _previous,
    "previous_survey": _previous_survey,
    "season_before": _season_before,
    "the_before": _the_before,
    "ago": _ago,
    "same": _same,
    "year_earlier": _year_earlier,
    "adverb": _adverb,
    "basis": _basis,
    "annually": _annually,
    "on_year": _annually,
    "rolling_on": _rolling_on,
    "an_annual": _annually,
    "in_a_month": _annually,
    "by_period": _by_period,
    "annualized": _annualized,
    "pre_event": _event,
    "peak": _peak,
    "since_peak": _event,
    "average": _average,
    "season": _season,
    "holiday": _season,
    "consecutive": _vague,
    "duration": _duration,
    "vague": _vague,
}
