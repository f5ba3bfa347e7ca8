"""Leads: which way the members of a list went, by the line or the words before a colon that announce it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from indicators.components.sentences import Sentence
from indicators.cues.cue import directions
from indicators.inflect import forms, singular
from indicators.lexicon import table

__all__ = ["Lead", "announced", "influenced", "leads"]

_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")
# "while a rise was noted for": a line that goes on with its list.
_OPEN_END = re.compile(r" (?:for|in|of|at|by|from|among|were|was|to)$")
_BESIDE = ("up", "down", "higher", "lower")
# What stands behind a comparative that is said of what the line before names: "and fewer in:".
_PLACES = ("in", "for", "at", "from", "by", "")


class Lead(NamedTuple):
    """What the percentages of a list's members are ("" if that is not told), which way they went, and whether their amounts are what by.

    `adds` is the way of the total that points of theirs are contributions to ("most influence on the fall"), 0 if they are none.
    """

    measure: str = ""
    sign: int = 0
    amounts: bool = False
    adds: int = 0


def leads(text: str, sentences: Sequence[Sentence]) -> dict[int, Lead]:
    """The lead of every bullet by where it starts: the line above its list that ends with a colon, or its heading."""
    found: dict[int, Lead] = {}
    lead = Lead()
    for sentence in sentences:
        line = text[sentence.start : sentence.end].rstrip()
        if sentence.kind == "bullet":
            found[sentence.start] = lead
            _, turned, line = line.rpartition("\n")
            if turned and _OPEN_END.search(line):
                words = _WORD.findall(line.lower())
                lead = announced(words)._replace(adds=influenced(words))  # What stands below the bullet leads to the next ones.
            elif line.endswith(":") and (told := announced(_WORD.findall(line.lower()))).measure:
                lead = told  # "- decreases of:", with its own bullets below
        else:
            opens = line.endswith(":") or sentence.kind == "heading" or _OPEN_END.search(line) is not None
            words = _WORD.findall(line.lower()) if opens else []
            lead = announced(words)._replace(adds=influenced(words)) if opens else Lead()
    return {start: lead for start, lead in found.items() if lead.measure or lead.adds}


def influenced(words: Sequence[str]) -> int:
    """Which way a total goes that words tell parts of to have moved: "a fall influenced by", "had a positive effect"; 0 if they don't."""
    d = directions()
    for n, word in enumerate(words):
        if (word in d.swaying and "by" in words[n + 1 : n + 6]) or singular(word) in d.effects or word in d.contributions:
            ways = [d.effect_ways[near] for near in words[max(0, n - 3) : n] if near in d.effect_ways]
            moved = [d.nouns[singular(near)] for near in words if d.nouns.get(singular(near))]
            return (ways or moved or [1])[0]
    return 0


def announced(words: Sequence[str]) -> Lead:
    """What the words of a lead announce: "the largest falls were in", "fewer posts were open in", "those that rose"."""
    d = directions()
    if any(singular(word) in d.share_nouns for word in words):
        return Lead("share")
    if any(singular(word) in d.rates for word in words):
        return Lead("" if any(word in d.nouns for word in words) else "level")
    found = [lead for n in range(len(words)) if (lead := _pointing(words, n)).sign]
    signs = {lead.sign for lead in found}
    return Lead("change", signs.pop(), any(lead.amounts for lead in found)) if len(signs) == 1 else Lead()


def _pointing(words: Sequence[str], n: int) -> Lead:
    """Which way word `n` of a lead points, if it is one of movement."""
    d, word = directions(), words[n]
    before, after = words[n - 1] if n else "", words[n + 1] if n + 1 < len(words) else ""
    if sign := d.priced_more.get(word) or {"more": 1, "less": -1}.get(before, 0) * d.graded.get(word, 0):
        return Lead("change", sign)
    if word in d.adverbs and (word in _BESIDE and before in d.neutral):
        return Lead("change", d.adverbs[word])
    if word in _more():
        counted = after in _PLACES or singular(after) in d.flows
        return Lead("change", _more()[word] if counted else 0, counted)
    if word.endswith("s") and singular(word) in d.nouns:
        return Lead("change", d.nouns[singular(word)], amounts=True)
    if word in d.nouns:
        return Lead("change", d.nouns[word], amounts=before.endswith("est") or before in ("most", "main"))
    return Lead("change", d.verbs[word] if word in _moved() else 0)


@cache
def _more() -> dict[str, int]:
    return {"more": 1, "higher": 1, "fewer": -1, "lower": -1, "less": -1}


@cache
def _moved() -> frozenset[str]:
    """Forms of verbs of movement that are no adjectives, nouns or plurals: "rose", "declining"."""
    verbs = table("directions")["verbs"]
    base = frozenset((*verbs["up"], *verbs["down"]))
    return frozenset(form for form in forms(base) if form not in base and not form.endswith("s"))
