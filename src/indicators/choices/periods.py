"""Periods chosen: of the periods that the sentence and the release name, the one that a figure is most likely about."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from indicators.choices.around import Around, Seen, length
from indicators.choices.chooser import Chooser, bucket, chooser
from indicators.choices.periodtraits import Tellers
from indicators.cues import Cue
from indicators.figure import Figure, TimeExpression
from indicators.hosts import Host
from indicators.periods import basis_between, bounds, ending, months, normal, shift, shift_days

__all__ = ["PeriodChooser"]

# Cues of figures that are told only for comparison.
_SECONDARY = ("compare", "from", "noun-earlier")

_WEEK = 7

Rivals = dict[str | None, set[str]]


class PeriodChooser:
    """Gives each figure of a release the likeliest of its rival periods, in order; the rules have given it one before.

    What they hold for sure (``notes["period_sure"]``), by what kind of series it is, stays.

    Parameters
    ----------
    document : str or None
        The period that the release as a whole is about.
    published : str or None
        The day of its publication.
    """

    def __init__(
        self,
        around: Around,
        figures: Sequence[Figure],
        cues: Sequence[Cue],
        hosts: Sequence[Host],
        times: Sequence[TimeExpression],
        document: str | None,
        published: str | None,
        judge: Chooser | None = None,
    ) -> None:
        self.around, self.figures, self.cues, self.hosts, self.document = around, figures, cues, hosts, document
        self.judge = judge or chooser("period")
        self._tell = Tellers(self.judge)
        self._length = length(document)
        self._relations: dict[str | None, str] = {}
        spoken = [period for time in times if time.role == "reference" and (period := _told_by(time))]
        self._often = Counter(spoken)
        self._general = [*self._of_text(spoken), *_of_calendar(published)]
        self._headings = list(self._of_headings())
        self._of_subject: dict[str, str | None] = {}
        self._of_paragraph: dict[int, str | None] = {}
        self._main: str | None = None

    def choose(self, number: int) -> None:
        """Set the period of figure `number`."""
        figure = self.figures[number]
        if not figure.notes.get("period_sure"):
            figure.period, figure.notes["period_odds"] = self.judge.best(self.offers(number))
        self._remember(number)

    def _remember(self, number: int) -> None:
        """Keep what later figures may go on about: the period of the series, of the paragraph, and of the sentence."""
        figure, sentence = self.figures[number], self.around.sentence_of.get(self.figures[number].sentence)
        if self.cues[number].kind in _SECONDARY:
            return
        self._of_subject[(figure.subject or "").lower()] = figure.period
        self._main = figure.period
        if sentence is not None:
            self._of_paragraph.setdefault(sentence.paragraph, figure.period)

    def _told_before(self, figure: Figure) -> Iterator[tuple[str, str | None]]:
        """The periods of earlier figures that this one may go on about."""
        subject, sentence = (figure.subject or "").lower(), self.around.sentence_of.get(figure.sentence)
        if subject in self._of_subject:
            yield "of same subject", self._of_subject[subject]
        if self._of_subject:
            yield "of last main figure", self._main
        if sentence is not None and sentence.paragraph in self._of_paragraph:
            yield "of first in paragraph", self._of_paragraph[sentence.paragraph]
        above = bisect_right(self._headings, figure.start, key=lambda heading: heading[0])
        if above:
            yield "of heading", self._headings[above - 1][1]

    def _of_text(self, spoken: list[str]) -> Iterator[tuple[str, str]]:
        """What the release as a whole may be about, as its words tell."""
        for sentence in self.around.sentences:
            if sentence.kind in ("title", "heading"):
                told = self.around.in_sentence.get((sentence.start, sentence.end), [])
                first = next((_told_by(time) for time in told if time.role == "reference" and time.period), None)
                if first is not None:
                    yield "of headline", first
                    break
        if spoken:
            yield "first of text", spoken[0]
            (often, count), *rest = self._often.most_common(2)
            yield f"most told {bucket(count)} {bool(rest and rest[0][1] == count)}", often

    def _of_headings(self) -> Iterator[tuple[int, str]]:
        """Where headings that name a period end, and that period."""
        for sentence in self.around.sentences:
            if sentence.kind == "heading":
                for time in self.around.in_sentence.get((sentence.start, sentence.end), []):
                    if time.role == "reference" and (period := _told_by(time)):
                        yield sentence.end, period
                        break

    def offers(self, number: int) -> Rivals:
        """The rival periods of a figure with their traits, the one that the rules tell first."""
        figure, cue, tell = self.figures[number], self.cues[number].kind, self._tell
        measure, status = figure.measure, figure.status
        rivals: Rivals = defaultdict(set)
        told, way = normal(figure.period), str(figure.notes.get("period_from", "vague"))
        rivals[told].update(tell.told(way, measure, cue), tell.told_of(way, status, self._relation(told)))
        for seen in self.around.seen(figure):
            self._add_time(rivals, number, seen)
        spoken = [time for time in self.around.times(figure) if time.role == "reference"]
        here = bucket(sum(time.period is not None for time in spoken))
        for name, period in self._bases(number):
            _add(rivals, period, tell.base(name, measure, cue, here))
            self._add_earlier(rivals, name, period, figure, cue)
        for name, period in self._told_before(figure):
            _add(rivals, period, tell.before(name, measure, cue, here))
        for name, period in self._general:
            _add(rivals, period, tell.general(name, measure, self._relation(period), here, status))
        self._add_paragraph(rivals, figure, cue)
        times = bucket(len(self.around.times(figure)))
        _add(rivals, None, tell.none(status, measure, times, self.document is not None))
        if any(time.period is None and time.shift is None for time in spoken):
            _add(rivals, None, tell.vague(status))
        self._add_shared(rivals, told, number)
        return rivals

    def _add_time(self, rivals: Rivals, number: int, seen: Seen) -> None:
        """Add what a time of the sentence names: itself, its end, or what lies before the period of another figure by its shift."""
        figure, cue, time, tell = self.figures[number], self.cues[number].kind, seen.time, self._tell
        named: list[tuple[str | None, str]] = [(_told_by(time), "itself")]
        if time.period is None and time.shift is not None:
            named = [(shift(base, time.shift), f"shift of {name}") for name, base in self._bases(number) if base]
        for period, how in named:
            if period is None:
                continue
            if "/" in period:
                last = period.rsplit("/", 1)[1]
                _add(rivals, last, tell.interval("end of interval", figure.measure, time.role, time.span_months))
                _add(rivals, period, tell.interval("whole interval", figure.measure, time.role, time.span_months))
            _add(rivals, period, *self._of_time(period, how, seen, figure, cue))

    def _of_time(self, period: str, how: str, seen: Seen, figure: Figure, cue: str) -> Iterator[tuple[str, ...]]:
        start, tell = f"{seen.side} {seen.time.role}", self._tell
        yield tell.how(start, how, cue, seen.opens)
        yield tell.rank(start, seen.rank, seen.figures, seen.breaks, figure.measure)
        yield tell.far(start, seen.far, figure.measure, cue)
        yield tell.gap(start, seen.commas, seen.brackets, figure.status)
        yield tell.preposition(start, seen.preposition, seen.figures, cue)
        yield tell.length(start, length(period), self._length)

    def _add_earlier(self, rivals: Rivals, name: str, period: str | None, figure: Figure, cue: str) -> None:
        """Add the period before and the same one a year before: when an earlier value was."""
        if period is None or cue not in _SECONDARY:
            return
        for step, label in ((-(months(period) or 0), "one back"), (-12, "year back")):
            if step:
                _add(rivals, shift(period, step), self._tell.earlier(name, label, figure.measure, cue))
        days = bounds(period)
        if days is not None and (days[1] - days[0]).days + 1 == _WEEK:
            _add(rivals, shift_days(period, -_WEEK), self._tell.earlier(name, "one back", figure.measure, cue))

    def _add_paragraph(self, rivals: Rivals, figure: Figure, cue: str) -> None:
        told = self.around.ends_of_paragraph(figure, _names_period)
        if told:
            first, last = map(_told_by, told)
            _add(rivals, first, self._tell.paragraph(length(first), self._length, cue))
            _add(rivals, last, self._tell.paragraph_end())

    def _add_shared(self, rivals: Rivals, told: str | None, number: int) -> None:
        """Add the traits that every period has, however it was come by."""
        figure, cue, tell = self.figures[number], self.cues[number].kind, self._tell
        place = self.around.kind(figure)
        before = self.figures[number - 1] if number else None
        for period, traits in rivals.items():
            traits.update(
                tell.period(self._relation(period), figure.status, place),
                tell.period_as(length(period), figure.measure, period == told, bucket(self._often[period or ""])),
                tell.as_before(period == before.period, before.sentence == figure.sentence, cue) if before is not None else (),
            )

    def _bases(self, number: int) -> Iterator[tuple[str, str | None]]:
        """The periods of the release and of the figures before that a figure may share or step back from."""
        yield "document", self.document
        figure, host = self.figures[number], self.hosts[number].partner
        if number:
            yield self._where("last", number - 1, figure)
        if host is not None and host < number:
            yield self._where("partner", host, figure)

    def _where(self, name: str, other: int, figure: Figure) -> tuple[str, str | None]:
        before = self.figures[other]
        return (f"{name} here" if before.sentence == figure.sentence else name), before.period

    def _relation(self, period: str | None) -> str:
        """How a period lies to the release's."""
        if period not in self._relations:
            self._relations[period] = _between(period, self.document)
        return self._relations[period]


