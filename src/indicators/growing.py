"""Growth told in amounts: where "its forecast of demand growth was cut to 1.2 million barrels a day" tells by how much something grows."""

from __future__ import annotations

from collections.abc import Sequence

from indicators.bare import alike, sign_of
from indicators.clauses import governing_verb
from indicators.cues import Cue, directions
from indicators.cues.forecasts import FORETOLD, held_against, told_of
from indicators.cues.outgoing import earlier_change
from indicators.figure import Figure
from indicators.inflect import forms, singular
from indicators.lexicon import table
from indicators.tree import Tree, Word

__all__ = ["by_growth", "is_awaited"]

# Of these no amount is a level: "growth of 1.2 million barrels a day".
_GROWTHS = ("growth", "expansion", "contraction", "shrinkage")
# Before a gain that somebody had foreseen, and how many words before it at most.
_AWAITING = forms(("expect", "forecast", "predict", "project", "anticipate", "estimate")) | {"consensus", "forecasts", "expectations"}
_NEAR = 12
# How many figures back the gain that came instead may stand.
_BACK = 5
# So many times as large a change may be as another.
_ALIKE = 8


def by_growth(figures: Sequence[Figure], tree: Tree, word: Word, figure: Figure, cue: Cue) -> None:
    """ "Its forecast for demand growth was cut to 1.2 million barrels a day": how much something grows by."""
    if is_awaited(figures, tree, word, figure):
        cue.measure, cue.sign, cue.sure = "change", figure.sign or 1, True
        return
    if figure.quantity_type == "index" or cue.anchor is None:
        return
    other = figures[word.figure - 1] if word.figure else None
    if other is not None and _of_a_size(other, figure) and held_against(tree, cue, turned=False):
        cue.measure, cue.sign, cue.sure = "change", sign_of(other.value), True  # "added 3,000 jobs, a jump from the 2,000 of May"
        return
    if cue.kind not in ("at", "to", "from"):
        return
    if cue.kind == "from" and other is not None and earlier_change(tree, figure, cue, other):
        cue.measure, cue.sign, cue.sure = "change", sign_of(other.value), True
        return
    verb = governing_verb(tree, cue.anchor) if not tree[cue.anchor].is_verb else tree[cue.anchor]
    if verb is None:
        return
    if any(between.is_verb for between in tree.words[verb.i + 1 : word.i]):
        return  # "saw growth, freight being at 3 million tonnes"
    if cue.kind == "from" and tree[cue.anchor].is_noun and tree.lower(cue.anchor + 1) == "from":
        return  # "a 4% growth from 2.4 billion"
    named = [noun for noun in tree.kids(verb.i, "nsubj", "nsubjpass", "dobj") if noun.i < word.i]
    beside = figures[word.figure - 1] if word.figure else figure
    if cue.kind == "to" and beside.sentence == figure.sentence and beside.quantity_type == "percent" and beside.start > tree[verb.i].start:
        named = [noun for noun in named if noun.dep != "dobj" or singular(noun.lower) in FORETOLD]  # "saw a 5% growth to 7 billion"
    told = [noun for noun in named if singular(noun.lower) in FORETOLD]
    whole = [kid for noun in told for kid in told_of(tree, noun, verb)]
    sign = next((directions().noun(noun) for noun in (*named, *whole) if singular(noun.lower) in _GROWTHS), None)
    if sign is None and verb.lower in directions().revising:
        # "The gain in jobs was revised to 3,000 from 5,000": how much it is by now.
        sign = next((directions().noun(noun) for noun in named if directions().noun(noun) is not None), figure.sign or None)
    if told and not any(noun.is_noun and noun.figure is None for noun in whole) and other is not None and alike(figure, other):
        # "…, but raised its projection to 40,000": of what the figure before was.
        sign = sign_of(other.value) if other.sentence == figure.sentence and other.measure == "change" else sign
    if sign is not None:
        cue.measure, cue.sign = "change", figure.sign or sign or 1


def is_awaited(figures: Sequence[Figure], tree: Tree, word: Word, figure: Figure) -> bool:
    """Whether a gain is told that was awaited in place of another: "shops added 3,000 jobs. Economists had expected 5,000 new jobs"."""
    if figure.quantity_type != "count" or not word.figure:
        return False
    if not any(before.lower in _AWAITING for before in tree.words[max(0, word.i - _NEAR) : word.i]):
        return False
    posts = table("subjects")["gained"]
    told = (other for other in reversed(figures[max(0, word.figure - _BACK) : word.figure]) if other.quantity_type == "count")
    other = next((other for other in told if other.unit in posts), None)
    return other is not None and figure.unit in posts and _as_large(other, figure)


def _of_a_size(other: Figure, figure: Figure) -> bool:
    """Whether the figure before is a change in the same sentence that could have been as large as this one."""
    return other.sentence == figure.sentence and _as_large(other, figure)


def _as_large(other: Figure, figure: Figure) -> bool:
    """Whether a figure is a change that could have been as large as this one."""
    if other.measure != "change" or not alike(figure, other) or not other.value:
        return False
    return 1 / _ALIKE < abs(figure.value / other.value) < _ALIKE
