"""Answers: who of those asked in a survey says what, in the words of the sentence around a figure."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from indicators.cues import directions
from indicators.inflect import base_form, forms, participle, singular
from indicators.lexicon import table
from indicators.tree import Tree, Word

__all__ = ["Answer", "answer_around", "shortened", "subject_answers"]

# Within how many words those asked are named, an answer ends and the figure follows.
_WHOM, _LONG, _NEAR, _BACK = 12, 16, 6, 40
# How many figures back in a sentence those asked are looked for.
_EARLIER = 4
# How far the second of two groups asked may stand behind the first, and how long a bracket is that only tells a number.
_APART, _SHORT = 4, 3
_FINITE = frozenset(("VBD", "VBP", "VBZ", "VB"))
_NAMING = frozenset(("NN", "NNS", "NNP", "NNPS", "JJ", "JJR", "JJS", "CD", "DT", "PRP$", "POS"))
_NAMING |= frozenset(("HYPH", "CC", "VBN", "VBG", "IN", "TO", "PDT"))
_STOPS = frozenset((",", ";", ":", "\u2014", "\u2013", "--", "(", ")"))
_LOOSE = frozenset(("IN", "TO", "DT", "CC", ",", "``", "''", "."))
# Between what is answered and its number: "edged up, if only slightly, to".
_LINKS = frozenset(("from", "to", "by", "at", ",", "a", "about", "around", "only", "just", "some", "nearly", "almost", "still"))
_LINKS |= frozenset(("of", "with", "for", "up"))


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer, by the indices of its words.

    Attributes
    ----------
    tree : Tree
        The sentence: around a bracket, the one that the bracket stands in.
    whom : tuple of int
        The words that name those asked; none where only a pronoun or a number does.
    verb : int
        What they do: "say", "expecting".
    words : tuple of int
        What they say or expect.
    negated : bool
        Whether they do not.
    """

    tree: Tree
    whom: tuple[int, ...]
    verb: int
    words: tuple[int, ...]
    negated: bool = False


@cache
def _verbs() -> dict[str, str]:
    """The forms of the verbs of answering, each with its base."""
    known = table("answers")
    bases = (*known["verbs"], *known["deeds"])
    found = {form: base for base in bases for form in (*forms((base,)), participle(base))}
    return {**found, **{past: base for past, base in table("verbs")["past"].items() if base in bases}}


@cache
def _parting() -> frozenset[str]:
    return forms(table("directions")["share"]["verbs"])


@cache
def _words(key: str) -> frozenset[str]:
    return frozenset(table("answers")["words"][key])


@cache
def _asked() -> frozenset[str]:
    return frozenset((*table("answers")["asked"], *table("subjects")["people"], *table("subjects")["agents"]))


def _can(tree: Tree, whom: tuple[int, ...], verb: int) -> bool:
    """Whether those named can do what they are said to; whom a pronoun stands for may only say, think and expect."""
    if _verbs().get(tree.lower(verb)) not in table("answers")["deeds"]:
        return True
    first = next((n for n, i in enumerate(whom) if tree[i].tag in ("IN", "TO", "VBG", "VBN") and n), len(whom))
    return any(singular(tree.lower(i).split()[-1]) in _asked() for i in whom[:first])


def answer_around(tree: Tree, word: Word) -> Answer | None:
    """The answer that the figure at `word` counts: "34% of firms plan to hire", "those expecting more jobs rose to 12%"."""
    return _aside(tree, word) or _behind(tree, word) or _before(tree, word)


def subject_answers(tree: Tree, word: Word) -> bool:
    """Whether the figure at `word` is itself the subject of an answer, or leaves that to the one before: "12% to fall"."""
    return (_aside(tree, word) or _behind(tree, word) or shortened(tree, word)) is not None


