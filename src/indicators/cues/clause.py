"""What the clause around a figure says of it: which way its subject, verb or object points, and how brackets and asides go with it."""

from __future__ import annotations

from functools import cache

from indicators.clauses import governing_verb, subject_of
from indicators.cues.contributions import effect_of
from indicators.cues.cue import Cue, directions
from indicators.inflect import base_form, singular
from indicators.lexicon import table
from indicators.rates import inflation_inside, names_rate
from indicators.tree import Tree, Word

__all__ = [
    "as_part",
    "at_a_rate",
    "contributes",
    "direction_in",
    "equal_to",
    "excepted",
    "figure_of",
    "first_of_all",
    "gapped",
    "gathers",
    "moved_inside",
    "of_change",
    "ranked",
    "said_twice",
    "staffing",
]

# How what is left out, or taken in, narrows a series whose name stands before it.
_EXCEPTED = {
    "excluded": "excluding",
    "excepted": "excluding",
    "omitted": "excluding",
    "disregarded": "excluding",
    "aside": "excluding",
    "apart": "excluding",
    "included": "including",
}
# So many words of a name stand at most between a change and the bracket that tells it.
_NAME = 12
# How many words back a ranking begins, and a sentence opens.
_RANKING, _OPENING = 14, 3
# So many words of a name stand at most before "at".
_MEMBER = 7
# What may stand in a name besides nouns.
_NAMING = frozenset(("JJ", "DT", "HYPH", "POS", "VBG", "VBN"))
# Members of a ranking: what stands behind the first.
_NEXT = frozenset(("second", "third", "fourth", "fifth", "next", "last"))


def direction_in(tree: Tree, word: Word) -> tuple[int, str] | None:
    """What the clause around `word` says of direction: by its subject, its verb, or a noun before the figure."""
    d = directions()
    sign = d.noun(word) if word.figure is None else None
    if sign is not None:
        return sign, "noun"
    # "The number of guests rose (4%)": a bracket may stand right behind the verb.
    verb = word if word.is_verb and word.figure is None else governing_verb(tree, word.i)
    seen = 0
    while verb is not None and seen < 4:
        subject = subject_of(tree, verb)
        if base_form(verb.lower) in d.offsetting and (balanced := _on_its_side(tree, word, verb)):
            return balanced, "noun"
        if subject is not None and d.noun(subject) is not None and not inflation_inside(tree, subject):
            return d.noun(subject) or 0, "noun"
        sign = d.verb(tree, verb)
        if sign is not None:
            return (1 if base_form(verb.lower) in d.paces else sign), "verb"
        objects = tree.kids(verb.i, "dobj", "attr")
        for noun in objects:
            sign = d.noun(noun)
            if sign is not None:
                return sign, "object"
        if verb.dep not in ("conj", "xcomp", "advcl", "relcl", "acl") or verb.head == verb.i:
            break
        verb = tree[verb.head] if tree[verb.head].is_verb else None
        seen += 1
    return None


def _on_its_side(tree: Tree, word: Word, verb: Word) -> int:
    """ "gains in steel (4%) offset losses in tin (2%)": which way the movement goes that is named on a word's side of the verb."""
    first = 0 if word.i < verb.i else verb.i
    return next((sign for w in reversed(tree.words[first : word.i]) if w.is_noun and (sign := directions().noun(w))), 0)


def contributes(tree: Tree, word: Word) -> int:
    """Which way the clause around `word` tells contributions, 0 if it tells none.

    "Housing (1.49 points) made the largest contribution", "services contributed most (0.4 points)".
    """
    verb = word if word.is_verb and word.figure is None else governing_verb(tree, word.i)
    if verb is None:
        return 0
    if base_form(verb.lower) in ("contribute", "detract"):
        return 1 if base_form(verb.lower) == "contribute" else -1
    kids = tree.kids(verb.i, "dobj", "attr", "nsubj", "nsubjpass")
    named = [kid for kid in kids if singular(kid.lower) in directions().effects and kid.is_noun]
    return next((way for kid in named if (way := effect_of(tree, kid.i) or (singular(kid.lower) in ("contribution", "contributor")))), 0)


