"""Hosts of counts: in what state those counted are, and whether the next count is of others."""

from __future__ import annotations

from indicators.cues import Cue
from indicators.hosts.base import Host
from indicators.hosts.changes import ChangeHosts
from indicators.inflect import singular
from indicators.phrases import Phrase
from indicators.tree import Tree, Word

__all__ = ["StateHosts"]


class StateHosts(ChangeHosts):
    """What sets counted things apart from others."""

    def _others_counted(self, tree: Tree, word: Word, cue: Cue, verb: Word | None) -> bool:
        """ "40 inns, which offered 900 rooms and 1,700 beds": whether it counts other things than the figure before."""
        first = tree[verb.head] if verb is not None and verb.dep == "conj" else verb
        whose = tree[first.head] if first is not None and first.dep == "relcl" and word.dep == "dobj" else None
        joined = tree[cue.anchor] if cue.kind == "coordinate" and cue.anchor is not None else None
        if joined is not None and joined.figure is not None and self.figures[joined.figure].noun_start is None:
            # "310 arrivals, up 2%, and 620 nights, up 3%"
            joined = next((w for w in reversed(tree.words[: joined.i]) if w.figure is not None), None)
        elif joined is None and self._beside_another(tree, verb):
            # "carriers reported 310 parcels and 620 passengers": each a series, and none of the carriers'.
            joined = next((kid for kid in tree.kids(word.i, "conj") if kid.figure is not None), None)
        other = next((w for w in (whose, joined) if w is not None and w.figure is not None), None)
        if other is None or other.figure is None or self.figures[other.figure].noun_start is None:
            return False
        return singular(other.lower.split()[-1]) != singular(word.lower.split()[-1])

    def _beside_another(self, tree: Tree, verb: Word | None) -> bool:
        """Whether a verb's subject is one that can tell of several counted things: no series."""
        subject = self._subject(tree, verb) if verb is not None else None
        return subject is not None and subject.is_noun and singular(subject.lower) not in self._series | self._empty

    def _with_state(self, tree: Tree, own: Phrase, verb: Word) -> Host | None:
        """ "2.1 million people are jobless", "12,300 were out of work": the state that those counted are in."""
        quality = next((kid for kid in tree.kids(verb.i, "acomp", "attr") if kid.i > verb.i and kid.tag in ("JJ", "VBN")), None)
        if quality is not None:
            if not self._tells(tree, quality):
                return None
            added = self._added(own, quality)
            return Host(added if quality.tag == "VBN" else Phrase(tree, own.head, (*added.indices[len(own.indices) :], *own.indices)))
        link = next((kid for kid in tree.kids(verb.i, "prep") if kid.i == verb.i + 1 and kid.lower in ("in", "out", "on", "at")), None)
        if link is None:
            return None
        inner = next(iter(tree.kids(link.i, "prep")), link)
        state = next(iter(tree.kids(inner.i, "pobj")), None)
        if state is None or state.tag != "NN" or state.lower in self._words["empty_objects"] or tree.kids(state.i, "det", "poss"):
            return None
        return Host(Phrase(tree, own.head, (*own.indices, *(i for i in tree.subtree(link.i) if i <= state.i and tree[i].figure is None))))

    def _tells(self, tree: Tree, quality: Word) -> bool:
        """Whether an adjective sets those counted apart ("jobless", "vacant"); one of size or comparison does not."""
        if quality.figure is not None or tree.kids(quality.i, "prep") or quality.lower in self._hollow:
            return False
        return quality.tag == "VBN" or tree.lower(quality.i - 1) not in ("more", "less", "as", "so", "too", "very")

    def _added(self, own: Phrase, quality: Word) -> Phrase:
        """A counted noun with a word that stands apart from it, and what belongs to that: "forcibly displaced", "laid off"."""
        tree = own.tree
        beside = [kid for kid in tree.kids(quality.i, "advmod", "prt", "oprd", "acomp") if abs(kid.i - quality.i) == 1]
        kept = [w.i for w in beside if (w.i > quality.i and w.tag in ("RP", "JJ")) or w.lower.endswith("ly")]
        return Phrase(tree, own.head, (*own.indices, *sorted((*kept, quality.i))))
