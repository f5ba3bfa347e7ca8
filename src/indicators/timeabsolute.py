"""Times that stand for themselves: days, months, years and spans that name their ends, resolved against the release's date."""

from __future__ import annotations

import datetime as dt
import re

from indicators import periods
from indicators.timegrammar import month_number, number, ordinal
from indicators.timemoves import READERS as MOVES
from indicators.timemoves import reversed_move
from indicators.timepoints import Calendar, Point, plausible_month, plausible_year, read_point
from indicators.timereading import (
    MONTHS,
    MOVE,
    Anchors,
    Match,
    Reader,
    Reading,
    group,
    make,
    months_to,
    span_between,
    unit_of,
    weekday_before,
    year_of_document,
)

__all__ = ["READERS"]


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


def _read_point(match: Match, calendar: Calendar, kind: str | None = None) -> Reading | None:
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
    reading = make(match, kind or point.unit, calendar.resolve(point, match.start()))
    if point.year is None:
        reading.point = point
        if point.unit == "half" and calendar.fiscal.own:
            reading.resolve = lambda anchors: _half_of_accounts(point, anchors, calendar)
    return reading


def _half_of_accounts(point: Point, anchors: Anchors, calendar: Calendar) -> str | None:
    """The first or second half of the year that the release's own period is of."""
    fiscal = calendar.fiscal
    return fiscal.months_in(fiscal.around(periods.ending(anchors.document)), 0, point.first, point.last)


def _read_the_year(match: Match, calendar: Calendar) -> Reading | None:
    """ "the end of the year", "the whole of 2004"."""
    if match["p1"]:
        reading = _read_point(match, calendar)
        if (
            reading is not None
            and reading.kind == "month"
            and reading.resolve is None
            and (match.groupdict().get("part") or "").lower().startswith("early")
        ):
            own = reading.period
            reading.resolve = lambda anchors: _first_days_told(own, anchors.document)
        return reading
    if calendar.published is None:
        return make(match, "year")
    return make(match, "year", str(calendar.published.year), resolve=year_of_document(calendar))


def _first_days_told(month: str | None, document: str | None) -> str | None:
    """What "in early May" is: the first days of it, where the release is on these, else the month."""
    days = periods.bounds(document)
    told = days is not None and days[0].day == 1 and periods.months(document) is None and periods.contains(month, document)
    return document if told else month


def _whole(match: Match, calendar: Calendar) -> Reading | None:
    """ "after 25 million in the whole of last year": that year, whatever part of one the statement is about."""
    reading = _read_the_year(match, calendar)
    if reading is not None and reading.kind == "year" and reading.period is not None:
        reading.shift = None
    return reading


def _iso_day(match: Match, calendar: Calendar) -> Reading | None:
    period = periods.day_period(int(match["y"]), int(match["mo"]), int(match["d"]))
    return make(match, "day", period) if period else None


def _numeric_day(match: Match, calendar: Calendar) -> Reading | None:
    """15.02.2024 and 15/02/2024; 02/15/2024 where no month has the other number, or where it is nearer to the release's date."""
    first, second, year = int(match["a"]), int(match["b"]), int(match["y"])
    choices = [periods.day_period(year, second, first), periods.day_period(year, first, second)]
    found = [choice for choice in choices if choice]
    if not found:
        return None
    if len(found) == 2 and calendar.published is not None and match["sep"] == "/":
        found.sort(key=lambda day: abs((dt.date.fromisoformat(day) - calendar.published).days) > 62)  # type: ignore[operator]
    return make(match, "day", found[0])


def _iso_month(match: Match, calendar: Calendar) -> Reading | None:
    year, month = int(match["y"]), int(group(match, "mo", "mo2") or 0)
    if month == (year + 1) % 100 and match["mo"]:
        return None
    return make(match, "month", periods.month_period(year, month))


def _numeric_month(match: Match, calendar: Calendar) -> Reading | None:
    return make(match, "month", periods.month_period(int(match["y"]), int(match["mo"])))


