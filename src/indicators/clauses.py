"""Clauses: which verb governs a word, what that verb's subject is, and where a clause begins and ends."""

from __future__ import annotations

from functools import cache

from indicators.lexicon import table
from indicators.tree import Tree, Word, once

__all__ = ["clause_bounds", "climb", "coordinates", "governing_verb", "in_preposition", "next_noun", "noun_before", "subject_of"]

_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass")
_UPWARD = (
    "conj",
    "xcomp",
    "advcl",
    "ccomp",
    "pcomp",
    "prep",
    "parataxis",
    "dep",
    "acomp",
    "attr",
    "advmod",
    "prt",
    "npadvmod",
    "auxpass",
    "aux",
)
# "Leading the gains was tourism": how such a sentence opens, its verb, and within how many words that comes.
_STANDS = frozenset(("was", "were", "is", "are", "came"))
_OPENING = 10
_LEADING = frozenset(("leading", "topping", "heading", "driving", "spearheading"))
# "Next came …": how such a sentence opens, and its verb.
_IN_TURN = frozenset(("next", "then", "second", "third", "fourth", "fifth", "last", "close", "behind", "following"))
_COMES = frozenset(("came", "comes", "come", "was", "were", "is", "are", "follows", "follow", "followed", "ranked", "ranks"))
_BREAKS = frozenset((";", ":", "—", "--", "|"))


@once
def governing_verb(tree: Tree, i: int) -> Word | None:
    """The nearest verb above word `i`."""
    for word in tree.ancestors(i):
        if word.is_verb and word.figure is None:
            return word
    return None


def subject_of(tree: Tree, verb: Word) -> Word | None:
    """The head of the noun phrase that is the subject of `verb`, inherited from the clause above where it has none of its own."""
    return _subject_of(tree, verb.i)


@once
def _subject_of(tree: Tree, i: int) -> Word | None:
    verb = tree[i]
    seen: set[int] = set()
    while verb.i not in seen:
        seen.add(verb.i)
        own = [kid for kid in tree.kids(verb.i, *_SUBJECTS) if kid.figure is None]
        leader = _leader(tree, verb) or _next(tree, verb)
        if leader is not None:
            return leader
        if own:
            before = [kid for kid in own if kid.i < verb.i]
            told = before[0] if len(before) > 1 and _one_list(tree, before[0], before[-1]) else (before or own)[-1]
            return _relative(tree, verb, _less(tree, told))
        gapped = _gapped(tree, verb) or _parted(tree, verb)
        if gapped is not None:
            return gapped
        if verb.dep in ("relcl", "acl") and tree[verb.head].is_noun:
            beside = verb.tag == "VBG" and verb.i - verb.head > 1 and any(w.figure is not None for w in tree.words[verb.head : verb.i])
            # "paper, with a share of 3%, and glue accounting for 2%": the noun right before the participle.
            return climb(tree, tree[verb.i - 1]) if beside and tree[verb.i - 1].is_noun else tree[verb.head]
        if verb.head == verb.i or verb.dep not in _UPWARD:
            break
        above = tree[verb.head]
        while not above.is_verb and above.head != above.i and above.i not in seen:
            if above.is_noun and verb.dep in ("acl", "relcl"):
                return above
            seen.add(above.i)
            above = tree[above.head]
        verb = above
    return noun_before(tree, verb.i)


def _leader(tree: Tree, verb: Word) -> Word | None:
    """ "Leading the gains was tourism", "Topping job growth were mines": the subject stands behind the verb."""
    if verb.lower not in _STANDS or not 2 <= verb.i <= _OPENING:
        return None
    opens = next((k for k in range(min(verb.i, 3)) if tree.lower(k) in _LEADING), None)
    if opens is None or any((w.is_verb and w.i != opens) or w.text == "," for w in tree.words[opens : verb.i]):
        return None
    if tree[opens + 1].tag not in ("DT", "PRP$") and not (tree[opens + 1].tag == "NN" and tree.lower(verb.i - 1) == "growth"):
        return None  # "Leading indices were up"
    return next((kid for kid in tree.kids(verb.i, "attr", "nsubj") if kid.i > verb.i and kid.is_noun and kid.figure is None), None)


