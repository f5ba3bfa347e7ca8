"""Choices: of rival readings the likeliest is taken, the rules' own where nothing tells against it."""

import math
from types import ModuleType

import choices

from indicators.choices.chooser import KINDS, Chooser, chooser


def test_the_rival_with_the_heaviest_traits_is_taken_with_its_probability() -> None:
    judge = Chooser({"near": 1.5, "far": -0.5, "told": 1.0})
    best, odds = judge.best({"imports": {"far", "told"}, "exports": {"near"}, "output": {"unheard of"}})
    assert best == "exports"
    assert math.isclose(odds, math.exp(1.5) / (math.exp(1.5) + math.exp(0.5) + math.exp(0.0)))


def test_what_the_rules_tell_stands_unless_another_is_clearly_likelier() -> None:
    judge = Chooser({"other": 0.9, "far better": 1.1})
    assert judge.best({"told": set(), "rival": {"other"}})[0] == "told"
    assert judge.best({"told": set(), "rival": {"far better"}})[0] == "rival"


def test_of_equals_the_first_is_taken_so_that_what_the_rules_tell_stands() -> None:
    assert Chooser({}).best({"told": set(), "other": {"unheard of"}}) == ("told", 0.5)


def test_each_kind_of_choice_has_weights_that_trust_the_rules() -> None:
    for kind in KINDS:
        trusted = "source told" if kind == "subject" else "as told True"
        assert chooser(kind).best({"told": {trusted}, "other": set()}) > ("told", 0.5)


def test_what_the_library_asks_is_what_the_weights_are_learned_from() -> None:
    scorer = ModuleType("scorer")
    scorer.subject_f1 = lambda name, names: float(name in map(str.lower, names))  # type: ignore[attr-defined]
    scorer.same_period = lambda period, gold: period == gold  # type: ignore[attr-defined]
    asked = choices.gather(list(choices.cases())[:: 5 * choices.WEIGHT_OF_CASE], scorer, {})
    for kind in KINDS:
        right = [any(question.worth) for question in asked[kind]]
        assert right
        assert sum(right) >= 0.9 * len(right)