def _told_by(time: TimeExpression) -> str | None:
    """The period that a time names: what is told "from May to June" of a change is told of June."""
    return time.ends[1] if time.ends and time.span_months else time.period


def _names_period(time: TimeExpression) -> bool:
    return time.role == "reference" and bool(time.period)


def _between(period: str | None, document: str | None) -> str:
    if period is None or document is None:
        return f"{period is None} {document is None}"
    if period == document:
        return "document"
    one, other = ending(period), ending(document)
    when = "same end" if one == other else "later" if one and other and one > other else "earlier"
    same = length(period) == length(document)
    kinds = "same length" if same else f"{length(period)} for {length(document)}"
    return f"{when} {kinds} {basis_between(document, period) or ''}"


def _add(rivals: Rivals, period: str | None, *traits: tuple[str, ...]) -> None:
    rivals[normal(period)].update(*traits)


def _of_calendar(published: str | None) -> Iterator[tuple[str, str]]:
    """What the day of publication suggests."""
    if not published:
        return
    year, month = int(published[:4]), int(published[5:7])
    quarter = (month - 1) // 3
    yield "month before", f"{year}-{month - 1:02d}" if month > 1 else f"{year - 1}-12"
    yield "publication month", f"{year}-{month:02d}"
    yield "publication day", published
    yield "quarter before", f"{year}-Q{quarter}" if quarter else f"{year - 1}-Q4"
    yield "year before", str(year - 1)
    yield "publication year", str(year)
