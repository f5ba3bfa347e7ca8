"""Noun phrases: the words that name a series, cut out of a sentence without what other columns say."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from indicators.classified import classifies, named
from indicators.edges import among_others, dash, exemplary, last_joined, participle_behind
from indicators.extents import ages_behind, how_long
from indicators.inflect import singular
from indicators.kinds import as_it_stands, empty_compound, hyphenated, makes_kind, mere_other, of_now, ordinal
from indicators.lexicon import table
from indicators.tree import Tree, Word

__all__ = ["LINKS", "WHERE", "Phrase", "is_empty", "is_terms", "noun_phrase", "phrase_of", "with_quality"]

_INSIDE = (
    "compound",
    "amod",
    "nmod",
    "poss",
    "case",
    "nummod",
    "quantmod",
    "advmod",
    "npadvmod",
    "punct",
    "conj",
    "cc",
    "preconj",
    "dep",
    "appos",
)
LINKS = frozenset(
    [
        "of",
        "for",
        "in",
        "on",
        "at",
        "by",
        "from",
        "to",
        "with",
        "within",
        "outside",
        "excluding",
        "including",
        "except",
        "per",
        "among",
        "less",
        "without",
        "under",
        "between",
        "into",
        "towards",
        "against",
        "via",
        "through",
        "as",
        "versus",
        "across",
        "minus",
        "ex",
        "besides",
    ]
)


# In what a series is told, rather than what it is of: "up 5 percent in value and 3 in volume".
_MEASURED_IN = frozenset(("value", "volume", "quantity", "values", "volumes", "quantities"))
# By whom or through what something is done that makes a series of its own.
_THROUGH = frozenset(("by", "through", "via", "under", "on", "in", "at"))
# Adverbs that tell a part of a series: "orders from abroad".
WHERE = frozenset(("abroad", "overseas", "online", "offline", "elsewhere", "ashore", "offshore", "onshore", "inland", "overnight"))


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase that names a series: its words' indices and the index of its head in a tree."""

    tree: Tree
    head: int
    indices: tuple[int, ...]

    @property
    def head_noun(self) -> str:
        """The head in lower case and singular."""
        return singular(self.tree[self.head].lower)

    @property
    def text(self) -> str:
        return self.tree.text(list(self.indices))

    @property
    def quality(self) -> bool:
        """Whether it is an adjective that stands for a noun: "domestic" in "sales rose 4 percent, domestic 3 percent"."""
        return len(self.indices) == 1 and self.tree[self.head].dep == "amod"

    def words(self) -> list[Word]:
        return [self.tree[i] for i in self.indices]


@cache
def _subjects() -> dict[str, frozenset[str]]:
    return {key: frozenset(words) for key, words in table("subjects").items() if isinstance(words, list)}


@cache
def _dropped() -> frozenset[str]:
    return _subjects()["determiners"] | _subjects()["empty_adjectives"]


def phrase_of(tree: Tree, head: Word, *, conjuncts: bool = True, tail: bool = True, limit: int | None = None) -> Phrase:
    """The noun phrase around `head`.

    Parameters
    ----------
    conjuncts : bool
        Whether what is coordinated with the head belongs to it ("exports and imports").
    tail : bool
        Whether prepositional phrases behind the head belong to it ("exports of cars to China").
    limit : int, optional
        Where the phrase must end, as a word index.
    """
    end = len(tree) if limit is None else limit
    found = {head.i}
    _collect(tree, head.i, found, conjuncts=conjuncts, tail=tail, end=end)
    after = max(i for i in found if i < end or i <= head.i) + 1
    participle = set(participle_behind(tree, after)) if tail else set()
    found |= participle
    head = tree[max(participle)] if len(participle) > 1 else head
    label = next((k for k in range(head.i - 1, min(found), -1) if tree[k].text == ":" or dash(tree, k)), None)
    if label is not None:
        # "IMF: world growth", "Cement – cement production", a label and what is said
        found = {i for i in found if i > label}
    aside = next((k for k in range(head.i + 1, max(found)) if tree[k].text == "," and tree.lower(k + 1) == "with"), None)
    if aside is not None:
        found = {i for i in found if i < aside}  # "small firms, with payrolls of 1 to 49 employees,"
    if tail and head.dep in ("nsubj", "nsubjpass"):
        found.update(last_joined(tree, head, after, end))
    first = min(found)
    while first and tree[first - 1].is_noun and _of_one(tree, tree[first - 1], head):
        # "enlarged their ICT exports": one object, which the parse takes for two.
        first -= 1
        found.add(first)
    indices = _with_hyphens(tree, sorted(i for i in found if i < end or i <= head.i or i in participle))
    indices, head = named(tree, indices, head, end)
    kept = _trim(tree, indices, head.i)
    return Phrase(tree, head.i, (*kept, *ages_behind(tree, kept[-1], end)) if tail else tuple(kept))


