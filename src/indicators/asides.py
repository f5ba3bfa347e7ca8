"""Asides: what is thrown into a sentence between dashes or commas, as if it stood in brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

__all__ = ["Aside", "asides_in"]

_DASH = re.compile(r"(?<=[\w)%.\"'”’])\s+(?:--|–|—|-)\s+|(?<=\w)—(?=\w)")
# "Berlin, where the bankruptcy bites, lost …", "rice, hit by floods, retreats …", "output, tractors included, was …".
_COMMAS = re.compile(
    r",\s+(?:where\s[^,;:()]{3,120}"
    r"|(?:which|who)\s[^,;:()]{3,120}"
    r"|(?:hit|hurt|hampered|led|driven|helped|supported|boosted|buoyed|aided|dragged|weighed|propelled|fuelled|fueled|backed|held back)"
    r"\s(?:down\s|up\s)?by\s[^,;:()]{3,120}"
    r"|(?P<short>as a (?:whole|group)|in (?:turn|contrast|particular|general)|by contrast|on the other hand|for (?:its|their) part|overall)"
    r"|[^,;:()]{3,60}\s(?:included|excluded|combined|excepted|taken together|together))\s*,(?=\s)"
)
# What goes on after an aside's second comma says that it was none, or that it is longer.
_NO_END = re.compile(r"\s+(?:which|who|where|and|or|but|while|whereas|with)\b", re.IGNORECASE)
_NEW = re.compile(r"\b(?:while|whereas|but|which|who|where)\b", re.IGNORECASE)
_LINK = re.compile(r"(?:at|which|who|with|or|of|the|an?|its|their)\s", re.IGNORECASE)
_UNFINISHED = re.compile(r"\b(?:of|to|by|at|from|in|for|with|on)\s*,$")
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Aside:
    """Where an aside stands, with its dashes or commas, and the stretch inside them."""

    start: int
    stop: int
    inside: tuple[int, int]


def asides_in(text: str, start: int, end: int, figures: Sequence[tuple[int, int]]) -> Iterator[Aside]:
    """Yield what is thrown in between `start` and `end`, in order; a pair of dashes, or commas around words that show it."""
    dashes = [m for m in _DASH.finditer(text, start, end) if not _in_brackets(text, start, m.start())]
    if len(dashes) == 2 and _goes_on(text, dashes[1].end(), end):
        first, last = dashes
        held = [a for a, b in figures if first.end() <= a < last.start()]
        if last.start() - first.end() <= _LONGEST and (not held or _told_at_once(text, first.end(), held[0])):
            yield Aside(first.start(), last.end(), (first.end(), last.start()))
            return
    for m in _COMMAS.finditer(text, start, end):
        stop = m.end() if m["short"] else _stop(text, m.end(), figures)
        if (
            stop is not None
            and _UNFINISHED.search(text, m.start(), m.end()) is None
            and not _holds(figures, m.start(), stop)
            and not _in_brackets(text, start, m.start())
        ):
            yield Aside(m.start(), stop, (m.start() + 1, stop - 1))


def _told_at_once(text: str, start: int, figure: int) -> bool:
    """Whether an aside begins with its figure: "their gains - 0.5 percent, 0.4 percent - were small"."""
    return figure - start <= 12 and not _LINK.match(text, start)


def _holds(figures: Sequence[tuple[int, int]], start: int, stop: int) -> bool:
    return any(start < b and a < stop for a, b in figures)


def _stop(text: str, comma: int, figures: Sequence[tuple[int, int]]) -> int | None:
    """Where an aside ends whose first closing comma ends at `comma`: a list in it has commas of its own. None if a figure never follows."""
    following = min((a for a, _ in figures if a >= comma), default=None)
    if following is None or following - comma > _LONGEST or _NO_END.match(text, comma):
        return None
    rest = text[comma:following]
    if re.search(r"[.;:]\s", rest):
        return None
    last = rest.rfind(",")
    return comma if last < 0 or _NEW.search(rest) else comma + last + 1


def _in_brackets(text: str, start: int, at: int) -> bool:
    return text.count("(", start, at) > text.count(")", start, at)


def _goes_on(text: str, at: int, end: int) -> bool:
    """Whether the sentence goes on after the second dash in small letters."""
    return at < end and text[at].islower()
