"""Times of the fiscal year: "FY24", "its first ten months", "Q1 (April-June) of 2024-25"."""

from __future__ import annotations

import datetime as dt
import re

from indicators import periods
from indicators.fiscalyear import Fiscal, split_year, years_told
from indicators.lexicon import table
from indicators.timegrammar import month_number, number, ordinal
from indicators.timepoints import Calendar, Point
from indicators.timereading import Anchors, Match, Reader, Reading, group, make, year_of_document

__all__ = ["READERS", "fiscal_part"]


def fiscal_part(calendar: Calendar, year: int | None, count: int, length: int) -> str | None:
    """Return the `count`-th quarter or half of the fiscal year that begins in a year, if it is known when it does."""
    start = calendar.fiscal.start
    if year is None or start is None:
        return None
    first = 12 * year + start - 1 + (count - 1) * length
    return periods.from_months(first, first + length - 1)


def _fiscal_to_date(match: Match, calendar: Calendar) -> Reading | None:
    """ "so far this fiscal year": its months until the last that the release is about."""
    fiscal = _by_name(match, calendar)
    start = fiscal.start
    reading = make(match, "range" if group(match, "date", "date2") and start else "fiscal")

    def resolve(anchors: Anchors) -> str | None:
        last = periods.ending(anchors.sentence) or periods.ending(anchors.document)
        if last is None or start is None:
            return None
        return periods.from_months(12 * (last.year - (last.month < start)) + start - 1, 12 * last.year + last.month - 1)

    reading.resolve = resolve if reading.kind == "range" and not re.search(r"\b(?:last|previous|same)\b", match[0]) else None
    return reading


def _fiscal_months(match: Match, calendar: Calendar) -> Reading | None:
    """ "April-June of 2024-25": the months tell where the fiscal year lies, for April is seldom its end."""
    year = calendar.fiscal.begins(match["fy"]) if match["fy"] else _running_year(calendar.fiscal, calendar, group(match, "which"), 1)
    if year is None:
        return None
    first, last = (month_number(match[a] or match[b]) for a, b in (("m", "m3"), ("m2", "m4")))
    edge = calendar.fiscal.start or 4
    begin, end = (12 * (year + (month < edge)) + month - 1 for month in (first, last))
    return make(match, "range", periods.from_months(begin, end)) if begin <= end else None


def _running_year(fiscal: Fiscal, calendar: Calendar, which: str | None, length: int) -> int | None:
    """The year in which the fiscal year begins of which so many months are over, or in which the one before it does."""
    year = fiscal.around(calendar.published, length)
    return year - 1 if year is not None and which in _BEFORE else year


def _fiscal_first_months(match: Match, calendar: Calendar) -> Reading | None:
    """ "the first ten months (July-April) of the current fiscal year"."""
    length = (number(match["n"]) or 0) * (3 if match["u"].lower().startswith("quarter") else 1)
    if not 1 <= length <= 12:
        return None
    told = group(match, "fy", "fy2", "fy3")
    fiscal = _by_name(match, calendar)
    year = fiscal.begins(told) if told else _running_year(fiscal, calendar, group(match, "which"), length)
    start = fiscal.start
    if year is None or start is None or (start == 1 and _other_year(match, calendar)):
        return make(match, "fiscal")
    return make(match, "range", periods.from_months(12 * year + start - 1, 12 * year + start + length - 2))


def _by_name(match: Match, calendar: Calendar) -> Fiscal:
    """The year that is meant: that of a trade which counts from a month of its own ("coffee year"), or the fiscal year."""
    named = next((month for name, month in table("times")["fiscal"]["trades"].items() if f"{name} year" in match[0].lower()), None)
    season = _SEASON.match(calendar.text, match.end())
    if named is None and (_FARMING.search(match[0]) or (season and "marketing" not in season[0])):
        named = calendar.fiscal.farming
    return Fiscal(named) if named is not None else calendar.fiscal


def _fiscal_part(match: Match, calendar: Calendar) -> Reading | None:
    """ "Q1 (April-June) of FY 2024-25": resolved if it is known where the fiscal year begins."""
    months = [match[a] or match[b] for a, b in (("m1", "m3"), ("m2", "m4"))]
    if all(months):
        return _labelled(match, calendar, *(month_number(month) for month in months if month))
    half = re.search(r"[12]H|H[12]|half", match[0], re.IGNORECASE)
    digit = re.match(r"Q([1-4])|([1-4])Q|H([12])|([12])H", match[0], re.IGNORECASE)
    count = int(next(part for part in digit.groups() if part)) if digit else ordinal(match["o"])
    words = match[0][digit.end() :] if digit else match[0]
    year = calendar.fiscal.begins(words)
    if year is None and not re.search(r"\d", words):
        year = calendar.fiscal.around(calendar.published)
        year = year - 1 if year is not None and re.search(r"\b(?:last|previous)\b", words) else year
    return make(match, "fiscal", fiscal_part(calendar, year, count, 6 if half else 3))


