"""The table on a terminal: the columns that matter most, fitted to its width; tab-separated text where it is no terminal."""

from __future__ import annotations

import csv
from itertools import groupby
from typing import IO, TYPE_CHECKING, Any

from indicators.table import SCHEMA_COLUMNS

if TYPE_CHECKING:
    import pandas as pd
    from rich.console import Console
    from rich.table import Table

__all__ = ["printable", "put_lines", "show"]

# What a terminal obeys instead of printing it: a release may not move its cursor or colour its window.
_CONTROL = dict.fromkeys([*range(0x20), *range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A)], "\N{REPLACEMENT CHARACTER}")

_BOUNDS = {"approx": "≈ ", "min": "> ", "max": "< "}
# The widest that each column may be, and in which order they go where there is no room; the subject and the value stay.
_MOST = {"value": 22, "measure": 21, "period": 21, "area": 12, "as printed": 26}
_FIRST_TO_GO = ("as printed", "area", "period", "measure")
_SUBJECT, _BETWEEN = 26, 2
_MAGNITUDES = ((1e12, "tn"), (1e9, "bn"), (1e6, "m"))


def show(table: pd.DataFrame, file: IO[str]) -> None:
    """Print `table` to `file`: drawn if that is a terminal, else with tabs."""
    if not file.isatty():
        put_lines(table, file)
        return
    from rich.console import Console

    draw(table, Console(file=file))


def put_lines(table: pd.DataFrame, file: IO[str], *, header: bool = True) -> None:
    """Print the schema's columns of `table` with tabs between them."""
    lines = csv.writer(file, delimiter="\t", lineterminator="\n")
    if header:
        lines.writerow(SCHEMA_COLUMNS)
    lines.writerows([_one_line(row[name]) for name in SCHEMA_COLUMNS] for row in table.to_dict("records"))


def draw(table: pd.DataFrame, console: Console) -> None:
    """Draw `table`: a heading for each release and its rows below, the columns of all releases in line, as many as there is room for."""
    from rich.text import Text

    rows = table.to_dict("records")
    if not rows:
        console.print("no figures")
        return
    cells = [_cells_of(row) for row in rows]
    widths = _widths(cells, console.width)
    console.print(_grid([({name: name for name in widths}, "")], widths), style="bold")
    for _, numbers in groupby(range(len(rows)), key=lambda number: rows[number]["release_id"]):
        shown = list(numbers)
        heading = " · ".join(filter(None, (_one_line(rows[shown[0]].get(name)) for name in ("release_id", "title", "published"))))
        console.print()
        console.print(Text(printable(heading), style="bold cyan"), no_wrap=True, overflow="ellipsis")
        console.print(_grid([(cells[number], _direction(rows[number])) for number in shown], widths))


def _cells_of(row: dict[Any, Any]) -> dict[str, str]:
    """Return what is shown of a row, by the heading of its column."""
    status = "" if row["status"] == "actual" else _one_line(row["status"])
    cells = {
        "subject": _one_line(row["subject"]),
        "value": _BOUNDS.get(row["bound"], "") + value_of(row),
        "measure": " ".join(filter(None, (_one_line(row["basis"]) or _one_line(row["measure"]), status))),
        "period": _short(_one_line(row["period"])),
        "area": " → ".join(filter(None, (_one_line(row["area"]), _one_line(row["counterpart"])))),
        "as printed": _one_line(row["surface"]),
    }
    return {name: printable(cell) for name, cell in cells.items()}


def _widths(cells: list[dict[str, str]], room: int) -> dict[str, int]:
    """Return how wide each column is, of those that there is room for; what is left is the subject's."""
    from rich.cells import cell_len

    longest = {name: max(cell_len(name), *(cell_len(row[name]) for row in cells)) for name in cells[0]}
    wanted = {name: min(longest[name], most) for name, most in _MOST.items()}
    least = min(longest["subject"], _SUBJECT)
    for name in _FIRST_TO_GO:
        if sum(wanted.values()) + _BETWEEN * len(wanted) + least > room:
            wanted.pop(name)
    left = max(room - sum(wanted.values()) - _BETWEEN * len(wanted), 8)
    return {"subject": min(longest["subject"], left), **wanted}


def _grid(rows: list[tuple[dict[str, str], str]], widths: dict[str, int]) -> Table:
    """Return rows, each with the style of its value, in columns of these widths."""
    from rich.table import Table
    from rich.text import Text

    grid = Table.grid(padding=(0, _BETWEEN, 0, 0), pad_edge=False)
    for name, width in widths.items():
        grid.add_column(width=width, justify="right" if name == "value" else "left", overflow="fold")
    for row, style in rows:
        grid.add_row(*(Text(row[name], style=style if name == "value" else "") for name in widths))
    return grid


def _short(period: str) -> str:
    """Return an interval without what its end repeats of its beginning: 2025-03-01/20."""
    first, slash, last = period.partition("/")
    if slash and len(first) == len(last) == 10 and first[:8] == last[:8]:
        return f"{first}/{last[8:]}"
    if slash and len(first) == len(last) == 7 and first[:5] == last[:5]:
        return f"{first}/{last[5:]}"
    return period


def printable(text: str) -> str:
    """Return `text` with a sign in place of what a terminal would obey."""
    return text.translate(_CONTROL)


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
    """Return the colour of a value that says which way something moved."""
    if row["measure"] not in ("change", "contribution") or not row["value"]:
        return ""
    return "green" if row["value"] > 0 else "red"


def _one_line(cell: object) -> str:
    """Return a cell as text without line ends and tabs; missing ones are empty."""
    if cell is None or cell != cell or type(cell).__name__ == "NAType":
        return ""
    return " ".join(str(cell).split())
