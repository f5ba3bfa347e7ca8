"""Traits: what can be seen of a figure and its sentence that tells how sure its row is.

Only how the sentence is built and how the row came about; never which series, agency or country it is about.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from indicators.components.sentences import Sentence
from indicators.cues import Cue, directions
from indicators.figure import Figure, TimeExpression
from indicators.hosts import Host
from indicators.inflect import singular
from indicators.lexicon import table
from indicators.periods import ending
from indicators.phrases import Phrase
from indicators.tallies import SUBJECTS, Setting, WordCounts, damped, shape
from indicators.tree import Tree, Word

__all__ = ["Traits", "Work"]

_WORD = re.compile(r"[a-z0-9]+")
_HUNG = ("nsubj", "nsubjpass", "pobj", "dobj", "attr", "conj", "ROOT", "compound", "npadvmod", "nummod", "appos")
# Where what is long is cut off, so that a sentence without end costs no more than its length.
_LONG = 40
# So many figures of the same number are looked at.
_TWINS = 11
# From which probability on the odds of a choice are told apart no more.
_CERTAIN, _MOST_ODDS = 0.999, 7.0
# How far a chain of "as the figure before" is followed.
_CHAIN = 6


@dataclass(frozen=True, slots=True)
class Work:
    """What the steps have found in one release, by which its rows are judged."""

    text: str
    figures: Sequence[Figure]
    cues: Sequence[Cue]
    hosts: Sequence[Host]
    places: Mapping[int, tuple[Tree, Word]]
    sentences: Sequence[Sentence] = ()
    times: Sequence[TimeExpression] = ()
    document: str | None = None
    home: str | None = None


class Traits:
    """Tells the traits of a release's figures: name and number, most of them 0 or 1, those that are 0 left out.

    A name begins with what the trait is of: ``wording`` (of the figure itself and its cue), ``clause`` (the sentence and its parse),
    ``subject``, ``time`` or ``basis``.
    """

    def __init__(self, work: Work) -> None:
        self.work = work
        self._empty = frozenset(table("subjects")["empty_nouns"])
        self._pronouns = frozenset(table("subjects")["pronouns"])
        self._known = directions().flows | directions().totals | directions().rates
        self._names = [frozenset(map(singular, _WORD.findall((figure.subject or "").lower()))) for figure in work.figures]
        self._settings = self._read_settings()
        trees = {id(tree): tree for tree, _ in work.places.values()}
        self._shapes = {key: dict(shape(tree)) for key, tree in trees.items()}
        self._counts = {key: WordCounts(tree) for key, tree in trees.items()}
        self._periods = Counter(figure.period for figure in work.figures)
        self._bases = Counter(figure.basis for figure in work.figures if figure.measure == "change")
        self._subjects = Counter(self._names)
        self._told, self._told_around = self._read_bases()
        spoken = [time.period for time in work.times if time.role == "reference" and time.period]
        self._clear = spoken.count(work.document or "") / max(1, len(spoken))
        self._twins: dict[tuple[float, str], list[int]] = defaultdict(list)
        for number, figure in enumerate(work.figures):
            self._twins[abs(figure.value), figure.quantity_type].append(number)

    def of(self, number: int) -> dict[str, float]:
        """The traits of figure `number`."""
        found: dict[str, float] = {}
        for group, read in _READERS:
            for name, value in read(self, number):
                if value:
                    found[_named(group, name)] = float(value)
        return found

    def _read_settings(self) -> dict[tuple[int, int], Setting]:
        """The sentences that report figures, with what they hold."""
        settings: dict[tuple[int, int], Setting] = {}
        for number, figure in enumerate(self.work.figures):
            settings.setdefault(figure.sentence, Setting()).numbers.append(number)
        for sentence in self.work.sentences:
            if (sentence.start, sentence.end) in settings:
                settings[sentence.start, sentence.end].sentence = sentence
        spans = sorted(settings)
        at = 0
        for time in sorted(self.work.times, key=lambda time: time.start):
            while at < len(spans) and spans[at][1] <= time.start:
                at += 1
            if at < len(spans) and spans[at][0] <= time.start:
                setting = settings[spans[at]]
                if time.role == "reference":
                    setting.references.add(time)
                elif time.role == "comparison":
                    setting.comparisons.add(time)
        for (start, end), setting in settings.items():
            setting.words = frozenset(map(singular, _WORD.findall(self.work.text[start:end].lower())))
        return settings

    def _read_bases(self) -> tuple[Counter[str | None], dict[int, tuple[str | None, str | None]]]:
        """The bases that sentences tell themselves, and for each change those told last before and first after it."""
        changes = [number for number, figure in enumerate(self.work.figures) if figure.measure == "change"]
        told = {n: self.work.figures[n].basis for n in changes if "basis_from" not in self.work.figures[n].notes}
        before: dict[int, str | None] = {}
        after: dict[int, str | None] = {}
        for order, found in ((changes, before), (changes[::-1], after)):
            last: str | None = None
            for number in order:
                found[number] = last
                last = told.get(number, last)
        return Counter(told.values()), {number: (before[number], after[number]) for number in changes}

    # -- the figure and where it stands --------------------------------------------------------------------------------------

    def _figure(self, number: int) -> Iterator[tuple[str, float]]:
        figure, cue = self.work.figures[number], self.work.cues[number]
        yield f"cue {cue.kind}", 1
        yield f"{figure.quantity_type} {figure.measure}", 1
        yield f"measure {figure.measure}", 1
        yield f"status {figure.status}", figure.status != "actual"
        yield "bound", figure.bound != "exact"
        yield from _odds(figure, "measure")
        yield "range", figure.value_low is not None
        yield "sign printed", figure.sign != 0
        yield "no sign told", figure.measure == "change" and not figure.sign and cue.sign == 0
        yield "unit unknown", not figure.unit
        yield "dollar of no country", figure.unit.startswith("USD") and self.work.text[figure.start] == "$" and self.work.home != "US"
        yield "cue changed", bool(cue.measure) and cue.measure != figure.measure

    def _place(self, number: int) -> Iterator[tuple[str, float]]:
        figure = self.work.figures[number]
        setting = self._settings[figure.sentence]
        sentence = setting.sentence
        yield f"in {sentence.kind if sentence else 'body'}", 1
        place = setting.numbers.index(number) if len(setting.numbers) < _LONG else _LONG
        yield "first of sentence", place == 0
        yield "place in sentence", damped(place)
        yield "figures of sentence", damped(len(setting.numbers) - 1)
        yield "alone", len(setting.numbers) == 1
        if number not in self.work.places:
            yield "not parsed", 1
            return
        tree, word = self.work.places[number]
        yield "in brackets", tree.parent is not None
        yield from self._shapes[id(tree)].items()
        yield "far in sentence", damped(word.i)
        yield from self._around(tree, word, self.work.cues[number])

    def _around(self, tree: Tree, word: Word, cue: Cue) -> Iterator[tuple[str, float]]:
        """The words between the figure and what gave its measure away, and the clause that it stands in."""
        counts = self._counts[id(tree)]
        if cue.anchor is not None and cue.anchor < len(tree):
            yield "cue away", damped(abs(cue.anchor - word.i) - 1)
            yield "figure before cue", counts.between(cue.anchor, word.i, "figure") > 0
            yield "comma before cue", counts.between(cue.anchor, word.i, "comma") > 0
        yield "verbs before", damped(counts.before(word.i, "verb"))
        yield "subjects before", damped(counts.before(word.i, "subject"))
        yield "no verb before", not counts.before(word.i, "verb")
        near = tree.before(word.i)
        yield "after comma", near is not None and near.text == ","
        yield "after noun", near is not None and near.is_noun
        yield (
            "hung as "
            + (word.dep if word.dep in ("pobj", "dobj", "npadvmod", "attr", "nummod", "conj", "ROOT", "appos", "nsubj") else "other"),
            1,
        )

    # -- the subject -----------------------------------------------------------------------------------------------------------

    def _host(self, number: int) -> Iterator[tuple[str, float]]:
        host = self.work.hosts[number]
        yield f"host {_host_shape(host)}", 1
        yield "host from verb", bool(host.verb)
        yield "host agent", host.agent is not None
        yield f"linked {host.link if host.link in ('gap', 'in', 'as', 'for', 'of') else 'other'}", bool(host.link)
        phrase = host.phrase or host.element
        if phrase is not None:
            yield from self._phrase(number, phrase)
        yield from self._chain(number, host)

    def _phrase(self, number: int, phrase: Phrase) -> Iterator[tuple[str, float]]:
        tree, head = phrase.tree, phrase.tree[phrase.head]
        words = [tree[i] for i in phrase.indices[:_LONG]]
        yield (
            "host hung as "
            + (head.dep if head.dep in ("nsubj", "nsubjpass", "pobj", "dobj", "attr", "conj", "ROOT", "compound") else "other"),
            1,
        )
        yield "host is empty", singular(head.lower) in self._empty and len(phrase.indices) == 1
        yield "host is known", singular(head.lower) in self._known
        yield "host is name", head.tag in ("NNP", "NNPS")
        yield "host is no noun", not head.is_noun
        yield "host holds figure", any(w.figure is not None for w in words)
        yield "host holds verb", any(w.is_verb for w in words)
        yield "host holds comma", any(w.text in (",", ":", "(") for w in words)
        yield "host holds and", any(w.tag == "CC" for w in words)
        yield "host holds slash", any("/" in w.text for w in words)
        yield "host broken", phrase.indices[-1] - phrase.indices[0] >= len(phrase.indices)
        if number not in self.work.places:
            return
        own, word = self.work.places[number]
        if own is not tree:
            yield "host in other clause", 1
            return
        yield "host away", damped(abs(word.i - head.i))
        yield "host behind", head.i > word.i
        counts = self._counts[id(tree)]
        yield "figures between", damped(counts.between(head.i, word.i, "figure"))
        yield "verbs between", damped(counts.between(head.i, word.i, "verb"))
        yield "nouns between", damped(counts.between(head.i, word.i, "noun"))
        yield "comma between", counts.between(head.i, word.i, "comma") > 0
        yield "other subject between", counts.between(head.i, word.i, "subject") > 0

    def _chain(self, number: int, host: Host) -> Iterator[tuple[str, float]]:
        """How the figures before, that this one takes its subject from, came by it."""
        yield "subject since the other", host.phrase is None and host.partner is not None and self._subject_since(number, host.partner)
        steps, at = 0, number
        while host.phrase is None and host.partner is not None and steps < _CHAIN:
            steps, at = steps + 1, host.partner
            host = self.work.hosts[at]
        if not steps:
            return
        yield "steps to host", damped(steps)
        yield "host in other sentence", self.work.figures[at].sentence != self.work.figures[number].sentence
        yield "chain ends in nothing", host.phrase is None

    def _subject_since(self, number: int, partner: int) -> bool:
        """Whether another subject stands between a figure and the one that it takes its own from."""
        if number not in self.work.places or partner not in self.work.places:
            return False
        (tree, word), (other, before) = self.work.places[number], self.work.places[partner]
        first = max(before.i + 1 if other is tree else 0, word.i - _LONG)
        return any(w.dep in SUBJECTS and w.is_noun and w.lower not in self._pronouns for w in tree.words[first : word.i])

    def _subject(self, number: int) -> Iterator[tuple[str, float]]:
        figure, name = self.work.figures[number], self._names[number]
        yield "no subject", not name
        yield "subject of one word", len(name) == 1
        yield "subject words", damped(len(name))
        yield "long subject", len(name) > 7
        if not name:
            return
        here = self._settings[figure.sentence].words
        yield "subject not here", len(name - here) / len(name)
        yield "subject elsewhere", not name & here
        yield "subject told again", self._subjects[name] > 1
        yield "subject often", damped(self._subjects[name] - 1)
        last = _WORD.findall((figure.subject or "").lower())
        yield "subject is known", bool(name & self._known)
        yield "subject ends known", bool(last) and singular(last[-1]) in self._known
        yield "subject all empty", name <= self._empty
        yield "subject holds pronoun", bool(name & self._pronouns)
        yield "subject holds number", any(part.isdigit() for part in name)
        yield "subject has link", bool(name & {"of", "in", "for"})
        yield "topical", bool(figure.notes.get("topical"))
        yield from _odds(figure, "subject")
        yield "completed", bool(figure.notes.get("completed"))

    # -- the times ---------------------------------------------------------------------------------------------------------------

    def _period(self, number: int) -> Iterator[tuple[str, float]]:
        figure = self.work.figures[number]
        setting = self._settings[figure.sentence]
        way = figure.notes.get("period_from", "unknown")
        same = "as release" if figure.period == self.work.document else "other"
        yield f"period {way}", 1
        yield f"period {way} {same}", 1
        before = self.work.figures[number - 1] if number else None
        yield "period as before", before is not None and before.period == figure.period
        yield "period other than before", before is not None and before.period != figure.period
        yield "clear release", self._clear
        yield from _odds(figure, "period")
        yield "no period", figure.period is None
        yield "no period in release", self.work.document is None
        yield "period of release", figure.period is not None and figure.period == self.work.document
        yield "period rare", figure.period is not None and self._periods[figure.period] == 1
        yield "period share", self._periods[figure.period] / max(1, len(self.work.figures))
        ahead = figure.status != "actual"
        later = _later(figure.period, self.work.document)
        yield "ahead but not later", ahead and not later
        yield "later but not ahead", later and not ahead
        told = setting.references.periods
        yield "other times", damped(len(told) - (None in told) - (figure.period is not None and figure.period in told))
        yield "times", damped(len(setting.references.starts))
        yield "time without period", None in told
        yield "period told here", figure.period is not None and figure.period in told
        yield "time just behind", setting.references.behind(figure.end, 15)
        around = {self.work.figures[other].period for other in setting.numbers[:_LONG]}
        yield "periods of sentence", damped(len(around) - 1)

    def _basis(self, number: int) -> Iterator[tuple[str, float]]:
        figure = self.work.figures[number]
        if figure.measure != "change":
            return
        setting = self._settings[figure.sentence]
        way = figure.notes.get("basis_from", "sentence")
        yield f"basis {way}", 1
        yield f"basis is {figure.basis}", 1
        yield f"basis {figure.basis} of {_length(figure.period)}", 1
        last, following = self._told_around[number]
        yield f"basis {way} as last told", last is not None and last == figure.basis
        yield "basis as next told", following is not None and following == figure.basis
        yield "basis not as next told", following is not None and following != figure.basis
        yield "basis told share", self._told[figure.basis] / max(1, self._told.total())
        yield "told none", not self._told
        yield from _odds(figure, "basis")
        yield "basis share", self._bases[figure.basis] / max(1, self._bases.total())
        yield "bases of release", damped(len(self._bases) - 1)
        told = setting.comparisons.bases
        yield "bases told here", damped(len(told - {None}))
        yield "other basis here", bool(told - {figure.basis, None})
        yield "comparisons here", damped(len(setting.comparisons.starts))
        yield "comparison without basis", None in told
        changes = sum(self.work.figures[other].measure == "change" for other in setting.numbers[:_LONG])
        yield "changes of sentence", damped(changes - 1)
        yield "comparison just behind", setting.comparisons.behind(figure.end, 25)

    def _twin(self, number: int) -> Iterator[tuple[str, float]]:
        """Whether the same number stands elsewhere in the release, and is read the same way there."""
        figure = self.work.figures[number]
        twins = [other for other in self._twins[abs(figure.value), figure.quantity_type][:_TWINS] if other != number]
        yield "told twice", bool(twins)
        if not twins:
            return
        alike = [self.work.figures[other] for other in twins if self.work.figures[other].measure == figure.measure]
        yield "twin of other measure", len(alike) < len(twins)
        yield "twin of same subject", any(self._names[other] == self._names[number] for other in twins)
        yield "twin of other subject", not any(self._names[other] & self._names[number] for other in twins)
        yield "twin of same period", any(other.period == figure.period and other.basis == figure.basis for other in alike)
        yield "twin of other period", any(other.period != figure.period or other.basis != figure.basis for other in alike)


@lru_cache(maxsize=4096)
def _named(group: str, name: str) -> str:
    return f"{group}: {name}"


# No part of the traits: what holds a method of its own is not freed at once when it is done with.
_READERS: tuple[tuple[str, Callable[[Traits, int], Iterator[tuple[str, float]]]], ...] = (
    ("wording", Traits._figure),
    ("clause", Traits._place),
    ("subject", Traits._host),
    ("subject", Traits._subject),
    ("time", Traits._period),
    ("time", Traits._twin),
    ("basis", Traits._basis),
)


def _odds(figure: Figure, kind: str) -> Iterator[tuple[str, float]]:
    """How likely the chosen reading is beside its rivals: in doubt, clear, and the log-odds between."""
    odds = float(figure.notes.get(f"{kind}_odds") or 0.5)
    yield f"odds of {kind}", math.log(odds / (1 - odds)) if odds < _CERTAIN else _MOST_ODDS
    yield f"{kind} in doubt", odds < 0.5
    yield f"{kind} clear", odds > 0.95


def _host_shape(host: Host) -> str:
    """Where the subject comes from: the figure's own phrase, another figure, a member of a list put into either."""
    source = "own" if host.phrase is not None else "inherited" if host.partner is not None else "none"
    return source + (" with member" if host.element is not None else "")


def _length(period: str | None) -> str:
    """The kind of a period: none, year, month, quarter …"""
    if not period:
        return "none"
    if "/" in period:
        return "interval"
    return "quarter" if "Q" in period else "half" if "S" in period else ("year", "month", "day")[min(2, period.count("-"))]


def _later(period: str | None, other: str | None) -> bool:
    """Whether a period ends after another."""
    one, two = (ending(each) if each else None for each in (period, other))
    return one is not None and two is not None and one > two
