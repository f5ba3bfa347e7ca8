"""Naming: from the words that host a figure to the name of its series, with what context must supply."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

from indicators.figure import Figure, Place
from indicators.hosts import Host
from indicators.hosts.stretches import done
from indicators.inflect import singular
from indicators.lexicon import table
from indicators.markets import is_quoted
from indicators.names import Name, active, apart, has_made, instead, narrowed, nationless, same_flow, told_apart, untied, worldless
from indicators.parts import counted_out, counts_people, foreign_to, says_nothing
from indicators.phrases import Phrase
from indicators.placing import Placer
from indicators.regions import is_regional
from indicators.siting import Siting
from indicators.splitting import Splitter, is_series
from indicators.tree import Tree, Word

__all__ = ["Name", "Namer"]


# "participation rate of women": a rate, and whose it is.
_OF_WHOM = re.compile(r"(.+) (of|for|among) ((?:[\w'-]+ ){0,3}[\w'-]+)")

# What narrows a series to a market or by what it leaves out.
_NARROWING = frozenset(("on", "outside", "inside", "excluding", "including", "net of"))


class Namer(Siting):
    """Names the figures of one release in order; remembers what was measured last."""

    def __init__(
        self,
        figures: list[Figure],
        hosts: list[Host],
        places: Sequence[Place],
        home: str | None,
        short: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(Splitter(Placer(places, home, short), short), home)
        self.figures, self.hosts = figures, hosts
        self.names: list[Name] = [Name() for _ in figures]
        # What the same words are asked again and again.
        self._nothing: dict[tuple[int, tuple[int, ...]], bool] = {}
        self._sections: Collection[int] = ()
        self._family = frozenset(table("series")["trade_family"])
        self._rates = frozenset(table("series")["rates"])

    def open(self, trees: Sequence[Tree], sections: Collection[int] = ()) -> None:
        """Take the release's topic from its title: the first series it speaks of; `sections` is where sentences open a breakdown."""
        self._sections = sections
        for tree in trees:
            if tree.kind == "title" and self.topic is None:
                mentioned = self._mentioned(tree)
                if mentioned is not None:
                    self._remember(mentioned)
                    self.titled = mentioned
                self._head(tree)

    def name(self, tree: Tree, word: Word) -> None:
        """Name the figure at `word` as its host tells."""
        self.take(tree, word, self.resolve(tree, word, self.hosts[word.figure or 0]))

    def resolve(self, tree: Tree, word: Word, host: Host) -> Name:
        """The name that the figure at `word` has if `host` is what it is about."""
        figure = self.figures[word.figure or 0]
        fresh = figure.sentence != self.last_sentence and figure.sentence[0] in self._sections
        self.opened = self._broken_down() if fresh else None
        name = self._grown(self._resolve(tree, word, host, figure), figure)
        inherited = host.phrase is None and host.element is None
        # "In Chile, inflation was 6%" in a text on OECD inflation.
        whole = (
            not inherited
            and host.phrase is not None
            and host.phrase.tree[host.phrase.indices[0]].lower != name.text.lower().partition(" ")[0]
        )
        return self._with_clause_place(tree, word, worldless(name) if whole and self._beyond(tree, word) else name, inherited=inherited)

    def take(self, tree: Tree, word: Word, name: Name) -> None:
        """Give the figure at `word` its name, and go on from there."""
        number = word.figure or 0
        figure = self.figures[number]
        self.names[number] = name
        aside = figure.quantity_type == "count" and figure.measure == "level" and figure.noun_start is None
        mentioned = self._mentioned(tree) if aside else None
        if mentioned is not None and mentioned.text.lower() not in name.text.lower():
            self._remember(mentioned)
        elif figure.quantity_type != "count" or name.flow or self._counts_events(name):
            self._remember(name)
            self._remember_kind(figure)
            self._remember_noun(name, number)
        self.last_sentence = figure.sentence
        self.last_listed = tree.parent is not None or self.hosts[number].link == "gap"
        figure.subject = name.text or None
        figure.notes["region"] = not name.area and (name.placed or is_regional(name.text))
        figure.area = ";".join(sorted(name.area)) or None
        figure.counterpart = ";".join(sorted(name.counterpart)) or None

    def _resolve(self, tree: Tree, word: Word, host: Host, figure: Figure) -> Name:
        partner = self.names[host.partner] if host.partner is not None and host.partner != word.figure else None
        if partner is not None and host.partner is not None and self.figures[host.partner].sentence != figure.sentence:
            partner = partner._replace(area=(), counterpart=())
        if host.phrase is not None and self._stands_for_another(host.phrase, partner, figure):
            name = self._standing_for(host.phrase, partner or self._context(figure) or Name())
        elif host.phrase is not None:
            name = self._again(host.phrase, self.splitter.name_of(host.phrase), word.figure or 0)
            if partner is not None and host.link == "as":
                name = name._replace(area=partner.area, counterpart=partner.counterpart)
        elif host.doing is not None and partner is None:
            name = Name()  # "Those expecting rain"
        elif host.again and partner is not None:
            name = self._meant_again(host.again, partner, word.figure or 0)
        else:
            name = self.opened or partner or self.last_full or self.last_flow or Name()
        if host.verb:
            name = self._with_verb(name, host)
        if host.element is not None:
            name = self._with_element(self._growing(tree, name, host), host)
        if host.agent is not None:
            name = self._with_agent(name, host.agent)
        if host.doing is not None and self.placer.gone(tree, word) is None:
            return active(name, host.doing, self.placer.without_places(host.doing)[0], host.about)
        name = self._share_of_partner(self._part_of_whole(tree, word, name), figure)
        name = self._as_industry(name, host, listed=tree.parent is not None)
        headed = self._under_heading(name, figure) if host.phrase and self.hosts[word.figure or 0].element is None else None
        if host.whole and host.phrase is not None and done(host.phrase):
            return name  # "orders received fell"
        topical = headed or self._on_topic(name, host, row=tree.kind == "row")
        completed = self._completed(tree, word, topical, host, figure)
        figure.notes["topical"], figure.notes["completed"] = topical is not name, completed is not topical
        return completed

    def _again(self, phrase: Phrase, name: Name, number: int) -> Name:
        """ "The trade balance … The deficit was $2 billion", "a surplus, after a deficit of": a bare noun takes up what it was of."""
        if not name.kind or " " in name.text or phrase.indices[-1] != phrase.head or not name.text[-1:].islower():
            return self._of_group(name, number) or name
        if phrase.tree[phrase.head].dep == "dobj" and phrase.tree.lower(phrase.indices[0] - 1) != "the":
            # "Equity funds had outflows of $3 billion": theirs.
            return name
        pointed = phrase.tree.lower(phrase.indices[0] - 1) in ("the", "this", "these", "those")
        if name.text.lower() == "gap" and pointed and (balance := self._balance_told()) is not None:
            return balance._replace(area=name.area, counterpart=name.counterpart or balance.counterpart)
        told = self._taken_up(name.text, number, pointed=pointed)
        return told._replace(area=name.area, counterpart=name.counterpart or told.counterpart) if told is not None else name

    def _stands_for_another(self, phrase: Phrase, partner: Name | None, figure: Figure) -> bool:
        if figure.measure == "share" and phrase.tree[phrase.head].tag in ("NNS", "NNPS"):
            # "the top five markets made up 70%": whose share it is.
            return False
        known = partner is not None or self.last_full is not None
        return known and (self._says_nothing(phrase) or (phrase.head_noun in ("target", "goal") and len(phrase.indices) == 1))

    def _says_nothing(self, phrase: Phrase) -> bool:
        key = id(phrase.tree), phrase.indices
        if key not in self._nothing:
            self._nothing[key] = says_nothing(phrase)
        return self._nothing[key]

    def _standing_for(self, phrase: Phrase, name: Name) -> Name:
        """What a phrase without a content of its own stands for; a target is the target of that."""
        noun = phrase.head_noun
        _, area, counterpart = self.placer.without_places(phrase)
        if area or counterpart:
            # "the Korean one"
            whole = Name(name.core, kind=name.kind, flow=name.flow) if name.placed and name.core else name
            name = worldless(whole)._replace(area=area, counterpart=counterpart)
        if noun not in ("target", "goal") or not name.text:
            return name
        return Name(f"{name.text} {noun}", kind=name.kind, area=name.area, counterpart=name.counterpart)

    # -- putting parts together ---------------------------------------------------------------------------------------------

    def _with_verb(self, name: Name, host: Host) -> Name:
        """ "sold 103,057 units" → sales of what was sold; "in deficit" → the deficit of whoever is in it."""
        verb = host.verb
        if host.link == "balance":
            return Name(f"{name.text} {verb}".strip(), kind=verb, area=name.area, counterpart=name.counterpart)
        if verb == "price" and (self.topic is None or self.topic.head not in ("price", "rent")):
            return name  # "Flats cost 235,000 euros" is their price in a text on prices
        if not has_made(verb, name.text):
            return name  # "12 million nights were registered"
        spenders = name.head in ("visitor", "user", "worker", "passenger", "subscriber") and name.head not in verb
        if host.link in ("on", "in") and host.phrase is not None and host.element is None:
            return Name(verb, name.text, host.link, verb, True, False, name.area, name.counterpart)
        if (name.flow and not spenders) or singular(verb) in name.text.lower() or name.head in self._rates:
            # "The lowest rates were registered in": no registrations.
            return name
        if not name.text or name.placed:
            codes = name.area or name.counterpart
            if codes and set(codes) == {self.home}:
                verb = self._own_side(verb)
            traded = self._traded(verb) if codes and set(codes) != {self.home} else None
            if traded is not None:
                return traded._replace(area=(), counterpart=codes)
            said = self._said(verb) or (self._traded(verb) if name.placed else None)
            if said is not None and name.placed:
                said = worldless(said)
                return said._replace(core=said.text, element=name.element, link="in", placed=True, area=name.area, counterpart=())
            if said is not None:
                trades = bool(name.counterpart) or (self.placer.trades(said.text, "by") and set(codes) != {self.home})
                said = worldless(said) if codes and codes != ("W",) else said
                return said._replace(area=() if trades else codes, counterpart=codes if trades else ())
            flow = self.last_flow or self.topic
            if codes and flow is not None and flow.flow and self.placer.trades(flow.kind, "by") and set(codes) != {self.home}:
                # "the European Union pledged $4 billion" in a text on investment.
                return Name(verb, flow.kind, "", flow.kind, True, counterpart=codes)
        return self._done_by(name, verb) or Name(verb, name.text, "of" if name.text else "", verb, True, False, name.area, name.counterpart)

    def _with_element(self, name: Name, host: Host) -> Name:
        """Put the member of a list into the name."""
        assert host.element is not None
        if host.phrase is None and host.partner is not None and host.link in _NARROWING and name.text:
            return narrowed(name, host.link, host.element.text)
        if host.link == "in" and name.core and host.element.text.lower() in name.element.lower().split(" and ") and " " in name.element:
            # "Exports of goods and services rose by 7% (11% in goods, 5% in services)"
            return name._replace(element=host.element.text)
        if host.link in ("those", "within"):
            return told_apart(name, host.element.text, within=host.link == "within")
        member = self.splitter.name_of(host.element)
        if not member.text:
            codes = member.area or member.counterpart
            if name.placed and not name.core:
                # "the economies of China (2.3%) and Chile": of those, one by one.
                return Name(area=codes)
            # "Exports to Asia rose by 2%, to Chad by 3%", "OECD growth": a country takes the place of the region.
            name = worldless(Name(name.core, kind=name.kind, flow=name.flow) if name.placed else name)
            another = host.link == "gap" and bool(name.counterpart) and not name.area
            if name.area and set(name.area) != {self.home} and not name.counterpart and host.link in ("gap", "in"):
                # "Chad's exports rose 2%, and Mali's 3%": another economy.
                return name._replace(area=codes)
            if set(codes) != {self.home} and (another or self.placer.trades(name.text, host.link)):
                return name._replace(counterpart=codes, area=())
            return worldless(name)._replace(area=codes, counterpart=())
        # "exports to Chad, and to Africa": what has no code is not the one before.
        alone = member.placed or host.link in ("from", "to", "with")
        counterpart = member.counterpart if alone else member.counterpart or name.counterpart
        area = member.area if member.placed else member.area or name.area
        branch = bool(name.core and name.element) and member.head in ("trade", "construction") and name.head not in self._cross
        if member.kind and (host.link == "gap" or not name.text) and not branch:
            return member._replace(area=area, counterpart=counterpart)
        cut = _OF_WHOM.fullmatch(name.text) if host.link in ("for", "among") and not name.element else None
        if cut is not None:
            # "the rate of women … and 72 percent for men"
            return name._replace(core=f"{cut[1]} {cut[2]} {member.text}", area=area, counterpart=counterpart)
        if host.settled and host.link == "in" and name.core and name.element and not (name.link or counts_people(member.text)):
            # "House prices fell; the fall was steepest in Bath": still those of houses.
            return Name(name.text, member.text, "in", name.kind, name.flow, False, area, counterpart, member.placed)
        if host.settled and host.link != "gap":
            return instead(name, host.link, member)._replace(area=area, counterpart=counterpart, placed=member.placed)
        alike = name.link == host.link or {name.link, host.link} <= {"of", "for", "among"}
        if name.core and (name.link == host.link or (alike and name.element)):
            return name._replace(element=member.text, bare=False, area=area, counterpart=counterpart, placed=member.placed)
        if member.placed and name.placed:
            return name._replace(element=member.text, area=area, counterpart=counterpart)
        if host.link == "gap" and member.placed and name.text and not name.placed and not self._is_a_place(name):
            # "World output grew. For developing countries, growth is put at 2 percent."
            name = worldless(name)
            whole = name.core if name.core and name.element and name.link == "in" else name.text
            return Name(whole, member.text, "in", name.kind, name.flow, False, area, counterpart, placed=True)
        if host.link == "gap" and name.core and not name.element and self._of_branch(name):
            return member._replace(area=area, counterpart=counterpart)  # "trade by 3 and health by 2 percent": branches side by side
        if host.link == "gap" and name.element and not name.core:
            # "food accounted for 7.1 points and clothing for 2.3": the next one, not a part of the first.
            return name._replace(element=member.text, area=area, counterpart=counterpart)
        if host.link in ("", "gap", "as"):
            core, link = apart(name)
            if host.link == "gap" and host.element is not None and host.element.quality:
                link = ""  # "domestic sales"
            return Name(core or name.text, member.text, link, name.kind or core, name.flow, False, area, counterpart)
        bare = name.bare and member.placed
        return Name(untied(name, host.link), member.text, host.link, name.kind, name.flow, bare, area, counterpart, member.placed)

    def _beyond(self, tree: Tree, word: Word) -> bool:
        """Whether the clause of a figure names an economy outside its noun phrase."""
        place = self.placer.beside(tree, word)
        return place is not None and bool(place.codes)

    def _on_topic(self, name: Name, host: Host, *, row: bool) -> Name:
        """A bare "output" in a release on industrial output is industrial output; "imports" in one on ICT exports are ICT imports."""
        topic, last = self.topic, self.last_full
        foretold = host.phrase is not None and host.phrase.head_noun in self._words["foretold"]
        if foretold and last is not None and set(name.text.lower().split()) <= set(last.text.lower().split()):
            # "The cash deficit was 7 million above the deficit forecast": of the cash deficit.
            return last._replace(area=name.area, counterpart=name.counterpart)
        if not name.bare or topic is None or not topic.kind or host.partner is not None:
            return name
        if row and self.last_full is not None and name.head == self.last_full.head and not name.flow:
            return self.last_full._replace(area=name.area, counterpart=name.counterpart)
        if name.placed and (name.head == topic.head or same_flow(topic.head, name.head)):
            topic = worldless(topic)
            return name._replace(core=topic.text, kind=topic.kind) if not topic.placed else name
        if name.area and same_flow(topic.head, name.head):
            return worldless(topic)._replace(area=name.area, counterpart=name.counterpart)
        if name.head in (topic.head, self.splitter.short.get(topic.head)):
            return topic._replace(area=name.area, counterpart=name.counterpart)
        if name.head in self._family and topic.head in self._family and topic.element and not topic.link:
            return topic._replace(core=name.core, kind=name.kind, area=name.area, counterpart=name.counterpart)
        return name

    def _completed(self, tree: Tree, word: Word, name: Name, host: Host, figure: Figure) -> Name:
        """Add the flow that a breakdown leaves out: "displays" in a release on exports are display exports."""
        shared = host.partner is not None and host.phrase is None and host.element is None
        pointed = host.settled and host.partner is not None and host.element is not None and host.link != "gap"
        if name.core or pointed or (shared and name.element and self._settled(host, tree, name)):
            return name
        context = self._context(figure)
        if not name.element:
            if context is None:
                return name
            codes = name.area or name.counterpart
            if codes and self.placer.trades(context.text, "gap") and set(codes) != {self.home}:
                if tree.parent is not None and singular(context.element.split(" ")[-1].lower()) in self._words["groups"]:
                    # "Sales to the other markets, such as Chad (3%)": one of them takes their place.
                    context = context._replace(element="", link="")
                return context._replace(counterpart=codes, area=())
            context = worldless(context) if name.area and name.area != ("W",) else context
            return context._replace(
                area=name.area or context.area, counterpart=name.counterpart or (() if name.area else context.counterpart)
            )
        if name.placed and context is not None and self.last_listed and tree.parent is not None and context.core and context.element:
            # The next member of the list takes the place of the one before it.
            context = context._replace(element="", link="")
        if name.placed and figure.measure != "share" and context is not None and context.text:
            return context._replace(
                core=nationless(worldless(context)).text,
                element=name.element,
                link="in",
                placed=True,
                bare=False,
                area=name.area,
                counterpart=name.counterpart,
            )
        if tree.parent is not None and self._rated(figure, context):
            # "services (3.4%)" in a text on inflation.
            return (
                Name(context.core, name.element, "of", context.kind, False, False, name.area, name.counterpart)
                if context is not None
                else name
            )
        words = name.element.lower().split()
        named = any((is_series(singular(w)) and w != "products") or w in ("imported", "exported", "re-exported") for w in words)
        if named or not self._breakdown(figure, listed=tree.parent is not None) or is_quoted(name.element):
            return name
        flow = self.opened or self._flow_here(tree, word, host) or self._flow_around(tree, host)
        if flow is None or not flow.flow or self._apart(host, flow, tree):
            return name
        if figure.measure == "level" and figure.quantity_type == "money" and not self._listed(tree):
            return name
        link = name.link or "of"
        kind = flow.text if self._of_branch(flow) else flow.kind or flow.core
        return Name(kind, name.element, link, flow.kind, True, False, name.area or flow.area, name.counterpart, name.placed)

    def _flow_around(self, tree: Tree, host: Host) -> Name | None:
        """The flow of the text so far: for the members of a list, or where the text is on trade, of which all goods are part."""
        flow = self.last_flow or self.topic
        if flow is None or tree.parent is not None or host.link == "gap" or host.element is not None:
            return flow
        if self.titled is not None and self.titled.head in self._breakdowns:
            return flow if flow.head in self._breakdowns else self.titled
        return flow if flow.head in self._cross else None

    def _rated(self, figure: Figure, context: Name | None) -> bool:
        """Whether a percentage in a list is of the rate that the text is on."""
        if context is None or context.flow or not context.kind:
            return False
        return figure.quantity_type == "percent" and figure.measure == "level" and context.head in ("rate", "inflation", "ratio")

    def _apart(self, host: Host, flow: Name, tree: Tree) -> bool:
        """Whether what a figure is of is no part of the flow."""
        part = host.phrase or host.element
        if part is None and host.partner is not None:
            part = self.hosts[host.partner].phrase  # "rose by 900 head or 2%"
        return part is not None and ((counted_out(part) and tree.parent is None) or foreign_to(part, flow.head))

    def _settled(self, host: Host, tree: Tree, name: Name) -> bool:
        """Whether the figure that this one shares its subject with could have been of a part of a flow, and so has its whole name."""
        assert host.partner is not None
        other = self.figures[host.partner]
        if counts_people(name.element):
            return True
        level = other.measure == "level" and other.quantity_type == "money"
        return not level and self._breakdown(other, listed=tree.parent is not None)

    def _breakdown(self, figure: Figure, *, listed: bool) -> bool:
        """Whether the figure can be of a breakdown at all: a change, or an amount that isn't a count of the things themselves."""
        if figure.quantity_type in ("count", "index"):
            return figure.measure == "change" and listed
        return figure.measure in ("change", "level")

    def _listed(self, tree: Tree) -> bool:
        return tree.parent is not None or any(singular(w.lower) in self._cross for w in tree.words)
