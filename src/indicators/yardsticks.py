"""What a change may be held against that is no period: a forecast, a target, an average, the turn of the year, the rate in force."""

from __future__ import annotations

import re
from functools import cache

from indicators.figure import Figure
from indicators.inflect import singular
from indicators.lexicon import table
from indicators.needing import Needing
from indicators.stocks import is_stock
from indicators.timegrammar import MONTH

__all__ = ["is_step_of_rate", "says_extreme", "says_thing", "says_yardstick"]


def _either(key: str) -> str:
    return "|".join(table("connectives")[key])


_NUMBER = r"(?:[A-Z]{0,3} ?[$£€¥]?\d[\d.,]*(?![\d.,%]| per)(?: (?:million|billion|trillion))?)"
_SAID = "was|were|had|been|previously|earlier|originally|initially|first"
# "0.2 points more than was forecast in May", "20 percent above its target", "less than in last month's report".
_YARDSTICK = re.compile(
    r"(?:\W+\w+){0,2}?\W+(?:(?:from|on)(?= (?:the|its|their|an?|last|previous|earlier)\b)"
    r"(?= (?:(?!and|but|while|to|in|as)[\w'’-]+ ){0,5}"
    rf"(?:{_either('foreseen')})\b(?! (?:growth|rise|fall|increase|decline)\b))"
    r"|than|above|below|beneath|short of|shy of|over|under|behind|ahead of)"
    # The mean over the step before is what it was then: "below last week's average".
    r"(?! (?:the )?(?:last|previous) (?:day|week|month|quarter)['’]s? average\b)"
    rf"(?:(?: (?:{_SAID}|in|the|its|their|an?|average|annual|official|own|last|previous|{_NUMBER}))*(?: (?:\w+-year|\w+['’]s?))?"
    rf"(?: [\w-]+){{0,2}} (?:{_either('yardsticks')})|(?: (?:{_SAID}))+ (?:{_either('said_before')})"
    r"|(?: in| the| its| last| previous)* \w+['’]s? (?:report|publication|bulletin|issue|edition))\b",
    re.IGNORECASE,
)
# "2 percent below the record set in March", "off their high of 2021"; "than the record harvest of 2022", "last year's record" are times.
_STANDS_ALONE = (
    r"(?=[^\w\s-]|\Z| [A-Z]{0,3}[$£€¥]?\d| (?:of|in|at|on|from|for|since|before|during|by|and|but|or|which|that|when|to"
    r"|levels?|highs?|lows?|price|set|reached|seen|hit|posted|achieved|recorded|registered|touched|struck|made|attained|established|notched|logged)\b)"
)
_EXTREME = re.compile(
    r"(?:\W+\w+){0,2}?\W+(?:than|above|below|beneath|short of|shy of|over|under|off)(?: (?:at|in))?"
    rf"(?! (?:the |its )?(?:last|previous|prior) [\w-]+['’]s)(?: (?:the|its|their|an?|[\w-]+['’]s?))?(?: [\w-]+){{0,2}}"
    rf" (?:{_either('extremes')}){_STANDS_ALONE}",
    re.IGNORECASE,
)
# "the peak-to-trough fall was 30 percent", "has fallen 30 percent from peak to trough".
_BETWEEN_EXTREMES = Needing(
    re.compile(r"\b(?:peak|trough)[ -]to[ -](?:trough|peak|current|date|present|now)\b", re.IGNORECASE), ["peak", "trough"]
)
_AROUND = 80
# "beat its target by 2 percent": the same, the other way round.
_OUTDONE = Needing(
    re.compile(
        rf"\b(?:{_either('outdoing')})\b[^.;:]{{0,40}}?\b(?:{_either('yardsticks')})\b(?:[^.;:]|\.\d){{0,50}}?\bby\s+(?:\w+\s+){{0,2}}\Z",
        re.IGNORECASE,
    ),
    table("connectives")["outdoing"],
)
# "So far this year, prices are up": since it began; but exports of that time are held against those of the year before.
_YEAR_SO_FAR = re.compile(
    r"\W*(?:so far this year|in the year to date|since the (?:start|beginning|turn) of (?:the|this) year),? ", re.IGNORECASE
)
_PRICED = re.compile(
    r"\b(?:prices?|costs?|ind(?:ex|ices)|inflation|yields?|dollar|euro|yen|pound|yuan|rupee|currency|shares?|stocks?)\b", re.IGNORECASE
)
# "5 percent above the February 2023 estimate" is on the level of then.
_DATED = re.compile(rf"\b{MONTH},? \d{{4}} estimates?\Z", re.IGNORECASE)
# "rose 4% in May, below the forecast".
_BEHIND_COMMA = re.compile(r"(?: (?:in|for|during) (?:the )?[A-Za-z]+)?,")
# How far before a figure "or" may stand.
_OR = 12
# "12 percent higher than those of women", "20 percent below cost".
_THING = re.compile(
    rf"(?: [a-z]+ly)? (?:(?:{_either('comparatives')}) than|above|below)"
    r"(?: (?:the|its|their|his|her|our|those|that|of|for|average|official|actual)\b)*+"
    rf" (?!(?:{_either('no_things')})\b)(?![A-Z][a-z]+ \d)[A-Za-z]",
)
_SINCE_NEW_YEAR = re.compile(
    r"[^.;:(]{0,40}?\b(?:since|from) the (?:start|beginning|turn) of (?:the|this) year\b|[^.;:(,]{0,20}?\bso far this year\b", re.IGNORECASE
)
# "cut its key rate by": a step that a central bank takes.
_STEP = re.compile(
    r"\brates?\b[^.;,\d]{0,30}\b(?:cut|raised|hiked|lifted|lowered|reduced|increased|slashed|trimmed)\s+by\s+(?:(?:another|an?|further|additional|total|of)\s+)*\Z|"
    r"\b(?:rais|cut|hik|lift|lower|reduc|increas|slash|trim)\w*\b[^.;,]{0,60}?\brates?\b[^.;,\d]{0,30}"
    r"\bby\s+(?:(?:another|an?|further|additional|total|of)\s+)*\Z",
    re.IGNORECASE,
)


