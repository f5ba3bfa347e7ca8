"""Kinds of words, by which traits tell what a name is made of: never the word itself."""

from __future__ import annotations

from functools import cache, lru_cache

from indicators.cues import directions
from indicators.inflect import base_form, singular
from indicators.lexicon import table
from indicators.tree import Tree, Word, once

__all__ = ["LINKS", "content", "noun_kind", "verb_kind"]

LINKS = frozenset(table("small_words")["links"])
_TELLERS = frozenset(table("small_words")["tellers"])


@cache
def _kinds() -> tuple[tuple[str, frozenset[str]], ...]:
    words, d = table("subjects"), directions()
    return (
        ("pronoun", frozenset(words["pronouns"])),
        ("change", frozenset(d.nouns)),
        ("rate", d.rates),
        ("total", d.totals),
        ("flow", d.flows),
        ("speaker", frozenset(words["speakers"])),
        ("hollow", frozenset(words["empty_nouns"])),
        ("aside", frozenset(words["empty_objects"])),
        ("unit", frozenset(words["units"])),
    )


def noun_kind(text: str, word: Word | None = None) -> str:
    """The kind of a noun: what the lexicon holds it for, else whether it is a name, a plural or a singular."""
    kind = _listed(text.lower())
    if kind:
        return kind
    if word is not None and word.tag in ("NNP", "NNPS"):
        return "proper"
    return "many" if word is not None and word.tag == "NNS" else "one"


@lru_cache(maxsize=65536)
def _listed(lower: str) -> str:
    noun = singular(lower)
    return next((kind for kind, members in _kinds() if noun in members or lower in members), "")


def verb_kind(tree: Tree, verb: Word | None) -> str:
    """The kind of a verb: one of moving, of standing at, of sharing, of being, of having, another."""
    return _verb_kind(tree, verb.i) if verb is not None else "none"


@once
def _verb_kind(tree: Tree, i: int) -> str:
    d, verb = directions(), tree[i]
    if d.verb(tree, verb) is not None:
        return "move"
    if verb.lower in d.levels:
        return "level"
    base = base_form(verb.lower)
    if base == "be":
        return "be"
    return "share" if verb.lower in d.shares else "have" if base in _TELLERS else "other"


@lru_cache(maxsize=65536)
def content(text: str) -> frozenset[str]:
    """The words of a name in lower case that carry something, singular."""
    return frozenset(singular(w) for w in text.replace("-", " ").split() if w not in LINKS and w[:1].isalnum())
