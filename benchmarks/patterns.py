"""Attack every regular expression of the library: how does its time grow with texts that are made to keep it busy?

    python benchmarks/patterns.py                # some minutes on one core; writes its section of benchmarks/tests.md
    python benchmarks/patterns.py --seed 1       # other texts; prints only

`watched.py` gathers the patterns with how the library uses each, `hostile.py` makes texts of what a pattern repeats. Each is attacked in
the ways in which it is used (searching, matching at a place, matching all), and in every way if no input reached it. Where it was only
ever given windows of a bounded width, it must do any such window in 50 milliseconds; where it is given all of a long text, twice the
text may not take much more than twice the time. What breaks this is named, and the script ends with 1.
"""

from __future__ import annotations

import argparse
import re
import signal
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from types import FrameType

from hostile import Hostile, hostile_texts
from sections import TESTS, put
from watched import Use, gather, unseen

SHORT = 60
BOUNDED = 4_000  # a window; a sentence has 3,000 characters at most
WIDE = 16_000
PATIENCE = 1.5
INSTANT = 0.05
MEASURABLE = 0.01
LINEAR = 2.6
WAYS = ("search", "match", "fullmatch")


class TooLong(Exception):
    """A pattern took longer than `PATIENCE`."""


@dataclass(frozen=True)
class Found:
    """A pattern that does not keep its promise, with the text that shows it."""

    use: Use
    way: str
    text: Hostile
    length: int
    seconds: float
    ratio: float

    def __str__(self) -> str:
        took = f"{self.seconds:.2f} s" if self.seconds < PATIENCE else "no end"
        growth = f", {self.ratio:.1f} times as long as half of it" if self.ratio and self.seconds < PATIENCE else ""
        pattern = str(self.use.pattern)[:80].replace("`", "'").replace("|", "\\|")
        where = ", ".join(f"{name}:{line}" for name, line in sorted(self.use.places))
        return f"{where} `{pattern}`, {self.way}: {took} for {self.length:,} characters of {self.text}{growth}"


def attack(use: Use, seed: int) -> tuple[int, Found | None]:
    """How many texts `use` was attacked with, and the first that it does not get along with."""
    tried = 0
    flags = use.flags & ~re.UNICODE
    pattern = use.pattern if isinstance(use.pattern, str) else use.pattern.decode("latin-1")
    compiled = re.compile(pattern, flags)
    for text in hostile_texts(pattern, flags, seed):
        for way in use.widest or WAYS:
            tried += 1
            if found := _one(compiled, use, way, text):
                return tried, found
    return tried, None


def _one(pattern: re.Pattern[str], use: Use, way: str, text: Hostile) -> Found | None:
    widest = use.widest.get(way, WIDE)
    short = min(widest, SHORT) if widest >= BOUNDED else widest
    seconds = _seconds(pattern, way, text, short)
    if seconds > INSTANT and min(seconds, _seconds(pattern, way, text, short)) > INSTANT:
        return Found(use, way, text, short, seconds, 0.0)
    if widest < BOUNDED:
        return None
    # What seems to grow at first is measured again on longer texts.
    for length in (WIDE, 4 * WIDE):
        if _seconds(pattern, way, text, length) < MEASURABLE:
            return None
        whole = min(_seconds(pattern, way, text, length) for _ in range(2))
        half = max(_seconds(pattern, way, text, length // 2) for _ in range(2))
        found = Found(use, way, text, length, whole, whole / max(half, 1e-6))
        if found.ratio <= LINEAR or whole >= PATIENCE:
            break
    return found if found.ratio > LINEAR or whole >= PATIENCE else None


def _seconds(pattern: re.Pattern[str], way: str, text: Hostile, length: int) -> float:
    """The processor's time for a text of `length` characters, `PATIENCE` if it takes longer."""
    given = text.of(length)
    began = time.process_time()
    try:
        signal.setitimer(signal.ITIMER_VIRTUAL, PATIENCE)
        try:
            if way == "search":
                for _ in pattern.finditer(given):
                    pass
            else:
                getattr(pattern, way)(given)
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    except TooLong:
        return PATIENCE
    return time.process_time() - began


def _give_up(_signal: int, _frame: FrameType | None) -> None:
    raise TooLong


def summary(uses: list[Use], tried: Counter[str]) -> Iterator[str]:
    """How many patterns are used in which way, and the texts that they were attacked with."""
    yield "| the library gives it | patterns | texts |\n|---|---:|---:|"
    kinds = Counter(_kind(use) for use in uses)
    for kind in KINDS:
        yield f"| {kind} | {kinds[kind]:,} | {tried[kind]:,} |"


KINDS = (
    "windows of a bounded width",
    "all of a text, to be searched",
    "all of a text, to be matched at a place or as a whole",
    "nothing, so far",
)


def _kind(use: Use) -> str:
    wide = {way for way, width in use.widest.items() if width >= BOUNDED}
    return KINDS[3 if not use.widest else 0 if not wide else 1 if "search" in wide else 2]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=0, help="chooses the texts")
    options = parser.parse_args()
    uses = gather()
    missed = unseen(uses)
    signal.signal(signal.SIGVTALRM, _give_up)
    named: list[Found] = []
    tried: Counter[str] = Counter()
    for use in uses:
        texts, found = attack(use, options.seed)
        tried[_kind(use)] += texts
        if found:
            named.append(found)
            print(found, file=sys.stderr)
    report = (
        f"{len(uses):,} patterns, each attacked with texts made of what it repeats, {tried.total():,} in all. {len(named)} took more than"
        f" {INSTANT:.2f} s for a window as wide as the library gives it, or more than {LINEAR} times as long for {WIDE:,} and {4 * WIDE:,}"
        " characters as for half of them.\n\n" + "\n".join(summary(uses, tried))
    )
    report += "".join(f"\n- {found}" for found in named)
    report += f"\n\nMade nowhere in this run: {', '.join(missed)}." if missed else ""
    print(report)
    if options.seed == 0:
        put(TESTS, "patterns.py", f"## Patterns under attack\n\n{report}")
    return bool(named)


if __name__ == "__main__":
    sys.exit(main())
