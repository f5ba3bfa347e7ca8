"""Naming: from the words that host a figure to the name of its series, with what context must supply."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from indicators.cues import directions
from indicators.figure import Figure, Place
from indicators.hosts import Host
from indicators.inflect import singular
from indicators.lexicon import table
from indicators.phrases import Phrase
from indicators.tree import Tree, Word

__all__ = ["Name", "Namer"]


@dataclass(frozen=True, slots=True)
class Name:
    """The name of a series in its parts.

    `core` says what kind of thing is measured ("exports", "unemployment rate"), `element` which part of it ("mobile phones"), and
    `link` how the two are tied ("of", "for"; "" for a compound). `area` and `counterpart` are the places that the words name.
    """

    core: str = ""
    element: str = ""
    link: str = ""
    flow: bool = False
    area: tuple[str, ...] = ()
    counterpart: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        if not self.element:
            return self.core
        if not self.core:
            return self.element
        if not self.link:
            return f"{self.element} {self.core}"
        return f"{self.core} {self.link} {self.element}"


class Namer:
    """Names the figures of one release in order; remembers what was measured last."""

    def __init__(self, figures: list[Figure], hosts: list[Host], places: Sequence[Place], home: str | None) -> None:
        self.figures, self.hosts, self.places, self.home = figures, hosts, places, home
        self.names: list[Name] = [Name() for _ in figures]
        self.last_flow: Name | None = None
        self.title_flow: Name | None = None
        self._words = table("subjects")
        self._cross = frozenset(table("series")["cross_border"])

    def name(self, tree: Tree, word: Word) -> None:
        """Name the figure at `word`."""
        number = word.figure
        assert number is not None
        host, figure = self.hosts[number], self.figures[number]
        name = self._resolve(tree, word, host, figure)
        name = self._with_clause_place(tree, word, name)
        self.names[number] = name
        self._remember(tree, name)
        figure.subject = name.text or None
        figure.area = ";".join(sorted(name.area)) or None
        figure.counterpart = ";".join(sorted(name.counterpart)) or None

    def _resolve(self, tree: Tree, word: Word, host: Host, figure: Figure) -> Name:
        partner = self.names[host.partner] if host.partner is not None and host.partner != word.figure else None
        if host.phrase is not None:
            name = self._of_phrase(host.phrase, host, tree)
            if partner is not None and host.link == "as":
                name = replace(name, area=partner.area, counterpart=partner.counterpart)
        else:
            name = partner or self._context(tree) or Name()
        if host.verb and host.link != "balance":
            name = self._nominal(name, host)
        elif host.verb:
            name = Name(f"{name.text} {host.verb}".strip(), flow=False, area=name.area, counterpart=name.counterpart)
        if host.element is not None:
            name = self._with_element(name, host, partner)
        if host.agent is not None:
            name = self._with_agent(name, host.agent)
        return self._completed(tree, word, name, host, figure)

    # -- from words to parts ------------------------------------------------------------------------------------------------

    def _of_phrase(self, phrase: Phrase, host: Host, tree: Tree) -> Name:
        """Split a noun phrase into core and element, and take the places out."""
        kept, area, counterpart = self._without_places(phrase)
        words = [phrase.tree[i] for i in kept]
        if not words:
            return Name(area=area, counterpart=counterpart)
        d = directions()
        head = phrase.tree[phrase.head]
        flow = singular(head.lower) in d.flows
        front = [w for w in words if w.i <= head.i or not self._link_between(phrase.tree, head.i, w.i)]
        tail = [w for w in words if w not in front]
        if not flow and singular(head.lower) not in d.totals and not tail:
            flow_inside = False
            return Name(element=self._text(phrase.tree, words), flow=flow_inside, area=area, counterpart=counterpart)
        if tail and flow:
            return Name(self._text(phrase.tree, front), self._text(phrase.tree, tail[1:]), tail[0].lower, True, area, counterpart)
        if flow and len(front) > 1:
            nouns = [w for w in front if w.is_noun and w.i < head.i]
            if nouns:
                others = [w for w in front if w not in nouns]
                return Name(self._text(phrase.tree, others), self._text(phrase.tree, nouns), "", True, area, counterpart)
        return Name(self._text(phrase.tree, words), flow=flow, area=area, counterpart=counterpart)

    def _link_between(self, tree: Tree, head: int, i: int) -> bool:
        return any(tree[k].tag in ("IN", "TO") or tree[k].tag in ("VBG",) and tree[k].lower in ("excluding", "including") for k in range(head + 1, i + 1))

    def _text(self, tree: Tree, words: list[Word]) -> str:
        return tree.text([w.i for w in words]).strip(" ,-/'\"")

    def _without_places(self, phrase: Phrase) -> tuple[list[int], tuple[str, ...], tuple[str, ...]]:
        """The phrase without the places that `area` and `counterpart` say."""
        area: list[str] = []
        counterpart: list[str] = []
        drop: set[int] = set()
        tree = phrase.tree
        for place in self._places_in(phrase):
            covered = [i for i in phrase.indices if place.start <= tree[i].start < place.end]
            link = self._link_before(tree, covered[0])
            if not place.codes or place.codes == ("W",):
                continue
            if place.kind == "subnational":
                area += [c for c in place.codes if c not in area]
                continue
            drop.update(covered)
            if link is not None:
                drop.add(link.i)
            drop.update(i for i in (covered[-1] + 1,) if i < len(tree) and tree[i].tag == "POS")
            target = counterpart if self._is_partner(place, link, tree, phrase.head) else area
            target += [c for c in place.codes if c not in target]
        if not drop:
            return list(phrase.indices), tuple(area), tuple(counterpart)
        kept = [i for i in phrase.indices if i not in drop]
        return self._tidy(tree, kept, phrase.head), tuple(area), tuple(counterpart)

    def _tidy(self, tree: Tree, kept: list[int], head: int) -> list[int]:
        """Without the conjunctions, commas and articles that a removed place leaves behind."""
        answer = list(kept)
        while answer and (tree[answer[-1]].tag in ("CC", "IN", "TO", ",", "DT", "HYPH", "POS") or tree[answer[-1]].text in ("-", ",")):
            answer.pop()
        while answer and (tree[answer[0]].tag in ("CC", ",", "HYPH", "POS") or tree[answer[0]].text in ("-", ",")):
            answer.pop(0)
        return answer

    def _link_before(self, tree: Tree, i: int) -> Word | None:
        """The preposition of the phrase that word `i` stands in, if only articles and other members of its list come between."""
        k = i - 1
        while k >= 0 and (tree[k].tag in ("DT", "CC", ",", "NNP", "NNPS", "JJ") or tree[k].text in (",", "and", "-")):
            k -= 1
        return tree[k] if k >= 0 and tree[k].tag in ("IN", "TO") else None

    def _is_partner(self, place: Place, link: Word | None, tree: Tree, head: int) -> bool:
        """Whether a place is whom one trades with rather than whose economy it is."""
        if self.home is not None and set(place.codes) == set(self.home.split(";")):
            return False
        noun = singular(tree[head].lower)
        if link is None or noun not in self._cross:
            return False
        return link.lower in ("to", "from", "with") or link.lower in ("by", "of", "in") and place.kind != "demonym" and self.home not in (None, "W") and noun not in ("export", "import", "trade")

    def _places_in(self, phrase: Phrase) -> list[Place]:
        starts = [phrase.tree[i].start for i in phrase.indices]
        return [p for p in self.places if any(p.start <= s < p.end for s in starts)]

    # -- putting parts together ---------------------------------------------------------------------------------------------

    def _nominal(self, name: Name, host: Host) -> Name:
        """ "sold 103,057 units" → sales of what was sold."""
        verb = host.verb
        if name.flow or verb.rstrip("s") in name.text.lower():
            return name
        return Name(verb, name.text, "of" if name.text else "", True, name.area, name.counterpart)

    def _with_element(self, name: Name, host: Host, partner: Name | None) -> Name:
        """Put the member of a list into the name."""
        assert host.element is not None
        kept, area, counterpart = self._without_places(host.element)
        member = self._of_phrase(host.element, host, host.element.tree)
        if not kept:
            codes = area or counterpart
            if self._trades(name, host.link):
                return replace(name, counterpart=codes, area=())
            return replace(name, area=codes, counterpart=())
        d = directions()
        if singular(host.element.head_noun) in d.flows | d.totals and (host.link == "gap" or not name.text):
            return member
        element = member.text
        if host.link in ("", "gap", "as"):
            base = name if name.core else Name(core=name.text, flow=name.flow)
            return Name(base.core or name.text, element, base.link or "of", base.flow, area or name.area, counterpart or name.counterpart)
        return Name(name.text, element, host.link, name.flow, area or name.area, counterpart or name.counterpart)

    def _trades(self, name: Name, link: str) -> bool:
        """Whether a bare place beside this name is a partner: "exports to", "FDI by country"."""
        if self.home in (None, "W", "EU", "EA") and link not in ("to", "from", "with"):
            return False
        words = {singular(w) for w in name.text.lower().split()}
        return bool(words & self._cross) and link in ("to", "from", "with", "gap", "in", "as", "by")

    def _with_agent(self, name: Name, agent: Phrase) -> Name:
        kept, area, counterpart = self._without_places(agent)
        member = self._of_phrase(agent, Host(), agent.tree)
        if not kept:
            codes = area or counterpart
            return replace(name, counterpart=codes) if self._trades(name, "by") else replace(name, area=codes)
        if singular(agent.head_noun) in self._words["speakers"] or name.element:
            return name
        return Name(name.text, member.text, "of", name.flow, name.area or area, name.counterpart or counterpart)

    def _completed(self, tree: Tree, word: Word, name: Name, host: Host, figure: Figure) -> Name:
        """Add the flow that a breakdown leaves out: "displays" in a release on exports are display exports."""
        if name.core:
            return name
        if not name.element:
            context = self._context(tree)
            if context is None:
                return name
            codes = name.area or name.counterpart
            if codes and self._trades(context, "gap") and set(codes) != {self.home}:
                return replace(context, counterpart=codes, area=())
            return replace(context, area=name.area or context.area, counterpart=name.counterpart or (() if name.area else context.counterpart))
        if figure.quantity_type == "count" and figure.measure == "level" or figure.status != "actual":
            return name
        if figure.measure not in ("change", "level") or figure.quantity_type not in ("percent", "money", "physical", "count"):
            return name
        context = self._flow_here(tree, word, host) or self._context(tree)
        if context is None or not context.flow or figure.measure == "level" and tree.parent is None and figure.quantity_type == "money" and not self._local(tree):
            return name
        core = context.core.strip() or context.text
        return Name(core, name.element, "of", True, name.area or context.area, name.counterpart)

    def _local(self, tree: Tree) -> bool:
        return any(singular(w.lower) in self._cross for w in tree.words)

    def _flow_here(self, tree: Tree, word: Word, host: Host) -> Name | None:
        """A flow named in the same sentence outside the host: "Displays (…) advanced in exports"."""
        top = tree
        while top.parent is not None:
            top = top.parent
        taken = set(host.phrase.indices) if host.phrase is not None and host.phrase.tree is top else set()
        taken |= set(host.element.indices) if host.element is not None and host.element.tree is top else set()
        candidates = [w for w in top.words if w.is_noun and singular(w.lower) in self._cross and w.i not in taken]
        if not candidates:
            return None
        before = [w for w in candidates if w.start < word.start]
        best = before[-1] if before else candidates[0]
        adjectives = [k for k in top.kids(best.i, "amod") if k.i < best.i and k.lower not in self._words["empty_adjectives"]]
        return Name(self._text(top, [*adjectives, best]), flow=True)

    def _context(self, tree: Tree) -> Name | None:
        return self.last_flow or self.title_flow

    def _with_clause_place(self, tree: Tree, word: Word, name: Name) -> Name:
        """A place that the clause names outside the noun phrase: "fell 2.3% in the euro area", "In Germany, …"."""
        if name.area or name.counterpart:
            return name
        place = self._place_after(tree, word) or self._place_first(tree, word)
        if place is None:
            return name
        if place.kind == "subnational" or not place.codes:
            label = self._label(tree, place)
            if label and label.lower() not in name.text.lower() and name.text:
                return Name(name.text, label, "in", name.flow, place.codes, ())
            return replace(name, area=place.codes)
        return replace(name, area=place.codes)

    def _label(self, tree: Tree, place: Place) -> str:
        words = [w for w in tree.words if place.start <= w.start < place.end]
        return self._text(tree, [w for w in words if w.tag != "DT"])

    def _place_after(self, tree: Tree, word: Word) -> Place | None:
        k = word.i + 1
        while k < len(tree) and tree[k].lower in ("respectively", "both", "also", ",", "higher", "lower", "smaller", "more", "less", "below", "above", "it", "growth", "increase", "decrease", "rise", "fall", "decline"):
            k += 1
        if tree.lower(k) not in ("in", "for", "across", "within"):
            return None
        k += 1
        while k < len(tree) and tree[k].tag == "DT":
            k += 1
        return self._place_at(tree, k)

    def _place_first(self, tree: Tree, word: Word) -> Place | None:
        """ "In Germany, …": the place that opens the sentence, or the clause after a semicolon."""
        start = word.i
        while start > 0 and tree[start - 1].text != ";":
            start -= 1
        while start < word.i and tree[start].lower in ("and", "while", "whereas", "but", ",", "within"):
            start += 1
        if tree.lower(start) not in ("in", "for", "across", "within"):
            return None
        k = start + 1
        while k < len(tree) and tree[k].tag == "DT":
            k += 1
        place = self._place_at(tree, k)
        return place if place is not None and k < word.i else None

    def _place_at(self, tree: Tree, k: int) -> Place | None:
        if k >= len(tree):
            return None
        found = [p for p in self.places if p.start <= tree[k].start < p.end]
        return found[0] if found and found[0].codes else None

    def _remember(self, tree: Tree, name: Name) -> None:
        if name.flow and name.core:
            self.last_flow = replace(name, element="", link="", counterpart=()) if name.core != name.text else name
            if tree.kind == "title" and self.title_flow is None:
                self.title_flow = self.last_flow
