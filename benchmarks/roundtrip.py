"""Write figures in every way that is supported, read them back, and count those that come back as they were.

    python benchmarks/roundtrip.py                  # 4,000 figures of each kind; writes its section of benchmarks/tests.md
    python benchmarks/roundtrip.py --times 200      # fewer; prints only
    python benchmarks/roundtrip.py --seed 7         # others; prints only

Ends with 1 if any is read otherwise.
"""

from __future__ import annotations

import argparse
import sys
from random import Random

from sections import TESTS, put
from writings import KINDS, Written, write

from indicators.components.figures import find_figures
from indicators.figure import Figure

__all__ = ["misread"]

TIMES, SEED = 4000, 1


def misread(written: Written) -> str | None:
    """What a figure was read as, if not as it was written: one figure, there, with its value, unit and kind."""
    found = find_figures(written.text, written.country)
    if [(f.start, f.end, f.unit, f.quantity_type) for f in found] == [(written.start, written.end, written.unit, written.kind)]:
        value = float(written.value)
        if abs(found[0].value - value) <= 1e-12 * abs(value):
            return None
    return "; ".join(_told(written.text, figure) for figure in found) or "nothing"


def _told(text: str, figure: Figure) -> str:
    return f"{text[figure.start : figure.end]!r} {figure.value:g} {figure.unit} ({figure.quantity_type})"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=TIMES, help="how many figures of each kind")
    parser.add_argument("--seed", type=int, default=SEED, help="of the random numbers")
    options = parser.parse_args()
    rows, failures = [], 0
    for kind in KINDS:
        random = Random(f"{options.seed} {kind}")
        styles: set[str] = set()
        right = 0
        for _ in range(options.times):
            written = write(random, kind)
            styles.add(written.style)
            if (read := misread(written)) is None:
                right += 1
            else:
                print(f"{written.text!r} ({written.country}): {written.value} {written.unit}, read as {read}", file=sys.stderr)
        failures += options.times - right
        rows.append(f"| {kind} | {options.times:,} | {len(styles):,} | {100 * right / options.times:.2f} % |")
    total = options.times * len(KINDS)
    report = "\n".join(
        (
            f"{total:,} figures written, {total - failures:,} read back with the same span, value, unit and kind. A writing is"
            " a form of the number together with a form of its unit.\n",
            "| kind | figures | writings | read back |",
            "|---|---:|---:|---:|",
            *rows,
        )
    )
    print(report)
    if (options.times, options.seed) == (TIMES, SEED):
        put(TESTS, "roundtrip.py", f"## Figures written and read back\n\n{report}")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
