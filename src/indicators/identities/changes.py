"""A change is what lies between a level and the earlier level."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from indicators.facts import Fact
from indicators.identities.book import Book, Finding
from indicators.intervals import Interval
from indicators.lexicon import table
from indicators.periods import bounds, months, shift, shift_days

__all__ = ["changes"]

_MONTHS = {"yoy": 12, "mom": 1, "qoq": 3}
_LENGTHS = {"mom": 1, "qoq": 3}


def changes(book: Book) -> Iterator[Finding]:
    """Test each change against the level it led to and the one it began at, in its release or else in an earlier one.

    Without the earlier level, a percentage is tested against the change in units that stands beside it.
    """
    for fact in book.facts:
        if fact.measure != "change" or not fact.exact:
            continue
        before = _earlier(fact.period, fact.basis)
        if before is None:
            continue
        for unit in _level_units(book, fact):
            now = book.level(fact, fact.period, unit)
            if now is not None:
                yield from _tested(book, fact, now, before)


def _earlier(period: str | None, basis: str | None) -> str | None:
    """The period that a change is against, if the basis fits the period's length."""
    length = months(period)
    if basis == "wow":
        days = bounds(period)
        return shift_days(period, -7) if days and (days[1] - days[0]).days in (0, 6) else None
    if basis not in _MONTHS or length is None or _LENGTHS.get(basis, length) != length:
        return None
    return shift(period, -_MONTHS[basis])


def _level_units(book: Book, fact: Fact) -> list[str]:
    """The units of the levels that a change can belong to: percent to all but rates, points to rates, others to their own."""
    if fact.unit == "%":
        return [unit for unit in book.units(fact) if unit not in ("%", "pp")]
    return ["%" if fact.unit == "pp" else fact.unit]


def _tested(book: Book, fact: Fact, now: Fact, before: str) -> Iterator[Finding]:
    then = book.level(fact, before, now.unit)
    told = ""
    if then is None:
        then, told = book.level_before(fact, before, now.unit), " in the earlier release"
    relative = fact.unit == "%"
    if then is not None:
        if not _comparable(fact, [now, then]):
            return
        if not relative:
            yield Finding(f"change = level - earlier level{told}", fact, (now, then), now.number - then.number, fact.unit)
        elif now.number.lower > 0 and then.number.lower > 0:
            computed = (now.number / then.number).shifted(-1).scaled(100)
            yield Finding(f"change = level / earlier level{told} - 1", fact, (now, then), computed, fact.unit)
        return
    amount = book.change(fact, now.unit) if relative else None
    if amount is None or amount.group != fact.group or not _comparable(fact, [now, amount]):
        return
    if now.number.lower > 0 and now.number.lower > amount.number.upper:
        yield Finding("change = amount / (level - amount)", fact, (amount, now), _growth(now.number, amount.number), fact.unit)


def _growth(level: Interval, amount: Interval) -> Interval:
    """The growth in percent that led to a level by an amount: it is monotonous in both, so its ends lie at theirs."""
    ends = [100 * a / (one - a) for a in (amount.lower, amount.upper) for one in (level.lower, level.upper)]
    return Interval(100 * amount.value / (level.value - amount.value), min(ends), max(ends))


def _comparable(fact: Fact, others: Iterable[Fact]) -> bool:
    """Whether levels as printed must show the change: not if it is one in real terms, and neither or both are adjusted."""
    facts = [fact, *others]
    if fact.unit == "%" and not fact.words.isdisjoint(table("audit")["real_by_habit"]["words"]):
        return False
    cues = [_cues(each.sentence) for each in facts]
    if fact.unit == "%" and any(found - {"adjusted"} for found in cues):
        return False
    return len({"adjusted" in found for found in cues}) == 1


@cache
def _cue_words() -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((name, tuple(words)) for name, words in table("audit")["cues"].items())


def _cues(sentence: str) -> set[str]:
    lowered = " ".join(sentence.lower().split())
    return {name for name, words in _cue_words() if any(word in lowered for word in words)}
