"""Typography folded away without moving a character, so that offsets hold in the text as given."""

from __future__ import annotations

import re
from functools import lru_cache

__all__ = ["plain", "whole"]

_HALVES = re.compile("[\ud800-\udfff]")

_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t"
_MINUSES = "\u2212\u2010\u2011\u2012\u2013\ufe63\uff0d"
_APOSTROPHES = "\u2019\u2018\u02bc\uff07\u00b4`"
_QUOTES = "\u201c\u201d\u201e\u00ab\u00bb"

# One character for one character: the length of a text never changes.
_FOLD = str.maketrans(
    {
        **dict.fromkeys(_SPACES, " "),
        **dict.fromkeys(_MINUSES, "-"),
        **dict.fromkeys(_APOSTROPHES, "'"),
        **dict.fromkeys(_QUOTES, '"'),
        **{chr(0xFF10 + digit): str(digit) for digit in range(10)},
        "\uff05": "%",
        "\uff0c": ",",
        "\uff0e": ".",
        "\u066a": "%",
        # Letters that a pattern without regard to case takes for those of ASCII, but that are others when lowered.
        "\u0130": "I",
        "\u0131": "i",
        "\u017f": "s",
        "\u212a": "K",
    }
)


def whole(text: str) -> str:
    """Return `text` with lone surrogates, which nothing can encode, replaced one character for one."""
    return _HALVES.sub("\ufffd", text)


# Each step asks for the text of the release that it is at.
@lru_cache(maxsize=2)
def plain(text: str) -> str:
    """Return `text` with typographic spaces, dashes, quotes and full-width digits in their ASCII form.

    The result has the same length: every offset in it is an offset in `text`. En dashes become hyphens (a minus sign or a
    range), em dashes stay (they separate clauses), newlines stay.
    """
    plainly = text.isascii() and "\t" not in text and "`" not in text
    return text if plainly else text.translate(_FOLD)
