"""Confidence: how sure each row is, judged by how its sentence is built and how the row came about."""

from __future__ import annotations

from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from indicators.components.measures import walk
from indicators.components.wording import text_of
from indicators.confidence import judge
from indicators.figure import Figure
from indicators.traits import Traits, Work

__all__ = ["ConfidenceStep", "traits_of"]


def traits_of(doc: Doc) -> Traits:
    """The traits of the figures of a Doc that has gone through all steps but the rows."""
    data: dict[Any, Any] = doc.user_data
    work = Work(
        text=text_of(doc),
        figures=data["indicators_figures"],
        cues=data["indicators_cues"],
        hosts=data["indicators_hosts"],
        places={word.figure: (tree, word) for tree, word in walk(data["indicators_trees"]) if word.figure is not None},
        sentences=data["indicators_sentences"],
        times=data["indicators_times"],
        document=data.get("indicators_document"),
        home=data.get("indicators_home"),
    )
    return Traits(work)


@Language.factory("indicators_confidence")
def make_confidence(nlp: Language, name: str) -> ConfidenceStep:
    """Construct the step that tells how sure each row is."""
    return ConfidenceStep(name)


class ConfidenceStep:
    """Sets `confidence` of every figure: the probability that its unit, measure, sign, subject, basis and period are all right."""

    def __init__(self, name: str = "indicators_confidence") -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        figures: list[Figure] = doc.user_data.get("indicators_figures", [])
        if not figures:
            return doc
        traits, weights = traits_of(doc), judge()
        for number, figure in enumerate(figures):
            figure.confidence = weights.confidence(traits.of(number), change=figure.measure == "change")
        return doc
