"""Figures: every number of a release that is one, with its value, unit and bound."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.language import Language

from indicators.components.wording import text_of
from indicators.figure import Figure
from indicators.grammar.bounds import bound_of
from indicators.grammar.candidate import Candidate
from indicators.grammar.counts import read_count
from indicators.grammar.defined import defined_units
from indicators.grammar.outside import is_fragment, is_outside
from indicators.grammar.quantity import read_quantity
from indicators.grammar.ranges import join_ranges, share_earlier_units, share_units
from indicators.grammar.zones import outside_zones
from indicators.numerals import find_numerals
from indicators.text import plain

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["FigureFinder", "find_figures"]


def find_figures(text: str, country: str | None = None) -> list[Figure]:
    """Find every figure of `text`.

    Parameters
    ----------
    text : str
        A release, as given: the offsets of the figures count in it.
    country : str, optional
        ISO code of the country that releases it; it tells whose dollar, pound or crown is meant.

    Returns
    -------
    list of Figure
        In the order of the text; no two overlap.
    """
    folded = plain(text)
    candidates = _candidates(folded, country)
    figures: list[Figure] = []
    for candidate in candidates:
        if candidate.outside or (figures and candidate.start < figures[-1].end):
            continue
        previous_end = figures[-1].end if figures else 0
        figures.append(_figure(folded, candidate, previous_end))
    return figures


def _candidates(text: str, country: str | None) -> list[Candidate]:
    """The numbers of `text` with all that the grammar can say about them; those that are no figures are marked outside."""
    zones = outside_zones(text)
    defined = defined_units(text, country)
    candidates: list[Candidate] = []
    for numeral in find_numerals(text):
        if candidates and numeral.start < candidates[-1].end:
            continue
        candidate = read_quantity(text, numeral, country, defined)
        candidate.outside = is_outside(text, candidate, zones)
        if candidate.sign and candidates and candidate.start < candidates[-1].end:
            candidate.start, candidate.sign = numeral.start, 0
        candidates.append(candidate)
    candidates = join_ranges(text, candidates)
    share_units(text, candidates)
    share_earlier_units(text, candidates)
    for candidate in candidates:
        if candidate.bare and is_fragment(text, candidate):
            candidate.outside = True
        elif candidate.bare:
            read_count(text, candidate)
    return candidates


def _figure(text: str, candidate: Candidate, previous_end: int) -> Figure:
    bound = candidate.bound
    if bound == "exact":
        bound = bound_of(text, candidate.start, candidate.end, previous_end, signed=bool(candidate.sign))
    return Figure(
        start=candidate.start,
        end=candidate.end,
        value=float(candidate.signed),
        unit=candidate.unit,
        quantity_type=candidate.kind,
        value_low=None if candidate.low is None else float(candidate.low),
        value_high=None if candidate.high is None else float(candidate.high),
        bound=bound,
        sign=candidate.sign,
        noun_start=candidate.noun_start,
        notes=candidate.notes,
    )


@Language.factory("indicators_figures", assigns=["doc.spans"], default_config={"spans_key": "figures"})
def make_figure_finder(nlp: Language, name: str, spans_key: str) -> FigureFinder:
    """Make the component that finds figures."""
    return FigureFinder(spans_key)


class FigureFinder:
    """Sets ``doc.spans[spans_key]`` and ``doc.user_data["indicators_figures"]``.

    The country of the release is read from ``doc.user_data["indicators_country"]``.
    """

    def __init__(self, spans_key: str = "figures") -> None:
        self.spans_key = spans_key

    def __call__(self, doc: Doc) -> Doc:
        figures = find_figures(text_of(doc), doc.user_data.get("indicators_country") or doc.user_data.get("indicators_home"))
        doc.user_data["indicators_figures"] = figures
        spans = [doc.char_span(f.start, f.end, label=f.quantity_type, alignment_mode="expand") for f in figures]
        doc.spans[self.spans_key] = [span for span in spans if span is not None]
        return doc
