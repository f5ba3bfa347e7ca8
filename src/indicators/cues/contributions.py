"""Cues of contributions: "added 0.3 points to growth", "an upward effect of 0.2 points", "1.1 points came from food"."""

from __future__ import annotations

from indicators.clauses import governing_verb, subject_of
from indicators.cues.cue import Cue, directions, previous
from indicators.figure import Figure
from indicators.inflect import base_form, singular
from indicators.tree import Tree, Word

__all__ = ["contribution", "effect_of", "in_points"]

# So many words before a figure an effect is named, and a total that a pronoun stands for.
_NEAR, _REACH = 9, 24


def in_points(figure: Figure) -> bool:
    """Whether a figure is told in points, of percent or of an index that is a sum of parts."""
    return figure.quantity_type == "pp" or bool(figure.notes.get("points"))


def contribution(tree: Tree, i: int, figure: Figure) -> Cue | None:
    """ "contributed 0.3 percentage points to growth", "shaved 0.5 points off GDP growth"."""
    d = directions()
    before = previous(tree, i)
    if in_points(figure) and tree.lower(i - 1) == "off" and i > 1 and tree.lower(i - 2) in d.contributions:
        return Cue("contribution", "contribution", -1, i - 2)  # "shaved off 0.5 points"
    if before is not None and before.lower in ("up", "down", "higher", "lower"):
        return None  # "contributed $20 billion, up 4%"
    if before is not None and before.lower == "from" and tree[before.i - 1].figure is not None:
        return None  # "contributed $20 billion, up 4% from $19 billion"
    behind = tree.after(i)
    if figure.quantity_type == "percent" and before is not None and before.lower in ("of", "to") and behind is not None and d.noun(behind):
        return None  # "contributed to half of the 4 percent fall"
    for word in (before, governing_verb(tree, i)):
        if word is None or word.i > i:
            continue
        base = base_form(word.lower)
        if base in ("contribute", "detract") or singular(word.lower) in ("contribution", "drag"):
            if figure.quantity_type in ("physical", "count") and base == "contribute":
                continue  # "wind contributed 30 TWh": how much there was of it
            if figure.quantity_type == "percent" and base == "contribute" and _target(tree, i) not in d.contribution_totals:
                return Cue("share-verb", "share", 0, word.i)
            return Cue("contribution", "contribution", -1 if base == "detract" or word.lower == "drag" else 1, word.i)
        if base in d.explaining and in_points(figure) and (word is before or (before is not None and before.lower == "for")):
            return Cue("contribution", "contribution", _of_total(tree, i), word.i)
        if in_points(figure) and before is not None and before.lower == "for" and tree.lower(before.i - 1) == "responsible":
            return Cue("contribution", "contribution", _of_total(tree, i), before.i - 1)
        if base == "take" and in_points(figure) and "off" in (tree.lower(word.i + 1), tree.lower(i + 1)):
            return Cue("contribution", "contribution", -1, word.i)
        target = _target(tree, i)
        counts = figure.quantity_type == "pp" or (target in d.contribution_totals and figure.quantity_type in ("percent", "money", "index"))
        arrives = tree.lower(i + 1) == "to" and i + 2 < len(tree) and tree[i + 2].figure is not None  # "added 7 points to 3.6%"
        points = not arrives and figure.quantity_type == "pp" and base in ("add", "subtract", "shave", "knock") and not _of_rate(tree, word)
        off = target in d.contribution_totals and tree.lower(i + 1) == "off" and bool(figure.notes.get("points"))
        if word.is_verb and word.lower in d.contributions and ((target and counts) or points or off):
            return Cue("contribution", "contribution", 1 if base in ("add", "contribute") else -1, word.i)
    return (
        _moved_total(tree, i, figure)
        or _made_total_move(tree, i, figure)
        or _named_contribution(tree, i, figure)
        or _named_effect(tree, i, figure)
        or _came_from(tree, i, figure)
    )


def _moved_total(tree: Tree, i: int, figure: Figure) -> Cue | None:
    """ "lifted growth by 0.2 points", "held growth back by 0.3 points": what the clause's subject did to the total."""
    if not in_points(figure) or tree.lower(i - 1) != "by":
        return None
    verb = governing_verb(tree, i)
    d = directions()
    way = d.moving.get(verb.lower) if verb is not None and verb.i < i else None
    if verb is None or way is None or any(word.figure is not None for word in tree.words[verb.i : i]):
        return None
    told = [
        *tree.kids(verb.i, "dobj"),
        *(kid for prep in tree.kids(verb.i, "prep") if prep.lower == "on" for kid in tree.kids(prep.i, "pobj")),
    ]
    told_way = {"up": 1, "down": -1, "higher": 1, "lower": -1}
    way = told_way.get(tree.lower(i - 2)) or told_way.get(tree.lower(verb.i + 1)) or way
    moved = [kid for kid in told if singular(kid.lower) in d.moved or (kid.lower == "it" and _total_before(tree, verb.i))]
    return Cue("contribution", "contribution", way, verb.i) if moved else None


