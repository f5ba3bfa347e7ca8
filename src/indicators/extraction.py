"""`extract` and `iter_tables`: releases in any of the forms that users have them in, to one table or to many."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator, Sized
from dataclasses import dataclass, field
from os import PathLike
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from indicators.batches import Batch, Defaults, batched, work_on
from indicators.errors import IndicatorsWarning, InputError, ReadError
from indicators.progress import progress_bar
from indicators.release import Release, parse_date
from indicators.table import frame

if TYPE_CHECKING:
    from datetime import date

    import pandas as pd
    from spacy.language import Language
    from typing_extensions import TypeIs

__all__ = ["Finished", "Releases", "extract", "finished", "iter_tables"]

Releases: TypeAlias = "str | Release | Iterable[str | Release] | pd.DataFrame"
OnError: TypeAlias = Literal["raise", "skip"]


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
        What to do about a release that can't be worked on: stop, or warn, note it in ``table.attrs["errors"]`` and go on. A passage
        that can't be worked on is always warned of and noted, and the rest of its release kept.

    Returns
    -------
    DataFrame
        The columns of `indicators.table`, also when it is empty. ``attrs["errors"]`` lists what was passed over, as
        ``{"release": …, "error": …}``; ``attrs["without_figures"]`` has the ids of releases in which none was found.

    See Also
    --------
    iter_tables : The same as many tables, for more releases than fit into memory.
    """
    rows: list[dict[str, Any]] = []
    without: list[str] = []
    errors: list[dict[str, str]] = []
    for part in finished(
        releases,
        nlp=nlp,
        published=published,
        source=source,
        country=country,
        n_process=n_process,
        batch_size=batch_size,
        progress=progress,
        on_error=on_error,
    ):
        rows.extend(part.rows)
        without.extend(part.without_figures)
        errors.extend(part.errors)
    return _table(rows, without, errors)


def iter_tables(
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
) -> Iterator[pd.DataFrame]:
    """Yield the figures that `releases` report as one table after another, a batch of releases each.

    Neither the releases nor the rows are kept: memory does not grow with their number. Put together, the tables are what `extract`
    returns.

    Parameters
    ----------
    releases, nlp, published, source, country, n_process, progress, on_error
        As those of `extract`.
    batch_size : int
        How many releases go through the pipeline together, and make one table.

    Yields
    ------
    DataFrame
        As `extract` returns it, for each `batch_size` releases in their order; ``attrs["errors"]`` and ``attrs["without_figures"]`` are
        those of the batch. Without releases there are no tables.

    Examples
    --------
    >>> for table in indicators.iter_tables(indicators.read("archive/"), on_error="skip"):
    ...     indicators.write(table, "archive.duckdb")
    """
    parts = finished(
        releases,
        nlp=nlp,
        published=published,
        source=source,
        country=country,
        n_process=n_process,
        batch_size=batch_size,
        progress=progress,
        on_error=on_error,
    )
    return (part.table() for part in parts)


@dataclass(slots=True)
class Finished:
    """A batch that is done: its releases that could be worked on, what they report, and what else was passed over since the last one."""

    releases: list[Release] = field(default_factory=list)
    rows: list[dict[str, Any]] = field(default_factory=list)
    without_figures: list[str] = field(default_factory=list)
    errors: list[dict[str, str]] = field(default_factory=list)

    def table(self) -> pd.DataFrame:
        """Return the rows as the table."""
        return _table(self.rows, self.without_figures, self.errors)


def finished(
    releases: Releases,
    *,
    nlp: Language | str | None,
    published: str | date | None,
    source: str | None,
    country: str | None,
    n_process: int,
    batch_size: int,
    progress: bool,
    on_error: OnError,
) -> Iterator[Finished]:
    """Yield what comes of each `batch_size` releases; what makes no sense is refused at once."""
    _check(n_process, batch_size, on_error)
    defaults = {"published": parse_date(published), "source": source, "country": Release("", country=country).country}
    return _finished(releases, _pipeline(nlp), defaults, n_process, batch_size, progress, _Trouble(on_error, releases))


