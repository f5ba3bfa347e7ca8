"""The pipeline: how it is loaded, what its Docs carry, that its steps work in anybody's pipeline, and that pipelines and Docs travel."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import indicators
from indicators import ModelError
from indicators.models import DEFAULT_MODEL
from indicators.pipeline import STEPS

if TYPE_CHECKING:
    from spacy.language import Language

RELEASES = (
    "Car exports climb in January\nExports of cars grew 24.7 percent year-on-year to USD 6.2 billion in January, while imports fell "
    "3.2 percent to $1.9 billion.\n\nThe ministry spoke of a good start. Prices were stable.",
    "Joblessness eases\r\nThe unemployment rate was 3.9 percent in May, down from 4.1 percent in April; 187,000 jobs were added.",
    "Nothing to report\nThe board meets again in June.",
    "",
)


def rows(nlp: Language) -> list[Any]:
    return [nlp(text)._.indicators for text in RELEASES]


@pytest.fixture(scope="module")
def expected(nlp: Language) -> list[Any]:
    found = rows(nlp)
    assert [len(row) for row in found] == [4, 3, 0, 0]
    return found


@pytest.fixture(scope="module")
def parser() -> Language:
    """Somebody's own pipeline."""
    import spacy

    return spacy.load(DEFAULT_MODEL)


@pytest.fixture(scope="module")
def theirs() -> Language:
    """Somebody's own pipeline with our steps at its end, on its own tagger and parser."""
    import spacy

    nlp = spacy.load(DEFAULT_MODEL)
    for step in STEPS:
        nlp.add_pipe(step, config={"model": ""} if step == "indicators_syntax" else {})
    return nlp


def test_it_is_loaded_by_name_once(nlp: Language) -> None:
    assert indicators.load(DEFAULT_MODEL) is nlp
    assert nlp.pipe_names == list(STEPS)


def test_it_is_made_around_a_loaded_pipeline(parser: Language, expected: list[Any]) -> None:
    before = parser.pipe_names
    assert rows(indicators.load(parser)) == expected
    assert parser.pipe_names == before


def test_a_pipeline_that_has_our_steps_is_taken_as_it_is(nlp: Language, theirs: Language) -> None:
    assert indicators.load(nlp) is nlp
    assert indicators.load(theirs) is theirs


@pytest.mark.parametrize(
    ("model", "says"),
    [
        ("en_no_such_model", "'en_no_such_model' is neither an installed package nor a folder"),
        ("no/such/folder", "'no/such/folder' is neither"),
        ("pandas", "'pandas' can't be loaded"),
        ("blank:en", "'blank:en' has no tagger and no parser: it has no components"),
        (7, "not int"),
        (None, "not NoneType"),
    ],
)
def test_an_unknown_model_is_an_error_that_names_it(model: Any, says: str) -> None:
    with pytest.raises(ModelError, match=says):
        indicators.load(model)


def test_a_pipeline_without_parser_is_refused_with_what_it_lacks() -> None:
    import spacy

    nlp = spacy.blank("en")
    nlp.add_pipe("tagger")
    with pytest.raises(ModelError, match="has no parser: it has tagger"):
        indicators.load(nlp)


def test_extract_takes_the_name_of_a_model(expected: list[Any]) -> None:
    table = indicators.extract(RELEASES, nlp=DEFAULT_MODEL)
    assert table["surface"].tolist() == [row["surface"] for found in expected for row in found]
    with pytest.raises(ModelError):
        indicators.extract(RELEASES, nlp="en_no_such_model")


def test_a_doc_carries_its_figures(nlp: Language) -> None:
    doc = nlp(RELEASES[0])
    assert [row["surface"] for row in doc._.indicators] == ["24.7 percent", "USD 6.2 billion", "3.2 percent", "$1.9 billion"]
    assert [(span.text, span.label_) for span in doc.spans["figures"]] == [
        ("24.7 percent", "percent"),
        ("USD 6.2 billion", "money"),
        ("3.2 percent", "percent"),
        ("$1.9 billion", "money"),
    ]
    assert all(doc.text[row["start"] : row["end"]] == row["surface"] for row in doc._.indicators)


def test_half_a_character_is_replaced_and_no_offset_moves(nlp: Language) -> None:
    for doc in (nlp("Exports\ud800 rose 2.5 percent."), *nlp.pipe(["Exports\udc00 rose 2.5 percent."])):
        assert doc.text == "Exports\ufffd rose 2.5 percent."
        assert [(row["start"], row["surface"]) for row in doc._.indicators] == [(14, "2.5 percent")]


def test_a_sentence_knows_whether_it_reports_figures(nlp: Language) -> None:
    doc = nlp(RELEASES[0])
    told = {sentence.text.split()[0]: sentence._.reports_figures for sentence in doc.sents}
    assert told == {"Car": False, "Exports": True, "The": False, "Prices": False}


def test_the_sentences_of_another_pipeline_know_it_too(theirs: Language) -> None:
    doc = theirs(RELEASES[0])
    told = [(sentence.text, sentence._.reports_figures) for sentence in doc.sents]
    assert [reports for _, reports in told] == ["percent" in text for text, _ in told]
    assert {reports for _, reports in told} == {True, False}


