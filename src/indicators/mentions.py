"""Mentions: the series that a title or a sentence speaks of beside what its figures are of."""

from __future__ import annotations

from functools import cache

from indicators.cues import directions
from indicators.hosts import Host
from indicators.inflect import forms, singular
from indicators.lexicon import table
from indicators.memory import Memory
from indicators.names import Name, name_text
from indicators.phrases import noun_phrase
from indicators.splitting import Splitter
from indicators.tree import Tree, Word

__all__ = ["Mentions"]

# What a noun is in its sentence if the sentence speaks of it.
_MENTIONS = frozenset(("nsubj", "nsubjpass", "dobj", "pobj", "compound", "nmod", "ROOT"))


@cache
def _saying() -> frozenset[str]:
    """The verbs with which a title says what is recorded: "posts", "reaches"."""
    verbs = forms((*table("subjects")["recording"], *table("directions")["levels"]["verbs"]))
    return frozenset(word for word in verbs if word.endswith("s"))


class Mentions(Memory):
    """Finds the series that are spoken of in a release's sentences."""

    def __init__(self, splitter: Splitter) -> None:
        super().__init__()
        self.splitter = splitter
        # What the same sentence is asked again and again.
        self._nouns: dict[int, list[tuple[str, Word]]] = {}
        self._qualifiers = frozenset(table("series")["qualifiers"])
        self._saying = _saying()

    def _behind_place(self, tree: Tree, noun: Word) -> bool:
        """ "Chad: Exports of cotton": a series that a title names behind an economy and a colon."""
        start = self._start(tree, noun.i)
        return tree.kind == "title" and tree.lower(start - 1) == ":" and self.splitter.placer.place_at(tree, start - 2) is not None

    def _head(self, tree: Tree) -> None:
        """Keep the balance that a title names: "the deficit" in the text is that."""
        noun = next((w for w in tree.words if w.is_noun and singular(w.lower) in self._kin), None)
        if noun is None:
            return
        phrase = noun_phrase(tree, self._start(tree, noun.i), noun.i + 1)
        if phrase is not None:
            self._remember_title(self.splitter.name_of(phrase))

    def _start(self, tree: Tree, i: int) -> int:
        """Where the name that ends with word `i` begins; "Posts" in "Peru Posts Surplus" is a verb that the parse takes for a name."""
        while i > 0 and (tree[i - 1].tag in ("JJ", "HYPH", "VBN") or tree[i - 1].is_noun):
            if tree.kind == "title" and tree[i - 1].text.istitle() and tree.lower(i - 1) in self._saying:
                break
            i -= 1
        return i

    def _flow_here(self, tree: Tree, word: Word, host: Host) -> Name | None:
        """A flow named in the same sentence outside the host: "Displays (…) advanced in exports"."""
        top = tree
        while top.parent is not None:
            top = top.parent
        last = self.last_flow.head if self.last_flow is not None else None
        # In a text on retail trade, which is itself no flow of goods: "Sales rose in all groups: …".
        at_home = self.last_flow is not None and self._of_branch(self.last_flow)
        taken = [part.indices for part in (host.phrase, host.element) if part is not None and part.tree is top]
        candidates = [
            noun
            for lower, noun in self._nouns_of(top)
            if (lower in self._cross or lower == last or (at_home and lower in self._breakdowns))
            and not any(noun.i in indices for indices in taken)
            and not self._branch(top, noun)
        ]
        if not candidates:
            return None
        before = [w for w in candidates if w.start < word.start]
        best = before[-1] if before else candidates[0]
        kept = [k for k in top.kids(best.i, "amod", "compound") if k.i < best.i and k.lower in self._qualifiers]
        text = name_text(top, [*kept, best])
        return Name(text, kind=text, flow=True)

    def _nouns_of(self, tree: Tree) -> list[tuple[str, Word]]:
        """The nouns of a sentence that are no names, with their singular in lower case."""
        if id(tree) not in self._nouns:
            self._nouns[id(tree)] = [(singular(w.lower), w) for w in tree.words if w.is_noun and (w.i == 0 or w.text[0].islower())]
        return self._nouns[id(tree)]

    def _mentioned(self, tree: Tree) -> Name | None:
        """The series that a sentence on something else speaks of: "three regions saw their milk output shrink"."""
        flows = directions().flows
        found = [w for w in tree.words if w.is_noun and singular(w.lower) in flows and (w.dep in _MENTIONS or self._behind_place(tree, w))]
        if not found:
            return None
        end = found[0].i + 1
        if end < len(tree) and tree[end].is_noun and singular(tree.lower(end)) in ("indicator", "barometer", "gauge", "survey"):
            # "Sensitive Price Indicator": of prices, not of sensitive ones
            text = found[0].lower if found[0].lower.endswith("s") else f"{found[0].lower}s"
            return Name(text, kind=text, flow=True)
        if tree.lower(end) == "from" and end + 1 < len(tree) and tree[end + 1].is_noun:
            # "earnings from tourism"
            end += 2
        phrase = noun_phrase(tree, self._start(tree, found[0].i), end)
        return self.splitter.name_of(phrase) if phrase is not None else None
