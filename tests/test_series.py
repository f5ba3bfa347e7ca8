"""Series across releases: one wording or another, revisions, and what is refused because it could be several."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest
from tables import row, table

import indicators
from indicators.errors import InputError

if TYPE_CHECKING:
    from spacy.language import Language

DATA = Path(__file__).parents[1] / "notebooks" / "data"


def release(number: int, month: str, *rows: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"period": month, **each, "release_id": f"r{number}", "published": f"2024-0{number + 1}-15"} for each in rows]


def fact(surface: str, value: float, unit: str, subject: str, measure: str = "level", **fields: Any) -> dict[str, Any]:
    made = row(surface, value, unit, subject, measure, **fields)
    return made if "period" in fields else {key: cell for key, cell in made.items() if key != "period"}


def merged(*releases: list[dict[str, Any]]) -> pd.DataFrame:
    return table(*(each for rows in releases for each in rows))


@pytest.fixture
def months() -> pd.DataFrame:
    return merged(
        release(
            1,
            "2024-01",
            fact("USD 6.2 billion", 6.2e9, "USD", "automobile exports", group=1),
            fact("24.7%", 24.7, "%", "automobile exports", "change", group=1),
        ),
        release(
            2,
            "2024-02",
            fact("USD 5.2 billion", 5.2e9, "USD", "exports of cars", group=1),
            fact("USD 6.21 billion", 6.21e9, "USD", "exports of cars", group=1, period="2024-01"),
            fact("-7.8%", -7.8, "%", "exports of cars", "change", group=1),
            fact("USD 1.1 billion", 1.1e9, "USD", "imports of cars", group=2),
        ),
        release(
            3,
            "2024-03",
            fact("USD 6.1 billion", 6.1e9, "USD", "outbound shipments of cars", group=1),
            fact("USD 5.4 billion", 5.4e9, "USD", "outbound shipments of cars", group=1, period="2024-02"),
            fact("USD 17.7 billion", 17.7e9, "USD", "car exports", group=2, period="2024-01/2024-03"),
            fact("USD 0.9 billion", 0.9e9, "USD", "car exports", group=3, counterpart="US"),
        ),
    )


def test_a_series_has_a_period_index_and_the_latest_word(months: pd.DataFrame) -> None:
    found = indicators.series(months, "car exports", area="South Korea")
    assert isinstance(found.index, pd.PeriodIndex) and found.index.freqstr == "M"
    # March's release revised February; of January's two figures, which agree, the more precise one counts.
    assert found.to_dict() == {pd.Period("2024-01"): 6.21e9, pd.Period("2024-02"): 5.4e9, pd.Period("2024-03"): 6.1e9}
    assert found.attrs["unit"] == "USD" and list(months.loc[found.attrs["rows"], "value"]) == list(found)


def test_vintages_keep_what_each_release_said(months: pd.DataFrame) -> None:
    found = indicators.series(months, "car exports", vintages=True)
    assert list(found.index.names) == ["period", "published"]
    told: list[tuple[Any, Any]] = list(found.index)
    assert [(str(period), str(day.date()), value) for (period, day), value in zip(told, found, strict=True)] == [
        ("2024-01", "2024-02-15", 6.2e9),
        ("2024-01", "2024-03-15", 6.21e9),
        ("2024-02", "2024-03-15", 5.2e9),
        ("2024-02", "2024-04-15", 5.4e9),
        ("2024-03", "2024-04-15", 6.1e9),
    ]


def test_changes_counterparts_and_quarters(months: pd.DataFrame) -> None:
    assert list(indicators.series(months, "car exports", measure="change", basis="yoy")) == [24.7, -7.8]
    assert list(indicators.series(months, "car exports", counterpart="US")) == [0.9e9]
    assert indicators.series(months, "car exports", freq="Q").to_dict() == {pd.Period("2024Q1"): 17.7e9}


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"subject": "ship exports"}, "automobile exports|car exports"),
        ({"subject": "car exports", "counterpart": "JP"}, "with counterpart JP"),
        ({"subject": "car exports", "unit": "EUR"}, "unit 'EUR', but with USD"),
        ({"subject": "car exports", "freq": "Y"}, "by 'Y', but by M, Q"),
        ({"subject": "car exports", "status": "forecast"}, "no forecast level"),
        ({"subject": "car exports", "area": "Atlantis"}, "'Atlantis' is no area"),
        ({"subject": "car exports", "area": "JP"}, "no actual level of 'car exports' of JP"),
    ],
)
def test_what_is_not_there_is_told(months: pd.DataFrame, asked: dict[str, Any], told: str) -> None:
    with pytest.raises(InputError, match=told):
        indicators.series(months, **asked)


def test_what_could_be_several_is_refused() -> None:
    rows = [
        row("$5 billion", 5e9, "USD", "exports", group=1),
        row("$2 billion", 2e9, "USD", "exports", area="JP", group=2),
        row("5 percent", 5.0, "%", "exports", "change", group=1),
        row("2 percent", 2.0, "%", "exports", "change", basis="mom", group=1),
        row("€4 billion", 4e9, "EUR", "exports", period="2024-02", group=3),
    ]
    with pytest.raises(InputError, match="several areas: JP, KR"):
        indicators.series(table(*rows), "exports")
    with pytest.raises(InputError, match="EUR, USD; choose one with unit="):
        indicators.series(table(*rows), "exports", area="KR")
    with pytest.raises(InputError, match="mom, yoy; choose one with basis="):
        indicators.series(table(*rows), "exports", area="KR", measure="change")
    assert list(indicators.series(table(*rows), "exports", area="KR", unit="USD")) == [5e9]


@pytest.mark.parametrize(
    ("period", "freq", "index"),
    [
        ("2024-03-08", "D", "2024-03-08"),
        ("2024-03-02/2024-03-08", "W-FRI", "2024-03-02/2024-03-08"),
        ("2024-Q1", "Q-DEC", "2024Q1"),
        ("2023-12/2024-02", "3M", "2023-12"),
        ("2024-S1", "6M", "2024-01"),
        ("2024", "Y-DEC", "2024"),
    ],
)
def test_every_kind_of_period_has_its_frequency(period: str, freq: str, index: str) -> None:
    found = indicators.series(table(row("5,610 units", 5610, "unit", "car sales", period=period)), "car sales")
    assert isinstance(found.index, pd.PeriodIndex) and (found.index.freqstr, str(found.index[0])) == (freq, index)


def test_link_joins_wordings_and_keeps_series_apart() -> None:
    rows = [
        row("$6.2 bln", 6.2e9, "USD", "automobile exports", group=1),
        row("24.7%", 24.7, "%", "automobile exports", "change", group=1),
        row("$6 billion", 6e9, "USD", "Korea's exports of cars", release_id="r2", source="Customs", group=1),
        row("245,255 units", 245255, "unit", "exports of cars", release_id="r2", source="Customs", group=2),
        row("3%", 3.0, "%", "exports of cars", "change", release_id="r2", source="Customs", group=3),
        row("$6 billion", 6e9, "USD", "imports of cars", release_id="r2", group=4),
        row("$5 billion", 5e9, "USD", "exports of cars", area="JP", release_id="r2", group=5),
        row("$1 billion", 1e9, "USD", "exports of cars", counterpart="US", release_id="r2", group=6),
        row("$1 billion", 1e9, "USD", None, group=7),
    ]
    keys = indicators.link(table(*rows))["series_key"]
    assert keys[0] == keys[1] == keys[2] == "car export|KR||money"
    # In dollars or in cars? Nothing tells.
    assert keys[3] == "car export|KR||count" and keys[4] == "car export|KR||"
    assert keys[3:8].nunique() == 5 and keys.isna().tolist() == [False] * 8 + [True]
    assert indicators.series(table(*rows), "car exports", area="KR", measure="change", kind="money").tolist() == [24.7]


def test_names_that_mean_something_only_in_their_release_are_not_joined() -> None:
    rows = [
        row("$6.2 bln", 6.2e9, "USD", "automobile exports", release_id="cars"),
        row("$5.4 billion", 5.4e9, "USD", "trade balance", release_id="cars"),
        row("50,000 units", 50000, "unit", "sales", release_id="cars"),
        row("$16.4 billion", 16.4e9, "USD", "ICT exports", release_id="ict"),
        row("$4.5 billion", 4.5e9, "USD", "trade balance", release_id="ict"),
        row("70,000 units", 70000, "unit", "sales", release_id="ict"),
        row("$50 billion", 50e9, "USD", "exports", release_id="all"),
        row("$3 billion", 3e9, "USD", "trade balance", release_id="all"),
        row("5%", 5.0, "%", "inflation", release_id="x", area=None, source="OECD"),
        row("4%", 4.0, "%", "inflation", release_id="y", area=None, source="ASEAN"),
    ]
    made = table(*rows)
    keys = indicators.link(made)["series_key"]
    assert keys[[1, 4, 7]].tolist() == ["balance car trade|KR||money", "balance ict trade|KR||money", "balance trade|KR||money"]
    assert keys[2] != keys[5] and keys[8] != keys[9]
    assert list(indicators.series(made, "trade balance of cars")) == [5.4e9]


def test_your_synonyms_join_more() -> None:
    rows = [row("$5 billion", 5e9, "USD", "vehicle sales", period="2024-01"), row("$6 billion", 6e9, "USD", "car sales", period="2024-02")]
    assert indicators.link(table(*rows))["series_key"].nunique() == 2
    same = {"vehicle sales": "car sales"}
    assert indicators.link(table(*rows), synonyms=same)["series_key"].nunique() == 1
    assert list(indicators.series(table(*rows), "vehicle sales", synonyms=same)) == [5e9, 6e9]


def test_releases_of_four_months_make_a_series(nlp: Language) -> None:
    found = indicators.extract(indicators.read(DATA), nlp=nlp)
    exports = indicators.series(found, "car exports", area="SK")
    assert exports["2025-01":"2025-04"].to_list() == [2.1e9, 2.17e9, 2.29e9, 1.98e9]
