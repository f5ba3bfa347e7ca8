"""Names chosen: of the names that a sentence and its context offer, the one that the figure most likely has.

Traits tell only how the sentence is built, of what kind the words are and what the release called its series before; never which
series it is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from indicators.choices.chooser import Chooser, bucket, chooser
from indicators.choices.seats import Place, Seats, place_of
from indicators.choices.words import LINKS, content, noun_kind
from indicators.cues import Cue
from indicators.hosts import Host
from indicators.hosts.rivals import Rival, RivalFinder
from indicators.inflect import singular
from indicators.naming import Name, Namer
from indicators.regions import unsited
from indicators.tree import Tree, Word

__all__ = ["NameChooser"]


class NameChooser:
    """Names a release's figures in order, each with the likeliest of the names on offer."""

    def __init__(self, namer: Namer, cues: Sequence[Cue], judge: Chooser | None = None) -> None:
        self.namer, self.cues = namer, cues
        self.judge = judge or chooser("subject")
        telling = self.judge.telling
        self._source, self._told, self._back, self._as_told = telling(_source), telling(_told), telling(_back), telling(_as_told)
        self._form, self._history = telling(_form), telling(_history)
        self._head, self._parts, self._flow = telling(_head), telling(_parts), telling(_flow)
        self._finder, self._seats = RivalFinder(), Seats(self.judge)
        self._given: dict[int, tuple[Name, float]] = {}
        self._last, self._of_last = "", content("")
        self._seen: Counter[str] = Counter()
        self._title = content(namer.titled.text.lower()) if namer.titled is not None else frozenset()

    def name(self, tree: Tree, word: Word) -> None:
        """Name the figure at `word`."""
        number = word.figure or 0
        host = self.namer.hosts[number]
        shared = replace(host, again="") == Host(partner=number - 1)
        shared = shared and host.again in ("", "rate", "ratio") and number - 1 in self._given
        if shared and (self.cues[number].kind in ("to", "from") or self._moved(tree, word)):
            # "fell 4 percent to 3 million", "up from 2 million": a change and the levels that it leads between are of one series.
            name, odds = self._given[number - 1]
            self.namer.figures[number].notes["name_shared"] = True
            self.namer.resolve(tree, word, host)
            self.take(tree, word, name, odds)
            return
        names, traits = self.offers(tree, word)
        key, odds = self.judge.best(traits)
        told = next(iter(names))
        placed = names[told][0]
        whole = placed.core if placed.placed and placed.core else unsited(placed.text)
        same = content(key) in (content(told), content(whole.lower())) or (host.whole and content(key) < content(told))
        if same or host.settled:
            # Only the small words or the place differ, part of a subject is left, or there is no choice: as the rules have it.
            key = told
        name, notes = names[key]
        partner = names[told][0].counterpart
        own = host.phrase is not None and host.partner is None
        if key != told and partner and not (name.counterpart or name.area) and (own or self.namer.tells_place(host)):
            # Whatever the series is called, its words or the list say with whom.
            name = name._replace(counterpart=partner)
        self.namer.figures[number].notes.update(notes)
        self.take(tree, word, name, odds)

    def _moved(self, tree: Tree, word: Word) -> bool:
        """ "8.1 million cases of eggs, up 2.1%": a level, and at once how it moved."""
        figure, number = self.namer.figures[word.figure or 0], word.figure or 0
        before = self.namer.figures[number - 1]
        told = self.cues[number].kind == "adverb-before" and figure.measure == "change" and before.measure == "level"
        return told and before.sentence == figure.sentence and tree.lower(word.i - 1) in ("up", "down") and tree.lower(word.i - 2) == ","

    def take(self, tree: Tree, word: Word, name: Name, odds: float = 1.0) -> None:
        """Give the figure at `word` a name, and go on from there."""
        self.namer.take(tree, word, name)
        self.namer.figures[word.figure or 0].notes["subject_odds"] = odds
        self._given[word.figure or 0] = name, odds
        self._last = name.text.lower()
        self._of_last = content(self._last)
        self._seen[self._last] += 1
        if tree.kind == "title":
            self._title |= self._of_last

    def offers(self, tree: Tree, word: Word) -> tuple[dict[str, tuple[Name, dict[str, Any]]], dict[str, set[str]]]:
        """The names on offer, by their text in lower case, each with the notes of the figure that has it, and their traits."""
        number = word.figure or 0
        place = place_of(tree, word, self.namer.figures[number], self.cues[number])
        notes = self.namer.figures[number].notes
        names: dict[str, tuple[Name, dict[str, Any]]] = {}
        traits: dict[str, set[str]] = {}
        told, first = self.namer.hosts[number], None
        for rival in self._finder.rivals(tree, word, told):
            # Often what the rules tell is what stands nearest as well.
            name = first if first is not None and rival.host == told else self.namer.resolve(tree, word, rival.host)
            first = first or name
            text = name.text
            key = text.lower()
            if key not in names:
                # What the rules tell comes first.
                traits[key] = set(self._as_told(not names))
                names[key] = name, dict(notes)
                traits[key].update(*self._of_name(name, text, key, place, first=not number))
            found = traits[key]
            found.update(*self._of_source(rival, place, number))
            if rival.head is not None and rival.tree is not None:
                source = rival.source.split(" ", 1)[0]
                found.update(*self._seats.traits(source, rival.tree, rival.head, place))
        return names, traits

    def _of_source(self, rival: Rival, place: Place, number: int) -> Iterator[tuple[str, ...]]:
        source, figure = rival.source, place.figure
        yield self._source(source, place.cue, place.bracket, figure.measure, place.kind)
        if source == "told":
            yield self._told(_shape(rival.host), place.cue, place.bracket)
        elif source.startswith("figure"):
            back = self.namer.figures[number - int(source.split()[1])]
            here = "here" if back.sentence == figure.sentence else "elsewhere"
            alike = back.quantity_type == figure.quantity_type
            yield self._back(source, here, alike, back.measure, figure.measure, place.cue, place.bracket)

    def _of_name(self, name: Name, text: str, lower: str, place: Place, *, first: bool) -> Iterator[tuple[str, ...]]:
        """The traits of the name itself, however it was come by."""
        yield self._form(text)
        if not lower or lower.isspace():
            return
        kind = noun_kind(singular((name.kind or name.core or name.element).split(" ")[-1].lower()))
        core, element = bool(name.core), bool(name.element)
        yield self._head(kind, place.kind, bucket(len(lower.split())))
        yield self._parts(core, element, name.link if name.link in LINKS else "other" if name.link else "", place.kind)
        yield self._flow(name.flow, name.bare, bool(name.area), bool(name.counterpart), place.figure.measure)
        parts = content(lower)
        yield self._history(
            "" if first else str(self._last == lower),
            bucket(len(parts & self._of_last)),
            bucket(self._seen[lower]),
            bucket(len(parts & self._title)) if self._title else "",
            bucket(len(parts)),
        )


