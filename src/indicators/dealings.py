"""Dealings: the economies that a clause names beside its figure, as whom one deals with or as whose the figure is."""

from __future__ import annotations

from collections.abc import Callable

from indicators.clauses import governing_verb, subject_of
from indicators.figure import Place
from indicators.inflect import forms
from indicators.phrases import phrase_of
from indicators.tree import Tree, Word

__all__ = ["GIVING", "end_of", "held_by", "opened_by", "owned_by", "past_articles", "ruled_by", "to_figure", "traded_with"]

# Tells the place at a word, if there is one.
At = Callable[[Tree, int], "Place | None"]

_JOINING = frozenset((",", ";", "and", "but", "while", "whereas", "then"))
# What ties a sum to who has it: "Chad with 3%", "Chad led with 3%".
_HELD = frozenset(("with", "at", "for"))
# What makes a place somebody else's before that: "the deal with Chad at 3%".
_TAKEN = frozenset(("with", "to", "from", "by", "than", "of", "against"))
_LEADING = forms(("lead", "top", "follow", "rank")) | {"first", "second", "third", "next", "list", "the", "ranking", "table", "way"}
# "followed by Chad with 3%", "ahead of Chad"
_RANKED = frozenset(("followed", "ahead", "trailed", "topped", "led", "head", "front"))
_ABOUT = frozenset(("about", "around", "some", "nearly", "almost", "just", "over", "only"))
# What partners do that counts for the other side.
GIVING = forms(("send", "supply", "provide", "contribute", "generate", "buy", "purchase", "absorb", "take"))
_INVESTING = forms(("invest",))
# What a place does that is but a part of something larger.
_PARTAKING = forms(("account", "represent", "make", "contribute", "comprise", "constitute", "say", "expect", "announce", "add"))
# What may stand between a figure and "with" its partner: "3% in its trade with", "was recorded with".
_BEFORE_WITH = frozenset(
    [
        *("in", "on", "its", "bilateral", "trade", "was", "were", "is", "been", "has", "had"),
        *("recorded", "registered", "posted", "seen", "noted", "reported", "realised", "realized", "achieved", "incurred", "run"),
    ]
)
_MEMBERS = frozenset(("states", "countries", "members", "nations", "economies"))
_HAVING = forms(("have", "record", "post", "register", "report", "see", "show", "run"))


def opened_by(at: At, tree: Tree, word: Word) -> Place | None:
    """ "Sales to Chad rose 3%, and to Mali 4%": the place with which the clause behind the figure before begins."""
    before = next((w for w in reversed(tree.words[: word.i]) if w.figure is not None), None)
    k = before.i + 1 if before is not None else len(tree)
    while k < word.i and tree.lower(k) in _JOINING:
        k += 1
    if before is None or k == before.i + 1 or k >= word.i or tree.lower(k) not in ("to", "from", "with"):
        return None
    return at(tree, past_articles(tree, k + 1))


def held_by(at: At, tree: Tree, word: Word, *, own: bool = False) -> Place | None:
    """ "ahead of Chad with 3%", "it was Chad, with 3%", "Chad led with 3%": the place that has what the figure tells.

    `own`: as its own, so not "the deal with Chad at 3%".
    """
    k = word.i - 1
    while k >= 0 and tree.lower(k) in _ABOUT:
        k -= 1
    if k > 0 and tree.lower(k) == "of":
        # "with total capital of 3%"
        k -= 1
        while k > 0 and (tree[k].is_noun or tree[k].tag in ("JJ", "VBN", "DT")):
            k -= 1
    if k < 0 or tree.lower(k) not in _HELD:
        return None
    k -= 1
    while k >= 0 and (tree.lower(k) == "," or tree.lower(k) in _LEADING):
        k -= 1
    place = at(tree, k) if k >= 0 else None
    while place is not None and k > 0 and (tree[k].start >= place.start or tree[k].tag == "DT"):
        k -= 1
    if place is None or place.kind != "country":
        return None
    return place if not own or tree.lower(k) not in _TAKEN or tree.lower(k - 1) in _RANKED else None


def traded_with(tree: Tree, word: Word) -> int:
    """The preposition behind which a figure's partner stands: "3% in its trade with", "3% of goods from", "invested 3% in"; 0 if none."""
    k = word.i + 1
    if tree.lower(k) == "in" and word.dep == "dobj" and tree[word.head].lower in _INVESTING:
        return k
    if tree.lower(k) in ("of", "worth"):
        while k < len(tree) and (tree.lower(k) in ("of", "worth") or tree[k].tag in ("NN", "NNS", "JJ", "CC")) and tree[k].figure is None:
            k += 1
        return k if tree.lower(k) in ("to", "from") else 0
    while tree.lower(k) in _BEFORE_WITH:
        k += 1
    return k if k > word.i + 1 and tree.lower(k) == "with" else 0


def owned_by(at: At, tree: Tree, word: Word) -> Place | None:
    """ "Chad had inflation of 3%": the place that is the subject of a verb of having."""
    top = word
    while top.dep in ("pobj", "prep") and top.i != top.head:
        top = tree[top.head]
    verb = tree[top.head]
    if top is word or top.dep != "dobj" or verb.lower not in _HAVING:
        return None
    return _subject_place(at, tree, verb)


def ruled_by(at: At, tree: Tree, word: Word) -> Place | None:
    """ "Chad took the lead with 3%", "Chad remains the largest producer with 3 tonnes": the place that the clause of a figure is on."""
    verb = governing_verb(tree, word.i)
    if verb is None or verb.i > word.i or verb.lower in _PARTAKING or at(tree, verb.i) is not None:
        return None
    between = tree.words[verb.i + 1 : word.i]
    # What stands beyond another place or figure may be that one's.
    if any(w.figure is not None or w.text in (";", ":") or at(tree, w.i) is not None for w in between):
        return None
    return _subject_place(at, tree, verb)


def _subject_place(at: At, tree: Tree, verb: Word) -> Place | None:
    """The country that is the subject of a verb, and nothing beside it."""
    subject = subject_of(tree, verb)
    if subject is None or subject.i > verb.i:
        return None
    place = at(tree, subject.i)
    named = (
        place is not None
        and place.kind == "country"
        and all(w.tag == "DT" or place.start <= w.start < place.end for w in phrase_of(tree, subject, limit=verb.i).words())
    )
    return place if named else None


def past_articles(tree: Tree, k: int) -> int:
    """The first word at or behind `k` that is no article, nor "member states of" before a bloc."""
    while k < len(tree) and tree[k].tag == "DT":
        k += 1
    members = next((n for n in range(k, min(k + 3, len(tree))) if tree.lower(n) in _MEMBERS), len(tree))
    return past_articles(tree, members + 2) if tree.lower(members + 1) == "of" else k


def end_of(tree: Tree, place: Place) -> int:
    """The first word behind a place."""
    return next((k for k in range(len(tree)) if tree[k].start >= place.end), len(tree))


def to_figure(tree: Tree, k: int) -> bool:
    """Whether word `k` leads to another figure of the same thing, or is that: "3.2% to 78 million bags in Africa"."""
    if tree[k].figure is not None:
        return tree.lower(k - 1) in ("to", "or")
    return tree[k].lower in ("to", "or") and k + 1 < len(tree) and tree[k + 1].figure is not None
