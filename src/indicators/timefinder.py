"""Finding the times of a text: what the grammar matches, read, sorted out, given roles and hung on what the release is about."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections.abc import Sequence

from indicators import periods
from indicators.figure import TimeExpression
from indicators.fiscalyear import Fiscal
from indicators.text import plain
from indicators.timeabsolute import READERS as ABSOLUTE
from indicators.timeanaphora import READERS as ANAPHORA
from indicators.timefiscal import READERS as FISCAL
from indicators.timefiscal import fiscal_part
from indicators.timegrammar import scan
from indicators.timepoints import Calendar
from indicators.timereading import Anchors, Reader, Reading
from indicators.timerelative import READERS as RELATIVE
from indicators.timerelative import since_january
from indicators.timeroles import role_of
from indicators.timeweeks import READERS as WEEKS

__all__ = ["document_period", "find_all", "find_times"]

_READERS: dict[str, Reader] = {**ABSOLUTE, **WEEKS, **FISCAL, **RELATIVE, **ANAPHORA}
_JOIN = re.compile(r"(?:\s*+,)?\s*+(?:\b(?:and|or|&)\b|,|/)\s*+(?:\b(?:in|the|both)\b\s*)*")
_BESIDE = re.compile(r"\s*(?:\([^)\n]{0,20}\)\s*|\()?")
_SENTENCE_END = re.compile(r"(?:(?<![A-Z.][a-z]{2})(?<![a-z]{4}[.])[.!?][\")]?\s+(?=[A-Z(\"])|\n)")
_SECONDARY = re.compile(
    r"\b(?:compared (?:with|to)|from|against|than|versus|after|following|had been|had|down on|up on|exceeded?|followed|revised)\b"
    r"(?:[^.;]|\.\d){0,40}$",
    re.IGNORECASE,
)
# What a total runs to: "up to July", "to the end of July".
_UP_TO = re.compile(
    r"\b(?:through|thru|until|till|up to(?: and including)?|to (?:the |mid[ -])?(?:end|close)(?: of|[ -])) ?(?:the )?"
    r"(?:(?:end|close)(?: of|[ -]) ?)?$",
    re.IGNORECASE,
)
_TO_DATE = re.compile(r"\b(?:to[\s-]date|so far|YTD)\b", re.IGNORECASE)
_THAT_YEAR = re.compile(r"\bthat year$", re.IGNORECASE)
# "in 2020, when output fell by 6% in the second quarter": of that year.
_WHEN = re.compile(r",? (?:when|in which|during which|where)\b")
_FROM = re.compile(r"\d(?: [a-z]+){0,3} from (?:the )?$")
# "From April to June" begins a span of time, no comparison.
_BEGINS = re.compile(r"\b(?:from|between) (?:the )?$", re.IGNORECASE)
# A day so long ago is an event, and a period that is over so long is history where the text has told of one still running.
_PAST, _LONG_PAST = 45, 366
# The year that a publication is called by: "Global Wind Report 2024".
_EDITION = re.compile(
    r"\b(?:reports?|outlook|review|yearbook|handbook|barometer|monitor|bulletin|survey|atlas|almanac|index|statistics|trends|prospects"
    r"|edition) $",
    re.IGNORECASE,
)
# A month that is not over when the release comes out is seldom what the release is about, unless the prose says so.
_EARLY = 900
_YEAR = 12
# So far behind another a time stands in another sentence.
_NEXT = 120
# So near a time stands in the same phrase.
_NEAR = 40
# Within this many characters behind the title a release says what it is on.
_LEAD = 250


def find_times(text: str, published: dt.date | None, home: str | None = None) -> list[TimeExpression]:
    """Find the phrases of time in a text.

    Parameters
    ----------
    text : str
        The release's text.
    published : datetime.date or None
        When it was published: what "January" and "last year" resolve against.
    home : str, optional
        The area that the release is about: whose fiscal year it speaks of, if it does not tell itself when that begins.

    Returns
    -------
    list of TimeExpression
        In text order; no two overlap.
    """
    return find_all(text, published, home)[0]


def find_all(text: str, published: dt.date | None, home: str | None = None) -> tuple[list[TimeExpression], str | None]:
    """Return what `find_times` and `document_period` do, in one go."""
    calendar = _calendar(text, published, home)
    readings = _readings(calendar)
    hanger = _Hanger(readings, calendar, _tell_totals(readings, calendar))
    hanger.run()
    return [_expression(reading) for reading in readings], hanger.document


def document_period(text: str, published: dt.date | None) -> str | None:
    """Return the period that a release as a whole is about, as its title and first sentences tell; None if they don't.

    Examples
    --------
    >>> document_period("Exports up in January\\nExports rose.", dt.date(2024, 2, 1))
    '2024-01'
    """
    calendar = _calendar(text, published)
    readings = _readings(calendar)
    _tell_totals(readings, calendar)
    return _document(readings, calendar)


def _calendar(text: str, published: dt.date | None, home: str | None = None) -> Calendar:
    """The calendar of a text; one without a date is taken to be of the end of the latest month or day that its head names in full."""
    calendar = Calendar(plain(text), published)
    calendar.fiscal = Fiscal.of(calendar.text, home)
    if published is None:
        head = Calendar(calendar.text[:_EARLY], None, calendar.fiscal)
        told = [r.period for r in _readings(head) if r.kind in ("day", "month", "quarter") and r.role in ("reference", "publication")]
        calendar.published = periods.ending(periods.latest(told))
    return calendar


def _readings(calendar: Calendar) -> list[Reading]:
    """All readings with their roles, the longest where some overlap, in text order."""
    found = []
    for order, (rule, match) in enumerate(scan(calendar.text)):
        reading = _READERS[rule](match, calendar)
        if reading is not None:
            found.append((reading.start - reading.end, order, reading))
    found.sort(key=lambda item: item[:2])
    taken = bytearray(len(calendar.text))
    chosen = []
    for _, _, reading in found:
        if not any(taken[reading.start : reading.end]):
            taken[reading.start : reading.end] = b"\1" * (reading.end - reading.start)
            chosen.append(reading)
    chosen.sort(key=lambda reading: reading.start)
    _carry_years(chosen, calendar)
    _give_roles(chosen, calendar)
    return chosen


def _carry_years(readings: Sequence[Reading], calendar: Calendar) -> None:
    """The June of "June and July 2023" is that of 2023."""
    for one, other in zip(reversed(readings[:-1]), reversed(readings[1:]), strict=True):
        if one.point is None or other.kind != one.kind or other.period is None or one.kind not in ("month", "quarter", "half", "day"):
            continue
        if not _JOIN.fullmatch(calendar.text, one.end, other.start):
            continue
        if other.point is not None:
            continue
        last = periods.starting(other.period)
        if last is not None:
            one.period = one.point.in_year(last.year - (one.point.first > last.month))
            one.point = None


def _give_roles(readings: Sequence[Reading], calendar: Calendar) -> None:
    before: Reading | None = None
    for reading in readings:
        reading.role = role_of(reading, calendar)
        if before is not None and reading.role == "reference" and _shares_role(before, reading, calendar):
            reading.role = before.role
        before = reading


def _shares_role(before: Reading, reading: Reading, calendar: Calendar) -> bool:
    """Whether a time goes with the one before: "from June and July", "the pre-pandemic (February 2020) level"."""
    if before.kind == "event" and before.role == "comparison":
        return bool(_BESIDE.fullmatch(calendar.text, before.end, reading.start))
    if before.role not in ("comparison", "publication") or before.kind != reading.kind or (before.kind == "relative" and not before.shift):
        return False
    return bool(_JOIN.fullmatch(calendar.text, before.end, reading.start))


def _tell_totals(readings: Sequence[Reading], calendar: Calendar) -> dict[dt.date, str]:
    """ "through July", "to the end of July" where the text names the months from January to July: these are meant.

    Returns the spans of months that the text names by their ends.
    """
    told: dict[dt.date, str] = {}
    for reading in readings:
        last = periods.ending(reading.period)
        if reading.kind == "range" and last is not None and reading.period is not None and (periods.months(reading.period) or 0) > 1:
            told.setdefault(last, reading.period)
    for before, reading in itertools.pairwise(readings):
        if _totals(before, reading, calendar):
            # "year-to-date sales through May"
            before.period, before.resolve = since_january(reading.period), None
            reading.kind, reading.period, reading.point = "range", before.period, None
    for reading in readings if told else ():
        last = periods.ending(reading.period)
        if reading.kind != "month" or reading.role != "reference" or last not in told:
            continue
        if _UP_TO.search(calendar.text, max(0, reading.start - 24), reading.start):
            reading.kind, reading.period, reading.point = "range", told[last], None
    return told


def _totals(before: Reading, reading: Reading, calendar: Calendar) -> bool:
    """Whether a day or month tells to when a year's total told right before it runs."""
    if before.kind != "range" or before.resolve is None or reading.kind not in ("day", "month") or reading.role != "reference":
        return False
    between = calendar.text[before.end : reading.start]
    return len(between) < _NEAR and "." not in between and bool(_UP_TO.search(between))


