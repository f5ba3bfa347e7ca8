"""Antecedents: what "the former", "the last of these" and "the latter two" stand for."""

from __future__ import annotations

from functools import cache

from indicators.cues import directions
from indicators.inflect import singular
from indicators.lexicon import table
from indicators.phrases import Phrase, noun_phrase
from indicators.tree import Tree, Word

__all__ = ["BALANCES", "Pointer", "listed_before", "pointer_before", "stands_in", "turned"]

# One is what the other is not.
BALANCES = frozenset(("deficit", "surplus", "shortfall"))
# Which of several a word points at; "former" and "latter" at one of two.
_PLACES = {"former": 0, "latter": -1, "first": 0, "second": 1, "third": 2, "fourth": 3, "last": -1}
_OF_TWO = frozenset(("former", "latter"))
_TWO, _THREE = ("two", "pair"), ("three", "trio")
# "the last of these", "the first of which"
_THEM = frozenset(("these", "those", "them", "which", "whom", "the"))
# What a list of names is broken at.
_STOPS = frozenset((";", ":", "\u2014", "\u2013"))
# So many words before the pointer a list is looked for.
_BACK = 40


class Pointer:
    """A word that points at a member of a list told before.

    Attributes
    ----------
    start, end : int
        Its words: "the last of these".
    place : int
        The member's index in the list, from the end if it is negative.
    size : int
        How many members it points at: "the latter two".
    least : int
        How many members the list must have: "the first fell" alone points at one of three.
    pair : bool
        Whether it is one of two: "the former".
    """

    __slots__ = ("end", "least", "pair", "place", "size", "start")

    def __init__(self, start: int, end: int, place: int, size: int, least: int, *, pair: bool) -> None:
        self.start, self.end, self.place, self.size, self.least, self.pair = start, end, place, size, max(least, size), pair

    def of(self, members: list[Phrase]) -> Phrase | None:
        """What it stands for among the members of a list."""
        if len(members) < self.least or not -len(members) <= self.place < len(members):
            return None
        if self.pair and self.size == 1:
            members = members[-2:]
        if self.size == 1:
            return members[self.place]
        chosen = members[-self.size :] if self.place < 0 else members[: self.size]
        tree = chosen[0].tree
        first, last = chosen[0].indices[0], chosen[-1].indices[-1]
        kept = {i for member in chosen for i in member.indices}
        joints = {i for i in range(first, last) if tree.lower(i) in ("and", ",", "&")}
        return Phrase(tree, chosen[0].head, tuple(sorted(kept | joints)))


@cache
def _stand_ins() -> frozenset[str]:
    return frozenset(table("subjects")["stand_ins"])


def stands_in(tree: Tree, noun: Word) -> bool:
    """Whether a noun alone stands for the series told before: "the series is 3% higher", "that measure rose"."""
    pointed = noun.i > 0 and tree.lower(noun.i - 1) in ("the", "this", "that")
    return pointed and noun.lower in _stand_ins() and all(kid.i == noun.i - 1 for kid in tree.kids(noun.i))


def pointer_before(tree: Tree, word: Word) -> Pointer | None:
    """The pointer that the clause before the figure at `word` speaks of: "the latter rose by 3%", not "in the latter half"."""
    for k in range(word.i - 1, -1, -1):
        here = tree[k]
        if here.figure is not None or here.text in _STOPS:
            return None
        if here.lower in _PLACES and tree.lower(k - 1) in ("the", "these"):
            found = _pointer(tree, k)
            return found if found is None or not _opens_clause(tree, found, word) else None
        if here.is_noun and here.dep in ("nsubj", "nsubjpass"):
            return None
    return None


def _opens_clause(tree: Tree, pointer: Pointer, word: Word) -> bool:
    """Whether a pointer only says where, before a subject: "In the latter, tourism grew by 3%"."""
    k = pointer.start - 1
    where = k >= 0 and tree[k].tag in ("IN", "TO") and (k == 0 or not tree[k - 1].is_noun)
    return where and any(w.is_noun and w.figure is None for w in tree.words[pointer.end : word.i])


