"""Cues of parts: "5 percent of total sales", "of which Peru took 8 percent", "added 0.3 points to growth"."""

from __future__ import annotations

from indicators.clauses import governing_verb, subject_of
from indicators.cues.behind import past_whole
from indicators.cues.cue import Cue, directions, previous
from indicators.figure import Figure
from indicators.inflect import base_form, singular
from indicators.tree import Tree, Word

__all__ = ["acts", "contribution", "share_of", "share_told"]

# What stands for a whole named before.
_WHOLES = frozenset(("these", "those", "them", "this", "that", "it"))

# How far before a figure the share stands that it tells, what is called so, and what says whose it is.
_SPOKEN = 24
_SHARES = frozenset(("share", "proportion", "percentage", "fraction"))
_OF_WHOM = frozenset(("of", "who", "that", "which", "with"))


def share_of(tree: Tree, i: int, figure: Figure) -> Cue | None:
    """ "16.1 percent of total sales", "seven in ten": a part of a whole."""
    d = directions()
    if figure.quantity_type != "percent":
        return None
    before, named = previous(tree, i), tree.before(_noun_end(tree, i))
    if named is not None and named.i > i and singular(named.lower) in ("rate", "ratio", "yield", "margin"):
        return None  # "which is a 140 percent performance rate"
    if past_whole(tree, i) is not None:
        return None
    if before is not None and before.is_verb and d.verb(tree, before) is not None:
        regained = base_form(before.lower) in d.regaining and tree.lower(i + 1) == "of"
        return Cue("share-of", "share", 0, i + 1) if regained else None
    if tree.lower(i + 1) == "," and tree.lower(i + 2) == "of" and before is not None and before.lower == "or":
        return Cue("share-of", "share", 0, i + 2)
    if tree.parent is None and tree.lower(0) == "of" and i < 14 and tree.lower(i - 1) in (",", "than", "nearly", "about", "almost", "over"):
        return Cue("share-lead", "share", 0, 0)
    if tree.parent is None and tree.lower(0) == "of" and i < 14 and tree.lower(i + 1) in ("were", "are", "was", "is", "came", "went"):
        return Cue("share-lead", "share", 0, 0)
    opened = tree.parent is None and tree.lower(0) == "of" and i < _SPOKEN and tree.lower(i + 1) not in ("of", "more", "less")
    if opened and before is not None and before.is_verb and base_form(before.lower) in d.getting:
        return Cue("share-lead", "share", 0, 0)  # "Of the 9 billion dollars food had 48%"
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
    return Cue("share-verb", "share", 0, before.i) if before is not None and _taken(tree, i, before) else None


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


def _ing(tree: Tree, k: int) -> frozenset[str]:
    """The participle at word `k`: "the proportion reporting"."""
    return frozenset((tree.lower(k),)) if k < len(tree) and tree[k].tag == "VBG" else frozenset()


def contribution(tree: Tree, i: int, figure: Figure) -> Cue | None:
    """ "contributed 0.3 percentage points to growth", "shaved 0.5 points off GDP growth"."""
    d = directions()
    before = previous(tree, i)
    if before is not None and before.lower in ("up", "down", "higher", "lower"):
        return None  # "contributed $20 billion, up 4%"
    if before is not None and before.lower == "from" and tree[before.i - 1].figure is not None:
        return None  # "contributed $20 billion, up 4% from $19 billion"
    for word in (before, governing_verb(tree, i)):
        if word is None or word.i > i:
            continue
        base = base_form(word.lower)
        if base in ("contribute", "detract") or singular(word.lower) in ("contribution", "drag"):
            if figure.quantity_type == "percent" and base == "contribute" and _target(tree, i) not in d.contribution_totals:
                return Cue("share-verb", "share", 0, word.i)
            return Cue("contribution", "contribution", -1 if base == "detract" or word.lower == "drag" else 1, word.i)
        if base == "account" and figure.quantity_type == "pp" and before is not None and before.lower == "for":
            return Cue("contribution", "contribution", 1, word.i)
        target = _target(tree, i)
        counts = figure.quantity_type == "pp" or (target in d.contribution_totals and figure.quantity_type in ("percent", "money", "index"))
        points = figure.quantity_type == "pp" and base in ("add", "subtract", "shave", "knock") and not _of_rate(tree, word)
        off = target in d.contribution_totals and tree.lower(i + 1) == "off" and bool(figure.notes.get("points"))
        if word.is_verb and word.lower in d.contributions and ((target and counts) or points or off):
            return Cue("contribution", "contribution", 1 if base in ("add", "contribute") else -1, word.i)
    return _moved_total(tree, i, figure) or _named_contribution(tree, i, figure)


def _moved_total(tree: Tree, i: int, figure: Figure) -> Cue | None:
    """ "lifted growth by 0.2 points", "held growth back by 0.3 points": what the clause's subject did to the total."""
    if figure.quantity_type != "pp" or tree.lower(i - 1) != "by":
        return None
    verb = governing_verb(tree, i)
    d = directions()
    way = d.moving.get(base_form(verb.lower)) if verb is not None and verb.i < i else None
    if verb is None or way is None or any(word.figure is not None for word in tree.words[verb.i : i]):
        return None
    moved = [kid for kid in tree.kids(verb.i, "dobj") if singular(kid.lower) in d.moved]
    return Cue("contribution", "contribution", way, verb.i) if moved else None


def _named_contribution(tree: Tree, i: int, figure: Figure) -> Cue | None:
    """ "a negative contribution to growth of 0.3 points", "the contribution was negative, by 0.3 points"."""
    for k in range(i - 1, max(-1, i - 9), -1):
        if tree[k].figure is not None or tree[k].is_verb:
            break
        if singular(tree[k].lower) == "contribution" and (k > i - 4 or tree.lower(k + 1) == "to"):
            return Cue("contribution", "contribution", figure.sign or (-1 if tree.lower(k - 1) == "negative" else 1), k)
    if figure.quantity_type != "pp":
        return None
    verb = governing_verb(tree, i)
    subject = subject_of(tree, verb) if verb is not None and verb.i < i else None
    if verb is None or subject is None or singular(subject.lower) != "contribution":
        return None
    negative = any(kid.lower == "negative" for kid in tree.kids(verb.i, "acomp", "attr"))
    return Cue("contribution", "contribution", figure.sign or (-1 if negative else 1), subject.i)


def _of_rate(tree: Tree, verb: Word) -> bool:
    """Whether what adds points is a rate, which moves by them: "the yield added 0.05 points"."""
    subject = subject_of(tree, verb)
    return subject is not None and singular(subject.lower) in directions().rates


def _target(tree: Tree, i: int) -> str:
    """The last noun of the phrase after "to", "from" or "off" that follows a figure."""
    if tree.lower(i + 1) not in ("to", "from", "off"):
        return ""
    k = i + 2
    while k < len(tree) and (tree[k].tag in ("DT", "JJ", "POS", "PRP$") or tree[k].is_noun):
        k += 1
    return singular(tree.lower(k - 1))