def _behind(tree: Tree, word: Word) -> Answer | None:
    k = _past_aside(tree, word.i + 1)
    if tree.lower(k) != "of":
        return _doing(tree, k, _opening(tree, word) or _told_before(tree, word))
    end = _named_to(tree, k + 1)
    if end is None or tree[end].figure is None:
        return _doing(tree, end, _kept(tree, k + 1, end)) if end is not None else None
    # "22% of women and 17% of men said"
    stop = next((i for i in range(k + 1, end) if tree[i].tag == "CC" or tree[i].text == ","), end)
    beyond = _named_to(tree, end + 2) if tree.lower(end + 1) == "of" and stop > k + 1 and end - stop <= _APART else None
    return _doing(tree, beyond, _kept(tree, k + 1, stop)) if beyond is not None else None


def _named_to(tree: Tree, start: int) -> int | None:
    """Where the name of those asked that begins at word `start` ends."""
    end = start
    while end < min(len(tree), start + _WHOM) and tree[end].figure is None and not _answers(tree, end):
        if tree[end].tag not in _NAMING and tree[end].text != ",":
            break
        end += 1
    return end if start < end < len(tree) else None


def _kept(tree: Tree, start: int, end: int) -> tuple[int, ...]:
    return tuple(i for i in range(start, end) if tree[i].tag not in ("DT", "PRP$", "PDT") and tree[i].text != ",")


def _doing(tree: Tree, k: int, whom: tuple[int, ...]) -> Answer | None:
    """The answer whose verb stands at word `k`, or behind its adverbs."""
    verb, negated = _past_small(tree, k)
    if verb >= len(tree) or not _answers(tree, verb):
        return None
    words = _said(tree, verb + 1, len(tree))
    return Answer(tree, whom, verb, words, negated) if (words or whom) and _can(tree, whom, verb) else None


def _opening(tree: Tree, word: Word) -> tuple[int, ...]:
    """ "Among exporters, 27 percent said": those asked, with whom the sentence opens."""
    if tree.lower(0) not in ("of", "among"):
        return ()
    comma = next((w.i for w in tree.words[: word.i] if w.text == ","), None)
    if comma is None or any(w.figure is not None or w.is_noun for w in tree.words[comma : word.i]):
        return ()
    named = any(w.is_noun or w.figure is not None or w.tag == "VBN" for w in tree.words[1:comma])
    return tuple(i for i in _kept(tree, 1, comma) if tree.lower(i) not in ("those", "these")) if named else ()


def _told_before(tree: Tree, word: Word) -> tuple[int, ...]:
    """ "61% of adults bought goods online, and 45% used online banking": those of a figure before in the sentence."""
    for earlier in [w for w in tree.words[: word.i] if w.figure is not None][: -_EARLIER - 1 : -1]:
        end = _named_to(tree, earlier.i + 2) if tree.lower(earlier.i + 1) == "of" else None
        if end is not None:
            answer = _doing(tree, end, _kept(tree, earlier.i + 2, end))
            return answer.whom if answer is not None else ()
    return ()


def _aside(tree: Tree, word: Word) -> Answer | None:
    """ "More than half of members (54 percent) said", "seven in ten members, or 70 percent, said": told again in a number."""
    if tree.parent is not None and tree.host is not None and len(tree) <= _SHORT and word.i + 1 == len(tree):
        around, last, k = tree.parent, tree.host, tree.host + 1
    elif tree.lower(word.i - 1) in ("or", ",", "at") and tree.lower(word.i + 1) == ",":
        comma = word.i - 1 if tree.lower(word.i - 1) == "," else word.i - 2
        if tree.lower(comma) != ",":
            return None
        around, last, k = tree, comma - 1, word.i + 2
    else:
        return None
    whom = _named(around, last) if 0 <= last < len(around) else None
    of = next((i for i in whom or () if around.lower(i) in ("of", "in", "-")), None)
    if not whom or of is None or not (around[of - 1].tag == "CD" or around.lower(of - 1) in _words("fractions")):
        return None
    parted = tuple(i for i in whom if i > of)
    return _doing(around, k, tuple(i for i in parted if around[i].tag != "CD")) if around is tree or k < len(around) else None


