"""What an archive costs: memory over many releases, several processes, the command on a folder of files. Writes `scale.md` beside it.

python benchmarks/scale.py      # all of it, about a quarter of an hour on two cores
python benchmarks/scale.py memory --releases 5000
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil

import indicators
from indicators import Release

ROOT = Path(__file__).parents[1]
RESULTS = ROOT / "benchmarks" / "scale.md"
HEADER = """# What an archive costs

Written by `benchmarks/scale.py`; each part tells on what. The releases are short: a sentence of the example releases in `fixtures/`,
with other digits and an invented name in each, so that no two are the same.
"""
_SYLLABLES = ("bar", "cel", "dor", "fen", "gal", "hin", "jor", "kam", "lun", "mer", "nov", "pol", "ras", "sil", "tur", "vel")
_GAIN_RELEASES, _GAIN_ROUNDS = 1_000, 3


def short_releases() -> Iterator[Release]:
    """Yield short releases without end, the same in every run."""
    chance = random.Random(1)
    lines = [line for path in sorted((ROOT / "fixtures").glob("*.txt")) for line in path.read_text("utf-8").splitlines() if len(line) > 60]
    sentences = [sentence for line in lines for sentence in re.split(r"(?<=[a-z]\.) (?=[A-Z])", line) if re.search(r"\d", sentence)]
    for number in itertools.count():
        text = re.sub(r"(?<=\d)\d|\d(?=\.\d)", lambda _: str(chance.randint(1, 9)), chance.choice(sentences))
        name = "".join(chance.choices(_SYLLABLES, k=3)).capitalize()
        yield Release(f"The office of {name} reports\n{text}", published="2024-06-20", id=f"r{number}")


def memory(count: int) -> str:
    """Measure memory while `count` releases go through two processes."""
    me, begun, step = psutil.Process(), time.monotonic(), max(count // 10, 1)
    lines = ["| releases | rows | seconds | main process, MB | each worker, MB |", "|---:|---:|---:|---:|---:|"]
    done = rows = 0
    releases = itertools.islice(short_releases(), count)
    for table in indicators.iter_tables(releases, n_process=2, batch_size=50):
        done += 50
        rows += len(table)
        if done % step < 50 or done == 50:
            workers = sorted(_megabytes(child) for child in me.children())
            cells = (f"{done:,}", f"{rows:,}", f"{time.monotonic() - begun:,.0f}", f"{_megabytes(me):,.0f}")
            lines.append(f"| {' | '.join(cells)} | {' and '.join(f'{size:,.0f}' for size in workers)} |")
            print(lines[-1], flush=True)
    return _section("Memory", f"`iter_tables(releases, n_process=2, batch_size=50)` over {count:,} short releases. {_load()}", lines)


def processes(count: int) -> str:
    """Compare one process, two, and spaCy's own two, in turns, on the same releases."""
    nlp = indicators.load()
    releases = list(itertools.islice(short_releases(), min(count, _GAIN_RELEASES)))
    texts = [release.text for release in releases]
    ways: dict[str, Callable[[], object]] = {
        "`extract(…)`": lambda: indicators.extract(releases),
        "`extract(…, n_process=2)`": lambda: indicators.extract(releases, n_process=2),
        "`to_frame(nlp.pipe(texts, n_process=2))`, spaCy's own": lambda: indicators.to_frame(nlp.pipe(texts, n_process=2)),
    }
    indicators.extract(releases[:64])
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in ways}
    for _, (name, way) in itertools.product(range(_GAIN_ROUNDS), ways.items()):
        before, begun = _processor_seconds(), time.monotonic()
        way()
        taken[name].append((time.monotonic() - begun, _processor_seconds() - before))
        print(name, taken[name][-1], flush=True)
    best = {name: (min(wall for wall, _ in times), statistics.median(cpu for _, cpu in times)) for name, times in taken.items()}
    first = best["`extract(…)`"][0]
    lines = ["| | seconds | releases a second | against one process | processor seconds |", "|---|---:|---:|---:|---:|"]
    for name, (wall, cpu) in best.items():
        lines.append(f"| {name} | {wall:.1f} | {len(releases) / wall:,.0f} | {first / wall:.2f} | {cpu:.1f} |")
    about = f"{len(releases):,} short releases, the best of {_GAIN_ROUNDS} runs in turns, all with the pipeline loaded. {_load()}"
    return _section("Several processes", about, lines)


