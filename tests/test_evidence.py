"""Where a row's figure and its subject stand in the text."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from indicators.evidence import Mark, marks, segments

CASES = tomllib.loads((Path(__file__).parent / "cases" / "evidence.toml").read_text(encoding="utf-8"))["case"]


def found(text: str, rows: list[dict[str, str]]) -> list[Mark]:
    starts = [text.index(row["figure"]) for row in rows]
    spans = [(at, at + len(row["figure"])) for at, row in zip(starts, rows, strict=True)]
    return marks(text, [{"start": start, "end": end, "subject": row["subject"]} for (start, end), row in zip(spans, rows, strict=True)])


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:30] for case in CASES])
def test_the_subject_is_found_near_its_figure(case: dict[str, Any]) -> None:
    text = case["text"]
    evidence = found(text, case["rows"])
    assert [text[slice(*mark.figure)] for mark in evidence] == [row["figure"] for row in case["rows"]]
    assert [[text[start:end] for start, end in mark.subject] for mark in evidence] == [row["words"] for row in case["rows"]]


def test_the_nearer_word_is_taken() -> None:
    text = CASES[2]["text"]
    assert found(text, CASES[2]["rows"])[0].subject == ((text.index("sales fell"), text.index(" fell")),)


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:30] for case in CASES])
def test_segments_are_the_text_cut_without_loss(case: dict[str, Any]) -> None:
    text = case["text"]
    cut = segments(len(text), found(text, case["rows"]))
    assert "".join(text[piece.start : piece.end] for piece in cut) == text
    assert {row for piece in cut for row in piece.figures} == set(range(len(case["rows"])))


def test_spans_outside_the_text_are_cut_to_it() -> None:
    assert marks("short", [{"start": 3, "end": 99, "subject": None}, {"start": -4, "end": -2, "subject": "x"}]) == [
        Mark((3, 5), ()),
        Mark((0, 0), ()),
    ]
    assert segments(0, []) == []
