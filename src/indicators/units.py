"""Physical units: from the words and symbols of a text to pint's canonical names, and pint's registry with our own units in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from indicators.lexicon import table, text

if TYPE_CHECKING:
    from pint import UnitRegistry

__all__ = ["Unit", "is_scaled", "match_rate", "match_unit", "own_definitions", "registry"]

_TOKEN = re.compile(r"[^\W\d_][\w./²³]{0,60}+(?:(?<=[Oo]2)-eq?\b)?|°[CF]\b")
_JOINER = re.compile(r" ?\r?\n ?| |-")
# "3 240 GWh a year earlier" is no rate.
_AGO = re.compile(r" an? (?:day|week|month|quarter|year) (?:ago|earlier|before|previously|prior|later|on)\b", re.IGNORECASE)
# "740 pounds per harvested acre".
_WORKED = "|".join(table("small_words")["worked"])
_PER = re.compile(rf"(?: ?/ ?| (?:per|a|an|each) (?:(?:{_WORKED}) )?|-(?:per|a|an)-| p(?:er)?\. ?)(?=[A-Za-z1])", re.IGNORECASE)
_SCALED_RATE = re.compile(r"(thousand|million|1,?000) (?=[A-Za-z])", re.IGNORECASE)
# "212 euros per 100 kg".
_HUNDRED = re.compile(r"100 ?(?:kg|kilos?|kilograms?|kilogrammes?)\b", re.IGNORECASE)
_LONGEST = 5
# What the table of units holds besides units.
_TABLES = ("=", "/", "!", "*", ".loads", ".distances")


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit found in a text: its canonical name, where it ends, and the number word that its symbol holds (``mb/d``: a million)."""

    name: str
    end: int
    factor: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True)
class _Lexicon:
    words: dict[str, str]
    symbols: dict[str, str]
    careful: dict[str, str]
    factored: dict[str, tuple[Decimal, str]]
    rates: dict[str, str]
    everyday: frozenset[str]


@cache
def _lexicon() -> _Lexicon:
    words: dict[str, str] = {}
    symbols: dict[str, str] = {}
    careful: dict[str, str] = {}
    data = table("units")
    for name, entry in data.items():
        if name in _TABLES:
            continue
        for word in entry.get("words", ()):
            words[word] = words[word if word.endswith("s") else word + "s"] = name
        symbols.update(dict.fromkeys(entry.get("symbols", ()), name))
        careful.update(dict.fromkeys(entry.get("careful", ()), name))
    factored = {symbol: (Decimal(int(factor)), name) for symbol, (factor, name) in data["="].items()}
    return _Lexicon(words, symbols, careful, factored, data["/"], frozenset(data["!"]["everyday"]))


def is_scaled(symbol: str) -> bool:
    """Whether a symbol is known to hold a number word: ``mb/d``, ``bcm``."""
    return symbol in _lexicon().factored


def match_unit(text: str, position: int, *, country: str | None = None, sure: bool = True, scaled: bool = False) -> Unit | None:
    """The physical unit that begins at `position` of `text`, rates like "per day" included.

    Parameters
    ----------
    country : str, optional
        Of the release: whose ton and whose pound are meant.
    sure : bool
        Whether the number is clearly a quantity (it has a magnitude, separators or decimals), so that bare letters count as units.
    scaled : bool
        Whether a magnitude word stands before the unit: "5 million MT" are tonnes, "5 MT" are millions of them.
    """
    unit = _match_simple(text, position, country, sure, scaled)
    if unit is None or "/" in unit.name:
        return unit
    rate = match_rate(text, unit.end)
    if rate is None:
        return unit
    name = unit.name if rate.name == "" else f"{unit.name}/{rate.name}"
    return Unit(name, rate.end if rate.name else unit.end, unit.factor)


