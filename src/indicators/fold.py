"""Sentences made easy to parse: figures as plain placeholders, time phrases left out, parentheses cut into pieces of their own.

A statistical parser learned on newspapers reads "Exports rose 5 percent" far better than "Exports (fob), at USD 16.4 bln in
January–March 2024, rose by 24.7 percent year-on-year". Nothing is lost: every word of the folded sentence knows where it stands in
the text, and later steps look up the times and figures there.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from indicators.asides import Aside, asides_in
from indicators.figure import Figure, TimeExpression
from indicators.wholenames import whole_names

__all__ = ["Piece", "fold"]

_PREPOSITION = re.compile(
    r"(?:\b(?:(?:as |compared |relative |measured |in relation |with respect )?(?:to|with|of|against)|"
    r"(?:on|from)|than(?: (?:in|at|during|for|on))?|"
    r"in|during|for|over|at|by|since|through|throughout|until|till|against|versus|vs\.?|within|towards?|as (?:at|of)|between|after|before|"
    r"across|starting|(?:ended|ending) in)\s+)"
    r"(?:(?:all|just|only|both|early|late|mid|end)[\s-]+)?(?:the\s+|a\s+)?$",
    re.IGNORECASE,
)
# "as on the week ended June 7": the stretch that ends with a date, where the time is the date alone.
_STRETCH = re.compile(
    r"\b(?:(?:as )?(?:on|of|at)|in|during|for|over|throughout) the "
    r"(?:(?:day|week|fortnight|month|quarter|half-year|period|season) (?:ended|ending|to)|(?:whole |entire |full )?(?:period|month))\s+$",
    re.IGNORECASE,
)
_SPAN = re.compile(r"\s+(?:year|quarter|month|week|half|combined|taken together)(?=[\s,.;)])", re.IGNORECASE)
_ARTICLE = re.compile(r"\b(?:the|a)\s+$", re.IGNORECASE)
_SUBJECT_VERB = re.compile(
    r"\s+(?:\w+ly\s+)?(?:saw|sees|seen|has|had|brought|brings|left|leaves|was|is|were|marked|marks|witnessed|recorded|posted|showed|ended|"
    r"began|started|registered|produced|delivered|gave|took)\b",
    re.IGNORECASE,
)
# "By sector, …", "In terms of category, …": says how a list is sorted, not what it is of.
_BY_WHAT = re.compile(
    r"\s*(?:(?:by|in terms of|broken down by)\s+(?:[a-z]+\s+){0,3}[a-z]+|on the contrary|on the other hand|by contrast),\s+", re.IGNORECASE
)
_LESS = re.compile(
    r"[\"*†‡°¹²³⁴]|,\s+(?:(?:price|calendar|working-day)(?:,| and) ){0,3}seasonally(?: and calendar)?[ -]adjusted,?"
    r"|(?<=[a-z] )less(?= (?!than\b)[a-z]+(?: and| or|,) [a-z]+)|(?<=items)(?:,? )less(?= [a-z])"
    r"|\bde-(?:growth|grow(?:s|n|ing)?|grew)\b"
    r"|(?<=[a-z])\d\)(?=[ ,.])|(?:(?<=: )|(?<=; )|(?<= and )|(?<=, ))\(?(?:\d|[a-e])\) (?=[A-Za-z])"
)
# "Loans of more than five years": how long the things run, which makes them of a kind, and no time.
_RUNNING = re.compile(
    r"\b(?!(?:period|space|course|span|matter|stretch|interval|cycle|total|average|end|start|excess|age)\b)[a-z]{3,} of "
    r"(?:(?:less|more|fewer|longer|shorter) than |up to |over |under |at (?:least|most) )?$",
    re.IGNORECASE,
)
# What is parsed in the stead of words that a parser takes for something else.
_INSTEAD = {
    **{"de-growth": "slump", "de-grow": "fall", "de-grows": "falls"},
    **{"de-grew": "fell", "de-grown": "fallen", "de-growing": "sinking"},
}
_OPEN = {"(": ")", "[": "]"}
# "those of (tea, rice)": what stands in brackets is what the sentence goes on with.
_UNFINISHED = re.compile(r"\b(?:of|in|for|from|by|to|with)\s*\Z", re.IGNORECASE)
_NUMBER = re.compile(r"\d|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty)\b", re.IGNORECASE)
# So far before a time what makes it a length may begin.
_BACK = 40
_PLACEHOLDERS = {"percent": "5 percent", "money": "$ 5 billion", "pp": "5 points", "index": "50.5"}


@dataclass(slots=True)
class Piece:
    """A folded stretch of text and the way back.

    `text` is what is parsed. `parts` lists ``(folded start, folded end, text start, text end, figure index or None)`` in order;
    `begins` is where each begins; words between parts do not exist in the text. `host` is the offset in the release's text before which a
    parenthesis opens, `words` the text's own words (by offset) where others are parsed in their stead.
    """

    start: int
    end: int
    host: int | None = None
    text: str = ""
    parts: list[tuple[int, int, int, int, int | None]] = field(default_factory=list)
    begins: list[int] = field(default_factory=list)
    inner: list[Piece] = field(default_factory=list)
    words: dict[int, str] = field(default_factory=dict)

    def add(self, text: str, start: int, end: int, figure: int | None = None) -> None:
        """Append `text`, which stands for the release's characters `start` to `end`."""
        if not text:
            return
        begin = len(self.text)
        self.text += text
        self.parts.append((begin, begin + len(text), start, end, figure))
        self.begins.append(begin)

    def origin(self, start: int, end: int) -> tuple[int, int, int | None]:
        """Where the folded characters `start` to `end` come from: text start, text end, figure."""
        at = bisect_right(self.begins, start) - 1
        if at >= 0 and start < self.parts[at][1]:
            a, b, text_start, text_end, figure = self.parts[at]
            if figure is not None or b - a != text_end - text_start:
                return text_start, text_end, figure
            return text_start + start - a, text_start + min(end, b) - a, None
        last = self.parts[-1][3] if self.parts else self.start
        return last, last, None


