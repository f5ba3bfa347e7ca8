"""Lines of printed pages to running text: page furniture dropped, hard-wrapped lines and words cut in two joined."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from statistics import median

from indicators.lexicon import table

__all__ = ["Line", "body_lines", "paragraphs"]

_NUMBER = re.compile(r"\d+")
# "3", "- 3 -", "Page 3 of 12", "3 / 12", "iv": a line that is a page's number.
_PAGE_NUMBER = re.compile(r"[\W_]*+(?:page|p\.?|pg\.?)?\s*+(?:\d{1,4}|[ivxlc]{1,6})(?:\s*(?:of|/|\||-)\s*\d{1,4})?[\W_]*", re.IGNORECASE)
_BULLET = re.compile(r"[•‣◦▪▫■□●○◆◇►❑※*o·–—-]\s+\S")
_NUMBERED = re.compile(r"[(]?(?:\d{1,2}|[a-zA-Z]|[ivx]{1,4})[.)]\s+\S")
_STOP = re.compile(r"[.!?:;][\"'”’)\]]*$")
_CELL = re.compile(r"[-+−–]?[(]?\d[\d.,]*[)%]?|[-–—…:*]+|\.\.+")
_COMPOUND = re.compile(r"\w[\w-]*\w")
_WORD_BEFORE = re.compile(r"(?<![\w.-])([\w.-]*[\w.])-$")
_WORD_AFTER = re.compile(r"\w+")
# How many lines at the top and at the bottom of a page can be furniture.
_EDGE = 3


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it is printed: its text, its height on the page (greater is higher), and the size of its letters."""

    text: str
    y: float
    size: float


def body_lines(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """Return the pages without their numbers and without what stands at the same edge of most pages.

    Numbers in a line do not tell it apart ("Release 12/2024, page 3"). A line in larger letters than the body's is kept where it stands
    first: it is the title, which the other pages repeat.
    """
    edges = [list(_edges(page)) for page in pages]
    counts = Counter(key for page in edges for key in {key for _, key in page})
    enough = max(2, (len(pages) + 1) // 2)
    common = {key for key, count in counts.items() if count >= enough}
    body = _body_size(line for page in pages for line in page)
    kept: list[list[Line]] = []
    seen: set[str] = set()
    for page, edge in zip(pages, edges, strict=True):
        dropped = set()
        for place, key in edge:
            line = page[place]
            title = line.size > 1.15 * body and key[1] not in seen
            seen.add(key[1])
            if _PAGE_NUMBER.fullmatch(line.text) or (key in common and not title):
                dropped.add(place)
        kept.append([line for place, line in enumerate(page) if place not in dropped])
    return kept


def _edges(page: Sequence[Line]) -> Iterator[tuple[int, tuple[str, str]]]:
    """Yield the places of the lines at a page's edges, and what makes them equal to those of other pages."""
    # By their height, since what a page prints first is often its foot.
    order = sorted(range(len(page)), key=lambda place: -page[place].y)
    for edge, places in (("top", order[:_EDGE]), ("bottom", order[_EDGE:][-_EDGE:])):
        for place in places:
            yield place, (edge, _NUMBER.sub("#", " ".join(page[place].text.lower().split())))


def _body_size(lines: Iterable[Line]) -> float:
    """Return the size in which most letters are printed."""
    letters: Counter[float] = Counter()
    for line in lines:
        letters[round(line.size, 1)] += len(line.text)
    return letters.most_common(1)[0][0] if letters else 0.0


def paragraphs(pages: Sequence[Sequence[Line]]) -> list[str]:
    """Return the paragraphs of `pages`: lines joined while they go on, across pages too."""
    shape = _shape_of(pages)
    words = Counter(word.lower() for page in pages for line in page for word in _COMPOUND.findall(line.text))
    found: list[list[str]] = []
    last: Line | None = None
    for page in pages:
        for number, line in enumerate(page):
            if last is not None and _goes_on(last, line, shape, new_page=number == 0):
                _join(found[-1], line.text, words)
            else:
                found.append([line.text])
            last = line
    return ["".join(pieces) for pieces in found]


@dataclass(frozen=True, slots=True)
class _Shape:
    """How a document is set: the size of its body, the letters of a line that goes to the margin, the usual distance of lines."""

    body: float
    width: float
    gap: float


def _shape_of(pages: Sequence[Sequence[Line]]) -> _Shape:
    lines = [line for page in pages for line in page]
    body = _body_size(lines)
    lengths = sorted(len(line.text) for line in lines if abs(line.size - body) < 0.6)
    gaps = [(above.y - below.y) / below.size for page in pages for above, below in pairwise(page) if above.y > below.y and below.size]
    return _Shape(body, lengths[int(0.9 * (len(lengths) - 1))] if lengths else 0.0, median(gaps) if gaps else 1.2)


def _goes_on(last: Line, line: Line, shape: _Shape, *, new_page: bool) -> bool:
    """Tell whether the paragraph of `last` goes on in `line`."""
    if _is_row(last.text) or _is_row(line.text):
        return False
    ended, full = _STOP.search(last.text) is not None, len(last.text) >= 0.7 * shape.width
    if abs(last.size - line.size) > 0.08 * max(last.size, line.size) or _BULLET.match(line.text):
        return False
    if _NUMBERED.match(line.text) and (ended or not full):
        return False
    lower = line.text[:1].islower()
    if new_page or line.y >= last.y:
        # The top of a page or of a column: only a sentence that has not ended goes on.
        return not ended and (lower or full)
    if line.size and (last.y - line.y) / line.size > 1.25 * shape.gap:
        return False
    # A heading's letters are larger, and fewer of them fill a line.
    if not ended and (lower or line.size > 1.15 * shape.body):
        return True
    # A line that ends well before the margin is the last of its paragraph.
    return full


def _is_row(text: str) -> bool:
    """Tell a row of a table, which is no part of a sentence: half of it and more are numbers."""
    words = text.split()
    numbers = sum(_CELL.fullmatch(word) is not None for word in words)
    return numbers >= 3 and 2 * numbers >= len(words)


def _join(pieces: list[str], line: str, words: Counter[str]) -> None:
    """Add `line` to a paragraph, and make whole the word that the end of the line before cuts in two."""
    last = pieces[-1]
    before, after = _WORD_BEFORE.search(last), _WORD_AFTER.match(line)
    if last.endswith("\u00ad"):
        pieces[-1] = last[:-1]
    elif before is None or after is None:
        pieces.append(" ")
    elif not _keeps_hyphen(before[1].lower(), after[0], words):
        pieces[-1] = last[:-1]
    pieces.append(line)


def _keeps_hyphen(left: str, right: str, words: Counter[str]) -> bool:
    """Tell whether a hyphen at the end of a line is one of a compound, by how the document writes it elsewhere."""
    if not right[0].islower() or not left[-1].isalpha() or "-" in left:
        return True
    compound, word = words[f"{left}-{right}"], words[left + right]
    return compound > word or (compound == word and left in _compound_firsts())


@cache
def _compound_firsts() -> frozenset[str]:
    return frozenset(table("hyphens")["firsts"])
