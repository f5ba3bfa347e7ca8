"""Which time expression a figure is about: the one beside it, the one that opens its sentence, or the release's own."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from indicators.components.sentences import Sentence
from indicators.cues import Cue
from indicators.figure import Figure, TimeExpression
from indicators.hosts import Host
from indicators.inflect import singular
from indicators.lexicon import table
from indicators.periods import ending, months, shift, starting
from indicators.sentence_times import APART, OPENING, SentenceTimes, end_of, times_in

__all__ = ["PeriodFinder", "end_of", "times_in"]

_UP_TO = re.compile(r"\bup to (?:and including )?\Z", re.IGNORECASE)
_FROM = re.compile(r"\b(?:from|between)\s+\Z", re.IGNORECASE)


def _before(period: str, other: str) -> bool:
    """Whether a period is over when another begins."""
    end, start = ending(period), starting(other)
    return end is not None and start is not None and end < start


class PeriodFinder(SentenceTimes):
    """Finds the period of each figure in turn."""

    def __init__(
        self,
        text: str,
        document: str | None,
        sentences: Sequence[Sentence],
        figures: list[Figure],
        cues: list[Cue],
        hosts: list[Host],
        times: Sequence[TimeExpression],
    ) -> None:
        super().__init__(text, sentences, figures, cues, hosts, times)
        self.document = self._longer(document, sentences)
        self.headings = [(s.end, period) for s in sentences if s.kind == "heading" and (period := self._heading_period(s))]
        # Where each paragraph begins; written backwards, the first of its sentences stays.
        self._openings = {s.paragraph: s.start for s in reversed(sentences)}
        self._stocks = frozenset(table("series")["stocks"])
        self.topic: tuple[int, str | None] = (-1, None)

    def _longer(self, document: str | None, sentences: Sequence[Sentence]) -> str | None:
        """A day seldom is what a release is about: a month, quarter or year named at its start goes before it."""
        if document is None or len(document) != 10 or not sentences:
            return document
        for time in times_in(self.times, 0, sentences[min(3, len(sentences) - 1)].end):
            if time.role == "reference" and time.period and (months(time.period) or 0) >= 1:
                return time.period
        return document

    def _heading_period(self, heading: Sentence) -> str | None:
        found = [t.period for t in times_in(self.times, heading.start, heading.end) if t.role == "reference" and t.period]
        return found[0] if found else None

    def find(self, number: int) -> None:
        """Set the period of figure `number`."""
        figure = self.figures[number]
        figure.period = self._stock(figure, self._period(number, figure))
        sentence = self.sentence_of.get(figure.sentence)
        if figure.notes.get("opens") and sentence is not None and figure.period is not None and not self._secondary(number):
            self.topic = (sentence.paragraph, figure.period)

    def _stock(self, figure: Figure, period: str | None) -> str | None:
        """A stock at the end of a week has the week's last day."""
        if period and "/" in period and len(end_of(period)) == 10 and figure.subject:
            words = {singular(word) for word in figure.subject.lower().split()}
            if words & self._stocks:
                return end_of(period)
        return period

    def _period(self, number: int, figure: Figure) -> str | None:
        partner = self._partner(number)
        paired = self._paired(number, figure)
        if paired is not None:
            figure.notes["period_from"] = "paired"
            figure.notes["own_time"] = True
            return self._resolved(paired, figure, partner)
        beside = self._beside(number, figure)
        if beside is not None:
            figure.notes["period_from"] = "beside"
            figure.notes["own_time"] = True
            figure.notes["opens"] = self._leads(number, figure, beside)
            return self._resolved(beside, figure, partner)
        if self._secondary(number) and partner is not None:
            figure.notes["period_from"] = "earlier"
            return self._earlier(number, figure, partner)
        opening = self._opening(figure)
        if opening is not None and self._governs(opening, figure):
            figure.notes["period_from"] = "opening"
            figure.notes["opens"] = self._of_document_kind(opening)
            return self._resolved(opening, figure, partner)
        if partner is not None and not self._secondary(partner) and self.figures[partner].period:
            figure.notes["period_from"] = "partner"
            return self.figures[partner].period
        if opening is not None:
            figure.notes["period_from"] = "sentence"
            return self._resolved(opening, figure, partner)
        if self._vague(figure):
            return None
        behind = self._behind(number, figure)
        if behind is not None:
            figure.notes["period_from"] = "behind"
            figure.notes["opens"] = self._leads(number, figure, behind)
            return self._resolved(behind, figure, partner)
        figure.notes["period_from"] = "context"
        base = self._inherited(figure)
        if self.cues[number].kind == "from" and base and self._moves_on(number):
            return self._step_back(number, base, months(base) or 0)
        return base

    def _vague(self, figure: Figure) -> bool:
        """ "Over the coming years, 3 million houses are to be built": a time without bounds governs the sentence."""
        opening = times_in(self.times, figure.sentence[0], min(figure.start, figure.sentence[0] + OPENING))
        return bool(opening) and opening[0].role == "reference" and opening[0].period is None and opening[0].shift is None

    def _moves_on(self, number: int) -> bool:
        """ "moved from 44.4 percent to 47.1 percent"."""
        following = number + 1 < len(self.figures) and self.figures[number + 1].sentence == self.figures[number].sentence
        return bool(following) and self.cues[number + 1].kind == "to"

    def _leads(self, number: int, figure: Figure, time: TimeExpression) -> bool:
        """Whether a figure with its time opens a paragraph, so that what follows is about that time too."""
        sentence = self.sentence_of.get(figure.sentence)
        if sentence is None or self._secondary(number) or APART.search(self.text, figure.sentence[0], figure.start):
            return False
        if self.document and time.period and _before(time.period, self.document):
            return False
        return sentence.start == self._openings[sentence.paragraph] and self._of_document_kind(time)

    def _of_document_kind(self, time: TimeExpression) -> bool:
        """Whether a time is of the length of the release's own period: a day in a release on a month changes nothing."""
        length = months(time.period) if time.period else None
        return self.document is None or (length is not None and length > 0)

    def _resolved(self, time: TimeExpression, figure: Figure, partner: int | None) -> str | None:
        period = time.period
        if period is None and time.shift is not None:
            base = self.figures[partner].period if partner is not None else (self.topic[1] or self.document)
            period = shift(base, time.shift) if base else None
        if period is None:
            return None
        if self.document and end_of(self.document) == period and _UP_TO.search(self.text, max(0, time.start - 22), time.start):
            return self.document
        if figure.measure == "change" and months(period) == 2 and _FROM.search(self.text, max(0, time.start - 9), time.start):
            figure.notes["span"] = 1
            return end_of(period)
        if time.span_months and "/" in period:
            figure.notes["span"] = time.span_months
            figure.notes["interval"] = period
            return end_of(period) if figure.measure == "change" else period
        return period

    def _earlier(self, number: int, figure: Figure, partner: int) -> str | None:
        """The period of an earlier value whose time isn't given: a step back by the comparison that is in force."""
        base = self.figures[partner].period
        if not base:
            return None
        for time in times_in(self.times, figure.end, self._next_start(number, figure)):
            if time.role == "comparison" and (time.shift or time.period):
                return time.period or shift(base, time.shift or 0)
        before = self.text[max(figure.sentence[0], figure.start - 40) : figure.start].lower()
        length = months(base)
        if length and re.search(r"\b(?:after|following|previous|previously|preceded by|from|revised)\b", before):
            return self._step_back(number, base, length)
        return base

    def _step_back(self, number: int, base: str, length: int) -> str | None:
        """One period back; a year back where the sentence compares with the year before."""
        figure = self.figures[number]
        for time in times_in(self.times, *figure.sentence):
            if figure.quantity_type in ("percent", "pp", "index") or self.cues[number].kind != "from":
                break
            if time.role == "comparison" and (time.basis == "yoy" or time.shift == -12):
                return shift(base, -12)
        return shift(base, -length)

    def _inherited(self, figure: Figure) -> str | None:
        sentence = self.sentence_of.get(figure.sentence)
        if sentence is not None and sentence.paragraph == self.topic[0]:
            return self._of_comparison(figure, self.topic[1])
        above = bisect_right(self.headings, figure.sentence[0], key=lambda heading: heading[0])
        return self.headings[above - 1][1] if above else self.document

    def _of_comparison(self, figure: Figure, topic: str | None) -> str | None:
        """A change on the quarter before is about a quarter: about the release's, where the paragraph spoke of a month."""
        bases = {t.basis for t in times_in(self.times, *figure.sentence) if t.role == "comparison"}
        return self.document if "qoq" in bases and months(topic) != 3 and months(self.document) == 3 else topic
