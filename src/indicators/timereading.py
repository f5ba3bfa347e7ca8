"""What each rule of the time grammar means: the period, the basis, the shift and the span of a phrase."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass, field

from indicators import periods
from indicators.lexicon import table
from indicators.timegrammar import month_number, number, ordinal, weekday_number
from indicators.timepoints import Calendar, Point, plausible_month, plausible_year, read_point

__all__ = ["Anchors", "Reading", "read"]

_MONTHS = {"year": 12, "quarter": 3, "month": 1, "half": 6, "decade": 120}
_BASES = {
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
}
_SHIFTS = {"yoy": -12, "mom": -1, "qoq": -3}


@dataclass(frozen=True, slots=True)
class Anchors:
    """What relative phrases hang on: the period that the release is about, that of the sentence, and the week last named."""

    document: str | None
    sentence: str | None
    week: str | None


@dataclass(slots=True)
class Reading:
    """The meaning of one phrase before its role is known.

    `kind` sorts phrases for the roles: ``day``, ``days``, ``month``, ``quarter``, ``half``, ``year``, ``range``, ``span``, ``relative``,
    ``adverb``, ``event``, ``fiscal``, ``duration``, ``moment``. `point` is the yearless point, if it is one. `resolve` finds the period
    of a phrase that hangs on others.
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
    resolve: Callable[[Anchors], str | None] | None = field(default=None, repr=False)


_Match = re.Match[str]
_Reader = Callable[[_Match, Calendar], Reading | None]


def _spot(match: _Match) -> tuple[int, int]:
    for name in ("core", "core2"):
        if name in match.re.groupindex and match[name] is not None:
            return match.span(name)
    return match.span()


def _make(match: _Match, kind: str, period: str | None = None, **rest: object) -> Reading:
    start, end = _spot(match)
    return Reading(start, end, kind, period, **rest)  # type: ignore[arg-type]


def _group(match: _Match, *names: str) -> str | None:
    return next((match[name].lower() for name in names if name in match.re.groupindex and match[name]), None)


def _unit(words: str) -> str:
    return re.sub(r"s$", "", re.split(r"[\s-]", words.lower())[0])


def _plausible(calendar: Calendar, start: int, end: int, point: Point) -> bool:
    if point.unit == "month":
        return plausible_month(calendar, start, end)
    if point.unit == "year" and calendar.text[end - 4 : end].isdecimal():
        return plausible_year(calendar, start, end)
    return True


def _day_glued(calendar: Calendar, start: int, point: Point, words: str) -> bool:
    """Whether the number after a month is no day: "in January 15 companies" (no day follows "in")."""
    return (
        point.unit == "day"
        and point.year is None
        and words[:1].isalpha()
        and bool(re.search(r"\b(?:in|during) $", calendar.text[max(0, start - 8) : start], re.I))
    )


def _read_point(match: _Match, calendar: Calendar, kind: str | None = None) -> Reading | None:
    words, (start, end) = match["p1"], match.span("p1")
    point = read_point(words, calendar)
    if point is None or not _plausible(calendar, start, end, point) or _day_glued(calendar, match.start(), point, words):
        return None
    if (
        point.unit == "day"
        and words[:1].isdigit()
        and re.search(r"\b(?:table|figure|chart|top|box|no\.) $", calendar.text[max(0, start - 8) : start], re.I)
    ):
        return None
    reading = _make(match, kind or point.unit, calendar.resolve(point, match.start()))
    if point.year is None:
        reading.point = point
    return reading


def _read_the_year(match: _Match, calendar: Calendar) -> Reading | None:
    """ "the end of the year", "the whole of 2004"."""
    if match["p1"]:
        return _read_point(match, calendar)
    if calendar.published is None:
        return _make(match, "year")
    return _make(match, "year", str(calendar.published.year), resolve=_year_of_document)


def _year_of_document(anchors: Anchors) -> str | None:
    last = periods.ending(anchors.document)
    return f"{last.year:04d}" if last else None


def _iso_day(match: _Match, calendar: Calendar) -> Reading | None:
    period = periods.day_period(int(match["y"]), int(match["mo"]), int(match["d"]))
    return _make(match, "day", period) if period else None


