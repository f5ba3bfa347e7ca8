"""Things in the order of a text (figures, times, places, sentences), found by where they stand without looking at all of them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from operator import attrgetter
from typing import Protocol, TypeVar

__all__ = ["between", "covering", "numbers_between"]


class Stretch(Protocol):
    """Anything that begins and ends somewhere in a text."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


S = TypeVar("S", bound=Stretch)

_START = attrgetter("start")


def numbers_between(items: Sequence[Stretch], start: int, end: int) -> range:
    """Return the positions in `items` of those that begin between two offsets."""
    first = bisect_left(items, start, key=_START)
    return range(first, max(first, bisect_left(items, end, key=_START)))


def between(items: Sequence[S], start: int, end: int) -> Sequence[S]:
    """Return those of `items` that begin between two offsets."""
    found = numbers_between(items, start, end)
    return items[found.start : found.stop]


def covering(items: Sequence[S], position: int) -> S | None:
    """Return the one of `items`, no two of which overlap, that `position` lies in."""
    at = bisect_right(items, position, key=_START) - 1
    return items[at] if at >= 0 and position < items[at].end else None
