"""Whether a figure is a fact, a forecast or a plan."""

from __future__ import annotations

import datetime
import re
from functools import cache

from indicators.figure import Figure
from indicators.lexicon import table
from indicators.periods import ending
from indicators.tree import Tree, Word

__all__ = ["read_status"]


# The month, not the verb.
_MAY = re.compile(r"\bMay\b")
# Words that statisticians also use of what is over: a flash estimate "is expected to be".
_MILD = re.compile(r"(?:expect|estimat|likely|believe)", re.IGNORECASE)


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    words = table("statuses")

    def either(key: str) -> re.Pattern[str]:
        return re.compile(r"\b(?:" + "|".join(map(re.escape, sorted(words[key], key=len, reverse=True))) + r")\b", re.IGNORECASE)

    return either("forecast"), either("plan"), either("not_forecast")


def read_status(text: str, tree: Tree, word: Word, figure: Figure, published: datetime.date | None) -> str:
    """The status of the figure at `word`: ``actual``, ``forecast`` or ``plan``."""
    forecast, plan, actual = _patterns()
    start, end = _clause(text, figure)
    clause = text[start:end]
    blanked = _MAY.sub("   ", actual.sub(lambda m: " " * len(m.group()), clause))
    future = _future(figure.period, published)
    at = figure.start - start
    over = _over(figure.period, published)
    hits = [(abs(m.start() - at), "forecast") for m in forecast.finditer(blanked) if not (over and _MILD.match(m.group()))] + [
        (abs(m.start() - at), "plan") for m in plan.finditer(blanked)
    ]
    if hits and not _past(figure.period, published):
        return min(hits)[1]
    return "forecast" if future else "actual"


def _clause(text: str, figure: Figure) -> tuple[int, int]:
    """The stretch of the sentence around the figure up to semicolons and subordinate clauses of their own."""
    start, end = figure.sentence
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