def _numeric_day(match: _Match, calendar: Calendar) -> Reading | None:
    """15.02.2024 and 15/02/2024; 02/15/2024 where no month has the other number, or where it is nearer to the release's date."""
    first, second, year = int(match["a"]), int(match["b"]), int(match["y"])
    choices = [periods.day_period(year, second, first), periods.day_period(year, first, second)]
    found = [choice for choice in choices if choice]
    if not found:
        return None
    if len(found) == 2 and calendar.published is not None and match["sep"] == "/":
        found.sort(key=lambda day: abs((dt.date.fromisoformat(day) - calendar.published).days) > 62)  # type: ignore[operator]
    return _make(match, "day", found[0])


def _iso_month(match: _Match, calendar: Calendar) -> Reading | None:
    year, month = int(match["y"]), int(_group(match, "mo", "mo2") or 0)
    if month == (year + 1) % 100 and match["mo"]:
        return None
    return _make(match, "month", periods.month_period(year, month))


def _numeric_month(match: _Match, calendar: Calendar) -> Reading | None:
    return _make(match, "month", periods.month_period(int(match["y"]), int(match["mo"])))


def _labelled_quarter(match: _Match, calendar: Calendar) -> Reading | None:
    return _make(match, "quarter", f"{match['y']}-Q{match['q']}")


def _month_and_annual(match: _Match, calendar: Calendar) -> Reading | None:
    return _make(match, "month", periods.month_period(int(match["y"]), month_number(match["m"])))


def _which_month(match: _Match, calendar: Calendar) -> Reading | None:
    if calendar.published is None:
        return _make(match, "month")
    which, month, now = match["which"].lower(), month_number(match["m"]), calendar.published
    year = now.year
    if which in ("last", "this past"):
        year -= month >= now.month
    elif which in ("next", "this coming"):
        year += month <= now.month
    if not plausible_month(calendar, *match.span("m")) and which == "this":
        return None
    return _make(match, "month", periods.month_period(year, month))


def _to_date(match: _Match, calendar: Calendar) -> Reading | None:
    """ "year to date", "September 2025 year-to-date": from January to where the release is."""
    words = match["p1"] or match["p2"]
    if words:
        point = read_point(words, calendar)
        end = calendar.resolve(point, match.start()) if point else None
        if point is not None and point.unit == "year":
            return _make(match, "range", resolve=lambda anchors: _since_january(anchors.document))
        return _make(match, "range", _since_january(end))
    return _make(
        match, "range", _since_january(periods.month_before(calendar.published)), resolve=lambda anchors: _since_january(anchors.document)
    )


def _since_january(period: str | None) -> str | None:
    last = periods.ending(period)
    return periods.from_months(12 * last.year, 12 * last.year + last.month - 1) if last else None


def _so_far(match: _Match, calendar: Calendar) -> Reading | None:
    told = _group(match, "y1", "y2")
    if told and calendar.published is not None and int(told) < calendar.published.year - 1:
        return None
    default = _since_january(periods.month_before(calendar.published))
    return _make(match, "range", default, resolve=lambda anchors: _since_january(anchors.document) or default)


def _elided(match: _Match, calendar: Calendar) -> Reading | None:
    """The first of "the first and second quarters of 2024"."""
    q = ordinal(match["o"])
    point = Point("quarter", 3 * q - 2, 3 * q, None, calendar.year(match["y"]))
    return _make(match, "quarter", calendar.resolve(point, match.start()))


def _first_of_year(match: _Match, calendar: Calendar, length: int, last: bool = False) -> Reading | None:
    point = Point("months", 13 - length if last else 1, 12 if last else length, None, calendar.year(match["y"]))
    return _make(match, "range", calendar.resolve(point, match.start()))


def _quarters(match: _Match, calendar: Calendar) -> Reading | None:
    return _first_of_year(match, calendar, 3 * (number(match["n"]) or 2))


def _first_months(match: _Match, calendar: Calendar) -> Reading | None:
    length, last = number(match["n"]), match["edge"].lower() in ("last", "final", "closing")
    if length is None or not 1 <= length <= 12 or (last and not match["of"]):
        return None
    return _first_of_year(match, calendar, length, last)


