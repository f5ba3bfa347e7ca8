"""Against what a change is measured: what the sentence says, what the release said before, or what its period suggests."""

from __future__ import annotations

import re
from collections.abc import Sequence

from indicators.components.sentences import Sentence
from indicators.cues import Cue
from indicators.figure import Figure, TimeExpression
from indicators.hosts import Host
from indicators.periods import basis_between, months
from indicators.spans import times_in

__all__ = ["BasisFinder"]

_SEASONAL = re.compile(r"\bseasonally[\s-]adjusted\b|\badjusted for season", re.IGNORECASE)
_MONTHLY = re.compile(r"\bmonthly\b", re.IGNORECASE)
_ANNUAL = re.compile(r"\bannual(?:ly)?\b|\byearly\b", re.IGNORECASE)


class BasisFinder:
    """Finds the basis of each change in turn."""

    def __init__(
        self,
        text: str,
        sentences: Sequence[Sentence],
        figures: list[Figure],
        cues: list[Cue],
        hosts: list[Host],
        times: Sequence[TimeExpression],
        home: str | None,
    ) -> None:
        self.text, self.figures, self.cues, self.hosts, self.times, self.home = text, figures, cues, hosts, times, home
        self.sentence_of = {(s.start, s.end): s for s in sentences}
        self.headings = [(s.start, self._heading_basis(s)) for s in sentences if s.kind in ("heading", "title")]
        self.first: str | None = self._first_basis()

    def _heading_basis(self, sentence: Sentence) -> str | None:
        found = [t.basis for t in times_in(self.times, sentence.start, sentence.end) if t.role == "comparison" and t.basis]
        return found[0] if found else None

    def _first_basis(self) -> str | None:
        """The basis that the release names first."""
        for time in self.times:
            if time.role == "comparison" and time.basis in ("yoy", "mom", "qoq", "wow"):
                return time.basis
        return None

    def find(self, number: int) -> None:
        """Set the basis of figure `number` if it is a change."""
        figure = self.figures[number]
        if figure.measure != "change":
            figure.basis = None
            return
        figure.basis = self._spoken(number, figure) or self._shared(number, figure) or self._carried(number, figure) or self._usual(figure)

    # -- what the sentence says -----------------------------------------------------------------------------------------------

    def _spoken(self, number: int, figure: Figure) -> str | None:
        span = figure.notes.get("span")
        if span:
            return {12: "yoy", 1: "mom", 3: "qoq"}.get(int(span), "other")
        start, end = figure.sentence
        after = [t for t in times_in(self.times, figure.end, end) if t.role == "comparison" and not self._beyond(number, figure, t)]
        before = [t for t in times_in(self.times, start, figure.start) if t.role == "comparison" and not self._spent(number, t)]
        for time in [*after[:1], *before[-1:]]:
            basis = self._basis_of(time, figure)
            if basis is not None:
                return basis
        return self._adjective(figure)

    def _basis_of(self, time: TimeExpression, figure: Figure) -> str | None:
        if time.basis:
            return time.basis
        if time.period and figure.period:
            return basis_between(figure.period, time.period) or "other"
        if time.shift is not None:
            return {-12: "yoy", -1: "mom", -3: "qoq"}.get(time.shift, "other")
        return None

    def _beyond(self, number: int, figure: Figure, time: TimeExpression) -> bool:
        """Whether a comparison behind the figure belongs to a later change."""
        for other in range(number + 1, len(self.figures)):
            following = self.figures[other]
            if following.start >= time.start:
                return False
            between = self.text[figure.end : following.start]
            if (
                following.measure == "change"
                and following.quantity_type == figure.quantity_type
                and not re.fullmatch(r"[\s,]*(?:and|or|by|a|an)?[\s,]*(?:by )?", between)
            ):
                return True
        return False

    def _spent(self, number: int, time: TimeExpression) -> bool:
        """Whether a comparison before the figure belongs to an earlier one."""
        for other in range(number - 1, -1, -1):
            earlier = self.figures[other]
            if earlier.end <= time.start and earlier.sentence == self.figures[number].sentence:
                return True
            if earlier.end < time.start:
                break
        return False

    def _adjective(self, figure: Figure) -> str | None:
        near = self.text[max(figure.sentence[0], figure.start - 40) : min(figure.sentence[1], figure.end + 40)]
        if _MONTHLY.search(near) and not re.search(r"monthly (?:exports|imports|sales|average|data|report|survey)", near, re.IGNORECASE):
            return "mom"
        return None

    # -- what was said before ------------------------------------------------------------------------------------------------

    def _shared(self, number: int, figure: Figure) -> str | None:
        """The basis of the change before it in the sentence, if both are about one period."""
        for other in range(number - 1, -1, -1):
            earlier = self.figures[other]
            if earlier.sentence != figure.sentence:
                break
            if earlier.measure == "change" and earlier.basis and earlier.basis != "annualized":
                if self.cues[number].kind == "compare" or earlier.period == figure.period:
                    return earlier.basis
                apart = basis_between(figure.period, earlier.period) if figure.period and earlier.period else None
                return "mom" if apart == "mom" else earlier.basis
        return None

    def _carried(self, number: int, figure: Figure) -> str | None:
        heading = [basis for start, basis in self.headings if start < figure.start]
        if heading and heading[-1]:
            return heading[-1]
        if _SEASONAL.search(self.text, *figure.sentence) and months(figure.period or "") == 1 and self._first_is("mom", None):
            return "mom"
        for other in range(number - 1, -1, -1):
            earlier = self.figures[other]
            if (
                earlier.measure == "change"
                and earlier.basis in ("yoy", "mom", "qoq", "wow")
                and _same_length(earlier.period, figure.period)
            ):
                return earlier.basis
        return self.first if self.first and _fits(self.first, figure.period) else None

    def _first_is(self, *bases: str | None) -> bool:
        return self.first in bases

    def _usual(self, figure: Figure) -> str | None:
        """What a reader takes for granted: a year is against the year before; a month, seasonally adjusted, against the month before."""
        length = months(figure.period) if figure.period else None
        if length == 12:
            return "yoy"
        if length == 1 and (_SEASONAL.search(self.text) or self.home == "US"):
            return "mom"
        if length == 3 and _SEASONAL.search(self.text):
            return "qoq"
        return "yoy" if length is not None else None


def _same_length(a: str | None, b: str | None) -> bool:
    return a is None or b is None or months(a) == months(b)


def _fits(basis: str, period: str | None) -> bool:
    """Whether a basis makes sense for a period of this length."""
    length = months(period) if period else None
    return not (length is not None and ((basis == "mom" and length > 1) or (basis == "qoq" and length > 3)))