def _fiscal_up_to(match: Match, calendar: Calendar) -> Reading | None:
    """ "FY 2024-25 (up to August)": the months of the fiscal year until then."""
    year, last, start = calendar.fiscal.begins(match["fy"]), month_number(match["m"]), calendar.fiscal.start
    if year is None or start is None:
        return None
    return make(match, "range", periods.from_months(12 * year + start - 1, 12 * (year + (last < start)) + last - 1))


def _year_before_part(match: Match, calendar: Calendar) -> Reading | None:
    """ "2020-21 Q2": the fiscal year told first."""
    return make(match, "fiscal", fiscal_part(calendar, calendar.fiscal.begins(match["fy"]), int(match["q"]), 3))


def _labelled(match: Match, calendar: Calendar, first: int, last: int) -> Reading | None:
    """The months of "Q1 (April-June) of 2024-25", in the calendar year in which they lie."""
    if match["y1"]:
        year: int | None = int(match["y1"])
    else:
        told = years_told(match[0])
        year = split_year(told) if told else None
        if year is not None:
            year += first < (calendar.fiscal.start or 4)
    if year is None and calendar.published is not None:
        year = calendar.published.year - (first > calendar.published.month)
    return make(match, "range", periods.from_months(12 * year + first - 1, 12 * year + last - 1) if year is not None else None)


def _fiscal(match: Match, calendar: Calendar) -> Reading | None:
    words = match["fy"] or match["fy2"]
    if words and split_year(words) is None:
        return None
    if match["fy2"] and not _stands_alone(match, calendar):
        return None
    which = group(match, "which", "which2") or ""
    numbered = re.search(r"\d", match[0])
    if which in ("last", "past") and not numbered and calendar.fiscal.start in (None, 1) and calendar.published is not None:
        return make(match, "year", str(calendar.published.year - 1))
    if which in _BEFORE:
        alone = which == "past" or _OPENED.search(calendar.text, max(0, match.start() - 10), match.start())
        before = fiscal_part(calendar, _running_year(calendar.fiscal, calendar, which, 12), 1, 12)

        def resolve(anchors: Anchors) -> str | None:
            # In a release on a fiscal year the previous one is the one before that.
            whole = which != "last" and periods.months(anchors.document) == periods.months(before)
            return periods.shift(anchors.document, -_YEAR) if whole else before

        return make(match, "fiscal", before if alone else None, basis="yoy", shift=-_YEAR, resolve=resolve)
    trade = _by_name(match, calendar)
    if trade is not calendar.fiscal and numbered:
        year = split_year(told) if (told := years_told(match[0])) else None
        return make(match, "range", trade.months_in(year, 0, 1, 12))
    if _other_year(match, calendar):
        return make(match, "fiscal")
    if numbered:
        year = calendar.fiscal.begins(match[0])
    elif which in ("current", "this", "ongoing", "outgoing") or match[0].lower().startswith(("the ", "this ")):
        year = calendar.fiscal.around(calendar.published)
    else:
        year = None
    return make(match, "fiscal", fiscal_part(calendar, year, 1, 12))


def _full_year(match: Match, calendar: Calendar) -> Reading | None:
    """ "its full-year guidance": the fiscal year where the text counts in parts of it, else the calendar's."""
    fiscal, named = calendar.fiscal, re.search(r"fiscal|financial", match[0], re.IGNORECASE)
    counts = fiscal.start not in (None, 1) and bool(named or fiscal.parts or fiscal.running)

    def resolve(anchors: Anchors) -> str | None:
        last = periods.ending(anchors.document)
        if last is None:
            return None
        return fiscal_part(calendar, fiscal.around(last), 1, 12) if counts else f"{last.year:04d}"

    return make(match, "year", resolve=year_of_document(calendar) if fiscal.own else resolve)


def _annual_accounts(match: Match, calendar: Calendar) -> Reading | None:
    """ "annual profits" in a text on a company's accounts; those foreseen in one on a year that is over are not that year's."""
    if not calendar.fiscal.own:
        return None
    told, foreseen = year_of_document(calendar), calendar.foreseen(match.start())

    def resolve(anchors: Anchors) -> str | None:
        year = told(anchors)
        return None if foreseen and year == anchors.document else year

    return make(match, "ordinal", resolve=resolve)


