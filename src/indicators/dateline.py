"""The day of publication, where a release itself says it: a labelled line, a dateline, a line that is a date."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from datetime import date
from functools import cache

from indicators.lexicon import table
from indicators.text import plain

__all__ = ["find_date", "publication_date"]

# A place in front ("OTTAWA, ", "New Delhi, India, ") and a dash, bracket or colon after it.
_BEFORE_DATELINE = re.compile(r"\s*[A-Z][^\d\n]{1,50}$")
_AFTER_DATELINE = re.compile(r"\s*+(?:\([^()\n]{1,30}\)\s*+)?(?:—|-{1,2}|:|/)(?=\s|[A-Z])")
_CLOCK = re.compile(r"\b\d{1,2}[:.]\d{2}\b|\b\d{1,2}\s*(?=[ap]\.?m\b)", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.;|]\s+")
_WORD = re.compile(r"[^\W\d_][\w.'&]*")

_HEAD, _TAIL, _SHORT, _FAR = 8, 6, 100, 400


def find_date(text: str) -> date | None:
    """Return the first full date written in `text`, in ISO or English form."""
    for _, _, day in _dates(plain(text)):
        return day
    return None


def publication_date(text: str) -> date | None:
    """Return the day on which a release was published, if it says so near its beginning or its end; None if it doesn't.

    Only dates with a year that are labelled ("Released: 21 February 2024"), begin a dateline ("OTTAWA, 21 February 2024 —") or
    make up a line are taken: a date in a sentence is what the sentence is about.
    """
    lines = _edges(plain(text), "\n", "\r")
    for number, line in enumerate(lines[:_HEAD]):
        day = _in_line(line, first=number == 0)
        if day is not None:
            return day
    for line in reversed(lines[max(_HEAD, len(lines) - _TAIL) :]):
        day = _in_line(line, first=False)
        if day is not None:
            return day
    return None


def _edges(text: str, *ends: str) -> list[str]:
    return [line.strip() for line in re.split("[" + "".join(ends) + "]+", text) if line.strip()]


def _dates(text: str) -> Iterator[tuple[int, int, date]]:
    pattern, months = _date_pattern()
    for match in pattern.finditer(text):
        year, month, day = (next(value for key in keys if (value := match[key])) for keys in _GROUPS)
        number = int(month) if month.isdigit() else months[month.lower()]
        if 1900 <= int(year) <= 2199 and 1 <= number <= 12 and 1 <= int(day) <= calendar.monthrange(int(year), number)[1]:
            yield match.start(), match.end(), date(int(year), number, int(day))


@cache
def _date_pattern() -> tuple[re.Pattern[str], dict[str, int]]:
    """Return the pattern of a full date, its parts named after the form, and the numbers of the months."""
    months = {form: number for number, forms in enumerate(table("datelines")["months"], 1) for form in forms}
    month = "|".join(sorted(months, key=len, reverse=True))
    pattern = (
        r"(?<![\d.,/-])(?:"
        r"(?P<y1>\d{4})(?P<sep>[-/.])(?P<m1>\d{1,2})(?P=sep)(?P<d1>\d{1,2})(?:T[\d:.]+Z?)?"
        rf"|(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<m2>{month})\b\.?,?\s+(?P<y2>\d{{4}})"
        rf"|\b(?P<m3>{month})\b\.?\s+(?P<d3>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y3>\d{{4}})"
        r"|(?P<d4>\d{1,2})\.(?P<m4>\d{1,2})\.(?P<y4>\d{4})"
        r")(?![\d/]|[.,-]\d)"
    )
    return re.compile(pattern, re.IGNORECASE), months


_GROUPS = tuple(tuple(f"{part}{form}" for form in range(1, 5)) for part in "ymd")


def _in_line(line: str, *, first: bool) -> date | None:
    """Return the day of publication that `line` gives; `first` is the title's line."""
    for start, end, day in _dates(line[:_FAR]):
        before, after = line[:start], line[end:]
        # A label may begin a line or a sentence within it; "8:30 a.m." ends none.
        if _is_labelled(before) or _is_labelled(_SENTENCE_END.split(before)[-1]):
            return day
        if _other_day().search(_label().sub(" ", before)):
            continue
        if not first and _BEFORE_DATELINE.match(before) and _AFTER_DATELINE.match(after) and len(_WORD.findall(before)) <= 5:
            return day
        if len(line) <= _SHORT and not line.endswith((";", ",")) and _left_over(before + " " + after) <= (0 if first else 3):
            return day
    return None


def _is_labelled(before: str) -> bool:
    """Tell whether what stands before a date begins with a label, or has one that no sentence about figures uses."""
    label = _label().match(before) or _embargo().search(before)
    return label is not None and not _other_day().search(before, label.end()) and len(_WORD.findall(before, label.end())) <= 8


def _left_over(rest: str) -> int:
    """Return how many words of a line say something else than when."""
    fillers = set(table("datelines")["fillers"])
    unlabelled = _label().sub(" ", _CLOCK.sub(" ", rest))
    if _other_day().search(unlabelled):
        return len(rest)
    return sum(word.lower() not in fillers and word.lower().rstrip(".") not in fillers for word in _WORD.findall(unlabelled))


@cache
def _label() -> re.Pattern[str]:
    return re.compile(r"[\s\[(*_]*\b(?:" + _words("labels") + r")\b", re.IGNORECASE)


@cache
def _embargo() -> re.Pattern[str]:
    return re.compile(r"\b(?:" + _words("embargoes") + r")\b", re.IGNORECASE)


@cache
def _other_day() -> re.Pattern[str]:
    return re.compile(r"\b(?:" + _words("other_days") + r")\b", re.IGNORECASE)


def _words(key: str) -> str:
    return "|".join(re.escape(word) for word in sorted(table("datelines")[key], key=len, reverse=True))
