"""Cues behind a figure: "5 percent growth", "5 percent higher", "7 million francs in deficit"."""

from __future__ import annotations

from indicators.clauses import governing_verb
from indicators.cues.cue import Cue, directions, previous
from indicators.figure import Figure
from indicators.inflect import base_form, singular
from indicators.tree import Tree, Word

__all__ = ["adverb_after", "balance", "end_of_run", "noun_after", "past_whole"]


# What is done at so much, whatever it changes.
_MEASURES_TAKEN = frozenset(("package", "plan", "bill", "program", "programme", "scheme", "proposal", "deal", "fund", "drive", "act"))


def end_of_run(tree: Tree, i: int) -> int:
    """The last figure of "3.6% and 3.1% smaller": what follows the run is said of all of it."""
    j = i + 2 if tree.lower(i + 1) == "," else i + 1
    if tree.lower(j) == "or" and j + 1 < len(tree) and tree[j + 1].figure is not None and tree[j + 1].text != tree[i].text:
        # "4,500, or 22.6%, fewer": said twice, in two units; but "22.6 percent, or 1.4 points higher" is a level first.
        closed = tree.lower(j + 2) == ","
        if tree.lower(i - 1) == "to" and base_form(tree.lower(i - 2)) in ("amount", "come", "add", "run"):
            return i  # "amounted to 310 million euros or 6% less"
        return i if closed != (j == i + 2) else j + 2 if closed else j + 1
    if i > 1 and tree.lower(i - 1) == "of" and singular(tree.lower(i - 2)) in directions().share_nouns:
        return i  # "a share of 34.0% and 7.4% more deliveries"
    k = i
    while (
        tree.lower(k + 1) in ("and", ",", "or")
        and k + 2 < len(tree)
        and tree[k + 2].figure is not None
        and tree[k + 2].text == tree[i].text
    ):
        k += 2
        if tree.lower(k - 1) != ",":
            return k
    return i


def noun_after(tree: Tree, i: int, figure: Figure) -> Cue | None:
    """ "a 2.5 percent growth in demand", "a 0.3 percent month-on-month fall"."""
    d = directions()
    end = end_of_run(tree, i)
    i = i if tree.lower(end) == "," and tree[i - 1].tag != "DT" else end
    behind = tree.after(i)
    if tree.lower(i - 1) in d.verbs and behind is not None and behind.start > tree[i].end + 1:
        # "sales drop 4% after May jump": a time is left out of what is parsed.
        return None
    if figure.quantity_type == "pp" and tree.lower(i + 1) == "of" and i + 2 < len(tree) and (going := d.noun(tree[i + 2])):
        return Cue("noun-after", "change", going, i + 2)  # "35 basis points of easing"
    for k in range(i + 1, min(i + 6, len(tree))):
        word = tree[k]
        sign = d.noun(word)
        if k == i + 1 and figure.noun_start is not None and figure.quantity_type == "count" and word.lower.endswith("ing"):
            return None  # "11 groups recording increases"
        if sign is not None and singular(tree.lower(k + 1)) in _MEASURES_TAKEN:
            return None  # "a $1.5 trillion tax cut package"
        if sign is not None and not (word.is_verb and word.tag in ("VBP", "VBD", "VBZ", "VB")):
            after = tree.after(k)
            if after is not None and after.is_noun and after.lower in ("rate", "rates", "target", "forecast"):
                return Cue("noun-after", "change", sign, k)
            return Cue("noun-after", "change", sign, k)
        if word.lower in d.share_nouns and figure.quantity_type == "percent" and (k == i + 1 or _ends_name(tree, k)):
            return Cue("share-after", "share", 0, k)
        if not (word.tag in ("JJ", "JJR", "JJS", "NN", "NNP", "HYPH", "VBN", "RB", "VBG") or word.text == "-"):
            return None
        if word.lower in ("following", "after", "reflecting", "despite", "amid"):
            return None  # "to $8 billion following a fall of"
    return None


