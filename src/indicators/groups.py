"""Groups: the rows of one statement share a number."""

from __future__ import annotations

from indicators.figure import Figure
from indicators.hosts import Host

__all__ = ["number_groups"]


def number_groups(figures: list[Figure], hosts: list[Host]) -> None:
    """Number the statements of a release from 1: figures of one sentence with one subject, area and counterpart.

    A level, its change and its earlier level fall together because they have the same subject.
    """
    numbers: dict[tuple[object, ...], int] = {}
    for figure in figures:
        key = (figure.sentence, (figure.subject or "").lower(), figure.area, figure.counterpart)
        figure.group = numbers.setdefault(key, len(numbers) + 1)
