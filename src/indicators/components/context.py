"""Context: the period, basis, area and status that a figure takes from its sentence, its paragraph and the release."""

from __future__ import annotations

import datetime
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from indicators.bases import BasisFinder
from indicators.components.measures import walk
from indicators.components.sentences import Sentence
from indicators.components.wording import text_of
from indicators.counting import complete_units
from indicators.figure import Figure
from indicators.groups import number_groups
from indicators.spans import PeriodFinder
from indicators.statuses import read_status
from indicators.text import plain

__all__ = ["ContextStep"]


@Language.factory("indicators_context")
def make_context(nlp: Language, name: str) -> ContextStep:
    """Construct the step that completes figures from their context."""
    return ContextStep(name)


class ContextStep:
    """Sets `period`, `basis`, `area`, `status` and `group` of every figure."""

    def __init__(self, name: str = "indicators_context") -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        data: dict[Any, Any] = doc.user_data
        figures: list[Figure] = data["indicators_figures"]
        if not figures:
            return doc
        text = plain(text_of(doc))
        sentences: list[Sentence] = data["indicators_sentences"]
        order = list(walk(data["indicators_trees"]))
        published = data.get("indicators_published")
        date = datetime.date.fromisoformat(published) if published else None
        periods = PeriodFinder(
            text,
            date,
            data["indicators_document"],
            sentences,
            figures,
            data["indicators_cues"],
            data["indicators_hosts"],
            data["indicators_times"],
        )
        bases = BasisFinder(
            text,
            sentences,
            figures,
            data["indicators_cues"],
            data["indicators_hosts"],
            data["indicators_times"],
            data.get("indicators_home"),
        )
        for tree, word in order:
            number = word.figure
            assert number is not None
            periods.find(number)
            figures[number].status = read_status(text, tree, word, figures[number], date)
        bases.find_all()
        data["indicators_document"] = periods.document
        for figure in figures:
            # A region of the world that has no code is not the whole world.
            of_region = figure.notes.get("region") and data.get("indicators_home") == "W"
            figure.area = figure.area or (None if of_region else data.get("indicators_home"))
        complete_units(figures)
        number_groups(figures, data["indicators_hosts"])
        return doc
