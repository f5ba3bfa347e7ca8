"""Keys: the name of a series in a form in which one agency's "automobile exports" equals another's "exports of cars".

A name becomes the set of its words: lower case, singular, one spelling, without the words that tell nothing. Order doesn't count,
except where it could: names that hold both of two opposites, and the sides that something goes to or comes from. When in doubt two
names stay apart; `synonyms` joins them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

from indicators.areas import find_places, is_possessive
from indicators.inflect import singular
from indicators.lexicon import table
from indicators.text import plain

__all__ = ["Synonyms", "key_words", "subject_key"]

Synonyms = Mapping[str, str]

_ABBREVIATION = re.compile(r"\b(?:[a-z]\.){2,}")
_POSSESSIVE = re.compile(r"'s?(?=\W|$)")
_AGES = re.compile(r"\b(\d+)\s*(?:-|to)\s*(\d+)\b")
_WORD = re.compile(r"\d+(?:[.,]\d+)+|[^\W_]+(?:_[^\W_]+)*")
_LONGEST = 6
# A capital is not its country: "Dublin house prices" are a series of their own.
_WHOLE = ("country", "demonym", "bloc")


def subject_key(subject: str | None, area: str | None = None, *, synonyms: Synonyms | None = None) -> str | None:
    """Return the form of a series' name by which it is compared with others, or None if there is no name.

    Parameters
    ----------
    subject : str or None
        As in the table.
    area : str, optional
        Codes of the areas that the figure is about: their names at the beginning of `subject` add nothing.
    synonyms : mapping of str to str, optional
        More names that mean the same, from the one to the other: ``{"deliveries of cars": "car sales"}``.

    Examples
    --------
    >>> subject_key("Korea's automobile exports", "KR") == subject_key("outbound shipments of cars")
    True
    """
    if not subject or not subject.strip():
        return None
    pairs = tuple(sorted(synonyms.items())) if synonyms else ()
    return _key(subject, area, pairs)


def key_words(key: str | None) -> frozenset[str]:
    """Return the words of a key; none of one that is missing."""
    return frozenset((key or "").split())


@lru_cache(maxsize=65536)
def _key(subject: str, area: str | None, synonyms: tuple[tuple[str, str], ...]) -> str | None:
    words = _phrases(_words(_without_area(subject, area)), _user_phrases(synonyms))
    kept = list(_sided(words))
    if not kept:
        return " ".join(sorted(set(words))) or None
    if _order_counts(kept):
        return " ".join(f"{number}.{word}" for number, word in enumerate(kept, 1))
    return " ".join(sorted(set(kept)))


def _without_area(subject: str, area: str | None) -> str:
    """Take the name of its own area from the beginning: "Korea's", "Korean", "U.S."."""
    if area is None:
        return subject
    first = next(iter(find_places(subject, area)), None)
    if first is None or subject[: first.start].strip() or set(first.codes) != set(area.split(";")) or first.kind not in _WHOLE:
        return subject
    rest = subject[first.end :]
    if is_possessive(subject, first):
        rest = rest[1:].removeprefix("s")
    return rest if rest.strip() else subject


def _words(text: str) -> list[str]:
    """The words of a name, each in its one spelling; a month at the beginning is none."""
    lexicon = table("synonyms")
    folded = plain(text).lower().replace("&", " and ").replace("%", " percent ")
    folded = _ABBREVIATION.sub(lambda match: match[0].replace(".", ""), folded)
    folded = _POSSESSIVE.sub("", _AGES.sub(r"\1_\2", folded))
    words = [_one_form(word) for word in _WORD.findall(_prefixes().sub(r"\1", folded))]
    return words[1:] if len(words) > 1 and words[0] in lexicon["months"] else words


@cache
def _prefixes() -> re.Pattern[str]:
    return re.compile(rf"\b({'|'.join(table('synonyms')['prefixes'])})-(?=[a-z])")


@lru_cache(maxsize=65536)
def _one_form(word: str) -> str:
    lexicon = table("synonyms")
    irregular: dict[str, str] = lexicon["irregular"]
    form = irregular.get(word) or singular(word)
    words: dict[str, str] = lexicon["words"]
    return words.get(form, form)


def _phrases(words: list[str], more: dict[tuple[str, ...], tuple[str, ...]]) -> list[str]:
    """Put one for several words where they mean the same, the longest first; yours before ours."""
    last: dict[str, str] = table("synonyms")["ending"]
    if len(words) > 1 and words[-1] in last:
        words = [*words[:-1], last[words[-1]]]
    for phrases in (more, _own_phrases()):
        words = list(_replaced(words, phrases))
    return words


def _replaced(words: list[str], phrases: Mapping[tuple[str, ...], tuple[str, ...]]) -> Iterator[str]:
    place = 0
    while place < len(words):
        for length in range(min(_LONGEST, len(words) - place), 0, -1):
            found = phrases.get(tuple(words[place : place + length]))
            if found is not None:
                yield from found
                place += length
                break
        else:
            yield words[place]
            place += 1


@cache
def _own_phrases() -> dict[tuple[str, ...], tuple[str, ...]]:
    phrases: dict[str, str] = table("synonyms")["phrases"]
    return {tuple(_words(one)): tuple(other.split()) for one, other in phrases.items()}


@lru_cache(maxsize=64)
def _user_phrases(synonyms: tuple[tuple[str, str], ...]) -> dict[tuple[str, ...], tuple[str, ...]]:
    return {tuple(_words(one)): tuple(_words(other)) for one, other in synonyms}


def _sided(words: list[str]) -> Iterator[str]:
    """Yield the words that tell a series from others; what is left out, gone to or come from marked as such."""
    lexicon = table("synonyms")
    idle, mark = set(lexicon["idle"]), ""
    for place, word in enumerate(words):
        following = words[place + 1 : place + 2]
        if word in lexicon["leaving_out"] or (word == "less" and following):
            mark = "-"
        elif word in lexicon["sides"] and following:
            whose = word == "to" and not set(words[:place]).isdisjoint(lexicon["to_says_whose"])
            mark = "" if whose else f"{word}:"
        elif word in ("in", "for", "at", "on"):
            mark = ""
        elif mark == "-" and word in ("and", "or"):
            continue
        elif mark == "-" and word in lexicon["never_left_out"]:
            yield word
        elif word not in idle:
            yield mark + word


def _order_counts(words: list[str]) -> bool:
    """Whether a name holds two opposites other than side by side: which word belongs to which is told by their order alone."""
    bare = [word.rpartition(":")[2].removeprefix("-") for word in words]
    pairs = [pair for pair in table("synonyms")["opposites"] if len(set(pair).intersection(bare)) > 1]
    return len(pairs) > 1 or any(not _side_by_side(bare, pair) for pair in pairs)


def _side_by_side(words: list[str], pair: list[str]) -> bool:
    places = [place for place, word in enumerate(words) if word in pair]
    return places == list(range(places[0], places[-1] + 1, 2)) and all(words[place + 1] in ("and", "or") for place in places[:-1])
