"""What a sentence says its changes are measured against: a time, the level of another time, or what is no time at all."""

from __future__ import annotations

import re
from collections.abc import Sequence

from indicators.cues import Cue
from indicators.figure import Figure, TimeExpression
from indicators.lexicon import table
from indicators.needing import Needing
from indicators.order import between
from indicators.periods import basis_between, ending, months
from indicators.sentence_times import times_in
from indicators.yardsticks import is_step_of_rate, says_extreme, says_thing, says_yardstick

__all__ = ["SEASONAL", "Comparisons"]

SEASONAL = Needing(
    re.compile(r"\bseasonally[\s-]adjusted\b|\badjusted for season|\bseasonal adjustment", re.IGNORECASE),
    ["seasonally", "adjusted", "seasonal"],
)
_ANNUAL = re.compile(
    r"\bannual (?:rate of (?:growth|increase|change|decline|decrease)|growth|increase|rise|change|decline)\b", re.IGNORECASE
)
# "the annual growth rate was": what follows is the growth over a year, whatever it is compared with.
_ANNUAL_RATE = re.compile(
    r"\b(?:annual|yearly|12-month|twelve-month) (?:growth(?: rates?)?|rates? of (?:growth|increase|change|decline|decrease)|change)\b"
    r"(?:[^.;:,\d]{0,60}?\b(?:was|were|is|of|at|to|from|by|stood|reached|recorded)|,|:)\s+(?:\w+\s+)?\Z",
    re.IGNORECASE,
)
_REVISION = re.compile(r"\brevision of\b|\brevised (?:up|down|upwards?|downwards?) by\b", re.IGNORECASE)
# "For the month, the index rose 0.2 percent": the change over it.
_LEAD = re.compile(r"\W*(?:for|on) the (month|quarter|year|week),", re.IGNORECASE)
_IN_WEEK = re.compile(
    r"\s+(?:(?:in|for|over|during|on) (?:the )?|this |last )week\b(?! (?:to|ended|ending|of|through|before)\b)", re.IGNORECASE
)
_MONTHLY = re.compile(
    r"(?<!straight )(?<!consecutive )(?<!successive )\bmonthly\b"
    r"(?! (?:exports|imports|sales|average|data|report|survey|figures|earnings|wages|income|cash|inflows?))",
    re.IGNORECASE,
)
# "Emissions are to fall by 55% by 2030": from now on, not from the year before.
_BY = re.compile(r"\bby\s+(?:the\s+)?(?:(?:end|close|start|beginning|middle)\s+(?:of\s+)?(?:the\s+)?)?\Z", re.IGNORECASE)
_UNTIL_ENDS = re.compile(r"\s*(?:[.,;:)]|$|\b(?:and|or|but|as|if|while|the|it|its|they|their)\b)")
# "rose 2.4%, more slowly than in May": how fast it rose is compared, not what rose.
_PACE = re.compile(
    r"(?:\b(?:faster|slower|quicker|stronger|weaker|steeper|gentler|(?:more|less) \w+ly) than|"
    r"\b(?:same|fast|quickly|rapidly|slowly|strongly|strong|steeply) as)"
    r"\s+(?:(?:in|at|for|during|the|that|of|it|was|recorded|rate|pace|seen|its|a)\s+)*\Z",
    re.IGNORECASE,
)
# Where "at an annual rate" means a quarter's or month's change put at an annual rate; elsewhere it is the change over a year.
_ANNUALISERS = frozenset(("US", "CA", "JP", "IL", None))
# "consumption rose by 2%, investment by 3%, all at annual rates": said of the whole sentence.
_RATES = re.compile(r"rates\Z", re.IGNORECASE)
# Words that begin a clause with comparisons of its own.
_APART = re.compile(rf";|\b(?:{'|'.join(table('connectives')['apart_for_comparisons'])})\b(?! compared\b)", re.IGNORECASE)
# Between two changes that one comparison serves: "0.2%, and services by 1.8%".
_SHARED = re.compile(r"[\s,]*+(?:and|or|by|a|an|respectively|of|points)?[\s,]*+(?:by )?(?:an? )?")
_SAID_TWICE = re.compile(r"\(\s*(?:or\s+|i\.?e\.?,?\s+)?\Z")
# "Apples were 2% and pears 3% dearer than in May": the comparative comes but once.
_ONE_COMPARATIVE = re.compile(r",? (?:and|or) (?:(?!\w+er\b|less\b|than\b)[\w-]+ ){1,6}", re.IGNORECASE)
_COMPARATIVE = re.compile(r" (?:\w+er|less|more \w+|more) than\b", re.IGNORECASE)
# "4.1 percent less than the 45,794 sold in May": a change that is told against a level.
_AGAINST_LEVEL = re.compile(
    r"[\s,)]*(?:[a-z]+ ){0,2}?(?:than|above|below|under|over|on|against|from|of|compared (?:with|to)|relative to)\s"
    r"(?:(?!(?:and|but|while|whereas|to|by)\b)[^.;:(\d]){0,40}?\(?(?:[A-Z]{0,3}[$£€¥]|[A-Z]{1,3} ?)?",
    re.IGNORECASE,
)
# "to 5.2 million, compared with 4.8 million in May 2023, a rise of": the level came before.
_AFTER_LEVEL = re.compile(
    r"[^.;:\d]{0,45}(?:\d{4})?[^.;:\d]{0,4}?[,(]\s*"
    r"(?:(?:i\.e\.|or|up|down|of|lower|higher|by|an?|which|is|was|marking|representing|[a-z-]+ of|[a-z]+ing)\s+){0,4}",
    re.IGNORECASE,
)
_OPENS_CLAUSE = re.compile(
    r"(?:(?:[;(–—]|\b(?:and|but|while|whereas|yet))\s*+,?\s*+"
    r"(?:(?:when )?compared (?:with|to)|against|relative to|versus|since|over|on|from|in|at)?"
    r"|, (?:(?:when )?compared (?:with|to)|relative to|since))\s*+(?:the|an?|its)?\s*+\Z",
    re.IGNORECASE,
)
# "4.2% higher than in", "down 3% on": nothing stands between a change and the time that it is held against.
_BESIDE_TIME = re.compile(
    r"\s*(?:(?:higher|lower|more|less|fewer|greater|larger|smaller|better|worse|dearer|cheaper|faster|slower|quicker|up|down|above|below)\s+)?"
    r"(?:than|over|from|on|above|below|against|compared (?:with|to)|relative to)\s+"
    r"(?:(?:in|for|at|during|the|that|those|its|of|levels?|figures?|average|speed|pace|rate|growth|same|recorded|seen)\s+)*",
    re.IGNORECASE,
)
_CLOSES = re.compile(r"[.;:)]|\b(?:while|whereas|but)\b")
# How far before a change the comparison begins that opens its clause.
_OPENING = 60
# "surpassed the level of 2019 by about 4%".
_BY_SO_MUCH = re.compile(r"\s+by\s+(?:[a-z]+\s+){0,2}", re.IGNORECASE)
# "In Spain, where shops have closed since May, sales fell": what an aside tells of a time is not the clause's.
_IN_ASIDE = re.compile(r", (?:where|which|whose|whom?)\b[^,;:()]{0,90}+\Z", re.IGNORECASE)
_ENDS_ASIDE = re.compile(r"[^,;:()]{0,60}+, ", re.IGNORECASE)
# "unchanged from last month's assessment": what was said then, not what it was.
_SAID_THEN = re.compile(
    r"['’]s (?:[a-z]+ )?(?:assessments?|forecasts?|projections?|estimates?|outlook|report|bulletin|survey|poll)\b", re.IGNORECASE
)
# A comparison with a word of its own serves more than what stands beside it, unless another sentence comes between.
_SERVES = re.compile(r"compared|relative", re.IGNORECASE)
_BROKEN = re.compile(
    r";|\b(?:after|following|because|which|that|who|when|though|although|despite|but|due|owing|thanks|helped|driven|led|supported)\b",
    re.IGNORECASE,
)
_IN_COURSE = re.compile(r"\b(?:over|in the course of)\s+(?:the\s+)?\Z", re.IGNORECASE)
# Before a year that is compared with as a whole.
_WHOLE_YEAR = re.compile(
    r"\b(?:since|all of|whole of|entire|average of|average in|peak (?:of|in)|end of|from)\s+(?:the\s+)?\Z", re.IGNORECASE
)
_YEAR = 12
# What ended more months ago is no year before, however the periods were read.
_LONG = 18
# So many changes at most share a level.
_LONGEST_RUN = 12
_LEVEL_CUES = ("from", "compare", "noun-earlier")
_BY_LENGTH = {12: "yoy", 1: "mom", 3: "qoq"}