def _first_days(match: _Match, calendar: Calendar) -> Reading | None:
    return _days_in_month(match, calendar, 1, number(match["n"]) or 10, match["m"], match["y"])


def _days(match: _Match, calendar: Calendar) -> Reading | None:
    first, last = (int(re.sub(r"\D", "", match[name])) for name in ("d1", "d2"))
    return _days_in_month(match, calendar, first, last, match["m"], match["y"]) if first < last else None


def _days_in_month(match: _Match, calendar: Calendar, first: int, last: int, word: str, year: str | None) -> Reading | None:
    month = month_number(word)
    point = Point("day", month, month, first, calendar.year(year))
    told = point.year if point.year is not None else calendar.open_year(point, match.start())
    if told is None:
        return _make(match, "days")
    begin, end = periods.day_period(told, month, first), periods.day_period(told, month, last)
    return _make(match, "days", periods.normal(f"{begin}/{end}")) if begin and end else None


def _part_of_month(match: _Match, calendar: Calendar) -> Reading | None:
    first, last = (1, 15) if match["half"].lower() == "first" else (16, 28)
    return _days_in_month(match, calendar, first, last, match["m"], match["y"])


def _year_end(match: _Match, calendar: Calendar) -> Reading | None:
    if match["y"]:
        return _make(match, "year", match["y"])
    now = calendar.published
    if now is None:
        return _make(match, "year")
    ahead = calendar.future(match.start()) or now.month > 6
    return _make(match, "year", str(now.year if ahead else now.year - 1))


def _two(match: _Match, calendar: Calendar) -> tuple[str, str, Point, Point] | None:
    """The two ends of a range, each with the year that the other tells."""
    one, other = read_point(match["p1"], calendar), read_point(match["p2"], calendar)
    if one is None or other is None or (one.unit != other.unit and {one.unit, other.unit} != {"day", "month"}):
        return None
    for point, name in ((one, "p1"), (other, "p2")):
        if not _plausible(calendar, *match.span(name), point):
            return None
    if other.year is None and one.year is not None:
        other.year = one.year + ((other.last, other.day or 0) < (one.first, one.day or 0))
    if other.year is None:
        other.year = calendar.open_year(other, match.start())
    if one.year is None and other.year is not None:
        one.year = other.year - ((other.last, other.day or 99) < (one.first, one.day or 0))
    begin, end = (p.in_year(p.year) if p.year is not None else None for p in (one, other))
    return (begin, end, one, other) if begin and end else None


def _range(match: _Match, calendar: Calendar) -> Reading | None:
    ends = _two(match, calendar)
    if ends is None:
        return None
    begin, end, one, other = ends
    period = periods.normal(f"{begin}/{end}")
    if period is None or begin == end:
        return None
    reading = _make(match, "days" if "day" in (one.unit, other.unit) else "range", period)
    if one.unit == other.unit and one.unit in ("month", "quarter", "year"):
        _span_between(reading, begin, end, one.unit)
    return reading


def _span_between(reading: Reading, begin: str, end: str, unit: str) -> None:
    """A range from one period to the next, or to the same a year later, is the span of a change."""
    basis = periods.basis_between(end, begin)
    if basis == "other" or basis is None or (unit == "month" and basis == "qoq"):
        return
    reading.basis, reading.span = basis, {"yoy": 12, "qoq": 3, "mom": 1}.get(basis)


def _ending(match: _Match, calendar: Calendar) -> Reading | None:
    """ "the three months to May", "the year ending March 2023", "the week ended Dec. 31"."""
    last = _last_day(match, calendar)
    unit, count = _unit(match["u"]), number(match["n"]) if match["n"] else 1
    if count is None:
        return None
    if last is None:
        return _make(match, "range") if calendar.published is None else None
    if unit in ("week", "day"):
        begin = last - dt.timedelta(days=count * (7 if unit == "week" else 1) - 1)
        return _make(match, "week" if count == 1 else "range", periods.from_days(begin, last), shift=None)
    length = _MONTHS[unit] * count
    period = _months_to(last, length)
    span = length if length == 12 or (length > 12 and length % 12 == 0) else 1 if length == 1 else None
    basis = {12: "yoy", 1: "mom"}.get(length) if length in (1, 12) else "other" if span else None
    if length == 1:
        return _make(match, "month", period)
    return _make(match, "span" if span else "range", period, basis=basis, span=span)


