"""Learn how sure a row is, and check it on agencies left out; write the weights and a table of reliability.

For every agency in turn the weights and the scale are learned on all the others and tried on its rows: the table in accuracy.md has
those trials only. The weights in src/indicators/lexicon/confidence.toml are then learned on everything.

    python benchmarks/confidence.py                      # on the development gold
    python benchmarks/confidence.py --extra more.jsonl   # and on further releases in the gold's format
    python benchmarks/confidence.py --dry                # print only
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import math
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any, TypeAlias

import numpy as np
from accuracy import RESULTS, Gold
from numpy.typing import NDArray

import indicators
from indicators.components.confidence import traits_of
from indicators.confidence import PARTS, Judge

HERE = Path(__file__).resolve().parent
WEIGHTS = HERE.parent / "src/indicators/lexicon/confidence.toml"
COMMAND = "python benchmarks/confidence.py"
BEGIN, END = "<!-- confidence: written by confidence.py -->", "<!-- end of confidence -->"

# How strongly weights are held near zero.
PENALTY = 2.0
# A trait must be seen in so many rows, and at so many agencies, to be given a weight.
ROWS, AGENCIES = 40, 10
# Of the rows above the first, the second is to be right.
SURE, AIM = 0.9, 0.955

Matrix: TypeAlias = NDArray[np.float64]
Parts: TypeAlias = dict[str, dict[str, float]]


@dataclass(frozen=True)
class Row:
    """A predicted row: what is seen of it, and what of it is right (None: the gold leaves it open)."""

    agency: str
    gold: bool
    change: bool
    traits: dict[str, float]
    parts: dict[str, bool]
    right: bool


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=HERE.parents[1] / "shared", help="where gold/dev.jsonl and gold/score.py are")
    parser.add_argument("--extra", type=Path, action="append", default=[], metavar="FILE", help="further releases in the gold's format")
    parser.add_argument("--dry", action="store_true", help="write no file")
    options = parser.parse_args()
    paths = [options.shared / "gold/dev.jsonl", *options.extra]
    for path in (*paths, options.shared / "gold/score.py"):
        if not path.exists():
            print(f"{path} is not there: the gold is kept outside this repository; --shared says where", file=sys.stderr)
            return 2
    scorer = load_scorer(options.shared / "gold/score.py")
    releases = [
        (number == 0, json.loads(line)) for number, path in enumerate(paths) for line in path.read_text("utf-8").splitlines() if line
    ]
    rows = list(gather(releases, scorer))
    folds = {agency: index for index, agency in enumerate(sorted({row.agency for row in rows}))}
    parts, odds = learn(rows, folds)
    points = scale(odds, rows)
    final = Judge(parts, points)
    shipped = np.array([final.confidence(row.traits, change=row.change) for row in rows])
    report = "\n".join(
        [*lines(rows, cross_scaled(odds, rows, folds), len(folds)), *summary("With the weights shipped, the gold's rows", rows, shipped)]
    )
    print(report)
    if not options.dry:
        WEIGHTS.write_text("\n".join(toml(parts, points)) + "\n", encoding="utf-8")
        RESULTS.write_text(merged(report), encoding="utf-8")
    return 0


def load_scorer(path: Path) -> ModuleType:
    """Return the scorer's file as a module."""
    spec = importlib.util.spec_from_file_location("score", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


# -- rows with what is right of them ----------------------------------------------------------------------------------------------


def gather(releases: Iterable[tuple[bool, Gold]], scorer: ModuleType) -> Iterator[Row]:
    """Yield the rows of all releases; those of figures that the gold marks optional are left out."""
    nlp = indicators.load()
    for gold, release in releases:
        doc = nlp.make_doc(release["text"])
        doc.user_data["indicators_published"] = release["published"]
        traits: list[dict[str, float]] = []
        for name, step in nlp.pipeline:
            if name == "indicators_rows" and doc.user_data["indicators_figures"]:
                seen = traits_of(doc)
                traits = [seen.of(number) for number in range(len(doc.user_data["indicators_figures"]))]
            doc = step(doc)
        agency = str(release.get("source"))
        for row, number, verdict in judged(doc._.indicators, release, scorer):
            change = row["measure"] == "change"
            parts = verdict and {
                "figure": verdict["unit"] and verdict["measure"],
                "subject": verdict["subject~"],
                "period": verdict["period"],
                **({"basis": verdict["basis"]} if change else {}),
            }
            yield Row(agency, gold, change, traits[number], parts or {"figure": False}, bool(verdict and verdict["row"]))


def judged(
    rows: Sequence[dict[str, Any]], release: Gold, scorer: ModuleType
) -> Iterator[tuple[dict[str, Any], int, dict[str, bool] | None]]:
    """Yield each row with its number and the scorer's verdict, None where it meets no figure; pairs them as the scorer does."""
    figures = release["figures"]
    near = [
        (i, j)
        for i, row in enumerate(rows)
        for j, figure in enumerate(figures)
        if row["start"] < figure["end"] and figure["start"] < row["end"]
    ]
    pairs = sorted(
        (-sum(scorer.best_reading(rows[i], figures[j]).values()), i, j)
        for i, j in near
        if any(scorer.same_number(rows[i], {**figures[j], **other}) for other in ({}, *figures[j].get("alt", [])))
    )
    figure_of: dict[int, int] = {}
    for _, i, j in pairs:
        if i not in figure_of and j not in figure_of.values():
            figure_of[i] = j
    optional = {i for i, j in near if figures[j].get("optional")}
    for i, row in enumerate(rows):
        if i in figure_of and not figures[figure_of[i]].get("optional"):
            yield row, i, scorer.best_reading(row, figures[figure_of[i]])
        elif i not in figure_of and i not in optional:
            yield row, i, None


# -- weights ------------------------------------------------------------------------------------------------------------------------


def learn(rows: Sequence[Row], folds: dict[str, int]) -> tuple[Parts, Matrix]:
    """Return the weights of every part, learned on all rows, and each row's joint log-odds by weights learned without its agency."""
    fold = np.array([folds[row.agency] for row in rows])
    parts: Parts = {}
    held_out = {part: np.zeros(len(rows)) for part in PARTS}
    for part, groups in PARTS.items():
        names = [name for name in trait_names(rows) if name.partition(":")[0] in groups]
        values = np.array([[1.0, *(row.traits.get(name, 0.0) for name in names)] for row in rows])
        known = np.array([part in row.parts for row in rows])
        right = np.array([float(row.parts.get(part, False)) for row in rows])
        weights = fit(values[known], right[known], np.zeros(values.shape[1]))
        parts[part] = {name: float(weight) for name, weight in zip(("", *names), weights, strict=True)}
        for left_out in folds.values():
            others = known & (fold != left_out)
            held_out[part][fold == left_out] = values[fold == left_out] @ fit(values[others], right[others], weights)
    joined = [joint(row, {part: held_out[part][i] for part in PARTS}) for i, row in enumerate(rows)]
    return parts, np.array(joined)


def joint(row: Row, odds: dict[str, float]) -> float:
    """The joint log-odds of a row whose parts' own log-odds are known."""
    return Judge({part: {"": float(value)} for part, value in odds.items()}, ()).joint(row.traits, change=row.change)


def trait_names(rows: Sequence[Row]) -> list[str]:
    """The traits that are seen often enough."""
    seen = Counter(name for row in rows for name in row.traits)
    agencies = Counter(name for name, _ in {(name, row.agency) for row in rows for name in row.traits})
    return sorted(name for name, count in seen.items() if count >= ROWS and agencies[name] >= AGENCIES)


def fit(values: Matrix, right: Matrix, start: Matrix, penalty: float = PENALTY) -> Matrix:
    """Logistic regression with a quadratic penalty on all weights but the first, by Newton's method from `start`."""
    weights = start.copy()
    held = np.full(values.shape[1], penalty)
    held[0] = 1e-3
    for _ in range(25):
        chance = 1 / (1 + np.exp(-np.clip(values @ weights, -30, 30)))
        slope = values.T @ (right - chance) - held * weights
        curve = (values * (chance * (1 - chance) + 1e-9)[:, None]).T @ values + np.diag(held)
        step = np.linalg.solve(curve, slope)
        weights += step
        if np.abs(step).max() < 1e-5:
            break
    return weights


# -- the scale ----------------------------------------------------------------------------------------------------------------------


def scale(odds: Matrix, rows: Sequence[Row]) -> list[tuple[float, float]]:
    """Points from joint log-odds to probability: a logistic curve, bent so that of those above `SURE` `AIM` are right."""
    right = np.array([float(row.right) for row in rows])
    bias, slope = fit(np.stack([np.ones_like(odds), odds], axis=1), right, np.array([0.0, 1.0]), penalty=1e-3)
    bar = sure_from(1 / (1 + np.exp(-(bias + slope * odds))))
    points = []
    for chance in (0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.93, 0.95, 0.97, 0.98, 0.99):
        bent = SURE * chance / bar if chance <= bar else SURE + (1 - SURE) * (chance - bar) / (1 - bar)
        points.append(((math.log(chance / (1 - chance)) - float(bias)) / float(slope), bent))
    return points


def sure_from(chance: Matrix) -> float:
    """The lowest probability, `SURE` or more, from which on the rows are right with a mean probability of `AIM`."""
    ordered = np.sort(chance)[::-1]
    enough = ordered[np.cumsum(ordered) / np.arange(1, len(ordered) + 1) >= AIM]
    return float(np.clip(min(enough, default=0.99), SURE, 0.99))


def cross_scaled(odds: Matrix, rows: Sequence[Row], folds: dict[str, int]) -> Matrix:
    """Each row's confidence by a scale that was made without its agency."""
    answer = np.zeros(len(rows))
    for agency in folds:
        inside = [n for n, row in enumerate(rows) if row.agency == agency]
        others = [n for n, row in enumerate(rows) if row.agency != agency]
        scaled = Judge({}, scale(odds[others], [rows[n] for n in others])).scaled
        answer[inside] = [scaled(float(odds[n])) for n in inside]
    return answer


# -- what is written ------------------------------------------------------------------------------------------------------------------


def lines(rows: Sequence[Row], confidence: Matrix, agencies: int) -> Iterator[str]:
    """Yield the report: how many rows of each tenth of the scale are right."""
    right = np.array([row.right for row in rows])
    gold = np.array([row.gold for row in rows])
    further = f" and {int((~gold).sum())} of further releases" if not gold.all() else ""
    yield f"`confidence` on agencies left out: {int(gold.sum())} rows of the gold{further}, {agencies} agencies. Made by `{COMMAND}`."
    yield ""
    yield "| confidence | rows | mean | right |" + (" rows of the gold | right |" if further else "")
    yield "|---|---:|---:|---:|" + ("---:|---:|" if further else "")
    for low in range(10):
        inside = (confidence >= low / 10) & ((confidence < (low + 1) / 10) | (low == 9))
        cells = [str(int(inside.sum())), mean(confidence[inside]), mean(right[inside])]
        if further:
            cells += [str(int((inside & gold).sum())), mean(right[inside & gold])]
        yield f"| {low / 10:.1f}–{(low + 1) / 10:.1f} | " + " | ".join(cells) + " |"
    yield ""
    if further:
        yield from summary("All rows", rows, confidence, gold_only=False)
    yield from summary("The gold's rows", rows, confidence)


def summary(what: str, rows: Sequence[Row], confidence: Matrix, *, gold_only: bool = True) -> Iterator[str]:
    """Yield a line on how many rows are sure, how many of those are right, and how far confidence is from the truth."""
    chosen = np.array([row.gold or not gold_only for row in rows])
    right = np.array([row.right for row in rows])
    sure = (confidence > SURE) & chosen
    error = float(np.mean((confidence[chosen] - right[chosen]) ** 2))
    yield (
        f"- {what}: {mean(right[chosen])} right; {sure.sum() / chosen.sum():.0%} above {SURE}, of which {mean(right[sure])} right; "
        f"squared error {error:.3f} (of a constant {float(np.var(right[chosen])):.3f})."
    )


def mean(values: Matrix | NDArray[np.bool_]) -> str:
    return f"{float(values.mean()):.3f}" if len(values) else ""


def toml(parts: Parts, points: Sequence[tuple[float, float]]) -> Iterator[str]:
    """Yield the lines of the file of weights; weights too small to matter are left out."""
    yield f"# How sure a row is. Learned: made by `{COMMAND}`, not to be edited."
    yield ""
    yield "[scale]  # joint log-odds, probability"
    yield "points = [" + ", ".join(f"[{odds:.4f}, {chance:.4f}]" for odds, chance in points) + "]"
    for part, weights in parts.items():
        yield ""
        yield f"[parts.{part}]"
        yield from (f"{json.dumps(name)} = {weight:.4f}" for name, weight in weights.items() if abs(weight) >= 0.0005)


def merged(report: str) -> str:
    """Return accuracy.md with `report` in its place; what else is written there stays."""
    block = f"{BEGIN}\n{report}\n{END}"
    old = RESULTS.read_text(encoding="utf-8") if RESULTS.exists() else "# Accuracy\n"
    if BEGIN not in old:
        return old.rstrip("\n") + f"\n\n## Confidence\n\n{block}\n"
    before, _, rest = old.partition(BEGIN)
    return before + block + rest.partition(END)[2]


if __name__ == "__main__":
    sys.exit(main())
