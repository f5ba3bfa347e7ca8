"""`extract`: releases in any of the forms that users have them in, to one table."""

from __future__ import annotations

import dataclasses
import warnings
from collections.abc import Iterable, Iterator, Sized
from itertools import islice
from os import PathLike
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from indicators.dateline import publication_date
from indicators.errors import IndicatorsError, IndicatorsWarning, InputError, ReadError
from indicators.progress import progress_bar
from indicators.release import Release, parse_date
from indicators.table import frame, rows_of

if TYPE_CHECKING:
    from datetime import date

    import pandas as pd
    from spacy.language import Language
    from spacy.tokens import Doc
    from typing_extensions import TypeIs

__all__ = ["extract"]

Releases: TypeAlias = "str | Release | Iterable[str | Release] | pd.DataFrame"
OnError: TypeAlias = Literal["raise", "skip"]

# With several processes each chunk starts them anew: a chunk holds enough batches for that not to matter.
_BATCHES_OF_PROCESSES = 64


def extract(
    releases: Releases,
    *,
    nlp: Language | str | None = None,
    published: str | date | None = None,
    source: str | None = None,
    country: str | None = None,
    n_process: int = 1,
    batch_size: int = 64,
    progress: bool = False,
    on_error: OnError = "raise",
) -> pd.DataFrame:
    """Return the figures that `releases` report, one row each.

    Parameters
    ----------
    releases : str, Release, iterable of either, or DataFrame
        A DataFrame has its texts in the column ``text``; ``release_id`` (or ``id``), ``title``, ``published``, ``source``,
        ``country`` and ``url`` are taken where they are there. Without an id its releases are called by the index.
    nlp : Language or str, optional
        A pipeline that `load` made, or the name of a model for it; the default model's otherwise, loaded once.
    published, source, country : optional
        For releases that do not have their own. Without any day, the one that the text gives as that of its publication
        (a labelled line or a dateline) is taken.
    n_process : int
        How many processes work; the rows come in the order of the releases with any number.
    batch_size : int
        How many releases go through the pipeline together.
    progress : bool
        Show a progress bar, if standard error is a terminal.
    on_error : {"raise", "skip"}
        What to do about a release that can't be worked on: stop, or warn, note it in ``table.attrs["errors"]`` and go on.

    Returns
    -------
    DataFrame
        The columns of `indicators.table`, also when it is empty. ``attrs["errors"]`` lists what was passed over, as
        ``{"release": …, "error": …}``; ``attrs["without_figures"]`` has the ids of releases in which none was found.
    """
    _check(n_process, batch_size, on_error)
    defaults = {"published": parse_date(published), "source": source, "country": Release("", country=country).country}
    failures = _Failures(on_error)
    pipeline = _pipeline(nlp)
    items = progress_bar(_releases(releases, failures), _count(releases), shown=progress)
    filled = (_with_defaults(release, defaults) for release in items)
    rows: list[dict[str, Any]] = []
    without: list[str] = []
    for doc in _docs(pipeline, filled, n_process, batch_size, failures):
        found = rows_of(doc)
        rows.extend(found)
        if not found:
            without.append(doc.user_data["indicators_id"])
    table = frame(rows)
    unread: list[ReadError] = getattr(releases, "read_errors", [])
    table.attrs["errors"] = [{"release": error.path, "error": error.reason} for error in unread] + failures.noted
    table.attrs["without_figures"] = without
    return table


class _Failures:
    """What went wrong, raised at once or noted for the end."""

    def __init__(self, on_error: OnError) -> None:
        self.skip = on_error == "skip"
        self.noted: list[dict[str, str]] = []

    def add(self, release: str, error: Exception) -> None:
        reason = str(error) if isinstance(error, IndicatorsError) else f"{type(error).__name__}: {error}"
        if not self.skip:
            raise InputError(f"{release}: {reason}") from error
        self.noted.append({"release": release, "error": reason})
        warnings.warn(IndicatorsWarning(f"{release}: {reason}"), stacklevel=4)


