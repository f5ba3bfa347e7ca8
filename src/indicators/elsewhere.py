"""What a release says elsewhere of how its changes are measured: in the sentence before or behind, of the same number, of all."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import cached_property

from indicators.basislengths import too_short
from indicators.comparisons import Comparisons
from indicators.comparisonwords import SEASONAL
from indicators.components.sentences import Sentence
from indicators.figure import Figure, TimeExpression
from indicators.lexicon import table
from indicators.order import between, covering, numbers_between
from indicators.periods import length_in_days
from indicators.sentence_times import times_in

__all__ = ["Elsewhere"]

_NUMBER = re.compile(r"\d[\d.,]*")
# "the 2.4 percent annual rise"
_NAMED_RATE = re.compile(
    r"(?<![\d.,])(\d[\d.,]*+)(?:\s?%|[ -]per ?cent|[ -]pct?|pct?)? (annual|yearly|monthly|quarterly|weekly) "
    r"(?:increase|rise|growth|gain|change|decrease|decline|fall|drop|rate of (?:increase|change|growth))\b"
)
_THIS_COMPARES = re.compile(r"\s+(?:This|That|It)(?: figure| number| total)? (?:compares|(?:is|was) compared|compared) (?:with|to) ")
# "fell by 2% over the past month", "in the last three months": since they began.
_OVER_LAST = re.compile(
    r"(?<!time )(?<!times )\b(?:over|during|in|for) the (?:past (?P<one>month|quarter)|(?:last|past|latest) (?:three|3) months)\b"
    r"|\bover the last (?P<lone>month|quarter)\b(?! of\b)",
    re.IGNORECASE,
)
# So many bullets at most stand under what announces them.
_LONGEST_LIST = 40
# So near behind its beginning the next sentence tells what it compares.
_OPENING = 60
_WEEK = 7
_STEPS = ("yoy", "mom", "qoq", "wow")
# So many sentences at most stand between what announces changes and them.
_ANNOUNCED = 4
# Where a part of a sentence begins, and words on how fast something moved.
_PART = re.compile(r"[,;:]|\b(?:but|while|whereas|and)\b")
_PACED = re.compile(
    r"\b(?:pace|speed|tempo|momentum|growth rates?|rates? of (?:growth|increase|decline|decrease|change)|slow(?:ed|s|ing|er)|accelerat\w+"
    r"|decelerat\w+|quicken\w*|faster|quicker|less sharply|more sharply)\b",
    re.IGNORECASE,
)


class Elsewhere:
    """Tells the basis of a change where another sentence tells it."""

    def __init__(
        self,
        text: str,
        sentences: Sequence[Sentence],
        figures: list[Figure],
        times: Sequence[TimeExpression],
        comparisons: Comparisons,
    ) -> None:
        self.text, self.sentences, self.figures, self.times, self.comparisons = text, sentences, figures, times, comparisons

    @cached_property
    def only(self) -> str | None:
        """The basis of all comparisons of the text, levels' too, if it makes some: where each is with the year before, changes are.

        Where something is adjusted for the season, changes of a month may stand beside that tell no comparison.
        """
        back = [time for time in self.times if time.role == "comparison" or (time.shift or 0) < 0]
        told = {time.basis or {-12: "yoy"}.get(time.shift or 0) for time in back}
        return "yoy" if told == {"yoy"} and len(back) > 1 and not SEASONAL.search(self.text) else None

    def of_week(self, figure: Figure) -> str | None:
        """A week is held against the one before, unless the text has begun with the year before and compares with nothing else."""
        if length_in_days(figure.period) != _WEEK:
            return None
        compared = [time for time in self.times if time.role == "comparison"]
        begun = bool(compared) and next(iter(between(self.figures, 0, compared[0].start)), None) is None
        if not begun or {self.comparisons.basis_of(time, figure) for time in compared} != {"yoy"}:
            return "wow"
        figure.notes["basis_sure"] = "week"
        return "yoy"

    def over_last(self, figure: Figure) -> str | None:
        """ "fell by 2% over the past month": what moved since a time that is counted back from now."""
        found = _OVER_LAST.search(self.text, *figure.sentence)
        if found is None:
            return None
        between_them = numbers_between(self.figures, min(figure.end, found.end()), max(figure.start, found.start()))
        if between_them and found.start() > figure.sentence[0] + len("But over "):
            return None
        return "mom" if (found["one"] or found["lone"] or "").lower() == "month" else "qoq"

    def said_next(self, figure: Figure) -> str | None:
        """ "Sales rose 8% in May. This compares with April, when they were 3 million.": what the next sentence holds against it."""
        opening = _THIS_COMPARES.match(self.text, figure.sentence[1]) if figure.quantity_type == "percent" else None
        if opening is None:
            return None
        inside = [other for other in between(self.figures, opening.end(), opening.end() + _OPENING) if other.sentence[0] <= opening.end()]
        # "This compares with growth of 2% in April" compares rates.
        if any(other.quantity_type == "percent" for other in inside):
            return None
        compared = [time for time in times_in(self.times, opening.end(), opening.end() + _OPENING) if time.role == "comparison"]
        return self.comparisons.basis_of(compared[0], figure) if compared else None

    def named(self, figure: Figure) -> str | None:
        """ "rose by 3.7%" where the text speaks of "the 3.7% annual increase" too."""
        number = _NUMBER.search(self.text, figure.start, figure.end)
        return self._rates.get(number[0]) if number is not None and figure.quantity_type == "percent" else None

    @cached_property
    def _rates(self) -> dict[str, str]:
        """The numbers that the text calls an annual or monthly increase, and the basis that this is; the first of each."""
        by_period = table("times")["change"]["by_period"]
        return {found[1]: by_period[found[2].lower()] for found in reversed(list(_NAMED_RATE.finditer(self.text)))}

    def introducing(self, first: Figure) -> str | None:
        """ "Sales fell in May from April. They were down by 3%": the comparison of a sentence without figures before the first change."""
        for time in reversed(times_in(self.times, 0, first.sentence[0])):
            if time.role != "comparison":
                continue
            sentence = covering(self.sentences, time.start)
            if sentence is None or next(iter(between(self.figures, sentence.start, sentence.end)), None) is not None:
                return None
            if self._of_pace(sentence, time):
                continue
            basis = self.comparisons.basis_of(time, first)
            return basis if basis in _STEPS else None
        return None

    def announced(self, figure: Figure, spoken: Mapping[int, str]) -> str | None:
        """ "Wages rose year-on-year in most sectors. The largest rise, by 8%, was in trade": by a sentence without figures just before."""
        own = covering(self.sentences, figure.start)
        at = bisect_left(self.sentences, figure.sentence[0], key=lambda other: other.start)
        for sentence in reversed(self.sentences[max(0, at - _ANNOUNCED) : at]):
            if own is None or sentence.paragraph != own.paragraph:
                return None
            inside = numbers_between(self.figures, sentence.start, sentence.end)
            if any(number in spoken for number in inside):
                return None
            told = [] if inside else self._held(sentence)
            if told:
                basis = self.comparisons.basis_of(told[0], figure)
                return basis if basis in _STEPS and not too_short(basis, figure.period) else None
        return None

    def _held(self, sentence: Sentence) -> list[TimeExpression]:
        """What a sentence holds its series against, and not how fast they moved: "and the pace slowed compared with May"."""
        told = [time for time in times_in(self.times, sentence.start, sentence.end) if time.role == "comparison"]
        return [time for time in told if not self._of_pace(sentence, time)]

    def _of_pace(self, sentence: Sentence, time: TimeExpression) -> bool:
        begin = max((stop.end() for stop in _PART.finditer(self.text, sentence.start, time.start)), default=sentence.start)
        stop = _PART.search(self.text, time.end, sentence.end)
        return _PACED.search(self.text, begin, stop.start() if stop else sentence.end) is not None

    def lead(self, figure: Figure) -> Sentence | None:
        """What announces the list that a figure stands in: a line that ends with a colon."""
        sentence = covering(self.sentences, figure.start)
        if sentence is None or sentence.kind != "bullet":
            return None
        number = bisect_left(self.sentences, sentence.start, key=lambda other: other.start)
        above = next((s for s in reversed(self.sentences[max(0, number - _LONGEST_LIST) : number]) if s.kind != "bullet"), None)
        return above if above is not None and self.text[above.start : above.end].rstrip().endswith(":") else None
