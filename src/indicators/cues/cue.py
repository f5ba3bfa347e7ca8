"""What a cue is, the lexicon of movement, and the word before a figure that matters."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from indicators.inflect import base_form, forms, singular
from indicators.lexicon import table
from indicators.tree import Tree, Word, once

__all__ = ["Cue", "Directions", "directions", "previous"]


# What gives a verb its way: "edged up", "went backwards".
_PARTICLES = frozenset(
    ("up", "down", "higher", "lower", "off", "upward", "downward", "upwards", "downwards", "backward", "backwards"),
)


@dataclass(slots=True)
class Cue:
    """What a rule found.

    `kind` names the construction, `anchor` the index of the word that gave it away (verb, noun, adverb or preposition), and `sign` the
    direction: -1, 1, or 0 where it is not told. `measure` is "" where the figure takes it from the one before. What is `sure` is no
    matter of likelihood.
    """

    kind: str
    measure: str
    sign: int = 0
    anchor: int | None = None
    sure: bool = False


_SUBJECTS = frozenset(("nsubj", "nsubjpass", "ROOT", "dobj"))


class Directions:
    """The lexicon of movement, inflected and ready to look up."""

    def __init__(self) -> None:
        words = table("directions")
        series = table("series")
        self.verbs = {form: sign for sign, key in ((1, "up"), (-1, "down")) for form in forms(words["verbs"][key])}
        self.paces = frozenset(words["verbs"]["paces"])
        self.phrasal = {
            (form, particle): sign
            for sign, key in ((1, "phrasal_up"), (-1, "phrasal_down"))
            for verb, particle in map(str.split, words["verbs"][key])
            for form in forms([verb])
        }
        self.neutral = forms(words["verbs"]["neutral"])
        self.revising = forms(words["verbs"]["revising"])
        self.becoming = forms(words["verbs"]["becoming"])
        self.nouns = {noun: sign for sign, key in ((1, "up"), (-1, "down"), (0, "neutral")) for noun in words["nouns"][key]}
        self.stocked = {noun: sign for sign, key in ((1, "stocked_up"), (-1, "stocked_down")) for noun in words["nouns"][key]}
        self.sums = frozenset(words["nouns"]["sums"])
        self.adverbs = {word: sign for sign, key in ((1, "up"), (-1, "down")) for word in words["adverbs"][key]}
        self.outdoing = {form: sign for sign, key in ((1, "above"), (-1, "below")) for form in forms(words["outdoing"][key])}
        self.offsetting = frozenset(words["outdoing"]["offsetting"])
        compared = words["comparatives"]
        self.comparing = {word: sign for sign, key in ((1, "flows_more"), (-1, "flows_less")) for word in compared[key]}
        self.priced_more = {word: sign for sign, key in ((1, "dearer"), (-1, "cheaper")) for word in compared[key]}
        self.sizes = frozenset(compared["sizes"])
        self.moved_so = {noun: sign for sign, key in ((1, "up"), (-1, "down")) for noun in words["moved"][key]}
        self.graded = {word: sign for sign, key in ((1, "dear"), (-1, "cheap")) for word in compared[key]}
        self.levels = forms(words["levels"]["verbs"])
        self.levels_base = frozenset(words["levels"]["verbs"]) - {"estimate", "report", "print", "value"}
        self.taking_up = forms(words["levels"]["taking_up"])
        staff = words["staffing"]
        self.bringing = frozenset(words["bringing"]["verbs"])
        self.taking_on, self.laying_off = frozenset(staff["taking_on"]), frozenset(staff["laying_off"])
        self.making_jobs, self.ending_jobs, self.jobs = frozenset(staff["making"]), frozenset(staff["ending"]), frozenset(staff["jobs"])
        self.staffing_phrases = {tuple(verb.split()): way for verb, way in staff["phrases"].items()}
        self.staffing: dict[str, int] = staff["nouns"]
        self.priced = frozenset(words["priced"]["nouns"])
        self.charges = frozenset(words["charges"]["nouns"])
        self.steady = frozenset(words["steady"]["words"])
        self.shares = forms(words["share"]["verbs"])
        self.share_nouns = frozenset(words["share"]["nouns"])
        self.getting, self.regaining = frozenset(words["share"]["getting"]), frozenset(words["share"]["regaining"])
        self.sharing = frozenset(words["share"]["sharing"])
        self.partaking = forms(words["share"]["partaking"])
        self.spending = forms(words["share"]["spending"])
        self.claiming = frozenset(words["share"]["claiming"])
        self.gathering = forms([*words["share"]["verbs"], *words["share"]["gathering"]])
        self.fractions, self.bulks = frozenset(words["share"]["fractions"]), frozenset(words["share"]["bulks"])
        self.parts, self.mainly = frozenset(words["share"]["parts"]), frozenset(words["share"]["mainly"])
        self.leading, self.movers = frozenset(words["share"]["leading"]), frozenset((*words["share"]["movers"], *self.moved_so))
        self.holding_views, self.driving = frozenset(words["share"]["holding_views"]), frozenset(words["share"]["driving"])
        self.part_openers = frozenset(words["share"]["openers"])
        self.moving = {verb: sign for sign, key in ((1, "lifting"), (-1, "holding")) for verb in forms(words["contribution"][key])}
        self.moved = frozenset(words["contribution"]["moved"])
        parts = words["contribution"]
        self.explaining, self.deriving, self.owed = (frozenset(parts[key]) for key in ("explaining", "deriving", "owed"))
        self.swaying = forms(parts["swaying"])
        self.effects: dict[str, int] = parts["effects"]
        self.effect_ways: dict[str, int] = parts["effect_ways"]
        self.contributions = forms(words["contribution"]["verbs"])
        self.contribution_totals = frozenset(words["contribution"]["totals"])
        self.approximators = frozenset(words["approximators"]["words"])
        self.rates = frozenset(series["rates"])
        self.balances = frozenset(series["balances"])
        self.totals = frozenset(series["totals"])
        self.flows = frozenset(series["flows"])

    def noun(self, word: Word) -> int | None:
        """The direction of a noun of change (0 for "change" itself), or None if it is no such noun."""
        if word.lower == "movements" and word.dep in _SUBJECTS:
            # "Aircraft movements rose": of what moves.
            return None
        if word.is_noun or word.tag in ("VBG", "VBN", "VB", "VBP", "JJ"):
            return self.nouns.get(singular(word.lower))
        return None

    def verb(self, tree: Tree, word: Word) -> int | None:
        """The direction of a verb, its particle counted ("edged up"), or None if it tells none."""
        if not (word.is_verb or word.tag in ("NN", "NNS", "JJ")) or word.figure is not None:
            return None
        after = tree.after(word.i)
        if after is not None and after.lower in _PARTICLES and (word.lower in self.neutral or word.lower in self.verbs):
            return self.adverbs[after.lower]
        if after is not None and after.tag == "JJR" and after.lower in self.adverbs and word.lower in self.becoming:
            return self.adverbs[after.lower]
        return self.verbs.get(word.lower) if word.is_verb else None


@cache
def directions() -> Directions:
    """The lexicon of movement."""
    return Directions()


def _misses(before: Word) -> bool:
    """Whether what stands before "short of" makes it one of what is missed, not of what is nearly so much."""
    return base_form(before.lower) == "fall" or before.text == "," or before.figure is not None


def _summed(word: Word) -> bool:
    """Whether what is told behind `word` as "a total of" is just as much without it."""
    d = directions()
    told = d.verbs.keys() | d.making_jobs | d.ending_jobs | d.taking_on | d.laying_off
    return word.lower == "by" or (word.is_verb and base_form(word.lower) in told)


@cache
def _adjusting() -> frozenset[str]:
    return frozenset(table("small_words")["adjusting"])


def _adjusted_for(tree: Tree, k: int) -> int:
    """Where the article stands of "a calendar and seasonally adjusted 2%", whose "adjusted" is word `k`; 0 if there is none."""
    j = k - 1
    while j > 0 and tree.lower(j) in _adjusting():
        j -= 1
    return j if tree.lower(j) in ("a", "an") else 0


@once
def previous(tree: Tree, i: int) -> Word | None:
    """The word before figure `i` that matters: articles, adjectives of size and approximations are passed over."""
    d = directions()
    k = i - 1
    if k > 0 and tree[k].text == ":" and tree[k - 1].is_verb:
        k -= 1
    while k >= 0:
        if k > 1 and tree[k].lower == "of" and tree[k - 1].lower in ("short", "shy") and _misses(tree[k - 2]):
            break  # "fell short of", "2 percent short of": no way that anything went
        if k > 0 and tree[k].lower == "of" and tree[k - 1].lower in ("shy", "short", "north", "south", "excess", "upwards", "upward"):
            k -= 2
            continue
        if tree[k].lower == "of" and k > 2 and tree.lower(k - 1) in ("total", "average") and _summed(tree[k - 3]):
            k -= 2  # "by an average of 3%", "added a total of 300"
            continue
        if tree.lower(k) == "adjusted" and (article := _adjusted_for(tree, k)):
            k = article - 1
            continue
        word = tree[k]
        if word.lower == "to" and tree.lower(k - 1) == "up" and tree.lower(k - 2) in ("by", "of", "for"):
            k -= 2
            continue
        if k == i - 1 and word.is_noun and tree.lower(k - 1) in ("a", "an") and tree.lower(k - 2) in ("by", "at", "to", "of"):
            # "expanded by a breakneck 9.5%".
            k -= 1
            continue
        if word.lower == "at" and tree.lower(k + 1) in ("least", "most"):
            k -= 1
            continue
        if word.lower == "than" and k > 1 and tree[k - 2].figure is not None:
            break
        passed = word.lower in d.approximators or word.tag in ("DT", "RB", "PDT", "JJ", "JJR", "JJS", "$", "``", "''", "PRP$", "RBR", "RBS")
        if (
            word.figure is not None
            or not passed
            or word.lower
            in ("up", "down", "to", "at", "by", "from", "of", "on", "in", "higher", "lower", "above", "below", "minus", "plus", "worth")
        ):
            spaced = tree.lower(k - 1) == "-" and word.lower in d.adverbs and tree[k - 1].end < word.start
            if word.text == "-" or (tree.lower(k - 1) == "-" and not spaced):
                k -= 1
                continue
            break
        k -= 1
    return tree[k] if k >= 0 else None