def fold(
    text: str, start: int, end: int, figures: Sequence[tuple[int, Figure]], times: Sequence[TimeExpression], host: int | None = None
) -> Piece:
    """Fold ``text[start:end]`` (plain text); `figures` are the figures in it with their indices, `times` the time expressions."""
    piece = Piece(start, end, host)
    marks: list[tuple[int, int, int, Figure | TimeExpression]] = [(f.start, f.end, number, f) for number, f in figures]
    marks += [
        (t.start, t.end, -1, t)
        for t in times
        if not any(f.start < t.end and t.start < f.end for _, f in figures)
        and not (t.role == "duration" and _NUMBER.match(text, t.start) and _RUNNING.search(text, max(start, t.start - _BACK), t.start))
    ]
    marks.sort(key=lambda mark: mark[:2])
    lead = _BY_WHAT.match(text, start, end)
    position = lead.end() if lead and not any(f.start < lead.end() for _, f in figures) else start
    asides = list(asides_in(text, position, end, [(f.start, f.end) for _, f in figures]))
    while position < end:
        while asides and asides[0].start < position:
            asides.pop(0)
        opening = _next_bracket(text, position, end, marks)
        mark = next((m for m in marks if m[0] >= position), None)
        nearest = min((at for at in (opening, mark[0] if mark else None) if at is not None), default=end)
        if asides and asides[0].start < nearest:
            position = _fold_aside(piece, text, position, asides.pop(0), figures, times)
            continue
        if opening is not None and (mark is None or opening < mark[0]):
            position = _fold_bracket(piece, text, position, opening, end, figures, times)
            continue
        if mark is None:
            _add_words(piece, text, position, end)
            break
        position = _fold_mark(piece, text, position, mark)
    _flatten(piece)
    return piece


def _add_words(piece: Piece, text: str, start: int, end: int) -> None:
    """Add running text, each name of several words that is one thing as a single word."""
    for name in whole_names(text, start, end):
        _add_plain(piece, text, start, name.start)
        if name.stand_in:
            piece.add(name.stand_in, name.first, name.last)
            piece.words[name.first] = text[name.first : name.last]
        else:
            _add_plain(piece, text, name.first, name.last)
        start = name.end
    _add_plain(piece, text, start, end)


def _add_plain(piece: Piece, text: str, start: int, end: int) -> None:
    """Add running text; "all items less food and energy" is parsed as "excluding food and energy".

    Quotation marks, footnote marks and ", seasonally adjusted," thrown in are left out.
    """
    for less in _LESS.finditer(text, start, end):
        piece.add(text[start : less.start()], start, less.start())
        if less.group().endswith("less"):
            # "All items, less fresh food" too.
            word = less.end() - len("less")
            piece.add(" " if word > less.start() else "", less.start(), word)
            piece.add("excluding", word, less.end())
            piece.words[word] = "less"
        elif instead := _INSTEAD.get(less.group().lower()):
            piece.add(instead, less.start(), less.end())
            piece.words[less.start()] = less.group()
        start = less.end()
    piece.add(text[start:end], start, end)


def _next_bracket(text: str, position: int, end: int, marks: Sequence[tuple[int, int, int, object]]) -> int | None:
    """The next opening bracket that has a closing one and isn't part of a figure."""
    found = [text.find(c, position, end) for c in _OPEN]
    for at in sorted(i for i in found if i >= 0):
        if text.find(_OPEN[text[at]], at, end) > 0 and not any(a <= at < b for a, b, _, _ in marks):
            return at
    return None


