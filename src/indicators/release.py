"""A release: its text and what is known about it."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import date, datetime

from indicators.errors import InputError
from indicators.text import whole

__all__ = ["Release", "first_line", "parse_date"]

_COUNTRY = re.compile(r"[A-Z]{2}|W")
# More than any title has.
_FIRST_LINE = re.compile(r"\S[^\r\n]{0,999}")


@dataclass(frozen=True, slots=True, init=False, eq=True)
class Release:
    """One release, as it was published.

    Parameters
    ----------
    text : str
        The text. Every offset in the table counts in it, as it is given here. Lone surrogates, the halves of characters that were cut
        in two, can't be written to any file: each becomes U+FFFD, in all fields, and no offset moves.
    title : str, optional
        The title. Without one, the first line of `text` is the title, up to 1,000 characters of it; "" says that there is none.
    published : str or datetime.date, optional
        The day of publication, as a date or in ISO form ("2024-02-21"); "last year" and "January" are read against it.
    source : str, optional
        Who published it.
    country : str, optional
        Whose economy it is about, if the text does not say otherwise: ISO 3166-1 alpha-2, ``EA``, ``EU`` or ``W``.
        It also decides what a bare ``$`` is.
    url : str, optional
        Where it was found.
    id : str, optional
        What the table calls it. Without one it is made from the content (text, title and day), so the same release has the same id
        in every run, wherever it stands among others.

    Raises
    ------
    InputError
        If `text`, `title`, `source` or `url` is not a string, `published` not a date or `country` not a code.

    Attributes
    ----------
    published : datetime.date or None
    id : str
    """

    text: str
    title: str | None
    published: date | None
    source: str | None
    country: str | None
    url: str | None
    id: str

    def __init__(
        self,
        text: str,
        title: str | None = None,
        published: str | date | None = None,
        source: str | None = None,
        country: str | None = None,
        url: str | None = None,
        id: str | int | None = None,
    ) -> None:
        if not isinstance(text, str):
            raise InputError(f"the text of a release must be a string, not {type(text).__name__}")
        day = parse_date(published)
        put = object.__setattr__
        text, title = whole(text), _whole("title", title)
        put(self, "text", text)
        put(self, "title", title)
        put(self, "published", day)
        put(self, "source", _whole("source", source) or None)
        put(self, "country", _country(country))
        put(self, "url", _whole("url", url) or None)
        put(self, "id", _content_id(text, title, day) if id is None or id == "" else whole(str(id)))

    @property
    def headline(self) -> str:
        """The title, or where none was given the first line of the text that is not blank, up to 1,000 characters of it."""
        return first_line(self.text) if self.title is None else self.title


def first_line(text: str) -> str:
    """Return the first line of `text` that is not blank, or ""; of one that is too long to be a title, its beginning.

    Every row carries the title: without a limit a text without line breaks would take memory by the square of its length.
    """
    return first[0].rstrip() if (first := _FIRST_LINE.search(text)) else ""


def parse_date(value: str | date | None) -> date | None:
    """Return the day that `value` names: a date, a datetime, or either of them in ISO form."""
    if value is None or value == "":
        return None
    if isinstance(value, datetime):
        if value != value:  # pandas' NaT calls itself a datetime
            return None
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, str):
        try:
            return datetime.fromisoformat(value.strip()).date()
        except ValueError:
            pass
    raise InputError(f"published must be a date such as 2024-02-21, not {value!r}")


def _whole(field: str, value: str | None) -> str | None:
    """Return what a field says, lone surrogates replaced one character for one."""
    if value is not None and not isinstance(value, str):
        raise InputError(f"the {field} of a release must be a string, not {type(value).__name__}")
    return None if value is None else whole(value)


def _country(code: str | None) -> str | None:
    if code is None or code == "":
        return None
    if isinstance(code, str) and _COUNTRY.fullmatch(code.strip().upper()):
        return code.strip().upper()
    raise InputError(f"country must be an ISO 3166-1 alpha-2 code such as KR (or EA, EU, W), not {code!r}")


def _content_id(text: str, title: str | None, published: date | None) -> str:
    content = "\x1f".join((text, title or "", published.isoformat() if published else ""))
    return hashlib.blake2b(content.encode(), digest_size=6).hexdigest()