class Comparisons:
    """Tells the basis of a change where its own sentence tells it."""

    def __init__(self, text: str, figures: list[Figure], cues: list[Cue], times: Sequence[TimeExpression], home: str | None) -> None:
        self.text, self.figures, self.cues, self.times, self.home = text, figures, cues, times, home

    def spoken(self, number: int) -> str | None:
        """The basis of a change by what its sentence says, if it says one."""
        figure = self.figures[number]
        start = figure.sentence[0]
        last = self._last_of_run(number, by_word=True)
        if says_yardstick(self.text, figure, self.figures[last].end, self._next_start(last)):
            figure.notes["basis_sure"] = "yardstick"
            return "other"
        if says_extreme(self.text, figure, self.figures[last].end):
            return self._level_behind(number, figure) or "other"
        span = figure.notes.get("span")
        if span:
            return _BY_LENGTH.get(int(span), "other")
        if _REVISION.search(self.text, max(start, figure.start - 24), figure.start):
            figure.notes["basis_sure"] = "yardstick"
            return "other"
        lead = _LEAD.match(self.text, start)
        if lead:
            return {"month": "mom", "quarter": "qoq", "year": "yoy", "week": "wow"}[lead.group(1).lower()]
        if figure.quantity_type == "percent" and _ANNUAL_RATE.search(self.text, max(start, figure.start - 120), figure.start):
            return "yoy"
        return self._level_behind(number, figure) or self._by_times(number, figure) or self._by_words(number, figure)

    def _next_start(self, number: int) -> int:
        """Where the next figure of the sentence begins, or the sentence ends."""
        end = self.figures[number].sentence[1]
        return min(end, self.figures[number + 1].start) if number + 1 < len(self.figures) else end

    def _by_times(self, number: int, figure: Figure) -> str | None:
        """The basis by the next comparison behind the figure, or by the last before it."""
        start, end = figure.sentence
        after = [t for t in times_in(self.times, figure.end, end) if t.role == "comparison" and not self._beyond(number, figure, t)]
        after = [t for t in after if not _SAID_THEN.match(self.text, t.end)]
        before = [t for t in times_in(self.times, start, figure.start) if t.role == "comparison" and not self._spent(figure, t)]
        before = [t for t in before if not _SAID_THEN.match(self.text, t.end)]
        for time in [*after[:1], *before[-1:]]:
            basis = self.basis_of(time, figure)
            if basis is not None:
                if _BESIDE_TIME.fullmatch(self.text, figure.end, time.start):
                    figure.notes["basis_sure"] = "beside"
                return basis
        if (closing := self._closing(number, figure)) is not None:
            return self.basis_of(closing, figure)
        rated = (t for t in times_in(self.times, figure.end, end) if t.basis == "annualized" and figure.quantity_type == "percent")
        return next((self.basis_of(t, figure) for t in rated if _RATES.search(self.text, t.start, t.end)), None)

    def _closing(self, number: int, figure: Figure) -> TimeExpression | None:
        """ "Exports fell 4.9% while imports rose 10% in July, compared with June": what closes a sentence of clauses built alike."""
        start, end = figure.sentence
        compared = [t for t in times_in(self.times, start, end) if t.role == "comparison" and not _SAID_THEN.match(self.text, t.end)]
        if len(compared) != 1 or compared[0].basis == "annualized" or self.text[compared[0].end : end].strip(" .)\"'”"):
            return None
        later = between(self.figures, figure.end, compared[0].start)
        last = next((other for other in reversed(later) if other.measure == "change"), None)
        if self.text[max(0, compared[0].start - 8) : compared[0].start].lower().rstrip().endswith("since"):
            return None
        if last is None or last.quantity_type != figure.quantity_type or last.period != figure.period or last.subject == figure.subject:
            return None
        tied = _BESIDE_TIME.fullmatch(self.text, last.end, compared[0].start) and not _SERVES.search(self.text, last.end, compared[0].start)
        return None if tied or _BROKEN.search(self.text, figure.end, last.start) else compared[0]

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
        if _IN_WEEK.match(self.text, figure.end, end):
            return "wow"
        if self._from_now(number, figure) or is_step_of_rate(self.text, figure):
            return "other"
        if self.cues[number].kind == "change-noun" and _ANNUAL.search(self.text, max(start, figure.start - 90), figure.start):
            return "yoy"
        return "mom" if _MONTHLY.search(self.text[max(start, figure.start - 40) : min(end, figure.end + 40)]) else None

    def _dates(self, start: int, end: int) -> bool:
        """Whether what is compared with is told a time before the clause ends: "higher than output in the same months"."""
        closing = _CLOSES.search(self.text, start, end)
        return bool(times_in(self.times, start, closing.start() if closing else end))

    def _moved(self, number: int, figure: Figure) -> str | None:
        """ "increased by 0.7 per cent, from 124.22 in June to 125.05 in July": the two periods tell."""
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
        behind = times_in(self.times, figure.end, min(self._next_start(number), figure.end + _OPENING))
        return any(
            _BY.search(self.text, max(start, time.start - 30), time.start) and _UNTIL_ENDS.match(self.text, time.end, end)
            for time in [*behind, *times_in(self.times, start, min(figure.start, start + 30))]
            if time.role == "reference" and time.period
        )

    def _level_behind(self, number: int, figure: Figure) -> str | None:
        """ "12.2% below May's 11.8 million": the basis by the period of the level that stands right behind the change."""
        last = self._last_of_run(number)
        if last + 1 == len(self.figures):
            return None
        level = self.figures[last + 1]
        if level.sentence != figure.sentence or level.measure != "level" or not self._dated(last + 1):
            return None
        if not _AGAINST_LEVEL.fullmatch(self.text, self.figures[last].end, level.start):
            return None
        return _apart(figure, level)

    def _level_before(self, number: int, figure: Figure) -> str | None:
        """ "4.9 million, against 4.7 million in May 2023, a rise of 4%": the same, where the levels came before."""
        if number < 1:
            return None
        level = self.figures[number - 1]
        if level.sentence != figure.sentence or self.cues[number - 1].kind not in _LEVEL_CUES or not self._dated(number - 1):
            return None
        return _apart(figure, level) if _AFTER_LEVEL.fullmatch(self.text, level.end, figure.start) else None

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
        return following.measure == "change" and bool(_SHARED.fullmatch(gap) or _SAID_TWICE.search(gap))

    def basis_of(self, time: TimeExpression, figure: Figure) -> str | None:
        """The basis that a comparison tells for a figure."""
        if (
            time.basis == "annualized"
            and self.home not in _ANNUALISERS
            and not re.search(r"annuali[sz]ed|saar", self.text[time.start : time.end], re.IGNORECASE)
        ):
            return "yoy"
        # "more than in January-February 2016" names the same part of another year, no step from the one month to the other.
        alike = time.span_months is not None and (months(time.period) or 0) > 1 and months(time.period) == months(figure.period)
        if time.basis and not alike:
            if time.basis == "other" and "average" not in self.text[time.start : time.end].lower():
                figure.notes["basis_sure"] = "event"
            sequential = self.text.startswith("sequential", time.start)
            return "mom" if sequential and months(figure.period) == 1 else time.basis
        if time.period and time.period == figure.period and time.start > figure.end:
            # "after growth of 2 percent over February": over the month that it is about.
            return {1: "mom", 3: "qoq", _YEAR: "yoy"}.get(months(time.period) or 0)
        if time.period and figure.period:
            told = basis_between(figure.period, time.period)
            if told is None:
                # "grew by 0.2% over March": in its course.
                over = _IN_COURSE.search(self.text, max(0, time.start - 20), time.start)
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
        if last is None or time.period != str(last.year - 1) or _WHOLE_YEAR.search(self.text, max(0, time.start - 20), time.start):
            return False
        return (months(figure.period) or 0) < _YEAR

    def _beyond(self, number: int, figure: Figure, time: TimeExpression) -> bool:
        """Whether a comparison behind the figure belongs to a later change or another clause, or compares how fast it changed."""
        if _APART.search(self.text, figure.end, time.start) or self._opens_clause(time, figure.end):
            return True
        if time.basis == "annualized" and self._rates_another(number, time):
            return True
        pace = _PACE.search(self.text, figure.end, time.start)
        if pace is not None and self.text[figure.end : pace.start()].strip():
            return True
        for other in range(number + 1, len(self.figures)):
            following = self.figures[other]
            if following.start >= time.start:
                return False
            gap = self.text[figure.end : following.start]
            if following.measure == "change" and not (_SHARED.fullmatch(gap) or _SAID_TWICE.search(gap) or self._waits(gap, following)):
                return True
            if self.cues[other].kind in _LEVEL_CUES:
                return True
        return False

    def _rates_another(self, number: int, time: TimeExpression) -> bool:
        """Whether "at an annualised rate" stands right behind a later figure: "up 1.2%, that is 4.9% at an annualised rate"."""
        later = between(self.figures, self.figures[number].end, time.start)
        return bool(later) and not self.text[later[-1].end : time.start].strip()

    def _waits(self, gap: str, following: Figure) -> bool:
        """Whether a change shares the comparative of the next: "2% and pears 3% dearer than in May"."""
        return bool(_ONE_COMPARATIVE.fullmatch(gap) and _COMPARATIVE.match(self.text, following.end))

    def _spent(self, figure: Figure, time: TimeExpression) -> bool:
        """Whether a comparison before the figure belongs to an earlier one, and not to the whole sentence or the figure's clause."""
        if _BY_SO_MUCH.fullmatch(self.text, time.end, figure.start):
            return False
        if _IN_ASIDE.search(self.text, figure.sentence[0], time.start) and _ENDS_ASIDE.match(self.text, time.end, figure.start):
            return True
        return not self._opens_clause(time, figure.sentence[0]) and any(
            other.sentence == figure.sentence and other.measure == "change" and other.end <= time.start
            for other in between(self.figures, figure.sentence[0], figure.start)
        )

    def _opens_clause(self, time: TimeExpression, start: int) -> bool:
        """Whether a comparison opens a clause in which a change follows: "rose by 2%, and compared with May 2023 they were 7% higher"."""
        if not _OPENS_CLAUSE.search(self.text, max(start, time.start - _OPENING), time.start):
            return False
        nearest = next(iter(between(self.figures, time.end, time.end + _OPENING)), None)
        return nearest is not None and nearest.measure == "change" and not _CLOSES.search(self.text, time.end, nearest.start)


def _long_before(period: str, reference: str) -> bool:
    """Whether one period ended so long before another that it can be neither the year nor the month before."""
    now, then = ending(period), ending(reference)
    return now is not None and then is not None and (now.year - then.year) * _YEAR + now.month - then.month > _LONG


def _apart(figure: Figure, level: Figure) -> str | None:
    """The basis by the periods of a figure and of a level from before."""
    now, then = ending(figure.period), ending(level.period)
    told = basis_between(figure.period, level.period) if now is not None and then is not None and then < now else None
    return None if told == "other" else told
