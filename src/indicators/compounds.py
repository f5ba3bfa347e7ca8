"""Modifiers that share a noun: "medium and heavy trucks", "farm loan and boat loan balances", each with it."""

from __future__ import annotations

from itertools import chain

from indicators.cues import directions
from indicators.inflect import singular
from indicators.phrases import Phrase
from indicators.tree import Tree

__all__ = ["compounds"]


def compounds(phrase: Phrase | None, size: int) -> list[Phrase] | None:
    """ "Medium and heavy trucks", "farm loan and boat loan balances": each modifier with the noun that they share."""
    if phrase is None:
        return None
    tree = phrase.tree
    for stretch in _stretches(phrase):
        parts = _parted(tree, stretch)
        if len(parts) != size:
            continue
        if (whole := _each_named(phrase, stretch, parts)) is not None:
            return whole
        if not _modifies(tree, parts):
            return None
        own = min(len(parts[0]), len(parts[-1]) - 1)
        shared = parts[-1][own:]
        rest = [i for i in phrase.indices if i not in stretch]
        head = phrase.head if [phrase.head] in shared or phrase.head in rest else shared[-1][-1]
        members = [*parts[:-1], parts[-1][:own]]
        return [Phrase(tree, head, tuple(sorted(chain(rest, *part, *shared)))) for part in members]
    return None


def _each_named(phrase: Phrase, stretch: list[int], parts: list[list[list[int]]]) -> list[Phrase] | None:
    """ "Goods exports and services exports": members that each have the whole name, however the parse hangs them."""
    tree, ends = phrase.tree, [part[-1][-1] for part in parts]
    if len({tree.lower(i) for i in ends}) > 1 or any(len(part) < 2 for part in parts) or not tree[ends[0]].is_noun:
        return None
    if tree.lower(ends[0]) == tree.lower(parts[0][0][0]):
        return None
    rest = [i for i in phrase.indices if i not in stretch]
    return [Phrase(tree, end, tuple(sorted(chain(rest, *part)))) for part, end in zip(parts, ends, strict=True)]


def _parted(tree: Tree, stretch: list[int]) -> list[list[list[int]]]:
    """A stretch of words cut at its conjunctions and commas; hyphenated words as one."""
    parts: list[list[list[int]]] = [[]]
    for i in stretch:
        if tree[i].lower in ("and", "&", ",", "or"):
            parts.append([])
        elif parts[-1] and "-" in (tree.lower(i), tree.lower(i - 1)):
            parts[-1][-1].append(i)
        else:
            parts[-1].append([i])
    return [part for part in parts if part]


def _stretches(phrase: Phrase) -> list[list[int]]:
    """The words of a phrase between its prepositions."""
    found: list[list[int]] = [[]]
    for i in phrase.indices:
        if phrase.tree[i].tag in ("IN", "TO"):
            found.append([])
        else:
            found[-1].append(i)
    return found


def _modifies(tree: Tree, parts: list[list[list[int]]]) -> bool:
    """Whether all parts of a coordination but the last only modify its last noun: "crude and refined oil", not "cars and light trucks"."""
    last = parts[-1]
    if len(last) < 2 or not tree[last[-1][-1]].is_noun or any(len(part) > 2 for part in parts[:-1]):
        return False
    first = tree[last[0][0]]
    for part in parts[:-1]:
        end = tree[part[-1][-1]]
        alike = len(part) < len(last) and tree.lower(last[len(part) - 1][-1]) == end.lower
        named = singular(end.lower) in directions().flows | directions().totals
        if end.tag == first.tag == "NNP" and tree[last[-1][-1]].tag == "NNP":
            # "Chad and South Korea": names, of which none is a modifier.
            return False
        if (named and not alike) or (len(part) > 1 and len(last) < 3) or first.lower == tree.lower(part[0][0]):
            return False
        if end.tag in ("NNS", "NNPS") and first.tag not in ("NNS", "NNPS"):
            return False
    return True
