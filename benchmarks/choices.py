"""Learn which of the rival measures, subjects, periods and bases of a figure is right, and check it on agencies left out.

The agencies are dealt into folds; each fold is judged with weights learned on the others: the table in accuracy.md has those trials
only. The weights in src/indicators/lexicon/choices.json are then learned on everything.

Run it with rules that were not mended on the releases that it learns from (CONTRIBUTING.md tells how): those that were look better there
than they are on new releases, and the weights would trust them too much.

    python benchmarks/choices.py                      # on the development gold
    python benchmarks/choices.py --extra more.jsonl   # and on further releases in the gold's format
    python benchmarks/choices.py --dry                # print only
    python benchmarks/choices.py --keep asked.json    # only keep what was asked, to learn from it later
    python benchmarks/choices.py --asked asked.json   # learn from what was kept, of rules of several ages together
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import sys
import tomllib
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any, TypeAlias
from unittest import mock

import numpy as np
from accuracy import RESULTS, Gold
from confidence import load_scorer
from numpy.typing import NDArray

import indicators
from indicators.choices.chooser import KINDS, Chooser, margin

HERE = Path(__file__).resolve().parent
WEIGHTS = HERE.parent / "src/indicators/lexicon/choices.json"
CASES = HERE.parent / "tests/cases/statements.toml"
WEIGHT_OF_CASE = 3
BEGIN, END = "<!-- choices: written by choices.py -->", "<!-- end of choices -->"
COMMAND = "python benchmarks/choices.py"

# How strongly weights are held near zero, and below which they are left out.
PENALTY, SMALLEST = 2.0, 0.03
STEPS, RATE = 400, 0.05
# A trait must be seen at so many figures, and at so many agencies, to be given a weight.
FIGURES, AGENCIES = 12, 4
FOLDS = 5
# What a rival is worth that is right in part, as a subject with half of its words.
PARTLY = 0.45

Vector: TypeAlias = NDArray[np.float64]


@dataclass(frozen=True)
class Question:
    """The rivals of one figure: their traits, what each is worth, and which one the rules tell."""

    agency: str
    traits: tuple[tuple[str, ...], ...]
    worth: tuple[float, ...]
    told: int = 0


class Tap(Chooser):
    """A chooser that keeps what it is asked, and chooses as another does, or what the rules tell (the first)."""

    def __init__(self, judge: Chooser | None) -> None:
        super().__init__({})
        self.judge = judge
        self.asked: list[dict[Any, tuple[str, ...]]] = []

    def weighs(self, trait: str) -> bool:
        return True

    def best(self, rivals: Mapping[Any, Collection[str]]) -> tuple[Any, float]:
        self.asked.append({key: tuple(sorted(traits)) for key, traits in rivals.items()})
        return self.judge.best(rivals) if self.judge is not None else (next(iter(rivals)), 1.0)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=HERE.parents[1] / "shared", help="where gold/dev.jsonl and gold/score.py are")
    parser.add_argument("--extra", type=Path, action="append", default=[], metavar="FILE", help="further releases in the gold's format")
    parser.add_argument("--dry", action="store_true", help="write no file")
    parser.add_argument("--keep", type=Path, metavar="FILE", help="write what was asked there, and learn nothing")
    parser.add_argument("--asked", type=Path, action="append", default=[], metavar="FILE", help="learn from what was kept there alone")
    options = parser.parse_args()
    if options.asked:
        return _learned(merged(options.asked), write=not options.dry)
    paths = [options.shared / "gold/dev.jsonl", *options.extra]
    for path in (*paths, options.shared / "gold/score.py"):
        if not path.exists():
            print(f"{path} is not there: the gold is kept outside this repository; --shared says where", file=sys.stderr)
            return 2
    scorer = load_scorer(options.shared / "gold/score.py")
    releases = [json.loads(line) for path in paths for line in path.read_text("utf-8").splitlines() if line] + list(cases())
    # The second time the figures before have the names and periods that are chosen for them, as when the library runs.
    weights = {kind: learn(questions) for kind, questions in gather(releases, scorer, {}).items()}
    asked = gather(releases, scorer, {kind: Chooser(each, margin(kind)) for kind, each in weights.items()})
    if options.keep:
        kept = {kind: [dataclasses.astuple(question) for question in questions] for kind, questions in asked.items()}
        options.keep.write_text(json.dumps(kept, ensure_ascii=False), encoding="utf-8")
        return 0
    return _learned(asked, write=not options.dry)


def _learned(asked: Mapping[str, Sequence[Question]], *, write: bool) -> int:
    """Print what learning from the questions is worth; write the weights and the report."""
    report = "\n".join(lines(asked))
    print(report)
    if write:
        found = {kind: learn(questions) for kind, questions in asked.items()}
        WEIGHTS.write_text(json.dumps(found, indent=0, sort_keys=True, ensure_ascii=False) + "\n", encoding="utf-8")
        text = RESULTS.read_text("utf-8")
        if BEGIN in text:
            RESULTS.write_text(f"{text.partition(BEGIN)[0]}{BEGIN}\n{report}\n{END}{text.partition(END)[2]}", encoding="utf-8")
    return 0


def merged(paths: Iterable[Path]) -> dict[str, list[Question]]:
    """The questions that `--keep` wrote to several files."""
    asked: dict[str, list[Question]] = {kind: [] for kind in KINDS}
    for path in paths:
        for kind, questions in json.loads(path.read_text("utf-8")).items():
            asked[kind] += [Question(agency, tuple(map(tuple, traits)), tuple(worth), told) for agency, traits, worth, told in questions]
    return asked


def cases() -> Iterator[Gold]:
    """The constructions of tests/cases as releases, each several times: it stands for many."""
    for case in tomllib.loads(CASES.read_text("utf-8"))["case"]:
        figures = []
        for figure in case["figures"]:
            start = case["text"].rfind(figure["surface"])
            told = {field: value if value != "" else None for field, value in figure.items()}
            figures.append({**told, "start": start, "end": start + len(figure["surface"])})
        if "fails" not in case:
            yield from [
                {"id": case["construction"], "text": case["text"], "published": case["published"], "figures": figures}
            ] * WEIGHT_OF_CASE


# -- what is asked ------------------------------------------------------------------------------------------------------------------


def gather(releases: Iterable[Gold], scorer: ModuleType, judges: Mapping[str, Chooser]) -> dict[str, list[Question]]:
    """Run the pipeline over annotated releases and keep what its choosers are asked, with the right answers."""
    import indicators.choices.bases as bases
    import indicators.choices.measures as measures
    import indicators.choices.names as names
    import indicators.choices.periods as periods

    found: dict[str, list[Question]] = {kind: [] for kind in KINDS}
    nlp = indicators.load()
    modules = (measures, names, periods, bases)
    for release in releases:
        taps = {kind: Tap(judges.get(kind)) for kind in KINDS}
        doc = nlp.make_doc(release["text"])
        doc.user_data["indicators_published"] = release["published"]
        with ExitStack() as tapped:
            for module in modules:
                tapped.enter_context(mock.patch.object(module, "chooser", taps.__getitem__))
            for name, step in nlp.pipeline:
                if name == "indicators_rows":
                    # It clears away what the steps left on the Doc.
                    break
                doc = step(doc)
        for kind, question in questions(doc.user_data, release, scorer, taps):
            found[kind].append(question)
    return found


def questions(data: dict[Any, Any], release: Gold, scorer: ModuleType, taps: Mapping[str, Tap]) -> Iterator[tuple[str, Question]]:
    """Yield the questions about figures that are annotated."""
    from indicators.components.measures import walk

    agency, figures = str(release.get("source") or release["id"]), data["indicators_figures"]
    order = [word.figure for _, word in walk(data["indicators_trees"])]
    meant = [number for number in order if not data["indicators_cues"][number].sure]
    named = [number for number in order if not figures[number].notes.get("name_shared")]
    unsure = [number for number in order if not figures[number].notes.get("period_sure")]
    changes = [n for n, f in enumerate(figures) if f.measure == "change" and not (f.notes.get("basis_sure") or f.notes.get("trading_day"))]
    for kind, numbers in (("measure", meant), ("subject", named), ("period", unsure), ("basis", changes)):
        for number, rivals in zip(numbers, taps[kind].asked, strict=True):
            gold = _gold(figures[number], release)
            if gold is None or kind not in gold or (kind == "basis" and gold.get("measure", "change") != "change"):
                continue
            yield kind, Question(agency, tuple(rivals.values()), tuple(_worth(kind, key, gold, scorer) for key in rivals))


def _gold(figure: Any, release: Gold) -> Gold | None:
    """The annotated figure that a figure meets; none where that is optional."""
    near = [gold for gold in release["figures"] if gold["start"] < figure.end and figure.start < gold["end"]]
    return near[0] if near and not near[0].get("optional") else None


def _worth(kind: str, key: Any, gold: Gold, scorer: ModuleType) -> float:
    readings = [gold, *({**gold, **other} for other in gold.get("alt", []))]
    if kind == "subject":
        right: float = scorer.subject_f1(key, [gold["subject"], *gold.get("subject_alt", [])])
        return 1.0 if right == 1 else PARTLY * right if right >= 0.5 else 0.0
    if kind == "measure":
        return float(any(_agrees(key, reading) for reading in readings))
    if kind == "period":
        return float(any(scorer.same_period(key, reading["period"]) for reading in readings))
    return float(any(key == reading.get("basis") for reading in readings))


def _agrees(reading: Any, gold: Gold) -> bool:
    measure, sign = reading
    return bool(measure == gold["measure"] and (not sign or sign * gold.get("value", 0) >= 0))


# -- learning ----------------------------------------------------------------------------------------------------------------------


def learn(asked: Sequence[Question]) -> dict[str, float]:
    """The weights under which what is right is likeliest, by gradient steps of Adam's kind from zero."""
    asked = [question for question in asked if any(question.worth)]
    names = _frequent(asked)
    index = {name: i for i, name in enumerate(names)}
    pairs = [
        (row, index[trait])
        for row, traits in enumerate(traits for question in asked for traits in question.traits)
        for trait in traits
        if trait in index
    ]
    rows, columns = np.array(pairs, dtype=np.int64).T
    sizes = np.array([len(question.traits) for question in asked])
    owner, starts = np.repeat(np.arange(len(asked)), sizes), np.concatenate([[0], np.cumsum(sizes)[:-1]])
    worth = np.array([value / max(question.worth) for question in asked for value in question.worth])
    weights, mean, square = (np.zeros(len(names)) for _ in range(3))
    for step in range(1, STEPS + 1):
        scores = np.bincount(rows, weights[columns], minlength=len(owner))
        likely = np.exp(scores - np.maximum.reduceat(scores, starts)[owner])
        likely /= np.add.reduceat(likely, starts)[owner]
        right = worth * likely
        slope = likely - right / np.add.reduceat(right, starts)[owner]
        gradient = np.bincount(columns, slope[rows], minlength=len(names)) + PENALTY * weights
        mean = 0.9 * mean + 0.1 * gradient
        square = 0.999 * square + 0.001 * gradient**2
        weights = weights - RATE * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
    return {name: round(float(weight), 3) for name, weight in zip(names, weights, strict=True) if abs(weight) >= SMALLEST}


