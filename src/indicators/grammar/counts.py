"""Numbers without a unit: which of them are counts, which are levels of an index, which are nothing."""

from __future__ import annotations

import re
from functools import cache

from indicators.grammar.candidate import Candidate
from indicators.grammar.nouns import Noun, counted_noun
from indicators.lexicon import table

__all__ = ["about_index", "read_count"]

_SENTENCE = re.compile(r"[.!?;]\s|\n|\|")
_PLUS = re.compile(r"(?:-plus|\+)(?= )")
_PER = re.compile(r" per ")
# "the number of persons per household was 2.3", "pigs per litter averaged 11.7", "beds per 1,000 residents, 4.2"
_NUMBER_OF = re.compile(
    r"\bnumber of [a-z]|[a-z]{2}s (?:[a-z-]+ )?per (?:1[, ]?000 |10,000 |100,000 |thousand |hundred )?[a-z]+(?: [a-z]+)?"
    r" (?:was|were|is|averag|stood|reach|rose|fell|increas|decreas|declin|remain|amount)[a-z]*\b",
    re.IGNORECASE,
)
# "18 out of 23", "9 of the 12", "210 per 100,000"
_PART = re.compile(r" (?:(?:out )?of (?:the |all |its |their )?|per )[0-9]")
_FROM_BEFORE = " (?:from|on|over) (?:last|the (?:last|previous|prior|preceding)) (?:day|week|month|quarter|year)"
# Small as it is, it counts: "3 more than", "34 (0.2 per cent) fewer than", "by 9 to 596", "from 63 to 66".
_COMPARED = re.compile(r"(?: \([^()]{1,30}\))? (?:more|fewer) than\b")
_MOVED = re.compile(r"\b(?:by|from)(?: just| only)? $"), re.compile(r",? to [0-9]")
# "up 2 from last week to 586", "down 1 to 477"; "up 2 to 13 percent" is a range.
_STEPPED = (
    re.compile(r"\b(?:up|down|rose|fell|climbed|dropped|slipped) $"),
    re.compile(rf"(?:{_FROM_BEFORE})?,? to [0-9][0-9,]+(?![0-9.,]*[0-9])(?! ?(?:%|per ?cent|pct|p\.|basis|points?|years?|months?))"),
)
_ARRIVED = re.compile(rf"\b(?:by|from|up|down|rose|fell|climbed|dropped|slipped) [0-9][0-9,.]*(?:{_FROM_BEFORE})?,? to $")
# Members of a list: "543 in Austria, 545 in Chile", "with 536 and Malians with 292"; what both of "13 and 24 sales" count.
_MEMBER = re.compile(r"\d (in|for|from|to|with|at) (?:the )?[A-Z][^\d,;.()]{1,40}(?:,|,? and) $")
_PAIRED = re.compile(r"(?:, [0-9][0-9,]{0,12}){0,6},? (?:and|or) ([0-9][0-9,]{0,12})(?= [a-z])")
_LEVEL_BEFORE = re.compile(r"(?:\b(?:was|were|is|at|to|from|after|against|versus|than|reached) |\(|: )$", re.IGNORECASE)
_LEVEL_AFTER = re.compile(
    r" (?:in|for|from|to|and|a year|last|compared|after|against|versus|among|on)\b|[,;.)](?!\d)|\s*$|\n", re.IGNORECASE
)
# "Confidence rose one point to -13".
_POINTS = re.compile(r"(?<!percentage )(?<!basis )\bpoints? (?:to|at|from) (?:minus |plus |[-+])?\Z", re.IGNORECASE)
_REACH = 160
# A smaller number is hardly a count of its own: "articles 3 and 4".
_FEW = 9


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Words of an index; what stands before and after a small number that counts."""
    data = table("counts")
    index, before, after = ("|".join(words) for words in (data["index"]["words"], data["alone"]["before"], data["alone"]["after"]))
    return (
        re.compile(rf"\b(?:{index})\b", re.IGNORECASE),
        re.compile(rf"(?:\b(?:{before}) |\(|\| ?|: )$", re.IGNORECASE),
        re.compile(rf" (?:{after})\b|[,;.)]|\s*\||\s*$|\n| (?-i:(?=[A-Z(]))", re.IGNORECASE),
    )


def read_count(text: str, candidate: Candidate) -> None:
    """Decide what a number without a unit is; it is set outside if it is no figure."""
    numeral = candidate.numeral
    sizable = numeral.grouped or candidate.scaled
    noun = counted_noun(text, _after_plus(text, candidate))
    pair = _noun_of_pair(text, candidate) if noun is None else None
    index = not candidate.scaled and not numeral.spelled and about_index(text, candidate)
    if noun is not None and not (index and numeral.decimals) and (sizable or numeral.decimals or numeral.value > 12 or not numeral.spelled):
        candidate.noun_start, candidate.end = noun.start, noun.end
        candidate.kind, candidate.unit = "count", noun.name
    elif pair is not None:
        candidate.kind, candidate.unit = "count", pair.name
    elif "/" in text[numeral.start : numeral.end]:
        candidate.outside = True
    elif numeral.decimals and not candidate.scaled:
        counted = _PER.match(text, candidate.end) or (not index and _sentence_has(_NUMBER_OF, text, candidate))
        candidate.kind, candidate.unit = ("count", "") if counted else ("index", "index")
    elif not sizable and not _stands_alone(text, candidate):
        if (index or candidate.sign) and _is_small_level(text, candidate):
            candidate.kind, candidate.unit = ("index", "index") if index else ("count", "")
        else:
            candidate.outside = True
    elif index and numeral.value < 100_000 and not (candidate.sign and sizable):
        candidate.kind, candidate.unit = "index", "index"
    else:
        candidate.kind = "count"


def _noun_of_pair(text: str, candidate: Candidate) -> Noun | None:
    """What both numbers of "13 and 24 house sales" count, told behind the second alone."""
    numeral = candidate.numeral
    if numeral.spelled or numeral.decimals or candidate.scaled or numeral.value <= _FEW:
        return None
    pair = _PAIRED.match(text, candidate.end)
    return counted_noun(text, pair.end()) if pair else None


def _after_plus(text: str, candidate: Candidate) -> int:
    """Where the noun may begin; "20-plus" and "20+" are at least twenty."""
    plus = _PLUS.match(text, candidate.end)
    if plus is None:
        return candidate.end
    candidate.bound = "min"
    return plus.end()


def about_index(text: str, candidate: Candidate) -> bool:
    """Whether the sentence speaks of an index before the number."""
    return _sentence_has(_patterns()[0], text, candidate) or _sentence_has(_POINTS, text, candidate)


def _sentence_has(pattern: re.Pattern[str], text: str, candidate: Candidate) -> bool:
    """Whether a pattern is found in the sentence before the number."""
    start = max(0, candidate.start - _REACH)
    for stop in _SENTENCE.finditer(text, start, candidate.start):
        start = stop.end()
    return bool(pattern.search(text, start, candidate.start))


def _stands_alone(text: str, candidate: Candidate) -> bool:
    """A small number without a noun: a count only where the prose around it makes it one ("33 of the", "by 13", "(50)")."""
    numeral = candidate.numeral
    if not numeral.spelled and _PART.match(text, candidate.end):
        return True
    if not numeral.spelled and _is_compared(text, candidate):
        return True
    if numeral.value <= (12 if numeral.spelled else 9):
        return False
    member = _MEMBER.search(text, max(0, candidate.start - 60), candidate.start)
    if member is not None and text.startswith(f" {member[1]} ", candidate.end):
        return True
    _, before, after = _patterns()
    stands = after.match(text, candidate.end) is not None
    cued = bool(candidate.sign) or before.search(text, max(0, candidate.start - 14), candidate.start) is not None
    return numeral.spelled or (stands and cued)


def _is_small_level(text: str, candidate: Candidate) -> bool:
    """Whether a small number is where a balance or an index stands: "the indicator was 0 in May, after -5"."""
    if candidate.numeral.spelled or not _LEVEL_AFTER.match(text, candidate.end):
        return False
    return _LEVEL_BEFORE.search(text, max(0, candidate.start - 12), candidate.start) is not None


def _is_compared(text: str, candidate: Candidate) -> bool:
    """Whether a small number is told with what it was, or how many more or fewer it is."""
    if _COMPARED.match(text, candidate.end):
        return True
    moved = _MOVED[0].search(text, max(0, candidate.start - 12), candidate.start) and _MOVED[1].match(text, candidate.end)
    stepped = _STEPPED[0].search(text, max(0, candidate.start - 10), candidate.start) and _STEPPED[1].match(text, candidate.end)
    arrived = _ARRIVED.search(text, max(0, candidate.start - 46), candidate.start)
    return bool(moved or stepped or (arrived and not re.match(r"[-/:]| (?:per|%)", text[candidate.end : candidate.end + 5])))
