"""What a file holds, told by its content; its name decides only where the content doesn't."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from functools import partial
from typing import BinaryIO, TypeAlias

from indicators.errors import ReadError
from indicators.readers.decode import Unreadable, decode
from indicators.readers.feed import is_feed, read_feed
from indicators.readers.files import Found, contents
from indicators.readers.html import is_html, read_html
from indicators.readers.jsonl import jsonl_keys, read_jsonl
from indicators.readers.listing import is_listing, read_listing
from indicators.readers.markup import decode_markup, root_of
from indicators.readers.pdf import is_pdf, read_pdf
from indicators.readers.tabular import csv_columns, is_csv, parquet_columns, read_csv, read_parquet
from indicators.readers.text import read_text
from indicators.release import Release

__all__ = ["Reader", "reader_for"]

Reader: TypeAlias = Callable[[str], Iterator[Release | ReadError]]

_HEAD = 4096
_JSON = (".jsonl", ".ndjson", ".json")


def reader_for(found: Found, file: BinaryIO, head: bytes, limit: int) -> tuple[Reader, list[str]]:
    """Return what reads `file`, given the name of its release, and the columns if its format has them."""
    if head.startswith(b"PAR1"):
        return partial(read_parquet, file, found.path), parquet_columns(file)
    data = contents(file, limit)
    if not data and found.suffix not in _JSON:
        raise Unreadable("the file is empty")
    if is_pdf(head, found.suffix):
        return partial(read_pdf, io.BytesIO(data), found.path), []
    return _markup_reader(data, found) or _text_reader(data, found)


def _markup_reader(data: bytes, found: Found) -> tuple[Reader, list[str]] | None:
    """Return the reader of a page or a feed; nothing where a text only begins like one."""
    named = found.suffix in (".html", ".htm", ".xhtml", ".xml", ".rss", ".atom", ".rdf")
    start = data[:_HEAD].lstrip(b"\xef\xbb\xbf\xfe\xff\x00 \t\r\n")
    if not named and not start.startswith(b"<"):
        return None
    content = decode_markup(data)
    root, xml = root_of(content)
    if is_feed(root):
        return partial(read_feed, data, found.path), []
    if is_html(content, root, found.suffix):
        return partial(read_html, data, found.path), []
    if xml or found.suffix in (".xml", ".rss", ".atom", ".rdf"):
        raise Unreadable(f"XML that is neither a feed (RSS, Atom) nor a web page: it begins with <{root}>" if root else "not XML")
    return None


def _text_reader(data: bytes, found: Found) -> tuple[Reader, list[str]]:
    path, suffix = found.path, found.suffix
    content = decode(data)
    keys = jsonl_keys(content)
    if keys is not None:
        return partial(read_jsonl, content, path), keys
    if is_listing(content):
        return partial(read_listing, content, path), []
    if suffix in (".csv", ".tsv") or is_csv(content):
        return partial(read_csv, content, path), csv_columns(content)
    return partial(read_jsonl if suffix in _JSON else read_text, content, path), []
