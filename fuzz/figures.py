"""Fuzzes what reads a text without a model: the grammar of figures, the times, the sentences, the intervals.

The first byte of an input chooses the country, the rest is the text; bytes that are no UTF-8 become lone surrogates, so that those are
tried as well. Run as CONTRIBUTING.md tells.
"""

from __future__ import annotations

import datetime
import math
import sys
from itertools import pairwise

import atheris

with atheris.instrument_imports(include=["indicators"]):
    from indicators.components.figures import find_figures
    from indicators.components.sentences import split_sentences
    from indicators.dateline import publication_date
    from indicators.precision import interval
    from indicators.table import VOCABULARIES
    from indicators.timefinder import document_period, find_times

COUNTRIES = (None, "US", "KR", "IN", "GB", "DE", "CA", "AU", "JP", "ZA", "SG", "NO", "CH", "PH", "TR", "EA")
PUBLISHED = datetime.date(2024, 2, 21)


def check_figures(text: str, country: str | None) -> None:
    """What SCHEMA.md promises of every figure, and that its interval holds it."""
    figures = find_figures(text, country)
    for figure in figures:
        assert 0 <= figure.start < figure.end <= len(text), figure
        assert figure.quantity_type in VOCABULARIES["quantity_type"], figure
        assert figure.bound in VOCABULARIES["bound"], figure
        assert math.isfinite(figure.value), figure
        assert (figure.value_low is None) == (figure.value_high is None), figure
        ends = {"value_low": figure.value_low, "value_high": figure.value_high}
        lower, upper = interval(text[figure.start : figure.end], figure.value, figure.bound, **ends)
        assert lower <= figure.value <= upper, (figure, lower, upper)
    for one, other in pairwise(figures):
        assert one.end <= other.start, (one, other)


def check_spans(text: str) -> None:
    """Sentences and times follow one another and lie in the text."""
    for spans in (split_sentences(text), find_times(text, PUBLISHED)):
        ends = [(span.start, span.end) for span in spans]
        assert all(0 <= start < end <= len(text) for start, end in ends), spans
        assert all(end <= start for (_, end), (start, _) in pairwise(ends)), spans
    document_period(text, PUBLISHED)
    publication_date(text)


def fuzz(data: bytes) -> None:
    """One input."""
    if not data:
        return
    text = data[1:].decode("utf-8", "surrogateescape")
    check_figures(text, COUNTRIES[data[0] % len(COUNTRIES)])
    check_spans(text)


if __name__ == "__main__":
    atheris.Setup(sys.argv, fuzz)
    atheris.Fuzz()
