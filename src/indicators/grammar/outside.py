"""Numbers that are no figures, by the zone they stand in and by their neighbours."""

from __future__ import annotations

import re
from functools import lru_cache

from indicators.grammar.candidate import Candidate
from indicators.grammar.nouns import counted_noun
from indicators.grammar.zones import Zones, inside
from indicators.timegrammar import MONTH

__all__ = ["is_fragment", "is_outside"]

_DENOMINATOR = re.compile(r"\b(?:per|every|each)\s$|\b(?:one|two|three|four|five) in $", re.IGNORECASE)
# What is priced: "the price of 1 litre of milk", "the cost of 100 kWh".
_PRICED = re.compile(r"\b(?:prices?|costs?) (?:of|for|per) (?:an? )?$", re.IGNORECASE)
_PREFIXED = re.compile(r"[A-Za-z.]-$")
_NAME = re.compile(r"(?<![.!?:;\n|•]) (?:[A-Z]|[a-z]{1,8}[A-Z])[\w&-]* $")
_INDEX = re.compile(r"\b(?:index(?:es)?|indices|PMIs?|points?|gauge|barometer|reading|score|sentiment|confidence|climate)\b", re.IGNORECASE)
_OLD = re.compile(r"\b(?:in|since|of|year|until|till|before|after|the) $", re.IGNORECASE)
# What a count is told for, and how it is held against another count.
_IN_MONTH = re.compile(rf" (?:in|during|for) {MONTH},? (?:of )?([12][0-9]{{3}})\b")
_COUNT_AGAINST = re.compile(
    r"(?<![\d.])\d[\d,]*+(?!\.\d| ?%| ?per ?cent| pct)(?: [^\d.;:%]{1,60}+| [^\d.;:%]{0,40}+\b[12]\d{3}\b)?,? (?:and )?"
    r"(?:(?:in|by) comparison (?:with|to)|compared (?:with|to)|versus|against|(?:up|down) (?:from|on)|(?:more|fewer|less) than) \Z"
)
_REACH = 120
# A year is hardly told of a month of one of the years beside it.
_YEARS_APART = 6
_ORDINAL = re.compile(r"(?:st|nd|rd|th|s)\b", re.IGNORECASE)
# "$575-585/t": two prices of one quantity.
_PRICES = re.compile(r"(?:[$€£¥₹]|\b[A-Z]{2,3}[$€£]? ?)[0-9][0-9,.]*-\Z")
_SPLIT = re.compile(r"/[0-9A-Za-z]|:[0-9]")
_ADJECTIVE = re.compile(r"-(?!plus\b)[A-Za-z]", re.IGNORECASE)
# How many members a bloc has: "the EU (27)".
_BLOC = re.compile(r"\b(?:EU|EA|OECD) \($")
_HOST = re.compile(r"\.[a-z]{2,}\b")
# Firms by their size, not people: "10-49 employees", "1,000+ employees".
_SIZE = re.compile(
    r"(?:\+| or (?:more|over|fewer|less)| and (?:more|over))?"
    r" (?:employees|employed persons|persons employed|workers|persons engaged|people|staff)\b"
)
# "Firms with fewer than 50 workers", "payrolls of 1 to 49 employees": many firms of one size.
_SIZED_FIRMS = re.compile(
    r"\b(?:firms|companies|enterprises|businesses|establishments|employers|payrolls|organi[sz]ations|workplaces|factories|plants)"
    r" (?:with|having|employing|of|that employ|which employ)"
    r" (?:(?:fewer|less|more) than |at least |at most |up to |under |over |between |from )?(?:[0-9,]{1,7}(?:[-–]| to | and ))?$",
    re.IGNORECASE,
)
_NAMED_FIRMS = 60
_TO = re.compile(r"(?:[-–]| to | and )[0-9,]+")
_SIZED = re.compile(r"\b(?:with|having|of|employing) (?:[0-9]{1,7}[-–])?$|(?:^|[\n•|:;,(]|\d|\n[-–—*o]) ?(?:[0-9]{1,7}[-–])?$")
_LONGEST_ID = 12
_LONGEST_NUMBER = 18


def is_outside(text: str, candidate: Candidate, zones: Zones) -> bool:
    """Whether `candidate` is no figure, by the zone it stands in or by its neighbours."""
    if candidate.outside or inside(zones, candidate.numeral.start):
        return True
    if not candidate.numeral.spelled and (_glued(text, candidate) or _is_id(text, candidate)):
        return True
    if not candidate.kind and text.startswith(")", candidate.end) and _BLOC.search(text, max(0, candidate.start - 6), candidate.start):
        return True
    if _DENOMINATOR.search(text, max(0, candidate.start - 12), candidate.start) and not candidate.marked:
        return True
    priced = _PRICED.search(text, max(0, candidate.start - 16), candidate.start)
    if priced is not None and (candidate.kind == "physical" or (priced[0].lower().startswith("price") and _counts(text, candidate))):
        return True
    yearlike = _looks_like_year(candidate) and not _is_dated(text, candidate)
    if candidate.kind in ("", "money") and not candidate.marked and (yearlike or _is_old_year(text, candidate)):
        return True
    if not candidate.numeral.spelled and _is_size_class(text, candidate):
        return True
    return not candidate.kind and (_is_adjective(text, candidate) or _is_label(text, candidate))


