"""Seasons and parts of years that a text defines in brackets: "the summer season 2023 (May to October)", "(November and December)"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from indicators import periods
from indicators.timepoints import Calendar
from indicators.timereading import Reading

__all__ = ["define_seasons", "season_of_title"]

_AND = re.compile(r"\s*(?:and|&|/|,)\s*")
# What may stand between the year or season and its months: "the 2023 tourist season (May to October)".
_NAME = re.compile(r"(?:\s+(?:of\s+)?[a-z][a-z-]*){0,3}\s*")
# Of these the name is that of a season, whatever words stand around it.
_WHOLES = ("year", "fiscal", "season")
_SEASON = re.compile(r"\b(?:(?:pre|off|mid|high|low|main|peak)[ -]?)?(?:season|half[ -]year|semester|period|campaign)\Z", re.IGNORECASE)
# What is no part of its name, and the year that it is called by: of 2022/23 the second.
_UNNAMED = re.compile(r"^(?:the|this) |,? (?:of )?(?:19|20)\d\d.*", re.IGNORECASE)
_CALLED = re.compile(r"((?:19|20)\d\d)([-/](?:20)?\d\d)?\Z")
# So far before a year its season is named.
_BEFORE = 24
_YEAR = 12


def define_seasons(readings: Sequence[Reading], calendar: Calendar) -> list[Reading]:
    """Return the readings with those in brackets put together, and what they define given their period.

    What is called so once is meant wherever the text calls it so.
    """
    text = calendar.text
    told = list(_joined(readings, text))
    defined: dict[str, str] = {}
    for number, exact in enumerate(told):
        if exact.period is None or exact.kind not in ("range", "quarter", "half") or not number or not _in_brackets(exact, text):
            continue
        named = told[number - 1]
        beside = named.kind in _WHOLES and named.role == "reference" and _NAME.fullmatch(text, named.end, exact.start - 1)
        noun = _SEASON.search(text[max(0, exact.start - _BEFORE) : exact.start - 1].rstrip())
        period = _in_year_of(named, exact.period) if beside else exact.period
        if period is None or not 1 < (periods.months(period) or 0) < _YEAR or not (beside or noun):
            continue
        exact.period, exact.resolve, exact.ends = period, None, None
        if beside:
            named.period, named.resolve = period, None
        name = _name(named, text) if beside else noun[0].lower() if noun else ""
        if name:
            defined[name] = period
    for reading in told if defined else ():
        if reading.kind in _WHOLES and (name := _name(reading, text)) in defined:
            reading.period, reading.resolve = _of_same_year(defined[name], reading, text), None
    return told


def season_of_title(readings: Sequence[Reading], text: str, document: str | None) -> None:
    """Let a season in the title be the months that the text below is on: "The summer season 2023", and then "From May to October"."""
    title, length = text.find("\n"), periods.months(document) or 0
    for reading in readings:
        if reading.start > title or not 1 < length < _YEAR:
            return
        noun = reading.kind == "year" and _name(reading, text)
        if (reading.kind == "season" or noun) and reading.role == "reference" and not (reading.period and reading.kind == "season"):
            year = _CALLED.search(text, reading.start, reading.end)
            last = periods.ending(document)
            if year is None or (last is not None and last.year == int(year[1]) + bool(year[2])):
                reading.period = document


def _joined(readings: Sequence[Reading], text: str) -> list[Reading]:
    """The readings, two months in brackets made one: "(May and June)"."""
    told: list[Reading] = []
    for reading in readings:
        before = told[-1] if told else None
        if (
            before is not None
            and before.kind == reading.kind == "month"
            and before.role == reading.role == "reference"
            and text[before.start - 1 : before.start] == "("
            and text[reading.end : reading.end + 1] == ")"
            and _AND.fullmatch(text, before.end, reading.start)
            and periods.shift(before.period, 1) == reading.period
        ):
            told[-1] = Reading(before.start, reading.end, "range", periods.normal(f"{before.period}/{reading.period}"), role="reference")
        else:
            told.append(reading)
    return told


def _in_brackets(reading: Reading, text: str) -> bool:
    return text[reading.start - 1 : reading.start] == "(" and text[reading.end : reading.end + 1] == ")"


def _in_year_of(named: Reading, period: str) -> str | None:
    """Months in the year that stands before them: the months of brackets mostly have none of their own."""
    own, whole = periods.ending(period), periods.ending(named.period)
    if named.period is None or own is None or whole is None:
        return period
    if periods.contains(named.period, period):
        return period
    moved = periods.shift(period, _YEAR * (whole.year - own.year))
    return moved if periods.contains(named.period, moved) else None


def _of_same_year(period: str, reading: Reading, text: str) -> str | None:
    """The months that a season has, in the year that it is called by."""
    year, last = _CALLED.search(text, reading.start, reading.end), periods.ending(period)
    return periods.shift(period, _YEAR * (int(year[1]) + bool(year[2]) - last.year)) if year is not None and last is not None else period


def _name(reading: Reading, text: str) -> str:
    """What a season is called: by its own words, or by the noun that stands before or behind its year."""
    if reading.kind == "season":
        return _UNNAMED.sub("", text[reading.start : reading.end].lower())
    before = _SEASON.search(text[max(0, reading.start - _BEFORE) : reading.start].rstrip())
    behind = re.match(r"\s+((?:[a-z-]+\s){0,2}?(?:pre-)?season)\b", text[reading.end : reading.end + _BEFORE])
    noun = before[0] if before else behind[1] if behind else ""
    return noun.lower()
