"""Numbers as releases write them: digits with separators, fractions, number words, magnitudes. No meaning yet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from indicators.lexicon import table
from indicators.needing import Needing

__all__ = [
    "GAP",
    "Numeral",
    "find_numerals",
    "first_numeral",
    "magnitude_after",
    "magnitude_before",
    "remainder_after",
    "writes_decimal_comma",
]

# A gap inside a figure: nothing, a space, a hyphen, or the line break of a hard-wrapped text.
GAP = r"(?: ?\r?\n ?| |-)"

_RUN = re.compile(r"(?<![0-9])[0-9]+(?:[.,'][0-9]+)*")
_SPACED = re.compile(r"(?: [0-9]{3})+(?![0-9])(?![.,][0-9]{3}(?![0-9]))")
_TAIL = re.compile(r"[.,][0-9]{1,2}(?![0-9])")
_POINT = re.compile(r"(?<![0-9.,])[0-9]+\.[0-9]{1,2}(?![0-9.,]*[0-9])")
_COMMA = re.compile(r"(?<![0-9.,])[0-9]+,[0-9]{1,2}(?![0-9.,]*[0-9])")
_WORD = re.compile(r"[A-Za-z]+")
_DIGITS_FIRST = re.compile(r"\W*[0-9]")
_MARK = re.compile(r"[.,']")
_PART_OF = re.compile(r"\b(half|a quarter of) $", re.IGNORECASE)
_MEASURED = re.compile(
    r" ?(?:%|per ?cent|percentage|[mbt]n\b|[mbt]ln\b|thousand|million|billion|trillion|[kmgt]wh?\b|[kmgt]t\b|tonnes?\b|tons?\b)",
    re.IGNORECASE,
)
_REMAINDER = re.compile(r" ([0-9]{1,3}(?:\.[0-9]{1,4})?) (billion|million|lakh|thousand)(?![A-Za-z])", re.IGNORECASE)
_LAST_DIGITS = re.compile(r" ([0-9]{1,3})(?= [a-z])")
# No figure of an economy has a larger magnitude; nonsense ("million million million …") is cut off here.
_LARGEST = Decimal("1e18")
_LONGEST_WORD = 16
_SLASHED = re.compile(r"([1-9])/(2|3|4|5|8|16|32)(?![0-9/])")


@dataclass(slots=True)
class Numeral:
    """One number of the text, its magnitude words not yet read.

    `grouped`: it has separators of thousands. `decimals`: digits after the decimal mark. `spelled`: written as words.
    `magnitude`: the words hold one ("five million"), and `scale` is what it multiplies by. `digits`: its digits before any decimal mark.
    """

    start: int
    end: int
    value: Decimal
    grouped: bool = False
    decimals: int = 0
    spelled: bool = False
    magnitude: bool = False
    digits: str = ""
    scale: Decimal = Decimal(1)

    @property
    def plain_integer(self) -> bool:
        """Digits alone: no separator, decimal or word."""
        return not (self.grouped or self.decimals or self.spelled or self.magnitude)


@dataclass(frozen=True, slots=True)
class _Lexicon:
    ones: dict[str, int]
    tens: dict[str, int]
    words: dict[str, Decimal]
    fractions: dict[str, Decimal]
    spelled: Needing
    magnitude: re.Pattern[str]
    before: re.Pattern[str]
    letter: re.Pattern[str]
    money_letter: re.Pattern[str]
    factors: dict[str, Decimal]
    fraction: re.Pattern[str]


def _any(words: Iterator[str] | list[str] | set[str] | dict[str, str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


@cache
def _lexicon() -> _Lexicon:
    data = table("magnitudes")
    words = {word: Decimal(factor) for word, factor in data["words"].items()}
    number = _any([*data["ones"], *data["tens"]])
    magnitude = _any(list(words))
    spelled = rf"(?<![\w.-])(?:an? (?:{magnitude})|(?:{number}))(?:(?:[ -]| and (?:a )?)(?:{number}|{magnitude}|half))*(?!\w)"
    glued = _any(list(data["abbreviations"]))
    return _Lexicon(
        ones=data["ones"],
        tens=data["tens"],
        words=words,
        fractions={sign: Decimal(value) for sign, value in data["fractions"].items()},
        spelled=Needing(re.compile(spelled, re.IGNORECASE), [*data["ones"], *data["tens"], "a", "an"]),
        magnitude=re.compile(rf"(?:{GAP}?(?:{glued})\b\.?(?!\w)|{GAP}?(?:{magnitude})s?(?![A-Za-z]))", re.IGNORECASE),
        before=re.compile(rf"(?<![A-Za-z])({magnitude}|{glued})s?\.? $", re.IGNORECASE),
        letter=re.compile(rf"(?:{_any(list(data['letters']))})(?![A-Za-z0-9²³/'])"),
        money_letter=re.compile(rf" ?(?:{_any([*data['letters'], *data['money_letters']])})(?![A-Za-z0-9²³/'])"),
        factors={
            word.casefold() if len(word) > 1 else word: Decimal(factor)
            for part in ("words", "abbreviations", "letters", "money_letters")
            for word, factor in data[part].items()
        },
        fraction=re.compile(rf" ?[{''.join(data['fractions'])}]"),
    )


def writes_decimal_comma(text: str) -> bool:
    """Whether `text` writes decimals with a comma ("5,0 %") rather than a point."""
    commas = sum(1 for _ in _COMMA.finditer(text))
    return commas > 0 and commas > sum(1 for _ in _POINT.finditer(text))


def find_numerals(text: str, *, decimal_comma: bool | None = None) -> list[Numeral]:
    """Every number of `text` (as :func:`indicators.text.plain` returns it), in its order, digits and words alike."""
    comma = writes_decimal_comma(text) if decimal_comma is None else decimal_comma
    found = [*_written_in_digits(text, comma), *_written_in_words(text), *_lone_fractions(text)]
    return sorted(found, key=lambda numeral: numeral.start)


def first_numeral(text: str) -> Numeral | None:
    """The first number of `text`, None if it has none."""
    opening = _DIGITS_FIRST.match(text)
    numeral = next(_written_in_digits(text, writes_decimal_comma(text)), None) if opening else None
    if opening and numeral is not None and numeral.start < opening.end():
        # No number word stands before the first digit.
        return numeral
    return next(iter(find_numerals(text)), None)


def _written_in_digits(text: str, comma: bool) -> Iterator[Numeral]:
    position = 0
    for run in _RUN.finditer(text):
        if run.start() < position:
            continue
        for numeral in _read_run(text, run.start(), run.end(), comma):
            position = numeral.end
            yield numeral


def _read_run(text: str, start: int, end: int, comma: bool) -> Iterator[Numeral]:
    """One run of digits and marks: usually one number, none if it is a version or a date, several if it is a bare list."""
    groups = _MARK.split(text[start:end])
    marks = _MARK.findall(text[start:end])
    if not marks and len(groups[0]) <= 3 and not groups[0].startswith("0") and (spaced := _SPACED.match(text, end)):
        tail = _TAIL.match(text, spaced.end())
        whole = text[start : spaced.end()].replace(" ", "")
        decimals = text[tail.start() + 1 : tail.end()] if tail else ""
        yield Numeral(
            start, tail.end() if tail else spaced.end(), _decimal(whole, decimals), grouped=True, decimals=len(decimals), digits=whole
        )
        return
    reading = _read_groups(groups, marks, comma or (groups[0] == "0" and marks == [","]) or _says_decimal(text, groups, end))
    if reading is not None:
        yield _with_fraction(
            text, Numeral(start, end, _decimal(*reading), len(groups) > 1 + bool(reading[1]), len(reading[1]), digits=reading[0]), groups
        )
    elif set(marks) == {","}:
        position = start
        for group in groups:
            yield Numeral(position, position + len(group), Decimal(group), digits=group)
            position += len(group) + 1


def _says_decimal(text: str, groups: list[str], end: int) -> bool:
    """Whether what follows makes a decimal of "5,2" in a text that otherwise writes points: "5,2 %", "5,2 million"."""
    return len(groups) == 2 and len(groups[1]) <= 2 and _MEASURED.match(text, end) is not None


def _read_groups(groups: list[str], marks: list[str], comma: bool) -> tuple[str, str] | None:
    """The digits before and after the decimal mark; None if the groups make no number."""
    if not marks:
        return groups[0], ""
    decimal = ""
    if len(set(marks)) == 2 and marks.count(marks[-1]) == 1:
        *groups, decimal = groups
        marks = marks[:-1]
    elif len(set(marks)) > 1:
        return None
    thousands = _grouped(groups, marks[0])
    if decimal:
        return ("".join(groups), decimal) if thousands else None
    if len(marks) == 1 and marks[0] == "." and not (comma and thousands):
        return groups[0], groups[1]
    if len(marks) == 1 and marks[0] == "," and (comma and not thousands):
        return groups[0], groups[1]
    return ("".join(groups), "") if thousands else None


def _grouped(groups: list[str], mark: str) -> bool:
    """Whether `groups` are thousands ("1,234,567"), or lakhs and crores ("12,34,567")."""
    first, *rest = groups
    if not 1 <= len(first) <= 3 or first.startswith("0") or len(rest[-1]) != 3:
        return False
    western = all(len(group) == 3 for group in rest)
    indian = mark == "," and len(rest) > 1 and len(first) <= 2 and all(len(group) == 2 for group in rest[:-1])
    return western or indian


def _decimal(whole: str, decimals: str) -> Decimal:
    return Decimal(f"{whole}.{decimals}" if decimals else whole)


def _with_fraction(text: str, numeral: Numeral, groups: list[str]) -> Numeral:
    """Add a fraction that follows a whole number: "2½", "5-1/4", "2 1/2"; a leading point: ".5"."""
    if len(groups) > 1:
        return numeral
    if text[numeral.start - 1 : numeral.start] == "." and not re.match(r"[\w.)/]", text[numeral.start - 2 : numeral.start - 1] or " "):
        return Numeral(numeral.start - 1, numeral.end, Decimal(f"0.{groups[0]}"), decimals=len(groups[0]), digits="0")
    if sign := _lexicon().fraction.match(text, numeral.end):
        value = numeral.value + _lexicon().fractions[sign.group().strip()]
        return Numeral(numeral.start, sign.end(), value, decimals=1, digits=numeral.digits)
    if slash := re.compile(r"[ -]" + _SLASHED.pattern).match(text, numeral.end):
        value = numeral.value + Decimal(slash[1]) / Decimal(slash[2])
        return Numeral(numeral.start, slash.end(), value, decimals=2, digits=numeral.digits)
    if (slash := _SLASHED.match(text, numeral.start)) and text[numeral.start - 1 : numeral.start] not in ("/", "-"):
        return Numeral(numeral.start, slash.end(), Decimal(slash[1]) / Decimal(slash[2]), decimals=2, digits="0")
    return numeral


def _lone_fractions(text: str) -> Iterator[Numeral]:
    if text.isascii():
        return
    values = _lexicon().fractions
    for match in re.finditer(rf"(?<![0-9])(?<![0-9] )[{''.join(values)}]", text):
        yield Numeral(match.start(), match.end(), values[match.group()], decimals=1, digits="0")


def _written_in_words(text: str) -> Iterator[Numeral]:
    for match in _lexicon().spelled.finditer(text):
        part = _PART_OF.search(text, max(0, match.start() - 13), match.start())
        for numeral in _read_words(text, match.start(), match.end()):
            if part and numeral.start == match.start() and numeral.magnitude:
                share = Decimal("0.5") if part[1].casefold() == "half" else Decimal("0.25")
                yield _spelled(part.start(), numeral.end, numeral.value * share, True, numeral.scale)
            else:
                yield numeral


def _read_words(text: str, start: int, end: int) -> Iterator[Numeral]:
    """Number words in a row: one number, or several where they don't combine ("five and six million")."""
    lexicon = _lexicon()
    begin, last, magnitude = start, start, False
    total = current = Decimal(0)
    scale = Decimal(1)
    for token in _WORD.finditer(text, start, end):
        word = token.group().casefold()
        if word in ("a", "an"):
            continue
        if word == "half":
            current += Decimal("0.5")
        elif word in lexicon.words:
            factor = lexicon.words[word]
            if scale * factor > _LARGEST:
                continue
            magnitude, scale = magnitude or factor > 12, scale * factor
            if total and not current:
                total *= factor
            else:
                current = (current or Decimal(1)) * factor
            if factor >= 1000 and current:
                total, current = total + current if total == 0 or total > current else (total + current / factor) * factor, Decimal(0)
        elif word != "and":
            small = lexicon.ones.get(word, lexicon.tens.get(word, 0))
            if last > start and not _combines(current, small, word in lexicon.tens):
                yield _spelled(begin, last, total + current, magnitude, scale)
                begin, magnitude, total, current, scale = token.start(), False, Decimal(0), Decimal(0), Decimal(1)
            current += small
        else:
            continue
        last = token.end()
    yield _spelled(begin, last, total + current, magnitude, scale)


