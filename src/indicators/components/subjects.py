"""Subjects: the noun phrase that names what each figure measures."""

from __future__ import annotations

from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from indicators.among import tell_owners
from indicators.choices.names import NameChooser
from indicators.components.measures import walk
from indicators.components.wording import text_of
from indicators.cues import Cue
from indicators.figure import Figure
from indicators.hosts import HostFinder
from indicators.lists import distribute
from indicators.naming import Namer
from indicators.origins import tell_origins
from indicators.pairedareas import pair_areas
from indicators.partnered import tell_partners
from indicators.sections import broken_down, headings
from indicators.shortnames import series_in_short

__all__ = ["SubjectsStep"]


@Language.factory("indicators_subjects")
def make_subjects(nlp: Language, name: str) -> SubjectsStep:
    """Construct the step that names what figures measure."""
    return SubjectsStep(name)


class SubjectsStep:
    """Sets `subject` of every figure; keeps what it stands on in ``doc.user_data["indicators_hosts"]``."""

    def __init__(self, name: str = "indicators_subjects") -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        data: dict[Any, Any] = doc.user_data
        figures: list[Figure] = data["indicators_figures"]
        cues: list[Cue] = data["indicators_cues"]
        places = data.get("indicators_places", [])
        short = series_in_short(text_of(doc))
        finder = HostFinder(figures, cues, places, short)
        order = list(walk(data["indicators_trees"]))
        for tree, word in order:
            finder.find(tree, word)
        distribute(order, figures, finder.hosts, finder._is_place)
        namer = Namer(figures, finder.hosts, places, data.get("indicators_home"), short)
        sentences = data.get("indicators_sentences", [])
        namer.open(data["indicators_trees"], broken_down(text_of(doc), sentences))
        namer.headings = headings(text_of(doc), sentences, places)
        chooser = NameChooser(namer, cues)
        for tree, word in order:
            chooser.name(tree, word)
        tell_origins(text_of(doc), figures, places, data.get("indicators_home"))
        tell_partners(text_of(doc), figures, places, data.get("indicators_home"))
        pair_areas(text_of(doc), figures, places, data.get("indicators_home"))
        tell_owners(text_of(doc), figures, places, data.get("indicators_home"))
        data["indicators_hosts"] = finder.hosts
        return doc
