"""Parallels: clauses that leave their times out because the clause before, built alike, has told them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from indicators.cues import Cue
from indicators.figure import Figure, TimeExpression
from indicators.listedtimes import for_comparison
from indicators.order import between, numbers_between

__all__ = ["Parallels"]

_BREAK = re.compile(r";|\b(?:while|whereas)\b|,\s*(?:and|but)\b")
_AGAINST = re.compile(
    r"\b(?:to|from|against|with|versus|than|after|following)\s+(?:(?:an?|the|about|around|some|just|only|nearly|almost)\s+)*\Z",
    re.IGNORECASE,
)
_EACH = re.compile(r"(?:,| \()? ?respectively\b", re.IGNORECASE)
_LISTED = re.compile(r",? and (?:(?:to|by|of|at|about|an?) ){0,2}")
_RESPECTIVELY = re.compile(r"\brespectively\b", re.IGNORECASE)
# The most figures that two clauses built alike have, and how many clauses are looked at: longer ones are lists.
_MOST, _CLAUSES = 4, 8


class Parallels:
    """Tells the periods of figures by those of the clause before."""

    def __init__(self, text: str, figures: Sequence[Figure], times: Sequence[TimeExpression], cues: Sequence[Cue]) -> None:
        self.text, self.figures, self.times, self.cues = text, figures, times, cues
        self._clauses: dict[tuple[int, int], list[tuple[int, int]]] = {}

    def period_of(self, number: int) -> str | None:
        """Return the period of the figure that stands in the clause before where this one stands in its own; None if none does."""
        figure = self.figures[number]
        if (paired := self._paired_before(number)) is not None:
            return paired
        clauses = self._clauses_of(figure.sentence)
        here = next((at for at, clause in enumerate(clauses) if clause[0] <= figure.start < clause[1]), 0)
        if not 0 < here < _CLAUSES:
            return self._respective(number) if not here else None
        own, before = self._in(clauses[here]), self._in(clauses[here - 1])
        if self._timed(*clauses[here]) or not self._held_against(own):
            return None
        return self._alike(number, own, before)

    def _held_against(self, own: Sequence[int]) -> bool:
        """Whether the second figure of a clause is one that the first is held against or moves to."""
        return len(own) > 1 and bool(_AGAINST.search(self.text, self.figures[own[0]].end, self.figures[own[1]].start))

    def _clauses_of(self, sentence: tuple[int, int]) -> list[tuple[int, int]]:
        if sentence not in self._clauses:
            cuts = [match.end() for match in _BREAK.finditer(self.text, *sentence)]
            self._clauses[sentence] = list(zip([sentence[0], *cuts], [*cuts, sentence[1]], strict=True))
        return self._clauses[sentence]

    def _in(self, clause: tuple[int, int]) -> list[int]:
        return list(numbers_between(self.figures, *clause))

    def _timed(self, start: int, end: int) -> bool:
        return any(time.role in ("reference", "comparison") for time in between(self.times, start, end))

    def _alike(self, number: int, own: Sequence[int], before: Sequence[int]) -> str | None:
        """The period of the counterpart, if the clauses are alike and the other has figures of more than one period."""
        if not 1 < len(own) == len(before) <= _MOST:
            return None
        pairs = [(self.figures[one], self.figures[other]) for one, other in zip(own, before, strict=True)]
        if any(one.measure != other.measure for one, other in pairs):
            return None
        if self._compared(own[:2]) != self._compared(before[:2]):
            return None
        told = {other.period for _, other in pairs}
        if len(told) < 2 or None in told or not any(other.notes.get("own_time") for _, other in pairs):
            return None
        return self.figures[before[own.index(number)]].period

    def counterpart(self, number: int) -> tuple[Figure, int] | None:
        """ "3% in 2024 and 4% in 2025, down from 3.5% and 4.2%": what stands in its place among those before, and which is the last.

        All of them are of a kind.
        """
        before = self._as_many_before(number)
        if before is None:
            return None
        figure, ahead = self.figures[number], before[0]
        same = all((other.status, other.quantity_type) == (ahead[0].status, figure.quantity_type) for other in ahead)
        against = _AGAINST.search(self.text, ahead[-1].end, self.figures[before[1]].start)
        return (ahead[number - before[1]], before[1] + len(ahead) - 1) if same and against else None

    def _compared(self, numbers: Sequence[int]) -> list[bool]:
        """Which figures are told only for comparison."""
        return [for_comparison(self.figures[number], self.cues[number]) for number in numbers]

    def _paired_before(self, number: int) -> str | None:
        """ "by 3% in 2024 and by 4% in 2025, reaching 50 and 52 million, respectively": the times of as many figures before."""
        before = self._as_many_before(number)
        if before is None or not _EACH.match(self.text, self.figures[before[1] + len(before[0]) - 1].end):
            return None
        return before[0][number - before[1]].period

    def _as_many_before(self, number: int) -> tuple[list[Figure], int] | None:
        """As many figures before a list, each with a time of its own, as are in the list, and which is the first of the list."""
        first = last = number
        here = self._in(self.figures[number].sentence)
        while first > here[0] and self._listed(first - 1, first):
            first -= 1
        while last < here[-1] and self._listed(last, last + 1):
            last += 1
        before = [self.figures[other] for other in range(max(here[0], 2 * first - last - 1), first)]
        periods = {other.period for other in before if other.notes.get("own_time") and other.notes.get("period_from") == "beside"}
        return (before, first) if first < last == len(before) + first - 1 and len(periods) == len(before) else None

    def _listed(self, one: int, other: int) -> bool:
        return _LISTED.fullmatch(self.text, self.figures[one].end, self.figures[other].start) is not None

    def _respective(self, number: int) -> str | None:
        """ "…by 1.8% in the second quarter, after 5.2% in the first. Without cars it was 2.8% and 4.0%, respectively"."""
        sentence = self.figures[number].sentence
        if not _RESPECTIVELY.search(self.text, *sentence) or self._timed(*sentence):
            return None
        own = self._in(sentence)
        if own[0] == 0:
            return None
        last = self.figures[own[0] - 1]
        return self._alike(number, own, self._in(last.sentence)) if "\n" not in self.text[last.end : sentence[0]] else None
