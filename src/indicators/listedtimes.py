"""Times told in lists: one for each of the figures told in another, "rose by 3 and 2 percent in March and April, respectively"."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from indicators.components.sentences import Sentence
from indicators.cues import Cue
from indicators.figure import Figure, TimeExpression
from indicators.hosts import Host
from indicators.lexicon import table
from indicators.order import between, numbers_between

__all__ = ["ListedTimes", "for_comparison"]

_RESPECTIVELY = re.compile(r"[\s,(]*respectively\b")
_JOINED = re.compile(r"[\s,]*+(?:and|to)?[\s,]*+(?:in |for )?(?:the )?")
# "the 3 and 2 percent increases at the end of June and of July"
_PAIRED_IN = re.compile(
    rf"(?:,? respectively\b,?)?\s*+(?:(?:{'|'.join(table('times')['change']['nouns'])})\s++)?+"
    r"(?:in|for|during|of|at|on|recorded in|seen in)?\s*+(?:the )?+(?:end(?: |-)(?:of )?(?:the )?)?+"
)
_PAIRED_AND = re.compile(r"[\s,]*+(?:and)?[\s,]*+(?:(?:in|for|of|at) )?(?:the )?(?:end(?: |-)(?:of )?(?:the )?)?")
_HELD_AGAINST = re.compile(r"\b(?:compared (?:with|to)|(?:as )?against|versus|vs\.?)\s")
_BREAKS = re.compile(r"[;:]|\b(?:while|whereas|but|(?<!of )which|rose|fell|was|were|to|forecast|estimate|expect\w*|target|plan\w*)\b")
_CLOSES = re.compile(r"\)?,?(?: respectively,?)? (?:in|for|during|of|at|a|recorded in|seen in)?\s*+(?:the )?")
# So many figures are a list, and so many words stand at most before the first.
_SEVERAL, _WORDS = 2, 4
# So near the beginning of a sentence times open it.
_OPENING = 25
# The longest run of figures that shares a list of times.
_LONGEST_RUN = 12


def for_comparison(figure: Figure, cue: Cue) -> bool:
    """Whether a figure is told only for comparison: its period isn't what the text goes on about."""
    return cue.kind in ("compare", "from", "noun-earlier") or bool(figure.notes.get("compared"))


class ListedTimes:
    """Finds the times of figures that stand in a list, in as long a list of times."""

    def __init__(
        self,
        text: str,
        sentences: Sequence[Sentence],
        figures: list[Figure],
        cues: list[Cue],
        hosts: list[Host],
        times: Sequence[TimeExpression],
    ) -> None:
        self.text, self.figures, self.cues, self.hosts, self.times = text, figures, cues, hosts, times
        self.sentence_of = {(s.start, s.end): s for s in sentences}

    def _secondary(self, number: int) -> bool:
        return for_comparison(self.figures[number], self.cues[number])

    def _paired(self, number: int, figure: Figure) -> TimeExpression | None:
        """ "increases of 0.2 percent and 0.3 percent in March and February, respectively": a time for each."""
        first = last = number
        while first and number - first < _LONGEST_RUN and self._joined(first - 1, first):
            first -= 1
        while last + 1 < len(self.figures) and last - number < _LONGEST_RUN and self._joined(last, last + 1):
            last += 1
        size = last - first + 1
        if size < 2:
            return None
        ahead = self._listed_ahead(first, last)
        if ahead is not None:
            return ahead[number - first]
        end, counted = self.figures[last].end, figure.measure in ("level", "share")
        told = between(self.times, end, figure.sentence[1])
        behind = [t for t in told if (t.period or t.shift) and (t.role == "reference" or (counted and t.role == "comparison"))][:size]
        if len(behind) < size or not _PAIRED_IN.fullmatch(self.text, end, behind[0].start):
            return None
        apart = any(not _PAIRED_AND.fullmatch(self.text, a.end, b.start) for a, b in itertools.pairwise(behind))
        return None if apart else behind[number - first]

    def _shared_behind(self, number: int, figure: Figure) -> TimeExpression | None:
        """The one time behind a list of figures: "$7 and $2 million respectively in May", "(+2% and -1% respectively in May)"."""
        last = number
        end = min(len(self.figures) - 1, number + _LONGEST_RUN)
        while last < end and self._alike(last, last + 1):
            last += 1
        each = _RESPECTIVELY.match(self.text, self.figures[last].end, figure.sentence[1])
        if each is None or (last == number and not (number and self._alike(number - 1, number))):
            return None
        told = next(iter(between(self.times, each.end(), figure.sentence[1])), None)
        if told is None or told.role not in ("reference", "comparison") or not (told.period or told.shift):
            return None
        return told if _PAIRED_IN.fullmatch(self.text, each.end(), told.start) else None

    def _against_list(self, number: int, figure: Figure) -> TimeExpression | None:
        """The one time of several levels that others are held against: "as against 7% (of tea 4%) and 5% in the same months of 2017"."""
        start, end = figure.sentence
        told = next(iter(between(self.times, figure.end, end)), None)
        if figure.measure == "change" or told is None or told.role not in ("reference", "comparison") or not (told.period or told.shift):
            return None
        begin = max((found.end() for found in _HELD_AGAINST.finditer(self.text, start, figure.start)), default=None)
        if begin is None or _BREAKS.search(self.text, begin, told.start) or next(iter(between(self.times, begin, figure.start)), None):
            return None
        inside = numbers_between(self.figures, begin, told.start)
        if len(inside) < _SEVERAL or self.text[begin : self.figures[inside[0]].start].count(" ") > _WORDS:
            return None
        return told if _CLOSES.fullmatch(self.text, self.figures[inside[-1]].end, told.start) else None

    def _listed_ahead(self, first: int, last: int) -> list[TimeExpression] | None:
        """The times before a list of figures, as many: "In May and June sales were 3 and 4 million", "…; for 2015 and 2016 they were …"."""
        begin, size = self.figures[first].sentence[0], last - first + 1
        told = [t for t in between(self.times, begin, self.figures[first].start) if t.role == "reference" and t.period]
        ahead = told[-size:]
        if len(ahead) < size or any(not _JOINED.fullmatch(self.text, a.end, b.start) for a, b in itertools.pairwise(ahead)):
            return None
        opens = len(told) == size and ahead[0].start - begin < _OPENING
        each = _RESPECTIVELY.match(self.text, self.figures[last].end) and not numbers_between(
            self.figures, ahead[0].start, self.figures[first].start
        )
        return ahead if opens or each else None

    def _listed(self, number: int, figure: Figure) -> int | None:
        """The figure before, where the two share a time told to compare: "against $7 million and $2 million, respectively"."""
        before = self.figures[number - 1] if number else None
        if before is None or before.sentence != figure.sentence or (before.measure, before.unit) != (figure.measure, figure.unit):
            return None
        told = self._secondary(number - 1) and self._joined(number - 1, number)
        return number - 1 if told and _RESPECTIVELY.match(self.text, figure.end, figure.sentence[1]) else None

    def _alike(self, a: int, b: int) -> bool:
        """Whether two figures of a list are of one measure and kind."""
        one, other = self.figures[a], self.figures[b]
        same = (one.measure, one.quantity_type, one.sentence) == (other.measure, other.quantity_type, other.sentence)
        return same and self._joined(a, b)

    def _joined(self, a: int, b: int) -> bool:
        return re.fullmatch(r"[\s,]*+(?:and)?[\s,]*+(?:a |an |by )?", self.text[self.figures[a].end : self.figures[b].start]) is not None
