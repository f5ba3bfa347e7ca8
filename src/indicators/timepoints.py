"""Single points of the calendar as texts write them ("May 5, 2024", "the first quarter", "1H25", "last year") and what they resolve to."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from functools import cache

from indicators.fiscalyear import Fiscal
from indicators.lexicon import table
from indicators.periods import day_period, from_months
from indicators.timegrammar import month_number, ordinal, point_forms

__all__ = ["Calendar", "Point", "plausible_month", "plausible_year", "read_point"]


@dataclass(slots=True)
class Point:
    """A day, month, quarter, half-year or year, its year perhaps untold.

    `first` and `last` are the numbers of its first and last month; `year` is None where the text leaves it out. `counted` tells that it
    is named by its number among the quarters or halves, `by` how many years before or after the running one, where the year is told so.
    """

    unit: str
    first: int
    last: int
    day: int | None = None
    year: int | None = None
    counted: bool = False
    by: int | None = None

    def in_year(self, year: int) -> str | None:
        """The SDMX period that the point is in a year."""
        if self.day is not None:
            return day_period(year, self.first, self.day)
        return from_months(12 * year + self.first - 1, 12 * year + self.last - 1)


@dataclass(slots=True)
class Calendar:
    """The text, its date and its fiscal year: what yearless and relative expressions resolve against."""

    text: str
    published: dt.date | None
    fiscal: Fiscal = field(default_factory=Fiscal)

    def year(self, words: str | None) -> int | None:
        """Return the year that "2024", "'24", "last year" or "a year earlier" means; None for "the year" and where no date is known."""
        if not words:
            return None
        words = words.lower().strip()
        if words[-2:].isdecimal():
            digits = words.lstrip("'")
            return int(digits) if len(digits) == 4 else 2000 + int(digits)
        if self.published is None or words == "the year":
            return None
        if re.search(r"\b(?:next|following|coming)\b", words):
            return self.published.year + 1
        past = re.search(r"\b(?:last|previous|prior|preceding|past|ago|earlier|before)\b", words)
        return self.published.year - 1 if past else self.published.year

    def future(self, start: int) -> str | None:
        """Which word before `start` tells that it lies ahead: a preposition (``until``) or another of the clause (``ahead``)."""
        match = _future().search(self.text, max(0, start - 90), start)
        if match and match.lastgroup == "until" and (_SINCE.search(self.text, max(0, start - 90), match.start()) or self._over(start)):
            # "since the turn of the year until the end of May"
            return None
        return match.lastgroup if match else None

    def _over(self, start: int) -> bool:
        """Whether something had happened by a time: "By May sales had picked up", "had fallen to 3 percent by May"."""
        return bool(_PAST_AFTER.match(self.text, start) or _PAST_BEFORE.search(self.text, max(0, start - 90), start))

    def _opens_what_comes(self, start: int) -> bool:
        """Whether a time opens a clause on what is to come: "In the July-September period, they are forecast to fall"."""
        return bool(_OPENS.search(self.text, max(0, start - 20), start) and _comes().match(self.text, start))

    def foreseen(self, start: int) -> bool:
        """Whether the clause before `start` tells what a company foresees for a year."""
        return self.fiscal.own and bool(_foresight().search(self.text, max(0, start - 160), start))

    def resolve(self, point: Point, start: int) -> str | None:
        """Return the period of a point; a yearless one is the latest that has begun, or the next where the wording looks ahead."""
        if point.by is not None and ((point.counted and self.fiscal.parts) or self._in_accounts(point, start)):
            return self.fiscal.months_in(self.fiscal.around(self.published), point.by, point.first, point.last)
        if point.year is not None:
            return point.in_year(point.year)
        if point.counted and self.fiscal.parts and self.published is not None:
            return self.fiscal.part(point.first, point.last, self.published, bool(self.future(start)) or self.foreseen(start))
        year = self.open_year(point, start)
        return point.in_year(year) if year is not None else None

    def _in_accounts(self, point: Point, start: int) -> bool:
        """Whether "this year" or its quarter is that of the accounts that the text is on: not what shares have gained in it."""
        if not self.fiscal.own or not (point.counted or point.unit == "year"):
            return False
        line = max(self.text.rfind("\n", 0, start), self.text.rfind(". ", 0, start)) + 1
        return not _shares().search(self.text, line, start)

    def open_year(self, point: Point, start: int) -> int | None:
        """Return the year of a yearless point."""
        if self.published is None:
            return None
        now = self.published
        past = now.year if point.first <= now.month else now.year - 1
        future = self.future(start) or ("ahead" if self._opens_what_comes(start) else None)
        if not future:
            return past
        # What has just been is spoken of even where the sentence looks ahead: "is expected to be 2.2% in August, after 2.6% in July".
        just_been = 0 < 12 * now.year + now.month - (12 * past + point.last) <= (2 if future == "ahead" else 1)
        return past if just_been else now.year if point.last >= now.month else now.year + 1


_SINCE = re.compile(r"\bsince\b[^.;\n]*$", re.IGNORECASE)


_PAST_AFTER = re.compile(
    r"(?:(?:the\s+)?(?:end|start|beginning|middle|close|turn)\s+of\s+|(?:early|mid|late|end)[\s-])?[A-Z]\w{2,9}(?:\s+\d{1,2}\b)?,?\s+"
    r"(?:(?!will\b|would\b|is\b|are\b|should\b|must\b|may\b|can\b)[\w'’-]+\s+){1,6}?"
    r"(?:had|was|were|stood|came|went|fell|rose|grew|[a-z]{3,}ed)\b(?!\s+to\s+be\b)"
)
_PAST_BEFORE = re.compile(
    r"\bhad\s+(?!to\b|planned\b|expected\b|hoped\b|aimed\b|intended\b|promised\b|pledged\b|agreed\b|set\b)"
    r"(?:(?!\b(?:to be|target|plan|due)\b)[^.;:\n]|\.\d)*\bby\s+(?:the\s+end\s+of\s+|end-)?\Z"
)


@cache
def _foresight() -> re.Pattern[str]:
    words = table("times")["future"]["foresight"]
    return re.compile(rf"\b(?:{'|'.join(word.replace(' ', chr(92) + 's+') for word in words)})\b(?:[^.;:\n]|\.\d)*$", re.IGNORECASE)


@cache
def _shares() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, table('markets')['equities']))})\b", re.IGNORECASE)


@cache
def _future() -> re.Pattern[str]:
    words = table("times")["future"]
    until, ahead = ("|".join(word.replace(" ", r"\s+") for word in words[key]) for key in ("until", "ahead"))
    edges = r"(?:(?:the|end|mid|early|late)[\s-]+|of\s+){0,3}"
    return re.compile(
        rf"\b(?:(?P<until>(?:{until})\s+{edges})|(?P<ahead>(?:{ahead})\b(?:(?!\b(?:from|than|after|against|compared)\b)[^.;\n]|\.\d){{0,60}}))$",
        re.IGNORECASE,
    )


_OPENS = re.compile(r"(?:\A|[.;:\n•–] ?)(?:(?:in|for|during|over) )?(?:the )?\Z", re.IGNORECASE)


@cache
def _comes() -> re.Pattern[str]:
    """A time, a comma and who will do what; what somebody did or said then is over."""
    ahead = "|".join(word.replace(" ", r"\s+") for word in table("times")["future"]["ahead"])
    return re.compile(rf"[^.,;:\n]{{3,40}}, (?:(?!said\b|[a-z]+ed\b)[a-z'’-]+ ){{1,8}}?(?:{ahead})\b", re.IGNORECASE)


# The article, where it does not belong to "the previous year".
_ARTICLE = re.compile(r"^the\s+(?!(?:same|current|previous|last|prior|preceding|past|next|following|coming|year)\b)", re.IGNORECASE)


def read_point(words: str, calendar: Calendar) -> Point | None:
    """Return the point that `words` name, in full."""
    words = _ARTICLE.sub("", words, count=1)
    for form in point_forms():
        match = form.fullmatch(words)
        if match:
            return _point(match, calendar)
    return None


def _point(match: re.Match[str], calendar: Calendar) -> Point | None:
    parts = match.groupdict()
    told = next((parts[key] for key in ("y", "y2", "y3") if parts.get(key)), None)
    year = calendar.year(told)
    if parts.get("y2") and len(parts["y2"]) == 2:
        year = 2000 + int(parts["y2"])
    if parts.get("m"):
        month = month_number(parts["m"])
        if "tail" in parts:
            if year is None and month != 12 and calendar.published is not None:
                year = calendar.published.year - (month > calendar.published.month + 1)
            return Point("quarter", month - 2, month, None, year)
        day = int(re.sub(r"\D", "", parts["d"])) if parts.get("d") else None
        return Point("day" if day else "month", month, month, day, year)
    number = (parts.get("q") and _quarter(parts["q"])) or (parts.get("o") and ordinal(parts["o"]))
    now = calendar.published
    by = year - now.year if told and year is not None and now is not None and not told[-2:].isdecimal() else None
    if number:
        return Point("quarter", 3 * number - 2, 3 * number, None, year, True, by)
    half = parts.get("h") or (parts.get("ho") and ("1" if parts["ho"].lower() in ("first", "1st", "i") else "2"))
    if half:
        return Point("half", 6 * int(half) - 5, 6 * int(half), None, year, True, by)
    return Point("year", 1, 12, None, year, by=by) if year is not None else None


def _quarter(word: str) -> int:
    """The number of a quarter behind its name: "Q1", "QIV", "Quarter two"."""
    if word.isdecimal():
        return int(word)
    found = table("times")
    return int(found["ordinals"].get(word.lower()) or found["numbers"][word.lower()])


@cache
def _words(key: str) -> frozenset[str]:
    return frozenset(table("times")["years"][key])


_CONSTANT = re.compile(r"\)?\s+(?:prices|dollars)\b", re.IGNORECASE)
_AT_PRICES = re.compile(r"(?:\b(?:at|in) |(?i:constant|average|chained)\s)\(?$")
_BEFORE = re.compile(r"([^\s(]+)[\s(]*$")
# A new line that begins with a capital letter is no part of the one before: "Ferries in 2014\nPassengers …".
_AFTER = re.compile(r"(?:[^\S\n]|\n(?![A-Z]))?-?([^\W\d_]+(?:\s[^\W\d_]+)?)")
_LEAD = re.compile(
    r"(?:\b(?:in|since|from|of|until|till|during|before|after|than|between|by|for|through|throughout|and|or|to|year|years|early|late|mid|end|over|on|at|with|against|versus|vs\.?|annual|fiscal)[\s-]+"
    r"|[(,:;/–—-]\s*|^|\n\s*)(?:(?:all|both|the|mid|early|late|end|its|their|full|calendar)[\s-]+)*$",
    re.IGNORECASE,
)


def plausible_year(calendar: Calendar, start: int, end: int) -> bool:
    """Whether four digits are a year rather than an amount, part of a name or the base of an index."""
    text, year = calendar.text, int(calendar.text[end - 4 : end])
    left = text[max(0, start - 40) : start]
    before = _BEFORE.search(left)
    word = before[1].lower() if before else ""
    after = _AFTER.match(text, end)
    following = after[1].lower().split() if after else []
    if following and (following[0] in _words("amounts_after") or " ".join(following) in _words("amounts_after")):
        return False
    if _CONSTANT.match(text, end) and _AT_PRICES.search(left):
        return False
    if re.match(r"\s?=", text[end:]) or word in _words("names_before") or word in _words("amounts_before"):
        return False
    if re.search(rf"\b(?:{'|'.join(sorted(_words('bases_before')))})\s*\(?$", left, re.IGNORECASE):
        return False
    leads = bool(_LEAD.search(left))
    return leads or 1990 <= year <= 2060


_DOUBTFUL_LEAD = re.compile(
    r"\b(?:in|of|during|since|for|from|by|until|than|last|this|on|and|to|between|through|early|late|mid)[\s-]+$", re.IGNORECASE
)


def plausible_month(calendar: Calendar, start: int, end: int) -> bool:
    """Whether the word of a month is one: "may" and "march" are other words too."""
    text = calendar.text
    match = re.match(r"(?:the\s+)?([^\W\d_]+)(\.?)", text[start:end])
    if not match or len(match[0].rstrip()) < len(text[start:end].rstrip()):
        return True
    word, dotted = match[1], bool(match[2])
    times = table("times")
    around = text[max(0, start - 12) : end + 12].lower()
    if any(phrase in around for phrase in times["not_months"]):
        return False
    leads = bool(_DOUBTFUL_LEAD.search(text[max(0, start - 12) : start]))
    if word.islower() and word in times["doubtful_months"]:
        return leads and (word != "march" or not text[max(0, start - 4) : start].lower().endswith("to ")) and word != "mar"
    line = text[text.rfind("\n", 0, start) + 1 : text.find("\n", end) if text.find("\n", end) >= 0 else len(text)]
    if word == "MAY" and line.isupper():
        return leads
    if len(word) <= 4 and not dotted and word.lower() not in ("may", "june", "july"):
        return leads or not re.match(r" [A-Z][a-z]", text[end : end + 3])
    return not (word.lower() == "may" and re.match(r"\s(?:be|have|not|also|well|need|still|only)\b", text[end : end + 8]))