def _of_one(tree: Tree, noun: Word, head: Word) -> bool:
    """Whether a noun right before a phrase belongs to it, though the parse does not hang it on its head."""
    if noun.dep == "conj" and noun.head < noun.i and noun.tag == "NN" and not tree[noun.head].is_noun:
        return head.dep in ("nsubj", "nsubjpass")  # "traffic grew and load factor rose"
    return noun.dep == head.dep and noun.head == head.head and head.dep != "conj"


def _with_hyphens(tree: Tree, indices: list[int]) -> list[int]:
    """The phrase with the other halves of its hyphenated words, wherever the parse hung them."""
    if not tree.joined:
        return indices
    found = set(indices)
    for i in indices:
        k = i
        if tree.lower(i) == "-" and i > indices[0] and i + 1 < len(tree) and tree[i].end == tree[i + 1].start:
            found.add(i + 1)  # "one-off", of which the parse hung the end elsewhere
        while tree.lower(k - 1) in ("-", "/") and k > 1 and tree[k - 2].figure is None and tree[k - 2].end == tree[k - 1].start:
            found.update((k - 1, k - 2))
            found.update(kid.i for kid in tree.kids(k - 2, "compound", "amod") if kid.i == k - 3 and kid.tag not in ("DT", "PRP$"))
            k -= 2
    return sorted(found)


def _collect(tree: Tree, i: int, found: set[int], *, conjuncts: bool, tail: bool, end: int, depth: int = 0) -> None:
    drop = _subjects()["determiners"]
    for kid in tree.kids(i):
        if kid.figure is not None or kid.i >= end or depth > 8:
            continue
        if kid.dep in ("conj", "cc", "preconj") and not conjuncts:
            continue
        if kid.dep in ("conj",) and (kid.is_verb or _has_figure_between(tree, i, kid.i)):
            continue
        if kid.dep == "punct" and not (
            kid.text in ("-", "/") or (kid.text == "," and any(k.dep == "conj" and k.i > kid.i for k in tree.kids(i)))
        ):
            continue
        if kid.lower == "out" and kid.i == i + 1 and tail and tree.lower(kid.i + 1) == "of" and not _figure_below(tree, kid.i):
            # "people out of work"
            found.add(kid.i)
            for link in tree.kids(kid.i, "prep"):
                _add_link(tree, link, found, conjuncts=True, end=end, depth=depth)
            continue
        if kid.dep in ("prep", "prt") or (kid.lower in LINKS and kid.dep in ("prep", "acl", "amod", "advmod") and kid.i > i):
            if tail and kid.i > i and kid.lower in LINKS and not _figure_below(tree, kid.i) and not exemplary(tree, kid.i):
                _add_link(tree, kid, found, conjuncts=True, end=end, depth=depth)
            continue
        if kid.dep == "acl" and kid.tag in ("VBN", "VBD") and tail and _beside(tree, i, kid):
            found.add(kid.i)
            for link in tree.kids(kid.i, "prep", "agent"):
                if link.i == kid.i + 1 and (link.lower in _THROUGH or kid.lower == "adjusted"):
                    # "goods sold through agents", "output adjusted for working days"
                    _add_link(tree, link, found, conjuncts=True, end=end, depth=depth)
            continue
        if kid.dep == "poss" and singular(kid.lower) in _subjects()["owners"] and not tree.kids(kid.i, "compound", "amod"):
            continue
        if kid.lower == "all" and kid.dep in ("det", "predet") and kid.i + 1 < len(tree) and tree[kid.i + 1].tag not in ("DT", "PRP$"):
            found.add(kid.i)
            continue
        if (
            kid.dep not in _INSIDE
            or kid.lower in drop
            or kid.tag in ("DT", "PDT")
            or kid.tag in ("PRP$", "WDT", "WP$", "EX")
            or (kid.dep == "appos" and not _label(tree, i, kid))
        ):
            continue
        if kid.dep in ("amod", "advmod", "npadvmod") and ((kid.is_verb and kid.i > i) or kid.i > i + 1):
            continue
        if kid.dep in ("advmod", "npadvmod", "dep") and kid.i > i and not (kid.lower in WHERE and kid.i == i + 1 and tail):
            continue
        found.add(kid.i)
        _collect(tree, kid.i, found, conjuncts=True, tail=tail or kid.dep != "conj", end=end, depth=depth + 1)


