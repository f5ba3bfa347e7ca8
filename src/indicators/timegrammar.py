"""The grammar of time phrases, compiled: what may follow what in "the three months to May" or "Dec. 1-20".

The rules are data (``lexicon/timerules.toml``), and so are the words (``lexicon/times.toml``). This module finds what they match;
`indicators.timereading` tells what that means.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from indicators.clues import Clues, clues, gap
from indicators.lexicon import table
from indicators.scanning import Scanner, Tried

__all__ = ["MONTH", "lead", "month_number", "number", "ordinal", "point_forms", "scan", "weekday_number"]

# The names that `month_number` knows, and no word that only begins like one ("Marketing to Sales").
MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sep(?:t(?:ember)?)?|Oct(?:ober)?|Nov(?:ember)?"
    r"|Dec(?:ember)?)"
)
_GAP = r"(?:[ ]{1,3}(?:\r?\n[ ]{0,4})?|\r?\n[ ]{0,4})"
# Where a time can begin: not inside a word, an amount or a number. Rules that look at what stands before them see to that themselves.
_START = re.compile(r"(?<![\w$£€¥])(?<!\d[.,/-])(?:\w+|\()")
_LOOKS_BACK = "(?<="
_LONGEST_GAP = 9
_GAPS = {" ": gap(" \r\n", _LONGEST_GAP), "~": gap("- \r\n", _LONGEST_GAP)}
_PRIVATE = 0xE000
_PART = re.compile(r"(?<!\?P)<(?:(\w+):)?([a-z]+)>")
_NAMED = re.compile(r"\?P<[a-z0-9]+>")


def _any(words: list[str]) -> str:
    return "|".join(re.escape(word).replace(r"\ ", " ") for word in sorted(words, key=len, reverse=True))


def _join(pattern: str | list[str]) -> str:
    """One pattern of a rule's alternatives and lines."""
    if isinstance(pattern, list):
        return "|".join(_join(one) for one in pattern)
    lines = [line.strip() for line in pattern.split("\n")]
    return "".join(lines[:1] + [line if line.startswith(("(", "|")) else f" {line}" for line in lines[1:]])


@cache
def _blocks() -> dict[str, str]:
    """The named parts, as regular expressions without groups."""
    words = table("times")
    full = [names[0] for names in words["months"]]
    short = [name for names in words["months"] for name in names[1:]]
    # A dot behind a whole name ends a sentence.
    days = [names[0] for names in words["weekdays"]]
    short_days = [name for names in words["weekdays"] for name in names[1:]]
    blocks = {
        "month": rf"(?:(?:{_any(full)})(?![^\W\d_])|(?:{_any(short)})(?:\.|(?![^\W\d_])))",
        "weekday": rf"(?:(?:{_any(days)})(?![^\W_])|(?:{_any(short_days)})(?![^\W_])\.?)",
        "n": rf"(?:\d{{1,3}}|{_any(list(words['numbers']))}|several|few|couple of)",
        "nth": rf"(?:\d{{1,3}}(?:st|nd|rd|th)|{_any(words['nth'])})",
        "ordinal": f"(?:{_any(list(words['ordinals']))})",
        "change": f"(?:{_any(words['change']['nouns'])})",
        "sum": f"(?:{_any(words['to_date']['sums'])})",
        "result": f"(?:{_any(words['fiscal']['results'])})",
    }
    for name, pattern in table("timerules")["blocks"].items():
        blocks[name] = _expand(_join(pattern), blocks)
    forms = [_NAMED.sub("?:", _expand(form, blocks)) for form in _led_by_month(table("timerules")["grammar"]["points"])]
    blocks["point"] = f"(?:{'|'.join(forms)})"
    return blocks


def _led_by_month(forms: list[str]) -> list[str]:
    """The forms with the month told once before all that goes on from it: every rule holds them, and a month is long to compile.

    No other form begins with a letter of a month, so their order among each other is the only one that matters.
    """
    lead = "<m:month>"
    rests = [form.removeprefix(lead) for form in forms if form.startswith(lead)]
    return [f"{lead}(?:{'|'.join(rests)})", *(form for form in forms if not form.startswith(lead))]


def _expand(pattern: str, blocks: dict[str, str]) -> str:
    """Put the parts in the place of their names."""
    return _PART.sub(lambda part: f"(?P<{part[1]}>{blocks[part[2]]})" if part[1] else blocks[part[2]], pattern)