def _shape(host: Host) -> str:
    """What a host is made of."""
    base = "own" if host.phrase is not None else "inherited" if host.partner is not None else "none"
    return base + (" member" if host.element is not None else "") + (" verb" if host.verb else "") + (" agent" if host.agent else "")


# Whence a name is.


def _source(source: str, cue: str, bracket: str, measure: str, kind: str) -> Iterator[str]:
    yield f"source {source}"
    yield f"source {source} cue {cue}"
    yield f"source {source} {bracket} {measure}"
    yield f"source {source} {kind}"


def _told(shape: str, cue: str, bracket: str) -> Iterator[str]:
    yield f"told {shape}"
    yield f"told {shape} cue {cue}"
    yield f"told {shape} {bracket}"


def _back(source: str, here: str, alike: bool, theirs: str, measure: str, cue: str, bracket: str) -> Iterator[str]:
    yield f"{source} {here}"
    yield f"{source} {here} {alike} {theirs} {measure}"
    yield f"{source} {here} cue {cue}"
    yield f"{source} {here} {bracket} cue {cue}"


def _as_told(told: bool) -> Iterator[str]:
    yield f"name as told {told}"


# The name itself.


def _form(text: str) -> Iterator[str]:
    words = text.lower().split()
    yield f"name words {bucket(len(words))}"
    if not words:
        yield "name empty"
        return
    parts = content(text.lower())
    if len(parts) < sum(word not in LINKS for word in words):
        yield "name says a word twice"
    if any(word[0].isdigit() for word in words):
        yield "name has digits"
    if words[-1] in LINKS or words[0] in LINKS:
        yield "name hangs"
    if len(words) > 1 and all(word[0].isupper() for word in text.split()):
        yield "name all capitals"
    for kind in sorted({noun_kind(part) for part in parts} - {"one"}):
        yield f"name has {kind}"


def _head(kind: str, figure: str, words: str) -> Iterator[str]:
    yield f"name head {kind}"
    yield f"name head {kind} {figure}"
    yield f"name head {kind} words {words}"


def _parts(core: bool, element: bool, link: str, figure: str) -> Iterator[str]:
    yield f"name parts {core} {element} {link}"
    yield f"name parts {core} {element} {figure}"


def _flow(flow: bool, bare: bool, area: bool, counterpart: bool, measure: str) -> Iterator[str]:
    yield f"name flow {flow} bare {bare}"
    if area or counterpart:
        yield f"name placed {area} {counterpart} {measure}"


def _history(as_last: str, near: str, seen: str, titled: str, size: str) -> Iterator[str]:
    """What the release called its series before; no last name is told where it has none, no title either."""
    if as_last:
        yield f"name as last {as_last}"
        if as_last == "False":
            yield f"name near last {near}"
    yield f"name seen {seen}"
    if titled:
        yield f"name of title {titled} of {size}"
