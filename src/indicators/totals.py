"""Totals to date: figures that a release counts from the beginning of a year, or since a month, to where it is."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from functools import cache

from indicators.figure import Figure, TimeExpression
from indicators.lexicon import table
from indicators.needing import Needing
from indicators.order import between
from indicators.periods import ending, from_days, months, starting
from indicators.stocks import is_stock

__all__ = ["Totals"]

_YEAR = 12
_SINCE = re.compile(r"\bsince\s+(?:the\s+)?(?:(?:beginning|start) of\s+)?\Z", re.IGNORECASE)
_THROUGH = re.compile(r"[^\w]*(?:Up to|Through|Until) (?!the )[A-Z][a-z]+\b")
# "(940, or about 71%, since March)": brackets that hold nothing but figures before the time.
_IN_BRACKETS = re.compile(
    r"\([^()a-z]*(?:(?:or|about|and|some|around|nearly|roughly|per ?cent|million|billion|trillion)[^()a-z]*)*since\s+\Z"
)
_OF_YEAR = re.compile(r"\b(?:the|this) year's \w+\b", re.IGNORECASE)
# How much is counted; what a rate, a price or a change is since then is another matter.
_COUNTED = ("money", "count", "physical")


@cache
def _running() -> Needing:
    """Words that tell of a total that grows through the year."""
    running, brings, sums = ("|".join(table("times")["to_date"][key]) for key in ("running", "brings", "tallies"))
    told = rf"(?:[\w-]+ )?(?:{sums})(?: [\w-]+)? (?:for|in|of|so far|over) (?:the|this) year"
    brought = rf"(?:{brings}) (?:the|its|their|this) (?:{told}|year's (?:{sums}))"
    return Needing(re.compile(rf"\b(?:{running}|{brought})\b", re.IGNORECASE), [*table("times")["to_date"]["running"], "year"])


class Totals:
    """Tells the period of figures that are totals to date."""

    def __init__(self, text: str, times: Sequence[TimeExpression]) -> None:
        self.text, self.times = text, times
        self._spans: dict[object, str] = {}
        for time in times:
            if time.role == "reference" and time.period and time.span_months is None and (months(time.period) or 0) > 1:
                self._spans.setdefault(ending(time.period), time.period)

    def of(self, figure: Figure, period: str | None, document: str | None) -> str | None:
        """Return the period of a figure, from where its total begins if it is one; else the period that was found."""
        since = self._since(figure, document)
        if since is not None:
            return since
        if self._is_running(figure) or (period == document and self._through(figure)):
            return self._whole(figure, period, document)
        return period

    def _since(self, figure: Figure, document: str | None) -> str | None:
        """ "Since May, 4,000 houses have been sold", "$1.9 billion since January"."""
        end = ending(document)
        if end is None or figure.measure != "level" or figure.quantity_type not in _COUNTED:
            return None
        for time in between(self.times, *figure.sentence):
            begin = starting(time.period)
            if time.role != "comparison" or begin is None or begin > end:
                continue
            if _SINCE.search(self.text, max(figure.sentence[0], time.start - _NEAR), time.start) and self._governs(time, figure):
                return from_days(begin, end)
        return None

    def _governs(self, time: TimeExpression, figure: Figure) -> bool:
        """Whether a time stands right behind a figure, closes the brackets that it stands in, opens its sentence, or what is summed up."""
        if time.end <= figure.start and _running().search(self.text, max(figure.sentence[0], time.start - _NEAR), time.start):
            return True
        if figure.notes.get("own_time"):
            return False
        if time.end <= figure.start:
            return time.start - figure.sentence[0] < _OPENS
        gap = time.start - figure.end
        if gap < _BESIDE or gap >= _NEAR:
            return gap < _BESIDE
        told = _IN_BRACKETS.search(self.text, max(figure.sentence[0], figure.start - _NEAR), time.start)
        return told is not None and told.start() < figure.start

    def _is_running(self, figure: Figure) -> bool:
        start = max(figure.sentence[0], figure.start - _NEAR)
        return bool(_running().search(self.text, start, figure.start)) and not is_stock(figure.subject)

    def _whole(self, figure: Figure, period: str | None, document: str | None) -> str | None:
        """The months to the end of a period that the text names, or those of the year until where the release is."""
        last, now = ending(period), ending(document)
        if period is None or last is None or now is None:
            return period
        length = months(period) or 0
        if length == 1 and last in self._spans:
            return self._spans[last]
        if length == 1 and last == now and (self._names_year(figure) or self._through(figure)):
            return _of_year(now)
        if length == _YEAR and last > now and last.year == now.year:
            return self._spans.get(now) or _of_year(now)
        return period

    def _through(self, figure: Figure) -> bool:
        """Whether the sentence begins with "Through May": from the beginning of the year."""
        return figure.quantity_type in _COUNTED and bool(_THROUGH.match(self.text, figure.sentence[0], figure.start))

    def _names_year(self, figure: Figure) -> bool:
        """Whether the sentence says of which year the total is: "the cumulative deficit for the year", "the year's tally"."""
        if _OF_YEAR.search(self.text, *figure.sentence):
            return True
        times = between(self.times, *figure.sentence)
        return any(time.role == "reference" and months(time.period) == _YEAR for time in times)


def _of_year(now: dt.date) -> str:
    return from_days(now.replace(month=1, day=1), now)


# How near the figure the time stands that its total is counted since, how near a sentence's beginning it opens it, and how far before
# the figure it is told that it is a total.
_BESIDE, _OPENS, _NEAR = 12, 12, 90
