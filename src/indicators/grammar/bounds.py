"""How exact a figure is: "about", "more than", "up to", "or more" beside it."""

from __future__ import annotations

import re
from functools import cache

from indicators.lexicon import table
from indicators.needing import Needing

__all__ = ["bound_of"]

_REACH = 45
# "12.3 million tonnes in May, lower than 15 million a year ago": what is compared, not bounded.
_COMPARATIVE = re.compile(r"(?:higher|lower|larger|smaller|greater|better|worse) than", re.IGNORECASE)
# "… and are below 12.6 million units in June 2023".
_BESIDE = re.compile(r"(?:above|below|under|over)\b", re.IGNORECASE)
_EARLIER = re.compile(
    r"(?: [a-z]+){0,2} (?:a (?:year|month|quarter|week) (?:ago|earlier|before)"
    r"|(?:in|for|recorded in|seen in) (?:the (?:year|month|same|previous|prior)"
    r"|last |\d{4}|(?:[A-Z][a-z]+ )?\d{4}|the corresponding))",
)
# "an increase over 2,990 in 2022": what a change is measured against.
_RISE = re.compile(
    r"\b(?:increase|rise|growth|gain|jump|surge|improvement|advance|decrease|decline|fall|drop|reduction|change|hike|cut)s?\s+$",
    re.IGNORECASE,
)
_APPENDED = re.compile(
    r"[^.;:!?\n]{0,80}?[^.;:!?\n,]\)?(?:,|,? (?:and|but|yet|although|though)) "
    r"(?:(?:is|are|was|were|remains?|stays?|still|also|even|far|much|well|a little|a bit|slightly|somewhat|marginally|just) ){0,3}"
)


@cache
def _patterns() -> tuple[Needing, re.Pattern[str], dict[str, str], dict[str, str], re.Pattern[str], re.Pattern[str]]:
    data = table("bounds")
    before = {word: bound for bound in ("approx", "min", "max") for word in data["before"][bound]}
    after = {word: bound for bound in ("min", "max", "approx") for word in data["after"][bound]}
    articles, definite, marks = ("|".join(data["before"][key]) for key in ("articles", "definite", "marks"))
    words = "|".join(re.escape(word) for word in sorted(before, key=len, reverse=True))
    tails = "|".join(re.escape(word) for word in sorted(after, key=len, reverse=True))
    fillers = "|".join(data["before"]["fillers"])
    cue = re.compile(
        rf"(?:^|(?<![\w-]))(?P<cue>{words})\s?(?:\b(?:(?P<the>{definite})|{articles})\s)?(?:\b(?:{fillers})\s)?$", re.IGNORECASE
    )
    return (
        Needing(cue, before),
        re.compile(rf" ?(?P<cue>{tails})(?!\w)(?! than)(?!(?<=plus) )", re.IGNORECASE),
        before,
        after,
        re.compile(rf"[ -](?:\w+ )?(?:{marks})\b", re.IGNORECASE),
        re.compile(rf"\b(?:{'|'.join(data['before']['climbing'])})\s+$", re.IGNORECASE),
    )


def bound_of(text: str, start: int, end: int, previous_end: int, *, signed: bool = False) -> str:
    """The bound of the figure at `start` to `end`; `previous_end` is where the figure before it ends.

    A figure with a printed sign (`signed`) passes or exceeds nothing. A cue right after another figure compares the two
    ("0.9 million barrels above 5 million"): it bounds nothing.
    """
    before, after, heads, tails, marks, climbing = _patterns()
    cue = before.search(text, max(0, start - _REACH), start)
    if cue and not (cue["the"] and not marks.match(text, end)) and not _compares(text, previous_end, cue.start(), end):
        word = re.sub(r"\s+", " ", cue["cue"]).casefold()
        if word == "up to" and climbing.search(text, max(0, cue.start() - 20), cue.start()):
            return "exact"
        if word == "over" and _RISE.search(text, max(0, cue.start() - 20), cue.start()):
            return "exact"
        bound = heads[word]
        return bound if bound == "approx" or not signed else "exact"
    if tail := after.match(text, end):
        return tails[tail["cue"].casefold()]
    return "exact"


# "lower than the 7.4 percent seen in May": what it was then, whatever stands before.
_ONCE = re.compile(
    r"(?: [a-z]+){0,2} (?:(?:recorded|registered|reported|seen|posted|observed|achieved|noted) (?:in|for|during|a|last|at|the)"
    r"|a (?:year|month|quarter|week) (?:ago|earlier|before))\b"
)


def _compares(text: str, previous_end: int, start: int, end: int) -> bool:
    """Whether a figure stands right before the cue, or in the clause to which a comparative is appended."""
    if _COMPARATIVE.match(text, start) and _ONCE.match(text, end):
        return True
    if previous_end == 0 or previous_end > start:
        return False
    told = _COMPARATIVE.match(text, start) or (_BESIDE.match(text, start) and _EARLIER.match(text, end))
    appended = told and _APPENDED.fullmatch(text, previous_end, start)
    return (not text[previous_end:start].strip() and "\n" not in text[previous_end:start]) or appended is not None
