"""Hosts of members of a list that has of each what it did: "paper, with a drop of 5%", "They included zinc, up 5%"."""

from __future__ import annotations

from indicators.hosts.base import Host, HostBase
from indicators.inflect import base_form, singular
from indicators.phrases import Phrase, noun_phrase, phrase_of
from indicators.tree import Tree, Word

__all__ = ["WithHosts"]

# What opens a list of those that are told of.
_LISTING = frozenset(("include", "includes", "included", "including", "were", "are", "comprise", "comprised", "namely"))


class WithHosts(HostBase):
    """Hosts told by the name before what somebody or something has."""

    def _before_with(self, tree: Tree, k: int) -> Phrase | None:
        """ "Paper, with a drop of 5%, and glue, with one of 3%": the name before the comma, where no verb says anything of it."""
        if k > 1 and tree.lower(k) == "with" and tree[k - 1].is_noun and self._figure_before(tree, k) is not None:
            start = self._listed_from(tree, k)
            return noun_phrase(tree, start, k) if start and (tree[start - 1].text == "," or tree[start - 1].tag == "CC") else None
        if k < 2 or tree.lower(k) != "with" or tree[k - 1].text != "," or not tree[k - 2].is_noun:
            return None
        start = self._listed_from(tree, k - 1)
        opens = tree[start - 1] if start else None
        after = next((w for w in reversed(tree.words[:start]) if w.figure is not None or w.is_verb or w.text in (":", ";")), None)
        listed = opens is None or opens.text in (",", ":", ";") or opens.tag in ("CC", "DT") or opens.lower in ("were", "are", "include")
        said = after.lower if after is not None and after.is_verb else ""
        if not listed or (said and said not in ("were", "are", "was", "is", "include", "included", "followed", "trailed")):
            return None
        return noun_phrase(tree, start, k - 1)

    def _listed_from(self, tree: Tree, end: int) -> int:
        """Where the member of a list begins that ends before word `end`."""
        start = end
        while start > 0 and (tree[start - 1].is_noun or tree[start - 1].tag in ("JJ", "HYPH", "CC", "DT", "VBN", "VBG")):
            start -= 1
        while start < end and tree[start].tag in ("CC", "DT"):
            start += 1
        return start

    def _with_such(self, tree: Tree, noun: Word) -> Host | None:
        """ "Paper, with a negative rate of 5%", "glue with a share of 3%": whose rate or share it is."""
        k = noun.i - 1
        while k > 0 and tree[k].tag in ("DT", "JJ", "JJR", "JJS", "RB", "VBG", "VBN", "NN") and tree[k].figure is None:
            k -= 1
        owner = self._before_with(tree, k)
        return Host(owner, settled=True) if owner is not None and not self._is_hollow(owner) and not self._is_place(owner) else None

    def _of_less(self, tree: Tree, word: Word, quality: Word) -> Host | None:
        """ "due to lower exports of paper by 3 million", "increased sales of glue by 5%": of what is less or more, by how much."""
        noun = tree[quality.head]
        named = quality.dep == "amod" and noun.is_noun and quality.i < noun.i < word.i and tree.lower(word.i - 1) == "by"
        if not named or any(w.is_verb and w.tag not in ("VBN", "VBG") for w in tree.words[noun.i : word.i]):
            return None
        phrase = self._phrase(tree, noun, word.i - 1)
        return Host(phrase, settled=True) if not self._is_hollow(phrase) and self._unbroken(tree, noun.i, word.i) else None

    def _listing(self, tree: Tree, k: int, adverb: int) -> Host | None:
        """ "They included zinc, up 5%": the first of a list, which ends with word `k`."""
        if not tree[k].is_noun or tree[k + 1].text != "," or k + 2 != adverb:
            return None
        start = self._listed_from(tree, k + 1)
        if not start or tree.lower(start - 1) not in _LISTING or self._figure_before(tree, start) is not None:
            return None
        named = noun_phrase(tree, start, k + 1)
        return Host(named, settled=True) if named is not None and not self._is_hollow(named) else None

    def _says_how(self, tree: Tree, noun: Word, word: Word) -> bool:
        """Whether a noun between a verb and a figure tells how fast or far something went: "rose two-tenths of a point to 4%".

        "Grew at a yearly rate of 5%", of which the times are not there, tells so too.
        """
        if noun.lower in ("rate", "pace"):
            return tree.lower(noun.i + 1) == "of" and noun.i + 2 == word.i
        if noun.lower not in self._words["steps"] or tree.lower(word.i - 1) != "to":
            return False
        behind = [tree.lower(k) for k in range(noun.i + 2, min(word.i, noun.i + 6))]
        return tree.lower(noun.i + 1) != "of" or "point" in behind or "points" in behind

    def _seen(self, tree: Tree, word: Word, verb: Word, subject: Word) -> Host | None:
        """ "Bakers saw sales fall 4%", "grocers saw theirs rise": whose sales, where those who saw it are no forecasters."""
        if singular(subject.lower) in self._words["forecasters"]:
            # "Economists see prices rising by 3%", "analysts have gone for 3%".
            told = [kid for kid in tree.kids(subject.head, "dobj") if kid.is_noun and kid.figure is None and kid.i < verb.i]
            return Host(self._phrase(tree, told[-1], verb.i)) if told else Host(partner=self._last(tree, word, before=verb.i))
        above = tree[verb.head]
        if verb.dep != "ccomp" or base_form(above.lower) not in self._words["seeing"] or above.i > subject.i:
            return None
        who = next((kid for kid in tree.kids(above.i, "nsubj") if kid.is_noun and kid.figure is None and kid.i < above.i), None)
        if who is None or singular(who.lower) in self._speakers or self._is_place(owner := phrase_of(tree, who, limit=above.i)):
            return None
        if subject.lower == "theirs":
            return Host(element=owner, link="gap", partner=self._last(tree, word, before=verb.i))
        if singular(subject.lower) not in self._series or phrase_of(tree, subject).indices != (subject.i,):
            return None
        return Host(self._phrase(tree, subject, verb.i), element=owner, link="of", settled=True)
