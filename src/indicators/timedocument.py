"""What a release as a whole is about: the period that its title and lead speak of, borne out by what the text tells of it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence

from indicators import periods
from indicators.timeknown import foretells, year_foreseen
from indicators.timepoints import Calendar
from indicators.timereading import Reading, around, latest_week

__all__ = ["EARLY", "age_of", "is_secondary", "period_of_release"]

# "From April to June" begins a span of time, no comparison.
_BEGINS = re.compile(r"\b(?:from|between) (?:the )?$", re.IGNORECASE)
_SECONDARY = re.compile(
    r"\b(?:compared (?:with|to)|against|than|versus|vs|after|following|had been|had|down on|up on|exceeded?|followed|revised)\b"
    r"(?:[^.;]|\.\d){0,40}$"
    # "from 3 in July to 4 in August": where it moved to is what is spoken of.
    r"|\bfrom\b(?:(?!\sto\s)(?:[^.;]|\.\d)){0,40}$",
    re.IGNORECASE,
)
# "from 3 percent in May": a level that something is held against.
_HELD_AGAINST = re.compile(
    r"\b(?:from|than|against|compared (?:with|to))\s+(?:[a-z]+\s+){0,2}(?:[A-Z]{1,3} ?)?[$£€¥]?\d[\d.,]*(?:\s?%|(?:\s[a-z-]+){1,3})?"
    r"\s+(?:in|for|during)\s+(?:the\s+)?$"
)
# A day so long ago is an event, and a period that is over so long is history where the text has told of one still running.
_PAST, _LONG_PAST, _HISTORY = 45, 366, 600
# The year that a publication is called by: "Global Wind Report 2024".
_EDITION = re.compile(
    r"\b(?:reports?|outlook|review|yearbook|handbook|barometer|monitor|bulletin|survey|atlas|almanac|index|statistics|trends|prospects"
    r"|edition) $",
    re.IGNORECASE,
)
# A month that is not over when the release comes out is seldom what the release is about, unless the prose says so.
EARLY = 900
_EDITION_BEHIND = re.compile(
    r"(?: [A-Z][\w&'’-]*){0,5} (?:Report|Outlook|Review|Yearbook|Handbook|Barometer|Monitor|Bulletin|Survey|Atlas|Almanac|[Ee]dition)\b"
)
_YEAR = 12
# For how many days a month or quarter is the latest that figures are told of.
_LATEST = {1: 60, 3: 120}
# So far behind another a time stands in another sentence.
_NEXT = 120
# Within this many characters behind the title a release says what it is on.
_LEAD = 250
# From so late in a month it is told as one that has been.
_LAST_WEEKS = 18
_IN = re.compile(r"\b(?:in|for|during|this) (?:the month of )?\Z", re.IGNORECASE)
_WAS = re.compile(
    r"\b(?:was|were|has|have|had|rose|fell|grew|shrank|slid|sank|came|went|stood|held|hit|lost|kept|slipped|[a-z]{3,}ed|rises|falls|slips"
    r"|improves|worsens|brightens|dims|eases|climbs|drops|declines|increases|decreases|slows|retreats|advances|weakens|strengthens|jumps|edges)\b",
    re.IGNORECASE,
)
_LASTS = ("last week", "last month", "last quarter", "last year")
# "In May and June", but not "in both May and June".
_AND = re.compile(r" (?:and|&) ")
_EACH = re.compile(r"\b(?:both|each|respectively|either)\b", re.IGNORECASE)
# Where a sentence ends.
_BREAK = re.compile(r"\n|(?<=[a-z)\d%])[.!?]\s")
_DIGIT = re.compile(r"(?<![\w.,-])(?:[A-Z]{1,3} ?)?[$£€¥+-]?\d")


def period_of_release(readings: Sequence[Reading], calendar: Calendar) -> str | None:
    """Return the period that a release as a whole is about, None if nothing tells.

    It is the first that title or lead speak about, unless the text tells nothing of it but of a longer one that holds it. Where they
    speak of none, but foresee what they hold against the year before, it is the year after that.
    """
    first = _first_told(readings, calendar)
    if first is not None:
        return _borne_out(first, readings, calendar)
    asked = next((periods.ending(r.period) for r in readings if r.kind == "fieldwork"), None)
    if asked is not None:
        # Nothing tells of another time than that in which a survey was made: it is called by its month.
        return periods.month_period(asked.year, asked.month)
    return year_foreseen(readings, calendar, EARLY) or _month_of_issue(readings, calendar) or _before_now(readings, calendar)


def _before_now(readings: Sequence[Reading], calendar: Calendar) -> str | None:
    """The last month or quarter, where the first comparison is with the one before it, and nothing tells which it is."""
    now = calendar.published if "\n" in calendar.text else None
    steps = [r for r in readings if r.role == "comparison" and r.period is None and r.start < EARLY and r.basis in ("mom", "qoq", "yoy")]
    unit = {"mom": "month", "qoq": "quarter"}.get(steps[0].basis or "") if steps else None
    return around(now, unit, -1) if now is not None and unit is not None else None


def _month_of_issue(readings: Sequence[Reading], calendar: Calendar) -> str | None:
    """The month by which a title calls what comes out in its last weeks and tells of no other: "Report for September"."""
    now, title = calendar.published, calendar.text.find("\n")
    if now is None or now.day < _LAST_WEEKS:
        return None
    named = (r.period for r in readings if r.start < title and r.kind == "month" and r.role == "publication")
    return next((period for period in named if period == periods.month_period(now.year, now.month)), None)


def _borne_out(first: str, readings: Sequence[Reading], calendar: Calendar) -> str:
    """A period named at once, or the longer one that the first figure is told of: "Data for June", and then all of the first half."""
    if (periods.months(first) or _YEAR) >= _YEAR:
        return first
    begin, end = _first_sentence_with_figure(readings, calendar)
    told = [reading for reading in readings if begin <= reading.start < end and reading.role == "reference" and reading.period]
    if any(periods.contains(first, reading.period) for reading in told):
        return first
    for reading in told:
        over = (age_of(reading.period, calendar.published) or 0) >= 0 and not is_secondary(reading, calendar)
        if (
            over
            and reading.resolve is None
            and reading.kind not in ("relative", "span")
            and not (reading.span and reading.ends)
            and reading.period
            and periods.contains(reading.period, first)
        ):
            return reading.period
    return first


def _first_sentence_with_figure(readings: Sequence[Reading], calendar: Calendar) -> tuple[int, int]:
    """Where the sentence stands that has the first number outside of all times, near the beginning."""
    first = next(_numbers(0, EARLY, readings, calendar), None)
    return _sentence_around(first, calendar) if first is not None else (0, 0)


def _beside_figure(reading: Reading, readings: Sequence[Reading], calendar: Calendar) -> bool:
    """Whether a number stands in the sentence of a time, outside of all times."""
    begin, end = _sentence_around(reading.start, calendar)
    return next(_numbers(begin, end, readings, calendar), None) is not None


def _numbers(begin: int, end: int, readings: Sequence[Reading], calendar: Calendar) -> Iterator[int]:
    spots = [(reading.start, reading.end) for reading in readings if begin <= reading.start < end]
    for digit in _DIGIT.finditer(calendar.text, begin, end):
        if not any(start < digit.end() <= stop for start, stop in spots):
            yield digit.start()


def _sentence_around(at: int, calendar: Calendar) -> tuple[int, int]:
    before = [found.end() for found in _BREAK.finditer(calendar.text, max(0, at - EARLY), at)]
    behind = _BREAK.search(calendar.text, at)
    return before[-1] if before else max(0, at - EARLY), behind.start() if behind else len(calendar.text)


def _first_told(readings: Sequence[Reading], calendar: Calendar) -> str | None:
    """The first period that title or lead speak about; one still running only if nothing else is told, for a year: of its parts."""
    later: Reading | None = None
    held: Reading | None = None
    last = _last_told(readings, calendar)
    for reading in readings:
        if reading.start > EARLY or (later is not None and _week_told(later, reading)):
            break
        if _season_titled(reading, readings, calendar):
            return None
        if (
            reading.role != "reference"
            or reading.period is None
            or reading.shift is not None
            or (reading.kind in ("day", "week") and reading.resolve)
        ):
            continue
        if _told_in_passing(reading, calendar):
            continue
        age = age_of(reading.period, calendar.published)
        running = age is not None and age < 0 and not _all_but_over(reading, calendar)
        if running and reading.kind == "year" and _calls_edition(reading, calendar.text):
            continue
        beside = later is not None and (periods.months(later.period) or 0) >= _YEAR and not _ends_within(later.period, reading.period)
        most = _still(later.period) if later is not None else _stale(reading, calendar)
        past = age is not None and most is not None and age > most
        if not running and not beside and not past and not is_secondary(reading, calendar):
            return _last_of(last, readings, calendar) if _is_behind(reading, last) else _narrowed(reading, readings, calendar)
        if not running and is_secondary(reading, calendar):
            held = held or (None if past else reading)
        else:
            later = later or (None if past else reading)
    later = later or held
    if later is None and last is not None:
        return _last_of(last, readings, calendar)
    return _spoken_of(later, calendar) if later is not None else None


def _calls_edition(year: Reading, text: str) -> bool:
    """Whether a publication is called by a year: "Global Wind Report 2024", "the 2019 Tea Outlook"."""
    return bool(_EDITION.search(text, max(0, year.start - 24), year.start) or _EDITION_BEHIND.match(text, year.end))


def _all_but_over(reading: Reading, calendar: Calendar) -> bool:
    """Whether a month is told as what has been, in what comes out in its last weeks: "Confidence rose in August", on August 30."""
    now, text = calendar.published, calendar.text
    if reading.kind != "month" or now is None or now.day < _LAST_WEEKS or _IN.search(text, 0, reading.start) is None:
        return False
    begin, end = _sentence_around(reading.start, calendar)
    return reading.start < text.find("\n") + _LEAD and _WAS.search(text, begin, end) is not None and not foretells(text[begin:end])


def _season_titled(reading: Reading, readings: Sequence[Reading], calendar: Calendar) -> bool:
    """Whether the title is on a season or fiscal year alone of which nothing tells when it began: what else is told is told beside it."""
    title = calendar.text.find("\n")
    if reading.kind != "fiscal" or reading.role != "reference" or reading.period or reading.shift is not None or reading.start > title:
        return False
    return not any(other.period and other.role == "reference" for other in readings if other.start < title)


def _last_told(readings: Sequence[Reading], calendar: Calendar) -> Reading | None:
    """ "Claims fell last week", "Orders last month decreased", in the title or first sentence, if that tells no other time."""
    title = calendar.text.find("\n")
    opening = _BREAK.search(calendar.text, title + 2)
    head = [r for r in readings if r.start < (opening.end() if opening is not None else EARLY) and r.role == "reference" and r.period]
    lasts = [r for r in head if calendar.text[r.start : r.end].lower() in _LASTS]
    return lasts[0] if lasts and len(lasts) == len(head) else None


def _is_behind(reading: Reading, last: Reading | None) -> bool:
    """Whether a time stands in a sentence behind that which tells of the last week, month or quarter."""
    if last is None or last.kind != "week":
        return last is not None
    return reading.start > last.end + _NEXT and reading.kind not in ("week", "days")


def _last_of(last: Reading | None, readings: Sequence[Reading], calendar: Calendar) -> str | None:
    """The month or quarter told, or the week that "last week" is, by the weekday on which one ends that the text names."""
    if last is None or last.kind != "week" or calendar.published is None:
        return last.period if last is not None else None
    named = next((r.period for r in readings if r.kind == "week" and r.resolve is None and r.period), None)
    return latest_week(named, calendar.published) or last.period


def _spoken_of(told: Reading, calendar: Calendar) -> str | None:
    """The period told; where that is only what the text holds its own against ("from 3 percent in May"), the one behind it."""
    length = periods.months(told.period)
    if told.span and told.ends:
        return told.ends[1]
    if length not in _LATEST or not _HELD_AGAINST.search(calendar.text, max(0, told.start - 60), told.start):
        return told.period
    for by in (length, _YEAR):
        behind = periods.shift(told.period, by)
        age = age_of(behind, calendar.published)
        if age is not None and 0 <= age <= _LATEST[length]:
            return behind
    return told.period


def _told_in_passing(reading: Reading, calendar: Calendar) -> bool:
    """Whether a stretch up to now is told behind the first sentence: "Since the start of the year it has gained 7 percent"."""
    if not calendar.text.startswith(("since", "Since", "so far"), reading.start):
        return False
    title = calendar.text.find("\n")
    opening = _BREAK.search(calendar.text, title + 1)
    return opening is not None and reading.start > opening.end()


def _narrowed(titled: Reading, readings: Sequence[Reading], calendar: Calendar) -> str | None:
    """The part of a title's quarter or half-year that the lead is on: "… at end of third quarter", and then "in September"."""
    title = calendar.text.find("\n")
    length = periods.months(titled.period) or 0
    if titled.span == 1 or (titled.span and titled.ends):
        # "fell between June and July"
        return titled.ends[1] if titled.ends else periods.ends_in(titled.period)
    to_date = titled.kind == "range" and titled.resolve is not None
    if length == 1 and (both := _with_next(titled, readings, calendar.text)) is not None:
        return both
    if titled.start > title or not (length in (3, 6) or to_date):
        return titled.period
    for reading in readings:
        if title < reading.start < title + _LEAD and reading.role == "reference" and reading.resolve is None and reading.shift is None:
            # "… so far in 2017", and then "in the second quarter of 2017".
            within = to_date and periods.contains(titled.period, reading.period)
            alike = within or periods.ending(reading.period) == periods.ending(titled.period)
            alike = alike and _beside_figure(reading, readings, calendar)
            return reading.period if alike and 0 < (periods.months(reading.period) or 0) < length else titled.period
    return titled.period


