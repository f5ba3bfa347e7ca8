"""Rates: nouns that name a rate, a growth or an inflation, whose percentages are levels or changes by what they are rates of."""

from __future__ import annotations

from indicators.clauses import governing_verb, subject_of
from indicators.cues.cue import Cue, directions
from indicators.inflect import singular
from indicators.tree import Tree, Word

__all__ = [
    "PACES",
    "growth_rate",
    "growth_told",
    "hollow_object",
    "inflation_inside",
    "names_rate",
    "periodic_rate",
    "rate_of_change",
    "stays_growing",
    "than_rate",
]

# So many words stand at most from "than" to a bracket.
_PHRASE = 8
# Nouns that say how fast something changes.
PACES = ("rate", "pace")


def hollow_object(tree: Tree, verb: int) -> bool:
    """Whether a verb's object only stands for a rate named before: "brings the cumulative rate to"."""
    return any(singular(kid.lower) in ("rate", "figure", "total", "change") for kid in tree.kids(verb, "dobj"))


def rate_of_change(tree: Tree, rate: Word) -> int | None:
    """The direction of "growth rate", "rate of increase"; None for an unemployment rate."""
    d = directions()
    near = [
        *tree.kids(rate.i, "compound", "amod", "nmod"),
        *(kid for prep in tree.kids(rate.i, "prep") for kid in tree.kids(prep.i, "pobj")),
    ]
    signs = [d.noun(word) for word in near if d.noun(word) is not None and word.tag != "JJ"]
    return signs[0] if signs else None


def periodic_rate(tree: Tree, rate: Word) -> int | None:
    """ "the quarterly rate was 0.4%": a rate that is said to be of a step of time and of nothing else tells what changed in it."""
    kids = tree.kids(rate.i, "compound", "amod", "nmod", "prep")
    stepped = any(kid.lower in ("quarterly", "monthly", "weekly", "quarter-on-quarter", "month-on-month", "year-on-year") for kid in kids)
    named = any(kid.dep == "prep" or kid.is_noun or kid.lower in directions().rates for kid in kids)
    return 1 if stepped and not named and singular(rate.lower) == "rate" else None


def growth_rate(tree: Tree, word: Word) -> int:
    """The direction of the growth rate that a bracket stands behind: "the growth rate of the loan stock (2.8%)"; 0 if it is none."""
    for noun in (word, *tree.ancestors(word.i)):
        if noun.is_verb:
            # "The highest growth rates were seen in Poland (5%)", "Poland (5%) had the highest growth rate"
            named = (subject_of(tree, noun), *tree.kids(noun.i, "dobj", "attr"))
            return next((_growing(tree, rate) for rate in named if rate is not None and singular(rate.lower) in PACES), 0)
        if noun.is_noun and noun.figure is None and singular(noun.lower) in PACES:
            return _growing(tree, noun)
    return 0


def _growing(tree: Tree, rate: Word) -> int:
    """The direction of a rate of growth; 0 if it is one of something else."""
    sign = rate_of_change(tree, rate)
    return (sign or 1) if sign is not None and not inflation_inside(tree, rate) else 0


def growth_told(tree: Tree, word: Word) -> int:
    """ "The growth rate was 2 points lower than the 4% of last year": the direction of the rate that this is of; 0 if it is none."""
    k = word.i - 1
    while k > 0 and tree[k].tag in ("DT", "JJ", "RB"):
        k -= 1
    if tree.lower(k) not in ("than", "to", "with", "against", "from"):
        return 0
    verb = governing_verb(tree, word.i)
    subject = subject_of(tree, verb) if verb is not None else None
    return growth_rate(tree, subject) if subject is not None and singular(subject.lower) in ("rate", "pace") else 0


def stays_growing(tree: Tree, cue: Cue) -> bool:
    """ "Growth slowed to 2.7%. It is projected to stay at 2.6%": whether what stays as it was is the growth of the sentence before."""
    above = tree.previous.root() if tree.previous is not None else None
    if above is None or tree.previous is None or cue.anchor is None:
        return False
    told = subject_of(tree.previous, above) if above.is_verb else None
    return told is not None and bool(directions().noun(told)) and not inflation_inside(tree.previous, told)


def inflation_inside(tree: Tree, noun: Word) -> bool:
    """Whether the noun phrase is about inflation, which is a level whatever it does."""
    return any(
        singular(tree[k].lower) in ("inflation", "unemployment", "interest") for k in tree.subtree(noun.i) if k < noun.i + 4
    ) and singular(noun.lower) not in (
        "increase",
        "decrease",
        "rise",
        "fall",
        "decline",
        "change",
        "drop",
    )


def names_rate(tree: Tree, word: Word) -> bool:
    """Whether the figure's host, or the subject of its clause, names a rate, ratio or index."""
    rates = directions().rates
    near = [word]
    verb = governing_verb(tree, word.i)
    if verb is not None:
        subject = subject_of(tree, verb)
        if subject is not None:
            near.append(subject)
    seen = word
    for above in tree.ancestors(word.i):
        if above.is_noun:
            near.append(above)
        if above.is_verb or above.i == seen.i:
            break
    for noun in near:
        if noun.figure is None and (
            singular(noun.lower) in rates or any(singular(kid.lower) in ("rate", "inflation") for kid in tree.kids(noun.i, "compound"))
        ):
            return True
    return False


def than_rate(tree: Tree, host: int) -> bool:
    """ "0.2% lower than the rate recorded in April (3.1%)": whether a rate is what something is held against before a bracket."""
    told = [w.lower for w in tree.words[max(0, host - _PHRASE) : host + 1]]
    return "than" in told and "rate" in told[told.index("than") :]
