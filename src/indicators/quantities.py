"""Figures as pint quantities, and the values of a table in one unit."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from indicators.errors import InputError
from indicators.inflect import singular
from indicators.lexicon import table as lexicon
from indicators.units import own_definitions, registry

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray
    from pint import Quantity, UnitRegistry

__all__ = ["convert_units", "quantity"]

Definitions: TypeAlias = "str | os.PathLike[str] | Iterable[str] | None"

_NAME = re.compile(r"[^\W\d]\w*")
_WORD = re.compile(r"[^\W\d_]+")
_CURRENCY = re.compile(r"[A-Z]{3}(?=/|$)")


def quantity(row: Mapping[str, Any] | pd.Series[Any], *, definitions: Definitions = None) -> Quantity[float]:
    """Return the figure of one row as a quantity of pint.

    Each currency, each counted noun, index points and percentage points are a dimension of their own: adding won to dollars or percentage
    points to percent is an error of pint's. Bushels of a crop that the subject names are masses. A change in degrees is a difference of
    temperatures. All quantities belong to one registry, ``quantity(row).units._REGISTRY``, for each set of `definitions`.

    Parameters
    ----------
    row : Series or mapping
        A row of the table, with ``value``, ``unit``, ``quantity_type`` and, where known, ``subject`` and ``measure``.
    definitions : path or iterable of str, optional
        More units, in pint's language: a text file, or lines such as ``"cigarette_pack = 20 * cigarette"``.

    Raises
    ------
    InputError
        If the row's unit is none that pint or `definitions` know.

    Examples
    --------
    >>> indicators.quantity(table.iloc[0]).to("gigawatt_hour")
    """
    extra = _lines(definitions)
    units = registry(extra)
    names = _readings(_cell(row, "unit"), _cell(row, "quantity_type"), _cell(row, "subject"), _cell(row, "measure"), extra)
    parsed = _parse(units, names[0]) if names else None
    if parsed is None:
        raise InputError(f"{row.get('unit')!r} is not a unit that is known: definitions= takes your own")
    return units.Quantity(float(row["value"]), parsed)


def convert_units(table: pd.DataFrame, unit: str, definitions: Definitions) -> pd.DataFrame:
    """Return `table` with ``value_<unit>``, as `indicators.convert` describes it."""
    import pandas as pd

    extra = _lines(definitions)
    places: dict[tuple[str, ...], list[int]] = {}
    cells = zip(*(table[name] for name in ("unit", "quantity_type", "subject", "measure")), strict=True)
    for place, row in enumerate(cells):
        name, kind, subject, measure = (cell if isinstance(cell, str) else None for cell in row)
        places.setdefault(_readings(name, kind, subject, measure, extra), []).append(place)
    # Only now: the target may be a noun that a row counts.
    target = lexicon("quantities")["codes"].get(unit, unit)
    if not target.strip() or _parse(registry(extra), target) is None:
        raise InputError(f"there is no unit {unit!r}: definitions= takes your own")
    values = table["value"].to_numpy(dtype="float64", na_value=float("nan"))
    converted: list[Any] = [pd.NA] * len(table)
    for names, rows in places.items():
        numbers = _converted(registry(extra), values[rows], names, target)
        for place, number in zip(rows, numbers if numbers is not None else (), strict=numbers is not None):
            converted[place] = number
    return table.assign(**{f"value_{_column(unit)}": pd.array(converted, dtype="Float64")})


def _cell(row: Mapping[str, Any] | pd.Series[Any], name: str) -> str | None:
    cell = row.get(name)
    return cell if isinstance(cell, str) else None


def _readings(unit: str | None, kind: str | None, subject: str | None, measure: str | None, extra: tuple[str, ...]) -> tuple[str, ...]:
    """The names by which pint may know a unit of the table, the most telling first."""
    if kind == "count":
        return _by_subject(_counted(unit or "item", extra), subject, extra)
    if unit is None:
        return ()
    if code := lexicon("quantities")["codes"].get(unit):
        return (code,)
    if kind == "money" and (currency := _CURRENCY.match(unit)):
        _ensure(currency[0], f"currency_{currency[0]}", extra)
    if measure in ("change", "contribution") and unit.startswith("degree_"):
        return (f"delta_{unit}",)
    return _by_subject(unit, subject, extra)


def _by_subject(unit: str, subject: str | None, extra: tuple[str, ...]) -> tuple[str, ...]:
    """A unit as its subject makes it ("bushel" of corn), then as it is; only as it is if the user defines it."""
    known = lexicon("quantities")["by_subject"]
    part = next((part for part in unit.split("/") if part in known), None)
    if part is None or subject is None or part in _defined(extra) - _defined(()):
        return (unit,)
    meant = {known[part][word] for word in map(singular, _WORD.findall(subject.lower())) if word in known[part]}
    return (unit.replace(part, meant.pop()), unit) if len(meant) == 1 else (unit,)


def _counted(noun: str, extra: tuple[str, ...]) -> str:
    """A counted noun as a unit: one of the definitions, or a dimension of its own, never a unit of pint's that sounds like it."""
    name = re.sub(r"\W+", "_", noun).strip("_") or "item"
    if name in _defined(extra):
        return name
    name = name if _NAME.fullmatch(name) and not name.startswith("_") else f"n_{name}"
    return _ensure(name, f"counted_{name}", extra) or _ensure(f"{name}_", f"counted_{name}", extra) or "item"


