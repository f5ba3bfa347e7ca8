"""Every release in fixtures/ gives the table beside it, but for what known_misses.jsonl lists. A new case is two files, no code."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from fixtures import (
    EXTRA,
    FIXTURES,
    KNOWN_MISSES,
    MISSING,
    Misses,
    Place,
    compare,
    expected_of,
    known,
    misses,
    record,
    releases,
    report,
    same,
    words,
)

import indicators

if TYPE_CHECKING:
    from spacy.language import Language

KNOWN = known()
BY_NAME = {path.stem: path for path in releases()}


@pytest.mark.parametrize("name", BY_NAME)
def test_a_release_gives_its_table(name: str, nlp: Language) -> None:
    found = misses(BY_NAME[name], nlp)
    listed = {place: wrong for place, wrong in KNOWN.items() if place.fixture == name}
    news = [
        line
        for place, fields in found.wrong.items()
        for field in sorted(fields.keys() - listed.get(place, frozenset()))
        for line in report(only(found, place, field))
    ]
    mended = [f"{place.surface!r} at {place.start}: {', '.join(gone)}" for place, gone in gone_since(listed, found.wrong).items()]
    advice = "if the sentence says so, mend the library; `python benchmarks/fixtures.py --write` lists anew what is known to come out wrong"
    assert not news, "newly wrong:\n" + "\n".join(news) + f"\n{advice}"
    assert not mended, "right now, though listed as a miss:\n" + "\n".join(mended) + f"\n{advice}"


def only(found: Misses, place: Place, field: str) -> Misses:
    """One field of one row, for the report."""
    return found._replace(rows={place: found.rows[place]}, wrong={place: {field: found.wrong[place][field]}})


def gone_since(listed: dict[Place, frozenset[str]], wrong: dict[Place, dict[str, str]]) -> dict[Place, list[str]]:
    gone = {place: sorted(fields - wrong.get(place, {}).keys()) for place, fields in listed.items()}
    return {place: fields for place, fields in gone.items() if fields}


@pytest.mark.parametrize("name", BY_NAME)
def test_the_expected_table_is_true_to_its_text(name: str) -> None:
    (release,) = indicators.read(BY_NAME[name])
    expected = expected_of(BY_NAME[name])
    assert expected
    for row in expected:
        assert release.text[row["start"] : row["end"]] == row["surface"]
    assert [row["start"] for row in expected] == sorted({row["start"] for row in expected})


def test_there_are_fixtures_and_each_has_its_table() -> None:
    tables = {path.name.removesuffix(".expected.jsonl") for path in FIXTURES.glob("*.expected.jsonl")}
    assert tables == set(BY_NAME)
    assert len(BY_NAME) >= 14


def test_the_folder_can_be_given_to_the_command() -> None:
    reading = indicators.read(FIXTURES)
    assert [Path(release.id).stem for release in reading if release.id] == sorted(BY_NAME)
    assert reading.read_errors == []


def test_known_misses_are_of_rows_that_there_are() -> None:
    expected = {Place(name, row["start"], row["surface"]) for name, path in BY_NAME.items() for row in expected_of(path)}
    texts = {name: next(indicators.read(path)).text for name, path in BY_NAME.items()}
    for place, wrong in KNOWN.items():
        assert place in expected or wrong == {EXTRA}, place
        assert texts[place.fixture][place.start :].startswith(place.surface), place
    assert len(KNOWN) == len(KNOWN_MISSES.read_text(encoding="utf-8").splitlines())


ROW = {"start": 3, "surface": "2%", "value": 2.0, "unit": "%", "subject": "exports of cars", "measure": "change", "period": "2024-Q2"}


@pytest.mark.parametrize(
    ("got", "wrong"),
    [
        (ROW, {}),
        (ROW | {"subject": "car exports", "period": "2024-04/2024-06", "confidence": 0.1}, {}),
        (ROW | {"subject": "imports of cars", "value": -2.0}, {(3, "2%"): {"subject", "value"}}),
        (ROW | {"surface": "2% rise"}, {(3, "2%"): {MISSING}, (3, "2% rise"): {EXTRA}}),
    ],
)
def test_the_comparison_sees_what_a_reader_would(got: dict[str, Any], wrong: dict[Any, set[str]]) -> None:
    found = compare("x", [got], [ROW])
    assert {(place.start, place.surface): set(fields) for place, fields in found.wrong.items()} == wrong
    assert all(record(place, found.rows[place], fields) for place, fields in found.wrong.items())


@pytest.mark.parametrize(
    ("name", "one", "other", "equal"),
    [
        ("period", "2024-11-16/2024-11-22", "2024-11-22", True),  # a week: its days or the last of them
        ("period", "2024-11-22", "2024-11-16/2024-11-22", True),
        ("period", "2024-11-15/2024-11-22", "2024-11-22", False),
        ("period", "2024-11", "2024-11-30", False),
        ("period", None, "2024", False),
        ("period", None, None, True),
        ("area", "KR;JP", "JP;KR", True),
        ("value", 1.1, 1.1 + 1e-12, True),
        ("value", None, 1.0, False),
        ("bound", "min", "exact", False),
    ],
)
def test_fields_are_compared_by_what_they_mean(name: str, one: Any, other: Any, equal: bool) -> None:
    assert same(name, one, other) is equal


def test_subjects_are_compared_as_sets_of_words() -> None:
    assert words("The total value of car exports") == words("exports of cars")
    assert words("core prices") != words("prices")
