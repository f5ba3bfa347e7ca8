"""Parts: whether the words that a figure is of name a part of some flow, a series of their own, or nothing at all."""

from __future__ import annotations

from functools import cache

from indicators.cues import directions
from indicators.inflect import singular
from indicators.lexicon import table
from indicators.phrases import Phrase
from indicators.tree import Tree, Word

__all__ = [
    "counted_out",
    "counts_people",
    "foreign_to",
    "groups_places",
    "names_branch",
    "says_nothing",
    "what_is_counted",
    "what_is_foretold",
    "what_is_reported",
]


@cache
def _words(key: str) -> frozenset[str]:
    return frozenset(table("subjects")[key])


@cache
def _skipped() -> frozenset[str]:
    return _words("empty_adjectives") | _words("adjustments") | _words("determiners") | _words("ranks")


@cache
def _filling() -> frozenset[str]:
    return _words("fillers") | _words("ranks")


def says_nothing(phrase: Phrase) -> bool:
    """Whether a phrase names neither a thing nor a series: "a third", "the first place", "that total", "34", "the top five markets"."""
    if _foretold(phrase) or _of_moving(phrase):
        return True
    skipped, filling = _skipped(), _filling()
    for word in phrase.words():
        if word.figure is not None:
            return False
        if word.i == phrase.head and _ranked(phrase):
            continue
        if singular(word.lower) in filling or word.lower in _words("fillers"):
            continue
        if word.tag in ("CD", "IN", "DT", "RB", "RBR", "CC", "PRP$", "SYM") or word.lower in skipped or not word.text[0].isalpha():
            continue
        return False
    return True


def _several(lower: str, *keys: str) -> bool:
    """Whether a word is a plural of one in the lists."""
    one = singular(lower)
    return one != lower and any(one in _words(key) for key in keys)


def _foretold(phrase: Phrase) -> bool:
    """Whether a phrase is of a number said beforehand, and at most of who said it: "the forecast", "the consensus projection"."""
    tree, head = phrase.tree, phrase.head
    if phrase.head_noun not in _words("foretold") or not (phrase.indices[-1] == head or _by_whom(phrase)):
        return False
    behind = tree[head + 2] if head + 2 < len(tree) else None
    if tree.lower(head + 1) in ("for", "of", "on") and behind is not None and behind.figure is None and behind.tag in ("NN", "NNS", "JJ"):
        # "The outlook for wool sales (40 million)": what it is of is told.
        return _by_whom(phrase)
    whose = _words("foretellers") | _words("speakers")
    return all(
        w.lower in whose or singular(w.lower) in whose or w.tag in ("NNP", "POS") or w.lower in _skipped()
        for w in phrase.words()
        if w.i < head
    )


def _by_whom(phrase: Phrase) -> bool:
    """Whether all that stands behind a forecast is who made it: "the median forecast in a poll of economists"."""
    tree, asked = phrase.tree, _words("speakers") | {"poll", "respondent", "forecaster", "expert"}
    tail = [tree[i] for i in phrase.indices if i > phrase.head]
    nouns = [w for w in tail if w.is_noun and w.tag != "NNP"]
    return bool(nouns) and all(singular(w.lower) in asked or w.lower in asked for w in nouns) and not any(w.is_verb for w in tail)


def _of_moving(phrase: Phrase) -> bool:
    """Whether a phrase tells how fast something moved and not what: "the margin of decline", "the pace of growth"."""
    tail = [w for w in phrase.words() if w.i > phrase.head and w.is_noun]
    moving = phrase.head_noun in _words("moving") and len(tail) == 1
    return moving and phrase.tree.lower(phrase.head + 1) == "of" and directions().noun(tail[0]) is not None


def what_is_foretold(phrase: Phrase) -> Phrase:
    """The series in "the deficit forecast", "the forecast for growth"."""
    tree, head, known = phrase.tree, phrase.head, directions().flows | directions().totals
    if phrase.head_noun not in _words("foretold"):
        return phrase
    before = [i for i in phrase.indices if i < head]
    if len(before) > 1 and before[-1] == head - 1 and tree.lower(head - 1) == "growth":
        return _growing(tree, before)
    if before and before[-1] == head - 1 and (tree[before[-1]].is_noun and singular(tree.lower(before[-1])) in known):
        return Phrase(tree, before[-1], tuple(before))
    rest = [i for i in phrase.indices if i > head]
    if not before and len(rest) > 1 and tree.lower(rest[0]) in ("for", "of", "on"):
        last = next((i for i in rest if tree[i].tag in ("IN", "TO") and i > rest[0]), len(tree))
        nouns = [i for i in rest if i < last and tree[i].is_noun]
        if len(rest) > 2 and nouns and tree.lower(nouns[-1]) == "growth" and nouns[-1] == rest[-1]:
            return _growing(tree, rest[1:])
        if nouns and singular(tree.lower(nouns[-1])) in known:
            return Phrase(tree, nouns[-1], tuple(rest[1:]))
    return phrase


def _growing(tree: Tree, indices: list[int]) -> Phrase:
    """What grows in "GDP growth"; "economic growth" is called so itself."""
    kept = indices[:-1]
    grows = kept and tree[kept[-1]].is_noun
    return Phrase(tree, kept[-1], tuple(kept)) if grows else Phrase(tree, indices[-1], tuple(indices))


