"""The fiscal year of a text: where it begins, as the text tells or as its country has it."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace

from indicators.accounts import year_of_accounts
from indicators.lexicon import table
from indicators.needing import Needing
from indicators.periods import from_months
from indicators.timegrammar import MONTH, month_number, ordinal

__all__ = ["Fiscal", "split_year", "years_told"]

_MONTH = rf"({MONTH}\b\.?)"
_YEAR = (
    r"(?:(?:FY ?'?|(?:fiscal|financial) (?:year )?)\d\d|(?:FY ?)?(?:19|20)\d\d[-/]\d\d(?!\d)"
    r"|(?:[\w-]{1,30} ){0,2}(?:(?:fiscal|financial) year|fiscal(?! [a-z])))"
)
# The text tells itself where its fiscal year begins: "Q2 (July-September)", "July-January of FY22", "April to October 2024-25".
_QUARTER = Needing(
    re.compile(
        rf"\b(?:Q(?P<n>[1-4])|(?P<nth>first|second|third|fourth)\s+quarter)(?:\s+of\s+(?:FY\s?)?\d{{4}}[-/]\d\d)?,?\s*"
        rf"\(\s*(?P<month>{_MONTH})\s?(?:-|to)\s?[A-Z][a-z]+\.?(?P<calendar>,? (?:19|20)\d\d\b(?![-/]))?\)(?!,? (?:19|20)\d\d\b(?![-/]))",
        re.IGNORECASE,
    ),
    ["q", "quarter"],
)
_TOLD = (
    re.compile(rf"\b{_MONTH}\s?(?:-|to)\s?{_MONTH}\)?,?\s+(?:period\s+)?(?:(?:of|in)\s+)?(?:the\s+)?{_YEAR}", re.IGNORECASE),
    re.compile(rf"(?<!quarter of )\b{_YEAR}\s?\(\s*{_MONTH}(?: \d{{4}})?\s?(?:-|to)\s?[A-Z][a-z]+", re.IGNORECASE),
)
_HALF = re.compile(rf"\b(?:six|6)[ -]months? (?:to|ended|ending|through)(?: in)?(?: the end of)? (?:\d+ )?{_MONTH}")
_HALF_NAMED = re.compile(r"\b(?:first[ -]half|interim)\b")
_FISCAL = Needing(re.compile(r"\b(?:FY ?'?\d|(?:fiscal|financial) year)"), ["fy", "fiscal", "financial"])
# What straddles two years in a text on these is a season, unless it speaks of fiscal years.
_SEASONS = Needing(
    re.compile(
        r"\b(?:harvests?|crops?|sowing|crushing|season"
        r"|(?:marketing|academic|school|agricultur(?:e|al)|coffee|cocoa|cotton|sugar|wine|milk|dairy|fishing) year)\b",
        re.IGNORECASE,
    ),
    ["harvest", "harvests", "crop", "crops", "sowing", "crushing", "season", "year"],
)
_FARMING = Needing(
    re.compile(
        rf"\b(?:season|crop|harvest|campaign|(?:crop|marketing|agricultural|farming|harvest) year)(?: (?:19|20)\d\d[-/]\d\d)?"
        rf" \({_MONTH}(?: ?[-–/] ?| to ){_MONTH}\)",
        re.IGNORECASE,
    ),
    ["season", "crop", "harvest", "campaign", "crop year", "marketing year", "agricultural year", "farming year", "harvest year"],
)
# Bare quarters and halves are those of the fiscal year, if the text counts them so once.
_COUNTED = re.compile(
    rf"\b(?:Q[1-4]|(?:first|second|third|fourth) quarter|first half|H1)(?: ?\([^)]*\))?,? (?:of )?(?:(?:the|its) )?{_YEAR}"
    rf"|\b{_MONTH}\s?(?:-|–|to)\s?{_MONTH} quarter (?:of|in) (?:the )?{_YEAR}",
    re.IGNORECASE,
)
_RUNNING = re.compile(
    rf"\bfirst \w+ (?:months|quarters)(?: ?\([^)]*\))?,? (?:of|in) (?:(?:the|this) )?{_YEAR}"
    rf"|\b{_MONTH}(?: to |-){_MONTH} (?:period )?of (?:the )?{_YEAR}",
    re.IGNORECASE,
)
_SPLIT = re.compile(r"(?:19|20)\d\d[-/](?:20)?\d\d(?!\d)")
_SHORT = re.compile(r"\bFY ?'?(\d\d)[-/](\d\d)(?!\d)", re.IGNORECASE)
_APRIL = 4
_SINGLE = re.compile(r"(?:FY ?'?|\b)(\d{4}|\d\d)(?!\d)", re.IGNORECASE)


def split_year(words: str) -> int | None:
    """Return the year in which "2023-24" or "2023/2024" begins, None if the two are not one after the other."""
    first, _, second = words.replace("/", "-").partition("-")
    follows = int(second) == (int(first) + 1) % 10 ** len(second) if second.isdecimal() and first.isdecimal() else False
    return int(first) if follows else None


@dataclass(frozen=True, slots=True)
class Fiscal:
    """The fiscal year of a text.

    `start` is its first month, None if nothing tells. `parts` tells that bare quarters and halves are its parts, `running` that spans
    which begin with a year begin with the fiscal one. `by_end` that "fiscal 2024" is the one that ends in 2024. `own` that it is the
    year of the accounts that the text is on, "the year" without more. `farming` is the first month of a crop
    year or season, if it is told.
    """

    start: int | None = None
    parts: bool = False
    running: bool = False
    by_end: bool = True
    own: bool = False
    farming: int | None = None

    @classmethod
    def of(cls, text: str, home: str | None) -> Fiscal:
        """Return the fiscal year that a text speaks of, or else its country's."""
        return replace(cls._of(text, home), farming=_farming(text))

    @classmethod
    def _of(cls, text: str, home: str | None) -> Fiscal:
        start = _told(text)
        accounts = year_of_accounts(text)
        if accounts is not None and accounts != 1:
            return cls(accounts, True, True, home not in table("times")["fiscal"]["named_by_beginning"], own=True)
        start = accounts or start
        half = _HALF.search(text) if start is None and _FISCAL.search(text) and _HALF_NAMED.search(text) else None
        if half:
            start = (month_number(half[1]) - 6) % 12 + 1
        rules = table("times")["fiscal"]
        if start is None and (_FISCAL.search(text) or home in rules["also_farming"] or not _SEASONS.search(text)):
            start = rules["starts"].get(home, 1) if home and home not in rules["of_many"] else None
        if start in (None, 1):
            return cls(start)
        by_end = home not in rules["named_by_beginning"]
        counted = bool(half or _COUNTED.search(text))
        return cls(start, counted, counted or bool(_RUNNING.search(text)), by_end)

    def begins(self, words: str) -> int | None:
        """Return the year in which the fiscal year that `words` name begins."""
        told = _SPLIT.search(words)
        if told:
            return split_year(told[0])
        short = _SHORT.search(words)
        if short and (int(short[1]) + 1) % 100 == int(short[2]):
            return 2000 + int(short[1])
        single = _SINGLE.search(words)
        if not single or self.start is None:
            return None
        year = int(single[1]) if len(single[1]) == 4 else 2000 + int(single[1])
        return year - (self.by_end and self.start > 1)

    def part(self, first: int, last: int, day: dt.date, ahead: bool = False) -> str | None:
        """Return the latest months `first` to `last` of a fiscal year that are over on a day, or the next that are not."""
        if self.start is None:
            return None
        now, end = 12 * day.year + day.month - 1, 12 * day.year + self.start - 2 + last
        end -= 12 * (-(-(end - now + 1) // 12) - ahead)
        return from_months(end - (last - first), end)

    def months_in(self, year: int | None, by: int, first: int, last: int) -> str | None:
        """Return the months `first` to `last` of the fiscal year that begins `by` years behind a year."""
        if self.start is None or year is None:
            return None
        begin = 12 * (year + by) + self.start - 2
        return from_months(begin + first, begin + last)

    def around(self, day: dt.date | None, length: int = 12) -> int | None:
        """Return the year in which the latest fiscal year begins whose first `length` months, or some of all twelve, are over on a day."""
        if self.start is None or day is None:
            return None
        gone = 12 * day.year + day.month - (12 * day.year + self.start)
        return day.year - (gone < (length if length < 12 else 0))


def _farming(text: str) -> int | None:
    """The month in which a text's farming year begins: "the 2018-19 season (July-June)"."""
    for match in _FARMING.finditer(text):
        first, last = month_number(match[1]), month_number(match[2])
        if (last - first) % 12 == 11:
            return first
    return None


def _told(text: str) -> int | None:
    for quarter in _QUARTER.finditer(text):
        if _SPLIT.search(quarter[0]) or not quarter["calendar"]:
            count = int(quarter["n"]) if quarter["n"] else ordinal(quarter["nth"])
            return (month_number(quarter["month"]) - 3 * count + 2) % 12 + 1
    # A fiscal year is called so, or after the two years that it lies in.
    for pattern in _TOLD if _FISCAL.can_be_in(text) or _SPLIT.search(text) else ():
        for match in pattern.finditer(text):
            first = month_number(match[1])
            last = month_number(match[2]) if pattern.groups > 1 else 0
            # Three or six months may be any part of the year.
            if not last or first == _APRIL or (last - first) % 12 + 1 not in (3, 6):
                return first
    return None


def years_told(words: str) -> str | None:
    """Return the "2023-24" in some words."""
    match = _SPLIT.search(words)
    return match[0] if match else None
