"""Around a figure: the times of its sentence on either side of it, with what stands between."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from indicators.components.sentences import Sentence
from indicators.figure import Figure, TimeExpression
from indicators.lexicon import table
from indicators.periods import months

__all__ = ["Around", "Seen", "length"]

_BREAK = re.compile(r"[;:]|\b(?:while|whereas|but|which|who|after|when|although|though|and)\b", re.IGNORECASE)
_PREPOSITION = re.compile(r"(\w+)\s+(?:the\s+|a\s+)?\Z")
_PREPOSITIONS = frozenset(table("small_words")["prepositions"])
# How many times on either side of a figure are looked at.
_NEAREST = 6
# How near a sentence's beginning a time opens it.
_OPENING = 12
_DISTANCES = ((3, "touch"), (12, "near"), (35, "by"), (80, "off"))


@dataclass(frozen=True, slots=True)
class Seen:
    """A time as seen from a figure: on which side, as which one, how far, and what stands between."""

    time: TimeExpression
    side: str
    rank: int
    far: str
    figures: int
    changes: int
    breaks: int
    commas: int
    brackets: int
    preposition: str
    opens: bool


class Around:
    """Tells what stands around the figures of one release."""

    def __init__(self, text: str, sentences: Sequence[Sentence], figures: Sequence[Figure], times: Sequence[TimeExpression]) -> None:
        self.text, self.sentences = text, sentences
        self.sentence_of = {(s.start, s.end): s for s in sentences}
        self.in_sentence: dict[tuple[int, int], list[TimeExpression]] = defaultdict(list)
        self.in_paragraph: dict[int, list[TimeExpression]] = defaultdict(list)
        starts = [s.start for s in sentences]
        for time in times:
            at = bisect_left(starts, time.start + 1) - 1
            if at >= 0 and time.start < sentences[at].end:
                self.in_sentence[sentences[at].start, sentences[at].end].append(time)
                self.in_paragraph[sentences[at].paragraph].append(time)
        self._starts = [figure.start for figure in figures]
        self._near: dict[int, list[Seen]] = {}
        self._wanted: dict[tuple[int, Callable[[TimeExpression], bool]], list[TimeExpression]] = {}
        self._changes = [0]
        for figure in figures:
            self._changes.append(self._changes[-1] + (figure.measure == "change"))

    def kind(self, figure: Figure) -> str:
        """Whether a figure stands in the title, a heading, a row or the body."""
        sentence = self.sentence_of.get(figure.sentence)
        return sentence.kind if sentence is not None else "body"

    def times(self, figure: Figure) -> list[TimeExpression]:
        """The times of a figure's sentence."""
        return self.in_sentence.get(figure.sentence, [])

    def ends_of_paragraph(self, figure: Figure, wanted: Callable[[TimeExpression], bool]) -> list[TimeExpression]:
        """The first and the last wanted time in the sentences before of the figure's paragraph; none where none is wanted.

        Looking through the paragraph anew for each figure would take time by the square of its length.
        """
        sentence = self.sentence_of.get(figure.sentence)
        if sentence is None:
            return []
        key = (sentence.paragraph, wanted)
        if key not in self._wanted:
            self._wanted[key] = [time for time in self.in_paragraph.get(sentence.paragraph, []) if wanted(time)]
        told = self._wanted[key]
        earlier = bisect_left(told, figure.sentence[0], key=lambda time: time.start)
        return [told[0], told[earlier - 1]] if earlier else []

    def seen(self, figure: Figure) -> list[Seen]:
        """The nearest times on either side."""
        if figure.start not in self._near:
            self._near[figure.start] = list(self._look(figure))
        return self._near[figure.start]

    def _look(self, figure: Figure) -> Iterator[Seen]:
        before = [time for time in self.times(figure) if time.end <= figure.start]
        behind = [time for time in self.times(figure) if time.start >= figure.end]
        for rank, time in enumerate(before[: -_NEAREST - 1 : -1]):
            yield self._seen(figure, time, "before", rank, time.end, figure.start)
        for rank, time in enumerate(behind[:_NEAREST]):
            yield self._seen(figure, time, "behind", rank, figure.end, time.start)

    def _seen(self, figure: Figure, time: TimeExpression, side: str, rank: int, start: int, end: int) -> Seen:
        gap = self.text[start:end]
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        found = _PREPOSITION.search(self.text, max(figure.sentence[0], time.start - 20), time.start)
        opens = time.start - figure.sentence[0] < _OPENING
        word = found.group(1).lower() if found else "first" if time.start - figure.sentence[0] < 3 else ""
        return Seen(
            time=time,
            side=side,
            rank=min(rank, 3),
            far=next((name for most, name in _DISTANCES if len(gap) <= most), "far"),
            figures=min(last - first, 3),
            changes=min(self._changes[last] - self._changes[first], 3),
            breaks=min(len(_BREAK.findall(gap)), 3),
            commas=min(gap.count(","), 3),
            brackets=gap.count("(") - gap.count(")"),
            preposition=word if not word or word == "first" or word in _PREPOSITIONS else "other",
            opens=opens,
        )


def length(period: str | None) -> str:
    """The kind of a period: none, day, month, rolling …"""
    if not period:
        return "none"
    if "/" in period:
        whole = months(period)
        return "interval" if not whole else f"rolling {whole}" if whole in (3, 12) else "rolling"
    return "quarter" if "Q" in period else "half" if "S" in period else ("year", "month", "day")[min(2, period.count("-"))]
