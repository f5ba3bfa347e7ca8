"""Opinions that are counted: how many expect or plan something is a fact, whatever becomes of it."""

from __future__ import annotations

import re
from functools import cache

from indicators.figure import Figure
from indicators.lexicon import table

__all__ = ["opinions"]


@cache
def _held() -> re.Pattern[str]:
    """What so many of those counted hold, up to the next number: "34% of the firms expect turnover to rise"."""
    verbs = "|".join(table("statuses")["held"])
    of_whom = r"(?:,? of (?!which\b)[\w'’-]+(?: [\w'’-]+){0,6}?| (?:more|others?|[a-z]+(?:s|men|people)))?"
    between = (
        r"(?: (?:who|that|which|said|say|think|answered|reported|indicated|thought|they|it|also|now|still|even|only|are|were|have|already"
        r"|currently|firmly|further|actually)){0,5}"
    )
    told = rf"(?<=\d)\s?(?:%|per ?cent|pct){of_whom}{between} (?P<one>{verbs})\b"
    share = rf"\b(?:shares?|proportions?|percentages?|fractions?|those|majority|minority)\b(?: of)? [^.;:\d]{{0,60}}?\b(?P<other>{verbs})\b"
    return re.compile(rf"(?:{told}|{share})[^;\d]*", re.IGNORECASE)


def opinions(text: str, start: int, end: int, figure: Figure) -> list[tuple[int, int]]:
    """Return where, between two offsets, it stands what those who are counted expect, plan or say, if a figure counts them."""
    if figure.measure != "share" and figure.quantity_type != "percent":
        return []
    held = ((max(match.start("one"), match.start("other")), match) for match in _held().finditer(text, start, end))
    counts = figure.measure == "share"
    return [(begin, match.end()) for begin, match in held if counts or (match["other"] is not None and match.end() == figure.start)]