def _frequent(asked: Iterable[Question]) -> list[str]:
    counts: Counter[str] = Counter()
    agencies: defaultdict[str, set[str]] = defaultdict(set)
    for question in asked:
        for trait in {trait for traits in question.traits for trait in traits}:
            counts[trait] += 1
            agencies[trait].add(question.agency)
    return sorted(trait for trait, count in counts.items() if count >= FIGURES and len(agencies[trait]) >= AGENCIES)


# -- what came of it ---------------------------------------------------------------------------------------------------------------


def lines(asked: Mapping[str, Sequence[Question]]) -> Iterator[str]:
    """Yield the report: of each kind, how often the rules and the choice are right on agencies left out."""
    yield f"What is chosen, on agencies left out ({FOLDS} folds). Made by `{COMMAND}`."
    yield ""
    yield "| | figures | agencies | right by the rules | right as chosen | a right one on offer |"
    yield "|---|---:|---:|---:|---:|---:|"
    for kind, questions in asked.items():
        agencies = sorted({question.agency for question in questions})
        fold = {agency: number % FOLDS for number, agency in enumerate(np.random.default_rng(0).permutation(agencies))}
        told, chosen, offered = Counter[str](), Counter[str](), Counter[str]()
        for number in range(FOLDS):
            judge = Chooser(learn([q for q in questions if fold[q.agency] != number]), margin(kind))
            for question in (q for q in questions if fold[q.agency] == number):
                best, _ = judge.best(dict(enumerate(question.traits)))
                for name, worth in ((kind, 0.0), (f"{kind}, all of its words", 0.999)):
                    told[name] += question.worth[question.told] > worth
                    chosen[name] += question.worth[best] > worth
                    offered[name] += max(question.worth) > worth
        for name in (kind, f"{kind}, all of its words") if kind == "subject" else (kind,):
            of = len(questions)
            yield f"| {name} | {of} | {len(agencies)} | {told[name] / of:.3f} | {chosen[name] / of:.3f} | {offered[name] / of:.3f} |"


if __name__ == "__main__":
    sys.exit(main())
