"""Hosts of changes: "a growth in demand of 5 percent", "exports posted a rise", and the clause's subject."""

from __future__ import annotations

from functools import cache

from indicators.clauses import climb, governing_verb, noun_before, subject_of
from indicators.cues import Cue, directions
from indicators.cues.contributions import in_points
from indicators.figure import Figure
from indicators.hosts.antecedents import stands_in
from indicators.hosts.base import Host
from indicators.hosts.withs import WithHosts
from indicators.inflect import base_form, forms, singular
from indicators.lexicon import table
from indicators.phrases import Phrase, is_empty, noun_phrase, phrase_of
from indicators.rates import PACES
from indicators.tree import Tree, Word

__all__ = ["ChangeHosts"]


# Verbs of those who only tell a number.
_TELLING = forms(("show", "indicate", "reveal", "suggest", "confirm", "state", "announce", "note", "say", "tell")) | {
    *("said", "shown", "told"),
}


# Within how many words behind a preposition its noun stands.
_NEAR = 4
# What ties a part to the noun of change behind its series: "wage growth in mining".
_OF_PARTS = frozenset(("to", "for", "in", "among", "from", "on", "at", "by", "of", "across"))


@cache
def _putting() -> frozenset[str]:
    return forms(table("subjects")["putting"])


class ChangeHosts(WithHosts):
    """Hosts told by a noun of change or by the subject of the clause."""

    def _noun_after(self, tree: Tree, word: Word, figure: Figure, cue: Cue) -> Host:
        """ "a 2.5 percent growth in demand", "4.7 percent wage growth", "posted a 3 percent rise"."""
        assert cue.anchor is not None
        return self._change_noun(tree, word, cue.anchor, word.i + 1)

    def _noun_before(self, tree: Tree, word: Word, figure: Figure, cue: Cue) -> Host:
        """ "an increase in exports of 15 percent", "ICT export growth was 5 percent"."""
        assert cue.anchor is not None
        return self._change_noun(tree, word, cue.anchor, None)

    def _change_noun(self, tree: Tree, word: Word, anchor: int, first: int | None) -> Host:
        noun = tree[anchor]
        above = tree[tree[noun.head].head]
        if singular(above.lower) == "contribution" and tree[noun.head].lower == "to":
            # "made a contribution to GDP growth of 7.8 points": whose contribution it was.
            return self._clause_host(tree, word, above)
        complement = self._complement(tree, noun, word)
        modifiers = self._modifiers(tree, noun, first)
        if complement is not None and not self._is_place(complement):
            if modifiers is not None and (whole := self._grows_to(tree, noun, modifiers, complement)) is not None:
                return Host(whole, settled=True)
            return Host(complement, agent=self._beholder(tree, noun, complement))
        if modifiers is not None and modifiers.head_noun in ("share", "proportion", "portion"):
            owner = self._owner(tree, tree[modifiers.head])
            return Host(owner if owner is not None else modifiers)
        if modifiers is not None:
            return Host(modifiers, element=complement, link="in")
        if any(kid.lower in ("its", "their") for kid in tree.kids(noun.i, "poss")):
            return Host(partner=self._last(tree, word, before=noun.i))
        companion = self._companion(tree, noun)
        if companion is not None:
            return Host(companion, settled=singular(noun.lower) == "rate")
        counted = next((w for w in reversed(tree.words[: min(anchor, word.i)]) if w.figure is not None), None)
        if counted is not None and counted.dep == "nsubj" and self._counts_agents(counted):
            return Host(Phrase(tree, counted.i, (counted.i,)))
        partner = self._partner_before(tree, word, min(anchor, word.i))
        if partner is not None:
            return Host(partner=partner, element=complement, link="in")
        spoken = self._spoken_of(tree) if complement is None and noun.i <= 2 and tree.parent is None else None
        if spoken is not None and spoken.head_noun in self._series:
            # "Orders grew. The rise was 2.7 percent"
            return Host(spoken)
        host = self._clause_host(tree, word, noun)
        if complement is not None:
            host.element, host.link = complement, "in"
        return host

    def _grows_to(self, tree: Tree, noun: Word, modifiers: Phrase, complement: Phrase) -> Phrase | None:
        """ "Credit growth to households": the credit to households."""
        link = complement.indices[0] - 1
        while link > noun.i and tree[link].tag in ("DT", "PRP$"):
            link -= 1
        named = modifiers.head_noun in self._series and complement.head_noun not in self._series and modifiers.indices[-1] < noun.i
        if not named or tree.lower(link) not in _OF_PARTS or any(w.figure is not None for w in tree.words[noun.i : link]):
            return None
        return Phrase(tree, modifiers.head, (*modifiers.indices, link, *complement.indices))

    def _beholder(self, tree: Tree, noun: Word, complement: Phrase) -> Phrase | None:
        """ "Homegrown models saw a 2.5 percent growth in demand": whose demand it is."""
        verb = governing_verb(tree, noun.i)
        if (
            len(complement.indices) > 1
            or verb is None
            or base_form(verb.lower)
            not in ("see", "record", "post", "report", "register", "experience", "enjoy", "show", "witness", "have", "suffer")
        ):
            return None
        subject = subject_of(tree, verb)
        return self._usable(tree, subject) if subject is not None and subject.i < verb.i else None

    def _companion(self, tree: Tree, noun: Word) -> Phrase | None:
        """ "France and Spain with growth of 28.8%": whom "with" gives the growth to."""
        k = noun.i - 1
        while k > 0 and (tree[k].tag in ("DT", "JJ", "JJR", "RB", "NN", "VBG", "VBN") or tree[k].figure is not None):
            k -= 1
        if k > 0 and tree[k].lower == "with" and tree[k - 1].is_noun:
            named = climb(tree, tree[k - 1])
            return self._list_before(tree, named, k) or self._phrase(tree, named, k)
        return self._before_with(tree, k)

    def _complement(self, tree: Tree, noun: Word, word: Word) -> Phrase | None:
        """What grows: the object of "in", "of" or "for" behind a noun of change, or behind "the rate of increase"."""
        inner = tree[noun.i + 2] if singular(noun.lower) in PACES and tree.lower(noun.i + 1) == "of" and noun.i + 2 < len(tree) else None
        if inner is not None and inner.figure is None and directions().noun(inner) is not None:
            return self._complement(tree, inner, word)
        for link in ("in", "of", "for", "on", "to", "across", "within", "throughout"):
            for kid in tree.kids(noun.i, "prep"):
                if kid.lower != link or kid.i < noun.i:
                    continue
                for target in tree.kids(kid.i, "pobj"):
                    if target.figure is None and target.is_noun and not is_empty(tree, target.i) and directions().noun(target) is None:
                        return self._with_rest(tree, noun, self._with_second(tree, noun, phrase_of(tree, target)))
        # The parse may hang the phrase elsewhere: take what follows at once.
        k = noun.i + 1
        while k < len(tree) and (
            tree[k].figure is not None
            or (tree[k].lower in ("of", "by", "to", "from", "about") and tree[k + 1 if k + 1 < len(tree) else k].figure is not None)
        ):
            # "a decrease of 7.1 percent to $3.9 billion in greenfield investments"
            k += 1
        if tree.lower(k) in ("in", "of", "for") and k + 1 < len(tree):
            following = self._next_noun(tree, k + 1)
            if following is not None and following.figure is None and not is_empty(tree, following.i):
                return phrase_of(tree, following)
        return None

    def _with_rest(self, tree: Tree, noun: Word, phrase: Phrase) -> Phrase:
        """ "The growth rate of loans to households", "a drop in prices for goods": what the parse hung on the change is of what changed."""
        k = phrase.indices[-1] + 1
        link = tree[k] if k + 1 < len(tree) else None
        if link is not None and link.tag in ("VBN", "VBD") and link.dep == "acl" and link.head == noun.i and not tree[k + 1].is_noun:
            told = link.lower in self._words["as_told"] or tree[k + 1].figure is not None or tree[k + 1].tag in ("IN", "TO")
            return phrase if told else Phrase(tree, phrase.head, (*phrase.indices, k))  # "a fall in output per hour worked"
        if link is None or link.lower not in _OF_PARTS - {"of", "by", "at"} or link.head != noun.i or phrase.head_noun not in self._series:
            return phrase
        target = next((kid for kid in tree.kids(k, "pobj") if kid.is_noun and kid.figure is None and not is_empty(tree, kid.i)), None)
        if target is None or target.i - k > _NEAR or directions().noun(target) is not None:
            return phrase
        rest = phrase_of(tree, target)
        return Phrase(tree, phrase.head, (*phrase.indices, k, *rest.indices)) if rest.indices[0] > k else phrase

    def _with_second(self, tree: Tree, noun: Word, phrase: Phrase) -> Phrase:
        """ "Growth in loans and advances": both, though the parse joins the second to the growth."""
        after = phrase.indices[-1] + 1
        second = next((kid for kid in tree.kids(noun.i, "conj") if kid.is_noun and kid.i > after), None)
        if second is None or tree.lower(after) != "and":
            return phrase
        if directions().noun(second) is not None and tree.lower(second.i + 1) in ("in", "of"):
            return phrase
        words = tree.words[after + 1 : second.i]
        if any(w.is_verb or w.figure is not None or w.tag in ("IN", "DT") for w in words) or tree.kids(second.i, "nummod"):
            return phrase
        rest = phrase_of(tree, second)
        return Phrase(tree, phrase.head, tuple(sorted({*phrase.indices, after, *rest.indices})))

    def _modifiers(self, tree: Tree, noun: Word, first: int | None) -> Phrase | None:
        """ "ICT export growth": the nouns before a noun of change."""
        start = noun.i
        while (
            start > 0
            and (tree[start - 1].is_noun or tree[start - 1].tag in ("JJ", "HYPH", "VBN", "VBG", "POS", "CC", "NNP"))
            and tree[start - 1].figure is None
        ):
            if first is not None and start - 1 < first:
                break
            start -= 1
        end = noun.i
        told = f"{tree.lower(end - 1)} {noun.lower}"
        if (told in ("job losses", "job cuts", "job gains") or told.startswith("natural ")) and (first is None or end - 1 >= first):
            # A series of its own: losses of jobs are counted.
            return noun_phrase(tree, start, end + 1)
        while end > start and directions().noun(tree[end - 1]) is not None:
            # "IIP growth rate": the rate of growth of the IIP.
            end -= 1
        if tree.text(list(range(start, end))).lower() in self._hollow:
            # "full-year growth"
            return None
        phrase = noun_phrase(tree, start, end) if end > start else None
        return None if phrase is not None and self._is_hollow(phrase) else phrase

    def _clause(self, tree: Tree, word: Word, figure: Figure, cue: Cue) -> Host:
        verb = governing_verb(tree, word.i)
        if verb is None:
            return self._from_earlier(tree, word)
        if cue.kind == "contribution" and verb.tag == "VBG" and tree.lower(verb.i - 1) == "," and tree[verb.head].is_verb:
            # "Rents rose 2%, lifting the index by 0.4 points": what the clause before is on.
            verb = tree[verb.head]
            return self._from_subject(tree, word, verb, self._subject(tree, verb))
        # "Rents pushed up inflation by 0.1 points": what moved the total, not the total.
        put = None if cue.kind == "contribution" and in_points(figure) else self._put(tree, verb, word)
        return put or self._from_subject(tree, word, verb, self._subject(tree, verb))

    def _clause_host(self, tree: Tree, word: Word, noun: Word) -> Host:
        """The subject of the clause in which a noun of change stands: "Exports posted a 5 percent rise"."""
        verb = governing_verb(tree, noun.i)
        if verb is None:
            return self._from_earlier(tree, word)
        subject = self._subject(tree, verb)
        if subject is not None and (subject.i == noun.i or verb.lower in ("be", "been")):
            return self._from_earlier(tree, word)
        return self._from_subject(tree, word, verb, subject)

    def _from_subject(self, tree: Tree, word: Word, verb: Word, subject: Word | None) -> Host:
        if subject is None:
            return self._from_earlier(tree, word)
        figure = tree[verb.i - 1] if verb.i and tree.lower(verb.i - 1) == "figure" else subject
        told_for = self._figure_for(tree, figure)
        if told_for is not None:
            return Host(partner=self._last(tree, word, before=figure.i), element=told_for, link="gap", settled=True)
        if subject.lower in ("each", "both", "all") and subject.i:
            noun = noun_before(tree, subject.i)
            if noun is not None:
                return Host(self._phrase(tree, noun, verb.i))
        if subject.lower in ("those", "that", "one", "ones"):
            for link in tree.kids(subject.i, "prep"):
                for target in tree.kids(link.i, "pobj"):
                    if target.is_noun and target.figure is None:
                        return Host(
                            partner=self._last(tree, word, before=verb.i),
                            element=phrase_of(tree, target, limit=verb.i if verb.i > target.i else None),
                            link=link.lower,
                        )
        subject = self._told_more(tree, verb, subject)
        if self._speaks(tree, subject, verb):
            what = self._next_noun(tree, word.i + 2) if tree.lower(word.i + 1) in ("of", "in") and word.figure is not None else None
            if what is not None and what.lower not in self._words["empty_objects"] and not self._is_place(phrase_of(tree, what)):
                return Host(phrase_of(tree, what))
            return Host(partner=self._last_alike(tree, word))
        if (watched := self._seen(tree, word, verb, subject)) is not None:
            return watched
        if subject.lower in ("they", "these", "those", "it", "this") and subject.i < 8:
            antecedent = self._spoken_of(tree)
            if antecedent is not None and (subject.lower not in ("it", "this") or antecedent.head_noun in self._series):
                return Host(antecedent)
        if any(kid.lower in ("its", "their") for kid in tree.kids(subject.i, "poss")) and subject.i < 5:
            owner = self._spoken_of(tree)
            if owner is not None:
                return Host(self._phrase(tree, subject, verb.i), element=owner, link="of")
        if subject.figure is not None and self._counts_agents(subject):
            return Host(Phrase(tree, subject.i, (subject.i,)))
        if subject.lower in self._words["pronouns"] or subject.figure is not None:
            return Host(partner=self._last(tree, word, before=verb.i), element=None)
        whose = self._before_whose(tree, subject) if any(kid.lower == "whose" for kid in tree.kids(subject.i, "poss")) else None
        if whose is not None:
            owned, owner = phrase_of(tree, subject, limit=verb.i), phrase_of(tree, whose, conjuncts=False, limit=subject.i)
            hollow = self._is_hollow(owned)
            return Host(None if hollow else owned, element=owner, link="gap" if hollow else "of")
        if singular(subject.lower) in ("share", "proportion", "portion"):
            owner = self._owner(tree, subject)
            if owner is not None:
                return Host(owner)
        antecedent = self._antecedent(tree, subject)
        if antecedent is not None:
            return Host(phrase_of(tree, subject, tail=False), element=antecedent, link="of")
        told = self._phrase(tree, subject, verb.i)
        if stands_in(tree, subject):
            return Host(partner=self._last(tree, word, before=verb.i))
        if self._is_hollow(told):
            pointed = told.head_noun in ("index", "indicator", "gauge", "rate", "ratio") and tree.lower(told.indices[0] - 1) == "the"
            return Host(partner=self._last(tree, word, before=verb.i), again=told.head_noun if pointed else "")
        change = directions().noun(subject)
        if change is not None:
            of = self._complement(tree, subject, subject) if change == 0 and self.cues[self._number].kind == "contribution" else None
            whole = of is not None and of.head_noun in table("series")["stocks"]  # "changes in inventories subtracted 0.2 points"
            return Host(told) if whole else self._change_noun(tree, word, subject.i, None)
        phrase = self._phrase(tree, subject, verb.i if verb.i > subject.i else None)
        if phrase.head != subject.i and directions().noun(tree[phrase.head]) is not None:
            # "the corrected estimate of the fall"
            return Host(partner=self._last(tree, word, before=verb.i))
        start = phrase.indices[0]
        k = start - 2 if tree.lower(start - 2) != "," else start - 3
        place = tree[k] if tree.lower(start - 1) == "where" and k >= 0 and tree[k].is_noun else None
        if place is not None and not self._is_place(phrase):
            # "chemical engineering, where investment went up".
            return Host(phrase, element=phrase_of(tree, place, conjuncts=False, limit=start - 1), link="in")
        # What stands behind its verb is told as the first of several: "Leading the gains was tourism".
        settled = subject.dep == "attr" or self._opposed(tree, word, verb, phrase)
        # "It consists of paper, which accounts for 3%, and glue": of paper.
        apart = verb.dep == "relcl" and self.cues[self._number].kind == "share-verb" and tree.lower(subject.i + 1) == ","
        return Host(phrase, settled=settled or (apart and tree.lower(subject.i + 2) == "which"))

    def _figure_for(self, tree: Tree, subject: Word) -> Phrase | None:
        """ "while for pears the figure was", "the figure for plums was": whose the figure is."""
        if subject.lower not in ("figure", "figures"):
            return None
        links = [link for link in tree.kids(subject.i, "prep") if link.lower == "for" and link.i > subject.i]
        behind = next((kid for link in links for kid in tree.kids(link.i, "pobj") if kid.is_noun and kid.figure is None), None)
        if behind is not None:
            return phrase_of(tree, behind)
        end = subject.i
        while end > 0 and tree[end - 1].tag in ("DT", "JJ"):
            end -= 1
        start = end
        while start > 0 and (tree[start - 1].is_noun or tree[start - 1].tag in ("JJ", "HYPH", "CC", "DT", "VB", "VBZ")):
            start -= 1
        opens = start > 0 and tree.lower(start - 1) == "for" and (start == 1 or tree[start - 2].tag in ("CC", "IN", ","))
        return noun_phrase(tree, start, end) if opens and start < end else None

    def _opposed(self, tree: Tree, word: Word, verb: Word, phrase: Phrase) -> bool:
        """ "Banks gained 5%, while insurers lost 3%": a clause with a subject, verb and figure of its own behind one with a figure."""
        start = phrase.indices[0]
        while start > 0 and tree[start - 1].tag in ("DT", "PRP$", "CD", "JJ", "JJS"):
            start -= 1
        joint = tree.lower(start - 1)
        joined = joint in ("while", "whereas", "whilst", "but") or (joint == "and" and tree.lower(start - 2) == ",")
        if start < 2 or not joined or phrase.tree[phrase.head].head != verb.i or phrase.indices[-1] != verb.i - 1 or self._is_place(phrase):
            return False
        beside = not any(w.is_noun or w.is_verb or w.text == "," for w in tree.words[verb.i + 1 : word.i])
        return beside and self._figure_before(tree, start) is not None

    def _told_more(self, tree: Tree, verb: Word, subject: Word) -> Word:
        """ "purchases of grain, which had reached 2 billion": the series, not the grain that "which" follows."""
        if verb.dep != "relcl" or verb.head != subject.i or tree.lower(subject.i + 1) != "," or singular(subject.lower) in self._series:
            return subject
        above = climb(tree, subject)
        while above.head < above.i and tree[above.head].tag in ("VBN", "IN") and tree[above.head].dep in ("acl", "prep"):
            above = tree[above.head]
            if tree[above.head].is_noun and above.head < above.i:
                above = climb(tree, tree[above.head])
        return above if above.is_noun and singular(above.lower) in self._series else subject

    def _counts_agents(self, subject: Word) -> bool:
        """ "The 9 regional carriers had growth of 6%": those counted are whose growth it is."""
        noun = singular(subject.lower.split()[-1])
        return " " in subject.text and self.figures[self._number].measure == "change" and noun in self._agents

    def _before_whose(self, tree: Tree, owned: Word) -> Word | None:
        """The noun that "whose" stands for: the one right before it, not one that the parse hangs the clause on."""
        return noun_before(tree, owned.i - 1)

    def _speaks(self, tree: Tree, subject: Word, verb: Word) -> bool:
        """ "The ministry projects growth of 3 percent", "the country received $26 billion": who says or does it is not what is measured."""
        if not subject.is_noun:
            return False
        noun = singular(subject.lower)
        alone = not any(tree[k].is_noun or tree[k].tag == "JJ" for k in range(subject.i - 1, max(-1, subject.i - 2), -1))
        if noun in self._speakers and {verb.lower, tree.lower(subject.head)} & _TELLING and not tree.kids(subject.i, "conj"):
            # "official data showed, beating forecasts for": the figure behind it goes on with what was told.
            return True
        acts = noun in self._words["agents"] and alone and not tree.kids(subject.i, "prep", "conj", "nummod")
        if acts or noun in self._words["forecasters"]:
            return directions().verb(tree, verb) is None
        return verb.lower in self._foretelling and verb.dep != "relcl" and not self._passive_voice(tree, verb)

    def _passive_voice(self, tree: Tree, verb: Word) -> bool:
        return bool(tree.kids(verb.i, "auxpass", "nsubjpass")) or (verb.tag == "VBN" and not tree.kids(verb.i, "aux"))

    def _put(self, tree: Tree, verb: Word, word: Word) -> Host | None:
        """ "put industrial production at", "left the deficit at", "brought the rate to": the object is what is measured."""
        if verb.lower not in _putting():
            return None
        objects = [
            kid for kid in tree.kids(verb.i, "dobj", "nsubj", "ccomp") if kid.figure is None and kid.is_noun and verb.i < kid.i < word.i
        ]
        if not objects and any(kid.lower in ("it", "them", "this") for kid in tree.kids(verb.i, "dobj")):
            # "The first estimate puts it at 5.0%".
            return Host(partner=self._last(tree, word, before=verb.i))
        if not objects:
            return None
        at = next((k.i for k in tree.ancestors(word.i) if k.lower in ("at", "to")), word.i)
        phrase = self._phrase(tree, objects[-1], at if objects[-1].i < at < word.i else word.i)
        partner = self._last(tree, word, before=verb.i)
        return Host(partner=partner) if self._is_hollow(phrase) and partner is not None else Host(phrase)

    def _change_subject(self, tree: Tree, subject: Word) -> Phrase | None:
        """The series that "the largest increases" are of; None if the words do not say."""
        if directions().noun(subject) is not None:
            return self._complement(tree, subject, subject) or self._modifiers(tree, subject, None)
        return phrase_of(tree, subject)

    def _led_to(self, tree: Tree, phrase: Phrase) -> Host | None:
        """ "Rents rose 2.1% to an average of £812": the level that the change before led to."""
        k = phrase.indices[0] - 1
        while k > 0 and tree[k].tag in ("DT", "JJ", "JJR", "JJS", "VBN"):
            k -= 1
        led = k > 0 and tree.lower(k) == "to" and tree[k - 1].figure is not None
        return Host(partner=tree[k - 1].figure, settled=True) if led else None
