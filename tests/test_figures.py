"""Every figure of a text is found, with its number, unit and bound, and nothing else is."""

from __future__ import annotations

import json
import time
import tomllib
from pathlib import Path
from typing import Any

import pytest

from indicators.components.figures import find_figures
from indicators.figure import Figure

CASES = tomllib.loads((Path(__file__).parent / "cases" / "figures.toml").read_text(encoding="utf-8"))["group"]
GOLD = Path(__file__).parents[2] / "shared" / "gold" / "dev.jsonl"


def _cases() -> list[Any]:
    cases = [(group, case) for group in CASES for case in group["cases"]]
    return [pytest.param(case[0], group.get("country"), case[1:], id=f"{group['name']}: {case[0][:60]}") for group, case in cases]


@pytest.mark.parametrize(("text", "country", "expected"), _cases())
def test_figures_of_a_text(text: str, country: str | None, expected: list[list[Any]]) -> None:
    found = find_figures(text, country)
    assert [text[f.start : f.end] for f in found] == [surface for surface, *_ in expected]
    assert [f.value for f in found] == pytest.approx([value for _, value, *_ in expected])
    assert [(f.unit, f.quantity_type, f.bound) for f in found] == [(unit, kind, bound) for _, _, unit, kind, bound in expected]


def test_ranges_keep_their_ends() -> None:
    (figure,) = find_figures("growth of 3 to 4 percent")
    assert (figure.value_low, figure.value_high) == (3.0, 4.0)


def test_magnitudes_are_exact() -> None:
    (figure,) = find_figures("USD 16.4 billion")
    assert figure.value == 16400000000.0


def test_points_are_noted() -> None:
    (figure,) = find_figures("It slipped 1.2 points.")
    assert figure.notes["points"] is True


def test_counted_nouns_have_their_place() -> None:
    text = "13.1 million people"
    (figure,) = find_figures(text)
    assert figure.noun_start == text.index("people")


def test_typography_does_not_move_offsets() -> None:
    text = "İzmir’s exports rose −3.0 % to ５００ million euros"
    assert [text[f.start : f.end] for f in find_figures(text)] == ["−3.0 %", "５００ million euros"]


NONSENSE = (
    "1,",
    "1 ",
    "9",
    "1.",
    "$",
    "five ",
    "-1",
    "a@",
    "Table 1, ",
    "1/",
    "(",
    "May 1, ",
    "one hundred million ",
    ",123",
)


@pytest.mark.parametrize("piece", NONSENSE)
def test_long_nonsense_takes_linear_time(piece: str) -> None:
    began = time.process_time()
    find_figures(piece * 10_000)
    assert time.process_time() - began < 10


def test_component_in_a_spacy_pipeline() -> None:
    import spacy

    nlp = spacy.blank("en")
    nlp.add_pipe("indicators_figures")
    doc = nlp.make_doc("Exports rose 4.5 percent to $71.3 billion.")
    doc.user_data["indicators_country"] = "CA"
    doc = nlp(doc)
    assert [span.text for span in doc.spans["figures"]] == ["4.5 percent", "$71.3 billion"]
    assert [figure.unit for figure in doc.user_data["indicators_figures"]] == ["%", "CAD"]


def _is_found(gold: dict[str, Any], found: list[Figure]) -> bool:
    return any(f.start < gold["end"] and gold["start"] < f.end and abs(f.value) == pytest.approx(abs(gold["value"])) for f in found)


@pytest.mark.skipif(not GOLD.exists(), reason="the gold releases are not beside this repository")
def test_gold_figures_are_found() -> None:
    met = gold = predicted = 0
    for line in GOLD.read_text(encoding="utf-8").splitlines():
        release = json.loads(line)
        found = find_figures(release["text"], release.get("country"))
        optional = [f for f in release["figures"] if f.get("optional")]
        due = [f for f in release["figures"] if not f.get("optional")]
        gold += len(due)
        predicted += sum(not any(f.start < o["end"] and o["start"] < f.end for o in optional) for f in found)
        met += sum(_is_found(figure, found) for figure in due)
    assert 2 * met / (gold + predicted) > 0.985
