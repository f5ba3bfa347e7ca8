"""Short names of units that a release makes for itself: "2.3 million tonnes (mt)", "thousand metric tonnes (TMT)"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from itertools import pairwise

from indicators.lexicon import table
from indicators.needing import Needing
from indicators.units import Unit, is_scaled, match_rate, match_unit

__all__ = ["Defined", "defined_units", "match_defined"]

Defined = Mapping[str, tuple[Decimal, str]]

_BRACKET = re.compile(r" \(([A-Za-z][A-Za-z/.]{1,9})\)")
# Where land, crops and animals are measured in acres, bushels and hundredweights, pounds weigh; but not beside amounts of money in them.
_WEIGHED = Needing(
    re.compile(
        r"\bacres?\b|\bbushels?\b|\bhundredweights?\b|\b(?:live ?|dressed |carcass )weights?\b|\bslaughter(?:s|ed|ing|ings)?\b"
        r"|\bpounds? per (?:cow|head|animal|bird|layer|hive|colony|tree)\b|\b(?:per|milk|dairy|beef) cows?\b|\bcattle\b",
        re.IGNORECASE,
    ),
    [
        "acre",
        "acres",
        "bushel",
        "bushels",
        "hundredweight",
        "hundredweights",
        "weight",
        "weights",
        "liveweight",
        "slaughter",
        "slaughters",
        "slaughtered",
        "slaughtering",
        "slaughterings",
        "pound",
        "cow",
        "cows",
        "cattle",
        "pounds",
    ],
)
_STERLING = re.compile(r"£|\bsterling\b|\bpounds? (?:a|per) (?:week|month|year|hour|share)\b|\bpence\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_SHORT = re.compile(r"[A-Za-z][A-Za-z/.]{1,9}+")
# What is left out where a name is cut down to its first letters.
_SMALL = frozenset(("per", "of", "a", "the", "and"))
# The letters that number words are cut down to.
_LETTERS = {"thousand": ("t", "k", "th"), "million": ("mm", "mn", "m"), "billion": ("bn", "b"), "lakh": ("l",), "crore": ("cr", "c")}
# So many characters and words of a unit's name may stand before the bracket.
_REACH, _LONGEST = 60, 6


def defined_units(text: str, country: str | None) -> Defined:
    """Short names with a number word in them that `text` tells in brackets behind what they are short for, in small letters.

    Those that everybody knows are left to the lexicon.
    """
    found: dict[str, tuple[Decimal, str]] = {}
    if country not in table("currencies")["shared"]["pound"] and _WEIGHED.search(text) and not _STERLING.search(text):
        found["pound"] = found["pounds"] = (Decimal(1), "pound")
    for bracket in _BRACKET.finditer(text):
        told = _told(text, bracket.start(), country)
        if told is None:
            continue
        magnitude, words, unit = told
        if _holds(bracket[1], magnitude, words) and not is_scaled(bracket[1]):
            found.setdefault(bracket[1].casefold(), (Decimal(table("magnitudes")["words"][magnitude]) * unit.factor, unit.name))
    return found


def match_defined(text: str, position: int, defined: Defined, *, scaled: bool) -> Unit | None:
    """The unit at `position` that is written by a name of the release's own; behind a number word (`scaled`) one that holds none itself."""
    short = _SHORT.match(text, position) if defined else None
    name = short.group().rstrip("./") if short is not None else ""
    if name.casefold() not in defined:
        return None
    factor, unit = defined[name.casefold()]
    if factor == 1:
        rate = match_rate(text, position + len(name))
        return Unit(f"{unit}/{rate.name}", rate.end) if rate is not None and rate.name else Unit(unit, position + len(name))
    return None if scaled else Unit(unit, position + len(name), factor)


def _told(text: str, end: int, country: str | None) -> tuple[str, list[str], Unit] | None:
    """The number word, the words of the unit and the unit that stand right before a bracket."""
    words = list(_WORD.finditer(text, max(0, end - _REACH), end))[-_LONGEST - 1 :]
    for first, second in pairwise(words):
        if first.group().lower() not in _LETTERS:
            continue
        unit = match_unit(text, second.start(), country=country, scaled=True)
        if unit is not None and unit.end == end:
            return first.group().lower(), [word.group().lower() for word in words if word.start() >= second.start()], unit
    return None


def _holds(short: str, magnitude: str, words: list[str]) -> bool:
    """Whether a short name begins with that of the number word: "mt" of million tonnes does, "bpd" of million barrels per day does not."""
    letters = re.sub(r"[./]", "", short).lower()
    initials = "".join(word[0] for word in words if word not in _SMALL)
    if letters in (initials, initials + "s"):
        return False
    rests = (letters.removeprefix(word) for word in _LETTERS[magnitude] if letters.startswith(word))
    return any(rest and initials.startswith(rest) for rest in rests)
