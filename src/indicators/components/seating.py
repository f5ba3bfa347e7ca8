"""Seating: the subject of a clause whose verb the parse hung on some noun before it, or took for none."""

from __future__ import annotations

from functools import cache

from indicators.cues import directions
from indicators.inflect import singular
from indicators.lexicon import table
from indicators.phrases import WHERE
from indicators.tree import Word

__all__ = ["seat"]

# Of what a subject that opens a clause is made, before any verb.
_NOMINAL = frozenset(("NN", "NNS", "NNP", "NNPS", "JJ", "JJR", "JJS", "DT", "CC", "HYPH", "POS", "IN", "TO", "CD", "PRP$", "VBG", "VBN", "RB"))
_TIES = frozenset(("IN", "TO"))
_BE = frozenset(("is", "are", "was", "were", "be", "been", "being", "has", "have", "had", "to", "will", "would", "not"))
# What may stand between a verb and its figure.
_BETWEEN = frozenset(("by", "to", "at", "from", "about", "around", "nearly", "almost", "just", "only", "over", "slightly", "sharply", "some", "further", "another", "more", "than", "a", "an", "of"))
_NEAR = 4
# Where things are or when, which a tagger takes for adverbs before their noun.
_DESCRIBING = (WHERE - {"abroad", "elsewhere", "ashore"}) | {"overnight"}


@cache
def _moving() -> frozenset[str]:
    """The verbs of moving and standing in the past."""
    d = directions()
    verbs = {form for form in (*d.verbs, *d.levels) if not form.endswith("ing")}
    present = {singular(form) for form in verbs if singular(form) != form} - {"hit", "cut", "shed"}
    return frozenset(verbs - d.flows - d.totals - present - {"estimated", "reported", "set"})


@cache
def _named_in_ing() -> frozenset[str]:
    return frozenset(noun for noun in table("series")["flows"] if noun.endswith("ing"))


def seat(words: list[Word]) -> None:
    """Tag series as nouns and give the verb behind the first of them its subject: "Overnight stays by guests contracted by 5%"."""
    for word, following in zip(words, words[1:], strict=False):
        if word.tag == "RB" and word.lower in _DESCRIBING and following.is_noun and word.head == following.i:
            word.tag, word.dep = "JJ", "amod"
        if word.tag == "VBG" and not word.i and word.dep in ("ROOT", "csubj") and following.tag in _TIES and word.lower in _named_in_ing():
            word.tag, word.dep = "NN", "nsubj" if word.dep == "csubj" else word.dep
        if word.is_noun and following.is_noun and word.head == following.i and word.dep == "nsubj" and following.dep.startswith("nsubj"):
            word.dep = "compound"
    _name_series(words)
    verb = _verb(words)
    if verb is None or any(w.head == verb and w.dep.startswith("nsubj") for w in words[:verb]):
        return
    start = _start(words, verb)
    head = _head(words, start, verb) if start is not None else None
    if start is not None and head is not None:
        _hang(words, start, head, verb)


def _name_series(words: list[Word]) -> None:
    """ "Housing starts: 5,000", "cement deliveries up 3%": a series in the plural that reads like a verb."""
    flows = directions().flows
    for word in words[1:-1]:
        before = words[word.i - 1]
        if word.tag not in ("VBZ", "VBP") or not word.lower.endswith("s") or singular(word.lower) not in flows:
            continue
        if not (before.is_noun or before.tag in ("JJ", "VBG")) or not _told_as_noun(words, word.i):
            continue
        word.tag = "NNS"
        k = word.i - 1
        while k >= 0 and (words[k].is_noun or words[k].tag in ("JJ", "VBG")):
            if words[k].head == word.i or words[k].head == words[k].i:
                if words[k].head == words[k].i:
                    words[k].head = word.i
                words[k].dep = "compound" if words[k].is_noun else "amod"
            k -= 1


