"""`convert`: the values of a table in one currency or one unit."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import TYPE_CHECKING

from indicators.currencies import On, convert_money
from indicators.errors import InputError
from indicators.quantities import convert_units

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["convert"]

_NEEDED = ("value", "unit", "quantity_type", "subject", "measure", "period", "published")


def convert(
    table: pd.DataFrame,
    currency: str | None = None,
    *,
    unit: str | None = None,
    on: On = "period",
    rates: pd.DataFrame | None = None,
    definitions: str | os.PathLike[str] | Iterable[str] | None = None,
) -> pd.DataFrame:
    """Return `table` with its values in one currency, or in one unit, in new columns.

    Parameters
    ----------
    table : DataFrame
        As `extract` returns it, or rows of it.
    currency : str, optional
        An ISO 4217 code; US dollars if neither this nor `unit` is given. Prices keep what they are per: ``KRW/barrel`` becomes US dollars
        a barrel.
    unit : str, optional
        A unit of pint, of the table (``%``, ``pp``, ``index``, a counted noun) or of `definitions`: ``tonne``, ``barrel/day``,
        ``person``.
    on : {"period", "published"}
        With which rate money is turned. By its period: a flow (exports, sales) at the average of the period's days; a stock or a price
        (debt, reserves, inventories), and what belongs to a single day, at the last rate; by the day of publication where there is no
        period. Or all by the day of publication.
    rates : DataFrame, optional
        Your own rates, in place of the European Central Bank's: one column a currency, named by its code, of how many units of it one unit
        of a common base costs (the base itself: a column of ones), with days, a PeriodIndex or periods as text (``2024-01``) in the index
        or in a column ``date``.
    definitions : path or iterable of str, optional
        More units, in pint's language: a text file, or lines such as ``"cigarette_pack = 20 * cigarette"``.

    Returns
    -------
    DataFrame
        A copy. For a currency with ``value_USD`` (named after it), ``fx_rate``, by which the value was multiplied, and ``fx_date``,
        the day or the period of that rate (none where the value is in this currency already). For a unit with ``value_tonne`` (named
        after it: ``value_barrel_per_day``). What is of another kind, or has no rate, is missing there.

    Raises
    ------
    InputError
        If there is no such unit or no rate to the currency at all, or the table lacks columns.

    Warns
    -----
    IndicatorsWarning
        Once, with all currencies and dates that have no rate.

    Examples
    --------
    >>> indicators.convert(table, currency="USD")[["surface", "value_USD", "fx_date"]]
    >>> indicators.convert(table, unit="tonne")["value_tonne"]
    """
    missing = [name for name in _NEEDED if name not in table.columns]
    if missing:
        raise InputError(f"the table has no columns {', '.join(map(repr, missing))}")
    if unit is None:
        return convert_money(table, currency or "USD", on, rates)
    if currency is not None:
        raise InputError("give currency= or unit=, not both")
    return convert_units(table, unit, definitions)
