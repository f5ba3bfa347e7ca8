"""A release from a mapping: the fields that JSON lines and tables share."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

from indicators.errors import InputError
from indicators.release import Release

__all__ = ["FIGURE_COLUMNS", "is_figure_table", "release_from"]

# What only a table of figures has: our own output is not an input.
FIGURE_COLUMNS = frozenset({"surface", "measure", "value"})
_SDMX_COLUMNS = frozenset({"STRUCTURE", "STRUCTURE_ID", "OBS_VALUE"})


def is_figure_table(columns: Iterable[str]) -> bool:
    """Tell whether `columns` are those of a table that this library wrote."""
    names = set(columns)
    return (names >= FIGURE_COLUMNS or names >= _SDMX_COLUMNS) and "text" not in names


def release_from(record: Mapping[str, object], name: str | None) -> Release:
    """Make a release of the fields id (or release_id), text, title, published, source, country and url; others are ignored.

    Raises
    ------
    InputError
        If there is no text, or a field is not what it should be.
    """
    text = record.get("text")
    if _missing(text):
        raise InputError("no text" if "text" in record else f"no field 'text'; it has {', '.join(map(repr, record)) or 'none'}")
    fields = {key: None if _missing(value := record.get(key)) else value for key in ("title", "published", "source", "country", "url")}
    for key in ("title", "source", "country", "url"):
        if fields[key] is not None and not isinstance(fields[key], str):
            raise InputError(f"{key} must be a string, not {fields[key]!r}")
    given = next((record[key] for key in ("release_id", "id") if not _missing(record.get(key))), name)
    return Release(text, id=None if given is None else str(given), **fields)  # type: ignore[arg-type]


def _missing(value: object) -> bool:
    """Tell whether a cell is empty: None, NaN, or pandas' NA and NaT, which equal nothing, not even themselves."""
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return True
    return type(value).__name__ in ("NAType", "NaTType")