def _beside(tree: Tree, i: int, kid: Word) -> bool:
    """Whether a participle stands right behind its noun, or behind what that is of, before its verb: "the volume of orders made fell"."""
    if kid.lower in _subjects()["as_told"] or _figure_below(tree, kid.i):
        return False
    if kid.i <= i + 1 or not tree[kid.i - 1].is_noun:
        return kid.i == i + 1
    after = tree.after(kid.i)
    return after is not None and after.is_verb and after.i == tree[i].head and tree.lower(tree[kid.i - 1].head) == "of"


def _label(tree: Tree, i: int, kid: Word) -> bool:
    """ "the money supply aggregate M1": a name of letters and digits, right behind its noun."""
    mixed = any(letter.isdigit() for letter in kid.text) and kid.text[0].isupper()
    return mixed and kid.tag in ("NNP", "NN") and 0 < kid.i - i <= 2 and tree[kid.i - 1].text not in (",", "-")


def _add_link(tree: Tree, link: Word, found: set[int], *, conjuncts: bool, end: int, depth: int) -> None:
    """A preposition and its object; nothing if the object is a clause or drops out whole."""
    objects = [kid for kid in tree.kids(link.i, "pobj", "pcomp", "prep", "amod", "advmod") if kid.figure is None and kid.i < end]
    if not objects or any(kid.is_verb and kid.tag not in ("VBG", "VBN") for kid in objects):
        return
    if is_empty(tree, objects[0].i) or (link.lower == "as" and objects[0].lower in ("group", "whole", "bloc", "block")):
        return
    found.add(link.i)
    for kid in objects:
        if kid.dep == "prep":
            _add_link(tree, kid, found, conjuncts=True, end=end, depth=depth + 1)
            continue
        found.add(kid.i)
        _collect(tree, kid.i, found, conjuncts=conjuncts, tail=True, end=end, depth=depth + 1)
        if kid.is_verb:
            for grandkid in tree.kids(kid.i, "dobj", "pobj"):
                if grandkid.figure is None:
                    found.add(grandkid.i)
                    _collect(tree, grandkid.i, found, conjuncts=True, tail=True, end=end, depth=depth + 1)


def is_empty(tree: Tree, i: int) -> bool:
    """Whether an object carries nothing ("on record", "in a row"); a word before it may name it: "on the current account"."""
    if tree.lower(i) == "order" and tree.lower(i - 1) == "that":
        return True
    if tree.lower(i) in _MEASURED_IN:
        # "a rise in value", not "in the value of imports" nor "in value added"
        return tree[i - 1].tag == "IN" and tree.lower(i + 1) not in ("of", "added")
    if tree.lower(i) not in _subjects()["empty_objects"] or how_long(tree, i) or (tree.lower(i), tree.lower(i + 1)) == ("term", "of"):
        return False
    before = tree[i - 1] if i else None
    named = before is not None and before.tag in ("NN", "NNS", "JJ") and before.lower not in _dropped()
    return not (named and tree.lower(i) in ("account", "line", "record", "case", "sum"))


def is_terms(tree: Tree, i: int) -> bool:
    """Whether a word ends what only says in which terms a figure is: "in real terms", "in dollar terms"."""
    return tree.lower(i) == "terms" and any(tree.lower(k) == "in" for k in range(max(i - 4, 0), i))


def _figure_below(tree: Tree, i: int) -> bool:
    """Whether a figure hangs on a word, but for those of a clause that only tells more: "of goods, which reached 5 tons"."""
    stack = [i]
    while stack:
        k = stack.pop()
        if tree[k].figure is not None:
            return True
        stack.extend(j for j in tree.children[k] if not (tree[j].dep == "relcl" and j > i and _comma_between(tree, k, j)))
    return False


