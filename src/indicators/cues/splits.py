"""Splits: clauses whose brackets and gapped members tell how much of a whole each part is."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from indicators.clauses import governing_verb, subject_of
from indicators.cues.cue import directions
from indicators.inflect import base_form, singular
from indicators.lexicon import table
from indicators.tree import Tree, Word

__all__ = ["behind_fraction", "fraction_before", "labelled", "only_labelled", "shared_out", "splits"]

# What ends a clause besides its own punctuation.
_TURNS = frozenset(("while", "whereas", "but", "although", "though"))
# So many words into a clause who or how many it is about is told.
_OPENING = 8
# What stands between a part and its name: "(700 in towns, 200 in villages)".
_LABELLING = frozenset(("in", "among", "for", "from", "at", "of", "by", "on"))
# So many words back a fraction said in words is looked for.
_PHRASE = 9
# How far back the fraction may stand that members of a list go on with.
_REACH = 24


@cache
def _tellers() -> frozenset[str]:
    """Verbs that say of what stood somewhere how high, and tell no part."""
    return frozenset((*table("small_words")["tellers"], "reach", "average", "stand", "hit", "read"))


def splits(tree: Tree, host: Word, *, after_rate: bool = False) -> bool:
    """ "most came by train (64%)", "guests were mainly from Chad (22%)", "the largest groups were nurses (41%)": a bracket tells a part.

    Behind a rate (`after_rate`) what is largest is where it is highest.
    """
    d, clause = directions(), _clause(tree, host.i)
    if any(w.figure is not None for w in clause):
        return False
    part = any(_is_part(clause, n) for n in range(min(len(clause), _OPENING)))
    if part and any(base_form(w.lower) in d.holding_views for w in clause if w.is_verb):
        return True  # "most of the firms expect a fall (55%)": of the firms
    if any(
        _moves(tree, w)
        or singular(w.lower) in d.rates | d.share_nouns
        or (w.is_verb and w.dep != "amod" and base_form(w.lower) in d.driving)
        for w in clause
    ):
        return False
    verb = governing_verb(tree, host.i)
    if verb is None or base_form(verb.lower) in _tellers():
        return part and verb is None
    return part or any(w.lower in d.mainly for w in clause) or _comes(tree, verb) or _leads(tree, verb, after_rate=after_rate)


def shared_out(tree: Tree, word: Word) -> bool:
    """ "Cork took a third of them, Kerry 12%": a member that takes its part of what the one before took a fraction of."""
    before = tree.before(word.i)
    if before is None or not before.is_noun:
        return False
    named = False
    for k in range(before.i, max(0, word.i - _REACH), -1):
        if tree[k].figure is not None or tree[k].text in (";", ":") or _moves(tree, tree[k]):
            return False
        named = named or tree[k].text == "," or tree.lower(k) == "and"
        if named and tree.lower(k) == "of" and singular(tree.lower(k - 1)) in directions().fractions:
            return True
    return False


def labelled(tree: Tree) -> bool:
    """Whether each figure of a bracket has a name, either before it ("cars 5, cards 7") or behind it ("5 in towns, 7 in villages")."""
    told = tree.figures()
    named = all(w.i and tree[w.i - 1].text.isalpha() and tree[w.i - 1].tag not in ("IN", "TO", "RB", "CD") for w in told)
    return named or all(tree.lower(w.i + 1) in _LABELLING for w in told)


def only_labelled(tree: Tree, word: Word) -> bool:
    """ "Dwellings completed: 1,245": whether a figure is all that follows a label, which tells nothing of movement."""
    if word.i < 2 or tree[word.i - 1].text != ":" or tree.parent is not None or any(w.text.isalnum() for w in tree.words[word.i + 1 :]):
        return False
    return not any(w.figure is not None or w.is_verb or _moves(tree, w) for w in tree.words[: word.i])


def behind_fraction(tree: Tree, host: Word | None) -> tuple[str, int] | None:
    """ "two thirds of the hotels (68%)", "a third (33.4%) fewer": a bracket that tells a fraction said in words more exactly."""
    parent, d = tree.parent, directions()
    if parent is None or host is None or tree[0].figure is None or fraction_before(parent, host) is None:
        return None
    after = parent.after(host.i)
    going = d.adverbs.get(after.lower) if after is not None else None
    return ("change", going) if going else ("share", 0)


def fraction_before(tree: Tree, host: Word) -> int | None:
    """The fraction said in words that ends with word `host`, or with whose whole that ends; None for "was up by almost a quarter (24%)"."""
    d = directions()
    for k in range(host.i, max(-1, host.i - _PHRASE), -1):
        if tree[k].is_verb or tree[k].figure is not None or tree[k].text in (",", ";"):
            return None
        name = singular(tree[k].lower)
        told = tree.lower(k + 1) == "of" or (k == host.i and name not in d.bulks)
        if told and name in d.fractions and tree.lower(k) != "parts":
            return None if _by_fraction(tree, k) else k
    return None


def _by_fraction(tree: Tree, k: int) -> bool:
    """Whether fraction `k` tells by how much something changed: "fell by nearly a third"."""
    while (
        k > 0 and (tree.lower(k - 1) in directions().approximators or tree[k - 1].tag in ("DT", "CD", "RB")) and tree.lower(k - 1) != "to"
    ):
        k -= 1
    return tree.lower(k - 1) == "by" or tree.lower(k - 1) in directions().verbs


def _clause(tree: Tree, i: int) -> list[Word]:
    """The words of the clause that ends with word `i`."""
    start = i
    while start > 0 and tree[start - 1].text not in (";", ":", "—") and tree.lower(start - 1) not in _TURNS:
        start -= 1
    for k in range(i, start, -1):
        # "most were on holiday (69%) and some on business (17%)": who else is told of begins a clause of its own.
        if tree.lower(k - 1) in ("and", ",") and _is_part(tree.words, k):
            return tree.words[k : i + 1]
    return tree.words[start : i + 1]


def _is_part(words: Sequence[Word], n: int) -> bool:
    """ "most", "the rest", "two thirds": a part in words, which stands for those that it is a part of."""
    d = directions()
    name = singular(words[n].lower)
    if words[n].lower in d.parts:
        return True
    if words[n].tag == "CD" and n + 2 < len(words) and words[n + 1].lower in ("in", "of") and words[-1].tag != "CD":
        return words[n + 2].tag == "CD" or words[n + 1].lower == "of"  # "seven in ten", "seven out of ten"
    return name in d.fractions and name not in d.share_nouns and (n + 1 == len(words) or words[n + 1].lower != "-")


def _moves(tree: Tree, word: Word) -> bool:
    """Whether a word tells a direction: a verb or noun of movement, or a comparative."""
    d = directions()
    compares = word.tag in ("JJR", "RBR") and word.lower in d.adverbs and tree.lower(word.i + 1) != "than"
    return compares or d.verb(tree, word) is not None or (word.is_noun and d.noun(word) is not None) or word.lower in d.steady


def _comes(tree: Tree, verb: Word) -> bool:
    """ "visitors came from Chad (22%)", "exports went to Mali (31%)": where the parts of the subject come from or go."""
    base, way = base_form(verb.lower), tree.lower(verb.i + 1)
    return (base in ("come", "originate", "arrive", "stem") and way == "from") or (base == "go" and way == "to")


def _leads(tree: Tree, verb: Word, *, after_rate: bool) -> bool:
    """ "the main causes were strokes (29%)": the largest of the kinds that there are."""
    subject = subject_of(tree, verb) if base_form(verb.lower) in ("be", "come") else None
    if subject is None or subject.tag != "NNS" or subject.i > verb.i or singular(subject.lower) in directions().movers:
        return False
    if after_rate and singular(subject.lower) not in directions().sharing:
        return False
    return any(kid.lower in directions().leading for kid in tree.kids(subject.i, "amod", "compound"))
