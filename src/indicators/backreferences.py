"""Back-references: "that country" behind a partner that a text has just named, as the place that it is."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from indicators.figure import Place
from indicators.needing import Needing

__all__ = ["with_references"]

_WHERE = r"(?:the|that|this|these|those) (countr(?:y|ies)|nations?|bloc|economy)\b"
# What goes out goes to the partner, what comes in comes from it: "exports from the country" are the home's own.
_REFERRED = Needing(
    re.compile(
        r"\b(?:(?:exports?|exported|shipments?|shipped|sales|sold|deliveries|outflows?) (?:[\w-]+ ){0,2}to"
        r"|(?:imports?|imported|purchases|bought|arrivals|visitors|tourists|travell?ers|guests|inflows?) (?:[\w-]+ ){0,2}from"
        r"|(?:trade|deficit|surplus|turnover|gap) (?:[\w-]+ ){0,2}with) " + _WHERE,
        re.IGNORECASE,
    ),
    ["country", "countries", "nation", "nations", "bloc", "economy"],
)
# So far before it, in characters, stands what it points to; so near stands the next of a list, of which none is meant alone.
_FAR, _LISTED = 300, 8


def with_references(text: str, places: list[Place], home: str | None) -> list[Place]:
    """The places of the text of one country, with those only pointed back to: "Exports to Chad fell, imports from that country rose"."""
    if home in (None, "W", "EU", "EA"):
        return places
    found = [place for match in _REFERRED.finditer(text) if (place := _meant(match, places, home)) is not None]
    return sorted([*places, *found], key=lambda place: place.start) if found else places


def _meant(match: re.Match[str], places: Sequence[Place], home: str | None) -> Place | None:
    """The last place before the words that point back, if that is a partner and stands alone."""
    k = bisect_left([place.start for place in places], match.start()) - 1
    if k < 0 or match.start() - places[k].end > _FAR:
        return None
    place = places[k]
    listed = k > 0 and place.start - places[k - 1].end < _LISTED
    if listed or not place.codes or place.codes in (("W",), (home,)) or place.kind not in ("country", "bloc"):
        return None
    return Place(match.start(1), match.end(1), place.codes, place.kind)
