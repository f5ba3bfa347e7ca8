"""`extract` on Apache Spark: a DataFrame of releases in, a DataFrame of their figures out, worked on where the releases are."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Callable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from indicators.errors import IndicatorsWarning, InputError
from indicators.release import Release, parse_date

if TYPE_CHECKING:
    import pandas as pd
    import pyspark.sql
    from pyspark.sql.types import StructType

__all__ = ["extract", "schema"]

# What is taken of a release where its DataFrame has it; the id under either name.
_KNOWN = ("title", "published", "source", "country", "url")
_IDS = ("release_id", "id")


def extract(
    df: pyspark.sql.DataFrame,
    text: str = "text",
    *,
    nlp: str | None = None,
    published: str | date | None = None,
    source: str | None = None,
    country: str | None = None,
    batch_size: int = 64,
    error_column: str | None = None,
) -> pyspark.sql.DataFrame:
    """Return the figures that the releases in `df` report, one row each, as a Spark DataFrame.

    Parameters
    ----------
    df : pyspark.sql.DataFrame
        A release a row. Beside the text, the columns ``release_id`` (or ``id``), ``title``, ``published``, ``source``, ``country`` and
        ``url`` are taken where they are there. Without an id a release is called by its content, the same in every run.
    text : str
        The column of the texts.
    nlp : str, optional
        The name of a model for `indicators.load`, installed on the workers; the default model otherwise. Each worker process loads it once.
    published, source, country : optional
        For releases that do not have their own, as in `indicators.extract`.
    batch_size : int
        How many releases go through the pipeline together.
    error_column : str, optional
        A further column, in which a release that can't be worked on has a row with its id, the reason here and nothing else. Without
        it the table is just the table, and such releases are warnings in the workers' logs. They never stop the others.

    Returns
    -------
    pyspark.sql.DataFrame
        The columns and types of `schema`. The work is done when they are asked for, and again each time unless they are cached or written.

    Examples
    --------
    >>> releases = spark.read.parquet("releases/")
    >>> indicators.spark.extract(releases, text="body", country="KR").write.parquet("figures/")
    """
    if text not in df.columns:
        raise InputError(f"the DataFrame has no column {text!r}; it has {', '.join(map(repr, df.columns)) or 'none'}")
    if nlp is not None and not isinstance(nlp, str):
        raise InputError("nlp must be the name of a model that the workers can load, not a loaded pipeline")
    if batch_size < 1:
        raise InputError(f"batch_size must be at least 1, not {batch_size}")
    settings = {
        "nlp": nlp,
        "published": parse_date(published),
        "source": source,
        "country": Release("", country=country).country,
        "batch_size": batch_size,
    }
    return _releases(df, text).mapInPandas(_worker(settings, error_column), schema(error_column))


def schema(error_column: str | None = None) -> StructType:
    """Return the table's schema in Spark's types, and in the order of its columns; with a column for errors all may be empty but the id."""
    from pyspark.sql.pandas.types import from_arrow_schema
    from pyspark.sql.types import StringType

    from indicators.outputs.arrow import arrow_schema

    fields = from_arrow_schema(arrow_schema())
    if error_column is None:
        return fields
    if error_column in fields.names:
        raise InputError(f"the table has a column {error_column!r} already: call the errors otherwise")
    for field in fields.fields[1:]:
        field.nullable = True
    return fields.add(error_column, StringType())


def _releases(df: pyspark.sql.DataFrame, text: str) -> pyspark.sql.DataFrame:
    """Return only the columns that tell of releases, under our names, the id as text."""
    ids = [name for name in _IDS if name in df.columns and name != text][:1]
    columns = [df[_quoted(text)].alias("text"), *(df[name].cast("string").alias("release_id") for name in ids)]
    return df.select(*columns, *(df[name] for name in _KNOWN if name in df.columns and name != text))


def _quoted(name: str) -> str:
    return "`" + name.replace("`", "``") + "`"


def _worker(settings: dict[str, Any], error_column: str | None) -> Callable[[Iterator[pd.DataFrame]], Iterator[pd.DataFrame]]:
    """Return what a worker does with its part of the releases. It imports what it needs there, and the model is kept between parts."""

    def work(parts: Iterator[pd.DataFrame]) -> Iterator[pd.DataFrame]:
        from indicators.extraction import iter_tables

        errors: list[dict[str, str]] = []
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", IndicatorsWarning)  # they are told below
            for table in iter_tables(_read(parts, errors), on_error="skip", **settings):
                failed = [*errors, *table.attrs["errors"]]
                errors.clear()
                yield _told(table, failed, error_column)
            if errors:
                yield _told(_no_figures(), errors, error_column)

    return work


def _read(parts: Iterator[pd.DataFrame], errors: list[dict[str, str]]) -> Iterator[Release]:
    """Yield the releases of the rows; what is none is added to `errors`."""
    from indicators.readers.record import release_from

    number = 0
    for part in parts:
        for record in part.to_dict("records"):
            number += 1
            try:
                yield release_from(record, None)  # type: ignore[arg-type]
            except InputError as error:
                name = record.get("release_id")
                errors.append({"release": name if isinstance(name, str) else f"row {number} of its partition", "error": str(error)})


def _told(table: pd.DataFrame, failed: list[dict[str, str]], error_column: str | None) -> pd.DataFrame:
    """Return `table` with what failed told in the column for it, or in the log."""
    import pandas as pd

    table.attrs = {}
    if error_column is None:
        for failure in failed:
            logging.getLogger("indicators").warning("passed over %s: %s", failure["release"], failure["error"])
        return table
    told = table.astype(object).where(table.notna(), None).assign(**{error_column: None})
    names, reasons = ([failure[key] for failure in failed] for key in ("release", "error"))
    return pd.concat([told, pd.DataFrame({"release_id": names, error_column: reasons}, dtype=object).reindex(columns=told.columns)])


def _no_figures() -> pd.DataFrame:
    from indicators.table import empty

    return empty()
