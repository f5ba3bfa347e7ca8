"""Wide tables: a row for each subject, area, counterpart and period, with all that the releases say of it side by side."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from functools import reduce
from typing import TYPE_CHECKING, Any, TypeAlias

from indicators.facts import Fact, Series, agreeing, facts_of
from indicators.intervals import Interval
from indicators.keys import Synonyms

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["BASES", "to_wide"]

BASES = ("yoy", "mom", "qoq", "wow", "annualized", "other")
_NAMES = ("subject", "area", "counterpart", "period", "status")
# The facts that tell a number of a row, by its column.
_Cells: TypeAlias = "defaultdict[str, list[Fact]]"
_RATES = {"pp": "%"}  # what percentage points are changes of


def to_wide(table: pd.DataFrame, *, synonyms: Synonyms | None = None, spans: bool = True) -> pd.DataFrame:
    """Return `table` with one row for each subject, area, counterpart and period.

    Parameters
    ----------
    table : DataFrame
        As `extract` returns it, of any number of releases.
    synonyms : mapping of str to str, optional
        As in `link`: names that mean the same series.
    spans : bool
        Whether each number has its span beside it.

    Returns
    -------
    DataFrame
        ``subject`` (in its latest wording), ``area``, ``counterpart``, ``period``, ``status``; ``unit`` and ``level``; the changes
        ``yoy``, ``mom``, ``qoq``, ``wow``, ``annualized`` and ``other`` (on another basis, or one that nothing tells), each with its unit
        (``yoy_unit``) and, where a change is given in percent and in the unit of the level too, the latter as ``yoy_amount``; ``share``;
        ``contribution`` with ``contribution_unit``. Every number has its span beside it, in ``level_span`` and so on: the release and
        the ``[start:end]`` in its text, as ``trade-2024-01[31:46]``.

        What is told twice, in title and body or in two releases, is one row, with the most precise figure. What is told differently is
        kept: the other number stands in a row of its own, and both rows name the columns in question, in ``conflict`` if one release
        contradicts itself, in ``revised`` if a later release (the first of the rows) says otherwise than an earlier one.
        ``release_id`` and ``published`` are those of the latest release that a row has a number from; ``series_key`` is that of `link`.
        A figure in several currencies has a row for each. Rows without a subject are left out; those without a period are put
        together within a statement only.

    Examples
    --------
    >>> indicators.to_wide(table)[["subject", "period", "level", "unit", "yoy"]]
    """
    import pandas as pd

    places: defaultdict[tuple[Hashable, ...], list[Fact]] = defaultdict(list)
    for fact in facts_of(table, synonyms):
        if fact.series is not None:
            places[_place(fact)].append(fact)
    names = _latest_names(fact for facts in places.values() for fact in facts)
    rows = [row for facts in places.values() for unit, told in _by_unit(facts).items() for row in _rows(unit, told, names)]
    dtypes = _dtypes(spans)
    return pd.DataFrame({name: pd.Series([row.get(name) for row in rows], dtype=dtype) for name, dtype in dtypes.items()})


def _dtypes(spans: bool) -> dict[str, str]:
    """The columns and their types."""
    columns: dict[str, str] = {**dict.fromkeys((*_NAMES, "unit"), "string"), "level": "Float64", "level_span": "string"}
    for basis in BASES:
        columns |= {basis: "Float64", f"{basis}_unit": "string", f"{basis}_span": "string"}
        columns |= {f"{basis}_amount": "Float64", f"{basis}_amount_span": "string"}
    columns |= {"share": "Float64", "share_span": "string"}
    columns |= {"contribution": "Float64", "contribution_unit": "string", "contribution_span": "string"}
    columns |= dict.fromkeys(("conflict", "revised", "release_id", "published", "series_key"), "string")
    return {name: dtype for name, dtype in columns.items() if spans or not name.endswith("_span")}


def _latest_names(facts: Iterable[Fact]) -> dict[Series | None, str]:
    """One name for each series: what the text of its latest release calls it."""
    found: dict[Series | None, Fact] = {}
    for fact in facts:
        known = found.get(fact.series)
        if known is None or (fact.published, not fact.in_title) > (known.published, not known.in_title):
            found[fact.series] = fact
    return {series: fact.subject for series, fact in found.items()}


def _place(fact: Fact) -> tuple[Hashable, ...]:
    """What the facts of a row have in common. What has no period can't be known to be about the same one."""
    when = fact.period or (fact.release, fact.group if fact.group is not None else fact.start)
    return (fact.series, when, fact.status)


