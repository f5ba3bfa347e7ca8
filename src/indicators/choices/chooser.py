"""The chooser: from what can be seen of rival readings to the likeliest of them.

The weights are data (``lexicon/choices.json``), learned by ``benchmarks/choices.py``: of the rivals of one figure, the probability of
each is the exponential of its traits' summed weights, over the sum of all rivals'.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from sys import intern
from typing import Any, ParamSpec, TypeVar

__all__ = ["KEPT", "KINDS", "Chooser", "bucket", "chooser", "margin"]

# What is chosen of a figure, in the order in which it is.
KINDS = ("measure", "subject", "period", "basis")

# How much likelier than what the rules tell another reading must be, as log-odds. On agencies left out, choices nearer than that were
# as often for the worse as for the better.
_MARGIN = 1.0
_MARGINS = {"subject": 0.9}

# Weights are summed in thousandths: exactly, whatever the order of the traits.
_ONE = 1000

# So many answers of each teller of traits are kept: the constructions of a language are few, and come again and again.
KEPT = 1 << 14

Key = TypeVar("Key")
P = ParamSpec("P")


class _Weights(dict[str, int]):
    """The weights of traits: those that have none weigh nothing."""

    def __missing__(self, trait: str) -> int:
        return 0


class Chooser:
    """Chooses among rivals by their traits.

    Parameters
    ----------
    weights : mapping
        The weight of each trait that has one.
    margin : float, optional
        How much likelier than the first another rival must be, as log-odds.
    """

    def __init__(self, weights: Mapping[str, float], margin: float = _MARGIN) -> None:
        # Interned, as the traits that are told: they are found by what they are, not letter by letter.
        self._weights = _Weights((intern(trait), round(weight * _ONE)) for trait, weight in weights.items())
        self._margin = round(margin * _ONE)
        self._tellers: dict[Callable[..., Any], Callable[..., tuple[str, ...]]] = {}

    def weighs(self, trait: str) -> bool:
        """Whether a trait has a say."""
        return trait in self._weights

    def telling(self, tell: Callable[P, Iterable[str]]) -> Callable[P, tuple[str, ...]]:
        """`tell`, which tells traits by what it is given, without those that have no say; of the same it is asked once."""
        if tell not in self._tellers:

            @lru_cache(maxsize=KEPT)
            def told(*seen: Any) -> tuple[str, ...]:
                return tuple(intern(trait) for trait in tell(*seen) if self.weighs(trait))  # type: ignore[call-arg]

            self._tellers[tell] = told
        return self._tellers[tell]

    def best(self, rivals: Mapping[Key, Collection[str]]) -> tuple[Key, float]:
        """The rival that is taken, and its probability: the first, which the rules tell, unless another is likelier by the margin."""
        weight = self._weights.__getitem__
        scores = {key: sum(map(weight, traits)) for key, traits in rivals.items()}
        told = next(iter(rivals))
        best = max(scores, key=scores.__getitem__)
        if scores[best] < scores[told] + self._margin:
            best = told
        return best, 1 / math.fsum(math.exp((score - scores[best]) / _ONE) for score in scores.values())


@cache
def chooser(kind: str) -> Chooser:
    """The chooser of one of `KINDS`, with the weights of this version."""
    data = json.loads(files("indicators.lexicon").joinpath("choices.json").read_text("utf-8"))
    return Chooser(data[kind], margin(kind))


def margin(kind: str) -> float:
    """How much likelier than what the rules tell another reading of one of `KINDS` must be, as log-odds."""
    return _MARGINS.get(kind, _MARGIN)


def bucket(n: int) -> str:
    """A count on the scale on which traits tell it."""
    return _BUCKETS[n] if n < len(_BUCKETS) else "many"


_BUCKETS = ("0", "1", "2", *["3-4"] * 2, *["5-8"] * 4, *["9-16"] * 8)
