"""Wording: what currencies and turns of phrase say about whose economy a text is on."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache

from indicators.gazetteer import Gazetteer, Token, tokens
from indicators.lexicon import rows, table

__all__ = ["HINT", "MUCH", "share_currencies", "unspoken", "wording_evidence"]

# What must speak for a member of a currency's area where it is the only one named, and where there are several.
HINT, MUCH = 0.25, 1.0

# A sum behind or before a word, and one with its magnitude.
_SUM = re.compile(r"\.? ?\d")
_SUMMED = re.compile(r"(?:\d|\d ?(?:[mbt]n|mln|bln|tln|trn|[mbt])|illion) \Z", re.IGNORECASE)
_MAGNITUDE = r"(?:[mbt]n|[mbt]ln|trn|[mbtr]{1,2}illion)"
_SCALED = re.compile(rf" ?\d[\d,.]* ?{_MAGNITUDE}\b", re.IGNORECASE)
_SCALED_BEFORE = re.compile(rf"{_MAGNITUDE} \Z", re.IGNORECASE)


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
        if match and _told_of_sum(text, match):
            yield match
            end = match.end()


def _told_of_sum(text: str, match: re.Match[str]) -> bool:
    """Whether a word is beside a sum, if it must: "QR 3 billion", "3 billion QR", unlike "a QR code"; "3 billion ALL", not "ALL 40"."""
    beside = _beside_sums().get(match.group())
    if beside is None:
        return True
    behind, before = beside
    return bool(behind.match(text, match.end()) or before.search(text, max(0, match.start() - 12), match.start()))


@cache
def _beside_sums() -> dict[str, tuple[re.Pattern[str], re.Pattern[str]]]:
    """The words of currencies that mean something else as well, with what must stand behind or before them."""
    kinds = {"sums": (_SUM, _SUMMED), "scaled": (_SCALED, _SCALED_BEFORE)}
    currencies = table("home")["currencies"].values()
    return {word: beside for kind, beside in kinds.items() for currency in currencies for word in currency.get(kind, ())}


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
        for word in (*currency["words"], *currency.get("sums", ()), *currency.get("scaled", ())):
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


def unspoken(text: str) -> str | None:
    """Whose a text is that names no economy at all, by how it writes its sums."""
    for area, rule in table("home")["unspoken"].items():
        if len(re.findall(rule["sums"], text)) > 1 and rule["word"] in text.lower() and rule["never"] not in text.lower():
            return str(area)
    return None


def share_currencies(text: str, scores: dict[str, float]) -> None:
    """A currency speaks for the area that it is called by only where no other that has it is in question.

    Euros are not the euro area's in a release of one of its members, kroner not Denmark's in one of the Faroe Islands.
    """
    weight = table("home")["weights"]["currency"]
    for owner, rule in table("home")["shared"].items():
        used = _users(rule["users"], scores)
        if not used and not rule.get("common"):
            continue
        amount = min(len(re.findall(rule["written"], text)), 3) / 2
        for area in used:
            scores[area] += 0.5 * amount
        if owner in scores and (used or scores[owner] - amount * weight < HINT):
            # A text that has nothing of the euro area but euros is one of its members'.
            scores[owner] -= min(scores[owner], amount * weight)


def _users(users: list[str], scores: dict[str, float]) -> list[str]:
    """The members of a currency's area in question: those that much speaks for, or the one that anything speaks for."""
    named = [area for area in users if scores.get(area, 0) > HINT]
    return named if len(named) == 1 else [area for area in named if scores[area] > MUCH]
