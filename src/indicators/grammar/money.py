"""Currencies beside a number: marks before it, words after it, prices per quantity, exchange rates."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from indicators.lexicon import table
from indicators.units import Unit, match_rate

__all__ = ["Money", "currency_after", "currency_before", "exchange_rate", "price_unit"]

# No name of a currency is longer: without a bound, text without spaces would be read to its end from every number.
_WORD = re.compile(r"[^\W\d_][\w.'-]{0,60}+")
_GAP = re.compile(r" ?\r?\n ?| |-")
_RATE = re.compile(r" ?/ ?| (?:to|per|for|against|versus|vs\.?) (?:the |one |a |each |1 )?| (?:a|an) ", re.IGNORECASE)
_PER_ONE = re.compile(r" ?/ ?$| (?:per|an?) (?:one |a )?$", re.IGNORECASE)
_POUND = re.compile(r"pound\b(?! sterling)", re.IGNORECASE)
# After a bare number: "514 to the dollar", "411.5/dollar".
_TRADED = re.compile(r" ?/ ?| per | (?:to|for|against|versus) (?:the|one|a|1) ", re.IGNORECASE)
# What may be the mark of a currency behind a magnitude: "Rs.", "KSh", "L.E.", "CAD".
_LETTERS = re.compile(r"[A-Z][A-Za-z.]{1,4}(?![\w$£/&-])")
# "139.6 c/lb": a price in cents.
_MINOR_PER = re.compile(r" ?(c|¢|cts?|p)(?=/(?:lb|kg|kWh|[lL]|litre|liter|gal|gallon|bu|bushel|t|km|mile|share|unit)\b)")
_FAR = 160
_LONGEST_MARK = 7


@dataclass(frozen=True, slots=True)
class Money:
    """A currency found beside a number: where its mark begins or ends, and 0.01 if it is in cents."""

    code: str
    edge: int
    factor: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True)
class _Lexicon:
    before: dict[str, str]
    after: dict[str, str]
    words: dict[str, str]
    codes: frozenset[str]
    ambiguous: frozenset[str]
    only_in: dict[str, list[str]]
    shared: dict[str, dict[str, str]]
    aliases: dict[str, str]
    minor: dict[str, str]
    adjectives: dict[str, str]
    plain_rates: frozenset[str]
    shared_marks: frozenset[str]
    named_before: frozenset[str]
    never_after: frozenset[str]
    telling_letters: frozenset[str]


@cache
def _lexicon() -> _Lexicon:
    data = table("currencies")
    rates = data["plain_rates"]["words"]
    return _Lexicon(
        before=data["symbols"],
        after=data["suffixes"],
        words=data["words"],
        codes=frozenset(data["codes"].split()),
        ambiguous=frozenset(data["ambiguous_codes"]),
        only_in=data["only_in"],
        shared=data["shared"],
        aliases=data["aliases"],
        minor=data["minor"],
        adjectives=data["adjectives"],
        plain_rates=frozenset(rates) | {word + "s" for word in rates},
        shared_marks=frozenset(data["shared_marks"]["before"]),
        named_before=frozenset(data["named_before"]),
        never_after=frozenset(data["never_after"]),
        telling_letters=frozenset(data["telling_letters"]),
    )


def _shared(name: str, country: str | None) -> str:
    """The currency that a word like "dollar" means in a release of `country`, or after the adjective of `country`."""
    meanings = _lexicon().shared[name]
    return meanings.get(country or "", meanings[""])


def currency_before(text: str, position: int, country: str | None, *, sure: bool) -> Money | None:
    """The currency whose mark ends at `position` of `text`, a space between allowed; `edge` is where the mark begins.

    `sure`: the number is clearly an amount, so that codes which are words too ("TOP", "ALL") count.
    """
    end = position - 1 if text[position - 1 : position] == " " else position
    for length in range(min(_LONGEST_MARK, end), 0, -1):
        mark = text[end - length : end]
        code = _mark_code(mark, country, sure)
        if code is None:
            continue
        before = text[max(0, end - length - 2) : end - length]
        if mark[0].isalpha() and _continues_word(before, mark):
            continue
        if mark.isalpha() and len(mark) == 1 and not sure and not re.match(r"[0-9]{3}", text[position : position + 3]):
            continue
        return Money(code, end - length)
    return _named_before(text, end, country) if sure else None


def _named_before(text: str, end: int, country: str | None) -> Money | None:
    """ "US dollars 617 million", "Birr 5 billion": a currency in words, in the plural where it has one, that ends at `end`."""
    words = list(_WORD.finditer(text, max(0, end - 30), end))
    if not words or words[-1].end() != end or text[end : end + 1] != " ":
        return None
    if not words[-1].group().endswith("s") and words[-1].group().casefold() not in _lexicon().named_before:
        return None
    for word in words[-3:]:
        if text[word.start() - 1 : word.start()].isalnum():
            continue
        money = _named(text, _words_at(text, word.start()), country)
        if money is not None and money.edge == end and money.factor == 1 and not re.search(r"\d $", text[: word.start()][-2:]):
            return Money(money.code, word.start())
    return None


def _continues_word(before: str, mark: str) -> bool:
    """Whether a mark of letters is the end of a word ("SUSD", "non-R5", "R&D")."""
    return before[-1:].isalnum() or (len(mark) < 3 and re.search(r"[/&]$|\w-$", before) is not None)


def _mark_code(mark: str, country: str | None, sure: bool) -> str | None:
    lexicon = _lexicon()
    homes = lexicon.only_in.get(mark)
    # Where nothing tells the country, a mark tells it that only one has, or one more often than the others.
    if homes is not None and country not in homes and (country is not None or not sure or not _tells_home(mark, homes)):
        return None
    if mark in lexicon.shared_marks:
        return _shared(lexicon.aliases[mark], country)
    if mark in lexicon.before:
        return lexicon.before[mark]
    if mark == "£":
        return _shared("pound", country)
    if mark in lexicon.codes and (sure or mark not in lexicon.ambiguous):
        return mark
    return "EUR" if mark in ("Euro", "euro", "EURO", "Euros") else None


def _tells_home(mark: str, homes: list[str]) -> bool:
    lexicon = _lexicon()
    return mark in lexicon.telling_letters or mark in lexicon.shared_marks or (len(homes) == 1 and len(mark) > 1)


def currency_after(text: str, position: int, country: str | None, *, scaled: bool = False) -> Money | None:
    """The currency named right after a number that ends at `position`; `edge` is where the name ends.

    `scaled`: the number ends with a magnitude, so that what commonly stands before amounts ("Rs", "TOP") counts behind it too.
    """
    gap = _GAP.match(text, position)
    start = gap.end() if gap else position
    mark = _mark_after(text, start, country) or (_letters_after(text, start, country) if scaled and gap else None)
    if mark is not None and text[start - 1 : start] != "-":
        return mark
    if (minor := _cents_per(text, position, country)) is not None:
        return minor
    if start == position:
        return _glued_minor(text, position, country)
    words = _words_at(text, start)
    return _named(text, words, country) if words else None


def _mark_after(text: str, start: int, country: str | None) -> Money | None:
    """A symbol after the number ("5 €", "100 Kč"), not one that belongs to the next number."""
    for mark, code in _lexicon().after.items():
        if not text.startswith(mark, start):
            continue
        after = text[start + len(mark) : start + len(mark) + 1]
        if after.isdigit() or (mark[-1].isalpha() and after.isalpha()) or (mark == "Ft" and country != "HU"):
            continue
        return Money(code, start + len(mark))
    return None


def _letters_after(text: str, start: int, country: str | None) -> Money | None:
    """A code or a mark of letters behind a magnitude: "5.4 billion Rs", "2 million CAD"."""
    letters = _LETTERS.match(text, start)
    if letters is None or letters.group() in _lexicon().never_after:
        return None
    for mark in (letters.group(), letters.group().rstrip(".")):
        code = _mark_code(mark, country, sure=True)
        if code is not None:
            return Money(code, start + len(mark))
    return None


def _cents_per(text: str, position: int, country: str | None) -> Money | None:
    """Cents and pence before a stroke: "139.6 c/lb", "31 ct/kWh", "86 p/kg"."""
    minor = _MINOR_PER.match(text, position)
    if minor is None or (minor[1] == "p" and country not in (None, "GB")):
        return None
    code = "GBP" if minor[1] == "p" else "EUR" if minor[1] == "ct" and country not in _lexicon().shared["cent"] else _cents(country)
    return Money(code, minor.end(), Decimal("0.01"))


def _glued_minor(text: str, position: int, country: str | None) -> Money | None:
    """Pence and cents glued to the digits: "5p", "20c", "20¢"."""
    letter = text[position : position + 1]
    if text[position + 1 : position + 2].isalnum():
        return None
    if letter == "p" and country in (None, "GB"):
        return Money("GBP", position + 1, Decimal("0.01"))
    if letter == "c" and country in ("AU", "NZ", "ZA", "IE"):
        return Money(_cents(country), position + 1, Decimal("0.01"))
    return Money(_cents(country), position + 1, Decimal("0.01")) if letter == "¢" else None


def _cents(country: str | None) -> str:
    return _lexicon().shared["cent"].get(country or "") or _shared("dollar", country)


def _words_at(text: str, position: int) -> list[tuple[str, int]]:
    """Up to four words from `position`, each with its end."""
    words: list[tuple[str, int]] = []
    while len(words) < 4 and (word := _WORD.match(text, position)):
        bare = word.group().rstrip(".'-") if not re.match(r"(?:[A-Za-z]\.)+$", word.group()) else word.group()
        pieces = bare.split("-")
        words.append((pieces[0], word.start() + len(pieces[0])))
        gap = _GAP.match(text, words[-1][1])
        if gap is None:
            break
        position = gap.end()
    return words


def _named(text: str, words: list[tuple[str, int]], country: str | None) -> Money | None:
    """Read "US dollars", "New Taiwan dollars", "pounds sterling", "won", "EUR"."""
    if words[0][0] in _lexicon().codes and words[0][0] not in _lexicon().ambiguous:
        return Money(words[0][0], words[0][1])
    for count in (3, 2, 1):
        adjective = " ".join(word for word, _ in words[:count]).casefold()
        owner = _lexicon().adjectives.get(adjective)
        if owner and count < len(words) and (money := _noun(words, count, owner, after_adjective=True)):
            return money
    return _noun(words, 0, country, after_adjective=False)


def _noun(words: list[tuple[str, int]], at: int, country: str | None, *, after_adjective: bool) -> Money | None:
    lexicon = _lexicon()
    for count in (3, 2):
        phrase = " ".join(word for word, _ in words[at : at + count]).casefold()
        for key in (phrase, phrase.removesuffix("s")):
            if key in lexicon.words and len(words) >= at + count:
                return Money(lexicon.words[key], words[at + count - 1][1])
    word, end = words[at]
    folded = word.casefold()
    if (folded == "real" and not after_adjective) or folded in ("colon", "sol", "som") or (folded == "pounds" and country in ("US", "CA")):
        return None
    for key in (folded, folded.removesuffix("s"), folded.removesuffix("es")):
        if key in lexicon.minor and len(key) > 1:
            code = _cents(country) if lexicon.minor[key] == "dollar" else _shared(lexicon.minor[key], country)
            return Money(code, end, Decimal("0.01"))
        if key in lexicon.aliases:
            return Money(_shared(lexicon.aliases[key], country), end)
        if key in lexicon.words:
            return Money(lexicon.words[key], end)
    return None


def exchange_rate(text: str, start: int, end: int, country: str | None) -> Unit | None:
    """The unit of a bare number that tells what a currency is worth: "the rupee traded at 271.35 to the dollar"."""
    link = _TRADED.match(text, end)
    base = _exchanged(text, link.end(), country) if link else None
    if base is None:
        return None
    for word in reversed(list(_WORD.finditer(text, max(0, start - _FAR), start))):
        quote = _noun([(word.group(), word.end())], 0, country, after_adjective=True)
        if quote is not None and quote.factor == 1 and quote.code != base.code:
            return Unit(f"{quote.code}/{base.code}", base.edge)
    return None


def price_unit(text: str, position: int, code: str, country: str | None) -> Unit:
    """The unit of an amount of `code` that ends at `position`: the currency itself, a price per quantity or an exchange rate."""
    if (rate := _RATE.match(text, position)) and not _by_weight(text, rate, country):
        other = _exchanged(text, rate.end(), country)
        if other is not None and other.code != code:
            return Unit(f"{code}/{other.code}", other.edge)
    quantity = match_rate(text, position, plain=_lexicon().plain_rates)
    if quantity is None or quantity.name in ("", "day", "week", "month", "quarter", "year", "hour", "minute", "second"):
        return Unit(code, position)
    return Unit(f"{code}/{quantity.name}", quantity.end)


def _by_weight(text: str, rate: re.Match[str], country: str | None) -> bool:
    """Whether "a pound" weighs: it is money only where it is that of the release's own country, or is called sterling or of a country."""
    per = _PER_ONE.match(rate.group()) is not None
    return per and country not in _lexicon().shared["pound"] and _POUND.match(text, rate.end()) is not None


def _exchanged(text: str, position: int, country: str | None) -> Money | None:
    if text.startswith("$", position) and not text[position + 1 : position + 2].isalnum():
        return Money("USD", position + 1)
    words = _words_at(text, position)
    return _named(text, words, country) if words else None
