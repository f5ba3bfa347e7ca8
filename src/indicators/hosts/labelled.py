"""Hosts of labels: "Sugarcane: a decline of 8.8%", "Mining: output rose by 3%"."""

from __future__ import annotations

from indicators.cues import directions
from indicators.hosts.base import Host
from indicators.hosts.surveyed import SurveyedHosts
from indicators.inflect import singular
from indicators.phrases import Phrase, noun_phrase
from indicators.tree import Tree, Word

__all__ = ["LabelledHosts"]

_DASHES = ("-", "\u2013", "\u2014")
# Counted nouns that say nothing beside a label: "Labour force: 31 million persons".
_BARE = frozenset(("person", "people", "individual", "unit", "piece", "item", "head", "case"))


def _speaks(tree: Tree, word: Word) -> bool:
    """Whether a word shows that a stretch is more than a name; behind "and" a plural may be taken for a verb: "ores and concentrates"."""
    return word.tag in ("MD", "WP", "WDT", "PRP", "VB") or (word.tag in ("VBD", "VBZ", "VBP") and tree.lower(word.i - 1) != "and")


class LabelledHosts(SurveyedHosts):
    """Hosts told by the words before a colon."""

    def _label(self, tree: Tree, word: Word, host: Host) -> Phrase | None:
        """ "Sugarcane: a decline of 8.8%": the words before a colon name what the first figure behind it is of, if nothing else does."""
        start = max((w.i + 1 for w in tree.words[: word.i] if w.figure is not None), default=0)
        colon = next((w.i for w in tree.words[start + 1 : start + 12] if w.text == ":"), None)
        if colon is None or colon > word.i or (start and colon != word.i - 1):
            return None
        counted = host.phrase is not None and host.phrase.indices == (word.i,) and singular(word.lower.split()[-1]) in _BARE
        if (not start and host.element is not None) or (host.phrase is not None and not counted and not self._is_hollow(host.phrase)):
            return None
        if any(w.tag in ("VBD", "VBZ", "VBP", "MD", "WP", "WDT") for w in tree.words[start:colon]):
            return None
        label = noun_phrase(tree, start, colon)
        if label is None and colon == start + 1 and tree.lower(start) in ("employed", "unemployed", "inactive", "retired", "jobless"):
            label = Phrase(tree, start, (start,))
        if label is None or self._is_hollow(label) or self._is_place(label) or label.head_noun in self._words["speakers"]:
            return None
        dateline = all(w.text.isupper() for w in label.words()) and tree.kind == "body"
        return None if dateline else label

    def _dashed(self, tree: Tree, word: Word) -> Host | None:
        """ "ores and concentrates – $4 million", "drinks, containing sugar – $5 million": all before a dash, if it is one name."""
        end = word.i - 1
        if end < 1 or tree[end].text not in _DASHES or tree[end].end == word.start:
            return None
        start = max((w.i + 1 for w in tree.words[:end] if w.figure is not None or w.text in (":", ";")), default=0)
        while start < end and (tree[start].text == "," or tree[start].tag in ("CC", "RB", "DT")):
            start += 1
        words = tree.words[start:end]
        if not any(w.tag in ("CC", "VBN", "VBG") or w.text == "," for w in words) or any(_speaks(tree, w) for w in words):
            return None
        if tree[start - 1].figure is not None or not (words[0].is_noun or words[0].tag in ("JJ", "VBN")):
            return None
        phrase = noun_phrase(tree, start, end)
        return Host(phrase) if phrase is not None and not self._is_hollow(phrase) and not self._has_place(phrase) else None

    def _add_label(self, tree: Tree, word: Word, host: Host) -> None:
        """ "Mining: output rose by 3%": of what a bare series is, told before a colon."""
        bare = host.phrase is not None and host.element is None and host.phrase.indices == (host.phrase.head,) and host.phrase.tree is tree
        if not bare or host.phrase is None or host.phrase.head_noun not in directions().flows or tree.parent is not None:
            return
        colon = next((w.i for w in tree.words[1:7] if w.text == ":"), None)
        if colon is None or colon + 1 != host.phrase.head - (tree[host.phrase.head - 1].tag == "DT"):
            return
        label = noun_phrase(tree, 0, colon)
        plain = all(w.is_noun or w.tag in ("JJ", "CC", "HYPH", "VBG", ",") for w in tree.words[:colon])
        if label is None or not plain or self._is_hollow(label) or self._has_place(label):
            return
        if label.head_noun in self._series | self._speakers:
            return
        host.element, host.link = label, "in"