def _comma_between(tree: Tree, a: int, b: int) -> bool:
    return any(tree[k].text == "," for k in range(a + 1, b))


def _has_figure_between(tree: Tree, a: int, b: int) -> bool:
    return any(tree[k].figure is not None for k in range(min(a, b), max(a, b)))


def _trim(tree: Tree, indices: list[int], head: int) -> list[int]:
    """Without determiners, empty adjectives, dangling conjunctions and prepositions at the ends."""
    dropped = _dropped()
    indices = [i for i in indices if i == head or not _says_nothing(tree, i, dropped)]
    kept = [
        i
        for i in indices
        if i == head
        or hyphenated(tree, i)
        or makes_kind(tree, i)
        or (i + 1 in indices and tree[i + 1].tag == "CC" and tree[i].tag == "JJ")
        or as_it_stands(tree, i)
        or (tree[i].lower in ("more", "fewer", "less") and tree.lower(i - 1) == "or")
        or (tree[i].lower == "less" and (tree[i].tag in ("IN", "VBG") or tree[i - 1].tag == "NNS"))
        or (tree[i].tag == "JJR" and tree.lower(i + 1) == "than" and tree.lower(i - 1) in ("of", "with"))
        or not (tree[i].lower in dropped and not (tree[i].is_noun and i >= head))
    ]
    while kept and kept[0] != head and (_loose(tree, kept, 0)):
        kept.pop(0)
    while kept and kept[-1] != head and (_loose(tree, kept, -1)):
        kept.pop()
    return kept


def _says_nothing(tree: Tree, i: int, dropped: frozenset[str]) -> bool:
    return empty_compound(tree, i, dropped) or mere_other(tree, i) or ordinal(tree, i) or of_now(tree, i)


def _loose(tree: Tree, kept: list[int], at: int) -> bool:
    """Whether the first or last word of a phrase hangs in the air; "seasonally" does not before "adjusted"."""
    word = tree[kept[at]]
    if word.lower in WHERE and at == -1 and len(kept) > 1:
        # "orders from abroad", "sales online"
        return False
    if at == 0 and tree.lower(kept[0] + 1) == ")" and len(word.text) < 3:
        return True  # "2) Lima", "b) paper"
    if word.tag in ("RB", "VBN") and at == 0 and len(kept) > 1 and tree[kept[1]].tag in ("VBN", "JJ", "HYPH"):
        return False
    return (
        word.tag in ("CC", "IN", ",", ":", "HYPH", "POS", "TO", "RB", ".", "DT", "NFP", "SYM", "``", "''") and word.lower != "all"
    ) or not word.text[0].isalnum()


def with_quality(phrase: Phrase) -> Phrase:
    """ "commercial and office buildings": an adjective before a conjunction belongs to the noun that follows, for it can end no phrase."""
    tree, first = phrase.tree, phrase.indices[0]
    opens = tree[first - 3] if first > 2 else None
    if tree.lower(first - 1) not in ("and", "or", "&") or first < 2 or tree[first - 2].tag != "JJ" or tree[first - 2].figure is not None:
        return phrase
    if opens is not None and not (opens.tag in ("IN", "TO", "DT", "CC") or opens.text in (",", ":", ";", "-")):
        return phrase
    return phrase if tree.lower(first - 2) in _dropped() else Phrase(tree, phrase.head, (first - 2, first - 1, *phrase.indices))


def noun_phrase(tree: Tree, start: int, end: int, head: int | None = None) -> Phrase | None:
    """The words from `start` to `end` as one phrase; its head, if it is not told, is the last noun before the first preposition."""
    end = min(end, len(tree))
    aside = next((i for i in range(max(0, start) + 1, end) if among_others(tree, i) or exemplary(tree, i)), end)
    indices = [i for i in range(max(0, start), aside) if tree[i].figure is None]
    nouns: list[int] = []
    for i in indices:
        if tree[i].lower in LINKS and nouns:
            break
        if tree[i].is_noun:
            nouns.append(i)
    if not nouns and head is None:
        return None
    head = nouns[-1] if head is None else head
    indices = [i for i in indices if i == head or not classifies(tree, i)]
    kept = _trim(tree, [i for i in indices if tree[i].tag not in ("DT", "PRP$", "WDT", "PDT") or tree[i].lower == "all"], head)
    return Phrase(tree, head, tuple(kept))
