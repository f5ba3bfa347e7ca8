"""Areas: the countries, blocs and regions that a text names, as codes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from indicators.figure import Place
from indicators.gazetteer import Gazetteer, Match, Token, tokens
from indicators.lexicon import rows, table

__all__ = ["Mention", "area_code", "area_name", "codes_label", "find_mentions", "find_places", "is_possessive", "places_among"]

# Codes that others write for the same area.
_ALIASES = {"UK": "GB", "EL": "GR", "EZ": "EA", "XM": "EA", "EMU": "EA", "WLD": "W", "1W": "W", "WORLD": "W", "TP": "TL"}
_REACH = 8


@dataclass(frozen=True, slots=True)
class Name:
    """What a name stands for. `kind` as in `Place`, or ``other`` where the name only contains one of a place."""

    codes: tuple[str, ...]
    kind: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A place's name in a text and the `role` it has there.

    ``place``: it names the place. ``organisation``: it is part of an organisation's name ("Bank of Korea"). ``currency``: it tells a
    currency ("US dollars"). ``person``, ``other``: it names something else altogether.
    """

    place: Place
    role: str
    first: int
    last: int


def codes_label(codes: Iterable[str]) -> str:
    """Join codes the way the table has them: sorted, with semicolons."""
    return ";".join(sorted(set(codes)))


def area_code(name: str) -> str | None:
    """Return the code of an area given by its code or by any of its names ("KR", "kr", "UK", "South Korea", "euro area")."""
    name = name.strip()
    upper = name.upper()
    if upper in _ALIASES:
        return _ALIASES[upper]
    if upper in _labels():
        return upper
    entry = _gazetteer().whole(name) or _gazetteer().whole(name.title())
    return codes_label(entry.codes) or None if entry else None


def area_name(code: str) -> str | None:
    """Return the usual English name of the area with this code."""
    return _labels().get(code.upper())


def is_possessive(text: str, place: Place) -> bool:
    """Whether the place's name stands in the possessive: "Korea's", "the Netherlands'"."""
    rest = text[place.end : place.end + 2]
    return rest[:1] in ("'", "’", "‘", "ʼ", "＇", "´", "`") and (rest[1:2] in ("s", "S") or text[place.end - 1] in "sS")


def find_places(text: str, home: str | None = None) -> list[Place]:
    """Find the countries, blocs, regions and cities named in `text`.

    Parameters
    ----------
    text : str
        Any English text.
    home : str, optional
        Code of the area that the text is about; it settles names that mean several places (Georgia, Punjab).

    Returns
    -------
    list of Place
        In the order of the text, none overlapping another. Names inside those of organisations, currencies and people are left out.
    """
    return places_among(tokens(text), home)


def places_among(stream: list[Token], home: str | None = None) -> list[Place]:
    """Do what `find_places` does, for the tokens of a text."""
    return [mention.place for mention in find_mentions(stream, home) if mention.role == "place"]


def find_mentions(stream: list[Token], home: str | None = None) -> list[Mention]:
    """Find all names of places among the tokens of a text, with the role they have."""
    matches = [match for match in _gazetteer().find(stream) if _written_well(stream, match)]
    named = {" ".join(token.text for token in stream[m.first : m.last]) for m in matches}
    mentions = []
    for match in matches:
        entry = _settle(stream, match, named, home)
        place = Place(stream[match.first].start, stream[match.last - 1].end, entry.codes, entry.kind)
        mentions.append(Mention(place, _role(stream, match), match.first, match.last))
    return mentions


@cache
def _labels() -> dict[str, str]:
    names = {row["code"]: row["name"] for row in rows("areas")}
    return names | {"EA": "Euro area", "EU": "European Union", "W": "World"}


@cache
def _gazetteer() -> Gazetteer[Name]:
    return Gazetteer(_names())


def _names() -> Iterator[tuple[str, Name]]:
    for name in table("places")["other"]["names"]:
        yield name, Name((), "other")
    for row in rows("areas"):
        country, demonym = Name((row["code"],), "country"), Name((row["code"],), "demonym")
        for name in _split(row["name"] + "|" + row["variants"]):
            yield name, country
        for name in _split(row["demonyms"]):
            yield from ((form, demonym) for form in _plurals(name))
    for row in rows("blocs"):
        bloc = Name(tuple(row["codes"].split(";")) if row["codes"] else (), row["kind"])
        yield from ((name, bloc) for name in _split(row["names"]))
    for row in rows("subnational"):
        part = Name((row["code"],), "subnational")
        for name in _split(row["names"]):
            yield from ((form, part) for form in (_plurals(name) if row["kind"] == "demonym" else (name,)))


def _split(names: str) -> Iterator[str]:
    return (name for name in names.split("|") if name)


def _plurals(demonym: str) -> tuple[str, ...]:
    """A demonym and the word for its people: Korean, Koreans; but Dutch, Chinese."""
    if demonym.endswith(("hman", "tsman")):
        return demonym, demonym[:-2] + "en"
    return (demonym,) if demonym.endswith(("s", "sh", "ch", "ese", "ois")) else (demonym, demonym + "s")