def match_rate(text: str, position: int, *, plain: frozenset[str] = frozenset()) -> Unit | None:
    """The lower half of a compound unit at `position` ("per barrel", "a day", "/kg"); of the name "" if it is one of `plain` words."""
    if _AGO.match(text, position):
        return None
    per = _PER.match(text, position)
    token = _TOKEN.match(text, per.end()) or _SCALED_RATE.match(text, per.end()) or _HUNDRED.match(text, per.end()) if per else None
    if per is None or token is None:
        return None
    if hundred := _HUNDRED.match(text, per.end()):
        return Unit("quintal", hundred.end())
    if scaled := _SCALED_RATE.match(text, per.end()):
        below = _match_simple(text, scaled.end(), None, True, False, fallback=False)
        magnitude = scaled[1].casefold() if scaled[1].isalpha() else "thousand"
        return Unit(f"{magnitude}_{below.name}", below.end) if below and below.factor == 1 and "/" not in below.name else None
    word = token.group().rstrip("./")
    if word.casefold() in plain:
        return Unit("", per.start())
    if (name := _lexicon().rates.get(word) or _lexicon().rates.get(word.casefold() if len(word) > 2 else word)) is not None:
        return Unit(name, token.start() + len(word))
    found = _match_simple(text, per.end(), None, True, False, fallback=False)
    return found if found and found.factor == 1 and "/" not in found.name else _factored_rate(found)


def _factored_rate(unit: Unit | None) -> Unit | None:
    """A symbol with a number word in it below the line ("per mmBtu"): kept as a unit of its own."""
    if unit is None or "/" in unit.name:
        return None
    names = {Decimal(10) ** 3: "thousand", Decimal(10) ** 6: "million", Decimal(10) ** 9: "billion"}
    return Unit(f"{names[unit.factor]}_{unit.name}", unit.end) if unit.factor in names else None


def _match_simple(text: str, position: int, country: str | None, sure: bool, scaled: bool, *, fallback: bool = True) -> Unit | None:
    tokens = _tokens_at(text, position)
    if not tokens:
        return None
    if carried := _carried(text, position, country):
        return carried
    lexicon = _lexicon()
    for count in range(len(tokens), 0, -1):
        end = tokens[count - 1][1]
        words = " ".join(text[a:b] for a, b in tokens[:count]).casefold()
        for key in (words, words.rstrip("."), words.split("/")[0]):
            if name := lexicon.words.get(key):
                return Unit(name, end - (len(words) - len(key)))
    start, end = tokens[0]
    if local := _local(text, start, country):
        return local
    if symbol := _match_symbol(text, start, end, sure, scaled):
        return symbol
    return _match_fallback(text[start:end], end) if fallback else None


def _tokens_at(text: str, position: int) -> list[tuple[int, int]]:
    """Up to five words from `position` on, with spaces or hyphens between."""
    tokens: list[tuple[int, int]] = []
    while len(tokens) < _LONGEST and (token := _TOKEN.match(text, position)):
        tokens.append(token.span())
        joiner = _JOINER.match(text, token.end())
        if joiner is None:
            break
        position = joiner.end()
    return tokens


@cache
def _carrying() -> re.Pattern[str]:
    data = table("units")
    before, loads, distances = (
        "|".join(sorted(words, key=len, reverse=True)) for words in (data["*"]["before"], data[".loads"], data[".distances"])
    )
    return re.compile(rf"(?:(?:{before})[ -]){{0,3}}({loads})s?[ -]({distances})s?\b", re.IGNORECASE)


def _carried(text: str, position: int, country: str | None) -> Unit | None:
    """ "net tonne kilometres", "lorry-miles": so much carried so far."""
    found = _carrying().match(text, position)
    if found is None:
        return None
    data = table("units")
    load, distance = data[".loads"][found[1].casefold()], data[".distances"][found[2].casefold()]
    if load == "ton" and (country != "US" and distance == "kilometer"):
        load = "tonne"
    return Unit(f"{load}_{distance}", found.end())


_TON = re.compile(r"(tons?)\b", re.IGNORECASE)
_POUND = re.compile(r"(pounds?)\b(?! sterling)", re.IGNORECASE)


def _local(text: str, start: int, country: str | None) -> Unit | None:
    """Tons and pounds: American in American releases; elsewhere tons are metric and pounds are money."""
    if ton := _TON.match(text, start):
        return Unit("ton" if country == "US" else "tonne", ton.end())
    if country in ("US", "CA") and (pound := _POUND.match(text, start)):
        return Unit("pound", pound.end())
    return None