def _labelled_quarter(match: Match, calendar: Calendar) -> Reading | None:
    return make(match, "quarter", f"{match['y']}-Q{match['q']}")


def _labelled_quarters(match: Match, calendar: Calendar) -> Reading | None:
    """ "between Quarter 2 (Apr to June) and Quarter 3 (July to Sept) 2024"."""
    end = f"{match['y']}-Q{match['q']}"
    year = match["y1"] or (match["y"] if match["q1"] < match["q"] else str(int(match["y"]) - 1))
    begin = f"{year}-Q{match['q1']}"
    reading = make(match, "range", periods.normal(f"{begin}/{end}"), ends=(begin, end))
    span_between(reading, begin, end, "quarter")
    return reading


def _month_and_annual(match: Match, calendar: Calendar) -> Reading | None:
    return make(match, "month", periods.month_period(int(match["y"]), month_number(match["m"])))


def _elided(match: Match, calendar: Calendar) -> Reading | None:
    """The first of "the first and second quarters of 2024", "the second and first halves of 2023"."""
    unit = "quarter" if match["u"].lower() == "quarter" else "half"
    count, length = ordinal(match["o"]), MONTHS[unit]
    if count * length > MONTHS["year"]:
        return None
    point = Point(unit, (count - 1) * length + 1, count * length, None, calendar.year(match["y"]))
    return make(match, unit, calendar.resolve(point, match.start()))


def _first_of_year(match: Match, calendar: Calendar, length: int, last: bool = False) -> Reading | None:
    point = Point("months", 13 - length if last else 1, 12 if last else length, None, calendar.year(match["y"]))
    now, fiscal = calendar.published, calendar.fiscal
    if point.year is None and now is not None and not last and (fiscal.parts or fiscal.running) and not fiscal.own:
        # In a text that counts the months of its fiscal year: the first that are over.
        return make(match, "range", fiscal.part(1, length, now))
    if point.year is None and now is not None and point.last > now.month and not calendar.future(match.start()):
        # Months that are not over yet are those of the year before.
        point.year = now.year - 1
    return make(match, "range", calendar.resolve(point, match.start()))


def _quarters(match: Match, calendar: Calendar) -> Reading | None:
    return _first_of_year(match, calendar, 3 * (number(match["n"]) or 2))


def _first_months(match: Match, calendar: Calendar) -> Reading | None:
    length, last = number(match["n"]), match["edge"].lower() in ("last", "final", "closing")
    if length is None or not 1 <= length <= 12 or (last and not match["of"]):
        return None
    return _first_of_year(match, calendar, length, last)


def _months_of_year(match: Match, calendar: Calendar) -> Reading | None:
    """ "on average for nine months of 2018": its first nine."""
    length = number(match["n"])
    return _first_of_year(match, calendar, length) if length is not None and 1 < length <= MONTHS["year"] else None


def _counted_months(match: Match, calendar: Calendar) -> Reading | None:
    """ "9M 2024", "5M24": the first months of a year."""
    return _first_of_year(match, calendar, int(match["n"]))


# "the year-end forecast", "its end-year inflation target".
_AIMED = re.compile(r"(?: [a-z]+){0,2}? (?:forecasts?|projections?|targets?|estimates?|goals?|predictions?|outlook|expectations?)\b")


def _year_end(match: Match, calendar: Calendar) -> Reading | None:
    if match["y"]:
        return make(match, "year", match["y"])
    now = calendar.published
    if now is None:
        return make(match, "year")
    ahead = calendar.future(match.start()) or now.month > 6 or _AIMED.match(calendar.text, match.end())
    return make(match, "year", str(now.year if ahead else now.year - 1))


