"""Edges of a noun phrase: what stands beside it and belongs to it, and what inside it does not."""

from __future__ import annotations

from indicators.lexicon import table
from indicators.tree import Tree, Word

__all__ = ["among_others", "dash", "exemplary", "last_joined", "participle_behind"]


def exemplary(tree: Tree, i: int) -> bool:
    """Whether a word opens examples, which are no part of a name: "goods, including cars", "food such as rice"."""
    return (tree.lower(i) == "including" and tree.lower(i - 1) == ",") or (tree.lower(i) == "as" and tree.lower(i - 1) == "such")


def among_others(tree: Tree, i: int) -> bool:
    """Whether a word opens what only says that there are more: "tin, among other metals"."""
    return tree.lower(i) == "among" and tree.lower(i + 1) in ("other", "others")


def participle_behind(tree: Tree, after: int) -> range:
    """ "products supplied ran at": two verbs in a row, of which the first is a participle; "the prices paid index fell"."""
    if after + 1 >= len(tree) or tree[after].tag not in ("VBN", "VBD"):
        return range(0)
    named = tree.lower(after + 1) in frozenset(table("subjects")["gauges"]) and after + 2 < len(tree)
    last = after + 1 if named else after
    return range(after, last + 1) if tree[last + 1].tag in ("VBD", "VBZ", "VBP", "MD") else range(0)


def dash(tree: Tree, k: int) -> bool:
    """Whether word `k` is a dash with spaces around it."""
    return tree[k].text == "-" and 0 < k < len(tree) - 1 and tree[k - 1].end < tree[k].start and tree[k].end < tree[k + 1].start


def last_joined(tree: Tree, head: Word, after: int, end: int) -> range:
    """ "sales of books, pens and paper, and printed matter fell": the last of several, which the parse takes for a subject of its own."""
    while after - 1 > head.i and (tree[after - 1].text == "," or tree[after - 1].tag == "CC"):
        after -= 1
    opens = after + 2 < end and tree[after].text == "," and tree.lower(after + 1) == "and"
    if not opens or not any(tree[k].tag == "CC" for k in range(head.i, after)):
        return range(0)
    last = next((w.i for w in tree.words[after + 2 : end] if w.dep == head.dep and w.head == head.head and w.is_noun), 0)
    plain = last and all(w.is_noun or w.tag in ("JJ", "HYPH", "VBN") for w in tree.words[after + 2 : last])
    return range(after, last + 1) if plain and last < head.head else range(0)
