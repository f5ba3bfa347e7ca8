"""Places: the countries, blocs and regions that a text names, and whose economy it reports on."""

from __future__ import annotations

from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from indicators.areas import places_among
from indicators.backreferences import with_references
from indicators.components.wording import text_of
from indicators.gazetteer import tokens
from indicators.home import home_area

__all__ = ["PlacesStep"]


class PlacesStep:
    """Finds the places of a text and the area that it is about.

    Sets ``doc.user_data["indicators_places"]`` (a list of `Place`) and ``doc.user_data["indicators_home"]`` (a code, or None where
    nothing tells). Reads ``doc.user_data["indicators_source"]`` and ``doc.user_data["indicators_country"]`` where they are set.
    """

    def __init__(self, name: str = "indicators_places") -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        data: dict[Any, Any] = doc.user_data
        text = text_of(doc)
        stream = tokens(text)
        home = home_area(text, data.get("indicators_source"), data.get("indicators_country"), stream)
        data["indicators_places"] = with_references(text, places_among(stream, home), home)
        data["indicators_home"] = home
        return doc


@Language.factory("indicators_places")
def make_places(nlp: Language, name: str) -> PlacesStep:
    """Construct the step that finds places."""
    return PlacesStep(name)
