"""Stretches of a text whose numbers are no figures: dates, times, references, rankings, ages, addresses, names, bases, margins."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from functools import cache

from indicators.alternatives import in_any_case
from indicators.clues import clues
from indicators.lexicon import table
from indicators.scanning import Scanner

__all__ = ["Zones", "inside", "outside_zones"]

Zones = list[tuple[int, int]]

_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?"
    r"|JAN(?:UARY)?|FEB(?:RUARY)?|MAR(?:CH)?|APR(?:IL)?|MAY|JUNE?|JULY?|AUG(?:UST)?|SEPT?(?:EMBER)?|OCT(?:OBER)?|NOV(?:EMBER)?|DEC(?:EMBER)?)"
)
# What makes a number that might be a day or a table number a figure after all.
_MEASURE = r"(?i:%|per ?cent|percentage|pct|pp\b|million|billion|trillion|thousand|lakh|crore|bn\b|mn\b|bln\b|mln\b|tn\b|basis)"
_WHOLE = r"(?![0-9])(?![.,][0-9])"
_NO_UNIT = rf"{_WHOLE}(?!(?: | ?\r?\n)?{_MEASURE})"
_DAY = rf"[0-9]{{1,2}}(?:st|nd|rd|th)?{_NO_UNIT}"
_DAYS = rf"{_DAY}(?:(?: ?- ?| to | and |, and |, ){_DAY}){{0,6}}"
_YEAR = rf"(?:1[6-9]|20)[0-9]{{2}}{_WHOLE}"
_MODERN = r"(?:1[89]|20)[0-9]{2}"
_HERE = r"(?<![0-9.,])"

_DATES = (
    rf"\b{_MONTH} {{0,2}}\n?{_DAYS}(?:,? {_YEAR})?",
    rf"\b{_MONTH},?(?: of)? {_YEAR}(?: ?- ?{_YEAR})?",
    rf"{_HERE}{_DAYS}(?: of)?[ -]\n?{_MONTH}(?![a-z])(?:[ -,]{{1,2}}{_YEAR})?",
    # spans of years, financial years, quarters
    rf"(?<![\w.,]){_MODERN} ?[-/] ?(?:{_MODERN}|[0-9]{{2}})(?![0-9%])(?![.,][0-9])(?! ?{_MEASURE})",
    r"\bFY ?'?[0-9]{2,4}(?:[-/][0-9]{2,4})?",
    rf"\b[QH][1-4][- ]?(?:of )?'?(?:20)?[0-9]{{2}}\b|\b[1-4][QH][- ]?'?(?:20)?[0-9]{{2}}\b|\b{_MODERN} ?[-:]?[QHSM][0-9]{{1,2}}\b",
    # numeric dates
    rf"{_HERE}[0-9]{{1,2}}([/.-])[0-9]{{1,2}}\1(?:[0-9]{{4}}|[0-9]{{2}})(?![0-9])",
    rf"{_HERE}(?:19|20)[0-9]{{2}}([-/.])(?:0[1-9]|1[0-2])(?:\1[0-9]{{2}})?(?![0-9%])(?! ?{_MEASURE})",
    r"(?<![0-9.,/])[0-9]{1,2}/(?:19|20)[0-9]{2}(?![0-9])",
    rf"{_HERE}[0-9]{{1,4}} (?:BCE?|CE|AD)\b",
)
_ZONE = r"CES?T|E[SD]?T|[CMP][SD]T|IST|KST|JST|BST|AES?T|NZST"
_TIMES = (
    rf"{_HERE}[0-9]{{1,2}}[:.][0-9]{{2}} ?(?:[ap]\.?m\b|hours\b|hrs\b|noon|(?:GMT|UTC|{_ZONE})\b)",
    r"(?<![0-9])[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?![0-9])",
    rf"{_HERE}(?:[0-9]{{1,2}}(?: ?[ap]\.m\.| ?[ap]m\b| o'clock| noon)|[0-9]{{4}} ?(?:GMT|UTC|{_ZONE}|hours|hrs)\b)",
)
_CONTACTS = (
    r"https?://[^\s<>|]+|\bwww\.[^\s<>|]+|(?<![^\s<(\[])[^\s@<>|]{1,64}@[^\s<>|]+",
    r"(?<![\w.-])[\w-]{1,40}\.(?:gov|com|org|net|int|europa|co|ac|gouv|go|gob)(?:\.[a-z]{2,6})?/[^\s<>|]*",
    r"(?<![\w.,])\+?[0-9]{1,4}(?:-[0-9]{2,5}){2,4}(?![0-9%])|\([0-9]{2,4}\)[ -]?[0-9]{3,4}[- ][0-9]{3,4}(?![0-9])",
    r"(?<![\w.,])\+[0-9]{1,3}[ .(]{1,2}[0-9]{1,4}(?:[ .()-]{1,2}[0-9]{2,4}){2,5}(?![0-9%])",
    r"\b(?i:tel|phone|telephone|fax|mobile|ext|extension|hotline|call|(?:enquiries|inquiries|desk|office|contact)(?=:))"
    r"[.:]{0,2} ?[+(]?[0-9][0-9 ().-]{2,24}",
)
_BASES = (
    rf"(?:\b{_MODERN}(?:[-/][0-9]{{2,4}})?)?\)? ?(?:=|equals|equal to|set at|set to) ?1[0,.]{{2,5}}(?![0-9])",
    rf"{_HERE}100(?:\.0)? ?= ?[A-Za-z]{{0,9}} ?(?:19|20)[0-9]{{2}}",
    r"(?:±|\+ ?/ ?-|\+-|\b(?i:plus or minus|plus/minus|give or take|margin of (?:sampling )?error (?:of|is|was|at))) ?"
    r"\(?[0-9]+(?:[.,][0-9]+)?",
)
_AGES = (
    r"(?<![0-9.,-])[0-9]{1,2}(?:(?: to | or |-)[0-9]{1,2})?[- ]years?[- ]olds?\b",
    r"\b(?i:aged?|ages|age groups?|ages of|persons?|youth|women|men)(?: from| between)? \(?[0-9]{1,2}(?: ?-| to| and| or| through) ?"
    r"(?:[0-9]{1,2}(?! ?%| per|[.,]?[0-9])|(?:over|above|older|under|more|up)\b)",
    rf"{_HERE}[0-9]{{1,2}} years? (?:of age|(?:and|or) (?:over|older|above))|\b(?i:under|over)[- ]?[0-9]{{2}}s\b",
    r"(?<![0-9.,-])[0-9]{1,2}(?: to |-)[0-9]{1,2} age\b|(?<![0-9.,$-])[0-9]{2} (?:and|or) (?:over|older)\b",
)
# Sizes of what is counted or weighed: "bales of 170 kg each", "60-kg bags", "40-foot containers".
_SIZES = (
    r"\bof [0-9][0-9.,]{0,7} ?[A-Za-z]{1,12}\.? (?i:each|apiece)\b",
    r"(?<![0-9.,-])[0-9]{1,3}(?:\.[0-9])?[- ](?i:kg|kilos?|kilograms?|kilogrammes?|pounds?|lbs?|lit(?:re|er)s?)[- ]"
    r"(?i:bags?|sacks?|bales?|cartons?|boxes|box|drums?|cylinders?)\b",
    r"(?<![0-9.,-])[0-9]{2}(?:-| )?(?i:foot|feet|ft)[- ](?i:containers?|boxes|box|units?|equivalents?)\b",
)
_ODDS = (rf"\b(?i:one|two|three|four|five|1|2|3) (?i:in|out of) (?i:every |each )?[0-9]{{1,3}}(?![0-9.,]*[0-9])(?! ?{_MEASURE})",)
# Releases of the Federal Reserve: "G.17 (419)"; federal law: "40 CFR 60.4".
_NUMBERED = (r"\b[A-Z]\.[0-9]{1,2} \([0-9]{2,4}\)", r"\b[0-9]{1,3} (?:CFR|U\.?S\.?C\.?)(?: §{0,2} ?[0-9]+(?:[.-][0-9]+)*)?(?!\w)")
_LINE_NUMBER = (r"(?m)^[ >*•-]{0,4}\(?[0-9]{1,2}(?:\.[0-9]{1,2}){0,2}[.)]?(?:(?<=[.)])|(?=[A-Z]| [A-Z][a-z])) ?(?=[^\W\d_\"'(])",)

# Where one of them can begin: no letter behind a letter, no digit behind a digit, no space.
_START = re.compile(r"[A-Za-z]+|[0-9]+|[^A-Za-z0-9 ]")


def _words(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def _references() -> Iterable[str]:
    """Numbers after "Table", "Article", "No.", "top"; street numbers and post codes; names with a number in them."""
    data = table("outside")
    code = rf"[A-Z]{{0,3}}[- ]?[0-9]+(?:[.][0-9]+)*[A-Za-z]?(?![0-9A-Za-z])(?![.,][0-9])(?! ?{_MEASURE})"
    small = rf"[A-Z]?[0-9]{{1,4}}[A-Za-z]?(?![0-9A-Za-z])(?![.,][0-9])(?!-?[0-9.,]* ?(?:{_MEASURE}|points?\b))"
    join = r"(?:, and | & | and |, | to | ?- ?|/| or )"
    no = r"(?i:nos?\.?|number|#)"
    yield rf"(?<![\w-]){in_any_case(data['references'])}(?![A-Za-z])(?: ?{no})? ?{code}(?:{join}{code}){{0,12}}"
    yield rf"(?<![\w-]){in_any_case(data['small_references'])}(?![A-Za-z]) ?(?:{no} ?)?{small}(?:{join}{small}){{0,12}}"
    yield rf"\b(?:{_words(data['states'])}) [0-9]{{5}}(?:-[0-9]{{4}})?\b(?![.,][0-9])"
    yield rf"\b{in_any_case(data['rankings'])}[ -][0-9]{{1,3}}{_NO_UNIT}"
    yield rf"(?<![\w.,])[0-9]{{1,5}}[A-Za-z]?,? (?:[A-Z][\w.'-]{{0,30}} ){{1,4}}(?:{_words(data['streets'])})\b\.?"
    yield rf"(?<!\w)(?:{_words(data['names'])})(?![0-9A-Za-z])(?![.,][0-9])"


@cache
def _scanner() -> Scanner:
    patterns = (*_DATES, *_TIMES, *_CONTACTS, *_BASES, *_AGES, *_SIZES, *_ODDS, *_NUMBERED, *_references(), *_LINE_NUMBER)
    told = {pattern: clues(pattern) for pattern in patterns}
    return Scanner(told, re.compile, _START, apart=[*_LINE_NUMBER, *(pattern for pattern, clue in told.items() if clue.anywhere)])


def outside_zones(text: str) -> Zones:
    """Stretches of `text` whose numbers are no figures, sorted and merged."""
    spans = sorted(match.span() for matches in _scanner().scan(text).values() for match in matches)
    merged: Zones = []
    for start, end in spans:
        if merged and start < merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged


def inside(zones: Zones, position: int) -> bool:
    """Whether `position` lies in one of `zones`."""
    at = bisect_right(zones, (position, 1 << 60)) - 1
    return at >= 0 and zones[at][0] <= position < zones[at][1]
