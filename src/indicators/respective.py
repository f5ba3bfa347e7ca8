"""Names told in the order of their figures: "growth of 3, 4 and 5 percent in trade, transport and tourism", told apart by their commas."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

from indicators.cues import directions
from indicators.inflect import base_form
from indicators.lexicon import table
from indicators.phrases import Phrase, is_empty, noun_phrase
from indicators.tree import Tree, Word

__all__ = ["generic", "own_parts", "respective"]

# Nouns that say of the names behind them no more than that something is told of them.
_WEAK = ("performance", "activity", "result", "figure", "contribution", "development", "variation")
# What ties the names to the figures before them, and how far behind those it stands.
_LINKS = frozenset(("in", "for", "of", "to", "from", "at", "among", "by", "on", "across", "with"))
_NEAR = 7
# What may stand in a list of names beside its nouns.
_MATERIAL = frozenset(("JJ", "JJR", "HYPH", "CC", ",", "DT", "VBG", "VBN", "POS", "PRP$", "IN", "TO", "AFX"))
_INSIDE = frozenset(("of", "for", "in", "from", "to", "by", "on", "at", "with", "excluding", "including"))
_JOINTS = frozenset((",", "and", "&", "or"))
_LONGEST = 30


def generic(phrase: Phrase | None) -> bool:
    """Whether a phrase only says of what kind the parts are that figures are shared out over: "the three sectors", "growth rates"."""
    if phrase is None or not phrase.tree[phrase.head].is_noun:
        return True
    if phrase.head_noun in _kinds() or directions().noun(phrase.tree[phrase.head]) is not None:
        return True
    return all(w.lower in ("rate", "rates", "of", "the") or directions().noun(w) is not None for w in phrase.words())


@cache
def _kinds() -> frozenset[str]:
    told = table("subjects")
    return frozenset((*told["classes"], *told["sectors"], *told["wares"], *_WEAK))


def respective(tree: Tree, first: int, last: int, size: int, floor: int = 0) -> list[Phrase] | None:
    """As many names as there are figures between two words, told behind them or before, from word `floor` on; None if there are none."""
    return _behind(tree, last, size) or _before(tree, first, size, floor)


def _behind(tree: Tree, last: int, size: int) -> list[Phrase] | None:
    for k in range(last + 1, min(last + _NEAR, len(tree))):
        word = tree[k]
        if word.lower in _LINKS:
            changes = any(directions().noun(w) is not None for w in tree.words[last + 1 : k])
            if (word.lower == "of" and not changes) or (word.lower in ("by", "to", "from") and k > last + 2):
                return None  # "3 and 5 percent of sales and employment": wholes, not parts
            end = _end(tree, k + 1)
            parts = _parts(tree, k + 1, end, size)
            if parts is None or any(_measured(part) for part in parts):
                return None
            return parts if not any(w.figure is not None for w in tree.words[end : end + 2]) else None
        if not _says_how(tree, word):
            return None
    return None


def _says_how(tree: Tree, word: Word) -> bool:
    """Whether a word between figures and the link to their names tells nothing else: "growth rates", "were recorded respectively"."""
    if word.figure is not None:
        return False
    told = word.lower in ("respectively", "rate", "rates", "was", "were", "is", "are", "been", "has", "have")
    comma = word.text == "," and tree.lower(word.i + 1) == "respectively"
    return told or comma or directions().noun(word) is not None or base_form(word.lower) in table("subjects")["recording"]


def _measured(part: Phrase) -> bool:
    """Whether a phrase only says in what something is told: "in units and value"."""
    return is_empty(part.tree, part.head) or part.tree.lower(part.indices[0]) in ("terms", "volume", "value", "unit", "units", "weight")


def _before(tree: Tree, first: int, size: int, floor: int) -> list[Phrase] | None:
    """The nearest list before the figures that has as many names; an apposition's list stands for what it tells of."""
    end = first
    while end > floor:
        start = end
        while start > floor and first - start < _LONGEST and _is_material(tree, tree[start - 1]):
            start -= 1
        if start == end:
            end -= 1
            continue
        while end > start and not tree[end - 1].is_noun:
            end -= 1
        begin = start
        while start < end and _leads(tree, start):
            start += 1
        parts = _parts(tree, start, end, size)
        if parts is None and end > start:
            comma = next((w.i for w in tree.words[start:end] if w.text == ","), end)
            parts = _parts(tree, comma + 1, end, size)  # "the main branches, trade, transport and tourism,"
        if parts is not None and not (floor and any(w.is_noun or w.tag in ("CC", ",") for w in tree.words[end:first])):
            return parts
        end = begin
    return None


