"""What the time that a figure is told with means for it: a step back, a part of a year, one end of a move, an earlier value."""

from __future__ import annotations

import re
from functools import cached_property

from indicators.comparisonwords import BESIDE_TIME
from indicators.earlier import is_restated
from indicators.figure import Figure, TimeExpression
from indicators.jointtimes import joint_period
from indicators.lexicon import table
from indicators.moves import move_of
from indicators.order import numbers_between
from indicators.periods import bounds, ending, ends_in, in_year, month_period, months, shift, shift_days
from indicators.sameparts import held_against, told_alone
from indicators.sentence_times import PLANNED, REVISED, end_of, times_in
from indicators.topics import Topics

__all__ = ["Steps"]

_EARLIER = re.compile(r"\b(?:after|following|previous|previously|preceded by|from|revised)\b", re.IGNORECASE)
# "…, compared with 42,842." is an earlier value, "compared with 4.0% for the EU" that of another.
_HELD_AGAINST = re.compile(
    r"\b(?:compar(?:ed|es|ing) (?:with|to)|contrast(?:s|ed|ing)? (?:with|to)|in (?:comparison|contrast) (?:with|to)|set against"
    r"|(?:as )?against|versus|vs\.?)\s+(?:(?:an?|the|about|around|just|only|some)\s+){0,2}\Z",
    re.IGNORECASE,
)
_WEEK, _YEAR = 7, 12
_LAST_YEAR = ("last year", "the previous year", "the prior year", "the preceding year")
_WHOLE = re.compile(r"\b(?:all|whole|full|entire|entirety|(?:end|close|start|beginning)(?=\s+of))\s+(?:of\s+)?\Z")
# So many days and more are the weeks of a trading year.
_LONG = 350
# "compared with 25.4% when the law was introduced at the end of 2019".
_WHEN = re.compile(r"\s*+,?\s*+when\b[^,;]*", re.IGNORECASE)
# How far back the comparison that is in force may have been told.
_NEAR = 1500
_RATED = re.compile(r"(?:annual|yearly|monthly|quarterly|weekly|\w+-month)\b(?! (?:bas[ei]s|terms|comparison))", re.IGNORECASE)
_ENDS = re.compile(r"\s*(?:[.,;)](?!\d)|\Z|\n|and\b|(?:previously|earlier|before)\b)")
_SAID_BEFORE = re.compile(
    r"(?: (?:[a-z]+ ){0,2}?)?(?:,? (?:previously|before|earlier|beforehand|formerly|initially|originally)\b(?! this| in the| than)"
    r"|,? in (?:its|the|their) (?:last|previous|earlier|prior) (?:[a-z]+ )?(?:outlook|forecasts?|projections?|round|estimates?|update)\b)"
)
_TO_MONTH = re.compile(r"\b(?:to|through|until|end(?:ed|ing)(?: in)?|up to)\s+(?:the end of\s+|the\s+|end[- ])?Dec", re.IGNORECASE)
_MONTH_NAMED = re.compile(r"[A-Z]|\d{4}")
# How far behind a figure what a move is held against may stand.
_BEHIND = 40
_AVERAGED = re.compile(r"\baverag(?:e|ed|ing)\b[^,;]*\Z", re.IGNORECASE)
_EACH = re.compile(r" (?:[a-z]+ )?(?:per|a|each|every) (?:month|quarter|week|day)\b")
_QUARTER = 3
_TO_QUARTER = re.compile(r"\bquarter(?:,? (?:of )?\d{4})?\Z", re.IGNORECASE)
_AVERAGE = re.compile(r"\b(?:average|mean|averaged)\b")
_AFTER = re.compile(r"\b(?:after|following) (?:an? |the )?(?:[a-z]+ )?(?:of )?\Z", re.IGNORECASE)
_COUNTED = re.compile(r"\b(?:months|quarters|year) ", re.IGNORECASE)
_BRACKETED = re.compile(r" \((?:(?:down|up) )?from (?:an? |the )?(?:revised )?")
_OF_MEMBER = re.compile(r" (?:in [A-Z][\w .-]{2,40}|\([^()\d]{2,40}\)) to [-+–−]?")
_CONCEDES = re.compile(r"\W*(?:While|Whereas|Although|Though|Even though|If|(?:After|Following|Having)(?= [a-z]+(?:ing|ed|en)\b))\b")
_MAIN_CLAUSE = re.compile(r",\s+(?:they|it|this|these|that|those|we|the|its|their|[a-z]+(?<!ing) (?:in|at|of|by|for|to))\s")
_UP_TO = re.compile(r"\bup to (?:and including )?\Z", re.IGNORECASE)
# "fell by 7 percent in May, from 30 to 28".
_GOING_FROM = re.compile(r"(?<!and)(?<!but), (?:(?!(?:and|but|for|in)\b)[a-z]+ )?from (?:about |around |some |an? |the )?[^\s\d]{0,5}\Z")
# "fell by 7 percent, reaching about 4 million": what leads from a change to the level.
_REACHING = re.compile(
    rf",?\s+(?:(?:and|thus|thereby|to)\s+)?(?:{'|'.join(table('connectives')['reaching'])})\s+"
    r"(?:(?:a|an|the|of|at|to|about|around|some|nearly|almost|just|over|approximately|total|level|value)\s+){0,4}",
    re.IGNORECASE,
)
_FROM = re.compile(r"\b(?:from|between)\s+(?:(?:an?|the|its|their)\s+(?:[\w-]+\s+){1,2}of\s+)?\Z", re.IGNORECASE)


