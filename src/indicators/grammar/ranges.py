"""Figures that share: ranges ("3 to 4 percent"), lists with one unit ("2.0 and 3.5 percent"), a unit said once in a sentence."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from indicators.grammar.candidate import Candidate
from indicators.grammar.money import price_unit
from indicators.grammar.nouns import counted_noun
from indicators.lexicon import table

__all__ = ["join_ranges", "share_earlier_units", "share_units"]

_MONTHS = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
_HYPHEN = re.compile(r" ?- ?$")
_TO = re.compile(r" to $")
_AND = re.compile(r" and $")
_ROUGHLY = r"(?:(?:just |well )?(?:about|around|over|under|nearly|almost|some|roughly|approximately) |(?:more|less) than )?"
_LIST = re.compile(rf"(?:(?:, ?(?:and |or )?| and | or | & | to | from | versus | vs\.? ){_ROUGHLY}|/)$")
_LAST = re.compile(rf"(?:,? (?:and|or|to|&|from|versus|vs\.?) {_ROUGHLY}|/)$")
_FROM = re.compile(r"\bfrom (?:about |around |some |nearly |almost |over )?$", re.IGNORECASE)
_RANGING = re.compile(r"\b(?:rang(?:e|es|ed|ing)|estimat\w+|var(?:y|ies|ied|ying)) (?:of )?from $", re.IGNORECASE)
_BETWEEN = re.compile(r"\b(?:between|range of) (?:about |around |some )?$", re.IGNORECASE)
_MOVED = re.compile(
    r"\b(?:(?:rose|fell|grew|increased|decreased|declined|dropped|climbed|gained|lost|up|down|by|added|edged|slipped|jumped)"
    r"|(?:rise|fall|growth|increase|decrease|decline|drop|gain|loss|jump|advance|change|cut|reduction)s?(?: [a-z]+){0,2} of) $",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"(?<!\bi\.e)(?<!\be\.g)[.!?;]\s|\n\s*\n|\n(?=[A-Z•*|-])|\|")
# "by 4 per cent to 5 per cent": both ends whole. The second is at most twice the first: "rose by 0.1% to 4.2%" tells where to.
_SPREAD = re.compile(
    r"\b(?:(?:by|at|of|put at|to)"
    r"|to (?:rise|grow|increase|fall|decline|expand|contract|shrink|drop|gain|average)|(?:will|should|may|might|can|could|would) [a-z]+)"
    r" (?:about |around |some |between |just |only )?$",
    re.IGNORECASE,
)
_REACH = 30
# "increased by $4 billion to $5 billion", "from a profit of $4 million to $5 million": two sums.
_REACHED = re.compile(
    r"(?:\b(?:rose|fell|grew|increased|decreased|declined|dropped|climbed|gained|jumped|widened|narrowed|shrank|contracted|expanded"
    r"|slipped|edged|surged|plunged|improved|worsened|deteriorated|advanced|rising|falling|up|down)"
    r" (?:up |down |sharply |slightly |further )?by "
    r"|\bfrom (?:(?:an?|the|its) )?(?:[a-z]+ ){0,3}of )(?:about |around |some |nearly |almost |over )?$",
    re.IGNORECASE,
)
_WIDEST = Decimal(20)
# Large counts are the ends of a range only if they are near one another: "505,000 to 515,000 units", "growth of 45,000 to 55,000".
_CLOSE = Decimal("1.25")
# "fell by 0.2 to 3.1 percent" tells by how much and where to; hardly anything is foreseen to fall by one to seven times as much.
_FAR_APART = Decimal(6)
_BY = re.compile(r"\bby $", re.IGNORECASE)
# The end of a month or quarter: "July-24", "July '24", "1Q24", "Q3 2019", "2023/24".
_DATED = re.compile(
    rf"\b(?:(?:{_MONTHS})[a-z]*\.?(?:[-/ ]?['’]|[-/]| 20)|[1-4][QH]|[QH][1-4][-/ ]?'?|(?:19|20)[0-9]{{2}}/|FY ?'?)[0-9]{{2}}$",
    re.IGNORECASE,
)
# A year: "compared with the same months of 2023 to 30.1 million".
_IN_YEAR = re.compile(r"\b(?:in|of|during|since|for|from|than|over|on|year|spring|summer|autumn|winter) (?:19|20)[0-9]{2}$", re.IGNORECASE)
# A number below this may lack the magnitude word that its neighbour has.
_SMALL = 1000


def join_ranges(text: str, candidates: list[Candidate]) -> list[Candidate]:
    """Put the two ends of a range into one candidate."""
    joined: list[Candidate] = []
    for candidate in candidates:
        if joined and _is_range(text, joined[-1], candidate):
            joined[-1] = _join(text, joined[-1], candidate)
        else:
            joined.append(candidate)
    return joined


def _is_range(text: str, first: Candidate, second: Candidate) -> bool:
    if second.start < first.end or second.start - first.end > 8 or first.low is not None or second.sign > 0:
        return False
    between = text[first.end : second.start]
    if (first.outside and second.kind and not second.outside) or _DATED.search(text, max(0, first.start - 24), first.end):
        return False  # "on September 2023 to €8 million", "from 900 tonnes in July-24 to 1,200 tonnes"
    if not first.kind and first.factor == 1 < second.factor and _IN_YEAR.search(text, max(0, first.start - 8), first.end):
        return False
    if first.kind and second.kind and not _same_money(first, second) and (first.kind != second.kind or first.unit != second.unit):
        return False
    if first.kind and not first.marked and not second.kind:
        return False
    if _HYPHEN.fullmatch(between):
        if text[first.start].isalpha() and not first.kind and text[second.start].isdigit() and between != "-":
            return False  # "on the foreign one - 4.8%"
        return _ascends(first, second) and (between == "-" or bool(second.kind))
    if _AND.fullmatch(between):
        return bool(_BETWEEN.search(text, max(0, first.start - 24), first.start)) and _ascends(first, second)
    if not _TO.fullmatch(between) or not _ascends(first, second):
        return False
    if _FROM.search(text, max(0, first.start - 18), first.start):
        ranging = _RANGING.search(text, max(0, first.start - 24), first.start) is not None
        return ranging and (not first.kind or (first.marked and not first.scaled))
    if first.kind == "money" and first.scaled and second.scaled and _REACHED.search(text, max(0, first.start - 60), first.start):
        return False
    whole = bool(first.kind) and first.kind == second.kind and first.scaled == second.scaled
    if whole and _SPREAD.search(text, max(0, first.start - _REACH), first.start):
        return second.value <= 2 * first.value
    return _open_end(text, first, second)


def _open_end(text: str, first: Candidate, second: Candidate) -> bool:
    """ "X to Y": a range only if X leaves to Y what X lacks, and nothing is said to move from X to Y."""
    if (first.kind and not (first.marked and not first.scaled)) or (first.sign and not second.sign):
        return False
    if second.value > _FAR_APART * first.value and _BY.search(text, max(0, first.start - 4), first.start):
        return False
    if second.kind in ("percent", "pp", "physical") or (second.kind == "money" and not first.marked):
        return not first.scaled or bool(second.kind == "physical" and second.scaled)
    moved = _MOVED.search(text, max(0, first.start - 30), first.start)
    if second.scaled and not first.scaled and not first.numeral.grouped:
        return not moved or first.marked
    if first.scaled or first.numeral.grouped != second.numeral.grouped or second.value > 4 * first.value:
        return False
    if first.numeral.grouped and not first.marked:
        return second.value <= _CLOSE * first.value and (not moved or moved.group().endswith("of "))
    return not moved and (first.marked or first.numeral.plain_integer)


def _same_money(first: Candidate, second: Candidate) -> bool:
    return first.kind == second.kind == "money" and first.unit.split("/")[0] == second.unit.split("/")[0]


def _ascends(first: Candidate, second: Candidate) -> bool:
    low, high = _end_values(first, second)
    return low < high


def _end_values(first: Candidate, second: Candidate) -> tuple[Decimal, Decimal]:
    """Both ends with their sign, the first with the magnitude that only the second has ("$2-$3.8 trillion")."""
    high = second.signed
    factor = _multiplier(second)
    if first.scaled or (first.kind and not first.marked) or factor == 1:
        return first.signed, high
    multiplied = first.signed * factor
    return (multiplied, high) if multiplied < high and first.numeral.value < _SMALL else (first.signed, high)


def _multiplier(candidate: Candidate) -> Decimal:
    """All that multiplies the number itself: magnitude words, number words in a unit's symbol, cents."""
    numeral = candidate.numeral
    return candidate.value / numeral.value * numeral.scale if numeral.value else candidate.factor


