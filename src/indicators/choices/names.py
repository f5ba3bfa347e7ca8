"""Names chosen: of the names that a sentence and its context offer, the one that the figure most likely has.

Traits tell only how the sentence is built, of what kind the words are and what the release called its series before; never which
series it is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from indicators.choices.chooser import Chooser, bucket, chooser
from indicators.choices.words import LINKS, content, noun_kind, verb_kind
from indicators.clauses import governing_verb, subject_of
from indicators.cues import Cue
from indicators.figure import Figure
from indicators.hosts import Host
from indicators.hosts.rivals import Rival, RivalFinder
from indicators.inflect import singular
from indicators.naming import Name, Namer
from indicators.tree import Tree, Word

__all__ = ["NameChooser"]


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a figure stands: what its rivals are held against."""

    tree: Tree
    word: Word
    figure: Figure
    cue: Cue
    verb: Word | None
    subject: Word | None

    @property
    def bracket(self) -> str:
        return "in" if self.tree.parent is not None else "out"

    @property
    def kind(self) -> str:
        return f"{self.figure.quantity_type} {self.figure.measure}"


class NameChooser:
    """Names a release's figures in order, each with the likeliest of the names on offer."""

    def __init__(self, namer: Namer, cues: Sequence[Cue], judge: Chooser | None = None) -> None:
        self.namer, self.cues = namer, cues
        self.judge = judge or chooser("subject")
        self._finder = RivalFinder()
        self._last = ""
        self._seen: Counter[str] = Counter()
        self._title = content(namer.titled.text.lower()) if namer.titled is not None else frozenset()

    def name(self, tree: Tree, word: Word) -> None:
        """Name the figure at `word`."""
        names, traits = self.offers(tree, word)
        key, odds = self.judge.best(traits)
        self.take(tree, word, *names[key], odds)

    def take(self, tree: Tree, word: Word, host: Host, name: Name, odds: float = 1.0) -> None:
        """Give the figure at `word` a name, and go on from there."""
        # Once more, so that the figure's notes are those of the name that it gets.
        self.namer.resolve(tree, word, host)
        self.namer.take(tree, word, name)
        self.namer.figures[word.figure or 0].notes["subject_odds"] = odds
        self._last = name.text.lower()
        self._seen[self._last] += 1
        if tree.kind == "title":
            self._title |= content(self._last)

    def offers(self, tree: Tree, word: Word) -> tuple[dict[str, tuple[Host, Name]], dict[str, set[str]]]:
        """The names on offer, by their text in lower case, each with the host it comes from first, and their traits."""
        number = word.figure or 0
        verb = governing_verb(tree, word.i)
        subject = subject_of(tree, verb) if verb is not None else None
        place = _Place(tree, word, self.namer.figures[number], self.cues[number], verb, subject)
        names: dict[str, tuple[Host, Name]] = {}
        traits: dict[str, set[str]] = {}
        placed: dict[tuple[str, int, int], tuple[str, ...]] = {}
        told = ""
        for rival in self._finder.rivals(tree, word, self.namer.hosts[number]):
            name = self.namer.resolve(tree, word, rival.host)
            key = name.text.lower()
            if not names:
                told = key
            if key not in names:
                names[key] = (rival.host, name)
                traits[key] = {f"name as told {key == told}", *self._of_name(name, place, first=not number)}
            found = traits[key]
            found.update(self._of_source(rival, place, number))
            if rival.head is not None and rival.tree is not None:
                source = rival.source.split(" ", 1)[0]
                seat = source, id(rival.tree), rival.head.i
                if seat not in placed:
                    placed[seat] = tuple(_of_place(source, rival.tree, rival.head, place))
                found.update(placed[seat])
        return names, traits

    def _of_source(self, rival: Rival, place: _Place, number: int) -> Iterator[str]:
        source, cue = rival.source, place.cue.kind
        yield f"source {source}"
        yield f"source {source} cue {cue}"
        yield f"source {source} {place.bracket} {place.figure.measure}"
        yield f"source {source} {place.kind}"
        if source == "told":
            shape = _shape(rival.host)
            yield f"told {shape}"
            yield f"told {shape} cue {cue}"
            yield f"told {shape} {place.bracket}"
        elif source.startswith("figure"):
            back = self.namer.figures[number - int(source.split()[1])]
            here = "here" if back.sentence == place.figure.sentence else "elsewhere"
            alike = back.quantity_type == place.figure.quantity_type
            yield f"{source} {here}"
            yield f"{source} {here} {alike} {back.measure} {place.figure.measure}"
            yield f"{source} {here} cue {cue}"
            yield f"{source} {here} {place.bracket} cue {cue}"

    def _of_name(self, name: Name, place: _Place, *, first: bool) -> Iterator[str]:
        """The traits of the name itself, however it was come by."""
        text = name.text.lower()
        words = text.split()
        yield f"name words {bucket(len(words))}"
        if not words:
            yield "name empty"
            return
        yield from _of_head(name, len(words), place)
        parts = content(text)
        yield from _of_form(name, words, parts)
        if not first:
            yield f"name as last {self._last == text}"
            if self._last != text:
                yield f"name near last {bucket(len(parts & content(self._last)))}"
        yield f"name seen {bucket(self._seen[text])}"
        if self._title:
            yield f"name of title {bucket(len(parts & self._title))} of {bucket(len(parts))}"