def figure_of(tree: Tree, host: Word) -> int | None:
    """The figure that a bracket stands behind, its "of GDP" between."""
    k = host.i
    while k > 0 and k > host.i - 4 and tree[k].figure is None and (tree[k].is_noun or tree[k].lower in ("of", "the")):
        k -= 1
    return tree[k].figure if k == host.i or tree.lower(k + 1) == "of" else None


def excepted(tree: Tree, k: int) -> str:
    """ "fuels excluded", "food aside": how word `k` narrows a series by the noun before it; "" if it does not."""
    link = _EXCEPTED.get(tree.lower(k), "")
    if not link or k == 0:
        return ""
    noun = tree[k - 1].is_noun or tree[k - 1].tag in ("CD", "VBG")
    passive = any(kid.dep in ("aux", "auxpass") for kid in tree.kids(k))
    return link if noun and not passive else ""


def at_a_rate(tree: Tree, cue: Cue) -> bool:
    """ "…, and those of firms at a rate of 5.7%": the rate of the change named before."""
    if cue.kind != "noun-level" or cue.anchor is None or tree.lower(cue.anchor) not in ("rate", "pace"):
        return False
    return tree.lower(cue.anchor - 1) == "a" and tree.lower(cue.anchor - 2) == "at"


def staffing(tree: Tree, host: Word) -> int:
    """ "Health (+170,000) and transport (79,000) added workers": which way the counts in brackets went; 0 if that is not told."""
    verb = governing_verb(tree, host.i)
    if verb is None or base_form(verb.lower) not in ("add", "lose", "shed", "gain", "cut"):
        return 0
    counted = [kid for kid in tree.kids(verb.i, "dobj") if kid.is_noun]
    told = counted and (verb.i > host.i or (host in counted and any(kid.tag in ("JJS", "RBS") for kid in tree.kids(host.i))))
    return directions().verb(tree, verb) or 0 if told else 0  # "Building added the most jobs (14,000)"


def gathers(tree: Tree, host: Word) -> bool:
    """ "Bihar (22%) and Assam (9%) concentrated the sales": brackets tell the parts of those that have most."""
    verb = governing_verb(tree, host.i)
    if verb is None or verb.i < host.i or verb.lower not in directions().gathering:
        return False
    # "made up the bulk", but neither "made up for" what was lost nor "made" anything else.
    return base_form(verb.lower) != "make" or (tree.lower(verb.i + 1) == "up" and tree.lower(verb.i + 2) != "for")


def of_change(tree: Tree, host: Word) -> int:
    """ "an increase in registered firms (1,420)", "the largest rise was in hotels (2,140)": which way a bracket's amount went, or 0."""
    d = directions()
    for k in range(host.i, max(-1, host.i - _NAME), -1):
        word = tree[k]
        if word.figure is not None or word.text in (",", ";", ":") or word.tag in ("WDT", "WP", "WRB"):
            return 0
        if k == host.i and any(kid.tag in ("JJS", "RBS") for kid in tree.kids(k)) and d.noun(word) and word.is_noun:
            return d.noun(word) or 0  # "saw the largest fall (900)"
        if word.is_verb and word.tag != "VBN":
            subject = subject_of(tree, word) if base_form(word.lower) in ("be", "come", "occur") else None
            several = subject is not None and (subject.tag == "NNS" or any(kid.tag in ("JJS", "RBS") for kid in tree.kids(subject.i)))
            return (d.noun(subject) or 0) if subject is not None and several else 0
        if word.is_noun and k < host.i and tree.lower(k + 1) in ("in", "of", "for"):
            sign = d.noun(word)
            if sign is not None:
                return 0 if _is_measured(tree, k) else sign
    return 0


def moved_most(tree: Tree, word: Word) -> int:
    """ "The largest fall was in pulp, 3 million": which way an amount behind a comma went, of what moved most; 0 if it is none."""
    if word.i < 2 or tree.lower(word.i - 1) != ",":
        return 0
    for near in reversed(tree.words[max(0, word.i - 2 - _NAME) : word.i - 1]):
        if near.figure is not None or near.text in (",", ";", ":"):
            return 0
        if near.is_verb and near.tag != "VBN":
            subject = subject_of(tree, near)
            most = subject is not None and any(kid.tag in ("JJS", "RBS") for kid in tree.kids(subject.i))
            return of_change(tree, tree[word.i - 2]) if most else 0
    return 0


