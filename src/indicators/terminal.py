"""The table on a terminal: the columns that matter most, fitted to its width; tab-separated text where it is no terminal."""

from __future__ import annotations

import csv
from typing import IO, TYPE_CHECKING, Any

from indicators.table import SCHEMA_COLUMNS

if TYPE_CHECKING:
    import pandas as pd
    from rich.console import Console

__all__ = ["show"]

_MAGNITUDES = ((1e12, "tn"), (1e9, "bn"), (1e6, "m"))


def show(table: pd.DataFrame, file: IO[str]) -> None:
    """Print `table` to `file`: drawn if that is a terminal, else the schema's columns with tabs between them and a header."""
    if not file.isatty():
        lines = csv.writer(file, delimiter="\t", lineterminator="\n")
        lines.writerow(SCHEMA_COLUMNS)
        lines.writerows([_one_line(row[name]) for name in SCHEMA_COLUMNS] for row in table.to_dict("records"))
        return
    from rich.console import Console

    draw(table, Console(file=file))


def draw(table: pd.DataFrame, console: Console) -> None:
    """Draw `table`, one section a release."""
    from rich.table import Table
    from rich.text import Text

    drawn = Table(header_style="bold", expand=False)
    for name in ("release", "subject", "measure", "value", "basis", "period", "area", "as printed"):
        whole = name in ("measure", "value", "basis", "period")
        drawn.add_column(name, justify="right" if name == "value" else "left", overflow="fold", no_wrap=whole)
    rows = table.to_dict("records")
    for number, row in enumerate(rows):
        first = number == 0 or rows[number - 1]["release_id"] != row["release_id"]
        if first and number:
            drawn.add_section()
        places = " → ".join(filter(None, (_one_line(row["area"]), _one_line(row["counterpart"]))))
        drawn.add_row(
            Text(_one_line(row["release_id"]) if first else ""),
            Text(_one_line(row["subject"])),
            Text(_one_line(row["measure"])),
            Text(value_of(row), style=_direction(row)),
            Text(_one_line(row["basis"])),
            Text(_one_line(row["period"])),
            Text(places),
            Text(_one_line(row["surface"])),
        )
    console.print(drawn)


def value_of(row: dict[Any, Any]) -> str:
    """Return a row's value and unit as one would write them: 6.2 bn USD, -3.2 %."""
    value, unit = float(row["value"]), _one_line(row["unit"])
    sign = "+" if row["measure"] in ("change", "contribution") and value > 0 else ""
    if row["quantity_type"] in ("money", "physical", "count"):
        for size, name in _MAGNITUDES:
            if abs(value) >= size:
                return f"{sign}{value / size:,.6g} {name} {unit}".strip()
    return f"{sign}{value:,.10g} {unit}".strip()


def _direction(row: dict[Any, Any]) -> str:
    if row["measure"] not in ("change", "contribution") or not row["value"]:
        return ""
    return "green" if row["value"] > 0 else "red"


def _one_line(cell: object) -> str:
    """Return a cell as text without line ends and tabs; missing ones are empty."""
    if cell is None or cell != cell or type(cell).__name__ == "NAType":
        return ""
    return " ".join(str(cell).split())
