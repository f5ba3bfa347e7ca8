"""Traits of bases: what is seen of a basis, put into words that have weights."""

from __future__ import annotations

from collections.abc import Iterator

from indicators.choices.chooser import Chooser

__all__ = ["Tellers"]


class Tellers:
    """The traits of bases by what is seen, those that have a say."""

    def __init__(self, judge: Chooser) -> None:
        telling = judge.telling
        self.told, self.named, self.elsewhere, self.last = telling(_told), telling(_named), telling(_elsewhere), telling(_last)
        self.rank, self.far, self.spoken = telling(_rank), telling(_far), telling(_spoken)
        self.neighbour, self.before, self.subject = telling(_neighbour), telling(_before), telling(_subject)
        self.basis, self.of_release, self.of_figure = telling(_basis), telling(_of_release), telling(_of_figure)
        self.as_told, self.worded, self.topic = telling(_as_told), telling(_worded), telling(_topic)


def _told(way: str, told: str | None, cue: str, quantity: str) -> Iterator[str]:
    yield f"told {way}"
    yield f"told {way} {told}"
    yield f"told {way} {cue}"
    yield f"told {way} {quantity}"


def _named(name: str) -> Iterator[str]:
    yield name


def _elsewhere(name: str, bare: bool) -> Iterator[str]:
    yield name
    yield f"{name} bare {bare}"


def _last(last: str | None, bare: bool) -> Iterator[str]:
    yield from _elsewhere("last told", bare)
    yield f"last told {last}"


# A comparison of the sentence.


def _rank(start: str, rank: int, changes: int, breaks: int) -> Iterator[str]:
    yield start
    yield f"{start} rank {rank}"
    yield f"{start} changes {changes}"
    yield f"{start} breaks {breaks}"
    yield f"{start} rank {rank} changes {changes} breaks {breaks}"


def _far(start: str, far: str, figures: int, commas: int, opens: bool) -> Iterator[str]:
    yield f"{start} {far}"
    yield f"{start} figures {figures}"
    yield f"{start} commas {commas}"
    yield f"{start} opens {opens}"


def _spoken(start: str, basis: str | None, cue: str, changes: int, brackets: int) -> Iterator[str]:
    yield f"{start} bracket {brackets}"
    yield f"{start} {cue}"
    yield f"{start} is {basis}"
    yield f"{start} changes {changes} bracket {brackets}"


# The figures around.


def _neighbour(side: str, away: int, period: bool, subject: bool, quantity: bool) -> Iterator[str]:
    yield f"told of figure {side} {away}"
    yield f"told of figure {side} {away} alike {period} {subject} {quantity}"


def _before(sentence: bool, period: bool, subject: bool) -> Iterator[str]:
    yield "of figure before"
    yield f"of figure before alike {sentence} {period} {subject}"


def _subject(same_period: bool) -> Iterator[str]:
    yield "of same subject"
    yield f"of same subject same period {same_period}"


# A basis, however it was come by.


def _basis(basis: str | None, kind: str, quantity: str, cue: str, bare: bool) -> Iterator[str]:
    yield f"is {basis}"
    yield f"is {basis} {kind}"
    yield f"is {basis} {quantity}"
    yield f"is {basis} {cue}"
    yield f"is {basis} bare {bare}"


def _of_release(basis: str | None, kind: str, seasonal: bool, of_us: bool, bare: bool, document: str) -> Iterator[str]:
    yield f"is {basis} {kind} seasonal {seasonal} bare {bare}"
    yield f"is {basis} {kind} US {of_us} bare {bare}"
    yield f"is {basis} of {document} document"


def _of_figure(basis: str | None, span: str, status: str, place: str) -> Iterator[str]:
    yield f"is {basis} span {span}"
    yield f"is {basis} {status}"
    yield f"is {basis} in {place}"


def _as_told(as_told: bool, often: str, bare: bool) -> Iterator[str]:
    yield f"as told {as_told}"
    yield f"told {often} {bare}"


def _worded(basis: str | None, seasonal: bool, bare: bool, annual: bool, monthly: bool, quarterly: bool) -> Iterator[str]:
    yield f"is {basis} seasonal here {seasonal} {bare}"
    yield f"is {basis} annual near {annual}"
    yield f"is {basis} monthly near {monthly}"
    yield f"is {basis} quarterly near {quarterly}"


def _topic(basis: str | None, topic: str, kind: str, bare: bool) -> Iterator[str]:
    yield f"is {basis} on {topic}"
    yield f"is {basis} on {topic} {kind} bare {bare}"
