"""Parts and their whole: they add up to it, none is more than it, and each is the share of it that is printed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from indicators.facts import Fact
from indicators.identities.book import Book, Finding
from indicators.intervals import Interval
from indicators.keys import key_words, subject_key
from indicators.lexicon import table

__all__ = ["partners", "parts", "shares"]

_OF = re.compile(r"[\s,]{1,3}(?:of|in)\s+([^.;:()]{1,120})")
_WORD = re.compile(r"[^\s,]+")
_LONGEST = 8


def parts(book: Book) -> Iterator[Finding]:
    """Test each level against the sum of the parts that make it up between them: full-time and part-time employment."""
    for facts in book.releases():
        levels = [fact for fact in facts if fact.measure == "level" and fact.exact and fact.kind not in ("rate", "price", "index")]
        by_place: defaultdict[tuple[str | None, ...], dict[frozenset[str], Fact]] = defaultdict(dict)
        for fact in levels:
            by_place[_place(fact)].setdefault(fact.words, fact)
        for fact in levels:
            for names in _partitions(fact.words):
                found = [by_place[_place(fact)].get(name) for name in names]
                told = [book.level(part, part.period, part.unit) for part in found if part is not None]
                terms = [term for term in told if term is not None]
                if len(terms) == len(names):
                    total = sum((term.number for term in terms[1:]), terms[0].number)
                    yield Finding("whole = sum of its parts", fact, tuple(terms), total, fact.unit)


def _partitions(words: frozenset[str]) -> Iterator[list[frozenset[str]]]:
    """Yield the names, as sets of words, that the parts of a whole of that name may have between them."""
    for partition in table("audit")["partitions"]:
        if words.isdisjoint(partition):
            yield [words | {part} for part in partition]
    for whole, parts in _sums():
        if words == whole:
            yield list(parts)


@cache
def _sums() -> list[tuple[frozenset[str], tuple[frozenset[str], ...]]]:
    def words(name: str) -> frozenset[str]:
        return key_words(subject_key(name))

    return [(words(entry["whole"]), tuple(map(words, entry["parts"]))) for entry in table("audit")["sums"]]


def partners(book: Book) -> Iterator[Finding]:
    """Test that exports to one partner are no more than all exports."""
    flows = set(table("audit")["partner_flows"])
    for facts in book.releases():
        levels = [fact for fact in facts if fact.measure == "level" and fact.exact and fact.kind in ("money", "count", "physical")]
        wholes = {(fact.key, *_place(fact)): fact for fact in levels if fact.counterpart is None}
        for fact in levels:
            if fact.counterpart is None or fact.words.isdisjoint(flows) or {"net", "balance", "per", "average"} & fact.words:
                continue
            found = wholes.get((fact.key, *_place(fact)[:-1], None))
            whole = book.level(found, found.period, found.unit) if found else None
            if whole is not None and whole.number.lower > 0:
                at_most = Interval(min(fact.number.value, whole.number.value), 0.0, whole.number.upper)
                yield Finding("part <= whole", fact, (whole,), at_most, fact.unit)


def shares(book: Book) -> Iterator[Finding]:
    """Test each share against the levels of the part and of the whole that its sentence names."""
    for facts in book.releases():
        levels = [fact for fact in facts if fact.measure == "level" and fact.exact and fact.kind not in ("rate", "price", "index")]
        for fact in facts:
            if fact.measure == "share" and fact.unit == "%" and fact.exact:
                yield from _share(book, fact, levels)


def _share(book: Book, share: Fact, levels: list[Fact]) -> Iterator[Finding]:
    for unit in book.units(share):
        part = book.level(share, share.period, unit)
        whole = _whole_of(book, share, [fact for fact in levels if fact.unit == unit])
        if part is not None and whole is not None and whole.number.lower > 0 and part.series != whole.series:
            yield Finding("share = part / whole", share, (part, whole), (part.number / whole.number).scaled(100), share.unit)


def _whole_of(book: Book, share: Fact, levels: list[Fact]) -> Fact | None:
    """The level of what follows the share: "40 percent of total exports"."""
    named = {
        fact.key: fact
        for fact in levels
        if fact.counterpart is None and (fact.where, fact.period, fact.status) == (share.where, share.period, share.status)
    }
    if share.sentence.count(share.surface) != 1:
        return None
    after = _OF.match(share.sentence, share.sentence.index(share.surface) + len(share.surface))
    words = _WORD.findall(after[1])[:_LONGEST] if after else []
    for length in range(len(words), 0, -1):
        found = named.get(subject_key(" ".join(words[:length]), share.area))
        if found is not None:
            return book.level(found, found.period, found.unit)
    return None


def _place(fact: Fact) -> tuple[str | None, ...]:
    return fact.where, fact.unit, fact.period, fact.status, fact.counterpart
