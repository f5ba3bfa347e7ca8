"""What CI installs: all that pyproject.toml asks for, pinned by hash, from no place that is named; and the lowest versions declared."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
# PySpark is large: CI does without it, and its tests are skipped where it is not installed.
LEFT_OUT = ("spark",)
DECLARED = [
    *PROJECT["dependencies"],
    *(line for extra, lines in PROJECT["optional-dependencies"].items() if extra not in LEFT_OUT for line in lines),
]
REQUIREMENTS = [requirement for requirement in map(Requirement, DECLARED) if requirement.name != PROJECT["name"]]
LOCK = (ROOT / ".ci/requirements.txt").read_text("utf-8")
PINNED = re.findall(r"^([\w.-]+)==([\w.!+]+)(?: ;[^\\]*)? \\\n((?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)", LOCK, re.MULTILINE)


def test_what_ci_installs_is_pinned_by_hash_and_names_no_place() -> None:
    assert len(PINNED) == len([line for line in LOCK.splitlines() if line and not line.startswith((" ", "#"))]) > 100
    assert re.findall(r"https?:|--(?!hash=)\S+|@", LOCK) == []


@pytest.mark.parametrize("requirement", REQUIREMENTS, ids=str)
def test_what_is_declared_is_pinned_and_its_lowest_version_is_the_one_that_is_tested(requirement: Requirement) -> None:
    name = canonicalize_name(requirement.name)
    versions = [Version(version) for pinned, version, _ in PINNED if pinned == name]
    assert any(requirement.specifier.contains(version) for version in versions), "run make lock"
    lowest = dict(line.split("==") for line in (ROOT / ".ci/lowest.txt").read_text("utf-8").splitlines() if "==" in line)
    bounds = [Version(bound.version) for bound in requirement.specifier if bound.operator in (">=", "==")]
    assert bounds == [Version(lowest[name])], "write it into .ci/lowest.txt and run make test-lowest"