def _combines(current: Decimal, small: int, is_tens: bool) -> bool:
    """Whether a small number word goes on with what is read: "twenty" five, "hundred" five, "thousand" five."""
    if current % 100 == 0:
        return True
    return not is_tens and 0 < small < 10 and current % 10 == 0 and current % 100 >= 20


def _spelled(start: int, end: int, value: Decimal, magnitude: bool, scale: Decimal) -> Numeral:
    return Numeral(start, end, value, spelled=True, magnitude=magnitude, digits=str(int(value)), scale=scale)


def magnitude_after(text: str, position: int, *, money: bool = False) -> tuple[int, Decimal]:
    """Where the magnitude words after a number end, and what they multiply by: (position, 1) if there are none.

    Letters multiply where they are glued to the number; beside a currency (`money`) also after a space.
    """
    lexicon = _lexicon()
    factor, end = Decimal(1), position
    while (match := lexicon.magnitude.match(text, end)) and factor < _LARGEST:
        word = match.group().strip(" \r\n-.").casefold()
        factor *= lexicon.factors.get(word) or lexicon.factors[word.removesuffix("s")]
        end = match.end() - (match.group().endswith(".") and not re.match(r"\.? ?[a-z]", text[match.end() - 1 : match.end() + 2]))
    if end == position and (match := (lexicon.money_letter if money else lexicon.letter).match(text, position)):
        word = match.group().strip()
        return match.end(), lexicon.factors.get(word) or lexicon.factors[word.casefold()]
    return end, factor


def magnitude_before(text: str, position: int) -> tuple[int, Decimal]:
    """Where the magnitude word before a number begins ("Rs. million 45"), and what it multiplies by: (position, 1) if there is none."""
    match = _lexicon().before.search(text, max(0, position - _LONGEST_WORD), position)
    if match is None:
        return position, Decimal(1)
    return match.start(), _lexicon().factors[match[1].casefold()]


def remainder_after(text: str, position: int, factor: Decimal) -> tuple[int, Decimal]:
    """What goes on after a magnitude word with smaller ones ("23 billion 507 million 250 thousand"): where it ends, and its value."""
    value = Decimal(0)
    while (match := _REMAINDER.match(text, position)) and (smaller := _lexicon().words[match[2].casefold()]) < factor:
        value += Decimal(match[1]) * smaller
        position, factor = match.end(), smaller
    if factor == 1000 and value and (last := _LAST_DIGITS.match(text, position)):
        return last.end(), value + Decimal(last[1])
    return position, value
