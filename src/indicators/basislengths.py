"""What the length of a period, a list that a change stands in, its title and its home's custom tell of its basis."""

from __future__ import annotations

from collections.abc import Sequence

from indicators.figure import Figure
from indicators.inflect import singular
from indicators.lexicon import table
from indicators.order import numbers_between
from indicators.periods import ending, length_in_days, month_ending, months, starting
from indicators.stocks import is_stock

__all__ = [
    "headline_only",
    "in_list",
    "is_day",
    "is_to_date",
    "month_by_month",
    "of_survey",
    "step_of_output",
    "told_otherwise",
    "too_short",
    "usual",
    "words_of",
]

_QUARTER, _YEAR = 3, 12
_WEEK = 7


def is_to_date(figure: Figure) -> bool:
    """Whether a change is told with the months of its year so far, and nothing that it would be held against."""
    length, begin = months(figure.period), starting(figure.period)
    told = bool(figure.notes.get("own_time")) and length is not None and _QUARTER < length < _YEAR
    return told and begin is not None and begin.month == 1


def too_short(basis: str, period: str | None) -> bool:
    """Whether a period is longer than the step that a basis is: the five months to May are not held against April."""
    length = months(period) or 1
    return (basis == "mom" and length > 1) or (basis == "qoq" and length > _QUARTER)


def is_day(period: str | None) -> bool:
    """Whether a period is a day that ends no month: no stock stands at it."""
    return period is not None and len(period) == len("2024-01-01") and month_ending(period) is None


def _usual_of_days(period: str | None) -> str | None:
    """A price of a day is against the day before, a week against the week before, longer runs of days against the year before."""
    length = length_in_days(period)
    return None if length is None else "other" if length == 1 else "wow" if length == _WEEK else "yoy"


def month_by_month(home: str | None) -> bool:
    """Whether an economy's agencies mean the month or quarter before where they name nothing: they tell adjusted series."""
    return home in table("series")["month_by_month"]


def headline_only(home: str | None) -> bool:
    """Whether an economy's newsrooms put only the first number of its output at an annual rate, and what it is made of at none."""
    return home in table("series")["headline_annualized"]


def step_of_output(figure: Figure, home: str | None) -> str | None:
    """The step of a change of an economy's whole output in a month or quarter, where that is told against the one before."""
    words = table("series")
    if (figure.area or home) not in words["output_by_step"] or (figure.subject or "").lower() not in words["whole_output"]:
        return None
    return {1: "mom", _QUARTER: "qoq"}.get(months(figure.period) or 0)


def usual(figure: Figure, home: str | None, document: str | None, *, seasonal: bool) -> str | None:
    """What a reader takes for granted: a year is against the year before; a month, seasonally adjusted, against the month before."""
    length = months(figure.period) if figure.period else None
    if length is None:
        weekly = _usual_of_days(document) == "wow" and ending(document) == ending(figure.period)
        return "wow" if weekly else _usual_of_days(figure.period)
    rate = of_survey(figure) or (figure.quantity_type == "pp" and "rate" in (figure.subject or "").lower())
    # "Liabilities grew by 3 billion": what was added to a stock since its last level.
    added = figure.quantity_type == "money" and is_stock(figure.subject)
    # "The economy added 3,000 jobs in May": since April.
    gained = figure.quantity_type == "count" and figure.unit in table("subjects")["gained"]
    stepwise = seasonal or month_by_month(home) or added or gained or step_of_output(figure, home) is not None
    if length == 1 and (stepwise or rate):
        return "mom"
    return "qoq" if length == _QUARTER and (stepwise or of_survey(figure)) else "yoy"


def in_list(figures: Sequence[Figure], number: int) -> bool:
    """Whether a change is one of three or more of its sentence: a list that goes into what the sentence before told."""
    same = [figures[n] for n in numbers_between(figures, *figures[number].sentence) if figures[n].measure == "change"]
    return len(same) > 2 and len({figure.quantity_type for figure in same}) == 1


def of_survey(figure: Figure) -> bool:
    """Whether a change is one in points of an index or a balance of answers, as surveys tell them: against the survey before."""
    words = {singular(word) for word in (figure.subject or "").lower().split()}
    return figure.quantity_type == "index" and words.isdisjoint(table("series")["rates"])


def words_of(subject: str | None) -> set[str]:
    """The words of a series' name that say what it is on."""
    return {word for word in (subject or "").lower().split() if word not in ("of", "in", "for", "to", "and", "the", "new", "real")}


def told_otherwise(titled: Figure, first: Figure) -> bool:
    """Whether a title tells another change of what the first change below it is of: that is one over a year, and this over a month."""
    same = titled.quantity_type == first.quantity_type and abs(titled.value) != abs(first.value) and titled.period == first.period
    return same and words_of(first.subject) <= words_of(titled.subject)