def _ensure(name: str, dimension: str, extra: tuple[str, ...]) -> str | None:
    """Define a unit that is a dimension of its own, if it is not there; None if the name means something else."""
    from pint.errors import PintError

    units = registry(extra)
    known = _parse(units, name)
    if known is None:
        try:
            units.define(f"{name} = [{dimension}]")
        except PintError:
            return None
        return name
    return name if dict(known.dimensionality) == {f"[{dimension}]": 1} else None


@cache
def _defined(extra: tuple[str, ...]) -> frozenset[str]:
    """The names that our definitions and the user's give to units."""
    parts = [line.split("=") for line in (*own_definitions(), *extra) if not line.startswith("@")]
    return frozenset(name.strip() for first, *rest in parts for name in (first, *rest[1:]))


def _parse(units: UnitRegistry[Any], name: str) -> Any:
    """The unit called `name`; None if the registry has none."""
    from pint.errors import PintError

    try:
        return units.parse_units(name)
    except (PintError, AttributeError, ValueError, TypeError, SyntaxError):
        return None


def _converted(units: UnitRegistry[Any], values: NDArray[np.float64], names: tuple[str, ...], target: str) -> NDArray[np.float64] | None:
    """`values` in the target unit, by the first of `names` from which that can be; None if none."""
    from pint.errors import PintError

    for name in names:
        parsed = _parse(units, name)
        wanted = f"delta_{target}" if name.startswith("delta_") and target.startswith("degree_") else target
        try:
            if parsed is not None:
                numbers: NDArray[np.float64] = units.Quantity(values, parsed).to(wanted).magnitude
                return numbers
        except PintError:
            continue
    return None


def _column(unit: str) -> str:
    for sign, word in lexicon("quantities")["columns"].items():
        unit = unit.replace(sign, word)
    return re.sub(r"\W+", "_", unit).strip("_")


def _lines(definitions: Definitions) -> tuple[str, ...]:
    """The user's definitions, a line each, without comments."""
    if definitions is None:
        return ()
    if isinstance(definitions, str | os.PathLike):
        try:
            lines: Iterable[str] = Path(definitions).read_text(encoding="utf-8").splitlines()
        except (OSError, UnicodeDecodeError) as error:
            raise InputError(f"definitions: {definitions} can't be read: {error}") from error
    else:
        lines = definitions
    extra = tuple(line.strip() for line in lines if line.strip() and not line.lstrip().startswith("#"))
    _check(extra)
    return extra


@cache
def _check(extra: tuple[str, ...]) -> None:
    """Try the user's definitions before any row needs them."""
    from pint.errors import PintError

    try:
        units = registry(extra)
        for name in sorted(_defined(extra) - _defined(())):
            units.Quantity(1.0, name).to_root_units()
    except (PintError, ValueError, AttributeError, TypeError) as error:
        raise InputError(f"definitions: {error}") from error
