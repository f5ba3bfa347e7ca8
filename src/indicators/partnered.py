"""Partnered: the economy that stands right before a figure as the one that has it: "followed by Peru with $3 million"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from indicators.areas import is_possessive
from indicators.dealings import GIVING
from indicators.figure import Figure, Place
from indicators.inflect import forms, singular
from indicators.lexicon import table
from indicators.order import between

__all__ = ["tell_partners"]

_ABOUT = r"(?:(?:about|around|some|nearly|almost|just|over|only|roughly|approximately|more than|less than|up to|another|an?) )*"
_MOVED = r"(?:(?:up|down|with|at|by|from|representing|accounting for|and) )?"
_CHANGE = r"(?:(?:[a-z]+ )?(?:rise|fall|increase|decrease|drop|gain|growth|decline|share|total|jump|surge|reduction) of )?"
# Behind a figure of a place, another one of it: "(3 million, up 4%", "with 3 million or 4%", "4% to 3 million".
_AGAIN = re.compile(rf"(?:,| or| to| \(|,? and)? ?{_MOVED}{_ABOUT}{_CHANGE}{_ABOUT}", re.IGNORECASE)
# What has a figure by its rank or by itself: "first with", "at", "with a turnover of".
_WITH = rf"(?:,? (?:first|second|third|fourth|fifth|next|last))?,? (?:with|at) {_ABOUT}(?:(?:[a-z]+ ){{1,3}}of )?{_ABOUT}"
# Behind one partner's figure the next one's: "and Peru 3 million", "and Peru for 3 percent".
_NEXT = re.compile(rf" (?:for )?{_ABOUT}")
_BEING = (
    *("be", "become", "come", "emerge", "finish", "follow", "head", "lead", "place", "rank", "remain", "stand", "stay", "take", "top"),
)
# Several in one: "Peru and Chile led with 3 and 4 percent".
_JOINED = re.compile(r",?(?: and| &|,)(?: the)? ", re.IGNORECASE)
# "non-EU countries"
_BEYOND = re.compile(r"(?:\b(?:non|extra|intra)[- ]?|\boutside (?:the )?)\Z", re.IGNORECASE)
_KINDS = ("country", "bloc", "demonym")
# What is told of dealings beside the flows themselves.
_DEALT = ("turnover", "partner")
# "Peru accounted for 3 percent of exports", but for those of the world.
_MAKING = r"(?:account(?:ed|s|ing) for|represent(?:ed|s)|constitute[ds]|comprise[ds]|ma(?:de|kes) up|formed|had)"
_OF_WORLD = re.compile(r" of (?:the )?(?:world|global)", re.IGNORECASE)
# ", a fall of 3 percent" behind the figure of a partner.
_BESIDE = re.compile(
    rf"[^.;:()\n]*, (?:which (?:is|was|marks|marked|represents|represented) )?(?:up |down |an? (?:[a-z]+ )?[a-z]+ (?:of|by) ){_ABOUT}",
    re.IGNORECASE,
)
# Which side of the trade a sentence opens with, or its partners are of: "In terms of imports, …", "the top export partners were".
_SIDE = re.compile(
    r"\W*(?:(?:and|while|meanwhile),? )?(?:by|in terms of|as for|as regards|as to|with regard to|with respect to|regarding|concerning"
    r"|in|for|among|on) (?:the )?(?:total )?(?:(ex|im)ports?)(?: side)?,",
    re.IGNORECASE,
)
_SIDED = re.compile(r"\b(ex|im)port (?:partner|market|destination|source|supplier|buyer|customer|countr)(?:s|y|ies)?\b", re.IGNORECASE)
# How far back stands who "their number" is of.
_BACK = 300


def tell_partners(text: str, figures: Sequence[Figure], places: Sequence[Place], home: str | None) -> None:
    """Make the economy that has a figure of the home's dealings its counterpart. Changes `figures` in place."""
    if home in (None, "W", "EU", "EA"):
        return
    before: Figure | None = None
    last: tuple[Figure, Place] | None = None
    for figure in figures:
        before = before if before is not None and before.sentence == figure.sentence else None
        going = last if last is not None and last[0] is before else None
        place = _holder(text, figures, figure, places, home, goes_on=before is not None and before.counterpart is not None)
        if place is None and going is not None and before is not None and _AGAIN.fullmatch(text, before.end, figure.start):
            place = going[1]
        told = place is not None and place.codes != (home,) and _is_dealing(figure)
        last = (figure, place) if told and place is not None else None
        if told and place is not None:
            if not (figure.counterpart and set(place.codes) <= set(figure.counterpart.split(";"))):
                figure.area, figure.counterpart = home, ";".join(sorted(place.codes))
            _take_side(text, figure)
        elif figure.counterpart is None:
            _go_on(text, figure, before, places, home)
        before = figure


