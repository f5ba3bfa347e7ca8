"""The audit's findings on a terminal, the verdict in colour; tab-separated text where it is no terminal."""

from __future__ import annotations

import csv
from collections import Counter
from typing import IO, TYPE_CHECKING, Any

from indicators.intervals import BROKEN, HOLDS, ROUNDING
from indicators.terminal import printable

if TYPE_CHECKING:
    import pandas as pd
    from rich.console import Console

__all__ = ["show_findings", "summary"]

_STYLES = {HOLDS: "green", ROUNDING: "yellow", BROKEN: "bold red"}
_COLUMNS = ("release_id", "subject", "period", "identity", "figures", "stated", "computed_lower", "computed_upper", "unit", "verdict")
_SIZES = ((1e12, " tn"), (1e9, " bn"), (1e6, " m"))


def show_findings(found: pd.DataFrame, file: IO[str]) -> None:
    """Print findings to `file`: drawn if that is a terminal, else with tabs between the columns and a header."""
    if not file.isatty():
        lines = csv.writer(file, delimiter="\t", lineterminator="\n")
        lines.writerow(_COLUMNS)
        lines.writerows([_cell(row[name]) for name in _COLUMNS] for row in found.to_dict("records"))
        return
    from rich.console import Console

    draw_findings(found, Console(file=file))


def draw_findings(found: pd.DataFrame, console: Console) -> None:
    """Draw findings, one section a release."""
    from rich.table import Table
    from rich.text import Text

    drawn = Table(header_style="bold", expand=False)
    for name in ("release", "subject", "period", "identity", "figures as printed", "others make it", "verdict"):
        drawn.add_column(name, overflow="fold", no_wrap=name == "period")
    rows = found.to_dict("records")
    for number, row in enumerate(rows):
        first = number == 0 or rows[number - 1]["release_id"] != row["release_id"]
        if first and number:
            drawn.add_section()
        cells = [_cell(row["release_id"]) if first else "", _cell(row["subject"]), _cell(row["period"]), _cell(row["identity"])]
        cells += [_cell(row["figures"]), _between(row)]
        drawn.add_row(*map(Text, cells), Text(row["verdict"], style=_STYLES[row["verdict"]]))
    console.print(drawn)


def summary(found: pd.DataFrame) -> str:
    """Return how many identities were tested and what came of them."""
    verdicts = Counter(found["verdict"])
    told = ", ".join(f"{verdicts[name]:,} {name}" for name in _STYLES if verdicts[name])
    return f"{len(found):,} {'identity' if len(found) == 1 else 'identities'} tested" + (f": {told}" if told else "")


def _between(row: dict[Any, Any]) -> str:
    """Return the interval that the other figures leave: 4.4 to 4.6 bn USD."""
    lower, upper, unit = float(row["computed_lower"]), float(row["computed_upper"]), _cell(row["unit"])
    size, name = next(((size, name) for size, name in _SIZES if max(abs(lower), abs(upper)) >= size), (1.0, ""))
    return f"{lower / size:,.5g} to {upper / size:,.5g}{name} {unit}".strip()


def _cell(cell: object) -> str:
    """Return a cell on one line, harmless to a terminal; missing ones are empty."""
    if cell is None or cell != cell or type(cell).__name__ == "NAType":
        return ""
    return printable(" ".join(str(cell).split()))
