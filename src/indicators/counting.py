"""What bare numbers count and points measure, once the subject is known: "employment rose by 250,000", "the rate fell 0.1 points"."""

from __future__ import annotations

from indicators.figure import Figure
from indicators.inflect import singular
from indicators.lexicon import table

__all__ = ["complete_units"]


def complete_units(figures: list[Figure]) -> None:
    """Give bare counts the noun that they count, and points of a rate the unit of points of percent. Changes `figures`."""
    rates, counted = frozenset(table("series")["rates"]), table("series")["counted"]
    seen: dict[str, str] = {}
    percents = {figure.subject for figure in figures if figure.unit == "%" and figure.measure == "level"}
    for figure in figures:
        subject = figure.subject or ""
        if figure.notes.get("points") and figure.unit == "index" and (subject in percents or _head(subject) in rates):
            figure.unit, figure.quantity_type = "pp", "pp"
        if figure.quantity_type != "count":
            continue
        if figure.unit:
            seen.setdefault(subject, figure.unit)
        else:
            figure.unit = seen.get(subject) or counted.get(_head(subject), "") or _counted_noun(subject)


def _head(subject: str) -> str:
    """The head of a series' name: the noun before its first preposition."""
    words = subject.lower().split()
    for i, word in enumerate(words):
        if word in ("of", "for", "in", "at", "among", "to", "from", "on", "by", "with", "excluding", "less") and i:
            return singular(words[i - 1])
    return singular(words[-1]) if words else ""


def _counted_noun(subject: str) -> str:
    """A plural subject names what it counts: "mortgages approved", "new companies"."""
    for word in subject.lower().split():
        if word in ("of", "for", "in", "at"):
            break
        if word.endswith("s") and singular(word) != word:
            return singular(word)
    return ""