def _is_measured(tree: Tree, noun: int) -> bool:
    """Whether how large a change was is told before it: "a 4 percent rise in exports (3 million)"."""
    k = noun - 1
    while k >= 0 and (tree[k].tag in ("JJ", "HYPH", "NN", "RB", "JJR") or tree[k].text == "-") and tree[k].figure is None:
        k -= 1
    return k >= 0 and tree[k].figure is not None


def moved_inside(tree: Tree, host: Word) -> int:
    """ "due to an increase in mining (4%)": which way what a bracket stands behind went, if it is no rate or share; 0 if it is not told."""
    d, going = directions(), of_change(tree, host)
    if not going:
        return 0
    for near in reversed(tree.words[max(0, host.i - _NAME) : host.i + 1]):
        if near.is_noun and d.noun(near) is not None:
            return going
        if singular(near.lower) in d.rates | d.share_nouns:
            return 0
    return 0


def first_of_all(tree: Tree, word: Word) -> int:
    """ "The greatest fall was that of Troms, at 27 percent", "came from Kolar, at 160 tonnes": which way what moved most went, or 0."""
    place, d = tree.before(word.i), directions()
    if place is None or place.lower not in ("at", "with", "of", ","):
        return 0
    if place.lower == "at" and (going := _led(tree, place) or _gone_with(tree, place)):
        return going
    for k in range(place.i - 1, max(-1, place.i - _RANKING), -1):
        near = tree[k]
        if near.figure is not None or near.text in (";", ":") or (near.is_verb and base_form(near.lower) not in _telling()):
            return 0
        if near.is_noun and d.noun(near) and (_superlative(tree, k) or (near.tag == "NNS" and place.lower == "at")):
            return d.noun(near) or 0
    return 0


def _name_before(tree: Tree, k: int) -> int:
    """Where the words end that stand before the name which ends with word `k`."""
    last = k
    while k >= 0 and last - k < _MEMBER and tree[k].figure is None:
        of = tree.lower(k) == "of" and tree[k + 1].is_noun
        if not (tree[k].is_noun or tree[k].tag in _NAMING or of):
            break
        k -= 1
    return k


def _led(tree: Tree, place: Word) -> int:
    """ "Growth was led by fish at 4 percent": which way that went which what stands before "at" is the first of; 0 if it is not said."""
    k = _name_before(tree, place.i - 1)
    if k < 1 or k == place.i - 1 or tree.lower(k) != "by" or tree.lower(k - 1) not in ("led", "driven", "headed", "topped", "spearheaded"):
        return 0
    subject = subject_of(tree, tree[k - 1])
    return (directions().noun(subject) or 0) if subject is not None and not inflation_inside(tree, subject) else 0


def _gone_with(tree: Tree, place: Word) -> int:
    """ "Sales rose, with tiles at 4 percent": which way the clause before went whose members are told; 0 for a rate."""
    k = _name_before(tree, place.i - 1)
    if k < 2 or k == place.i - 1 or tree.lower(k) != "with" or tree[k - 1].text != ",":
        return 0
    for near in reversed(tree.words[max(0, k - _RANKING) : k]):
        if near.figure is not None or near.text in (";", ":"):
            return 0
        if near.is_verb:
            sign = directions().verb(tree, near)
            return 0 if sign is None or names_rate(tree, near) else sign
    return 0


def _superlative(tree: Tree, k: int) -> bool:
    """Whether a superlative is said of noun `k` itself: "the sharpest price rise", but not "the highest rate of loss"."""
    while k > 0 and (tree[k - 1].is_noun or tree[k - 1].tag in ("JJ", "VBN", "HYPH", "RB")):
        k -= 1
    return k > 0 and tree[k - 1].tag in ("JJS", "RBS")


@cache
def _telling() -> frozenset[str]:
    """Verbs that only say where something was, or that it was: "the largest fall came from", "was noted in", "saw"."""
    return frozenset((*table("small_words")["tellers"], *table("small_words")["placing"]))