def test_only_sentences_with_figures_are_parsed(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    parser = nlp.get_pipe("indicators_syntax").parser  # type: ignore[attr-defined]
    parsed: list[str] = []
    make_doc = parser.tokenizer

    def tokenizer(text: str) -> Any:
        parsed.append(text)
        return make_doc(text)

    monkeypatch.setattr(parser, "tokenizer", tokenizer)
    nlp("Trade\nExports rose 5 percent. The ministry was pleased. Imports fell 2 percent.")
    assert not any("pleased" in text for text in parsed)
    assert any("Exports" in text for text in parsed) and any("Imports" in text for text in parsed)


def test_only_what_is_needed_is_loaded(nlp: Language) -> None:
    parser = nlp.get_pipe("indicators_syntax").parser  # type: ignore[attr-defined]
    assert not {"ner", "lemmatizer"} & set(parser.pipe_names)


def test_the_steps_work_in_anybody_s_pipeline(theirs: Language, expected: list[Any]) -> None:
    assert rows(theirs) == expected
    doc = theirs(RELEASES[0])
    assert doc.ents and doc[0].lemma_  # its own work is still done


def test_the_steps_bring_their_own_parser_where_there_is_none(expected: list[Any]) -> None:
    import spacy

    nlp = spacy.blank("en")
    for step in STEPS:
        nlp.add_pipe(step)
    assert rows(nlp) == expected


@pytest.mark.parametrize("pipeline", ["nlp", "theirs"])
def test_a_pipeline_saved_to_disk_gives_the_same_rows(
    pipeline: str, request: pytest.FixtureRequest, tmp_path: Path, expected: list[Any]
) -> None:
    import spacy

    request.getfixturevalue(pipeline).to_disk(tmp_path / "saved")
    assert rows(spacy.load(tmp_path / "saved")) == expected
    assert rows(indicators.load(str(tmp_path / "saved"))) == expected


def test_a_saved_pipeline_needs_neither_our_import_nor_the_model_package(nlp: Language, tmp_path: Path, expected: list[Any]) -> None:
    nlp.to_disk(tmp_path / "saved")
    code = (
        f"import sys; sys.modules[{DEFAULT_MODEL!r}] = None; import spacy; nlp = spacy.load({str(tmp_path / 'saved')!r});"
        f"print([row['surface'] for row in nlp({RELEASES[0]!r})._.indicators])"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120)
    assert shown.stdout.strip() == str([row["surface"] for row in expected[0]]), shown.stderr


@pytest.mark.parametrize("pipeline", ["nlp", "theirs"])
def test_a_pipeline_survives_bytes(pipeline: str, request: pytest.FixtureRequest, expected: list[Any]) -> None:
    from spacy.util import load_model_from_config

    saved: Language = request.getfixturevalue(pipeline)
    assert rows(load_model_from_config(saved.config).from_bytes(saved.to_bytes())) == expected


def test_what_is_configured_is_saved(tmp_path: Path) -> None:
    import spacy

    nlp = spacy.blank("en")
    nlp.add_pipe("indicators_figures", config={"spans_key": "numbers"})
    nlp.to_disk(tmp_path)
    doc = spacy.load(tmp_path)("Exports rose 5 percent.")
    assert [span.text for span in doc.spans["numbers"]] == ["5 percent"]


@pytest.mark.parametrize("pipeline", ["nlp", "theirs"])
def test_two_processes_give_the_rows_of_one(pipeline: str, request: pytest.FixtureRequest, expected: list[Any]) -> None:
    docs = request.getfixturevalue(pipeline).pipe(RELEASES * 3, n_process=2, batch_size=2)
    assert [doc._.indicators for doc in docs] == expected * 3


@pytest.mark.slow
def test_processes_may_be_spawned(tmp_path: Path) -> None:
    script = tmp_path / "work.py"
    script.write_text(
        "import multiprocessing, indicators\n"
        "if __name__ == '__main__':\n"
        "    multiprocessing.set_start_method('spawn')\n"
        "    table = indicators.extract(['Exports rose 2.5 percent.', 'Imports fell 1 percent.'], n_process=2)\n"
        "    print(table['surface'].tolist())\n"
    )
    shown = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, timeout=120)
    assert shown.stdout == "['2.5 percent', '1 percent']\n", shown.stderr


def test_docs_go_through_bytes(nlp: Language, expected: list[Any]) -> None:
    from spacy.tokens import Doc, DocBin

    doc = nlp(RELEASES[0])
    again = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    assert again._.indicators == expected[0]
    assert [span.text for span in again.spans["figures"]] == [row["surface"] for row in expected[0]]
    packed = DocBin(store_user_data=True, docs=nlp.pipe(RELEASES)).to_bytes()
    unpacked = DocBin(store_user_data=True).from_bytes(packed).get_docs(nlp.vocab)
    assert [doc._.indicators for doc in unpacked] == expected


def test_docs_become_the_table(nlp: Language, expected: list[Any]) -> None:
    table = indicators.to_frame(nlp.pipe(RELEASES))
    assert table["surface"].tolist() == [row["surface"] for found in expected for row in found]
    assert table["release_id"].nunique() == 2
    assert indicators.to_frame([]).dtypes.equals(table.dtypes)
