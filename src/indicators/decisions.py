"""Decisions on official interest rates: which sentences report one, and in which month it was taken."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from functools import cache

from indicators.components.sentences import Sentence
from indicators.figure import TimeExpression
from indicators.lexicon import table
from indicators.needing import Needing, Terms
from indicators.order import between
from indicators.periods import ends_in

__all__ = ["Decisions"]

_YEAR_MONTH = 7


def _either(key: str) -> str:
    words = sorted(table("decisions")[key], key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in words)


@cache
def _named() -> Terms:
    return Terms(re.compile(rf"\b(?:{_either('named')})\b", re.IGNORECASE), table("decisions")["named"])


@cache
def _decided(named: bool) -> Needing:
    """A rate that a central bank sets and, on either side of it in the sentence, what is done with it."""
    rates = f"{_either('rates')}|(?-i:{_either('abbreviations')})" if named else _either("rates")
    rate, verb, within = f"(?:{rates})", rf"(?:{_either('verbs')})", r"(?:[^.;]|\.\d){0,120}?"
    pattern = re.compile(rf"\b(?:{verb}\b{within}\b{rate}|{rate}\b{within}\b{verb})\b", re.IGNORECASE)
    return Needing(pattern, [*table("decisions")["rates"], *table("decisions")["abbreviations"]])


class Decisions:
    """The month of the decisions that a text reports: of the meeting that it names, or else of its release."""

    def __init__(self, text: str, published: dt.date | None, times: Sequence[TimeExpression]) -> None:
        self.text, self.times = text, times
        self._pattern = _decided(bool(_named().search(text)))
        self._months: dict[Sentence, str | None] = {}
        self.month = f"{published.year:04d}-{published.month:02d}" if published else None

    def month_of(self, sentence: Sentence) -> str | None:
        """Return the month of the decision that a sentence reports, if it reports one."""
        if sentence not in self._months:
            self._months[sentence] = self._read(sentence)
        return self._months[sentence]

    def _read(self, sentence: Sentence) -> str | None:
        if not self._pattern.search(self.text, sentence.start, sentence.end):
            return None
        for time in between(self.times, sentence.start, sentence.end):
            if time.role == "publication" and time.period:
                month = ends_in(time.period)
                return month[:_YEAR_MONTH] if month else self.month
        return self.month
