"""Long texts and sentences: nothing is lost, offsets hold, and parts are read as they are when they stand alone."""

from __future__ import annotations

import pytest
from spacy.language import Language

import indicators
from indicators.components.sentences import split_sentences

CLAUSES = [f"exports of steel rose {n % 90 + 1}.5 percent to ${n + 100} million" for n in range(400)]


@pytest.mark.parametrize("joint", [", ", "; ", " and ", " | ", "\n"])
def test_every_figure_of_an_endless_sentence_is_found_where_it_stands(nlp: Language, joint: str) -> None:
    text = joint.join(CLAUSES)
    table = indicators.extract(text, nlp=nlp, published="2024-06-20")
    assert [text[a:b] for a, b in zip(table["start"], table["end"], strict=True)] == list(table["surface"])
    for n, surface in enumerate(table["surface"].iloc[1::2]):
        assert surface == f"${n + 100} million"
    assert len(table) == 2 * len(CLAUSES)


def test_an_endless_sentence_is_cut_at_semicolons_rather_than_commas_and_never_inside_words() -> None:
    text = "Totals: " + ", ".join(["grain rose by a little, oil fell; sugar stood"] * 300)
    sentences = split_sentences(text)
    assert len(sentences) > 1
    assert max(sentence.end - sentence.start for sentence in sentences) <= 3000
    assert all(text[sentence.start : sentence.end].endswith(";") for sentence in sentences[:-1])
    assert " ".join(text[sentence.start : sentence.end] for sentence in sentences) == text


@pytest.mark.parametrize("text", ["x" * 10_000, "1" * 10_000, "5 " * 2_000, "(" * 1_000, "$" * 1_000])
def test_what_never_ends_is_no_error(nlp: Language, text: str) -> None:
    table = indicators.extract(text, nlp=nlp)
    assert [text[a:b] for a, b in zip(table["start"], table["end"], strict=True)] == list(table["surface"])


def test_no_row_carries_a_whole_text_without_line_breaks_as_its_title(nlp: Language) -> None:
    text = ", ".join(CLAUSES[:30])
    table = indicators.extract(text, nlp=nlp)
    assert set(table["title"]) == {text[:1000]}
    assert set(table["title"]) == set(indicators.to_frame([nlp(text)])["title"])
    assert set(indicators.extract(indicators.Release(text, title=text), nlp=nlp)["title"]) == {text}


@pytest.mark.slow
def test_a_document_longer_than_spacy_takes_is_read_to_its_end(nlp: Language) -> None:
    filler = "The office publishes on the first working day. Nothing else is to be told of it here, as every reader knows by now.\n"
    text = "Exports rise\n" + filler * 9_000 + "Exports of rubber rose 5.2 percent in May."
    assert len(text) > 1_000_000
    table = indicators.extract(text, nlp=nlp, published="2024-06-20")
    assert list(table["surface"]) == ["5.2 percent"]
    assert text[table["start"][0] : table["end"][0]] == "5.2 percent"
    assert table["subject"][0] == "Exports of rubber"
