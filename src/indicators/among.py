"""Among several: whose a figure is, in a text on many economies, where its sentence names but one of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import dropwhile

from indicators.areas import is_possessive
from indicators.figure import Figure, Place
from indicators.inflect import singular
from indicators.lexicon import table
from indicators.order import between
from indicators.regions import is_regional

__all__ = ["tell_owners"]

_KINDS = ("country", "bloc", "demonym")
# Before whose a figure is: the beginning of the sentence or clause, "in", "of".
_BEFORE = re.compile(
    r"(?:[.;:\n•–—*-]|\b(?:in|for|within|across|of|on|exports from|and|while|whereas|but|meanwhile|however|also)\b,?|, )"
    r"\s{0,2}(?:the |both )?\Z",
    re.IGNORECASE,
)
_FROM = re.compile(r"\b(?:from|by|with)\s+(?:the )?\Z", re.IGNORECASE)
# Behind a figure, another place.
_BEHIND = re.compile(r" (?:(?!and |but |while )[a-z-]+ ){0,3}?(?:in|of|for|across) (?:the )?", re.IGNORECASE)
# "the euro area and Chad"
_TOGETHER = re.compile(r",? (?:and|or|as well as)(?: the)? ", re.IGNORECASE)
_NEAR = 40
# How a paragraph turns to an economy, and how it turns away from it.
_OPENS = re.compile(
    r"\s{0,4}(?:(?:Meanwhile|However|Elsewhere|And|But|Also|Similarly|By contrast|In contrast),? )?(?:in|for) (?:the )?", re.IGNORECASE
)
_OVERALL = re.compile(r"\s{0,4}(?:Overall|In total|Globally|Altogether|Taken together|On average|Elsewhere|In all)\b")


def tell_owners(text: str, figures: Sequence[Figure], places: Sequence[Place], home: str | None) -> None:
    """Give figures that have no economy of their own that of their sentence. Changes `figures` in place."""
    if home not in (None, "W", "EU", "EA"):
        return
    before: Figure | None = None
    for figure in figures:
        earlier, before = before, figure
        if figure.area not in (None, home):
            continue
        if figure.counterpart:
            _receive(text, figure, places)
            continue
        owner = _owner(text, figure, places, home) or _still(text, figure, earlier, places)
        if owner is not None and not is_regional(figure.subject or ""):
            figure.area = ";".join(sorted(owner.codes))


def _receive(text: str, figure: Figure, places: Sequence[Place]) -> None:
    """ "Inflows to Peru", "exports from Peru": what comes in is the economy's own, and what it sells."""
    words = set(map(singular, (figure.subject or "").lower().split()))
    inward = words & set(table("home")["partners"]["inward"]) - {"import"}
    near = [p for p in between(places, figure.sentence[0], figure.start) if ";".join(sorted(p.codes)) == figure.counterpart]
    if not near or not (inward or "export" in words):
        return
    if (_FROM.search(text, max(0, near[-1].start - 10), near[-1].start) is None) == bool(inward):
        figure.area, figure.counterpart = figure.counterpart, None


def _owner(text: str, figure: Figure, places: Sequence[Place], home: str | None) -> Place | None:
    """The economy that a figure's sentence names before it, if that is the only one and stands where the one does that is told of."""
    start = figure.sentence[0]
    every = between(places, start, figure.start)
    named = list(dropwhile(lambda place: place.codes == (home,), every))
    if not named or len({place.codes for place in named}) > 1:
        return None
    place = named[0]
    if len(named) < len(every) and (place.kind == "bloc" or _TOGETHER.fullmatch(text, every[-len(named) - 1].end, place.start)):
        return None
    if not place.codes or place.codes in (("W",), (home,)) or len(place.codes) > 1 or place.kind not in _KINDS:
        return None
    after = re.match(r"(?:['’]s?)?[ -](\w+)", text[place.end : place.end + _NEAR])
    if after is not None and after[1].lower() in _others():
        return None
    if place.kind == "bloc" and home in ("EA", "EU") and is_possessive(text, place):
        # "the EU's statistics office"
        return None
    follows = next(iter(between(places, figure.end, figure.end + _NEAR)), None)
    if follows is not None and _BEHIND.fullmatch(text, figure.end, follows.start):
        return None
    opens = text[start : place.start].lower() in ("", "the ")
    return place if opens or is_possessive(text, place) or _BEFORE.search(text, max(start, place.start - 12), place.start) else None


def _still(text: str, figure: Figure, before: Figure | None, places: Sequence[Place]) -> Place | None:
    """The economy that the paragraph is on: "In Chad, output rose by 3%. Trade added 0.4 points."."""
    start, end = figure.sentence
    if before is None or not before.area or "\n" in text[before.end : start] or between(places, start, end):
        return None
    opened = next(iter(between(places, *before.sentence)), None) if before.sentence != figure.sentence else None
    if opened is None:
        return None
    told = _OPENS.fullmatch(text, before.sentence[0], opened.start) and ";".join(sorted(opened.codes)) == before.area
    return opened if told and not _OVERALL.match(text, start) else None


@cache
def _others() -> frozenset[str]:
    """What makes a place the other side: "Peruvian demand"."""
    partners = table("home")["partners"]
    return frozenset((*partners["after"], *partners["people"]))