def _by_unit(facts: list[Fact]) -> dict[str, list[Fact]]:
    """Sort facts into rows by the unit of the series; percentages stand with the unit that is told most."""
    units = Counter(_unit(fact) for fact in facts if _unit(fact))
    first = units.most_common(1)[0][0] if units else ""
    found: dict[str, list[Fact]] = {}
    for fact in facts:
        found.setdefault(_unit(fact) or first, []).append(fact)
    return found


def _unit(fact: Fact) -> str:
    """The unit of the series if the fact tells it."""
    if fact.measure == "level" or (fact.measure == "change" and fact.unit != "%"):
        return _RATES.get(fact.unit, fact.unit)
    return ""


def _slots(facts: list[Fact]) -> dict[Fact, str]:
    """The column of each fact. A change in units goes beside one in percent, or in its place if there is none."""
    relative = {_basis(fact) for fact in facts if fact.measure == "change" and fact.unit == "%"}
    found: dict[Fact, str] = {}
    for fact in facts:
        beside = fact.unit != "%" and _basis(fact) in relative
        found[fact] = fact.measure if fact.measure != "change" else _basis(fact) + ("_amount" if beside else "")
    return found


def _basis(fact: Fact) -> str:
    return fact.basis if fact.basis in BASES else "other"


def _rows(unit: str, facts: list[Fact], names: Mapping[Series | None, str]) -> Iterator[dict[str, Any]]:
    """Yield one row, or several where what is said can't all be true."""
    slots = _slots(facts)
    rows: list[_Cells] = []
    for statement in _statements(facts):
        told: _Cells = defaultdict(list)
        for fact in statement:
            told[slots[fact]].append(fact)
        while told:
            # A statement that tells two numbers for one column gives rise to two rows by itself.
            once = {name: agreeing(cell)[0] for name, cell in told.items()}
            _add(once, rows)
            left = {name: [fact for fact in cell if fact not in once[name]] for name, cell in told.items()}
            told = defaultdict(list, {name: cell for name, cell in left.items() if cell})
    for row in rows:
        yield {"subject": names[facts[0].series], **_row(unit, row, _disputed(row, rows))}


def _statements(facts: list[Fact]) -> list[list[Fact]]:
    """The facts of each statement together, the latest and richest first, titles last."""
    found: dict[tuple[Hashable, ...], list[Fact]] = {}
    for fact in facts:
        found.setdefault((fact.release, fact.start if fact.group is None else None, fact.group), []).append(fact)
    by_size = sorted(found.values(), key=lambda facts: (facts[0].in_title, -len(facts), facts[0].start))
    return sorted(by_size, key=lambda facts: facts[0].published, reverse=True)


def _add(told: Mapping[str, list[Fact]], rows: list[_Cells]) -> None:
    """Put a statement into the first row that says the same, else into the first that says nothing else, else into a new one."""
    fitting = [row for row in rows if all(_agree(row[name], cell) for name, cell in told.items() if name in row)]
    best = max(fitting, key=lambda row: len(told.keys() & row.keys()), default=None)
    if best is None:
        rows.append(defaultdict(list))
        best = rows[-1]
    for name, cell in told.items():
        best[name].extend(cell)


def _agree(one: list[Fact], other: list[Fact]) -> bool:
    """Whether all of them may be one number."""
    numbers = (reduce(Interval.within, (fact.number for fact in facts)) for facts in (one, other))
    return next(numbers).meets(next(numbers)) and one[0].unit == other[0].unit


def _disputed(row: _Cells, rows: list[_Cells]) -> dict[str, bool]:
    """The columns in which other rows say otherwise, and whether it is one release that says both."""
    found: dict[str, bool] = {}
    for name, cell in row.items():
        others = [fact for other in rows if other is not row and name in other and not _agree(cell, other[name]) for fact in other[name]]
        if others:
            found[name] = not {fact.release for fact in cell}.isdisjoint(fact.release for fact in others)
    return found


def _row(unit: str, cells: _Cells, disputed: dict[str, bool]) -> dict[str, Any]:
    best = {name: agreeing(cell)[0][0] for name, cell in cells.items()}
    latest = max(best.values(), key=lambda fact: fact.published)
    row: dict[str, Any] = {
        "series_key": "|".join(latest.series or ()),
        "area": latest.area,
        "counterpart": latest.counterpart,
        "period": latest.period,
    }
    row |= {"status": latest.status, "unit": unit or None, "release_id": latest.release, "published": latest.published or None}
    for name, contradiction in (("conflict", True), ("revised", False)):
        row[name] = ";".join(slot for slot in _dtypes(False) if disputed.get(slot) is contradiction) or None
    for name, fact in best.items():
        row |= {name: fact.number.value, f"{name}_unit": fact.unit, f"{name}_span": f"{fact.release}[{fact.start}:{fact.end}]"}
    return row
