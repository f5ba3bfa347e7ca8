"""Memory: what a release has measured so far, which figures that do not say it go on with."""

from __future__ import annotations

import re
from collections.abc import Mapping

from indicators.figure import Figure
from indicators.hosts import Host
from indicators.inflect import singular
from indicators.lexicon import table
from indicators.names import Name, same_flow, worldless
from indicators.parts import counts_people, names_branch
from indicators.tree import Tree, Word

__all__ = ["Memory"]

# Within how many figures a noun that has no article takes up a name.
_SHORTLY = 3
# Of whom a rate is that is called nothing else.
_OF_SOME = re.compile(r"rate ((?:for|among|in) .+)", re.IGNORECASE)
# Kinds of levels that are not of one series.
_KINDS = frozenset(("money", "count", "physical", "index"))

# Trade that is no branch.
_CROSSING = frozenset(("foreign", "external", "international", "world", "global", "goods", "merchandise", "bilateral", "visible", "net"))


class Memory:
    """What was measured last, by what it was measured in, and what the release is about."""

    def __init__(self) -> None:
        self.last_flow: Name | None = None
        self.last_full: Name | None = None
        self.topic: Name | None = None
        self.titled: Name | None = None
        # The last series told as a whole, and what a breakdown that has just been opened ("By market, …") is of.
        self.last_whole: Name | None = None
        self.first_of: dict[str, Name] = {}
        self.opened: Name | None = None
        self.last_listed = False
        # What the heading names that stands above a sentence, by where that begins.
        self.headings: Mapping[int, str] = {}
        # What the last level was measured in, and the last name by that: a count does not go on a sum of money.
        self.last_kind = ""
        self.last_of: dict[str, Name] = {}
        self.last_sentence: tuple[int, int] | None = None
        self._words = table("subjects")
        # The last full name by its noun, and the figure that had it: what "the deficit" or "the rate" takes up again.
        self.titled_balance: Name | None = None
        self.headed: dict[str, tuple[Name, int]] = {}
        self._vague = frozenset((*self._words["empty_adjectives"], *self._words["adjustments"], *self._words["empty_nouns"]))
        self._kin = {word: group[0] for group in table("series")["opposites"] for word in group}
        self._sides: dict[str, list[str]] = table("series")["other_side"]
        self._own: dict[str, str] = table("series")["own_side"]
        self._trade = frozenset(table("series")["trade_family"])
        self._branches = frozenset(table("series")["trades"])
        self._breakdowns = frozenset(table("series")["breakdown"])
        self._cross = frozenset(table("series")["cross_border"])

    def _context(self, figure: Figure) -> Name | None:
        """What was measured last; without the place, and, from another sentence, without the part that it was of."""
        last = self.last_full
        if last is not None and self.last_sentence == figure.sentence and self._of_branch(last) and not last.element:
            last = None  # "growth in retail trade and services of 3 and 5 percent": no services in retail trade
        context = self.opened or self._alike(figure) or last or self.last_flow or self.topic
        if context is not None and (
            context.placed or (self.last_listed and context.link and context.core and self.last_sentence != figure.sentence)
        ):
            return context._replace(element="", link="", placed=False)
        return context

    def _alike(self, figure: Figure) -> Name | None:
        """What was last measured in the same kind of unit, where what was measured last of all is of another kind: persons, not money."""
        if figure.measure != "level" or figure.quantity_type not in _KINDS or self.last_kind in ("", figure.quantity_type):
            return None
        return self.last_of.get(figure.quantity_type)

    def _under_heading(self, name: Name, figure: Figure) -> Name | None:
        """ "Wheat", and below it "Production fell by 3%": a bare series is of what the heading names."""
        told = self.headings.get(figure.sentence[0])
        if told is None or not name.flow or not name.bare or name.element or name.counterpart:
            return None
        return Name(name.core, told, "", name.kind, True, False, name.area)

    def _said(self, verb: str) -> Name | None:
        """What of the series so far a verb speaks of again, without the place that it was for: "India produced 12.3 million"."""
        names = (self.last_full, self.last_flow, self.topic)
        said = next((n for n in names if n is not None and (verb[:6] in n.text.lower() or same_flow(verb, n.head))), None)
        return said._replace(element="", link="", placed=False) if said is not None and said.placed else said

    def _broken_down(self) -> Name | None:
        """What "By market, …" breaks down: what the text is on, or, if that is trade, the side of it that was told last."""
        topic, whole = self.titled, self.last_whole
        if topic is None:
            return None
        if whole is not None and topic.head in self._trade and whole.head in self._trade:
            return whole
        if " " not in topic.text and not topic.placed and topic.head not in self._trade:
            # A title may say no more than "Consumption": the first that was told of it is of what.
            return self.first_of.get(topic.head, topic)
        return worldless(topic)._replace(element="", link="", placed=False) if topic.placed else topic

    def _traded(self, verb: str) -> Name | None:
        """What another country does is the other side of the trade that the text is on: "Peru took $48 million" of the exports."""
        sides = self._sides.get(verb, ())
        names = (self.topic, self.last_flow, self.last_full)
        traded = next((n for n in names if n is not None and n.flow and n.head in sides), None)
        return traded._replace(counterpart=(), placed=False) if traded is not None else None

    def _own_side(self, verb: str) -> str:
        """What the home country does, in a text on trade: what it sold are its exports."""
        names = (self.topic, self.last_flow, self.last_full)
        trade = any(n is not None and n.flow and n.head in ("export", "import") for n in names)
        return self._own.get(verb, verb) if trade else verb

    def _remember(self, name: Name) -> None:
        last = singular(name.element.split(" ")[-1].lower()) if not name.core and name.element else ""
        if last in self._words["roles"] or last in self._words["agents"]:
            # "The top ten countries took 76 percent": who, not what.
            return
        if name.text:
            self.last_full = name._replace(area=(), counterpart=())
            if name.kind and len(name.text.split()) > 1:
                self.first_of.setdefault(name.head, self.last_full)
            if name.kind and not name.element and not name.area and not name.counterpart:
                self.last_whole = self.last_full
        if name.flow and not self._is_branch(name):
            if name.head in self._breakdowns or self.last_flow is None:
                self.last_flow = self.last_full
            if self.topic is None:
                self.topic = self.last_full
        elif name.kind and self.topic is None:
            self.topic = self.last_full

    def _is_branch(self, name: Name) -> bool:
        """Whether "trade" is a branch of industry among others, in a text on something else: "hours worked in wholesale trade"."""
        return self.topic is not None and self.topic.head != name.head and self._of_branch(name)

    def _of_branch(self, name: Name) -> bool:
        """Whether a name is that of a branch, though it is called like a flow: "retail trade", "construction"."""
        if name.text.lower() == "construction":
            return True
        return name.head == "trade" and any(word.strip(",") in self._branches for word in name.text.lower().split())

    def _remember_noun(self, name: Name, number: int) -> None:
        """Keep a name of more than its noun."""
        words = name.text.lower().split()
        whole = name.kind and not name.placed and any(word not in self._vague for word in words[:-1])
        if whole and (singular(words[-1]) == name.head or name.head in ("inflow", "outflow")):
            self.headed[self._kin.get(name.head, name.head)] = (name._replace(area=(), counterpart=()), number)

    def _remember_title(self, name: Name) -> None:
        """Keep the balance that the title names."""
        if name.kind and len(name.text.split()) > 1:
            self.titled_balance = name._replace(area=(), counterpart=())

    def _balance_told(self) -> Name | None:
        """The balance that was told last, or that the title names: "the gap" is that."""
        told = self.headed.get("balance")
        return told[0] if told is not None else self.titled_balance

    def _taken_up(self, word: str, number: int, *, pointed: bool) -> Name | None:
        """The name whose noun is said again: "the deficit" after "the trade balance"; without an article, only shortly after."""
        noun = singular(word.lower())
        kin = self._kin.get(noun, noun)
        name, last = self.headed.get(kin, (None, 0))
        title = self.titled_balance or self.topic
        if title is not None and self._kin.get(title.head, title.head) == kin and len(title.text.split()) > 1:
            # What the text is on comes before what it spoke of last.
            name = title
        near = noun in self._kin and number - last <= _SHORTLY
        if name is None or not (pointed or (near and (kin != "profit" or name.head != noun))):
            return None
        if name.head == noun:
            return name
        words = name.core.split(" ")
        at = next((n for n in range(len(words) - 1, -1, -1) if singular(words[n].lower()) == name.head), None)
        if at is None:
            return None
        return name._replace(core=" ".join((*words[:at], word, *words[at + 1 :])), kind=word, flow=False)

    def _of_group(self, name: Name, number: int) -> Name | None:
        """ "The jobless rate … The rate for graduates": that rate, of those."""
        told = _OF_SOME.fullmatch(name.text) if name.kind.lower() == "rate" and not name.element else None
        rate = self._taken_up("rate", number, pointed=True) if told is not None else None
        if told is None or rate is None:
            return None
        return rate._replace(core=f"{rate.text} {told[1]}", element="", link="", area=name.area, counterpart=name.counterpart)

    def _remember_kind(self, figure: Figure) -> None:
        """Keep what was named last as what was last measured in such units."""
        if figure.measure == "level" and figure.quantity_type in _KINDS and self.last_full is not None:
            self.last_kind = figure.quantity_type
            self.last_of[figure.quantity_type] = self.last_full

    def _as_industry(self, name: Name, host: Host, *, listed: bool) -> Name:
        """ "Wages rose, most of all in trade (4%) and hotels (3%)": a branch that is named like a flow, where another series is told."""
        if not listed or host.phrase is None or host.element is not None or name.head not in ("trade", "construction"):
            return name
        if name.area or name.counterpart or any(word in _CROSSING for word in name.text.lower().split()):
            return name
        context = self.last_full or self.topic
        if context is None or not context.text or context.head in ("trade", "construction", *self._cross):
            return name
        whole = context.core or context.text
        return Name(whole, name.text, "of", context.kind or whole, context.flow)

    def _counts_events(self, name: Name) -> bool:
        """Whether what is counted is a series of its own, as applications and permits are, not those who are counted in passing."""
        return not name.core and singular(name.element.split(" ")[-1].lower()) in self._words["events"]

    def _is_a_place(self, name: Name) -> bool:
        """Whether a name without a series is that of a place: "the state of Bahia"."""
        return not name.core and singular(name.element.partition(" of ")[0].split(" ")[-1].lower()) in self._words["groups"]

    def _branch(self, tree: Tree, noun: Word) -> bool:
        """ "the river trade": a branch of industry."""
        if names_branch(tree, noun):
            return True
        if noun.lower not in ("trade", "trades"):
            return False
        k = noun.i - 1
        while k > 0 and (tree[k].is_noun or tree[k].tag in ("CC", "JJ", ",", "NNP")) and tree[k].figure is None and k > noun.i - 6:
            if tree.lower(k) in self._branches:
                return True
            k -= 1  # "wholesale, retail and repair trade"
        return tree.lower(k) in self._branches

    def _grown(self, name: Name, figure: Figure) -> Name:
        """ "Peru will grow by 3%", "growth in Africa": the output of the economy, in a text on no other series."""
        other = self.last_flow is not None or (self.topic is not None and self.topic.kind)
        if figure.quantity_type != "percent" or figure.measure not in ("change", "level") or name.core or other:
            return name
        if name.placed and name.element:
            return name._replace(core="GDP", kind="GDP", link="in")
        codes = name.area or name.counterpart
        return Name("GDP", kind="GDP", area=codes) if codes and not name.text else name

    def _meant_again(self, noun: str, partner: Name, number: int) -> Name:
        """ "The index rose. Food was dearer. … The index stood at 104": not of food, which is told of by no index."""
        if partner.head == noun or (noun in ("rate", "ratio") and not counts_people(partner.element)):
            return partner
        return self._taken_up(noun, number, pointed=True) or partner