def _told_as_noun(words: list[Word], i: int) -> bool:
    """Whether what stands behind a word that could be a verb shows that it is none."""
    after = words[i + 1]
    if after.text == ":":
        return all(w.is_noun or w.tag in ("JJ", "VBG", "HYPH", "DT") for w in words[:i])
    if after.lower in ("up", "down"):
        return i + 2 < len(words) and words[i + 2].figure is not None and "percent" in words[i + 2].text
    if after.lower in _moving() and _to_figure(words, after.i):
        return True
    if after.tag not in _TIES or i + 2 >= len(words) or words[i + 2].is_verb:
        return False
    for word in words[i + 2 :]:
        if word.figure is not None or word.text in (",", ";", ":"):
            return False
        if (word.lower in _moving() and _to_figure(words, word.i)) or (word.is_verb and word.tag in ("VBD", "VBZ", "VBP", "MD")):
            return True
        if word.lower in ("up", "down") and word.i + 1 < len(words) and words[word.i + 1].figure is not None:
            return True
    return False


def _to_figure(words: list[Word], i: int) -> bool:
    """Whether nothing but small words stands between a verb and its figure."""
    for word in words[i + 1 : i + 1 + _NEAR]:
        if word.figure is not None:
            return True
        if word.lower not in _BETWEEN and word.tag != "RB":
            return False
    return False


def _verb(words: list[Word]) -> int | None:
    """The first verb of moving or standing, if it leads right to the first figure and no other verb of a clause stands before it."""
    for word in words:
        if word.figure is not None or word.text == ";":
            return None
        if word.i and word.lower in _moving() and word.tag in ("VBN", "VBD", "NN", "JJ") and _to_figure(words, word.i):
            return word.i if words[word.i - 1].lower not in _BE and words[word.i - 1].tag not in ("DT", "TO", "IN", "PRP", "MD") else None
        if word.tag in ("MD", "VBZ", "VBP", "WDT", "WP") or word.lower in _BE - {"to"}:
            return None
    return None


def _start(words: list[Word], verb: int) -> int | None:
    """Where the subject before a verb begins: at the head of the sentence or behind the comma of what leads it in."""
    k = verb
    while k > 0 and words[k - 1].text not in (",", ":"):
        k -= 1
        word = words[k]
        if word.tag not in _NOMINAL and not (word.tag == "VBD" and k == verb - 1):
            return None
    if k and any(w.is_verb and w.tag != "VBN" for w in words[:k]):
        return None
    return k if k < verb and words[k].tag not in _TIES else None


def _head(words: list[Word], start: int, verb: int) -> int | None:
    """The noun that a subject is built on: the last one before what is tied to it."""
    head = None
    for word in words[start:verb]:
        if word.tag in ("VBD", "VBN") and head is not None:
            break
        if word.tag in _TIES or word.tag == "CC":
            if head is None:
                return None
            if word.tag == "CC":
                return None
            break
        named = word.lower in _named_in_ing() and words[word.i + 1].tag in _TIES
        if word.is_noun or (word.tag == "VBG" and named):
            head = word.i
    return head


def _hang(words: list[Word], start: int, head: int, verb: int) -> None:
    """Make the verb the root of the sentence and the noun its subject, if the sentence had its root in one of them."""
    root = next((w.i for w in words if w.head == w.i), None)
    if root is None or not start <= root <= verb:
        return
    noun, moved = words[head], words[verb]
    before = words[verb - 1]
    if before.tag in ("VBD", "VBN") and before.i > head:
        # "Labour productivity per hour worked shrank"
        before.tag, before.dep, before.head = "VBN", "acl", before.i - 1
    for word in words:
        if word.head == root and word.i not in (root, head) and (word.i > verb or root not in (head, verb)) and not start <= word.i < verb:
            word.head = verb
    noun.tag = "NN" if noun.tag == "VBG" else noun.tag
    moved.tag, moved.dep, moved.head = "VBD", "ROOT", verb
    noun.dep, noun.head = "nsubj", verb
    if start <= root < verb and root != head:
        words[root].head, words[root].dep = head, "dep" if words[root].is_verb else words[root].dep
        if words[root].tag in ("VBN", "VBD"):
            words[root].head, words[root].dep = root - 1, "acl"
