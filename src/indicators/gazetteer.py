"""Names found in a text: a trie of words, the longest name at each place wins, in time linear in the text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, NamedTuple, TypeVar

from indicators.text import plain

__all__ = ["Gazetteer", "Match", "Token", "tokens"]

T = TypeVar("T")

# Letters with their combining marks, digits apart (a footnote may be glued to a name), and every other mark by itself.
_TOKEN = re.compile(r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f])*|\d+|[^\w\s]")


class Token(NamedTuple):
    """A word, a number or a punctuation mark. `key` is what names are compared by; `broken`: a line ends before it."""

    start: int
    end: int
    text: str
    key: str
    spaced: bool
    broken: bool

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[0].isupper()

    @property
    def word(self) -> bool:
        """Whether it is made of letters."""
        return self.text[0].isalpha()


@dataclass(frozen=True, slots=True)
class Match(Generic[T]):
    """A name in a text: the half-open range of its tokens and what the name stands for."""

    first: int
    last: int
    entry: T


class Gazetteer(Generic[T]):
    """Names and what they stand for.

    Words of a name that begin with a capital must do so in the text, words all in capitals must stand there as they are; words in
    lower case match any case. Accents may be left out, "&" equals "and". `skip` are marks that don't count.
    """

    def __init__(self, names: Iterable[tuple[str, T]], skip: str = "") -> None:
        self._skip = frozenset(skip)
        # The names by their first word; what grows from it is made when a text first has that word.
        self._names: dict[str, list[tuple[str, T]]] = {}
        self._grown: dict[str, _Node[T]] = {}
        for name, entry in names:
            for variant in _variants(name):
                first = _TOKEN.match(plain(variant))
                self._names.setdefault(_key(first[0]) if first else "", []).append((variant, entry))

    def _branch(self, first: str) -> _Node[T] | None:
        """What grows from a first word."""
        if first in self._grown or first not in self._names:
            return self._grown.get(first)
        root: _Node[T] = _Node()
        for name, entry in self._names[first]:
            self._add(root, name, entry)
        self._grown[first] = root.following[first]
        return root.following[first]

    def _add(self, node: _Node[T], name: str, entry: T) -> None:
        words = [token for token in tokens(name) if token.text not in self._skip]
        for token in words:
            node = node.following.setdefault(token.key, _Node())
        node.entries.append((tuple(token.text for token in words), entry))

    def find(self, stream: list[Token]) -> Iterator[Match[T]]:
        """Yield the names in `stream`, left to right, none inside another."""
        end = 0
        for first in [i for i, token in enumerate(stream) if token.key in self._names]:
            match = self._longest(stream, first) if first >= end else None
            if match:
                yield match
                end = match.last

    def whole(self, text: str) -> T | None:
        """What `text` stands for if it is a name and nothing else."""
        stream = tokens(text)
        match = self._longest(stream, 0) if stream else None
        return match.entry if match and match.last == len(stream) else None

    def _longest(self, stream: list[Token], first: int) -> Match[T] | None:
        node: _Node[T] | None = None
        found, lines = None, 0
        used: list[Token] = []
        for i in range(first, len(stream)):
            token = stream[i]
            if used and token.broken:
                lines += 1
            if lines > 1 or (used and token.spaced and token.text[0] in "0123456789-"):
                break
            if token.text in self._skip and used:
                continue
            node = node.following.get(token.key) if node is not None else self._branch(token.key)
            if node is None:
                break
            used.append(token)
            entry = next((entry for words, entry in node.entries if all(map(_fits, words, used))), None)
            if entry is not None:
                found = Match(first, i + 1, entry)
        return found


class _Node(Generic[T]):
    __slots__ = ("entries", "following")

    def __init__(self) -> None:
        self.following: dict[str, _Node[T]] = {}
        self.entries: list[tuple[tuple[str, ...], T]] = []


def tokens(text: str) -> list[Token]:
    """Cut `text` into tokens."""
    folded = plain(text)
    result: list[Token] = []
    end = 0
    for found in _TOKEN.finditer(folded):
        start, word, before = found.start(), found[0], end
        end = found.end()
        between = folded[before:start] if start > before else ""
        result.append(Token(start, end, word, _key(word), start > before, "\n" in between or "\r" in between))
    return result


@lru_cache(maxsize=8192)
def _key(word: str) -> str:
    if word == "&":
        return "and"
    if word.isascii():
        return word.lower()
    return "".join(c for c in unicodedata.normalize("NFKD", word.casefold()) if not unicodedata.combining(c))


def _fits(word: str, token: Token) -> bool:
    """Whether a word of the text has the capitals that the word of the name asks for."""
    if not word[0].isupper():
        return True
    if word.isupper():
        return token.text.isupper()
    return token.text[0].isupper()


def _variants(name: str) -> Iterator[str]:
    yield name
    if name.startswith("Saint "):
        yield "St. " + name[6:]
        yield "St " + name[6:]
