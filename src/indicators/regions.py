"""Regions: the parts of the world, and the whole of it, in the name of a series."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from indicators.lexicon import rows

__all__ = ["is_regional", "unsited"]

_TAILS = r"(?: (?:area|region|zone|countries|economies|nations|as a whole))?"


@lru_cache(maxsize=4096)
def is_regional(name: str) -> bool:
    """Whether a series is that of a part of the world that has no code: "OECD inflation", "output in Africa", not "exports to Africa"."""
    found = _regional().search(name)
    return found is not None and not (found[1] and (found[1].lower() != "to" or _sold().match(name)))


@lru_cache(maxsize=4096)
def unsited(name: str) -> str:
    """The series without the part of the world that it is told of: "inflation" of "OECD inflation" and "inflation in the OECD"."""
    return _behind().sub("", _before().sub("", name))


@cache
def _regional() -> re.Pattern[str]:
    return re.compile(rf"(?<!non-)\b(?:(to|from|with) )?(?:the )?(?:{_either(without_code=True)}|region(?:['’]s)?)(?!\w)", re.IGNORECASE)


@cache
def _sold() -> re.Pattern[str]:
    return re.compile(r".*\b(?:exports?|shipments?|sales|deliver(?:y|ies)|dispatches)\b", re.IGNORECASE)


@cache
def _before() -> re.Pattern[str]:
    return re.compile(rf"^(?:the )?(?:{_either()})(?:['’]s?)?[ -]+(?=\w)", re.IGNORECASE)


@cache
def _behind() -> re.Pattern[str]:
    names = _either()
    return re.compile(rf" (?:worldwide|globally|(?:in|of|for|across|within|throughout) (?:the )?(?:{names}){_TAILS})$", re.IGNORECASE)


def _either(*, without_code: bool = False) -> str:
    found = {name for row in rows("blocs") if not (without_code and row["codes"]) for name in row["names"].split("|")}
    # Acronyms stand as they are: "CIS" is no "cis".
    return "|".join(f"(?-i:{re.escape(n)})" if n.isupper() else re.escape(n) for n in sorted(found, key=lambda n: (-len(n), n)))
