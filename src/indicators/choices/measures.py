"""Measures chosen: whether a figure is most likely a level, a rise or fall, a share or a contribution."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from sys import intern

from indicators.choices.chooser import KEPT, Chooser, chooser
from indicators.choices.words import noun_kind, verb_kind
from indicators.clauses import governing_verb, subject_of
from indicators.cues import Cue, directions, previous
from indicators.figure import Figure
from indicators.lexicon import table
from indicators.tree import Tree, Word, once

__all__ = ["READINGS", "MeasureChooser"]

# A measure and, for one that has a direction, its sign.
READINGS = (("level", 0), ("change", 1), ("change", -1), ("share", 0), ("contribution", 1), ("contribution", -1))

Reading = tuple[str, int]

# Small words beside a figure that tell how it is meant.
_BESIDE = frozenset(table("small_words")["beside"])


_NAMES = {(measure, sign): f"{measure} {sign:+d}" if sign else measure for measure, sign in READINGS}


@lru_cache(maxsize=KEPT)
def _named(judge: Chooser, trait: str) -> list[tuple[Reading, str]]:
    """The readings for or against which it speaks if a trait is seen of a figure, with what it is called for each."""
    named = [(reading, intern(f"{name}: {trait}")) for reading, name in _NAMES.items()]
    return [(reading, name) for reading, name in named if judge.weighs(name)]


class MeasureChooser:
    """Gives each figure of a release the likeliest measure and sign, in order; the rules have given it one before."""

    def __init__(self, figures: Sequence[Figure], cues: Sequence[Cue], judge: Chooser | None = None) -> None:
        self.figures, self.cues = figures, cues
        self.judge = judge or chooser("measure")

    def choose(self, tree: Tree, word: Word) -> None:
        """Set the measure of the figure at `word`, and the sign of its value."""
        number = word.figure or 0
        figure, cue = self.figures[number], self.cues[number]
        if cue.sure:
            return
        (measure, sign), odds = self.judge.best(self.offers(tree, word))
        figure.notes["measure_odds"] = odds
        figure.measure = cue.measure = measure
        if sign:
            cue.sign = sign
        if figure.sign == 0:
            _turn(figure, sign)

    def offers(self, tree: Tree, word: Word) -> dict[Reading, set[str]]:
        """The readings with their traits, that which the rules tell first."""
        figure = self.figures[word.figure or 0]
        told = _reading(figure)
        rivals = [reading for reading in READINGS if not (figure.sign and reading[1] and reading[1] != figure.sign)]
        offers = {reading: {f"as told {reading == told}", f"same measure as told {reading[0] == told[0]}"} for reading in rivals}
        for trait in self._seen(tree, word):
            for reading, name in _named(self.judge, trait):
                if reading in offers:
                    offers[reading].add(name)
        return {told: offers.get(told, set()), **offers}

    def _seen(self, tree: Tree, word: Word) -> Iterator[str]:
        """What is seen of the figure, whichever reading it has."""
        number = word.figure or 0
        figure, cue = self.figures[number], self.cues[number]
        kind, told = figure.quantity_type, "{} {:+d}".format(*_reading(figure))
        yield ""
        yield kind
        yield f"told {told}"
        yield f"told {told} cue {cue.kind}"
        yield f"told {told} cue {cue.kind} {kind}"
        yield f"told {told} cue {cue.kind} {'in' if tree.parent is not None else 'out'} {kind}"
        yield f"sign {figure.sign} {kind}"
        yield f"in {tree.kind} {kind}"
        yield from self._of_words(tree, word, kind)
        yield from self._of_clause(tree, word, kind)
        yield from self._of_neighbours(tree, word, number)

    def _of_words(self, tree: Tree, word: Word, kind: str) -> Iterator[str]:
        before = [_beside(tree, word.i - back) for back in (1, 2)]
        behind = [_beside(tree, word.i + on) for on in (1, 2)]
        yield f"after {before[0]} {kind}"
        yield f"after {before[1]} {before[0]}"
        yield f"before {behind[0]} {kind}"
        yield f"before {behind[0]} {behind[1]}"
        yield f"between {before[0]} {behind[0]}"
        anchor = previous(tree, word.i)
        if anchor is not None:
            yield f"behind {_moves(tree, anchor)} {kind}"
        for other in tree.words[word.i + 1 : word.i + 4]:
            sign = directions().noun(other)
            if sign is not None:
                yield f"before noun of change {sign} {kind}"
                break

    def _of_clause(self, tree: Tree, word: Word, kind: str) -> Iterator[str]:
        yield f"hung as {word.dep} {kind}"
        verb = governing_verb(tree, word.i)
        if verb is None:
            yield f"no verb {kind}"
            return
        moves = _moves(tree, verb)
        yield f"verb {moves} {kind}"
        yield f"verb {moves} after {_beside(tree, word.i - 1)}"
        subject = subject_of(tree, verb)
        if subject is not None:
            noun = noun_kind(subject.text, subject)
            sign = directions().noun(subject)
            yield f"subject {noun} {sign} {kind}"
            yield f"subject {noun} {sign} verb {verb_kind(tree, verb)} {kind}"

    def _of_neighbours(self, tree: Tree, word: Word, number: int) -> Iterator[str]:
        earlier = [other for other in tree.words[max(0, word.i - 12) : word.i] if other.figure is not None]
        if earlier:
            before = self.figures[earlier[-1].figure or 0]
            joint = " ".join(_beside(tree, i) for i in range(max(earlier[-1].i + 1, word.i - 3), word.i))
            alike = before.quantity_type == self.figures[number].quantity_type
            yield f"figure before {before.measure} {alike}"
            yield f"figure before {before.measure} {alike} joined {joint}"
            yield f"figure before {'{} {:+d}'.format(*_reading(before))} joined {joint}"
        elif tree.parent is not None and tree.host is not None:
            host = tree.parent[tree.host]
            yield f"in bracket behind {_moves(tree.parent, host)} {self.figures[number].quantity_type}"
            if host.figure is not None:
                yield f"in bracket behind {self.figures[host.figure].measure} {self.figures[host.figure].quantity_type}"


def _reading(figure: Figure) -> Reading:
    """The measure of a figure as it is now, with its sign."""
    if figure.measure not in ("change", "contribution"):
        return figure.measure, 0
    return figure.measure, -1 if figure.value < 0 else 1


def _turn(figure: Figure, sign: int) -> None:
    """Give the value of a figure without a printed sign the sign of its reading."""
    if (figure.value < 0) == (sign < 0):
        return
    figure.value = -figure.value
    if figure.value_low is not None and figure.value_high is not None:
        figure.value_low, figure.value_high = -figure.value_high, -figure.value_low


@once
def _beside(tree: Tree, i: int) -> str:
    """A word by which a figure's measure can be told: itself if it is small, else what it is."""
    if not 0 <= i < len(tree):
        return "edge"
    word = tree[i]
    if word.figure is not None:
        return "figure"
    return word.lower if word.lower in _BESIDE else _moves(tree, word)


def _moves(tree: Tree, word: Word) -> str:
    """Whether a word is one of movement, and which way."""
    if word.figure is not None:
        return "figure"
    sign = directions().noun(word)
    if sign is not None and not word.is_verb:
        return f"noun {sign:+d}"
    sign = directions().verb(tree, word)
    if sign is not None:
        return f"verb {sign:+d}"
    if word.lower in directions().adverbs:
        return f"adverb {directions().adverbs[word.lower]:+d}"
    return f"{verb_kind(tree, word)} verb" if word.is_verb else noun_kind(word.text, word) if word.is_noun else word.tag
