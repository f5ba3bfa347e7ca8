"""What bare numbers count and points measure, once the subject is known: "employment rose by 250,000", "the rate fell 0.1 points"."""

from __future__ import annotations

import re

from indicators.figure import Figure
from indicators.inflect import singular
from indicators.lexicon import table

__all__ = ["complete_units"]

# What stands before a number that a quantity moved by or from, and behind one by which it is more or less.
_MOVE = re.compile(
    r"[,(–—-]\s*(?:(?:an?|the) (?:increase|decrease|rise|fall|drop|decline|gain) of|up|down|higher|lower|(?:up |down )?from"
    r"|compared (?:with|to)|against) (?:(?:by|about|around|nearly|some|almost|more than|over) ){0,2}\Z"
    r"|\A from (?:(?:about|around|nearly|some|almost|more than|over) )?\Z",
    re.IGNORECASE,
)
# "by 1.4 million tonnes to 31.2 million": where a quantity went that moved.
_ARRIVES = re.compile(
    r"(?:,? or [\d.,]+ ?(?:%|per ?cent),?| \([+-]?[\d.,]+ ?(?:%|per ?cent)\))?(?: (?:higher|lower|more|less|up|down))? (?:to|at) "
    r"(?:(?:about|around|nearly|some|almost|over) )?",
    re.IGNORECASE,
)
_COMPARED = re.compile(r" (?:higher|lower|more|less|fewer|up|down)\b", re.IGNORECASE)
_NEAR = 60
_SIZE = re.compile(r"\b(?:thousand|million|billion|trillion|lakh|crore|mln|mn|bn)\b", re.IGNORECASE)


def complete_units(figures: list[Figure], text: str) -> None:
    """Give bare counts the noun that they count or the unit of the list that they go on, and points of a rate points of percent.

    Changes `figures`.
    """
    rates, counted = frozenset(table("series")["rates"]), table("series")["counted"]
    paying, always = frozenset(table("series")["paid"]), frozenset(table("series")["always_paid"])
    currencies = {figure.unit for figure in figures if figure.quantity_type == "money" and "/" not in figure.unit}
    only = currencies.pop() if len(currencies) == 1 else ""
    seen: dict[str, str] = {}
    paid: dict[str, str] = {}
    percents = {figure.subject for figure in figures if figure.unit == "%" and figure.measure in ("level", "share")}
    # Points of what grows by percent, and is no index, are those of its growth.
    flows = frozenset(table("series")["flows"]) - {"price"}
    growing = {
        figure.subject for figure in figures if figure.unit == "%" and figure.measure == "change" and _head(figure.subject or "") in flows
    }
    indexed = {figure.subject for figure in figures if figure.unit == "index" and figure.measure == "level"}
    measured: Figure | None = None
    money: Figure | None = None
    for figure, following in zip(figures, (*figures[1:], None), strict=True):
        subject = figure.subject or ""
        if following is not None and _leads_to(figure, following, text):
            points = following.unit == "%"
            figure.unit, figure.quantity_type = ("pp", "pp") if points else (following.unit, following.quantity_type)
        if figure.quantity_type == "physical":
            measured, money = figure, None
        of_percent = subject in percents or _head(subject) in rates or (subject in growing and subject not in indexed)
        if figure.notes.get("points") and figure.unit == "index" and of_percent:
            figure.unit, figure.quantity_type = "pp", "pp"
        if figure.quantity_type == "money" and "/" not in figure.unit:
            paid.setdefault(subject, figure.unit)
            money = figure
        if figure.quantity_type != "count":
            continue
        if figure.unit:
            measured = money = None
            seen.setdefault(subject, figure.unit)
        elif money is not None and _head(subject) in paying and _same_size(money, figure, text):
            figure.unit, figure.quantity_type = money.unit, "money"  # "The surplus was 4.1 billion euros. The debt grew to 9.2 billion."
        elif only and _head(subject) in always and _SIZE.search(text, figure.start, figure.end):
            figure.unit, figure.quantity_type = only, "money"  # "The room rate was 81 euros, receipts 143 million"
        elif subject in paid and subject not in seen and _SIZE.search(text, figure.start, figure.end):
            figure.unit, figure.quantity_type = paid[subject], "money"  # "Costs were 3 billion euros, a year before 2.8 billion."
        elif measured is not None and (_goes_on(measured, figure, text) or _moved(measured, figure, text)):
            figure.unit, figure.quantity_type = measured.unit, measured.quantity_type
            measured = figure
        else:
            figure.unit = seen.get(subject) or counted.get(_head(subject), "") or _counted_noun(subject)


def _leads_to(figure: Figure, following: Figure, text: str) -> bool:
    """ "shrank by 0.7 to 18.2 cows", "fell by 0.2 to 3.1 percent": a bare number has the unit of what it leads to, or its points."""
    if figure.measure != "change" or figure.notes.get("points") or text[figure.end : following.start] != " to ":
        return False
    # Not "quickened from 2.9 to 4.7 percent".
    bare = (
        figure.unit in ("index", "%") and text[figure.end - 1].isdigit() and text[max(0, figure.start - 3) : figure.start].lower() == "by "
    )
    return bare and following.quantity_type in ("count", "physical", "percent")


def _goes_on(measured: Figure, figure: Figure, text: str) -> bool:
    """ "The north bought 2.8 million tons, the south 1.2 million": a bare number of the same size in the same sentence."""
    return _same_size(measured, figure, text) and (measured.sentence, measured.measure) == (figure.sentence, figure.measure)


def _same_size(figure: Figure, bare: Figure, text: str) -> bool:
    """Whether a bare number ends with the word for its size that another figure has."""
    size, ends = _SIZE.search(text, figure.start, figure.end), _SIZE.search(text, bare.start, bare.end)
    return size is not None and ends is not None and size[0].lower() == ends[0].lower() and ends.end() == bare.end


def _moved(measured: Figure, figure: Figure, text: str) -> bool:
    """ "40,000 tonnes, down from 52,000", "9.5 million barrels a day, up 165,000": a bare number is what a quantity was, or moved by."""
    if measured.sentence != figure.sentence or not 0 <= figure.start - measured.end < _NEAR:
        return False
    arrives = measured.measure == "change" and _ARRIVES.fullmatch(text, measured.end, figure.start) is not None
    return (
        arrives
        or _MOVE.search(text, measured.end, figure.start) is not None
        or (not text[measured.end : figure.start].strip(" ,–—-(") and _COMPARED.match(text, figure.end) is not None)
    )


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