def _check(n_process: int, batch_size: int, on_error: str) -> None:
    if on_error not in ("raise", "skip"):
        raise InputError(f"on_error must be 'raise' or 'skip', not {on_error!r}")
    if n_process < 1 or batch_size < 1:
        raise InputError(f"n_process and batch_size must be at least 1, not {n_process} and {batch_size}")


def _pipeline(nlp: Language | str | None) -> Language:
    from indicators.pipeline import load

    if nlp is None:
        return load()
    return load(nlp) if isinstance(nlp, str) else nlp


def _releases(given: Releases, failures: _Failures) -> Iterator[Release]:
    """Yield what was given as releases."""
    if isinstance(given, str | Release):
        yield given if isinstance(given, Release) else Release(given)
        return
    if isinstance(given, PathLike):
        raise InputError(f"{given} is a path: use indicators.extract(indicators.read({str(given)!r}))")
    if _is_frame(given):
        yield from _releases_of_frame(given, failures)
        return
    if not isinstance(given, Iterable) or isinstance(given, bytes | dict):
        raise InputError(f"releases must be text, Release, an iterable of them or a DataFrame, not {type(given).__name__}")
    for number, item in enumerate(given, 1):
        if isinstance(item, Release):
            yield item
        elif isinstance(item, str):
            yield Release(item)
        else:
            failures.add(f"release {number}", InputError(f"neither text nor a Release but {type(item).__name__}"))


def _is_frame(given: object) -> TypeIs[pd.DataFrame]:
    """Tell a DataFrame without importing pandas for those who use none."""
    return hasattr(given, "itertuples") and hasattr(given, "columns")


def _releases_of_frame(table: pd.DataFrame, failures: _Failures) -> Iterator[Release]:
    from indicators.readers.record import release_from

    columns = [str(column) for column in table.columns]
    if "text" not in columns:
        raise InputError(f"the DataFrame has no column 'text'; it has {', '.join(map(repr, columns)) or 'none'}")
    wanted = ("release_id", "id", "text", "title", "published", "source", "country", "url")
    places = {name: columns.index(name) for name in wanted if name in columns}
    for label, row in zip(table.index, table.itertuples(index=False, name=None), strict=True):
        try:
            yield release_from({name: row[place] for name, place in places.items()}, str(label))
        except InputError as error:
            failures.add(f"row {label}", error)


def _count(given: Releases) -> int | None:
    if isinstance(given, str | Release):
        return 1
    return len(given) if isinstance(given, Sized) else None


def _with_defaults(release: Release, defaults: dict[str, Any]) -> Release:
    missing = {name: value for name, value in defaults.items() if value is not None and getattr(release, name) is None}
    if release.published is None and "published" not in missing:
        missing["published"] = publication_date(release.text)
    return dataclasses.replace(release, **missing)


def _docs(nlp: Language, releases: Iterator[Release], n_process: int, batch_size: int, failures: _Failures) -> Iterator[Doc]:
    """Yield the docs of `releases`, in their order. A chunk in which one fails is done again one by one, so that only that one is lost."""
    size = batch_size if n_process == 1 else batch_size * _BATCHES_OF_PROCESSES
    while chunk := list(islice(releases, size)):
        try:
            docs = list(nlp.pipe([_doc(nlp, release) for release in chunk], n_process=n_process, batch_size=batch_size))
        except Exception:
            docs = list(_one_by_one(nlp, chunk, failures))
        yield from docs


def _one_by_one(nlp: Language, releases: list[Release], failures: _Failures) -> Iterator[Doc]:
    for release in releases:
        try:
            doc = nlp(_doc(nlp, release))
        except Exception as error:
            failures.add(release.id, error)
        else:
            yield doc


def _doc(nlp: Language, release: Release) -> Doc:
    """Return the release's text as a Doc that carries what is known about it, through other processes too."""
    doc = nlp.make_doc(release.text)
    doc.user_data["indicators_id"] = release.id
    doc.user_data["indicators_title"] = release.title
    doc.user_data["indicators_published"] = release.published.isoformat() if release.published else None
    doc.user_data["indicators_source"] = release.source
    doc.user_data["indicators_country"] = release.country
    return doc
