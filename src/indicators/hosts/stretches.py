"""Stretches: a subject is all that stands between the beginning of its clause and its verb, wherever the parse hung its words."""

from __future__ import annotations

from indicators.clauses import subject_of
from indicators.cues import Cue, directions
from indicators.edges import dash
from indicators.hosts.base import Host
from indicators.inflect import base_form, singular
from indicators.lexicon import table
from indicators.phrases import LINKS, WHERE, Phrase, is_empty, noun_phrase
from indicators.tree import Tree, Word

__all__ = ["done", "whole_subject", "wholly"]


# A subject that is longer is hardly one.
_LONGEST = 16
_FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
# What the words of a noun phrase are tagged as, beside its nouns and prepositions.
_MATERIAL = frozenset(("JJ", "JJR", "JJS", "VBN", "VBG", "HYPH", "DT", "PRP$", "POS", "CD", "CC", "TO", "SYM", "AFX"))
_AUXILIARY = frozenset(("is", "are", "was", "were", "be", "been", "has", "have", "had", "did", "does", "do", "'s", "'ve"))
# What follows a participle behind its noun: "loans granted to", "orders received were".
_BEHIND_PARTICIPLE = frozenset(("IN", "TO", "RB", "DT"))
# Prepositions and conjunctions that open a clause where no noun stands before them.
_OPENING = frozenset(("as", "while", "whereas", "that", "but", "although", "though", "because", "when", "if", "since", "after", "before"))
_MOVED = frozenset(("up", "down"))
_STOPS = frozenset((";", ":", "\u2013", "\u2014", "|", "\u2022"))
_INSIDE = frozenset(("after", "before", "under", "during", "over", "above", "below", "behind", "per", "&", "/", "-", "'"))


def wholly(tree: Tree, host: Host, cue: Cue, word: Word) -> Host:
    """The host with its whole subject, or with the figure that a bare noun takes up."""
    if host.settled and (cue.kind == "noun-level" or (cue.kind == "bare" and tree.parent is not None)):
        return host  # "paper with a share of 3 percent", "half of the paper (48 percent)"
    told = host.phrase or _acting(tree, host, cue)
    if told is None or host.element is not None or host.agent is not None or host.verb:
        return host
    if _repeated(told):
        return Host(partner=told.tree[told.head - 1].figure)
    whole = whole_subject(told.tree, told)
    if whole is not None and (host.phrase is not None or done(whole)):
        moved = _moved_by(whole, cue, word)
        host.phrase, host.partner, host.whole = whole, None, moved or done(whole)
        host.settled = host.settled or (moved and done(whole))
    return host


def _acting(tree: Tree, host: Host, cue: Cue) -> Phrase | None:
    """The subject that names no series by itself, if what it does stands right behind it: "companies filing for bankruptcy were"."""
    if cue.anchor is None or not tree[cue.anchor].is_verb or any(w.figure is not None for w in tree.words[: cue.anchor]):
        return None
    subject = subject_of(tree, tree[cue.anchor])
    if subject is not None and singular(subject.lower) in table("subjects")["forecasters"]:
        return None  # "Economists polled by the bank had expected"
    if subject is None or not subject.is_noun or subject.i >= cue.anchor or tree[subject.i + 1].tag not in ("VBG", "VBN"):
        return None
    return Phrase(tree, subject.i, (subject.i,))


def done(phrase: Phrase) -> bool:
    """Whether a phrase says what was done with its things, and so needs no series to stand alone: "goods loaded in ports"."""
    behind = phrase.tree[phrase.head + 1] if phrase.head + 1 in phrase.indices else None
    moves = directions().noun(phrase.tree[phrase.head]) is not None  # "the growth foreseen"
    return behind is not None and behind.tag in ("VBN", "VBD", "VBG") and not moves


def whole_subject(tree: Tree, told: Phrase) -> Phrase | None:
    """The whole subject that a phrase is cut out of; None if the words around it are not surely one noun phrase.

    "Goods" or "ports" in "Goods loaded in ports fell by 2%" are cut out of "goods loaded in ports".
    """
    end = _verb_behind(tree, told.head)
    start = _opening_before(tree, told.head, end) if end else None
    if start is None or not 1 < end - start <= _LONGEST or told.indices[0] < start or told.indices[-1] >= end:
        return None
    start = next((k + 1 for k in range(told.indices[0] - 1, start, -1) if dash(tree, k)), start)  # "Cement – cement output"
    if tree.lower(end) == "," and start:
        return None  # "and most of all in Chad, which"
    return None if _opens_clause(tree, start) or _told_apart(tree, start, end, told) else _cut(tree, start, end, told)


def _repeated(told: Phrase) -> bool:
    """Whether a bare noun takes up what the figure right before it is of: "rose by 2 points over the July rate of 5%"."""
    bare = told.indices == (told.head,) and told.head_noun in ("rate", "index", "level") and told.head > 0
    return bare and told.tree[told.head - 1].figure is not None


