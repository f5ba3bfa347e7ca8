"""Which time expression a figure is about: the one beside it, the one that opens its sentence, or the release's own."""

from __future__ import annotations

import datetime
import itertools
import re
from collections.abc import Sequence

from indicators.components.sentences import Sentence
from indicators.cues import Cue
from indicators.figure import Figure, TimeExpression
from indicators.hosts import Host
from indicators.inflect import singular
from indicators.lexicon import table
from indicators.periods import ending, months, shift, starting
from indicators.timefinder import document_period

__all__ = ["PeriodFinder", "end_of", "times_in"]

# Words that may stand between a figure and a time that belongs to it; anything else begins something new.
_CLOSE = re.compile(
    r"[\s,]*(?:(?:in|for|during|of|on|over|at|as|through|throughout|by|from|since|its|their|level|the|a|an|same|recorded|registered|seen|posted|reported|achieved|set|each|respectively|both|"
    r"higher|lower|more|less|up|down|above|below|increase|decrease|rise|fall|growth|gain|drop|decline|change|jump|percent|than|increased|advance|before|earlier|revised|mark|deficit|surplus|total|"
    r"annual|monthly|expected|forecast|projected|online|offline|\(revised\)|people|persons|units|to|GDP|gdp|late|early|back|only|just|alone|rate|pace|previously|recorded|reached)[\s,]+)*",
)
_AGAINST = re.compile(r"\b(?:from|than|against|versus|with|below|above|over)\s+(?:an?\s+|the\s+|its\s+)?(?:\w+\s+)?\Z", re.IGNORECASE)
# Words that begin a clause of its own, whose times say nothing about the figure.
_APART = re.compile(
    r"[;]|\b(?:when|after|since|because|though|although|while|whereas|which|who|where|whose|owing|due|thanks|following|despite|until|amid|last exceeded|first time|compared|the most|the highest|the lowest|"
    r"the largest|the biggest|the smallest|the strongest|the sharpest|the fastest|the weakest|not seen|never|as)\b",
    re.IGNORECASE,
)
_ADJACENT = re.compile(
    r"('s?)?\s*(?:(?:of|a|an|the|at|was|were|is|are|record|about|around|nearly|almost|some|over|more than|revised|just|only|all-time high|high|low|reading|level|figure|total|sum|average|mean|value|rate|estimate|peak|:|-|\()\s*)*\Z",
    re.IGNORECASE,
)
# "…higher than in August 2018, when it stood at 116.9".
_WHEN = re.compile(r",? when\b")
_THROWN_IN = re.compile(r"\b(?:which|who|when|after|having|extending|following|reversing|compared|than)\b")
_CLAUSE = re.compile(r";|\b(?:whereas|while|but)\b")
_ON = re.compile(r"\s*(?:on|at|as of)\s+(?:the\s+)?")
_THAN = re.compile(r"\b(?:than|compared|against|versus)\b")
_FROM = re.compile(r"\b(?:from|between)\s+\Z", re.IGNORECASE)
_JOINED = re.compile(r"[\s,]*(?:and|to)?[\s,]*(?:in |for )?(?:the )?")
_COMPARED = re.compile(r"\b(?:from|than|against|versus)\s+(?:in\s+|at\s+|for\s+)?(?:an?|the|its)?\s*\Z", re.IGNORECASE)
_OVER = re.compile(r"\bover\s+\Z")
# How far into a sentence a time still opens it.
_OPENING = 90


def times_in(times: Sequence[TimeExpression], start: int, end: int) -> list[TimeExpression]:
    """The time expressions that begin between two offsets."""
    return [time for time in times if start <= time.start < end]


def end_of(period: str) -> str:
    """The last part of an interval: what a change over it ends in."""
    return period.rsplit("/", 1)[-1]