def what_is_reported(phrase: Phrase) -> Phrase:
    """The series in "export figures", "the performance of car exports", told by a noun that adds nothing."""
    tree, head, known = phrase.tree, phrase.head, directions().flows | directions().totals
    before = [i for i in phrase.indices if i < head]
    if tree.lower(head) in _words("reporting") and before and before[-1] == head - 1 and phrase.indices[-1] == head:
        series = tree[head - 1].is_noun and singular(tree.lower(head - 1)) in known and tree.lower(head + 1) != "of"
        return Phrase(tree, head - 1, tuple(before)) if series else phrase
    rest = [i for i in phrase.indices if i > head + 1]
    if phrase.head_noun not in _words("doing") or before or tree.lower(head + 1) != "of" or not rest:
        return phrase
    last = next((i for i in rest if tree[i].tag in ("IN", "TO")), len(tree))
    nouns = [i for i in rest if i < last and tree[i].is_noun]
    named = nouns and len(rest) > 1 and singular(tree.lower(nouns[-1])) in known
    return Phrase(tree, nouns[-1], tuple(rest)) if named else phrase


def _ranked(phrase: Phrase) -> bool:
    """Whether a phrase only says how many or which of several: "the top five markets", "two regions"."""
    before = [phrase.tree[i] for i in phrase.indices if i < phrase.head]
    told = any(w.tag == "CD" or w.lower in _words("ranks") for w in before) and all(w.tag != "HYPH" for w in before)
    return told and _several(phrase.tree.lower(phrase.head), "roles", "groups")


def groups_places(phrase: Phrase) -> bool:
    """Whether a phrase names economies together: "advanced economies", "the other regions"; "stock markets" are a series."""
    tree, head = phrase.tree, phrase.tree[phrase.head]
    if head.lower == "rest" and tree.lower(phrase.indices[-1]) in ("world", "country", "region"):
        # "and the rest of the world"
        return True
    if _by_compass(phrase):
        return True
    if not _several(head.lower, "groups") or phrase.indices[-1] != phrase.head or len(phrase.indices) == 1:
        return False
    if singular(head.lower) not in ("market", "area", "member"):
        return True
    made = _words("grouping") | _skipped() | _filling()
    before = [tree[i] for i in phrase.indices[:-1]]
    return bool(before) and all(w.lower in made or w.tag in ("CD", "CC", "HYPH", ",") for w in before)


def _by_compass(phrase: Phrase) -> bool:
    """Whether a phrase is a part of a country that is called by where it lies: "the South", "the North East"."""
    told = _words("compass")
    named = all(w.lower in told and w.text[0].isupper() for w in phrase.words())
    return named and phrase.tree.lower(phrase.indices[0] - 1) == "the"


def counted_out(phrase: Phrase) -> bool:
    """Whether a phrase says itself what is counted: "the number of hotel guests", "employed persons", "container volumes"."""
    tree, head = phrase.tree, phrase.tree[phrase.head]
    noun = singular(head.lower)
    if noun in ("number", "count") or (noun in _words("measured") and len(phrase.indices) > 1):
        return True
    if noun in _words("people"):
        return True
    return _of_number(tree, phrase)


def what_is_counted(phrase: Phrase) -> Phrase:
    """The things in "the number of first-time applicants", "lower amounts of wine"."""
    tree, head = phrase.tree, phrase.head
    if tree.lower(head) not in ("number", "numbers", "amounts", "quantity", "quantities") or tree.lower(head + 1) != "of":
        return phrase
    rest = tuple(i for i in phrase.indices if i > head + 1)
    first = next((i for i in rest if tree[i].tag in ("IN", "TO")), len(tree))
    front = [i for i in rest if i < first]
    nouns = [i for i in front if tree[i].is_noun]
    if not nouns:
        return phrase
    # "the number of long-term unemployed"
    last = front[-1] if tree.lower(front[-1]) in _words("people") else nouns[-1]
    return Phrase(tree, last, rest)


def counts_people(element: str) -> bool:
    """Whether the words of a series are persons: "employed females"."""
    return any(singular(word) in _words("people") for word in element.lower().split())


def _of_number(tree: Tree, phrase: Phrase) -> bool:
    first = phrase.indices[0]
    return tree.lower(first - 1) == "of" and tree.lower(first - 2) in ("number", "numbers")


def foreign_to(phrase: Phrase, flow: str) -> bool:
    """Whether a flow cannot have such a part: industries and sectors produce and employ, they are not exported."""
    head = phrase.tree[phrase.head]
    if flow == "stock" and head.tag in ("NNP", "NNPS"):
        # In news of the exchanges: "the Dow Jones".
        return True
    if flow in ("night", "stay") and singular(head.lower) in ("bed", "room", "bedroom", "berth", "pitch"):
        return True
    if flow not in ("benefit", "payment") and any(w.lower in _words("standings") for w in phrase.words()):
        return True  # "inactive people" are no part of employment, nor of what is made
    return singular(head.lower) in ("industry", "sector", "segment", "branch", "trade") and flow in (
        "export",
        "import",
        "shipment",
        "arrival",
        "visitor",
        "delivery",
    )


def names_branch(tree: Tree, noun: Word) -> bool:
    """Whether "trade" stands in a list of branches, a bracket behind it: "in hotels (2%), trade (4%)"."""
    return noun.lower == "trade" and any(f.host == noun.i for f in tree.fragments)
