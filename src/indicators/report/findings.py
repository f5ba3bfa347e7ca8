"""The audit's findings for the report, if this installation has the audit."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["findings"]


def findings(table: pd.DataFrame, places: list[tuple[int, int]]) -> dict[str, Any] | None:
    """Return what `indicators.audit` finds in `table`, each finding with the places of its rows; None where there is no audit.

    Parameters
    ----------
    table : DataFrame
        The table.
    places : list of (int, int)
        For each row of the table, which release it belongs to, and which row of that release it is.
    """
    if find_spec("indicators.audit") is None:
        return None
    found: pd.DataFrame = import_module("indicators.audit").audit(table)
    at = dict(zip(table.index, places, strict=True))
    texts = [name for name in found.columns if name != "rows"]
    return {
        "columns": [str(name) for name in texts],
        "items": [
            {"rows": [at[label] for label in record.get("rows", ()) if label in at], "cells": [_text(record[name]) for name in texts]}
            for record in found.to_dict("records")
        ],
    }


def _text(value: Any) -> str | None:
    if value is None or value != value or type(value).__name__ == "NAType":
        return None
    return f"{value:,.6g}" if isinstance(value, float) else str(value)
