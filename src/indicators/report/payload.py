"""What the report knows: releases, their segments and rows, series and findings, as plain lists for JSON."""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from indicators import __version__
from indicators.errors import InputError
from indicators.evidence import marks, segments
from indicators.keys import subject_key
from indicators.periods import ending
from indicators.release import Release
from indicators.report.findings import findings
from indicators.table import COLUMNS
from indicators.terminal import value_of

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["payload"]

# One for all rows of a release: kept with the release.
_OF_RELEASE = ("release_id", "title", "published", "source")
_NEEDED = (*(column.name for column in COLUMNS if column.required), "subject", "unit", "basis", "period", "area", "counterpart")


def payload(table: pd.DataFrame, releases: list[Release]) -> dict[str, Any]:
    """Return everything that the report shows of `table` and `releases`."""
    missing = [name for name in _NEEDED if name not in table.columns]
    if missing:
        raise InputError(f"the table has no column {', '.join(map(repr, missing))}")
    names = [str(name) for name in table.columns]
    of_release: dict[str, list[dict[str, Any]]] = {}
    places: list[tuple[str, int]] = []
    for row in _records(table):
        rows = of_release.setdefault(row["release_id"], [])
        places.append((row["release_id"], len(rows)))
        rows.append(row)
    known = {release.id: release for release in reversed(releases)}
    order = list(dict.fromkeys([*(release.id for release in releases), *of_release]))
    cells = [name for name in names if name not in _OF_RELEASE]
    index = {name: number for number, name in enumerate(order)}
    return {
        "version": __version__,
        "columns": names,
        "cells": cells,
        "releases": [_release(name, known.get(name), of_release.get(name, []), cells) for name in order],
        "findings": findings(table, [(index[name], row) for name, row in places]),
    }


def _records(table: pd.DataFrame) -> list[dict[str, Any]]:
    columns = {str(name): [_cell(value) for value in table[name].tolist()] for name in table.columns}
    return [dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)]


def _cell(value: Any) -> Any:
    """Return a cell as JSON has it; what is missing or no number is null."""
    if value is None or type(value).__name__ in ("NAType", "NaTType"):
        return None
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    return value if isinstance(value, str | int | bool) else str(value)


def _release(name: str, release: Release | None, rows: list[dict[str, Any]], cells: list[str]) -> dict[str, Any]:
    text = release.text if release else ""
    first = rows[0] if rows else {}
    day = release.published.isoformat() if release and release.published else None
    sentences = {row["sentence"]: None for row in rows if row.get("sentence") is not None}
    numbered = {sentence: number for number, sentence in enumerate(sentences)}
    return {
        "id": name,
        "title": first.get("title") or (release.headline if release else None),
        "published": first.get("published") or day,
        "source": first.get("source") or (release.source if release else None),
        "url": release.url if release and re.match(r"https?://", release.url or "", re.IGNORECASE) else None,
        "text": text,
        "segments": _segments(text, rows) if release else [],
        "sentences": list(sentences),
        "rows": [_row(row, cells, numbered) for row in rows],
    }


def _row(row: dict[str, Any], cells: list[str], sentences: dict[str, int]) -> dict[str, Any]:
    """Return a row's cells, its value as one writes it, the last day of its period, and the key of its series' name."""
    day = ending(row["period"])
    found = [sentences.get(row[name]) if name == "sentence" else row[name] for name in cells]
    shown = value_of(row) if row["value"] is not None else row["surface"]
    return {"c": found, "v": shown, "d": day.isoformat() if day else None, "k": subject_key(row["subject"], row["area"])}


def _segments(text: str, rows: list[dict[str, Any]]) -> list[list[Any]]:
    """Return where the text is cut, what each piece is evidence of, and the rows whose subject ends with it, in JavaScript's positions."""
    found = marks(text, rows)
    at = _utf16(text)
    ends = {row: mark.subject[-1][1] for row, mark in enumerate(found) if mark.subject}
    cut = []
    for segment in segments(len(text), found):
        closing = [row for row in segment.subjects if ends[row] == segment.end]
        cut.append([at(segment.start), at(segment.end), list(segment.figures), list(segment.subjects), closing])
    return cut


def _utf16(text: str) -> Callable[[int], int]:
    """Return what turns a position in `text` into the same one in UTF-16, in which scripts count."""
    if not text or max(text) <= "\uffff":
        return lambda position: position
    wide = [number for number, letter in enumerate(text) if letter > "\uffff"]
    return lambda position: position + bisect_left(wide, position)
