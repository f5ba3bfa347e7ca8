"""Confidence: from the traits of a row to the probability that all of it is right.

The weights are data (``lexicon/confidence.toml``), learned by ``benchmarks/confidence.py``. A row is right if its four parts are: the
figure (unit, measure, sign), its subject, its period, and the basis of a change. Each part has weights of its own; the parts' joint
probability is then put on the scale on which it came out on agencies that the weights were not learned on.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from indicators.lexicon import table

__all__ = ["NAMELESS", "PARTS", "Judge", "judge"]

# The parts of a row, and the groups of traits that each is judged by.
PARTS = {"figure": ("wording", "clause", "subject"), "subject": ("wording", "subject"), "period": ("time",), "basis": ("basis", "time")}

_PARTS = tuple(PARTS)

# A row that names no series is not right as a whole: too rare for the weights to learn it.
NAMELESS = "subject: no subject"
_NEVER = -6.0


class Judge:
    """Weighs the traits of a row.

    Parameters
    ----------
    parts : mapping
        For each of `PARTS` its weights by trait; the trait ``""`` is the bias.
    scale : sequence of pairs
        Points of the scale, joint log-odds to probability, both rising; between two points the probability goes straight.
    """

    def __init__(self, parts: Mapping[str, Mapping[str, float]], scale: Sequence[Sequence[float]]) -> None:
        self.parts = parts
        self._biases = [parts.get(part, {}).get("", 0.0) for part in _PARTS]
        self._weights: dict[str, list[tuple[int, float]]] = {}
        for number, part in enumerate(_PARTS):
            for name, weight in parts.get(part, {}).items():
                if name:
                    self._weights.setdefault(name, []).append((number, weight))
        self._odds = [float(point[0]) for point in scale]
        self._probabilities = [float(point[1]) for point in scale]

    def confidence(self, traits: Mapping[str, float], *, change: bool) -> float:
        """The probability that the row is right; the basis counts only for a change."""
        return round(self.scaled(self.joint(traits, change=change)), 4)

    def joint(self, traits: Mapping[str, float], *, change: bool) -> float:
        """The log-odds that all parts are right together, not yet scaled."""
        if NAMELESS in traits:
            return _NEVER
        odds = list(self._biases)
        for name, value in traits.items():
            for part, weight in self._weights.get(name, ()):
                odds[part] += value * weight
        counted = odds if change else odds[: _PARTS.index("basis")] + odds[_PARTS.index("basis") + 1 :]
        doubt = sum(math.log1p(math.exp(-min(30.0, max(-30.0, one)))) for one in counted)
        return -math.log(math.expm1(max(doubt, 1e-9)))

    def scaled(self, odds: float) -> float:
        """Where log-odds lie on the scale."""
        at = bisect_right(self._odds, odds)
        if at == 0:
            return self._probabilities[0]
        if at == len(self._odds):
            return self._probabilities[-1]
        left, right = self._odds[at - 1], self._odds[at]
        share = (odds - left) / (right - left)
        return self._probabilities[at - 1] + share * (self._probabilities[at] - self._probabilities[at - 1])


@cache
def judge() -> Judge:
    """The judge with the weights of this version."""
    data: dict[str, Any] = table("confidence")
    return Judge(data["parts"], data["scale"]["points"])
