"""Compare the releases in fixtures/ with their expected tables, and keep the list of what is known to come out wrong.

    python benchmarks/fixtures.py           # what is wrong, row by row; exit code 1 if that is not what known_misses.jsonl says
    python benchmarks/fixtures.py --write   # writes fixtures/known_misses.jsonl anew

The tests use the same comparison: see fixtures/README.md.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import math
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import indicators
from indicators.periods import bounds

if TYPE_CHECKING:
    from spacy.language import Language

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures"
KNOWN_MISSES = FIXTURES / "known_misses.jsonl"

FIELDS = (
    *("value", "value_low", "value_high", "unit", "quantity_type", "subject", "measure"),
    *("basis", "period", "area", "counterpart", "status", "bound"),
)
MISSING, EXTRA = "row missing", "row too many"

# Words that name no other series: they and the order of the rest do not count.
IDLE = frozenset(
    re.findall(r"\w+", "of the a an for to in from by and s its their on at with per total overall value number volume amount figure level")
)

Row = dict[str, Any]


class Place(NamedTuple):
    """Where a row stands: what a miss is known by."""

    fixture: str
    start: int
    surface: str


class Misses(NamedTuple):
    """What is wrong with the rows of a release: the row as it truly is (one too many: as it was read), and its wrong fields."""

    rows: dict[Place, Row]
    wrong: dict[Place, dict[str, str]]


def releases() -> list[Path]:
    """Return the files of the releases."""
    return sorted(FIXTURES.glob("*.txt"))


def expected_of(path: Path) -> list[Row]:
    """Return the expected table of a release."""
    return _lines(path.with_name(f"{path.stem}.expected.jsonl"))


def known() -> dict[Place, frozenset[str]]:
    """Return the known misses."""
    lines = _lines(KNOWN_MISSES) if KNOWN_MISSES.exists() else []
    return {Place(line["fixture"], line["start"], line["surface"]): frozenset(line["wrong"]) for line in lines}


def misses(path: Path, nlp: Language | None = None) -> Misses:
    """Return what the library gets wrong in a release."""
    table = indicators.extract(indicators.read(path), nlp=nlp)
    got = [{str(name): value for name, value in row.items()} for row in table.astype(object).where(table.notna(), None).to_dict("records")]
    return compare(path.stem, got, expected_of(path))


def compare(fixture: str, got: Iterable[Row], expected: Iterable[Row]) -> Misses:
    """Set the rows that were read beside those that are true."""
    left = {Place(fixture, row["start"], row["surface"]): row for row in got}
    result = Misses({}, {})
    for row in expected:
        place = Place(fixture, row["start"], row["surface"])
        found = left.pop(place, None)
        wrong = {MISSING: ""} if found is None else dict(_differences(found, row))
        if wrong:
            result.rows[place], result.wrong[place] = row, wrong
    for place, row in left.items():
        result.rows[place], result.wrong[place] = row, {EXTRA: str(row["subject"])}
    return result


def _differences(got: Row, expected: Row) -> Iterator[tuple[str, str]]:
    for name in FIELDS:
        if name == "subject":
            readings = [expected["subject"], *expected.get("subject_alt", [])]
            if words(got["subject"]) not in map(words, readings):
                yield name, f"{got['subject']!r}, expected {' or '.join(map(repr, readings))}"
        elif name in expected and not same(name, got.get(name), expected[name]):
            yield name, f"{got.get(name)!r}, expected {expected[name]!r}"


def words(subject: str | None) -> frozenset[str]:
    """Return the words of a subject that tell one series from another, in the singular."""
    found = re.findall(r"[a-z0-9]+", (subject or "").lower().replace("’", "'"))
    kept = (re.sub(r"ies$", "y", word) for word in found if word not in IDLE)
    return frozenset(word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word for word in kept)


def same(name: str, got: Any, expected: Any) -> bool:
    """Tell whether two readings of a field mean the same."""
    if isinstance(expected, float | int) and isinstance(got, float | int):
        return math.isclose(got, expected, rel_tol=1e-9, abs_tol=1e-12)
    if name in ("area", "counterpart"):
        return set(filter(None, (got or "").split(";"))) == set(filter(None, (expected or "").split(";")))
    if name == "period":
        return bool(got == expected) or _same_days(got, expected)
    return bool(got == expected)


def _same_days(got: str | None, expected: str | None) -> bool:
    """Periods that cover the same days are the same (2024-Q2, 2024-04/2024-06); a week is its days or the last of them."""
    one, other = bounds(got), bounds(expected)
    if one is None or other is None:
        return False
    return one == other or (one[1] == other[1] and {_length(one), _length(other)} == {1, 7})


def _length(days: tuple[dt.date, dt.date]) -> int:
    return (days[1] - days[0]).days + 1


def report(found: Misses) -> list[str]:
    """Return what is wrong, a line for each field."""
    return [
        f"{place.fixture} [{place.surface}] at {place.start}: {name}{f': {readings}' if readings else ''}"
        for place, fields in found.wrong.items()
        for name, readings in fields.items()
    ]


def record(place: Place, row: Row, wrong: Iterable[str]) -> str:
    """Return the line of a known miss."""
    line = {**place._asdict(), "value": row["value"], "measure": row["measure"], "wrong": list(wrong)}
    return json.dumps(line, ensure_ascii=False)


def _lines(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="write fixtures/known_misses.jsonl anew")
    options = parser.parse_args()
    found = Misses({}, {})
    rows = 0
    for path in releases():
        rows += len(expected_of(path))
        for whole, part in zip(found, misses(path), strict=True):
            whole.update(part)
    print(*report(found), sep="\n")
    fields = Counter(name for wrong in found.wrong.values() for name in wrong)
    right = rows - sum(EXTRA not in wrong for wrong in found.wrong.values())
    print(f"\n{right} of {rows} rows right in every field; wrong: {', '.join(f'{name} {n}' for name, n in fields.most_common())}")
    if options.write:
        lines = [record(place, found.rows[place], wrong) for place, wrong in found.wrong.items()]
        KNOWN_MISSES.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        return 0
    return int({place: frozenset(wrong) for place, wrong in found.wrong.items()} != known())


if __name__ == "__main__":
    sys.exit(main())
