"""One pattern of many words, made so that a place at which none of them begins is passed over at once."""

from __future__ import annotations

import re
from collections.abc import Iterable

__all__ = ["in_any_case"]


def in_any_case(words: Iterable[str]) -> str:
    """Return a pattern of `words`, in capitals or small letters, the longest first.

    Grouped by first letters: the search looks at one character where it would try every word.
    """
    by_letter: dict[str, list[str]] = {}
    for word in sorted(words, key=len, reverse=True):
        by_letter.setdefault(word[0].lower(), []).append(re.escape(word[1:]))
    branches = (f"[{re.escape(letter)}{re.escape(letter.upper())}](?i:{'|'.join(rest)})" for letter, rest in by_letter.items())
    return f"(?:{'|'.join(branches)})"
