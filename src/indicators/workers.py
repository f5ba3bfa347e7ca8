"""Batches in several processes: releases go there, rows come back, in order; no Doc is sent, which costs as much as the work itself."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import TYPE_CHECKING

from indicators.batches import Batch, Defaults, work_on
from indicators.errors import IndicatorsError

if TYPE_CHECKING:
    from spacy.language import Language

    from indicators.release import Release

__all__ = ["work_in_processes"]

# How many batches wait for each process: none stands idle while its next one is read, and no archive is read into memory.
_AHEAD = 2

# What a worker process works with, set when it begins.
_worker: tuple[Language, Defaults]


def work_in_processes(
    nlp: Language, batches: Iterator[list[Release]], defaults: Defaults, n_process: int
) -> Iterator[tuple[list[Release], Batch]]:
    """Yield each of `batches` with what came of it, in their order.

    Raises
    ------
    IndicatorsError
        If a process dies.
    """
    pool = ProcessPoolExecutor(n_process, initializer=_begin, initargs=(nlp, defaults))
    pending: deque[tuple[list[Release], Future[Batch]]] = deque()
    try:
        for releases in batches:
            pending.append((releases, pool.submit(_work, releases)))
            if len(pending) > _AHEAD * n_process:
                yield _answer(*pending.popleft())
        while pending:
            yield _answer(*pending.popleft())
    except BrokenProcessPool as error:
        raise IndicatorsError(
            "a worker process was killed or crashed, perhaps for want of memory: try fewer processes or a smaller batch_size"
        ) from error
    finally:
        pool.shutdown(cancel_futures=True)


def _answer(releases: list[Release], future: Future[Batch]) -> tuple[list[Release], Batch]:
    return releases, future.result()


def _begin(nlp: Language, defaults: Defaults) -> None:
    global _worker
    _worker = nlp, defaults
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who interrupts means the main process, which ends the others
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """A worker whose main process was killed would wait for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _work(releases: list[Release]) -> Batch:
    nlp, defaults = _worker
    return work_on(nlp, releases, defaults)