def _closing(text: str, opening: int, end: int) -> int:
    """The bracket that closes the one at `opening`."""
    depth = 0
    for i in range(opening, end):
        if text[i] in _OPEN:
            depth += 1
        elif text[i] in _OPEN.values():
            depth -= 1
            if depth == 0:
                return i
    return text.find(_OPEN[text[opening]], opening, end)


def _fold_bracket(
    piece: Piece, text: str, position: int, opening: int, end: int, figures: Sequence[tuple[int, Figure]], times: Sequence[TimeExpression]
) -> int:
    """Take a parenthesis out of the sentence; keep it as a piece of its own if it has figures."""
    _add_words(piece, text, position, position + len(text[position:opening].rstrip()))
    closing = _closing(text, opening, end)
    inside = [(n, f) for n, f in figures if opening < f.start and f.end <= closing]
    if not inside and "," in text[opening:closing] and _UNFINISHED.search(text, max(0, opening - _BACK), opening):
        piece.add(" ", opening, opening + 1)
        _add_words(piece, text, opening + 1, closing)
    if inside:
        piece.inner.append(
            fold(text, opening + 1, closing, inside, [t for t in times if opening < t.start and t.end <= closing], host=opening)
        )
    after = closing + 1
    if after < end and text[after] not in " ,.;:)":
        piece.add(" ", after, after)
    return after


def _fold_aside(
    piece: Piece, text: str, position: int, aside: Aside, figures: Sequence[tuple[int, Figure]], times: Sequence[TimeExpression]
) -> int:
    """Take what is thrown in between dashes or commas out of the sentence, as a parenthesis is."""
    _add_words(piece, text, position, position + len(text[position : aside.start].rstrip()))
    first, last = aside.inside
    held = [(n, f) for n, f in figures if first <= f.start and f.end <= last]
    if held:
        spoken = [t for t in times if first <= t.start and t.end <= last]
        piece.inner.append(fold(text, first, last, held, spoken, host=aside.start))
    if aside.stop < len(text) and text[aside.stop] not in " ,.;:)":
        piece.add(" ", aside.stop, aside.stop)
    return aside.stop


def _fold_mark(piece: Piece, text: str, position: int, mark: tuple[int, int, int, Figure | TimeExpression]) -> int:
    start, stop, number, what = mark
    if isinstance(what, Figure):
        _add_words(piece, text, position, start)
        piece.add(_placeholder(text, what), start, stop, number)
        return stop
    compares = what.role == "comparison" and not what.period
    return _fold_time(piece, text, position, start, stop, subject=not compares)


def _placeholder(text: str, figure: Figure) -> str:
    if figure.quantity_type in _PLACEHOLDERS:
        return _PLACEHOLDERS[figure.quantity_type]
    noun = text[figure.noun_start : figure.end].strip() if figure.noun_start is not None else ""
    if figure.quantity_type == "physical":
        noun = noun or "tons"
    return f"5,000 {noun}".strip()


def _fold_time(piece: Piece, text: str, position: int, start: int, stop: int, *, subject: bool) -> int:
    """Leave a time phrase out, with its preposition, unless it is the subject of a verb, which it may be if `subject`."""
    before = text[position:start]
    preposition = _STRETCH.search(before) or _PREPOSITION.search(before)
    if subject and not preposition and _SUBJECT_VERB.match(text, stop) and not text.startswith("'s", stop):
        article = _ARTICLE.search(before)
        keep = before[: article.start()] if article else before
        _add_words(piece, text, position, position + len(keep))
        piece.add("January", start, stop)
        return stop
    if text.startswith("'", stop):
        # "from the previous week's figure": the preposition goes with what follows.
        preposition = None
    cut = preposition or _ARTICLE.search(before)
    keep = (before[: cut.start()] if cut else before).rstrip(" ")
    _add_words(piece, text, position, position + len(keep))
    if text.startswith("'s", stop):
        stop += 2
    elif text.startswith("'", stop):
        stop += 1
    if after := _SPAN.match(text, stop):
        # "in the June 2017 year"
        stop = after.end()
    if not piece.text.strip() and text.startswith(",", stop):
        stop += 1
    if piece.text and not piece.text.endswith((" ", "\n")) and text[stop : stop + 1] not in " ,.;:)":
        piece.add(" ", stop, stop)
    return stop


def _flatten(piece: Piece) -> None:
    """Line breaks and runs of spaces would only confuse a parser: a line break becomes a space, one for one."""
    piece.text = re.sub(r"[\r\n]", " ", piece.text)
