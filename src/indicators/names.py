"""The name of a series in its parts, and the words that it is made of."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from indicators.inflect import participle, singular
from indicators.lexicon import table
from indicators.phrases import Phrase
from indicators.regions import unsited
from indicators.tree import Tree, Word

__all__ = [
    "Name",
    "active",
    "apart",
    "has_made",
    "instead",
    "linked",
    "name_text",
    "narrowed",
    "nationless",
    "same_flow",
    "told_apart",
    "untied",
    "worldless",
]


# What hangs on the noun of a series, before and behind it: "men's employment rate", "value of goods exported".
_OWNER = re.compile(r"^[\w -]+['\u2019]s? ")
_TAIL = re.compile(r" (?:out of|of|for|in|on|from|to|among|by|at) .*$")

# What ties a part to its series, and the part.
_TIED = re.compile(r" (in|for|among|on|at|from) (?:[\w'-]+ ?){1,4}$")

_NATIONAL = re.compile(r"^(?:national|nationwide|countrywide)\s+(?=\w+ \w+)(?!accounts?\b|debt\b|income\b|product\b)", re.IGNORECASE)
# How far behind a verb "them" may stand: "expect that they will".
_NEAR = 2
# What is left out of a series or taken into it.
_WITHOUT = frozenset(("excluding", "including", "net of"))
_LEFT_OUT = re.compile(r" (?:excluding|including|net of) .*")


@cache
def _made() -> dict[str, frozenset[str]]:
    return {verb: frozenset(things) for verb, things in table("series")["made_of"].items()}


def has_made(verb: str, thing: str) -> bool:
    """Whether what is done to a thing makes a series: cars have registrations, nights that are registered are only counted."""
    made = _made().get(verb)
    return made is None or not thing or any(singular(word) in made for word in thing.lower().replace("-", " ").split())


@cache
def _qualifiers() -> frozenset[str]:
    return frozenset(table("series")["qualifiers"])


@lru_cache(maxsize=1024)
def _same_words(told: str, made: str) -> bool:
    """Whether two names have the same words, in whatever order."""
    return len(told) == len(made) and sorted(told.replace("-", " ").split()) == sorted(made.replace("-", " ").split())


class Name(NamedTuple):
    """The name of a series in its parts.

    `core` says what kind of thing is measured ("exports", "unemployment rate"), `element` which part of it ("mobile phones"), `link` how
    the two are tied ("of", "for"; "" for a compound) and `kind` the core's bare noun with the qualifiers that a breakdown keeps
    ("exports", "domestic sales"). `flow` tells whether the core can be broken down. `area` and `counterpart` are places in the words;
    `told` is how the text orders core and element.
    """

    core: str = ""
    element: str = ""
    link: str = ""
    kind: str = ""
    flow: bool = False
    bare: bool = False
    area: tuple[str, ...] = ()
    counterpart: tuple[str, ...] = ()
    placed: bool = False
    told: str = ""

    @property
    def text(self) -> str:
        if not self.element or not self.core:
            return self.core or self.element
        if self.link:
            return f"{self.core} {self.link} {self.element}"
        if self.told and _same_words(self.told, f"{self.core} {self.element}"):
            return self.told  # "industrial new orders", "new industrial orders"
        front, _, noun = self.core.rpartition(" ")
        if front and all(word in _qualifiers() for word in front.lower().split()):
            # "gross foreign exchange reserves", not "exchange gross foreign reserves"
            return f"{front} {self.element} {noun}"
        return f"{self.element} {self.core}"

    @property
    def head(self) -> str:
        """The noun that is measured, singular."""
        return singular((self.kind or self.core).split(" ")[-1].lower())


def same_flow(verb: str, noun: str) -> bool:
    """Whether a noun made of a verb is another word for a series: production and output."""
    return any(verb in group and noun in group for group in table("series")["synonymous"])


def worldless(name: Name) -> Name:
    """The series without the "world" or "OECD" that it is told of, which a part of the whole does not have."""
    kept, element = unsited(name.core), unsited(name.element)
    return name._replace(core=kept or name.core, element=element if element and (kept or not name.core) else name.element)


def nationless(name: Name) -> Name:
    """The series without "national" before it, which a region does not have."""
    return name._replace(core=_NATIONAL.sub("", name.core))


def instead(name: Name, link: str, member: Name) -> Name:
    """ "that of goods imported" after "the value of goods exported", "that of women" after "men's employment rate"."""
    kept, same, _ = name.core.partition(f" {link} ")
    if name.core and name.element and (not (same and member.core) or name.link == link == "in"):
        return name._replace(element=member.text, link=link, bare=False)
    if name.core and name.element:
        # "The volume of its exports … and that of its imports": still the same one's.
        return name._replace(core=f"{kept}{same}{member.text}")
    kept, same, _ = name.text.partition(f" {link} ")
    if not name.core:
        if same or link == "of":
            return name._replace(element=f"{kept}{same}{member.text}") if same else member
        # "people out of work … those in prison"
        return name._replace(core=_TAIL.sub("", name.element), element=member.text, link=link, bare=False)
    core = _OWNER.sub("", kept if same else _TAIL.sub("", name.core))
    return name._replace(core=core, element=member.text, link=link, bare=False)


def narrowed(name: Name, link: str, member: str) -> Name:
    """The series on another market, or with something left out: what narrowed it the same way before gives place, other things stay."""
    text = name.text
    before, same, rest = text.partition(f" {link} ")
    kept = _LEFT_OUT.search(f" {rest}") if same and link not in _WITHOUT else None
    if member.split(" ")[-1].lower() in ("one", "ones"):
        # "on the foreign one" after "on the home market"
        noun = (rest[: kept.start()] if kept else rest).split(" ")[-1] if same else text.split(" ")[-1]
        member = " ".join((*member.split(" ")[:-1], noun))
    core = f"{before} {link} {member}" + (kept.group() if kept else "")
    return Name(core, kind=name.kind, flow=name.flow, area=name.area, counterpart=name.counterpart)


def told_apart(name: Name, words: str, *, within: bool = False) -> Name:
    """ "those meant for seed", "those held in dollars" after "deposits held in euros": the series with what was done with it.

    A part `within` takes the place of nothing: "Dairies lost 37 jobs (33 in towns)".
    """
    if within:
        return Name(name.text, words, "in" if name.text else "", name.kind, name.flow, False, name.area, name.counterpart)
    base = name.text
    for word in words.lower().split():
        before, same, _ = base.partition(f" {word} ")
        if same:
            base = before
            break
    return Name(f"{base} {words}".strip(), kind=name.kind, flow=name.flow, area=name.area, counterpart=name.counterpart)


def apart(name: Name) -> tuple[str, str]:
    """What a series keeps for the next one's part, and what ties the two: "pass rate" and "in" of "pass rate in physics"."""
    if name.flow or not name.kind or name.element:
        whole = name.flow or not name.kind or (name.core and name.element and name.link)
        return name.core if whole else name.kind, name.link or "of"
    tied = _TIED.search(name.core)
    if tied is None:
        per = name.core.find(" per ")
        return name.kind + (name.core[per:] if per > 0 else ""), name.link or "of"
    return name.core[: tied.start()], tied[1]


