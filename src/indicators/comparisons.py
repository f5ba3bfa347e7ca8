"""What a sentence says its changes are measured against: a time, the level of another time, or what is no time at all."""

from __future__ import annotations

import re
from collections.abc import Sequence

from indicators import comparisonwords as words
from indicators.basispairs import paired_comparison
from indicators.brackets import end_of_aside
from indicators.cues import Cue
from indicators.figure import Figure, TimeExpression
from indicators.order import between
from indicators.periods import basis_between, ending, months
from indicators.sentence_times import times_in
from indicators.yardsticks import is_step_of_rate, says_extreme, says_thing, says_yardstick

__all__ = ["Comparisons"]

# Where "at an annual rate" means a quarter's or month's change put at an annual rate; elsewhere it is the change over a year.
_ANNUALISERS = frozenset(("US", "CA", "JP", "IL", None))
# How far before a change the comparison begins that opens its clause.
_OPENING = 60
_YEAR = 12
# What ended more months ago is no year before, however the periods were read.
_LONG = 18
# So many changes at most share a level.
_LONGEST_RUN = 12
_LEVEL_CUES = ("from", "compare", "noun-earlier")
_BY_LENGTH = {12: "yoy", 1: "mom", 3: "qoq"}
# How far from a change "monthly" may tell its basis.
_NEAR = 40


