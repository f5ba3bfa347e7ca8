"""Measure how the time of each step grows with hostile input: one piece, repeated, without a full stop.

    python benchmarks/growth.py                     # a megabyte, half an hour; writes its section of benchmarks/tests.md
    python benchmarks/growth.py --size 100000       # less; prints only

For each piece and step the time of a quarter of the text and of all of it, in seconds of the processor. Time that grows with the length
has a ratio of 4, time that grows with its square one of 16. The extraction as a whole, parser included, is measured on texts as long.
"""

from __future__ import annotations

import argparse
import datetime
import sys
import time
from collections.abc import Callable, Iterator

from hostile import PIECES
from sections import TESTS, put

import indicators
from indicators.components.figures import find_figures
from indicators.components.sentences import split_sentences
from indicators.readers.markup import text_of
from indicators.readers.text import read_text
from indicators.timefinder import find_times

SIZE = 1_000_000
DAY = datetime.date(2024, 2, 21)
_SHOWN = {"\n": "\u23ce", "\r": "\u240d", "\t": "\u21e5", "\u202e": "\u2190"}
STEPS: dict[str, Callable[[str], object]] = {
    "figures": lambda text: find_figures(text, "US"),
    "times": lambda text: find_times(text, DAY),
    "sentences": split_sentences,
    "reading": lambda text: list(read_text(text, "a.txt", "a")),
    "markup": text_of,
}


def seconds(step: Callable[[str], object], piece: str, size: int) -> float:
    """The processor's time that `step` takes for `piece` repeated to `size` characters."""
    text = "x" + piece * (size // len(piece))
    began = time.process_time()
    step(text)
    return time.process_time() - began


def rows(steps: dict[str, Callable[[str], object]], size: int) -> Iterator[tuple[str, float]]:
    """A line for each piece, and the largest ratio in it among the times that are long enough to be measured."""
    for piece in PIECES:
        cells, worst = [], 0.0
        for step in steps.values():
            quarter, whole = seconds(step, piece, size // 4), seconds(step, piece, size)
            measurable = whole > 0.2
            worst = max(worst, whole / quarter if measurable else 0.0)
            cells.append(f"{quarter:.2f} / {whole:.2f} ({whole / quarter:.1f})" if measurable else f"{whole:.2f}")
        shown = "".join(_SHOWN.get(character, character) for character in piece).replace("|", "\\|")
        yield f"| `{shown}` | {' | '.join(cells)} |", worst


def measured(steps: dict[str, Callable[[str], object]], size: int) -> tuple[str, float]:
    """The table of one group of steps, and its largest ratio."""
    for step in steps.values():
        step("Exports rose 5 percent in May 2024.\n" * 20)  # what is made once is made
    found = list(rows(steps, size))
    head = f"| piece | {' | '.join(steps)} |\n|---|{'---:|' * len(steps)}\n"
    return head + "\n".join(line for line, _ in found), max(worst for _, worst in found)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=int, default=SIZE, help="characters of the largest text")
    options = parser.parse_args()
    nlp = indicators.load()
    steps, worst = measured(STEPS, options.size)
    whole, worst_whole = measured({"extract": lambda text: indicators.extract(text, nlp=nlp)}, options.size)
    report = (
        "Seconds of the processor for a quarter of the text and for all of it, and their ratio (4 is linear, 16 the square), where all"
        f" of it takes more than 0.2 s. Texts of {options.size:,} characters; the largest ratio is {worst:.1f}.\n\n{steps}\n\nThe whole"
        f" extraction of such texts; the largest ratio is {worst_whole:.1f}.\n\n{whole}"
    )
    print(report)
    if options.size == SIZE:
        put(TESTS, "growth.py", f"## Time on hostile input\n\n{report}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