def _two(match: Match, calendar: Calendar) -> tuple[str, str, Point, Point] | None:
    """The two ends of a range, each with the year that the other tells."""
    one, other = read_point(match["p1"], calendar), read_point(match["p2"], calendar)
    if one is not None and other is not None and one.unit == "month" and other.unit == "quarter" and one.first == other.first:
        other.unit, other.first = "month", other.last
    if one is None or other is None or (one.unit != other.unit and {one.unit, other.unit} != {"day", "month"}):
        return None
    for point, name in ((one, "p1"), (other, "p2")):
        if not _plausible(calendar, *match.span(name), point):
            return None
    if other.year is None and match.re.groupindex.get("yp"):
        other.year = calendar.year(match["yp"])
    if other.year is None and one.year is not None:
        other.year = one.year + ((other.last, other.day or 0) < (one.first, one.day or 0))
    if other.year is None:
        other.year = one.year if one.unit == "year" else calendar.open_year(other, match.start())
    if one.year is None and other.year is not None:
        one.year = other.year - ((other.last, other.day or 99) < (one.first, one.day or 0))
    begin, end = (p.in_year(p.year) if p.year is not None else None for p in (one, other))
    return (begin, end, one, other) if begin and end else None


def _range(match: Match, calendar: Calendar) -> Reading | None:
    ends = _two(match, calendar)
    if ends is None:
        return None
    begin, end, one, other = ends
    if match.re.groupindex.get("a") and _at_end(match["a"]) and _at_end(match["b"]):
        return _between_ends(match, begin, end)
    period = periods.normal(f"{begin}/{end}")
    if period is None or begin == end:
        return reversed_move(match, begin, end, one.unit) if begin != end and one.unit == other.unit else None
    if "/" in match[0] and not any(map(str.isdigit, match[0])) and periods.months(period) == 12:
        # "trade (Jul/Jun)" tells what a season is.
        return make(match, "duration")
    reading = make(match, "days" if "day" in (one.unit, other.unit) else "range", period)
    if one.unit == other.unit and one.unit in ("month", "quarter", "year"):
        moves = MOVE.search(calendar.text, max(0, match.start() - 10), reading.start)
        reading.ends = (begin, end) if moves else None
        span_between(reading, begin, end, one.unit)
    return reading


def _at_end(words: str | None) -> bool:
    return bool(words and re.match(r"(?:the )?(?:very )?(?:end|close)", words, re.IGNORECASE))


def _between_ends(match: Match, begin: str, end: str) -> Reading | None:
    """ "from the end of June to the end of September": what lies between the two."""
    first, last = periods.ending(begin), periods.ending(end)
    if first is None or last is None or first >= last:
        return None
    reading = make(match, "range", periods.from_days(first + dt.timedelta(days=1), last))
    reading.span = periods.months(reading.period)
    reading.basis = {12: "yoy", 3: "qoq", 1: "mom"}.get(reading.span or 0, "other")
    return reading


_EDGE = re.compile(r"\b(?:start|beginning|turn|opening|outset) of $", re.IGNORECASE)
_REACH = 14
_QUARTER = re.compile(r"\bquarter(?:,? (?:of )?\d{4})?\Z", re.IGNORECASE)
_FINANCIAL = re.compile(r"\b(?:fiscal|financial|accounting|tax)\b", re.IGNORECASE)


def _ending(match: Match, calendar: Calendar) -> Reading | None:
    """ "the three months to May", "the year ending March 2023", "the week ended Dec. 31"."""
    if _EDGE.search(calendar.text, max(0, match.start() - _REACH), match.start()):
        # "since the start of the year until the end of May"
        return None
    last = _last_day(match, calendar)
    unit = "year" if match["u"].upper() == "FYE" else unit_of(match["u"])
    count = number(match["n"]) if match["n"] else 1
    if count is None:
        return None
    if last is None:
        return make(match, "range") if calendar.published is None else None
    if unit in ("week", "day"):
        begin = last - dt.timedelta(days=count * (7 if unit == "week" else 1) - 1)
        return make(match, "week" if count == 1 else "range", periods.from_days(begin, last), shift=None)
    length = MONTHS[unit] * count
    period = months_to(last, length)
    # A financial year is one as any: what grew in it grew in all of it.
    whole = length == 12 and (match["u"].upper() == "FYE" or _FINANCIAL.search(match[0]) is not None)
    span = length if not whole and length % 12 == 0 else 1 if length == 1 else None
    basis = None if whole else {12: "yoy", 1: "mom"}.get(length) if length in (1, 12) else "other" if span else None
    if length == 1:
        return make(match, "month", period)
    reading = make(match, "span" if span else "range", period, basis=basis, span=span)
    if span == MONTHS["year"] and _QUARTER.search(match[0]):
        # "in the 12 months to the June quarter": from one quarter to the same a year later.
        quarter = periods.month_period(last.year, last.month, MONTHS["quarter"])
        reading.ends = (periods.shift(quarter, -span) or "", quarter or "")
    return reading


