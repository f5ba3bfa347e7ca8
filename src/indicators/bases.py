"""Against what a change is measured: what the sentence says, what the release said before, or what its period suggests."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from indicators import basislengths
from indicators.accounts import are_results
from indicators.basislengths import in_list, is_day, is_to_date, month_by_month, of_survey, told_otherwise, too_short, usual, words_of
from indicators.comparisons import Comparisons
from indicators.comparisonwords import BY_ADJECTIVE, SEASONAL
from indicators.components.sentences import Sentence
from indicators.contrasts import Contrasts
from indicators.cues import Cue
from indicators.earlier import is_followed, is_same_change
from indicators.elsewhere import Elsewhere
from indicators.figure import Figure, TimeExpression
from indicators.hosts import Host
from indicators.needing import Needing
from indicators.order import covering, numbers_between
from indicators.periods import basis_between, months
from indicators.sentence_times import times_in
from indicators.stocks import is_stock

__all__ = ["BasisFinder"]

_OPENS = re.compile(
    r"\W*(?:(?:when )?compared (?:with|to)|against|measured against|relative to|over|on"
    r"|(?:(?:when|in) )?(?:comparing|a comparison of) [^.;:,]{3,70}? (?:with|to|and|against))\s+(?:the\s+)?",
    re.IGNORECASE,
)
# "All quarterly changes in this release are annual rates."
_ANNUAL_RATES = Needing(
    re.compile(
        r"\b(?:changes|rates|growth|estimates)\b[^.;()]{0,60}\b(?:are|is)\b[^.;()]{0,40}\bannual(?:i[sz]ed)? rates\b", re.IGNORECASE
    ),
    ["annual", "annualised", "annualized"],
)
# "Monthly comparison", "Annual change": what a heading announces of all changes below.
_HEADED = re.compile(
    r"\b(annual|yearly|quarterly|monthly|weekly) (?:comparisons?|changes?|variations?|developments?|movements?|growth|evolution|"
    r"rates? of (?:change|growth))\b",
    re.IGNORECASE,
)
_QUARTER = 3
_HALF = 6
# How many figures on a change's other measure may be told.
_SOON = 5
# A sentence that begins so few characters on is the next one.
_NEXT_LINE = 3


class BasisFinder:
    """Finds the basis of each change; the periods of all figures are known."""

    def __init__(
        self,
        text: str,
        sentences: Sequence[Sentence],
        figures: list[Figure],
        cues: list[Cue],
        hosts: list[Host],
        times: Sequence[TimeExpression],
        home: str | None,
        document: str | None = None,
    ) -> None:
        self.text, self.figures, self.cues, self.hosts, self.times, self.home = text, figures, cues, hosts, times, home
        self.sentences, self.document = sentences, document
        self.comparisons = Comparisons(text, figures, cues, times, home)
        self.elsewhere = Elsewhere(text, sentences, figures, times, self.comparisons)
        self.contrasts = Contrasts(text, sentences, figures, times, self.comparisons)
        self.sentence_of = {(s.start, s.end): s for s in sentences}
        self._comparing = [time for time in times if time.role == "comparison"]
        self._telling: dict[str, list[int]] = {}
        self._echoes: dict[tuple[float, str], tuple[Figure, str]] | None = None
        self._annual_rates = bool(_ANNUAL_RATES.search(text))
        self._seasonal = bool(SEASONAL.search(text))
        self._results = are_results(text)
        # Whether the first change is told as one that followed on that of the month or quarter before, or is not that of the month.
        self._follows = False
        self.headings = [(s.start, self._heading_basis(s)) for s in sentences if s.kind in ("heading", "title")]

    def find_all(self) -> None:
        """Set the basis of every change: first those that their sentence tells, then those that the release tells."""
        changes = [n for n, figure in enumerate(self.figures) if figure.measure == "change"]
        spoken: dict[int, str] = {}
        for number in changes:
            elsewhere, figure = self.elsewhere, self.figures[number]
            basis = self.comparisons.spoken(number) or elsewhere.said_next(figure) or elsewhere.named(figure)
            if basis is not None:
                spoken[number] = basis
                self.figures[number].basis = basis
        first = self._first(spoken, changes)
        for number in changes:
            if number not in spoken:
                self.figures[number].basis = self._untold(number, self.figures[number], spoken, first)

    def _untold(self, number: int, figure: Figure, spoken: dict[int, str], first: str | None) -> str | None:
        """The basis of a change whose own clause names none."""
        for way, basis in self._ways(number, figure, spoken, first):
            if basis is not None:
                figure.notes["basis_from"] = way
                # In a bulletin of a week a stock's last day is that of the week.
                weekly = basis == "wow" and way in ("flow", "usual")
                only = basis == self.elsewhere.only and way in ("carried", "usual")
                # Points of a rate or an index in a month, where no other time is told of: on the month before.
                stepwise = figure.quantity_type == "pp" or of_survey(figure) or bool(basislengths.step_of_output(figure, self.home))
                rate = basis in ("mom", "qoq") and way == "usual" and stepwise
                alone = way == "beside" and basis == "other" and self._held_once(figure)
                to_date = basis == "yoy" and way == "usual" and is_to_date(figure)
                again = way == "beside" and is_same_change(self.figures, number, spoken.get(number - 1))
                sure = weekly or only or rate or alone or to_date or again
                told = way in ("led", "points", "contrast", "announced") or bool(figure.notes.get("of_part"))
                if told or sure or (way == "carried" and self._follows and basis == first):
                    figure.notes["basis_sure"] = way
                return basis
        figure.notes["basis_from"] = "nothing"
        return None

    def _held_once(self, figure: Figure) -> bool:
        """Whether the sentence holds what it tells against one time."""
        return sum(time.role == "comparison" for time in times_in(self.times, *figure.sentence)) == 1

    def _ways(self, number: int, figure: Figure, spoken: dict[int, str], first: str | None) -> Iterator[tuple[str, str | None]]:
        """What else may tell a basis, surest first."""
        # Against the close of the day before.
        yield "market", "other" if figure.notes.get("trading_day") else None
        yield "points", self.contrasts.of_growth(number, spoken)
        yield "over last", self.elsewhere.over_last(figure)
        yield "beside", self._beside(number, spoken)
        yield "echo", self._echo(figure, spoken)
        yield "stated", self._stated(figure)
        yield "flow", self._flow(figure)
        yield "week", self.elsewhere.of_week(figure)
        yield "led", self._led(figure)
        yield "heading", self._heading(figure)
        yield "opened", self._opened(figure)
        yield "announced", self.elsewhere.announced(figure, spoken)
        yield "results", "yoy" if self._results else None
        yield "contrast", self.contrasts.turned(number, spoken) or self.contrasts.twin(number, spoken)
        yield "steps", None if first == "yoy" else self._steps(figure)
        yield "told apart", self._told_apart(number, spoken)
        yield "paragraph", self._paragraph(number, spoken)
        yield "carried", self._carried(figure, first)
        yield "usual", usual(figure, self.home, self.document, seasonal=self._seasonal)

    def _heading_basis(self, sentence: Sentence) -> str | None:
        """What a heading holds its section against: "Year on year", "March 2021 compared with February 2021"."""
        if sentence.kind != "heading":
            return None
        if numbers_between(self.figures, sentence.start, sentence.end):
            return None  # "Compared with May, sales rose by 2%" tells of itself.
        times = times_in(self.times, sentence.start, sentence.end)
        compared = [time for time in times if time.role == "comparison"]
        named = next((time.basis for time in compared if time.basis in ("yoy", "mom", "qoq", "wow")), None)
        if named is not None:
            return named
        if not compared:
            kind = _HEADED.search(self.text, sentence.start, sentence.end)
            return BY_ADJECTIVE[kind.group(1).lower()] if kind else None
        announced = _between(times, compared[0])
        return None if announced == "other" else announced

    def _flow(self, figure: Figure) -> str | None:
        """ "Household loans increased by 3 billion in May": what a stock gained in a time is held against its last level."""
        if figure.notes.get("week_end"):
            return "wow"
        if figure.quantity_type not in ("money", "count") or not figure.notes.get("own_time") or not is_stock(figure.subject):
            return None
        return {1: "mom", _QUARTER: "qoq"}.get(months(figure.period) or 0)

    # -- what the release says -------------------------------------------------------------------------------------------------

    def _stated(self, figure: Figure) -> str | None:
        """What the release states of all its changes of quarters."""
        rated = figure.quantity_type == "percent" and months(figure.period) == _QUARTER
        return "annualized" if self._annual_rates and rated else None

    def _beside(self, number: int, spoken: dict[int, str]) -> str | None:
        """The basis of another change of the sentence: the same, unless both are of one series and one period."""
        figure = self.figures[number]
        near = [
            n
            for n in numbers_between(self.figures, *figure.sentence)
            if self.figures[n].sentence == figure.sentence and spoken.get(n) in ("yoy", "mom", "qoq", "wow", "other", "annualized")
        ]
        for other in sorted(near, key=lambda n: (abs(n - number), n)):
            earlier = self.figures[other]
            if _says_nothing(earlier, figure):
                continue
            if self._contrasted(figure, earlier, spoken[other]) or self.contrasts.of_part(figure, earlier, spoken[other]):
                return {1: "mom", 3: "qoq"}.get(months(figure.period) or 0)
            if other > number and self.hosts[other].partner is None and self.cues[other].kind not in ("from", "compare"):
                continue
            if too_short(spoken[other], figure.period):
                continue
            if spoken[other] == "annualized":
                return "qoq" if figure.quantity_type != "percent" else "annualized"
            if spoken[other] == "other" and (figure.period != earlier.period or other > number):
                continue
            return spoken[other]
        return None

    def _contrasted(self, figure: Figure, other: Figure, basis: str) -> bool:
        """ "slipped by 0.4% in February, yet stood 14.9% above the year before": what is not the one is the other."""
        return (
            basis == "yoy"
            and other.start > figure.start
            and figure.quantity_type == other.quantity_type
            and figure.subject == other.subject
            and figure.period == other.period
            and figure.area == other.area
            and abs(figure.value) != abs(other.value)
        )

    def _steps(self, figure: Figure) -> str | None:
        """Beside the growth of the month or quarter before, growth is from one to the next."""
        steps = figure.notes.get("steps")
        return str(steps) if steps else None

    def _told_apart(self, number: int, spoken: dict[int, str]) -> str | None:
        """ "Wages rose 0.9%. Annually, they were up 4.3%.": where the next sentence tells the annual change, this is the other one."""
        figure = self.figures[number]
        sentence = self.sentence_of.get(figure.sentence)
        for following in range(number + 1, min(number + _SOON, len(self.figures))):
            other = self.figures[following]
            if other.sentence == figure.sentence or following not in spoken:
                continue
            later = self.sentence_of.get(other.sentence)
            if sentence is None or later is None or later.paragraph != sentence.paragraph:
                return None
            if self._contrasted(figure, other, spoken[following]):
                return {1: "mom", 3: "qoq"}.get(months(figure.period) or 0)
        return None

    def _echo(self, figure: Figure, spoken: dict[int, str]) -> str | None:
        """A figure of the title is the same as one of the body; one of a numbered heading as one of the sentence below."""
        sentence = self.sentence_of.get(figure.sentence)
        if sentence is None:
            return None
        if self._echoes is None:
            told = [(self.figures[other], basis) for other, basis in spoken.items()]
            # Written backwards, the first of equal figures stays.
            self._echoes = {(other.value, other.quantity_type): (other, basis) for other, basis in reversed(told)}
        other, basis = self._echoes.get((figure.value, figure.quantity_type), (None, None))
        if other is None or sentence.kind in ("title", "heading"):
            return basis
        follows = 0 <= other.sentence[0] - figure.sentence[1] <= _NEXT_LINE
        return basis if follows and figure.period == other.period and words_of(figure.subject) & words_of(other.subject) else None

    def _heading(self, figure: Figure) -> str | None:
        above = bisect_left(self.headings, figure.start, key=lambda heading: heading[0])
        return self.headings[above - 1][1] if above else None

    def _led(self, figure: Figure) -> str | None:
        """The comparison that a list is announced with: "Prices in May compared with April:" holds for all of its lines."""
        lead = self.elsewhere.lead(figure)
        times = times_in(self.times, lead.start, lead.end) if lead is not None else []
        compared = next((time for time in reversed(times) if time.role == "comparison"), None)
        if compared is None:
            return None
        announced = _between(times, compared) if compared.basis is None else None
        return announced if announced not in (None, "other") else self.comparisons.basis_of(compared, figure)

    def _opened(self, figure: Figure) -> str | None:
        """The comparison that opened an earlier sentence of the paragraph: "Compared with August 2018, …" holds on."""
        sentence = self.sentence_of.get(figure.sentence)
        if sentence is None or is_to_date(figure):
            return None
        for number in reversed(numbers_between(self._comparing, 0, figure.sentence[0])):
            time = self._comparing[number]
            if time.end > figure.sentence[0]:
                continue
            spoken = covering(self.sentences, time.start)
            if spoken is None or spoken.paragraph != sentence.paragraph:
                return None
            if _OPENS.fullmatch(self.text, spoken.start, time.start):
                return self.comparisons.basis_of(time, figure)
        return None

    def _paragraph(self, number: int, spoken: dict[int, str]) -> str | None:
        """The basis of the sentence before in the paragraph, if it names but one."""
        sentence = self.sentence_of.get(self.figures[number].sentence)
        figure = self.figures[number]
        if figure.quantity_type not in self._telling:
            self._telling[figure.quantity_type] = [n for n in sorted(spoken) if not _says_nothing(self.figures[n], figure)]
        telling = self._telling[figure.quantity_type]
        at = bisect_left(telling, number)
        before = telling[at - 1] if at else None
        if sentence is None or before is None:
            return None
        last = self.sentence_of.get(self.figures[before].sentence)
        if last is None or last.paragraph != sentence.paragraph:
            return None
        there = [n for n in numbers_between(self.figures, last.start, last.end) if self.figures[n].sentence == (last.start, last.end)]
        told = {spoken[n] for n in there if n in spoken and n < number and not _says_nothing(self.figures[n], figure)}
        # What a bracket says again without its basis has been told it by now.
        unmarked = any(
            self.figures[n].measure == "change" and n not in spoken and not (n < number and self.figures[n].basis in told) for n in there
        )
        length = months(figure.period) if figure.period else None
        if told == {"other"} and not unmarked and not times_in(self.times, *figure.sentence) and in_list(self.figures, number):
            figure.notes["basis_sure"] = "paragraph"
            return "other"
        if len(told) != 1 or unmarked or not told <= {"yoy", "mom", "qoq"} or ("mom" in told and (length or 1) > 1):
            return None
        adjusted = told == {"yoy"} and (length or 1) == 1 and SEASONAL.search(self.text, *figure.sentence)
        return None if adjusted else told.pop()

    def _first(self, spoken: dict[int, str], changes: list[int]) -> str | None:
        """The basis of changes that tell none: that of the release's first change; ``short`` is the month or quarter before.

        A release that names the year before only now and then means the month before where it names nothing.
        """
        own = [n for n in changes if self.figures[n].area in (None, self.home)] or changes
        body = [n for n in own if not self._in_title(n)] or own
        if not body:
            return None
        basis = spoken.get(body[0]) or self._beside(body[0], spoken)
        if basis is None and (basis := self.contrasts.turned(body[0], spoken)) is not None:
            self._follows = True
        titled = [self.figures[n] for n in own if spoken.get(n) == "yoy" and self._in_title(n)]
        if basis in (None, "mom", "qoq") and any(told_otherwise(other, self.figures[body[0]]) for other in titled):
            self._follows = True
            return {1: "mom", _QUARTER: "qoq"}.get(months(self.figures[body[0]].period) or 0)
        if basis in ("yoy", "mom", "qoq", "wow") or (basis == "annualized" and _mostly(basis, spoken)):
            return basis
        announced = self.elsewhere.introducing(self.figures[body[0]]) or self._consecutive()
        if announced is None and (announced := basislengths.step_of_output(self.figures[body[0]], self.home)) is not None:
            self._follows = True
        if announced is not None:
            return announced
        told = {b for b in spoken.values() if b in ("yoy", "mom", "qoq", "wow")}
        if "yoy" in told:
            return "short" if len(told) > 1 or self._seasonal or month_by_month(self.home) else "yoy"
        return told.pop() if len(told) == 1 else None

    def _in_title(self, number: int) -> bool:
        sentence = self.sentence_of.get(self.figures[number].sentence)
        return sentence is not None and sentence.kind == "title"

    def _consecutive(self) -> str | None:
        """ "-0.8%, after +0.1% in June": changes of one month told beside those of the month before are monthly changes."""
        for number, figure in enumerate(self.figures):
            if (
                figure.measure == "change"
                and (self.cues[number].kind in ("compare", "noun-after", "verb") or is_followed(self.text, figure))
                and figure.notes.get("own_time")
                and number
            ):
                main = self.figures[number - 1]
                apart = (
                    basis_between(main.period, figure.period)
                    if main.sentence == figure.sentence and main.period and figure.period
                    else None
                )
                if main.measure == "change" and apart in ("mom", "qoq"):
                    self._follows = is_followed(self.text, figure)
                    return apart
        return None

    def _carried(self, figure: Figure, first: str | None) -> str | None:
        length = months(figure.period)
        if length == 1 and (SEASONAL.search(self.text, *figure.sentence) or self._announced(figure)):
            return "mom"
        if first is None or (is_day(figure.period) and first != "wow") or (first == "wow" and length is not None):
            return None
        if first == "annualized":
            whole = "qoq" if basislengths.headline_only(self.home) and length == _QUARTER else first
            return whole if figure.quantity_type == "percent" and length in (_QUARTER, _HALF) else None
        if first == "short":
            return {1: "mom", 3: "qoq"}.get(length or 0)
        if length is not None and ((first == "mom" and length > 1) or (first == "qoq" and length not in (3, None))):
            return None
        return first

    def _announced(self, figure: Figure) -> bool:
        """Whether a list is announced as seasonally adjusted: "Seasonally adjusted figures for May:"."""
        lead = self.elsewhere.lead(figure)
        return lead is not None and bool(SEASONAL.search(self.text, lead.start, lead.end))


def _between(times: Sequence[TimeExpression], compared: TimeExpression) -> str | None:
    """The basis by a period and, behind it, the one that it is held against, with no figure between them."""
    now = next((time.period for time in reversed(times) if time.role == "reference" and time.end <= compared.start), None)
    return basis_between(now, compared.period)


def _says_nothing(other: Figure, figure: Figure) -> bool:
    """What is held against a forecast or a target says nothing of what is held against a time, nor do points of a growth rate."""
    points = other.quantity_type == "pp" or bool(other.notes.get("points"))
    return other.notes.get("basis_sure") == "yardstick" or (points and figure.quantity_type == "percent")


def _mostly(basis: str, spoken: dict[int, str]) -> bool:
    """Whether a release that names a basis names hardly another."""
    return 2 * sum(told == basis for told in spoken.values()) > len(spoken)