def _written_well(stream: list[Token], match: Match[Name]) -> bool:
    """Whether a name is no part of a longer word or mark: an address, "US$", a name that needs its accent."""
    before = stream[match.first - 1] if match.first else None
    after = stream[match.last] if match.last < len(stream) else None
    if before and not stream[match.first].spaced and before.text in "@#_":
        return False
    if after and not after.spaced and after.text in "$€£@_":
        return False
    surface = "".join(token.text for token in stream[match.first : match.last])
    return surface not in table("places")["accented"]["unless"]


def _settle(stream: list[Token], match: Match[Name], named: set[str], home: str | None) -> Name:
    """Choose between two places of one name by the area the text is about and the other places in it."""
    name = " ".join(token.text for token in stream[match.first : match.last]).title()
    for case in table("places")["ambiguous"]:
        if case["name"] != name:
            continue
        codes = tuple(case["codes"].split(";"))
        if home in codes:
            return Name(codes, case["kind"])
        if home in match.entry.codes:
            return match.entry
        pro, contra = len(named.intersection(case["near"])), len(named.intersection(case["not_near"]))
        return Name(codes, case["kind"]) if pro > contra else match.entry
    return match.entry


def _role(stream: list[Token], match: Match[Name]) -> str:
    if match.entry.kind == "other":
        return "other"
    if _is_currency(stream, match):
        return "currency"
    if _is_person(stream, match):
        return "person"
    return "organisation" if _in_organisation(stream, match) else "place"


def _is_currency(stream: list[Token], match: Match[Name]) -> bool:
    """ "Korean won", "US-dollar loans", but not "Brazilian real GDP"."""
    i = match.last
    if i < len(stream) and stream[i].text == "-":
        i += 1
    if i >= len(stream) or stream[i].broken:
        return False
    words = table("places")["currencies"]
    if stream[i].text == "real":
        return i + 1 >= len(stream) or stream[i + 1].key not in words["real_if_not_before"]
    return stream[i].text in _set("currencies", "words")


def _is_person(stream: list[Token], match: Match[Name]) -> bool:
    """ "Mr. Jordan", "Jim Jordan", "said Chad Miller, chief economist"."""
    if match.last - match.first > 1 or stream[match.first].text not in _set("persons", "names"):
        return False
    i = match.first - 1
    if i >= 0 and stream[i].text == "." and not stream[match.first].broken:
        i -= 1
    before = stream[i] if i >= 0 and not stream[match.first].broken else None
    if before and (before.text in _set("persons", "titles") or (before.text in _set("persons", "given") and i == match.first - 1)):
        return True
    return _speaks(stream, match)


def _speaks(stream: list[Token], match: Match[Name]) -> bool:
    """Whether a name and a surname after it are those of a speaker: "said Chad Miller", "Chad Miller, chief economist"."""
    after = stream[match.last : match.last + 2]
    if not after or not after[0].capital or after[0].broken or after[0].text.isupper():
        return False
    before = stream[match.first - 1].key if match.first else ""
    if before in ("said", "says", "by", "told"):
        return True
    rest = [token.key for token in stream[match.last + 1 : match.last + 6]]
    return bool(rest) and (
        rest[0] in ("said", "says") or (rest[0] == "," and bool({"economist", "analyst", "director", "chief"} & set(rest)))
    )


def _in_organisation(stream: list[Token], match: Match[Name]) -> bool:
    return _named_after(stream, match.last) or _named_before(stream, match.first)


def _named_after(stream: list[Token], last: int) -> bool:
    """Whether the capitalised words after a place make it an organisation's name: "U.S. Census Bureau", "Korea Development Bank"."""
    heads, tails, joiners = _set("organisations", "heads"), _set("organisations", "tails"), _set("organisations", "joiners")
    words = 0
    for i in range(last, min(last + _REACH, len(stream))):
        token = stream[i]
        if token.broken:
            return False
        if token.text == "-" and not token.spaced:
            continue
        if token.key in joiners and words:
            continue
        if not token.capital:
            return False
        name = token.text.title() if token.text.isupper() and len(token.text) > 4 else token.text
        if name in heads or (name in tails and not _goes_on(stream, i + 1)):
            return True
        words += 1
    return False


def _goes_on(stream: list[Token], i: int) -> bool:
    """Whether a capitalised name goes on with the token at `i`."""
    return i < len(stream) and stream[i].capital and not stream[i].broken


def _named_before(stream: list[Token], first: int) -> bool:
    """Whether the capitalised words before a place make it an organisation's name: "Reserve Bank of New Zealand", "Air France"."""
    heads, bearers, joiners = _set("organisations", "heads"), _set("organisations", "bearers"), _set("organisations", "joiners")
    if not first or stream[first].broken:
        return False
    if stream[first - 1].text.title() in _set("organisations", "leads") and stream[first - 1].capital:
        return True
    if stream[first - 1].key not in ("of", "for", "the", "de"):
        return False
    words = 0
    for i in range(first - 1, max(first - 1 - _REACH, -1), -1):
        token = stream[i]
        name = token.text.title() if token.text.isupper() and len(token.text) > 4 else token.text
        if name in heads or name in bearers:
            return words > 0 or stream[i + 1].key in ("of", "for")
        if token.broken or not (token.capital or token.key in joiners):
            return False
        words += token.capital
    return False


@cache
def _set(section: str, key: str) -> frozenset[str]:
    return frozenset(table("places")[section][key])
