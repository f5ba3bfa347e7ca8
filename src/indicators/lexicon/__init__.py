"""Words and codes as data: TOML, CSV and text files beside this one, read once when first asked for."""

from __future__ import annotations

import csv
import tomllib
from functools import cache
from importlib import resources
from typing import Any

__all__ = ["rows", "table", "text"]


@cache
def table(name: str) -> dict[str, Any]:
    """Return the contents of ``<name>.toml`` in this folder. Treat the answer as read-only: it is shared."""
    return tomllib.loads((resources.files(__name__) / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """Return the lines of ``<name>.csv`` in this folder, one mapping a line."""
    text = (resources.files(__name__) / f"{name}.csv").read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))


@cache
def text(name: str) -> tuple[str, ...]:
    """Return the lines of ``<name>.txt`` in this folder without empty ones and comments (``#``)."""
    lines = (resources.files(__name__) / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return tuple(line.strip() for line in lines if line.strip() and not line.lstrip().startswith("#"))
