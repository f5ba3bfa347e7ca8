"""Accounts: whether a text reports the results of one firm."""

from __future__ import annotations

import re
from functools import cache

from indicators.alternatives import in_any_case
from indicators.lexicon import table

__all__ = ["are_accounts"]

# What a report on a firm's results begins with, title included.
_LEAD = 700


@cache
def _either(key: str) -> re.Pattern[str]:
    return re.compile(rf"\b{in_any_case(table('accounts')[key])}\b")


def are_accounts(text: str) -> bool:
    """Whether a text begins with what a firm earned and speaks of its shareholders, its head or its own ways.

    Statistics of the profits of all firms do the one, but not the other.
    """
    return bool(_either("results").search(text, 0, _LEAD) and _either("firm").search(text))
