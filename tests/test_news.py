"""General news is full of numbers that report no economy: none of them is a row."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import indicators

if TYPE_CHECKING:
    from spacy.language import Language

CASES = tomllib.loads((Path(__file__).parent / "cases" / "news.toml").read_text(encoding="utf-8"))
SENTENCES = [pytest.param(text, id=f"{name}: {text[:50]}") for name, group in CASES.items() for text in group["cases"]]


@pytest.mark.parametrize("text", SENTENCES)
def test_a_number_of_the_news_is_no_row(text: str, nlp: Language) -> None:
    for release in (text, f"News in brief\n{text}", f"A day in the city\nIt was a long day. {text} Nobody was surprised."):
        assert indicators.extract(release, nlp=nlp)["surface"].tolist() == [], release


def test_figures_beside_such_numbers_are_found(nlp: Language) -> None:
    text = "Trade news\n" + " ".join(text for group in CASES.values() for text in group["cases"]) + " Exports rose 4.1 percent to $6.2 billion."
    assert indicators.extract(text, nlp=nlp)["surface"].tolist() == ["4.1 percent", "$6.2 billion"]
