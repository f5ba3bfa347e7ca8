"""Sentences: where they begin and end in titles, paragraphs, bullets, hard-wrapped lines and table rows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc

from indicators.components.wording import text_of
from indicators.lexicon import table
from indicators.text import plain

__all__ = ["Sentence", "SentenceSplitter", "split_sentences"]

_LINE = re.compile(r"[^\r\n]+")
_BULLET = re.compile(r"\s*(?:[•▪◦‣●○◯■□ㅇ▶▷◆◇※–—*·>-]|o(?=\s+[A-Z])|\(?[a-zA-Z0-9]{1,2}[.)])\s+")
_LISTED = "•▪◦‣●■"
_STOP = re.compile(rf"(?<![.!?])[.!?]++[\"')\]”’]*+(?=\s)|(?<=\S\s)[{_LISTED}](?=\s+[A-Z])")
_WORD_BEFORE = re.compile(r"(?:[A-Za-z]\.)+$|[A-Za-z]+\.$")
_NEXT = re.compile(r"\s+[\"'(\[“‘]*([^\s,.;:]+)")
_TERMINAL = re.compile(r"[.!?:;|][\"')\]”’]*\s*$")

# What takes a sentence's figures together takes time by the square of its length. Prose stays far below, lists without a full stop don't.
_LONGEST = 3000
_SPACE = re.compile(r"\s")
_SAFE = (re.compile(r"[;|]\s|[\r\n]"), re.compile(r",\s(?!\d)"), re.compile(r"(?<![\d$€£¥])\s(?![\d%])"), _SPACE)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A stretch of text that says one thing. `kind` is ``title``, ``heading``, ``bullet``, ``row`` or ``body``."""

    start: int
    end: int
    kind: str
    paragraph: int


def split_sentences(text: str) -> list[Sentence]:
    """Cut `text` into sentences; the first line is the title."""
    folded = plain(text)
    sentences: list[Sentence] = []
    for number, (start, end) in enumerate(_blocks(folded)):
        line = folded[start:end]
        kind = _kind(line, first=number == 0)
        whole = [(start, end)] if kind == "row" else _cut(folded, start, end)
        sentences += [Sentence(a, b, kind, number) for first, last in whole for a, b in _parted(folded, first, last)]
    return sentences


