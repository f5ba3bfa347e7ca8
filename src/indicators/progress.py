"""How far the work is, on a terminal: releases done, how many a second, time left."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from rich.progress import Progress

__all__ = ["Advance", "progress_bar"]

# Called with how many releases were done, and where among all that there is to do the last of them stands.
Advance: TypeAlias = Callable[[int, float], None]


@contextmanager
def progress_bar(total: Callable[[], float | None], *, shown: bool) -> Iterator[Advance]:
    """Give what to call after each batch; if `shown` and standard error is a terminal, a bar there goes on with it.

    `total` tells what there is to do, in the measure of the positions (releases, bytes of files); it is asked only for a bar.
    """
    bar = _bar() if shown else None
    if bar is None:
        yield lambda releases, position: None
        return
    with bar:
        yield _advance(bar, total())


def _bar() -> Progress | None:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn

    console = Console(stderr=True)
    if not console.is_terminal:
        return None
    counted = TextColumn("{task.fields[done]:,} releases, {task.fields[rate]:,.1f}/s")
    columns = (counted, BarColumn(), TaskProgressColumn(), TimeElapsedColumn(), TextColumn("left"), TimeRemainingColumn())
    return Progress(*columns, console=console, transient=True)


def _advance(bar: Progress, total: float | None) -> Advance:
    task = bar.add_task("", total=total, done=0, rate=0.0)
    begun = time.monotonic()
    done = 0

    def advance(releases: int, position: float) -> None:
        nonlocal done
        done += releases
        bar.update(task, completed=position, done=done, rate=done / max(time.monotonic() - begun, 1e-9))

    return advance
