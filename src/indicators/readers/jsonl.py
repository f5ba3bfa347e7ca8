"""JSON lines: one release a line. A file that is one JSON object, or one list of them, is read as well."""

from __future__ import annotations

import json
from collections.abc import Iterator

from indicators.errors import InputError, ReadError
from indicators.readers.record import release_from
from indicators.release import Release

__all__ = ["is_jsonl", "jsonl_keys", "read_jsonl"]


def is_jsonl(content: str) -> bool:
    """Tell whether `content` begins with a JSON object, by itself or as the first of a list."""
    return jsonl_keys(content) is not None


def jsonl_keys(content: str) -> list[str] | None:
    """Return the keys of the first object, or None if `content` is no JSON."""
    start = content.lstrip()
    if start.startswith("["):
        start = start[1:].lstrip()
    if not start.startswith("{"):
        return None
    try:
        first, _ = json.JSONDecoder().raw_decode(start)
    except (ValueError, RecursionError):
        return None
    return list(first)


def read_jsonl(content: str, path: str, name: str) -> Iterator[Release | ReadError]:
    """Yield the releases of `content`; one without an id is called `name` and its number."""
    for where, number, record in _records(content):
        if isinstance(record, dict):
            try:
                yield release_from(record, f"{name}-{number}")
            except InputError as error:
                yield ReadError(f"{path}, {where}", str(error))
        else:
            yield ReadError(f"{path}, {where}", str(record))


def _records(content: str) -> Iterator[tuple[str, int, object]]:
    """Yield where each record stands, its number, and the record, or what is wrong with it."""
    whole = _whole(content)
    if whole is not None:
        for number, item in enumerate(whole, 1):
            yield f"release {number}", number, item if isinstance(item, dict) else "not a JSON object"
        return
    # Only \n ends a line: other line separators of Unicode may stand inside a JSON string.
    for number, line in enumerate(content.split("\n"), 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except (ValueError, RecursionError) as error:
            yield f"line {number}", number, f"not JSON: {error}"
        else:
            yield f"line {number}", number, record if isinstance(record, dict) else "not a JSON object"


def _whole(content: str) -> list[object] | None:
    """Return the records of a file that is a single JSON value, spread over lines as it may be."""
    if not content.lstrip().startswith(("[", "{\n", "{\r\n")):
        return None
    try:
        value = json.loads(content)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, list) else [value]
