"""The command ``indicators``."""

from __future__ import annotations

import argparse
import gc
import os
import sys
import warnings
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Literal

from indicators import __version__
from indicators.errors import IndicatorsError, IndicatorsWarning, OutputError
from indicators.terminal import printable

if TYPE_CHECKING:
    import pandas as pd

    from indicators.archive import Outcome
    from indicators.readers import Reading
    from indicators.release import Release

__all__ = ["main"]

_DONE, _SOME_FAILED, _FAILED, _INTERRUPTED = 0, 1, 2, 130

# How many objects are made before those are looked for that nothing refers to any more. Loading makes hundreds of thousands that stay.
_PATIENCE = 20_000

_CODES = """exit codes:
  0  done
  1  done, but some inputs could not be read or worked on (--keep-going)
  2  wrong usage, or an input or output that stopped the work"""

_AUDIT_CODES = """exit codes:
  0  nothing is broken
  1  something is broken, or some inputs could not be read or worked on (--keep-going)
  2  wrong usage, or an input that stopped the work"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code."""
    gc.set_threshold(_PATIENCE)
    options = _parser().parse_args(arguments)
    try:
        code: int = options.run(options)
        return code
    except IndicatorsError as error:
        print(printable(f"indicators: {error}"), file=sys.stderr)
        return _FAILED
    except KeyboardInterrupt:
        return _INTERRUPTED
    except BrokenPipeError:
        # Whoever reads us has enough.
        _print_no_more()
        return _DONE


