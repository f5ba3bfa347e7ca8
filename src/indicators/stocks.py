"""Stocks and flows, told apart by the name of the series: debt stands at the end of a period, exports are made in its course."""

from __future__ import annotations

import re
from functools import cache

from indicators.inflect import singular
from indicators.lexicon import table

__all__ = ["is_stock"]

_WORD = re.compile(r"[^\W_]+")
_PREPOSITIONS = frozenset(("of", "in", "for", "to", "from", "by", "at", "on", "with", "under", "per"))


def is_stock(subject: str | None) -> bool:
    """Whether the series `subject` is measured at a point in time.

    Examples
    --------
    >>> is_stock("household debt"), is_stock("debt issuance"), is_stock("value of inventories"), is_stock("new loans")
    (True, False, True, False)
    """
    words = [singular(word.lower()) for word in _WORD.findall(subject or "")]
    spaced = f" {' '.join(words)} "
    lexicon = table("stocks")
    if any(f" {phrase} " in spaced for phrase in lexicon["always"]):
        return True
    return not _never().intersection(words) and _head(words) in lexicon["heads"]


@cache
def _never() -> frozenset[str]:
    return frozenset(table("stocks")["never"])


def _head(words: list[str]) -> str | None:
    """The last noun before a preposition that says more than how much; where there is none, the one after the preposition."""
    hollow = table("stocks")["hollow"]
    head = None
    for word in words:
        if word in _PREPOSITIONS and head is not None:
            break
        if word not in hollow and word not in _PREPOSITIONS:
            head = word
    return head
