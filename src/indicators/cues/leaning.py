"""Leaning: which way a clause points by comparatives and by what it says of its subject, where its verb tells no direction."""

from __future__ import annotations

from indicators.clauses import governing_verb, subject_of
from indicators.cues.cue import directions
from indicators.cues.leads import announced
from indicators.inflect import base_form, singular
from indicators.rates import names_rate
from indicators.tree import Tree, Word

__all__ = ["compared_flow", "leaning"]

# So many words back from the last of a list's members its clause begins.
_REACH = 40
# What a list of those that moved is announced with: "goods that got cheaper include".
_LINKS = frozenset(("be", "include", "comprise", "number"))
# Nouns that say of a flow how much of it there was, and what a flow is broken down by.
_EXTENTS = frozenset(("level", "volume", "value", "quantity"))
_PLACES = frozenset(("in", "of", "for", "from", "to", "by", "at", "among"))
# So many words of a noun phrase stand between a flow and what compares it.
_PHRASE = 5
_STOPS = frozenset((";", "—"))


def leaning(tree: Tree, word: Word) -> int:
    """Which way the clause of `word` points; 0 if it does not say so.

    "cost more in June: tea (2%)", "less expensive items such as rice (3%)", "firms that cut output were Acme (4%)".
    """
    d = directions()
    if (
        word.tag == "JJR"
        and (word.lower in d.sizes or tree.lower(word.i + 1) == "than")
        and word.lower in d.adverbs
        and not names_rate(tree, word)
    ):
        return d.adverbs[word.lower]  # "a surplus much larger (9%) than in May"
    if flow := _flow_before(tree, word):
        return flow
    for k in range(word.i, max(-1, word.i - _REACH), -1):
        near = tree[k]
        if near.text in _STOPS or (near.figure is not None and near is not word):
            break
        if sign := _priced(tree, k) or _became(tree, k) or _greatest(tree, k) or d.moved_so.get(singular(near.lower), 0):
            return sign
        if near.text == ":" and not any(w.is_verb and w.tag not in ("VBG", "VBN") for w in tree.words[:k]):
            return announced([w.lower for w in tree.words[:k]]).sign
        if near.dep == "ROOT" and not near.is_verb and near.lower in d.verbs and near.lower not in d.nouns:
            return d.verbs[near.lower]  # "turnover shrank in: fuels (4%)", where the parse finds no verb
        if near.is_verb and near.tag not in ("VBG", "VBN") and base_form(near.lower) not in _LINKS:
            break
    return _told_of_subject(tree, word)


def compared_flow(tree: Tree, k: int) -> int:
    """ "lower sales", "increased output of tin": which way a flow went that an adjective compares; 0 for a rate, which stands so high."""
    d, name = directions(), singular(tree.lower(k))
    if not tree[k].is_noun or name not in d.flows | _EXTENTS or name in d.rates | d.charges:
        return 0
    for near in reversed(tree.words[max(0, k - _PHRASE) : k]):
        if near.lower in d.comparing:
            return d.comparing[near.lower]
        if not (near.is_noun or near.tag in ("JJ", "HYPH", "CC")):
            break
    return 0


def _flow_before(tree: Tree, word: Word) -> int:
    """ "higher output in mining (3%) and quarrying (4%)", "lower sales of tiles (5%)": which way the flow went that brackets break down."""
    for k in range(word.i, max(-1, word.i - _REACH), -1):
        near = tree[k]
        if near.text in _STOPS or near.figure is not None or (near.is_verb and near.lower not in directions().comparing):
            return 0
        if k < word.i and tree.lower(k + 1) in _PLACES and (going := compared_flow(tree, k)):
            return going
    return compared_flow(tree, word.i)


def _priced(tree: Tree, k: int) -> int:
    """ "dearer", "less expensive": what is compared is a price, whatever it is said of."""
    d = directions()
    if tree.lower(k) in d.priced_more:
        return d.priced_more[tree.lower(k)]
    way = {"more": 1, "less": -1}.get(tree.lower(k - 1), 0)
    return way * d.graded.get(tree.lower(k), 0)


def _became(tree: Tree, k: int) -> int:
    """ "got lower", "has become slightly higher"."""
    d = directions()
    if tree.lower(k) not in d.adverbs or tree[k].is_noun or tree[k].tag in ("RB", "RP", "IN"):
        return 0
    back = k - 1
    while back > 0 and tree[back].tag == "RB":
        back -= 1
    changes = back >= 0 and tree.lower(back) in d.becoming and base_form(tree.lower(back)) != "grow"
    return d.adverbs[tree.lower(k)] if changes else 0


def _greatest(tree: Tree, k: int) -> int:
    """ "…, the largest falls in Chad": a member of a list without a verb of its own."""
    named = tree[k].is_noun and tree[k - 1].tag == "JJS" and tree.lower(k + 1) in ("in", "for", "by", "from", "at", "among")
    return (directions().noun(tree[k]) or 0) if named and k else 0


def _told_of_subject(tree: Tree, word: Word) -> int:
    """ "makers that cut output were", "the goods with the largest falls include": what the subject of a list is told to have done."""
    d = directions()
    verb = governing_verb(tree, word.i)
    subject = subject_of(tree, verb) if verb is not None and base_form(verb.lower) in _LINKS and verb.i < word.i else None
    if verb is None or subject is None or subject.i > verb.i or d.noun(subject) is not None:
        return 0
    for told in tree.words[subject.i + 1 : verb.i]:
        if told.figure is not None or singular(told.lower) in d.rates:
            return 0
        sign = d.verb(tree, told) if told.is_verb else d.noun(told)
        if sign:
            return sign
    return 0