def untied(name: Name, link: str) -> str:
    """The name of a thing without the part that is tied to it in the same way: "notes" of "notes in euros" before "in francs"."""
    return name.text if name.kind or name.core else name.text.partition(f" {link} ")[0]


def active(name: Name, doing: Phrase, kept: list[int], about: Phrase | None = None) -> Name:
    """ "firms raising prices", "people with a job": those of whom a figure tells, with the words `kept` of what they do.

    What they speak of stands right behind the verb, in place of a pronoun if there is one: "expecting [prices] to rise".
    """
    tree = doing.tree
    planned = tree.lower(doing.head + 1) == "to"  # tagged as a participle: "firms in trade planned to hire"
    said = []
    for word in (w for w in doing.words() if w.i in kept):
        if word.i == doing.head:
            said += [_as_done(word, planned=planned), *([about.text] if about is not None else [])]
        elif about is None or word.tag != "PRP" or word.i > doing.head + _NEAR:
            said.append(name_text(tree, [word]))
    return Name(element=" ".join((name.text, *said)).strip(), area=name.area, counterpart=name.counterpart)


def _as_done(verb: Word, *, planned: bool) -> str:
    if verb.lower in ("have", "has", "had"):
        return "with"
    return verb.lower if verb.tag == "VBN" and not planned else participle(verb.lower)


def linked(tree: Tree, head: int, i: int) -> bool:
    """Whether a preposition stands between the head and a word behind it."""
    return any(tree[k].tag in ("IN", "TO") or tree[k].lower in ("excluding", "including", "less") for k in range(head + 1, i + 1))


def name_text(tree: Tree, words: list[Word]) -> str:
    """The words as text; a counted noun phrase without its number."""
    parts = []
    for word in words:
        parts.append(tree.text([word.i]).partition(" ")[2] if word.figure is not None else "")
    if any(word.figure is not None for word in words):
        return " ".join(part or word.text for part, word in zip(parts, words, strict=True) if part or word.figure is None).strip(" ,-/'\"")
    return tree.text([word.i for word in words]).strip(" ,-/'\"")