def _past_aside(tree: Tree, k: int) -> int:
    """Past another figure between commas: "16.0%, after 16.5%, said"."""
    if tree.lower(k) != ",":
        return k
    stop = next((w.i for w in tree.words[k + 1 : k + 6] if w.text == ","), None)
    aside = stop is not None and any(w.figure is not None for w in tree.words[k:stop])
    return stop + 1 if stop is not None and aside else k


def _past_small(tree: Tree, k: int) -> tuple[int, bool]:
    """Past adverbs and "do not" before a verb."""
    negated = False
    while k < len(tree) and (tree[k].tag in ("RB", "RBR") or tree.lower(k) in ("do", "does", "did", "n't")):
        negated = negated or tree.lower(k) in ("not", "n't", "never")
        k += 1
    return k, negated


def _answers(tree: Tree, k: int) -> bool:
    """Whether word `k` is a finite verb of answering; "plan" before "to hire" may be tagged as a noun."""
    base = _verbs().get(tree.lower(k))
    if base is None or tree[k].figure is not None:
        return False
    if tree[k].tag in ("NN", "NNS"):
        return _to_do(tree, k + 1) and base in ("plan", "aim", "hope", "want", "need")
    if tree[k].tag == "VBN":
        return _to_do(tree, k + 1) and tree[k - 1].is_noun
    if tree[k].tag not in _FINITE or tree.lower(k - 1) in ("to", "will", "would", "is", "are", "was", "were", "be", "been"):
        return False
    return base != "have" or tree[k + 1].tag in ("DT", "NN", "NNS", "JJ", "JJR", "PRP$") if k + 1 < len(tree) else False


def _to_do(tree: Tree, k: int) -> bool:
    return tree.lower(k) == "to" and k + 1 < len(tree) and tree[k + 1].tag == "VB"


def _said(tree: Tree, start: int, limit: int, *, from_verb: bool = True) -> tuple[int, ...]:
    """The words of an answer that begins at word `start`."""
    seen_as = from_verb and _verbs().get(tree.lower(start - 1), "") in table("answers")["words"]["seen_as"]
    end = start + 1 if tree.lower(start) == "that" else start
    start = end
    while end < min(limit, start + _LONG):
        here = tree[end]
        if here.figure is not None or here.text in _STOPS or _ends(tree, end, seen_as=seen_as):
            break
        if here.tag == "CC" and any(w.figure is not None for w in tree.words[end : end + 4]):
            break
        end += 1
    while end > start and (tree[end - 1].tag in _LOOSE or not tree[end - 1].text[0].isalnum()):
        end -= 1
    said = (i for i in range(start, end) if tree[i].text[0].isalnum() or tree[i].tag in ("HYPH", "POS", "CC"))
    return tuple(i for i in said if tree.lower(i) not in ("a", "an", "the"))


def _ends(tree: Tree, k: int, *, seen_as: bool) -> bool:
    """Whether an answer ends before word `k`: with a reason, a condition or what it is compared with."""
    if tree.lower(k) not in _words("ends"):
        return False
    if tree.lower(k) in ("up", "down", "than"):
        return k + 1 < len(tree) and (tree[k + 1].figure is not None or tree.lower(k + 1) == "from")
    if tree.lower(k) == "as":
        # "named costs as their main concern" goes on, "will hire as trade picks up" does not.
        clause = any(w.tag in ("VBD", "VBZ", "VBP", "MD") for w in tree.words[k + 1 : k + _NEAR])
        return not seen_as and clause
    return True


