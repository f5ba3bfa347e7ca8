"""The times of a sentence: which one stands beside a figure, which opens its clause, which is another figure's."""

from __future__ import annotations

import re
from collections.abc import Sequence

from indicators import timewords as words
from indicators.brackets import alone_in_brackets, behind_brackets, dated_inside, in_dated_brackets
from indicators.figure import Figure, TimeExpression
from indicators.lexicon import table
from indicators.listedtimes import ListedTimes
from indicators.order import between, numbers_between
from indicators.otherside import is_other_side
from indicators.periods import months

__all__ = ["APART", "OPENING", "PLANNED", "REVISED", "SentenceTimes", "end_of", "times_in"]


def _either(key: str) -> str:
    return "|".join(re.escape(word) for word in sorted(table("connectives")[key], key=lambda word: (-len(word), word)))


_DONE = rf"(?!(?:{_either('not_close')})\b)[a-z]{{2,}}ed(?: up| down)?"
# "a rise of 6% is expected for this year", "a fall of 3% was recorded in May"
_IS_DONE = rf"(?:is|are|was|were)(?= (?:also |now |still )?(?:{_DONE}|forecast|seen|set|sold|made|built|foreseen)\b)"
_CLOSE = re.compile(rf"[\s,]*(?:(?:{_IS_DONE}|{_either('close')}|{_DONE})(?:[\s,]+|(?<=-)))*")
_AGAINST = re.compile(rf"\b(?:{_either('against')})\s+(?:an?\s+|the\s+|its\s+)?(?:\w+\s+)?\Z", re.IGNORECASE)
_NOT_MOST = r"(?!the most (?:up|recent|current|complete)\b)"
APART = re.compile(rf";|\b(?:{_NOT_MOST}(?:{_either('apart')})|as(?! (?:of|at|on|from|a whole|a result)\b))\b", re.IGNORECASE)
REVISED = re.compile(rf"\b(?:{_either('revisions')})\b", re.IGNORECASE)
_ADJACENT = re.compile(rf"('s?)?\s*(?:(?:{_either('adjacent')})\s*)*\Z", re.IGNORECASE)
# "this year's target of", "the 2024 plan of".
PLANNED = re.compile(
    rf"(?:['’]s?)?\s+(?:[\w-]+\s+){{0,2}}(?:{_either('planned')})\s+of\s+(?:(?:about|around|some|nearly|almost|over)\s+)?", re.IGNORECASE
)
# "April's growth of", "a first-half rise of".
_RISE = re.compile(
    rf"(?:['’]s?)?\s+(?:(?!(?:and|but|or|while|with)\b)[\w-]+\s+){{0,2}}(?:{'|'.join(table('times')['change']['nouns'])})\s+of\s+(?:(?:about|around|some|nearly|almost|just|only|over)\s+)?",
    re.IGNORECASE,
)
_THROWN_IN = re.compile(rf"\b(?:{_either('thrown_in')})\b")
_CLAUSE = re.compile(
    rf";|:\s+(?=(?:in|on|at|by|for|during|over)\b)|\b(?:whereas|while|but)\b|,\s+with\b|\b(?:adding|noting|saying|stating) that\b|"
    rf"[,)]\s*and\b|,\s*(?:{_either('resulting')})\b"
)
_SUBORDINATE = re.compile(rf"\W*(?:{_either('apart')}|as)\b[^,;]*,", re.IGNORECASE)
# "With April's arrivals, the number since January reached": the time of what is added is not that of the sum.
_WITH = re.compile(r"\W*(?:[A-Z][\w.,'()/ -]{2,60}\s[–—-]{1,2}\s)?(?:With|Including|Counting|Adding|Having|After having)\b[^,;]*,")
_ON = re.compile(r"\s*(?:on|at|as of)\s+(?:the\s+)?")
_IN = re.compile(r"\s*+,?\s*+(?:in|for|during|of|over)?\s*+(?:the\s+)?")
_AND_IN = re.compile(
    r"\b(?:and|but|while|whereas)\s*,\s*(?:in|for|during|over|by|as of)\s+(?:the\s+)?(?:(?:whole|end|rest)\s+of\s+)?(?:the\s+)?\Z"
)
_AND_OPENS = re.compile(
    r"\b(?:and|but|while|whereas),?\s+(?:in|for|during|over|by|as of)\s+(?:the\s+)?(?:(?:whole|end|rest)\s+of\s+)?(?:the\s+)?\Z"
)
_THAN = re.compile(
    r"\b(?:than|compare[ds]?|in (?:comparison|contrast|relation)|relative|versus"
    rf"|against(?!\s+(?:the\s+)?(?:[\w.]+\s+)?(?:{_either('held_against')})\b)|{_either('equalling')})\b"
)
# "matching the record set in June", "more than was sold in 2019": what a time tells of is another thing.
_MARK = re.compile(
    r"\b(?:record|high|low|peak|trough|mark|best|worst|maximum|minimum)\b(?:\s(?:low|high|level))?\s+(?:(?:that\s+was\s+)?(?:set|reached|hit|seen"
    r"|recorded|registered|posted|touched|achieved|established|attained)\s+)?(?:back\s+)?(?:in|on|during|of|at)\s+(?:the\s+)?\Z"
    rf"|\b(?:{_either('started')})\s+(?:back\s+)?(?:in|on)\s+\Z"
    r"|\bwhat\s+(?:it\s+|they\s+)?(?:was|were|had)\b[^,;]*\Z"
)
_DASH = re.compile(r"—|\s(?:–|--)\s")
# "a fall of 7 percent is left after nine months".
_AFTER = re.compile(r"\bafter\s+(?:the\s+)?\Z")
_LEADS_ON = re.compile(
    r",\s+(?:and|but|while)\s+(?:in|at|on|by|for|during)\s+(?:the\s+)?(?:(?:end|start|close|beginning)\s+of\s+)?(?:the\s+)?\Z"
)
# These begin a clause of its own: "has slowed: in May it was 4%", ", taking the total for the year to 5 million".
_ELSE = re.compile(rf":\s+(?:in|on|at|by)\b|,\s*(?:{_either('resulting')})\b", re.IGNORECASE)
# "smaller than that for the first two quarters, of 8 percent".
_THOSE = re.compile(r"\b(?:those|that)\s+(?:of|in|for|from)\s+(?:the\s+)?\Z")
_COMPARED = re.compile(r"\b(?:from|than|against|versus)\s+(?:in\s+|at\s+|for\s+)?(?:an?|the|its)?\s*\Z", re.IGNORECASE)
_AND_BY = re.compile(r",? (?:and|but)(?: (?:was|were|is|are))?(?: (?:up|down))?(?: (?:by|a|an))? ?[-+]?")
_SINCE = re.compile(r"\b(?:from|since)\s+\Z", re.IGNORECASE)
_TO = re.compile(r"\s(?:to|through|until|till)\s")
_OVER = re.compile(r"\bover\s+(?:the\s+)?\Z")
OPENING = 90  # how far into a sentence a time still opens it


