"""Cues of parts: "5 percent of total sales", "of which Peru took 8 percent"."""

from __future__ import annotations

from indicators.cues.behind import end_of_run, past_whole
from indicators.cues.cue import Cue, directions, previous
from indicators.figure import Figure
from indicators.inflect import base_form, singular
from indicators.tree import Tree, Word

__all__ = ["acts", "of_these", "share_of", "share_told", "takes_part", "told_as_part"]

# What stands for a whole named before.
_WHOLES = frozenset(("these", "those", "them", "this", "that", "it"))

# How far before a figure the share stands that it tells, what is called so, and what says whose it is.
_SPOKEN = 24
_SHARES = frozenset(("share", "proportion", "percentage", "fraction", "portion"))
_LIONS = frozenset(("lion", "lions"))
# "types that make up a small portion of sales (7%)".
_LARGE = _LIONS | frozenset(
    ("large", "big", "high", "significant", "substantial", "considerable", "sizable", "sizeable", "good", "small", "low")
)
# What stands between a share and the figure that tells it: "the largest share in trade - 60%", "the biggest slice with 12%".
_LINKS = frozenset(("-", "\u2013", "\u2014", ":", ",", "with", "at", "amounting", "equalling", "reaching", "totalling", "by"))
_OF_ALL = frozenset(("which", "whom", "the", "total", "gdp", "all"))
_OF_WHOM = frozenset(("of", "who", "that", "which", "with"))


def share_of(tree: Tree, i: int, figure: Figure) -> Cue | None:
    """ "16.1 percent of total sales", "seven in ten": a part of a whole."""
    d = directions()
    if figure.quantity_type != "percent":
        return None
    if not figure.sign and (told := told_as_part(tree, i)):
        return Cue("share-verb", "share", 0, told, sure=True)
    if (other := _goes_on_growing(tree, i)) is not None:
        return Cue("coordinate", "", 0, other)
    before, named = previous(tree, i), tree.before(_noun_end(tree, i))
    if named is not None and named.i > i and singular(named.lower) in ("rate", "ratio", "yield", "margin"):
        return None  # "which is a 140 percent performance rate"
    if past_whole(tree, i) is not None:
        return None
    if before is not None and before.is_verb and d.verb(tree, before) is not None:
        regained = base_form(before.lower) in d.regaining and tree.lower(i + 1) == "of"
        return Cue("share-of", "share", 0, i + 1) if regained else None
    behind = tree.after(i)
    if behind is not None and d.noun(behind) and not behind.is_verb and behind.start <= tree[i].end + 1:
        return None  # "half of the 9 percent fall"
    if before is not None and before.lower in ("up", "down") and i + 1 < len(tree) and tree[i + 1].start > tree[i].end + 1:
        return None  # "down 4% from the harvest of 3 million", of which the time is left out
    if tree.lower(i + 1) == "," and tree.lower(i + 2) == "of" and before is not None and before.lower == "or":
        return Cue("share-of", "share", 0, i + 2)
    if tree.parent is None and tree.lower(0) == "of" and i < 14 and tree.lower(i - 1) in (",", "than", "nearly", "about", "almost", "over"):
        return Cue("share-lead", "share", 0, 0)
    if tree.parent is None and tree.lower(0) == "of" and i < 14 and tree.lower(i + 1) in ("were", "are", "was", "is", "came", "went"):
        return Cue("share-lead", "share", 0, 0)
    opened = tree.parent is None and tree.lower(0) == "of" and i < _SPOKEN and tree.lower(i + 1) not in ("of", "more", "less")
    if opened and before is not None and before.is_verb and base_form(before.lower) in d.getting:
        return Cue("share-lead", "share", 0, 0)  # "Of the 9 billion dollars food had 48%"
    end = end_of_run(tree, i) if tree.lower(i + 1) in ("and", ",") else i
    if end > i and tree.lower(end + 1) == "of" and not (tree.lower(i - 1) in ("of", "by") or (before is not None and before.is_noun)):
        return Cue("share-of", "share", 0, end + 1)
    if tree.lower(i + 1) == "of" and not (
        before is not None and before.lower in ("of",) and i >= 2 and d.nouns.get(singular(tree.lower(before.i - 1)))
    ):
        return Cue("share-of", "share", 0, i + 1)
    if before is not None and before.lower == "for" and before.i and tree.lower(before.i - 1) in d.shares:
        return Cue("share-verb", "share", 0, before.i - 1)
    if before is not None and before.is_verb and base_form(before.lower) in ("represent", "constitute", "comprise", "occupy"):
        return Cue("share-verb", "share", 0, before.i)
    if before is not None and before.is_verb and base_form(before.lower) in d.claiming:
        return Cue("share-verb", "share", 0, before.i) if tree.lower(i + 1) not in ("off", "from", "more", "less") else None
    if before is not None and before.lower == "with" and before.i and tree.lower(before.i - 1) in d.partaking:
        return Cue("share-verb", "share", 0, before.i - 1, sure=True)
    if before is not None and before.lower in d.spending and tree.lower(i + 1) in ("on", "to", "for", "in", "aside"):
        return Cue("share-verb", "share", 0, before.i, sure=True)
    return Cue("share-verb", "share", 0, before.i) if before is not None and _taken(tree, i, before) else None