def _print_no_more() -> None:
    """Let nothing more come out, at exit neither."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@contextmanager
def _printing() -> Iterator[None]:
    """Say of standard output what can be wrong with any output, such as a full disk."""
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        _print_no_more()
        raise OutputError(f"standard output can't be written: {error.strerror or error}") from error


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="indicators", description="Statistical press releases in, a tidy table of their figures out.")
    parser.add_argument("--version", action="version", version=f"indicators {__version__}")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    _add_extract(commands)
    _add_report(commands)
    _add_audit(commands)
    return parser


def _add_extract(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    from indicators.outputs import FORMATS

    extract = commands.add_parser(
        "extract",
        help="read releases and write the table of their figures",
        description="Read releases and write the table of their figures: one row a figure.",
        epilog=_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    extract.add_argument(
        "-o",
        "--output",
        metavar="FILE",
        help="write to FILE: .csv, .parquet, .jsonl, .xlsx or .sdmx.csv, or add to FILE: .duckdb (default: print the table)",
    )
    extract.add_argument("--format", choices=FORMATS, help="the format, whatever FILE ends in; without -o it is printed in it")
    extract.add_argument(
        "--resume",
        action="store_true",
        help="go on where an earlier run to the same FILE was stopped: what it finished is not done again (not for .xlsx)",
    )
    _add_input_options(extract)
    extract.set_defaults(run=_extract)


def _add_report(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    report = commands.add_parser(
        "report",
        help="read releases and write a report to look at: texts, rows, charts and findings in one HTML file",
        description="Read releases and write a report to look at: their texts with the evidence beside the rows, charts and findings, "
        "in one HTML file that opens without a network.",
        epilog=_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    report.add_argument("-o", "--output", metavar="FILE", default="report.html", help="write to FILE, .html (default: report.html)")
    _add_input_options(report)
    report.set_defaults(run=_report)


def _add_audit(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    audit = commands.add_parser(
        "audit",
        help="read releases and check their figures against one another",
        description="Read releases and check what their figures must satisfy between them: balances, changes, shares, parts and their "
        "wholes, titles.",
        epilog=_AUDIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    audit.add_argument("--broken", action="store_true", help="show only what does not add up")
    _add_input_options(audit)
    audit.set_defaults(run=_audit)


def _add_input_options(command: argparse.ArgumentParser) -> None:
    """Add what every command that reads releases takes."""
    from indicators.readers import MAX_BYTES

    command.add_argument(
        "inputs",
        nargs="+",
        metavar="INPUT",
        help="a file (text, listing, JSON lines, CSV, Parquet, web page, PDF, feed, zip archive), folder or pattern; - for standard input",
    )
    command.add_argument("--max-bytes", type=_positive, default=MAX_BYTES, metavar="N", help=f"the largest file (default: {MAX_BYTES:,})")
    command.add_argument("--published", metavar="DATE", help="the day of releases that do not tell theirs, such as 2024-02-21")
    command.add_argument("--country", metavar="CODE", help="the country of releases that do not tell theirs, such as KR")
    command.add_argument("--source", metavar="NAME", help="who published the releases that do not tell it")
    command.add_argument("--model", metavar="NAME", help="another spaCy pipeline with a tagger and a parser, by package name or folder")
    command.add_argument("--jobs", type=_positive, default=1, metavar="N", help="work in N processes (default: 1)")
    command.add_argument(
        "--batch-size", type=_positive, default=64, metavar="N", help="how many releases are worked on, and written, together (default: 64)"
    )
    command.add_argument("--keep-going", action="store_true", help="pass over what can't be read or worked on, and list it at the end")
    command.add_argument("-q", "--quiet", action="store_true", help="no progress bar and no summary")


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("at least 1")
    return number


def _extract(options: argparse.Namespace) -> int:
    from indicators.outputs import LINES, check_path, check_stream
    from indicators.outputs.growing import can_grow, check_growing

    # Before the work, not after it.
    if options.resume and not options.output:
        raise OutputError("--resume needs the file to go on with: -o FILE")
    if options.resume:
        check_growing(options.output, options.format)
    elif options.output:
        check_path(options.output, options.format)
    elif options.format:
        check_stream(options.format, terminal=sys.stdout.isatty())

    if options.output and can_grow(options.output, options.format):
        outcome = _extract_to_file(options)
    elif not options.output and (options.format in LINES or not (options.format or sys.stdout.isatty())):
        outcome = _extract_to_stream(options)
    else:
        outcome = _extract_whole(options)
    for line in _summary(outcome.figures, outcome.releases, options):
        print(line, file=sys.stderr)
    return _tell_failures(outcome.errors)


def _extract_to_file(options: argparse.Namespace) -> Outcome:
    from indicators.archive import extract_to_file

    def stopped(part: str) -> None:
        print(printable(f"indicators: stopped; what is finished is in {part}, and --resume goes on from there"), file=sys.stderr)

    with _failures_at_the_end():
        outcome = extract_to_file(
            _reading(options), options.output, options.format, resume=options.resume, stopped=stopped, **_settings(options)
        )
    if outcome.unseen:
        left = f"{outcome.unseen:,} releases that were finished before are not among the inputs; their rows stay"
        print(f"indicators: {left}", file=sys.stderr)
    return outcome


def _extract_to_stream(options: argparse.Namespace) -> Outcome:
    from indicators.archive import extract_to_stream
    from indicators.outputs import add_rows
    from indicators.terminal import put_lines

    def put(table: pd.DataFrame, first: bool) -> None:
        with _printing():
            if options.format:
                add_rows(table, sys.stdout.buffer, options.format, first=first)
            else:
                put_lines(table, sys.stdout, header=first)

    with _failures_at_the_end():
        return extract_to_stream(_reading(options), put, **_settings(options))


def _extract_whole(options: argparse.Namespace) -> Outcome:
    """Extract all before any of it is put out: to a drawn table, whose columns depend on all rows, and to formats written at once."""
    from indicators.archive import Outcome

    table = _extracted(_reading(options), options)
    _put_out(table, options)
    return Outcome(len(table), table["release_id"].nunique(), table.attrs["errors"])


def _report(options: argparse.Namespace) -> int:
    from indicators.report import check_report_path, report

    check_report_path(options.output)
    reading = _reading(options)
    with _failures_at_the_end():
        releases = list(reading)
    table = _extracted(releases, options)
    report(table, releases, options.output)
    for line in _summary(len(table), len(releases), options):
        print(line, file=sys.stderr)
    return _tell_failures([*({"release": error.path, "error": error.reason} for error in reading.read_errors), *table.attrs["errors"]])


def _audit(options: argparse.Namespace) -> int:
    from indicators.audit import audit
    from indicators.findings import show_findings, summary
    from indicators.intervals import BROKEN

    table = _extracted(_reading(options), options)
    found = audit(table)
    broken = found["verdict"] == BROKEN
    with _printing():
        show_findings(found[broken] if options.broken else found, sys.stdout)
    if not options.quiet:
        print(summary(found), file=sys.stderr)
    return max(_tell_failures(table.attrs["errors"]), _SOME_FAILED if broken.any() else _DONE)


def _reading(options: argparse.Namespace) -> Reading:
    from indicators.readers import read

    return read(*options.inputs, on_error=_on_error(options), max_bytes=options.max_bytes)


def _extracted(releases: Iterable[Release], options: argparse.Namespace) -> pd.DataFrame:
    from indicators.extraction import extract

    with _failures_at_the_end():
        return extract(releases, **_settings(options))


def _settings(options: argparse.Namespace) -> dict[str, Any]:
    """Return what `extract` is told."""
    return {
        "nlp": options.model,
        "published": options.published,
        "source": options.source,
        "country": options.country,
        "n_process": options.jobs,
        "batch_size": options.batch_size,
        "progress": not options.quiet,
        "on_error": _on_error(options),
    }


@contextmanager
def _failures_at_the_end() -> Iterator[None]:
    """Warn of nothing meanwhile: what was passed over is listed at the end."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", IndicatorsWarning)
        yield


def _on_error(options: argparse.Namespace) -> Literal["skip", "raise"]:
    return "skip" if options.keep_going else "raise"


def _tell_failures(failures: list[dict[str, str]]) -> int:
    """List what was passed over, and return the exit code that says so."""
    for failure in failures:
        print(printable(f"indicators: passed over {failure['release']}: {failure['error']}"), file=sys.stderr)
    return _SOME_FAILED if failures else _DONE


def _put_out(table: pd.DataFrame, options: argparse.Namespace) -> None:
    """Write the table to its file, or to standard output: in the format that is asked for, else as one reads it."""
    if options.output:
        from indicators.outputs import write

        write(table, options.output, options.format)
    elif options.format:
        from indicators.outputs import dump

        with _printing():
            dump(table, sys.stdout.buffer, options.format)
    else:
        from indicators.terminal import show

        with _printing():
            show(table, sys.stdout)


def _summary(rows: int, releases: int, options: argparse.Namespace) -> Iterator[str]:
    if not options.quiet and (options.output or sys.stderr.isatty()):
        yield f"{rows:,} figures of {releases:,} releases" + (f" in {options.output}" if options.output else "")


if __name__ == "__main__":
    sys.exit(main())