def _opens_clause(tree: Tree, start: int) -> bool:
    """Whether a participle is what a clause hangs on: ", leaving a surplus", "resulting in", "compared with"."""
    first, behind = tree[start], tree[start + 1]
    if first.tag == "VBN" and behind.tag in ("IN", "TO", "DT"):
        return True
    if first.tag != "VBG":
        return False
    if behind.lower == "in":
        return True  # "factoring in", "resulting in"
    return bool(start) or behind.tag in ("DT", "PRP$") or (behind.is_noun and first.dep not in ("amod", "compound", "nmod"))


def _told_apart(tree: Tree, start: int, end: int, told: Phrase) -> bool:
    """Whether the members of a subject have figures of their own: "Mills (3%) and mines (2%) cut jobs", "rose by 3% and 2%"."""
    if any(f.host is not None and start <= f.host < end - 1 and f.figures() for f in tree.fragments):
        return True
    if not any(w.tag == "CC" and w.i not in told.indices for w in tree.words[start:end]):
        return False
    if any(f.host is not None and start <= f.host < end and f.figures() for f in tree.fragments):
        return True
    after = tree.words[end:]
    pairs = zip(after, after[1:], after[2:], strict=False)
    return any(w.lower == "respectively" for w in after) or any(
        a.figure is not None and b.lower in ("and", ",") and c.figure is not None for a, b, c in pairs
    )


def _moved_by(subject: Phrase, cue: Cue, word: Word) -> bool:
    """Whether a figure is what the verb right behind its whole subject tells: then no other word is what it is about."""
    tree, anchor = subject.tree, cue.anchor
    if cue.kind not in ("verb", "to", "from", "level-verb", "at") or anchor is None or not subject.indices[-1] < anchor < word.i:
        return False
    return not any(w.is_noun or w.text == "," for w in tree.words[subject.indices[-1] + 1 : word.i])


def _cut(tree: Tree, start: int, end: int, told: Phrase) -> Phrase | None:
    inside = set(told.indices)
    as_told = table("subjects")["as_told"]  # "exports expressed in dollars"
    end = next((k for k in range(told.head + 1, end) if tree.lower(k) in as_told and tree[k].tag in ("VBN", "VBD")), end)
    if tree.lower(end - 1) == "as":
        end -= 1
    added = [w for w in tree.words[start:end] if w.i not in inside]
    if any(directions().noun(w) is not None or is_empty(tree, w.i) for w in added if w.is_noun):
        return None
    while end - 1 > told.head and tree[end - 1].tag == "RB" and tree.lower(end - 1) not in WHERE:
        end -= 1
    if any(w.tag in ("``", "''") or w.lower in ("being", "having", "'") for w in added):
        return None
    phrase = noun_phrase(tree, start, end, head=_head(tree, start, end))
    if phrase is not None:
        phrase = Phrase(tree, phrase.head, tuple(i for i in phrase.indices if not _owns(tree, i)))
    return phrase if phrase is not None and inside <= set(phrase.indices) | _small(tree, inside) else None


def _owns(tree: Tree, i: int) -> bool:
    """Whether a word only says that it is the country's own: "the nation's workforce"."""
    owners = table("subjects")["owners"]
    if tree[i].tag == "POS":
        return singular(tree.lower(i - 1)) in owners and tree[i - 1].dep == "poss"
    return tree.lower(i + 1) in ("'s", "\u2019s") and singular(tree.lower(i)) in owners and not tree.kids(i, "compound", "amod")


def _small(tree: Tree, indices: set[int]) -> set[int]:
    return {i for i in indices if not (tree[i].is_noun or tree[i].tag in ("JJ", "VBG"))}


def _head(tree: Tree, start: int, end: int) -> int | None:
    """The noun before the first preposition or participle: "visitors" in "visitors staying in hotels"."""
    if tree[start].tag == "VBG" and tree[start + 1].tag in ("IN", "TO"):
        return start
    found = None
    for word in tree.words[start:end]:
        behind = tree[word.i + 1] if word.i + 1 < end else None
        if found is not None and (word.lower in LINKS or word.tag in ("IN", "TO")):
            break
        if found is not None and word.tag in ("VBN", "VBG", "VBD") and (behind is None or behind.tag in _BEHIND_PARTICIPLE):
            break
        if word.is_noun:
            found = word.i
    return found


def _verb_behind(tree: Tree, head: int) -> int:
    """Where the verb, adverb or figure stands that ends the subject around word `head`; 0 if something else ends it first."""
    for k in range(head + 1, min(len(tree), head + _LONGEST)):
        word = tree[k]
        if word.figure is not None:
            return 0
        behind = tree[k + 1] if k + 1 < len(tree) else word
        if _ends(tree, k) or (word.text == "," and behind.lower in ("which", "who")):
            return k
        if _is_finite(tree, k) and not _participle(tree, k):
            return _before_adverbs(tree, k)
        if not _is_material(tree, word):
            if word.tag == "RB" and (word.lower in WHERE or behind.is_verb or behind.tag == "RB"):
                continue
            return 0
    return 0


