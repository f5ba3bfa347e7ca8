"""Earlier values whose time isn't told: what had been said of the same period, and what a change followed on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from indicators.figure import Figure
from indicators.lexicon import table
from indicators.periods import shift

__all__ = ["is_followed", "is_preceding", "is_restated", "is_same_change", "leads_by_arrow", "pace_against"]

# How far behind a figure it may be said that it was a forecast.
_TAIL = 50
# How far before one the words may stand that hold a change against it.
_BACK = 120


def _either(words: list[str]) -> str:
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words, key=len, reverse=True)) + ")"


@cache
def _restated() -> re.Pattern[str]:
    words = table("connectives")["restated"]
    made, said, before = (_either(words[key]) for key in ("made", "said", "before"))
    return re.compile(
        rf"\b(?:{_either(words['alone'])}|previously {_either(words['foreseen'])}"
        rf"|{made} (?:[\w-]+ ){{0,5}}{said}|{said} (?:[\w-]+ ){{0,8}}(?:was|were|has been|have been) {made}"
        rf"|{said}(?: (?:for|of|in|on|that|by|the|its|this|next)\b[^.;:\d]{{0,40}}?(?:\b(?:19|20)\d\d)?)?"
        rf" (?:{_either(words['moved'])}) (?:(?:up|down|back) )?(?:to|from)"
        rf"|{before} {said}|(?:new|updated|latest|fresh) {said} (?:put|see|show|point)s?"
        rf"|(?:up|down|{made})\b(?:[^.;]|\.\d){{0,60}}? in (?:the|its|their) (?:\w+ )?{said})\b",
        re.IGNORECASE,
    )


def is_restated(text: str, figure: Figure) -> bool:
    """Whether what a figure was before is what had been said of the same period: "cut its forecast to 1.9 percent from 2.3"."""
    return bool(_restated().search(text, figure.sentence[0], min(figure.end + _TAIL, figure.sentence[1])))


@cache
def _followed() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    """What stands before and behind a change on which another followed."""
    noun, growing = _either(table("times")["change"]["nouns"]), _either(table("connectives")["restated"]["changing"])
    after = r"\b(?:after|following)\s+(?:(?:an?|the|its|their)\s+)?(?:[\w-]+\s+)?"
    ends = r"\s*(?:[.,;)](?!\d)|\Z|\n)"
    told = ((rf"{after}(?:{noun}\s+of|{growing}(?:\s+by)?)\s+\Z", ends), (rf"{after}\Z", rf"(?:\s+|-)(?:[\w-]+\s+)?{noun}{ends}"))
    return tuple((re.compile(before, re.IGNORECASE), re.compile(behind, re.IGNORECASE)) for before, behind in told)


@cache
def _paced() -> re.Pattern[str]:
    """Before a change in brackets: that its pace is what another is held against."""
    words = table("connectives")["paced"]
    return re.compile(
        rf"\b{_either(words['words'])}\b[^.;()]{{0,60}}?\b{_either(words['against'])} [^.;(),]{{0,40}}"
        r"\((?:(?:up|down|an?|by|of|[a-z]+) ){0,3}[-+]?\Z",
        re.IGNORECASE,
    )


@cache
def _arrow() -> re.Pattern[str]:
    arrows = _either(table("connectives")["paced"]["arrows"])
    return re.compile(rf"\s*{arrows}\s*(?:(?:up|down|by|to) ){{0,2}}[-+]?\s*\Z", re.IGNORECASE)


def leads_by_arrow(text: str, figure: Figure, following: Figure) -> bool:
    """Whether an arrow leads from one figure to the next: "(up 4 tons → up 5 tons)"."""
    return _arrow().match(text, figure.end, following.start) is not None


def pace_against(text: str, figure: Figure) -> int | None:
    """Where the comparison begins that a change in brackets belongs to, if it tells another's pace: "slower than in May (up 3%)"."""
    start = figure.sentence[0]
    if figure.measure != "change" or text.rfind("(", start, figure.start) < 0:
        return None
    found = _paced().search(text, max(start, figure.start - _BACK), figure.start)
    return found.start() if found else None


def is_preceding(text: str, figure: Figure) -> bool:
    """Whether a change is told as the one before: "fell by 0.4 percent, after an increase of 0.1 percent"."""
    if figure.measure != "change":
        return False
    start, end = figure.sentence
    return any(before.search(text, start, figure.start) and behind.match(text, figure.end, end) for before, behind in _followed())


def is_followed(text: str, figure: Figure) -> bool:
    """Whether a change is told as one on which another followed, whatever its time: "after an increase of 0.1 percent in May"."""
    named, _ = _followed()[0]
    return figure.measure == "change" and bool(named.search(text, figure.sentence[0], figure.start))


def is_same_change(figures: Sequence[Figure], number: int, basis: str | None) -> bool:
    """Whether a change is that of the figure before as it was foreseen, or in the time before: "down 2%, after 3% in April"."""
    if not number or basis is None:
        return False
    figure, before = figures[number], figures[number - 1]
    if (before.sentence, before.quantity_type, (before.subject or "").lower()) != (
        figure.sentence,
        figure.quantity_type,
        (figure.subject or "").lower(),
    ):
        return False
    step = {"mom": 1, "qoq": 3}.get(basis)
    if figure.notes.get("compared") and step is not None and figure.period == shift(before.period, -step):
        return True
    return figure.status == "forecast" != before.status and figure.period == before.period
