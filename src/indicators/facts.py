"""Facts: the rows of a table as the analysis needs them, with the key of their series and the interval of their value."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeAlias

from indicators.errors import InputError
from indicators.intervals import Interval
from indicators.keys import Synonyms, key_words, subject_key
from indicators.lexicon import table as lexicon
from indicators.periods import normal
from indicators.precision import interval

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Fact", "agreeing", "check_columns", "facts_of"]

# All but the last four the analysis can't do without.
_NEEDED = ("release_id", "start", "end", "surface", "value", "unit", "quantity_type", "subject", "measure", "basis", "period", "area")
_USED = (
    *_NEEDED,
    "counterpart",
    "status",
    "bound",
    "value_low",
    "value_high",
    "lower",
    "upper",
    "sentence",
    "title",
    "published",
    "source",
    "group",
)

# Series of one name, place and partner that are measured in kinds as different as money and pieces are several series.
Series: TypeAlias = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class Fact:
    """One row of the table.

    Attributes
    ----------
    label : hashable
        The row's index label in the table.
    number : Interval
        The value with what the printed digits leave open.
    key : str or None
        The subject in its normal form.
    where : str
        Its areas; where they are unknown, the source or the release, so that only what comes from there is held to be the same.
    kind : str
        What the series is measured in: ``money``, ``price``, ``count``, ``physical``, ``index``, ``rate``; "" where nothing tells.
    """

    label: Hashable
    release: str
    start: int
    end: int
    surface: str
    number: Interval
    unit: str
    quantity_type: str
    subject: str
    key: str | None
    measure: str
    basis: str | None
    period: str | None
    area: str | None
    counterpart: str | None
    where: str
    status: str
    bound: str
    kind: str
    sentence: str
    title: str
    published: str
    source: str
    group: int | None

    @property
    def series(self) -> Series | None:
        """What two facts of one series have in common; None where the subject is unknown."""
        return None if self.key is None else (self.key, self.where, self.counterpart or "", self.kind)

    @property
    def words(self) -> frozenset[str]:
        """The words of the subject that count."""
        return key_words(self.key)

    @property
    def in_title(self) -> bool:
        """Whether it stands in the title."""
        return bool(self.title) and self.start <= len(self.title) and " ".join(self.sentence.split()) in " ".join(self.title.split())

    @property
    def exact(self) -> bool:
        """Whether it is more than a bound."""
        return self.bound not in ("min", "max") and self.number.known


def check_columns(table: pd.DataFrame) -> None:
    """Raise an InputError if `table` lacks what the analysis needs."""
    missing = [name for name in _NEEDED if name not in table.columns]
    if missing:
        raise InputError(f"the table has no columns {', '.join(map(repr, missing))}")


def facts_of(table: pd.DataFrame, synonyms: Synonyms | None = None) -> list[Fact]:
    """Return the rows of `table` as facts, in their order, with the kind of their series resolved."""
    check_columns(table)
    names = [name for name in _USED if name in table.columns]
    plain = table[names].astype(object).where(table[names].notna(), None)
    rows = (dict(zip(names, cells, strict=True)) for cells in plain.itertuples(index=False, name=None))
    return _with_kinds(_with_topics([_fact(label, row, synonyms) for label, row in zip(table.index, rows, strict=True)]))


def _fact(label: Hashable, row: Mapping[str, Any], synonyms: Synonyms | None) -> Fact:
    area, release = _codes(row["area"]), str(row["release_id"])
    source, unit = str(row.get("source") or ""), str(row["unit"] or "")
    group = row.get("group")
    return Fact(
        label=label,
        release=release,
        start=int(row["start"]),
        end=int(row["end"]),
        surface=str(row["surface"]),
        number=_number(row),
        unit=unit,
        quantity_type=str(row["quantity_type"]),
        subject=str(row["subject"] or ""),
        key=subject_key(row["subject"], area, synonyms=synonyms),
        measure=str(row["measure"]),
        basis=row["basis"],
        period=normal(row["period"]),
        area=area,
        counterpart=_codes(row.get("counterpart")),
        where=area or (f"source {source}" if source else f"release {release}"),
        status=str(row.get("status") or "actual"),
        bound=str(row.get("bound") or "exact"),
        kind=_kind(str(row["measure"]), unit, str(row["quantity_type"])),
        sentence=str(row.get("sentence") or ""),
        title=str(row.get("title") or ""),
        published=str(row.get("published") or ""),
        source=source,
        group=None if group is None else int(group),
    )


def _number(row: Mapping[str, Any]) -> Interval:
    """The value with its ends: those of the table or, in one without them, those that the printed digits tell."""
    value, lower, upper = float(row["value"]), row.get("lower"), row.get("upper")
    if lower is None or upper is None:
        ends = {name: None if row.get(name) is None else float(row[name]) for name in ("value_low", "value_high")}
        lower, upper = interval(str(row["surface"]), value, str(row.get("bound") or "exact"), **ends)
    return Interval(value, float(lower), float(upper))


def _codes(codes: object) -> str | None:
    return ";".join(sorted(set(str(codes).split(";")))) if codes else None


def _kind(measure: str, unit: str, quantity_type: str) -> str:
    """What a series is measured in, as far as one figure tells it: a percentage change or share tells nothing."""
    if measure in ("share", "contribution"):
        return ""
    if quantity_type == "money":
        return "price" if "/" in unit else "money"
    if quantity_type == "pp" or (quantity_type == "percent" and measure == "level"):
        return "rate"
    return "" if quantity_type == "percent" else quantity_type


def _with_topics(facts: list[Fact]) -> list[Fact]:
    """Tell names apart that only say what they are within their release.

    The "trade balance" of a release that begins with exports of cars is the car trade's. "Sales" or "the index" are what the release is
    about, and no other release's.
    """
    words = lexicon("synonyms")
    topics: dict[str, frozenset[str]] = {}
    for fact in facts:
        if not fact.words.isdisjoint(words["trade"]["flows"]):
            topics.setdefault(fact.release, fact.words - {*words["trade"]["flows"], *words["trade"]["general"]})
    found = []
    for fact in facts:
        topic = topics.get(fact.release, frozenset())
        if topic and fact.words and fact.words <= {*words["trade"]["balances"], "trade"}:
            fact = replace(fact, key=" ".join(sorted(fact.words | topic)))
        elif fact.words and fact.words <= set(words["vague"]):
            fact = replace(fact, where=f"{fact.area or ''} release {fact.release}".strip())
        found.append(fact)
    return found


def _with_kinds(facts: list[Fact]) -> list[Fact]:
    """Give percentages the kind of the series whose change or share they are: that of their statement, else the only one there is."""
    statements: defaultdict[tuple[object, ...], set[str]] = defaultdict(set)
    everywhere: defaultdict[tuple[object, ...], set[str]] = defaultdict(set)
    for fact in facts:
        if fact.kind:
            statements[_statement(fact)].add(fact.kind)
            everywhere[_name(fact)].add(fact.kind)
    return [
        fact if fact.kind else replace(fact, kind=_only(statements[_statement(fact)]) or _only(everywhere[_name(fact)])) for fact in facts
    ]


def _name(fact: Fact) -> tuple[object, ...]:
    return fact.key, fact.where, fact.counterpart


def _statement(fact: Fact) -> tuple[object, ...]:
    return (fact.release, fact.group, *_name(fact))


def _only(kinds: set[str]) -> str:
    return next(iter(kinds)) if len(kinds) == 1 else ""


def agreeing(facts: Iterable[Fact]) -> list[list[Fact]]:
    """Sort facts that tell one number into those that agree within rounding, the latest told first.

    A later figure that is only rounder than an earlier one is no revision. In each list the first fact is the most telling: exact before
    a bound, the narrowest interval, from the text rather than the title.
    """
    clusters: list[list[Fact]] = []
    common: list[Interval] = []
    # Two passes: sort() keeps the order of equals.
    told = sorted(facts, key=_telling)
    for fact in sorted(told, key=lambda fact: fact.published, reverse=True):
        # What meets all that a list has in common meets each of its facts.
        place = next((place for place, number in enumerate(common) if number.meets(fact.number)), len(clusters))
        if place == len(clusters):
            clusters.append([])
            common.append(fact.number)
        clusters[place].append(fact)
        common[place] = common[place].within(fact.number)
    return [sorted(cluster, key=_telling) for cluster in clusters]


def _telling(fact: Fact) -> tuple[bool, float, bool, str, int]:
    width = fact.number.width
    return not fact.exact, width if math.isfinite(width) else math.inf, fact.in_title, fact.release, fact.start