def _document(readings: Sequence[Reading], calendar: Calendar) -> str | None:
    """The first period that title or lead speak about; one still running only if nothing else is told, for a year: of its parts."""
    later: Reading | None = None
    for reading in readings:
        if reading.start > _EARLY or (later is not None and _week_told(later, reading)):
            break
        if (
            reading.role != "reference"
            or reading.period is None
            or reading.shift is not None
            or (reading.kind in ("day", "week") and reading.resolve)
        ):
            continue
        age = _age(reading.period, calendar.published)
        running = age is not None and age < 0
        if running and reading.kind == "year" and _EDITION.search(calendar.text, max(0, reading.start - 24), reading.start):
            continue
        beside = later is not None and (periods.months(later.period) or 0) >= _YEAR and not _ends_within(later.period, reading.period)
        most = _still(later.period) if later is not None else _PAST if reading.kind == "day" and not _edge(reading) else None
        past = age is not None and most is not None and age > most
        if not running and not beside and not past and not _secondary(reading, calendar):
            return _narrowed(reading, readings, calendar)
        later = later or (None if past else reading)
    return later.period if later is not None else None


def _narrowed(titled: Reading, readings: Sequence[Reading], calendar: Calendar) -> str | None:
    """The part of a title's quarter or half-year that the lead is on: "… at end of third quarter", and then "in September"."""
    title = calendar.text.find("\n")
    length = periods.months(titled.period) or 0
    if titled.start > title or length not in (3, 6):
        return titled.period
    for reading in readings:
        if title < reading.start < title + _LEAD and reading.role == "reference" and reading.resolve is None and reading.shift is None:
            alike = periods.ending(reading.period) == periods.ending(titled.period)
            return reading.period if alike and 0 < (periods.months(reading.period) or 0) < length else titled.period
    return titled.period


