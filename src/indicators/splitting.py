"""Splitting: what of a noun phrase names the series, what the part of it, and which places it tells."""

from __future__ import annotations

from collections.abc import Mapping

from indicators.cues import directions
from indicators.inflect import singular
from indicators.lexicon import table
from indicators.names import Name, linked, name_text
from indicators.parts import groups_places, what_is_counted, what_is_foretold, what_is_reported
from indicators.phrases import WHERE, Phrase
from indicators.placing import Placer
from indicators.tree import Tree, Word

__all__ = ["Splitter", "is_series"]

# So many words before a noun that a hyphen joins to it: "re" and the hyphen.
_PREFIX = 2


class Splitter:
    """Splits the noun phrases of one release into names."""

    def __init__(self, placer: Placer, short: Mapping[str, str] | None = None) -> None:
        self.placer = placer
        # The head nouns of the series that the text has short names for.
        self.short = short or {}
        self._split: dict[tuple[int, int, tuple[int, ...]], Name] = {}
        series = table("series")
        self._qualifiers = frozenset(series["qualifiers"])
        self._cross = frozenset(series["cross_border"])
        self._empty = frozenset(table("subjects")["empty_nouns"])

    def name_of(self, phrase: Phrase) -> Name:
        """A noun phrase as a name; the same one is asked for again and again."""
        key = id(phrase.tree), phrase.head, phrase.indices
        if key not in self._split:
            self._split[key] = self._apart(phrase)
        return self._split[key]

    def _apart(self, phrase: Phrase) -> Name:
        """Split a noun phrase into core and element, and take the places out."""
        counted = what_is_counted(phrase)
        number, phrase = counted is not phrase, what_is_reported(what_is_foretold(counted))
        kept, area, counterpart = self.placer.without_places(phrase)
        tree = phrase.tree
        words = [tree[i] for i in kept]
        if not words:
            return Name(area=area, counterpart=counterpart)
        if self.placer.only_places(phrase):
            if self.placer.beyond_codes(phrase):
                words, area, counterpart = phrase.words(), (), ()
            words = self.placer.whole_places(tree, words)
            return Name(element=name_text(tree, words), link="in", placed=True, area=area, counterpart=counterpart)
        if groups_places(phrase):
            return Name(element=name_text(tree, words), link="in", placed=True, area=area, counterpart=counterpart)
        head = tree[phrase.head]
        noun = self.short.get(head.lower, singular(head.lower))
        front = [w for w in words if w.i <= head.i or not linked(tree, head.i, w.i)]
        tail = [w for w in words if w not in front]
        if head.figure is not None or not is_series(noun) or head.lower == "products":
            # "gross domestic product" is a series, "dairy products" are part of one.
            if head.lower == "growth" and tree.lower(head.i - 1) == "economic":
                # That of the whole economy, which is part of no flow.
                return Name(name_text(tree, words), kind=name_text(tree, front), area=area, counterpart=counterpart)
            inner = self._series_inside(front, head)
            if inner is None:
                return Name(element=name_text(tree, words), area=area, counterpart=counterpart)
        flow = noun in directions().flows
        qualified = [w for w in front if w.i == head.i or (w.i < head.i and self._qualifies(tree, w, head))]
        kind = name_text(tree, qualified)
        placed = bool(tail) and self.placer.only_places(Phrase(tree, tail[-1].i, tuple(w.i for w in tail)))
        bare = len(front) == 1 and (not tail or placed) and (noun not in self._cross or not _totalled(tree, head))
        if flow and tail:
            bare = bare and placed and tail[0].lower in ("in", "of")
            return Name(name_text(tree, front), name_text(tree, tail[1:]), tail[0].lower, kind, True, bare, area, counterpart, placed)
        behind = _told_behind(front, head, number=number or noun in ("hour", "day")) or any(
            w.lower in WHERE and w.i > head.i for w in front
        )
        if flow and len(front) > 1 and not behind and not _coordinated(front):
            rest = [w for w in front if w.i < head.i and w not in qualified]
            told = name_text(tree, [w for w in front if w.i <= head.i])
            # "African output": whose, though no code says it.
            whose = bool(rest) and kind == head.lower and self.placer.only_places(Phrase(tree, rest[-1].i, tuple(w.i for w in rest)))
            return Name(kind, name_text(tree, rest), "", kind, True, whose, area, counterpart, whose, told)
        if placed and not flow and tail[0].lower in ("in", "of", "for", "across"):
            # "inflation in Africa": of a place that has no code
            return Name(name_text(tree, front), name_text(tree, tail[1:]), "in", kind, False, False, area, counterpart, True)
        return Name(name_text(tree, words), kind=kind, flow=flow, bare=bare, area=area, counterpart=counterpart)

    def _qualifies(self, tree: Tree, word: Word, head: Word) -> bool:
        """Whether a word before the noun stays with it in a breakdown: "new" of "new orders", not "adjusted" of "non-adjusted"."""
        joined = "-" in (tree.lower(word.i - 1), word.lower, tree.lower(word.i + 1))
        if joined:
            return head.i - word.i <= _PREFIX and tree.lower(head.i - 1) == "-"  # "re-exports"
        return word.lower in self._qualifiers

    def _series_inside(self, front: list[Word], head: Word) -> Word | None:
        """ "exports figures", "production volume": a series word that a hollow head follows."""
        if singular(head.lower) not in self._empty:
            return None
        found = [w for w in front if w.i < head.i and is_series(singular(w.lower))]
        return found[-1] if found else None


def _told_behind(front: list[Word], head: Word, *, number: bool) -> bool:
    """Whether words behind the noun belong to its name: "hours worked", "money supply M2"."""
    last = front[-1]
    labelled = last.text[0].isupper() and any(letter.isdigit() for letter in last.text)
    return last.i > head.i and (number or labelled or last.tag in ("VBN", "VBD"))


def is_series(noun: str) -> bool:
    """Whether a noun is one of a series: a flow, or a total."""
    d = directions()
    return noun in d.flows or noun in d.totals


def _coordinated(front: list[Word]) -> bool:
    return any(w.tag == "CC" for w in front)


def _totalled(tree: Tree, head: Word) -> bool:
    """ "total exports", "overall sales": said to be the whole, so nothing is to be added."""
    return any(
        kid.lower in ("total", "overall", "all", "aggregate", "national", "general", "entire", "whole")
        for kid in tree.kids(head.i)
        if kid.i < head.i
    )
