"""Hosts that a pronoun points at: "that of", "those in", "the former", "the last of these"."""

from __future__ import annotations

from indicators.cues import directions
from indicators.hosts.antecedents import listed_before, pointer_before
from indicators.hosts.base import Host
from indicators.hosts.members import MemberHosts
from indicators.inflect import base_form, singular
from indicators.phrases import Phrase, noun_phrase, phrase_of
from indicators.tree import Tree, Word

__all__ = ["PointedHosts"]


# What ties "those" to what it is of.
_LINKS = frozenset(("of", "in", "from", "for", "to", "among", "by", "on", "at"))


# What is meant for something is of that: "those meant for seed".
_MEANT = frozenset(("destined", "intended", "meant", "bound", "used", "made", "designed", "earmarked"))


class PointedHosts(MemberHosts):
    """Hosts named before, in a list or by a figure, that a word of the clause points back at."""

    def _pointed(self, tree: Tree, word: Word) -> Host | None:
        """ "imports and exports grew, the latter by 3%", "the last of these were 5% cheaper": what of the list before it points at."""
        pointer = pointer_before(tree, word)
        if pointer is None:
            return None
        element = pointer.of(listed_before(tree, pointer.start))
        if element is None:
            named = self._told_before(tree)
            before = tree.previous
            if len(named) > 1:
                # "Exports rose by 6.8% and imports by 2.2%; … the former rose by 1.3%"
                return Host(partner=named[-2:][pointer.place], settled=True) if pointer.pair and pointer.size == 1 else None
            element = pointer.of(listed_before(before, len(before))) if before is not None else None
        if element is None:
            return None
        link = tree.lower(pointer.start - 1)
        owned = tree[pointer.start - 2] if pointer.start > 1 and link in _LINKS else None
        if owned is not None and owned.is_noun and directions().noun(owned) is None:
            # "sales of the former fell by 2%"
            return Host(phrase_of(tree, owned, tail=False, limit=pointer.start - 1), element=element, link=link, settled=True)
        if element.head_noun in self._series:
            return Host(element, settled=True)
        return Host(partner=self._last(tree, word, before=pointer.start), element=element, link="gap")

    def _told_before(self, tree: Tree) -> list[int]:
        """The figures before that have a subject of their own; those of the same sentence or the one before, if there are two."""
        last = [n for n in range(self._number) if self.hosts[n].phrase is not None or self.hosts[n].element is not None][-2:]
        near = self.figures[self._number].sentence
        before = tree.previous
        told = {w.figure for w in before.words} if before is not None else set()
        return [n for n in last if self.figures[n].sentence == near or n in told]

    def _those(self, tree: Tree, word: Word) -> Host | None:
        """ "and that of goods imported by 1.8%", "those from abroad were 4% lower": the series named before, of something else."""
        k = word.i - 1
        while k >= 0 and tree[k].figure is None and tree[k].text not in (";", ":") and not self._stands_in(tree, k):
            k -= 1
        if k < 0 or not self._stands_in(tree, k):
            return None
        if tree[k + 1].tag == "VBN":
            return self._those_done(tree, word, k)
        end = k + 2
        while end < word.i and tree[end].text != "," and not self._says_on(tree, end, word):
            end += 1
        end = self._list_end(tree, end, word)
        element = noun_phrase(tree, k + 2, end)
        if element is None and tree.lower(k + 2) in ("abroad", "elsewhere", "overseas", "home"):
            element = Phrase(tree, k + 2, (k + 2,))
        if element is None and end == k + 3 and tree[k + 2].tag == "JJ":
            # "and that of solar", "those in rural"
            element = Phrase(tree, k + 2, (k + 2,))
        partner, link = self._last(tree, word, before=k), tree.lower(k + 1)
        if element is None or partner is None or tree.lower(element.head) in self._words["empty_objects"]:
            return None
        owned = [tree[i] for i in range(k - 2, -1, -1) if tree[i].is_noun and tree.lower(i + 1) in _LINKS and self._next_noun(tree, i + 2)]
        pointed = next((noun for noun in owned if noun.dep in ("nsubj", "nsubjpass", "dobj")), owned[0] if owned else None)
        number = pointed is not None and singular(pointed.lower) in ("number", "count") and tree.lower(k) == "that"
        counted = pointed is not None and (directions().noun(pointed) is not None or number)
        if link == "of" and counted:
            # "the number of births rose by 3% and that of deaths by 2%"
            return Host(element, settled=True)
        return Host(partner=partner, element=element, link=link, settled=True)

    def _list_end(self, tree: Tree, end: int, word: Word) -> int:
        """Where a list of names ends, the first of which ends with a comma: "those of spirits, wine and beer by 3%"."""
        last = end
        while tree.lower(end) == "," and last < word.i and not self._says_on(tree, last, word):
            if not (tree[last].is_noun or tree[last].tag in ("JJ", "HYPH", "CC", ",", "DT", "VBG", "VBN")):
                return end
            last += 1
        joined = any(w.tag == "CC" for w in tree.words[end:last]) and tree[last - 1].is_noun and last < word.i
        return last if joined else end

    def _those_done(self, tree: Tree, word: Word, k: int) -> Host | None:
        """ "those meant for seed rose by 3%", "and those sold abroad": what was done with them tells them apart."""
        partner, end = self._last(tree, word, before=k), k + 2
        while end < word.i and tree[end].text != "," and not self._says_on(tree, end, word):
            end += 1
        first = k + 2 if tree.lower(k + 1) in _MEANT and tree.lower(k + 2) in _LINKS else k + 1
        kept = tuple(i for i in range(first, end) if tree[i].tag not in ("DT", "PRP$") and tree[i].figure is None)
        if partner is None or not kept or tree[end - 1].tag in ("IN", "TO"):
            return None
        return Host(partner=partner, element=Phrase(tree, kept[-1], kept), link="those", settled=True)

    def _says_on(self, tree: Tree, i: int, word: Word) -> bool:
        """Whether a word says what became of "those of …", so that their name ends before it."""
        here, d = tree[i], directions()
        if here.lower in ("by", "to", "at", "with", "from"):
            return i + 1 == word.i or tree[i + 1].tag in ("RB", "IN", "DT", "RBR")
        if here.tag in ("VBZ", "VBP") and singular(here.lower) in self._series:
            # "that of imports 90.4 billion"
            return False
        if here.tag == "JJR" and tree[i + 1].is_noun and tree.lower(i - 1) in _LINKS:
            return False  # "that of older workers"
        if here.tag in ("VBZ", "VBP", "VB", "MD", "RBR", "JJR") or here.lower in d.adverbs:
            return True
        told = here.lower in d.verbs or here.lower in d.neutral or here.lower in d.levels
        return here.is_verb and (told or (here.tag == "VBD" and base_form(here.lower) not in self._nominal))

    def _stands_in(self, tree: Tree, k: int) -> bool:
        """Whether "that" or "those" at word `k` stands for the noun of a series: "and those in the south", not "less than those in"."""
        if tree.lower(k) not in ("that", "those") or k + 1 >= len(tree):
            return False
        told = tree.lower(k) == "those" and tree[k + 1].tag == "VBN" and tree[k + 1].head == k
        if tree.lower(k + 1) not in _LINKS and not told:
            return False
        return k == 0 or tree[k - 1].text == "," or tree[k - 1].tag == "CC" or tree.lower(k - 1) in ("while", "whereas", "whilst", "though")
