"""confidence: a probability that tells plain sentences from contorted ones, in any pipeline and after any travel."""

from __future__ import annotations

import math
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from indicators import extract
from indicators.confidence import PARTS, Judge, judge

if TYPE_CHECKING:
    from spacy.language import Language

PUBLISHED = "2024-03-15"
TITLE = "Exports of Finland up 5.2 percent in February\n\n"
PLAIN = TITLE + "Exports rose 5.2 percent year-on-year in February 2024. Imports fell 1.4 percent from a year earlier."

# A plain sentence, and one that says something of the kind in a way that is easily misread; the last figure of each is compared.
CONTORTED = [
    (
        "Imports fell 1.4 percent year-on-year in February 2024.",
        "Of the three, though what it was before the strikes nobody says, and not counting spring, one, having been at best mixed, then, "
        "at 1.4.%, if down on 2.1, as some had it: 0.7 percent.",
    ),
    (
        "Industrial production declined by 2.3 percent in February 2024 compared with February 2023.",
        "As for those (the former, 4 percent; others, such as it is, 9, or since 2019, when the index had been at 88, 12), they did, "
        "at 3 percent to 2.3 percent, little.",
    ),
    (
        "Retail sales increased 3.1 percent in February from a year earlier.",
        "Which, after 2.0 percent, or 1.7 percent before revision, and with last year's 6 percent still in it, left them, "
        "more or less, 3.1 percent.",
    ),
]


def confidences(text: str) -> list[float]:
    return [float(value) for value in extract(text, published=PUBLISHED)["confidence"]]


@pytest.mark.parametrize(
    "text", [PLAIN, *(TITLE + text for pair in CONTORTED for text in pair), "5%", "| a | 5% | 6% |", "(5%)", "Up 5 percent. " * 40]
)
def test_it_is_a_probability(text: str) -> None:
    values = confidences(text)
    assert values
    assert all(0 <= value <= 1 for value in values)


def test_the_same_text_is_always_judged_the_same() -> None:
    assert confidences(PLAIN) == confidences(PLAIN)
    pair = extract([PLAIN, TITLE, PLAIN], published=PUBLISHED, n_process=2)
    assert pair["confidence"].dropna().tolist()[:3] == confidences(PLAIN)


@pytest.mark.parametrize(("plain", "contorted"), CONTORTED)
def test_plain_sentences_are_surer_than_contorted_ones(plain: str, contorted: str) -> None:
    assert confidences(TITLE + plain)[-1] > confidences(TITLE + contorted)[-1] + 0.1


def test_a_figure_without_context_is_not_sure() -> None:
    assert confidences("5%")[0] < 0.1 < 0.7 < confidences(PLAIN)[1]


def test_the_step_works_in_another_pipeline(nlp: Language) -> None:
    import spacy

    from indicators.pipeline import STEPS

    theirs = spacy.blank("en")
    theirs.add_pipe("sentencizer")
    for step in STEPS:
        theirs.add_pipe(step)
    doc = theirs.make_doc(PLAIN)
    doc.user_data["indicators_published"] = PUBLISHED
    for _, work in theirs.pipeline:
        doc = work(doc)
    assert [row["confidence"] for row in doc._.indicators] == confidences(PLAIN)


def test_without_the_step_there_is_none(nlp: Language) -> None:
    with nlp.select_pipes(disable="indicators_confidence"):
        assert extract(PLAIN, nlp=nlp)["confidence"].isna().all()


def test_it_survives_saving(nlp: Language, tmp_path: Path) -> None:
    import spacy

    nlp.to_disk(tmp_path)
    again = spacy.load(tmp_path)
    assert "indicators_confidence" in again.pipe_names
    assert extract(PLAIN, nlp=again, published=PUBLISHED)["confidence"].tolist() == confidences(PLAIN)


def test_a_row_is_as_sure_as_its_parts_together() -> None:
    even = Judge({part: {"": 0.0} for part in PARTS}, [(-5, 0.0), (0, 0.5), (5, 1.0)])
    assert even.joint({}, change=True) == pytest.approx(math.log(1 / 15))
    assert even.joint({}, change=False) == pytest.approx(math.log(1 / 7))
    assert even.confidence({}, change=False) > even.confidence({}, change=True)


@pytest.mark.parametrize(("odds", "chance"), [(-50, 0.1), (-2, 0.1), (0, 0.5), (1, 0.7), (2, 0.9), (50, 0.9)])
def test_the_scale_goes_straight_between_its_points_and_not_beyond(odds: float, chance: float) -> None:
    assert Judge({}, [(-2, 0.1), (0, 0.5), (2, 0.9)]).scaled(odds) == pytest.approx(chance)


@pytest.mark.parametrize("odds", [1e9, -1e9])
def test_no_trait_is_too_strong_to_be_weighed(odds: float) -> None:
    strong = Judge({part: {"clause: odd": odds} for part in PARTS}, [(-30, 0.0), (30, 1.0)])
    assert 0 <= strong.confidence({"clause: odd": 1.0}, change=True) <= 1


def test_the_weights_of_this_version_can_be_used() -> None:
    weights = judge()
    assert set(weights.parts) == set(PARTS)
    odds = [weights.scaled(number / 10) for number in range(-80, 81)]
    assert odds == sorted(odds)
    assert odds[0] < 0.2
    assert odds[-1] > 0.95
    groups = {part: {name.partition(":")[0] for name in names if name} for part, names in weights.parts.items()}
    assert all(found <= set(PARTS[part]) for part, found in groups.items())
