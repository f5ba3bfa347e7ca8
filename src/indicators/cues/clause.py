"""What the clause around a figure says of it: which way its subject, verb or object points, and how brackets and asides go with it."""

from __future__ import annotations

from indicators.clauses import governing_verb, subject_of
from indicators.cues.cue import Cue, directions
from indicators.inflect import base_form, singular
from indicators.rates import inflation_inside
from indicators.tree import Tree, Word

__all__ = ["at_a_rate", "contributes", "direction_in", "figure_of", "said_twice", "staffing"]


def direction_in(tree: Tree, word: Word) -> tuple[int, str] | None:
    """What the clause around `word` says of direction: by its subject, its verb, or a noun before the figure."""
    d = directions()
    sign = d.noun(word) if word.figure is None else None
    if sign is not None:
        return sign, "noun"
    verb = governing_verb(tree, word.i)
    seen = 0
    while verb is not None and seen < 4:
        subject = subject_of(tree, verb)
        if subject is not None and d.noun(subject) is not None and not inflation_inside(tree, subject):
            return d.noun(subject) or 0, "noun"
        sign = d.verb(tree, verb)
        if sign is not None:
            return sign, "verb"
        objects = tree.kids(verb.i, "dobj", "attr")
        for noun in objects:
            sign = d.noun(noun)
            if sign is not None:
                return sign, "object"
        if verb.dep not in ("conj", "xcomp", "advcl", "relcl", "acl") or verb.head == verb.i:
            break
        verb = tree[verb.head] if tree[verb.head].is_verb else None
        seen += 1
    return None


def contributes(tree: Tree, word: Word) -> bool:
    """ "Housing (1.49 percentage points) made the largest contribution"."""
    verb = governing_verb(tree, word.i)
    if verb is None:
        return False
    return any(singular(kid.lower) in ("contribution", "contributor") for kid in tree.kids(verb.i, "dobj", "attr", "nsubj"))


def figure_of(tree: Tree, host: Word) -> int | None:
    """The figure that a bracket stands behind, its "of GDP" between."""
    k = host.i
    while k > 0 and k > host.i - 4 and tree[k].figure is None and (tree[k].is_noun or tree[k].lower in ("of", "the")):
        k -= 1
    return tree[k].figure if k == host.i or tree.lower(k + 1) == "of" else None


def at_a_rate(tree: Tree, cue: Cue) -> bool:
    """ "…, and those of firms at a rate of 5.7%": the rate of the change named before."""
    if cue.kind != "noun-level" or cue.anchor is None or tree.lower(cue.anchor) not in ("rate", "pace"):
        return False
    return tree.lower(cue.anchor - 1) == "a" and tree.lower(cue.anchor - 2) == "at"


def staffing(tree: Tree, host: Word) -> int:
    """ "Health (+170,000) and transport (79,000) added workers": which way the counts in brackets went; 0 if that is not told."""
    verb = governing_verb(tree, host.i)
    if verb is None or base_form(verb.lower) not in ("add", "lose", "shed", "gain", "cut"):
        return 0
    counted = [kid for kid in tree.kids(verb.i, "dobj") if kid.is_noun]
    return directions().verb(tree, verb) or 0 if counted and verb.i > host.i else 0


def said_twice(tree: Tree, word: Word) -> bool:
    """ "up by 348,000 or 1.3 percent": the same change in percent, not a share of something."""
    return tree.lower(word.i - 1) == "or" and tree.lower(word.i + 1) not in ("of", "more", "less")
