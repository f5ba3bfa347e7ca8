"""extract: every form of input, what is known about a release, and that one bad input never loses the rest."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

from indicators import IndicatorsWarning, InputError, Release, extract, read
from indicators.table import empty

if TYPE_CHECKING:
    from spacy.language import Language

UP = "Exports rose 2.5 percent."
DOWN = "Imports fell 1 percent."


@pytest.mark.parametrize(
    "given",
    [
        f"{UP} {DOWN}",
        Release(f"{UP} {DOWN}"),
        [UP, DOWN],
        (text for text in (UP, DOWN)),
        [Release(UP), DOWN],
        pd.DataFrame({"text": [UP, DOWN]}),
        pd.Series([UP, DOWN]),
    ],
)
def test_releases_come_in_any_form(small_nlp: Language, given: Any) -> None:
    assert extract(given, nlp=small_nlp)["surface"].tolist() == ["2.5 percent", "1 percent"]


def test_a_frame_tells_about_its_releases(small_nlp: Language) -> None:
    frame = pd.DataFrame(
        {
            "release_id": [7, 8],
            "text": [UP, DOWN],
            "published": pd.Series([pd.Timestamp("2024-02-21"), pd.NaT]),
            "country": ["KR", None],
            "source": ["Ministry", float("nan")],
            "title": [None, ""],
            "note": [1, 2],
        }
    )
    table = extract(frame, nlp=small_nlp, published="2023-01-01", country="FI", source="Board")
    assert table["release_id"].tolist() == ["7", "8"]
    assert table["published"].tolist() == ["2024-02-21", "2023-01-01"]
    assert table["area"].tolist() == ["KR", "FI"]
    assert table["source"].tolist() == ["Ministry", "Board"]
    assert table["title"].tolist()[0] == UP
    assert table["title"].isna().tolist() == [False, True]


def test_a_frame_without_ids_is_called_by_its_index(small_nlp: Language) -> None:
    assert extract(pd.DataFrame({"text": [UP]}, index=["may"]), nlp=small_nlp)["release_id"].tolist() == ["may"]


def test_a_day_that_the_text_gives_is_taken_where_no_other_is_known(small_nlp: Language) -> None:
    dated = f"Trade\nReleased: 21 February 2024\n{UP}"
    assert extract(dated, nlp=small_nlp)["published"].tolist() == ["2024-02-21"]
    assert extract(dated, nlp=small_nlp, published="2024-03-01")["published"].tolist() == ["2024-03-01"]
    assert extract(UP, nlp=small_nlp)["published"].isna().all()


@pytest.mark.parametrize("given", ["", "Nothing moved.", [], pd.DataFrame({"text": []}), ["", "\n"]])
def test_nothing_found_is_an_empty_table_of_the_right_types(small_nlp: Language, given: Any) -> None:
    pd.testing.assert_frame_equal(extract(given, nlp=small_nlp), empty())


@pytest.mark.parametrize(
    ("given", "says"),
    [
        (pd.DataFrame({"body": [UP], "date": ["2024-02-21"]}), "no column 'text'; it has 'body', 'date'"),
        (Path("fixtures"), "indicators.read"),
        (5, "not int"),
        (None, "not NoneType"),
        ({"text": UP}, "not dict"),
        (b"Exports", "not bytes"),
        ([UP, None], "release 2: neither text nor a Release but NoneType"),
        (pd.DataFrame({"text": [UP, None]}), "row 1: no text"),
        (pd.DataFrame({"text": [UP], "published": ["May"]}), "row 0: published must be a date"),
        ([Release("This is BROKEN.", id="bad")], "bad: RuntimeError"),
    ],
)
def test_what_cannot_be_worked_on_is_an_error_that_names_it(small_nlp: Language, given: Any, says: str) -> None:
    with pytest.raises(InputError, match=says):
        extract(given, nlp=small_nlp)


@pytest.mark.parametrize(
    "options", [{"on_error": "ignore"}, {"n_process": 0}, {"batch_size": 0}, {"published": "May"}, {"country": "Finland"}]
)
def test_options_that_make_no_sense_are_refused(small_nlp: Language, options: Any) -> None:
    with pytest.raises(InputError):
        extract(UP, nlp=small_nlp, **options)


@pytest.mark.parametrize("n_process", [1, 2])
def test_one_bad_release_never_loses_the_rest(small_nlp: Language, n_process: int) -> None:
    given = [Release(UP, id="a"), None, Release("This is BROKEN 3 percent.", id="b"), Release(DOWN, id="c")]
    with pytest.warns(IndicatorsWarning):
        table = extract(given, nlp=small_nlp, on_error="skip", n_process=n_process)  # type: ignore[arg-type]
    assert table["release_id"].tolist() == ["a", "c"]
    assert [error["release"] for error in table.attrs["errors"]] == ["release 2", "b"]
    assert "RuntimeError: this release breaks" in table.attrs["errors"][1]["error"]


@pytest.mark.parametrize("n_process", [1, 2])
@pytest.mark.parametrize("on_error", ["raise", "skip"])
def test_a_passage_that_breaks_the_pipeline_costs_no_more_than_itself(small_nlp: Language, n_process: int, on_error: Any) -> None:
    text = f"Trade 🚢\n{UP} This is BROKEN 3 percent. {DOWN}\n\nThis is BROKEN 4 percent.\nSales rose 6 percent."
    with pytest.warns(IndicatorsWarning, match="passed over"):
        table = extract([Release(text, id="a"), Release(UP, id="b")], nlp=small_nlp, on_error=on_error, n_process=n_process)
    assert table["surface"].tolist() == ["2.5 percent", "1 percent", "6 percent", "2.5 percent"]
    found = table[table["release_id"] == "a"]
    assert [text[start:end] for start, end in zip(found["start"], found["end"], strict=True)] == found["surface"].tolist()
    lost = [text[start:end] for start, end in (map(int, error["error"].split()[1:4:2]) for error in table.attrs["errors"])]
    assert lost == ["This is BROKEN 3 percent.", "This is BROKEN 4 percent."]


def test_files_that_could_not_be_read_are_among_the_errors(small_nlp: Language, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(UP)
    (tmp_path / "b.txt").write_bytes(b"%PDF-1.7")
    with pytest.warns(IndicatorsWarning):
        table = extract(read(tmp_path, on_error="skip"), nlp=small_nlp, on_error="skip")
    assert table["release_id"].tolist() == ["a"]
    assert table.attrs["errors"][0]["release"].endswith("b.txt")


@pytest.mark.parametrize(
    "options", [{"n_process": 2}, {"batch_size": 1}, {"batch_size": 7}, {"n_process": 2, "batch_size": 3}, {"progress": True}]
)
def test_rows_do_not_depend_on_how_the_work_is_cut(small_nlp: Language, options: Any) -> None:
    releases = [Release(f"Exports rose {number} percent.", country="KR", published="2024-02-21") for number in range(20)]
    pd.testing.assert_frame_equal(extract(releases, nlp=small_nlp, **options), extract(releases, nlp=small_nlp))


def test_the_releases_are_not_changed(small_nlp: Language) -> None:
    frame = pd.DataFrame({"text": [UP]})
    extract(frame, nlp=small_nlp, country="KR")
    assert frame.equals(pd.DataFrame({"text": [UP]}))
