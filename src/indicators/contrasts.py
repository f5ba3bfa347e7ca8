"""What a change is not held against: what another change of the same series, told with its basis, is."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from indicators.basislengths import is_to_date, words_of
from indicators.comparisons import Comparisons
from indicators.comparisonwords import SEASONAL
from indicators.components.sentences import Sentence
from indicators.figure import Figure, TimeExpression
from indicators.order import covering, numbers_between
from indicators.periods import ending, months
from indicators.sentence_times import times_in

__all__ = ["Contrasts"]

_SHORT = {1: "mom", 3: "qoq"}
# "On a month-on-month basis,", "Compared with April,", "Year on year,": what opens a sentence that turns to another comparison.
_OPENS = re.compile(
    r"\W*(?:(?:but|while|however|meanwhile),? )?"
    r"(?:(?:on|in|by|over|from|versus|against|(?:(?:when|as) )?compared (?:with|to)|relative to|in (?:comparison|relation) (?:with|to)) )?"
    r"(?:an? |the )?(?:(?:seasonally[- ]adjusted|adjusted) )?",
    re.IGNORECASE,
)
# Behind what opens a sentence: "seasonally adjusted", "basis", and then its clause begins.
_OPENED = re.compile(r"(?: (?:seasonally[- ]adjusted|basis|bases|terms|comparison)\b)*(?: \([^)\n]{1,40}\))?,", re.IGNORECASE)
# How many figures on the change over the other time may be told.
_SOON = 4
_TOGETHER = 2
_YEAR = 12


class Contrasts:
    """Tells a basis by another change of the same series: of two numbers for one time, one is over the year."""

    def __init__(
        self,
        text: str,
        sentences: Sequence[Sentence],
        figures: Sequence[Figure],
        times: Sequence[TimeExpression],
        comparisons: Comparisons,
    ) -> None:
        self.text, self.sentences, self.figures, self.times, self.comparisons = text, sentences, figures, times, comparisons

    def of_growth(self, number: int, spoken: Mapping[int, str]) -> str | None:
        """Points of a growth rate ("up 14.2%, 0.2 points more") are held against the one before, as other points of the text are."""
        figure, before = self.figures[number], self.figures[number - 1]
        if not number or figure.quantity_type != "pp" or (before.measure, before.quantity_type) != ("change", "percent"):
            return None
        if before.sentence != figure.sentence or before.subject != figure.subject:
            return None
        told = [spoken[n] for n in spoken if n < number and self.figures[n].quantity_type == "pp"]
        return told[-1] if told else _SHORT.get(months(figure.period) or 0, "other")

    def of_part(self, figure: Figure, earlier: Figure, basis: str) -> bool:
        """Whether a change over a year goes before one over a part: "up 2.8% in the year to March and 0.3% in the first quarter"."""
        same = (earlier.subject, earlier.area, earlier.end <= figure.start) == (figure.subject, figure.area, True)
        if basis != "yoy" or not same or not figure.notes.get("own_time") or not _same_kind(figure, earlier):
            return False
        if (months(figure.period) or 0) not in _SHORT or ending(earlier.period) != ending(figure.period):
            return False
        figure.notes["of_part"] = earlier.notes.get("span") == _YEAR or earlier.period == figure.period
        return bool(figure.notes["of_part"])

    def turned(self, number: int, spoken: Mapping[int, str]) -> str | None:
        """ "Sales rose 9% in May. On a month-on-month basis, they fell 1%.": what is told before is over the other time."""
        figure, before = self.figures[number], self.figures[number - 1]
        if number and (before.sentence, before.measure, before.quantity_type) == (figure.sentence, "level", figure.quantity_type):
            return None  # "was 9.3%, up by 0.2%": a rate's
        if SEASONAL.search(self.text, *figure.sentence):
            return None
        for following in range(number + 1, min(number + _SOON, len(self.figures))):
            other = self.figures[following]
            if other.sentence == figure.sentence or other.measure != "change":
                continue
            basis = spoken.get(following)
            if basis is None and other.value == figure.value:
                continue  # of the title, told again
            if basis not in ("mom", "qoq") or not self._opens(other) or not self._near(figure, other):
                return None
            same = _same_kind(figure, other) and figure.period == other.period and _alike(figure, other)
            told = "yoy" if same else None
            for near in self.figures[number : number + 2]:
                if told and near.sentence == figure.sentence and near.notes.get("steps"):
                    near.notes["steps"] = told  # "rose 9% in May compared to 8% in April"
            return told
        return None

    def twin(self, number: int, spoken: Mapping[int, str]) -> str | None:
        """The short step, where the change of the same series over a year that ends alike is told elsewhere ("in the year to March").

        What holds for one of a sentence's changes holds for those told with it.
        """
        figure = self.figures[number]
        named = figure.notes.get("period_from") in ("beside", "opening", "behind")
        if not named or (months(figure.period) or 0) not in _SHORT or is_to_date(figure):
            return None
        told = [self.figures[n] for n, basis in spoken.items() if basis == "yoy" and self.figures[n].sentence != figure.sentence]
        for near in numbers_between(self.figures, *figure.sentence):
            beside = self.figures[near]
            if near in spoken or (beside.measure, beside.sentence, beside.period) != ("change", figure.sentence, figure.period):
                continue
            if words_of(beside.subject) and any(self._rivals(beside, other) for other in told):
                return _SHORT[months(figure.period) or 0]
        return None

    def _rivals(self, figure: Figure, other: Figure) -> bool:
        """Whether two changes are of one series and end alike, but are not the same number."""
        if not _same_kind(figure, other) or figure.area != other.area or words_of(figure.subject) != words_of(other.subject):
            return False
        return other.notes.get("span") == _YEAR and ending(figure.period) == ending(other.period)

    def _opens(self, figure: Figure) -> bool:
        """Whether the sentence of a change is opened by what it is held against."""
        start, end = figure.sentence
        for time in times_in(self.times, start, figure.start):
            if time.role == "comparison":
                return bool(_OPENS.fullmatch(self.text, start, time.start) and _OPENED.match(self.text, time.end, end))
        return False

    def _near(self, figure: Figure, other: Figure) -> bool:
        """Whether two figures stand in one paragraph, or in two that are near each other."""
        one, two = covering(self.sentences, figure.start), covering(self.sentences, other.start)
        return one is not None and two is not None and two.paragraph - one.paragraph <= _TOGETHER


def _same_kind(figure: Figure, other: Figure) -> bool:
    return figure.quantity_type == other.quantity_type and abs(figure.value) != abs(other.value)


def _alike(figure: Figure, other: Figure) -> bool:
    """Whether two names may be of one series: they share a word, or one of them is an abbreviation."""
    one, two = words_of(figure.subject), words_of(other.subject)
    return bool(one & two) or any((name or "").isupper() for name in (figure.subject, other.subject))
