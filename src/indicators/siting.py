"""Siting: the economy and the partner that the clause of a figure names outside the name of its series."""

from __future__ import annotations

import re

from indicators.clauses import next_noun
from indicators.dealings import held_by, opened_by
from indicators.figure import Figure
from indicators.hosts import Host
from indicators.inflect import singular
from indicators.mentions import Mentions
from indicators.names import Name, name_text, nationless, worldless
from indicators.outlying import is_beyond
from indicators.phrases import Phrase, phrase_of
from indicators.splitting import Splitter
from indicators.tree import Tree, Word

__all__ = ["Siting"]

# "non-EU exports"
_BEYOND = re.compile(r"(?:non|extra)[ -](?:EU|euro)\b", re.IGNORECASE)
_SHARE = re.compile(r"(?:market )?shares?(?: (?:in|of) (?:(?:total|all|overall) )?(.+))?", re.IGNORECASE)


class Siting(Mentions):
    """Adds the places that stand elsewhere in its clause to a name."""

    def __init__(self, splitter: Splitter, home: str | None) -> None:
        super().__init__(splitter)
        self.placer, self.home = splitter.placer, home

    def _with_clause_place(self, tree: Tree, word: Word, name: Name, *, inherited: bool) -> Name:
        """A place that the clause names outside the noun phrase: "fell 2.3% in the euro area", "In Germany, …"."""
        if name.counterpart and (is_beyond(tree, word) or _BEYOND.match(name.text)):
            return name._replace(counterpart=())
        if name.counterpart:
            beside = inherited and tree.lower(word.i + 1) == "with" and self.placer.crosses(name.text)
            beside = beside or self.placer.crossing.goes_after(tree, word)
            another = self.placer.gone(tree, word) if beside else opened_by(self.placer.place_at, tree, word)
            if another is None and inherited:
                another = held_by(self.placer.place_at, tree, word)
            told = another is not None and bool(another.codes) and set(another.codes) != {self.home}
            return name._replace(counterpart=another.codes) if told and another is not None else name
        flow = self.last_flow or self.topic
        abroad = not name.text and not name.placed and bool(name.area) and set(name.area) != {self.home}
        if abroad and flow is not None and flow.flow and self.placer.trades(flow.text, "gap"):
            # "Chad led with 3 million", in a text on exports.
            return flow._replace(counterpart=name.area, area=())
        if name.area and not inherited:
            at_home = set(name.area) == {self.home} and self.placer.crosses(name.text)
            return name._replace(counterpart=self._partner_beside(tree, word, name)) if at_home else name
        of_flow = flow if not name.text and flow is not None and flow.flow else name
        partner = self._partner_beside(tree, word, of_flow)
        if partner and of_flow is not name:
            return of_flow._replace(counterpart=partner, area=())
        if partner:
            return name._replace(counterpart=partner, area=() if inherited else name.area)
        place = self.placer.beside(tree, word) or (None if name.placed else held_by(self.placer.place_at, tree, word, own=True))
        if place is not None and name.placed and not inherited and place.start < word.start:
            # "In Chad it was 6%, in the OECD 4%"
            return name
        if place is not None and name.placed and any(place.start <= w.start < place.end and w.text in name.element for w in tree.words):
            # "In Chad and the other Sahel countries it was 6%, up 2%": named together with others.
            return name
        if place is None:
            return name
        if place.kind == "bloc" and place.codes and self.placer.crossing.national and self.placer.crosses(name.text):
            # "Exports rose for EU countries", in the text of one country
            return name._replace(counterpart=place.codes) if set(place.codes) != {self.home} else name
        if inherited and place.codes and not name.placed:
            # "OECD inflation was 5%. In Chile it was 6%"
            name = worldless(name)
        if place.kind == "subnational" or not place.codes:
            name = nationless(name) if place.codes else worldless(name)
            label = name_text(tree, [w for w in tree.words if place.start <= w.start < place.end and w.tag != "DT"])
            if label and label.lower() not in name.text.lower() and name.text:
                core = name.core if name.placed else name.text
                return Name(core, label, "in", name.kind, name.flow, False, place.codes, (), True)
        if place.codes and name.placed and name.core and not name.area:
            # "In Asia they fell: by 2.8 percent in Nepal"
            name = Name(name.core, kind=name.kind, flow=name.flow)
        return name._replace(area=place.codes)

    def tells_place(self, host: Host) -> bool:
        """Whether a host is told apart from others by nothing but a place."""
        return host.element is not None and self.placer.only_places(host.element)

    def _growing(self, tree: Tree, name: Name, host: Host) -> Name:
        """ "Growth in South Asia will be 6%", where no series was told before: that of the economy."""
        first = host.element.indices[0] if host.element is not None and host.element.tree is tree else 0
        if host.phrase is not None or name.core or host.link != "in" or not (name.placed or not name.text):
            return name
        while first > 0 and tree[first - 1].tag == "DT":
            first -= 1
        grows = tree.lower(first - 1) == "in" and tree.lower(first - 2) == "growth" and self.tells_place(host)
        return Name("growth", kind="growth") if grows else name

    def _part_of_whole(self, tree: Tree, word: Word, name: Name) -> Name:
        """ "Chad accounted for 28 percent of dairy exports": of the whole that is told behind the figure, those to Chad."""
        codes = name.counterpart or name.area
        if name.text or not codes or set(codes) == {self.home} or tree.lower(word.i + 1) != "of":
            return name
        noun = next_noun(tree, word.i + 2)
        whole = self.splitter.name_of(phrase_of(tree, noun)) if noun is not None else None
        if whole is None or not whole.text or not self.placer.trades(whole.text, "by"):
            return name
        return whole._replace(counterpart=codes)

    def _share_of_partner(self, name: Name, figure: Figure) -> Name:
        """ "Chad's share in imports", "the share of Chad": of the home's trade, that with Chad."""
        codes = name.counterpart or name.area
        told = _SHARE.fullmatch(name.text) if codes and self.home not in (None, "W") and set(codes) != {self.home} else None
        if told is None or figure.measure != "share":
            return name
        if told[1]:
            return Name(told[1], kind=told[1], flow=True, counterpart=codes) if self.placer.crosses(told[1]) else name
        flow = next((flow for flow in (self.last_full, self.last_flow, self.topic) if flow is not None), None)
        return flow._replace(area=(), counterpart=codes) if flow is not None and self.placer.crosses(flow.text) else name

    def _partner_beside(self, tree: Tree, word: Word, name: Name) -> tuple[str, ...]:
        """The partner that the clause names: at its beginning, where something went, or who did it."""
        partner = self.placer.partner_beside(tree, word)
        if partner is not None and partner.codes and self.placer.trades(name.text, "with") and set(partner.codes) != {self.home}:
            return partner.codes
        gone = self.placer.gone(tree, word)
        goods = name.text.lower().split(" worth")[0].split(" ")[-1] in self._words["goods"]
        if gone is not None and gone.codes and set(gone.codes) != {self.home} and (goods or self.placer.crosses(name.text)):
            return gone.codes
        return self.placer.doer(tree, word)

    def _with_agent(self, name: Name, agent: Phrase) -> Name:
        member = self.splitter.name_of(agent)
        codes = member.area or member.counterpart
        if not member.text:
            trades = self.placer.trades(name.text, "by") and set(codes) != {self.home}
            return name._replace(counterpart=codes) if trades else name._replace(area=codes)
        if singular(agent.head_noun) in (*self._words["speakers"], *self._words["telling"]) or (name.element and name.link) or member.kind:
            # Who says it; a series that drives another one ("car sales lifted turnover").
            return name
        return Name(name.text, member.text, "of", name.kind, name.flow, False, name.area or codes, name.counterpart)

    def _done_by(self, name: Name, verb: str) -> Name | None:
        """ "Power use … Industry consumed 310 GWh": what was told before, of a branch or of people, who consume it or make it."""
        doers = (*self._words["sectors"], *self._words["people"])
        part = singular(name.element.split(" ")[-1].lower())
        said = self._said(verb) if singular(verb) in self._words["branch_doing"] and not name.core and part in doers else None
        if said is None or said.link or not said.element or not said.flow or said.area or said.counterpart:
            return None
        return Name(said.text, name.element, "of", said.kind, True, False, name.area, name.counterpart)