def _week_told(later: Reading, reading: Reading) -> bool:
    """Whether a text that began with "this week" goes on to other times: they are told beside it."""
    return later.kind == "week" and reading.start - later.end > _NEXT


def _ends_within(outer: str | None, inner: str | None) -> bool:
    """Whether a period ends in another: the 26 weeks to September in the year from April, though they begin in March."""
    last = periods.ending(inner)
    return last is not None and periods.contains(outer, last.isoformat())


def _still(later: str | None) -> int:
    """How long another period may be over where the text has told of this one, which is still running: "this week", "this year"."""
    length = periods.months(later)
    return _PAST if length is None else _LONG_PAST


def _age(period: str | None, published: dt.date | None) -> int | None:
    """How many days a period has been over when the release comes out; fewer than none if it is still running."""
    last = periods.ending(period)
    return (published - last).days if published is not None and last is not None else None


def _edge(reading: Reading) -> bool:
    """Whether a day begins or ends a month, as those of stocks do."""
    day = periods.ending(reading.period)
    return day is not None and (day.day == 1 or periods.month_ending(reading.period) is not None)


def _secondary(reading: Reading, calendar: Calendar) -> bool:
    """Whether a time belongs to the figure that another is held against: "from 2.6% in July"."""
    title, before = calendar.text.find("\n"), max(0, reading.start - 60)
    if reading.start <= title:
        return False
    begins = _BEGINS.search(calendar.text, before, reading.start) if reading.kind in ("range", "days") else None
    found = _SECONDARY.search(calendar.text, before, begins.start() if begins else reading.start)
    return found is not None and not (reading.kind == "day" and found[0].lower().startswith(("after", "following")))


