"""Topics: the period that a paragraph, the bullets below a line or the text below a heading go on about."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache

from indicators.components.sentences import Sentence
from indicators.cues import Cue
from indicators.figure import Figure, TimeExpression
from indicators.hosts import Host
from indicators.lexicon import table
from indicators.order import numbers_between
from indicators.periods import ending, ends_in, months, normal, shift, starting
from indicators.sentence_times import APART, SentenceTimes, times_in
from indicators.timeanaphora import TAKEN_UP
from indicators.timeknown import foretells

__all__ = ["Topics"]

# "on a par with the 5.4 billion of Q1": the figure is the other side of a comparison.
_OTHER_SIDE = re.compile(
    r"\b(?:(?:with|than|to|against|from|on|over|below|above|of) (?:the|its|their)"
    r"|(?:follow(?:s|ed|ing)?|after|revers(?:es|ed|ing)|eras(?:es|ed|ing)|offset(?:s|ting)?|extend(?:s|ed|ing)) (?:an?|the|its|their)"
    r"(?: [\w-]+)?) \Z",
    re.IGNORECASE,
)
# Before the time that a sentence without figures is about: "data are available for the first half".
# What a level is told by that a move led to.
_ARRIVED = re.compile(
    r"\b(?:rose|fell|grew|increased|decreased|declined|dropped|climbed|slipped|edged (?:up|down)|went (?:up|down)|moved)"
    r"(?: (?:in|for|by) (?:the )?[A-Z][\w' -]{1,24})? to (?:about |around )?\Z"
)
_ABOUT = re.compile(r"\b(?:for|in|during|over|from|of) (?:the )?\Z", re.IGNORECASE)
_RELATIVES = ("which", "who", "whose")
# How many figures back the one that is taken up may stand.
_NEAR = 8
_THIS = re.compile(
    r"\b(?:this|these|the) (?:increase|decrease|rise|fall|growth|decline|drop|gain|change|expansion|contraction|result|total)s?\b",
    re.IGNORECASE,
)
_SAME = re.compile(
    r"(?:(?:the|its|that|an?) )?(?:same|corresponding|comparable|equivalent|homologous|analogous|similar) (month|quarter|half|week)\b",
    re.IGNORECASE,
)
_LENGTHS = {"month": 1, "quarter": 3, "half": 6, "week": None}
# What stands between a time that opens a sentence and what had been then.
_IT_WAS = re.compile(
    r",? (?:it|they|this|that|the (?:figure|index|rate|indicator|number|share|balance|reading)) (?:was|were|stood|came|read|had)\b"
)
_HAD = re.compile(
    r"\bhad (?:[a-z]+ly |also |still |already )?(?:been|[a-z]+(?:ed|en|wn)|risen|fallen|grown|shrunk|stood|come|gone|lost|hit)\b"
)
_ROLLING = re.compile(r"\b(?:three|3)[- ]?m", re.IGNORECASE)
_BESIDE = re.compile(r"(?: (?:from|on|over|than|against|compared (?:with|to)|higher|lower|more|less))* (?:the )?")
_HEADING = re.compile(r":\s*\Z")
# "Looking ahead to", "The outlook for": what turns to a time to come, so near the beginning of a sentence.
_TURNS = re.compile(
    r"\W*(?:(?:(?:Looking|Turning|Moving|Going) (?:(?:ahead|forward|further|now|on),? )?(?:to|into)|(?:As )?For|In|During|By|Over|On|Into)"
    r"|(?:The |Its |Our )?(?:\w+ )?(?:outlook|forecasts?|prospects?|projections?|picture|expectations?) (?:for|in)) (?:the )?(?:year )?"
)
_TURN = 50


# So near the beginning of a sentence "month on month" opens it.
_OPENING = 20
_YEAR = 12


@cache
def _further() -> re.Pattern[str]:
    openers = "|".join(table("connectives")["further"]["openers"])
    return re.compile(rf"\s*(?:{openers})\b", re.IGNORECASE)


def _before(period: str, other: str) -> bool:
    """Whether a period is over when another begins."""
    end, start = ending(period), starting(other)
    return end is not None and start is not None and end < start


class Topics(SentenceTimes):
    """Keeps what the text goes on about.

    Attributes
    ----------
    document : str or None
        The period that the release as a whole is about.
    topic : tuple of int and (str or None)
        The paragraph that goes on about a period, and that period.
    """

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
        self.document = document
        self.topic: tuple[int, str | None] = (-1, None)
        # The years that are told by the month that they end with.
        self._years_told = {time.period for time in times if time.span_months == _YEAR and "/" in (time.period or "")}
        self._headings = list(self._told_above(sentences))
        self._ordered = list(sentences)
        # Where each paragraph begins; written backwards, the first of its sentences stays.
        self._openings = {s.paragraph: s.start for s in reversed(sentences)}

    def _told_above(self, sentences: Sequence[Sentence]) -> Iterator[tuple[int, str | None]]:
        """From where on headings, and lines above bullets, tell a period, and that period."""
        heading: str | None = None
        listed = False
        before: Sentence | None = None
        for sentence in sentences:
            # An item of a list whose bullets are gone begins with a small letter.
            if listed and sentence.kind != "bullet" and not self.text[sentence.start].islower():
                listed = False
                yield sentence.start - 1, heading
            if sentence.kind == "heading" and (period := self._told_in(sentence)) and bool(months(period)) >= bool(months(self.document)):
                heading = period
                yield sentence.end, period
            elif self._is_line_above(sentence) and (period := self._told_in(sentence) or self._taken_up_in(sentence, before)):
                listed = True
                yield sentence.end, period
            before = sentence

    def _taken_up_in(self, sentence: Sentence, before: Sentence | None) -> str | None:
        """What the sentence before is about, where a line above a list takes it up: "The main causes of this increase were:"."""
        if before is None or before.paragraph != sentence.paragraph:
            return None
        this = _THIS.search(self.text, sentence.start, sentence.end)
        return self._told_in(before) if this or numbers_between(self.figures, before.start, before.end) else None

    def _is_line_above(self, sentence: Sentence) -> bool:
        """Whether a line without figures ends with a colon: "Changes in May 2024:"."""
        if sentence.kind not in ("body", "heading") or not _HEADING.search(self.text, sentence.start, sentence.end):
            return False
        return not numbers_between(self.figures, sentence.start, sentence.end)

    def _told_in(self, sentence: Sentence) -> str | None:
        times = times_in(self.times, sentence.start, sentence.end)
        return next((time.period for time in times if time.role == "reference" and time.period), None)

    def _leads(self, number: int, figure: Figure, time: TimeExpression) -> bool:
        """Whether a figure with its time opens a paragraph, so that what follows is about that time too."""
        sentence = self.sentence_of.get(figure.sentence)
        if sentence is None or (time.shift or 0) < 0 or self._secondary(number) or self._open_clause(figure):
            return False
        begin = self._openings[sentence.paragraph]
        if sentence.start != begin:
            return not numbers_between(self.figures, begin, sentence.start) and self._introduced(sentence) == time.period
        if self.document and time.period and _before(time.period, self.document):
            # "In the statistics for 2017, output was 5 million that year"
            before = times_in(self.times, sentence.start, min(figure.start, time.start))
            ahead = any(told.period == time.period and told.role == "reference" for told in before)
            if not ahead and not self._goes_back(figure, time):
                return False
        return self._of_document_kind(time)

    def _open_clause(self, figure: Figure) -> bool:
        """Whether a figure stands in a clause of its own, not behind one thrown in: "the office, which counts otherwise, put it at"."""
        begun = list(APART.finditer(self.text, figure.sentence[0], figure.start))
        if not begun:
            return False
        return begun[-1][0].lower() not in _RELATIVES or "," not in self.text[begun[-1].end() : figure.start]

    def _introduced(self, sentence: Sentence) -> str | None:
        """The period that the sentences before this one in its paragraph name, if they have no figures."""
        begin = self._openings[sentence.paragraph]
        if numbers_between(self.figures, begin, sentence.start):
            return None
        for time in reversed(times_in(self.times, begin, sentence.start)):
            if time.role == "reference" and months(time.period) and _ABOUT.search(self.text, max(begin, time.start - 12), time.start):
                return time.period
        return None

    def _goes_back(self, figure: Figure, time: TimeExpression) -> bool:
        """Whether a paragraph begins with the month before: its sentence tells no other figure first, and nothing of now."""
        if months(time.period) != months(self.document) or numbers_between(self.figures, figure.sentence[0], figure.start):
            return False
        bracketed = self.text.rfind("(", figure.sentence[0], figure.start) > self.text.rfind(")", figure.sentence[0], figure.start)
        held_against = _OTHER_SIDE.search(self.text, figure.sentence[0], figure.start)
        return not bracketed and not held_against and not any(t.period == self.document for t in times_in(self.times, *figure.sentence))

    def _of_document_kind(self, time: TimeExpression) -> bool:
        """Whether a time is of the length of the release's own period: a day in a release on a month changes nothing."""
        length = months(time.period) if time.period else None
        if self.document and months(self.document) is None and "/" in self.document:
            # "In the previous week they had fallen by": in a bulletin of a week the text does not go on about that.
            own, told = ending(self.document), ending(time.period)
            return bool(time.period and "/" in time.period and own is not None and told is not None and told >= own)
        return self.document is None or (length is not None and length > 0)

    def _inherited(self, figure: Figure) -> str | None:
        sentence = self.sentence_of.get(figure.sentence)
        taken_up = self._taken_up(figure, sentence)
        if taken_up is not None:
            return taken_up
        if sentence is not None and (ahead := self._looked_ahead(figure, sentence)) is not None:
            self.topic = (sentence.paragraph, ahead)
            figure.notes["led"] = True
            return ahead
        if sentence is not None and (sentence.paragraph == self.topic[0] or self._goes_on(sentence)):
            return self._last_month(figure, self._of_comparison(figure, self.topic[1]))
        above = bisect_right(self._headings, figure.sentence[0], key=lambda heading: heading[0])
        return self._last_month(figure, (self._headings[above - 1][1] if above else None) or self.document)

    def start_before(self, sentence: Sentence) -> int:
        """Where the sentence before one begins, if it is of the same paragraph; else where this one does."""
        at = bisect_right(self._ordered, sentence.start, key=lambda other: other.start) - 2
        before = self._ordered[at] if at >= 0 else None
        return before.start if before is not None and before.paragraph == sentence.paragraph else sentence.start

    def _looked_ahead(self, figure: Figure, sentence: Sentence) -> str | None:
        """What a sentence without figures turned to right before one that foresees: "For 2025, demand looks strong. Sales are to reach"."""
        at = bisect_right(self._ordered, sentence.start, key=lambda other: other.start) - 2
        before = self._ordered[at] if at >= 0 else None
        if before is None or before.paragraph != sentence.paragraph or numbers_between(self.figures, before.start, before.end):
            return None
        if any(time.role == "reference" for time in times_in(self.times, *figure.sentence)):
            return None
        told = next((time for time in times_in(self.times, before.start, before.start + _TURN) if time.role == "reference"), None)
        if told is None or not told.period or not self.document or not _before(self.document, told.period):
            return None
        turns = _TURNS.fullmatch(self.text, before.start, told.start) is not None
        return told.period if turns and foretells(self.text[figure.sentence[0] : figure.end]) else None

    def _last_month(self, figure: Figure, period: str | None) -> str | None:
        """The last of several months, where a change is held against the one before: "rose 0.6% from April", in one on January to May."""
        length = months(period)
        if period in self._years_told and (figure.measure == "change" or self._is_inflation(figure)):
            # "were 5% dearer in the year to May. Food rose 3%": what a change over a year ends in.
            period, length = ends_in(period), 1
        if figure.measure != "change" or length is None:
            return period
        last = ends_in(period)
        if length == 1 and (longer := self._as_long(figure, period)) is not None:
            return longer
        if length > 1 and self._on_month(figure):
            return last
        behind = next((t for t in times_in(self.times, figure.end, figure.sentence[1]) if t.role == "comparison"), None)
        if behind is None or not _BESIDE.fullmatch(self.text, figure.end, behind.start):
            return period
        if length == 1:
            # "grew by 0.3% on three months before", in a release on a month: the three months to it.
            rolling = behind.basis == "qoq" and _ROLLING.search(self.text, behind.start, behind.end) is not None
            figure.notes["rolling"] = rolling
            return normal(f"{shift(period, -2)}/{period}") if rolling else period
        return last if behind.basis == "mom" or (behind.period is not None and behind.period == shift(last, -1)) else period

    def _is_inflation(self, figure: Figure) -> bool:
        """Whether a level is a rate of change by name, of the year that it ends: "inflation of 3.4% in the 12 months to May"."""
        if figure.measure == "level" and _ARRIVED.search(self.text, max(figure.sentence[0], figure.start - _TURN), figure.start):
            return True  # "Over the 12 months to May the average price rose in Bern to 400,000"
        return figure.measure == "level" and figure.quantity_type == "percent" and "inflation" in (figure.subject or "").lower()

    def _as_long(self, figure: Figure, period: str | None) -> str | None:
        """The months of a year up to a month, where a change is held against those of the year before: "over January-May 2022"."""
        behind = next((t for t in times_in(self.times, figure.end, figure.sentence[1]) if t.role == "comparison"), None)
        if behind is None or behind.shift or (months(behind.period) or 1) == 1:
            return None
        if not _BESIDE.fullmatch(self.text, figure.end, behind.start):
            return None
        then = shift(behind.period, _YEAR)
        return then if ending(then) == ending(period) else None

    def _on_month(self, figure: Figure) -> bool:
        """Whether "on a month-on-month basis" opens the sentence of a change: one of several months is no such change."""
        opening = next(iter(times_in(self.times, figure.sentence[0], figure.start)), None)
        opens = opening is not None and opening.role == "comparison" and opening.basis == "mom"
        return opens and opening is not None and opening.start - figure.sentence[0] < _OPENING

    def _looks_back(self, time: TimeExpression, figure: Figure) -> bool:
        """Whether a sentence only tells what had been before: "In May it was 97", "In the fourth quarter it had grown by 2%"."""
        if not (self.document and time.period and _before(time.period, self.document)):
            return False
        return bool(_IT_WAS.match(self.text, time.end, figure.start) or _HAD.search(self.text, time.end, figure.start))

    def _goes_on(self, sentence: Sentence) -> bool:
        """Whether a paragraph takes the one before further: "Specifically, sales of pears fell"."""
        return self.topic[0] is not None and sentence.paragraph == self.topic[0] + 1 and bool(_further().match(self.text, sentence.start))

    def _taken_up(self, figure: Figure, sentence: Sentence | None) -> str | None:
        """The period of the figure before, where "That is 5 percent more" or "This compares with" takes it up."""
        if sentence is None or not TAKEN_UP.match(self.text, figure.sentence[0], figure.start):
            return None
        before = numbers_between(self.figures, self._openings[sentence.paragraph], figure.sentence[0])
        near = (self.figures[number] for number in before[: -_NEAR - 1 : -1])
        last = next((other for other in near if not other.notes.get("compared")), None)
        return last.period if last is not None else None

    def _of_comparison(self, figure: Figure, topic: str | None) -> str | None:
        """What the sentence holds its change against tells how long a time it is about: the release's, where the paragraph had another.

        So it is on the quarter before, or "compared to the same month last year".
        """
        told = times_in(self.times, *figure.sentence)
        own = next(
            (
                _LENGTHS[unit[1].lower()]
                for time in told
                if time.role == "comparison" and (unit := _SAME.match(self.text, time.start, time.end))
            ),
            None,
        )
        if own is not None and own == months(self.document) != months(topic):
            return self.document
        bases = {t.basis for t in times_in(self.times, *figure.sentence) if t.role == "comparison"}
        return self.document if "qoq" in bases and months(topic) != 3 and months(self.document) == 3 else topic
