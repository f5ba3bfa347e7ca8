"""What can go wrong, one class for each kind, all of them `IndicatorsError`."""

from __future__ import annotations

__all__ = ["IndicatorsError", "IndicatorsWarning", "InputError", "ModelError", "OutputError", "ReadError"]


class IndicatorsError(Exception):
    """Anything that this library raises on purpose."""


class InputError(IndicatorsError, ValueError):
    """What was given can't be worked on: no text column, a date that is none, a thing that is not a release."""


class ReadError(IndicatorsError):
    """A file, or one release in it, can't be read.

    Attributes
    ----------
    path : str
        The file, with the line or row where there is one.
    reason : str
        What is wrong with it.
    """

    def __init__(self, path: object, reason: str) -> None:
        super().__init__(str(path), reason)
        self.path = str(path)
        self.reason = reason

    def __str__(self) -> str:
        return f"{self.path}: {self.reason}"


class ModelError(IndicatorsError):
    """No such model, or one that lacks what the extraction needs."""


class OutputError(IndicatorsError):
    """The table can't be written there or in that format."""


class IndicatorsWarning(UserWarning):
    """An input was passed over; the others went on."""
