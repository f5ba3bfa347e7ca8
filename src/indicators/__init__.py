"""Statistical press releases in, a tidy table of their figures out.

>>> import indicators
>>> table = indicators.extract("Exports rose 4.1 percent to $6.2 billion in May.", published="2024-06-01", country="US")

The names below load what they need when they are first used: importing the package loads neither spaCy nor pandas.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from indicators.audit import audit
    from indicators.conversion import convert
    from indicators.errors import IndicatorsError, IndicatorsWarning, InputError, ModelError, OutputError, ReadError
    from indicators.extraction import extract, iter_tables
    from indicators.outputs import write
    from indicators.pipeline import load
    from indicators.quantities import quantity
    from indicators.readers import read
    from indicators.release import Release
    from indicators.report import report
    from indicators.series import link, series
    from indicators.show import Shown, show
    from indicators.table import to_frame
    from indicators.wide import to_wide

__version__ = "0.1.0"

__all__ = [
    "IndicatorsError",
    "IndicatorsWarning",
    "InputError",
    "ModelError",
    "OutputError",
    "ReadError",
    "Release",
    "Shown",
    "__version__",
    "audit",
    "convert",
    "extract",
    "iter_tables",
    "link",
    "load",
    "quantity",
    "read",
    "report",
    "series",
    "show",
    "to_frame",
    "to_wide",
    "write",
]

_HOMES = {
    "IndicatorsError": "errors",
    "IndicatorsWarning": "errors",
    "InputError": "errors",
    "ModelError": "errors",
    "OutputError": "errors",
    "ReadError": "errors",
    "Release": "release",
    "Shown": "show",
    "audit": "audit",
    "convert": "conversion",
    "extract": "extraction",
    "iter_tables": "extraction",
    "link": "series",
    "load": "pipeline",
    "quantity": "quantities",
    "read": "readers",
    "report": "report",
    "series": "series",
    "show": "show",
    "to_frame": "table",
    "to_wide": "wide",
    "write": "outputs",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


class _Package(ModuleType):
    """This package. A module of the same name as its function (`report`, `show`) does not take the function's place once it is imported."""

    def __reduce__(self) -> tuple[object, tuple[str]]:
        # By its name, as any module: clusters send functions that use it to their workers.
        return import_module, (self.__name__,)

    def __setattr__(self, name: str, value: object) -> None:
        if not (isinstance(value, ModuleType) and _HOMES.get(name) == name):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