def _leads(tree: Tree, i: int) -> bool:
    """Whether a word only leads to names: "in", "sold in"."""
    return tree[i].tag in ("IN", "TO", "CC", ",") or (tree[i].tag == "VBN" and tree[i + 1].tag in ("IN", "TO"))


def _is_material(tree: Tree, word: Word) -> bool:
    if word.figure is not None or (word.tag in ("IN", "TO") and word.lower not in _INSIDE):
        return False
    if word.tag == "VBG" and (base_form(word.lower) in table("subjects")["recording"] or directions().verb(tree, word) is not None):
        return False  # ", recording growth of"
    return word.is_noun or word.tag in _MATERIAL


def _end(tree: Tree, start: int) -> int:
    end = start
    while end < len(tree) and _is_material(tree, tree[end]):
        end += 1
    while end > start and not tree[end - 1].is_noun:
        end -= 1
    return end


def _parts(tree: Tree, start: int, end: int, size: int) -> list[Phrase] | None:
    """The words between two places as so many names; None if they are not."""
    if end <= start:
        return None
    cuts = [i for i in range(start, end) if tree.lower(i) in _JOINTS]
    last = next((i for i in reversed(cuts) if tree.lower(i) != ","), None)
    for bars in (cuts, _outer(tree, cuts)):
        parts = _cut_at(tree, start, end, bars)
        if parts is not None and len(parts) == size and last is not None:
            return _sharing([_bare(part) for part in parts])
    return None


def _cut_at(tree: Tree, start: int, end: int, bars: list[int]) -> list[Phrase] | None:
    """The stretches between the words `bars` as phrases; None if one of them is no phrase."""
    found = [noun_phrase(tree, a + 1, b) for a, b in pairwise([start - 1, *bars, end]) if b > a + 1]
    parts = [part for part in found if part is not None]
    return parts if len(parts) == len(found) else None


def _bare(part: Phrase) -> Phrase:
    """ "Better performance in trade": trade."""
    tree = part.tree
    link = next((n for n, i in reversed([*enumerate(part.indices)]) if tree[i].tag in ("IN", "TO")), None)
    if link is None or part.head_noun not in _WEAK:
        return part
    rest = part.indices[link + 1 :]
    return (noun_phrase(tree, rest[0], rest[-1] + 1) or part) if rest else part


def _names_series(phrase: Phrase) -> bool:
    return phrase.head_noun in directions().flows | directions().totals


def _sharing(parts: list[Phrase], head: int | None = None) -> list[Phrase]:
    """ "Exports of cocoa and of oil seeds": each part with the series that only the first one names, which is headed by `head`."""
    first = parts[0]
    tree, head = first.tree, first.head if head is None else head
    link = next((n for n, i in enumerate(first.indices) if tree[i].tag in ("IN", "TO")), None)
    if link is None or head not in first.indices[:link] or not _names_series(Phrase(tree, head, first.indices)):
        return parts
    shared = first.indices[: link + 1]
    return [first, *(part if _names_series(part) else Phrase(tree, head, (*shared, *part.indices)) for part in parts[1:])]


def own_parts(tree: Tree, phrase: Phrase, size: int) -> list[Phrase] | None:
    """A phrase cut at its commas and "and"s, where the parse sees no coordination: "petrochemicals and bio health (…)"."""
    source, end = phrase.tree, phrase.indices[-1] + 1
    start = phrase.indices[0]
    while tree.parent is source and start > 0 and _runs_on(source, start - 1):
        start -= 1
    cuts = [
        i for i in range(start, end) if source.lower(i) in ("and", "&", ",") or (source.lower(i), source.lower(i + 1)) == ("well", "as")
    ]
    for bars in (cuts, _outer(source, cuts)):
        parts = _cut_at(source, start, end, bars)
        if parts is not None and len(parts) == size:
            return _sharing(parts, phrase.head)
    return None


def _outer(tree: Tree, cuts: list[int]) -> list[int]:
    """The cuts of a list whose members have an "and" of their own: its commas and its last conjunction."""
    last = next((i for i in reversed(cuts) if tree.lower(i) != ","), None)
    return [i for i in cuts if tree.lower(i) in (",", "well") or i == last]


def _runs_on(tree: Tree, i: int) -> bool:
    """Whether a word before a bracket still belongs to the list of names that the bracket follows."""
    word = tree[i]
    bracketed = any(f.host is not None and f.host == i for f in tree.fragments)
    return word.figure is None and not bracketed and (word.is_noun or word.tag in ("JJ", "CC", "HYPH", "VB", "NNP")) and word.text != ","
