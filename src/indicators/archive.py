"""Releases to an output batch by batch, for the command: to a file that a stopped run goes on with, or to whoever reads us."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from indicators.extraction import finished
from indicators.journal import Unfinished
from indicators.outputs.growing import Growing

if TYPE_CHECKING:
    import pandas as pd

    from indicators.readers import Reading

__all__ = ["Outcome", "extract_to_file", "extract_to_stream"]

# What the rows depend on beside the releases.
_TERMS = ("nlp", "published", "source", "country")


@dataclass(slots=True)
class Outcome:
    """What came of it: how many figures of how many releases, what was passed over, how many releases an earlier run had finished."""

    figures: int = 0
    releases: int = 0
    errors: list[dict[str, str]] = field(default_factory=list)
    unseen: int = 0


def extract_to_file(
    reading: Reading,
    path: str | os.PathLike[str],
    format: str | None,
    *,
    resume: bool,
    stopped: Callable[[str], None],
    **settings: Any,
) -> Outcome:
    """Write the figures of `reading` to `path` as they are found.

    If that is stopped, by an error or the user, what is finished is kept to be resumed, and `stopped` is called with where.
    """
    growing = Growing(path, format, {name: settings[name] for name in _TERMS}, resume=resume)
    outcome = Outcome()
    try:
        for part in finished(Unfinished(reading, growing.journal), **settings):
            growing.add(part.table(), part.releases)
            outcome.errors.extend(part.errors)
        growing.finish()
    except BaseException:
        if growing.stop():
            stopped(str(growing.part))
        raise
    outcome.figures, outcome.releases, outcome.unseen = growing.journal.figures, growing.journal.releases, growing.journal.unseen
    return outcome


def extract_to_stream(reading: Reading, put: Callable[[pd.DataFrame, bool], None], **settings: Any) -> Outcome:
    """Give the figures of `reading` to `put` as they are found, with whether they are the first."""
    from indicators.table import empty

    outcome, first = Outcome(), True
    for part in finished(reading, **settings):
        table = part.table()
        put(table, first)
        first = False
        outcome.figures += len(table)
        outcome.releases += table["release_id"].nunique()
        outcome.errors.extend(part.errors)
    if first:
        put(empty(), True)
    return outcome
