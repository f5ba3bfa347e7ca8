"""Numbers without a unit: which of them are counts, which are levels of an index, which are nothing."""

from __future__ import annotations

import re

from indicators.grammar.candidate import Candidate
from indicators.grammar.nouns import counted_noun

__all__ = ["read_count"]

_INDEX = re.compile(r"\b(?:ind(?:ex|ices|exes)|PMIs?|(?:sentiment|confidence|climate) indicator|gauge|barometer|reading|score|rating|KOSPI|KOSDAQ|Nikkei|Dow|FTSE|DAX|Nasdaq|Sensex|Nifty|deflator|diffusion|ratio|coefficient|multiplier|rate)\b", re.IGNORECASE)
_SENTENCE = re.compile(r"[.!?;]\s|\n|\|")
_AFTER = re.compile(r" (?:of|out of|were|was|are|is|have|had|has|will|more|fewer|in|for|from|recorded|reported|compared|last|during|since|a year|below|above|higher|lower|percent)\b|[,;.)]|\s*\||\s*$|\n", re.IGNORECASE)
_BEFORE = re.compile(r"(?:\b(?:to|at|by|of|from|about|around|some|nearly|almost|approximately|roughly|over|than|least|only|just|total|totaled|totalled|was|were|reached|recorded|up|down|and|which|against|with|number|numbered|hit|averaged|in|or) |\(|\| ?|: )$", re.IGNORECASE)


def read_count(text: str, candidate: Candidate) -> None:
    """Decide what a number without a unit is; `candidate.outside` if it is no figure."""
    numeral = candidate.numeral
    noun = None if candidate.shared and candidate.kind else counted_noun(text, _after_suffix(text, candidate))
    sizable = numeral.grouped or candidate.scaled
    if noun is not None and (sizable or numeral.decimals or numeral.value > 12 or not numeral.spelled):
        if numeral.decimals and not candidate.scaled and numeral.value < 1000 and not numeral.grouped and _about_index(text, candidate):
            candidate.kind, candidate.unit = "index", "index"
            return
        candidate.kind, candidate.unit, candidate.noun_start, candidate.end = "count", noun.name, noun.start, noun.end
    elif numeral.decimals and not candidate.scaled:
        per = re.match(r" (?:births |deaths )?per ", text[candidate.end : candidate.end + 12])
        candidate.kind, candidate.unit = ("count", "") if per else ("index", "index")
    elif _about_index(text, candidate) and not candidate.scaled and numeral.value < 100000 and (candidate.sign == 0 or not sizable) and not numeral.spelled and (sizable or _stands_alone(text, candidate)):
        candidate.kind, candidate.unit = "index", "index"
    elif sizable or _stands_alone(text, candidate):
        candidate.kind = "count"
    else:
        candidate.outside = True


def _after_suffix(text: str, candidate: Candidate) -> int:
    plus = re.match(r"(?:-plus|\+)(?= )", text[candidate.end : candidate.end + 6])
    if plus:
        candidate.bound = "min"
        return candidate.end + plus.end()
    if text[candidate.end : candidate.end + 1] == "-" and (candidate.scaled or candidate.numeral.grouped):
        return candidate.end
    return candidate.end


def _about_index(text: str, candidate: Candidate) -> bool:
    """Whether the sentence speaks of an index before the number."""
    start = max(0, candidate.start - 160)
    ends = [match.end() for match in _SENTENCE.finditer(text, start, candidate.start)]
    before = text[ends[-1] if ends else start : candidate.start]
    return bool(re.search(r"\b(?:index|indices|PMIs?|indicator|gauge|barometer|KOSPI|KOSDAQ|Nikkei|Dow|FTSE|DAX|Nasdaq|Sensex|Nifty|deflator|score)\b", before, re.IGNORECASE))


def _stands_alone(text: str, candidate: Candidate) -> bool:
    """A small number without a noun: a count only where prose around it makes it one ("33 of the", "by 13", "(50)")."""
    numeral = candidate.numeral
    if numeral.value <= (12 if numeral.spelled else 9):
        return False
    before = _BEFORE.search(text, max(0, candidate.start - 14), candidate.start)
    if numeral.spelled:
        return True
    if candidate.sign:
        return bool(_AFTER.match(text, candidate.end))
    return bool(before and _AFTER.match(text, candidate.end))
