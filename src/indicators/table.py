"""The table: its columns, their types and vocabularies, in one place; docs to DataFrame.

Texts, codes, periods and days are strings (missing: ``pd.NA``), positions and groups integers, numbers floats. Days and periods
stay in the ISO and SDMX forms in which every output writes them: they sort as they are, and ``pd.to_datetime`` and ``pd.Period``
read them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from indicators.errors import InputError
from indicators.release import Release, parse_date

if TYPE_CHECKING:
    import pandas as pd
    from spacy.tokens import Doc

__all__ = ["COLUMNS", "DESCRIPTIONS", "SCHEMA_COLUMNS", "VOCABULARIES", "Column", "empty", "frame", "rows_of", "to_frame"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, its pandas type, what it says, its vocabulary if it has one, and whether it is always filled."""

    name: str
    dtype: str
    description: str
    vocabulary: tuple[str, ...] = ()
    required: bool = False


COLUMNS: tuple[Column, ...] = (
    Column("release_id", "string", "which release", required=True),
    Column("start", "int64", "where the figure begins in the release's text", required=True),
    Column("end", "int64", "where it ends; text[start:end] is the surface", required=True),
    Column("surface", "string", "the figure as printed", required=True),
    Column("value", "float64", "the number in base units, signed for changes and contributions; the midpoint of a range", required=True),
    Column("value_low", "Float64", "lower end of a range"),
    Column("value_high", "Float64", "upper end of a range"),
    Column("unit", "string", "ISO 4217 code, %, pp, index, pint unit, or singular counted noun"),
    Column("quantity_type", "string", "kind of quantity", ("money", "percent", "pp", "count", "physical", "index"), required=True),
    Column("subject", "string", "what is measured: the name of the series"),
    Column("measure", "string", "what the figure says of it", ("level", "change", "share", "contribution"), required=True),
    Column("basis", "string", "what a change is against", ("yoy", "mom", "qoq", "wow", "annualized", "other")),
    Column("period", "string", "the period that the figure is about, in SDMX form"),
    Column("area", "string", "whose economy: ISO 3166-1 alpha-2, EA, EU or W, several joined by ;"),
    Column("counterpart", "string", "the trading partner, in the same codes"),
    Column("status", "string", "whether it has happened", ("actual", "forecast", "plan"), required=True),
    Column("bound", "string", "how exact it is said to be", ("exact", "approx", "min", "max"), required=True),
    Column("sentence", "string", "the sentence that the figure stands in"),
    Column("title", "string", "the release's title"),
    Column("published", "string", "the release's day, in ISO form"),
    Column("source", "string", "who published it"),
    Column("group", "Int64", "one number for the rows of one statement, counted within the release"),
    Column("confidence", "Float64", "how sure the row is, from 0 to 1"),
    Column("lower", "Float64", "the least that the figure may stand for, by the digits it is printed with; signed as the value is"),
    Column("upper", "Float64", "the most that it may stand for; infinite where the figure is only a bound"),
)
SCHEMA_COLUMNS = tuple(column.name for column in COLUMNS[: [column.name for column in COLUMNS].index("sentence")])
DESCRIPTIONS: dict[str, str] = {column.name: column.description for column in COLUMNS}
VOCABULARIES: dict[str, tuple[str, ...]] = {column.name: column.vocabulary for column in COLUMNS if column.vocabulary}


def empty() -> pd.DataFrame:
    """Return the table without rows."""
    return frame(())


def frame(rows: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    """Return `rows` as the table: every column, in order, with its type; what a row does not name is missing.

    Raises
    ------
    InputError
        If a row has a column that the table has not, lacks one that is always filled, or has a word outside its vocabulary.
    """
    import pandas as pd

    records = list(rows)
    names = {column.name for column in COLUMNS}
    unknown = sorted({key for row in records for key in row} - names)
    if unknown:
        raise InputError(f"the table has no columns {', '.join(map(repr, unknown))}")
    return pd.DataFrame({column.name: _series(column, [row.get(column.name) for row in records]) for column in COLUMNS})


def _series(column: Column, values: list[Any]) -> pd.Series[Any]:
    import pandas as pd

    if column.required and any(value is None for value in values):
        raise InputError(f"a row has no {column.name!r}")
    if column.vocabulary:
        strange = sorted(set(values) - {None, *column.vocabulary}, key=str)
        if strange:
            raise InputError(f"{strange[0]!r} is not a {column.name}: they are {', '.join(column.vocabulary)}")
    return pd.Series(values, dtype=column.dtype)


def to_frame(docs: Doc | Iterable[Doc]) -> pd.DataFrame:
    """Return the figures of `docs`, as the pipeline of `load` left them in ``doc._.indicators``, as one table.

    Examples
    --------
    >>> nlp = indicators.load()
    >>> indicators.to_frame(nlp.pipe(["Exports rose 2.5 percent in May.", "Output fell 1 percent."]))
    """
    from spacy.tokens import Doc

    return frame(row for doc in ([docs] if isinstance(docs, Doc) else docs) for row in rows_of(doc))


def rows_of(doc: Doc) -> list[dict[str, Any]]:
    """Return the rows of one doc, with what its release is called, titled, dated and sourced."""
    known = doc.user_data
    name, title = known.get("indicators_id"), known.get("indicators_title")
    if title is None:
        title = known.get("indicators_headline")  # as the pipeline found it
    published = parse_date(known.get("indicators_published"))
    if name is None or title is None:
        release = Release(doc.text, title=title, published=published, id=name)
        name, title = release.id, release.headline
    about = {
        "release_id": name,
        "title": title or None,
        "published": published.isoformat() if published else None,
        "source": known.get("indicators_source"),
    }
    return [{**row, **about} for row in doc._.indicators]