def _next(tree: Tree, verb: Word) -> Word | None:
    """ "Next came tourism with 5 percent", "Third was Chad": who comes next in a row stands behind the verb."""
    if verb.lower not in _COMES or tree.lower(verb.i - 1) not in _IN_TURN or (verb.i > 1 and tree[verb.i - 2].text not in (".", ";", ",")):
        return None
    behind = [kid for kid in tree.kids(verb.i, "nsubj", "attr", "dobj") if kid.i > verb.i and kid.is_noun and kid.figure is None]
    return behind[0] if behind else next_noun(tree, verb.i + 1)


def _gapped(tree: Tree, verb: Word) -> Word | None:
    """ "Prices are expected to rise by 2 percent, wages to fall by 1": what stands before another "to" in a list of foretold figures."""
    at = verb.i - 1
    while tree.lower(at) in ("be", "have", "been"):
        at -= 1
    if tree.lower(at) != "to" or at < 4 or not tree[at - 1].is_noun or verb.tag not in ("VB", "VBN"):
        return None
    start = at - 1
    while start > 0 and tree[start - 1].figure is None and tree[start - 1].text not in (",", ";") and not tree[start - 1].is_verb:
        start -= 1
    head = climb(tree, tree[at - 1])
    while head.dep == "conj" and start <= head.head < head.i and tree[head.head].is_noun:
        head = tree[head.head]
    told = next((k for k in range(start) if tree.lower(k) == "to" and tree[k + 1].tag == "VB"), None)
    if told is None or head.i < start or not any(w.figure is not None for w in tree.words[told:start]):
        return None
    return head


def _one_list(tree: Tree, first: Word, last: Word) -> bool:
    """ "Sales to Egypt, Chad, and Mali fell": one subject, of which the parse makes two."""
    between = tree.words[first.i + 1 : last.i]
    joined = any(w.tag == "CC" for w in between[-4:]) and any(w.text == "," for w in between)
    return joined and not any(w.is_verb or w.figure is not None for w in between)


def _parted(tree: Tree, verb: Word) -> Word | None:
    """ "Sales were 3 tons with a 5% fall and orders were 4 tons": orders, though the parse joins them to the fall."""
    k = verb.i - 1
    while k > 0 and tree[k].tag == "RB":
        k -= 1
    if verb.dep != "conj" or verb.head > verb.i or verb.tag not in ("VBD", "VBZ", "VBP") or k < 1 or not tree[k].is_noun:
        return None
    head = climb(tree, tree[k])
    start = head.i
    while start > 0 and (tree[start - 1].is_noun or tree[start - 1].tag in ("JJ", "HYPH", "DT", "VBN", "PRP$")):
        start -= 1
    if head.figure is not None or not start or tree[start - 1].tag != "CC":
        return None
    return head if any(w.figure is not None for w in tree.words[verb.head : start]) else None


def _less(tree: Tree, subject: Word) -> Word:
    """ "Profit after tax fell": profit, though the parse takes "after" for a conjunction."""
    k = subject.i
    while k > 0 and tree[k - 1].is_noun:
        k -= 1
    if k > 1 and tree.lower(k - 1) in ("after", "before") and tree[k - 2].is_noun and subject.lower in ("tax", "taxes", "interest"):
        return tree[k - 2]
    return subject


def _relative(tree: Tree, verb: Word, subject: Word) -> Word:
    """What a relative pronoun stands for: the noun that its clause hangs on."""
    if subject.lower in ("which", "that", "who") and verb.dep == "relcl" and tree[verb.head].is_noun:
        return tree[verb.head]
    return subject


