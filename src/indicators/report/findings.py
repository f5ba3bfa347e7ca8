"""The audit's findings for the report."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from indicators.audit import audit

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["findings"]

_ORDER = ("broken", "within rounding only", "holds")


def findings(table: pd.DataFrame, places: list[tuple[int, int]]) -> list[dict[str, Any]]:
    """Return what `indicators.audit` finds in `table`, what is broken first.

    Parameters
    ----------
    table : DataFrame
        The table.
    places : list of (int, int)
        For each row of the table, which release it belongs to, and which row of that release it is.
    """
    found = audit(table.reset_index(drop=True)).to_dict("records")
    found.sort(key=lambda finding: _ORDER.index(finding["verdict"]))
    return [
        {
            "verdict": finding["verdict"],
            "identity": finding["identity"],
            "figures": finding["figures"],
            "stated": _interval(finding, "stated"),
            "computed": _interval(finding, "computed"),
            "rows": [places[position] for position in finding["rows"]],
        }
        for finding in found
    ]


def _interval(finding: dict[Any, Any], name: str) -> str:
    """Return a number, its unit, and between what its printed digits let it lie."""
    value, low, high = (finding[part] for part in (name, f"{name}_lower", f"{name}_upper"))
    unit = finding["unit"] if isinstance(finding["unit"], str) else ""
    return f"{_number(value)} {unit} ({_number(low)} to {_number(high)})"


def _number(value: float) -> str:
    if value != value:
        return "?"
    for size, name in ((1e12, " tn"), (1e9, " bn"), (1e6, " m")):
        if abs(value) >= size:
            return f"{value / size:,.6g}{name}"
    return f"{value:,.6g}"
