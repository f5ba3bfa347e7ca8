"""A balance is what is exported less what is imported."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from indicators.facts import Fact
from indicators.identities.book import Book, Finding
from indicators.lexicon import table

__all__ = ["balances"]


def balances(book: Book) -> Iterator[Finding]:
    """Test each trade balance against the exports and imports of the same goods, partner and period."""
    names = table("synonyms")["trade"]
    for facts in book.releases():
        levels = [fact for fact in facts if fact.measure == "level" and fact.exact and fact.kind in ("money", "physical")]
        flows: defaultdict[str, list[Fact]] = defaultdict(list)
        for fact in levels:
            side = fact.words.intersection(names["flows"])
            if len(side) == 1 and "net" not in fact.words:
                flows[next(iter(side))].append(fact)
        for fact in levels:
            if _is_balance(fact):
                yield from _tested(book, fact, flows)


def _is_balance(fact: Fact) -> bool:
    names = table("synonyms")["trade"]
    if not fact.words.isdisjoint(names["flows"]):
        return fact.words >= {"net", "export"}
    return "trade" in fact.words and not fact.words.isdisjoint(names["balances"])


def _tested(book: Book, balance: Fact, flows: dict[str, list[Fact]]) -> Iterator[Finding]:
    exports, imports = (
        {fact.series: fact for fact in flows.get(side, ()) if _topic(fact) == _topic(balance) and _comparable(fact, balance)}
        for side in ("export", "import")
    )
    # Of two series that could be meant none is.
    if len(exports) != 1 or len(imports) != 1:
        return
    out, into = (book.level(next(iter(side.values())), balance.period, balance.unit) for side in (exports, imports))
    if out is None or into is None:
        return
    if _in_deficit(balance, exceeding=into.number.value > out.number.value):
        yield Finding("deficit = imports - exports", balance, (into, out), into.number - out.number, balance.unit)
    else:
        yield Finding("balance = exports - imports", balance, (out, into), out.number - into.number, balance.unit)


def _in_deficit(balance: Fact, exceeding: bool) -> bool:
    """Whether a balance is printed as what is missing: "the trade balance was a deficit of 4.9 billion".

    `exceeding`: imports are more than exports. Where no word tells, the size alone is tested.
    """
    sentence = balance.sentence.lower()
    said = ["surplus" in sentence, "deficit" in sentence or "shortfall" in sentence]
    if "balance" not in balance.words or balance.number.value < 0:
        return "deficit" in balance.words
    return said[1] if any(said) and not all(said) else exceeding


def _comparable(fact: Fact, balance: Fact) -> bool:
    same = fact.where == balance.where and fact.counterpart == balance.counterpart and fact.period == balance.period
    return same and fact.unit == balance.unit and fact.status == balance.status


def _topic(fact: Fact) -> frozenset[str]:
    """The goods, and whether adjusted; trade in general is none."""
    names = table("synonyms")["trade"]
    return fact.words - {"net", *names["flows"], *names["balances"], *(word for word in names["general"] if "adjusted" not in word)}