def times_in(times: Sequence[TimeExpression], start: int, end: int) -> list[TimeExpression]:
    """The time expressions that begin between two offsets."""
    return list(between(times, start, end))


def end_of(period: str) -> str:
    """The last part of an interval: what a change over it ends in."""
    return period.rsplit("/", 1)[-1]


class SentenceTimes(ListedTimes):
    """Finds the time expressions that belong to the figures of a release."""

    def _thrown_in(self, number: int) -> int | None:
        """Where a clause thrown in begins that has a figure: "formation, which had grown by 2.10% in the previous quarter, fell"."""
        figure = self.figures[number]
        stops = [self.text.rfind(stop, figure.sentence[0], figure.start) for stop in ",;("]
        start = max(*stops, figure.sentence[0] - 1) + 1
        return start if _THROWN_IN.search(self.text, start, figure.start) else None

    def _aside(self, number: int) -> bool:
        """Whether a figure stands in a clause thrown in."""
        return self._thrown_in(number) is not None

    def _partner(self, number: int) -> int | None:
        """The figure before this one in its sentence that tells of the same thing; not one told for comparison, if there is another."""
        figure = self.figures[number]
        host = self.hosts[number].partner
        near = host is not None and host < number and self.figures[host].sentence == figure.sentence
        if near and host is not None and not self._dated_aside(host, number) and not self._in_bracket(host, figure):
            return host
        own = self._thrown_in(number)
        for other in range(number - 1, -1, -1):
            if self.figures[other].sentence != figure.sentence:
                return None
            aside = self._thrown_in(other)
            if not self._secondary(other) and (aside is None or aside == own) and not self._in_bracket(other, figure):
                return other
        return None

    def _in_bracket(self, other: int, figure: Figure) -> bool:
        """Whether a figure before this one stands in brackets with a time of its own: "fell by 4% (second quarter: 2%)"."""
        before = self.figures[other]
        if not before.notes.get("own_time"):
            return False
        if self._in_dashes(before, figure):
            return True
        opens, closes = self.text.rfind("(", before.sentence[0], before.start), self.text.find(")", before.end, figure.start)
        if opens < 0 or closes < 0 or self.text.find(")", opens, before.start) >= 0:
            return False
        return any(time.role == "reference" and time.period for time in times_in(self.times, opens, closes))

    def _in_dashes(self, before: Figure, figure: Figure) -> bool:
        """Whether a figure stands in an aside between dashes that ends before another: "grew 2% — it had shrunk by 3% in May — to 40"."""
        opened = len(_DASH.findall(self.text, before.sentence[0], before.start))
        return opened % 2 == 1 and _DASH.search(self.text, before.end, figure.start) is not None

    def _dated_aside(self, number: int, other: int) -> bool:
        """Whether a figure in a clause thrown in has a time of its own: "the index, which hit a record of 98 on March 1, is now at 91"."""
        aside = self._thrown_in(number)
        return bool(self.figures[number].notes.get("own_time")) and aside is not None and aside != self._thrown_in(other)

    def _beside(self, number: int, figure: Figure) -> TimeExpression | None:
        """The time right behind the figure, or right before it ("last year's 80 trillion won", "in February $5.6 billion")."""
        behind = self._right_after(number, figure, figure.end, number + 1)
        if behind is None and (past := behind_brackets(self.text, self.figures, self.times, number)) is not None:
            behind = self._right_after(number, figure, *past)
            behind = None if behind is None or _SINCE.search(self.text, past[0], behind.start) else behind
            sure = behind is not None and (figure.measure != "change" if behind.shift else self._right_behind(behind, past[0]))
            figure.notes["period_sure"] = sure
        return behind or self._just_before(number, figure) or self._behind_own_brackets(number, figure)

    def _behind_own_brackets(self, number: int, figure: Figure) -> TimeExpression | None:
        """The time behind the brackets in which a figure stands alone: "from Chad (+20) this year and from Mali (+10) in 2025"."""
        if not self.text.startswith(")", figure.end) or not self.text[: figure.start].endswith(("(", "(+", "(up ", "(down ")):
            return None
        time = self._right_after(number, figure, figure.end + 1, number + 1)
        named = time is not None and time.role == "reference" and bool(time.period) and self._right_behind(time, figure.end + 1)
        return time if named else None

    def _right_after(self, number: int, figure: Figure, begin: int, following: int) -> TimeExpression | None:
        """The time right behind where a figure, or the brackets behind it, ends."""
        for time in times_in(self.times, begin, self._start_of(following, figure)):
            dated = time.role == "publication" and figure.measure == "level" and self._on(time, number, figure)
            if time.role not in ("reference", "comparison") and not dated:
                continue
            if time.role == "comparison" and time.basis and not time.period and not self.text[begin : time.start].strip(" ,"):
                begin = time.end  # "3.4% q/q in the first quarter": the basis stands between a change and its time
                continue
            if not (time.period or time.shift) and (time.role != "reference" or not self._right_behind(time, figure.end)):
                continue
            if time.role == "comparison" and not self._earlier_value(number, figure) and not self._earlier_change(number, figure, time):
                continue
            whole = figure.measure == "share" and words.OF_WHOLE.fullmatch(self.text, begin, time.start)
            if whole or (time.role == "reference" and time.period and alone_in_brackets(self.text, begin, time)):
                return time
            between = _CLOSE.match(self.text, begin, time.start)
            compared = _COMPARED.search(self.text, begin, time.start)
            if compared and not self._earlier_value(number, figure) and not self._spans(time, compared):
                return None
            beside = between is not None and between.end() == time.start
            return time if beside and not self._introduces(time, following, figure) else None
        return None

    def _on(self, time: TimeExpression, number: int, figure: Figure) -> bool:
        """Whether a day stands right behind a level: "3.79% on Tuesday", and "from 3.79% late Tuesday"."""
        if _ON.fullmatch(self.text, figure.end, time.start):
            return True
        return self._secondary(number) and self.text[figure.end : time.start].isspace()

    def _spans(self, time: TimeExpression, compared: re.Match[str]) -> bool:
        """Whether "from" begins a span of time, "from March to June", and no comparison."""
        return compared[0].startswith("from") and bool(_TO.search(self.text, time.start, time.end))

    def _right_behind(self, time: TimeExpression, end: int) -> bool:
        """Whether nothing but a preposition stands between the end of a figure, or of the brackets behind it, and a time."""
        return bool(_IN.fullmatch(self.text, end, time.start))

    def _introduces(self, time: TimeExpression, number: int, figure: Figure) -> bool:
        """Whether a time stands right before the next figure: ", in February 0.2 percent"."""
        if number >= len(self.figures) or self.figures[number].start < time.end or self.figures[number].sentence != figure.sentence:
            return False
        if "," not in self.text[figure.end : time.start] and "(" not in self.text[figure.end : time.start]:
            return False
        return bool(_ADJACENT.fullmatch(self.text, time.end, self.figures[number].start))

    def _just_before(self, number: int, figure: Figure) -> TimeExpression | None:
        start = max(self.figures[number - 1].end if number else 0, figure.sentence[0])
        told = [t for t in times_in(self.times, start, figure.start) if t.period or (t.role == "reference" and t.shift)]
        if not told:
            return None
        last, counted = told[-1], figure.measure in ("level", "share")
        between = self.text[last.end : figure.start].strip()
        if counted and not self._secondary(number) and PLANNED.fullmatch(self.text, last.end, figure.start):
            return last
        if last.role == "duration":
            # "the least since 2009 (1.5 million)", "the first fall since March (-4.4%)"
            return last if between in ("(", "(up", "(down", "(by") or words.WHEN.fullmatch(self.text, last.end, figure.start) else None
        if last.role == "publication":
            # "from Thursday's close of $92.36"
            close = self._secondary(number) and counted and self.text.startswith("'s", last.end)
            return last if close and _ADJACENT.fullmatch(self.text, last.end, figure.start) else None
        if last.role not in ("reference", "comparison") or words.is_step_from(self.text, last, between):
            return None
        if words.WHEN.fullmatch(self.text, last.end, figure.start) or (
            counted and words.WHICH.fullmatch(self.text, last.end, figure.start)
        ):
            return last
        if counted and last.role in ("reference", "comparison") and in_dated_brackets(self.text, figure, last):
            return last
        if figure.measure == "change" and _RISE.fullmatch(self.text, last.end, figure.start):
            return last
        if figure.measure == "change" and is_other_side(self.text, last, between, start):
            return None
        if last.role == "comparison" and self._follows_change(number, figure) and words.NOW_AT.fullmatch(self.text, last.end, figure.start):
            return None
        if (
            counted
            and last.role == "reference"
            and words.TO_NUMBER.fullmatch(self.text, last.end, figure.start)
            and self._unnumbered(last, figure)
        ):
            return last
        if _ADJACENT.fullmatch(self.text, last.end, figure.start):
            return last if last.role == "reference" or counted or between == "(" or self._secondary(number) else None
        if between == ", of" and _THOSE.search(self.text, start, last.start):
            return last
        return last if self._secondary(number) and words.NAMED.fullmatch(self.text, last.end, figure.start) else None

    def _unnumbered(self, time: TimeExpression, figure: Figure) -> bool:
        """Whether a time has no figure before it in its sentence: "took the number since May to 6 million", not "from 5 million in May"."""
        return not numbers_between(self.figures, figure.sentence[0], time.start)

    def _follows_change(self, number: int, figure: Figure) -> bool:
        """Whether the figure before one that is not told for comparison is a change of the same sentence."""
        before = self.figures[number - 1] if number else None
        return before is not None and before.sentence == figure.sentence and before.measure == "change" and not self._secondary(number)

    def _earlier_value(self, number: int, figure: Figure) -> bool:
        """Whether a comparison behind the figure tells when it was: "down from 7.9% a year before"."""
        return figure.measure in ("level", "share") and (self._secondary(number) or self.text[max(0, figure.start - 1)] == "(")

    def _earlier_change(self, number: int, figure: Figure, time: TimeExpression) -> bool:
        """Whether a change that is told for comparison was one over the time: ", after growth of 2 percent over February"."""
        named = time.period is not None and time.shift is None
        over = named and _OVER.search(self.text, figure.end, time.start)
        return bool(over) and figure.measure == "change" and (self._secondary(number) or self._aside(number))

    def _opening(self, figure: Figure) -> TimeExpression | None:
        """The time that opens the sentence or stands in its subject, before any clause of its own."""
        start = figure.sentence[0]
        announced = self._announced(figure)
        if announced is not None:
            return announced
        breaks = [m.end() for m in _CLAUSE.finditer(self.text, start, figure.start)]
        if breaks:
            own = [t for t in times_in(self.times, breaks[-1], figure.start) if t.role == "reference" and t.period]
            if own and not self._attached(own[0], figure, breaks[-1]) and not APART.search(self.text, breaks[-1], own[0].start):
                return own[0]
        found = added = None
        with_it = _WITH.match(self.text, start, figure.start)
        for time in times_in(self.times, start, min(figure.start, start + OPENING + 60)):
            if time.role != "reference" or not time.period or self._attached(time, figure) or self._of_earlier(time, figure):
                continue
            changes, near = figure.measure == "change" and not time.span_months, max(start, time.start - 6)
            if changes and "/" not in time.period and _SINCE.search(self.text, near, time.start):
                continue
            if changes and _OVER.search(self.text, near, time.start):
                continue
            if time.start - start > OPENING and found is not None:
                break
            if self._subordinate(start, time):
                break
            if with_it is not None and time.end < with_it.end():
                added = added or time
                continue
            found = found or time
        return found or added

    def _subordinate(self, start: int, time: TimeExpression) -> bool:
        """Whether a time stands in a clause of its own; one that opens the sentence ends with a comma: "After the strike, in May"."""
        if not APART.search(self.text, start, time.start):
            return False
        opens = _SUBORDINATE.match(self.text, start, time.start)
        return opens is None or bool(APART.search(self.text, opens.end(), time.start))

    def _announced(self, figure: Figure) -> TimeExpression | None:
        """The time that begins a part of the sentence: "sold 5 million this week and, in 2024 as a whole, aims at 35 million"."""
        for time in reversed(times_in(self.times, max(figure.sentence[0], figure.start - OPENING), figure.start)):
            opens = _AND_OPENS if self.text.startswith(",", time.end) else _AND_IN
            if time.role == "reference" and time.period and opens.search(self.text, max(figure.sentence[0], time.start - 40), time.start):
                between_them = any(True for other in between(self.figures, time.end, figure.start))
                return None if between_them or APART.search(self.text, time.end, figure.start) else time
        return None

    def _resulting(self, opening: TimeExpression, figure: Figure) -> bool:
        """Whether a time stands in a clause on what came of something: the next clause goes on about that time."""
        return _ELSE.search(self.text, figure.sentence[0], opening.start) is not None

    def _governs(self, opening: TimeExpression, number: int) -> bool:
        """Whether no figure stands between the opening time and this one that has a time of its own, not told for comparison."""
        for other in range(number - 1, -1, -1):
            before = self.figures[other]
            if before.sentence != self.figures[number].sentence or before.start < opening.end:
                break
            if (before.notes.get("own_time") or before.notes.get("clause_time")) and not self._secondary(other):
                return False
        return True

    def _attached(self, time: TimeExpression, figure: Figure, since: int = 0) -> bool:
        """Whether a time before the figure is a possessive of something else ("last year's base") or beside an earlier figure."""
        for other in between(self.figures, *figure.sentence):
            if other is figure or other.sentence != figure.sentence:
                continue
            if since <= other.start and other.end <= time.start:
                return True
        return False

    def _of_earlier(self, time: TimeExpression, figure: Figure) -> bool:
        """Whether a time is that of an earlier value before the figure: "rose from June's 71 million to 73 million"."""
        before = numbers_between(self.figures, figure.sentence[0], figure.start)
        return any(self._secondary(other) and self.figures[other].notes.get("own_time_at") == time.start for other in before)

    def _behind(self, number: int, figure: Figure) -> TimeExpression | None:
        """The first time behind the figure in its clause, over later figures if need be."""
        end, begin = self.text.find(",", figure.end, figure.sentence[1]) if self._aside(number) else -1, figure.end
        for time in times_in(self.times, figure.end, end if end >= 0 else figure.sentence[1]):
            if time.role != "reference" or not time.period or (time.shift or 0) < 0:
                begin = time.end if time.role == "comparison" or time.shift else begin
                continue
            led = begin > figure.end and [n for n in numbers_between(self.figures, begin, time.start) if not self._joins(begin, n)]
            if led or self._elsewhere(time, figure, begin) or self._taken(time, number):
                return None
            between = self.text[begin : time.start]
            if _AGAINST.search(between) or _THAN.search(between) or _MARK.search(between) or between.rfind("(") > between.rfind(")"):
                continue
            return time
        return None

    def _joins(self, begin: int, other: int) -> bool:
        """Whether a figure behind a comparison is another of the same clause: "by 2% from April and by 5% from a year before"."""
        return _AND_BY.fullmatch(self.text, begin, self.figures[other].start) is not None

    def _elsewhere(self, time: TimeExpression, figure: Figure, begin: int) -> bool:
        """Whether a time behind a figure is of another clause, or leads in another figure: ", and at the end of June 29 were left".

        `begin` is where the last comparison between the two ends.
        """
        gone = _AFTER.search(self.text, figure.end, time.start) if (months(time.period) or 0) > 1 else None
        apart = APART.finditer(self.text, figure.end, gone.start() if gone else time.start)
        if any(word[0] != "compared" or word.start() >= begin for word in apart) or _ELSE.search(self.text, figure.end, time.start):
            return True
        leads = _LEADS_ON.search(self.text, figure.end, time.start)
        return bool(leads) and bool(numbers_between(self.figures, time.end, figure.sentence[1]))

    def _taken(self, time: TimeExpression, number: int) -> bool:
        """Whether the time belongs to a figure that is there for comparison: "after 0.7 percent in June"."""
        for other in range(number + 1, len(self.figures)):
            following = self.figures[other]
            if following.sentence != self.figures[number].sentence or following.start > time.start:
                break
            between = self.text[self.figures[number].end : following.start]
            if self._secondary(other) or ("," in between and re.search(r"\b\w+ing\b", between)):
                return True
        near = [f for f in self.figures[number + 1 : number + 5] if f.sentence == self.figures[number].sentence and f.start >= time.end]
        return any(_ADJACENT.fullmatch(self.text, time.end, f.start) and not dated_inside(self.text, self.times, f) for f in near)

    def _next_start(self, number: int, figure: Figure) -> int:
        return self._start_of(number + 1, figure)

    def _start_of(self, number: int, figure: Figure) -> int:
        """Where a figure begins, or the sentence of another ends before that."""
        following = self.figures[number] if number < len(self.figures) else None
        return min(following.start, figure.sentence[1]) if following is not None else figure.sentence[1]
