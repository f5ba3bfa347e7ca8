"""Archives: tables one after another in memory that does not grow, several processes, and nothing that depends on either."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

from indicators import IndicatorsError, IndicatorsWarning, InputError, Release, extract, iter_tables
from indicators.table import COLUMNS

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

RELEASES = [Release(f"Exports rose {number} percent." if number % 3 else "Nothing moved.", id=f"r{number}") for number in range(20)]


@pytest.mark.parametrize("options", [{}, {"batch_size": 7}, {"batch_size": 7, "n_process": 2}])
def test_the_tables_put_together_are_the_one_table(small_nlp: Language, options: Any) -> None:
    tables = list(iter_tables(RELEASES, nlp=small_nlp, **options))
    whole = extract(RELEASES, nlp=small_nlp)
    pd.testing.assert_frame_equal(pd.concat(tables, ignore_index=True), whole)
    assert len(tables) == (3 if "batch_size" in options else 1)
    assert all(list(table.columns) == [column.name for column in COLUMNS] for table in tables)
    assert [name for table in tables for name in table.attrs["without_figures"]] == whole.attrs["without_figures"]


@pytest.mark.parametrize(("n_process", "most"), [(1, 2), (2, 12)])
def test_releases_are_read_only_a_little_ahead_of_the_tables(small_nlp: Language, n_process: int, most: int) -> None:
    read = 0

    def endless() -> Iterator[Release]:
        nonlocal read
        while True:
            read += 1
            yield Release(f"Exports rose {read} percent.")

    tables = iter_tables(endless(), nlp=small_nlp, batch_size=2, n_process=n_process)
    assert [next(tables)["value"].tolist() for _ in range(3)] == [[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]]
    assert read <= 6 + most
    tables.close()  # type: ignore[attr-defined]


def test_each_table_tells_what_was_passed_over_since_the_last(small_nlp: Language) -> None:
    given = [RELEASES[1], None, RELEASES[2], Release("This is BROKEN.", id="bad"), None]
    with pytest.warns(IndicatorsWarning):
        tables = list(iter_tables(given, nlp=small_nlp, batch_size=1, on_error="skip"))  # type: ignore[arg-type]
    assert [[error["release"] for error in table.attrs["errors"]] for table in tables] == [[], ["release 2"], ["bad"], ["release 5"]]
    assert [len(table) for table in tables] == [1, 1, 0, 0]


def test_what_makes_no_sense_is_refused_before_the_first_table(small_nlp: Language) -> None:
    with pytest.raises(InputError):
        iter_tables(RELEASES, nlp=small_nlp, batch_size=0)
    assert list(iter_tables([], nlp=small_nlp)) == []


def test_once_it_knows_many_words_those_of_a_batch_are_forgotten_after_it(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("indicators.batches._WORDS_KEPT", 0)
    parser = nlp.get_pipe("indicators_syntax").parser  # type: ignore[attr-defined]
    vocabularies = [nlp.vocab, nlp.vocab.strings, parser.vocab, parser.vocab.strings]
    extract("Exports rose 2 percent.", nlp=nlp)
    known = [len(list(vocab)) for vocab in vocabularies]
    texts = [f"Exports of gadget{number}s to Land{number} rose {number}.5 percent to {number} gizmo{number}s." for number in range(8)]
    table = extract(texts, nlp=nlp, batch_size=4)
    assert len(table) >= len(texts)
    assert [len(list(vocab)) for vocab in vocabularies] == known


@pytest.mark.parametrize("n_process", [1, 2])
def test_the_error_shows_where_the_release_failed(small_nlp: Language, n_process: int) -> None:
    with pytest.raises(InputError, match="bad: RuntimeError: this release breaks") as raised:
        extract([RELEASES[1], Release("This is BROKEN.", id="bad")], nlp=small_nlp, n_process=n_process)
    assert "in percent_rows" in str(raised.value.__cause__)


def test_a_process_that_dies_is_an_error_and_no_endless_wait() -> None:
    import spacy
    from spacy.language import Language

    main = os.getpid()

    def dies(doc: Doc) -> Doc:
        if os.getpid() != main:
            os._exit(9)
        return doc

    if not Language.has_factory("dies"):
        Language.component("dies", func=dies)
    nlp = spacy.blank("en")
    nlp.add_pipe("dies")
    with pytest.raises(IndicatorsError, match="a worker process was killed"):
        extract(RELEASES, nlp=nlp, n_process=2)