def shortened(tree: Tree, word: Word, back: int = _EARLIER) -> Answer | None:
    """ "34% expect prices to rise, 12% to fall", "48% report higher sales and 22% lower sales": the answer without its verb."""
    earlier = next((w for w in reversed(tree.words[: word.i]) if w.figure is not None), None)
    before = (_behind(tree, earlier) or shortened(tree, earlier, back - 1)) if earlier is not None and back else None
    if earlier is None or before is None:
        return None
    last = before.words[-1] if before.words else before.verb
    between = tree.words[last + 1 : word.i]
    if last > word.i or not between or any(w.text not in (",", ";", '"') and w.tag != "CC" and w.tag != "RB" for w in between):
        return None
    words = _said(tree, word.i + 1, len(tree), from_verb=False)
    if not words or (tree.lower(words[0]) != "to" and any(tree[i].is_verb and tree[i].tag not in ("VBN", "VBG") for i in words)):
        return None
    told = tree[words[0]].tag in ("TO", "IN", "JJ", "JJR", "NN", "NNS", "DT", "VBG")
    return Answer(tree, before.whom, before.verb, words, before.negated) if told and words[0] <= word.i + 2 else None


def _before(tree: Tree, word: Word) -> Answer | None:
    """ "Those saying that trade is good rose to 20%": the verb or adverb before the figure is theirs."""
    stop = _moved(tree, word)
    if stop is None:
        return None
    for k in range(stop - 1, max(0, stop - _BACK), -1):
        if tree[k].figure is not None or tree[k].text in (";", ":"):
            return None
        relative = tree.lower(k - 1) in ("who", "that") and _answers(tree, k)
        if not relative and not (tree[k].tag == "VBG" and tree.lower(k) in _verbs()):
            continue
        first = k - 2 if relative else k - 1
        negated = tree.lower(first) == "not"
        whom = _named(tree, first - negated)
        if whom is None:
            continue
        words = _said(tree, k + 1, stop)
        return Answer(tree, whom, k, words, negated) if words and (_can(tree, whom, k) or not whom) else None
    return None


def _moved(tree: Tree, word: Word) -> int | None:
    """Where the verb or adverb begins that tells what became of those who answer."""
    d, k = directions(), word.i - 1
    while k > 0 and word.i - k <= _NEAR and (tree.lower(k) in _LINKS or tree[k].tag in ("RB", "RBR", "DT", "JJR")):
        verbal = tree[k - 1].is_verb or tree[k - 1].tag == "RB"
        if tree.lower(k) in ("up", "down", "higher", "lower") and not verbal:
            return k
        k -= 1
    here = tree[k]
    known = here.lower in d.verbs or here.lower in d.neutral or here.lower in d.levels or here.lower in _parting()
    told = here.is_verb and here.tag not in ("VBG", "VB") and known and base_form(here.lower) not in table("series")["nominal"]
    if not told:
        return None
    while k > 0 and (tree[k - 1].tag == "MD" or _slight(tree[k - 1]) or tree.lower(k - 1) in ("have", "has", "had", "been", "be")):
        k -= 1
    return k


def _slight(word: Word) -> bool:
    """Whether an adverb goes with the verb behind it, not with the answer before it: "also", "slightly", not "ahead"."""
    return word.tag == "RB" and (word.lower.endswith("ly") or word.lower in ("also", "again", "still", "even", "then", "now", "just"))


def _named(tree: Tree, k: int) -> tuple[int, ...] | None:
    """Those asked, whose name ends with word `k`; none of its words where a pronoun stands for them, None if nobody is named."""
    if k < 0:
        return None
    if tree.lower(k) in _words("pronouns") or singular(tree.lower(k)) in _words("parts"):
        return ()
    if not tree[k].is_noun:
        return None
    start = k
    while start > 0 and tree[start - 1].figure is None and tree[start - 1].tag in _NAMING and tree[start - 1].text not in _STOPS:
        if singular(tree.lower(start)) in _words("parts") and tree.lower(start + 1) == "of":
            break
        if tree[start - 1].tag == "CC" and start > 1 and not tree[start - 2].is_noun:
            break
        start -= 1
    of = next((i for i in range(start, k) if tree.lower(i) == "of" and singular(tree.lower(i - 1)) in _words("parts")), None)
    first = of + 1 if of is not None else start
    return _kept(tree, first, k + 1)
