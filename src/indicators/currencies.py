"""Money in another currency: which rate each figure is turned with, and three columns that say so."""

from __future__ import annotations

import datetime as dt
import re
import warnings
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from indicators.errors import IndicatorsWarning, InputError
from indicators.exchange import CODE, Rates, bundled_rates
from indicators.lexicon import table
from indicators.periods import bounds, normal
from indicators.stocks import is_stock

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["On", "convert_money"]

On: TypeAlias = Literal["period", "published"]

_MONEY = re.compile(rf"(?P<code>{CODE.pattern})(?:/(?P<per>.+))?")
_NAMED = 5  # so many dates of a currency are named in the warning


@dataclass(frozen=True, slots=True)
class _Moment:
    """When the rate is taken: on the last of these days, or on their average."""

    name: str
    first: dt.date
    last: dt.date
    average: bool


def convert_money(frame: pd.DataFrame, currency: str, on: On, rates: pd.DataFrame | None) -> pd.DataFrame:
    """Return `frame` with ``value_<currency>``, ``fx_rate`` and ``fx_date``, as `indicators.convert` describes them."""
    import pandas as pd

    target = currency.upper()
    if not CODE.fullmatch(target):
        raise InputError(f"currency must be an ISO 4217 code such as 'USD', not {currency!r}")
    if on not in ("period", "published"):
        raise InputError(f"on must be 'period' or 'published', not {on!r}")
    converter = _Converter(target, Rates(rates) if rates is not None else None)
    moments = _moments(frame, on)
    money = frame["quantity_type"].eq("money").fillna(False)
    found = [
        converter.rate(unit, moment) if is_money and isinstance(unit, str) else (None, None)
        for unit, moment, is_money in zip(frame["unit"], moments, money, strict=True)
    ]
    converter.warn()
    factors = pd.Series([rate for rate, _ in found], index=frame.index, dtype="Float64")
    return frame.assign(
        **{f"value_{target}": frame["value"].astype("Float64") * factors},
        fx_rate=factors,
        fx_date=pd.Series([date for _, date in found], index=frame.index, dtype="string"),
    )


def _moments(frame: pd.DataFrame, on: On) -> list[_Moment | None]:
    """When each row's rate is taken."""
    known: dict[tuple[object, ...], _Moment | None] = {}
    moments = []
    for key in zip(frame["period"], frame["subject"], frame["published"], strict=True):
        if key not in known:
            period, subject, published = (cell if isinstance(cell, str) else None for cell in key)
            known[key] = _moment(period, subject, published, on)
        moments.append(known[key])
    return moments


def _moment(period: str | None, subject: str | None, published: str | None, on: On) -> _Moment | None:
    days = bounds(period) if on == "period" else None
    if days is not None:
        first, last = days
        return _Moment(normal(period) or "", first, last, average=first != last and not is_stock(subject))
    day = bounds(published)
    return _Moment(day[1].isoformat(), day[1], day[1], average=False) if day is not None else None


class _Converter:
    """Rates to one currency, and a note of those that are missing."""

    def __init__(self, target: str, rates: Rates | None) -> None:
        self.target = target
        self._rates = rates
        self._known: dict[tuple[str, _Moment | None], tuple[float | None, str | None]] = {}
        self._missing: defaultdict[str, dict[str, None]] = defaultdict(dict)

    def rate(self, unit: str, moment: _Moment | None) -> tuple[float | None, str | None]:
        """The rate for an amount in `unit` and its date, both None where there is none; an exchange rate is no amount."""
        match = _MONEY.fullmatch(unit)
        if match is None or match["per"] in table("currencies")["codes"].split():
            return None, None
        if match["code"] == self.target:
            return 1.0, None
        key = (match["code"], moment)
        if key not in self._known:
            self._known[key] = self._find(match["code"], moment)
        return self._known[key]

    def _find(self, source: str, moment: _Moment | None) -> tuple[float | None, str | None]:
        rates = self._rates = self._rates or bundled_rates()
        if self.target not in rates.currencies:
            known = ", ".join(sorted(rates.currencies))
            raise InputError(f"there are no rates for {self.target}, only for {known}: give your own as rates=")
        found: tuple[float, str] | None = None
        if moment is not None and source in rates.currencies:
            if moment.average:
                average = rates.average(source, self.target, moment.first, moment.last)
                found = (average, moment.name) if average is not None else None
            else:
                found = rates.last(source, self.target, moment.last)
        if found is None:
            missing = self._missing[source]
            if source in rates.currencies:
                missing[moment.name if moment is not None else "an unknown period"] = None
        return found or (None, None)

    def warn(self) -> None:
        """Warn of what had no rate, once for all."""
        if not self._missing:
            return
        parts = []
        for source, moments in sorted(self._missing.items()):
            named = sorted(moments)
            more = f" and {len(named) - _NAMED} more" if len(named) > _NAMED else ""
            parts.append(f"{source}{' in ' if named else ''}{', '.join(named[:_NAMED])}{more}")
        message = f"no exchange rate to {self.target} for {'; '.join(parts)}: value_{self.target} is missing there (rates= takes your own)"
        warnings.warn(IndicatorsWarning(message), stacklevel=4)
