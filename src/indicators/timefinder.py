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
from indicators.timeanaphora import TAKEN_UP
from indicators.timedocument import EARLY, age_of, is_secondary, period_of_release
from indicators.timefiscal import READERS as FISCAL
from indicators.timefiscal import fiscal_part
from indicators.timegrammar import scan
from indicators.timeknown import part_foreseen, year_to_come
from indicators.timepoints import Calendar
from indicators.timereading import Anchors, Reader, Reading
from indicators.timerelative import READERS as RELATIVE
from indicators.timeroles import role_of
from indicators.timeseasons import define_seasons, season_of_title
from indicators.timeshared import JOIN, shares_role
from indicators.timetodate import READERS as TO_DATE
from indicators.timetodate import count_to_ends, since_january
from indicators.timeweeks import READERS as WEEKS

__all__ = ["document_period", "find_all", "find_times"]

_READERS: dict[str, Reader] = {**ABSOLUTE, **WEEKS, **FISCAL, **RELATIVE, **TO_DATE, **ANAPHORA}
# "49 in April and the May 2022 reading of 47": the year is that of the second alone.
_OWN = re.compile(r" (?!of\b)[a-z]+ of (?:[A-Z]{0,3}[$£€¥])?\d")
_SENTENCE_END = re.compile(r"(?:(?<![A-Z.][a-z]{2})(?<![a-z]{4}[.])[.!?][\")]?\s+(?=[A-Z(\"])|\n)")
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
_THIS_WEEK = re.compile(r"this week\b", re.IGNORECASE)
_FROM = re.compile(r"\d(?: ?%)?\)?(?: [a-z]+){0,3} from (?:the )?$")
_PERIOD = re.compile(r"(?:(?:the|its|their|that) )?(?:same|corresponding|equivalent|comparable|like) period\b", re.IGNORECASE)
_OVER = re.compile(r"\d(?: ?%)?\)?(?: [a-z]+){0,4} over (?:the )?$")
_ON = re.compile(r"\d(?:[%a-z]+)?(?: [a-z]+){0,4} on (?:the )?$")
_LED = re.compile(r"\b(over|from) (?:the )?\Z", re.IGNORECASE)
_OVER_IT = re.compile(r" over (?:the )?")
_YEAR, _ROLLING = 12, 3
# So near behind what was counted together the next sentence goes on about it.
_NEXT = 160
# So near a time stands in the same phrase.
_NEAR = 40

_A_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
# Between a time and the whole that it is part of, or the brackets that tell it exactly.
_PART_OF = re.compile(r"\s*(?:(?:of|in)\s+)?(?:the\s+|its\s+)?(?:[a-z]+\s+){0,2}")


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
    season_of_title(readings, calendar.text, hanger.document)
    _tell_exactly(readings, calendar)
    # "annual arrivals" are those of a year only in a text on its last months.
    told = [reading for reading in readings if reading.kind != "annual" or reading.period]
    return [_expression(reading) for reading in told], hanger.document


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
    return period_of_release(readings, calendar)


def _calendar(text: str, published: dt.date | None, home: str | None = None) -> Calendar:
    """The calendar of a text; one without a date is taken to be of the end of the latest month or day that its head names in full."""
    calendar = Calendar(plain(text), published)
    calendar.fiscal = Fiscal.of(calendar.text, home)
    if published is None:
        head = Calendar(calendar.text[:EARLY], None, calendar.fiscal)
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
    return define_seasons(chosen, calendar) if "(" in calendar.text else chosen


def _carry_years(readings: Sequence[Reading], calendar: Calendar) -> None:
    """The June of "June and July 2023" is that of 2023."""
    for one, other in zip(reversed(readings[:-1]), reversed(readings[1:]), strict=True):
        if one.point is None or other.kind != one.kind or other.period is None or one.kind not in ("month", "quarter", "half", "day"):
            continue
        if not JOIN.fullmatch(calendar.text, one.end, other.start) or _OWN.match(calendar.text, other.end):
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
        if before is not None and reading.role == "reference":
            # "in the fourth quarter of 2018 over the third"
            held = (
                before.role == "reference" and before.kind == reading.kind and _OVER_IT.fullmatch(calendar.text, before.end, reading.start)
            )
            reading.role = "comparison" if held else before.role if shares_role(before, reading, calendar) else reading.role
        before = reading