def _month_year(match: Match, calendar: Calendar) -> Reading | None:
    """ "the June 2017 year": the one that ends with the month."""
    period = periods.month_period(int(match["y"]), month_number(match["m"]), MONTHS["year"])
    return make(match, "span", period, basis="yoy", span=MONTHS["year"])


def _month_of_year(match: Match, calendar: Calendar) -> Reading | None:
    """ "the opening month of the year"."""
    month = 1 if match["edge"].lower() in ("first", "opening") else 12
    year = calendar.year(match["y"])
    if year is None and calendar.published is not None:
        year = calendar.published.year - (month >= calendar.published.month)
    return Reading(*match.span(), "month", periods.month_period(year, month) if year is not None else None)


def _last_day(match: Match, calendar: Calendar) -> dt.date | None:
    if match["wd2"]:
        return weekday_before(calendar, match["wd2"])
    point = read_point(match["p1"], calendar)
    if point is None or not _plausible(calendar, *match.span("p1"), point):
        return None
    if point.year is None and unit_of(match["u"]) == "year" and calendar.foreseen(match.start()) and point.unit in ("month", "day"):
        # "It now sees a profit of 3 million for the year to March": one to come.
        now = calendar.published
        return periods.ending(point.in_year(now.year + (point.last < now.month))) if now else None
    return periods.ending(calendar.resolve(point, match.start()))


def _since_span(match: Match, calendar: Calendar) -> Reading | None:
    point, count = read_point(match["p1"], calendar), number(match["n"])
    if point is None or count is None:
        return None
    length = count * MONTHS[unit_of(match["u"])]
    begin = calendar.resolve(point, match.start())
    last = periods.ending(periods.shift(begin, length))
    if last is None or length % 12 or point.unit != "month":
        return make(match, "duration")
    return make(match, "span", months_to(last, length), basis="yoy" if length == 12 else "other", span=length)


def _year_range(match: Match, calendar: Calendar) -> Reading | None:
    first, last = int(match["y1"]), int(match["y1"][:2] + match["y2"])
    if last <= first + 1 or (1 <= int(match["y2"]) <= 12 and "-" in match[0]):
        return None
    return make(match, "range", f"{first}/{last}")


def _decade(match: Match, calendar: Calendar) -> Reading | None:
    first = int(match["y"])
    return make(match, "range", f"{first}/{first + 9}")


READERS: dict[str, Reader] = {
    "iso_day": _iso_day,
    "numeric_day": _numeric_day,
    "iso_month": _iso_month,
    "numeric_month": _numeric_month,
    "dated": _read_point,
    "labelled_quarter": _labelled_quarter,
    "labelled_quarters": _labelled_quarters,
    "month_and_annual": _month_and_annual,
    "elided": _elided,
    "quarters": _quarters,
    "range": _range,
    "between": _range,
    **MOVES,
    "months_of_year": _months_of_year,
    "months_into": _months_of_year,
    "first_months": _first_months,
    "counted_months": _counted_months,
    "quarters_into": _quarters,
    "part_of": _read_the_year,
    "year_end": _year_end,
    "month_end": _read_point,
    "whole": _whole,
    "ending": _ending,
    "month_year": _month_year,
    "month_of_year": _month_of_year,
    "since_span": _since_span,
    "year_range": _year_range,
    "decade": _decade,
    "point": _read_point,
}
