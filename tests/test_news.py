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


def in_a_release(text: str) -> list[str]:
    """The sentence alone, under a title, and amid other sentences."""
    return [text, f"News in brief\n{text}", f"A day in the city\nIt was a long day. {text} Nobody was surprised."]


@pytest.fixture(scope="module")
def found(nlp: Language) -> dict[str, list[str]]:
    """The rows of each text, all read in one go."""
    texts = [text for group in CASES.values() for sentence in group["cases"] for text in in_a_release(sentence)]
    releases = [indicators.Release(text, id=text) for text in texts]
    table = indicators.extract(releases, nlp=nlp)
    return {text: table.loc[table["release_id"] == text, "surface"].tolist() for text in texts}


@pytest.mark.parametrize("text", SENTENCES)
def test_a_number_of_the_news_is_no_row(text: str, found: dict[str, list[str]]) -> None:
    assert {release: found[release] for release in in_a_release(text) if found[release]} == {}


def test_figures_beside_such_numbers_are_found(nlp: Language) -> None:
    news = " ".join(text for group in CASES.values() for text in group["cases"])
    text = f"Trade news\n{news} Exports rose 4.1 percent to $6.2 billion."
    assert indicators.extract(text, nlp=nlp)["surface"].tolist() == ["4.1 percent", "$6.2 billion"]
