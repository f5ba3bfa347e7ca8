"""Registers every step with spaCy by importing it."""

from indicators.components import context, figures, measures, places, rows, sentences, subjects, syntax, times

__all__ = ["context", "figures", "measures", "places", "rows", "sentences", "subjects", "syntax", "times"]