def _with_next(month: Reading, readings: Sequence[Reading], text: str) -> str | None:
    """The two months of "In May and June, 4 million nights were spent", unless each is meant."""
    behind = next((r for r in readings if month.end < r.start <= month.end + len(" and the ")), None)
    if behind is None or behind.role != "reference" or behind.period != periods.shift(month.period, 1):
        return None
    if not _AND.fullmatch(text, month.end, behind.start) or _EACH.search(text, month.start - 8, behind.end + 16):
        return None
    return periods.normal(f"{month.period}/{behind.period}")


def _week_told(later: Reading, reading: Reading) -> bool:
    """Whether a text that began with "this week" goes on to other times: they are told beside it."""
    return later.kind == "week" and reading.start - later.end > _NEXT


def _ends_within(outer: str | None, inner: str | None) -> bool:
    """Whether a period ends in another: the 26 weeks to September in the year from April, though they begin in March."""
    last = periods.ending(inner)
    return last is not None and periods.contains(outer, last.isoformat())


def _stale(reading: Reading, calendar: Calendar) -> int | None:
    """How long a day may be over, or a period that no title names: what was long ago is told on the way ("the firm it bought in 2005")."""
    if reading.kind == "day" and not _edge(reading):
        return _PAST
    return None if reading.start < calendar.text.find("\n") else _HISTORY


def _still(later: str | None) -> int:
    """How long another period may be over where the text has told of this one, which is still running: "this week", "this year"."""
    length = periods.months(later)
    return _PAST if length is None else _LONG_PAST


def age_of(period: str | None, published: dt.date | None) -> int | None:
    """How many days a period has been over when the release comes out; fewer than none if it is still running."""
    last = periods.ending(period)
    return (published - last).days if published is not None and last is not None else None


def _edge(reading: Reading) -> bool:
    """Whether a day begins or ends a month, as those of stocks do."""
    day = periods.ending(reading.period)
    return day is not None and (day.day == 1 or periods.month_ending(reading.period) is not None)


def is_secondary(reading: Reading, calendar: Calendar) -> bool:
    """Whether a time belongs to the figure that another is held against: "from 2.6% in July"."""
    title = calendar.text.find("\n")
    if reading.start <= title:
        return False
    before = max(title + 1, reading.start - 60)
    begins = _BEGINS.search(calendar.text, before, reading.start) if reading.kind in ("range", "days") else None
    found = _SECONDARY.search(calendar.text, before, begins.start() if begins else reading.start)
    return found is not None and not (reading.kind == "day" and found[0].lower().startswith(("after", "following")))
