"""A release: what may be given, what it is called, how it is titled."""

from __future__ import annotations

import dataclasses
import pickle
from datetime import date, datetime
from typing import Any

import pandas as pd
import pytest

import indicators
from indicators import InputError, Release
from indicators.dateline import publication_date


@pytest.mark.parametrize(
    "given",
    ["2024-02-21", date(2024, 2, 21), datetime(2024, 2, 21, 9, 30), "2024-02-21T09:30:00+09:00", pd.Timestamp("2024-02-21 09:30")],
)
def test_a_day_may_be_given_in_any_form(given: Any) -> None:
    assert Release("Exports rose.", published=given).published == date(2024, 2, 21)


@pytest.mark.parametrize(
    ("fields", "named"),
    [
        ({"text": None}, "text"),
        ({"text": b"Exports"}, "bytes"),
        ({"text": "x", "published": "last week"}, "last week"),
        ({"text": "x", "published": "2024-02-30"}, "2024-02-30"),
        ({"text": "x", "published": 20240221}, "20240221"),
        ({"text": "x", "country": "South Korea"}, "South Korea"),
        ({"text": "x", "title": 7}, "title"),
        ({"text": "x", "source": b"Office"}, "source"),
    ],
)
def test_what_is_wrong_is_named(fields: dict[str, Any], named: str) -> None:
    with pytest.raises(InputError, match=named):
        Release(**fields)


@pytest.mark.parametrize(
    ("text", "title", "headline"),
    [
        ("Exports rise\nThey rose in May.", None, "Exports rise"),
        ("\r\n  \r\nExports rise\r\nThey rose in May.", None, "Exports rise"),
        ("They rose in May.", "Exports rise", "Exports rise"),
        ("They rose in May.", "", ""),
        ("", None, ""),
    ],
)
def test_the_first_line_is_the_title_where_none_is_given(text: str, title: str | None, headline: str) -> None:
    assert Release(text, title=title).headline == headline


def test_ids_come_from_the_content_unless_given() -> None:
    release = Release("Exports rose.", published="2024-02-21")
    assert release.id == Release("Exports rose.", published=date(2024, 2, 21), source="Ministry").id
    assert release.id != Release("Exports fell.", published="2024-02-21").id
    assert release.id != Release("Exports rose.", published="2024-03-21").id
    assert Release("Exports rose.", id=7).id == "7"


def test_a_release_can_be_copied_compared_and_sent_elsewhere_but_not_changed() -> None:
    release = Release("Exports rose.", published="2024-02-21", country="kr")
    assert release.country == "KR"
    assert pickle.loads(pickle.dumps(release)) == release
    assert dataclasses.replace(release, source="Ministry").source == "Ministry"
    with pytest.raises(dataclasses.FrozenInstanceError):
        release.text = "Exports fell."  # type: ignore[misc]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Shop sales up\nReleased: 21 February 2024\nSales rose.", "2024-02-21"),
        ("Shop sales up\nOTTAWA, February 21, 2024 — Sales rose 2 percent.", "2024-02-21"),
        ("Shop sales up\nNEW DELHI, India, 12 March 2024 (Newsroom) -- Sales rose.", "2024-03-12"),
        ("Shop sales up\nEmbargoed until 09:30 a.m., Thursday 21 March 2024\nSales rose.", "2024-03-21"),
        ("Shop sales up\nMaterial in this release is embargoed until 8:30 a.m. (ET) Friday, February 2, 2024\nSales rose.", "2024-02-02"),
        ("21 February 2024\nShop sales up\nSales rose.", "2024-02-21"),
        ("Shop sales up\nThursday 21.03.2024, 8:00 CET\nSales rose.", "2024-03-21"),
        ("Shop sales up\nNews release 12/2024 – 21st March 2024\nSales rose.", "2024-03-21"),
        ("Shop sales up\nSales rose.\nVilnius, 3 Sept. 2024", "2024-09-03"),
        ("Shop sales up\nSales rose.\n(Published 2024-03-12)", "2024-03-12"),
        ("Shop sales up\nSales rose.\nAsk +44 1633 555 010. Release date: 12 March 2024, 7:00am.", "2024-03-12"),
        ("Shop sales up\nSales rose.\nWrite to us. The next release date: 12 March 2024.", None),
        ("Shop sales up\nIn the year ending 31 March 2024, sales rose.", None),
        ("Shop sales up\nStocks as at 31 December 2023\nThey rose.", None),
        ("Shop sales up\nSales rose.\nNext release: 21 April 2024", None),
        ("Shop sales up\nThe bank announced on 21 March 2024 that sales rose 2 percent.", None),
        ("Shop sales up\nSales rose in May 2024.", None),
        ("Shop sales up\nReleased: 31 February 2024\nSales rose.", None),
        ("", None),
    ],
)
def test_the_day_of_publication_is_found_where_a_release_says_it(text: str, day: str | None) -> None:
    found = publication_date(text)
    assert (found.isoformat() if found else None) == day


def test_the_package_has_what_it_says() -> None:
    assert all(hasattr(indicators, name) for name in indicators.__all__ if name != "load")
    with pytest.raises(AttributeError, match="nothing_of_the_kind"):
        _ = indicators.nothing_of_the_kind


def test_halves_of_characters_are_replaced_and_no_offset_moves() -> None:
    fields = {name: f"{name} \ud83d" for name in ("title", "source", "url", "id")}
    release = Release("\udc80Exports\ud83d rose.", **fields)
    assert release.text == "\ufffdExports\ufffd rose."
    assert [release.title, release.source, release.url, release.id] == ["title \ufffd", "source \ufffd", "url \ufffd", "id \ufffd"]
    assert Release("\U0001f4c8 up").text == "\U0001f4c8 up"