def _join(text: str, first: Candidate, second: Candidate) -> Candidate:
    low, high = _end_values(first, second)
    whole = Candidate(second.numeral, first.start, second.end, abs(low + high) / 2, second.factor)
    whole.kind, whole.unit = second.kind or first.kind, second.unit or first.unit
    whole.low, whole.high = low, high
    whole.sign = -1 if low + high < 0 else 0
    whole.marked = first.marked or second.marked
    whole.noun_start = second.noun_start
    whole.outside = (first.outside and not second.kind) or second.outside
    whole.time = second.time
    whole.notes = second.notes
    if first.marked and not second.kind:  # "USD 70 to 75 per barrel": only now it is known to be a price
        price = price_unit(text, whole.end, whole.unit, None)
        whole.unit, whole.end = price.name, price.end
    return whole


def share_units(text: str, candidates: list[Candidate]) -> None:
    """Give the members of a list the unit and the magnitude that only the last one names."""
    for i in range(len(candidates) - 2, -1, -1):
        current, following = candidates[i], candidates[i + 1]
        if (current.outside and not current.time) or following.start - current.end > 24:
            continue
        between = text[current.end : following.start]
        if not _LIST.fullmatch(between) or not (_LAST.fullmatch(between) or following.shared):
            continue
        if between == ", or " and not following.shared:
            continue  # "109.28, or 0.3%": the same said twice
        if between == " or " and not current.kind and following.kind == "percent" and not _similar(current.value, following.value):
            continue  # "-239 or -0.4%"
        if following.time and not current.kind and current.numeral.plain_integer:
            current.outside = current.time = True
        elif not following.outside:
            _take_unit(current, following)


