"""Hosts of a series for less of it: "fuels excluded - by 0.1%", "of which on the home market by 2%"."""

from __future__ import annotations

from indicators.cues.clause import excepted
from indicators.hosts.base import Host
from indicators.hosts.pointed import PointedHosts
from indicators.phrases import WHERE, Phrase, is_empty, noun_phrase
from indicators.tree import Tree, Word

__all__ = ["NarrowedHosts"]


# Where a part of the same series is measured.
_WHERE = frozenset(("on", "at", "outside", "inside"))
# What may stand between the name of a part and its figure, its verb left out.
_GAP = frozenset((",", ":", "-", "\u2013", "\u2014", "by", "to", "about", "around", "some", "only", "just"))
# What may stand before it.
_BEFORE = frozenset((",", "and", "but", "while", "whereas", "which", "whom", "them", "also", ";", ":"))


class NarrowedHosts(PointedHosts):
    """Hosts that a figure shares with the one before but for what narrows them."""

    def _narrowed(self, tree: Tree, word: Word) -> Host | None:
        """The host of a figure that only what narrows the series stands before."""
        before = word.i - 1
        while before >= 0 and tree.lower(before) in _GAP:
            before -= 1
        if before < 1 or (before == word.i - 1 and tree[before].is_noun and tree[before].tag != "NN"):
            return None
        link = excepted(tree, before)
        if link:
            start = self._segment_start(tree, before - 1)
            element = noun_phrase(tree, start, before)
        else:
            start = self._placed_at(tree, before) or self._placed_like(tree, before)
            link = tree.lower(start - 1) if start else ""
            element = self._to_one(tree, start, before + 1) if start else None
        partner = self._last(tree, word, before=before)
        if element is None or partner is None or self._is_hollow(element):
            return None
        if self.figures[partner].sentence != self.figures[self._number].sentence:
            return None
        return Host(partner=partner, element=element, link=link, settled=True)

    def _placed_at(self, tree: Tree, last: int) -> int:
        """Where a noun phrase begins that ends with word `last` and of which "on" or "at" is all that the clause says; 0 if none does."""
        k = last
        while (
            k > 0
            and (tree[k].is_noun or tree[k].tag in ("JJ", "HYPH", "CD", "DT", "VBG") or tree.lower(k) == "-")
            and tree[k].figure is None
        ):
            k -= 1
        if k == last or tree.lower(k) not in _WHERE or (k and tree.lower(k - 1) not in _BEFORE):
            return 0
        return 0 if tree.lower(last) in self._words["empty_objects"] else k + 1

    def _placed_like(self, tree: Tree, last: int) -> int:
        """ "Output for export fell 3% and for the home market 2%": the same preposition as in the subject of the figure before."""
        k = last
        while k > 0 and (tree[k].is_noun or tree[k].tag in ("JJ", "HYPH", "DT", "PRP$")) and tree[k].figure is None:
            k -= 1
        number = self._figure_before(tree, k)
        told = self.hosts[number].phrase if number is not None else None
        if k == last or told is None or told.tree is not tree or tree[k].tag not in ("IN", "TO") or tree[k - 1].tag not in ("CC", ","):
            return 0
        at = next((w.i for w in tree.words if w.figure == number), k)
        if tree.lower(at + 1) == tree.lower(k) or any(w.is_verb for w in tree.words[at:k]) or is_empty(tree, last):
            return 0
        alike = any(tree.lower(i) == tree.lower(k) for i in told.indices)
        return k + 1 if alike and not self._has_place(Phrase(tree, last, tuple(range(k + 1, last + 1)))) else 0

    def _to_one(self, tree: Tree, start: int, end: int) -> Phrase | None:
        """The phrase between two words, which may end with "one": "on the foreign one"."""
        if tree.lower(end - 1) in ("one", "ones"):
            return Phrase(tree, end - 1, tuple(i for i in range(start, end) if tree[i].tag not in ("DT", "PRP$")))
        return noun_phrase(tree, start, end)

    def _sited(self, tree: Tree, word: Word, host: Host) -> Host:
        """ "90 GW of capacity: 70 GW onshore and 20 GW offshore": where what was told first is."""
        told = host.phrase or host.element
        first = self._figure_before(tree, word.i)
        if tree.lower(word.i + 1) not in WHERE or told is None or told.text.lower() not in WHERE or first is None:
            return host
        before = self.hosts[first]
        if before.element is not None and before.element.text.lower() in WHERE and before.partner is not None:
            first = before.partner
        return Host(partner=first, element=Phrase(tree, word.i + 1, (word.i + 1,)), settled=True)