class Comparisons:
    """Tells the basis of a change where its own sentence tells it."""

    def __init__(self, text: str, figures: list[Figure], cues: list[Cue], times: Sequence[TimeExpression], home: str | None) -> None:
        self.text, self.figures, self.cues, self.times, self.home = text, figures, cues, times, home

    def spoken(self, number: int) -> str | None:
        """The basis of a change by what its sentence says, if it says one."""
        figure = self.figures[number]
        start = figure.sentence[0]
        if (paced := words.PACED.search(self.text, max(start, figure.start - _OPENING), figure.start)) is not None:
            return words.BY_ADJECTIVE[paced[1].lower()]
        last = self._last_of_run(number, by_word=True)
        if says_yardstick(self.text, figure, self.figures[last].end, self._next_start(last)):
            figure.notes["basis_sure"] = "yardstick"
            return "other"
        if says_extreme(self.text, figure, self.figures[last].end):
            return self._level_behind(number, figure) or "other"
        span = figure.notes.get("span")
        if span and figure.quantity_type == "pp" and (held := self._level_behind(number, figure)) is not None:
            return held  # the growth in the year to May was "11.5%, a rise of 0.1 points from the 11.4% of April"
        if span:
            if figure.notes.get("begun"):
                figure.notes["basis_sure"] = "move"
            return _BY_LENGTH.get(int(span), "other")
        if words.REVISION.search(self.text, max(start, figure.start - 24), figure.start):
            figure.notes["basis_sure"] = "yardstick"
            return "other"
        event = words.BEFORE_EVENT.match(self.text, self.figures[last].end, figure.sentence[1])
        if event is not None and not times_in(self.times, figure.end, event.end() + 1):
            figure.notes["basis_sure"] = "event"
            return "other"
        if self._since_event(figure, self.figures[last].end) or self._took_years(figure):
            figure.notes["basis_sure"] = "event"
            return "other"
        lead = words.LEAD.match(self.text, start)
        if lead and not any(time.role == "comparison" for time in times_in(self.times, lead.end(), self._next_start(last))):
            return {"month": "mom", "quarter": "qoq", "year": "yoy", "week": "wow"}[lead.group(1).lower()]
        paired = paired_comparison(self.text, self.figures, self.times, number)
        if paired is not None and (basis := self.basis_of(paired, figure)) is not None:
            figure.notes["basis_sure"] = "beside"
            return basis
        if figure.quantity_type == "percent" and words.ANNUAL_RATE.search(self.text, max(start, figure.start - 120), figure.start):
            return "yoy"
        return self._level_behind(number, figure) or self._by_times(number, figure) or self._by_words(number, figure)

    def _since_event(self, figure: Figure, behind: int) -> bool:
        """Whether a change is one since what is no time: "since the introduction of the euro"."""
        start, end = figure.sentence
        for since, begin in (
            (words.SINCE_EVENT.match(self.text, behind, end), behind),
            (words.OPENS_SINCE.match(self.text, start, figure.start), start),
        ):
            if since is not None and not times_in(self.times, begin, since.end() + 1):
                return True
        return False

    def _took_years(self, figure: Figure) -> bool:
        """Whether a change is one of several years: "up 12% over ten years"."""
        start, end = figure.sentence
        compared = any(time.role == "comparison" for time in times_in(self.times, start, end))
        longer = [t for t in times_in(self.times, start, end) if t.role == "duration" and words.LONGER.search(self.text, t.start, t.end)]
        return any(
            words.IN_TIME.fullmatch(self.text, figure.end, time.start)
            if time.start > figure.end
            else not compared and bool(words.OPENS_IN_TIME.fullmatch(self.text, start, time.start))
            for time in longer
        )

    def _next_start(self, number: int) -> int:
        """Where the next figure of the sentence begins, or the sentence ends."""
        end = self.figures[number].sentence[1]
        return min(end, self.figures[number + 1].start) if number + 1 < len(self.figures) else end

    def _by_times(self, number: int, figure: Figure) -> str | None:
        """The basis by the next comparison behind the figure, or by the last before it."""
        start, end = figure.sentence
        after = [t for t in times_in(self.times, figure.end, end) if t.role == "comparison" and not self._beyond(number, figure, t)]
        after = [t for t in after if not words.SAID_THEN.match(self.text, t.end)]
        before = [t for t in times_in(self.times, start, figure.start) if t.role == "comparison" and not self._spent(figure, t)]
        before = [t for t in before if not words.SAID_THEN.match(self.text, t.end)]
        outdone = bool(before) and self._outdone_by(before[-1], figure)
        for time in [*before[-1:], *after[:1]] if outdone else [*after[:1], *before[-1:]]:
            basis = self.basis_of(time, figure)
            if basis is not None:
                if (outdone and time is before[-1]) or self._is_beside(figure, time):
                    figure.notes["basis_sure"] = "beside"
                return basis
        if (closing := self._closing(number, figure)) is not None:
            return self.basis_of(closing, figure)
        rated = (t for t in times_in(self.times, figure.end, end) if t.basis == "annualized" and figure.quantity_type == "percent")
        return next((self.basis_of(t, figure) for t in rated if words.RATES.search(self.text, t.start, t.end)), None)

    def _is_beside(self, figure: Figure, time: TimeExpression) -> bool:
        """Whether nothing stands between a change and the time that it is held against: "4.2% higher than in", "3% on monthly basis"."""
        told = time.basis in ("yoy", "mom", "qoq", "wow") and not time.period
        if words.BEHIND_COMMA.fullmatch(self.text, figure.end, time.start):
            return True
        return any(
            (told and words.AT_ONCE.fullmatch(self.text, begin, time.start)) or words.BESIDE_TIME.fullmatch(self.text, begin, time.start)
            for begin in (figure.end, end_of_aside(self.text, figure))
        )

    def _outdone_by(self, time: TimeExpression, figure: Figure) -> bool:
        """Whether a change is by how much a level before it was outdone: "exceeded the level of 2022 by 2%"."""
        return words.OUTDONE_BY.fullmatch(self.text, time.end, figure.start) is not None

    def _closing(self, number: int, figure: Figure) -> TimeExpression | None:
        """ "Exports fell 4.9% while imports rose 10% in July, compared with June": what closes a sentence of clauses built alike."""
        start, end = figure.sentence
        compared = [t for t in times_in(self.times, start, end) if t.role == "comparison" and not words.SAID_THEN.match(self.text, t.end)]
        if len(compared) != 1 or compared[0].basis == "annualized" or self.text[compared[0].end : end].strip(" .)\"'”"):
            return None
        later = between(self.figures, figure.end, compared[0].start)
        last = next((other for other in reversed(later) if other.measure == "change"), None)
        if self.text[max(0, compared[0].start - 8) : compared[0].start].lower().rstrip().endswith("since"):
            return None
        if last is None or last.quantity_type != figure.quantity_type or last.period != figure.period or last.subject == figure.subject:
            return None
        tied = words.BESIDE_TIME.fullmatch(self.text, last.end, compared[0].start) and not words.SERVES.search(
            self.text, last.end, compared[0].start
        )
        return None if tied or words.BROKEN.search(self.text, figure.end, last.start) else compared[0]

    def _by_words(self, number: int, figure: Figure) -> str | None:
        """The basis by levels told beside the figure, or by the words around it."""
        moved = self._moved(number, figure) or self._level_before(number, figure)
        if moved is not None:
            return moved
        start, end = figure.sentence
        behind = self.figures[self._last_of_run(number)].end
        if says_thing(self.text, figure, behind) and not self._dates(behind, end):
            figure.notes["basis_sure"] = "yardstick"
            return "other"
        if words.OUTDOES.search(self.text, max(start, figure.start - _OPENING), figure.start):
            figure.notes["basis_sure"] = "yardstick"
            return "other"
        if words.IN_WEEK.match(self.text, figure.end, end):
            return "wow"
        each = words.EACH.match(self.text, figure.end, end)
        if each is not None:
            return {"month": "mom", "quarter": "qoq", "week": "wow", "year": "yoy"}[each[1].lower()]
        if self._from_now(number, figure):
            if self.text.endswith("by ", max(0, figure.start - 3), figure.start):
                figure.notes["basis_sure"] = "event"
            return "other"
        if is_step_of_rate(self.text, figure):
            return "other"
        if self.cues[number].kind == "change-noun" and words.ANNUAL.search(self.text, max(start, figure.start - 90), figure.start):
            return "yoy"
        # What stands behind the word is looked at, too: "the best monthly result".
        said = words.MONTHLY.search(self.text, max(start, figure.start - _NEAR), min(end, figure.end + 2 * _NEAR))
        return "mom" if said is not None and said.start() < figure.end + _NEAR else None

    def _dates(self, start: int, end: int) -> bool:
        """Whether what is compared with is told a time before the clause ends: "higher than output in the same months"."""
        closing = words.CLOSES.search(self.text, start, end)
        return bool(times_in(self.times, start, closing.start() if closing else end))

    def _moved(self, number: int, figure: Figure) -> str | None:
        """ "increased by 0.7 per cent, from 124.22 in June to 125.05 in July": the two periods tell."""
        if number and words.AFTER.match(self.text, figure.sentence[0]):
            # "After a fall of 2% in May, sales rose 1% in June"
            before = self.figures[number - 1]
            if before.sentence == figure.sentence and before.measure == "change" and before.notes.get("own_time"):
                told = basis_between(figure.period, before.period)
                if told in ("mom", "qoq"):
                    figure.notes["steps"] = before.notes["steps"] = told
        for other in range(number + 1, min(number + 4, len(self.figures))):
            earlier = self.figures[other]
            if earlier.sentence != figure.sentence:
                break
            if self.cues[other].kind in _LEVEL_CUES and earlier.notes.get("own_time") and earlier.period != figure.period:
                told = basis_between(figure.period, earlier.period)
                if earlier.measure != "change":
                    return told
                # "fell 2%, after a slide of 1% in May": changes of periods that follow one another mostly are changes from one to the
                # next, but not in a text on changes over a year.
                figure.notes["steps"] = earlier.notes["steps"] = None if told == "other" else told
                return None
        return None

    def _from_now(self, number: int, figure: Figure) -> bool:
        """Whether a change is one until a time to come: "100,000 more people at work by 2030", "By 2030, it will"."""
        start, end = figure.sentence
        last = number
        if last + 1 < len(self.figures) and self.cues[last + 1].kind == "to" and self.figures[last + 1].sentence == figure.sentence:
            last += 1  # "by 1.5 to 9 by 2030"
        behind = times_in(self.times, figure.end, min(self._next_start(last), self.figures[last].end + _OPENING))
        return any(
            words.BY.search(self.text, max(start, time.start - 30), time.start) and words.UNTIL_ENDS.match(self.text, time.end, end)
            for time in [*behind, *times_in(self.times, start, min(figure.start, start + 30))]
            if time.role == "reference" and time.period
        )

    def _level_behind(self, number: int, figure: Figure) -> str | None:
        """ "12.2% below May's 11.8 million": the basis by the period of the level that stands right behind the change."""
        last = self._last_of_run(number)
        if last + 1 == len(self.figures):
            return None
        level = self.figures[last + 1]
        # "0.3 points lower than the growth of 2% in May"
        rate = figure.quantity_type in ("pp", "index") and level.quantity_type == "percent" and level.measure == "change"
        if level.sentence != figure.sentence or not (level.measure == "level" or rate) or not self._dated(last + 1):
            return None
        if not words.AGAINST_LEVEL.fullmatch(self.text, self.figures[last].end, level.start):
            return None
        return _apart(figure, level)

    def _level_before(self, number: int, figure: Figure) -> str | None:
        """ "4.9 million, against 4.7 million in May 2023, a rise of 4%": the same, where the levels came before."""
        if number < 1:
            return None
        level = self.figures[number - 1]
        if level.sentence != figure.sentence or self.cues[number - 1].kind not in _LEVEL_CUES or not self._dated(number - 1):
            return None
        return _apart(figure, level) if words.AFTER_LEVEL.fullmatch(self.text, level.end, figure.start) else None

    def _dated(self, number: int) -> bool:
        """Whether a level has a time of its own beside it, and so a period that is no guess."""
        level = self.figures[number]
        own = level.notes.get("own_time")
        return bool(own or any(t.period == level.period for t in times_in(self.times, level.end, self._next_start(number))))

    def _last_of_run(self, number: int, by_word: bool = False) -> int:
        """The last of the changes that one comparison serves, joined by more than a comma if `by_word`: "3,000, or 4.1%, short of"."""
        last = number
        while last + 1 < min(len(self.figures), number + _LONGEST_RUN) and self._joined(last, by_word):
            last += 1
        return last

    def _joined(self, number: int, by_word: bool = False) -> bool:
        """Whether the next figure is a change that has the comparison in common with this one."""
        following = self.figures[number + 1]
        gap = self.text[self.figures[number].end : following.start]
        if by_word and not gap.strip(" ,"):
            return False
        return following.measure == "change" and bool(words.SHARED.fullmatch(gap) or self._said_twice(number, number + 1))

    def _said_twice(self, number: int, other: int) -> bool:
        """Whether a bracket behind a figure tells the same in another unit; a percentage behind one is another change."""
        first, second = self.figures[number], self.figures[other]
        return first.quantity_type != second.quantity_type and bool(words.SAID_TWICE.search(self.text, first.end, second.start))

    def basis_of(self, time: TimeExpression, figure: Figure) -> str | None:
        """The basis that a comparison tells for a figure."""
        if (
            time.basis == "annualized"
            and (self.home not in _ANNUALISERS or (self.home is None and months(figure.period) == 1))
            and not re.search(r"annuali[sz]ed|saar", self.text[time.start : time.end], re.IGNORECASE)
        ):
            return "yoy"
        # "more than in January-February 2016" names the same part of another year, no step from the one month to the other.
        alike = time.span_months is not None and (months(time.period) or 0) > 1 and months(time.period) == months(figure.period)
        if time.basis and not alike:
            if time.basis == "other" and "average" not in self.text[time.start : time.end].lower():
                figure.notes["basis_sure"] = "event"
            if time.span_months == _YEAR and time.period and _long_before(figure.period or "", time.period):
                figure.notes["basis_sure"] = "years"
                return "other"
            sequential = self.text[time.start : time.end].lower().startswith("sequential")
            return "mom" if sequential and months(figure.period) == 1 else time.basis
        if time.period and time.period == figure.period and time.start > figure.end:
            # "after growth of 2 percent over February": over the month that it is about.
            return {1: "mom", 3: "qoq", _YEAR: "yoy"}.get(months(time.period) or 0)
        if time.period and figure.period:
            told = basis_between(figure.period, time.period)
            if told is None:
                # "grew by 0.2% over March": in its course.
                over = words.IN_COURSE.search(self.text, max(0, time.start - 20), time.start)
                return _BY_LENGTH.get(months(figure.period) or 0) if over else None
            if told == "other" and _long_before(figure.period, time.period):
                figure.notes["basis_sure"] = "years"
            return "yoy" if told == "other" and self._year_before(time, figure) else told
        if time.shift is not None:
            return {-12: "yoy", -1: "mom", -3: "qoq"}.get(time.shift, "other")
        return None

    def _year_before(self, time: TimeExpression, figure: Figure) -> bool:
        """Whether "than in 2020" is short for the same part of it; "than in all of 2020" is not, nor is "since 2020"."""
        last = ending(figure.period)
        if words.AVERAGE.match(self.text, time.end):
            return False  # "above the 2016 average"
        if last is None or time.period != str(last.year - 1) or words.WHOLE_YEAR.search(self.text, max(0, time.start - 60), time.start):
            return False
        return (months(figure.period) or 0) < _YEAR

    def _beyond(self, number: int, figure: Figure, time: TimeExpression) -> bool:
        """Whether a comparison behind the figure belongs to a later change or another clause, or compares how fast it changed."""
        aside = end_of_aside(self.text, figure)
        begin = aside if aside < time.start else figure.end
        if words.APART.search(self.text, begin, time.start) or self._opens_clause(time, begin):
            return True
        if time.basis == "annualized" and self._rates_another(number, time):
            return True
        pace = words.PACE.search(self.text, figure.end, time.start)
        if pace is not None and self.text[figure.end : pace.start()].strip():
            return True
        for other in range(number + 1, len(self.figures)):
            following = self.figures[other]
            if following.start >= time.start:
                return False
            if following.start < begin:
                continue
            gap = self.text[figure.end : following.start]
            again = words.OR.search(gap) is not None and figure.quantity_type == following.quantity_type
            shared = (words.SHARED.fullmatch(gap) and not again) or self._said_twice(number, other) or self._waits(gap, following)
            shared = shared or self._bracketed_alike(gap, following, time)
            if following.measure == "change" and not shared:
                return True
            if self.cues[other].kind in _LEVEL_CUES:
                return True
        return False

    def _rates_another(self, number: int, time: TimeExpression) -> bool:
        """Whether "at an annualised rate" stands right behind a later figure: "up 1.2%, that is 4.9% at an annualised rate"."""
        later = between(self.figures, self.figures[number].end, time.start)
        return bool(later) and not self.text[later[-1].end : time.start].strip()

    def _bracketed_alike(self, gap: str, following: Figure, time: TimeExpression) -> bool:
        """ "Tin (+2%) and zinc (+3%) rose most on the month": what stands behind the brackets of a list is said of all its members."""
        return bool(words.NEXT_BRACKET.fullmatch(gap)) and ")" in self.text[following.end : time.start]

    def _waits(self, gap: str, following: Figure) -> bool:
        """Whether a change shares the comparative of the next: "2% and pears 3% dearer than in May"."""
        return bool(words.ONE_COMPARATIVE.fullmatch(gap) and words.COMPARATIVE.match(self.text, following.end))

    def _spent(self, figure: Figure, time: TimeExpression) -> bool:
        """Whether a comparison before the figure belongs to an earlier one, and not to the whole sentence or the figure's clause."""
        if words.BY_SO_MUCH.fullmatch(self.text, time.end, figure.start) or self._outdone_by(time, figure):
            return False
        if time.basis not in (None, "other") and not time.period and words.OWN_ADJECTIVE.fullmatch(self.text, time.end, figure.start):
            return False
        if words.IN_ASIDE.search(self.text, figure.sentence[0], time.start) and words.ENDS_ASIDE.match(self.text, time.end, figure.start):
            return True
        return not self._opens_clause(time, figure.sentence[0]) and any(
            other.sentence == figure.sentence and other.measure == "change" and other.end <= time.start
            for other in between(self.figures, figure.sentence[0], figure.start)
        )

    def _opens_clause(self, time: TimeExpression, start: int) -> bool:
        """Whether a comparison opens a clause in which a change follows: "rose by 2%, and compared with May 2023 they were 7% higher"."""
        if not words.OPENS_CLAUSE.search(self.text, max(start, time.start - _OPENING), time.start):
            return False
        nearest = next(iter(between(self.figures, time.end, time.end + _OPENING)), None)
        if nearest is None or nearest.measure != "change":
            return False
        if words.GOES_ON.match(self.text, time.end, nearest.start) and not times_in(self.times, time.end, nearest.start):
            return False
        return bool(words.LABELS.fullmatch(self.text, time.end, nearest.start)) or not words.CLOSES.search(
            self.text, time.end, nearest.start
        )


def _long_before(period: str, reference: str) -> bool:
    """Whether one period ended so long before another that it can be neither the year nor the month before."""
    now, then = ending(period), ending(reference)
    return now is not None and then is not None and (now.year - then.year) * _YEAR + now.month - then.month > _LONG


def _apart(figure: Figure, level: Figure) -> str | None:
    """The basis by the periods of a figure and of a level from before."""
    now, then = ending(figure.period), ending(level.period)
    told = basis_between(figure.period, level.period) if now is not None and then is not None and then < now else None
    return None if told == "other" else told