def _take_unit(current: Candidate, following: Candidate) -> None:
    """Give `current` what it lacks and `following` has, if their sizes go together."""
    takes_unit = _lacks_unit(current, following)
    same_kind = current.kind == following.kind and (bool(current.kind) or not takes_unit)
    same_kind = same_kind or (current.marked and not following.kind and following.scaled)  # "NOK 1.5, 1.1 and 1.2 billion"
    if not takes_unit and not (same_kind and following.scaled and not current.scaled):
        return
    factor = following.factor if following.low is not None else _multiplier(following)
    small = current.numeral.value < _SMALL and not current.numeral.grouped and not current.scaled
    if factor != 1 and small and (not current.kind or current.marked):
        if not _similar(current.value * factor, following.value):
            return
        current.value, current.factor = current.value * factor, factor
    if takes_unit:
        current.kind, current.unit = following.kind, following.unit
        current.notes.update({key: value for key, value in following.notes.items() if key == "points"})
    current.shared = True


def _lacks_unit(current: Candidate, following: Candidate) -> bool:
    """Whether the unit of `following` is meant for a bare `current` too: large numbers are no percentages."""
    if current.kind or not following.kind or (current.numeral.spelled and not following.numeral.spelled):
        return False
    if following.kind in ("percent", "pp", "index"):
        ratio = following.kind != "index" or "points" in following.notes
        return ratio and not current.scaled and not (current.numeral.grouped and following.kind != "index")
    return following.kind == "physical" or (following.kind == "money" and not following.marked)


def _similar(a: Decimal, b: Decimal) -> bool:
    return not a or not b or max(a, b) / min(a, b) <= _WIDEST


