"""What passes between the steps: figures, time expressions and places, each with its span in the text."""

from __future__ import annotations

from dataclasses import dataclass, field

__all__ = ["Figure", "Place", "TimeExpression"]


@dataclass(slots=True)
class Figure:
    """One figure of a release: first its number and unit, then, step by step, all that the release says about it.

    Attributes
    ----------
    start, end : int
        Half-open span of characters in the text.
    value : float
        In base units; magnitude words multiplied out. Carries the printed sign until the measure is known.
    unit, quantity_type : str
        As in the table. `unit` of a count is the singular noun, or "" while the noun is not known.
    bound : str
        ``exact``, ``approx``, ``min`` or ``max``.
    sign : int
        The sign printed with the number: -1, 1, or 0 where none is printed.
    noun_start : int or None
        For a count: where the counted noun phrase begins, if it follows at once and is part of the span.
    """

    start: int
    end: int
    value: float
    unit: str
    quantity_type: str
    value_low: float | None = None
    value_high: float | None = None
    bound: str = "exact"
    sign: int = 0
    noun_start: int | None = None
    subject: str | None = None
    measure: str = "level"
    basis: str | None = None
    period: str | None = None
    area: str | None = None
    counterpart: str | None = None
    status: str = "actual"
    group: int = 0
    sentence: tuple[int, int] = (0, 0)
    confidence: float | None = None
    # What the steps found on the way and later steps reason with (cue words, hosts …); not part of the table.
    notes: dict[str, str | int | float | bool | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A phrase of time: the period that a statement is about, or what a change is measured against.

    Attributes
    ----------
    start, end : int
        Half-open span of characters in the text, its preposition not included.
    period : str or None
        The SDMX period (``2024-01``, ``2024-Q1``, ``2024-01/2024-09`` …) it resolves to; None where it can't be resolved
        (fiscal years with unknown bounds, "the next five years").
    role : str
        ``reference``: the period a statement is about ("in January", "last year", "the 12 months to May").
        ``comparison``: what a change is measured against ("from a year earlier", "than in June", "year-on-year").
        ``publication``: when something was said or published, or when an event took place, not what a figure is about ("announced on
        February 15", "reported today").
        ``duration``: a length of time that is neither ("for 20 months", "the 12th consecutive month", "since 2015").
    basis : str or None
        For a comparison: yoy, mom, qoq, wow, annualized or other.
    shift : int or None
        For an expression relative to the statement's own period ("a year earlier", "the month before", "the preceding three
        months"): by how many months the period it names lies before (negative) or after it; None if it's absolute.
    span_months : int or None
        For "over the last 12 months", "in the 12 months to May", "over the month": the length over which a change is measured.
    ends : tuple of (str, str) or None
        The two periods that "from May to June" and "between 2019 and 2023" name.
    """

    start: int
    end: int
    period: str | None
    role: str
    basis: str | None = None
    shift: int | None = None
    span_months: int | None = None
    ends: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A country, territory, bloc, region or capital named in the text.

    `codes` are ISO 3166-1 alpha-2, ``EA``, ``EU`` or ``W``; empty where a region has no code (Africa, the CIS). `kind` is one of
    ``country``, ``demonym``, ``bloc``, ``subnational``, ``region``. `country` of a subnational place is in `codes`.
    """

    start: int
    end: int
    codes: tuple[str, ...]
    kind: str
