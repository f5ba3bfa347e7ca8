"""Context: the period, basis, area and status that a figure takes from its sentence, its paragraph and the release."""

from __future__ import annotations

import datetime
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from indicators.bases import BasisFinder
from indicators.choices.around import Around
from indicators.choices.bases import BasisChooser
from indicators.choices.periods import PeriodChooser
from indicators.components.measures import walk
from indicators.components.wording import text_of
from indicators.counting import complete_units
from indicators.figure import Figure
from indicators.groups import number_groups
from indicators.pricing import share_quantity
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
        around = Around(plain(text_of(doc)), data["indicators_sentences"], figures, data["indicators_times"])
        self._set_periods(data, around)
        self._set_bases(data, around)
        for figure in figures:
            # A region of the world that has no code is not the whole world.
            of_region = figure.notes.get("region") and data.get("indicators_home") == "W"
            figure.area = figure.area or (None if of_region else data.get("indicators_home"))
        complete_units(figures, around.text)
        share_quantity(figures, around.text)
        number_groups(figures, data["indicators_hosts"])
        return doc

    def _set_periods(self, data: dict[Any, Any], around: Around) -> None:
        """Set the period and status of every figure, and the release's own period."""
        figures, cues, hosts, times = (data[f"indicators_{name}"] for name in ("figures", "cues", "hosts", "times"))
        published = data.get("indicators_published")
        date = datetime.date.fromisoformat(published) if published else None
        finder = PeriodFinder(around.text, date, data["indicators_document"], data["indicators_sentences"], figures, cues, hosts, times)
        chooser = PeriodChooser(around, figures, cues, hosts, times, finder.document, published)
        for tree, word in walk(data["indicators_trees"]):
            number = word.figure
            assert number is not None
            finder.find(number)
            figures[number].status = read_status(around.text, tree, word, figures[number], date, figures[number - 1] if number else None)
            chooser.choose(number)
        data["indicators_document"] = finder.document

    def _set_bases(self, data: dict[Any, Any], around: Around) -> None:
        """Set the basis of every change."""
        figures, cues, hosts, times = (data[f"indicators_{name}"] for name in ("figures", "cues", "hosts", "times"))
        home = data.get("indicators_home")
        BasisFinder(around.text, data["indicators_sentences"], figures, cues, hosts, times, home, data["indicators_document"]).find_all()
        BasisChooser(around, figures, cues, hosts, times, data["indicators_document"], home).choose_all()
