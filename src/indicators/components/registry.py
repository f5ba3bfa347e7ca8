"""Registers every step with spaCy by importing it."""

from indicators.components import confidence, context, figures, measures, places, rows, sentences, subjects, syntax, times

__all__ = ["confidence", "context", "figures", "measures", "places", "rows", "sentences", "subjects", "syntax", "times"]
