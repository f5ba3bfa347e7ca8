"""Rehanging: words that the parse hung the wrong way round, hung anew."""

from __future__ import annotations

from indicators.tree import Word

__all__ = ["describe", "hang"]


def hang(words: list[Word], noun: Word, participle: Word) -> None:
    """ "Hours worked fell", "the hours worked index": a participle of its noun, which takes over what the parse hung on the participle."""
    after = words[participle.i + 1] if participle.i + 1 < len(words) else None
    if after is None or not (after.is_noun or after.is_verb or after.figure is None):
        return
    verb = after if after.is_verb else None
    if verb is None and not after.is_noun:
        return
    above, dep = noun.head, noun.dep
    participle.tag, participle.dep, participle.head = "VBN", "acl", noun.i
    if verb is None:
        return
    noun.dep, noun.head = "nsubj", verb.i
    if verb.head in (noun.i, participle.i):
        verb.head, verb.dep = (verb.i, "ROOT") if above in (noun.i, participle.i, verb.i) else (above, dep)


def describe(words: list[Word], participle: Word, noun: Word) -> None:
    """ "Developing Asia will grow": a participle that only describes the noun behind it, on which the parse hung that."""
    participle.tag = "JJ"
    if noun.head != participle.i:
        return
    noun.head, noun.dep = (noun.i, "ROOT") if participle.head == participle.i else (participle.head, _of_noun(participle.dep))
    for word in words:
        if word.head == participle.i and word.i != participle.i:
            word.head = noun.i
    participle.head, participle.dep = noun.i, "amod"


def _of_noun(dep: str) -> str:
    """What a noun is in place of a clause."""
    return {"csubj": "nsubj", "csubjpass": "nsubjpass", "pcomp": "pobj", "xcomp": "dobj", "advcl": "nsubj"}.get(dep, dep)