def _before(period: str, other: str) -> bool:
    """Whether a period is over when another begins."""
    end, start = ending(period), starting(other)
    return end is not None and start is not None and end < start


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
        self.document = self._longer(document_period(text, published), sentences)
        self.headings = [(s.end, self._heading_period(s)) for s in sentences if s.kind == "heading"]
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

    def _secondary(self, number: int) -> bool:
        """Whether a figure is told only for comparison: its period isn't what the text goes on about."""
        return self.cues[number].kind in ("compare", "from", "noun-earlier")

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
            return self._fitted(self.figures[partner], figure)
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
        opening = times_in(self.times, figure.sentence[0], min(figure.start, figure.sentence[0] + _OPENING))
        return bool(opening) and opening[0].role == "reference" and opening[0].period is None and opening[0].shift is None

    def _moves_on(self, number: int) -> bool:
        """ "moved from 44.4 percent to 47.1 percent"."""
        following = number + 1 < len(self.figures) and self.figures[number + 1].sentence == self.figures[number].sentence
        return bool(following) and self.cues[number + 1].kind == "to"

    def _paired(self, number: int, figure: Figure) -> TimeExpression | None:
        """ "increases of 0.2 percent and 0.3 percent in March and February, respectively": a time for each."""
        first = last = number
        while first and self._joined(first - 1, first):
            first -= 1
        while last + 1 < len(self.figures) and self._joined(last, last + 1):
            last += 1
        size = last - first + 1
        if size < 2:
            return None
        ahead = [t for t in times_in(self.times, figure.sentence[0], self.figures[first].start) if t.role == "reference" and t.period]
        if len(ahead) == size and ahead[0].start - figure.sentence[0] < 25 and _JOINED.fullmatch(self.text, ahead[0].end, ahead[-1].start):
            return ahead[number - first]
        behind = [t for t in times_in(self.times, self.figures[last].end, figure.sentence[1]) if t.role == "reference" and t.period][:size]
        if len(behind) < size or not re.fullmatch(
            r"\s*(?:in|for|during)?\s*(?:the )?", self.text[self.figures[last].end : behind[0].start]
        ):
            return None
        if all(
            re.fullmatch(r"[\s,]*(?:and)?[\s,]*(?:in |for )?(?:the )?", self.text[a.end : b.start]) for a, b in itertools.pairwise(behind)
        ):
            return behind[number - first]
        return None

    def _joined(self, a: int, b: int) -> bool:
        return re.fullmatch(r"[\s,]*(?:and)?[\s,]*(?:a |an |by )?", self.text[self.figures[a].end : self.figures[b].start]) is not None

    def _partner(self, number: int) -> int | None:
        """The figure before this one in its sentence that tells of the same thing; not one told for comparison, if there is another."""
        figure = self.figures[number]
        host = self.hosts[number].partner
        if host is not None and host < number and self.figures[host].sentence == figure.sentence:
            return host
        for other in range(number - 1, -1, -1):
            if self.figures[other].sentence != figure.sentence:
                return None
            if not self._secondary(other) and not self._aside(other):
                return other
        return None

    def _aside(self, number: int) -> bool:
        """Whether a figure stands in a clause thrown in: "formation, which had grown by 2.10% in the previous quarter, fell …"."""
        figure = self.figures[number]
        stops = [self.text.rfind(stop, figure.sentence[0], figure.start) for stop in ",;("]
        return bool(_THROWN_IN.search(self.text, max(*stops, figure.sentence[0] - 1) + 1, figure.start))

    def _leads(self, number: int, figure: Figure, time: TimeExpression) -> bool:
        """Whether a figure with its time opens a paragraph, so that what follows is about that time too."""
        sentence = self.sentence_of.get(figure.sentence)
        if sentence is None or self._secondary(number) or _APART.search(self.text, figure.sentence[0], figure.start):
            return False
        if self.document and time.period and _before(time.period, self.document):
            return False
        first = min((s.start for s in self.sentence_of.values() if s.paragraph == sentence.paragraph), default=sentence.start)
        return sentence.start == first and self._of_document_kind(time)

    def _of_document_kind(self, time: TimeExpression) -> bool:
        """Whether a time is of the length of the release's own period: a day in a release on a month changes nothing."""
        length = months(time.period) if time.period else None
        return self.document is None or (length is not None and length > 0)

    # -- times of the sentence -----------------------------------------------------------------------------------------------

    def _beside(self, number: int, figure: Figure) -> TimeExpression | None:
        """The time right behind the figure, or right before it ("last year's 100 trillion won", "in February $5.6 billion")."""
        for time in times_in(self.times, figure.end, self._next_start(number, figure)):
            dated = time.role == "publication" and figure.measure == "level" and _ON.fullmatch(self.text, figure.end, time.start)
            if not (time.period or time.shift) or (time.role not in ("reference", "comparison") and not dated):
                continue
            if time.role == "comparison" and not self._earlier_value(number, figure):
                continue
            between = _CLOSE.match(self.text, figure.end, time.start)
            if _COMPARED.search(self.text, figure.end, time.start) and not self._earlier_value(number, figure):
                break
            if between is not None and between.end() == time.start and not self._introduces(time, number + 1, figure):
                return time
            break
        return self._just_before(number, figure)

    def _introduces(self, time: TimeExpression, number: int, figure: Figure) -> bool:
        """Whether a time stands right before the next figure: ", in February 0.2 percent"."""
        if number >= len(self.figures) or self.figures[number].start < time.end or self.figures[number].sentence != figure.sentence:
            return False
        if "," not in self.text[figure.end : time.start] and "(" not in self.text[figure.end : time.start]:
            return False
        return bool(_ADJACENT.fullmatch(self.text, time.end, self.figures[number].start))

    def _just_before(self, number: int, figure: Figure) -> TimeExpression | None:
        start = max(self.figures[number - 1].end if number else 0, figure.sentence[0])
        before = [t for t in times_in(self.times, start, figure.start) if t.role in ("reference", "comparison") and (t.period or t.shift)]
        if before and figure.measure in ("level", "share") and _WHEN.match(self.text, before[-1].end, figure.start):
            return before[-1]
        if not before or not _ADJACENT.fullmatch(self.text, before[-1].end, figure.start):
            return None
        bracket = self.text[before[-1].end : figure.start].strip() == "("
        return (
            before[-1]
            if before[-1].role == "reference" or self._secondary(number) or bracket or figure.measure in ("level", "share")
            else None
        )

    def _earlier_value(self, number: int, figure: Figure) -> bool:
        """Whether a comparison behind the figure tells when it was: "down from 7.9% a year before"."""
        return figure.measure in ("level", "share") and (self._secondary(number) or self.text[max(0, figure.start - 1)] == "(")

    def _opening(self, figure: Figure) -> TimeExpression | None:
        """The time that opens the sentence or stands in its subject, before any clause of its own."""
        start = figure.sentence[0]
        breaks = [m.end() for m in _CLAUSE.finditer(self.text, start, figure.start)]
        if breaks:
            own = [t for t in times_in(self.times, breaks[-1], figure.start) if t.role == "reference" and t.period]
            if own and not self._attached(own[0], figure, breaks[-1]) and not _APART.search(self.text, breaks[-1], own[0].start):
                return own[0]
        found = None
        for time in times_in(self.times, start, min(figure.start, start + _OPENING + 60)):
            if time.role != "reference" or not time.period or self._attached(time, figure):
                continue
            if _OVER.search(self.text, max(start, time.start - 6), time.start) and not time.span_months:
                continue
            if time.start - start > _OPENING and found is not None:
                break
            if _APART.search(self.text, start, time.start):
                break
            found = found or time
        return found

    def _governs(self, opening: TimeExpression, figure: Figure) -> bool:
        """Whether no figure stands between the opening time and this one that has a time of its own."""
        return not any(
            other.sentence == figure.sentence and opening.end <= other.start < figure.start and other.notes.get("own_time")
            for other in self.figures
        )

    def _attached(self, time: TimeExpression, figure: Figure, since: int = 0) -> bool:
        """Whether a time before the figure is a possessive of something else ("last year's base") or beside an earlier figure."""
        for other in self.figures:
            if other is figure or other.sentence != figure.sentence:
                continue
            if since <= other.start and other.end <= time.start:
                return True
        return False

    def _behind(self, number: int, figure: Figure) -> TimeExpression | None:
        """The first time behind the figure in its clause, over later figures if need be."""
        for time in times_in(self.times, figure.end, figure.sentence[1]):
            if time.role != "reference" or not time.period:
                continue
            if _APART.search(self.text, figure.end, time.start) or self._taken(time, number):
                return None
            between = self.text[figure.end : time.start]
            if _AGAINST.search(between) or _THAN.search(between):
                continue
            return time
        return None

    def _taken(self, time: TimeExpression, number: int) -> bool:
        """Whether the time belongs to a figure that is there for comparison: "after 0.7 percent in June"."""
        for other in range(number + 1, len(self.figures)):
            following = self.figures[other]
            if following.sentence != self.figures[number].sentence or following.start > time.start:
                break
            between = self.text[self.figures[number].end : following.start]
            if self._secondary(other) or ("," in between and re.search(r"\b\w+ing\b", between)):
                return True
        following = self.figures[number + 1 :]
        return any(
            f.sentence == self.figures[number].sentence and f.start >= time.end and _ADJACENT.fullmatch(self.text, time.end, f.start)
            for f in following[:4]
        )

    def _next_start(self, number: int, figure: Figure) -> int:
        following = self.figures[number + 1] if number + 1 < len(self.figures) else None
        return min(following.start, figure.sentence[1]) if following is not None else figure.sentence[1]

    # -- from times to periods -------------------------------------------------------------------------------------------------

    def _resolved(self, time: TimeExpression, figure: Figure, partner: int | None) -> str | None:
        period = time.period
        if period is None and time.shift is not None:
            base = self.figures[partner].period if partner is not None else (self.topic[1] or self.document)
            period = shift(base, time.shift) if base else None
        if period is None:
            return None
        if figure.measure == "change" and months(period) == 2 and _FROM.search(self.text, max(0, time.start - 9), time.start):
            figure.notes["span"] = 1
            return end_of(period)
        if time.span_months and "/" in period:
            figure.notes["span"] = time.span_months
            figure.notes["interval"] = period
            return end_of(period) if figure.measure == "change" else period
        return period

    def _fitted(self, partner: Figure, figure: Figure) -> str | None:
        """The partner's period; a level beside a change over twelve months may still cover the whole of them."""
        return partner.period

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
        above = [period for end, period in self.headings if end <= figure.sentence[0] and period]
        return above[-1] if above else self.document

    def _of_comparison(self, figure: Figure, topic: str | None) -> str | None:
        """A change on the quarter before is about a quarter: about the release's, where the paragraph spoke of a month."""
        bases = {t.basis for t in times_in(self.times, *figure.sentence) if t.role == "comparison"}
        return self.document if "qoq" in bases and months(topic) != 3 and months(self.document) == 3 else topic
