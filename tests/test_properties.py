"""What holds of every text: whatever is given, the table keeps its promises, and what is written as a figure is read as one."""

from __future__ import annotations

import math
import os
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from roundtrip import misread
from writings import KINDS, Written, write

import indicators
from indicators.components.figures import find_figures
from indicators.components.sentences import split_sentences
from indicators.precision import interval
from indicators.table import COLUMNS, VOCABULARIES, empty
from indicators.timefinder import find_times

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.language import Language

FIXTURES = Path(__file__).parents[1] / "fixtures"
ANYTHING = st.characters(exclude_categories=())  # lone surrogates and what is not assigned, too
COUNTRIES = st.sampled_from([None, "US", "KR", "IN", "GB", "DE", "CA", "ZA", "EA", "MY"])
FIGURES = st.builds(write, st.integers(0, 2**32).map(Random), st.sampled_from(list(KINDS)))
# What stands around figures in releases, and what might lead astray.
GLUE = st.sampled_from(
    [
        *(
            " and ",
            ", ",
            " to ",
            " from ",
            "-",
            " - ",
            "–",
            "; ",
            ". ",
            "\n",
            "\n\n",
            " (",
            ") ",
            " | ",
            " of ",
            "/",
            " per ",
            " or ",
            "\u00a0",
            ": ",
            "",
        ),
        *(
            " up ",
            " down ",
            " by ",
            " in May ",
            " a year earlier",
            " compared with ",
            " respectively",
            "Table ",
            " aged ",
            "No. ",
            "between ",
        ),
        *(
            "$",
            "€",
            "-",
            "+",
            "(-) ",
            "more than ",
            " percent",
            "%",
            " million",
            " points",
            "2012=100 ",
            "±",
            "2024",
            "five ",
            "½",
            "'",
            ".",
        ),
    ]
)
PROSE = st.lists(st.one_of(FIGURES.map(lambda written: written.surface), GLUE, st.text(ANYTHING, max_size=4)), max_size=14).map("".join)
EXAMPLES = settings(max_examples=100, deadline=None)
FEW = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def says(text: str, country: str | None = None) -> list[tuple[Any, ...]]:
    """What the figures of a text say, wherever they stand."""
    figures = find_figures(text, country)
    return [(text[f.start : f.end], f.value, f.value_low, f.value_high, f.unit, f.quantity_type, f.bound) for f in figures]


@EXAMPLES
@given(text=st.text(ANYTHING, max_size=300) | PROSE, country=COUNTRIES)
def test_figures_of_any_text_are_in_order_and_say_what_may_be_said(text: str, country: str | None) -> None:
    figures = find_figures(text, country)
    assert all(0 <= one.start < one.end <= len(text) for one in figures)
    assert all(one.end <= other.start for one, other in pairwise(figures))
    for figure in figures:
        ends = {"value_low": figure.value_low, "value_high": figure.value_high}
        lower, upper = interval(text[figure.start : figure.end], figure.value, figure.bound, **ends)
        assert math.isfinite(figure.value) and lower <= figure.value <= upper
        assert figure.quantity_type in VOCABULARIES["quantity_type"] and figure.bound in VOCABULARIES["bound"]
    assert says(text, country) == says(text, country)


@EXAMPLES
@given(text=st.text(ANYTHING, max_size=300) | PROSE)
def test_sentences_and_times_of_any_text_follow_one_another(text: str) -> None:
    sentences, times = split_sentences(text), find_times(text, None)
    for spans in ([(one.start, one.end) for one in sentences], [(one.start, one.end) for one in times]):
        assert all(0 <= start < end <= len(text) for start, end in spans)
        assert all(end <= start for (_, end), (start, _) in pairwise(spans))


@EXAMPLES
@given(writings=st.lists(FIGURES, min_size=1, max_size=4))
def test_paragraphs_keep_their_figures(writings: list[Written]) -> None:
    # Whether a comma is a decimal mark, and whose dollars are meant, is told by the whole text and the country.
    texts = [written.text for written in writings if "," not in written.surface and written.country is None]
    assert says("\n\n".join(texts)) == [said for text in texts for said in says(text)]


@pytest.mark.parametrize("kind", KINDS)
def test_a_figure_is_read_as_it_was_written(kind: str) -> None:
    random = Random(kind)
    written = [write(random, kind) for _ in range(150)]
    assert [(figure.text, read) for figure in written if (read := misread(figure)) is not None] == []


