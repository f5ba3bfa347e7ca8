"""Brackets behind a figure that say the same in other terms: "$9 million (7% of sales) in May"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from indicators.figure import Figure, TimeExpression
from indicators.order import between

__all__ = [
    "alone_in_brackets",
    "behind_brackets",
    "bracketed",
    "dated_inside",
    "end_of_aside",
    "end_of_unit",
    "in_dated_brackets",
    "past_brackets",
]

# "$9 million, or 7 cents a share, a year before", "$9 million worth 7% of sales in May", "from $9 million and 7 percent of sales in May".
_OR = re.compile(r"\s*+,?\s++(?:or|worth|valued at|and)\s++(?:(?:about|some|around|nearly|almost|over|just|only)\s++)*+")
_INSTEAD = re.compile(r",? \(?(?:instead of|rather than|and not|not) (?:the )?(?:previous(?:ly)? |earlier |initial(?:ly)? )?(?:[a-z]+ )?")
_OPENS = re.compile(r"\((?:(?:in|for|at|during|on|as of) )?(?:the )?(?:end of )?(?:the )?")
# "3 billion (4 months of imports) at the end of May": what is said beside.
_REMARK = re.compile(r" \([^()\n]{1,60}\)(?= )")
_UNIT = re.compile(r"(?:\s+(?:a|an|per|of)\s+(?:the\s+|its\s+)?[\w-]+){0,2}")
_OPEN = re.compile(
    r"(?:\s+(?:higher|lower|more|less|fewer|up|down|above|below))?\s*+"
    r"\(\s*+(?:(?:or|about|some|around|nearly|almost|over|equivalent to|equal to|i\.e\.|"
    r"just|only|an?|the)\s++)*+"
)

# What is told in brackets, or between dashes, right behind a figure.
_ASIDE = re.compile(r"\s?(?:\([^()\n]{1,120}\)|\[[^]\[\n]{1,120}\])|\s[–—-]\s[^–—\n;]{1,80}?\s[–—-](?=[\s,])")


def end_of_aside(text: str, figure: Figure) -> int:
    """Return where brackets right behind a figure or around it close: "by 8% (9% in real terms) on the year"; else where it ends."""
    behind = _ASIDE.match(text, figure.end, figure.sentence[1])
    if behind is not None:
        return behind.end()
    opens = max(text.rfind(sign, figure.sentence[0], figure.start) for sign in "([")
    if opens < 0 or any(sign in text[opens : figure.start] for sign in ")];"):
        return figure.end
    return max(text.find(")" if text[opens] == "(" else "]", figure.end, figure.sentence[1]) + 1, figure.end)


def past_brackets(text: str, figures: Sequence[Figure], times: Sequence[TimeExpression], number: int) -> tuple[int, int] | None:
    """Return where brackets right behind figure `number` end that hold figures and no time, and which figure follows on them."""
    other = _in_other_words(text, figures, times, number)
    if other is not None:
        return other
    if number + 1 >= len(figures) or not _OPEN.fullmatch(text, figures[number].end, figures[number + 1].start):
        return None
    end = figures[number].end
    closes = text.find(")", end, figures[number].sentence[1])
    if closes < 0 or any(time.role != "duration" for time in between(times, end, closes)):
        return None
    following = number + 1
    while following < len(figures) and figures[following].start < closes:
        following += 1
    return closes + 1, following


def behind_brackets(text: str, figures: Sequence[Figure], times: Sequence[TimeExpression], number: int) -> tuple[int, int] | None:
    """Return the same as `past_brackets`, and where brackets end that only say something beside: "$3 billion (provisional) in May"."""
    figure = figures[number]
    if (past := past_brackets(text, figures, times, number)) is not None:
        return past
    remark = _REMARK.match(text, figure.end, figure.sentence[1])
    if remark is None or any(time.role != "duration" for time in between(times, *remark.span())):
        return None
    told = number + 1 < len(figures) and figures[number + 1].start < remark.end()
    return None if told else (remark.end(), number + 1)


def _in_other_words(text: str, figures: Sequence[Figure], times: Sequence[TimeExpression], number: int) -> tuple[int, int] | None:
    """The same for what is said again in other terms without brackets, of a level and by a figure of another unit."""
    if number + 1 >= len(figures):
        return None
    figure, again = figures[number], figures[number + 1]
    if figure.measure == again.measure and _INSTEAD.fullmatch(text, figure.end, again.start):
        # "2% instead of 3% for the first quarter": what was said before of the same time.
        return again.end, number + 2
    if figure.measure != "level" or again.measure == "change":
        return None
    if figure.sentence != again.sentence or not _other_terms(text, figure, again):
        return None
    if not _OR.fullmatch(text, figure.end, again.start) or any(True for _ in between(times, figure.end, again.end)):
        return None
    return end_of_unit(text, again), number + 2


def end_of_unit(text: str, figure: Figure) -> int:
    """Where what a figure is counted by ends: "27 cents a share", "3% of sales"."""
    unit = _UNIT.match(text, figure.end)
    return unit.end() if unit else figure.end


def _other_terms(text: str, figure: Figure, again: Figure) -> bool:
    """Whether the second figure is of another kind or unit, or counted by something."""
    same = (figure.quantity_type, figure.unit) == (again.quantity_type, again.unit)
    return not same or end_of_unit(text, again) > again.end


def bracketed(text: str, figures: Sequence[Figure], times: Sequence[TimeExpression], number: int) -> int | None:
    """Return the figure before the brackets in which this one says the same of another kind; a change beside a level is another thing."""
    if not number:
        return None
    host, figure = figures[number - 1], figures[number]
    if figure.measure == "change" and host.measure != "change":
        return None
    if host.sentence != figure.sentence or not _other_terms(text, host, figure):
        return None
    return number - 1 if past_brackets(text, figures, times, number - 1) is not None else None


def alone_in_brackets(text: str, begin: int, time: TimeExpression) -> bool:
    """Whether brackets that open at `begin`, behind a figure, hold nothing but a time: "4 million (2021), 5 million (2022)"."""
    return text[begin : time.start] == " (" and text.startswith(")", time.end)


def dated_inside(text: str, times: Sequence[TimeExpression], figure: Figure) -> bool:
    """Whether brackets that a figure opens have a time behind it: "in May 2024 (4% a year before)"."""
    closes = text.find(")", figure.end, figure.sentence[1]) if text.startswith("(", figure.start - 1) else -1
    return any(time.period or time.shift for time in between(times, figure.end, closes))


def in_dated_brackets(text: str, figure: Figure, time: TimeExpression) -> bool:
    """Whether a figure stands in brackets that a time before it opens: "(in the same month of 2023 it amounted to 3 million)"."""
    opens = text.rfind("(", figure.sentence[0], time.start)
    return opens >= 0 and ")" not in text[opens : figure.start] and _OPENS.fullmatch(text, opens, time.start) is not None