def _tell_totals(readings: Sequence[Reading], calendar: Calendar) -> dict[dt.date, str]:
    """ "through July", "to the end of July" where the text names the months from January to July: these are meant.

    Returns the spans of months that the text names by their ends.
    """
    told: dict[dt.date, str] = {}
    count_to_ends(readings, calendar)
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
    runs = _UP_TO.search(between) or (reading.kind == "day" and between.endswith(" to "))
    return len(between) < _NEAR and "." not in between and bool(runs)


class _Hanger:
    """Resolves what depends on the release's own period, the sentence's or the week's, in text order."""

    def __init__(self, readings: Sequence[Reading], calendar: Calendar, totals: dict[dt.date, str]) -> None:
        self.readings, self.calendar, self.totals = readings, calendar, totals
        self.document = period_of_release(readings, calendar)
        weeks = [r.period for r in readings if r.kind == "week" and r.resolve is None and r.period]
        # "This week" in the title is the one that the text names.
        self.week = next((w for w in weeks if (age_of(w, calendar.published) or 0) >= 0), weeks[0] if weeks else None)
        self.sentence: str | None = None
        self.told: str | None = None
        self.topic: str | None = None
        self.topic_end = 0
        self.taken_up: str | None = None
        self.fiscal: int | None = None
        self.then: dt.date | None = None
        self.by_length: dict[int, str] = {}

    def run(self) -> None:
        starts = [match.end() for match in _SENTENCE_END.finditer(self.calendar.text)]
        border = 0
        for reading in self.readings:
            while border < len(starts) and starts[border] <= reading.start:
                taken_up = TAKEN_UP.match(self.calendar.text, starts[border])
                self.taken_up = self.topic if taken_up else None
                self.sentence, self.fiscal, self.then, border = None, None, None, border + 1
            self._resolve(reading)
            self._remember(reading)
            if reading.role in ("reference", "comparison") and reading.period is not None:
                self.told = reading.period
                if reading.role == "reference" and reading.kind != "relative" and not is_secondary(reading, self.calendar):
                    self.topic, self.topic_end = reading.period, reading.end

    def _resolve(self, reading: Reading) -> None:
        anchors = Anchors(self.document, self._cumulated(reading) or self._statement(reading.length), self.week, self.told, self.topic)
        if reading.point is not None and self.then is not None:
            reading.period = reading.point.in_year(self.then.year)
        elif (ahead := part_foreseen(reading, self.sentence, self.calendar)) is not None:
            reading.period = ahead
        elif reading.kind == "ordinal" and reading.resolve is not None:
            reading.period = reading.resolve(anchors)
            if reading.period is None:
                reading.role = "duration"
        elif self.told is not None and _THAT_YEAR.search(self.calendar.text, reading.start, reading.end):
            reading.period = _in_year_of(self.told, reading.period)
        elif reading.kind == "fiscal" and reading.role == "comparison":
            # "than in the last fiscal year": a step back.
            return
        elif reading.resolve is not None:
            reading.period = reading.resolve(anchors) or reading.period
            words = self.calendar.text[reading.start : reading.end]
            reading.period = year_to_come(words, reading.period, reading.start, self.calendar) or reading.period
            last = periods.ending(reading.period)
            if last in self.totals and _TO_DATE.search(self.calendar.text, reading.start, reading.end):
                # Where the text tells from April to January, its year to date began in April.
                reading.period = self.totals[last]
            _tell_shift(reading, anchors)
        elif reading.kind == "week" and self.week == self.document and _THIS_WEEK.match(self.calendar.text, reading.start):
            # In a bulletin of a week it is that one.
            reading.period = self.week
        elif reading.kind in ("range", "days", "span") and reading.role == "reference":
            _against_statement(reading, self._statement(periods.months(reading.period)), self.calendar)
        elif reading.kind == "quarter" and reading.point is not None and self.fiscal is not None:
            reading.period = fiscal_part(self.calendar, self.fiscal, reading.point.last // 3, 3)
        elif reading.kind == "month" and reading.point is not None and self.fiscal is not None:
            # "in the last fiscal year, 3 million in July": its July.
            start = self.calendar.fiscal.start
            reading.period = reading.point.in_year(self.fiscal + (start is not None and reading.point.first < start)) or reading.period
        elif self._is_held_against(reading):
            reading.role = "comparison"
        elif reading.shift is not None and _moves(reading):
            reading.period = periods.shift(anchors.sentence, reading.shift) or reading.period

    def _is_held_against(self, reading: Reading) -> bool:
        """Whether a month or quarter is what the statement's own is held against: "Over April, prices rose", in a text on May."""
        if reading.kind not in ("month", "quarter") or reading.role != "reference":
            return False
        led = _LED.search(self.calendar.text, max(0, reading.start - 10), reading.start)
        basis = periods.basis_between(self.sentence or self.document, reading.period) if led is not None else None
        return basis == "yoy" or (basis in ("mom", "qoq") and led is not None and led[1].lower() == "over")

    def _statement(self, length: int | None) -> str | None:
        """The period of the statement at hand, of a given length if the phrase tells one."""
        own = self.sentence or self.taken_up or self.document
        if length is None or periods.months(own) == length:
            return own
        return self.by_length.get(length, own)

    def _cumulated(self, reading: Reading) -> str | None:
        """The months that the sentence before has counted together, where "the same period of last year" begins another."""
        if self.sentence is not None or reading.start - self.topic_end > _NEXT:
            return None
        if not _PERIOD.match(self.calendar.text, reading.start, reading.end):
            return None
        running = periods.ending(self.topic) == periods.ending(self.document) and 1 < (periods.months(self.topic) or 0) < _YEAR
        return self.topic if running and "\n" not in self.calendar.text[self.topic_end : reading.start] else None

    def _remember(self, reading: Reading) -> None:
        if reading.kind == "year" and _WHEN.match(self.calendar.text, reading.end):
            self.then = periods.starting(reading.period)
        if reading.role != "reference" or reading.kind in ("relative", "day"):
            return
        if reading.kind == "fiscal":
            self.fiscal = self.calendar.fiscal.begins(self.calendar.text[reading.start : reading.end])
        length = periods.months(reading.period)
        if length is not None and reading.period is not None and not is_secondary(reading, self.calendar):
            self.by_length[length] = reading.period
        if self.sentence is None and not is_secondary(reading, self.calendar):
            own = periods.ends_in(reading.period) if reading.span == 1 else reading.period
            self.sentence = reading.ends[1] if reading.span and reading.ends else own


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


def _against_statement(reading: Reading, statement: str | None, calendar: Calendar) -> None:
    """ "down 86,000 from September to November" is no span of time where the statement itself is about other three months.

    Nor is "an increase of 86,000 over the January to May 2022 period", where it is about as many months of 2023, nor "up 3% on the year to
    May 2022".
    """
    length, left = periods.months(reading.period), max(0, reading.start - 40)
    if length is None or length != periods.months(statement) or statement == reading.period:
        return
    rolling = length == _ROLLING and _FROM.search(calendar.text, left, reading.start)
    earlier = (periods.ending(reading.period) or dt.date.max) < (periods.ending(statement) or dt.date.min)
    measured = (_ON if reading.kind == "span" else _OVER).search(calendar.text, left, reading.start)
    if rolling or (earlier and measured):
        reading.role = "comparison"
        if reading.kind == "span":
            # It is no span that a change is over but the one that it is measured from.
            reading.basis, reading.span = periods.basis_between(statement, reading.period), None


def _tell_exactly(readings: Sequence[Reading], calendar: Calendar) -> None:
    """Give a time the months that stand in brackets right behind it: "the first half of the season 2019/20 (June to August 2019)"."""
    for number, exact in enumerate(readings):
        text = calendar.text
        whole = text[exact.start - 1 : exact.start] == "(" and text[exact.end : exact.end + 1] == ")"
        if not whole or not number or exact.kind == "duration" or not _A_YEAR.search(text, exact.start, exact.end):
            continue
        if "/" not in (periods.normal(exact.period) or ""):
            continue
        following = exact.start - 1
        for reading in reversed(readings[:number]):
            if not _PART_OF.fullmatch(text, reading.end, following) or reading.role not in ("reference", None):
                break
            reading.period, following = exact.period, reading.start


def _expression(reading: Reading) -> TimeExpression:
    basis, shift = reading.basis, reading.shift
    if reading.role != "comparison":
        shift = shift if reading.kind in ("relative", "fiscal") else None
        basis = basis if reading.span is not None else None
    return TimeExpression(
        reading.start, reading.end, periods.normal(reading.period), reading.role or "reference", basis, shift, reading.span, reading.ends
    )
