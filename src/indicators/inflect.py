"""Inflections of the lexicon's words: which base form a word of the text belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

from indicators.lexicon import table

__all__ = ["base_form", "forms", "participle", "singular"]

_VOWELS = "aeiou"
# Of one syllable with one vowel and one consonant behind it, which is doubled: "plan".
_SHORT = re.compile(r"[^aeiou]*[aeiou][^aeiouwxy]")

# Of the verbs in -eed these are past: "agreed", not "need".
_PAST_EED = ("agreed", "freed", "creed", "teed")


def _regular(verb: str) -> set[str]:
    """The regular forms of an English verb."""
    if verb.endswith("e"):
        return {verb, verb + "s", verb + "d", verb[:-1] + "ing"}
    if verb.endswith("y") and verb[-2] not in _VOWELS:
        return {verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"}
    third = verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")
    return {verb, third, verb + "ed", verb + "ing"}


@cache
def _irregular() -> dict[str, tuple[str, ...]]:
    return {base: tuple(others) for base, others in table("directions")["irregular"].items()}


@cache
def _in_s() -> frozenset[str]:
    return frozenset(table("directions")["nouns_in_s"])


def forms(words: Iterable[str]) -> frozenset[str]:
    """All inflected forms of the verbs `words`."""
    found: set[str] = set()
    for word in words:
        found |= _regular(word)
        found.update(_irregular().get(word, ()))
    return frozenset(found)


@cache
def _bases() -> dict[str, str]:
    directions = table("directions")
    verbs = [*directions["verbs"]["up"], *directions["verbs"]["down"], *directions["verbs"]["neutral"], *directions["levels"]["verbs"]]
    verbs += [
        *directions["share"]["verbs"],
        *directions["contribution"]["verbs"],
        *directions["contribution"]["explaining"],
        *table("series")["nominal"],
        *_irregular(),
    ]
    verbs += [*directions["share"]["claiming"], *directions["share"]["gathering"], *directions["bringing"]["verbs"]]
    verbs += [*directions["share"]["holding_views"], *directions["share"]["driving"], "include", "originate", "arrive", "stem"]
    verbs += [*directions["contribution"]["deriving"], *table("small_words")["tellers"], *table("small_words")["placing"]]
    verbs += [verb for kind in ("taking_on", "laying_off", "making", "ending") for verb in directions["staffing"][kind]]
    found: dict[str, str] = {}
    for verb in verbs:
        for form in (*_regular(verb), *_irregular().get(verb, ())):
            found.setdefault(form, verb)
    return found


def base_form(word: str) -> str:
    """The base form of a verb that the lexicon knows; the word itself otherwise."""
    return _bases().get(word, word)


@lru_cache(maxsize=65536)
def singular(noun: str) -> str:
    """The singular of an English noun, by its ending."""
    if len(noun) > 3 and noun.endswith("ies"):
        return noun[:-3] + "y"
    if noun.endswith(("sses", "shes", "ches", "xes")):
        return noun[:-2]
    if noun.endswith(("uses", "ases")) and noun[:-2] in _in_s():
        return noun[:-2]
    if len(noun) > 3 and noun.endswith("s") and not noun.endswith(("ss", "us", "is", "ics", "series")):
        return noun[:-1]
    return noun


def participle(form: str) -> str:
    """The present participle of a verb, from whatever form of it a text has.

    Examples
    --------
    >>> participle("found"), participle("plans"), participle("used"), participle("tried")
    ('finding', 'planning', 'using', 'trying')
    """
    words = table("verbs")
    base = words["past"].get(form, form)
    if base in words["participles"]:
        return str(words["participles"][base])
    if form.endswith("ing") and any(letter in _VOWELS for letter in form[:-3]):
        return form
    if base == form and form.endswith("ed") and (not form.endswith("eed") or form.endswith(_PAST_EED)):
        return _from_past(form, words["participles"])
    if base == form and form.endswith("s") and not form.endswith("ss"):
        base = form[:-2] if form.endswith(("ches", "shes", "sses", "xes", "zzes", "oes")) else singular(form)
    return _with_ing(base, words["participles"])


def _from_past(form: str, told: Mapping[str, str]) -> str:
    """ "planned" has the stem of "planning", "agreed" that of "agreeing"."""
    for base in (form[:-1], form[:-2], form[:-3] if form[-3] == form[-4] else form):
        if base in told:
            return told[base]
    if form.endswith("ied"):
        return form[:-3] + "ying"
    return form[:-1] + "ing" if form.endswith("eed") else form[:-2] + "ing"


def _with_ing(base: str, told: Mapping[str, str]) -> str:
    if base in told:
        return told[base]
    if base.endswith("e") and not base.endswith(("ee", "oe", "ye")) and len(base) > 2:
        return base[:-1] + "ing"
    return base + base[-1] + "ing" if _SHORT.fullmatch(base) else base + "ing"
