"""Embedding: the vector of each distinct token made once, though a text has most of its words many times."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy
from thinc.api import Model

__all__ = ["embed_once"]


def embed_once(model: Model[Any, Any]) -> None:
    """Let the tok2vec layers inside a model that embed each token by itself do so once for all that are alike.

    A vector is the same whatever it is computed together with, but for rounding on some processors (`indicators.matmul`), so nothing
    changes but the time. Training goes the way that it went.
    """
    for node in list(model.walk()):
        embed = node.maybe_get_ref("embed") if node.has_ref("embed") else None
        if embed is not None and node.layers and node.layers[0] is embed and _by_token(embed):
            swift: Model[Any, Any] = Model(
                embed.name,
                _Embedding(embed),
                layers=embed.layers,
                dims={name: embed.maybe_get_dim(name) for name in embed.dim_names},
                ops=embed.ops,
            )
            node.layers[0] = swift
            node.set_ref("embed", swift)


def _by_token(embed: Model[Any, Any]) -> bool:
    """Whether the layers take the features of tokens, and nothing else of the Docs, to vectors row by row."""
    names = [layer.name for layer in embed.layers]
    inner = names[2:-1]
    return (
        names[:2] == ["extract_features", "list2ragged"] and names[-1] == "ragged2list" and all(n.startswith("with_array") for n in inner)
    )


class _Embedding:
    """The forward pass of an embedding chain, for each distinct token."""

    def __init__(self, embed: Model[Any, Any]) -> None:
        self._whole = embed

    def __call__(self, model: Model[Any, Any], docs: Sequence[Any], is_train: bool) -> tuple[list[Any], Callable[[Any], Any]]:
        if is_train:
            answer: tuple[list[Any], Callable[[Any], Any]] = self._whole(docs, is_train)
            return answer
        features: list[Any] = model.layers[0].predict(docs)
        rows = numpy.ascontiguousarray(numpy.concatenate(features))
        keys: list[bytes] = rows.view(f"V{rows.dtype.itemsize * rows.shape[1]}").ravel().tolist()
        numbers: dict[bytes, int] = {}
        places = [numbers.setdefault(key, len(numbers)) for key in keys]
        found = model.layers[1].predict([numpy.frombuffer(b"".join(numbers), rows.dtype).reshape(-1, rows.shape[1])])
        for layer in model.layers[2:-1]:
            found = layer.predict(found)
        return numpy.split(found.dataXd[places], numpy.cumsum(list(map(len, features)))[:-1]), _no_way_back


def _no_way_back(_: Any) -> Any:
    raise NotImplementedError("only training goes backward")
