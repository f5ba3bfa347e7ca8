"""`audit`: the arithmetic that the figures of releases must satisfy, done with the precision they are printed with."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from indicators.errors import InputError
from indicators.facts import facts_of
from indicators.identities.balance import balances
from indicators.identities.book import Book, Finding
from indicators.identities.changes import changes
from indicators.identities.repeats import titles
from indicators.identities.wholes import partners, parts, shares
from indicators.intervals import verdict
from indicators.keys import Synonyms

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["audit"]

_CHECKS = (balances, changes, parts, partners, shares)
_TEXTS = ("release_id", "subject", "period", "identity", "figures")
_NUMBERS = ("stated", "stated_lower", "stated_upper", "computed", "computed_lower", "computed_upper")


def audit(table: pd.DataFrame, *, synonyms: Synonyms | None = None, min_confidence: float = 0.0) -> pd.DataFrame:
    """Check the figures of releases against one another.

    Tested are: a trade balance against exports and imports; a change against the level and the earlier level, in its release or an
    earlier one of its source, or against the change in units beside it; a whole against its parts; a part against its whole; a share
    against part and whole; a title against its text. Figures are compared only if series, area, partner, period, unit and
    status are the same, and nothing in their sentences says that they differ in prices, days or adjustment.

    Parameters
    ----------
    table : DataFrame
        As `extract` returns it. Its index names the rows and may not have duplicates.
    synonyms : mapping of str to str, optional
        As in `link`: names that mean the same series.
    min_confidence : float
        Leave out rows that the extraction was less sure of.

    Returns
    -------
    DataFrame
        A row for each finding: ``rows`` (the index labels, that of the tested figure first), ``release_id``, ``subject`` and ``period`` of
        the tested figure, the ``identity``, the ``figures`` as printed, ``stated`` with ``stated_lower`` and ``stated_upper``, what the
        others make it as ``computed`` with ``computed_lower`` and ``computed_upper``, the ``unit``, and the ``verdict``: ``holds``;
        ``within rounding only`` if the numbers differ but the digits left out may account for it; ``broken`` if they can't.

    Raises
    ------
    InputError
        If the table lacks columns or two of its rows have one label.

    Examples
    --------
    >>> found = indicators.audit(table)
    >>> found[found["verdict"] == "broken"]
    """
    import pandas as pd

    if not table.index.is_unique:
        raise InputError("two rows of the table have the same index label: use table.reset_index(drop=True)")
    if min_confidence > 0 and "confidence" in table.columns:
        table = table[table["confidence"].fillna(1.0) >= min_confidence]
    found = list(_findings(Book(facts_of(table, synonyms))))
    columns: dict[str, pd.Series[Any]] = {"rows": pd.Series([_rows(finding) for finding in found], dtype="object")}
    texts = [_texts(finding) for finding in found]
    columns |= {name: pd.Series([row[name] for row in texts], dtype="string") for name in _TEXTS}
    numbers = [_numbers(finding) for finding in found]
    columns |= {name: pd.Series([row[name] for row in numbers], dtype="float64") for name in _NUMBERS}
    columns["unit"] = pd.Series([finding.unit for finding in found], dtype="string")
    columns["verdict"] = pd.Series([verdict(finding.tested.number, finding.computed) for finding in found], dtype="string")
    return pd.DataFrame(columns)


def _findings(book: Book) -> Iterator[Finding]:
    """All findings, in the order of the tested figures. What the text tells too is tested there: the title only against it."""
    order = {fact.label: place for place, fact in enumerate(book.facts)}
    found = list(titles(book))
    repeated = {finding.tested.label for finding in found}
    found += [finding for check in _CHECKS for finding in check(book) if finding.tested.label not in repeated]
    yield from sorted(found, key=lambda finding: order[finding.tested.label])


def _rows(finding: Finding) -> tuple[object, ...]:
    return (finding.tested.label, *(fact.label for fact in finding.others))


def _texts(finding: Finding) -> dict[str, str | None]:
    tested = finding.tested
    figures = ", ".join(" ".join(fact.surface.split()) for fact in finding.others)
    return {
        "release_id": tested.release,
        "subject": tested.subject,
        "period": tested.period,
        "identity": finding.identity,
        "figures": f"{' '.join(tested.surface.split())}: {figures}",
    }


def _numbers(finding: Finding) -> dict[str, float]:
    numbers: dict[str, float] = {}
    for name, number in (("stated", finding.tested.number), ("computed", finding.computed)):
        numbers |= {name: number.value, f"{name}_lower": number.lower, f"{name}_upper": number.upper}
    return numbers
