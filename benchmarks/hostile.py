"""Hostile texts: pieces that a text may repeat without end, and those made for one regular expression of what it repeats itself."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from re import _constants as ops  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

__all__ = ["PIECES", "Hostile", "hostile_texts"]

PIECES = (
    *("1", "1,", "a1", "(", ".", "?!", " ", '<a "', "<script>", "and ", "Q1 ", "May 1, ", "from a year ", "(up 1 percent "),
    *("one hundred million ", "exports rose 1 percent and ", "5 percent, ", "Exports rose 5 percent in May. ", "Exports were 5 tons. "),
    *("Exports Were 5 Tons\n", "A", "Ab ", "a-", "'", "'s ", "\u2014", "\u2022 ", "| 5 | ", "([", "of the ", "U.S. ", "\t", "$"),
    *("January ", "in 2023 ", "\U0001f4c8", "a\u0301", "\u202e\u05d0 "),
)

_REPEATS = (ops.MAX_REPEAT, ops.MIN_REPEAT, ops.POSSESSIVE_REPEAT)
_COMMON = "a1 A.,-('\"$%\nx\u00e9<"
_ENDS = ("", "!", "\0", "\n", "<", " ~")
_LONGEST = 400
_MOST = 1200
_Tree = Any  # what the parser of `re` gives: pairs of an operation and its arguments


@dataclass(frozen=True)
class Hostile:
    """A text of any length: `before`, then `unit` again and again, then `end`."""

    before: str
    unit: str
    end: str

    def of(self, length: int) -> str:
        """The text with about `length` characters."""
        return self.before + self.unit * (length // len(self.unit) + 1) + self.end

    def __str__(self) -> str:
        return " ".join(f"{part[:40]!r}{mark}" for part, mark in ((self.before, ""), (self.unit, "\u2026"), (self.end, "")) if part)


def hostile_texts(pattern: str, flags: int, seed: int) -> Iterator[Hostile]:
    """Texts for `pattern`: more of them, the more it repeats; the same ones for the same seed."""
    tree = _parser.parse(pattern, flags)
    repeated = list(_repeated(tree))
    writer = _Writer(random.Random(f"{seed} {pattern}".encode("utf-8", "surrogatepass")))
    chance = writer.random.random
    for _ in range(min(_MOST, 240 + 120 * len(repeated))):
        unit = writer.write(writer.random.choice(repeated) if repeated and chance() < 0.8 else tree)
        if repeated and chance() < 0.4:
            unit += writer.write(writer.random.choice(repeated))
        if chance() < 0.15 or not unit:
            unit = writer.random.choice(_COMMON)
        before = writer.write(tree) if chance() < 0.5 else ""
        before = before[: writer.random.randint(0, len(before))]
        if len(unit) <= _LONGEST:
            yield Hostile(before, unit, writer.random.choice(_ENDS))


def _repeated(tree: _Tree) -> Iterator[_Tree]:
    """The parts of a pattern that it repeats more than a few times."""
    for operation, argument in tree:
        if operation in _REPEATS and argument[1] > 5:
            yield argument[2]
        for part in _parts(operation, argument):
            yield from _repeated(part)


def _parts(operation: Any, argument: Any) -> list[_Tree]:
    if operation in _REPEATS:
        return [argument[2]]
    if operation is ops.SUBPATTERN:
        return [argument[3]]
    if operation is ops.ATOMIC_GROUP:
        return [argument]
    if operation in (ops.ASSERT, ops.ASSERT_NOT):
        return [argument[1]]
    return list(argument[1]) if operation is ops.BRANCH else []


class _Writer:
    """Writes what a part of a pattern matches, one way of many."""

    def __init__(self, chances: random.Random) -> None:
        self.random = chances

    def write(self, tree: _Tree) -> str:
        return "".join(self._one(operation, argument) for operation, argument in tree)

    def _one(self, operation: Any, argument: Any) -> str:
        if operation is ops.LITERAL:
            return chr(argument)
        if operation is ops.NOT_LITERAL:
            return "y" if argument == ord("x") else "x"
        if operation is ops.ANY:
            return "a"
        if operation is ops.IN:
            return self._character(argument)
        if operation in _REPEATS:
            least, most, part = argument
            times = least if self.random.random() < 0.5 else min(most, least + self.random.randint(0, 2))
            return "".join(self.write(part) for _ in range(times))
        if operation is ops.BRANCH:
            return self.write(self.random.choice(argument[1]))
        if operation is ops.ASSERT:
            return self.write(argument[1]) if self.random.random() < 0.3 else ""
        return "" if operation is ops.ASSERT_NOT else "".join(self.write(part) for part in _parts(operation, argument))

    def _character(self, members: _Tree) -> str:
        """One of the characters of a set: a common one that other sets are likely to have too, or any."""
        given = re.compile(_set(members))
        common = [character for character in _COMMON if given.match(character)]
        ranges = [argument for operation, argument in members if operation is ops.RANGE]
        single = [chr(argument) for operation, argument in members if operation is ops.LITERAL]
        if members[0][0] is not ops.NEGATE and (single or ranges) and (not common or self.random.random() < 0.4):
            low, high = self.random.choice([*ranges, *((ord(one), ord(one)) for one in single)])
            return chr(self.random.randint(low, min(high, low + 200)))
        return self.random.choice(common) if common else "\x01"


def _set(members: _Tree) -> str:
    """The set as a regular expression again."""
    inside = ""
    for operation, argument in members:
        if operation is ops.LITERAL:
            inside += re.escape(chr(argument))
        elif operation is ops.RANGE:
            inside += f"{re.escape(chr(argument[0]))}-{re.escape(chr(argument[1]))}"
        elif operation is ops.CATEGORY:
            inside += _CATEGORIES[str(argument)]
    return f"[{'^' if members[0][0] is ops.NEGATE else ''}{inside}]"


_CATEGORIES = {
    f"CATEGORY_{'NOT_' if sign.isupper() else ''}{name}": f"\\{sign}"
    for name, signs in (("SPACE", "sS"), ("DIGIT", "dD"), ("WORD", "wW"))
    for sign in signs
}
