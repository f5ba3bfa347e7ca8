"""The year of a company's accounts: the month it begins in, as a text on them tells by what ended when.

"Net profit for the year ended August", "its fiscal third quarter, which ended Oct. 31", "interim profit … in the six months to September":
each tells where the year lies in which the text counts its quarters and halves.
"""

from __future__ import annotations

import re
from functools import cache

from indicators.lexicon import table
from indicators.needing import Terms
from indicators.timegrammar import MONTH, month_number, ordinal

__all__ = ["are_results", "year_of_accounts"]

_MONTH = rf"(?P<month>{MONTH}\b)\.?(?: (?P<day>\d{{1,2}})\b(?!\s?%))?"
_ENDED = (
    r"(?:,?(?: that| which)? (?:ended|ending|ends|closed|finished)(?: on| in| at| with)?|,? to|,? up to|,? through)"
    r"(?: the)?(?: (?:end|close) of)?"
    rf"(?: (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?)?(?: (?P<before>\d{{1,2}})(?:st|nd|rd|th)?(?: of)?)? {_MONTH}"
)
# What the year, its quarters and its halves are called where the text tells when they ended.
_YEAR = re.compile(rf"\b(?:years?|12[ -]months?|twelve[ -]months?|5[23][ -]weeks?)(?: period)?{_ENDED}")
_QUARTER = re.compile(
    rf"\b(?:Q(?P<n>[1-4])|(?P<n2>[1-4])Q|(?P<nth>[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth)[ -](?:(?:fiscal|financial)[ -])?quarter)"
    rf"(?:,? (?:of )?(?:(?:the|its) )?(?:(?:current|fiscal|financial) ){{0,2}}(?:year|20\d\d))?{_ENDED}"
)
_SOME_QUARTER = re.compile(rf"\b(?:quarter|three[ -]months?|3[ -]months?|13[ -]weeks?)(?: period)?{_ENDED}")
_COUNTED = re.compile(r"\b(?:Q([1-4])|([1-4])Q|(?:(first|second|third|fourth)[ -](?:(?:fiscal|financial)[ -])?quarter))", re.IGNORECASE)
_HALF = re.compile(
    rf"\b(?:six[ -]months?|6[ -]months?|26[ -]weeks?|half[ -]year|(?P<second>second half)|(?:first )?half)(?: period)?{_ENDED}"
)
_NINE = re.compile(rf"\b(?:nine|9)[ -]months?(?: period)?{_ENDED}")
# So near the beginning a text on accounts tells what they are of.
_HEAD = 900
# In its title and lead at best it tells what a firm earned.
_LEAD = 700
# And within so many characters what it needs to tell is told.
_READ = 20000
# A span that ends in the first days of a month is told by the weekend nearest the month before's end.
_SPILL = 7


@cache
def _terms(key: str) -> Terms:
    words = sorted(table("times")["fiscal"][key], key=lambda word: (-len(word), word))
    either = "|".join(re.escape(word).replace(r"\ ", "[ -]") for word in words)
    return Terms(re.compile(rf"\b(?:{either})(?=s?\b)", re.IGNORECASE), words)


def _on_accounts(text: str) -> bool:
    """Whether a text is on a company's accounts."""
    terms = {term[0].casefold() for term in _terms("accounts").finditer(text)}
    return len(terms) > 1 or bool(terms and _terms("accounts_with").search(text))


def are_results(text: str) -> bool:
    """Whether a text begins with what a firm earned and speaks of its shareholders, its head or its own ways.

    Statistics of the profits of all firms do the one, but not the other.
    """
    return bool(_terms("accounts").search(text, 0, _LEAD) and _terms("one_firm").search(text, 0, _READ))


def year_of_accounts(text: str) -> int | None:
    """Return the first month of the year of a company's accounts, None if the text is not on any or does not tell.

    Examples
    --------
    >>> year_of_accounts("Operating profit fell 3% in the year to September. Net profit came to 20 million euros.")
    10
    """
    text = text[:_READ]
    if not _on_accounts(text):
        return None
    return _by_quarter(text) or _by_year(text) or _by_half(text) or _by_nine_months(text)


def _last_month(match: re.Match[str]) -> int:
    """The month that a span ends with."""
    month, day = month_number(match["month"]), int(match["before"] or match["day"] or 31)
    return (month - 2) % 12 + 1 if day <= _SPILL else month


def _after(month: int, months: int = 0) -> int:
    """The first month of a year, `months` of which are over at the end of a month."""
    return (month - months) % 12 + 1


def _by_quarter(text: str) -> int | None:
    told = _QUARTER.search(text)
    if told:
        count = int(told["n"] or told["n2"] or ordinal(told["nth"]))
        return _after(_last_month(told), 3 * count)
    some, counted = _SOME_QUARTER.search(text, 0, _HEAD), _COUNTED.search(text, 0, _HEAD)
    if not some or not counted:
        return None
    count = int(counted[1] or counted[2] or ordinal(counted[3]))
    return _after(_last_month(some), 3 * count)


def _by_year(text: str) -> int | None:
    told = _YEAR.search(text)
    return _after(_last_month(told)) if told else None


def _by_half(text: str) -> int | None:
    told = _HALF.search(text, 0, _HEAD)
    if not told:
        return None
    return _after(_last_month(told), 12 if told["second"] else 6)


def _by_nine_months(text: str) -> int | None:
    told = _NINE.search(text, 0, _HEAD)
    return _after(_last_month(told), 9) if told else None