def _pointer(tree: Tree, k: int) -> Pointer | None:
    end, size, pair = k + 1, 1, tree.lower(k) in _OF_TWO
    if tree.lower(end) in (*_TWO, *_THREE):
        size, end = (2 if tree.lower(end) in _TWO else 3), end + 1
    of_them = tree.lower(end) == "of" and tree.lower(end + 1) in _THEM and (end + 2 >= len(tree) or not _names(tree, end + 2))
    if of_them:
        end += 2
        while tree.lower(end) in ("the", "two", "three", "four", "five"):
            end += 1
    if end < len(tree) and (_names(tree, end) or tree[end].tag == "CD" or tree.lower(end) == "of"):
        # "the latter half of the year", "the last two months", "the latter of the merchants"
        return None
    alone = tree[k].dep == "nsubj" and end < len(tree) and tree[end].tag in ("VBD", "VBZ", "VBP")
    if not of_them and not pair and not alone:
        return None
    return Pointer(k - 1, end, _PLACES[tree.lower(k)], size, 2 if pair or of_them else 3, pair=pair)


def _names(tree: Tree, k: int) -> bool:
    return k < len(tree) and tree[k].figure is None and (tree[k].is_noun or tree[k].tag in ("JJ", "JJR", "JJS"))


def listed_before(tree: Tree, end: int) -> list[Phrase]:
    """The members of the list of names that ends last before word `end`, in this clause or the one before: "A, B and C"."""
    for k in range(end - 1, max(0, end - _BACK), -1):
        if tree.lower(k) == "and":
            found = _members(tree, k, end)
            if len(found) > 1:
                return found
    return []


def _members(tree: Tree, joint: int, end: int) -> list[Phrase]:
    """The phrases on both sides of the conjunction at word `joint`, and those that commas join to the left one."""
    stop, link = joint + 1, ""
    if tree[stop].tag in ("IN", "TO") and stop + 1 < end:
        link, stop = tree.lower(stop), stop + 1
    right = _phrase(tree, stop, _end(tree, stop, end))
    if right is None:
        return []
    found, k = [right], joint
    while k > 0:
        start = _start(tree, k)
        first = start
        while first < k and tree[first].tag in ("IN", "TO", "CC"):
            first += 1
        part = _phrase(tree, first, k)
        if part is None:
            break
        found.insert(0, part)
        if tree.lower(start - 1) != ",":
            break
        k = start - 1
    if len(found) < 2:
        return []
    return _sharing(tree, found, link)


def _sharing(tree: Tree, members: list[Phrase], link: str) -> list[Phrase]:
    """Give each member the noun that only the first one names: "deficits in services and in income"."""
    first = members[0]
    cut = next((n for n, i in enumerate(first.indices) if tree[i].tag in ("IN", "TO")), 0)
    if not cut or (link and tree.lower(first.indices[cut]) != link):
        return members
    head, joint = first.indices[:cut], first.indices[cut]
    known = directions().flows | directions().totals
    if singular(tree.lower(first.head)) not in known:
        return members
    alone = [link or singular(tree.lower(member.head)) not in known for member in members[1:]]
    if not all(alone):
        return members
    return [first, *(Phrase(tree, first.head, (*head, joint, *member.indices)) for member in members[1:])]


def _phrase(tree: Tree, start: int, end: int) -> Phrase | None:
    return noun_phrase(tree, start, end) if start < end else None


def _end(tree: Tree, k: int, limit: int) -> int:
    """Where the noun phrase that begins at word `k` ends."""
    while k < limit and _inside(tree, k):
        k += 1
    return k


def _start(tree: Tree, k: int) -> int:
    """Where the noun phrase that ends before word `k` begins."""
    while k > 0 and _inside(tree, k - 1):
        k -= 1
    return k


def _inside(tree: Tree, k: int) -> bool:
    """Whether a word can stand inside a member of a list."""
    word = tree[k]
    if word.figure is not None or word.text in (",", ".", *_STOPS):
        return False
    if word.is_noun or word.tag in ("JJ", "JJR", "JJS", "HYPH", "POS", "DT", "PRP$", "CD", "CC"):
        return True
    return word.lower in ("of", "in", "for", "to", "on", "from", "by", "at") or (
        word.tag in ("VBN", "VBG") and word.dep in ("amod", "compound", "nmod")
    )


def turned(tree: Tree, word: Word, balance: Phrase) -> bool:
    """ "a deficit of 3 billion, after a 2 billion surplus": whether what is compared is the other balance, that none before is called."""
    called = {singular(w.lower) for w in tree.words[: word.i]}
    return balance.head_noun in BALANCES and balance.head_noun not in called