def _last_day(match: _Match, calendar: Calendar) -> dt.date | None:
    if match["wd2"]:
        return _weekday_before(calendar, match["wd2"])
    point = read_point(match["p1"], calendar)
    if point is None or not _plausible(calendar, *match.span("p1"), point):
        return None
    return periods.ending(calendar.resolve(point, match.start()))


def _months_to(last: dt.date, length: int) -> str | None:
    """The months that end with a day: whole ones if it is the last of a month."""
    if (last + dt.timedelta(days=1)).day == 1:
        return periods.month_period(last.year, last.month, length)
    before = periods.shift(last.isoformat(), -length)
    return periods.from_days(dt.date.fromisoformat(before) + dt.timedelta(days=1), last) if before else None


def _since_span(match: _Match, calendar: Calendar) -> Reading | None:
    point, count = read_point(match["p1"], calendar), number(match["n"])
    if point is None or count is None:
        return None
    length = count * _MONTHS[_unit(match["u"])]
    begin = calendar.resolve(point, match.start())
    last = periods.ending(periods.shift(begin, length))
    if last is None or length % 12 or point.unit != "month":
        return _make(match, "duration")
    return _make(match, "span", _months_to(last, length), basis="yoy" if length == 12 else "other", span=length)


def _past(match: _Match, calendar: Calendar) -> Reading | None:
    """ "the last 12 months", "last week", "the latest four weeks", "last quarter"."""
    unit, which = _unit(match["u"]), match["which"].lower()
    count = number(match["n"]) if match["n"] else 1
    if count is None or unit == "decade" or (unit == "year" and count > 1) or (unit == "day" and count == 1):
        return _make(match, "duration")
    if count == 1 and not match["n"] and which == "last" and not match[0].lower().startswith("the"):
        return _last(match, calendar, unit)
    if unit in ("week", "day"):
        days = count * (7 if unit == "week" else 1)
        return _make(match, "range" if count > 1 else "week", resolve=lambda anchors: _days_to(anchors.week or anchors.document, days))
    length = _MONTHS[unit] * count
    reading = _make(match, "span", basis={12: "yoy", 1: "mom"}.get(length), span=length if length in (1, 12) else None)
    if length == 3 and unit == "quarter":
        reading.kind = "quarter"
    reading.resolve = lambda anchors: _length_to(anchors.document, length)
    return reading


def _length_to(period: str | None, length: int) -> str | None:
    last = periods.ending(period)
    return _months_to(last, length) if last else None


def _days_to(period: str | None, days: int) -> str | None:
    last = periods.ending(period)
    return periods.from_days(last - dt.timedelta(days=days - 1), last) if last else None


def _last(match: _Match, calendar: Calendar, unit: str) -> Reading | None:
    now = calendar.published
    if now is None:
        return _make(match, unit)
    basis = _BASES.get(unit)
    if unit == "week":
        monday = now - dt.timedelta(days=now.weekday() + 7)
        period: str | None = periods.from_days(monday, monday + dt.timedelta(days=6))
        return _make(match, "week", period, basis=basis, resolve=lambda anchors: anchors.week or period)
    return _make(match, unit, _around(now, unit, -1), basis=basis, shift=_SHIFTS.get(basis or ""))


def _around(now: dt.date, unit: str, by: int) -> str | None:
    """The year, half, quarter or month of a day, or the one `by` before or after it."""
    length = _MONTHS.get(unit, 12)
    first = (12 * now.year + now.month - 1) // length * length + by * length
    return periods.from_months(first, first + length - 1)


def _those_weeks(match: _Match, calendar: Calendar) -> Reading | None:
    days = 7 * (number(match["n"]) or 1)
    return _make(match, "range", resolve=lambda anchors: _days_to(anchors.week, days) if anchors.week else None)


def _next(match: _Match, calendar: Calendar) -> Reading | None:
    unit, now = _unit(match["u"]), calendar.published
    if match["n"] or match["u"].lower().endswith("s"):
        return _make(match, "duration")
    if match["which"].lower() in ("following", "subsequent"):
        return _make(match, "relative", shift=_MONTHS.get(unit))
    if unit in ("week", "day", "decade"):
        return _make(match, "duration")
    return _make(match, unit, _around(now, unit, 1) if now else None)


