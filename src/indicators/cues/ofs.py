"""Cues with "of": "an increase of 15 percent", "a rise in exports of 4% and in imports of 2%", "an improvement on a deficit of"."""

from __future__ import annotations

from indicators.clauses import in_preposition
from indicators.cues.cue import Cue, directions, previous
from indicators.cues.leaning import compared_flow
from indicators.figure import Figure
from indicators.inflect import singular
from indicators.rates import inflation_inside
from indicators.tree import Tree, Word

__all__ = ["moved_before", "of_noun"]

# "an improvement on a deficit of": what something is held against.
_HELD = frozenset(("on", "over", "upon", "from", "against", "versus"))
# What stands between a movement and what moved, and in the phrases of both.
_LINKED = frozenset(("in", "of", "for"))
_PHRASE = frozenset(("JJ", "DT", "PRP$", "POS", "CC", "HYPH", "VBG"))
# What members of a list begin with: "a rise in exports of 4% and in imports of 2%".
_MEMBERS = frozenset(("in", "for", "from", "to", "on", "among", "at"))


def of_noun(tree: Tree, i: int, figure: Figure) -> Cue | None:
    """ "an increase of 15 percent", "a surplus of $3.7 billion", "an unemployment rate of 3.9 percent"."""
    d = directions()
    word = previous(tree, i)
    if word is None or word.lower not in ("of", "for", "worth"):
        return None
    noun = tree.before(word.i)
    if noun is not None and noun.text == "," and noun.i and (moved := moved_before(tree, noun.i)) is not None:
        noun = moved  # "the sharpest drop, of 44 tonnes"
    if noun is not None and word.lower == "of" and (other := _goes_on_of(tree, noun)) is not None:
        return Cue("coordinate", "", 0, other)
    if noun is not None and noun.lower in ("and", ",", "or") and word.lower == "of":
        earlier = [w for w in tree.words[: noun.i] if w.figure is not None]
        return Cue("coordinate", "", 0, earlier[-1].i) if earlier else None
    if word.lower == "worth" and noun is not None:
        return Cue("worth", "level", 0, noun.i)
    if noun is None or not (noun.is_noun or noun.tag in ("VBG", "NN", "CD", "PRP", "JJ", "VBN") or noun.lower in ("close", "short")):
        return None
    if word.lower != "of":
        sign = d.noun(noun)
        return Cue("noun-before", "change", sign, noun.i) if sign is not None and word.lower == "for" else None
    if in_preposition(tree, noun.i):
        return None
    noun = _head_of_of(tree, word, noun)
    if noun.lower == "one" and noun.i:
        return Cue("pronoun", "", 0, noun.i)
    # "the movement of 800,000 boxes": of what is carried, not of a series.
    carried = singular(noun.lower) == "movement" and figure.quantity_type in ("count", "physical")
    if figure.quantity_type == "physical" and (going := d.stocked.get(singular(noun.lower))):
        return Cue("noun-before", "change", going, noun.i, sure=True)
    sign = None if carried else d.noun(noun)
    if sign is not None and not (figure.quantity_type == "money" and singular(noun.lower) in d.sums):
        return Cue("noun-before", "change", -1 if sign > 0 and _way(tree, noun) < 0 else sign or _way(tree, noun), noun.i)
    if figure.quantity_type in ("percent", "pp") and (going := compared_flow(tree, noun.i) or _so_rated(tree, noun)):
        return Cue("noun-before", "change", going, noun.i)
    if singular(noun.lower) in d.share_nouns and figure.quantity_type == "percent":
        return Cue("noun-level", "share", 0, noun.i)
    return Cue("noun-earlier" if _is_compared(tree, noun) else "noun-level", "level", 0, noun.i)


def moved_before(tree: Tree, comma: int) -> Word | None:
    """The noun of movement that a noun phrase before a comma is headed by: "the largest rises in rents, of", "the drop in tin, at"."""
    d, last = directions(), tree[comma - 1]
    if last.is_noun and d.noun(last) is not None:
        return last
    k = comma - 1
    while k > 0 and tree[k].figure is None:
        if tree.lower(k) in _LINKED and tree[k - 1].is_noun and d.noun(tree[k - 1]) is not None:
            return tree[k - 1]
        if not (tree[k].is_noun or tree[k].tag in _PHRASE or tree.lower(k) in _LINKED):
            return None
        k -= 1
    return None


def _so_rated(tree: Tree, noun: Word) -> int:
    """ "a negative rate of 9 percent", "a positive trend of 4 percent": which way something went; 0 for a rate that stands so high."""
    rated = singular(noun.lower) in ("rate", "trend", "tendency", "performance", "pace", "path") and not inflation_inside(tree, noun)
    return (_way(tree, noun) or directions().nouns.get(tree.lower(noun.i - 1), 0)) if rated else 0


def _goes_on_of(tree: Tree, noun: Word) -> int | None:
    """The figure of "a rise in exports of 4% and in imports of 2%", where `noun` ends the second member: what it goes on with."""
    k = noun.i
    while k > 0 and (tree[k].is_noun or tree[k].tag in ("JJ", "DT", "HYPH", "VBN", "PRP$")) and tree[k].figure is None:
        k -= 1
    joined = k if k == noun.i or tree.lower(k) not in _MEMBERS else k - 1
    if joined == k or joined < 1 or tree.lower(joined) not in ("and", ",", "but", "or"):
        return None
    before = joined - 2 if tree[joined - 1].text == "," else joined - 1
    if before < 2 or tree[before].figure is None or tree.lower(k) not in (w.lower for w in tree.words[max(0, before - 9) : before]):
        return None
    return before if tree.lower(before - 1) == "of" else None


def _way(tree: Tree, noun: Word) -> int:
    """The direction that an adjective gives a noun without one: "a downward revision"."""
    adjective = tree.lower(noun.i - 1)
    return -1 if adjective in ("downward", "negative", "downwards") else 1 if adjective in ("upward", "positive", "upwards") else 0


def _is_compared(tree: Tree, noun: Word) -> bool:
    """ "below the January estimate of", "from an August reading of": a noun phrase that something is compared with."""
    k = noun.i - 1
    while k >= 0 and (tree[k].tag in ("DT", "JJ", "JJR", "VBN", "NN", "NNP", "PRP$", "POS") and tree[k].figure is None):
        k -= 1
    return k > 0 and tree[k].lower in ("below", "above", "than", "from", "against") and any(w.figure is not None for w in tree.words[:k])


def _head_of_of(tree: Tree, of: Word, noun: Word) -> Word:
    """The noun that "of 5 percent" belongs to: "an increase in exports of 5 percent" is an increase of 5 percent."""
    d = directions()
    if d.noun(noun) is not None or _is_compared(tree, noun):
        return noun
    for k in range(of.i - 1, max(-1, of.i - 8), -1):
        word = tree[k]
        if k == 0 and word.tag == "VB" and d.noun(word) is not None:
            return word  # "The annual rise in the index of 2%", where the parse, which does not see the time, finds a verb
        if (word.is_verb and word.tag not in ("VBG", "VBN")) or word.figure is not None or word.text == ",":
            break
        if d.noun(word) is not None and word.is_noun:
            if k + 1 == noun.i and tree[k].end + 1 < noun.start:
                return noun  # "an increase from the April reading of": a time is left out of what is parsed
            return noun if tree.lower(k + 1) in _HELD and tree.lower(k + 2) in ("the", "its", "a", "an", "their") else word
    return noun
