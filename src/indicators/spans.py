"""Which time expression a figure is about: the one beside it, the one that opens its sentence, or the release's own."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from typing import TypeAlias

from indicators.ahead import year_ahead, year_behind
from indicators.brackets import bracketed, dated_inside, end_of_unit
from indicators.components.sentences import Sentence
from indicators.cues import Cue
from indicators.decisions import Decisions
from indicators.earlier import is_preceding, leads_by_arrow, pace_against
from indicators.figure import Figure, TimeExpression
from indicators.foreseen import foreseen_as
from indicators.hosts import Host
from indicators.inflect import singular
from indicators.lexicon import table
from indicators.markets import Markets
from indicators.order import numbers_between
from indicators.parallels import Parallels
from indicators.periods import bounds, contains, ends_in, month_ending, months, shift
from indicators.sentence_times import OPENING, end_of, times_in
from indicators.steps import Steps
from indicators.stocks import is_stock
from indicators.timetodate import BY_END
from indicators.totals import Totals

__all__ = ["PeriodFinder", "end_of", "times_in"]

_IN = re.compile(r"\s+(?:in|for|during)\s+(?:the\s+)?")
# "in 2022, 3 points", "in May (up by 4%)".
_BEHIND_TIME = re.compile(r"(?:,| \() ?(?:(?:or|which is|that is|a|an|about|some|up|down|by|nearly|almost) ){0,4}(?:[a-z]+ of )?")
_WEEK = 7
# What is quoted day by day.
_QUOTED = frozenset(("price", "rate", "yield", "close", "quotation", "quote", "share", "index", "temperature"))
# A month or a year by its name, and not "last year".
_NAMED = re.compile(r"\d|\b(?!Last|This|The)[A-Z][a-z]{2}")
_IN_OR_NOT = re.compile(r",? (?:respectively,? )?(?:(?:in|for|during|at) )?(?:the )?")
_BACK = re.compile(r"\b(?:previous(?:ly)?|before|earlier|last|ago|prior|preceding|months?|quarters?|years?|then|period)\b", re.IGNORECASE)
# The name of the way in which a period was told, and the period.
_Told: TypeAlias = tuple[str | None, str | None] | None


class PeriodFinder(Steps):
    """Finds the period of each figure in turn."""

    def __init__(
        self,
        text: str,
        published: datetime.date | None,
        document: str | None,
        sentences: Sequence[Sentence],
        figures: list[Figure],
        cues: list[Cue],
        hosts: list[Host],
        times: Sequence[TimeExpression],
    ) -> None:
        super().__init__(text, document, sentences, figures, cues, hosts, times)
        self.published = published
        self.markets = Markets(text, published, sentences, times)
        self.decisions = Decisions(text, published, times)
        self.document = self.markets.report or self._longer(document, sentences)
        self.totals = Totals(text, times)
        self.parallels = Parallels(text, figures, times, cues)
        self._stocks = frozenset(table("series")["stocks"])
        # Counts that are told by the month at whose end they stood: of a stock, it stands then.
        ranges = [time for time in times if time.role == "reference" and (months(time.period) or 0) > 1]
        self._to_ends = {time.period for time in ranges if BY_END.search(text, max(0, time.start - 40), time.start)}
        # The year of forecasts that name none: nothing that stands in the text is likelier.
        year = f"{published.year:04d}" if published is not None else None
        self._foreseen = year if year == document and not any(t.period == year for t in times if t.role == "reference") else None

    def _longer(self, document: str | None, sentences: Sequence[Sentence]) -> str | None:
        """A day seldom is what a release is about: a month, quarter or year named at its start goes before it."""
        if document is None or len(document) != 10 or not sentences:
            return document
        head = times_in(self.times, 0, sentences[min(3, len(sentences) - 1)].end)
        longer = [time.period for time in head if time.role == "reference" and time.period and (months(time.period) or 0) >= 1]
        own = month_ending(document)
        if own is not None and (not longer or own in longer):
            return own
        return next((period for period in longer if contains(period, document)), longer[0] if longer else document)

    def find(self, number: int) -> None:
        """Set the period of figure `number`."""
        figure = self.figures[number]
        found = self._period(number, figure)
        total = self.totals.of(figure, found, self.document)
        if total != found:
            figure.notes["period_from"] = "total"
            figure.notes["period_sure"] = figure.notes["own_time"] = True
        figure.period = self._stock(figure, total)
        if figure.period is not None and figure.period == self._foreseen and not figure.notes.get("own_time"):
            figure.notes["period_sure"] = True
        sentence = self.sentence_of.get(figure.sentence)
        if figure.notes.get("opens") and sentence is not None and figure.period is not None and not self._secondary(number):
            told = number and self.figures[number - 1].sentence == figure.sentence and self.topic == (sentence.paragraph, self.document)
            # "rose 3% in May and 4% in the first five months": in a release on May the text goes on about May.
            self.topic = self.topic if told else (sentence.paragraph, figure.period)

    def _stock(self, figure: Figure, period: str | None) -> str | None:
        """A stock at the end of a week has the week's last day; one in a release on months of a year, the last of these."""
        if not period or not figure.subject:
            return period
        words = {singular(word) for word in figure.subject.lower().split()}
        if self._ends_month(period, figure) and not words & _QUOTED:
            # A stock at the end of a month has that month.
            return month_ending(period)
        if len(end_of(period)) == len("2024-01-31") and words & self._stocks:
            days = bounds(period if "/" in period else self.document)
            figure.notes["week_end"] = days is not None and (days[1] - days[0]).days == _WEEK - 1 and str(days[1]) == end_of(period)
            return end_of(period)
        if period not in self._to_ends and ("/" not in period or len(end_of(period)) == len("2024-01-31")):
            return period
        running = period == self.document and figure.measure in ("level", "share") and not figure.notes.get("own_time")
        running = running or period in self._to_ends
        return ends_in(period) if running and "price" not in words and is_stock(figure.subject) else period

    def _ends_month(self, period: str, figure: Figure) -> bool:
        """Whether a day is the last of a month, in a text that is on no day or week."""
        if len(period) != len("2024-01-31") or figure.quantity_type == "index" or figure.notes.get("trading_day"):
            return False
        return month_ending(period) is not None and (self.document is None or bool(months(self.document)))

    def _period(self, number: int, figure: Figure) -> str | None:
        """The period that the surest way gives; ``notes["period_from"]`` names it."""
        partner = self._partner(number)
        ways = (self._by_pair, self._by_pace, self._by_move, self._by_outlook, self._by_time_beside, self._by_likeness, self._by_comparison)
        for way in (*ways, self._by_sentence, self._by_series):
            told = way(number, figure, partner)
            if told is not None:
                if told[0] is not None:
                    figure.notes["period_from"] = told[0]
                return told[1]
        figure.notes["period_from"] = "context"
        if (foreseen := year_ahead(self.text, figure, self.times, self.document, self.published)) is not None:
            figure.notes["period_sure"] = figure.notes["year_ahead"] = True
            return foreseen
        period = self._like_compared(number, self._inherited(figure))
        behind = year_behind(self.text, figure, self.times, period)
        # In a report on a trading day what tells no other time is of that day.
        figure.notes["trading_day"] = period is not None and period == self.markets.report
        figure.notes["period_sure"] = figure.notes["trading_day"] or bool(figure.notes.get("rolling") or figure.notes.get("led"))
        if behind is not None:
            figure.notes["period_sure"] = True
            return behind
        return self._before_move(number, period)

    def _by_pair(self, number: int, figure: Figure, partner: int | None) -> _Told:
        """Of figures and times told in two lists, "respectively": the one in the same place."""
        paired = self._paired(number, figure) or self._shared_behind(number, figure) or self._against_list(number, figure)
        if paired is None:
            return None
        figure.notes["period_from"], figure.notes["period_sure"] = "paired", True
        figure.notes["own_time"] = True
        figure.notes["compared"] = paired.role == "comparison"
        # Each is a step back from what was told before both.
        joined = number > 0 and self._joined(number - 1, number)
        return "paired", self._resolved(paired, figure, self._partner(number - 1) if joined else partner)

    def _by_move(self, number: int, figure: Figure, partner: int | None) -> _Told:
        """The time to which something has moved: "fell by 20 percent from 25 million in May to 20 million in June"."""
        then = number + 2
        if then >= len(self.figures) or figure.measure != "change" or not self._moves(number + 1):
            return None
        if self.text[figure.end : self.figures[number + 1].start].strip(" ,:;(–—-") != "from":
            return None
        reached = self._right_after(then, self.figures[then], end_of_unit(self.text, self.figures[then]), then + 1)
        if reached is None or reached.shift or not reached.period:
            return None
        figure.notes["period_from"] = "beside"
        figure.notes["own_time"] = figure.notes["period_sure"] = True
        return "beside", self._resolved(reached, figure, partner)

    def _by_pace(self, number: int, figure: Figure, partner: int | None) -> _Told:
        """What a pace is held against in brackets ("slower than in May (up 3%)"), and where an arrow begins ("3% → 4%")."""
        following = self.figures[number + 1] if number + 1 < len(self.figures) else None
        against = pace_against(self.text, figure)
        arrow = following is not None and following.sentence == figure.sentence and leads_by_arrow(self.text, figure, following)
        if against is None and not arrow:
            return None
        main = None if partner is None else self._main_before(number, partner)
        base = self._inherited(figure) if main is None or self._secondary(main) else self.figures[main].period
        told = [] if against is None else times_in(self.times, against, figure.start)
        then = next((time.period or shift(base, time.shift) for time in told if time.period or (base and time.shift)), None)
        if then is None and not arrow and against is not None and not _BACK.search(self.text, against, figure.start):
            # "faster than that of imports (3%)"
            return None
        if then is None and base:
            then = self._step_back(number, base, months(base) or 0)
        figure.notes["compared"] = figure.notes["period_sure"] = True
        return "earlier", then

    def _by_outlook(self, number: int, figure: Figure, partner: int | None) -> _Told:
        """That of what stands in its place: "3% in 2024 and 4% in 2025, down from 3.5% and 4.2% in March"."""
        counterpart = self.parallels.counterpart(number)
        if counterpart is None:
            return None
        now, last = counterpart
        end = self.figures[last].end
        behind = next(iter(times_in(self.times, end, self._next_start(last, figure))), None)
        if behind is not None and (behind.shift or 0) < 0 and _IN_OR_NOT.fullmatch(self.text, end, behind.start):
            then = shift(now.period, behind.shift)
        elif now.status == "forecast":
            figure.notes["foreseen"], then = "forecast", now.period
        else:
            return None
        figure.notes["compared"] = figure.notes["period_sure"] = True
        return "earlier", then

    def _by_time_beside(self, number: int, figure: Figure, partner: int | None) -> _Told:
        """The time right beside the figure."""
        beside = self._beside(number, figure)
        if beside is None:
            return None
        figure.notes["period_from"] = "beside"
        figure.notes["own_time"] = True
        figure.notes["compared"] = beside.role == "comparison" or bool(beside.shift)
        figure.notes["own_time_at"] = beside.start
        figure.notes["opens"] = self._leads(number, figure, beside)
        part = self._same_part(number, beside, partner) if figure.measure in ("level", "share") else None
        period = part or self._resolved(beside, figure, partner)
        named = (
            beside.role == "reference"
            and bool(beside.period)
            and not beside.shift
            and bool(_NAMED.search(self.text, beside.start, beside.end))
        )
        figure.notes["period_sure"] = figure.notes.get("period_sure", False) or part is not None or named
        if beside.start > figure.end and dated_inside(self.text, self.times, figure) and self.text.startswith(")", beside.end):
            figure.notes["period_sure"] = True  # "rose 5% in May (4% a year before)"
        if beside.role == "comparison" and figure.measure == "change":
            figure.notes["period_sure"] = True
        return "beside", period

    def _by_likeness(self, number: int, figure: Figure, partner: int | None) -> _Told:
        """That of the figure whose bracket it stands in, of one in a clause built alike, or of its place in a list of earlier values."""
        host = bracketed(self.text, self.figures, self.times, number)
        if host is not None and (self._secondary(host) or self.figures[host].notes.get("own_time")):
            figure.notes["period_sure"] = True
            return "partner", self.figures[host].period
        if (reached := self._reached(number)) is not None:
            figure.notes["period_sure"] = True
            return "partner", reached
        if (then := self._once_in_brackets(number, figure)) is not None:
            return "earlier", then
        alike = self.parallels.period_of(number)
        if alike is not None:
            figure.notes["period_sure"] = True
            return "parallel", alike
        listed = self._listed(number, figure)
        if listed is None and self.cues[number].kind == "coordinate" and self._alike(number - 1, number):
            # "they lost 4 and 3 million": what holds for the one holds for the other.
            figure.notes["compared"] = self._secondary(number - 1)
            return "partner", self.figures[number - 1].period
        if listed is None:
            return None
        figure.notes["compared"] = figure.notes["period_sure"] = True
        return "earlier", self.figures[listed].period

    def _by_comparison(self, number: int, figure: Figure, partner: int | None) -> _Told:
        """What something is held against: what had been foreseen of the same time, or an earlier value."""
        if partner is None:
            return None
        preceded = is_preceding(self.text, figure)
        foreseen = foreseen_as(self.text, figure, self._next_start(number, figure)) if self._secondary(number) else None
        if foreseen is not None:
            figure.notes["foreseen"] = foreseen
            figure.notes["period_sure"] = True
            main = self._main_before(number, partner)
            return "foreseen", self._inherited(figure) if self._secondary(main) else self.figures[main].period
        if not (preceded or self._secondary(number)):
            return None
        figure.notes["period_from"] = "earlier"
        figure.notes["period_sure"] = preceded or self._begun(number, partner) is not None
        return "earlier", self._earlier(number, figure, partner)

    def _by_sentence(self, number: int, figure: Figure, partner: int | None) -> _Told:
        """The time that opens its sentence, that of the figure it goes with, or one that the sentence tells later."""
        opening = self._opening(figure)
        announced = self._announced(self.figures[number - 1]) if number and self._moves(number - 1) else None
        if announced is not None:
            # "and for May from 3% to 4%"
            figure.notes["period_from"], figure.notes["period_sure"] = "opening", True
            return "opening", self._resolved(announced, figure, partner)
        if opening is not None and self._governs(opening, number):
            figure.notes["period_from"] = "opening"
            figure.notes["clause_time"] = self._resulting(opening, figure)
            figure.notes["opens"] = (
                not (opening.shift or 0) < 0 and self._of_document_kind(opening) and not self._looks_back(opening, figure)
            )
            return "opening", self._before_move(number, self._resolved(opening, figure, partner))
        if opening is None and (reaching := self._reaching(number, figure)) is not None:
            figure.notes["period_from"], figure.notes["period_sure"] = "behind", True
            return "behind", self._resolved(reaching, figure, partner)
        leads = partner is not None and not self._secondary(partner) and not self._conceded(partner, figure)
        if leads and (ended := self._over_move(number, figure)) is not None:
            return "behind", ended
        if leads and partner is not None and self.figures[partner].period:
            traded = bool(self.figures[partner].notes.get("trading_day"))
            figure.notes["trading_day"] = traded
            ahead = figure.notes["year_ahead"] = bool(self.figures[partner].notes.get("year_ahead"))
            total = self.figures[partner].notes.get("period_from") == "total"
            moved = bool(self.figures[partner].notes.get("begun"))
            figure.notes["period_sure"] = traded or ahead or total or moved or self._right_behind_time(number, partner)
            return "partner", self.figures[partner].period
        if opening is not None:
            figure.notes["period_from"] = "sentence"
            return "sentence", self._resolved(opening, figure, partner)
        if self._vague(figure):
            return None, None
        behind = self._behind(number, figure)
        if behind is None:
            return None
        figure.notes["period_from"] = "behind"
        figure.notes["opens"] = self._leads(number, figure, behind)
        period = self._resolved(behind, figure, partner)
        told = self._before_move(number, period)
        # The one time of a sentence is that of its figures, and so are two that are told as one.
        alone = bool(months(period)) and (self._only(behind, figure) or (months(period) or 0) > (months(behind.period) or 0) > 0)
        figure.notes["period_sure"] = told == period and alone
        return "behind", told

    def _right_behind_time(self, number: int, partner: int) -> bool:
        """Whether a change stands right behind a figure and its time: "will slow to 3.2 percent in 2022, 0.4 points below the outlook"."""
        before, figure = self.figures[partner], self.figures[number]
        if number != partner + 1 or figure.measure != "change" or not before.notes.get("period_sure"):
            return False
        told = times_in(self.times, before.end, figure.start)
        return len(told) == 1 and bool(before.notes.get("own_time")) and bool(_BEHIND_TIME.fullmatch(self.text, told[0].end, figure.start))

    def _like_compared(self, number: int, period: str | None) -> str | None:
        """The year or quarter, where the one before is told in brackets: in a release on December, "the average was 7% (6% in 2015)"."""
        other = self.figures[number + 1] if number + 1 < len(self.figures) else None
        if other is None or other.sentence != self.figures[number].sentence or self.text[self.figures[number].end : other.start] != " (":
            return period
        behind = times_in(self.times, other.end, other.sentence[1])
        told = next((time for time in behind if _IN.fullmatch(self.text, other.end, time.start)), None)
        length = months(told.period) if told is not None and not told.shift else None
        if told is None or length is None or length <= (months(period) or length) or not self.text.startswith(")", told.end):
            return period
        following = shift(told.period, length)
        return following if contains(following, period) else period

    def _only(self, time: TimeExpression, figure: Figure) -> bool:
        """Whether no other time of the sentence tells what anything in it is about, nor stands beside a figure out of the list of this."""
        if any(self.cues[other].kind != "coordinate" for other in numbers_between(self.figures, figure.end, time.start)):
            return False
        return not any(other is not time and other.role == "reference" and other.period for other in times_in(self.times, *figure.sentence))

    def _by_series(self, number: int, figure: Figure, partner: int | None) -> _Told:
        """What kind of series it is: a price on an exchange has its day, an official rate the month in which it was set."""
        day = self._market_day(figure)
        if day is not None:
            figure.notes["period_sure"] = figure.notes["trading_day"] = True
            return "market", day
        month = self._month_of_decision(figure)
        if month is None:
            return None
        figure.notes["period_sure"] = True
        return "decision", month

    def _main_before(self, number: int, partner: int) -> int:
        """The last figure before this one in its sentence that isn't told for comparison; the partner if there is none."""
        before = range(number - 1, -1, -1)
        same = (other for other in before if self.figures[other].sentence == self.figures[number].sentence)
        return next((other for other in same if not self._secondary(other)), partner)

    def _market_day(self, figure: Figure) -> str | None:
        """The day on which a price on an exchange stood."""
        sentence = self.sentence_of.get(figure.sentence)
        stepwise = months(self.document) and any(time.basis in ("mom", "qoq") for time in times_in(self.times, *figure.sentence))
        if sentence is None or figure.quantity_type == "physical" or stepwise:
            return None
        before = numbers_between(self.figures, figure.sentence[0], figure.start)
        # "fell from 45 million shares in May to 31 million": a month is told, but not in "shares, which are up 30% this year, fell".
        dated = any(
            self.figures[other].notes.get("own_time") and months(self.figures[other].period) and not self._aside(other) for other in before
        )
        return None if dated else self.markets.day_of(sentence)

    def _month_of_decision(self, figure: Figure) -> str | None:
        """The month in which an official interest rate was set."""
        sentence = self.sentence_of.get(figure.sentence)
        if sentence is None or figure.quantity_type not in ("percent", "pp"):
            return None
        return self.decisions.month_of(sentence)

    def _vague(self, figure: Figure) -> bool:
        """ "Over the coming years, 3 million houses are to be built": a time without bounds governs the sentence."""
        opening = times_in(self.times, figure.sentence[0], min(figure.start, figure.sentence[0] + OPENING))
        return bool(opening) and opening[0].role == "reference" and opening[0].period is None and opening[0].shift is None