def _ends(tree: Tree, k: int) -> bool:
    """Whether a subject ends before word `k` without a verb: "homes completed down 3%", "fees of 2 million", "orders: 310"."""
    behind = tree[k + 1] if k + 1 < len(tree) else None
    if behind is None:
        return False
    if tree.lower(k) in _MOVED:
        return behind.figure is not None or behind.lower == "by"
    return behind.figure is not None and tree.lower(k) in ("of", ":")


def _before_adverbs(tree: Tree, k: int) -> int:
    while k > 1 and tree[k - 1].tag == "RB" and tree.lower(k - 1) not in WHERE:
        k -= 1
    return k


def _participle(tree: Tree, k: int) -> bool:
    """Whether a verb tagged as past only tells of the noun before it: "orders received fell", "goods loaded in ports rose"."""
    word = tree[k]
    if word.tag != "VBD" or k < 1 or k + 1 >= len(tree) or word.lower in _AUXILIARY or not tree[k - 1].is_noun:
        return False
    base = base_form(word.lower)
    d = directions()
    if word.lower in d.verbs or base in d.verbs or word.lower in d.levels or base in table("subjects")["recording"] or base == "say":
        return False
    behind = tree[k + 1]
    if _is_finite(tree, k + 1) or (_ends(tree, k + 1) and behind.lower not in _MOVED):
        # "orders received: 310", not "prices went up 3%"
        return True
    if behind.tag not in ("IN", "TO"):
        return False
    for later in tree.words[k + 1 : k + _LONGEST]:
        if _ends(tree, later.i):
            # "goods loaded in ports of 3 million tons were", not "the balance moved into a surplus of 3 million"
            return later.lower != "of" or (later.i + 2 < len(tree) and _is_finite(tree, later.i + 2))
        if later.figure is not None or later.text in (",", *_STOPS):
            return later.text == "," and tree.lower(later.i + 1) in ("which", "who")
        if _is_finite(tree, later.i):
            return True
    return False


def _is_finite(tree: Tree, k: int) -> bool:
    """Whether a word is the verb of a clause, though the parse may take "dipped" in "the rate for men dipped by" for a participle."""
    word, behind = tree[k], tree[k + 1] if k + 1 < len(tree) else None
    if word.tag in _FINITE:
        return True
    if word.tag not in ("VBN", "JJ") or behind is None or directions().verb(tree, word) is None:
        return False
    return behind.figure is not None or behind.tag in ("IN", "TO", "RP") or behind.lower in _MOVED


def _is_material(tree: Tree, word: Word) -> bool:
    if word.is_noun or word.tag in _MATERIAL:
        return word.figure is None
    return word.lower in LINKS or word.lower in WHERE or word.lower in _INSIDE or (word.tag == "VBD" and _participle(tree, word.i))


def _opening_before(tree: Tree, head: int, end: int) -> int | None:
    """Where the clause of which word `head` is part of the subject begins; None if that is not plain."""
    joins: list[int] = []
    for k in range(head, max(-1, end - _LONGEST - 2), -1):
        word = tree[k]
        if word.text in _STOPS:
            return k + 1
        before = tree[k - 1] if k else None
        if word.text == ",":
            return _list_opening(tree, k, end, joins)
        if word.tag == "CC" and before is not None:
            if before.text == ",":
                inside = _list_opening(tree, k - 1, end, [k])
                return inside if inside is not None and inside < k else k + 1
            if not (before.is_noun or before.tag in ("JJ", "HYPH", "VBG", "VBN")):
                return k + 1
            joins.append(k)
            continue
        if word.lower in _OPENING and (before is None or not (before.is_noun or before.tag in ("JJ", "VBN"))):
            return k + 1
        if word.figure is not None or (_is_finite(tree, k) and not _participle(tree, k)):
            # "Sales rose 3% in March and exports fell": the one conjunction joins the clauses.
            return joins[0] + 1 if len(joins) == 1 else None
        if not _is_material(tree, word) and k != head:
            return None
        if k == 0:
            return None if word.tag in ("IN", "TO", "CC") else 0
    return None


def _list_opening(tree: Tree, comma: int, end: int, joins: list[int]) -> int | None:
    """Where "output of gas, water and steam" begins, seen from its comma; behind the comma if that parts two phrases."""
    if not joins:
        return comma + 1
    start = comma
    while start and (_is_material(tree, tree[start - 1]) or tree[start - 1].text == ",") and end - start <= _LONGEST:
        start -= 1
    first, words = tree[start], tree.words[start:comma]
    opens = start == 0 or tree[start - 1].text in _STOPS
    if not opens or first.tag in ("IN", "TO", "RB", "VBG", "VBN", "CC") or not any(w.is_noun for w in words[-2:]):
        return comma + 1
    if words and words[-1].tag not in ("NN", "NNS", "NNP", "NNPS", "JJ"):
        return comma + 1
    return start
