"""Hosts in lists, brackets and sentences that leave their verb out."""

from __future__ import annotations

from indicators.clauses import climb, governing_verb, in_preposition, subject_of
from indicators.cues import Cue, directions
from indicators.figure import Figure
from indicators.hosts.base import Host
from indicators.hosts.fractions import FractionHosts
from indicators.inflect import base_form, singular
from indicators.phrases import Phrase, is_empty, is_terms, noun_phrase, phrase_of
from indicators.tree import Tree, Word

__all__ = ["MemberHosts"]

# What ties what it is of to a series.
_TYING = frozenset(("on", "from", "in", "at", "for", "of", "by", "among", "to"))
# What leads on to the next of several.
_NEXT = frozenset((",", "and", "ahead", "of", "followed", "by", "then", "while", "with", "as", "well", "but", "whereas"))
# Nouns that say only how something is measured: "the value of exports".
_MEASURES = frozenset(("value", "volume", "number", "amount", "quantity"))
# What opens a bracket in the place of a name.
_STANDING_FOR = frozenset(("which", "who", "that", "each", "both", "all"))


class MemberHosts(FractionHosts):
    """Hosts that a figure shares with another one, or has as a member of a list."""

    def _compare(self, tree: Tree, word: Word, figure: Figure, cue: Cue) -> Host:
        return Host(partner=self._last(tree, word, before=word.i), element=self._contrast(tree, word), link=self._contrast_link(tree, word))

    def _coordinate(self, tree: Tree, word: Word, figure: Figure, cue: Cue) -> Host:
        """ "15.3 percent online and 2.7 percent offline", "and $140 million"."""
        assert cue.anchor is not None
        return self._contrasted(tree, word, tree[cue.anchor].figure, tree.lower(word.i + 1))

    def _gap(self, tree: Tree, word: Word, figure: Figure, cue: Cue) -> Host:
        """ "and Kia Corp. by 34.1 percent", "and Japan by 10.5%"; in brackets "(by 336 percent)"."""
        k = cue.anchor if cue.anchor is not None else word.i
        if k == 0:
            return self._outside(tree, word)
        if self._each_behind(tree, word) or (tree.lower(word.i + 1) == "for" and self._figure_for_before(tree, word)):
            return self._contrasted(tree, word, self._figure_before(tree, word.i), self._contrast_link(tree, word))
        element = self._segment(tree, word, k)
        partner = self._last(tree, word, before=word.i)
        alike = partner is not None and element is not None and self._headed_alike(partner, element)
        return self._tied_alike(tree, word, k, partner) or Host(partner=partner, element=element, link="gap", settled=alike)

    def _bare(self, tree: Tree, word: Word, figure: Figure, cue: Cue) -> Host:
        """A figure without a cue: in brackets, in a row of a table, or with its verb left out."""
        modified = self._modified(tree, word)
        if modified is not None:
            return Host(modified)
        doing = tree[word.i - 2] if word.i > 1 else word
        if f"{doing.lower} {tree.lower(word.i - 1)}" in self._particled:
            # "mines put out 3 million tonnes"
            return self._verb_host(tree, word, doing, figure)
        part = self._of_which(tree, word)
        if part is not None:
            return Host(part)
        passive = self._passive(tree, word)
        if passive is not None:
            return passive
        clause = self._before_colon(tree, word, figure)
        if clause is not None:
            return clause
        k = word.i - 1
        accounts = k > 0 and tree[k].lower == "for" and tree[k - 1].is_verb and base_form(tree[k - 1].lower) in ("account", "answer")
        if accounts:
            return self._clause(tree, word, figure, cue)
        while k >= 0 and (tree[k].text in (",", ":", "|", "-", "*", "•") or tree[k].lower in ("and", "or")):
            k -= 1
        if k >= 0 and tree[k].is_verb and k < word.i - 1:
            return self._verb_host(tree, word, tree[k], figure)
        said = k >= 0 and is_terms(tree, k) and tree[0].tag == "IN"
        if tree.parent is not None and (said or all(w.tag == "RB" or w.lower in ("both", "each", "all") for w in tree.words[: k + 1])):
            return self._outside(tree, word)
        if k >= 0 and tree[k].figure is not None:
            return self._contrasted(tree, word, tree[k].figure, self._contrast_link(tree, word))
        if figure.quantity_type in ("count", "physical", "money") and tree.lower(word.i + 1) == "of":
            noun = self._next_noun(tree, word.i + 2)
            if noun is not None:
                return Host(phrase_of(tree, noun))
        earlier = self._figure_before(tree, word.i)
        if earlier is not None and self._each_behind(tree, word):
            host = self._contrasted(tree, word, earlier, self._each_link(tree, word))
            host.settled = host.element is not None
            return host
        element = self._segment(tree, word, word.i)
        if element is not None and earlier is not None and self._next_place(tree, word, element):
            return self._contrasted(tree, word, earlier, tree.lower(word.i + 1))
        if earlier is not None:
            alike = self._tied_alike(tree, word, word.i, earlier)
            if alike is not None:
                return alike
        if element is not None and earlier is not None:
            row = self.hosts[earlier].link == "gap" and element.indices[-1] == word.i - 1 and not self._is_place(element)
            row = row or self._headed_alike(earlier, element)
            return Host(partner=earlier, element=element, link="gap", settled=row)
        quality = word.i > 1 and tree[word.i - 2].tag == "CC" and tree[word.i - 1].tag == "JJ"
        if earlier is not None and self.hosts[earlier].link == "gap" and quality:
            # "transport 22,000 and retail 20,000"
            return Host(partner=earlier, element=Phrase(tree, word.i - 1, (word.i - 1,)), link="gap")
        if element is not None:
            return Host(element)
        if earlier is not None:
            return self._contrasted(tree, word, earlier, self._contrast_link(tree, word))
        return self._clause(tree, word, figure, cue)

    def _headed_alike(self, partner: int, element: Phrase) -> bool:
        """ "loans to farms grew 5% and loans to shops 4%": whether a member repeats the noun of the one before, with words of its own."""
        told = self.hosts[partner].phrase or self.hosts[partner].element
        if told is None or told.tree is not element.tree or len(element.indices) < 2:
            return False
        return singular(told.tree.lower(told.head)) == singular(element.tree.lower(element.head)) and told.text != element.text

    def _told_next(self, tree: Tree, k: int, adverb: int) -> Host | None:
        """ "driven by tin, up 5%, and zinc, up 3%": the next of those that each have a figure behind a comma."""
        if k + 2 != adverb or tree[k + 1].text != "," or not tree[k].is_noun:
            return None
        before = next((w for w in reversed(tree.words[:k]) if w.figure is not None), None)
        start = before.i + 1 if before is not None else k
        while start < k and (tree.lower(start) in _NEXT or (tree.lower(start) in ("for", "in") and tree.lower(start - 1) in ("and", ","))):
            start += 1
        words = tree.words[start : k + 1]
        plain = all(w.is_noun or w.tag in ("JJ", "JJR", "HYPH", "CC", "VBG", "VBN") for w in words)
        if before is None or start == before.i + 1 or not plain:
            return None
        element = noun_phrase(tree, start, k + 1)
        alike = self.figures[before.figure or 0].quantity_type == self.figures[self._number].quantity_type
        if element is None or self._is_hollow(element) or not (alike or self._parted_by_comma(tree, before.i)):
            return None
        return Host(partner=before.figure, element=element, link="gap", settled=True)

    def _parted_by_comma(self, tree: Tree, i: int) -> bool:
        """Whether a figure has an adverb and a comma before it, and before that a noun: ", tin, up 5%"."""
        return i > 2 and tree.lower(i - 1) in ("up", "down") and tree[i - 2].text == "," and tree[i - 3].is_noun

    def _part_named(self, tree: Tree, word: Word) -> Host | None:
        """ "revenue was 212 million, of which taxes 198 million": the part, which no verb parts from its figure."""
        start = next((n + 1 for n in range(word.i - 2, max(0, word.i - 6), -1) if tree.lower(n) in ("which", "whom")), 0)
        words = tree.words[start : word.i]
        if not start or tree.lower(start - 2) != "of" or self._figure_before(tree, start) is None:
            return None
        plain = all(w.is_noun or w.tag in ("JJ", "HYPH", "DT", "VBN") or self._no_verb(w) for w in words)
        kept = tuple(w.i for w in words if w.tag != "DT")
        return Host(Phrase(tree, kept[-1], kept), settled=True) if plain and kept and tree[kept[-1]].tag != "VBN" else None

    def _no_verb(self, word: Word) -> bool:
        """Whether a word that the parse takes for a verb is a noun: "of which inns $3 million"."""
        d = directions()
        known = word.lower in d.verbs or word.lower in d.levels or word.lower in d.neutral or base_form(word.lower) in self._nominal
        return singular(word.lower) in self._series or (word.tag in ("VBZ", "VBP", "VB") and not known and word.lower.isalpha())

    def _tied_alike(self, tree: Tree, word: Word, end: int, partner: int | None) -> Host | None:
        """ "rates on mortgages were 4%, and on leases 8%", "fumes from cars fell 3% and from heating 9%": tied by the same word."""
        if end and tree.lower(end - 1) == "by":
            end -= 1
        start = end
        while start > 0 and (tree[start - 1].is_noun or tree[start - 1].tag in ("JJ", "JJR", "HYPH", "VBG", "DT", "VBN")):
            start -= 1
        link = tree.lower(start - 1) if tree.lower(start) != "-" else ""
        if partner is None or start == end or start < 2 or link not in _TYING or tree.lower(start - 2) not in ("and", ",", "but", "while"):
            return None
        told = self.hosts[partner].phrase
        alike = told is not None and told.tree is tree and any(w.lower == link for w in told.words())
        if not alike and not (self.hosts[partner].settled and self.hosts[partner].link == link):
            return None
        kept = tuple(w.i for w in tree.words[start:end] if w.tag != "DT")
        element = Phrase(tree, kept[-1], kept) if kept else None
        if element is None or self._is_hollow(element) or self._has_place(element) or is_empty(tree, element.head):
            return None
        return Host(partner=partner, element=element, link=link, settled=True)

    def _of_which(self, tree: Tree, word: Word) -> Phrase | None:
        """ "visitors, of whom 600,000 were foreigners", "plums, of which 30 tonnes were sold": the part named, or the whole."""
        k = word.i - 1
        while k > 1 and tree[k].tag in ("RB", "RBR", "DT", "JJR", "IN") and tree[k].lower not in ("of", "which", "whom"):
            k -= 1
        if tree.lower(k) not in ("which", "whom") or tree.lower(k - 1) != "of" or k < 3:
            return None
        verb = tree[word.head]
        part = next((kid for kid in tree.kids(verb.i, "attr") if kid.is_noun and kid.i > word.i), None) if verb.is_verb else None
        if part is not None:
            return phrase_of(tree, part)
        whole = tree[k - 3] if tree[k - 2].text == "," else tree[k - 2]
        passive = word.dep == "nsubjpass" and not any(w.tag in ("IN", "TO") for w in tree.words[word.i + 1 : word.i + 5])
        return phrase_of(tree, whole, conjuncts=False, limit=k - 1) if passive and (whole.is_noun or whole.dep == "acomp") else None

    def _before_colon(self, tree: Tree, word: Word, figure: Figure) -> Host | None:
        """ "Value added fell in all industries: 6.0% in agriculture, 8.1% in services": the clause before the colon names the series."""
        if word.i < 3 or tree[word.i - 1].text != ":" or self._figure_before(tree, word.i) is not None:
            return None
        verbs = [w for w in tree.words[: word.i - 1] if w.is_verb and w.tag in ("VBD", "VBZ", "VBP")]
        subject = subject_of(tree, verbs[-1]) if verbs else None
        if subject is None or subject.i > verbs[-1].i or not subject.is_noun or subject.figure is not None:
            return None
        host = self._from_subject(tree, word, verbs[-1], subject)
        if host.element is None:
            host.element, host.link = self._contrast(tree, word), "in"
        return host

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
        if (of_fraction := self._in_place_of_fraction(parent, host, self.figures[word.figure])) is not None:
            return of_fraction
        while host.tag in ("RB", "RBR") and host.i and parent[host.i - 1].is_noun:
            host = parent[host.i - 1]
        if (
            host.lower in self._words["empty_objects"]
            and host.dep == "pobj"
            and not (host.lower in ("rate", "index") and parent.kids(host.i, "compound"))
            and host.head > 0
            and parent[parent[host.head].head].i < host.i
        ):
            host = parent[parent[host.head].head]
            if host.is_verb:
                return self._verb_host(parent, host, host, self.figures[word.figure])
        link = parent[host.head]
        beside = word.figure > 0 and self.figures[word.figure - 1].sentence == self.figures[word.figure].sentence
        if beside and host.dep == "pobj" and link.lower in ("in", "for", "among") and parent.lower(link.i - 1) == "than":
            # "Rents in Bern (4%) were higher than in Basel (3%)"
            return Host(partner=word.figure - 1, element=phrase_of(parent, host), link=link.lower, settled=True)
        if host.figure is not None:
            # "10 billion yuan (about $1.4 billion)": the same sum.
            sums = all(self.figures[n].quantity_type == "money" for n in (host.figure, word.figure))
            return Host(partner=host.figure, settled=sums and len(tree.figures()) == 1)
        if host.tag == "CD" and self._figure_before(parent, host.i) is not None:
            # "13,734 deaths were registered, 34 (0.2 percent) more".
            return Host(partner=self._figure_before(parent, host.i))
        if host.tag == "RB" and parent[host.head].lower in directions().adverbs and host.dep == "advmod":
            # "45,000, down slightly (-0.1%)"
            return self._adverb_host(parent, host, parent[host.head])
        if host.tag in ("JJ", "RB", "JJR") and host.dep in ("acomp", "advmod", "oprd") and parent[host.head].is_verb:
            return self._verb_host(parent, host, parent[host.head], self.figures[word.figure])
        finite = host.dep != "conj" or parent.kids(host.i, "nsubj", "nsubjpass", "auxpass")
        if host.tag in ("VBN", "VBD") and host.figure is None and host.dep not in ("amod", "pobj") and finite:
            # "deeper than foreseen (-1.4%)", "the fare ceiling fixed for that year (£210)"
            if host.dep == "acl" and parent[host.head].is_noun:
                return self._named(parent, host, climb(parent, parent[host.head]), host.i + (host.lower not in self._recording))
            return self._verb_host(parent, host, host, self.figures[word.figure])
        root = parent.root() if host.lower in ("it", "they", "them") else None
        if root is not None and root.is_verb and root.i < host.i:
            # "Demand will shrink more than we had it (-3.6%)": what the sentence is on.
            return self._from_subject(parent, host, root, self._subject(parent, root))
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

    def _told_outside(self, tree: Tree, word: Word) -> Host | None:
        """ "tourism (which fell by 3%)", "pay and rents (each adding 0.3 points)": what a bracket has no name for."""
        if tree.parent is None or tree.host is None or tree.figures()[0] is not word:
            return None
        k = 1 if tree.lower(0) in _STANDING_FOR else 0
        while k < word.i and tree[k].tag in ("RB", "MD"):
            k += 1
        d = directions()
        told = k < word.i and tree[k].is_verb and tree[k].tag != "VB" and (tree[k].lower in d.verbs or tree[k].lower in d.contributions)
        if not told or any(w.is_noun or w.lower in self._words["pronouns"] for w in tree.words[k + 1 : word.i]):
            return None
        return self._outside(tree, word)

    def _share_after(self, tree: Tree, word: Word, figure: Figure, cue: Cue) -> Host:
        """ "fell 3% to 310 units, taking a 7% share", "won a 7% share": the share of what took it."""
        verb = governing_verb(tree, word.i)
        partner = self._partner_before(tree, word, verb.i) if verb is not None and verb.tag == "VBG" else None
        if verb is not None and partner is not None and not tree.kids(verb.i, "nsubj"):
            return Host(partner=partner, settled=True)
        return self._clause(tree, word, figure, cue)

    def _series_of(self, tree: Tree, role: Word) -> Phrase | None:
        """The series that a rank is in; rankings know."""
        raise NotImplementedError

    def _last_of_kind(self, tree: Tree, noun: Word) -> int | None:
        """What "the highest numbers" were of: the last figure that is told in the same way, rather than a share told since."""
        kind = self.figures[self._number].quantity_type
        bare = singular(noun.lower) in self._words["fillers"] and not tree.kids(noun.i, "prep", "compound")
        if kind == "percent" or not bare or not self._extremes(tree, noun):
            return None
        return next((n for n in range(self._number - 1, -1, -1) if self.figures[n].quantity_type == kind), None)

    def _listed(self, tree: Tree, host: Word) -> Host:
        """A member of a list: "exports to China (…), Vietnam (…)": the member and what the list is of."""
        noun = host
        while noun.dep in ("compound", "nmod", "amod", "poss") and noun.head > noun.i and tree[noun.head].is_noun and noun.head <= host.i:
            noun = tree[noun.head]
        element = self._member(tree, noun, host.i)
        first = _first_conjunct(tree, noun)
        whole_list = _singled_out_of(tree, noun)
        if whole_list is not None:
            first = _first_conjunct(tree, whole_list)
        if first.dep == "pobj":
            link = tree[first.head]
            above = _measured(tree, tree[link.head])
            before = self._number - 1
            if link.lower == "by" and tree.lower(link.i - 1) in ("followed", "trailed"):
                told = before >= 0 and self.figures[before].sentence == self.figures[self._number].sentence
                if told and not self._is_hollow(element):
                    # "the most was in glue (3%), followed by ink (2%)"
                    return Host(partner=before, element=element, link="gap", settled=self.hosts[before].settled)
            if link.lower in ("like", "as", "including") or above.i in element.indices:
                return Host(element)
            granted = above.dep == "acl" and above.tag == "VBN" and link.i == above.i + 1 and tree[above.i - 1].is_noun
            if granted and tree[above.head].is_noun and noun.i == first.i and not self._is_place(element):
                # "mortgages granted to households (12,300)"
                return Host(self._phrase(tree, climb(tree, tree[above.head]), host.i + 1))
            if in_preposition(tree, above.i):
                # "on account of rents (€2.1 million) and wages"
                return Host(element)
            if is_terms(tree, above.i):
                # "fell in trend terms in Lima (3%)"
                above = governing_verb(tree, above.i) or above
            if above.is_noun and above.figure is None and link.i > above.i:
                if directions().noun(above) is not None:
                    whose = self._beholder(tree, above, Phrase(tree, first.i, (first.i,))) if self._extremes(tree, above) else None
                    return Host(element, agent=whose)
                return Host(phrase_of(tree, above, tail=False, conjuncts=False), element=element, link=link.lower)
            verb = above if above.is_verb else governing_verb(tree, link.i)
            if verb is not None and link.lower in ("in", "at", "for", "among", "to", "with", "from"):
                subject = subject_of(tree, verb)
                if subject is not None and subject.is_noun and subject.i < link.i and subject.i not in (first.i, noun.i):
                    said = self._nominal.get(base_form(verb.lower), "")
                    if said or singular(subject.lower) in self._series or directions().noun(subject) is not None or self._is_place(element):
                        whole = self._change_subject(tree, subject)
                        if self._is_place(element) and (alike := self._last_of_kind(tree, subject)) is not None:
                            return Host(partner=alike, element=element, link=link.lower, settled=True)
                        return (
                            Host(whole, element=element, link=link.lower, verb=said)
                            if whole is not None or self._is_place(element)
                            else Host(element)
                        )
                if subject is not None and self._is_hollow(element) and subject.is_noun:
                    return Host(phrase_of(tree, subject))
        if first.dep == "attr" and tree[first.head].is_verb:
            roles = subject_of(tree, tree[first.head])
            if roles is not None and roles.is_noun and singular(noun.lower) in self._words["roles"] and roles.i < first.i:
                # "China was the largest source of visitors (306,805)".
                series = self._series_of(tree, noun)
                return Host(series, element=phrase_of(tree, roles), link="gap", settled=series is not None)
            if roles is not None and singular(roles.lower) in self._words["roles"] and roles.i < first.i:
                # "The largest contributors were China (…) and Japan (…)": of what was spoken of before, or of what they contributed to.
                series = self._series_of(tree, roles)
                return Host(series, element=element, link="gap", settled=series is not None or self._is_place(element))
        verb = governing_verb(tree, host.i) if self._is_hollow(element) else None
        holder = subject_of(tree, verb) if verb is not None else None
        if holder is not None and holder.is_noun and holder.i < host.i and not self._is_hollow(phrase_of(tree, holder)):
            # "services show the highest annual rate (3.4%)": the rate is named elsewhere, the holder is the part.
            return Host(element=phrase_of(tree, holder), link="gap")
        if first.dep == "dobj" and base_form(tree[first.head].lower) in self._nominal:
            return Host(element, verb=self._nominal[base_form(tree[first.head].lower)])
        return Host(element)

    def _extremes(self, tree: Tree, noun: Word) -> bool:
        """ "Lima saw the largest rise in stays (3%)": what one of several had more of than the others, is its own."""
        return any(kid.tag == "JJS" or kid.lower == "only" for kid in tree.kids(noun.i, "amod"))


def _first_conjunct(tree: Tree, noun: Word) -> Word:
    while noun.dep in ("conj", "appos") and noun.head < noun.i:
        noun = tree[noun.head]
    return noun


def _singled_out_of(tree: Tree, noun: Word) -> Word | None:
    """ "in most sectors, in particular food (5.1%)": the noun of all, of which the list names some."""
    while noun.dep == "conj" and noun.head < noun.i:
        noun = tree[noun.head]
    for k in range(noun.i - 1, max(1, noun.i - 6), -1):
        if tree.lower(k) == "particular" and tree.lower(k - 1) == "in":
            above = tree[k - 3] if tree.lower(k - 2) == "," else tree[k - 2]
            return above if above.is_noun and above.figure is None else None
    return None


def _measured(tree: Tree, noun: Word) -> Word:
    """ "the value of exports": what it is the value of."""
    if singular(noun.lower) not in _MEASURES:
        return noun
    links = (kid for kid in tree.kids(noun.i, "prep") if kid.lower == "of")
    return next((thing for link in links for thing in tree.kids(link.i, "pobj") if thing.is_noun and thing.figure is None), noun)