def _current(match: _Match, calendar: Calendar) -> Reading | None:
    unit, now = match["u"].lower(), calendar.published
    if now is None:
        return _make(match, unit)
    if unit == "week":
        return _make(match, "week", periods.from_days(now - dt.timedelta(days=now.weekday()), now + dt.timedelta(days=6 - now.weekday())))
    return _make(match, unit, _around(now, unit, 0))


def _bare_unit(match: _Match, calendar: Calendar) -> Reading | None:
    """ "over the month" is a basis, "in the month" the month of the release."""
    unit, prep = match["u"].lower(), match["prep"].lower()
    basis = _BASES[unit]
    if prep in ("over", "on") and not re.search(r"(?:whole|full|entire|whole)\b", match["core"]):
        return _make(match, "adverb", basis=basis, shift=_SHIFTS.get(basis), span=_MONTHS.get(unit))
    if unit == "week":
        return _make(match, "week", resolve=lambda anchors: anchors.week or _days_to(anchors.document, 7))
    if unit == "year":
        return _make(match, "year", resolve=_year_of_document)
    span = _MONTHS[unit] if prep == "for" and unit == "month" else None
    reading = _make(match, unit, basis="mom" if span else None, span=span)
    reading.resolve = lambda anchors: (
        anchors.document if periods.months(anchors.document) == _MONTHS[unit] else _length_to(anchors.document, _MONTHS[unit])
    )
    return reading


def _relative(match: _Match, unit: str, count: int | None, fiscal: bool = False) -> Reading:
    """A step back from the statement's own period."""
    basis = _BASES.get(unit, "other") if count == 1 else "other"
    if (unit, count) in (("month", 12), ("quarter", 4)):
        basis = "yoy"
    months = -_MONTHS[unit] * count if unit in _MONTHS and count is not None else None
    reading = _make(match, "relative", basis=basis, shift=months)
    if not fiscal and unit == "week" and count:
        days = -7 * count
        reading.resolve = lambda anchors: periods.shift_days(anchors.sentence or anchors.week, days)
    return reading


def _previous(match: _Match, calendar: Calendar) -> Reading | None:
    unit, count = _unit(match["u"]), number(match["n"]) if match["n"] else 1
    if count is None or (not match["n"] and match["u"].lower().endswith("s")):
        return _make(match, "duration")
    reading = _relative(match, unit, count)
    if match["n"] and unit == "month":
        reading.basis = {1: "mom", 3: "qoq", 12: "yoy"}.get(count, "other")
    if match["n"] and unit == "year" and count > 1:
        reading.kind = "duration"
    if match["y"]:
        reading.period, reading.shift = match["y"], None
    return reading


def _the_before(match: _Match, calendar: Calendar) -> Reading | None:
    unit = match["u"].lower()
    return _relative(match, unit, 1)


def _ago(match: _Match, calendar: Calendar) -> Reading | None:
    count = number(match["n"])
    reading = _relative(match, _unit(match["u"]), count)
    if _unit(match["u"]) == "month" and count == 3:
        reading.basis = None
    return reading


def _same(match: _Match, calendar: Calendar) -> Reading | None:
    then = match["then"].lower()
    unit = _unit(re.sub(r"^(?:an?|one|the)\s+", "", then).split()[0]) if not then[-4:].isdecimal() else ""
    unit = "year" if re.search(r"\byear\b", then) else unit
    lead = match[0].lower()
    if not re.match(r"(?:the |that |its |their )?(?:same|corresponding|equivalent|comparable|like)", lead) and not (
        lead.startswith("this") and "time" in lead
    ):
        return None
    if match["m"] and not unit:
        return _make(match, "month", periods.month_period(int(match["y1"]), month_number(match["m"])))
    if unit:
        basis = _BASES.get(unit, "other")
        return _make(match, "relative", basis=basis, shift=_SHIFTS.get(basis))
    year = int(match["y1"])

    def resolve(anchors: Anchors) -> str | None:
        own = periods.ending(anchors.sentence)
        return periods.shift(anchors.sentence, 12 * (year - own.year)) if own else None

    now = calendar.published
    back = now.year - year if now else None
    known = back is not None and (back == 1 or (back == 2 and now is not None and now.month <= 3))
    return _make(match, "relative", basis="yoy" if known else None, shift=-12 if known else None, resolve=resolve)