def ranked(tree: Tree, word: Word) -> bool:
    """ "…44%, followed by services with 28%", "a distant third at 11%"."""
    place = tree.before(word.i)
    while place is not None and place.lower in directions().approximators and place.lower != "at":
        place = tree.before(place.i)
    if place is None or place.lower not in ("with", "at", "of"):
        return False
    clause = [w.lower for w in tree.words[max(0, place.i - _RANKING) : place.i]]
    return (place.lower in ("with", "of") and "followed" in clause) or (bool(clause) and clause[-1] in _NEXT)


def gapped(tree: Tree, word: Word) -> bool:
    """ "Coal recorded a 4% growth, cement at 7% and steel at 9%", "followed by China at 9.7%": a member that has no verb of its own."""
    place, d = tree.before(word.i), directions()
    if place is None or not place.i or not (place.lower == "at" or _with_again(tree, place)):
        return False
    name = tree[place.i - 1]
    if name.lower in ("latter", "former", "rest", "remainder") and tree.lower(name.i - 1) == "the":
        return any(w.figure is not None for w in tree.words[: name.i])
    unlike = name.tag == "JJ" or (name.tag == "VB" and name.lower not in d.levels | d.neutral | frozenset(d.verbs))
    if not name.is_noun and not (unlike and tree.lower(name.i - 1) in (",", "and", "with")):
        return False  # "nuclear at 19% and peat at 2%" too, whatever the parse takes them for
    # "Oil products at 3%" are goods, the gross domestic product is a total.
    head = singular(name.lower) if name.lower != "products" else name.lower
    if head in d.rates | d.balances | d.share_nouns | d.totals or tree[place.i - 1].lower in ("year", "month", "quarter"):
        return False
    k = place.i - 1 if name.is_noun else place.i - 2
    k = _name_before(tree, k)
    last = tree.lower(k)
    opens = last in (",", ";", "and", "while", "but") or (last, tree.lower(k - 1)) in (("with", ","), ("by", "followed"))
    before = next((w for w in reversed(tree.words[:k]) if w.figure is not None or (w.is_verb and w.lower != "followed")), None)
    return opens and before is not None and before.figure is not None


def _with_again(tree: Tree, place: Word) -> bool:
    """ "Mali participates with 5%, Togo with 4%": whether "with" stands before the figure of the member before as well."""
    before = next((w for w in reversed(tree.words[: place.i]) if w.figure is not None or (w.is_verb and w.lower != "followed")), None)
    return place.lower == "with" and before is not None and before.figure is not None and tree.lower(before.i - 1) == "with"


def as_part(tree: Tree, word: Word) -> bool:
    """ "As a percentage of GDP, the gap came to 3.9 percent": the opening, or what follows the figure, tells of what it is a part."""
    nouns = directions().share_nouns
    for k in (*range(_OPENING), word.i + 1):
        start = k + 1 if tree.lower(k) in ("expressed", "measured", "calculated") else k
        if tree.lower(start) == "as" and tree.lower(start + 1) in ("a", "the"):
            if singular(tree.lower(start + 2)) in nouns and tree.lower(start + 3) == "of":
                return True
        elif (k > word.i and tree.lower(start) == "in" and _whole(tree, start + 1)) or (
            tree.lower(start) == "relative" and tree.lower(start + 1) == "to" and tree.lower(start + 2) in ("gdp", "gnp", "gni")
        ):
            return True
    return False


def _whole(tree: Tree, k: int) -> bool:
    """ "5.8% in total exports", "12% in the structure of output": behind "in" stands a whole."""
    k += tree.lower(k) in ("the", "its", "their")
    if tree.lower(k) in ("total", "overall", "whole") and tree.lower(k + 1):
        return tree[k + 1].is_noun
    return tree.lower(k) in ("structure", "composition", "total") and (tree.lower(k) == "total" or tree.lower(k + 1) == "of")


def equal_to(tree: Tree, word: Word) -> bool:
    """ "…, equivalent to 42 TWh"."""
    return tree.lower(word.i - 1) == "to" and tree.lower(word.i - 2) in ("equivalent", "equal")


def said_twice(tree: Tree, word: Word) -> bool:
    """ "up by 348,000 or 1.3 percent": the same change in percent, not a share of something."""
    return tree.lower(word.i - 1) == "or" and tree.lower(word.i + 1) not in ("of", "more", "less")
