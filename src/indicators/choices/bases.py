"""Bases chosen: against what a change is most likely measured, by its sentence, the changes around it and the release."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from indicators.basislengths import month_by_month
from indicators.choices.around import Around, Seen, length
from indicators.choices.basistraits import Tellers
from indicators.choices.chooser import Chooser, chooser
from indicators.cues import Cue
from indicators.figure import Figure, TimeExpression
from indicators.hosts import Host
from indicators.inflect import singular
from indicators.lexicon import table
from indicators.needing import Needing
from indicators.periods import basis_between

__all__ = ["BASES", "BasisChooser"]

BASES = ("yoy", "mom", "qoq", "wow", "annualized", "other", None)

_SEASONAL = Needing(
    re.compile(
        r"\bseasonally[\s-]adjusted\b|\badjusted for season|\bseasonal adjustment|\bseasonal and calendar|\bworking.day adjusted",
        re.IGNORECASE,
    ),
    ["seasonally", "adjusted", "seasonal"],
)
_ADJECTIVES = {
    "annual": re.compile(r"\bannual(?:ly|i[sz]ed)?\b|\byearly\b", re.IGNORECASE),
    "monthly": re.compile(r"\bmonthly\b|\bmonth[- ](?:on|over|to)[- ]month\b", re.IGNORECASE),
    "quarterly": re.compile(r"\bquarterly\b", re.IGNORECASE),
}
# How many characters before and behind a figure such an adjective is near it.
_NEAR = (45, 30)
# How many figures before and behind have a say in the same sentence.
_NEIGHBOURS = 4
_TWINS = 3
# How many figures on the first of a title is told again.
_BELOW = 6

Rivals = dict[str | None, set[str]]


class BasisChooser:
    """Gives the changes of a release the likeliest of all bases, in order; the rules have given them one before.

    What they hold for sure (``notes["basis_sure"]``), since the words leave nothing open, stays, as does that of a trading day.
    """

    def __init__(
        self,
        around: Around,
        figures: Sequence[Figure],
        cues: Sequence[Cue],
        hosts: Sequence[Host],
        times: Sequence[TimeExpression],
        document: str | None,
        home: str | None,
        judge: Chooser | None = None,
    ) -> None:
        self.around, self.figures, self.cues, self.hosts, self.document, self.home = around, figures, cues, hosts, document, home
        self.judge = judge or chooser("basis")
        self._tell = Tellers(self.judge)
        self._counts: Counter[str | None] = Counter(time.basis for time in times if time.basis)
        self._length = length(document)
        self._seasonal = bool(_SEASONAL.search(around.text))
        self._kinds = {word: kind for kind, words in table("series")["topics"].items() for word in words}
        self._told = {
            n: figure.basis
            for n, figure in enumerate(figures)
            if figure.measure == "change" and "basis_from" not in figure.notes and figure.notes.get("basis_sure") != "yardstick"
        }
        self._order = sorted(self._told)
        self._headlines = [
            time
            for sentence in around.sentences
            if sentence.kind in ("title", "heading")
            for time in around.in_sentence.get((sentence.start, sentence.end), [])
            if _compares(time)
        ][:2]
        self._twins: dict[tuple[float, str], list[int]] = defaultdict(list)
        for number in self._order:
            self._twins[abs(figures[number].value), figures[number].quantity_type].append(number)
        self._of_subject: dict[str, tuple[str | None, str | None]] = {}
        self._at = 0

    def choose_all(self) -> None:
        """Set the basis of every change."""
        for number, figure in enumerate(self.figures):
            if (met := self._met(number)) is not None:
                figure.basis, figure.notes["basis_sure"] = met.basis, "met"
            elif figure.measure == "change" and not (figure.notes.get("basis_sure") or figure.notes.get("trading_day")):
                figure.basis, figure.notes["basis_odds"] = self.judge.best(self.offers(number))
                self._of_subject[(figure.subject or "").lower()] = (figure.basis, figure.period)
        self._settle_titles()

    def _met(self, number: int) -> Figure | None:
        """What came of a change that was foreseen: both are held against the same time."""
        figure, partner = self.figures[number], self.hosts[number].partner
        if not figure.notes.get("foreseen") or number in self._told or partner is None or partner >= number:
            return None
        other = self.figures[partner]
        alike = (other.measure, other.unit, other.period, other.sentence) == ("change", figure.unit, figure.period, figure.sentence)
        return other if alike and figure.measure == "change" else None

    def _settle_titles(self) -> None:
        """Give a change of the title that tells no basis that of the same number below it."""
        for number, figure in enumerate(self.figures):
            sentence = self.around.sentence_of.get(figure.sentence)
            if sentence is None or sentence.kind != "title":
                return
            if figure.measure != "change" or number in self._told or figure.notes.get("basis_sure"):
                continue
            below = self.figures[number + 1 : number + 1 + _BELOW]
            same = (other for other in below if other.sentence != figure.sentence and other.measure == "change")
            again = next((other for other in same if _is_again(other, figure)), None)
            if again is None:
                continue
            if any(self._told[n] == again.basis and self._is_other(n, figure) for n in self._told):
                again.basis = figure.basis  # "rise 1.3% in March; up 5.1% from last year": the 1.3% is not on the year
            else:
                figure.basis = again.basis

    def _is_other(self, number: int, figure: Figure) -> bool:
        """Whether a change of the same title is another number of the same time."""
        other = self.figures[number]
        return other.sentence == figure.sentence and other.unit == figure.unit and abs(other.value) != abs(figure.value)

    def offers(self, number: int) -> Rivals:
        """The bases with their traits, that which the rules tell first."""
        figure, cue, tell = self.figures[number], self.cues[number].kind, self._tell
        told = figure.basis
        rivals: Rivals = {basis: set() for basis in (told, *BASES)}
        here = [seen for seen in self.around.seen(figure) if _compares(seen.time)]
        rivals[told].update(tell.told(str(figure.notes.get("basis_from", "sentence")), told, cue, figure.quantity_type))
        for seen in here:
            spoken = _basis_of(seen.time, figure)
            rivals[spoken].update(*_of_time(tell, seen, spoken, cue))
        bare = not here
        for basis, more in (*self._of_neighbours(number), *self._of_release(number, bare)):
            rivals[basis].update(more)
        self._add_shared(rivals, told, number, bare)
        return rivals

    def _of_neighbours(self, number: int) -> Iterator[tuple[str | None, tuple[str, ...]]]:
        """The bases of the figures around."""
        figure, tell = self.figures[number], self._tell
        for other in range(max(0, number - _NEIGHBOURS), min(len(self.figures), number + _NEIGHBOURS + 1)):
            near = self.figures[other]
            if other == number or other not in self._told or near.sentence != figure.sentence:
                continue
            side, away = ("before", number - other) if other < number else ("behind", other - number)
            alike = near.period == figure.period, near.subject == figure.subject, near.quantity_type == figure.quantity_type
            yield self._told[other], tell.neighbour(side, away, *alike)
        before = self.figures[number - 1] if number else None
        if before is not None and before.measure == "change":
            alike = before.sentence == figure.sentence, before.period == figure.period, before.subject == figure.subject
            yield before.basis, tell.before(*alike)
        told = self._of_subject.get((figure.subject or "").lower())
        if told is not None:
            yield told[0], tell.subject(told[1] == figure.period)
        partner = self.hosts[number].partner
        if partner is not None and self.figures[partner].measure == "change":
            yield self.figures[partner].basis, tell.named("of partner")
        for twin in self._twins[abs(figure.value), figure.quantity_type][:_TWINS]:
            if twin != number:
                yield self._told[twin], tell.named("of twin")

    def _of_release(self, number: int, bare: bool) -> Iterator[tuple[str | None, tuple[str, ...]]]:
        """The bases that the paragraph, the headlines and the release tell before and next."""
        figure, tell = self.figures[number], self._tell
        while self._at < len(self._order) and self.figures[self._order[self._at]].sentence < figure.sentence:
            self._at += 1
        if self._at:
            last = self._told[self._order[self._at - 1]]
            yield last, tell.last(last, bare)
            yield self._told[self._order[0]], tell.elsewhere("first told", bare)
        following = bisect_right(self._order, number)
        if following < len(self._order):
            yield self._told[self._order[following]], tell.elsewhere("next told", bare)
        paragraph = self.around.ends_of_paragraph(figure, _compares)
        for name, times in (("last in paragraph", paragraph[-1:]), ("first in paragraph", paragraph[:1]), ("in headline", self._headlines)):
            for time in times:
                yield _basis_of(time, figure), tell.elsewhere(name, bare)

    def _add_shared(self, rivals: Rivals, told: str | None, number: int, bare: bool) -> None:
        """Add the traits that every basis has, however it was come by."""
        figure, cue, tell = self.figures[number], self.cues[number].kind, self._tell
        kind, place, span = length(figure.period), self.around.kind(figure), str(figure.notes.get("span"))
        seasonal, near, topics = self._words_around(figure)
        total = self._counts.total()
        for basis, traits in rivals.items():
            share = self._counts[basis] / total if total else 0
            often = "never" if not total else "only" if share == 1 else "mostly" if share > 0.5 else "also" if share else "not"
            traits.update(
                tell.basis(basis, kind, figure.quantity_type, cue, bare),
                tell.of_release(basis, kind, self._seasonal, month_by_month(self.home), bare, self._length),
                tell.of_figure(basis, span, figure.status, place),
                tell.as_told(basis == told, often, bare),
                tell.worded(basis, seasonal, bare, *near),
                *(tell.topic(basis, topic, kind, bare) for topic in topics),
            )

    def _words_around(self, figure: Figure) -> tuple[bool, list[bool], list[str]]:
        """Whether the sentence is on adjusted numbers, which adjectives stand near the figure, and what its subject is on."""
        (start, end), text = figure.sentence, self.around.text
        first, last = max(start, figure.start - _NEAR[0]), min(end, figure.end + _NEAR[1])
        near = [bool(pattern.search(text, first, last)) for pattern in _ADJECTIVES.values()]
        topics = {self._kinds[w] for w in map(singular, (figure.subject or "").lower().split()) if w in self._kinds}
        return bool(_SEASONAL.search(text, start, end)), near, sorted(topics)


def _is_again(other: Figure, figure: Figure) -> bool:
    """Whether a change is told again."""
    return (other.value, other.unit, other.period) == (figure.value, figure.unit, figure.period)


def _compares(time: TimeExpression) -> bool:
    return time.role == "comparison" or bool(time.basis)


def _basis_of(time: TimeExpression, figure: Figure) -> str | None:
    """The basis that a comparison tells for a figure."""
    if time.basis:
        return time.basis
    if time.period and figure.period:
        return basis_between(figure.period, time.period) or "other"
    if time.shift is not None:
        return {-12: "yoy", -1: "mom", -3: "qoq"}.get(time.shift, "other")
    return None


def _of_time(tell: Tellers, seen: Seen, basis: str | None, cue: str) -> Iterator[tuple[str, ...]]:
    start = f"{seen.side} {'basis' if seen.time.basis else 'period' if seen.time.period else 'shift'}"
    yield tell.rank(start, seen.rank, seen.changes, seen.breaks)
    yield tell.far(start, seen.far, seen.figures, seen.commas, seen.opens)
    yield tell.spoken(start, basis, cue, seen.changes, seen.brackets)
