"""Hosts: the words of the sentence that a figure is about, before they are made into the name of a series."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from indicators.clauses import climb, governing_verb, noun_before, subject_of
from indicators.cues import Cue, directions, previous
from indicators.figure import Figure, Place
from indicators.inflect import base_form, singular
from indicators.lexicon import table
from indicators.phrases import Phrase, noun_phrase, phrase_of
from indicators.tree import Tree, Word

__all__ = ["Host", "HostFinder"]


@dataclass(slots=True)
class Host:
    """What a figure is about, as the sentence has it.

    Attributes
    ----------
    phrase : Phrase or None
        The noun phrase; None where the figure takes it from another figure.
    partner : int or None
        The figure whose subject this one shares.
    verb : str
        A verb that says as a verb what the series is ("sold" → sales), or "".
    element : Phrase or None
        What stands in contrast in a list ("Vietnam", "adult women"), to be put into the partner's or the context's subject.
    agent : Phrase or None
        Who does it: "SMEs enlarged their ICT exports".
    """

    phrase: Phrase | None = None
    partner: int | None = None
    verb: str = ""
    element: Phrase | None = None
    agent: Phrase | None = None
    link: str = ""


class HostFinder:
    """Finds the hosts of a release's figures, in order."""

    def __init__(self, figures: list[Figure], cues: list[Cue], places: Sequence[Place]) -> None:
        self.figures, self.cues, self.places = figures, cues, places
        self.hosts: list[Host] = [Host() for _ in figures]
        self._number = 0
        self._words = table("subjects")
        self._nominal: dict[str, str] = table("series")["nominal"]

    def find(self, tree: Tree, word: Word) -> None:
        """Find the host of the figure at `word`."""
        number = word.figure
        assert number is not None
        self._number = number
        cue = self.cues[number]
        self.hosts[number] = self._by_cue(tree, word, self.figures[number], cue)

    def _by_cue(self, tree: Tree, word: Word, figure: Figure, cue: Cue) -> Host:
        if figure.noun_start is not None and figure.quantity_type == "count":
            own = self._counted(tree, word, figure, cue)
            if own is not None:
                return own
        if figure.measure == "level" and cue.kind in ("level-verb", "at", "coordinate", "noun-level", "to"):
            modified = self._modified(tree, word)
            if modified is not None:
                return Host(modified)
        method = {
            "noun-after": self._noun_after,
            "noun-before": self._noun_before,
            "change-noun": self._noun_before,
            "contribution": self._clause,
            "verb": self._verb,
            "to": self._verb,
            "from": self._verb,
            "level-verb": self._verb,
            "adverb-before": self._adverb_before,
            "adverb-after": self._adverb_after,
            "noun-level": self._noun_level,
            "share-of": self._share,
            "share-verb": self._clause,
            "share-after": self._clause,
            "compare": self._compare,
            "pronoun": self._compare,
            "coordinate": self._coordinate,
            "at": self._at,
            "balance": self._balance,
            "gap": self._gap,
            "bare": self._bare,
        }[cue.kind]
        return method(tree, word, figure, cue)

    # -- by construction ------------------------------------------------------------------------------------------------

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
        complement = self._complement(tree, noun, word)
        modifiers = self._modifiers(tree, noun, first)
        if complement is not None and not self._is_place(complement):
            return Host(complement)
        if modifiers is not None:
            return Host(modifiers, element=complement, link="in")
        partner = self._partner_before(tree, word, anchor)
        if partner is not None:
            return Host(partner=partner, element=complement, link="in")
        host = self._clause_host(tree, word, noun)
        if complement is not None:
            host.element, host.link = complement, "in"
        return host

    def _complement(self, tree: Tree, noun: Word, word: Word) -> Phrase | None:
        """What grows: the object of "in", "of" or "for" behind a noun of change."""
        for link in ("in", "of", "for", "on", "to"):
            for kid in tree.kids(noun.i, "prep"):
                if kid.lower != link or kid.i < noun.i:
                    continue
                for target in tree.kids(kid.i, "pobj"):
                    if target.figure is None and target.is_noun and target.lower not in self._words["empty_objects"]:
                        return phrase_of(tree, target)
        # The parse may hang the phrase elsewhere: take what follows at once.
        k = noun.i + 1
        if tree.lower(k) in ("in", "of", "for") and k + 1 < len(tree):
            following = self._next_noun(tree, k + 1)
            if following is not None and following.figure is None and following.lower not in self._words["empty_objects"]:
                return phrase_of(tree, following)
        return None

    def _next_noun(self, tree: Tree, k: int) -> Word | None:
        """The head of the noun phrase that begins at word `k`."""
        last = None
        while k < len(tree) and (tree[k].is_noun or tree[k].tag in ("DT", "JJ", "JJR", "JJS", "CD", "HYPH", "VBG", "VBN", "PRP$", "POS", "NNP")):
            if tree[k].figure is not None:
                return None
            if tree[k].is_noun:
                last = tree[k]
            k += 1
        return last

    def _modifiers(self, tree: Tree, noun: Word, first: int | None) -> Phrase | None:
        """ "ICT export growth": the nouns before a noun of change."""
        start = noun.i
        while start > 0 and (tree[start - 1].is_noun or tree[start - 1].tag in ("JJ", "HYPH", "VBN", "VBG", "POS", "CC", "NNP") ) and tree[start - 1].figure is None:
            if first is not None and start - 1 < first:
                break
            start -= 1
        return noun_phrase(tree, start, noun.i)

    def _verb(self, tree: Tree, word: Word, figure: Figure, cue: Cue) -> Host:
        """The subject or object of the verb: "exports grew", "cut their production", "sold 103,057 units"."""
        if cue.anchor is None:
            return self._clause(tree, word, figure, cue)
        anchor = tree[cue.anchor]
        if anchor.figure is not None:
            return Host(partner=anchor.figure)
        if not anchor.is_verb:
            if directions().noun(anchor) is not None and anchor.is_noun:
                return self._change_noun(tree, word, anchor.i, None)
            return self._adverb_host(tree, word, anchor)
        return self._verb_host(tree, word, anchor, figure)

    def _verb_host(self, tree: Tree, word: Word, verb: Word, figure: Figure) -> Host:
        d = directions()
        sign = d.verb(tree, verb)
        base = base_form(verb.lower)
        subject = self._subject(tree, verb)
        if sign is not None:
            objects = [kid for kid in tree.kids(verb.i, "dobj") if kid.figure is None and kid.is_noun and kid.i < word.i]
            if objects:
                agent = self._usable(tree, subject)
                return Host(self._phrase(tree, objects[-1], word.i), agent=agent)
        if base in self._nominal and figure.measure == "level" and figure.quantity_type in ("count", "physical", "money"):
            return Host(self._usable(tree, subject), verb=self._nominal[base])
        if figure.measure == "change" and base in ("add", "lose", "shed", "gain", "create", "cut", "contribute") and word.dep == "dobj" and figure.noun_start is not None:
            return Host(self._usable(tree, subject), verb="")
        return self._from_subject(tree, word, verb, subject)

    def _from_subject(self, tree: Tree, word: Word, verb: Word, subject: Word | None) -> Host:
        if subject is None:
            return self._from_earlier(tree, word)
        if subject.lower in self._words["pronouns"] or subject.figure is not None:
            return Host(partner=self._last(tree, word, before=verb.i), element=None)
        if singular(subject.lower) in self._words["empty_nouns"] and singular(subject.lower) not in ("balance", "surplus", "deficit", "share", "rate", "index", "gap", "value", "number", "volume", "shortfall"):
            phrase = self._phrase(tree, subject, verb.i)
            return Host(partner=self._last(tree, word, before=verb.i)) if len(phrase.indices) == 1 else Host(phrase)
        change = directions().noun(subject)
        if change is not None:
            return self._change_noun(tree, word, subject.i, None)
        return Host(self._phrase(tree, subject, verb.i if verb.i > subject.i else None))

    def _clause(self, tree: Tree, word: Word, figure: Figure, cue: Cue) -> Host:
        verb = governing_verb(tree, word.i)
        if verb is None:
            return self._from_earlier(tree, word)
        return self._from_subject(tree, word, verb, self._subject(tree, verb))

    def _clause_host(self, tree: Tree, word: Word, noun: Word) -> Host:
        """The subject of the clause in which a noun of change stands: "Exports posted a 5 percent rise"."""
        verb = governing_verb(tree, noun.i)
        if verb is None:
            return self._from_earlier(tree, word)
        subject = self._subject(tree, verb)
        if subject is not None and (subject.i == noun.i or verb.lower in ("be", "been")):
            return self._from_earlier(tree, word)
        return self._from_subject(tree, word, verb, subject)

    def _adverb_before(self, tree: Tree, word: Word, figure: Figure, cue: Cue) -> Host:
        assert cue.anchor is not None
        return self._adverb_host(tree, word, tree[cue.anchor])

    def _adverb_host(self, tree: Tree, word: Word, adverb: Word) -> Host:
        """ "$16.4 billion (up 25.1 percent)", "with sales down 0.7%", ", up 16.9 percent"."""
        before = tree.before(adverb.i)
        k = adverb.i - 1
        while k >= 0 and tree[k].text in (",", "also", "again", "still", "and", "but"):
            k -= 1
        if k < 0:
            return self._outside(tree, word)
        if tree[k].figure is not None:
            return Host(partner=tree[k].figure)
        if before is not None and before.is_noun:
            noun = climb(tree, before)
            return self._named(tree, word, noun, adverb.i)
        if before is not None and before.is_verb:
            return self._verb_host(tree, word, before, self.figures[word.figure or 0])
        partner = self._partner_before(tree, word, adverb.i)
        if partner is not None:
            return Host(partner=partner)
        verb = governing_verb(tree, adverb.i)
        if verb is not None:
            return self._from_subject(tree, word, verb, self._subject(tree, verb))
        return self._from_earlier(tree, word)

    def _named(self, tree: Tree, word: Word, noun: Word, limit: int) -> Host:
        if singular(noun.lower) in self._words["empty_nouns"] and len(self._phrase(tree, noun, limit).indices) == 1:
            return Host(partner=self._last(tree, word, before=noun.i))
        return Host(self._phrase(tree, noun, limit))

    def _adverb_after(self, tree: Tree, word: Word, figure: Figure, cue: Cue) -> Host:
        """ "9.3% higher than", "0.9% more new cars were registered", ", 17.8 percent more than"."""
        assert cue.anchor is not None
        adverb = tree[cue.anchor]
        noun = self._next_noun(tree, adverb.i + 1) if adverb.lower in ("more", "fewer", "less", "higher", "lower", "extra", "additional") else None
        if noun is not None and noun.i - adverb.i <= 4:
            verb = tree[noun.head] if noun.dep in ("nsubjpass", "nsubj") else None
            nominal = self._nominal.get(base_form(verb.lower), "") if verb is not None else ""
            return Host(phrase_of(tree, noun), verb=nominal)
        before = word.i - 1
        if before >= 0 and tree[before].text in (",", "or", ":", "-", "—") or before >= 0 and tree[before].lower == "and":
            partner = self._partner_before(tree, word, word.i)
            if partner is not None and tree[before].text != ":":
                return Host(partner=partner)
        if before >= 0 and tree[before].is_noun:
            return self._named(tree, word, climb(tree, tree[before]), word.i)
        verb = governing_verb(tree, word.i)
        if verb is not None:
            return self._verb_host(tree, word, verb, figure)
        return self._from_earlier(tree, word)

    def _noun_level(self, tree: Tree, word: Word, figure: Figure, cue: Cue) -> Host:
        """ "an unemployment rate of 3.9 percent", "a surplus of $4.5 billion", "registrations of 34,379"."""
        assert cue.anchor is not None
        noun = tree[cue.anchor]
        phrase = phrase_of(tree, noun, tail=False, limit=noun.i + 1)
        if singular(noun.lower) not in self._words["empty_nouns"]:
            return Host(phrase)
        verb = governing_verb(tree, noun.i)
        subject = self._subject(tree, verb) if verb is not None else None
        if len(phrase.indices) > 1:
            host = Host(phrase)
            if subject is not None and subject.i != noun.i and subject.is_noun and verb is not None and subject.i < verb.i:
                place = self._phrase(tree, subject, verb.i)
                if self._is_place(place):
                    host.element, host.link = place, "in"
            return host
        if verb is None or subject is None or subject.i == noun.i:
            return Host(phrase) if verb is None else self._from_earlier(tree, word, otherwise=phrase)
        return self._from_subject(tree, word, verb, subject)

    def _share(self, tree: Tree, word: Word, figure: Figure, cue: Cue) -> Host:
        """ "account for 20.4 percent of exports", "16.1% of the cars registered were battery-electric"."""
        verb = governing_verb(tree, word.i)
        if word.dep in ("nsubj", "nsubjpass") and verb is not None:
            whole = self._share_whole(tree, word)
            attribute = [kid for kid in tree.kids(verb.i, "attr", "acomp", "oprd") if kid.figure is None]
            if attribute and attribute[0].is_noun:
                return Host(phrase_of(tree, attribute[0]))
            element = phrase_of(tree, attribute[0]) if attribute else None
            return Host(whole, element=element, link="")
        before = tree.before(word.i)
        if before is not None and before.lower in ("or", ","):
            partner = self._partner_before(tree, word, word.i)
            if partner is not None:
                return Host(partner=partner)
        if before is None and tree.parent is not None:
            return self._outside(tree, word)
        if before is not None and before.is_noun:
            return self._named(tree, word, climb(tree, before), word.i)
        return self._clause(tree, word, figure, cue)

    def _share_whole(self, tree: Tree, word: Word) -> Phrase | None:
        noun = self._next_noun(tree, word.i + 2)
        return phrase_of(tree, noun) if noun is not None else None

    def _compare(self, tree: Tree, word: Word, figure: Figure, cue: Cue) -> Host:
        return Host(partner=self._last(tree, word, before=word.i), element=self._contrast(tree, word), link="in")

    def _contrast(self, tree: Tree, word: Word) -> Phrase | None:
        """ "against 1.5% in the EU27": the place or group that the second figure is for."""
        if tree.lower(word.i + 1) in ("in", "for", "at", "among", "on"):
            noun = self._next_noun(tree, word.i + 2)
            if noun is not None:
                return phrase_of(tree, noun, conjuncts=False)
        return None

    def _coordinate(self, tree: Tree, word: Word, figure: Figure, cue: Cue) -> Host:
        """ "15.3 percent online and 2.7 percent offline", "and $140 million"."""
        assert cue.anchor is not None
        partner = tree[cue.anchor].figure
        return Host(partner=partner, element=self._contrast(tree, word), link=tree.lower(word.i + 1))

    def _at(self, tree: Tree, word: Word, figure: Figure, cue: Cue) -> Host:
        """ "imports at $13.2 billion", "stood at 3.9 percent", ", at 35.5 percent"."""
        place = previous(tree, word.i)
        k = place.i - 1 if place is not None else word.i - 1
        if k >= 0 and tree[k].is_noun and place is not None and place.lower in ("at", "on"):
            noun = climb(tree, tree[k])
            verb = governing_verb(tree, word.i)
            if verb is None or verb.i > k or tree[k].dep in ("pobj", "conj", "ROOT", "appos", "nsubj"):
                return self._named(tree, word, noun, place.i)
        return self._clause(tree, word, figure, cue)

    def _balance(self, tree: Tree, word: Word, figure: Figure, cue: Cue) -> Host:
        """ "left the trade balance $4.9 billion in the red", "Government 3 billion euros in deficit"."""
        assert cue.anchor is not None
        name = "surplus" if tree.lower(cue.anchor) in ("surplus", "black") else "deficit"
        k = word.i - 1
        if k >= 0 and tree[k].is_noun:
            return Host(self._phrase(tree, climb(tree, tree[k]), word.i), verb="" if tree[k].lower in ("balance", "account") else name, link="balance")
        host = self._clause(tree, word, figure, cue)
        host.verb = "" if host.phrase is not None and host.phrase.head_noun in ("balance", "account", "budget balance") else name
        host.link = "balance"
        return host

    def _gap(self, tree: Tree, word: Word, figure: Figure, cue: Cue) -> Host:
        """ "and Kia Corp. by 34.1 percent", "and Japan by 10.5%"; in brackets "(by 336 percent)"."""
        k = cue.anchor if cue.anchor is not None else word.i
        if k == 0:
            return self._outside(tree, word)
        element = self._segment(tree, word, k)
        return Host(partner=self._last(tree, word, before=word.i), element=element, link="gap")

    def _bare(self, tree: Tree, word: Word, figure: Figure, cue: Cue) -> Host:
        """A figure without a cue: in brackets, in a row of a table, or with its verb left out."""
        modified = self._modified(tree, word)
        if modified is not None:
            return Host(modified)
        k = word.i - 1
        while k >= 0 and (tree[k].text in (",", ":", "|", "-", "*", "•") or tree[k].lower in ("and", "or")):
            k -= 1
        if k < 0 and tree.parent is not None:
            return self._outside(tree, word)
        if k >= 0 and tree[k].figure is not None:
            return Host(partner=tree[k].figure, element=self._contrast(tree, word), link="in")
        if figure.quantity_type in ("count", "physical", "money") and tree.lower(word.i + 1) == "of":
            noun = self._next_noun(tree, word.i + 2)
            if noun is not None:
                return Host(phrase_of(tree, noun))
        element = self._segment(tree, word, word.i)
        earlier = self._figure_before(tree, word.i)
        if element is not None and earlier is not None:
            return Host(partner=earlier, element=element, link="gap")
        if element is not None:
            return Host(element)
        return self._clause(tree, word, figure, cue)

    def _modified(self, tree: Tree, word: Word) -> Phrase | None:
        """ "a five trillion won funding", "a $2 billion plan": the noun that the amount stands before."""
        head = tree[word.head]
        if word.dep in ("nummod", "compound", "amod", "nmod", "quantmod", "npadvmod") and head.is_noun and head.i > word.i and self._unbroken(tree, word.i, head.i):
            return phrase_of(tree, head)
        if tree.lower(word.i + 1) == "worth" and tree.lower(word.i + 2) == "of":
            noun = self._next_noun(tree, word.i + 3)
            return phrase_of(tree, noun) if noun is not None else None
        return None

    # -- helpers -----------------------------------------------------------------------------------------------------------

    def _counted(self, tree: Tree, word: Word, figure: Figure, cue: Cue) -> Host | None:
        """A count that names what it counts: "62 proposals were handed in", "There were 30.39 million people in employment"."""
        noun = singular(word.lower.split()[-1]) if " " in word.text else ""
        units = self._words["units"]
        following = [kid for kid in tree.kids(word.i, "prep", "acl", "relcl", "amod") if kid.i > word.i]
        own = self._own_phrase(tree, word)
        if cue.kind == "coordinate" and noun in ("unit", ""):
            return None
        verb = governing_verb(tree, word.i)
        subject = self._subject(tree, verb) if verb is not None else None
        existential = verb is not None and any(kid.dep == "expl" for kid in tree.kids(verb.i))
        if tree.lower(word.i + 1) == "of" and noun in ("unit", "piece", "head", "ton", "barrel"):
            target = self._next_noun(tree, word.i + 2)
            if target is not None:
                return Host(phrase_of(tree, target))
        if figure.measure == "change":
            return None
        if existential or word.dep in ("nsubj", "nsubjpass") and subject is not None and subject.figure is not None:
            return Host(own, verb=self._nominal.get(base_form(verb.lower), "") if verb is not None and noun in units else "")
        if noun in units and subject is not None and subject.figure is None and word.dep in ("dobj", "attr", "pobj", "npadvmod"):
            return None
        if noun in units and not following and cue.kind not in ("bare", "level-verb"):
            return None
        if noun in units and cue.kind in ("to", "from", "at", "noun-level", "compare", "adverb-after", "adverb-before"):
            return None
        return Host(own)

    def _own_phrase(self, tree: Tree, word: Word) -> Phrase:
        indices = [word.i, *(k for k in tree.subtree(word.i) if k > word.i and tree[k].figure is None)]
        kept: list[int] = []
        for k in indices:
            if kept and k != kept[-1] + 1 or tree[k].text in (",", ";", "—", ":") or tree[k].lower in ("which", "who", "that") or k > word.i and tree[k].is_verb and tree[k].tag != "VBN":
                break
            kept.append(k)
        return Phrase(tree, word.i, tuple(kept))

    def _subject(self, tree: Tree, verb: Word) -> Word | None:
        subject = subject_of(tree, verb)
        if subject is None:
            return None
        return subject

    def _phrase(self, tree: Tree, noun: Word, limit: int | None) -> Phrase:
        return phrase_of(tree, noun, limit=limit if limit is not None and limit > noun.i else None)

    def _usable(self, tree: Tree, subject: Word | None) -> Phrase | None:
        if subject is None or subject.lower in self._words["pronouns"] or not subject.is_noun:
            return None
        return phrase_of(tree, subject)

    def _outside(self, tree: Tree, word: Word) -> Host:
        """The host of what stands in brackets: the words before the bracket, or the figure there."""
        assert word.figure is not None
        parent = tree.parent
        if parent is None or tree.host is None:
            return self._from_earlier(tree, word)
        first = tree.figures()[0]
        if first.i != word.i and first.figure is not None:
            return Host(partner=first.figure)
        host = parent[tree.host]
        if host.figure is not None:
            return Host(partner=host.figure)
        if host.is_noun or host.tag in ("JJ", "VBN", "CD", "PRP", "RB"):
            if directions().noun(host) is not None:
                return self._change_noun(parent, host, host.i, None)
            return self._listed(parent, host)
        cue_verb = host if host.is_verb else governing_verb(parent, host.i)
        if cue_verb is not None:
            earlier = self._figure_before(parent, tree.host + 1)
            inner = self._verb_host(parent, host, cue_verb, self.figures[word.figure])
            return inner if inner.phrase is not None or earlier is None else Host(partner=earlier)
        return self._from_earlier(tree, word)

    def _listed(self, tree: Tree, host: Word) -> Host:
        """A member of a list: "exports to China (…), Vietnam (…)": the member and what the list is of."""
        start = host.i
        noun = host
        while noun.dep in ("compound", "nmod", "amod", "poss") and noun.head > noun.i and tree[noun.head].is_noun and noun.head <= host.i:
            noun = tree[noun.head]
        element = self._member(tree, noun, host.i)
        first = noun
        while first.dep in ("conj", "appos") and first.head < first.i:
            first = tree[first.head]
        start = first.i
        if first.dep == "pobj":
            link = tree[first.head]
            above = tree[link.head]
            if above.is_noun and above.figure is None and link.i > above.i:
                if directions().noun(above) is not None:
                    return Host(element)
                return Host(phrase_of(tree, above, tail=False, conjuncts=False), element=element, link=link.lower)
            verb = above if above.is_verb else governing_verb(tree, link.i)
            if verb is not None and link.lower in ("in", "at", "for", "among", "to", "by", "on", "with"):
                subject = subject_of(tree, verb)
                if subject is not None and subject.is_noun and subject.i != first.i and subject.i != noun.i:
                    whole = self._change_subject(tree, subject)
                    return Host(whole, element=element, link=link.lower)
        _ = start
        return Host(element)

    def _change_subject(self, tree: Tree, subject: Word) -> Phrase | None:
        """The series that "the largest increases" are of; None if the words do not say."""
        if directions().noun(subject) is not None:
            return self._complement(tree, subject, subject) or self._modifiers(tree, subject, None)
        return phrase_of(tree, subject)

    def _member(self, tree: Tree, noun: Word, end: int) -> Phrase:
        phrase = phrase_of(tree, noun, conjuncts=False, limit=end + 1)
        return self._with_conjuncts(tree, noun, end, phrase)

    def _with_conjuncts(self, tree: Tree, noun: Word, end: int, phrase: Phrase) -> Phrase:
        """ "computers and peripherals (…)": two nouns with one bracket belong together if no comma or bracket parts them."""
        if tree.lower(noun.i - 1) in ("and", "&") and noun.dep == "conj" and noun.head < noun.i:
            left = tree[noun.head]
            stretch = range(left.i + 1, noun.i)
            parted = any(tree[k].text in (",", ";") or tree[k].figure is not None for k in stretch) or any(
                f.host is not None and left.i <= f.host < noun.i for f in tree.fragments
            )
            if not parted:
                merged = phrase_of(tree, left, conjuncts=True, limit=end + 1)
                return merged
        return phrase

    def _segment(self, tree: Tree, word: Word, end: int) -> Phrase | None:
        """The noun phrase between the last stop or figure and word `end`: the member of a list with its verb left out."""
        k = end - 1
        while k >= 0 and tree[k].text in (",", ":", "|", "-") or k >= 0 and tree[k].lower in ("by", "at", "with", "on"):
            k -= 1
        start = k + 1
        while start > 0 and tree[start - 1].figure is None and tree[start - 1].text not in (";", ":", "—", "|") and not tree[start - 1].is_verb:
            start -= 1
            if tree[start].text == "," and not self._enumeration(tree, start, k):
                start += 1
                break
        while start <= k and (tree[start].tag in ("CC", "IN", "RB", "WRB", "DT", ",") or tree[start].lower in ("and", "while", "whereas", "followed", "by")):
            start += 1
        return noun_phrase(tree, start, k + 1) if start <= k else None

    def _enumeration(self, tree: Tree, comma: int, end: int) -> bool:
        """Whether a comma stands inside a list of nouns ("the East Midlands, the West Midlands and the South West")."""
        rest = [tree[k] for k in range(comma + 1, end + 1)]
        return any(word.lower == "and" for word in rest) and not any(word.is_verb for word in rest) and not any(word.text == "," for word in rest)

    def _unbroken(self, tree: Tree, a: int, b: int) -> bool:
        return all(tree[k].figure is None and tree[k].text not in (",", ";") for k in range(a + 1, b))

    def _is_place(self, phrase: Phrase) -> bool:
        """Whether a phrase is nothing but places."""
        return _covered(phrase, self.places)

    def _figure_before(self, tree: Tree, i: int) -> int | None:
        found = [word.figure for word in tree.words[:i] if word.figure is not None]
        return found[-1] if found else None

    def _partner_before(self, tree: Tree, word: Word, limit: int) -> int | None:
        """The figure before word `limit` in the same sentence, unless a new subject stands between."""
        number = self._figure_before(tree, limit)
        if number is None:
            return None
        position = next(w.i for w in tree.words if w.figure == number)
        for k in range(position + 1, limit):
            if tree[k].dep in ("nsubj", "nsubjpass") and tree[k].is_noun and tree[k].figure is None:
                return None
        return number

    def _last(self, tree: Tree, word: Word, before: int) -> int | None:
        """The nearest figure before: in the sentence, else in the one around or before it."""
        number = self._figure_before(tree, before)
        if number is not None:
            return number
        return self._number - 1 if self._number > 0 else None

    def _from_earlier(self, tree: Tree, word: Word, otherwise: Phrase | None = None) -> Host:
        noun = noun_before(tree, word.i)
        number = self._figure_before(tree, word.i)
        if number is not None:
            return Host(partner=number)
        if otherwise is not None:
            return Host(otherwise)
        if noun is not None:
            return Host(self._phrase(tree, noun, word.i))
        return Host(partner=self._last(tree, word, before=word.i))


def _covered(phrase: Phrase, places: Sequence[Place]) -> bool:
    """Whether every content word of `phrase` lies in a place."""
    content = [w for w in phrase.words() if w.tag not in ("DT", "IN", "CC", ",", "POS", "TO") and w.text not in ("-", ",")]
    return bool(content) and all(any(p.start <= w.start < p.end for p in places) for w in content)
