"""Every release in fixtures/ gives the table beside it. A new case is two files: NAME.txt and NAME.expected.jsonl."""

from __future__ import annotations

import json
import math
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import indicators
from indicators.periods import bounds

if TYPE_CHECKING:
    from spacy.language import Language

FIXTURES = Path(__file__).parents[1] / "fixtures"
COMPARED = (
    "value",
    "value_low",
    "value_high",
    "unit",
    "quantity_type",
    "measure",
    "basis",
    "period",
    "area",
    "counterpart",
    "status",
    "bound",
)
# Words that name no other series: they and the order of the rest do not count.
IDLE = frozenset(
    re.findall(r"\w+", "of the a an for to in from by and s its their on at with per total overall value number volume amount figure level")
)


def words(subject: str | None) -> frozenset[str]:
    """The words of a subject that tell one series from another, in the singular."""
    found = re.findall(r"[a-z0-9]+", (subject or "").lower().replace("’", "'"))
    kept = (re.sub(r"ies$", "y", word) for word in found if word not in IDLE)
    return frozenset(word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word for word in kept)


def same(name: str, got: Any, expected: Any) -> bool:
    if isinstance(expected, float | int) and isinstance(got, float | int):
        return math.isclose(got, expected, rel_tol=1e-9, abs_tol=1e-12)
    if name in ("area", "counterpart"):
        return set(filter(None, (got or "").split(";"))) == set(filter(None, (expected or "").split(";")))
    if name == "period":  # 2024-Q2 and 2024-04/2024-06 are the same days
        return got == expected or (got is not None and expected is not None and bounds(got) == bounds(expected))
    return bool(got == expected)


def differences(got: dict[str, Any], expected: dict[str, Any]) -> list[str]:
    wrong = [
        f"{name}: {got.get(name)!r}, expected {expected[name]!r}"
        for name in COMPARED
        if name in expected and not same(name, got.get(name), expected[name])
    ]
    readings = [expected["subject"], *expected.get("subject_alt", [])]
    if words(got["subject"]) not in map(words, readings):
        wrong.append(f"subject: {got['subject']!r}, expected {' or '.join(map(repr, readings))}")
    return wrong


def report(got: list[dict[str, Any]], expected: list[dict[str, Any]]) -> list[str]:
    """What is missing, too many or wrong, a line each."""
    by_start = {row["start"]: row for row in got}
    lines = []
    for row in expected:
        found = by_start.pop(row["start"], None)
        if found is None or found["surface"] != row["surface"]:
            lines.append(f"missing  [{row['surface']}] at {row['start']}" + (f", found [{found['surface']}]" if found else ""))
        elif wrong := differences(found, row):
            lines.append(f"wrong    [{row['surface']}] at {row['start']}\n" + "\n".join(f"           {line}" for line in wrong))
    lines += [f"too many [{row['surface']}] at {row['start']}: {row['subject']}" for row in by_start.values()]
    return lines


def expected_of(path: Path) -> list[dict[str, Any]]:
    table = path.with_name(f"{path.stem}.expected.jsonl")
    return [json.loads(line) for line in table.read_text(encoding="utf-8").splitlines() if line.strip()]


RELEASES = sorted(FIXTURES.glob("*.txt"))


@pytest.mark.parametrize("path", RELEASES, ids=lambda path: path.stem)
def test_a_release_gives_its_table(path: Path, nlp: Language) -> None:
    release = next(indicators.read(path))
    expected = expected_of(path)
    for row in expected:
        assert release.text[row["start"] : row["end"]] == row["surface"], (
            f"{path.stem}: the expected table is wrong about {row['surface']!r}"
        )
    table = indicators.extract(release, nlp=nlp)
    rows = [{name: None if value is None or value != value else value for name, value in row.items()} for row in records(table)]
    assert all(release.text[row["start"] : row["end"]] == row["surface"] for row in rows)
    wrong = report(rows, expected)
    assert not wrong, f"{path.stem}: {len(wrong)} of {len(expected)} rows\n" + "\n".join(wrong)


def records(table: Any) -> list[dict[str, Any]]:
    return list(table.astype(object).where(table.notna(), None).to_dict("records"))


def test_there_are_fixtures_and_each_has_its_table() -> None:
    tables = {path.name.removesuffix(".expected.jsonl") for path in FIXTURES.glob("*.expected.jsonl")}
    assert tables == {path.stem for path in RELEASES}
    assert len(RELEASES) >= 14