def _finished(
    given: Releases, nlp: Language, defaults: Defaults, n_process: int, batch_size: int, progress: bool, trouble: _Trouble
) -> Iterator[Finished]:
    taken = 0
    with progress_bar(lambda: _total(given), shown=progress) as advance:
        for releases, batch in _worked(nlp, batched(_releases(given, trouble), batch_size), defaults, n_process):
            for failure in batch.failures:
                trouble.add(failure.release, failure.reason, _Traceback(failure.trace), fatal=failure.whole)
            taken += len(releases)
            advance(len(releases), _position(given, taken))
            done = [releases[place] for place in batch.done]
            yield Finished(done, batch.rows, batch.without_figures, trouble.news())
    if errors := trouble.news():
        yield Finished(errors=errors)


def _worked(nlp: Language, batches: Iterator[list[Release]], defaults: Defaults, n_process: int) -> Iterator[tuple[list[Release], Batch]]:
    if n_process == 1:
        return ((releases, work_on(nlp, releases, defaults)) for releases in batches)
    from indicators.workers import work_in_processes

    return work_in_processes(nlp, batches, defaults, n_process)


def _table(rows: list[dict[str, Any]], without_figures: list[str], errors: list[dict[str, str]]) -> pd.DataFrame:
    table = frame(rows)
    table.attrs["errors"] = errors
    table.attrs["without_figures"] = without_figures
    return table


class _Trouble:
    """What went wrong, raised at once or noted; what the reading of files passed over is told with it."""

    def __init__(self, on_error: OnError, given: object) -> None:
        self.skip = on_error == "skip"
        self._given = given
        self._noted: list[dict[str, str]] = []
        self._told = 0

    def add(self, release: str, reason: str, cause: Exception, *, fatal: bool = True) -> None:
        """Note what is wrong; raise it if it is `fatal`, i.e. all of a release is lost, and nobody said to go on."""
        if fatal and not self.skip:
            raise InputError(f"{release}: {reason}") from cause
        self._noted.append({"release": release, "error": reason})
        warnings.warn(IndicatorsWarning(f"{release}: {reason}"), stacklevel=4)

    def news(self) -> list[dict[str, str]]:
        """Return what went wrong since this was asked last."""
        unread: list[ReadError] = getattr(self._given, "read_errors", [])
        errors = [*({"release": error.path, "error": error.reason} for error in unread[self._told :]), *self._noted]
        self._told, self._noted = len(unread), []
        return errors


class _Traceback(Exception):
    """Where a release failed, perhaps in another process."""

    def __str__(self) -> str:
        return f"\n{self.args[0]}"


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


def _releases(given: Releases, trouble: _Trouble) -> Iterator[Release]:
    """Yield what was given as releases."""
    if isinstance(given, str | Release):
        yield given if isinstance(given, Release) else Release(given)
        return
    if isinstance(given, PathLike):
        raise InputError(f"{given} is a path: use indicators.extract(indicators.read({str(given)!r}))")
    if _is_frame(given):
        yield from _releases_of_frame(given, trouble)
        return
    if not isinstance(given, Iterable) or isinstance(given, bytes | dict):
        raise InputError(f"releases must be text, Release, an iterable of them or a DataFrame, not {type(given).__name__}")
    for number, item in enumerate(given, 1):
        if isinstance(item, Release):
            yield item
        elif isinstance(item, str):
            yield Release(item)
        else:
            reason = f"neither text nor a Release but {type(item).__name__}"
            trouble.add(f"release {number}", reason, InputError(reason))


def _is_frame(given: object) -> TypeIs[pd.DataFrame]:
    """Tell a DataFrame without importing pandas for those who use none."""
    return hasattr(given, "itertuples") and hasattr(given, "columns")


def _releases_of_frame(table: pd.DataFrame, trouble: _Trouble) -> Iterator[Release]:
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
            trouble.add(f"row {label}", str(error), error)


def _position(given: Releases, taken: int) -> float:
    """Return how far the reading is: in bytes where files are read, else in releases."""
    return getattr(given, "position", taken)


def _total(given: Releases) -> float | None:
    if isinstance(given, str | Release):
        return 1
    size: float | None = getattr(given, "total_bytes", None)
    return len(given) if isinstance(given, Sized) else size
