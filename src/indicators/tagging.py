"""Tagging: words of a parsed sentence that only look like another part of speech."""

from __future__ import annotations

import itertools
from functools import cache

from indicators.components.rehanging import describe, hang
from indicators.components.seating import seat
from indicators.cues import directions
from indicators.inflect import base_form, singular
from indicators.lexicon import table
from indicators.tree import Word

__all__ = ["tag_anew"]


@cache
def _known() -> frozenset[str]:
    """Verbs that are no nouns in a list of figures, beside those of movement: "and reach 5%"."""
    words, answers = table("subjects"), table("answers")
    told = (*words["recording"], *words["foretelling"], *words["staffing"], *words["taking"])
    return frozenset((*told, *answers["verbs"], *table("verbs")["past"], *table("verbs")["past"].values(), *table("series")["nominal"]))


def tag_anew(words: list[Word]) -> None:
    """Tag anew what only looks like the other part of speech: "cement 209 million tons", "solar and storage account for 81%"."""
    for word, following in itertools.pairwise(words):
        if word.lower in ("developing", "emerging") and following.is_noun:
            describe(words, word, following)
        if word.lower == "per" and following.lower in ("capita", "head"):
            _each(words, word, following)
        opens = word.i == 0 or words[word.i - 1].lower in (",", "and")
        told = following.figure is not None or (following.text == ":" and word.i == 0)
        if word.tag == "NNS" and word.lower in ("measures", "totals", "numbers") and following.figure is not None and word.i > 1:
            word.tag = "VBZ" if words[word.i - 1].tag not in ("DT", "JJ", "IN", "PRP$") else "NNS"
        branch = word.tag in ("VBG", "VB") and word.dep == "conj" and words[word.head].is_noun and words[word.i - 1].lower == "and"
        flow = word.tag in ("VBZ", "VBP") and singular(word.lower) in directions().flows
        tags = ("VB", "VBZ", "VBP", "VBG") if following.text == ":" else ("VB", "VBZ", "VBP")
        if word.figure is None and told and ((word.i == 0 and word.tag in tags) or (opens and (flow or branch))):
            word.tag = "NNS" if word.tag == "VBZ" else "NN"
        if _lists(words, word, following):
            word.tag = "NNS" if word.tag == "VBZ" else "NN"
        if _stands_for_noun(words, word, following):
            word.tag = "NN"
        if word.tag == "VBG" and word.lower in _branches() and _is_branch(words, word, following):
            word.tag = "NN"  # "services took 15%, manufacturing 7%"
        if word.tag == "JJ" and word.dep in ("ROOT", "conj") and following.figure is not None and word.lower in directions().verbs:
            word.tag = "VBD"  # "Sales, long in decline, advanced 3%"
        if word.lower in ("up", "down") and word.tag == "NN" and following.figure is not None:
            word.tag = "RB"  # "Chad - up 5%"
        if following.lower == "worked" and word.lower in ("hours", "days") and not following.dep.startswith(("amod", "acl")):
            hang(words, word, following)
        if word.lower == "value" and following.lower == "added" and following.dep == "acl":
            for hung in words:
                hung.head = word.i if hung.head == following.i else hung.head  # "value added of 3 million": nothing is added to a value
        if word.lower == "rise" and following.lower == "to" and word.i and base_form(words[word.i - 1].lower) == "give":
            word.tag = "RP"  # "gave rise to outflows of": no rise of anything
        if word.dep == "conj" and word.is_noun and word.figure is None and words[word.head].figure is not None:
            _join_owner(words, word)
        if word.text == "-" and word.i:
            _hyphenate(words, word, following)
        if word.lower in ("account", "accounts", "accounting") and word.is_noun and following.lower == "for" and word.i:
            word.tag = "VBG" if word.lower == "accounting" else "VBP"
            if word.tag == "VBG" and words[word.i - 1].is_noun:
                hang(words, words[word.i - 1], word)
    seat(words)


