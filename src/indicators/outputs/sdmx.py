"""SDMX-CSV 2.0: each figure an observation, under the concepts that the mapping of the columns names (docs/sdmx.md)."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import IO, TYPE_CHECKING, Any

from indicators.errors import OutputError
from indicators.outputs.cells import without_formulas
from indicators.table import SCHEMA_COLUMNS

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["ATTRIBUTES", "DIMENSIONS", "STRUCTURE", "sdmx_frame", "time_period", "write_sdmx"]

STRUCTURE = "INDICATORS:FIGURES(1.0.0)"
# Which figure of which release it is makes the key: one release may tell the same fact twice, two releases may contradict each other.
DIMENSIONS = ("REF_AREA", "COUNTERPART_AREA", "INDICATOR", "TRANSFORMATION", "UNIT_MEASURE", "RELEASE", "FIGURE", "TIME_PERIOD")
ATTRIBUTES = ("OBS_STATUS", "STATUS", "BOUND", "VALUE_LOW", "VALUE_HIGH", "QUANTITY_TYPE", "SURFACE", "TITLE", "PUBLISHED", "SOURCE")

# The codes of SDMX's own list CL_OBS_STATUS; it has none for a plan.
_OBS_STATUS = {"actual": "A", "forecast": "F", "plan": "F"}
_NOT_SAID, _NOT_APPLICABLE = "_X", "_Z"

_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_MONTH = re.compile(r"(\d{4})-(\d{2})")
_PART = re.compile(r"(\d{4})-([QS])(\d)")
_YEAR = re.compile(r"(\d{4})")
_MONTHS_OF = {"Q": 3, "S": 6}


def write_sdmx(table: pd.DataFrame, file: IO[bytes], *, header: bool = True) -> None:
    """Write the observations of `table` as SDMX-CSV 2.0, to replace what is there of the same key (action R), harmless as any CSV."""
    without_formulas(sdmx_frame(table)).to_csv(file, index=False, header=header, encoding="utf-8", lineterminator="\n")


def sdmx_frame(table: pd.DataFrame) -> pd.DataFrame:
    """Return `table` in SDMX's columns, every cell as the text that the file has."""
    import pandas as pd

    missing = [name for name in SCHEMA_COLUMNS if name not in table.columns]
    if missing:
        raise OutputError(f"SDMX needs the columns of the schema; there is no {', '.join(missing)}")
    columns = {
        "REF_AREA": _texts(table["area"], _NOT_SAID),
        "COUNTERPART_AREA": _texts(table["counterpart"], _NOT_APPLICABLE),
        "INDICATOR": _texts(table["subject"], _NOT_SAID),
        "TRANSFORMATION": [_transformation(*cells) for cells in zip(table["measure"], table["basis"], strict=True)],
        "UNIT_MEASURE": _texts(table["unit"], _NOT_SAID),
        "RELEASE": _texts(table["release_id"]),
        "FIGURE": [f"{start}-{end}" for start, end in zip(table["start"], table["end"], strict=True)],
        "TIME_PERIOD": [time_period(text) if text else "" for text in _texts(table["period"])],
        "OBS_VALUE": _numbers(table["value"]),
        "OBS_STATUS": [_OBS_STATUS.get(text, "A") for text in _texts(table["status"])],
        "VALUE_LOW": _numbers(table["value_low"]),
        "VALUE_HIGH": _numbers(table["value_high"]),
        **{name.upper(): _texts(table[name]) for name in ("status", "bound", "quantity_type", "surface")},
        **{name.upper(): _texts(table[name]) if name in table else [""] * len(table) for name in ("title", "published", "source")},
    }
    head = {"STRUCTURE": "datastructure", "STRUCTURE_ID": STRUCTURE, "ACTION": "R"}
    order = (*DIMENSIONS, "OBS_VALUE", *ATTRIBUTES)
    return pd.DataFrame({**{name: [text] * len(table) for name, text in head.items()}, **{name: columns[name] for name in order}})


def time_period(period: str) -> str:
    """Return a period in SDMX's form: as it is, but for an interval of two, which becomes its first day and its duration.

    >>> time_period("2024-01/2024-09")
    '2024-01-01/P9M'
    """
    first, slash, last = period.partition("/")
    if not slash:
        return period
    start, end = _first_day(first), _day_after(last)
    if start.day == 1 and end.day == 1:
        months = 12 * (end.year - start.year) + end.month - start.month
        return f"{start}/P{months // 12}Y" if months % 12 == 0 else f"{start}/P{months}M"
    return f"{start}/P{(end - start).days}D"


def _first_day(period: str) -> date:
    return _days(period)[0]


def _day_after(period: str) -> date:
    return _days(period)[1]


def _days(period: str) -> tuple[date, date]:
    """Return the first day of a period and the one after its last."""
    if match := _DAY.fullmatch(period):
        day = date(*map(int, match.groups()))
        return day, day + timedelta(days=1)
    if match := _MONTH.fullmatch(period):
        year, month, length = int(match[1]), int(match[2]), 1
    elif match := _PART.fullmatch(period):
        length = _MONTHS_OF[match[2]]
        year, month = int(match[1]), (int(match[3]) - 1) * length + 1
    elif match := _YEAR.fullmatch(period):
        year, month, length = int(match[1]), 1, 12
    else:
        raise OutputError(f"{period!r} is no period that SDMX knows")
    after = month - 1 + length
    return date(year, month, 1), date(year + after // 12, after % 12 + 1, 1)


def _transformation(measure: object, basis: object) -> str:
    """Return the measure and, for a change, what it is against, as one code: LEVEL, CHANGE_YOY."""
    return f"{measure}_{basis}".upper() if isinstance(basis, str) and measure == "change" else str(measure).upper()


def _texts(column: pd.Series[Any], default: str = "") -> list[str]:
    """Return cells on one line each: SDMX-CSV is read line by line by some."""
    return [" ".join(cell.split()) if isinstance(cell, str) else default for cell in column]


def _numbers(column: pd.Series[Any]) -> list[str]:
    """Return numbers in the shortest form that reads back the same, whole ones without a point."""
    return ["" if missing else repr(float(value)).removesuffix(".0") for value, missing in zip(column, column.isna(), strict=True)]
