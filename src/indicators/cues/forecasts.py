"""Forecasts: what a noun of what is foreseen is a forecast of, and where that is growth though nobody says so."""

from __future__ import annotations

from indicators.clauses import governing_verb
from indicators.cues.cue import Cue, directions
from indicators.inflect import base_form, singular
from indicators.rates import inflation_inside
from indicators.tree import Tree, Word

__all__ = ["FORESEEN", "FORETOLD", "foretells_growth", "held_against", "only_foreseen", "paced", "told_of"]

# What is told of growth where it does not say of what.
FORETOLD = ("forecast", "projection", "estimate", "guidance", "outlook")
# Nouns of what is foreseen: a forecast of growth is a growth.
FORESEEN = (*FORETOLD, "target")
# What is told first and revised later.
_READINGS = ("reading", "estimate", "print", "figure", "number", "result")
# What a change is held against that is one, too.
_YARDSTICKS = ("pace", "clip", "consensus", "expectation", "prediction", "tally", "peak", "high", "low", "trough")
_FORESAW = frozenset(("expect", "forecast", "predict", "project", "anticipate", "estimate"))
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


def held_against(tree: Tree, cue: Cue, *, turned: bool) -> bool:
    """Whether what a figure is of is what the one before is held against: "beating the average of 4 percent", "a jump from 3 percent".

    `turned`: the two are of different kinds.
    """
    noun = tree[cue.anchor] if cue.anchor is not None else None
    if noun is None:
        return False
    if cue.kind == "from":
        return not turned and _beside(tree, noun)
    if cue.kind not in ("noun-level", "noun-earlier"):
        return False
    name = singular(noun.lower)
    if name == "average" or (name in FORESEEN and cue.kind == "noun-earlier"):
        return True
    first = name in _READINGS and any(kid.lower in _FIRST for kid in tree.kids(noun.i))
    return not turned and (first or name in _YARDSTICKS)


def paced(tree: Tree, word: Word) -> bool:
    """Whether a percentage is a pace: "at a 3% clip"; "a 3% rate" is one where somebody had foreseen it."""
    behind = tree.lower(word.i + 1)
    if behind != "rate":
        return behind in ("pace", "clip")
    verb = governing_verb(tree, word.i)
    return verb is not None and verb.i < word.i and base_form(verb.lower) in _FORESAW


def _beside(tree: Tree, noun: Word) -> bool:
    """Whether a noun of change stands behind the comma of what it says more of: "grew by 3%, a sharp slowdown from"."""
    k = noun.i - 1
    while k > 0 and tree[k].tag in ("JJ", "JJR", "RB", "VBG", "VBN", "HYPH"):
        k -= 1
    if not noun.is_noun or directions().noun(noun) is None or tree[k].tag != "DT" or tree.lower(k - 1) != ",":
        return False
    for word in reversed(tree.words[: k - 1]):
        if word.figure is not None:
            return True
        if word.is_verb or word.text in (",", ";", ":"):
            return False
    return False
