"""Writes numbers in every way in which they are read: separators, decimals, fractions, words, magnitudes, signs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from random import Random

from indicators.lexicon import table

__all__ = ["DIGITS", "NUMBERS", "SMALL", "SPACES", "Number", "any_number", "gap", "number", "scaled", "signed"]

# Between a number and what belongs to it; a hard-wrapped text breaks its lines there.
SPACES = (" ", " ", " ", "\u00a0", "\u202f", "\u2009", "\n", "\r\n")


@dataclass(frozen=True, slots=True)
class Number:
    """A number as printed, and what it says. `sure`: its form tells that it is an amount (separators, decimals, a magnitude).

    `letter`: it ends in a letter that multiplies ("5.6m").
    """

    text: str
    value: Decimal
    style: str
    sure: bool = True
    spelled: bool = False
    letter: bool = False


def gap(random: Random, *, hyphen: bool = False) -> str:
    """Some white space, or a hyphen ("24-million")."""
    return random.choice((*SPACES, "-") if hyphen else SPACES)


def _digits(random: Random) -> Number:
    """A whole number that is no year."""
    while 1600 <= (whole := random.randrange(1, 10 ** random.randint(1, 7))) <= 2100:
        pass
    return Number(str(whole), Decimal(whole), "digits", sure=False)


def _decimals(random: Random) -> Number:
    while 1900 <= (whole := random.randrange(10 ** random.randint(1, 4))) <= 2099:  # "2024.05" is a month
        pass
    places = random.randint(1, 3)
    text = f"{whole}.{random.randrange(10**places):0{places}}"
    return Number(text, Decimal(text), "decimals")


def _leading_point(random: Random) -> Number:
    text = f".{random.randint(1, 99)}"
    return Number(text, Decimal("0" + text), "leading point")


def _grouped(random: Random, mark: str, style: str) -> Number:
    whole, places = random.randrange(1000, 10 ** random.randint(4, 12)), random.choice((0, 0, 1, 2))
    decimals = f".{random.randrange(10**places):0{places}}" if places else ""
    return Number(f"{whole:,}".replace(",", mark) + decimals, Decimal(f"{whole}{decimals}"), style)


def _lakhs(random: Random) -> Number:
    whole = random.randrange(100_000, 10 ** random.randint(6, 9))
    head, tail = divmod(whole, 1000)
    groups = [f"{tail:03}"]
    while head:
        head, pair = divmod(head, 100)
        groups.insert(0, f"{pair:02}" if head else str(pair))
    return Number(",".join(groups), Decimal(whole), "lakhs and crores")


def _full_width(random: Random) -> Number:
    plain = _decimals(random)
    return replace(plain, text=plain.text.translate({ord(str(digit)): 0xFF10 + digit for digit in range(10)}), style="full-width")


def _fraction_sign(random: Random) -> Number:
    sign, value = random.choice(list(table("magnitudes")["fractions"].items()))
    whole = random.choice((0, random.randint(1, 99)))
    return Number(f"{whole or ''}{sign}", whole + Decimal(value), "fraction sign")


def _fraction(random: Random) -> Number:
    below = random.choice((2, 4, 8, 16, 32))
    above = random.randrange(1, min(below, 10), 2)
    whole = random.randint(1, 30)
    return Number(f"{whole}{random.choice('- ')}{above}/{below}", whole + Decimal(above) / below, "fraction")


def _below_thousand(random: Random, whole: int) -> str:
    data = table("magnitudes")
    ones = {value: word for word, value in data["ones"].items()}
    tens = {value: word for word, value in data["tens"].items()}
    hundreds, rest = divmod(whole, 100)
    words = [f"{ones[hundreds]} hundred"] if hundreds else []
    if rest:
        words.append(ones.get(rest) or tens.get(rest) or f"{tens[rest - rest % 10]}{random.choice('- ')}{ones[rest % 10]}")
    return random.choice((" and ", " ")).join(words)


def _spelled(random: Random) -> Number:
    """ "twenty-five", "three hundred and six thousand", "two and a half million"; above twelve, or with a magnitude word."""
    factor, scale = random.choice(((1, ""), (1000, " thousand"), (10**6, " million"), (10**9, " billion"), (10**12, " trillion")))
    whole = random.randint(1 if scale else 13, 999)
    text = _below_thousand(random, whole)
    half = bool(scale) and whole < 20 and random.random() < 0.3
    text += (" and a half" if half else "") + scale
    value = (whole + (Decimal("0.5") if half else 0)) * factor
    text = random.choice((text, text, text, text.capitalize(), text.upper()))
    return Number(text, Decimal(value), "spelled", sure=bool(scale) or whole >= 100, spelled=True)


def _a_million(random: Random) -> Number:
    """ "a million", "half a billion", "a quarter of a trillion", "one hundred thousand"."""
    word, factor = random.choice((("thousand", 10**3), ("million", 10**6), ("billion", 10**9), ("trillion", 10**12), ("crore", 10**7)))
    head, times = random.choice((("a ", "1"), ("half a ", "0.5"), ("a quarter of a ", "0.25"), ("one hundred ", "100")))
    return Number(head + word, Decimal(times) * factor, "spelled", spelled=True)


def _billions_and_millions(random: Random) -> Number:
    """ "23 billion 507 million 250 thousand"."""
    parts = [random.randint(1, 999) for _ in range(random.choice((2, 3)))]
    words = ("billion", "million", "thousand")
    text = " ".join(f"{part} {word}" for part, word in zip(parts, words, strict=False))
    return Number(text, Decimal(sum(part * 1000 ** (3 - place) for place, part in enumerate(parts))), "one after another")


NUMBERS: dict[str, Callable[[Random], Number]] = {
    "digits": _digits,
    "decimals": _decimals,
    "leading point": _leading_point,
    "commas": lambda random: _grouped(random, ",", "commas"),
    "spaces": lambda random: _grouped(random, random.choice(" \u00a0\u202f\u2009"), "spaces"),
    "apostrophes": lambda random: _grouped(random, random.choice("'’"), "apostrophes"),
    "lakhs and crores": _lakhs,
    "full-width": _full_width,
    "fraction sign": _fraction_sign,
    "fraction": _fraction,
    "one after another": _billions_and_millions,
    "spelled": _spelled,
    "a million": _a_million,
}
DIGITS = tuple(style for style in NUMBERS if style not in ("spelled", "a million"))
SMALL = ("digits", "decimals", "leading point", "full-width", "fraction sign", "fraction")
_MULTIPLIED = ("digits", "decimals", "commas", "full-width", "fraction sign")
_SIGNS = {"-": -1, "−": -1, "–": -1, "+": 1, "(-) ": -1, "(+) ": 1, "minus ": -1, "negative ": -1, "Minus ": -1}


def number(random: Random, styles: Sequence[str] = DIGITS) -> Number:
    """A number in one of `styles`."""
    return NUMBERS[random.choice(styles)](random)


@cache
def _magnitudes() -> dict[str, dict[str, str]]:
    data = table("magnitudes")
    # Nothing but eggs is told in dozens: "dozen" is no magnitude beside a unit.
    return {
        part: {word: by for word, by in data[part].items() if word != "dozen"} for part in data if part not in ("ones", "tens", "fractions")
    }


def scaled(random: Random, *, money: bool = False) -> Number:
    """A number with a magnitude behind it: words, abbreviations, letters glued to the digits, some of them only after a currency mark."""
    parts = ("words", "abbreviations", "letters", *(("money_letters",) if money else ()))
    plain, part = number(random, _MULTIPLIED), random.choice(parts)
    word, factor = random.choice(list(_magnitudes()[part].items()))
    if part == "words":
        between = gap(random, hyphen=True)
        word = random.choice((word, word, word, word + "s", word.upper(), word.capitalize()))
    elif part == "abbreviations":
        between = random.choice(("", " ", "\u00a0"))
    else:
        between = random.choice(("", " ")) if money else ""
        # "Table 2B", "3M": a label, unless a currency or a unit stands beside it.
        if not plain.sure and plain.value < 10 and word in "bBMK":
            return scaled(random, money=money)
    if part == "words" and word in ("hundred", "thousand", "lakh") and random.random() < 0.2:  # "5 lakh crore", "3 hundred thousand"
        more, by = random.choice((("crore", "1e7"), ("million", "1e6"), ("thousand", "1e3")))
        word, factor = f"{word}{gap(random)}{more}", str(Decimal(factor) * Decimal(by))
    return Number(plain.text + between + word, plain.value * Decimal(factor), f"{plain.style}, {part}", letter="letters" in part)


def any_number(random: Random, *, money: bool = False) -> Number:
    """A number in digits, half of them with a magnitude."""
    return number(random) if random.random() < 0.5 else scaled(random, money=money)


def signed(random: Random, plain: Number) -> Number:
    """`plain`, now and then with a sign."""
    if plain.spelled or random.random() < 0.75:
        return plain
    sign, factor = random.choice(list(_SIGNS.items()))
    if sign == "+" and plain.style == "spaces":  # "+46 123 456 789" is a telephone
        return plain
    return replace(plain, text=sign + plain.text, value=factor * plain.value, style=f"{plain.style}, signed")
