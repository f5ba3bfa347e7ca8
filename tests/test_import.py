"""What importing costs, and that the package installs what it promises."""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import entry_points
from pathlib import Path

import pytest

import indicators

HEAVY = ("spacy", "pandas", "numpy", "pyarrow", "pint", "quantulum3", "babel", "rich")


@pytest.mark.parametrize("module", ["indicators", "indicators.cli", "indicators.release", "indicators.readers"])
def test_importing_loads_nothing_heavy(module: str) -> None:
    code = f"import sys, {module}; print(*[name for name in {HEAVY!r} if name in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split() == []


def test_reading_text_loads_nothing_heavy(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Exports rose 2.5 percent.")
    code = f"import sys, indicators; list(indicators.read({str(tmp_path)!r})); print(*[name for name in {HEAVY!r} if name in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split() == []


def test_the_public_names_are_listed_and_there() -> None:
    assert set(indicators.__all__) <= set(dir(indicators))
    for name in indicators.__all__:
        assert getattr(indicators, name) is not None


def test_the_function_stays_a_function_whatever_was_imported_before() -> None:
    modules = "indicators.cli, indicators.extraction, indicators.readers"
    code = f"import {modules}; import indicators; print(callable(indicators.extract), callable(indicators.read))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split() == ["True", "True"]


def test_every_step_is_a_factory_that_any_pipeline_can_name() -> None:
    from indicators.pipeline import STEPS

    factories = {point.name: point for point in entry_points(group="spacy_factories")}
    assert set(STEPS) <= set(factories)
    assert all(callable(factories[step].load()) for step in STEPS)


def test_the_package_is_typed() -> None:
    assert Path(indicators.__file__).with_name("py.typed").exists()
