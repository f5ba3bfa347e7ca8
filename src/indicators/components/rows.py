"""Rows: the finished figures as plain mappings with the table's columns."""

from __future__ import annotations

from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span

from indicators.components.wording import text_of
from indicators.figure import Figure
from indicators.precision import interval
from indicators.release import first_line

__all__ = ["RowsStep"]


def _rows_of(doc: Doc) -> list[dict[str, Any]]:
    return list(doc.user_data.get("indicators_rows", ()))  # a tuple after a DocBin


def _reports_figures(span: Span) -> bool:
    return any(row["start"] < span.end_char and span.start_char < row["end"] for row in _rows_of(span.doc))


# Functions with names: where processes are spawned, the extensions travel to them.
if not Doc.has_extension("indicators"):
    Doc.set_extension("indicators", getter=_rows_of)
if not Span.has_extension("reports_figures"):
    Span.set_extension("reports_figures", getter=_reports_figures)

# What steps keep on the Doc for one another; gone when the rows are made, so that Docs travel between processes.
_WORKING = ("text", "sentences", "figures", "times", "places", "trees", "cues", "hosts", "home", "document")


@Language.factory("indicators_rows")
def make_rows(nlp: Language, name: str) -> RowsStep:
    """Construct the step that makes rows of finished figures."""
    return RowsStep(name)


class RowsStep:
    """Sets ``doc._.indicators``: a list of mappings, one a figure, in text order."""

    def __init__(self, name: str = "indicators_rows") -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        data: dict[Any, Any] = doc.user_data
        figures: list[Figure] = data.get("indicators_figures", [])
        text = text_of(doc)
        release = _release_columns(text, data)
        data["indicators_rows"] = [_row(text, figure, release) for figure in figures]
        for key in _WORKING:
            data.pop(f"indicators_{key}", None)
        return doc


def _release_columns(text: str, data: dict[Any, Any]) -> dict[str, Any]:
    """What all rows of a release share."""
    title = data.get("indicators_title")
    if title is None:
        title = data["indicators_headline"] = first_line(text)
    return {
        "release_id": data.get("indicators_id"),
        "title": title or None,
        "published": data.get("indicators_published"),
        "source": data.get("indicators_source"),
    }


def _row(text: str, figure: Figure, release: dict[str, Any]) -> dict[str, Any]:
    surface = text[figure.start : figure.end]
    lower, upper = interval(surface, figure.value, figure.bound, value_low=figure.value_low, value_high=figure.value_high)
    return {
        "release_id": release["release_id"],
        "start": figure.start,
        "end": figure.end,
        "surface": surface,
        "value": figure.value,
        "value_low": figure.value_low,
        "value_high": figure.value_high,
        "unit": figure.unit or None,
        "quantity_type": figure.quantity_type,
        "subject": figure.subject,
        "measure": figure.measure,
        "basis": figure.basis,
        "period": figure.period,
        "area": figure.area,
        "counterpart": figure.counterpart,
        "status": figure.status,
        "bound": figure.bound,
        "sentence": text[figure.sentence[0] : figure.sentence[1]],
        "title": release["title"],
        "published": release["published"],
        "source": release["source"],
        "group": figure.group,
        "confidence": figure.confidence,
        "lower": lower,
        "upper": upper,
    }
