"""Whether a figure is a fact, a forecast or a plan."""

from __future__ import annotations

import datetime
import re
from functools import cache, lru_cache

from indicators.alternatives import in_any_case
from indicators.figure import Figure
from indicators.lexicon import table
from indicators.periods import ending
from indicators.tree import Tree, Word

__all__ = ["read_status"]


# How far from a figure a word of its clause can stand, in characters: no sentence's length makes the search long.
_FAR = 400
# The month, not the verb.
_MAY = re.compile(r"\bMay\b")
# Words that statisticians also use of what is over: a flash estimate "is expected to be".
_MILD = re.compile(r"(?:expect|estimat|likely|believe|should|may|could|would)", re.IGNORECASE)


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    words = table("statuses")

    def either(key: str) -> str:
        return in_any_case(words[key]) + r"\b"

    between = r"\s+(?:[A-Za-z]+(?i:ly)\s+|(?i:also)\s+|(?i:be)\s+|(?i:further)\s+)*"
    to_come = rf"\b{in_any_case(['will', 'shall', 'to'])}{between}"
    return {
        "forecast": re.compile(rf"\b{either('forecast')}"),
        "plan": re.compile(rf"\b{either('plan')}|{to_come}{either('volition')}"),
        "not_forecast": re.compile(rf"\b{either('not_forecast')}"),
        "will": re.compile(rf"\b{in_any_case(['will', 'shall'])}\b(?!{between}{either('volition')})"),
    }


def read_status(text: str, tree: Tree, word: Word, figure: Figure, published: datetime.date | None) -> str:
    """The status of the figure at `word`: ``actual``, ``forecast`` or ``plan``."""
    start, end = _clause(text, figure)
    at, over = figure.start - start, _over(figure.period, published)
    hits = [(abs(place - at), status) for place, status, mild in _hits(text[start:end]) if not (over and mild)]
    if hits and not _past(figure.period, published):
        return min(hits)[1]
    if tree.kind == "title" and _headline_to_come(text, figure):
        return "forecast"
    return "forecast" if _future(figure.period, published) else "actual"


@lru_cache(maxsize=256)
def _hits(clause: str) -> list[tuple[int, str, bool]]:
    """The words of a clause that speak of what is to come: where, forecast or plan, and whether they are used of what is over, too."""
    patterns = _patterns()
    clause = patterns["not_forecast"].sub(lambda m: " " * len(m.group()), clause)
    clause = _MAY.sub("   ", clause)
    return [
        (match.start(), status, bool(_MILD.match(match.group())))
        for key, status in (("forecast", "forecast"), ("will", "forecast"), ("plan", "plan"))
        for match in patterns[key].finditer(clause)
    ]


def _headline_to_come(text: str, figure: Figure) -> bool:
    """ "Budget deficit to reach $368bn": a headline's infinitive speaks of what is to come."""
    return bool(
        re.search(
            r"\bto (?:be|reach|hit|rise|fall|grow|total|exceed|top|shrink|expand|increase|decline|drop|average|slow|double)\b",
            text[figure.sentence[0] : figure.start],
        )
    )


def _clause(text: str, figure: Figure) -> tuple[int, int]:
    """The stretch of the sentence around the figure up to semicolons and subordinate clauses of their own."""
    start, end = max(figure.sentence[0], figure.start - _FAR), min(figure.sentence[1], figure.end + _FAR)
    before = max(
        (m.end() for m in re.finditer(r";|\bwhich\b|\bwhereas\b|\bwhile\b|, (?:up|down|compared|from)\b", text[start : figure.start])),
        default=0,
    )
    after = re.search(r";|\bwhereas\b|\bwhile\b|\bcompared\b|,? (?:and|but) (?:is|are|will|may|could)\b", text[figure.end : end])
    return start + before, figure.end + after.start() if after else end


def _future(period: str | None, published: datetime.date | None) -> bool:
    """Whether a period begins after the release."""
    return bool(period and published and period[:4].isdigit() and int(period[:4]) > published.year)


def _over(period: str | None, published: datetime.date | None) -> bool:
    """Whether a period was over when the release came out."""
    end = ending(period) if period else None
    return end is not None and published is not None and end <= published


def _past(period: str | None, published: datetime.date | None) -> bool:
    """Whether a period was over before the release's year began."""
    if not period or published is None:
        return False
    end = period.rsplit("/", 1)[-1]
    return int(end[:4]) < published.year - 1