def noun_before(tree: Tree, i: int) -> Word | None:
    """The head of the noun phrase that ends last before word `i`, in the same clause; its "of"-phrases are climbed."""
    start, _ = clause_bounds(tree, i)
    for k in range(i - 1, start - 1, -1):
        if tree[k].is_noun and not in_preposition(tree, k):
            return _described(tree, climb(tree, tree[k]), k)
    return None


def next_noun(tree: Tree, k: int) -> Word | None:
    """The head of the noun phrase that begins at word `k`."""
    last = None
    while k < len(tree) and (
        tree[k].is_noun or tree[k].tag in ("DT", "JJ", "JJR", "JJS", "CD", "HYPH", "VBG", "VBN", "PRP$", "POS", "NNP")
    ):
        if tree[k].figure is not None:
            return None
        if tree[k].is_noun or (last is None and tree[k].tag == "VBG" and not (k + 1 < len(tree) and tree[k + 1].is_noun)):
            # "to manufacturing": a branch of industry, though tagged as a verb.
            last = tree[k]
        k += 1
    return last


def _described(tree: Tree, noun: Word, end: int) -> Word:
    """ "Pickups, once the pride of the trade, fell": what an apposition between two commas, which ends with word `end`, describes."""
    above = tree[noun.head]
    if noun.dep != "appos" or not above.is_noun or above.i > noun.i or tree.lower(end + 1) != ",":
        return noun
    article = next((kid for kid in tree.kids(noun.i, "det", "poss") if kid.i < noun.i), None)
    apart = any(w.text == "," for w in tree.words[above.i + 1 : noun.i]) and not any(w.tag == "CC" for w in tree.words[above.i : noun.i])
    return climb(tree, above) if article is not None and apart else noun


def in_preposition(tree: Tree, i: int) -> bool:
    """Whether noun `i` is part of a preposition of several words: "in view of", "on account of", "to the tune of"."""
    if tree.lower(i + 1) not in ("of", "to", "with", "for") or i < 1:
        return False
    k = i - 2 if tree.lower(i - 1) in ("the", "a") else i - 1
    return f"{tree.lower(k)} {tree.lower(i)} {tree.lower(i + 1)}" in _phrasal()


@cache
def _phrasal() -> frozenset[str]:
    return frozenset(table("subjects")["phrasal_prepositions"])


def climb(tree: Tree, noun: Word) -> Word:
    """The head noun of the whole phrase: from "goods" in "exports of goods" to "exports"."""
    seen = {noun.i}
    while noun.head not in seen:
        above = tree[noun.head]
        if noun.dep in ("compound", "amod", "nmod", "poss") and above.is_noun:
            noun = above
        elif (
            noun.dep == "pobj"
            and above.lower in ("of", "for", "in", "on", "to", "from", "by", "at")
            and above.dep == "prep"
            and tree[above.head].is_noun
            and above.head < above.i
            and not in_preposition(tree, above.head)
            and not any(w.figure is not None for w in tree.words[above.head : above.i])
        ):
            noun = tree[above.head]
        else:
            break
        seen.add(noun.i)
    return noun


def clause_bounds(tree: Tree, i: int) -> tuple[int, int]:
    """The stretch between the strong stops (semicolon, colon, dash) around word `i`."""
    start = i
    while start > 0 and tree[start - 1].text not in _BREAKS:
        start -= 1
    end = i + 1
    while end < len(tree) and tree[end].text not in _BREAKS:
        end += 1
    return start, end


def coordinates(tree: Tree, i: int) -> list[Word]:
    """Word `i` and all that is coordinated with it ("A, B and C"), in text order."""
    found, stack = [tree[i]], [i]
    while stack:
        for kid in tree.kids(stack.pop(), "conj"):
            if kid.is_noun or kid.figure is not None:
                found.append(kid)
                stack.append(kid.i)
    return sorted(found, key=lambda word: word.i)
