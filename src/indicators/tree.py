"""A parsed sentence in small: words with their heads, figures as single words, and the places where they stand in the text."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, TypeVar

__all__ = ["Tree", "Word", "once"]

A = TypeVar("A")

NOUNS = frozenset(("NN", "NNS", "NNP", "NNPS"))
VERBS = frozenset(("VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "MD"))


@dataclass(slots=True)
class Word:
    """One word of a folded sentence.

    `head` is the index of the syntactic head (its own index at the root), `start` and `end` are offsets in the release's text,
    `figure` is the index of the figure that this word stands for, or None.
    """

    i: int
    text: str
    lower: str
    tag: str
    dep: str
    head: int
    start: int
    end: int
    figure: int | None = None

    @property
    def is_noun(self) -> bool:
        return self.tag in NOUNS and self.figure is None

    @property
    def is_verb(self) -> bool:
        return self.tag in VERBS


@dataclass(slots=True)
class Tree:
    """The words of one sentence, or of one parenthesis (then `host` is the word before it in the tree `parent`).

    `previous` is the sentence before, if it was parsed, `joined` tells whether hyphens or slashes are among the words, and `answers` keeps
    what was asked `once`.
    """

    words: list[Word]
    start: int
    end: int
    kind: str = "body"
    paragraph: int = 0
    parent: Tree | None = None
    host: int | None = None
    previous: Tree | None = None
    children: list[list[int]] = field(default_factory=list)
    fragments: list[Tree] = field(default_factory=list)
    joined: bool = field(default=False, init=False)
    answers: dict[tuple[Callable[..., Any], int], Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        self.joined = any(word.text in ("-", "/") for word in self.words)
        self.children = [[] for _ in self.words]
        for word in self.words:
            if word.head != word.i:
                self.children[word.head].append(word.i)

    def __getitem__(self, i: int) -> Word:
        return self.words[i]

    def __len__(self) -> int:
        return len(self.words)

    def before(self, i: int) -> Word | None:
        """The word before word `i`, or None at the start."""
        return self.words[i - 1] if i > 0 else None

    def after(self, i: int) -> Word | None:
        """The word after word `i`, or None at the end."""
        return self.words[i + 1] if i + 1 < len(self.words) else None

    def lower(self, i: int) -> str:
        """The lower-case form of word `i`, or "" outside the sentence."""
        return self.words[i].lower if 0 <= i < len(self.words) else ""

    def outer(self, word: Word) -> tuple[Tree, Word]:
        """What a parenthesis hangs on, in the tree around it; `word` of this tree, if nothing stands before the parenthesis."""
        return (self.parent, self.parent[self.host]) if self.parent is not None and self.host is not None else (self, word)

    def figures(self) -> list[Word]:
        """The words that stand for figures, in order."""
        return [word for word in self.words if word.figure is not None]

    def kids(self, i: int, *deps: str) -> list[Word]:
        """The dependents of word `i`, in order; only those with one of `deps`, if any are given."""
        return [self.words[k] for k in self.children[i] if not deps or self.words[k].dep in deps]

    def ancestors(self, i: int) -> Iterator[Word]:
        """The heads above word `i`, nearest first."""
        word = self.words[i]
        while word.head != word.i:
            word = self.words[word.head]
            yield word

    def subtree(self, i: int) -> list[int]:
        """The indices of word `i` and all below it, in text order."""
        found, stack = [], [i]
        while stack:
            k = stack.pop()
            found.append(k)
            stack.extend(self.children[k])
        return sorted(found)

    def root(self) -> Word | None:
        """The root of the sentence (the first one, if the parse left several)."""
        return next((word for word in self.words if word.head == word.i), None)

    def text(self, indices: list[int]) -> str:
        """The words at `indices` put together, spaced as in the text where they were neighbours."""
        parts: list[str] = []
        last: Word | None = None
        for i in indices:
            word = self.words[i]
            if last is not None and (word.start > last.end or word.i != last.i + 1):
                parts.append(" ")
            parts.append(word.text)
            last = word
        return "".join(parts)


def once(ask: Callable[[Tree, int], A]) -> Callable[[Tree, int], A]:
    """Let a question about a word of a tree be answered once, however often it is asked: a tree no longer changes."""

    @wraps(ask)
    def asked(tree: Tree, i: int) -> A:
        key = ask, i
        if key not in tree.answers:
            tree.answers[key] = ask(tree, i)
        answer: A = tree.answers[key]
        return answer

    return asked
