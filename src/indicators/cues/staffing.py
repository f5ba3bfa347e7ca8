"""Staffing: posts made and ended, people taken on and laid off, which tell a change of those at work without a word of movement."""

from __future__ import annotations

from functools import cache

from indicators.clauses import governing_verb, subject_of
from indicators.cues.cue import Cue, directions, previous
from indicators.figure import Figure
from indicators.inflect import base_form, forms, singular
from indicators.tree import Tree, Word

__all__ = ["staffed"]

# So many words before a bare number it is said that jobs are counted.
_REACH = 24
# What may stand between a number of posts and what became of them: "2,300 posts have since been cut".
_LINKS = frozenset(("was", "were", "are", "is", "be", "been", "being", "have", "has", "had", "will", "would", "may", "net", "since"))
# What a noun of making or ending is told by: "job creation reached 2,300".
_TELLING = frozenset(("be", "reach", "total", "amount", "stand", "come", "average"))


def staffed(tree: Tree, i: int, figure: Figure) -> Cue | None:
    """ "created 300 jobs", "300 posts were cut", "the creation of 300 jobs", "300 people were hired": which way the number at work went."""
    if figure.quantity_type != "count" or figure.sign:
        return None
    before = previous(tree, i)
    if before is not None and before.lower == "to" and base_form(tree.lower(before.i - 1)) in _TELLING:
        before = tree[before.i - 1]
    compared = before is not None and before.lower == "with" and tree.lower(before.i - 1) == "compared"
    if compared or (before is not None and before.lower in ("to", "from", "than")):
        return None
    jobs = singular(tree[i].text.lower().split()[-1]) in directions().jobs
    return _by_verb(tree, i, before, jobs=jobs) or (_behind(tree, i) if jobs else None) or _by_noun(tree, i, before, jobs=jobs)


def _by_verb(tree: Tree, i: int, before: Word | None, *, jobs: bool) -> Cue | None:
    """ "hired 4,000 people", "created a total of 300 jobs", "laid off 200 staff"."""
    for k in (i - 1, i - 2):
        going = directions().staffing_phrases.get((base_form(tree.lower(k - 1)), tree.lower(k)), 0)
        if going and not (jobs and figure_alone(tree, i)):
            return Cue("verb", "change", going, k - 1, sure=True)
    if before is None or not before.is_verb:
        return None
    d, base = directions(), base_form(before.lower)
    going = 1 if base in d.taking_on or (jobs and base in d.making_jobs) else 0
    going = -1 if base in d.laying_off or (jobs and base in d.ending_jobs) else going
    return Cue("verb", "change", going, before.i, sure=True) if going else None


@cache
def _done() -> dict[str, int]:
    """Participles of what is done to jobs, with the way that their number goes by it."""
    d = directions()
    verbs = ((1, (*d.making_jobs, "add", "gain")), (-1, (*d.ending_jobs, "lose", "shed", "cut")))
    return {form: way for way, told in verbs for form in forms(told)}


def _behind(tree: Tree, i: int) -> Cue | None:
    """ "300 posts were cut", "with 300 jobs added"."""
    k = i + 1
    while tree.lower(k) in _LINKS:
        k += 1
    going = _done().get(tree.lower(k), 0) if k < len(tree) and tree[k].tag in ("VBN", "VBD") else 0
    if not going or (k == i + 1 and tree[i].dep.startswith("nsubj") and any(kid.i > k for kid in tree.kids(k, "dobj"))):
        return None  # "7,000 jobs lost their appeal"
    return Cue("verb", "change", going, k, sure=True)


def figure_alone(tree: Tree, i: int) -> bool:
    """Whether figure `i` says nothing of what it counts."""
    return not any(character.isalpha() for character in tree[i].text)


def _by_noun(tree: Tree, i: int, before: Word | None, *, jobs: bool) -> Cue | None:
    """ "the creation of 300 jobs", "net job creation was 300"."""
    d = directions()
    if before is not None and before.lower == "of" and before.i:
        noun = tree[before.i - 1]
    else:
        verb = governing_verb(tree, i)
        told = subject_of(tree, verb) if verb is not None and verb is before and base_form(verb.lower) in _TELLING else None
        if told is None or not any(singular(kid.lower) in d.jobs | {"employment"} for kid in tree.kids(told.i, "compound", "nmod")):
            return None
        noun = told
    way = d.staffing.get(noun.lower, 0)
    if not way or tree.lower(i + 1) in d.adverbs or not (jobs or (figure_alone(tree, i) and _speaks_of_jobs(tree, i))):
        return None
    return Cue("noun-before", "change", way, noun.i, sure=True)


def _speaks_of_jobs(tree: Tree, i: int) -> bool:
    """Whether jobs or those employed are named before a bare number, as a word or as what a figure counts."""
    named = directions().jobs | {"employment", "payroll"}
    return any(singular(word.text.lower().split()[-1]) in named for word in tree.words[max(0, i - _REACH) : i])
