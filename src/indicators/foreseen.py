"""What somebody had foreseen of a number: "against $2.20 expected", "above the 81 dollars assumed", "a forecast gap of 32 million"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from indicators.figure import Figure
from indicators.lexicon import table
from indicators.timegrammar import MONTH

__all__ = ["foreseen_as", "outdone_as"]

# How far before a figure its noun may stand.
_WINDOW = 70
# The same, with those who foresaw it between: "topping the expectations of analysts polled by the agency for growth of".
_WIDE_WINDOW = 110
_PLAN = re.compile(r"\b(?:target|goal|budget|plan|quota)", re.IGNORECASE)


def _either(words: Iterable[str]) -> str:
    return "|".join(words)


@cache
def _behind() -> re.Pattern[str]:
    """Behind the figure: who had awaited it, or that it was."""
    words = table("statuses")
    holder, awaited = _either(words["holders"]), _either(words["awaited"])
    made = _either(words["made"])
    by = (
        rf"(?:(?:that|which|what)\s+)?(?:(?:the|some|most|many|a|an)\s+)?(?:[\w.&'’-]+\s+){{0,3}}?"
        rf"(?:{holder})\b[^,.;:\d]{{0,60}}?\b(?:{awaited})"
    )
    said = rf"(?:(?:[a-z-]+\s+){{0,2}}?)(?:(?:that|which)\s+)?(?:(?:had\s+been|has\s+been|was|were|is|are)\s+)?(?:{awaited}|{made})"
    return re.compile(rf"\s+(?:{by}|{said})(?![\w-])(?!\s+(?:to|at|for)\s+(?:be|rise|fall|grow|reach)\b)", re.IGNORECASE)


@cache
def _before() -> re.Pattern[str]:
    """Before the figure: the noun of what was foreseen, or an adjective of its own noun."""
    words = table("statuses")
    nouns, made = _either(words["nouns_foreseen"]), _either((*words["made"], "forecast", "consensus", "target"))
    return re.compile(
        rf"\b(?:an?|the)\s+(?:{_either(words['made'])})\s+\Z|"
        rf"\b(?:against|versus|vs\.?|above|below|beneath|than|with|to|of|exceeding|beating|missing|topping)\s+(?:[\w.&'’-]+\s+){{0,4}}?"
        rf"(?:(?:{nouns})(?:\s+(?:for|in|by)\s+[\w-]+)?|(?:{made})\s+(?:[\w-]+\s+){{0,3}}?[\w-]+)\s+(?:of|at)\s+(?:[a-z]+\s+){{0,2}}\Z",
        re.IGNORECASE,
    )


@cache
def _outdone() -> re.Pattern[str]:
    """What was expected and is held against: "matched the median estimate for a rise of", "above the expected rate of"."""
    words = table("statuses")
    whose = r"(?: (?:by|of|from|among|in) (?:[\w.&'’-]+ ){0,5}?[\w.&'’-]+)?"
    adjective = rf"(?:{_either(words['made'])}) (?:[\w-]+ ){{0,3}}?[\w-]+"
    return re.compile(
        rf"\b(?:{_either(words['held_against'])}) (?:[\w.&'’-]+ ){{0,4}}?(?:(?:{_either(words['nouns_foreseen'])}){whose}|{adjective})"
        rf" (?:of|for) (?:(?:an?|the|about|around|some|[a-z-]+ (?:of|by|to)) ){{0,3}}\Z",
        re.IGNORECASE,
    )


@cache
def _own() -> re.Pattern[str]:
    """An agency's own earlier estimates, which are figures as good as any."""
    words = table("statuses")["own_estimates"]
    # "the February 2023 estimate of 625,000" is of what was then.
    return re.compile(rf"\b(?:(?:{_either(words)})(?:['’]s)? (?:[a-z-]+ ){{0,2}}?|{MONTH},? \d{{4}} )estimates?\b", re.IGNORECASE)


def outdone_as(text: str, figure: Figure) -> str | None:
    """How a figure with which something is compared had been foreseen: ``forecast``, ``plan``, None if it was not."""
    found = _outdone().search(text, max(figure.sentence[0], figure.start - _WIDE_WINDOW), figure.start)
    if found is None or _own().search(found.group()):
        return None
    return "plan" if _PLAN.search(found.group()) else "forecast"


def foreseen_as(text: str, figure: Figure, following: int) -> str | None:
    """Whether a figure that another is held against was foreseen for the same time, and how.

    Parameters
    ----------
    text : str
        The release.
    figure : Figure
        What is held against.
    following : int
        Where the next figure begins.

    Returns
    -------
    str or None
        ``forecast``, ``plan`` for what somebody had aimed at, ``estimate`` for an agency's own, None for what was not foreseen.
    """
    start, end = figure.sentence
    found = _behind().match(text, figure.end, min(end, following))
    found = found or _before().search(text, max(start, figure.start - _WINDOW), figure.start)
    if found is None:
        return None
    return "estimate" if _own().search(found.group()) else "plan" if _PLAN.search(found.group()) else "forecast"
