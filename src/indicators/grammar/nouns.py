"""The counted noun after a number: "13.1 million people", "10 major manufacturing companies"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from indicators.lexicon import table

__all__ = ["Noun", "counted_noun", "singular"]

_WORD = re.compile(r"[^\W\d_][\w&/]*(?:[-'][^\W\d_][\w]*)*")
# "150 farmers' markets": an apostrophe after an owner in the plural.
_GAP = re.compile(r"(?:(?<=s)'(?= [a-z]))?(?: ?\r?\n ?(?=[a-z])| )")
_MOST_WORDS = 5
# No things by themselves: "take-offs", "start-ups".
_PARTICLES = frozenset(("offs", "ups", "ins", "outs", "downs", "overs", "backs", "ons"))


@dataclass(frozen=True, slots=True)
class Noun:
    """A counted noun phrase: its span in the text and the singular of its head."""

    start: int
    end: int
    name: str


@cache
def _lexicon() -> tuple[frozenset[str], dict[str, str], frozenset[str]]:
    data = table("counts")
    return frozenset(data["stops"]), data["plurals"], frozenset(data["singulars"]["words"])


def singular(noun: str) -> str:
    """The singular of an English plural, by its ending and a list of exceptions."""
    word = noun.casefold()
    plurals = _lexicon()[1]
    if word in plurals:
        return plurals[word]
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zzes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def _is_plural(word: str) -> bool:
    folded = word.casefold()
    return folded in _lexicon()[1] or (len(folded) > 2 and folded.endswith("s") and not folded.endswith(("ss", "us", "is", "'s")))


def counted_noun(text: str, position: int) -> Noun | None:
    """The noun phrase that a number ending at `position` counts, if it follows at once; its head is the last plural in reach."""
    gap = _GAP.match(text, position)
    if gap is None:
        return None
    start = at = gap.end()
    stops, _, singulars = _lexicon()
    head: Noun | None = None
    for count in range(_MOST_WORDS):
        word = _WORD.match(text, at)
        if word is None or word.group().endswith("'s"):
            break
        folded = word.group().casefold()
        is_head = _is_plural(folded) or (count == 0 and folded in singulars)
        if folded in stops or (head and not is_head) or (count == 0 and folded.endswith("ly")):
            break
        if is_head:
            last = folded.rsplit("-", 1)[-1]
            head = Noun(start, word.end(), singular(folded if last in _PARTICLES else last))
        gap = _GAP.match(text, word.end())
        if gap is None:
            break
        at = gap.end()
    return head
