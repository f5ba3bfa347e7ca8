"""What a title says, its text says too."""

from __future__ import annotations

from collections.abc import Iterator

from indicators.facts import Fact
from indicators.identities.book import Book, Finding

__all__ = ["titles"]


def titles(book: Book) -> Iterator[Finding]:
    """Test each figure of a title against the same one in the text; one that the text doesn't tell is passed over."""
    for facts in book.releases():
        body = [fact for fact in facts if not fact.in_title]
        for fact in facts:
            told = [other for other in body if _same(other, fact)] if fact.in_title else []
            if told:
                agreeing = [other for other in told if other.number.meets(fact.number)]
                other = min(agreeing or told, key=lambda other: (abs(other.number.value - fact.number.value), other.start))
                yield Finding("title = text", fact, (other,), other.number, fact.unit)


def _same(other: Fact, fact: Fact) -> bool:
    """Whether the two tell the same of the same series, whatever the number."""
    names = ("series", "measure", "unit", "basis", "period", "status")
    return all(getattr(other, name) == getattr(fact, name) for name in names) and not (fact.measure == "change" and fact.basis is None)
