"""Hosts told by a verb or an adverb of direction: "grew", "up 5 percent", "stood at", "worth"."""

from __future__ import annotations

from indicators.clauses import climb, governing_verb
from indicators.cues import Cue, directions, previous
from indicators.figure import Figure
from indicators.hosts.base import Host
from indicators.hosts.nouns import NounHosts
from indicators.inflect import base_form, singular
from indicators.order import covering
from indicators.phrases import Phrase, is_empty, noun_phrase, phrase_of
from indicators.tree import Tree, Word

__all__ = ["VerbHosts"]


# What a series is held against, and what it stands of that.
_AIMS = frozenset(
    ("target", "profile", "plan", "budget", "forecast", "expectation", "estimate", "schedule", "trend", "projection", "quota"),
)
_BESIDE = frozenset(("of", "below", "above", "on", "over", "under", "behind", "beyond", "to", "with", "than"))


class VerbHosts(NounHosts):
    """Hosts told by the verb, adverb or preposition before the figure."""

    def _verb(self, tree: Tree, word: Word, figure: Figure, cue: Cue) -> Host:
        """The subject or object of the verb: "exports grew", "cut their production", "sold 103,057 units"."""
        if cue.anchor is None:
            return self._clause(tree, word, figure, cue)
        if cue.kind in ("to", "from"):
            between = [w.figure for w in tree.words[cue.anchor + 1 : word.i] if w.figure is not None]
            if between and self._partner_before(tree, word, word.i) is None:
                # "an increase of 5 percent, while orders amounted to $3 billion"
                return self._clause(tree, word, figure, cue)
            if between:
                return Host(partner=between[-1])
        anchor = tree[cue.anchor]
        if anchor.figure is not None:
            return Host(partner=anchor.figure)
        if anchor.tag == "VBN" and (less := self._of_less(tree, word, anchor)) is not None:
            return less
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
            objects = [kid for kid in objects if not self._says_how(tree, kid, word)]
            if objects:
                agent = self._usable(tree, subject)
                return Host(self._phrase(tree, objects[-1], word.i), agent=agent)
        moved = self._put(tree, verb, word)
        if moved is not None:
            return moved
        taken = self._taken_in(tree, word, subject)
        if taken is not None:
            return taken
        if subject is not None and base not in ("spend", "borrow", "invest", "employ") and self._speaks(tree, subject, verb):
            return self._from_subject(tree, word, verb, subject)
        said = self._as_said(tree, verb)
        if (
            said
            and (figure.measure == "level" or self.cues[self._number].kind == "adverb-after")
            and (figure.quantity_type in ("count", "physical", "money") or self.cues[self._number].kind == "adverb-after")
        ):
            return self._on_what(tree, word, base) or Host(self._usable(tree, subject), verb=said)
        if figure.measure == "change" and (word.i > verb.i or word.dep == "nsubjpass"):
            given = self._given(tree, word, base) or self._staffed(tree, word, figure, subject, base)
            if given is not None:
                return given
        return self._from_subject(tree, word, verb, subject)

    def _on_what(self, tree: Tree, word: Word, base: str) -> Host | None:
        """ "spent $12 million on roads", "invested $3 million in machinery": what the money went into."""
        link = {"spend": "on", "invest": "in"}.get(base)
        if link is None or tree.lower(word.i + 1) != link or self.figures[self._number].quantity_type != "money":
            return None
        noun = self._next_noun(tree, word.i + 2)
        if noun is None or is_empty(tree, noun.i) or self._is_place(phrase_of(tree, noun)):
            return None
        return Host(phrase_of(tree, noun), verb=self._nominal[base], link=link, settled=True)

    def _given(self, tree: Tree, word: Word, base: str) -> Host | None:
        """ "Dear diesel added £80m to the transport bill", "rain took 3% off the harvest": what grows or shrinks by it."""
        link = tree.lower(word.i + 1)
        if not ((base == "add" and link == "to") or (base in self._words["taking"] and link in ("from", "off"))):
            return None
        if self.figures[self._number].quantity_type in ("pp", "index"):
            return None
        noun = self._next_noun(tree, word.i + 2)
        if noun is None or noun.lower in self._words["empty_objects"]:
            return None
        phrase = self._phrase(tree, noun, None)
        if self._is_hollow(phrase) or self._is_place(phrase) or singular(noun.lower) in self._words["foretold"]:
            return None
        return Host(phrase, settled=True)

    def _staffed(self, tree: Tree, word: Word, figure: Figure, subject: Word | None, base: str) -> Host | None:
        """ "The economy lost 71,200 jobs", "construction added 3,000 posts": what was counted, and of whom if that is not everyone."""
        moved = base in self._words["staffing"] and word.dep in ("dobj", "nsubjpass")
        if not moved or figure.noun_start is None or figure.quantity_type != "count":
            return None
        own, noun = self._own_phrase(tree, word), singular(word.lower.split()[-1])
        own = Phrase(tree, own.head, own.indices[:1]) if tree.lower(word.i + 1) not in ("in", "at", "of") else own
        if word.dep == "nsubjpass":
            return Host(own, settled=True)  # "71,200 jobs were lost"
        verb = tree[word.head]
        planned = verb.dep == "acl" and verb.tag == "VB"  # "plans to cut 400 jobs"
        whose = self._usable(tree, subject) if subject is not None and subject.i < word.i and not planned else None
        if whose is None or noun in self._words["tallied"]:
            return Host(whose) if whose is not None else Host(own) if planned else None
        people = noun in self._words["posts"]
        if whose.head_noun in (self._people_series if people else self._series) or self._is_hollow(whose):
            return Host(whose)
        rest = [w for w in whose.words() if w.i != whose.head and w.lower not in self._hollow]
        if all(covering(self.places, w.start) is not None for w in rest) and (
            whose.head_noun in self._agents or whose.head_noun in ("economy", "market", "employer")
        ):
            return Host(own, settled=True)
        return Host(own, element=whose, link="in" if people else "of")

    def _taken_in(self, tree: Tree, word: Word, subject: Word | None) -> Host | None:
        """ "Mexico received $7 billion in remittances": what the money is in."""
        if tree.lower(word.i + 1) != "in" or word.figure is None or self.figures[word.figure].quantity_type != "money":
            return None
        noun = self._next_noun(tree, word.i + 2)
        if noun is None or singular(noun.lower) not in self._series or is_empty(tree, noun.i):
            return None
        phrase = phrase_of(tree, noun)
        agent = self._usable(tree, subject)
        return Host(phrase, agent=agent if agent is not None and self._is_place(agent) else None)

    def _adverb_before(self, tree: Tree, word: Word, figure: Figure, cue: Cue) -> Host:
        assert cue.anchor is not None
        return self._of_less(tree, word, tree[cue.anchor]) or self._adverb_host(tree, word, tree[cue.anchor])

    def _adverb_host(self, tree: Tree, word: Word, adverb: Word) -> Host:
        """ "$16.4 billion (up 25.1 percent)", "with sales down 0.7%", ", up 16.9 percent"."""
        before = tree.before(adverb.i)
        k = adverb.i - 1
        passed = (",", ":", "also", "again", "still", "and", "but", "both", "each", '"', "\u201d", "\u2019")
        while k >= 0 and tree[k].text in passed:
            k -= 1
        alone = not any(w.is_noun or w.is_verb or w.text == "," for w in tree.words[adverb.i + 1 : word.i])
        if k < 0 and tree.parent is None and self._number > 0 and alone:
            # "Down by 5 percent from March.": a sentence of its own on what was told last.
            return Host(partner=self._number - 1, settled=True)
        if k < 0:
            return self._outside(tree, word)
        if tree[k].figure is not None:
            return Host(partner=tree[k].figure)
        joined = self._series_joined(tree, adverb)
        if joined is not None:
            return Host(joined, settled=True)
        listed = self._told_next(tree, k, adverb.i) or self._listing(tree, k, adverb.i)
        if listed is not None:
            return listed
        if tree[k + 1].text == ":" and tree[k].is_noun:
            # "participation rate: down 0.1 points": a label and its value.
            return self._named(tree, word, climb(tree, tree[k]), k + 1)
        if before is not None and before.lower in ("but", "yet", "though", "although", "albeit"):
            # "fell 3% on the month as ports closed but up 7% on the year": what was told, put otherwise.
            told = self._figure_before(tree, adverb.i)
            if told is not None:
                return Host(partner=told, settled=self._partner_before(tree, word, adverb.i) is None)
        if before is not None and before.is_noun:
            noun = climb(tree, before)
            return self._named(tree, word, noun, adverb.i)
        if before is not None and before.tag == "VBZ" and before.i + 1 == adverb.i and singular(before.lower) in ("export", "import"):
            # "Chad exports up 5%": a headline, in which the parse takes them for a verb.
            return Host(Phrase(tree, before.i, (before.i,)))
        if before is not None and before.is_verb:
            return self._verb_host(tree, word, before, self.figures[word.figure or 0])
        partner = self._partner_before(tree, word, adverb.i)
        if partner is not None:
            return Host(partner=partner)
        verb = governing_verb(tree, adverb.i)
        if verb is not None:
            return self._from_subject(tree, word, verb, self._subject(tree, verb))
        return self._from_earlier(tree, word)

    def _adverb_after(self, tree: Tree, word: Word, figure: Figure, cue: Cue) -> Host:
        """ "9.3% higher than", "0.9% more new cars were registered", ", 17.8 percent more than"."""
        assert cue.anchor is not None
        adverb = tree[cue.anchor]
        behind = adverb.lower in ("more", "fewer", "less", "higher", "lower", "extra", "additional")
        noun = self._next_noun(tree, adverb.i + 1) if behind else None
        if noun is not None and noun.i - adverb.i <= 4:
            verb = tree[noun.head] if noun.dep in ("nsubjpass", "nsubj") else None
            nominal = self._nominal.get(base_form(verb.lower), "") if verb is not None else ""
            return Host(phrase_of(tree, noun), verb=nominal)
        before = word.i - 1
        while before > 0 and tree.lower(before) in directions().approximators:
            before -= 1  # ", about 20% more than"
        if before < 0 and tree.parent is not None:
            return self._outside(tree, word)
        if (before >= 0 and tree[before].text in (",", "or", ":", "-", "—")) or (before >= 0 and tree[before].lower == "and"):
            partner = self._partner_before(tree, word, word.i)
            if partner is not None and tree[before].text != ":":
                return Host(partner=partner)
        if before >= 0 and tree[before].is_noun:
            host = self._named(tree, word, climb(tree, tree[before]), word.i)
            # "were higher, with occupancy 1.2 points lower": what "with" names
            opens = host.phrase.indices[0] - 1 if host.phrase is not None else 0
            host.settled = host.settled or (opens > 0 and tree.lower(opens) == "with" and tree[opens - 1].text == ",")
            return host
        verb = governing_verb(tree, word.i)
        if verb is not None:
            return self._verb_host(tree, word, verb, figure)
        return self._from_earlier(tree, word)

    def _at(self, tree: Tree, word: Word, figure: Figure, cue: Cue) -> Host:
        """ "imports at $13.2 billion", "stood at 3.9 percent", ", at 35.5 percent"."""
        of_those = self._worth_of(tree, word)
        if of_those is not None:
            return of_those
        place = previous(tree, word.i)
        k = place.i - 1 if place is not None else word.i - 1
        if place is not None and place.lower == "at" and k > 0 and tree[k].dep == "pobj":
            # "put revenue from tourism at", "was flat in dollar terms at"
            above = governing_verb(tree, place.i)
            moved = self._put(tree, above, word) if above is not None else None
            if moved is not None or tree.lower(k) in ("term", "terms"):
                return moved or self._clause(tree, word, figure, cue)
        member = self._next_member(tree, word, place)
        if member is not None:
            return member
        told = k - 1 if k > 0 and tree.lower(k) in ("higher", "lower", "up", "down", "more", "less", "stronger", "weaker") else k
        if k >= 0 and tree[told].figure is not None:
            # "with room rates 4% higher at $98"
            return Host(partner=tree[told].figure, settled=told < k or self.hosts[tree[told].figure or 0].settled)
        if k > 2 and tree[k].text == "," and tree.lower(k - 1) in ("most", "least") and tree.lower(k - 2) == "the" and tree[k - 3].is_verb:
            # "Germans spent the most, at $3 billion"
            return self._verb_host(tree, word, tree[k - 3], figure)
        if k > 0 and tree[k].text == "," and tree[k - 1].is_noun and tree.lower(word.i + 1) == "," and self._verbless_before(tree, k):
            # "profit from lending, at $860 million, was up 3 percent".
            named = self._phrase(tree, climb(tree, tree[k - 1]), k)
            if not self._is_hollow(named) and not self._has_place(named):
                return Host(named)
        if k > 0 and tree[k - 1].is_noun and self._participle(tree[k]):
            return Host(phrase_of(tree, tree[k - 1], limit=k + 1))
        if self._aimed(tree, k):
            host = self._clause(tree, word, figure, cue)
            host.settled = host.phrase is not None
            return host
        if k >= 0 and tree[k].is_noun and place is not None and place.lower in ("at", "on"):
            noun = climb(tree, tree[k])
            verb = governing_verb(tree, word.i)
            if directions().noun(noun) is not None:
                return self._change_noun(tree, word, noun.i, None)
            series = singular(noun.lower) in self._series and tree[k].dep == "dobj"
            listed = self._list_before(tree, noun, place.i)
            if listed is not None:
                return Host(listed, settled=True)
            if verb is None or verb.i > k or series or tree[k].dep in ("pobj", "conj", "ROOT", "appos", "nsubj"):
                host = self._named(tree, word, noun, place.i)
                return self._with_place_subject(tree, host, verb, self._subject(tree, verb) if verb is not None else None, noun)
        return self._clause(tree, word, figure, cue)

    def _aimed(self, tree: Tree, k: int) -> bool:
        """ "receipts are 7% ahead of target at €4 billion": whether word `k` is only what a series is held against."""
        return k > 1 and singular(tree.lower(k)) in _AIMS and tree.lower(k - 1) in _BESIDE

    def _participle(self, word: Word) -> bool:
        """ "motor gasoline supplied at 9.1 million": a participle of what is measured, not a verb of standing or moving."""
        d = directions()
        if word.tag not in ("VBN", "VBD"):
            return False
        return word.dep == "acl" or (word.lower not in d.levels and word.lower not in d.neutral and word.lower not in d.verbs)

    def _next_member(self, tree: Tree, word: Word, link: Word | None) -> Host | None:
        """ "…first with 441 sales, followed by Antalya with 264": the next in a list, told with "with", "at" or "on"."""
        if link is None or link.lower not in ("with", "at", "on", "to", "for", "by", "from") or not link.i or not tree[link.i - 1].is_noun:
            return None
        earlier = [w for w in tree.words[: word.i] if w.figure is not None]
        if not earlier:
            return self._following(tree, link)
        between = tree.words[earlier[-1].i + 1 : word.i]
        since = max((n for n, w in enumerate(between) if w.lower in ("followed", "trailed", "ahead")), default=-1)
        if any(w.is_verb and not (w.tag == "VBG" and since >= 0) for w in between[since + 1 :]):
            return None
        noun = climb(tree, tree[link.i - 1])
        if self._aimed(tree, link.i - 1) or tree.lower(link.i - 1) == "terms":
            return None
        if tree.lower(earlier[-1].i + 1) == "of" and not any(w.tag == "CC" or w.text == "," for w in between):
            # "from 4.9 per cent of output to 6.4 per cent"
            return None
        if noun.i < earlier[-1].i or directions().noun(noun) is not None or link.i - earlier[-1].i < 3:
            return None
        if singular(noun.lower) in self._series and since < 0 and link.lower not in ("to", "by", "for", "from"):
            return None
        if link.lower == "from" or self.cues[self._number].kind == "share-of":
            start = self._opens_member(tree, link.i - 1)
            element = noun_phrase(tree, start, link.i) if start is not None else None
            return Host(partner=earlier[-1].figure, element=element, link="gap", settled=True) if element is not None else None
        whole = self._joined(tree, noun, link.i)
        joined = tree[earlier[-1].i + 1].tag == "CC" and not any(w.is_verb and w.tag not in ("VBN", "VBG") for w in between)
        # "and loans to farms and village councils by": all that stands between two figures.
        apart = self._opens_member(tree, link.i - 1) if noun.i == link.i - 1 else None
        first = earlier[-1].i + 2 if joined else apart
        wide = noun_phrase(tree, first, link.i) if first is not None else None
        element = self._list_before(tree, noun, link.i) or (wide if joined else whole or wide) or self._phrase(tree, noun, link.i)
        # "followed by": nothing but the next one can come.
        own = since >= 0 or (joined and element.head_noun in self._series)
        return Host(partner=earlier[-1].figure, element=element, link="gap", settled=own)

    def _opens_member(self, tree: Tree, k: int) -> int | None:
        """Where the words up to noun `k` begin, if a comma or a conjunction stands before them: "and public debt", not "of GDP"."""
        while k > 0 and (
            tree[k - 1].is_noun
            or tree[k - 1].tag in ("JJ", "HYPH", "VBN", "DT", "PRP$", "POS", "NNP", "VBG")
            or (tree.lower(k - 1) in ("of", "in", "for") and tree[k - 2].is_noun)
        ):
            k -= 1
        if tree.lower(k) in ("a", "an"):
            # ", a reversal from a surplus of"
            return None
        return k if k > 0 and (tree[k - 1].tag == "CC" or tree.lower(k - 1) in (",", "while", "whereas", "with")) else None

    def _joined(self, tree: Tree, noun: Word, end: int) -> Phrase | None:
        """ "mergers and acquisitions by 16%": both nouns, where the conjunction before them has opened the member already."""
        k = noun.i
        while k > 0 and (tree[k - 1].is_noun or tree[k - 1].tag in ("JJ", "HYPH", "VBN") or tree[k - 1].text == "-"):
            k -= 1
        if k < 2 or tree.lower(k - 1) not in ("and", "&") or not tree[k - 2].is_noun:
            return None
        start = k - 2
        while start > 0 and (tree[start - 1].is_noun or tree[start - 1].tag in ("JJ", "HYPH", "VBN") or tree[start - 1].text == "-"):
            start -= 1
        opened = start > 0 and (tree[start - 1].lower in ("and", "while", "whereas", "by") or tree[start - 1].text == ",")
        return noun_phrase(tree, start, end) if opened and noun.i < end else None

    def _worth(self, tree: Tree, word: Word, figure: Figure, cue: Cue) -> Host:
        """ "automobiles worth $6.5 billion were shipped", "exports were worth $2.3 billion"."""
        assert cue.anchor is not None
        noun = tree[cue.anchor]
        of_those = self._worth_of(tree, word)
        if of_those is not None:
            return of_those
        if not noun.is_noun:
            return self._clause(tree, word, figure, cue)
        noun = climb(tree, noun)
        verb = governing_verb(tree, noun.i)
        passive = verb is not None and verb.i > word.i and verb.tag in ("VBN", "VBD")
        return Host(
            self._phrase(tree, noun, word.i - 1), verb=self._nominal.get(base_form(verb.lower), "") if passive and verb is not None else ""
        )

    def _worth_of(self, tree: Tree, word: Word) -> Host | None:
        """ "1.4 billion payments, worth $21 billion": what those counted before are worth."""
        worth = next((k for k in range(word.i - 1, max(0, word.i - 5), -1) if tree.lower(k) in ("worth", "valued")), 0)
        before = self._figure_before(tree, worth) if worth and tree.lower(worth - 1) == "," else None
        if before is None or self.figures[before].measure != "level" or self.figures[before].quantity_type not in ("count", "physical"):
            return None
        at = next(w.i for w in tree.words if w.figure == before)
        return None if any(w.is_verb for w in tree.words[at:worth]) else Host(partner=before, settled=True)

    def _balance(self, tree: Tree, word: Word, figure: Figure, cue: Cue) -> Host:
        """ "left the trade balance $4.9 billion in the red", "Government 3 billion euros in deficit"."""
        assert cue.anchor is not None
        name = "surplus" if tree.lower(cue.anchor) in ("surplus", "black") else "deficit"
        k = word.i - 1
        if k >= 0 and tree[k].is_noun:
            return Host(
                self._phrase(tree, climb(tree, tree[k]), word.i),
                verb="" if tree[k].lower in ("balance", "account") else name,
                link="balance",
            )
        host = self._clause(tree, word, figure, cue)
        host.verb = "" if host.phrase is not None and host.phrase.head_noun in ("balance", "account", "budget balance") else name
        host.link = "balance"
        return host

    def _passive(self, tree: Tree, word: Word) -> Host | None:
        """ "USD 9 billion was pledged to manufacturing": the verb says what it is, its object which part."""
        verb = tree[word.head]
        if word.dep not in ("nsubjpass", "nsubj") or not verb.is_verb:
            return None
        for link in tree.kids(verb.i, "prep", "dative"):
            for target in tree.kids(link.i, "pobj"):
                if directions().noun(target) is not None:
                    continue
                if (
                    link.i > verb.i
                    and (target.is_noun or target.tag == "VBG")
                    and target.figure is None
                    and link.lower in ("to", "in", "for", "on", "by", "from")
                ):
                    return Host(verb=self._nominal.get(base_form(verb.lower), ""), element=phrase_of(tree, target), link=link.lower)
        return None