def command(count: int) -> str:
    """Measure the command on a folder of files, killed half-way and resumed."""
    files = min(count, 10_000)
    lines = ["| | seconds | releases done |", "|---|---:|---:|"]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name, "archive")
        folder.mkdir()
        for release in itertools.islice(short_releases(), files):
            (folder / f"{release.id}.txt").write_text(f"{release.text}\npublished: 2024-06-20\n", encoding="utf-8")
        output = Path(name, "table.csv")
        run = [sys.executable, "-m", "indicators.cli", "extract", str(folder), "-o", str(output), "--jobs", "2"]
        begun = time.monotonic()
        process = subprocess.Popen([*run, "-q"])
        journal = Path(name, "table.csv.journal")
        while process.poll() is None and _finished(journal) < files // 2:
            time.sleep(0.2)
        process.kill()
        process.wait()
        half = _finished(journal)
        lines.append(f"| killed (SIGKILL) half-way | {time.monotonic() - begun:.0f} | {half:,} |")
        begun = time.monotonic()
        ended = subprocess.run([*run, "--resume"], capture_output=True, text=True, check=True)
        lines.append(f"| resumed (`--resume`), to the end | {time.monotonic() - begun:.0f} | {files - half:,} |")
        resumed = output.read_bytes()
        begun = time.monotonic()
        subprocess.run([*run, "-q"], check=True)
        lines.append(f"| the whole in one run | {time.monotonic() - begun:.0f} | {files:,} |")
        if output.read_bytes() != resumed:
            raise SystemExit("the resumed file is not that of the whole run")
    about = f"`indicators extract archive/ -o table.csv --jobs 2` on {files:,} files. {_load()}"
    figures = ended.stderr.splitlines()[-1].partition(" in ")[0]
    return _section("The command", about, [*lines, "", f"Both files are the same, byte for byte: {figures}."])


def _finished(journal: Path) -> int:
    """Return how many releases a journal says are done."""
    try:
        _, *lines = journal.read_text("utf-8").rpartition("\n")[0].splitlines()
    except (FileNotFoundError, ValueError):
        return 0
    return sum(len(json.loads(line)["done"]) for line in lines)


def _megabytes(process: psutil.Process) -> float:
    return float(process.memory_info().rss) / 1e6


def _processor_seconds() -> float:
    spent = os.times()
    return spent.user + spent.system + spent.children_user + spent.children_system


def _load() -> str:
    load = f"the machine's load over the last minute of it: {os.getloadavg()[0]:.1f}"
    return f"{os.cpu_count()} cores; {load}."


def _section(title: str, about: str, lines: list[str]) -> str:
    return "\n".join([f"## {title}", "", about, "", *lines, ""])


def _put(section: str) -> None:
    """Put a section in the place of the one of its title, or at the end."""
    title = section.splitlines()[0]
    text = RESULTS.read_text("utf-8") if RESULTS.exists() else HEADER
    head, *sections = re.split(r"(?m)^(?=## )", text)
    others = {old.splitlines()[0]: old.rstrip("\n") for old in sections}
    others[title] = section.rstrip("\n")
    RESULTS.write_text("\n\n".join([head.rstrip("\n"), *others.values()]) + "\n", encoding="utf-8")


PARTS: dict[str, Callable[[int], str]] = {"processes": processes, "command": command, "memory": memory}


def main() -> None:
    """Measure the parts that are asked for, or all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"{', '.join(PARTS)} (default: all)")
    parser.add_argument("--releases", type=int, default=100_000, help="at most so many (default: 100,000)")
    options = parser.parse_args()
    for name in options.parts or PARTS:
        _put(PARTS[name](options.releases))


if __name__ == "__main__":
    main()
