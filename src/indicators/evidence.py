"""Where a row stands in its text: the figure's words, and those of its subject near it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from indicators.lexicon import table
from indicators.text import plain

__all__ = ["Mark", "Segment", "marks", "segments"]

# Subjects further away than this are named by something else nearer.
_REACH = 600
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_BREAK = re.compile(r"\n[ \t\r]*\n")

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Mark:
    """One row's evidence: the span of its figure, and the spans of its subject's words, in the order of the text."""

    figure: Span
    subject: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text with what it is evidence of: the rows whose figure it belongs to, and those whose subject."""

    start: int
    end: int
    figures: tuple[int, ...]
    subjects: tuple[int, ...]


def marks(text: str, rows: Iterable[Mapping[str, Any]]) -> list[Mark]:
    """Return the evidence of `rows` in `text`, in their order.

    Parameters
    ----------
    text : str
        The release's text.
    rows : iterable of mappings
        With ``start`` and ``end``, and ``subject`` where it is known. A span outside the text is cut to it.
    """
    listed = list(rows)
    finder = _Finder(text, [_figure(text, row) for row in listed])
    return [Mark(span, finder.subject(row.get("subject"), span)) for row, span in zip(listed, finder.figures, strict=True)]


def segments(length: int, found: list[Mark]) -> list[Segment]:
    """Cut a text of `length` at every border of `found`: the segments in order, whole and without overlap."""
    starts: dict[int, list[tuple[int, bool]]] = {}
    ends: dict[int, list[tuple[int, bool]]] = {}
    for row, mark in enumerate(found):
        for (start, end), is_figure in [(mark.figure, True), *((span, False) for span in mark.subject)]:
            if start < end:
                starts.setdefault(start, []).append((row, is_figure))
                ends.setdefault(end, []).append((row, is_figure))
    borders = sorted({0, length, *starts, *ends})
    now: dict[tuple[int, bool], None] = {}
    cut = []
    for start, end in pairwise(borders):
        for item in ends.get(start, ()):
            now.pop(item, None)
        now.update(dict.fromkeys(starts.get(start, ())))
        figures = tuple(sorted(row for row, is_figure in now if is_figure))
        cut.append(Segment(start, end, figures, tuple(sorted(row for row, is_figure in now if not is_figure))))
    return cut


def _figure(text: str, row: Mapping[str, Any]) -> Span:
    start = min(max(int(row["start"]), 0), len(text))
    return start, min(max(int(row["end"]), start), len(text))


class _Finder:
    """Looks for the words of subjects in one text."""

    def __init__(self, text: str, figures: list[Span]) -> None:
        self.text = plain(text)
        self.figures = figures
        self._words: dict[str, list[Span]] = {}
        for match in _WORD.finditer(self.text):
            self._words.setdefault(_root(match[0]), []).append(match.span())

    def subject(self, subject: object, figure: Span) -> tuple[Span, ...]:
        """Return the spans of the words of `subject` nearest to `figure`, those that stand together as one; none if few are there."""
        if not isinstance(subject, str):
            return ()
        small: set[str] = set(table("evidence")["small_words"])
        names = [root for root in dict.fromkeys(_root(word) for word in _WORD.findall(plain(subject))) if root not in small]
        low, high = self._window(figure)
        places = {root: near for root in names if (near := self._near(root, low, high, figure))}
        if not names or 2 * len(places) < len(names):
            return ()
        # The word with the fewest places is the surest; the others are taken where they are nearest to it.
        anchor_root = min(places, key=lambda root: (len(places[root]), names.index(root)))
        anchor = min(places[anchor_root], key=lambda span: _distance(span, figure))
        chosen = [min(spans, key=lambda span: _distance(span, anchor)) for spans in places.values()]
        return self._joined(sorted(set(chosen)), small)

    def _window(self, figure: Span) -> Span:
        low, high = max(0, figure[0] - _REACH), min(len(self.text), figure[1] + _REACH)
        after = _BREAK.search(self.text, figure[1], high)
        return low, after.start() if after else high

    def _near(self, root: str, low: int, high: int, figure: Span) -> list[Span]:
        places = self._words.get(root, [])
        inside = places[bisect_left(places, (low, low)) : bisect_left(places, (high, high))]
        return [span for span in inside if span[1] <= figure[0] or figure[1] <= span[0]]

    def _joined(self, spans: list[Span], small: set[str]) -> tuple[Span, ...]:
        """Join neighbours between which only spaces, hyphens and small words stand."""
        joined: list[Span] = []
        for start, end in spans:
            if joined and self._is_bridge(joined[-1][1], start, small):
                joined[-1] = (joined[-1][0], end)
            else:
                joined.append((start, end))
        return tuple(joined)

    def _is_bridge(self, start: int, end: int, small: set[str]) -> bool:
        between = self.text[start:end]
        if len(between) > 24 or re.search(r"[^\w\s'\"/&-]", between):
            return False
        return all(_root(word) in small for word in _WORD.findall(between))


def _root(word: str) -> str:
    """Return a word so that its plural and its possessive are the same word."""
    low = word.lower().removesuffix("'s").rstrip("'")
    if len(low) > 4 and low.endswith("ies"):
        return low[:-3] + "y"
    return low[:-1] if len(low) > 3 and low.endswith("s") and not low.endswith("ss") else low


def _distance(span: Span, other: Span) -> tuple[int, int]:
    """Return how far a span is from another; of two as far the earlier one is nearer, for subjects come before their figures."""
    if span[1] <= other[0]:
        return other[0] - span[1], 0
    return max(0, span[0] - other[1]), 1