def _goes_on_growing(tree: Tree, i: int) -> int | None:
    """The figure of "a 5% growth of rents, 4% of fares and 2% of fees": what the later ones go on with."""
    link, joined = tree.lower(i + 1), tree.lower(i - 1)
    if link not in ("of", "in", "for") or joined not in (",", "and", "or") or tree.lower(i + 2) in _OF_ALL:
        return None
    end = _noun_end(tree, i + 1)
    if end < len(tree) and tree[end].is_verb:
        return None
    for k in range(i - 1, max(0, i - _SPOKEN), -1):
        if tree[k].is_verb or tree[k].text == ";":
            return None
        if tree[k].figure is not None:
            moved = [w for w in tree.words[k + 1 : k + 4] if w.is_noun and directions().noun(w) is not None]
            if moved and tree.lower(moved[0].i + 1) == link:
                return k
            if tree.lower(k + 1) != link:
                return None
    return None


def _noun_end(tree: Tree, i: int) -> int:
    """Where the nouns right behind a figure end."""
    k = i + 1
    while k < len(tree) and (tree[k].is_noun or tree[k].tag == "JJ") and tree[k].figure is None:
        k += 1
    return k


def _taken(tree: Tree, i: int, before: Word) -> bool:
    """ "25 barrels, of which Peru took 8 percent": a part of what was named before."""
    if not (before.is_verb and base_form(before.lower) in directions().getting):
        return False
    for k in range(before.i - 1, max(0, before.i - 9), -1):
        if tree[k].figure is not None or tree[k].text in (";", ":"):
            return False
        if tree.lower(k - 1) == "of" and (tree[k].lower in ("which", "whom") or (tree[k].lower in _WHOLES and tree.lower(k + 1) == ",")):
            return True
    return False


def takes_part(tree: Tree, noun: Word) -> bool:
    """ "the participation of tiles in exports": whether a noun tells a part, and no rate of who takes part."""
    inside = any(prep.lower == "in" for prep in tree.kids(noun.i, "prep"))
    return noun.lower == "participation" and inside and not any(kid.is_noun for kid in tree.kids(noun.i, "compound"))


def acts(tree: Tree, i: int) -> bool:
    """ "65.4 percent went into research", "the remaining 7 percent was": a percentage that does or is something is a part."""
    d, after = directions(), tree.after(i)
    if after is None or after.tag not in ("VBD", "VBZ", "VBP") or d.verb(tree, after) is not None or after.lower in ("has", "had", "have"):
        return False
    k = i - 1
    while k >= 0 and (tree[k].lower in d.part_openers or tree[k].lower in d.approximators) and tree[k].text not in (",", ";"):
        k -= 1
    opens = k < 0 or tree[k].text in (",", ";")
    return opens and (
        tree[i].dep in ("nsubj", "nsubjpass") or after.lower in ("were", "was", "are", "is", "went", "goes", "go", "came", "comes", "come")
    )


def share_told(tree: Tree, word: Word) -> bool:
    """ "the proportion saying that trade will improve fell to 17 percent": a share is spoken of, whatever it is said to be of."""
    for k in range(word.i - 1, max(-1, word.i - _SPOKEN), -1):
        if tree[k].figure is not None or tree[k].text in (";", ":"):
            return False
        if singular(tree.lower(k)) in _SHARES and tree[k].is_noun and tree.lower(k + 1) in _OF_WHOM | frozenset(("",)) | _ing(tree, k + 1):
            return tree.lower(k - 1) in ("the", "a", "their", "its", "") and tree.lower(k - 2) not in (
                "as",
                "by",
                "of",
                "with",
                "to",
                "in",
                "for",
                "from",
            )
    return False


def told_as_part(tree: Tree, i: int, *, bracketed: bool = False) -> int:
    """Where the share is named that a percentage tells which stands at word `i`, or in a bracket there; 0 if it tells none.

    "had the largest share in exports - 70%", "took the biggest slice, with 12%", "accounts for the largest part (34%)".
    """
    d, k = directions(), i - 1
    while k > 0 and not bracketed and tree.lower(k) in d.approximators and tree.lower(k) not in _LINKS:
        k -= 1
    if k < 1 or not (bracketed or tree.lower(k) in _LINKS):
        return 0
    for at in range(k, max(0, k - _SPOKEN), -1):
        word = tree[at]
        if word.figure is not None or word.text == ";" or (word.is_verb and word.tag not in ("VBN", "VBG")):
            return 0
        if word.is_noun and singular(word.lower) in d.share_nouns:
            size = _LARGE if bracketed else _LIONS
            largest = any(w.tag == "JJS" or w.lower in d.leading or w.lower in size for w in tree.words[max(0, at - 4) : at])
            followed = tree.lower(at + 1) in ("of", "in")
            return at if largest or (followed and singular(word.lower) in _SHARES and tree.lower(at - 1) in ("a", "an")) else 0
    return 0


def of_these(tree: Tree, end: int) -> bool:
    """ "Of these, 1,105 were flats (60%), 640 houses (35%)": whether the sentence up to word `end` tells parts, and nothing that moved."""
    opens = tree.lower(0) == "of" and (tree.lower(1) in _WHOLES or tree.lower(1) in ("which", "whom", "all"))
    return opens and not any((w.is_verb and directions().verb(tree, w) is not None) or w.tag == "JJR" for w in tree.words[:end])


def _ing(tree: Tree, k: int) -> frozenset[str]:
    """The participle at word `k`: "the proportion reporting"."""
    return frozenset((tree.lower(k),)) if k < len(tree) and tree[k].tag == "VBG" else frozenset()