def _annual_total(match: Match, calendar: Calendar) -> Reading | None:
    """ "the annual output" in a text on the last month, quarter or half of a year: that of the year."""
    told = year_of_document(calendar)

    def resolve(anchors: Anchors) -> str | None:
        year = told(anchors)
        ends = year is not None and periods.ending(year) == periods.ending(anchors.document)
        return year if ends and (periods.months(anchors.document) or _YEAR) < _YEAR else None

    return make(match, "annual", resolve=resolve)


def _half_year(match: Match, calendar: Calendar) -> Reading | None:
    """ "half-year sales": of the latest half that is over, or the one that the release is about."""
    if calendar.published is None:
        return None
    now = calendar.published + _ALMOST
    half = Point("half", 1, 6, counted=True), Point("half", 7, 12, counted=True)
    latest = periods.latest(_over(calendar, point, now) for point in half)
    return make(match, "half", latest, resolve=lambda anchors: anchors.document if periods.months(anchors.document) == _HALF else latest)


def _over(calendar: Calendar, point: Point, now: dt.date) -> str | None:
    """The latest half-year that is over, of the fiscal year where the text counts in its parts."""
    if calendar.fiscal.parts:
        return calendar.fiscal.part(point.first, point.last, now)
    return point.in_year(now.year - (point.last >= now.month))


def _gone_months(match: Match, calendar: Calendar) -> Reading | None:
    """ "the nine-month surplus", "up 4 percent after nine months": those of the year that are over, if so many are."""
    length, now = number(group(match, "n", "n2")), calendar.published
    if now is None or length is None or not 1 < length < _YEAR or length == _ROLLING or _superlative(match, calendar):
        return None
    for start in dict.fromkeys((1, calendar.fiscal.start or 1)):
        last = 12 * now.year + start - 2 + length
        last -= 12 * (last >= 12 * now.year + now.month - 1)
        if 12 * now.year + now.month - 1 - last <= _LATE:
            return make(match, "range", periods.from_months(last - length + 1, last))
    return None


def _superlative(match: Match, calendar: Calendar) -> bool:
    """Whether some months are how long something has not been seen: "the fastest pace in nine months"."""
    if (group(match, "prep") or "") != "in":
        return False
    text = calendar.text
    title = text.find("\n")
    return match.end() > title >= 0 or bool(_SEEN.search(text, 0, match.start()))


_BEFORE = frozenset(("previous", "last", "prior", "preceding", "past"))
# Three months may be any, not those since January; a total is told within two months.
_ROLLING, _YEAR, _LATE = 3, 12, 2
_HALF = 6
# The last days of a half-year change little.
_ALMOST = dt.timedelta(days=7)
_SEEN = re.compile(r"\b(?:first|record|most|least|best|worst|time|[a-z]{3,}est)\b", re.IGNORECASE)
# Where a sentence begins nothing has been told from which to step back.
_OPENED = re.compile(r"(?:\A|[.!?\n])\s*(?:(?:In|During|For|Over)\s+)?\Z")
_FARMING = re.compile(r"\b(?:marketing|crop|agricultural) year", re.IGNORECASE)
_NUMBERED = re.compile(r"\b(?:no\.|regulation|directive|decision|\w*\()\s?$", re.IGNORECASE)
_PRICES = re.compile(r"\)?\s+prices\b", re.IGNORECASE)
_SEASON = re.compile(r"\s+(?:[a-z]+\s+)?(?:season|crop|harvest|cycle|campaign|marketing|academic|school)", re.IGNORECASE)
_NOT_FISCAL = re.compile(
    r"\b(?:marketing|crop|academic|school|agricultural|tax|accounting|coffee|cocoa|cotton|sugar|wine|milk|dairy|gas|water|hydrological|fishing)\b",
    re.IGNORECASE,
)


def _other_year(match: Match, calendar: Calendar) -> bool:
    """Whether a year that straddles two is one of crops or schools, whose bounds are others."""
    return bool(_NOT_FISCAL.search(match[0]) or _SEASON.match(calendar.text, match.end()))


def _stands_alone(match: Match, calendar: Calendar) -> bool:
    """Whether "2023/24" is a year and no number of a regulation, nor the year of constant prices."""
    text = calendar.text
    if _PRICES.match(text, match.end()):
        return False
    left = text[max(0, match.start() - 12) : match.start()]
    return left.endswith("(") or not _NUMBERED.search(left)


READERS: dict[str, Reader] = {
    "fiscal_to_date": _fiscal_to_date,
    "fiscal_months": _fiscal_months,
    "fiscal_first_months": _fiscal_first_months,
    "fiscal_part": _fiscal_part,
    "fiscal_up_to": _fiscal_up_to,
    "year_before_part": _year_before_part,
    "full_year": _full_year,
    "annual_accounts": _annual_accounts,
    "annual_total": _annual_total,
    "half_year": _half_year,
    "gone_months": _gone_months,
    "fiscal": _fiscal,
}
