"""Constructions of statistical prose, each a case of `cases/statements.toml`."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

import indicators

CASES = tomllib.loads((Path(__file__).parent / "cases" / "statements.toml").read_text("utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["construction"])
def test_a_construction_gives_the_fields_a_reader_would_fill_in(case: dict[str, Any], request: pytest.FixtureRequest) -> None:
    if "fails" in case:
        request.applymarker(pytest.mark.xfail(reason=case["fails"], strict=True))
    table = indicators.extract(indicators.Release(case["text"], published=case["published"]))
    rows = {row["surface"]: row for row in table.to_dict("records")}
    if not case["figures"]:
        assert not rows
    for figure in case["figures"]:
        row = rows[figure["surface"]]
        found = {field: row[field] or "" for field in figure}
        found["subject"] = found.get("subject", "").lower()
        assert found == {"subject": "", **figure}