def _shape(host: Host) -> str:
    """What a host is made of."""
    base = "own" if host.phrase is not None else "inherited" if host.partner is not None else "none"
    return base + (" member" if host.element is not None else "") + (" verb" if host.verb else "") + (" agent" if host.agent else "")


def _of_head(name: Name, size: int, place: _Place) -> Iterator[str]:
    head = singular((name.kind or name.core or name.element).split(" ")[-1].lower())
    kind = noun_kind(head)
    yield f"name head {kind}"
    yield f"name head {kind} {place.kind}"
    yield f"name head {kind} words {bucket(size)}"
    parts = f"{bool(name.core)} {bool(name.element)}"
    yield f"name parts {parts} {name.link if name.link in LINKS else 'other' if name.link else ''}"
    yield f"name parts {parts} {place.kind}"
    yield f"name flow {name.flow} bare {name.bare}"
    if name.area or name.counterpart:
        yield f"name placed {bool(name.area)} {bool(name.counterpart)} {place.figure.measure}"


def _of_form(name: Name, words: list[str], parts: frozenset[str]) -> Iterator[str]:
    if len(parts) < sum(word not in LINKS for word in words):
        yield "name says a word twice"
    if any(word[0].isdigit() for word in words):
        yield "name has digits"
    if words[-1] in LINKS or words[0] in LINKS:
        yield "name hangs"
    if len(words) > 1 and all(word[0].isupper() for word in name.text.split()):
        yield "name all capitals"
    for kind in sorted({noun_kind(part) for part in parts} - {"one"}):
        yield f"name has {kind}"


def _of_place(source: str, tree: Tree, head: Word, place: _Place) -> Iterator[str]:
    """Where the noun that a name rests on stands, seen from the figure."""
    kind = noun_kind(head.text, head)
    yield f"{source} head {kind}"
    yield f"{source} head {kind} {place.kind}"
    yield f"{source} dep {head.dep}"
    if tree is place.tree:
        at = place.word.i
    elif tree is place.tree.parent:
        at = (place.tree.host or 0) + 1
    else:
        yield f"{source} elsewhere dep {head.dep}"
        return
    yield from _of_way(source, tree, head, at, kind, place)
    if tree is place.tree:
        yield from _of_clause(source, head, kind, "before" if head.i < at else "behind", place)
    before = tree.before(head.i)
    if head.i == 0 or (head.i == 1 and before is not None and before.tag in ("DT", "PRP$", "JJ")):
        yield f"{source} opens sentence"


def _of_way(source: str, tree: Tree, head: Word, at: int, kind: str, place: _Place) -> Iterator[str]:
    """What stands between a noun and the figure."""
    between = tree.words[min(head.i, at) + 1 : max(head.i, at)]
    verbs = bucket(sum(w.is_verb for w in between))
    figures = bucket(sum(w.figure is not None for w in between))
    nouns = bucket(sum(w.is_noun and w.dep not in ("compound", "nmod") for w in between))
    commas = bucket(sum(w.text in (",", ";", ":") for w in between))
    side, cue = "before" if head.i < at else "behind", place.cue.kind
    yield f"{source} {place.bracket} {side} far {bucket(len(between))}"
    yield f"{source} {place.bracket} {side} verbs {verbs}"
    yield f"{source} {place.bracket} {side} figures {figures}"
    yield f"{source} {place.bracket} {side} nouns {nouns}"
    yield f"{source} {place.bracket} {side} commas {commas}"
    yield f"{source} {side} {head.dep} cue {cue}"
    yield f"{source} {side} {head.dep} verbs {verbs} figures {figures}"
    yield f"{source} {side} nouns {nouns} cue {cue}"
    yield f"{source} {side} {kind} cue {cue}"
    yield f"{source} {side} {kind} nouns {nouns} {place.bracket}"


def _of_clause(source: str, head: Word, kind: str, side: str, place: _Place) -> Iterator[str]:
    """How a noun and the figure hang together in the parse."""
    tree, cue, figure = place.tree, place.cue.kind, place.figure
    if place.subject is not None:
        yield f"{source} is clause subject {head.i == place.subject.i}"
        if head.i == place.subject.i:
            yield f"{source} clause subject cue {cue}"
            yield f"{source} clause subject {place.kind}"
            yield f"{source} clause subject {kind}"
            yield f"{source} clause subject verb {verb_kind(tree, place.verb)} {figure.measure}"
    if place.verb is not None and head.head == place.verb.i:
        yield f"{source} on verb as {head.dep} {cue}"
        yield f"{source} on verb as {head.dep} {verb_kind(tree, place.verb)} {figure.measure}"
    if head.dep == "pobj":
        link = tree.lower(head.head)
        link = link if link in LINKS else "other"
        yield f"{source} {side} link {link}"
        yield f"{source} {side} link {link} cue {cue}"
    if place.word.head == head.i:
        yield f"{source} above figure {place.word.dep}"
    if head.head == place.word.i:
        yield f"{source} below figure {head.dep}"
