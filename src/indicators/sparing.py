"""A release of which a passage breaks the pipeline: the passage is left out, the rest of the release is kept."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from indicators.release import Release

__all__ = ["Passage", "spared"]

D = TypeVar("D")

# First and last offset of a passage in the text of its release.
Passage = tuple[int, int]

# Lines, and what looks like sentences: a passage only has to be short, where exactly it ends does not matter.
_PASSAGE = re.compile(r"\S(?:[^\n]*?[^\s.!?;][.!?;](?=\s)|[^\n]*)")


def spared(release: Release, work: Callable[[Release], D]) -> tuple[D, list[Passage]] | None:
    """Return what `work` makes of `release` without the passages that make it fail, and these; None if it fails without any as well.

    The passages left out are blanks of the same length, so that all offsets hold.
    """
    passages = [match.span() for match in _PASSAGE.finditer(release.text)]

    def works(blank: list[Passage]) -> bool:
        try:
            work(_without(release, blank))
        except Exception:
            return False
        return True

    guilty = _guilty(passages, [], works) if len(passages) > 1 and works(passages) else passages
    if len(guilty) == len(passages):
        return None
    return work(_without(release, guilty)), guilty


def _guilty(passages: list[Passage], blank: list[Passage], works: Callable[[list[Passage]], bool]) -> list[Passage]:
    """Few of `passages` that must be blank as well as `blank`: halves are tried, for mostly one sentence alone is guilty."""
    if len(passages) == 1:
        return passages
    half = len(passages) // 2
    first, second = passages[:half], passages[half:]
    for part in (first, second):
        if works(blank + part):
            return _guilty(part, blank, works)
    of_first = _guilty(first, blank + second, works)
    return of_first + _guilty(second, blank + of_first, works)


def _without(release: Release, passages: list[Passage]) -> Release:
    text = release.text
    for start, end in passages:
        text = text[:start] + " " * (end - start) + text[end:]
    return replace(release, text=text)