def _ends_name(tree: Tree, k: int) -> bool:
    """Whether a noun is the last of its name: "a 14% market share", not "a 14% market share gain"."""
    after = tree.after(k)
    return after is None or not (after.is_noun or after.tag == "HYPH")


def adverb_after(tree: Tree, i: int, figure: Figure) -> Cue | None:
    """ "0.9 million barrels a day less than", "1.4% lower", "8 percent under"."""
    d = directions()
    i = end_of_run(tree, i)
    after = past_whole(tree, i) or tree.after(i)
    if after is not None and after.lower in ("per", "a", "each") and i + 3 < len(tree):
        after = tree.after(i + 2)
    if after is not None and after.lower == "ahead" and tree.lower(after.i + 1) in ("of", "", ".", ",", "and"):
        # "7% ahead of May": a time is left out of what is parsed.
        return Cue("adverb-after", "change", 1, after.i)
    if after is not None and after.lower in ("up", "down") and (tree.lower(after.i + 1) == "to" or _of_next(tree, after.i + 1)):
        return None
    if after is None or after.lower not in d.adverbs or (after.lower in ("over", "off", "extra") and not _off_its_own(tree, after)):
        after = _said_of_both(tree, i)
    if after is None:
        return None
    return Cue("adverb-after", "change", d.adverbs[after.lower], after.i)


def _of_next(tree: Tree, k: int) -> bool:
    """Whether another figure begins at word `k`: "47.2 billion up 3% on May"."""
    while k < len(tree) and tree.lower(k) != "at" and (tree.lower(k) in directions().approximators or tree.lower(k) == "by"):
        k += 1
    return k < len(tree) and tree[k].figure is not None


def past_whole(tree: Tree, i: int) -> Word | None:
    """The comparative of "0.4 percent of GDP larger than": how much more of the whole it is."""
    k = i + 2
    while tree.lower(i + 1) == "of" and k < min(i + 6, len(tree)) and (tree[k].is_noun or tree[k].tag == "DT"):
        k += 1
    compares = i + 2 < k < len(tree) and tree[k].lower in directions().adverbs and tree.lower(k + 1) in ("than", ".", ",", "")
    return tree[k] if compares else None


def _off_its_own(tree: Tree, after: Word) -> bool:
    """ "5 percent off its peak": what something has lost."""
    owner = tree.after(after.i) if after.lower == "off" else None
    if owner is None or (not owner.text.isalpha() and owner.text != "-"):
        # A time that is left out of what is parsed: "5 percent off" its peak of March.
        verb = governing_verb(tree, after.i) if after.lower == "off" else None
        return verb is not None and base_form(verb.lower) in ("be", "stay", "remain", "stand")
    # Or a time that is left out stands between: "2.4 points off last year's pace".
    return owner.lower in ("its", "their", "the", "an", "a") or owner.start > after.end + 1


def _said_of_both(tree: Tree, i: int) -> Word | None:
    """The adverb at the end of "goods were 0.2% and services 1.8% cheaper"."""
    before = previous(tree, i)
    if before is None or not before.is_verb or base_form(before.lower) not in ("be", "cost", "become", "sell"):
        return None
    named = False
    for k in range(i + 1, min(i + 20, len(tree) - 1)):
        word = tree[k]
        named = named or word.is_noun
        if word.is_verb or word.text in (";", ":", "—"):
            return None
        if word.figure is not None:
            after = tree[k + 1]
            if word.text != tree[i].text or not named:
                return None
            if after.lower in directions().adverbs and after.tag in ("JJR", "RBR"):
                return after
    return None


def balance(tree: Tree, i: int, figure: Figure) -> Cue | None:
    """ "7 million francs in deficit", "$4.9 billion in the red"."""
    if figure.quantity_type != "money" or tree.lower(i + 1) != "in":
        return None
    k = i + 3 if tree.lower(i + 2) in ("the", "a") else i + 2
    if tree.lower(k) in ("deficit", "surplus", "red", "black"):
        return Cue("balance", "level", 0, k)
    return None