def _parted(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence; one that is too long to be read as one, in parts."""
    while end - start > _LONGEST:
        cut = _place_to_cut(text, start + _LONGEST // 2, start + _LONGEST, end)
        yield from _trim(text, start, cut)
        start = cut
    yield from _trim(text, start, end)


def _place_to_cut(text: str, first: int, last: int, end: int) -> int:
    """Where a sentence is best cut between two offsets: behind a semicolon, else a comma, else a word, else the word that never ends."""
    for safe in _SAFE:
        if places := [match.end() for match in safe.finditer(text, first, last)]:
            return places[-1]
    space = _SPACE.search(text, last, end)
    return space.end() if space else end


def _kind(line: str, *, first: bool) -> str:
    if first:
        return "title"
    if line.count("|") >= 2:
        return "row"
    if _BULLET.match(line):
        return "bullet"
    if not re.search(r"[.!?;:,][\"')\]]*\s*$", line) and len(line) < 120:
        return "heading"
    return "body"


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    """Paragraphs: lines, but hard-wrapped lines put together."""
    lines = [(m.start(), m.end()) for m in _LINE.finditer(text) if m.group().strip()]
    width = _wrap_width(text, lines)
    i = 0
    while i < len(lines):
        start, end = lines[i]
        while i + 1 < len(lines) and _continues(text, lines[i], lines[i + 1], width):
            i += 1
            end = lines[i][1]
        yield start, end
        i += 1


def _wrap_width(text: str, lines: list[tuple[int, int]]) -> int:
    """The width at which the text is hard-wrapped; 0 if it is not.

    A wrapped text has many lines of nearly one length that break in the middle of a sentence.
    """
    broken = [end - start for start, end in lines if end - start >= 45 and not _TERMINAL.search(text[max(start, end - 6) : end])]
    longest = max((end - start for start, end in lines), default=0)
    if longest > 130 or len(broken) < 3:
        return 0
    near = sum(length >= 0.75 * longest for length in broken)
    return longest if near >= 0.6 * len(broken) else 0


def _continues(text: str, line: tuple[int, int], following: tuple[int, int], width: int) -> bool:
    """Whether a line break stands in the middle of a sentence."""
    between = text[line[1] : following[0]]
    if between.count("\n") > 1 or between.count("\r") > 1:
        return False
    head, tail = text[following[0] : following[1]], text[line[0] : line[1]]
    if _BULLET.match(head) or "|" in head or "|" in tail or (_TERMINAL.search(tail[-6:]) and not width):
        return False
    if re.match(r"\s*[-+]?[$€£¥]?\d", head) and len(head) < 60 and not _TERMINAL.search(tail[-6:]) and not re.search(r"\d\s*%?$", tail):
        # A figure alone on the line below what it is of.
        return True
    if re.match(r"\s*[a-z]", head) and not _TERMINAL.search(tail[-6:]):
        return True
    if not width:
        return False
    # The first word of the next line would not have fitted on this one.
    first = re.match(r"\s*\S+", head)
    return line[1] - line[0] + len(first.group() if first else "") + 1 > 0.85 * width


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Sentences of one paragraph; those of a list may follow each other in one line."""
    begin = start
    for stop in _STOP.finditer(text, start, end):
        listed = stop[0][0] in _LISTED
        if listed or _ends_here(text, start, stop, end):
            last = stop.start() if listed else stop.end()
            yield from _trim(text, begin, last)
            begin = last
    yield from _trim(text, begin, end)


def _trim(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if end > start:
        yield start, end


def _ends_here(text: str, start: int, stop: re.Match[str], end: int) -> bool:
    """Whether a full stop ends a sentence rather than an abbreviation."""
    following = _NEXT.match(text, stop.end(), end)
    if not following:
        return True
    word = following.group(1)
    if stop.group()[0] in "!?":
        return True
    if word[0].islower():
        return False
    words = table("sentences")
    before = _WORD_BEFORE.search(text, max(start, stop.start() - 20), stop.start() + 1)
    if not before:
        return True
    last = before.group()
    if last.count(".") > 1 or re.fullmatch(r"[A-Z]\.", last):
        # "U.S. exports", "J. Smith": only a word that begins sentences tells that one has ended.
        return word in words["starters"]
    if last.lower() in words["titles"]:
        return False
    return not (last.lower() in words["abbreviations"] and (word not in words["starters"] or word[0].isdigit()))


@Language.factory("indicators_sentences", assigns=["token.is_sent_start"])
def make_sentence_splitter(nlp: Language, name: str) -> SentenceSplitter:
    """Construct the step that marks where sentences begin."""
    return SentenceSplitter(name)


class SentenceSplitter:
    """Marks sentence starts on the Doc and keeps the sentences, with their kinds, for the later steps.

    Sets ``token.is_sent_start`` and ``doc.user_data["indicators_sentences"]`` (a list of `Sentence`).
    """

    def __init__(self, name: str = "indicators_sentences") -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        sentences = split_sentences(text_of(doc))
        doc.user_data["indicators_sentences"] = sentences
        if not doc.has_annotation("DEP"):
            _mark_starts(doc, sentences)
        return doc


def _mark_starts(doc: Doc, sentences: list[Sentence]) -> None:
    """Set ``token.is_sent_start`` of all tokens at once."""
    import numpy

    if not len(doc):
        return
    opens = numpy.isin(doc.to_array(["IDX"]), [sentence.start for sentence in sentences])
    opens[0] = True
    doc.from_array(["SENT_START"], numpy.where(opens, 1, -1).astype("uint64"))  # type: ignore[arg-type]
