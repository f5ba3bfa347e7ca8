"""Origins: people who are counted by where they are from, "3,400 Thai guests", in the text of another country."""

from __future__ import annotations

import re
from collections.abc import Sequence

from indicators.figure import Figure, Place
from indicators.inflect import singular
from indicators.lexicon import table
from indicators.order import between

__all__ = ["tell_origins"]


def tell_origins(text: str, figures: Sequence[Figure], places: Sequence[Place], home: str | None) -> None:
    """Make the nation of the people that a figure counts its counterpart. Changes `figures` in place."""
    if home in (None, "W", "EU", "EA"):
        return
    people = frozenset(table("home")["partners"]["people"])
    for figure in figures:
        if figure.quantity_type != "count" or figure.noun_start is None or figure.counterpart:
            continue
        place = next(iter(between(places, figure.noun_start, figure.end)), None)
        if place is None or place.kind not in ("country", "demonym") or place.codes in ((), (home,)):
            continue
        if singular(text[place.start : figure.end].split()[-1].lower()) in people:
            figure.area, figure.counterpart = home, ";".join(sorted(place.codes))
            nation = re.escape(text[place.start : place.end])
            figure.subject = re.sub(rf"\b{nation}\s+", "", figure.subject) if figure.subject else None