def _same_alone(match: _Match, calendar: Calendar) -> Reading | None:
    return _make(match, "relative", shift=0)


def _year_earlier(match: _Match, calendar: Calendar) -> Reading | None:
    return _relative(match, _group(match, "u", "u2") or "year", 1)


def _adverb(match: _Match, calendar: Calendar) -> Reading | None:
    basis = _BASES[_group(match, "u", "u2", "u3", "u4", "s", "s2") or "year"]
    if (
        match["s"]
        and match[0].lower() == "mom"
        and match[0] != "MoM"
        and not re.search(r"[%tn] ?\(?$|\d ?$", calendar.text[max(0, match.start() - 3) : match.start()])
    ):
        return None
    return _make(match, "adverb", basis=basis, shift=_SHIFTS.get(basis))


def _basis(match: _Match, calendar: Calendar) -> Reading | None:
    basis = table("times")["change"]["by_period"].get(match["u"].lower(), "qoq")
    return _make(match, "adverb", basis=basis, shift=_SHIFTS.get(basis))


def _annually(match: _Match, calendar: Calendar) -> Reading | None:
    basis = _BASES[match["u"].lower()]
    return _make(match, "adverb", basis=basis, shift=_SHIFTS.get(basis))


def _by_period(match: _Match, calendar: Calendar) -> Reading | None:
    if match["n"]:
        basis = {12: "yoy", 1: "mom", 3: "qoq"}.get(number(match["n"]) or 0)
    else:
        basis = table("times")["change"]["by_period"][match["u"].lower()]
    return _make(match, "adverb", basis=basis, shift=_SHIFTS.get(basis or ""))


def _annualized(match: _Match, calendar: Calendar) -> Reading | None:
    return _make(match, "adverb", basis="annualized")


def _event(match: _Match, calendar: Calendar) -> Reading | None:
    return _make(match, "event", basis="other")


def _peak(match: _Match, calendar: Calendar) -> Reading | None:
    if match["y1"]:
        return _make(match, "event", match["y1"], basis="other")
    point = read_point(match["p1"], calendar)
    return _make(match, "event", calendar.resolve(point, match.start()), basis="other") if point else None


def _fiscal_months(match: _Match, calendar: Calendar) -> Reading | None:
    """ "April-June of 2024-25": the months tell where the fiscal year lies, for April is never its end."""
    first, last, year = month_number(match["m"]), month_number(match["m2"]), int(match["fy"][:4])
    if len(match["fy"]) < 9 and int(match["fy"][-2:]) != (year + 1) % 100:
        return None
    begin = 12 * (year + (first < 4)) + first - 1
    end = 12 * (year + (last < 4)) + last - 1
    return _make(match, "range", periods.from_months(begin, end)) if begin <= end else None


def _fiscal_part(match: _Match, calendar: Calendar) -> Reading | None:
    """ "Q1 (April-June) of FY 2024-25": resolved if the months are told beside it."""
    months = [match[a] or match[b] for a, b in (("m1", "m3"), ("m2", "m4"))]
    if not all(months):
        return _make(match, "fiscal")
    first, last = (month_number(month) for month in months if month)
    year = int(match["y1"]) if match["y1"] else None
    told = re.search(r"((?:19|20)\d\d)[-/]\d", match[0])
    if year is None and told:
        year = int(told[1]) + (first < 4)
    point = Point("range", first, last, None, year)
    return _make(match, "range", calendar.resolve(point, match.start()))


def _fiscal(match: _Match, calendar: Calendar) -> Reading | None:
    if match["fy"] and match[0] == match["fy"] and not _split_year(match, calendar):
        return None
    which = (match["which"] or "").lower()
    if which in ("previous", "last", "prior", "preceding", "past"):
        return _make(match, "fiscal", basis="yoy", shift=-12)
    return _make(match, "fiscal")


