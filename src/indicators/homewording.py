"""Wording: what currencies and turns of phrase say about whose economy a text is on."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache

from indicators.gazetteer import Gazetteer, Token, tokens
from indicators.lexicon import rows, table

__all__ = ["wording_evidence"]


def wording_evidence(text: str, stream: list[Token]) -> Iterator[tuple[str, float]]:
    """Yield the areas that currencies and turns of phrase speak for, each with its weight; `stream` are the tokens of the text."""
    weights = table("home")["weights"]
    found: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    shares: dict[tuple[str, str], float] = {}
    for match in _worded(text, stream):
        for kind, area, share in _words()[match.group().casefold() if " " in match.group() else match.group()]:
            found[kind, area][match.group()] += 1
            shares[kind, area] = max(share, shares.get((kind, area), 0))
    for pattern, areas in table("home")["written"].items():
        amount = min(len(re.findall(pattern, text)), 3) / 2
        yield from ((area, weights["currency"] * amount * share) for area, share in areas.items() if amount)
    for term in _terms().find(stream):
        kind, area = term.entry
        found[kind, area][" ".join(token.key for token in stream[term.first : term.last])] += 1
        shares[kind, area] = 1.0
    for (kind, area), words in found.items():
        amount = min(words.total(), 3) / 2 if kind == "currency" else min(len(words), 3)
        yield area, weights[kind] * amount * shares[kind, area]


def _worded(text: str, stream: list[Token]) -> Iterator[re.Match[str]]:
    """The currency words and turns of phrase in a text, none inside another; each begins with a token."""
    pattern, beginnings = _wording()
    end = 0
    for start in [token.start for token in stream if token.key in beginnings]:
        match = pattern.match(text, start) if start >= end else None
        if match:
            yield match
            end = match.end()


@cache
def _terms() -> Gazetteer[tuple[str, str]]:
    """What one country has by that name: series, taxes, schemes, bourses; and what is only told more often there."""
    kinds = {"names": "wording", "leaning": "leaning"}
    named = ((row["area"], kind, row[column].split("|")) for row in rows("terms") for column, kind in kinds.items() if row[column])
    return Gazetteer((name, (kind, area)) for area, kind, names in named for name in names)


@cache
def _words() -> dict[str, list[tuple[str, str, float]]]:
    """Currency words and turns of phrase, each with its kind, the areas that it speaks for and their shares. Phrases ignore case."""
    words: dict[str, list[tuple[str, str, float]]] = defaultdict(list)
    for currency in table("home")["currencies"].values():
        for word in currency["words"]:
            words[_phrase(word)] += [("currency", area, 1 / len(currency["areas"])) for area in currency["areas"]]
    for area, phrases in table("home")["wording"].items():
        for phrase in phrases:
            words[_phrase(phrase)].append(("wording", area, 1.0))
    for phrase, shares in table("home")["wording_of_several"].items():
        words[_phrase(phrase)] += [("wording", area, share) for area, share in shares.items()]
    return words


def _phrase(word: str) -> str:
    return word.casefold() if " " in word else word


@cache
def _wording() -> tuple[re.Pattern[str], frozenset[str]]:
    """A pattern of all words, and the tokens that they begin with."""
    longest = sorted(_words(), key=lambda word: (-len(word), word))
    # By their first letter: where a text goes on with another, none of them is tried.
    grouped: dict[str, list[str]] = defaultdict(list)
    for word in longest:
        grouped[word[0].casefold()].append(f"(?i:{re.escape(word)})" if " " in word else re.escape(word))
    either = "|".join(f"(?=(?i:{re.escape(first)}))(?:{'|'.join(words)})" for first, words in grouped.items())
    pattern = re.compile(rf"(?<![^\W\d_])(?<![^\W\d_]-)(?:{either})(?![^\W\d_])")
    return pattern, frozenset(tokens(word)[0].key for word in longest)
