"""Inflections that no table of strings shows."""

from __future__ import annotations

import pytest

from indicators.inflect import participle


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("found", "finding"),
        ("plans", "planning"),
        ("planned", "planning"),
        ("used", "using"),
        ("tries", "trying"),
        ("agreed", "agreeing"),
        ("need", "needing"),
        ("died", "dying"),
        ("watches", "watching"),
        ("preferred", "preferring"),
        ("visited", "visiting"),
        ("raise", "raising"),
        ("bring", "bringing"),
        ("saying", "saying"),
    ],
)
def test_a_participle_is_made_of_any_form(form: str, expected: str) -> None:
    assert participle(form) == expected