def is_fragment(text: str, candidate: Candidate) -> bool:
    """Whether a bare number hangs on another by a hyphen and makes no range with it ("747-8", "3-2")."""
    start, end = candidate.start, candidate.end
    return (text[start - 1 : start] == "-" and text[start - 2 : start - 1].isdigit()) or (
        text[end : end + 1] == "-" and text[end + 1 : end + 2].isdigit()
    )


def _glued(text: str, candidate: Candidate) -> bool:
    """Letters or signs that make the number a part of a word: "DDR5", "22nd", "COVID-19", "24/7", "G.17"."""
    start, end = candidate.start, candidate.end
    before, after = text[start - 1 : start], text[end : end + 1]
    letters_follow = end == candidate.numeral.end and (after.isalpha() or after == "_")
    if candidate.marked:
        return letters_follow
    if before and (before.isalnum() or before in "_#@&'=" or (before == "." and text[start - 2 : start - 1].isalnum())):
        return True
    if candidate.kind:
        return False
    if end == candidate.numeral.end and _HOST.match(text, end):
        return True  # "99.co"
    if letters_follow or (end == candidate.numeral.end and _ORDINAL.match(text, end)):
        return True
    split = _SPLIT.match(text, end) is not None and not (before == "-" and _PRICES.search(text, max(0, start - 16), start))
    return before == "/" or split or _PREFIXED.search(text, max(0, start - 2), start) is not None


def _is_id(text: str, candidate: Candidate) -> bool:
    """Too long, or with a leading zero; the left side of an equation; degrees without a scale."""
    numeral = candidate.numeral
    after = text[candidate.end : candidate.end + 1]
    if after == "=" or (after == "°" and not candidate.kind):
        return True
    too_long = len(numeral.digits) > (_LONGEST_NUMBER if numeral.grouped else _LONGEST_ID)
    return too_long or (len(numeral.digits) > 1 and numeral.digits.startswith("0") and not numeral.decimals)


def _looks_like_year(candidate: Candidate) -> bool:
    """Four digits from 1900 to 2100 that no unit follows; "2012 dollars" too."""
    numeral = candidate.numeral
    return numeral.plain_integer and not candidate.scaled and len(numeral.digits) == 4 and 1900 <= numeral.value <= 2100


def _is_dated(text: str, candidate: Candidate) -> bool:
    """Whether what looks like a year is told for a month of another: "956 homes, compared with 1982 in May 2016"."""
    dated = _IN_MONTH.match(text, candidate.end)
    if dated is None or abs(int(dated[1]) - int(candidate.numeral.value)) < _YEARS_APART:
        return False
    return _COUNT_AGAINST.search(text, max(0, candidate.start - _REACH), candidate.start) is not None


def _is_old_year(text: str, candidate: Candidate) -> bool:
    """Four digits from 1000 to 1899 that count nothing: "the treaty of 1648"."""
    numeral = candidate.numeral
    if candidate.kind or candidate.scaled or not numeral.plain_integer or len(numeral.digits) != 4 or not 1000 <= numeral.value < 1900:
        return False
    return _OLD.search(text, max(0, candidate.start - 8), candidate.start) is not None and counted_noun(text, candidate.end) is None


def _is_size_class(text: str, candidate: Candidate) -> bool:
    """Whether the number bounds a class of firms by their staff."""
    numeral = candidate.numeral
    if candidate.kind or candidate.scaled or not text.startswith((" ", "+", "-", "–"), numeral.end):
        return False
    to = _TO.match(text, numeral.end)
    after = _SIZE.match(text, to.end() if to else numeral.end)
    if after is None:
        return False
    if _SIZED_FIRMS.search(text, max(0, numeral.start - _NAMED_FIRMS), numeral.start):
        return True
    if after.group().endswith("people"):
        return False
    ranged = (to is not None and to[0][0] in "-–") or text[numeral.start - 1 : numeral.start] in ("-", "–")
    return ranged or (after.group()[0] == "+" and _SIZED.search(text, max(0, numeral.start - 12), numeral.start) is not None)


@lru_cache(maxsize=8)
def _speaks_of_indices(text: str) -> bool:
    return _INDEX.search(text) is not None


def _counts(text: str, candidate: Candidate) -> bool:
    """Whether a small whole number counts the noun behind it."""
    numeral = candidate.numeral
    return not candidate.kind and not candidate.scaled and numeral.plain_integer and counted_noun(text, candidate.end) is not None


def _is_adjective(text: str, candidate: Candidate) -> bool:
    """A number hyphenated to a word that is no unit: "28-nation", "five-point"."""
    return not candidate.numeral.grouped and not candidate.scaled and _ADJECTIVE.match(text, candidate.end) is not None


def _is_label(text: str, candidate: Candidate) -> bool:
    """A small number that belongs to the capitalised word before it: "Route 66", "Industry 4.0", "macOS 15.1", "Pier 1 Imports"."""
    numeral = candidate.numeral
    version = 0 < numeral.decimals <= 2 and not numeral.grouped and numeral.value < 100
    if candidate.sign or candidate.scaled or numeral.spelled or not (numeral.plain_integer or version) or numeral.value >= 10_000:
        return False
    if _NAME.search(text, max(0, candidate.start - 30), candidate.start) is None:
        return False
    if version:  # a bare decimal may be the level of an index as well
        return (numeral.value < 10 and numeral.value % 1 == 0) or not _speaks_of_indices(text)
    noun = counted_noun(text, candidate.end)
    return noun is None or (numeral.value < 10 and text[noun.start].isupper())
