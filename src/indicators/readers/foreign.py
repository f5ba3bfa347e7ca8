"""Packages that only some readers need: what to install where one is missing, and their log messages kept to themselves."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType

from indicators.readers.decode import Unreadable

__all__ = ["need", "quiet"]


def need(module: str, *, what: str, extra: str) -> ModuleType:
    """Import `module`, or say that `what` needs it and which extra of this package brings it."""
    try:
        return import_module(module)
    except ImportError as error:
        raise Unreadable(f"{what} need {module}: pip install 'indicators[{extra}]' ({error})") from error


@contextmanager
def quiet(*names: str) -> Iterator[None]:
    """Keep the loggers `names` silent: what matters of what they say comes as one error that names the file."""
    loggers = [logging.getLogger(name) for name in names]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)
