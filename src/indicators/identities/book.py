"""The book: a table's facts in order, and what one looks up in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from indicators.facts import Fact, Series, agreeing
from indicators.intervals import Interval

__all__ = ["Book", "Finding"]

_Place: TypeAlias = tuple[str, Series, str, str, str | None]


@dataclass(frozen=True, slots=True)
class Finding:
    """An identity between figures: the one that is tested, the others that it follows from, and what they make it."""

    identity: str
    tested: Fact
    others: tuple[Fact, ...]
    computed: Interval
    unit: str


class Book:
    """Facts by release, series and period. A number that a text tells in two ways is not looked up: it would be either."""

    def __init__(self, facts: Iterable[Fact]) -> None:
        self.facts = [fact for fact in facts if fact.series is not None and fact.period is not None]
        self._levels: defaultdict[_Place, list[Fact]] = defaultdict(list)
        self._told: defaultdict[tuple[object, ...], list[Fact]] = defaultdict(list)
        self._changes: defaultdict[tuple[_Place, str | None], list[Fact]] = defaultdict(list)
        self._releases: dict[str, list[Fact]] = {}
        self._units: defaultdict[tuple[str, Series], dict[str, None]] = defaultdict(dict)
        for fact in self.facts:
            self._releases.setdefault(fact.release, []).append(fact)
            if fact.measure == "level" and fact.exact:
                place = _place(fact, fact.period)
                self._levels[place].append(fact)
                if fact.published:
                    self._told[place[1:]].append(fact)
                assert fact.series is not None
                self._units[fact.release, fact.series].setdefault(fact.unit)
            elif fact.measure == "change" and fact.exact:
                self._changes[_place(fact, fact.period), fact.basis].append(fact)

    def releases(self) -> Iterator[list[Fact]]:
        """Yield the facts of each release."""
        yield from self._releases.values()

    def units(self, fact: Fact) -> list[str]:
        """The units in which the release tells levels of the fact's series."""
        return list(self._units.get((fact.release, fact.series), ())) if fact.series else []

    def level(self, like: Fact, period: str | None, unit: str, *, release: str | None = None) -> Fact | None:
        """Return the level of the series of `like` in a period: that of its own statement before that of its release."""
        found = self._levels.get(_place(like, period, unit, release), [])
        return _single(found, like)

    def change(self, like: Fact, unit: str) -> Fact | None:
        """Return the change in `unit` that belongs to the change `like`."""
        return _single(self._changes.get((_place(like, like.period, unit), like.basis), []), like)

    def level_before(self, like: Fact, period: str | None, unit: str) -> Fact | None:
        """Return the level as the latest earlier release of the same source told it."""
        _, *where = _place(like, period, unit)
        told = [found for found in self._told.get(tuple(where), ()) if found.published < like.published and found.source == like.source]
        if not told:
            return None
        latest = max(told, key=lambda found: found.published)
        return self.level(like, period, unit, release=latest.release)


def _place(fact: Fact, period: str | None, unit: str | None = None, release: str | None = None) -> _Place:
    assert fact.series is not None
    return release or fact.release, fact.series, fact.unit if unit is None else unit, fact.status, period


def _single(facts: list[Fact], like: Fact) -> Fact | None:
    """The one number that facts tell: those of the same statement, else those of the text, else those of the title."""
    near = [fact for fact in facts if fact.release == like.release and fact.group == like.group and fact.group is not None]
    clusters = agreeing(near or [fact for fact in facts if not fact.in_title] or facts)
    return clusters[0][0] if len(clusters) == 1 else None
