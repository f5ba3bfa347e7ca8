"""What stands behind figures that each tell it there: "3% in paper and 2% in glass", "against 1.5% in the euro area"."""

from __future__ import annotations

from indicators.hosts.base import Host
from indicators.hosts.listed import ListedHosts
from indicators.phrases import Phrase, is_empty, phrase_of
from indicators.tree import Tree, Word

__all__ = ["BehindHosts"]

# What ties a figure to what stands behind it.
_BEHIND = frozenset(("in", "at", "among", "on"))
# The same behind a verb: "2 million came from firms and 3 million from banks".
_GIVING = frozenset(("from", "to", "by", "for"))


class BehindHosts(ListedHosts):
    """Hosts of figures by what stands behind them, as behind the figure before."""

    def _contrast(self, tree: Tree, word: Word) -> Phrase | None:
        """ "against 1.5% in the euro area": the place or group that the second figure is for."""
        if self.cues[self._number].kind == "pronoun":
            one = next((k for k in range(word.i - 1, -1, -1) if tree.lower(k) == "one"), 0)
            while one > 0 and not tree[one - 1].is_noun and tree[one - 1].tag in ("IN", "DT"):
                one -= 1
            return self._phrase(tree, tree[one - 1], one) if one and tree[one - 1].is_noun else None
        if tree.lower(word.i + 1) in ("in", "for", "at", "among", "on", "to", "from", "by"):
            listed = self._ages_behind(tree, word.i + 2) or self._names_behind(tree, word.i + 2)
            if listed is not None:
                return listed
            noun = self._next_noun(tree, word.i + 2)
            if noun is not None and noun.lower not in self._words["empty_objects"] and not is_empty(tree, noun.i):
                return phrase_of(tree, noun, conjuncts=False)
        if tree.lower(word.i + 1) in ("elsewhere", "abroad", "overseas", "nationwide"):
            return Phrase(tree, word.i + 1, (word.i + 1,))
        return None

    def _contrast_link(self, tree: Tree, word: Word) -> str:
        """The preposition of the contrast: "of", "for" and "among" take each other's place."""
        link = tree.lower(word.i + 1)
        return link if link in ("for", "among", "at", "on") else "in"

    def _each_link(self, tree: Tree, word: Word) -> str:
        link = tree.lower(word.i + 1)
        return link if link in _GIVING else self._contrast_link(tree, word)

    def _contrasted(self, tree: Tree, word: Word, partner: int | None, link: str) -> Host:
        """The figure before with what stands in contrast; in "a rise of 3% in exports and 5% in imports" that is a series of its own."""
        element = self._contrast(tree, word)
        told = self.hosts[partner].phrase if partner is not None else None
        if element is not None and link in _GIVING and told is not None and told.tree is tree and self._stands_behind(tree, told, partner):
            return Host(element)  # "3 million was due to firms and 2 million to households"
        if element is None or told is None or told.tree is not tree or self._is_place(element) or self._is_place(told):
            return Host(partner=partner, element=element, link=link)
        start = told.indices[0] - 1
        while start > 0 and tree[start].tag in ("DT", "PRP$", "JJ"):
            start -= 1
        behind = tree.lower(start) == tree.lower(word.i + 1) == "in" and tree[start - 1].figure == partner
        return Host(element) if behind else Host(partner=partner, element=element, link=link)

    def _stands_behind(self, tree: Tree, phrase: Phrase, number: int | None) -> bool:
        """Whether a phrase stands behind its figure."""
        return any(word.figure == number for word in tree.words[: phrase.indices[0]] if word.figure is not None)

    def _each_behind(self, tree: Tree, word: Word) -> bool:
        """ "by 3% in paper, ink and glue, 2% in glass": whether figures stand before what they are of, this one as the one before."""
        before = next((w for w in reversed(tree.words[: word.i]) if w.figure is not None), None)
        link = tree.lower(word.i + 1)
        if before is None or link not in (*_BEHIND, *_GIVING):
            return False
        at = before.i + 1
        if tree.lower(at) != link:
            at = next((k for k in range(at, word.i) if tree.lower(k) == link), word.i)
            said = before.figure is not None and self.hosts[before.figure].link == link
            if at == word.i or not ((said and link in _BEHIND) or self._came(tree, before.i + 1, at)):
                return False
        elif link in _GIVING:
            return False  # "from 3 million to 4 million": those have their rules
        return not any(w.is_verb and w.tag not in ("VBG", "VBN") for w in tree.words[at : word.i])

    def _came(self, tree: Tree, start: int, end: int) -> bool:
        """ "came", "was due", "have gone": whether the words between a figure and a preposition say only that it is somebody's."""
        return start < end and all(w.is_verb or w.tag in ("RB", "MD") or w.lower in ("due", "attributable") for w in tree.words[start:end])

    def _next_place(self, tree: Tree, word: Word, element: Phrase) -> bool:
        """ "27% came from Chad, 12% from Mali": the place before the second is the first one's, its own comes behind it."""
        link, first = tree.lower(word.i + 1), element.indices[0]
        before = first - 2 if first and tree[first - 1].tag == "DT" else first - 1
        if link not in ("from", "to", "in") or before < 0 or tree.lower(before) != link or not self._has_place(element):
            return False
        own = self._contrast(tree, word)
        return own is not None and self._is_place(own)

    def _figure_for_before(self, tree: Tree, word: Word) -> bool:
        """ "by 4% for huts and by 9% for barns": whether the figure before has its "for" behind it, too."""
        before = next((w for w in reversed(tree.words[: word.i]) if w.figure is not None), None)
        if before is None or before.figure is None or tree.lower(before.i + 1) != "for":
            return False
        return self.hosts[before.figure].link == "for"
