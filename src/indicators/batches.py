"""Releases to rows, a batch at a time: in their order, in this process or in several, in memory that does not grow with their number."""

from __future__ import annotations

import dataclasses
import gc
import traceback
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Any

from indicators.dateline import publication_date
from indicators.errors import IndicatorsError
from indicators.sparing import spared
from indicators.table import rows_of

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from indicators.release import Release

__all__ = ["Batch", "Defaults", "Failure", "batched", "work_on"]

# What is taken for releases that do not tell it themselves.
Defaults = dict[str, Any]

# About 20 MB of words.
_WORDS_KEPT = 100_000


@dataclass(frozen=True, slots=True)
class Failure:
    """A release that could not be worked on, or a passage of one (not `whole`): why, and where in the code that showed."""

    release: str
    reason: str
    trace: str
    whole: bool = True


@dataclass(slots=True)
class Batch:
    """What came of some releases: the places of those that were worked on, their rows, the ids of those without any, the others."""

    done: list[int] = field(default_factory=list)
    rows: list[dict[str, Any]] = field(default_factory=list)
    without_figures: list[str] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)

    def add(self, place: int, doc: Doc) -> None:
        """Take up what was found in the release at `place`."""
        found = rows_of(doc)
        self.done.append(place)
        self.rows.extend(found)
        if not found:
            self.without_figures.append(doc.user_data["indicators_id"])


def batched(releases: Iterator[Release], size: int) -> Iterator[list[Release]]:
    """Yield `releases` in lists of `size`, the last one with what is left."""
    while batch := list(islice(releases, size)):
        yield batch


def work_on(nlp: Language, releases: list[Release], defaults: Defaults) -> Batch:
    """Return what `nlp` finds in `releases`.

    If one of them fails they are done again one by one, so that only that one is lost, and of that one but the passage that breaks it.
    """
    known = [_with_defaults(release, defaults) for release in releases]
    with _memory_zone(nlp), _uncollected():
        try:
            return _together(nlp, known)
        except Exception:
            return _one_by_one(nlp, known)


def _together(nlp: Language, releases: list[Release]) -> Batch:
    batch = Batch()
    for place, doc in enumerate(nlp.pipe([_doc(nlp, release) for release in releases], batch_size=len(releases))):
        batch.add(place, doc)
    return batch


def _one_by_one(nlp: Language, releases: list[Release]) -> Batch:
    batch = Batch()
    for place, release in enumerate(releases):
        try:
            batch.add(place, nlp(_doc(nlp, release)))
        except IndicatorsError as error:
            batch.failures.append(Failure(release.id, str(error), traceback.format_exc()))
        except Exception as error:
            _spare(nlp, release, place, batch, error)
    return batch


def _spare(nlp: Language, release: Release, place: int, batch: Batch, error: Exception) -> None:
    """Add what can be had of a release that breaks the pipeline, and say what can't."""
    reason, trace = f"{type(error).__name__}: {error}", "".join(traceback.format_exception(error))
    left = spared(release, lambda part: nlp(_doc(nlp, part)))
    if left is None:
        batch.failures.append(Failure(release.id, reason, trace))
        return
    doc, passages = left
    batch.add(place, doc)
    for start, end in passages:
        passed = f"characters {start} to {end} were passed over ({reason}): please report them"
        batch.failures.append(Failure(release.id, passed, trace, whole=False))


def _memory_zone(nlp: Language) -> AbstractContextManager[Any]:
    """Once it knows many words, let spaCy forget the new ones of a batch after it: its vocabulary would grow without end.

    Until then it keeps them, for a word costs much more when it is met first. No Doc may leave the zone.
    """
    if nlp.vocab.in_memory_zone or len(nlp.vocab) < _WORDS_KEPT:  # type: ignore[attr-defined]
        return nullcontext()
    return nlp.memory_zone()


@contextmanager
def _uncollected() -> Iterator[None]:
    """Look for no garbage in cycles meanwhile: what a batch makes lives to its end, and would be walked through again and again."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def _with_defaults(release: Release, defaults: Defaults) -> Release:
    missing = {name: value for name, value in defaults.items() if value is not None and getattr(release, name) is None}
    if release.published is None and "published" not in missing:
        missing["published"] = publication_date(release.text)
    return dataclasses.replace(release, **missing)


def _doc(nlp: Language, release: Release) -> Doc:
    """Return the release's text as a Doc that carries what is known about it."""
    doc = nlp.make_doc(release.text)
    doc.user_data["indicators_text"] = release.text
    doc.user_data["indicators_id"] = release.id
    doc.user_data["indicators_title"] = release.title
    doc.user_data["indicators_published"] = release.published.isoformat() if release.published else None
    doc.user_data["indicators_source"] = release.source
    doc.user_data["indicators_country"] = release.country
    return doc
