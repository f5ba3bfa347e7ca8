"""What the tests share: the real pipeline, loaded once, and a small one that needs no model."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc


# How long an example takes says more of the machine than of the library.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")


def row(**fields: Any) -> dict[str, Any]:
    """A row of the table, with what is not given filled in."""
    filled = {
        "release_id": "r1",
        "start": 13,
        "end": 24,
        "surface": "2.5 percent",
        "value": 2.5,
        "unit": "%",
        "quantity_type": "percent",
        "subject": "exports",
        "measure": "change",
        "status": "actual",
        "bound": "exact",
        "group": 0,
    }
    return {**filled, **fields}


def percent_rows(doc: Doc) -> Doc:
    """A stand-in for all steps: every "N percent" is a row; a text with "BROKEN" can't be worked on."""
    import indicators.components.rows  # noqa: F401  (the extension doc._.indicators)

    if "BROKEN" in doc.text:
        raise RuntimeError("this release breaks the pipeline")
    doc.user_data["indicators_rows"] = [
        row(start=match.start(), end=match.end(), surface=match[0], value=float(match[1]), area=doc.user_data.get("indicators_country"))
        for match in re.finditer(r"([\d.]+) percent", doc.text)
    ]
    return doc


@contextmanager
def nobody() -> Iterator[None]:
    """Root may read everything; for a while we are somebody else."""
    if os.geteuid() != 0:
        yield
        return
    try:
        os.seteuid(65534)
    except OSError as error:
        pytest.skip(f"root can't become another user here: {error}")
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture(scope="session", autouse=True)
def charts_are_drawn_in_notebooks() -> None:
    """Streamlit, where it is imported, tells every process begun later to draw no charts."""
    os.environ.pop("MPLBACKEND", None)


@pytest.fixture(scope="session")
def small_nlp() -> Language:
    import spacy
    from spacy.language import Language

    if not Language.has_factory("percent_rows"):
        Language.component("percent_rows", func=percent_rows)
    nlp = spacy.blank("en")
    nlp.add_pipe("percent_rows")
    return nlp


@pytest.fixture(scope="session")
def nlp() -> Language:
    import indicators

    return indicators.load()
