"""One number and what stands right beside it: sign, currency, magnitude, percent, points, physical unit, length of time."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from indicators.grammar.candidate import Candidate
from indicators.grammar.defined import Defined, match_defined
from indicators.grammar.money import Money, currency_after, currency_before, exchange_rate, price_unit
from indicators.grammar.nouns import counted_noun
from indicators.lexicon import table
from indicators.numerals import GAP, Numeral, magnitude_after, magnitude_before, remainder_after
from indicators.units import match_unit

__all__ = ["read_quantity"]

_SIGN = re.compile(
    r"(?:\(([-+])\) ?|(?<![\w%)\]\"'.*/-])([-+△]) ?"
    r"|\b(minus|negative|(?<=at )plus|(?<=to )plus|(?<=from )plus|(?<=was )plus|(?<=against )plus|(?<=of )plus) )$",
    re.IGNORECASE,
)
# A sentence goes on behind the number of an item, unlike behind a cell of a table; "- 3% on the year" is a change.
_BULLET = re.compile(
    r"(?: (?:thousand|million|billion|trillion))?(?! ?%| per ?cent| pct| p) [a-z][\w'-]* [A-Za-z]|(?:%| per ?cent| pct) of [a-z]"
)
_OF_A = r"(?: of (?:a|one))?"
_PP = re.compile(
    rf"(?:(?: per ?cent|%)?{_OF_A}){GAP}?(?:per ?-?cent(?:age)?[- ]?points?\b|%(?:age)?[- ]?(?:points?|pts?|pp?)\b"
    r"|pct\.?[- ](?:points?|pts?)\b|p\. ?p\.|p\. ?pts?\b|ppts?\b|pps?\b)",
    re.IGNORECASE,
)
_BASIS_POINTS = re.compile(rf"{_OF_A}{GAP}?(?:basis[- ]points?\b|bps?\b|b\.p\.)", re.IGNORECASE)
_PERCENT = re.compile(
    rf"(?: of (?:a|one) (?=per))?{GAP}?(?:%|per(?:[ -]|\r?\n)?cents?\b(?!age[- ]point)|pct\.(?=[,;)]| (?-i:[a-z(]))|pct\b|p\.c\.|pc\b)",
    re.IGNORECASE,
)
_POINTS = re.compile(
    rf"{_OF_A}{GAP}?(?:index[- ])?(?:points?|pts)\b(?! (?:plan|agenda|program|action|scale|strategy|of (?:view|contact|entry|sale)))",
    re.IGNORECASE,
)
_FAR = 120
_MOVED = re.compile(
    r"\b(?:rose|fell|grew|gained|lost|shed|added|climbed|dropped|slipped|jumped|slid|sank|tumbled|plunged|surged|soared|dipped|declined|increased"
    r"|decreased|advanced|retreated|rebounded|recovered|eased|improved|weakened|worsened|deteriorated|strengthened|moved|edged|inched|up|down|higher"
    r"|lower|(?:rise|fall|drop|gain|loss|increase|decrease|improvement|decline) of)"
    r"(?: (?:up|down|back|by|about|nearly|almost|just|some|another|roughly|more than|a further|an additional|over))* \Z",
    re.IGNORECASE,
)
_MOVED_BEHIND = re.compile(
    r" (?:higher|lower|better|worse|more|less|up|down|above|below|(?:to|at|to stand at) (?:[-+]|minus |plus )?\d)", re.IGNORECASE
)
_INDEX = re.compile(
    r"\b(?:index|indexes|indices|PMI|gauge|subindex|sub-index|barometer|indicators?|score|sentiment"
    r"|(?:consumer|business|economic) confidence|(?:business|economic|consumption) climate|net balance|balances? of opinion|expectations"
    r"|forecasts? for|measures? (?:for|of)|situation)\b",
    re.IGNORECASE,
)
_GAP = re.compile(GAP)
# "5.4 millions of euros".
_OF = re.compile(r" of(?= [^\W\d_]+(?!-))")
# A letter between a number and a word.
_LETTER_APART = re.compile(r" (?:[kKmMbB]|MM)(?= (?P<word>[A-Za-z]+))")
# "3.6 million loaded 20-foot equivalent units".
_BOXES = re.compile(r" (?:[a-z]+ ){0,2}(?:20|twenty)[- ]f(?:oo|ee)t[- ]equivalent (?:units?|containers?)\b", re.IGNORECASE)
_NOT_PERCENT = re.compile(r"[- ]?(?:confidence|significance|prediction|credible)\b", re.IGNORECASE)


def read_quantity(text: str, numeral: Numeral, country: str | None, defined: Defined) -> Candidate:
    """Read the signs, marks and units around `numeral`; `defined` are short names of units that the release makes for itself."""
    sure = bool(numeral.grouped or numeral.decimals or numeral.magnitude)
    candidate = Candidate(numeral, numeral.start, numeral.end, numeral.value)
    _read_sign(text, candidate)
    if not numeral.spelled:
        _read_mark(text, candidate, country, sure or magnitude_after(text, numeral.end)[0] > numeral.end)
    _read_magnitude(text, candidate, country)
    if candidate.marked:
        _finish_price(text, candidate, country)
    elif not _read_ratio(text, candidate) and not _read_time(text, candidate):
        _read_unit(text, candidate, country, defined)
    return candidate


def _read_sign(text: str, candidate: Candidate) -> None:
    """A sign before the number or before its currency mark."""
    match = _SIGN.search(text, max(0, candidate.start - 14), candidate.start)
    if match is None:
        return
    spaced = match.group().endswith(" ") and not match[1] and not match[3]
    if spaced and text[: match.start()].rstrip(" ")[-1:] not in ("", "|", "(", "\n", ":"):
        return  # a dash between clauses
    opens = text[match.start() - 1 : match.start()] in ("", "\n")
    if spaced and opens and "-" in match.group() and _BULLET.match(text, candidate.numeral.end):
        return  # "- 3,000 tonnes of trout were sold", an item of a list
    candidate.start = match.start()
    candidate.sign = 1 if "+" in match.group() or match.group().lower() == "plus " else -1


def _read_mark(text: str, candidate: Candidate, country: str | None, sure: bool) -> None:
    money = currency_before(text, candidate.start, country, sure=sure)
    money = _mark_of_magnitude(text, candidate, country) if money is None else _magnitude_of_mark(text, money)
    if money is None:
        return
    candidate.start, candidate.kind, candidate.unit, candidate.marked = money.edge, "money", money.code, True
    candidate.factor = money.factor
    if not candidate.sign:
        _read_sign(text, candidate)


def _mark_of_magnitude(text: str, candidate: Candidate, country: str | None) -> Money | None:
    """ "Rs. Million 6,712", "EUR mn. 18.2", "million euros 45": a currency that stands with the magnitude before the number."""
    numeral = candidate.numeral
    if not text[candidate.start - 3 : candidate.start - 2].isalpha() or (numeral.plain_integer and 1900 <= numeral.value <= 2100):
        return None
    start, factor = magnitude_before(text, candidate.start)
    money = currency_before(text, start, country, sure=True) if factor != 1 else None
    return Money(money.code, money.edge, factor) if money is not None else None


def _magnitude_of_mark(text: str, money: Money) -> Money:
    """ "million euro 45": the currency, multiplied by the magnitude that stands before it."""
    if not text[money.edge : money.edge + 2].isalpha() or not text[money.edge - 2 : money.edge - 1].isalpha():
        return money
    start, factor = magnitude_before(text, money.edge)
    return money if text[start - 2 : start - 1].isdigit() else Money(money.code, money.edge if factor == 1 else start, factor)


def _read_magnitude(text: str, candidate: Candidate, country: str | None) -> None:
    numeral = candidate.numeral
    plus = text.startswith("+ ", numeral.end)
    end, factor = magnitude_after(text, numeral.end + plus, money=candidate.marked)
    if plus and end == numeral.end + 1:
        return
    if end == numeral.end and not candidate.marked:
        end, factor = _letter_apart(text, end, country)
    factor *= candidate.factor
    letters = text[numeral.end : end].strip()
    if letters in ("b", "B", "M", "K") and numeral.plain_integer and numeral.value < 10 and not _is_amount(text, candidate, end, country):
        return  # "Table 2B", "3M"
    if (numeral.spelled and end - numeral.end == 1) or factor == 12:
        return
    candidate.end, candidate.factor = end, factor * numeral.scale
    candidate.value = numeral.value * factor
    if plus:
        candidate.bound = "min"
    if factor > 1000 and not numeral.decimals:
        candidate.end, rest = remainder_after(text, end, factor)
        candidate.value += rest


def _read_magnitude_behind(text: str, candidate: Candidate) -> None:
    """ "45.2 EUR million": a magnitude behind the currency."""
    if text.startswith(" ", candidate.end):
        candidate.end, candidate.factor = magnitude_after(text, candidate.end)
        candidate.value *= candidate.factor


def _letter_apart(text: str, position: int, country: str | None) -> tuple[int, Decimal]:
    """ "5.4 m tonnes", "2 k people", "3.1 b euros": a letter that multiplies, apart from the number, where what is counted follows."""
    letter = _LETTER_APART.match(text, position)
    if letter is not None and (letter["word"].lower() in table("counts")["many"]["nouns"] or _counts(text, letter.end(), country)):
        return magnitude_after(text, position, money=True)
    return position, Decimal(1)


def _is_amount(text: str, candidate: Candidate, end: int, country: str | None) -> bool:
    """Whether a mark or a sign before a number, or a currency or unit at `end`, tells that it is no label."""
    if candidate.marked or candidate.sign:
        return True
    if text[candidate.start : end] == "3M":  # a company: "3M won a contract"
        return False
    return _counts(text, end, country)


def _counts(text: str, end: int, country: str | None) -> bool:
    """Whether a currency or a unit follows at `end`."""
    if currency_after(text, end, country) is not None:
        return True
    gap = _GAP.match(text, end)
    return gap is not None and match_unit(text, gap.end(), country=country, sure=False, scaled=True) is not None


def _finish_price(text: str, candidate: Candidate, country: str | None) -> None:
    """After a marked amount: a second naming of the currency ("US$5 million dollars"), a price per quantity."""
    again = currency_after(text, candidate.end, country)
    if again is not None and again.factor == 1 and again.code == candidate.unit:
        candidate.end = again.edge
    price = price_unit(text, candidate.end, candidate.unit, country)
    candidate.unit, candidate.end = price.name, price.end


def _read_ratio(text: str, candidate: Candidate) -> bool:
    """Percent, percentage points, basis points, index points."""
    end = candidate.end
    for pattern, kind, unit, factor in (
        (_PP, "pp", "pp", Decimal(1)),
        (_BASIS_POINTS, "pp", "pp", Decimal("0.01")),
        (_PERCENT, "percent", "%", Decimal(1)),
        (_POINTS, "index", "index", Decimal(1)),
    ):
        if match := pattern.match(text, end):
            candidate.kind, candidate.unit, candidate.end = kind, unit, match.end()
            candidate.value *= factor
            at_one_point = kind == "index" and candidate.numeral.spelled and candidate.value <= 12 and not _moves_index(text, candidate)
            candidate.outside = at_one_point or _NOT_PERCENT.match(text, match.end()) is not None
            if kind == "index":
                candidate.notes["points"] = "index" not in match.group().lower()
            return True
    return False


def _moves_index(text: str, candidate: Candidate) -> bool:
    """ "The orders index fell eight points to 46", "three points better than in May": points in words, by which an index moved."""
    before = text[max(0, candidate.start - _FAR) : candidate.start]
    moved = _MOVED.search(before) is not None or _MOVED_BEHIND.match(text, candidate.end) is not None
    return moved and _INDEX.search(before) is not None


@cache
def _time_pattern() -> re.Pattern[str]:
    data = table("outside")
    adjectives = "|".join(sorted(data["time_adjectives"], key=len, reverse=True))
    times = "|".join(sorted(data["times"], key=len, reverse=True))
    multiples = "|".join(data["multiples"])
    return re.compile(
        rf"{GAP}(?:(?:{adjectives})[ -]){{0,3}}(?P<time>{times})s?\b(?![- ]?(?:on|over)[- ](?:year|month|quarter|week))"
        rf"|-?{GAP}?(?:{multiples})\b",
        re.IGNORECASE,
    )


def _read_time(text: str, candidate: Candidate) -> bool:
    """Lengths of time are no figures, but "2.4 million working days" are counted."""
    match = _time_pattern().match(text, candidate.end)
    if match is None:
        return False
    if (candidate.scaled or candidate.numeral.grouped) and match["time"]:
        candidate.kind, candidate.unit = "count", match["time"].casefold()
        candidate.noun_start, candidate.end = candidate.end + 1, match.end()
        return True
    if candidate.scaled:
        return False
    candidate.outside = candidate.time = True
    return True


def _read_unit(text: str, candidate: Candidate, country: str | None, defined: Defined) -> None:
    numeral = candidate.numeral
    if candidate.scaled and (of := _OF.match(text, candidate.end)) and _counts(text, of.end(), country):
        candidate.end = of.end()
    gap = _GAP.match(text, candidate.end)
    start = gap.end() if gap else candidate.end
    own = match_defined(text, start, defined, scaled=candidate.scaled)
    money = currency_after(text, candidate.end, country, scaled=candidate.scaled) if own is None else None
    if money is not None:
        candidate.value *= money.factor
        price = price_unit(text, money.edge, money.code, country)
        candidate.kind, candidate.unit, candidate.end = "money", price.name, price.end
        if price.end == money.edge and not candidate.scaled:
            _read_magnitude_behind(text, candidate)
        return
    rate = None if numeral.spelled else exchange_rate(text, candidate.start, candidate.end, country)
    if rate is not None:
        candidate.kind, candidate.unit, candidate.end = "money", rate.name, rate.end
        return
    boxes = _BOXES.match(text, candidate.end)
    if boxes is not None:
        candidate.kind, candidate.unit = "physical", "twenty_foot_equivalent"
        candidate.noun_start, candidate.end = candidate.end + 1, boxes.end()
        return
    sure = bool(numeral.grouped or numeral.decimals or candidate.scaled) or text[candidate.end : candidate.end + 1] == "t"
    unit = own or match_unit(text, start, country=country, sure=sure, scaled=candidate.scaled or numeral.value >= 10_000)
    if unit is None or (unit.name == "full_time_equivalent" and counted_noun(text, unit.end) is not None):
        return
    candidate.value *= unit.factor
    candidate.kind, candidate.unit, candidate.end, candidate.noun_start = "physical", unit.name, unit.end, start
