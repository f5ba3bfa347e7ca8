"""Which time expression a figure is about: the one beside it, before it in the sentence, or the release's own."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence

from indicators.components.sentences import Sentence
from indicators.components.times import document_period
from indicators.cues import Cue
from indicators.figure import Figure, TimeExpression
from indicators.hosts import Host
from indicators.periods import months, shift

__all__ = ["PeriodFinder", "end_of", "times_in"]

# What may stand between a figure and the time that belongs to it.
_CLOSE = re.compile(
    r"^[\s,]*(?:(?:in|for|during|of|on|over|at|as of|through|throughout|by|from|since|below|above|its|their|level|the|a|same|recorded|registered|seen|posted|reported|achieved|set|each|respectively|"
    r"both|higher|lower|more|less|up|down|increase|decrease|rise|fall|growth|gain|drop|decline|change|jump|percent|than|increased?|advance|and|one|before|earlier|revised|mark|deficit|surplus|total|annual|monthly|was|were|registered)[\s,]+)*"
    r"(?:(?:in|for|during|of|on|over|at|as of|by|from)\s+)?(?:the\s+)?$",
    re.IGNORECASE,
)
_BREAK = re.compile(r";|\band\b|\bwhile\b|\bwhereas\b|\bbut\b|,|\(|\)")


def times_in(times: Sequence[TimeExpression], start: int, end: int) -> list[TimeExpression]:
    """The time expressions that begin between two offsets."""
    return [time for time in times if start <= time.start < end]


def end_of(period: str) -> str:
    """The last month (or other last unit) of an interval: what a change over it ends in."""
    return period.rsplit("/", 1)[-1]


class PeriodFinder:
    """Finds the period of each figure in turn."""

    def __init__(
        self,
        text: str,
        published: datetime.date | None,
        sentences: Sequence[Sentence],
        figures: list[Figure],
        cues: list[Cue],
        hosts: list[Host],
        times: Sequence[TimeExpression],
    ) -> None:
        self.text, self.figures, self.cues, self.hosts, self.times = text, figures, cues, hosts, times
        self.sentence_of = {(s.start, s.end): s for s in sentences}
        self.document = document_period(text, published)
        self.topic: tuple[int, str | None] = (-1, self.document)

    def find(self, number: int) -> None:
        """Set the period of figure `number`."""
        figure = self.figures[number]
        figure.period = self._period(number, figure)
        sentence = self.sentence_of.get(figure.sentence)
        if sentence is not None and figure.period is not None and not self._secondary(number) and figure.notes.get("own_time"):
            self.topic = (sentence.paragraph, figure.period)

    def _secondary(self, number: int) -> bool:
        """Whether a figure is told only for comparison: its period isn't what the text goes on about."""
        return self.cues[number].kind in ("compare", "from")

    def _period(self, number: int, figure: Figure) -> str | None:
        partner = self._partner(number)
        own = self._beside(number, figure)
        if own is not None:
            figure.notes["own_time"] = True
            return self._resolved(own, figure, partner)
        if self._secondary(number) and partner is not None:
            return self._earlier(number, figure, partner)
        spoken = self._in_sentence(number, figure)
        if spoken is not None:
            figure.notes["own_time"] = True
            return self._resolved(spoken, figure, partner)
        if partner is not None and self.figures[partner].period and not self._secondary(partner):
            return self._fit(self.figures[partner].period, figure)
        return self._fit(self._inherited(number, figure), figure)

    def _partner(self, number: int) -> int | None:
        """The figure before this one in its sentence that tells of the same thing."""
        figure = self.figures[number]
        host = self.hosts[number].partner
        if host is not None and self.figures[host].sentence == figure.sentence and host < number:
            return host
        if number and self.figures[number - 1].sentence == figure.sentence:
            return number - 1
        return None

    def _beside(self, number: int, figure: Figure) -> TimeExpression | None:
        """The time right behind the figure, or right before it ("last year's 100 trillion won", "in February $5.6 billion")."""
        after_limit = self._next_start(number, figure)
        for time in times_in(self.times, figure.end, after_limit):
            if time.role not in ("reference", "comparison") or not (time.period or time.shift):
                continue
            if time.role == "comparison" and not (self._secondary(number) and figure.measure != "change"):
                if time.shift is not None or figure.measure == "change" or not self._secondary(number):
                    continue
            if _CLOSE.match(self.text[figure.end : time.start]):
                return time
            break
        start = self._previous_end(number, figure)
        before = [t for t in times_in(self.times, start, figure.start) if t.role in ("reference", "comparison") and (t.period or t.shift)]
        if (
            before
            and re.fullmatch(
                r"'?s?\s*(?:(?:of|a|an|the|at|was|were|record|about|around|nearly)\s+)*", self.text[before[-1].end : figure.start]
            )
            and (before[-1].role == "reference" or self._secondary(number))
        ):
            return before[-1]
        return None

    def _next_start(self, number: int, figure: Figure) -> int:
        following = self.figures[number + 1] if number + 1 < len(self.figures) else None
        end = figure.sentence[1]
        return min(following.start, end) if following is not None else end

    def _previous_end(self, number: int, figure: Figure) -> int:
        before = self.figures[number - 1] if number else None
        return max(before.end, figure.sentence[0]) if before is not None else figure.sentence[0]

    def _in_sentence(self, number: int, figure: Figure) -> TimeExpression | None:
        """The time that the sentence gives: the nearest before the figure, else the first behind it."""
        start, end = figure.sentence
        spoken = [t for t in times_in(self.times, start, end) if t.role == "reference" and t.period is not None]
        before = [t for t in spoken if t.start < figure.start and not self._taken(t, number)]
        if before:
            return before[-1]
        after = [t for t in spoken if t.start >= figure.end and not self._taken(t, number)]
        if after and self._reaches(figure, after[0], number):
            return after[0]
        return None

    def _taken(self, time: TimeExpression, number: int) -> bool:
        """Whether the time belongs to another figure that is there for comparison: "after 0.7 percent in June"."""
        for other, figure in enumerate(self.figures):
            if other == number or figure.sentence != self.figures[number].sentence:
                continue
            if (
                figure.end <= time.start
                and time.start - figure.end < 60
                and self._secondary(other)
                and self._next_start(other, figure) > time.start
            ):
                return True
            if time.end <= figure.start and figure.start - time.end < 4 and self._secondary(other):
                return True
        return False

    def _reaches(self, figure: Figure, time: TimeExpression, number: int) -> bool:
        """Whether a time further behind still covers the figure: no new clause begins between."""
        between = self.text[figure.end : time.start]
        if re.search(r"[;]|\bwhile\b|\bwhereas\b|\bwhen\b|\bafter\b", between):
            return False
        return True

    def _resolved(self, time: TimeExpression, figure: Figure, partner: int | None) -> str | None:
        period = time.period
        if period is None and time.shift is not None:
            base = self.figures[partner].period if partner is not None else self.document
            period = shift(base, time.shift) if base else None
        if period is None:
            return None
        if time.span_months and "/" in period and figure.measure == "change":
            figure.notes["span"] = time.span_months
            return end_of(period)
        return period

    def _earlier(self, number: int, figure: Figure, partner: int) -> str | None:
        """The period of an earlier value whose time isn't given: a step back by the comparison that is in force."""
        base = self.figures[partner].period
        comparison = self._comparison_after(number, figure)
        if comparison is not None and base:
            return comparison.period or shift(base, comparison.shift or 0)
        return base

    def _comparison_after(self, number: int, figure: Figure) -> TimeExpression | None:
        limit = self._next_start(number, figure)
        found = [t for t in times_in(self.times, figure.end, limit) if t.role == "comparison" and (t.shift or t.period)]
        return found[0] if found else None

    def _inherited(self, number: int, figure: Figure) -> str | None:
        sentence = self.sentence_of.get(figure.sentence)
        if sentence is not None and sentence.paragraph == self.topic[0]:
            return self.topic[1]
        return self.document

    def _fit(self, period: str | None, figure: Figure) -> str | None:
        return period


_ = months