def _match_symbol(text: str, start: int, end: int, sure: bool, scaled: bool) -> Unit | None:
    """The longest symbol that the token at `start` begins with and that ends at a slash or at its end."""
    lexicon = _lexicon()
    token = text[start:end]
    if token.rstrip(".").split("/")[0] == "MT":
        weighed = scaled or "/" in token or text[max(0, start - 4) : start].endswith(("/", "per "))  # "US$300/MT"
        return Unit("tonne" if weighed else "megatonne", start + 2)
    for piece in _pieces(token):
        stop = start + len(piece)
        if piece in lexicon.factored:
            factor, name = lexicon.factored[piece]
            return Unit(name, stop, factor)
        if piece in lexicon.symbols:
            return Unit(lexicon.symbols[piece], stop)
        if sure and piece in lexicon.careful:
            return Unit(lexicon.careful[piece], stop)
    return None


def _pieces(token: str) -> list[str]:
    stripped = token.rstrip("./")
    pieces = [token, stripped]
    if "/" in stripped:
        pieces.append(stripped.rsplit("/", 1)[0])
        pieces.append(stripped.split("/", 1)[0])
    return pieces


# --- quantulum3's lexicon, for the units that ours does not have -----------------------------------------------------


def _match_fallback(word: str, end: int) -> Unit | None:
    """A unit known to quantulum3 by its full name and to pint; never one of its symbols, which collide with words and currencies."""
    key = word.casefold()
    if len(key) < 4 or not key.isalpha():
        return None
    name = _quantulum_names().get(key)
    if name is None or (canonical := _pint_name(name)) is None:
        return None
    return Unit(canonical, end)


_DIMENSIONS = frozenset(
    (
        "length",
        "area",
        "volume",
        "mass",
        "energy",
        "power",
        "pressure",
        "temperature",
        "speed",
        "frequency",
        "data storage",
        "force",
        "electric potential",
        "radioactivity",
        "sound level",
    )
)


@cache
def _quantulum_names() -> dict[str, str]:
    """Names of one word in quantulum3's data file, singular and plural; its parser and classifier are never built."""
    import json

    try:
        units: dict[str, dict[str, Any]] = json.loads((resources.files("quantulum3") / "units.json").read_text(encoding="utf-8"))
    except (ModuleNotFoundError, FileNotFoundError):
        return {}
    names: dict[str, str] = {}
    everyday = _lexicon().everyday
    for unit, entry in units.items():
        if entry.get("entity") not in _DIMENSIONS:
            continue
        for surface in (unit, *entry.get("surfaces", ())):
            key = surface.casefold()
            if key.isalpha() and key not in everyday and key + "s" not in everyday:
                names[key] = names[key + "s"] = key
    return names


@cache
def _pint_name(name: str) -> str | None:
    from pint.errors import PintError

    try:
        return str(registry().parse_units(name))
    except (PintError, AttributeError, ValueError):
        return None


def own_definitions() -> tuple[str, ...]:
    """Our definitions of units, in pint's language, a line each."""
    return text("definitions")


@cache
def registry(extra: tuple[str, ...] = ()) -> UnitRegistry[Any]:
    """Pint's registry with the units of statistical releases added: ``passenger_kilometer``, ``square_meter``, currencies …

    Every currency is a dimension of its own: amounts of two currencies are never converted into each other here.

    Parameters
    ----------
    extra : tuple of str
        More definitions, in pint's language; where they define a name anew, they win.
    """
    import pint

    # Pint's file and ours before its caches are filled: it would go on converting by the old meaning of a name that is defined anew,
    # as `barrel` is (pint's holds 31.5 gallons).
    units: UnitRegistry[Any] = pint.UnitRegistry(None, cache_folder=None, on_redefinition="ignore")
    units.load_definitions(str(resources.files("pint") / "default_en.txt"))
    units.default_system = "mks"
    currencies = (f"{code} = [currency_{code}]" for code in table("currencies")["codes"].split())
    units.load_definitions([*own_definitions(), *currencies, *extra])
    return units
