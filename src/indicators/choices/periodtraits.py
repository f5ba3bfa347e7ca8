"""Traits of periods: what is seen of a period, put into words that have weights."""

from __future__ import annotations

from collections.abc import Iterator

from indicators.choices.chooser import Chooser

__all__ = ["Tellers"]


class Tellers:
    """The traits of periods by what is seen, those that have a say."""

    def __init__(self, judge: Chooser) -> None:
        telling = judge.telling
        self.told, self.told_of, self.none, self.vague = telling(_told), telling(_told_of), telling(_none), telling(_vague)
        self.interval, self.how, self.rank, self.far = telling(_interval), telling(_how), telling(_rank), telling(_far)
        self.gap, self.preposition, self.length = telling(_gap), telling(_preposition), telling(_length)
        self.base, self.before, self.general, self.earlier = telling(_base), telling(_before), telling(_general), telling(_earlier)
        self.paragraph, self.paragraph_end = telling(_paragraph), telling(_paragraph_end)
        self.period, self.period_as, self.as_before = telling(_period), telling(_period_as), telling(_as_before)


def _told(way: str, measure: str, cue: str) -> Iterator[str]:
    yield "told"
    yield f"told {way}"
    yield f"told {way} {measure}"
    yield f"told {way} {cue}"


def _told_of(way: str, status: str, relation: str) -> Iterator[str]:
    yield f"told {way} {status}"
    yield f"told {way} relation {relation}"


def _none(status: str, measure: str, times: str, document: bool) -> Iterator[str]:
    yield f"no period {status}"
    yield f"no period {measure}"
    yield f"no period times {times}"
    yield f"no period {document}"


def _vague(status: str) -> Iterator[str]:
    yield "vague time here"
    yield f"vague time here {status}"


# A time of the sentence.


def _interval(part: str, measure: str, role: str, span: int | None) -> Iterator[str]:
    yield f"{part} {measure}"
    yield f"{part} {measure} {role}"
    yield f"{part} {measure} {span}"


def _how(start: str, how: str, cue: str, opens: bool) -> Iterator[str]:
    yield f"{start} {how}"
    yield f"{start} {how} {cue}"
    yield f"{start} {cue}"
    yield f"{start} opens {opens}"
    yield f"{start} opens {opens} {cue}"


def _rank(start: str, rank: int, figures: int, breaks: int, measure: str) -> Iterator[str]:
    yield f"{start} rank {rank} {measure}"
    yield f"{start} figures {figures} {measure}"
    yield f"{start} breaks {breaks}"
    yield f"{start} rank {rank} figures {figures} breaks {breaks}"


def _far(start: str, far: str, measure: str, cue: str) -> Iterator[str]:
    yield f"{start} {far} {measure}"
    yield f"{start} {far} {cue}"


def _gap(start: str, commas: int, brackets: int, status: str) -> Iterator[str]:
    yield f"{start} commas {commas}"
    yield f"{start} bracket {brackets}"
    yield f"{start} {status}"


def _preposition(start: str, word: str, figures: int, cue: str) -> Iterator[str]:
    yield f"{start} after {word}"
    yield f"{start} after {word} {cue}"
    yield f"{start} after {word} figures {figures}"


def _length(start: str, length: str, document: str) -> Iterator[str]:
    yield f"{start} {length} for {document}"


# The periods of the release and of the figures before.


def _base(name: str, measure: str, cue: str, here: str) -> Iterator[str]:
    yield f"from {name}"
    yield f"from {name} {measure}"
    yield f"from {name} {cue}"
    yield f"from {name} times here {here}"


def _before(name: str, measure: str, cue: str, here: str) -> Iterator[str]:
    yield name
    yield f"{name} times here {here}"
    yield f"{name} {cue}"
    yield f"{name} {measure} times here {here}"


def _general(name: str, measure: str, relation: str, here: str, status: str) -> Iterator[str]:
    yield name
    yield f"{name} {measure}"
    yield f"{name} document is {relation}"
    yield f"{name} times here {here}"
    yield f"{name} {status}"


def _earlier(name: str, step: str, measure: str, cue: str) -> Iterator[str]:
    yield f"{name} {step}"
    yield f"{name} {step} {cue} {measure}"


def _paragraph(length: str, document: str, cue: str) -> Iterator[str]:
    yield "opens paragraph"
    yield f"opens paragraph {cue}"
    yield f"opens paragraph {length} for {document}"


def _paragraph_end() -> Iterator[str]:
    yield "last in paragraph"


# A period, however it was come by.


def _period(relation: str, status: str, place: str) -> Iterator[str]:
    yield f"is {relation}"
    yield f"is {relation} {status}"
    yield f"is {relation} in {place}"


def _period_as(length: str, measure: str, as_told: bool, often: str) -> Iterator[str]:
    yield f"is {length} {measure}"
    yield f"as told {as_told}"
    yield f"told often {often}"


def _as_before(same: bool, here: bool, cue: str) -> Iterator[str]:
    yield f"as figure before {same} {here} {cue}"
