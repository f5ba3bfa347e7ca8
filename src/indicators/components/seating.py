"""Seating: the subject of each verb of moving or standing, where the parse hung it elsewhere or tore it apart."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

from indicators.cues import directions
from indicators.inflect import forms, singular
from indicators.lexicon import table
from indicators.phrases import WHERE
from indicators.tree import Word

__all__ = ["seat"]

# Of what a subject is made, before any verb.
_NOMINAL = frozenset(
    ("NN", "NNS", "NNP", "NNPS", "JJ", "JJR", "JJS", "DT", "HYPH", "POS", "IN", "TO", "CD", "PRP$", "VBG", "VBN", "RB", "CC", "NFP"),
)
_TIES = frozenset(("IN", "TO"))
# What a clause with a subject of its own begins behind.
_BREAKING = frozenset(("while", "whereas", "whilst", "but", "although", "though"))
_OPENING = _BREAKING | {"and"}
# What stands before a verb that has its subject elsewhere.
_HELPING = frozenset(
    ("is", "are", "was", "were", "be", "been", "being", "has", "have", "had", "to", "will", "would", "not", "which", "that", "who", "it"),
)
# What may stand between a verb and its figure.
_BETWEEN = frozenset(
    (
        "by",
        "to",
        "at",
        "from",
        "about",
        "around",
        "nearly",
        "almost",
        "just",
        "only",
        "over",
        "some",
        "another",
        "more",
        "than",
        "a",
        "an",
        "of",
        "up",
        "down",
    ),
)
_NEAR = 5
# What a word is that hangs on a noun before it.
_AFTER = {"VBN": "acl", "VBD": "acl", "VBG": "prep", "IN": "prep", "TO": "prep", "JJ": "amod"}
_FRONT = frozenset(("compound", "amod", "nmod", "poss", "case", "advmod", "npadvmod", "punct", "quantmod", "det", "nummod"))
# Where things are or when, which a tagger takes for adverbs before their noun.
_DESCRIBING = (WHERE - {"abroad", "elsewhere", "ashore"}) | {"overnight"}


@cache
def _moving() -> frozenset[str]:
    """The verbs of moving and standing in the past, and those that say of a series that it did."""
    d = directions()
    verbs = {form for form in (*d.verbs, *d.levels, *d.neutral) if not form.endswith("ing")}
    tellers = {form for form in forms(table("small_words")["tellers"]) if form.endswith("ed") or form in ("saw", "had")}
    present = {singular(form) for form in verbs if singular(form) != form} - {"hit", "cut", "shed"}
    return frozenset((verbs | tellers) - d.flows - d.totals - present - _HELPING - {"estimated", "set", "am", "had"})


@cache
def _named_in_ing() -> frozenset[str]:
    return frozenset(noun for noun in table("series")["flows"] if noun.endswith("ing"))


def seat(words: list[Word]) -> None:
    """Tag series as nouns and give verbs their subjects: "Overnight stays by guests contracted by 5%"."""
    figures = [word.i for word in words if word.figure is not None]
    if not figures:
        return
    _name_series(words)
    moving, root = _moving(), next((w.i for w in words if w.head == w.i), 0)
    for word in words:
        if word.lower in moving and word.tag in ("VBN", "VBD", "NN", "JJ", "VBP", "VB") and word.i and _to_figure(words, word.i):
            span = _subject(words, word.i)
            if span is not None:
                root = _hang(words, span, word.i, root)
    _amounts(words, figures)


def _name_series(words: list[Word]) -> None:
    """ "Housing starts: 5,000", "cement deliveries up 3%", "lending to firms fell": a series that reads like a verb or an adverb."""
    flows = directions().flows
    for word, following in pairwise(words):
        before = words[word.i - 1] if word.i else None
        opens = before is None or before.lower in _OPENING or before.text == ","
        if word.tag == "RB" and word.lower in _DESCRIBING and following.is_noun and word.head == following.i:
            word.tag, word.dep = "JJ", "amod"
        elif word.is_noun and following.is_noun and word.dep == "nsubj" and word.head == following.i and following.dep == "ROOT":
            if following.lower not in directions().nouns:
                word.dep = "compound"
        elif word.tag == "VBG" and word.dep in ("nsubj", "csubj") and following.tag in ("VBD", "VBZ", "VBP") and opens:
            word.tag, word.dep = "NN", "nsubj"  # "Mining recorded turnover of"
        elif word.tag == "VBG" and opens and following.tag in _TIES and word.lower in _named_in_ing():
            if word.dep in ("ROOT", "csubj", "nsubj", "ccomp") and (word.i == 0 or word.dep != "ROOT"):
                word.tag, word.dep = "NN", "nsubj" if word.dep == "csubj" else word.dep
        elif word.tag in ("VBZ", "VBP", "VB") and before is not None and singular(word.lower) in flows:
            plain = word.tag == "VB"
            if (word.lower.endswith("s") or plain) and _modifies(before) and _told_as_noun(words, word.i, plain=plain):
                word.tag = "NN" if plain else "NNS"
                _join(words, word.i)


def _modifies(word: Word) -> bool:
    return word.is_noun or word.tag in ("JJ", "VBG", "HYPH")


def _join(words: list[Word], head: int) -> None:
    """Hang the words right before a noun on it, unless they hang on one another."""
    start = head
    while start > 0 and (_modifies(words[start - 1]) or words[start - 1].tag == "VBN") and words[start - 1].figure is None:
        start -= 1
    for word in words[start:head]:
        if word.head == word.i or not start <= word.head < head or word.dep not in _FRONT:
            if word.head == word.i:
                words[head].head, words[head].dep = head, "ROOT"
            word.head = head
        if word.head == head and word.dep not in _FRONT - {"nmod"}:
            word.dep = "compound" if word.is_noun else "amod"


def _told_as_noun(words: list[Word], i: int, *, plain: bool) -> bool:
    """Whether what stands behind a word that could be a verb shows that it is none."""
    after = words[i + 1]
    if after.lower in ("up", "down"):
        return i + 2 < len(words) and words[i + 2].figure is not None and "percent" in words[i + 2].text
    if after.figure is not None and not plain:
        # "and their overnight stays 17%", without a verb
        k = i - 1
        while k > 0 and (_modifies(words[k]) or words[k].tag in ("PRP$", "RB", "DT")):
            k -= 1
        return words[k].tag == "CC" and k > 1 and words[k - 1].figure is not None
    if after.text == ":":
        return all(_modifies(w) or w.tag == "DT" for w in words[:i])
    if plain:
        return False
    if after.lower in _moving() and _to_figure(words, after.i):
        return True
    if after.text == "," and i + 2 < len(words) and words[i + 2].lower == "which":
        return True
    if after.tag not in _TIES or i + 2 >= len(words) or words[i + 2].is_verb:
        return False
    for word in words[i + 2 :]:
        if word.text == "," and word.i + 1 < len(words) and words[word.i + 1].lower == "which":
            return True
        if word.text == ":" and word.i + 1 < len(words) and words[word.i + 1].figure is not None:
            return True
        if word.figure is not None or word.text in (",", ";", ":"):
            return False
        if (word.lower in _moving() and _to_figure(words, word.i)) or (word.is_verb and word.tag in ("VBD", "VBZ", "VBP", "MD")):
            return True
        if word.lower in ("up", "down") and word.i + 1 < len(words) and words[word.i + 1].figure is not None:
            return True
    return False


def _to_figure(words: list[Word], i: int) -> bool:
    """Whether nothing but small words and a noun of change stand between a verb and its figure."""
    for word in words[i + 1 : i + 1 + _NEAR]:
        if word.figure is not None:
            return True
        if word.lower not in _BETWEEN and word.tag != "RB" and word.lower not in directions().nouns:
            return False
    return False


def _subject(words: list[Word], verb: int) -> tuple[int, int] | None:
    """Where the subject right before a verb begins, and the noun that it is built on."""
    k = verb
    while k > 0 and words[k - 1].figure is None and words[k - 1].text not in (",", ":", ";") and words[k - 1].lower not in _BREAKING:
        if words[k - 1].lower == "and" and (k < 2 or words[k - 2].figure is not None or words[k - 2].text == ","):
            break
        word = words[k - 1]
        named = word.tag == "VBD" and (k == verb or (k > 1 and k == verb - 1 and words[k].lower == "index"))  # "the prices paid index"
        if word.tag not in _NOMINAL and not named:
            return None
        if word.lower in _HELPING and word.lower != "to":
            return None
        k -= 1
    while words[k].lower in ("and", "comparing"):
        k += 1  # "Comparing the two quarters", of which the times are not there
    if k >= verb or words[verb - 1].lower in ("each", "both") or words[k].tag in _TIES or (k and not _opens(words, k)):
        return None
    head = _head(words, k, verb)
    return (k, head) if head is not None else None


def _opens(words: list[Word], k: int) -> bool:
    """Whether a clause can begin at word `k`: behind what leads the sentence in, or behind a conjunction."""
    before = words[k - 1]
    if before.lower in _OPENING or before.text in (":", ";"):
        return True
    # ", a rise of 3%", "exports of cars, machines and tools rose": only where a phrase that leads in stands before the comma.
    return before.text == "," and words[0].tag in _TIES | {"RB", "VBN"} and not any(w.is_verb and w.tag != "VBN" for w in words[1 : k - 1])


def _head(words: list[Word], start: int, verb: int) -> int | None:
    """The noun that a subject is built on: the last one before what is tied to it."""
    head = None
    for word in words[start:verb]:
        if word.tag == "CC":
            return None
        described = words[word.i + 1].is_noun or words[word.i - 1].tag == "HYPH"  # "low-priced cars", "China-bound shipments"
        if head is not None and (
            word.tag in _TIES or (word.tag in ("VBD", "VBN") and not described) or word.lower in ("excluding", "including")
        ):
            break
        if word.tag in _TIES:
            return None
        named = word.lower in _named_in_ing() and words[word.i + 1].tag in _TIES
        if word.is_noun or (word.tag == "VBG" and named):
            head = word.i
    return head


def _hang(words: list[Word], span: tuple[int, int], verb: int, root: int) -> int:
    """Make a noun the subject of a verb, and what stands between them part of it; the root of the sentence, which may be another then."""
    start, head = span
    noun, moved = words[head], words[verb]
    if any(w.dep.startswith("nsubj") and w.head == verb and not start <= w.i < verb for w in words):
        return root
    before = words[verb - 1]
    if before.tag in ("VBD", "VBN") and before.i > head and words[verb - 2].tag not in _TIES:
        # "Labour productivity per hour worked shrank"
        before.tag, before.dep, before.head = "VBN", "acl", before.i - 1
    inside = range(start, verb)
    if root in inside or root == verb:
        for word in words:
            if word.i not in inside and word.i != verb and word.head in inside and (word.i > verb or word.head == root):
                word.head = verb
        moved.head, moved.dep, root = verb, "ROOT", verb
    elif noun.head == root > verb:
        # "The peso lost 2%, and closed at": the first of two verbs is the root.
        words[root].head, words[root].dep = verb, "conj"
        moved.head, moved.dep, root = verb, "ROOT", verb
    elif moved.head in inside or not moved.dep.startswith(("ROOT", "conj", "advcl", "ccomp", "parataxis", "relcl")):
        moved.head, moved.dep = root, "conj"
    noun.tag = "NN" if noun.tag == "VBG" else noun.tag
    for word in words[start:head]:
        word.tag = "VBN" if word.tag == "VBD" else word.tag
    moved.tag = "VBD"
    for word in words[head + 1 : verb]:
        if "HYPH" in (words[word.i - 1].tag, word.tag, words[word.i + 1].tag):
            continue
        if word.head not in inside or word.head == word.i:
            word.head = head if word.tag not in ("VBN", "VBD") else word.i - 1
            word.dep = _AFTER.get(word.tag, word.dep)
        if word.is_noun and word.dep.startswith("nsubj"):
            tied = (k for k in range(word.i - 1, head, -1) if words[k].tag in _TIES or words[k].tag == "VBG")
            word.dep, word.head = "pobj", next(tied, head)
    noun.dep, noun.head = "nsubj", verb
    _join(words, head)
    noun.dep, noun.head = "nsubj", verb
    return root


def _says(noun: Word) -> bool:
    """Whether a noun is a series itself, or a change of one."""
    d = directions()
    return singular(noun.lower) in d.flows or singular(noun.lower) in d.totals or singular(noun.lower) in d.nouns


def _amounts(words: list[Word], figures: list[int]) -> None:
    """ "Sales of ovens of $5 million were down": how much the sales were, and not the ovens."""
    d = directions()
    for i in figures:
        link = words[i - 1] if i > 2 else words[0]
        if link.lower != "of" or link.dep != "prep" or words[link.head].dep != "pobj" or link.head != link.i - 1:
            continue
        top = words[words[words[link.head].head].head]
        if top.is_noun and top.i < link.head and singular(top.lower) in d.flows and not _says(words[link.head]):
            link.head = top.i