def _compile(pattern: str | list[str]) -> re.Pattern[str]:
    body = _expand(_join(pattern), _blocks()).replace("~", "(?:-| )")
    body = re.sub(r"\[ ?[^\]\[]*\]| ", lambda match: _GAP if match[0] == " " else match[0], body)
    return re.compile(f"(?:{body})", re.IGNORECASE)


# What is passed over in the search for where a rule's alternatives and groups begin: escaped characters, and sets of them.
_SPELLED = re.compile(r"\\.|\[[^\]]*\]|<(?:\w+:)?point>|[(|)]")


def lead(rule: str) -> str:
    """Return what stands before the first point in each of a rule's alternatives: no match of the rule is without it.

    Empty where one of them begins with a point.

    Examples
    --------
    >>> lead("since (?:the )?<p1:point>|<its> (?:<p2:point> )?peak|before dawn")
    'since (?:the )?|<its> |before dawn'
    """
    leads: list[str] = []
    begun = depth = group = 0
    cut: int | None = None
    for part in (*_SPELLED.finditer(rule), None):
        sign = part[0] if part is not None else "|"
        at = part.start() if part is not None else len(rule)
        if sign == "(":
            group = group if depth else at
            depth += 1
        elif sign == ")":
            depth -= 1
        elif sign.startswith("<") and cut is None:
            cut = group if depth else at
        elif sign == "|" and not depth:
            leads.append(rule[begun : at if cut is None else cut])
            begun, cut = at + 1, None
    return "|".join(leads) if all(leads) else ""


class _Led:
    """A rule with points, each of them long to compile: it is compiled when a text has what leads to the first."""

    def __init__(self, rule: str, leading: re.Pattern[str]) -> None:
        self._leading, self._whole = leading, cache(lambda: _compile(rule))

    def match(self, text: str, at: int) -> re.Match[str] | None:
        return self._whole().match(text, at) if self._leading.match(text, at) else None

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        return self._whole().finditer(text)


def _compiled(rule: str) -> Tried:
    """A rule, or what stands for it until it is needed."""
    leading = lead(rule)
    if leading == rule:
        return _compile(rule)
    pattern = _compile(leading)
    # What can be nothing tells nothing.
    return _compile(rule) if pattern.match("") else _Led(rule, pattern)


@cache
def point_forms() -> tuple[re.Pattern[str], ...]:
    """The forms of a single period, compiled, each to be matched in full."""
    return tuple(_compile(form) for form in table("timerules")["grammar"]["points"])


@cache
def _clues() -> dict[str, Clues]:
    """What each rule asks for, read off the rule as it is written and its blocks."""
    signs = {name: chr(_PRIVATE + number) for number, name in enumerate(_blocks())}
    known: dict[str, Clues] = {}
    for name, pattern in _blocks().items():
        known[signs[name]] = clues(pattern, _GAPS)
    known.update(_GAPS)
    return {name: clues(_PART.sub(lambda part: f"(?:{signs[part[2]]})", _join(pattern)), known) for name, pattern in _rules().items()}


def _rules() -> dict[str, str | list[str]]:
    rules: dict[str, str | list[str]] = table("timerules")["rules"]
    return rules


@cache
def _scanner() -> Scanner:
    # All rules together take a second to compile.
    rules = {name: _join(rule) for name, rule in _rules().items()}
    apart = [name for name, rule in rules.items() if rule.startswith(_LOOKS_BACK)]
    return Scanner(_clues(), lambda name: _compiled(rules[name]), _START, apart)


def scan(text: str) -> Iterator[tuple[str, re.Match[str]]]:
    """Yield all that any rule matches in a plain text, with the rule's name: rule by rule, in text order."""
    for name, matches in _scanner().scan(text).items():
        for match in matches:
            yield name, match


def number(word: str | None) -> int | None:
    """Return the value of a number in digits or words; "a" is one, vague ones are none."""
    if word is None:
        return None
    word = word.lower()
    return int(word) if word.isdecimal() else 1 if word in ("a", "an") else table("times")["numbers"].get(word)


def ordinal(word: str) -> int:
    """Return the number of a quarter or half-year named by an ordinal."""
    return int(table("times")["ordinals"][word.lower()])


@cache
def _names(key: str) -> dict[str, int]:
    return {name: i for i, names in enumerate(table("times")[key]) for name in names}


def month_number(word: str) -> int:
    """Return the number of a month from its name or abbreviation."""
    return _names("months")[word.lower().rstrip(".")] + 1


def weekday_number(word: str) -> int:
    """Return the number of a weekday, Monday being 0."""
    return _names("weekdays")[word.lower().rstrip(".")]
