"""Measures: whether each figure is a level, a change, a share or a contribution, and which way it points."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from indicators.choices.measures import MeasureChooser
from indicators.clauses import climb, governing_verb, subject_of
from indicators.cues import Cue, directions, previous, read_cue
from indicators.cues.clause import at_a_rate, contributes, direction_in, figure_of, said_twice, staffing
from indicators.figure import Figure
from indicators.inflect import base_form, singular
from indicators.rates import hollow_object, inflation_inside, names_rate, rate_of_change
from indicators.tree import Tree, Word

__all__ = ["MeasuresStep", "walk"]


# Nouns of what is foreseen: a forecast of growth is a growth.
_FORESEEN = ("forecast", "projection", "estimate", "guidance", "target", "outlook")
# What opens a clause of its own.
_OPENING = frozenset(("when", "where", "while", "whereas", "which", "although"))
# Members of a ranking: what stands behind the first.
_NEXT = frozenset(("second", "third", "fourth", "fifth", "next", "last"))


def walk(trees: list[Tree]) -> Iterator[tuple[Tree, Word]]:
    """Every figure of the trees with its word, in text order, those in parentheses where they stand."""
    found = [(word.start, n, tree, word) for n, tree in enumerate(_flat(trees)) for word in tree.figures()]
    for _, _, tree, word in sorted(found, key=lambda item: item[:2]):
        yield tree, word


def _flat(trees: list[Tree]) -> Iterator[Tree]:
    for tree in trees:
        yield tree
        yield from _flat(tree.fragments)


@Language.factory("indicators_measures")
def make_measures(nlp: Language, name: str) -> MeasuresStep:
    """Construct the step that tells levels from changes, shares and contributions."""
    return MeasuresStep(name)


class MeasuresStep:
    """Sets `measure` and the sign of every figure; keeps the cues in ``doc.user_data["indicators_cues"]``, one a figure."""

    def __init__(self, name: str = "indicators_measures") -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        data: dict[Any, Any] = doc.user_data
        figures: list[Figure] = data["indicators_figures"]
        of_inflation = any(word.lower == "inflation" for tree in _flat(data["indicators_trees"]) for word in tree.words)
        reader = _Reader(figures, of_inflation, {time.end for time in data["indicators_times"] if time.role == "comparison"})
        chooser = MeasureChooser(figures, reader.cues)
        for tree, word in walk(data["indicators_trees"]):
            reader.read(tree, word)
            chooser.choose(tree, word)
        data["indicators_cues"] = reader.cues
        return doc


class _Reader:
    """Reads the figures of one release in order, each with an eye on those before it."""

    def __init__(self, figures: list[Figure], of_inflation: bool, compared: set[int]) -> None:
        self.figures = figures
        # Where the times end that something is held against.
        self.compared = compared
        self.of_inflation = of_inflation
        self.cues: list[Cue] = [Cue("bare", "") for _ in figures]
        self.weights: tuple[int, int] | None = None

    def read(self, tree: Tree, word: Word) -> None:
        number = word.figure
        assert number is not None
        figure = self.figures[number]
        cue = read_cue(tree, word.i, figure)
        if not cue.measure:
            self._inherit(tree, word, figure, cue)
        elif cue.measure == "level" and figure.quantity_type in ("percent", "pp", "money", "count", "physical", "index"):
            self._by_subject(tree, word, figure, cue)
        if cue.measure == "change" and cue.sign == 0:
            cue.sign = figure.sign or self._sign_before(tree, number, cue)
        self._apply(figure, cue)
        self.cues[number] = cue

    def _apply(self, figure: Figure, cue: Cue) -> None:
        figure.measure = cue.measure
        if cue.measure == "contribution" and figure.notes.get("points"):
            figure.unit, figure.quantity_type = "pp", "pp"
        if cue.measure not in ("change", "contribution"):
            return
        if figure.sign == 0 and cue.sign < 0:
            figure.value = -abs(figure.value)
            if figure.value_low is not None and figure.value_high is not None:
                figure.value_low, figure.value_high = -abs(figure.value_high), -abs(figure.value_low)

    def _by_subject(self, tree: Tree, word: Word, figure: Figure, cue: Cue) -> None:
        """A level of a growth is a change ("growth slowed to 2.1 percent"), one of a share a share."""
        if figure.quantity_type not in ("percent", "pp") and cue.kind != "level-verb":
            return
        d = directions()
        subject = self._clause_subject(tree, word, cue)
        if figure.quantity_type == "percent" and (
            (subject is not None and singular(subject.lower) in d.share_nouns) or self._after_share(tree, figure, word, cue)
        ):
            cue.measure = "share"
            return
        if self._continues(tree, word, figure, cue, subject):
            return
        if cue.kind == "noun-level" and cue.anchor is not None and singular(tree.lower(cue.anchor)) in ("rate", "pace", "range"):
            verb = governing_verb(tree, cue.anchor)
            sign = d.verb(tree, verb) if verb is not None and verb.i < word.i else None
            if sign is not None and not any(w.figure is not None for w in tree.words[verb.i if verb is not None else 0 : word.i]):
                cue.measure, cue.sign, cue.kind, cue.anchor = "change", sign, "verb", verb.i if verb is not None else None
                return
        if subject is None:
            return
        sign = d.noun(subject)
        if sign is None and singular(subject.lower) in ("rate", "pace", *_FORESEEN):
            sign = rate_of_change(tree, subject)
        if sign is None or inflation_inside(tree, subject):
            return
        cue.measure, cue.sign, cue.kind = "change", sign, "change-noun"
        cue.anchor = subject.i

    def _continues(self, tree: Tree, word: Word, figure: Figure, cue: Cue, subject: Word | None) -> bool:
        """ "…up from 3.6 percent", "the corresponding figures were 10.0%", "it had been 14.2 percent": as the figure before."""
        number = word.figure or 0
        if not number:
            return False
        other, before = self.figures[number - 1], self.cues[number - 1]
        if not _alike(figure, other) or other.measure not in ("change", "contribution"):
            return False
        beside = other.sentence == figure.sentence
        adverb = cue.anchor is not None and tree.lower(cue.anchor) in ("up", "down", "higher", "lower")
        lower = subject.lower if subject is not None else ""
        follows = (
            (cue.kind == "from" and adverb and beside and before.kind != "adverb-before")
            or (lower in ("it", "this", "that", "they") and beside and before.kind in ("change-noun", "compare"))
            or (lower == "it" and figure.sign < 0 and before.kind in ("change-noun", "compare"))
            or at_a_rate(tree, cue)
            or (lower in ("figure", "figures") and cue.kind == "level-verb")
            or (cue.kind == "from" and before.kind in ("change-noun", "to") and beside)
            or (
                cue.kind == "to"
                and beside
                and cue.anchor is not None
                and base_form(tree.lower(cue.anchor)) in ("bring", "take")
                and hollow_object(tree, cue.anchor)
            )
        )
        if follows:
            cue.measure, cue.sign = other.measure, figure.sign or (1 if other.sign else _sign(other.value))
        return follows

    def _after_share(self, tree: Tree, figure: Figure, word: Word, cue: Cue) -> bool:
        """ "…16.1% of cars, up from 13.1%": where a share came from is a share."""
        number = word.figure or 0
        other = self.figures[number - 1] if number else None
        if other is None or other.sentence != figure.sentence or other.measure != "share":
            return False
        return cue.kind in ("from", "to") or (cue.kind == "at" and self._ranked(tree, word))

    def _ranked(self, tree: Tree, word: Word) -> bool:
        """ "…44%, followed by services with 28%", "a distant third at 11%"."""
        place = previous(tree, word.i)
        if place is None or place.lower not in ("with", "at"):
            return False
        clause = [w.lower for w in tree.words[max(0, place.i - 8) : place.i]]
        return (place.lower == "with" and "followed" in clause) or (bool(clause) and clause[-1] in _NEXT)

    def _clause_subject(self, tree: Tree, word: Word, cue: Cue) -> Word | None:
        if cue.kind == "noun-level" and cue.anchor is not None:
            hollow = singular(tree.lower(cue.anchor)) in ("range", "level", "high", "low", "record", "average", "peak")
            verb = governing_verb(tree, cue.anchor) if hollow else None
            return subject_of(tree, verb) if verb is not None else tree[cue.anchor]
        if (
            cue.kind in ("to", "from")
            and cue.anchor is not None
            and cue.anchor
            and not tree[cue.anchor].is_verb
            and tree[cue.anchor - 1].is_noun
        ):
            return climb(tree, tree[cue.anchor - 1])
        place = previous(tree, word.i)
        if cue.kind == "at" and place is not None and place.i and tree[place.i - 1].is_noun:
            return climb(tree, tree[place.i - 1])
        verb = tree[cue.anchor] if cue.anchor is not None and tree[cue.anchor].is_verb else governing_verb(tree, word.i)
        return subject_of(tree, verb) if verb is not None else None

    def _inherit(self, tree: Tree, word: Word, figure: Figure, cue: Cue) -> None:
        """Take the measure from the figure that this one goes with, or from the clause."""
        partner = self._partner(tree, word, figure, cue)
        beside = tree[cue.anchor].figure if cue.kind == "coordinate" and cue.anchor is not None else None
        if beside is not None and not _alike(figure, self.figures[beside]) and said_twice(tree, word):
            partner = None
        if partner is not None:
            other = self.figures[partner]
            if cue.kind == "compare" and other.quantity_type == "pp" and figure.quantity_type == "percent":
                cue.measure = "level"
                return
            if cue.kind in ("coordinate", "compare", "pronoun") and _alike(figure, other):
                cue.measure = other.measure
                cue.sign = figure.sign or (1 if other.sign else _sign(other.value))
                return
        if (
            cue.kind == "coordinate"
            and tree.lower(word.i - 1) in ("or", "about", "almost")
            and cue.anchor is not None
            and tree[cue.anchor].figure is not None
        ):
            other = self.figures[tree[cue.anchor].figure or 0]
            if (other.measure == "change" and (figure.quantity_type != "percent" or said_twice(tree, word))) or (
                other.quantity_type == "percent" and figure.quantity_type == "percent"
            ):
                cue.measure, cue.sign = other.measure, _sign(other.value)
                return
        self._bare(tree, word, figure, cue)

    def _partner(self, tree: Tree, word: Word, figure: Figure, cue: Cue) -> int | None:
        """The figure before this one in the same sentence, of the same type if there is one."""
        assert word.figure is not None
        if cue.kind == "compare" and figure.quantity_type not in ("percent", "pp"):
            # "was 7.2bn, up 3.8bn on the year, well above the 3.9bn of …": amounts are compared with amounts.
            for number in range(word.figure - 1, max(-1, word.figure - 5), -1):
                other = self.figures[number]
                if other.sentence == figure.sentence and _alike(figure, other) and other.measure == "level":
                    return number
        for number in range(word.figure - 1, max(-1, word.figure - 5), -1):
            if self.figures[number].sentence != figure.sentence:
                break
            if _alike(figure, self.figures[number]):
                return number
        return None

    def _bare(self, tree: Tree, word: Word, figure: Figure, cue: Cue) -> None:
        """A figure with no cue beside it: "Estonia (4.5%)", "finance and insurance 107.2%"."""
        d = directions()
        if figure.notes.get("points") and (going := self._contributed(word, figure)):
            cue.measure, cue.sign = "contribution", figure.sign or going
            return
        if figure.quantity_type not in ("percent", "pp") and not figure.sign:
            self._bare_amount(tree, word, figure, cue)
            return
        if figure.quantity_type == "money" and any(singular(w.lower) == "balance" for w in tree.words[: word.i]):
            # "Balance of foreign trade +16.0 billion euros": the sign tells which way it stands.
            cue.measure = "level"
            return
        host = tree.parent[tree.host] if tree.parent is not None and tree.host is not None else None
        colon = tree.before(word.i)
        labelled = colon is not None and colon.text == ":" and colon.i > 0 and d.noun(tree[colon.i - 1]) is None
        if (
            labelled
            and figure.quantity_type == "percent"
            and any(singular(w.lower) in d.share_nouns for w in tree.words[max(0, word.i - 7) : word.i])
        ):
            cue.measure = "share"
            return
        beside = figure_of(tree.parent, host) if tree.parent is not None and host is not None else None
        if beside is not None and self._beside(figure, beside, cue):
            return
        if host is not None and figure.quantity_type == "percent" and not figure.sign and self._weighs(host, figure):
            cue.measure = "share"
            return
        found = direction_in(tree.parent or tree, host or word)
        names = names_rate(tree.parent or tree, host or word)
        partner = self._partner(tree, word, figure, cue)
        if (
            partner is not None
            and figure.quantity_type == "percent"
            and ((self.figures[partner].measure == "share" and not figure.sign) or self._same_clause(tree, word, partner))
        ):
            other = self.figures[partner]
            cue.measure, cue.sign = other.measure, figure.sign or (1 if other.sign else _sign(other.value))
            return
        if figure.quantity_type == "pp" and contributes(tree.parent or tree, host or word):
            cue.measure, cue.sign = "contribution", figure.sign or 1
            return
        if found is not None and not (names and found[1] != "noun"):
            cue.measure, cue.sign = "change", figure.sign or found[0]
            return
        if names and self._varies(tree, figure):
            cue.measure, cue.sign = "change", figure.sign or 1
        elif names:
            cue.measure = "level"
        elif figure.sign:
            cue.measure, cue.sign = "change", figure.sign
        else:
            cue.measure, cue.sign = self._as_before(word, figure), 1

    def _varies(self, tree: Tree, figure: Figure) -> bool:
        """Whether rates below zero stand in the sentence, which are those of a change: only interest and inflation fall so low."""
        beside = (other for other in self.figures if other.sentence == figure.sentence and other.quantity_type == "percent")
        level = self.of_inflation or any(word.lower in ("interest", "policy", "margin") for word in (tree.parent or tree).words)
        return not level and any(other.sign < 0 for other in beside)

    def _weighs(self, host: Word, figure: Figure) -> bool:
        """Whether a bracket tells a weight ("a decisive weight (94%)"), or goes on with those of the sentence."""
        if singular(host.lower) in ("weight", "share", "proportion"):
            self.weights = figure.sentence
        return self.weights == figure.sentence

    def _contributed(self, word: Word, figure: Figure) -> int:
        """The sign of a contribution named earlier in the sentence, which points in a list go on with; 0 if there is none."""
        for other in reversed(self.figures[: word.figure]):
            if other.sentence != figure.sentence:
                break
            if other.measure == "contribution":
                return _sign(other.value)
        return 0

    def _same_clause(self, tree: Tree, word: Word, partner: int) -> bool:
        """ "are 2.6 percent in primary goods, 0.7 percent in capital goods": nothing but the member changes."""
        at = next((w.i for w in tree.words if w.figure == partner), None)
        if at is None or at >= word.i:
            return False
        between = tree.words[at + 1 : word.i]
        return not any((w.is_verb and w.tag != "VBG") or w.text == ";" or w.lower in _OPENING for w in between)

    def _listed(self, tree: Tree, word: Word, partner: int) -> bool:
        """ "services (100,700 fewer), ahead of industry (48,600)": brackets of one list, no verb between."""
        if tree.parent is None or tree.host is None or len(tree) > 1:
            return False
        for sibling in tree.parent.fragments:
            if sibling.host is not None and any(w.figure == partner for w in sibling.words):
                return len(sibling.figures()) == 1 and not any(w.is_verb for w in tree.parent.words[sibling.host + 1 : tree.host])
        return False

    def _as_before(self, word: Word, figure: Figure) -> str:
        """The measure of the percentage before, where nothing else tells."""
        for number in range((word.figure or 0) - 1, -1, -1):
            if self.figures[number].quantity_type == "percent":
                return self.figures[number].measure if self.figures[number].measure in ("change", "share") else "level"
        return "level"

    def _bare_amount(self, tree: Tree, word: Word, figure: Figure, cue: Cue) -> None:
        """Money or a count with no cue: a change only where it goes with one."""
        cue.measure = "level"
        if tree.parent is not None and word.i == 0 and not self.compared.isdisjoint((tree.start - 1, tree.start - 2)):
            return  # "up 4.9 percent from May 2017 ($252,500)": what it was then
        partner = self._partner(tree, word, figure, cue)
        changed = partner is not None and self.figures[partner].measure == "change"
        if partner is not None and changed and (cue.kind in ("coordinate", "compare", "gap") or self._same_clause(tree, word, partner)):
            cue.measure, cue.sign = "change", _sign(self.figures[partner].value)
            return
        if partner is not None and changed and self._listed(tree, word, partner):
            cue.measure, cue.sign = "change", _sign(self.figures[partner].value)
            return
        host = tree.parent[tree.host] if tree.parent is not None and tree.host is not None else None
        if host is not None and tree.parent is not None and (sign := staffing(tree.parent, host)):
            cue.measure, cue.sign = "change", sign
            return
        if host is not None and host.figure is not None and self.figures[host.figure].measure == "change" and len(tree) <= 3:
            # "4.5% (USD 1.5 billion) more": the same change in another unit.
            cue.measure, cue.sign = "change", _sign(self.figures[host.figure].value)

    def _beside(self, figure: Figure, number: int, cue: Cue) -> bool:
        """A percentage in brackets right after a figure says the same in another way."""
        other = self.figures[number]
        if other.measure == "change":
            cue.measure, cue.sign = "change", figure.sign or _sign(other.value)
        elif figure.sign and not (other.sign and other.quantity_type == figure.quantity_type):
            cue.measure, cue.sign = "change", figure.sign
        elif other.quantity_type == figure.quantity_type:
            cue.measure = other.measure
        elif other.measure == "level" and figure.quantity_type == "percent":
            cue.measure = "share"
        else:
            return False
        return True

    def _sign_before(self, tree: Tree, number: int, cue: Cue) -> int:
        """The sign of the change before, for a change that leaves its direction out."""
        if cue.kind not in ("gap", "coordinate", "bare"):
            return 1
        for other in range(number - 1, -1, -1):
            if self.figures[other].sentence != self.figures[number].sentence:
                break
            if self.figures[other].measure == "change":
                return _sign(self.figures[other].value)
        return 1


def _sign(value: float) -> int:
    return -1 if value < 0 else 1


def _alike(figure: Figure, other: Figure) -> bool:
    return figure.quantity_type == other.quantity_type or {figure.quantity_type, other.quantity_type} <= {"percent", "pp"}