_BACK = re.compile(
    r"(?:\(|\([A-Z][a-z]+(?: \d{4})?: "
    r"|\b(?:from|against|versus|vs\.?|than|with|to|and|or|at|was|by|of|in|up|down|of which|including)(?: the| a)? )$",
    re.IGNORECASE,
)
# Where a quantity stands beside what it was: "4.04 million tonnes from 3.83 million", "29.4 million tons (up 0.3 million)".
_BESIDE = re.compile(
    r"(?:\((?:[A-Z][a-z]+(?: \d{4})?: |(?:up|down)(?: by)? )?"
    r"|\b(?:from|against|versus|vs\.?|than|compared (?:with|to)|up|down)(?: the| a| by)? )$",
    re.IGNORECASE,
)
# Where a part of a quantity stands, and what follows it there.
_PART_BEFORE = re.compile(rf"(?:, |\(|: | and |\b(?:of which|including|with) ){_ROUGHLY}$")
_PART_BEHIND = re.compile(r" (?:were|was|went|came|of|from|in|by|to|for|at|on|through|exported|imported|sold|produced|shipped|landed)\b|\)")
_MOVE_AFTER = re.compile(r" (?:rise|increase|growth|gain|fall|decrease|decline|drop|contraction|reduction)s? (?:in|of|for)\b")
# Where points stand that others are held against: "added 0.7 points, up from 0.2", "1.2 and 0.3 points, respectively, after 0.4".
_POINTS_BEFORE = re.compile(
    r",? ?(?:respectively)?(?:,? \(|, )(?:(?:up|down|unchanged) from|compared? (?:with|to)|against|versus|vs\.?|after|from) $",
    re.IGNORECASE,
)
_HUNDRED = 100
# A bare price is at most so many times another: "316.20 euros a tonne, less than the 441.30 of a year earlier".
_PRICES_APART = 3
_COUNTED = re.compile(r"\b(?:number|count)s? of\b", re.IGNORECASE)
_INDEX_WORD = re.compile(r"\b(?:index|indices|PMI|PMIs|reading|score|points?|gauge|barometer)\b", re.IGNORECASE)


def share_earlier_units(text: str, candidates: list[Candidate]) -> None:
    """Give a bare decimal or amount the unit that an earlier figure of its sentence has ("2.2% (2.6 in July)")."""
    earlier: Candidate | None = None
    # Percentages may come between an amount and what it was: "3 million tonnes, up 4% from 2.9 million".
    quantity: Candidate | None = None
    for candidate in candidates:
        if candidate.outside:
            continue
        if earlier is not None and _SENTENCE_END.search(text, earlier.end, candidate.start):
            earlier = quantity = None
        if not candidate.bare:
            earlier = candidate if candidate.kind in ("percent", "money", "pp", "index", "physical") else earlier
            quantity = candidate if candidate.kind in ("physical", "money") else quantity if candidate.kind in ("percent", "pp") else None
            continue
        for known in (earlier, quantity):
            if known is not None and _goes_on(text, known, candidate):
                candidate.kind, candidate.unit, candidate.shared = known.kind, known.unit, True
                candidate.notes.update({key: value for key, value in known.notes.items() if key == "points"})
                earlier = candidate
                break


