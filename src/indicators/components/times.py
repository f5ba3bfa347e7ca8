"""Times: every phrase of time with its SDMX period, resolved against the release's date, and the part it plays."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from indicators.components.wording import text_of
from indicators.figure import Figure
from indicators.timefinder import document_period, find_all, find_times

__all__ = ["TimesStep", "document_period", "find_times"]


_YEARLIKE = re.compile(r"(?:19|20)\d\d")


def _without_years(text: str, figures: Sequence[Figure]) -> str:
    """The text, counts in it that look like years made such as do not."""
    for figure in figures:
        if figure.end - figure.start == len("1982") and _YEARLIKE.fullmatch(text, figure.start, figure.end):
            text = f"{text[: figure.start]}9999{text[figure.end :]}"
    return text


@Language.factory("indicators_times")
def make_times(nlp: Language, name: str) -> TimesStep:
    """Construct the step that finds times."""
    return TimesStep(name)


class TimesStep:
    """Finds the times of a Doc.

    Sets ``doc.user_data["indicators_times"]`` (a list of `TimeExpression`) and ``doc.user_data["indicators_document"]``, the period that
    the release as a whole is about. Reads ``doc.user_data["indicators_published"]``, the date of the release in ISO format, and
    ``doc.user_data["indicators_home"]``, if they are known.
    """

    def __init__(self, name: str = "indicators_times") -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        data: dict[Any, Any] = doc.user_data
        published = data.get("indicators_published")
        text = _without_years(text_of(doc), data.get("indicators_figures", ()))
        times, document = find_all(text, dt.date.fromisoformat(published[:10]) if published else None, data.get("indicators_home"))
        data["indicators_times"], data["indicators_document"] = times, document
        return doc