def _made_total_move(tree: Tree, i: int, figure: Figure) -> Cue | None:
    """ "affecting the CPI to go up by 0.1 points": how much what is told before made the total move."""
    if not in_points(figure) or tree.lower(i - 1) not in ("by", "about", "around"):
        return None
    d = directions()
    for k in range(i - 2, max(0, i - _NEAR), -1):
        if tree.lower(k) == "to" and singular(tree.lower(k - 1)) in d.moved:
            made = any(tree.lower(j) in d.swaying for j in range(max(0, k - 4), k - 1))
            way = d.verb(tree, tree[k + 1]) or (d.noun(tree[k + 1]) if made else None)
            return Cue("contribution", "contribution", way, k - 1, sure=True) if made and way else None
    return None


def _total_before(tree: Tree, i: int) -> bool:
    """Whether a total that parts move is named before word `i`: "shaved 0.1 points off growth, while exports lifted it by"."""
    return any(singular(word.lower) in directions().moved for word in tree.words[max(0, i - _REACH) : i])


def _named_effect(tree: Tree, i: int, figure: Figure) -> Cue | None:
    """ "a downward effect of 0.05 points", "the largest drag, at 0.2 points"."""
    bracketed = tree.parent is not None and figure.quantity_type == "percent"  # "(impact on the index: 0.44%)"
    if not (in_points(figure) or (bracketed and tree.lower(1) == "on")):
        return None
    d = directions()
    for k in range(i - 1, max(-1, i - _NEAR), -1):
        if tree[k].figure is not None or (tree[k].is_verb and tree[k].tag != "VBN"):
            break
        name = singular(tree.lower(k))
        if name in d.effects and tree[k].is_noun:
            way = figure.sign or effect_of(tree, k) or int(bracketed)
            return Cue("contribution", "contribution", way, k) if way else None
    verb = governing_verb(tree, i)
    subject = subject_of(tree, verb) if verb is not None and verb.i < i and base_form(verb.lower) in ("be", "come", "amount") else None
    if subject is None or singular(subject.lower) not in d.effects or not subject.is_noun:
        return None
    way = effect_of(tree, subject.i) or int(any(prep.lower == "on" for prep in tree.kids(subject.i, "prep")))
    return Cue("contribution", "contribution", figure.sign or way, subject.i, sure=True) if way else None


def effect_of(tree: Tree, k: int) -> int:
    """Which way the effect or contribution that word `k` names goes: "a downward effect"; 0 if it does not say so."""
    d = directions()
    told = (d.effect_ways[w.lower] for w in tree.words[max(0, k - 3) : k] if w.lower in d.effect_ways)
    return next(told, d.effects.get(singular(tree.lower(k)), 0))


def _came_from(tree: Tree, i: int, figure: Figure) -> Cue | None:
    """ "of the 3% rise, 1.1 points came from food", "0.2 points were due to fuel"."""
    d, before = directions(), previous(tree, i)
    if not in_points(figure) or (before is not None and before.lower in ("of", "by")):
        return None  # "the drop of 3 points was due to fuel"
    after = tree.after(i)
    if after is not None and after.lower == "of" and (total := _total_behind(tree, i)):
        return Cue("contribution", "contribution", figure.sign or total, i + 1)  # "1.3 points of the rise came from energy"
    if after is None or not after.is_verb:
        return None
    link = tree.lower(after.i + 1)
    source = link == "from" if base_form(after.lower) in d.deriving else link in d.owed and tree.lower(after.i + 2) == "to"
    if not source:
        return None
    signs = [d.noun(word) for word in tree.words[:i] if word.is_noun and d.noun(word)]
    return Cue("contribution", "contribution", figure.sign or (signs[-1] if signs else 1) or 1, after.i)


def _total_behind(tree: Tree, i: int) -> int:
    """The way of the total that a figure's points are said to be "of"; 0 if it is none."""
    for k in range(i + 2, min(i + 6, len(tree))):
        if tree[k].is_verb or tree[k].text == "," or tree[k].figure is not None:
            return 0
        if tree[k].is_noun and singular(tree.lower(k)) in directions().contribution_totals - {"index", "rate", "product"}:
            return directions().noun(tree[k]) or 1
    return 0


def _of_total(tree: Tree, i: int) -> int:
    """The way of the total that a figure is said to be points of: "accounted for 0.3 points of the fall"."""
    for k in range(i + 1, min(i + 5, len(tree))):
        if tree.lower(i + 1) != "of" or tree[k].text == ",":
            break
        if tree[k].is_noun and directions().noun(tree[k]):
            return directions().noun(tree[k]) or 1
    return 1


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
