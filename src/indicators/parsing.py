"""Parsing many sentences in step: the next move of all of them is told together, by numpy.

spaCy adds up what a move depends on vector by vector, each sum a call into a BLAS library that locks it: two thirds of its time.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import numpy
from spacy.ml.parser_model import ParserStepModel  # type: ignore[import-not-found]

from indicators.matmul import SwiftOps

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["in_step", "parse"]

# So many tokens at a time: what is worked out for each of them beforehand takes about 4 KB.
_TOGETHER = 10_000


def in_step(pipe: Any) -> bool:
    """Whether `parse` can do what a component does: it is a parser as spaCy makes them that takes the best move each time."""
    from spacy.pipeline import DependencyParser

    if type(pipe) is not DependencyParser or pipe.cfg["beam_width"] != 1:
        return False
    model = pipe.model
    lower = model.maybe_get_ref("lower") if model.name == "parser_model" else None
    known = lower is not None and lower.name == "precomputable_affine" and lower.get_dim("nP") > 1 and type(lower.ops) is SwiftOps
    return known and model.attrs["has_upper"] and not model.attrs["unseen_classes"]


def parse(parser: Any, docs: Sequence[Doc]) -> None:
    """Set the heads and dependencies of `docs`, as `parser` does."""
    batch: list[Doc] = []
    held = 0
    for doc in docs:
        if batch and held + len(doc) > _TOGETHER:
            parser.set_annotations(batch, _states(parser, batch))
            batch, held = [], 0
        batch.append(doc)
        held += len(doc)
    if batch:
        parser.set_annotations(batch, _states(parser, batch))


def _states(parser: Any, docs: Sequence[Doc]) -> list[Any]:
    """The states in which the parse of each of `docs` ends."""
    states: list[Any] = parser.moves.init_batch(docs)
    unfinished = [state for state in states if not state.is_final()]
    scores = _Scores(parser.model, docs) if unfinished else None
    while unfinished and scores is not None:
        unfinished = parser.transition_states(unfinished, scores.of(unfinished))
    return states


class _Scores:
    """Tells how good each move is in the states of a batch."""

    def __init__(self, model: Any, docs: Sequence[Doc]) -> None:
        tok2vec, lower, self._upper = (model.get_ref(name) for name in ("tok2vec", "lower", "upper"))
        self._bias = lower.get_param("b").ravel()
        self._pieces = lower.get_dim("nP")
        # As spaCy's own step model has it, which tells the tokens near a state.
        self.state2vec = SimpleNamespace(nF=lower.get_dim("nF"))
        self._places = numpy.arange(self.state2vec.nF)
        # What each token adds in each place near a state, a line a place; first what no token adds.
        self._added = lower.predict(tok2vec.predict(docs)).reshape(-1, len(self._bias))

    def of(self, states: Sequence[Any]) -> Any:
        """The score of each move, a line a state."""
        lines = (ParserStepModel.get_token_ids(self, states) + 1) * len(self._places) + self._places
        sums = self._added.take(lines[:, 0], axis=0)
        for place in self._places[1:]:
            sums += self._added.take(lines[:, place], axis=0)
        sums += self._bias
        pieces = sums.reshape(len(states), -1, self._pieces)
        return self._upper.predict(reduce(numpy.maximum, (pieces[:, :, piece] for piece in range(self._pieces))))
