"""Hosts of what is asked in surveys: "34% of firms plan to hire, 12% to cut jobs", "those expecting more jobs rose to 15%"."""

from __future__ import annotations

from indicators.answers import Answer, answer_around, shortened
from indicators.cues import Cue
from indicators.figure import Figure
from indicators.hosts.base import Host
from indicators.hosts.doing import DoingHosts
from indicators.phrases import Phrase, noun_phrase
from indicators.tree import Tree, Word

__all__ = ["SurveyedHosts"]

# What stands for the things that were asked about: "12% expect them to fall".
_THEM = frozenset(("it", "them", "this", "these"))
# Verbs that only liken: "which compares with 36%".
_LIKENED = frozenset(("compare", "compares", "compared", "comparing", "is", "are", "was", "were", "had", "been"))
# How many figures back those asked are looked for.
_BACK = 6


class SurveyedHosts(DoingHosts):
    """Hosts told by those asked and what they answer."""

    # Who was asked last, and what they were said to do, with the words of that which tell about what.
    _asked: Phrase | None = None
    _answer: Phrase | None = None
    _about: Phrase | None = None

    def _doing(self, tree: Tree, word: Word, figure: Figure, cue: Cue) -> Host | None:
        """Those who answer or do something; None if the figure is of something else."""
        host = self._surveyed(tree, word, figure)
        if host is None:
            return super()._doing(tree, word, figure, cue) or self._going_on(tree, word)
        if host.phrase is not None:
            self._whole, self._told_at = host.phrase, self._number
        return host

    def _surveyed(self, tree: Tree, word: Word, figure: Figure) -> Host | None:
        """Those who give an answer, where the figure counts them."""
        if figure.quantity_type not in ("percent", "pp", "count") or figure.measure == "contribution":
            return None
        answer = answer_around(tree, word)
        if answer is None:
            return self._as_answered(tree, word, figure)
        whom = self._whom(answer)
        if whom is None and figure.noun_start is not None and answer.verb > word.i:
            whom = Phrase(tree, word.i, (word.i,))
        if whom is not None and not self._can_answer(whom):
            return None
        whom = whom or self._asked_before()
        if whom is None and figure.quantity_type == "count":
            return None
        about = self._about if answer.words and answer.tree.lower(answer.words[0]) in _THEM else None
        self._asked, self._answer = whom, self._what(answer)
        return Host(whom, settled=True, doing=self._answer, about=about)

    def _whom(self, answer: Answer) -> Phrase | None:
        counted = next((i for i in answer.whom if answer.tree[i].figure is not None), None)
        if counted is not None:
            # "Of 1,200 exporters polled, 48% said"
            return Phrase(answer.tree, counted, answer.whom)
        if answer.whom and not any(answer.tree[i].is_noun for i in answer.whom):
            # "Of those employed, 9% said"
            return Phrase(answer.tree, answer.whom[-1], answer.whom)
        named = noun_phrase(answer.tree, answer.whom[0], answer.whom[-1] + 1) if answer.whom else None
        if named is None:
            return None
        nouns = [w.i for w in named.words() if w.is_noun]
        told = next((w.i for w in named.words() if w.tag in ("VBG", "VBN") and w.i > nouns[0]), None)
        # "farmers answering the survey" are farmers
        return Phrase(named.tree, max(i for i in nouns if i < told), named.indices) if told is not None else named

    def _can_answer(self, whom: Phrase) -> bool:
        """Whether a noun phrase names people or firms, several of them."""
        head = whom.tree[whom.head]
        counted = head.figure is not None or head.tag in ("NNS", "NNPS", "VBN", "JJ")
        return counted or whom.head_noun in ("people", "population", "public", "workforce")

    def _asked_before(self) -> Phrase | None:
        """Who was asked last, or of whom the last share was told."""
        if self._asked is not None:
            return self._asked
        for number in range(self._number - 1, max(-1, self._number - _BACK), -1):
            told = self.hosts[number].phrase
            if self.figures[number].measure == "share" and told is not None and told.tree[told.head].tag == "NNS":
                return told
        return None

    def _what(self, answer: Answer) -> Phrase:
        """What is answered; what it is about is kept for those who say something else of it."""
        tree, words = answer.tree, answer.words
        named: list[int] = []
        for i in words:
            if not (tree[i].is_noun or tree[i].tag in ("JJ", "PRP$", "HYPH", "DT", "POS") or (tree[i].tag == "VBG" and not named)):
                break
            named.append(i)
        while named and not tree[named[-1]].is_noun:
            named.pop()
        if named and len(named) < len(words):
            # "prices to climb" are about prices, "no change" is about nothing
            self._about = Phrase(tree, named[-1], tuple(named))
        negation = tuple(k for k in range(max(0, answer.verb - 3), answer.verb) if tree.lower(k) in ("not", "n't", "never"))
        return Phrase(tree, answer.verb, (*(negation if answer.negated else ()), answer.verb, *words))

    def _as_answered(self, tree: Tree, word: Word, figure: Figure) -> Host | None:
        """ "34% expect prices to rise, 12% to fall": the same people and matter."""
        told = self._answer
        answer = shortened(tree, word) if figure.measure == "share" and self._answers_on(self._figure_before(tree, word.i)) else None
        if answer is None or told is None:
            return None
        about = self._about if tree.lower(answer.words[0]) == "to" else None
        verb = tuple(i for i in told.indices if i <= told.head)
        return Host(self._asked, settled=True, doing=Phrase(tree, told.head, (*verb, *answer.words)), about=about)

    def _going_on(self, tree: Tree, word: Word) -> Host | None:
        """ "said jobs were plentiful, up from 38.9%": the same answer, as nothing new is named between it and the figure."""
        told, before = self._answer, self._figure_before(tree, word.i)
        if told is None or told.tree is not tree or not self._answers_on(before):
            return None
        between = tree.words[max(told.indices) + 1 : word.i]
        same = all(not w.is_noun and (not w.is_verb or w.lower in _LIKENED) for w in between)
        return Host(partner=before, settled=True) if same else None

    def _answers_on(self, number: int | None) -> bool:
        """Whether a figure is of an answer, or goes on with the one before it."""
        host = self.hosts[number] if number is not None else None
        partner = host.partner if host is not None else None
        return host is not None and (host.doing is not None or (partner is not None and self.hosts[partner].doing is not None))