def says_yardstick(text: str, figure: Figure, behind: int, following: int) -> bool:
    """Whether a change is said to be held against what is no period.

    `behind` is where the last of the changes ends that stand side by side with it, `following` where the next figure begins.
    """
    start, end = figure.sentence
    priced = _PRICED.search(figure.subject or "") is not None
    opened = priced and _YEAR_SO_FAR.match(text, start) is not None
    if (
        opened
        or ((priced or not _is_sum(text, figure)) and _since_new_year(text, figure, behind, following, priced))
        or ((held := _YARDSTICK.match(text, behind, end)) and not (_set_beside(text, figure, behind) or _DATED.search(held[0])))
    ):
        return True
    return bool(_OUTDONE.search(text, max(start, figure.start - 140), figure.start))


def _since_new_year(text: str, figure: Figure, behind: int, following: int, priced: bool) -> bool:
    """Whether a change is one since the year began: prices, stocks and jobs "so far this year", anything "since the start of the year"."""
    told = _SINCE_NEW_YEAR.match(text, behind, following)
    if told is None or not told[0].lower().endswith("year") or "so far" not in told[0].lower():
        return told is not None
    words = {singular(word) for word in (figure.subject or "").lower().split()}
    return priced or is_stock(figure.subject) or not words.isdisjoint(table("series")["stocks"])


def _is_sum(text: str, figure: Figure) -> bool:
    """Whether a series is counted up over a time: its total so far this year is held against that of the year before."""
    named = {singular(word) for word in (figure.subject or "").lower().split()} & _sums()
    here = text[slice(*figure.sentence)].lower()
    return any(word in here for word in named) and not is_stock(figure.subject)


@cache
def _sums() -> frozenset[str]:
    return frozenset(singular(word) for phrase in table("times")["to_date"]["sums"] for word in phrase.split())


def _set_beside(text: str, figure: Figure, behind: int) -> bool:
    """Whether it is how much something changed that is compared: "rose 4%, below the forecast"; but "1,100, or 4%, below"."""
    said_twice = figure.end != behind or text[max(0, figure.start - _OR) : figure.start].rstrip().endswith("or")
    return _BEHIND_COMMA.match(text, behind) is not None and not said_twice


def says_thing(text: str, figure: Figure, behind: int) -> bool:
    """Whether a change is said to be the distance from something that is no time: "20 percent above cost", "5% more than men"."""
    return bool(_THING.match(text, behind, figure.sentence[1]))


def says_extreme(text: str, figure: Figure, behind: int) -> bool:
    """Whether a change is said to be held against the most or least that there was."""
    held = _EXTREME.match(text, behind, figure.sentence[1])
    if held is not None:
        if " at " in held[0]:
            figure.notes["basis_sure"] = "yardstick"  # "lower than at their highest level": whatever time that is of
        return True
    near = max(figure.sentence[0], figure.start - _AROUND), min(figure.sentence[1], figure.end + _AROUND // 2)
    if figure.quantity_type != "percent" or _BETWEEN_EXTREMES.search(text, *near) is None:
        return False
    figure.notes["basis_sure"] = "yardstick"
    return True


def is_step_of_rate(text: str, figure: Figure) -> bool:
    """Whether a figure tells by how much an official rate was moved: against the one that was in force, however long."""
    return figure.quantity_type == "pp" and bool(_STEP.search(text, max(figure.sentence[0], figure.start - 110), figure.start))
