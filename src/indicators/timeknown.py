"""Days as of which something was known: on them a forecast rests, which is for a time to come."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from indicators import periods
from indicators.lexicon import table
from indicators.timepoints import Calendar
from indicators.timereading import Reading

__all__ = ["foretells", "is_when_foretold", "part_foreseen", "rests_on", "tells_state", "year_foreseen", "year_to_come"]

_AS_OF = re.compile(r"\bas (?:of|at|on|per)(?: the)? \Z", re.IGNORECASE)
# How far before the time its clause is looked at.
_CLAUSE = 120
_BREAK = re.compile(r"[.!?;:](?=\s)|\n")
_NUMBER = re.compile(r"(?<![\w.,-])(?:[A-Z]{1,3} ?)?[$£€¥+-]?\d")
# "2023 data is provisional", "data for May are subject to revision": what state numbers are in is told of no time.
_DATA = r"(?:data|figures?|results?|estimates?|statistics|numbers|values)"
_ARE_PROVISIONAL = (
    r"\s+(?:is|are|was|were|have been|has been|will be|remain|remains)\s+(?:still |also |only |all )?"
    r"(?:provisional|preliminary|final|revised|estimated|estimates|rounded|updated|subject to"
    r"|not (?:yet )?(?:final|available|comparable))\b"
)
_STATE_BEHIND = re.compile(rf"(?:['’]s)?\s+{_DATA}{_ARE_PROVISIONAL}", re.IGNORECASE)
_DATA_FOR = re.compile(rf"\b{_DATA}\s+(?:for|of|from|in)\s+(?:the\s+)?\Z", re.IGNORECASE)
# "for the second time in the last three months": how often something was, not when.
_TIME_IN = re.compile(r"\b(?:first|second|third|fourth|fifth|sixth|next|last|only) time (?:in|within|over) (?:the )?\Z", re.IGNORECASE)
_IS_STATE = re.compile(_ARE_PROVISIONAL, re.IGNORECASE)
# How far before a time "data for" may begin.
_BEFORE = 30
_NOT_FORETOLD = re.compile(r"\b(?:than|as)[ -](?:was |were |had been |previously )?\Z", re.IGNORECASE)


def _any(words: list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


@cache
def _bases() -> re.Pattern[str]:
    """What a forecast is based on, right before the day on which it was so: "conditions as of", "information available on"."""
    words = table("times")["future"]
    return re.compile(
        rf"\b(?:{_any(words['grounds'])})(?: (?:[a-z]+ed|known|available|prevailing|seen|then|existing|current))?"
        r" (?:as (?:of|at|on|per)|on|at|of|in|from|through|up to|until)(?: the)? \Z",
        re.IGNORECASE,
    )


@cache
def _foretold() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_any(table('times')['future']['foretold'])})\b", re.IGNORECASE)


def rests_on(reading: Reading, calendar: Calendar) -> bool:
    """Whether a day or month is that on which a forecast rests: "as of August 1, output is forecast at", "conditions on 1 August"."""
    if reading.kind not in ("day", "month"):
        return False
    last = periods.ending(reading.period)
    if last is not None and calendar.published is not None and last > calendar.published and reading.kind == "day":
        return False
    text, start = calendar.text, reading.start
    left = text[max(0, start - _CLAUSE) : start]
    if not (_AS_OF.search(left) or _bases().search(left)):
        return False
    opened = [found.end() for found in _BREAK.finditer(left)]
    left = left[opened[-1] if opened else 0 :]
    return foretells(left) or foretells(_to_number(text, reading.end))


@cache
def _said_of() -> re.Pattern[str]:
    """Behind a number, what it had been said to be, and then when: "the 3.4 percent projected in"."""
    said = "|".join(table("statuses")["awaited"])
    return re.compile(
        r"\d[\w.,]*(?:\s?%|\s(?:per cent|percent|pct|[a-z]+)(?:\s[a-z]+)?)?\s(?:(?:that|which)\s(?:was|were|had been|it had|they had)\s)?"
        rf"(?:{said})\s(?:back\s|earlier\s)?(?:in|at|last)\s(?:the\s)?\Z",
        re.IGNORECASE,
    )


def is_when_foretold(reading: Reading, calendar: Calendar) -> bool:
    """Whether a month is that in which somebody foretold a number: "down from the 3.4 percent projected in July"."""
    last = periods.ending(reading.period)
    if reading.kind != "month" or last is None or calendar.published is None or last >= calendar.published:
        return False
    return _said_of().search(calendar.text, max(0, reading.start - _CLAUSE), reading.start) is not None


def foretells(words: str) -> bool:
    """Whether some words speak of what is to come, and not of what is more or less "than expected"."""
    return any(not _NOT_FORETOLD.search(words, 0, found.start()) for found in _foretold().finditer(words))


def _to_number(text: str, start: int) -> str:
    """What stands behind a time, to the next number of its sentence."""
    end = min((found.start() for found in (_BREAK.search(text, start), _NUMBER.search(text, start)) if found), default=len(text))
    return text[start : min(end, start + _CLAUSE)]


# The time that "than last year" and "a year earlier" step back from.
_BACK = -12
_WHOLE_YEAR = re.compile(r"(?:\bthe|full|whole|entire)[ -]year$", re.IGNORECASE)
# Before then what is expected of a year may be of the one that has just ended.
_SPRING = 4
_PARTS = ("month", "quarter", "half")
_SENTENCE = re.compile(r"\n|(?<=[a-z)\d%])[.!?]\s")


def year_foreseen(readings: Sequence[Reading], calendar: Calendar, end: int) -> str | None:
    """Return the year that forecasts without a time are for: the running one, where they are held against the one before it.

    `end` is how far into the text they may stand. A season, of which nothing tells when it began, is no year of the calendar.
    """
    now = calendar.published
    if now is None or any(reading.kind in ("fiscal", "season") and reading.role == "reference" for reading in readings):
        return None
    for reading in readings:
        last = periods.ending(reading.period)
        back = reading.shift == _BACK or (reading.kind == "year" and last is not None and last.year == now.year - 1)
        if reading.start < end and reading.role == "comparison" and back and foretells(_sentence_to(calendar.text, reading.start)):
            return f"{now.year:04d}"
    return None


def part_foreseen(reading: Reading, sentence: str | None, calendar: Calendar) -> str | None:
    """ "will average 91 million in 2013, reaching 92 million in the fourth quarter": that of the year that is foreseen.

    `sentence` is what its sentence has been about so far.
    """
    last, now, own = periods.ending(sentence), calendar.published, periods.ending(reading.period)
    if reading.point is None or reading.role != "reference" or reading.kind not in _PARTS or last is None or now is None:
        return None
    if periods.months(sentence) != -_BACK or last <= now or own is None or own.year >= last.year:
        return None
    return reading.point.in_year(last.year) if foretells(_sentence_to(calendar.text, reading.start)) else None


def year_to_come(words: str, period: str | None, start: int, calendar: Calendar) -> str | None:
    """Return the running year where "the full year" that is foreseen would be one that is over."""
    now, last = calendar.published, periods.ending(period)
    if now is None or last is None or last.year != now.year - 1 or last >= now or periods.months(period) != -_BACK:
        return None
    if not _WHOLE_YEAR.search(words) or now.month < _SPRING or not foretells(_sentence_to(calendar.text, start)):
        return None
    return f"{now.year:04d}"


def _sentence_to(text: str, start: int) -> str:
    """A sentence up to somewhere in it."""
    opened = [found.end() for found in _SENTENCE.finditer(text, max(0, start - 4 * _CLAUSE), start)]
    return text[opened[-1] if opened else max(0, start - 4 * _CLAUSE) : start]


def tells_state(reading: Reading, calendar: Calendar) -> bool:
    """Whether a time only tells of which numbers it is said that they are provisional or revised."""
    text, start, end = calendar.text, reading.start, reading.end
    if _STATE_BEHIND.match(text, end) or (reading.kind == "span" and _TIME_IN.search(text, max(0, start - _BEFORE), start)):
        return True
    return _IS_STATE.match(text, end) is not None and _DATA_FOR.search(text, max(0, start - _BEFORE), start) is not None