class _Hanger:
    """Resolves what depends on the release's own period, the sentence's or the week's, in text order."""

    def __init__(self, readings: Sequence[Reading], calendar: Calendar, totals: dict[dt.date, str]) -> None:
        self.readings, self.calendar, self.totals = readings, calendar, totals
        self.document = _document(readings, calendar)
        weeks = [r.period for r in readings if r.kind == "week" and r.resolve is None and r.period]
        # "This week" in the title is the one that the text names.
        self.week = next((w for w in weeks if (_age(w, calendar.published) or 0) >= 0), weeks[0] if weeks else None)
        self.sentence: str | None = None
        self.told: str | None = None
        self.topic: str | None = None
        self.fiscal: int | None = None
        self.then: dt.date | None = None
        self.by_length: dict[int, str] = {}

    def run(self) -> None:
        starts = [match.end() for match in _SENTENCE_END.finditer(self.calendar.text)]
        border = 0
        for reading in self.readings:
            while border < len(starts) and starts[border] <= reading.start:
                self.sentence, self.fiscal, self.then, border = None, None, None, border + 1
            self._resolve(reading)
            self._remember(reading)
            if reading.role in ("reference", "comparison") and reading.period is not None:
                self.told = reading.period
                if reading.role == "reference" and reading.kind != "relative" and not _secondary(reading, self.calendar):
                    self.topic = reading.period

    def _resolve(self, reading: Reading) -> None:
        anchors = Anchors(self.document, self._statement(reading.length), self.week, self.told, self.topic)
        if reading.point is not None and self.then is not None:
            reading.period = reading.point.in_year(self.then.year)
        elif reading.kind == "ordinal" and reading.resolve is not None:
            reading.period = reading.resolve(anchors)
            if reading.period is None:
                reading.role = "duration"
        elif self.told is not None and _THAT_YEAR.search(self.calendar.text, reading.start, reading.end):
            reading.period = _in_year_of(self.told, reading.period)
        elif reading.resolve is not None:
            reading.period = reading.resolve(anchors) or reading.period
            last = periods.ending(reading.period)
            if last in self.totals and _TO_DATE.search(self.calendar.text, reading.start, reading.end):
                # Where the text tells from April to January, its year to date began in April.
                reading.period = self.totals[last]
            _tell_shift(reading, anchors)
        elif reading.kind == "range" and reading.role == "reference":
            _against_rolling(reading, self._statement(3), self.calendar)
        elif reading.kind == "quarter" and reading.point is not None and self.fiscal is not None:
            reading.period = fiscal_part(self.calendar, self.fiscal, reading.point.last // 3, 3)
        elif reading.shift is not None and _moves(reading):
            reading.period = periods.shift(anchors.sentence, reading.shift) or reading.period

    def _statement(self, length: int | None) -> str | None:
        """The period of the statement at hand, of a given length if the phrase tells one."""
        own = self.sentence or self.document
        if length is None or periods.months(own) == length:
            return own
        return self.by_length.get(length, own)

    def _remember(self, reading: Reading) -> None:
        if reading.kind == "year" and _WHEN.match(self.calendar.text, reading.end):
            self.then = periods.starting(reading.period)
        if reading.role != "reference" or reading.kind in ("relative", "day"):
            return
        if reading.kind == "fiscal":
            self.fiscal = self.calendar.fiscal.begins(self.calendar.text[reading.start : reading.end])
        length = periods.months(reading.period)
        if length is not None and reading.period is not None and not _secondary(reading, self.calendar):
            self.by_length[length] = reading.period
        if self.sentence is None and not _secondary(reading, self.calendar):
            self.sentence = periods.ends_in(reading.period) if reading.span == 1 else reading.period


def _in_year_of(told: str, period: str | None) -> str | None:
    """ "in the first half of that year": in the year of what was last told."""
    own, then = periods.ending(period), periods.ending(told)
    return periods.shift(period, 12 * (then.year - own.year)) if own is not None and then is not None else period


def _moves(reading: Reading) -> bool:
    """Whether a time is a step from the statement's own period: "a year earlier", and "last year" where something is compared with it."""
    if reading.kind == "relative":
        return reading.period is None
    return reading.role == "comparison" and reading.kind in ("year", "quarter", "month")


def _tell_shift(reading: Reading, anchors: Anchors) -> None:
    """ "the same nine months of 2024": how far back that is, the statement's own period tells."""
    if reading.kind != "relative" or reading.shift is not None or reading.basis is not None:
        return
    own, then = periods.ending(anchors.sentence), periods.ending(reading.period)
    if own is not None and then is not None:
        reading.shift = 12 * (then.year - own.year)
        reading.basis = "yoy" if reading.shift == -12 else "other"


def _against_rolling(reading: Reading, statement: str | None, calendar: Calendar) -> None:
    """ "down 86,000 from September to November" is no span of time where the statement itself is about other three months."""
    rolling = periods.months(reading.period) == 3 == periods.months(statement) and statement != reading.period
    if rolling and _FROM.search(calendar.text, max(0, reading.start - 40), reading.start):
        reading.role = "comparison"


def _expression(reading: Reading) -> TimeExpression:
    basis, shift = reading.basis, reading.shift
    if reading.role != "comparison":
        shift = shift if reading.kind in ("relative", "fiscal") else None
        basis = basis if reading.span is not None else None
    return TimeExpression(
        reading.start, reading.end, periods.normal(reading.period), reading.role or "reference", basis, shift, reading.span
    )
