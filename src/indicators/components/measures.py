"""Measures: whether each figure is a level, a change, a share or a contribution, and which way it points."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from indicators.answers import answer_around, subject_answers
from indicators.bare import BareReader, alike, sign_of
from indicators.choices.measures import MeasureChooser
from indicators.clauses import climb, governing_verb, subject_of
from indicators.comparisonwords import ADVERB
from indicators.components.wording import text_of
from indicators.cues import Cue, directions, previous, read_cue
from indicators.cues.clause import as_part, at_a_rate, equal_to, first_of_all, gapped, ranked, said_twice
from indicators.cues.contributions import in_points
from indicators.cues.forecasts import FORESEEN, foretells_growth, held_against, only_foreseen, paced
from indicators.cues.leads import Lead, influenced, leads
from indicators.cues.ofs import moved_before
from indicators.cues.parts import acts, share_told, takes_part
from indicators.cues.peaks import measure_at
from indicators.cues.timed import compared_behind, parts_of_dated
from indicators.figure import Figure
from indicators.growing import by_growth, is_awaited
from indicators.inflect import base_form, singular
from indicators.rates import growth_told, hollow_object, inflation_inside, periodic_rate, rate_of_change, stays_growing
from indicators.text import plain
from indicators.tree import Tree, Word

__all__ = ["MeasuresStep", "walk"]

# "compared with 30% a year before and a high of 55%": of whatever the sentence is on.
_EXTREMES = ("high", "low", "peak", "trough", "record", "average", "maximum", "minimum")
# So many words before points it is said that they are of what influenced a total.
_SWAYED = 40
# Cues of a noun that tells by how much something moved.
_MOVED_BY_NOUN = ("change-noun", "noun-before", "noun-after")


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
        text = plain(text_of(doc))
        held = {t.end for t in data["indicators_times"] if t.role == "comparison" and not ADVERB.search(text, t.start, t.end)}
        compared = compared_behind(text, figures, data["indicators_times"])
        announced = leads(text, data["indicators_sentences"])
        dated = {time.end for time in data["indicators_times"] if time.role == "reference" and text[time.end - 4 : time.end].isdigit()}
        bare = BareReader(figures, of_inflation, held, dated, announced)
        reader = _Reader(figures, compared, parts_of_dated(text, figures, data["indicators_times"]), bare, announced)
        chooser = MeasureChooser(figures, reader.cues)
        for tree, word in walk(data["indicators_trees"]):
            reader.read(tree, word)
            chooser.choose(tree, word)
        data["indicators_cues"] = reader.cues
        return doc


class _Reader:
    """Reads the figures of one release in order, each with an eye on those before it."""

    def __init__(self, figures: list[Figure], compared: set[int], parts: set[int], bare: BareReader, announced: Mapping[int, Lead]) -> None:
        self.figures, self.compared, self.parts, self.bare, self.announced = figures, compared, parts, bare, announced
        self.cues: list[Cue] = [Cue("bare", "") for _ in figures]

    def read(self, tree: Tree, word: Word) -> None:
        number = word.figure
        assert number is not None
        figure = self.figures[number]
        at_peak = measure_at(tree, word, figure, self.figures[number - 1] if number else None)
        cue = at_peak or read_cue(tree, word.i, figure)
        if at_peak is None:
            self._by_clause(tree, word, figure, cue)
        if figure.quantity_type == "percent":
            self._by_answer(tree, word, cue)
        if cue.measure == "level":
            self._by_place(tree, word, figure, cue)
        if cue.measure == "change" and self._adds_on(tree, figure, cue, number):
            cue.measure = "contribution"
        elif cue.kind in ("gap", "bare", "at") and in_points(figure) and (going := self._sways(tree, word, figure)):
            cue.measure, cue.sign, cue.sure = "contribution", figure.sign or going, True
        if cue.measure in ("change", "level") and not cue.sure and self.bare.completes(number, figure):
            cue.measure, cue.sign, cue.sure = "share", 0, True
        if cue.measure == "change" and cue.sign == 0:
            cue.sign = figure.sign or self._sign_before(tree, number, cue)
        self._apply(figure, cue)
        self.cues[number] = cue

    def _by_clause(self, tree: Tree, word: Word, figure: Figure, cue: Cue) -> None:
        """What the cue leaves open: as a part of a whole, as the figure beside it, or as its subject."""
        if word.figure in self.parts:
            cue.measure, cue.sure = "share", True
        elif not cue.measure:
            self._inherit(tree, word, figure, cue)
        elif cue.measure == "level":
            self._by_subject(tree, word, figure, cue)

    def _by_answer(self, tree: Tree, word: Word, cue: Cue) -> None:
        """A percentage of those asked who give an answer is a share: "34% expect prices to rise", "those expecting more rose to 5%"."""
        if cue.measure == "contribution" or cue.sure:
            return
        answer = answer_around(tree, word)
        if subject_answers(tree, word) or (answer is not None and (cue.measure == "level" or cue.anchor in answer.words)):
            cue.measure, cue.sign, cue.sure = "share", 0, True

    def _adds_on(self, tree: Tree, figure: Figure, cue: Cue, number: int) -> bool:
        """ "Food added 0.9 points" where contributions have been told of, to the same total."""
        verb = tree.lower(cue.anchor) if cue.kind == "verb" and cue.anchor is not None else ""
        before = self.figures[number - 1] if number and in_points(figure) and verb in directions().contributions else None
        return before is not None and before.measure == "contribution"

    def _sways(self, tree: Tree, word: Word, figure: Figure) -> int:
        """ "influenced by: food, by 0.4 points": which way the total goes that points are told to be of; 0 if they are of none."""
        if lead := self.announced.get(figure.sentence[0]):
            return lead.adds
        if tree.lower(word.i - 1) not in ("by", "with") or tree.parent is not None:
            return 0
        return influenced([near.lower for near in tree.words[max(0, word.i - _SWAYED) : word.i] if near.text.isalpha()])

    def _by_place(self, tree: Tree, word: Word, figure: Figure, cue: Cue) -> None:
        """A level is what the one before it in a ranking is; a percentage is a share where the sentence says of what."""
        if figure.quantity_type == "percent" and (acts(tree, word.i) or as_part(tree, word)):
            cue.measure = "share"
            return
        number = word.figure or 0
        if (
            figure.quantity_type == "percent"
            and tree.lower(word.i + 1) == "and"
            and tree.lower(word.i + 2) in ("contributed", "contributing")
        ):
            cue.measure, cue.sign = "change", figure.sign or 1  # "coal with 6.3% and contributing 1.4 points"
            return
        other = self.figures[number - 1] if number else None
        if other is None or other.sentence != figure.sentence or other.measure not in ("change", "share") or not alike(figure, other):
            return
        if ranked(tree, word) or gapped(tree, word):
            cue.measure, cue.sign = other.measure, sign_of(other.value)

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
        d = directions()
        if figure.quantity_type != "index" and cue.kind in ("at", "noun-level") and (going := first_of_all(tree, word)):
            cue.measure, cue.sign, cue.sure = "change", figure.sign or going, True
            return
        comma = tree.before(word.i - 1) if cue.kind == "at" and tree.lower(word.i - 1) == "at" else None
        moved_so = moved_before(tree, comma.i) if comma is not None and comma.text == "," and comma.i else None
        if moved_so is not None and singular(moved_so.lower) not in d.sums:
            cue.measure, cue.sign, cue.sure = "change", figure.sign or d.noun(moved_so) or 1, True  # "the rise in fees, at 4 million,"
            return
        if figure.quantity_type not in ("percent", "pp") and (cue.kind != "level-verb" or is_awaited(self.figures, tree, word, figure)):
            by_growth(self.figures, tree, word, figure, cue)
            return
        # "The surge pushed the rate to 5%": what is moved is spoken of, not what moves it.
        moved = [noun for noun in self._moved_object(tree, cue) if noun.is_noun and noun.figure is None and noun.i < word.i]
        subject = moved[0] if moved else self._clause_subject(tree, word, cue)
        named = [subject] if subject is not None else []
        if figure.quantity_type == "percent" and subject is not None and takes_part(tree, subject):
            cue.measure, cue.sure = "share", True
            return
        if figure.quantity_type == "percent" and (
            any(singular(noun.lower) in d.share_nouns for noun in named)
            or self._after_share(tree, figure, word, cue)
            or (cue.kind in ("level-verb", "to", "from") and share_told(tree, word))
        ):
            cue.measure = "share"
            return
        if self._continues(tree, word, figure, cue, subject):
            return
        if figure.quantity_type == "percent" and self._grows(tree, word, figure, cue, subject):
            return
        if cue.kind == "noun-level" and cue.anchor is not None and singular(tree.lower(cue.anchor)) in ("rate", "pace", "range"):
            verb = governing_verb(tree, cue.anchor)
            sign = d.verb(tree, verb) if verb is not None and verb.i < word.i else None
            if sign is not None and not any(w.figure is not None for w in tree.words[verb.i if verb is not None else 0 : word.i]):
                cue.measure, cue.sign, cue.kind, cue.anchor = "change", sign, "verb", verb.i if verb is not None else None
                return
        if cue.kind == "level-verb" and cue.anchor and base_form(tree.lower(cue.anchor)) == "be":
            # Right before "was" or "will be" stands its subject, whatever the parse takes it for: "adjusted for season the fall was 2.7%".
            beside = tree[cue.anchor - 2 if tree[cue.anchor - 1].tag == "MD" and cue.anchor > 1 else cue.anchor - 1]
            subject = beside if beside.is_noun and d.noun(beside) is not None and beside.dep != "pobj" else subject
        if foretells_growth(tree, cue):
            cue.measure, cue.sign = "change", figure.sign or 1
            return
        if subject is None:
            return
        sign = d.noun(subject)
        if sign is None and singular(subject.lower) in ("rate", "pace", "index", "indicator", *FORESEEN):
            sign = rate_of_change(tree, subject)
            sign = periodic_rate(tree, subject) if sign is None else sign
        carried = singular(subject.lower) == "movement" and figure.quantity_type in ("count", "physical")  # those of aircraft
        if sign is None or carried or inflation_inside(tree, subject):
            return
        cue.measure, cue.sign, cue.kind = "change", sign, "change-noun"
        cue.anchor = subject.i

    def _moved_object(self, tree: Tree, cue: Cue) -> list[Word]:
        """ "raised its share to 30 percent": what somebody moved to where the figure stands."""
        moved = cue.kind in ("to", "from") and cue.anchor is not None and tree[cue.anchor].is_verb
        return tree.kids(cue.anchor, "dobj") if moved and cue.anchor is not None else []

    def _grows(self, tree: Tree, word: Word, figure: Figure, cue: Cue, subject: Word | None) -> bool:
        """ "Lending slowed to 9.4%", "at 3.1% year on year", "is now put at +2%": how fast something grows that is no rate itself."""
        d = directions()
        names = [noun for noun in (subject, tree[cue.anchor] if cue.anchor is not None else None) if noun is not None]
        if any(self._is_rate(tree, noun) for noun in names if not noun.is_verb):
            return False
        verb = governing_verb(tree, word.i)
        paced = verb is not None and cue.kind in ("to", "from") and base_form(verb.lower) in d.paces and subject is not None
        if not (paced or figure.sign or word.figure in self.compared):
            return False
        named = d.noun(subject) if subject is not None and not paced else None
        cue.measure, cue.sign = "change", figure.sign or named or 1
        return True

    def _is_rate(self, tree: Tree, noun: Word) -> bool:
        """Whether a noun names what is told in percent as it stands; an index of prices is not."""
        d, name = directions(), singular(noun.lower)
        if name in ("index", "gauge", "indicator") and any(singular(kid.lower) == "price" for kid in tree.kids(noun.i, "compound", "nmod")):
            return False
        return name in d.rates | d.balances or inflation_inside(tree, noun)

    def _continues(self, tree: Tree, word: Word, figure: Figure, cue: Cue, subject: Word | None) -> bool:
        """ "…up from 3.6 percent", "the corresponding figures were 10.0%", "it had been 14.2 percent": as the figure before."""
        number = word.figure or 0
        if not number:
            return False
        other, before = self.figures[number - 1], self.cues[number - 1]
        if not alike(figure, other) or other.measure not in ("change", "contribution"):
            return False
        opens = tree.parent is not None and tree.parent.lower((tree.host or 1) - 1) not in ("to", "at")
        if cue.kind == "from" and tree.lower(0) == "from" and opens and before.kind in _MOVED_BY_NOUN:
            return other.quantity_type == "pp" and figure.quantity_type == "percent"  # "the fall was 3 points (from 17% to 14%)"
        beside = other.sentence == figure.sentence
        turned = figure.quantity_type != other.quantity_type
        adverb = cue.anchor is not None and tree.lower(cue.anchor) in ("up", "down", "higher", "lower")
        lower = subject.lower if subject is not None else ""
        follows = (
            (cue.kind == "from" and adverb and beside and before.kind != "adverb-before")
            or (lower in ("it", "this", "that", "they") and beside and before.kind in ("change-noun", "compare", "to", "from"))
            or (lower == "it" and beside and before.kind == "bare" and before.sure)
            or (lower == "it" and not beside and stays_growing(tree, cue))
            or (lower == "it" and figure.sign < 0 and before.kind in ("change-noun", "compare"))
            or at_a_rate(tree, cue)
            or (cue.kind == "level-verb" and lower in ("figure", "figures"))
            or (cue.kind == "level-verb" and only_foreseen(tree, subject))
            or (cue.kind in ("at", "to") and beside and not turned and lower not in ("target", "targets") and only_foreseen(tree, subject))
            or (beside and held_against(tree, cue, turned=turned))
            or (figure.quantity_type == "percent" and paced(tree, word))
            or (lower == "pace" and cue.kind in ("to", "from", "level-verb") and subject and rate_of_change(tree, subject) is None)
            or (cue.kind == "from" and other.measure == "contribution" and beside and not turned)
            or (cue.kind == "from" and not turned and self._goes_on_from(tree, cue, number - 1))
            or (cue.kind == "from" and tree.parent is not None and word.i and tree[word.i - 1].i and tree[word.i - 2].figure == number - 1)
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
            cue.measure, cue.sign = other.measure, figure.sign or (1 if other.sign else sign_of(other.value))
        return follows

    def _goes_on_from(self, tree: Tree, cue: Cue, number: int) -> bool:
        """ "grew by 3%, easing from 4%": how fast something changed before."""
        at = cue.anchor or 0
        return at > 1 and tree[at].tag == "VBG" and tree[at - 1].text == "," and tree[at - 2].figure == number

    def _after_share(self, tree: Tree, figure: Figure, word: Word, cue: Cue) -> bool:
        """ "…16.1% of cars, up from 13.1%": where a share came from is a share."""
        number = word.figure or 0
        other = self.figures[number - 1] if number else None
        if other is None or other.sentence != figure.sentence or other.measure != "share":
            return False
        if cue.kind == "level-verb" and cue.anchor and tree.lower(cue.anchor - 1) in ("it", "this", "that", "they", "these"):
            return True
        extreme = cue.kind in ("noun-level", "noun-earlier") and cue.anchor is not None and singular(tree.lower(cue.anchor)) in _EXTREMES
        return extreme or cue.kind in ("from", "to") or (cue.kind == "at" and ranked(tree, word))

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
        if cue.kind == "at" and place is not None and place.i > 1 and tree[place.i - 1].text == ",":
            k = place.i - 2
            if tree[k := k - (k > 0 and tree[k].tag == "RB")].is_noun:
                return tree[k]
        if cue.kind == "at" and place is not None and place.i and tree[place.i - 1].is_noun:
            return climb(tree, tree[place.i - 1])
        verb = tree[cue.anchor] if cue.anchor is not None and tree[cue.anchor].is_verb else governing_verb(tree, word.i)
        return subject_of(tree, verb) if verb is not None else None

    def _inherit(self, tree: Tree, word: Word, figure: Figure, cue: Cue) -> None:
        """Take the measure from the figure that this one goes with, or from the clause."""
        if figure.quantity_type == "percent" and not figure.sign and self.bare.slotted(tree, word):
            cue.measure = "share"
            return
        if figure.quantity_type == "pp" and self.bare.weighted(tree, word):
            cue.measure, cue.sign = "contribution", figure.sign or sign_of(self.figures[(word.figure or 0) - 1].value)
            return
        partner = self.bare.partner(tree, word, figure, cue)
        apart = figure.quantity_type == "percent" and bool(word.figure) and in_points(self.figures[(word.figure or 0) - 1])
        if apart and (going := growth_told(tree, word)):
            cue.measure, cue.sign, cue.sure = "change", figure.sign or going, True
            return
        beside = tree[cue.anchor].figure if cue.kind == "coordinate" and cue.anchor is not None else None
        if beside is not None and not alike(figure, self.figures[beside]) and said_twice(tree, word):
            partner = None
        if partner is not None:
            other = self.figures[partner]
            if cue.kind == "compare" and other.quantity_type == "pp" and figure.quantity_type == "percent":
                cue.measure = "level"
                return
            if cue.kind in ("coordinate", "compare", "pronoun") and alike(figure, other):
                cue.measure = other.measure
                cue.sign = figure.sign or (1 if other.sign else sign_of(other.value))
                return
        if equal_to(tree, word) and word.figure and figure.quantity_type != "percent":
            # "rose by 5.2%, equivalent to 42 TWh": the same change in another unit.
            other = self.figures[word.figure - 1]
            if other.sentence == figure.sentence and (other.measure, other.quantity_type) == ("change", "percent"):
                cue.measure, cue.sign = "change", sign_of(other.value)
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
                cue.measure, cue.sign = other.measure, sign_of(other.value)
                return
        self.bare.read(tree, word, figure, cue)

    def _sign_before(self, tree: Tree, number: int, cue: Cue) -> int:
        """The sign of the change before, for a change that leaves its direction out."""
        if cue.kind == "pronoun":  # "came after one of 26%"
            return next((sign for w in reversed(tree.words[: cue.anchor]) if (sign := directions().noun(w))), 1)
        if cue.kind not in ("gap", "coordinate", "bare"):
            return 1
        for other in range(number - 1, -1, -1):
            if self.figures[other].sentence != self.figures[number].sentence:
                break
            if self.figures[other].measure == "change":
                return sign_of(self.figures[other].value)
        return self.announced.get(self.figures[number].sentence[0], Lead()).sign or 1