def _goes_on(text: str, earlier: Candidate, candidate: Candidate) -> bool:
    numeral = candidate.numeral
    if earlier.kind == "physical":
        return _same_physical(text, earlier, candidate)
    cue = _BACK.search(text, max(0, candidate.start - 9), candidate.start)
    if earlier.kind == "percent" and cue is None and numeral.decimals and candidate.value < _HUNDRED and not candidate.scaled:
        # "a 0.3 percent rise …, the 0.8 fall in", "roads lost 9.7 percent; rails gained 4.5"
        moved = _MOVED.search(text, max(0, candidate.start - 12), candidate.start) and not _INDEX_WORD.search(
            text, earlier.end, candidate.start
        )
        return bool(moved or _MOVE_AFTER.match(text, candidate.end))
    if cue is None:
        return earlier.kind == "money" and _as_large(text, earlier, candidate)
    if earlier.kind == "pp" and numeral.decimals and not candidate.scaled:
        between = text[earlier.end : candidate.start]
        if _POINTS_BEFORE.fullmatch(between) or (earlier.shared and between.strip(" ,") == "and"):
            return True
    if (earlier.kind == "pp" or "points" in earlier.notes) and cue.group() == "(":
        # "fuel (0.21 points) and rents (0.10)"
        return text[earlier.start - 1 : earlier.start] == "(" and text.startswith(")", earlier.end) and text.startswith(")", candidate.end)
    if earlier.kind == "index":
        return not candidate.scaled and "points" in earlier.notes and cue.group().strip() in ("to", "at", "from")
    if earlier.kind == "money" and not earlier.scaled and not candidate.scaled and numeral.decimals:
        held = cue.group().split()[0].lower() in ("from", "against", "versus", "vs", "vs.", "than", "with")
        return held and max(candidate.value, earlier.value) <= _PRICES_APART * min(candidate.value, earlier.value)
    if earlier.kind == "money":
        counted = _COUNTED.search(text, earlier.end, candidate.start) is not None
        return (
            earlier.scaled
            and candidate.scaled
            and "/" not in earlier.unit
            and not numeral.spelled
            and (candidate.factor >= 1000000000 or _was_so_much(text, earlier, candidate))
            and not counted
        )
    if earlier.kind == "pp" or numeral.grouped or candidate.scaled or not numeral.decimals or candidate.value >= 100:
        return False
    stretch = text[max(0, earlier.start - 120) : candidate.end + 40]
    return not _INDEX_WORD.search(stretch.rsplit("\n", 1)[-1]) and not re.match(r" per ", text[candidate.end : candidate.end + 5])


@cache
def _counted_things() -> re.Pattern[str]:
    """What a number may be of that stands in one sentence with money: "sales of 3 billion euros, visitors reaching 1.2 billion"."""
    return re.compile(rf"\b(?:{'|'.join(table('counts')['many']['nouns'])}|population|numbers?|counts?|quantity|volumes?)\b", re.IGNORECASE)


def _was_so_much(text: str, earlier: Candidate, candidate: Candidate) -> bool:
    """Whether a bare "3.9 million" is what the money before it was: "$4.7 million, up 20% from 3.9 million"."""
    beside = _BESIDE.search(text, max(0, candidate.start - 20), candidate.start) is not None
    alike = candidate.factor == earlier.factor and _similar(candidate.value, earlier.value)
    return beside and alike and counted_noun(text, candidate.end) is None


def _as_large(text: str, earlier: Candidate, candidate: Candidate) -> bool:
    """Whether a bare "-15.1 billion" is of the money before it, whatever stands between: "came to 9 billion euros after 8.4 billion"."""
    alike = earlier.scaled and candidate.scaled and candidate.factor == earlier.factor and _similar(candidate.value, earlier.value)
    if not alike or "/" in earlier.unit or candidate.numeral.spelled or counted_noun(text, candidate.end) is not None:
        return False
    return _counted_things().search(text, earlier.end, candidate.start) is None


def _same_physical(text: str, earlier: Candidate, candidate: Candidate) -> bool:
    """Whether a bare "9.79 million" is of the tonnes before it."""
    if _is_part(text, earlier, candidate):
        return True
    if not (earlier.scaled and candidate.scaled) or candidate.numeral.spelled or counted_noun(text, candidate.end) is not None:
        return False
    if _BESIDE.search(text, max(0, candidate.start - 20), candidate.start):
        return True
    return earlier.shared and text[max(0, candidate.start - 5) : candidate.start] == " and " and _similar(candidate.value, earlier.value)


def _is_part(text: str, earlier: Candidate, candidate: Candidate) -> bool:
    """ "handled 24,310 tonnes, of which 9,120 in bulk", "of the 24,310 tonnes sold, 9,120 went to Mali": a part of what was told before."""
    if not candidate.numeral.grouped or candidate.scaled or earlier.scaled or candidate.value > earlier.value:
        return False
    before = _PART_BEFORE.search(text, max(0, candidate.start - 24), candidate.start)
    return before is not None and _PART_BEHIND.match(text, candidate.end) is not None
