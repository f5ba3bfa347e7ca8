"""Matrix products by numpy's BLAS, which on many processors is several times faster than the one that thinc brings."""

from __future__ import annotations

import os
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy
from thinc.api import Model, NumpyOps

from indicators.embedding import embed_once

if TYPE_CHECKING:
    from spacy.language import Language
    from threadpoolctl import ThreadpoolController

__all__ = ["SwiftOps", "quicken"]

# A BLAS sums small matrices in another order than large ones. Filled up to this many rows, a sentence gets the same scores whatever is
# parsed together with it: to the last bit, or on processors whose kernels round by where a row stands, to a few millionths.
_LEAST_ROWS = 64

_OPENMP = "KMP_DUPLICATE_LIB_OK"


@cache
def _blas() -> ThreadpoolController:
    """The BLAS libraries of this process; threads for matrices as small as a sentence's cost more than they bring.

    Outside our products they have as many as they are told to have.
    """
    told = os.environ.get(_OPENMP)
    from threadpoolctl import ThreadpoolController

    if told is None:
        # It sets this when imported; we change nobody's environment.
        os.environ.pop(_OPENMP, None)
    return ThreadpoolController().select(user_api="blas")


class SwiftOps(NumpyOps):  # type: ignore[misc]
    """Thinc's operations on numpy arrays, with numpy's own matrix product."""

    def gemm(self, x: Any, y: Any, out: Any = None, trans1: bool = False, trans2: bool = False) -> Any:
        """Return the product of two matrices, either transposed if asked for."""
        left, right = x.T if trans1 else x, y.T if trans2 else y
        rows = len(left)
        if rows < _LEAST_ROWS:
            filled = numpy.zeros((_LEAST_ROWS, left.shape[1]), dtype=left.dtype)
            filled[:rows] = left
            left = filled
        with _blas().limit(limits=1):
            product = numpy.matmul(left, right)[:rows]
        if out is None:
            return product
        out[...] = product
        return out


def quicken(nlp: Language) -> Language:
    """Let the models of a pipeline that runs on the CPU use `SwiftOps`."""
    ops = SwiftOps()
    for _, pipe in nlp.pipeline:
        model = getattr(pipe, "model", None)
        if isinstance(model, Model) and type(model.ops) is NumpyOps:
            for node in model.walk():
                if type(node.ops) is NumpyOps:
                    node.ops = ops
            embed_once(model)
    return nlp
