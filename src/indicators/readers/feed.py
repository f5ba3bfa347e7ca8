"""Feeds saved to disk, RSS (0.9 to 2.0 and 1.0's RDF) and Atom: a release an item.

Read by the standard library's expat, so that a feed needs no extra package and the items before a fault are kept. Entities that a
document declares for itself, which can grow without bound or name other files, are refused; nothing is fetched.
"""

from __future__ import annotations

import html
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from xml.parsers import expat

from indicators.dateline import find_date
from indicators.errors import InputError, ReadError
from indicators.readers.markup import decode_markup, text_of
from indicators.release import Release

__all__ = ["is_feed", "read_feed"]

_ITEMS = ("item", "entry")
_CHANNELS = ("channel", "feed")
# The richest first: what a feed calls the body, the name, the day of an item.
_BODIES = ("encoded", "content", "description", "summary")
_NAMES = ("guid", "id", "link")
_DAYS = ("pubdate", "published", "issued", "date", "updated", "modified")
_FIELDS = frozenset((*_BODIES, *_NAMES, *_DAYS, "title"))
_BLOCKS = frozenset(("p", "div", "br", "li", "h1", "h2", "h3", "h4", "tr", "ul", "ol"))
_PREFIXES = ("", "rss", "atom")


class _Refused(Exception):
    """The feed does what no feed needs."""


@dataclass(slots=True)
class _Item:
    """What one item, or the feed itself, says: the pieces of text of each field, and which of them are markup."""

    pieces: dict[str, list[str]] = field(default_factory=dict)
    markup: set[str] = field(default_factory=set)

    def text(self, name: str) -> str:
        joined = "".join(self.pieces.get(name, ()))
        if name in self.markup:
            return text_of(joined)
        return "\n".join(line for line in (" ".join(line.split()) for line in joined.split("\n")) if line)

    def first(self, names: tuple[str, ...]) -> str:
        return next((text for name in names if (text := self.text(name))), "")


def is_feed(root: str) -> bool:
    """Tell a feed by its first element."""
    return root in ("rss", "rdf", "feed")


def read_feed(data: bytes, path: str, name: str) -> Iterator[Release | ReadError]:
    """Yield the items of a feed: the title and, below it, the body without its markup; called by their own id, else by a number."""
    builder = _Builder()
    failure = builder.read(decode_markup(data))
    for number, item in enumerate(builder.items, 1):
        yield _release(item, builder.channel, f"{path}, item {number}", f"{name}-{number}")
    if failure:
        yield ReadError(path, failure)
    elif not builder.items:
        yield ReadError(path, "a feed without items")


def _release(item: _Item, channel: _Item, path: str, name: str) -> Release | ReadError:
    title = " ".join(item.text("title").split())
    body = item.first(_BODIES)
    text = body if not title or body.split("\n")[0].strip() == title else f"{title}\n\n{body}".rstrip()
    if not text:
        return ReadError(path, "there is no text in it")
    link = item.text("link")
    try:
        return Release(
            text,
            title=title,
            published=_day(item.first(_DAYS)),
            source=" ".join(channel.text("title").split()),
            url=link,
            id=item.first(_NAMES) or name,
        )
    except InputError as error:
        return ReadError(path, str(error))


def _day(written: str) -> date | None:
    """Return the day in the time zone that it is written for; None if it is in no form that feeds use."""
    try:
        return datetime.fromisoformat(written).date()
    except ValueError:
        pass
    try:
        return parsedate_to_datetime(written).date()
    except (ValueError, TypeError, IndexError):
        return find_date(written[:200])


class _Builder:
    """Expat's events to items; those that have ended before a fault are there after it."""

    def __init__(self) -> None:
        self.channel = _Item()
        self.items: list[_Item] = []
        self._item: _Item | None = None
        self._path: list[str] = []
        self._field: tuple[int, str] | None = None
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.EntityDeclHandler = self._entity
        # As if there were a definition of HTML's entities, which feeds use without having one: they come to the handler by name.
        parser.UseForeignDTD(True)
        parser.SkippedEntityHandler = self._skipped
        self._parser = parser

    def read(self, content: str) -> str | None:
        """Read the document; return what is wrong with it, if something is."""
        try:
            # In one piece: fed little by little, older expats begin a long token anew with each piece.
            self._parser.Parse(content, True)
        except expat.ExpatError as error:
            reason = expat.ErrorString(error.code)
            if reason in ("no element found", "unclosed token", "unclosed CDATA section"):
                return f"the feed is cut off in line {error.lineno}"
            return f"not well-formed XML: {reason} in line {error.lineno}"
        except _Refused as error:
            return str(error)
        return None

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        prefix, _, name = tag.lower().rpartition(":")
        self._path.append(name)
        if self._field is not None:
            # Markup within a field, as Atom's XHTML has it.
            self._put("\n" if name in _BLOCKS else "")
        elif name in _ITEMS and prefix in _PREFIXES and self._item is None:
            self._item = _Item()
        elif name in _FIELDS and self._of_item_or_channel() and prefix not in ("media", "itunes"):
            self._begin(name, attributes)

    def _of_item_or_channel(self) -> bool:
        """Tell whether what begins is a direct child of an item or of the feed."""
        parent = self._path[-2] if len(self._path) > 1 else ""
        return parent in _ITEMS if self._item is not None else parent in _CHANNELS

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        item = self._item or self.channel
        if name == "link" and attributes.get("rel", "alternate") != "alternate":
            return
        self._field = (len(self._path), name)
        # Only the first of a kind counts; a second one must not run into it.
        if item.pieces.get(name):
            self._field = (len(self._path), "")
            return
        if name == "link" and "href" in attributes:
            self._put(attributes["href"])
        # RSS has HTML in its bodies without saying so; Atom says so.
        kind = attributes.get("type", "html" if self._path[0] != "feed" else "text").lower()
        if name in (*_BODIES, "title") and kind in ("html", "text/html"):
            item.markup.add(name)

    def _end(self, tag: str) -> None:
        depth = len(self._path)
        name = self._path.pop()
        if self._field is not None:
            if self._field[0] == depth:
                self._field = None
            elif name in _BLOCKS:
                self._put("\n")
        elif name in _ITEMS and self._item is not None and not any(parent in _ITEMS for parent in self._path):
            self.items.append(self._item)
            self._item = None

    def _text(self, text: str) -> None:
        if self._field is not None:
            self._put(text)

    def _put(self, text: str) -> None:
        if self._field is not None and self._field[1] and text:
            (self._item or self.channel).pieces.setdefault(self._field[1], []).append(text)

    def _skipped(self, name: str, *_: object) -> None:
        self._text(html.unescape(f"&{name};"))

    def _entity(self, name: str, *_: object) -> None:
        raise _Refused(f"it declares an entity of its own, &{name[:40]};, which no feed needs")
