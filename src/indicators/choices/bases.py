"""Bases chosen: against what a change is most likely measured, by its sentence, the changes around it and the release."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from indicators.choices.around import Around, Seen, length
from indicators.choices.chooser import Chooser, chooser
from indicators.cues import Cue
from indicators.figure import Figure, TimeExpression
from indicators.hosts import Host
from indicators.inflect import singular
from indicators.lexicon import table
from indicators.periods import basis_between

__all__ = ["BASES", "BasisChooser"]

BASES = ("yoy", "mom", "qoq", "wow", "annualized", "other", None)

_SEASONAL = re.compile(
    r"\bseasonally[\s-]adjusted\b|\badjusted for season|\bseasonal adjustment|\bseasonal and calendar|\bworking.day adjusted", re.IGNORECASE
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

Rivals = dict[str | None, set[str]]


class BasisChooser:
    """Gives the changes of a release the likeliest of all bases, in order; the rules have given them one before.

    What they hold for sure (``notes["basis_sure"]``), since the words leave nothing open, stays.
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
        self._counts: Counter[str | None] = Counter(time.basis for time in times if time.basis)
        self._seasonal = bool(_SEASONAL.search(around.text))
        self._kinds = {word: kind for kind, words in table("series")["topics"].items() for word in words}
        self._told = {n: f.basis for n, f in enumerate(figures) if f.measure == "change" and "basis_from" not in f.notes}
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
            if figure.measure == "change" and not figure.notes.get("basis_sure"):
                figure.basis, figure.notes["basis_odds"] = self.judge.best(self.offers(number))
                self._of_subject[(figure.subject or "").lower()] = (figure.basis, figure.period)

    def offers(self, number: int) -> Rivals:
        """The bases with their traits, that which the rules tell first."""
        figure, cue = self.figures[number], self.cues[number].kind
        told = figure.basis
        rivals: Rivals = {basis: set() for basis in (told, *BASES)}
        here = [seen for seen in self.around.seen(figure) if _compares(seen.time)]
        way = figure.notes.get("basis_from", "sentence")
        rivals[told].update((f"told {way}", f"told {way} {told}", f"told {way} {cue}", f"told {way} {figure.quantity_type}"))
        for seen in here:
            spoken = _basis_of(seen.time, figure)
            rivals[spoken].update(_of_time(seen, spoken, cue))
        bare = not here
        for basis, more in (*self._of_neighbours(number), *self._of_release(number, bare)):
            rivals[basis].update(more)
        for basis, traits in rivals.items():
            traits.update(self._of_basis(basis, told, number, bare))
        return rivals

    def _of_neighbours(self, number: int) -> Iterator[tuple[str | None, tuple[str, ...]]]:
        """The bases of the figures around."""
        figure = self.figures[number]
        for other in range(max(0, number - _NEIGHBOURS), min(len(self.figures), number + _NEIGHBOURS + 1)):
            near = self.figures[other]
            if other == number or other not in self._told or near.sentence != figure.sentence:
                continue
            side, away = ("before", number - other) if other < number else ("behind", other - number)
            alike = f"{near.period == figure.period} {near.subject == figure.subject} {near.quantity_type == figure.quantity_type}"
            yield self._told[other], (f"told of figure {side} {away}", f"told of figure {side} {away} alike {alike}")
        before = self.figures[number - 1] if number else None
        if before is not None and before.measure == "change":
            alike = f"{before.sentence == figure.sentence} {before.period == figure.period} {before.subject == figure.subject}"
            yield before.basis, ("of figure before", f"of figure before alike {alike}")
        told = self._of_subject.get((figure.subject or "").lower())
        if told is not None:
            yield told[0], ("of same subject", f"of same subject same period {told[1] == figure.period}")
        partner = self.hosts[number].partner
        if partner is not None and self.figures[partner].measure == "change":
            yield self.figures[partner].basis, ("of partner",)
        for twin in self._twins[abs(figure.value), figure.quantity_type][:_TWINS]:
            if twin != number:
                yield self._told[twin], ("of twin",)

    def _of_release(self, number: int, bare: bool) -> Iterator[tuple[str | None, tuple[str, ...]]]:
        """The bases that the paragraph, the headlines and the release tell before and next."""
        figure = self.figures[number]
        while self._at < len(self._order) and self.figures[self._order[self._at]].sentence < figure.sentence:
            self._at += 1
        if self._at:
            last = self._told[self._order[self._at - 1]]
            yield last, ("last told", f"last told bare {bare}", f"last told {last}")
            yield self._told[self._order[0]], ("first told", f"first told bare {bare}")
        following = bisect_right(self._order, number)
        if following < len(self._order):
            yield self._told[self._order[following]], ("next told", f"next told bare {bare}")
        paragraph = [time for time in self.around.earlier_in_paragraph(figure) if _compares(time)]
        for name, times in (("last in paragraph", paragraph[-1:]), ("first in paragraph", paragraph[:1]), ("in headline", self._headlines)):
            for time in times:
                yield _basis_of(time, figure), (name, f"{name} bare {bare}")

    def _of_basis(self, basis: str | None, told: str | None, number: int, bare: bool) -> Iterator[str]:
        """The traits of a basis, however it was come by."""
        figure = self.figures[number]
        name, kind = f"is {basis}", length(figure.period)
        yield name
        yield f"{name} {kind}"
        yield f"{name} {figure.quantity_type}"
        yield f"{name} {self.cues[number].kind}"
        yield f"{name} bare {bare}"
        yield f"{name} {kind} seasonal {self._seasonal} bare {bare}"
        yield f"{name} {kind} US {self.home == 'US'} bare {bare}"
        yield f"{name} of {length(self.document)} document"
        yield f"{name} span {figure.notes.get('span')}"
        yield f"{name} {figure.status}"
        yield f"{name} in {self.around.kind(figure)}"
        yield f"as told {basis == told}"
        total = self._counts.total()
        share = self._counts[basis] / total if total else 0
        yield f"told {'never' if not total else 'only' if share == 1 else 'mostly' if share > 0.5 else 'also' if share else 'not'} {bare}"
        yield from self._of_words(name, figure, kind, bare)

    def _of_words(self, name: str, figure: Figure, kind: str, bare: bool) -> Iterator[str]:
        start, end = figure.sentence
        text = self.around.text
        yield f"{name} seasonal here {bool(_SEASONAL.search(text, start, end))} {bare}"
        for adjective, pattern in _ADJECTIVES.items():
            near = pattern.search(text, max(start, figure.start - _NEAR[0]), min(end, figure.end + _NEAR[1]))
            yield f"{name} {adjective} near {bool(near)}"
        for topic in sorted({self._kinds[w] for w in map(singular, (figure.subject or "").lower().split()) if w in self._kinds}):
            yield f"{name} on {topic}"
            yield f"{name} on {topic} {kind} bare {bare}"


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


def _of_time(seen: Seen, basis: str | None, cue: str) -> Iterator[str]:
    start = f"{seen.side} {'basis' if seen.time.basis else 'period' if seen.time.period else 'shift'}"
    yield start
    yield f"{start} rank {seen.rank}"
    yield f"{start} {seen.far}"
    yield f"{start} figures {seen.figures}"
    yield f"{start} changes {seen.changes}"
    yield f"{start} breaks {seen.breaks}"
    yield f"{start} commas {seen.commas}"
    yield f"{start} bracket {seen.brackets}"
    yield f"{start} {cue}"
    yield f"{start} is {basis}"
    yield f"{start} rank {seen.rank} changes {seen.changes} breaks {seen.breaks}"
    yield f"{start} opens {seen.opens}"
    yield f"{start} changes {seen.changes} bracket {seen.brackets}"
