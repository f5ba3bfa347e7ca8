"""The HTML report: one file with the texts, their evidence, the rows, charts and findings, that opens without a network."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING

from indicators.errors import InputError, OutputError
from indicators.outputs import may_write
from indicators.release import Release

if TYPE_CHECKING:
    import pandas as pd
    from typing_extensions import TypeIs

__all__ = ["check_report_path", "report"]

_OF_RELEASES = ("release_id", "id", "text", "title", "published", "source", "country", "url")


def report(table: pd.DataFrame, releases: str | Release | Iterable[str | Release] | pd.DataFrame, path: str | os.PathLike[str]) -> Path:
    """Write `table` and the texts that it came from as one HTML file to look at.

    Parameters
    ----------
    table : DataFrame
        As `extract` returned it; further columns are kept for the download.
    releases : str, Release, iterable of either, or DataFrame
        What was given to `extract`; a file's releases are read once, so keep them in a list: ``list(indicators.read(...))``.
        Releases without rows are listed as well; rows whose release is missing here are shown without their text.
    path : str or path
        The file, ``.html`` or ``.htm``. An existing one is replaced once the new one is complete.

    Returns
    -------
    Path
        The file that was written.

    Raises
    ------
    InputError
        If `table` lacks a column that the report needs, or `releases` is nothing of the above.
    OutputError
        If the file can't be written.

    Examples
    --------
    >>> releases = list(indicators.read("fixtures/"))
    >>> indicators.report(indicators.extract(releases), releases, "report.html")
    """
    from indicators.report.assembly import page
    from indicators.report.payload import payload

    target = check_report_path(path)
    html = page(payload(table, _listed(releases)))
    part = target.with_name(f".{target.name}.{token_hex(4)}.part")
    try:
        with part.open("x", encoding="utf-8", newline="\n") as file:
            file.write(html)
            file.flush()
            os.fsync(file.fileno())
        part.replace(target)
    except OSError as error:
        raise OutputError(f"{target} can't be written: {error.strerror or error}") from error
    finally:
        part.unlink(missing_ok=True)
    return target


def check_report_path(path: str | os.PathLike[str]) -> Path:
    """Return `path` if a report can be written there, as far as that can be told beforehand."""
    target = Path(path)
    if target.suffix.lower() not in (".html", ".htm"):
        raise OutputError(f"{target}: the name must end in .html, not {target.suffix or 'nothing'!r}")
    if target.is_dir():
        raise OutputError(f"{target} is a folder")
    if not target.parent.is_dir():
        raise OutputError(f"{target}: there is no folder {target.parent}")
    if not may_write(target.parent):
        raise OutputError(f"{target} can't be written: nothing may be written in the folder {target.parent.resolve()}")
    return target


def _is_frame(given: object) -> TypeIs[pd.DataFrame]:
    """Tell a DataFrame without importing pandas."""
    return hasattr(given, "itertuples") and hasattr(given, "columns")


def _listed(given: str | Release | Iterable[str | Release] | pd.DataFrame) -> list[Release]:
    if isinstance(given, str | Release):
        given = [given]
    elif _is_frame(given):
        from indicators.readers.record import release_from

        columns = [name for name in _OF_RELEASES if name in given.columns]
        records = [dict(zip(columns, cells, strict=True)) for cells in given[columns].itertuples(index=False, name=None)]
        return [release_from(record, str(label)) for label, record in zip(given.index, records, strict=True)]
    listed: list[Release] = []
    for item in given:
        if not isinstance(item, str | Release):
            raise InputError(f"releases must be text, Release, an iterable of them or a DataFrame, not of {type(item).__name__}")
        listed.append(item if isinstance(item, Release) else Release(item))
    return listed