def _is_back(time: TimeExpression) -> bool:
    """Whether a time is one that something is compared with, or a step back to an earlier value."""
    return time.role == "comparison" or (time.shift or 0) < 0


class Steps(Topics):
    """Turns the times that figures are told with into their periods."""

    def _before_move(self, number: int, period: str | None) -> str | None:
        """The period before, for the first figure of "moved from 44.4 percent to 47.1 percent in May"."""
        length, begun = months(period), self.figures[number].notes.get("begun")
        if begun is not None and begun == period:
            return period
        moves = self._moves(number) and not REVISED.search(self.text, self.figures[number].sentence[0], self.figures[number].start)
        if not period or not moves:
            return period
        then = self._of_move(number, period)
        figure = self.figures[number]
        figure.notes["period_sure"] = figure.notes.get("period_sure", False) or then is not None
        return then or (self._step_back(number, period, length) if length else period)

    def _moves(self, number: int) -> bool:
        """Whether a figure is the first of two that something moved between."""
        figure = self.figures[number]
        if number + 1 == len(self.figures) or self.figures[number + 1].sentence != figure.sentence:
            return False
        if _OF_MEMBER.fullmatch(self.text, figure.end, self.figures[number + 1].start):
            return bool(times_in(self.times, figure.end, self.figures[number + 1].start))  # "from 2% (Malta) to 9% (Peru)"
        if self.cues[number].kind == "from" and self.cues[number + 1].kind == "to":
            return True
        told = _FROM.search(self.text, max(figure.sentence[0], figure.start - _BEHIND), figure.start)
        between = times_in(self.times, figure.end, self.figures[number + 1].start)
        begin = between[0].end if len(between) == 1 else figure.end
        return bool(told) and self.text[begin : self.figures[number + 1].start].strip() == "to"

    def _of_move(self, number: int, period: str) -> str | None:
        """When the first of "from 41 percent to 44 percent compared to January 2019" was: what follows the second tells."""
        if not self._moves(number):
            return None
        second = self.figures[number + 1]
        for time in times_in(self.times, second.end, self._next_start(number + 1, second)):
            if time.role == "comparison" and (time.period or time.shift) and time.start - second.end < _BEHIND:
                return time.period or shift(period, time.shift or 0)
        return None

    def _resolved(self, time: TimeExpression, figure: Figure, partner: int | None) -> str | None:
        period = time.period
        if period is None and time.shift is not None:
            base = self.figures[partner].period if partner is not None else (self.topic[1] or self.document)
            period = shift(base, time.shift) if base else None
        elif time.shift and partner is not None and self._hangs_on_document(time, figure, partner):
            stepped = self._step_from(self.figures[partner].period, time.shift, period)
            figure.notes["period_sure"] = stepped != period
            period = stepped
        if (before := self._before_end(time, period, partner)) is not None:
            figure.notes["period_sure"] = True
            return before
        if period is None:
            return None
        joint = None if figure.notes["period_from"] == "paired" else joint_period(self.text, self.figures, self.times, time, figure)
        if joint is not None:
            figure.notes["period_sure"] = True
            return joint
        if time.role == "duration" and not PLANNED.match(self.text, time.end):
            figure.notes["period_sure"] = True
            return in_year(self.document, period)
        if self.document and end_of(self.document) == period and _UP_TO.search(self.text, max(0, time.start - 22), time.start):
            return self.document
        if figure.measure == "change" and months(period) == 2 and _FROM.search(self.text, max(0, time.start - 9), time.start):
            figure.notes["span"] = 1
            return end_of(period)
        if (told := self._moved_between(time, figure)) is not None:
            return told
        if time.span_months == _YEAR and "/" not in period and figure.measure == "change" and self._to_month(time):
            # "in the 12 months to December": what a change over them ends in is December.
            period = f"{shift(ends_in(period), 1 - _YEAR)}/{ends_in(period)}"
        if time.span_months and "/" in period and not self._held_against(figure):
            figure.notes["span"] = time.span_months
            figure.notes["interval"] = period
            if figure.measure == "change" or self._is_inflation(figure):
                return self._end(time, period, figure)
            # "Between the first quarter of 2022 and that of 2023, 3,000 jobs were lost": by the later.
            parts = time.ends is not None and (months(time.ends[1]) or _YEAR) < _YEAR and time.span_months > 1
            figure.notes["period_sure"] = figure.notes.get("period_sure", False) or (parts and self._counted(time))
            parts = parts and not self._counted(time)
            return time.ends[1] if parts and time.ends else period
        return period

    def _moved_between(self, time: TimeExpression, figure: Figure) -> str | None:
        """The end of a move between two times that a figure stands at, or that a change ends in; ``notes["begun"]`` is the other."""
        number = numbers_between(self.figures, figure.start, figure.end)[0]
        cue = self.cues[number].kind
        running = figure.measure == "level" and "/" in (time.period or "") and (months(time.period) or _YEAR) < _YEAR
        if running and _AVERAGE.search((figure.subject or "").lower()):
            figure.notes["period_sure"] = True
            return time.period  # "the average rate from January to May": of all of them
        pair = self._moves(number) or (number > 0 and self._moves(number - 1))
        move = None if self._held_against(figure) else move_of(self.text, time, figure, cue, pair)
        if move is None:
            return None
        begin, end, span = move
        figure.notes["begun"], figure.notes["period_sure"] = begin, True
        if figure.measure == "change":
            # A move over three months of one month is none from quarter to quarter.
            figure.notes["span"] = span if span in (1, _YEAR) or span == months(end) else -1
        return begin if figure.measure != "change" and cue == "from" else end

    def _over_move(self, number: int, figure: Figure) -> str | None:
        """The end of a move told behind a change that stands behind another figure: "sales above 1 million fell by 2% from May to June"."""
        behind = self._behind(number, figure) if figure.measure == "change" else None
        return self._moved_between(behind, figure) if behind is not None and behind.ends else None

    def _reaching(self, number: int, figure: Figure) -> TimeExpression | None:
        """The time of the level that a change led to: "fell by 7 percent, reaching 4 million in May"."""
        then = number + 1
        if figure.measure != "change" or then >= len(self.figures) or self.figures[then].measure != "level":
            return None
        level = self.figures[then]
        if level.sentence != figure.sentence or not _REACHING.fullmatch(self.text, figure.end, level.start):
            return None
        if any(time.role == "reference" for time in times_in(self.times, figure.sentence[0], figure.end)):
            return None
        time = self._right_after(then, level, level.end, then + 1)
        return time if time is not None and time.role == "reference" and time.period and not time.shift else None

    def _reached(self, number: int) -> str | None:
        """When the second of "fell by 2 percent in May, from 532 to 520" was: what the change before the two is told of."""
        if number < 2 or not self._moves(number - 1):
            return None
        change, begun = self.figures[number - 2], self.figures[number - 1]
        if change.measure != "change" or change.sentence != begun.sentence:
            return None
        alone = not times_in(self.times, begun.start, self._next_start(number, self.figures[number]))
        return change.period if alone and _GOING_FROM.search(self.text, change.end, begun.start) else None

    def _held_against(self, figure: Figure) -> bool:
        """Whether another time stands right beside a change: "sales in the year to March fell by 3% on the year before"."""
        if figure.measure != "change":
            return False
        return any(
            time.role == "comparison" and (time.period or time.shift) and BESIDE_TIME.fullmatch(self.text, figure.end, time.start)
            for time in times_in(self.times, figure.end, figure.sentence[1])[:1]
        )

    def _to_month(self, time: TimeExpression) -> bool:
        """Whether a span is told by the month that it ends with: "the year to December 2023", not "the year 2023"."""
        return _TO_MONTH.search(self.text, time.start, time.end) is not None

    def _counted(self, time: TimeExpression) -> bool:
        """Whether a span is told by its length, so that what is counted in it is of all of it: "the year to the June quarter"."""
        return all(told.search(self.text, time.start, time.end) for told in (_COUNTED, _TO_QUARTER))

    def _end(self, time: TimeExpression, period: str, figure: Figure) -> str:
        """What a change over a span ends in: the release's own quarter, where that is told without a month ("the last four quarters")."""
        own = ending(self.document) == ending(period) and months(self.document) in (1, 3, None) and (months(period) or 0) > 3
        plain = not _MONTH_NAMED.search(self.text, time.start + 1, time.end)
        if own and self.document and plain:
            return self.document
        # "through the year to the March 2020 quarter"
        last = ending(period) if _TO_QUARTER.search(self.text, time.start, time.end) else None
        if last is None:
            return end_of(period)
        figure.notes["period_sure"] = True
        return month_period(last.year, last.month, _QUARTER) or end_of(period)

    def _same_part(self, number: int, time: TimeExpression, partner: int | None) -> str | None:
        """The same months of an earlier year, beside a value of part of a year: "up from 77.3% last year", "above the 5,400 of 2016"."""
        base = self.figures[partner].period if partner is not None and self._secondary(number) else None
        told_of = self.figures[number]
        if _AVERAGED.search(self.text, max(told_of.sentence[0], told_of.start - _BEHIND), told_of.start) or _EACH.match(
            self.text, told_of.end
        ):
            return None  # "compared with an average of 3 million a month in 2015"
        if base is None and self._moves(number):
            # "rose from last year's 3 million to 4 million"
            base = self._inherited(told_of)
        if months(time.period) != _YEAR or _WHOLE.search(self.text, max(0, time.start - _BEHIND), time.start):
            return None
        told = self.text[time.start : time.end].lower() in _LAST_YEAR
        if told_alone(self.text, time.start, time.end) or (told and base is None):
            now = held_against(self.text, self.figures, number, self._secondary(number))
            if now is None:
                return None
            base, told = now.period or self._inherited(self.figures[number]), True
        length, last, own = months(base) or _YEAR, ending(time.period), ending(base)
        if not told or length >= _YEAR or last is None or own is None or last.year >= own.year:
            return None
        then = shift(base, _YEAR * (last.year - own.year))
        end = ending(then)
        return then if end is not None and end.year == last.year else None

    def _hangs_on_document(self, time: TimeExpression, figure: Figure, partner: int) -> bool:
        """Whether a step back, told behind the figure that it is a step from, had nothing else in its sentence to step from."""
        if self._secondary(partner) or time.start < self.figures[partner].end:
            return False
        return not any(t.role == "reference" and t.period and not t.shift for t in times_in(self.times, figure.sentence[0], time.start))

    def _before_end(self, time: TimeExpression, period: str | None, partner: int | None) -> str | None:
        """The month before that in which a change over a year ends: "up 4% in the year to May, after 3% the month before"."""
        if partner is None or not time.shift or period is None or "/" not in period:
            return None
        then = shift(self.figures[partner].period, time.shift)
        return then if months(then) == 1 and months(period) == _YEAR and then == ends_in(period) else None

    def _step_from(self, base: str | None, by: int, told: str | None) -> str | None:
        """A step back from the period of the figure that it is told beside, where that is not the release's own."""
        return shift(base, by) if base and base != self.document and months(base) and months(told) else told

    def _earlier(self, number: int, figure: Figure, partner: int) -> str | None:
        """The period of an earlier value whose time isn't given: a step back by the comparison that is in force."""
        base = self.figures[partner].period
        if base and (is_restated(self.text, figure) or self._foretold_before(number, figure, partner)):
            figure.notes["period_sure"] = True
            figure.notes["foreseen"] = self.figures[partner].status
            return self._told_between(partner, figure) or base
        if not base:
            return None
        if (then := self._of_move(number, base) or self._begun(number, partner)) is not None:
            return then
        held = [time for time in times_in(self.times, self.figures[partner].end, figure.start) if _is_back(time)]
        if number == partner + 1 and len(held) == 1 and _BRACKETED.fullmatch(self.text, held[0].end, figure.start):
            # "0.5 points less over the year (from 5.8%)"
            return held[0].period or shift(base, held[0].shift or -_YEAR)
        for time in times_in(self.times, figure.end, self._next_start(number, figure)):
            if time.role == "comparison" and (time.shift or time.period):
                return time.period or shift(base, time.shift or 0)
            if time.role == "reference" and time.period and _WHEN.fullmatch(self.text, figure.end, time.start):
                return time.period
        length = months(base)
        if self._was_earlier(figure):
            return self._step_back(number, base, length) if length else self._week_before(base)
        return base

    def _begun(self, number: int, partner: int) -> str | None:
        """Where the move began of which a figure behind it tells from where: "rose by 3 between May and June, from 8"."""
        begun = self.figures[partner].notes.get("begun")
        return str(begun) if begun and self.cues[number].kind == "from" else None

    def _once_in_brackets(self, number: int, figure: Figure) -> str | None:
        """When a number alone in brackets behind another of the same unit was: "56,313 units (30,748 units)" is now and before."""
        before = self.figures[number - 1] if number else None
        if before is None or (before.unit, before.measure, figure.measure) != (figure.unit, "level", "level"):
            return None
        length = months(before.period)
        counted = figure.quantity_type in ("money", "count", "physical")
        near = counted and before.sentence == figure.sentence and before.value != figure.value
        alone = self.text[before.end : figure.start] == " (" and self.text.startswith(")", figure.end)
        if not (near and alone and before.period and length):
            return None
        figure.notes["compared"] = figure.notes["period_sure"] = True
        return self._step_back(number, before.period, length)

    def _conceded(self, partner: int, figure: Figure) -> bool:
        """Whether another figure and its time stand in a clause that opens the sentence: "While they had 9% in 2015, they have 7%"."""
        before = self.figures[partner]
        dated = before.notes.get("own_time") or before.notes.get("period_from") == "behind"
        opens = dated and _CONCEDES.match(self.text, figure.sentence[0])
        return bool(opens) and _MAIN_CLAUSE.search(self.text, before.end, figure.start) is not None

    def _told_between(self, partner: int, figure: Figure) -> str | None:
        """The time of a clause that goes on to another: "for July from 3 to 4, and the change for August from 5 to 6"."""
        told = times_in(self.times, self.figures[partner].end, figure.start)
        return next((time.period for time in told if time.role == "reference" and time.period and not time.shift), None)

    def _foretold_before(self, number: int, figure: Figure, partner: int) -> bool:
        """Whether what was told "previously" had been foreseen, as what is told now: "put at 3.8 percent, down from 4.0 previously"."""
        return self.figures[partner].status == "forecast" and _SAID_BEFORE.match(self.text, figure.end, figure.sentence[1]) is not None

    def _week_before(self, base: str) -> str | None:
        """The week before a week, or before its last day in a release on a week; the year before one of weeks; other days as they are."""
        days = bounds(self.document)
        weekly = days is not None and (days[1] - days[0]).days + 1 == _WEEK
        own = bounds(base)
        if own is not None and (own[1] - own[0]).days > _LONG:
            return shift(base, -12)
        return shift_days(base, -_WEEK) if weekly else base

    def _was_earlier(self, figure: Figure) -> bool:
        """Whether a value told for comparison is one of the same series, though nothing tells when that was."""
        start = max(figure.sentence[0], figure.start - 40)
        if _EARLIER.search(self.text, start, figure.start):
            return True
        return bool(_HELD_AGAINST.search(self.text, start, figure.start) and _ENDS.match(self.text, figure.end, figure.sentence[1]))

    def _step_back(self, number: int, base: str, length: int) -> str | None:
        """One period back; a year back where the text compares with the year before, or where a period is no step of a series."""
        if length not in (1, 3):
            return shift(base, -12 * -(-length // 12))
        return shift(base, -12 if self._against_year(number, length) else -length)

    def _against_year(self, number: int, length: int) -> bool:
        """Whether the comparison in force is with the year before; a rate without a time is held against the one before it."""
        figure = self.figures[number]
        if figure.measure == "change" and _AFTER.search(self.text, max(0, figure.start - _BEHIND), figure.start):
            # "+1.7% after +3.6%": a change over a year comes after that of the month before.
            return False
        if figure.measure != "share" and figure.quantity_type in ("percent", "pp", "index"):
            return self._told_on_year(figure)
        told = [t for t in times_in(self.times, *figure.sentence) if _is_back(t)]
        if not told and length in (1, 3):
            told = [t for t in times_in(self.times, figure.start - _NEAR, figure.start) if _is_back(t)][-1:]
        return any(time.basis == "yoy" or time.shift == -12 for time in told)

    def _told_on_year(self, figure: Figure) -> bool:
        """Whether the sentence, or the one before in its paragraph, holds what it tells against the year before and nothing else."""
        sentence = self.sentence_of.get(figure.sentence)
        if sentence is None:
            return False
        told = times_in(self.times, *figure.sentence)
        held = [time for time in told if self._holds(time)]
        if not held and not any(time.role == "reference" for time in told):
            held = [time for time in times_in(self.times, self.start_before(sentence), sentence.start) if self._holds(time)]
        return all(self._on_year(time) for time in held) if held else self._only_on_year

    @cached_property
    def _only_on_year(self) -> bool:
        """Whether all that a text holds something against is the year before, and a change begins it that is told so."""
        held = [time for time in self.times if self._holds(time)]
        return bool(held) and held[0].span_months == _YEAR and held[0].ends is not None and all(map(self._on_year, held))

    def _on_year(self, time: TimeExpression) -> bool:
        return time.basis == "yoy" or time.shift == -_YEAR or time.span_months == _YEAR or self._year_apart(time)

    def _holds(self, time: TimeExpression) -> bool:
        """Whether something is held against a time; "annual" is but what a rate is called."""
        return (_is_back(time) or bool(time.span_months)) and not _RATED.match(self.text, time.start, time.end)

    def _year_apart(self, time: TimeExpression) -> bool:
        """Whether a time that something is held against is the release's own of the year before."""
        return time.period is not None and time.period == shift(self.document, -_YEAR)
