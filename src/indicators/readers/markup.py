"""What HTML pages and feeds share: how their bytes become text, what their first element is, and plain text from a piece of HTML."""

from __future__ import annotations

import codecs
import html
import re

from indicators.readers.decode import decode

__all__ = ["decode_markup", "root_of", "text_of"]

# Encodings that pages declare; Python knows stranger ones, some of them slow or no text at all.
_ENCODING = re.compile(
    r"(?:utf-?8|utf-?16(?:le|be)?|us-ascii|iso-?8859-\d{1,2}|latin-?1|(?:windows|cp)-?125\d|euc-?(?:kr|jp)|cp949|ks_c_5601-1987"
    r"|shift_?jis|gb2312|gbk|gb18030|big5|koi8-[ru]|macintosh|tis-620)",
    re.IGNORECASE,
)
_DECLARED = re.compile(rb"""<(?:\?xml|meta)\b[^<>]{0,300}?(?:encoding|charset)\s*=\s*["']?([\w-]{3,20})""", re.IGNORECASE)
_ALIASES = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "euc-kr": "cp949"}
_HEAD = 4096

_DOCTYPE = re.compile(r"<!doctype\s+([\w:.-]+)", re.IGNORECASE)
_ELEMENT = re.compile(r"<([A-Za-z][\w:.-]*)(?=[\s/>])")

# A tag ends at its bracket; one in a quoted value does not end it, but where a quote has no second one, the first bracket does. No part
# can run past the next "<", and none is tried twice.
_TAG = re.compile(r"""</?([A-Za-z][\w:-]{0,30}+)(?:(?:"[^"<]*+"|'[^'<]*+'|[^<>"'])*+>|[^<>]*+>)""")
_BLOCKS = frozenset(
    {
        "address",
        "article",
        "blockquote",
        "br",
        "dd",
        "div",
        "dl",
        "dt",
        "figcaption",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "li",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "tr",
        "ul",
    }
)
_UNSEEN = frozenset(("script", "style", "template", "noscript"))
_SPACE = re.compile(r"[^\S\n]+")


def decode_markup(data: bytes) -> str:
    """Return `data` as text by its mark, by the encoding that it declares, or as any other text file."""
    declared = _DECLARED.search(data[:_HEAD])
    marked = data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    if declared and not marked:
        name = declared[1].decode("ascii").lower()
        # A page whose declaration can be read byte by byte is not in UTF-16, whatever it says.
        if _ENCODING.fullmatch(name) and not name.startswith("utf-16"):
            try:
                return data.decode(_ALIASES.get(name, name))
            except (LookupError, UnicodeDecodeError):
                pass
    return decode(data)


def root_of(content: str) -> tuple[str, bool]:
    """Return the name of the first element in lower case, without its prefix, and whether `content` says that it is XML.

    The name is empty if something else than markup comes first.
    """
    position, xml = 0, False
    while True:
        while position < len(content) and (content[position].isspace() or content[position] == "\ufeff"):
            position += 1
        for opening, closing in (("<?", "?>"), ("<!--", "-->")):
            if content.startswith(opening, position):
                end = content.find(closing, position + len(opening))
                break
        else:
            break
        if end < 0:
            return "", xml
        xml = xml or content.startswith("<?xml", position)
        position = end + len(closing)
    found = _DOCTYPE.match(content, position) or _ELEMENT.match(content, position)
    return (found[1].lower().rpartition(":")[2], xml) if found else ("", xml)


def text_of(markup: str) -> str:
    """Return the words of a piece of HTML, such as a feed has for its items, with a line for each block."""
    parts: list[str] = []
    position = 0
    while (start := markup.find("<", position)) >= 0:
        parts.append(_SPACE.sub(" ", markup[position:start].replace("\n", " ")))
        position, mark = _past(markup, start)
        parts.append(mark)
    parts.append(_SPACE.sub(" ", markup[position:].replace("\n", " ")))
    lines = (_SPACE.sub(" ", line).strip() for line in html.unescape("".join(parts)).split("\n"))
    return "\n".join(line for line in lines if line)


def _past(markup: str, start: int) -> tuple[int, str]:
    """Return where what begins at `start` ends, and what it leaves in the text."""
    if markup.startswith("<!--", start):
        end = markup.find("-->", start + 4)
        return (len(markup) if end < 0 else end + 3), ""
    tag = _TAG.match(markup, start)
    if tag is None:
        return start + 1, "<"
    name = tag[1].lower()
    if name in _UNSEEN and not markup.startswith("</", start):
        closing = re.compile(rf"</{name}\b", re.IGNORECASE).search(markup, tag.end())
        return (len(markup) if closing is None else closing.start()), ""
    return tag.end(), "\n" if name in _BLOCKS else "\t" if name in ("td", "th") else ""