def check(texts: Iterable[str], table: pd.DataFrame) -> None:
    """What holds of every table."""
    pd.testing.assert_series_equal(table.dtypes, empty().dtypes)
    for column in COLUMNS:
        assert not (column.required and table[column.name].isna().any())
    for name, words in VOCABULARIES.items():
        assert set(table[name].dropna()) <= set(words)
    assert all(map(math.isfinite, table["value"]))
    assert table["confidence"].dropna().between(0, 1).all()
    for number, text in enumerate(texts):
        rows = table[table["release_id"] == str(number)]
        spans = list(zip(rows["start"], rows["end"], strict=True))
        assert [text[start:end] for start, end in spans] == rows["surface"].tolist()
        assert all(0 <= start < end <= len(text) for start, end in spans)
        assert all(end <= start for (_, end), (start, _) in pairwise(spans))
        assert all(sentence in indicators.Release(text).text for sentence in rows["sentence"])


def releases(texts: list[str]) -> list[indicators.Release]:
    return [indicators.Release(text, id=str(number), published="2024-06-12") for number, text in enumerate(texts)]


@FEW
@given(texts=st.lists(st.text(ANYTHING, max_size=120) | PROSE, max_size=5))
def test_any_texts_give_one_table_however_they_are_cut(texts: list[str], nlp: Language) -> None:
    together = indicators.extract(releases(texts), nlp=nlp)
    check(texts, together)
    alone = [indicators.extract(release, nlp=nlp) for release in releases(texts)]
    pd.testing.assert_frame_equal(together, pd.concat(alone, ignore_index=True) if any(map(len, alone)) else empty())


@FEW
@given(writings=st.lists(FIGURES, min_size=2, max_size=4))
@example(writings=[write(Random(1_053_696_870), "exchange rates"), write(Random(925), "prices")])
def test_a_release_of_two_has_the_figures_of_both(writings: list[Written], nlp: Language) -> None:
    # What bare points are of, the text around them tells: beside a rate in percent they are percentage points.
    kept = [written for written in writings if "," not in written.surface and written.country is None and written.unit != "index"]
    texts = [written.text for written in kept]
    columns = ["surface", "unit", "quantity_type", "bound"]
    # Whose dollars bare ones are, the text around them tells too: here it is told for both.
    apart = [row for text in texts for row in indicators.extract(text, country="US", nlp=nlp)[columns].to_numpy().tolist()]
    assert indicators.extract("\n\n".join(texts), country="US", nlp=nlp)[columns].to_numpy().tolist() == apart


@pytest.mark.parametrize("names", [("us-jobs", "gb-inflation"), ("kr-customs-first-20-days", "jp-gdp"), ("us-oil-stocks", "w-outlook")])
def test_two_releases_in_one_have_the_figures_of_both(names: tuple[str, str], nlp: Language) -> None:
    one, other = indicators.read(*(FIXTURES / f"{name}.txt" for name in names))
    joined = indicators.Release(f"{one.text}\n\n{other.text}", published=one.published, country=one.country)
    columns = ["surface", "value", "unit", "quantity_type", "bound"]
    apart = [row for release in (one, other) for row in indicators.extract(release, nlp=nlp)[columns].to_numpy().tolist()]
    assert indicators.extract(joined, nlp=nlp)[columns].to_numpy().tolist() == apart


@pytest.mark.slow
def test_any_number_of_processes_gives_the_same_rows(nlp: Language) -> None:
    random = Random(7)
    texts = [" ".join(write(random, kind).text for kind in random.sample(list(KINDS), 3)) for _ in range(12)]
    texts += ["", "\ud800 5 percent", "5\x00%"]
    one = indicators.extract(releases(texts), nlp=nlp)
    check(texts, one)
    pd.testing.assert_frame_equal(one, indicators.extract(releases(texts), nlp=nlp, n_process=2, batch_size=2))
    pd.testing.assert_frame_equal(one, indicators.extract(releases(texts), nlp=nlp, batch_size=1))


@pytest.mark.slow
def test_every_run_of_the_program_gives_the_same_rows() -> None:
    # Sets of strings have another order in each process.
    command = [
        sys.executable,
        "-m",
        "indicators.cli",
        "extract",
        "-q",
        "--format",
        "jsonl",
        str(FIXTURES / "us-jobs.txt"),
        str(FIXTURES / "jp-gdp.txt"),
    ]
    one, other = (
        subprocess.run(command, env={**os.environ, "PYTHONHASHSEED": seed}, stdout=subprocess.PIPE, check=True).stdout for seed in "12"
    )
    assert one == other and one.count(b"\n") > 20


@pytest.mark.parametrize("piece", ["(", "?!", "a-", "1,"])
def test_an_endless_word_is_one_token_and_its_figures_are_found(piece: str, nlp: Language) -> None:
    text = f"Exports rose {piece * 500}and 5.5 percent"
    assert len(nlp.make_doc(text)) == 5
    assert indicators.extract(text, nlp=nlp)["surface"].tolist()[-1] == "5.5 percent"
