"""Names behind the word that says what they are: "the group Alcoholic beverages and tobacco", "the division Transport"."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from indicators.inflect import singular
from indicators.lexicon import table
from indicators.tree import Tree, Word

if TYPE_CHECKING:
    from indicators.phrases import Phrase

__all__ = ["UNNAMED", "citizens", "classifies", "named"]

# "Chadian nationals" are Chadians.
_CITIZENS = frozenset(("nationals", "citizens"))
UNNAMED = _CITIZENS | {"-", ",", "other"}


@cache
def _classes() -> frozenset[str]:
    return frozenset(table("subjects")["classes"])


def classifies(tree: Tree, i: int) -> bool:
    """Whether a word only says what the name behind it is of: "group" in "prices in the group Transport"."""
    if singular(tree.lower(i)) not in _classes() or tree[i].text[0].isupper() or not 0 < i < len(tree) - 1:
        return False
    behind = tree[i + 1]
    return behind.figure is None and behind.text[0].isupper() and not behind.text.isupper() and not tree[i - 1].text[0].isupper()


def citizens(phrase: Phrase, i: int) -> tuple[int, ...]:
    """The head of a phrase, if it is word `i` and only says that a demonym before it is of people."""
    return (i,) if phrase.head == i and phrase.tree.lower(i) in _CITIZENS else ()


def _name_behind(tree: Tree, i: int) -> list[int]:
    """The words of the name behind word `i`, up to what is no part of a noun phrase."""
    end = i + 1
    while end < len(tree) and tree[end].figure is None and (tree[end].is_noun or tree[end].tag in ("JJ", "HYPH", "CC", ",", "VBG", "VBN")):
        end += 1
    while end > i + 1 and (tree[end - 1].tag in ("CC", ",", "HYPH", "VBN") or tree[end - 1].text == ","):
        end -= 1
    words = tree.words[i + 1 : end]
    comma = next((w.i for w in words if w.text == ","), end)
    joined = any(w.tag == "CC" for w in words if w.i > comma)
    return list(range(i + 1, end if joined else comma))


def named(tree: Tree, indices: list[int], head: Word, end: int) -> tuple[list[int], Word]:
    """A phrase with the names behind what they are called by, in place of that, and its head."""
    classed = [i for i in indices if classifies(tree, i)]
    if not classed:
        return indices, head
    names = [k for i in classed for k in _name_behind(tree, i) if k < end]
    if head.i in classed:
        head = next((tree[k] for k in reversed(names) if tree[k].is_noun), head)
    return sorted({i for i in indices if i not in classed or i == head.i} | set(names)), head