def _each(words: list[Word], per: Word, head: Word) -> None:
    """Let "per capita" describe the noun behind it: "Per capita income rose"; not "income per capita"."""
    last = head.i + 1
    while last < len(words) and words[last].figure is None and (words[last].tag in ("JJ", "HYPH", "NN", "NNS", "NNP")):
        last += 1
    noun = words[last - 1]
    if noun is head or not noun.is_noun:
        return
    if noun.head in (per.i, head.i):
        # The parse has it hang on what describes it.
        verb = words[last] if last < len(words) and words[last].is_verb else None
        noun.head, noun.dep = (verb.i, "nsubj") if verb is not None else (noun.i, "ROOT") if per.head == per.i else (per.head, "pobj")
    for word in (per, head):
        word.tag, word.dep, word.head = "JJ", "amod", noun.i
    for word in words[head.i + 1 : noun.i]:
        word.head = noun.i if word.head in (per.i, head.i) else word.head


def _join_owner(words: list[Word], word: Word) -> None:
    """ "Chad with 8 percent and Mali (6 percent)": joined to who has the figure before it, not to the figure."""
    figure, with_it, owner = words[word.head], words[word.head - 1], words[word.head - 2]
    owned = word.head > 1 and with_it.lower in ("with", "at") and owner.is_noun and owner.figure is None
    if owned and figure.lower.endswith("percent") and words[word.i - 1].lower in ("and", ","):
        word.head = owner.i


@cache
def _branches() -> frozenset[str]:
    return frozenset(table("subjects")["branches"])


def _is_branch(words: list[Word], word: Word, following: Word) -> bool:
    """Whether a word such as "mining" names the branch: nobody is said to do it, to anything."""
    before = words[word.i - 1] if word.i else word
    does = before.tag in ("VBZ", "VBP", "VBD", "VB", "VBN", "MD", "PRP", "TO") and before is not word
    return (not does and following.tag not in ("DT", "PRP$", "PRP", "CD", "RB")) or following.figure is not None


def _stands_for_noun(words: list[Word], word: Word, following: Word) -> bool:
    """Whether an adjective is a member of a list by itself: "hydro made up 20% of output, nuclear 8% and geothermal 2%"."""
    if word.tag != "JJ" or following.figure is None or word.figure is not None or not word.lower.isalpha():
        return False
    joined = word.i == 0 or words[word.i - 1].lower in (",", "and", ";")
    others = any(w.figure is not None for w in words if w.i < word.i - 1 or (word.i == 0 and w.i > 1))
    return joined and others and word.lower not in _no_members()


@cache
def _no_members() -> frozenset[str]:
    """Adjectives before a figure that tell of the figure, not of what it is of: "and a further 3%", "3% nominal and real 2%"."""
    words = table("subjects")
    telling = (words[key] for key in ("adjectives_of_figures", "empty_adjectives", "adjustments", "determiners"))
    return frozenset(itertools.chain(directions().verbs, *telling))


@cache
def _compounds() -> frozenset[str]:
    return frozenset(noun for noun in directions().nouns if "-" in noun)


def _hyphenate(words: list[Word], hyphen: Word, last: Word) -> None:
    """Let the last word of "pick-up", "drop-offs" stand for the whole noun of change; not in "pick-up trucks"."""
    whole = f"{words[hyphen.i - 1].lower}-{last.lower}"
    behind = words[last.i + 1] if last.i + 1 < len(words) else None
    if singular(whole) in _compounds() and last.figure is None and not (behind is not None and behind.is_noun):
        last.lower, last.tag = whole, "NN" if whole in _compounds() else "NNS"


def _lists(words: list[Word], word: Word, following: Word) -> bool:
    """Whether a member of a list is taken for a verb: "of which nuclear 18 TWh, hydro 11 TWh", "travel was up 12%, transport down 3%"."""
    before = words[word.i - 1] if word.i > 1 else word
    if word.tag not in ("VB", "VBP", "VBD", "VBZ") or word.figure is not None:
        return False
    if before.text != "," and before.lower not in ("and", "which", "whom"):
        return False
    behind = words[following.i + 1] if following.i + 1 < len(words) else following
    if following.figure is None and not (following.lower in ("up", "down") and behind.figure is not None):
        return False
    earlier = [w for w in words[: word.i] if w.figure is not None]
    if not earlier or any(w.lower in ("to", "will", "would", "should", "can", "may") for w in words[earlier[-1].i : word.i]):
        return False
    known = base_form(word.lower) != word.lower or word.lower.endswith("ed") or word.lower in _known()
    return not known and not (word.tag == "VB" and words[word.head].tag in ("VB", "MD"))