def _split_year(match: _Match, calendar: Calendar) -> bool:
    """Whether "2023/24" is a year that begins in one and ends in the other."""
    first, second = re.split(r"[-/]", match["fy"])
    if re.search(
        r"\b(?:no\.|regulation|directive|decision|\w*\()\s?$", calendar.text[max(0, match.start() - 12) : match.start()], re.IGNORECASE
    ):
        return False
    return (
        int(second) % 100 == (int(first) + 1) % 100
        and (len(second) == 2 or int(second) == int(first) + 1)
        and not calendar.text.startswith(" prices", match.end())
    )


def _year_range(match: _Match, calendar: Calendar) -> Reading | None:
    first, last = int(match["y1"]), int(match["y1"][:2] + match["y2"])
    if last <= first + 1 or (1 <= int(match["y2"]) <= 12 and "-" in match[0]):
        return None
    return _make(match, "range", f"{first}/{last}")


def _decade(match: _Match, calendar: Calendar) -> Reading | None:
    first = int(match["y"])
    return _make(match, "range", f"{first}/{first + 9}")


def _vague(match: _Match, calendar: Calendar) -> Reading | None:
    return _make(match, "duration")


def _season(match: _Match, calendar: Calendar) -> Reading | None:
    return _make(match, "season")


def _weekday_before(calendar: Calendar, word: str) -> dt.date | None:
    now = calendar.published
    return now - dt.timedelta(days=(now.weekday() - weekday_number(word)) % 7) if now else None


def _weekday(match: _Match, calendar: Calendar) -> Reading | None:
    word = match["wd"].rstrip(".")
    if len(word) < 6 or not word[0].isupper():
        return None
    end = match.end() - match[0].endswith(".")
    day = _weekday_before(calendar, word)
    return Reading(match.start(), end, "moment", day.isoformat() if day else None)


def _moment(match: _Match, calendar: Calendar) -> Reading | None:
    by = {"today": 0, "yesterday": -1, "tomorrow": 1}[match["w"].lower()]
    now = calendar.published
    return _make(match, "moment", (now + dt.timedelta(days=by)).isoformat() if now else None)


def _duration(match: _Match, calendar: Calendar) -> Reading | None:
    left = calendar.text[max(0, match.start() - 14) : match.start()]
    if re.search(r"\b(?:aged?|ages|under|between|to|and|or) $|\d ?(?:-|to) ?$", left, re.IGNORECASE) and match[0].lower().endswith("years"):
        return None
    return _make(match, "duration")


_READERS: dict[str, _Reader] = {
    "iso_day": _iso_day, "numeric_day": _numeric_day, "iso_month": _iso_month, "numeric_month": _numeric_month, "dated": _read_point,
    "labelled_quarter": _labelled_quarter, "month_and_annual": _month_and_annual, "which_month": _which_month, "to_date": _to_date,
    "so_far": _so_far, "elided": _elided, "quarters": _quarters, "range": _range, "between": _range, "days": _days, "days_before": _days,
    "first_days": _first_days, "first_months": _first_months, "part_of_month": _part_of_month, "part_of": _read_the_year,
    "year_end": _year_end, "whole": _read_the_year, "ending": _ending, "since_span": _since_span, "past": _past,
    "those_weeks": _those_weeks, "next": _next, "current": _current, "bare_unit": _bare_unit, "previous": _previous,
    "the_before": _the_before, "ago": _ago, "same": _same, "same_alone": _same_alone, "year_earlier": _year_earlier, "adverb": _adverb,
    "basis": _basis, "annually": _annually, "by_period": _by_period, "annualized": _annualized, "pre_event": _event, "peak": _peak,
    "since_peak": _event, "average": _event, "fiscal_months": _fiscal_months, "fiscal_part": _fiscal_part, "fiscal": _fiscal,
    "year_range": _year_range, "decade": _decade, "season": _season, "holiday": _season, "weekday": _weekday, "moment": _moment,
    "consecutive": _vague, "duration": _duration, "vague": _vague, "point": _read_point,
}  # fmt: skip


def read(rule: str, match: _Match, calendar: Calendar) -> Reading | None:
    """Return what a match of a rule means, or None if it means no time after all."""
    return _READERS[rule](match, calendar)
