"""Writes figures: a value and a unit in every way in which the grammar of figures reads them, in a sentence around it.

What is written comes from the lexicon, so that a new word is tested as soon as it is there. Left out is what no reader could tell from
something else without more context; each such place says what it would be taken for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from random import Random
from typing import Any

from written_numbers import SMALL, any_number, gap, number, scaled, signed

from indicators.lexicon import table

__all__ = ["KINDS", "Written", "write", "writings"]


@dataclass(frozen=True, slots=True)
class Written:
    """A text with one figure: where it stands and what it says; `style` tells how it is written."""

    text: str
    start: int
    end: int
    value: Decimal
    unit: str
    kind: str
    style: str
    country: str | None = None

    @property
    def surface(self) -> str:
        """The figure as printed."""
        return self.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class _Figure:
    surface: str
    value: Decimal
    unit: str
    style: str
    country: str | None = None


# Around the figure; none of these words says anything about its unit.
CARRIERS = (
    "The total came to {}.",
    "Output reached {} in the year, the office said.",
    "It rose by {}, against expectations.",
    "Sales ({}) went up.",
    "Sales: {}",
    "- Sales: {}\n- Stocks: unchanged",
    "Shipments were up on the year, at {}; prices were not.",
    "The office's title\nIt was {}, as it had been before.\n\nNothing else was said.",
    "Orders of {} were placed.",
    "Output | {} | unchanged |",
    "“It was {},” the minister said.",
    "Demand fell—to {}—for good.",
    "{} was booked, officials said.",
)
# A range that follows these is what something moved by, and to: "rose by USD 2 to 75 per barrel".
_MOVING = ("It rose by {}, against expectations.", "Orders of {} were placed.")


# --- ratios ----------------------------------------------------------------------------------------------------------

_PERCENT_WORDS = (" percent", "-percent", "\npercent", " per cent", "-per-cent", " per-cent", " Percent", "\u00a0percent", " PERCENT")
_PERCENT = (*_PERCENT_WORDS, "%", " %", "\u00a0%", "\u202f%", "percent", " pct", "pct", " p.c.", "pc", "％", " per\ncent")
_PERCENTAGE_POINTS = (
    *(" percentage points", " percentage point", "-percentage-point", "\npercentage points", " percentage\u00a0points", " per cent points"),
    *(" percent points", "%p", "%pt", "% points", "%-points", " % points", " pp", "pp", " pps", " ppt", " ppts", "ppts", " p.p.", " p.pt"),
    *(" p.pts", " pct. points", " pct points", " pct pts", " of a percentage point"),
)
_BASIS_POINTS = (
    " basis points",
    " basis point",
    "-basis-point",
    "\nbasis points",
    " bps",
    "bps",
    " bp",
    "bp",
    " b.p.",
    " of a basis point",
)
_POINTS = (" points", " point", "-point", " index points", "-index-point", " pts", "\npoints", " of a point")


def _percent(random: Random) -> _Figure:
    amount = signed(random, number(random, (*SMALL, "spelled", "commas")))
    mark = random.choice(_PERCENT_WORDS if amount.spelled else _PERCENT)
    return _Figure(amount.text + mark, amount.value, "%", f"{amount.style}, {mark.strip()}")


def _points(marks: tuple[str, ...], unit: str, factor: str) -> Callable[[Random], _Figure]:
    def write(random: Random) -> _Figure:
        amount = signed(random, number(random, SMALL))
        mark = random.choice(marks)
        return _Figure(amount.text + mark, amount.value * Decimal(factor), unit, f"{amount.style}, {mark.strip()}")

    return write


# --- counts ----------------------------------------------------------------------------------------------------------

_NOUNS = {
    **dict.fromkeys(("people", "persons", "individuals"), "person"),
    **{
        noun: noun.rsplit(" ", 1)[-1].removesuffix("s")
        for noun in ("vehicles", "units", "jobs", "new homes", "workers", "foreign visitors")
    },
    **{noun: noun.rsplit(" ", 1)[-1].removesuffix("s") for noun in ("households", "job seekers", "motor vehicles", "tourists", "shares")},
    **{"companies": "company", "small businesses": "business", "children": "child", "school-age children": "child", "women": "woman"},
    **{"aircraft": "aircraft", "houses": "house", "cases": "case", "buses": "bus", "licences": "licence", "beneficiaries": "beneficiary"},
}


def _count(random: Random) -> _Figure:
    amount = random.choice(
        (lambda: number(random, ("digits", "decimals", "full-width", "one after another", "spelled", "a million")),
         lambda: number(random, ("commas", "spaces", "apostrophes", "lakhs and crores")),
         lambda: scaled(random))
    )()  # fmt: skip
    noun, singular = random.choice(list(_NOUNS.items()))
    return _Figure(f"{amount.text}{random.choice((' ', ' ', chr(0xA0), chr(10)))}{noun}", amount.value, singular, f"{amount.style}, {noun}")


# --- physical quantities ---------------------------------------------------------------------------------------------


def _plural(word: str) -> str:
    return word if word.endswith("s") or not word[-1].isalpha() or "co2" in word else word + "s"


@cache
def _unit_forms() -> tuple[tuple[str, str, Decimal, str], ...]:
    """Every printed form of a unit: the form, its name, what it multiplies by, and the part of the lexicon that it is of."""
    data = table("units")
    forms: list[tuple[str, str, Decimal, str]] = []
    for name, entry in data.items():
        if name in ("=", "/", "!"):
            continue
        for word in entry.get("words", ()):
            forms += [(form, name, Decimal(1), "words") for form in dict.fromkeys((word, _plural(word)))]
        forms += [(form, name, Decimal(1), part) for part in ("symbols", "careful") for form in entry.get(part, ())]
    forms += [(form, name, Decimal(int(factor)), "symbols") for form, (factor, name) in data["="].items()]
    return tuple(forms)


_RATES = {
    " per day": "day",
    " a day": "day",
    "/day": "day",
    " per year": "year",
    " a month": "month",
    " per hectare": "hectare",
    "/ha": "hectare",
}


def _physical(random: Random) -> _Figure:
    form, unit, factor, part = random.choice(_unit_forms())
    amount = signed(random, any_number(random))
    if " " in form and part == "symbols" and not amount.text[-1].isdigit():  # "5 million mln b/d"
        amount = number(random, ("decimals", "commas"))
    if part == "careful" and not amount.sure:
        amount = number(random, ("decimals", "commas"))
    between = (
        gap(random, hyphen=not amount.letter)
        if part == "words"
        else random.choice((" ", "\u00a0") if amount.letter else (" ", "\u00a0", ""))
    )
    # "5 bnkWh", "2½t": nobody glues a unit to what is not a digit.
    if not amount.text[-1].isdigit() and not between:
        between = " "
    rate, below = random.choice(list(_RATES.items())) if "/" not in unit and random.random() < 0.3 else ("", "")
    return _Figure(
        f"{amount.text}{between}{form}{rate}", amount.value * factor, f"{unit}/{below}" if rate else unit, f"{amount.style}, {form}"
    )


def _tons(random: Random) -> _Figure:
    """Tons are metric but in American releases; "MT" are tonnes after a large number and millions of them after a small one."""
    amount, country = any_number(random), random.choice(("US", "KR", "GB", None))
    form = random.choice((" tons", " ton", "\ntons", "\u00a0tons"))
    return _Figure(amount.text + form, amount.value, "ton" if country == "US" else "tonne", f"{amount.style}, {form.strip()}", country)


# --- money -----------------------------------------------------------------------------------------------------------


@cache
def _marks() -> tuple[tuple[str, str, str | None], ...]:
    """Every mark before a number: the mark, its currency, and a country in which it means that."""
    data = table("currencies")
    marks: list[tuple[str, str, str | None]] = [(code, code, None) for code in data["codes"].split()]
    marks += [(mark, code, data["only_in"].get(mark, [None])[0]) for mark, code in data["symbols"].items()]
    for mark in data["shared_marks"]["before"]:
        meanings: dict[str, str] = data["shared"][data["aliases"][mark]]
        marks += [(mark, meanings.get(country, meanings[""]), country) for country in data["only_in"].get(mark, ()) or meanings]
    marks += [("£", code, country) for country, code in data["shared"]["pound"].items()]
    # Each mark that shares its letters with another of this list is listed for every meaning; the last one wins, as in the lexicon.
    return tuple(marks)


@cache
def _names() -> tuple[tuple[str, str, str | None], ...]:
    """Every name after a number: the name, its currency, and a country in which it means that."""
    data = table("currencies")
    names: list[tuple[str, str, str | None]] = [(code, code, None) for code in data["codes"].split() if code not in data["ambiguous_codes"]]
    # "real", "sol" and the like are other words as well: they stand with an adjective.
    names += [(word, code, None) for word, code in data["words"].items() if word not in ("real", "colon", "sol", "som")]
    nouns = {word: shared for word, shared in data["aliases"].items() if word.isalpha() and word.islower() and len(word) > 2}
    owners: dict[str, str] = data["adjectives"]
    for noun, shared in nouns.items():
        meanings: dict[str, str] = data["shared"][shared]
        names += [(noun, code, country) for country, code in meanings.items() if noun != "real"]
        names += [(f"{adjective} {noun}", meanings[owner], None) for adjective, owner in owners.items() if owner in meanings]
    return tuple(names)


def _money_before(random: Random) -> _Figure:
    mark, code, country = random.choice(_marks())
    ambiguous = mark in table("currencies")["ambiguous_codes"] or (len(mark) == 1 and mark.isalpha())
    # "TOP 5" and "K 5" are no amounts, ".5" beside letters is "Rs. 5".
    amount = number(random, ("commas", "decimals")) if ambiguous else any_number(random, money=True)
    between = random.choice(("", " ", "\u00a0", "\u202f"))
    if amount.style in ("leading point", "fraction") and (mark[-1].isalpha() or mark[-1] in "./"):
        amount = number(random, ("decimals",))
    if mark == "SDG":  # "SDG 8.5" is a goal of the United Nations
        amount = number(random, ("commas",))
    sign, factor = random.choice([("", 1)] * 6 + [("-", -1), ("+", 1), ("−", -1), ("minus ", -1)])
    return _Figure(f"{sign}{mark}{between}{amount.text}", factor * amount.value, code, f"{amount.style}, {mark}", country or None)


def _money_after(random: Random) -> _Figure:
    name, code, country = random.choice(_names())
    amount = signed(random, number(random, ("spelled", "a million")) if random.random() < 0.3 else any_number(random))
    if name[-1] not in "snity" and name.islower() and random.random() < 0.4:
        name += "s"
    between = gap(random, hyphen=not amount.letter and name.islower())
    return _Figure(f"{amount.text}{between}{name}", amount.value, code, f"{amount.style}, {name}", country or None)


def _money_sign_after(random: Random) -> _Figure:
    mark, code = random.choice(list(table("currencies")["suffixes"].items()))
    amount = signed(random, any_number(random))
    between = random.choice((" ", "\u00a0", *(() if mark[0].isalpha() or amount.letter else ("",))))
    return _Figure(f"{amount.text}{between}{mark}", amount.value, code, f"{amount.style}, {mark}", "HU" if mark == "Ft" else None)


_CENTS: tuple[tuple[str, str, str | None], ...] = (
    *(
        (" cents", "USD", None),
        (" cents", "CAD", "CA"),
        (" cents", "EUR", "DE"),
        ("¢", "USD", "US"),
        (" pence", "GBP", "GB"),
        ("p", "GBP", "GB"),
    ),
    *(
        (" paise", "INR", "IN"),
        (" kopecks", "RUB", "RU"),
        (" cent", "EUR", "IE"),
        (" öre", "SEK", "SE"),
        ("c", "AUD", "AU"),
        (" sen", "MYR", "MY"),
    ),
)


def _cents(random: Random) -> _Figure:
    form, code, country = random.choice(_CENTS)
    amount = number(random, ("digits", "decimals", "full-width"))
    return _Figure(amount.text + form, amount.value / 100, code, f"{amount.style}, {form.strip()}", country)


_PER = {
    **{" per barrel": "barrel", " a barrel": "barrel", "/barrel": "barrel", " per tonne": "tonne", " a tonne": "tonne", "/t": "tonne"},
    **{" per kg": "kilogram", "/kWh": "kilowatt_hour", " per megawatt-hour": "megawatt_hour", " per square metre": "square_meter"},
    **{" per gallon": "gallon", " a bushel": "bushel", "/MMBtu": "million_british_thermal_unit", " per troy ounce": "troy_ounce"},
    **{" a pound": "pound", " per pound": "pound", " per litre": "liter", " per thousand cubic metres": "thousand_cubic_meter"},
}


def _price(random: Random) -> _Figure:
    mark, code = random.choice(
        (("$", "USD"), ("US$", "USD"), ("€", "EUR"), ("£", "GBP"), ("USD ", "USD"), ("EUR ", "EUR"), ("KRW ", "KRW"))
    )
    amount = number(random, ("digits", "decimals", "commas", "fraction sign"))
    per, unit = random.choice(list(_PER.items()))
    return _Figure(f"{mark}{amount.text}{per}", amount.value, f"{code}/{unit}", per.strip())


_AGAINST = {
    **{" per Canadian dollar": "CAD", " to the euro": "EUR", " for one euro": "EUR", "/EUR": "EUR"},
    **{" to the pound": "GBP", " against the pound": "GBP", " per pound sterling": "GBP"},
}


def _exchange_rate(random: Random) -> _Figure:
    one, code = random.choice(
        ((" won", "KRW"), (" yen", "JPY"), (" rupees", "INR"), (" pesos", "MXN"), (" baht", "THB"), (" US dollars", "USD"))
    )
    other, below = random.choice(list(_AGAINST.items()))
    amount = number(random, ("decimals", "commas"))
    return _Figure(amount.text + one + other, amount.value, f"{code}/{below}", other.strip())


# --- ranges, decimal commas ------------------------------------------------------------------------------------------


def _range(random: Random) -> _Figure:
    """Both ends in one unit; the value is their midpoint."""
    if random.random() < 0.4:
        low, high = Decimal(random.randint(30, 90)), Decimal(random.randint(91, 110))
    else:
        low = Decimal(random.randint(20, 400)) / 10
        high = low + Decimal(random.randint(1, 59)) / 10
    middle = (low + high) / 2
    million = middle * 10**6
    surface, value, unit = random.choice(
        (
            *((f"{low} to {high} percent", middle, "%"), (f"{low}-{high} percent", middle, "%"), (f"{low}–{high}%", middle, "%")),
            *((f"{low} - {high} per cent", middle, "%"), (f"{low}%-{high}%", middle, "%"), (f"{low}% – {high}%", middle, "%")),
            *((f"{low} to {high} percentage points", middle, "pp"), (f"{low}-{high} basis points", middle / 100, "pp")),
            *((f"{low} to {high} million tonnes", million, "tonne"), (f"{low}-{high} GWh", middle, "gigawatt_hour")),
            *(
                (f"${low} to ${high} million", million, "USD"),
                (f"${low}-{high} million", million, "USD"),
                (f"${low}m-${high}m", million, "USD"),
            ),
            *((f"EUR {low}-{high} million", million, "EUR"), (f"{low} to {high} million euros", million, "EUR")),
            *((f"{low}-{high} million won", million, "KRW"), (f"USD {low} to {high} per barrel", middle, "USD/barrel")),
        )
    )
    return _Figure(surface, value, unit, unit)


def _decimal_comma(random: Random) -> _Figure:
    """ "1.234,5 %" in a text that writes so throughout."""
    whole, places = random.randrange(10 ** random.randint(1, 6)), random.randint(1, 2)
    decimals = f"{random.randrange(10**places):0{places}}"
    written = f"{whole:,}".replace(",", random.choice((".", " ", "\u00a0"))) + "," + decimals
    unit, name, factor = random.choice(
        (
            ("%", "%", 1),
            (" %", "%", 1),
            (" percent", "%", 1),
            (" million euros", "EUR", 10**6),
            (" €", "EUR", 1),
            (" bn tonnes", "tonne", 10**9),
        )
    )
    return _Figure(written + unit, Decimal(f"{whole}.{decimals}") * factor, name, unit.strip())


# --- texts -----------------------------------------------------------------------------------------------------------

KINDS: dict[str, Callable[[Random], _Figure]] = {
    "percent": _percent,
    "percentage points": _points(_PERCENTAGE_POINTS, "pp", "1"),
    "basis points": _points(_BASIS_POINTS, "pp", "0.01"),
    "index points": _points(_POINTS, "index", "1"),
    "counts": _count,
    "physical quantities": _physical,
    "tons": _tons,
    "money, mark before": _money_before,
    "money, name after": _money_after,
    "money, sign after": _money_sign_after,
    "cents": _cents,
    "prices": _price,
    "exchange rates": _exchange_rate,
    "ranges": _range,
    "decimal commas": _decimal_comma,
}


def _quantity_type(kind: str, unit: str) -> str:
    told: dict[str, Any] = {"%": "percent", "pp": "pp", "index": "index"}
    if kind in ("counts",):
        return "count"
    physical = kind in ("physical quantities", "tons") or unit in ("tonne", "gigawatt_hour")
    return str(told.get(unit, "physical" if physical else "money"))


def write(random: Random, kind: str) -> Written:
    """A figure of `kind` in a sentence."""
    figure = KINDS[kind](random)
    carriers = [carrier for carrier in CARRIERS if kind != "ranges" or carrier not in _MOVING]
    if figure.surface.endswith((".", "sq.m", "u. ft", "q. ft", "q. m", "u. m")):  # the stop of "5 sq.m." ends a sentence as well
        carriers = [carrier for carrier in carriers if "{}." not in carrier]
    # "7 Sales were up": a number that opens a line before a capital numbers the line.
    carrier = random.choice(carriers[:-1] if any(letter.isupper() for letter in figure.surface[:8]) else carriers)
    text = carrier.replace("{}", figure.surface)
    start = carrier.index("{}")
    return Written(
        text, start, start + len(figure.surface), figure.value, figure.unit, _quantity_type(kind, figure.unit), figure.style, figure.country
    )


def writings(random: Random, times: int) -> Iterator[tuple[str, Written]]:
    """`times` figures of each kind, with its name."""
    for kind in KINDS:
        for _ in range(times):
            yield kind, write(random, kind)