def _take_side(text: str, figure: Figure) -> None:
    """Name the side of the trade that the sentence of a figure with a partner tells."""
    if not {singular(word) for word in (figure.subject or "").lower().split()} <= set(table("home")["partners"]["sideless"]):
        return
    start = figure.sentence[0]
    sides = {found[1].lower() for found in _SIDED.finditer(text, start, figure.start)}
    opened = _SIDE.match(text, start, figure.start)
    sides |= {opened[1].lower()} if opened is not None else set()
    if len(sides) == 1:
        figure.subject = f"{sides.pop()}ports"


def _is_dealing(figure: Figure) -> bool:
    words = f"{figure.subject or ''} {figure.unit}".lower().split()
    return not _dealings().isdisjoint(map(singular, words))


def _go_on(text: str, figure: Figure, before: Figure | None, places: Sequence[Place], home: str) -> None:
    """Give a figure the partner of the one before, or of the people that it is of: "Peruvians led. Their number fell by 3 percent"."""
    if before is not None and before.counterpart and figure.measure == "change" and (figure.area or home) == (before.area or home):
        away = [place for place in between(places, before.end, figure.start) if place.codes != (home,)]
        if not away and _BESIDE.fullmatch(text, before.end, figure.start):
            figure.counterpart = before.counterpart
    elif figure.area and figure.area != home and _is_dealing(figure):
        near = [place for place in between(places, figure.start - _BACK, figure.start) if ";".join(place.codes) == figure.area]
        if near and near[-1].kind == "demonym" and not _visiting().isdisjoint(map(singular, (figure.subject or "").lower().split())):
            figure.area, figure.counterpart = home, figure.area


def _holder(text: str, figures: Sequence[Figure], figure: Figure, places: Sequence[Place], home: str, *, goes_on: bool) -> Place | None:
    """The place right before a figure, if what stands between the two says that it has the figure."""
    near = [place for place in between(places, figure.sentence[0], figure.start) if place.codes != (home,)]
    place = near[-1] if near else None
    if place is None or not place.codes or place.codes == ("W",) or place.kind not in _KINDS or is_possessive(text, place):
        return None
    if between(figures, place.end, figure.start) or (near[:-1] and _JOINED.fullmatch(text, near[-2].end, place.start)):
        return None
    if _BEYOND.search(text, max(0, place.start - 12), place.start):
        return None
    people = place.kind == "demonym" and not text[place.start : place.end].endswith("s")
    pattern = _of_people() if people else _led()
    found = pattern.fullmatch(text, place.end, figure.start) or (goes_on and not people and _NEXT.fullmatch(text, place.end, figure.start))
    return place if found and not _OF_WORLD.match(text, figure.end) else None


@cache
def _dealings() -> frozenset[str]:
    """What goes from one economy to another, and who does."""
    partners = table("home")["partners"]
    return frozenset((*table("series")["cross_border"], *partners["people"], *partners["travels"], *_DEALT))


@cache
def _visiting() -> frozenset[str]:
    """Who comes from one economy to another, and what they do there."""
    partners = table("home")["partners"]
    return frozenset((*partners["people"], *partners["travels"], "arrival", "night"))


@cache
def _standing() -> str:
    verbs = "|".join(sorted(forms(_BEING)))
    giving = "|".join(sorted(GIVING))
    return rf"(?: \(|{_WITH}| (?:{verbs}|was|were|is|are)\b[\w' -]{{0,80}}?{_WITH}| (?:{giving}|{_MAKING}) {_ABOUT})"


@cache
def _led() -> re.Pattern[str]:
    return re.compile(rf"(?:{_followers()})?{_standing()}", re.IGNORECASE)


@cache
def _of_people() -> re.Pattern[str]:
    return re.compile(rf"{_followers()}{_standing()}", re.IGNORECASE)


@cache
def _followers() -> str:
    """ "the Peruvian market", "Peruvian visitors": what stands for a partner behind its name."""
    partners = table("home")["partners"]
    words = "|".join(f"{word}s" for word in (*partners["people"], *partners["others"]))
    return rf" (?:(?:source )?market|countries|members|member states|{words})"
