"""Numbers that are no figures: dates, times, references, rankings, ages, addresses, names, versions, index bases, margins."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from functools import cache

from indicators.grammar.candidate import Candidate
from indicators.grammar.nouns import counted_noun
from indicators.lexicon import table

__all__ = ["Zones", "is_outside", "outside_zones"]

Zones = list[tuple[int, int]]

_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?"
    r"|JAN(?:UARY)?|FEB(?:RUARY)?|MAR(?:CH)?|APR(?:IL)?|MAY|JUNE?|JULY?|AUG(?:UST)?|SEPT?(?:EMBER)?|OCT(?:OBER)?|NOV(?:EMBER)?|DEC(?:EMBER)?)"
)
# A day of a month is not followed by what makes it a figure.
_NO_UNIT = r"(?![0-9])(?![.,][0-9])(?! ?(?:%|per ?cent|percentage|pct|pp\b|million|billion|trillion|thousand|lakh|crore|bn\b|mn\b|bln\b|mln\b|tn\b|basis))"
_DAY = rf"[0-9]{{1,2}}(?:st|nd|rd|th)?{_NO_UNIT}"
_DAYS = rf"{_DAY}(?:(?: ?- ?| to | and |, and |, ){_DAY}){{0,6}}"
_YEAR = r"(?:1[6-9]|20)[0-9]{2}(?![0-9])(?![.,][0-9])"
_PATTERNS = (
    rf"\b{_MONTH} {{0,2}}\n?{_DAYS}(?:,? {_YEAR})?",
    rf"\b{_MONTH},?(?: of)? {_YEAR}(?: ?- ?{_YEAR})?",
    rf"(?<![0-9.,]){_DAYS}(?: of)?[ -]\n?{_MONTH}(?![a-z])(?:[ -,]{{1,2}}{_YEAR})?",
    # spans of years, financial years
    r"(?<![\w.,])(?:1[89]|20)[0-9]{2}(?: ?[-/] ?(?:(?:1[89]|20)[0-9]{2}|[0-9]{2}))(?![0-9%])(?![.,][0-9])(?! ?(?:%|per|million|billion))",
    r"\b[A-Z]\.[0-9]{1,2} \([0-9]{2,4}\)|\bFY ?'?[0-9]{2,4}(?:[-/][0-9]{2,4})?|\b[QH][1-4][- ]?(?:of )?'?(?:20)?[0-9]{2}\b|\b[1-4][QH][- ]?'?(?:20)?[0-9]{2}\b|\b(?:1[89]|20)[0-9]{2} ?[-:]?[QHSM][0-9]{1,2}\b",
    # numeric dates, times of day
    r"(?<![0-9.,])[0-9]{1,2}([/.-])[0-9]{1,2}\1(?:[0-9]{4}|[0-9]{2})(?![0-9])",
    r"(?<![0-9.,])(?:19|20)[0-9]{2}([-/.])[0-9]{2}(?:\1[0-9]{2})?(?![0-9%])(?! ?(?:%|per|million|billion))",
    r"(?<![0-9.,/])[0-9]{1,2}/(?:19|20)[0-9]{2}(?![0-9])",
    r"(?<![0-9.,])[0-9]{1,2}[:.][0-9]{2} ?(?:[ap]\.?m\b|hours\b|hrs\b|GMT|UTC|CES?T|E[SD]?T\b|IST|KST|JST|BST|AEST|NZST|noon)|(?<![0-9])[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?![0-9])",
    r"(?<![0-9.,])(?:[0-9]{1,2}(?: ?[ap]\.m\.| ?[ap]m\b| o'clock| noon)|[0-9]{4} ?(?:GMT|UTC|hours|hrs)\b)",
    # addresses on the net, telephones
    r"https?://[^\s<>|]+|\bwww\.[^\s<>|]+|(?<![^\s<(\[])[^\s@<>|]{1,64}@[^\s<>|]+|(?<![\w.-])[\w-]{1,40}\.(?:gov|com|org|net|int|europa|co|ac|gouv|go|gob)(?:\.[a-z]{2,6})?/[^\s<>|]*",
    r"(?<![\w.,])\+?[0-9]{1,4}(?:-[0-9]{2,5}){2,4}(?![0-9%])|\([0-9]{2,4}\)[ -]?[0-9]{3,4}[- ][0-9]{3,4}(?![0-9])|(?<![\w.,])\+[0-9]{1,3}[ .(]{1,2}[0-9]{1,4}(?:[ .()-]{1,2}[0-9]{2,4}){2,5}(?![0-9%])",
    r"\b(?i:tel|phone|telephone|fax|mobile|ext|extension|hotline|call)[.:]{0,2} ?[+(]?[0-9][0-9 ().-]{2,24}",
    # index bases, margins of error
    r"(?:\b(?:1[89]|20)[0-9]{2}(?:[-/][0-9]{2,4})?)?\)? ?(?:=|equals|equal to|set at|set to) ?1[0,.]{2,5}(?![0-9])|(?<![0-9.,])100(?:\.0)? ?= ?[A-Za-z]{0,9} ?(?:19|20)[0-9]{2}",
    r"(?:±|\+ ?/ ?-|\+-|\b(?i:plus or minus|plus/minus|give or take|margin of (?:sampling )?error (?:of|is|was|at))) ?\(?[0-9]+(?:[.,][0-9]+)?",
    # ages
    r"(?<![0-9.,-])[0-9]{1,2}(?:(?: to | or |-)[0-9]{1,2})?[- ]years?[- ]olds?\b|\b(?i:aged?|ages|age groups?|ages of|persons?|youth|women|men)(?: from| between)? \(?[0-9]{1,2}(?: ?-| to| and| or| through) ?(?:[0-9]{1,2}(?! ?%| per|[.,]?[0-9])|(?:over|above|older|under|more|up)\b)",
    r"(?<![0-9.,])[0-9]{1,2} years? (?:of age|and (?:over|older|above)|or (?:over|older|above))|\b(?i:under|over)[- ]?[0-9]{2}s\b|(?<![0-9.,-])[0-9]{1,2}(?: to |-)[0-9]{1,2} age\b|(?<![0-9.,$-])[0-9]{2} (?:and|or) (?:over|older)\b",
    # ratios, scores, odds
    r"\b(?i:one|two|three|four|five|1|2|3) (?i:in|out of) (?i:every |each )?[0-9]{1,3}(?![0-9.,]*[0-9])(?! ?(?:%|per ?cent|million|billion))",
)
_LINE_NUMBER = re.compile(r"(?m)^[ >*•-]{0,4}\(?[0-9]{1,2}(?:\.[0-9]{1,2}){0,2}[.)]?(?:(?<=[.)])|(?=[A-Z]| [A-Z][a-z])) ?(?=[^\W\d_\"'(])")


def _words(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    data = table("outside")
    code = r"[A-Z]{0,3}[- ]?[0-9]+(?:[.][0-9]+)*[A-Za-z]?(?![0-9A-Za-z])(?![.,][0-9])(?! ?(?:%|per ?cent|million|billion|trillion|bn\b|mn\b))"
    small = r"[A-Z]?[0-9]{1,4}[A-Za-z]?(?![0-9A-Za-z])(?![.,][0-9])(?!-?[0-9.,]* ?(?:%|per ?cent|percentage|million|billion|trillion|thousand|bn\b|mn\b|basis|points?\b))"
    join = r"(?:, and | & | and |, | to | ?- ?|/| or )"
    references = rf"(?<![\w-])(?i:{_words(data['references'])})(?: ?(?i:nos?\.?|number|#))? ?{code}(?:{join}{code}){{0,12}}"
    smalls = rf"(?<![\w-])(?i:{_words(data['small_references'])}) ?(?:(?i:nos?\.?|number|#) ?)?{small}(?:{join}{small}){{0,12}}"
    rankings = rf"\b(?i:{_words(data['rankings'])})[ -][0-9]{{1,3}}(?![0-9])(?![.,][0-9])(?! ?(?:%|per ?cent|million|billion|bn\b))"
    streets = rf"(?<![\w.,])[0-9]{{1,5}}[A-Za-z]?,? (?:[A-Z][\w.'-]{{0,30}} ){{1,4}}(?:{_words(data['streets'])})\b\.?|\b[A-Z]{{2}} [0-9]{{5}}(?:-[0-9]{{4}})?\b(?![.,][0-9])"
    names = rf"(?<!\w)(?:{_words(data['names'])})(?![0-9A-Za-z])(?![.,][0-9])"
    return tuple(re.compile(pattern) for pattern in (*_PATTERNS, references, smalls, rankings, streets, names)) + (_LINE_NUMBER,)


def outside_zones(text: str) -> Zones:
    """Stretches of `text` whose numbers are no figures, sorted and merged."""
    spans = sorted(match.span() for pattern in _patterns() for match in pattern.finditer(text))
    merged: Zones = []
    for start, end in spans:
        if merged and start < merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged


def _inside(zones: Zones, position: int) -> bool:
    at = bisect_right(zones, (position, 1 << 60)) - 1
    return at >= 0 and zones[at][0] <= position < zones[at][1]


_DENOMINATOR = re.compile(r"\b(?:per|every|each)\s$|\b(?:one|two|three|four|five) in $", re.IGNORECASE)
_PREFIXED = re.compile(r"[A-Za-z.]-$")
_NAME = re.compile(r"(?<![.!?:;\n|•]) [A-Z][\w&-]* $")
_ORDINAL = re.compile(r"(?:st|nd|rd|th|s)\b", re.IGNORECASE)


def is_outside(text: str, candidate: Candidate, zones: Zones) -> bool:
    """Whether `candidate` is no figure, by the zone it stands in or by its neighbours."""
    numeral = candidate.numeral
    if candidate.outside or _inside(zones, numeral.start):
        return True
    if not numeral.spelled and _glued(text, candidate):
        return True
    if _DENOMINATOR.search(text, max(0, candidate.start - 12), candidate.start) and not candidate.marked:
        return True
    return (candidate.kind in ("", "money") and not candidate.marked and _looks_like_year(candidate)) or (not candidate.kind and _looks_like_label(text, candidate))


def _glued(text: str, candidate: Candidate) -> bool:
    """Letters or signs that make the number a part of a word: "DDR5", "22nd", "COVID-19", "24/7", "G.17"."""
    numeral = candidate.numeral
    before, after = text[candidate.start - 1 : candidate.start], text[candidate.end : candidate.end + 1]
    if before and not candidate.marked and (before.isalnum() or before in "_#@&'=" or (before == "." and text[candidate.start - 2 : candidate.start - 1].isalnum())):
        return True
    if candidate.marked and candidate.end == numeral.end and after.isalpha():
        return True
    if not candidate.kind and candidate.end == numeral.end and (after.isalpha() or after == "_" or _ORDINAL.match(text, candidate.end)):
        return True
    if after == "=" or (after == "°" and not candidate.kind) or (len(numeral.digits) > 12 and not numeral.grouped) or (re.match(r"0\d", numeral.digits) and not numeral.decimals):
        return True
    if candidate.kind:
        return False
    if before == "/" or re.match(r"/[0-9A-Za-z]|:[0-9]", text[candidate.end : candidate.end + 2]):
        return True
    return bool(_PREFIXED.search(text, max(0, candidate.start - 2), candidate.start))


def _looks_like_year(candidate: Candidate) -> bool:
    """Four digits from 1900 to 2100 that no unit follows; "2012 dollars" too."""
    numeral = candidate.numeral
    return numeral.plain_integer and not candidate.scaled and len(numeral.digits) == 4 and 1900 <= numeral.value <= 2100


def _looks_like_label(text: str, candidate: Candidate) -> bool:
    """A small number that belongs to the capitalised word before it ("Route 66"), or a hyphenated adjective ("28-nation")."""
    numeral = candidate.numeral
    if re.match(r"-[A-Za-z]", text[candidate.end : candidate.end + 2]) and not numeral.grouped and not candidate.scaled:
        return not re.match(r"-plus\b", text[candidate.end : candidate.end + 6], re.IGNORECASE)
    if candidate.sign or numeral.spelled or (not numeral.plain_integer and not (numeral.decimals == 1 and numeral.value % 1 == 0 and numeral.value < 10)):
        return False
    if numeral.value < 10000 and not candidate.scaled and _NAME.search(text, max(0, candidate.start - 30), candidate.start):
        noun = counted_noun(text, candidate.end)
        return noun is None or (numeral.value < 10 and text[noun.start].isupper())
    return False
