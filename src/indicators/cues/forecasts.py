"""Forecasts: what a noun of what is foreseen is a forecast of, and where that is growth though nobody says so."""

from __future__ import annotations

from indicators.cues.cue import Cue, directions
from indicators.inflect import singular
from indicators.rates import inflation_inside
from indicators.tree import Tree, Word

__all__ = ["FORESEEN", "FORETOLD", "foretells_growth", "only_foreseen", "read_before", "told_of"]

# What is told of growth where it does not say of what.
FORETOLD = ("forecast", "projection", "estimate", "guidance", "outlook")
# Nouns of what is foreseen: a forecast of growth is a growth.
FORESEEN = (*FORETOLD, "target")
# What is told first and revised later.
_READINGS = ("reading", "estimate", "print", "figure", "number", "result")
_FIRST = frozenset(("initial", "initially", "preliminary", "first", "original", "provisional", "advance", "flash", "unrevised"))
_SPANS = ("year", "fiscal", "half", "quarter", "month", "season", "country", "economy")
# So many words behind the noun at most begins what it is a forecast of.
_NEXT_TO = 4


def told_of(tree: Tree, told: Word, verb: Word) -> list[Word]:
    """What a forecast is of: the nouns before it and those of its prepositions."""
    named = tree.kids(told.i, "compound", "amod", "nmod", "poss")
    named += [kid for prep in tree.kids(told.i, "prep") for kid in tree.kids(prep.i, "pobj")]
    near = (prep for prep in tree.kids(verb.i, "prep") if told.i < prep.i < told.i + _NEXT_TO)
    return named + [kid for prep in near for kid in tree.kids(prep.i, "pobj")]


def foretells_growth(tree: Tree, cue: Cue) -> bool:
    """ "cut its forecast for Poland to 1.3 percent from 2 percent": what is foretold and not named is growth."""
    if cue.kind not in ("to", "from") or cue.anchor is None or not tree[cue.anchor].is_verb:
        return False
    told = next((kid for kid in tree.kids(cue.anchor, "dobj") if singular(kid.lower) in FORETOLD), None)
    if told is None or inflation_inside(tree, told):
        return False
    named = told_of(tree, told, tree[cue.anchor])
    common = [noun for noun in named if noun.tag in ("NN", "NNS") and noun.figure is None and singular(noun.lower) not in _SPANS]
    return not common or any(directions().noun(noun) is not None for noun in common)


def only_foreseen(tree: Tree, subject: Word | None) -> bool:
    """ "the previous forecasts were 4% and 5%": of what was foreseen before."""
    if subject is None or singular(subject.lower) not in FORESEEN:
        return False
    return not any(kid.is_noun and singular(kid.lower) not in _SPANS for kid in told_of(tree, subject, subject))


def read_before(tree: Tree, cue: Cue) -> bool:
    """ "from an initial reading of 4 percent": whether a figure is what another was first said to be."""
    noun = tree[cue.anchor] if cue.anchor is not None else None
    if noun is None or singular(noun.lower) not in _READINGS:
        return False
    return any(kid.lower in _FIRST for kid in tree.kids(noun.i))
