"""Hosts of what is ranked: "the main market for exports was Chad with 3 tons", "the largest drop, at 5%, was in paper"."""

from __future__ import annotations

from indicators.clauses import governing_verb, subject_of
from indicators.cues import Cue, directions
from indicators.cues.peaks import peak
from indicators.figure import Figure
from indicators.hosts.base import Host
from indicators.hosts.traded import TradedHosts
from indicators.inflect import base_form, forms, singular
from indicators.phrases import Phrase, is_empty, noun_phrase, phrase_of
from indicators.tree import Tree, Word

__all__ = ["RankedHosts"]


# Verbs that say who or what has a rank.
_STANDS = frozenset(("is", "are", "was", "were", "remain", "remains", "remained", "became", "become", "stayed", "ranked"))
# What ties a rank to the series that it is in, and a change to where it was seen.
_IN_SERIES = frozenset(("of", "for", "to", "in"))
_SEEN = frozenset(("for", "in", "by", "at", "among", "on"))
# Verbs of those who have the highest or lowest.
_HAVING = frozenset(("have", "record", "post", "register", "show", "see", "report"))
# What stands between the places of a list and their figures.
_LISTED = ("DT", "CC", ",")
# Within how many words before its figure the verb of a ranking stands.
_NEAR = 24

# Verbs that give somebody a rank.
_RANKING = forms(("be", "emerge", "rank", "remain", "become", "come", "stay", "stand", "finish")) | {"is", "are", "was", "were"}


# How where it moved most or least is told.
_MOST = frozenset(
    (
        *("most", "least", "more", "fastest", "slowest", "strongest", "hardest", "sharpest", "further", "especially", "particularly"),
        *("notably", "mainly", "mostly", "chiefly", "primarily", "strongly", "sharply", "steeply", "markedly", "quickest", "steepest"),
    )
)

_MOST_OF = frozenset(("most", "least", "fewest", "more"))
_HIGHEST = frozenset(("highest", "lowest", "largest", "smallest", "greatest", "biggest", "strongest", "weakest", "fastest", "slowest"))


class RankedHosts(TradedHosts):
    """Hosts told by a rank in a series and who or what has it."""

    def _ranked(self, tree: Tree, word: Word, cue: Cue) -> Host | None:
        """The series that a rank is in, of the one that has it; None if the figure is not told of a rank."""
        seen = self._most(tree, word) or self._fell_most(tree, word, cue)
        seen = seen or self._part(tree, word) or self._extreme(tree, word) or self._had_most(tree, word)
        if seen is not None:
            return seen
        if tree.parent is not None:
            return None
        listed = self._in_ranking(tree, word)
        if listed is not None:
            return listed
        verb = self._standing(tree, word)
        subject = subject_of(tree, verb) if verb is not None else None
        if verb is None or subject is None or not subject.is_noun or subject.i > verb.i:
            return None
        attribute = next((kid for kid in tree.kids(verb.i, "attr") if verb.i < kid.i < word.i and kid.is_noun), None)
        if attribute is None or attribute.figure is not None:
            return None
        role, holder = (subject, attribute) if self._ranks(tree, subject) else (attribute, subject)
        if not self._ranks(tree, role) or singular(holder.lower) in self._series | self._empty or self._is_whoever(phrase_of(tree, holder)):
            return None
        anchor = tree[cue.anchor] if cue.anchor is not None and max(attribute.i, verb.i) < cue.anchor < word.i else None
        told = self._phrase(tree, anchor, word.i) if anchor is not None and singular(anchor.lower) in self._series else None
        series = told if told is not None and not self._is_hollow(told) else self._series_of(tree, role)
        if series is None:
            # "The top market was Chad, with 3%": in what the text is on.
            whole = phrase_of(tree, holder, limit=word.i)
            beside = role.i < holder.i or tree.lower(word.i - 1) == ","  # "Chad was the top market, 3 tons,"
            return Host(element=whole, link="gap", settled=True) if self._is_place(whole) and beside else None
        return Host(series, element=self._holder(tree, verb, holder, word), link="gap", settled=True)

    def _at_peak(self, tree: Tree, word: Word) -> Host | None:
        """ "The fall was steepest in paper, 5%, and mildest in glue (1%)": what fell, and where."""
        found = peak(tree, word)
        where = noun_phrase(found.tree, found.start, found.end) if found is not None else None
        if found is None:
            return self._lowest(tree, word)
        if where is None or is_empty(found.tree, where.head) or where.head_noun in self._series:
            return None
        top, subject = found.tree, found.subject
        if subject.lower == "it" or ((moves := directions().noun(subject)) is not None and self._of_what_moved(top, subject) is None):
            return Host(partner=self._last(tree, word, before=subject.i), element=where, link=found.link, settled=True)
        told = self._of_what_moved(top, subject) if moves is not None else phrase_of(top, subject)
        return Host(told, element=where, link=found.link, settled=True)

    def _lowest(self, tree: Tree, word: Word) -> Host | None:
        """ "Chad had the highest rate (5%), and Mali the lowest (2%)": the same of another one."""
        top, k = (tree.parent, tree.host) if tree.parent is not None and tree.host is not None else (tree, word.i - 1)
        while top is tree and k > 0 and tree.lower(k) in (",", "at", "with"):
            k -= 1
        before = self.hosts[self._number - 1] if self._number else None
        if k < 3 or top[k].tag != "JJS" or top.lower(k - 1) != "the" or before is None or before.element is None:
            return None
        named = k - 3 if base_form(top.lower(k - 2)) in _HAVING else k - 2
        beside = self.figures[self._number - 1].sentence == self.figures[self._number].sentence
        if not beside or not top[named].is_noun or top[named].figure is not None:
            return None
        return Host(partner=self._number - 1, element=phrase_of(top, top[named], limit=named + 1), link=before.link, settled=True)

    def _of_what_moved(self, tree: Tree, noun: Word) -> Phrase | None:
        """What a noun of change is of: "the rise in rents", "the wage rise"."""
        found = self._complement(tree, noun, noun) or self._modifiers(tree, noun, None)
        return None if found is not None and self._is_hollow(found) else found

    def _in_ranking(self, tree: Tree, word: Word) -> Host | None:
        """ "The top export markets were Chad with 3 tons, Mali 2 tons", "Main import sources: Chad 3 tons": a place in a list by rank."""
        k = word.i - 1
        while k > 0 and (tree[k].is_noun or tree[k].figure is not None or tree[k].tag in _LISTED or tree.lower(k) in ("with", "at")):
            k -= 1
        if k < 1 or not (tree.lower(k) in _STANDS or tree[k].text == ":") or not self._has_role(tree[k - 1]):
            return None
        end = word.i - 1 if tree.lower(word.i - 1) in ("with", "at") else word.i
        start = next((i for i in range(end, k, -1) if tree[i - 1].tag in (",", "CC", "DT") or i - 1 == k), k + 1)
        holder, series = noun_phrase(tree, start, end), self._series_of(tree, tree[k - 1])
        if holder is None or series is None or not self._is_place(holder):
            return None
        return Host(series, element=holder, link="gap", settled=True)

    def _holder(self, tree: Tree, verb: Word, holder: Word, word: Word) -> Phrase:
        """Who has the rank: behind the verb all that stands before "with", "at" or a comma."""
        end = next((k for k in range(holder.i + 1, word.i) if tree.lower(k) in ("with", "at", ",")), None)
        whole = noun_phrase(tree, verb.i + 1, end) if holder.i > verb.i and end is not None else None
        return whole if whole is not None and not self._has_place(whole) else phrase_of(tree, holder, limit=word.i)

    def _has_role(self, noun: Word) -> bool:
        return singular(noun.lower) in self._words["roles"]

    def _ranks(self, tree: Tree, noun: Word) -> bool:
        """Whether a noun is a role, or goods with the trade that they are ranked in: "the main export goods"."""
        traded = singular(noun.lower) in self._words["wares"] and noun.i > 0 and singular(tree.lower(noun.i - 1)) in self._series
        return traded or self._has_role(noun)

    def _standing(self, tree: Tree, word: Word) -> Word | None:
        """The verb of being before a figure, if no other verb says anything between them."""
        for here in reversed(tree.words[max(0, word.i - _NEAR) : word.i]):
            if here.figure is not None or here.text in (";", ":"):
                return None
            if here.lower in _STANDS:
                return here
            if here.tag in ("VBD", "VBZ", "VBP", "MD"):
                return None
        return None

    def _series_of(self, tree: Tree, role: Word) -> Phrase | None:
        """The series that a rank is in: "the top export market", "the main buyer of exports", "contributors to the fall in output"."""
        start = role.i
        while start > 0 and tree[start - 1].figure is None and (tree[start - 1].is_noun or tree[start - 1].tag in ("JJ", "HYPH")):
            start -= 1
        named = [w for w in tree.words[start : role.i] if w.is_noun and singular(w.lower) in self._series]
        while named and start < named[-1].i and (tree[start].lower in self._words["ranks"] or tree[start].tag == "JJS"):
            start += 1
        if named:
            return noun_phrase(tree, start, named[-1].i + 1)
        for link in tree.kids(role.i, "prep"):
            for noun in tree.kids(link.i, "pobj") if link.lower in _IN_SERIES else ():
                if directions().noun(noun) is not None:
                    moved = self._complement(tree, noun, noun) or self._modifiers(tree, noun, link.i + 1)
                    return moved if moved is not None and self._names_series(moved) else None
                found = phrase_of(tree, noun, conjuncts=False)
                if self._names_series(found):
                    return found
        return None

    def _names_series(self, phrase: Phrase) -> bool:
        """Whether a phrase is a series, or short for one."""
        return phrase.tree[phrase.head].is_noun and phrase.head_noun in self._series

    def _most(self, tree: Tree, word: Word) -> Host | None:
        """ "The largest drop, at 5%, was in paper", "the largest drop (5%) was recorded for paper": where it was seen."""
        if tree.parent is not None and tree.host is not None and word.i <= 1:
            top, noun = tree.parent, tree.parent[tree.host]
        elif tree.lower(word.i - 1) in ("at", "of") and tree.lower(word.i - 2) == "," and tree.lower(word.i + 1) == ",":
            top, noun = tree, tree[word.i - 3]
        else:
            return None
        verb = top[noun.head]
        if directions().noun(noun) is None or noun.dep not in ("nsubj", "nsubjpass") or not verb.is_verb or verb.i < noun.i:
            return None
        if not any(kid.tag == "JJS" for kid in top.kids(noun.i, "amod")) or any(kid.lower != "at" for kid in top.kids(noun.i, "prep")):
            return None
        link = next((w for w in top.words[verb.i + 1 : verb.i + 3] if w.lower in _SEEN), None)
        where = self._next_noun(top, link.i + 1) if link is not None else None
        partner = self._last(tree, word, before=word.i)
        if where is None or partner is None:
            return None
        return Host(self._modifiers(top, noun, None), partner, element=phrase_of(top, where), link="gap", settled=True)

    def _fell_most(self, tree: Tree, word: Word, cue: Cue) -> Host | None:
        """ "The largest drop in sales was in paper by 3 tons": the sales of that where it was seen."""
        noun = tree[cue.anchor] if cue.anchor is not None and cue.kind == "noun-before" and cue.anchor < word.i else None
        tie = tree.before(word.i)
        if noun is None or tie is None or tie.lower not in ("by", "with", "at", "of") or noun.dep not in ("nsubj", "nsubjpass"):
            return None
        verb = tree[noun.head]
        seen = next((w.i for w in tree.words[verb.i + 1 : verb.i + 3] if w.lower in _SEEN), tie.i)
        if not verb.is_verb or not noun.i < verb.i < seen < tie.i or not any(kid.tag == "JJS" for kid in tree.kids(noun.i, "amod")):
            return None
        where = noun_phrase(tree, seen + 1, tie.i)
        if where is None or is_empty(tree, where.head) or any(w.figure is not None or w.text == "," for w in tree.words[noun.i : word.i]):
            return None
        series = self._complement(tree, noun, word) or self._modifiers(tree, noun, None)
        partner = self._last(tree, word, before=noun.i) if series is None else None
        link = "gap" if series is None else "in" if self._has_place(where) else "of"
        return Host(series, partner, element=where, link=link, settled=True)

    def _had_most(self, tree: Tree, word: Word) -> Host | None:
        """ "Bern had the most with 310 sales", "Bern had the most huts at 310 units": the series told before, or what there is most of."""
        if tree.lower(word.i - 1) not in ("with", "at") or tree.parent is not None:
            return None
        most = next((k for k in range(word.i - 2, max(0, word.i - 8), -1) if tree.lower(k) in _MOST_OF), 0)
        verb = tree[most - 2] if most > 2 and tree.lower(most - 1) == "the" else None
        if verb is None or base_form(verb.lower) not in _HAVING or any(w.figure is not None for w in tree.words[most : word.i]):
            return None
        subject = subject_of(tree, verb)
        holder = self._usable(tree, subject) if subject is not None and subject.i < verb.i else None
        things = noun_phrase(tree, most + 1, word.i - 1) if most + 1 < word.i - 1 else None
        partner = self._last(tree, word, before=verb.i)
        if holder is None or (things is None and partner is None) or holder.head_noun in self._series:
            return None
        if things is not None:
            return Host(things, element=holder, link="in", settled=True)
        return Host(partner=partner, element=holder, link="gap", settled=True)

    def _staffed(self, tree: Tree, word: Word, figure: Figure, subject: Word | None, base: str) -> Host | None:
        """ "Employment rose by 9,000. Mining added 5,000": of what was told before, where only the number is."""
        host = super()._staffed(tree, word, figure, subject, base)
        if host is not None or figure.noun_start is not None or figure.quantity_type != "count" or base not in self._words["staffing"]:
            return host
        before = self.hosts[self._number - 1] if self._number else None
        told = self.hosts[before.partner] if before is not None and before.phrase is None and before.partner is not None else before
        whose = self._usable(tree, subject) if subject is not None and subject.i < word.i else None
        if told is None or told.phrase is None or told.phrase.head_noun not in self._words["staff_series"] or whose is None:
            return None
        if self._is_hollow(whose) or whose.head_noun in self._series | self._agents | {"economy", "market"}:
            return None
        return Host(partner=self._number - 1, element=whose, link="in")

    def _part(self, tree: Tree, word: Word) -> Host | None:
        """ "Of total sales, $3 million were flowers and $2 million were trees": the part, not the whole that the sentence opens with."""
        verb = tree[word.i + 1] if word.i + 1 < len(tree) else word
        figure = self.figures[self._number]
        if (
            tree.lower(0) != "of"
            or verb.lower not in ("is", "are", "was", "were")
            or figure.quantity_type not in ("money", "count", "physical")
        ):
            return None
        part = self._next_noun(tree, verb.i + 1)
        named = part is not None and singular(part.lower) not in self._empty and not self._has_role(part)
        phrase = noun_phrase(tree, verb.i + 1, part.i + 1) if named and part is not None else None
        return Host(phrase, settled=True) if phrase is not None else None

    def _for_whom(self, tree: Tree, word: Word) -> bool:
        """ "The median hourly wage was $18 for men": people, whatever the series is called."""
        noun = self._next_noun(tree, word.i + 2) if tree.lower(word.i + 1) in ("for", "among") else None
        return noun is not None and singular(noun.lower) in self._words["people"]

    def _most_in(self, tree: Tree, word: Word, host: Host) -> None:
        """ "Wages rose most in banking and insurance, by 6%": where, told between the verb and the figure."""
        cue = self.cues[self._number]
        if host.element is None and (part := self._part_before(tree, word, host)) is not None:
            host.element, host.link, host.settled = part, tree.lower(part.indices[0] - 1), True
            return
        at = tree.lower(word.i - 1) == "at" and cue.kind == "at"
        if not at and (tree.lower(word.i - 1) != "by" or tree.lower(word.i - 2) != "," or cue.kind not in ("verb", "gap")):
            return
        stop = word.i - 2 if tree.lower(word.i - 2) == "," else word.i - 1
        start = next((k for k in range(stop - 1, max(0, word.i - 14), -1) if tree.lower(k) in (_HIGHEST if at else _MOST)), None)
        if start is None or tree.lower(start + 1) not in ("in", "for", "among", "at", "on"):
            return
        if any(w.figure is not None or (w.is_verb and w.tag not in ("VBG", "VBN")) for w in tree.words[start : word.i]):
            return
        element = noun_phrase(tree, start + 2, stop)
        if element is None or is_empty(tree, element.head):
            return
        verb = governing_verb(tree, word.i)
        subject = subject_of(tree, verb) if at and verb is not None else None
        if subject is not None and subject.i < start and directions().noun(subject) is not None and element.head_noun in self._series:
            # "Growth was strongest in exports of tea, at 5%"
            host.phrase, host.partner, host.settled = element, None, True
            return
        if subject is not None and subject.i < start and subject.is_noun:
            host.phrase = self._phrase(tree, subject, verb.i if verb is not None else None)
        elif cue.kind in ("gap", "at") or host.phrase is None:
            host.phrase, host.partner = None, self._last(tree, word, before=start)
        host.element, host.link, host.settled = element, tree.lower(start + 1), True

    def _part_before(self, tree: Tree, word: Word, host: Host) -> Phrase | None:
        """ "Output grew for tiles by 7%": the part, told between the verb and the figure."""
        if tree.lower(word.i - 1) != "by" or self.cues[self._number].kind != "verb" or host.phrase is None or host.phrase.tree is not tree:
            return None
        verb = host.phrase.indices[-1] + 1
        if not tree[min(verb, word.i)].is_verb or tree.lower(verb + 1) not in ("for", "among") or tree[verb + 2].tag in ("DT", "PRP$"):
            return None
        part = noun_phrase(tree, verb + 2, word.i - 1)
        if part is None or part.indices != tuple(range(verb + 2, word.i - 1)) or is_empty(tree, part.head) or self._has_place(part):
            return None
        return part

    def _extreme(self, tree: Tree, word: Word) -> Host | None:
        """ "Utah had the highest jobless rate with 5%", "the lowest rate of the states (3%)": the rate of the one that has it."""
        if tree.parent is not None and tree.host is not None and word.i <= 1:
            top, k = tree.parent, tree.host
        elif tree.lower(word.i - 1) in ("with", "at") and word.i > 3:
            top, k = tree, word.i - 2
        else:
            return None
        noun = next((w for w in reversed(top.words[max(0, k - 5) : k + 1]) if w.dep == "dobj"), None)
        if noun is None or any(w.text == "," for w in top.words[noun.i : k + 1]):
            return None
        if singular(noun.lower) not in self._series or not any(kid.tag == "JJS" for kid in top.kids(noun.i, "amod")):
            return None
        subject = subject_of(top, top[noun.head])
        if subject is None or subject.i > noun.head or base_form(top.lower(noun.head)) not in _HAVING:
            return None
        holder, rate = self._usable(top, subject), phrase_of(top, noun, tail=False)
        shared = self._complement(top, noun, noun) if noun.lower == "share" else None
        if shared is not None and holder is not None and self._is_place(holder) and shared.head_noun in self._series:
            return Host(shared, element=holder, link="gap", settled=True)  # "Utah had the largest share of exports at 5%"
        if holder is None or self._is_hollow(rate) or holder.head_noun in self._series or self._is_whoever(holder):
            return None
        return Host(rate, element=holder, link="in" if self._is_place(holder) else "of", settled=True)

    def _held(self, tree: Tree, noun: Word, phrase: Phrase) -> Host | None:
        """ "Bakeries recorded turnover of $2 billion and dairies of $3 billion": whose it is, where that is a part of the economy."""
        held = super()._held(tree, noun, phrase)
        verb = tree[noun.head]
        if held is not None or noun.dep != "dobj" or verb.i > noun.i or base_form(verb.lower) not in _HAVING:
            return held
        subject = self._subject(tree, verb)
        owner = self._usable(tree, subject) if subject is not None and subject.i < verb.i else None
        rated = singular(noun.lower) in directions().rates
        if owner is None or not (rated or singular(noun.lower) in directions().flows) or self._has_place(owner):
            return None
        if any(link.i + 1 < len(tree) and tree[link.i + 1].figure is None for link in tree.kids(noun.i, "prep")):
            return None
        branch = owner.head_noun in self._words["sectors"]
        named = branch or tree[owner.head].tag == "NNS" or (tree[owner.head].tag == "NN" and not tree.kids(owner.head, "det"))
        if not named or owner.head_noun in self._agents | self._speakers | self._empty | self._series:
            return None
        return None if self._is_hollow(owner) else Host(phrase, element=owner, link="of", settled=True)

    def _having(self, tree: Tree, word: Word, noun: Word, phrase: Phrase) -> Host | None:
        """ "paper with a turnover of $3 billion, ink with one of $2 billion": whose the series behind "with" is."""
        k = phrase.indices[0] - 1
        while k > 0 and tree[k].tag in ("DT", "JJ", "JJR"):
            k -= 1
        if k < 1:
            return None
        before = tree[k - 1].figure
        if before is not None and tree[k].tag == "CC" and self.hosts[before].link == "of" and self.hosts[before].settled:
            # "and dairies of $3 billion"
            return Host(partner=before, element=noun_phrase(tree, k + 1, noun.i + 1), link="gap", settled=True)
        follower = self._follower(tree, k)
        if follower is not None and singular(noun.lower) not in self._words["roles"]:
            return Host(phrase, element=follower, link="gap", settled=True)
        named = tree[k - 1].is_noun or (tree[k - 1].tag == "VBG" and tree.lower(k - 2) in ("and", "&"))
        if tree.lower(k) != "with" or not named or singular(noun.lower) not in self._series:
            return None
        listed = self._figure_before(tree, k) is not None
        ranked = None if listed else _in_rank(tree, tree[k - 1])
        element = self._segment(tree, word, k) if listed else phrase_of(tree, ranked or tree[k - 1], limit=None if ranked else k)
        if element is None or self._is_hollow(element) or element.head_noun in self._series or self._is_whoever(element):
            return None
        return Host(phrase, element=element, link="gap", settled=True)

    def _follower(self, tree: Tree, k: int) -> Phrase | None:
        """ "This was followed by rice, with an export value of $3 billion": what comes next and has what is told behind "with"."""
        if k < 3 or tree.lower(k) != "with" or tree[k - 1].text != ",":
            return None
        by = next((w.i for w in reversed(tree.words[: k - 1]) if w.lower == "by" or w.figure is not None or w.text == ","), 0)
        named = noun_phrase(tree, by + 1, k - 1) if tree.lower(by) == "by" and tree.lower(by - 1) in ("followed", "trailed") else None
        told = named is not None and not self._is_hollow(named) and not self._is_place(named) and named.head_noun not in self._series
        return named if told else None

    def _is_whoever(self, phrase: Phrase) -> bool:
        """Whether a phrase only says "the firm" or "the country"."""
        return len(phrase.indices) == 1 and phrase.head_noun in self._agents


def _in_rank(tree: Tree, noun: Word) -> Word | None:
    """ "Peru is on top with", "toys emerged as the leading sector with": of a noun that tells only a rank, whose that is."""
    link = tree[noun.head] if noun.dep == "pobj" and tree.lower(noun.head) in ("at", "as", "on", "in") else noun
    verb = tree[link.head]
    if noun.tag in ("NNP", "NNPS"):
        return None  # "the leading towns were Lima with": a name is no rank
    if not verb.is_verb or link.i < verb.i or link.dep not in ("attr", "prep") or verb.lower not in _RANKING:
        return None
    subject = subject_of(tree, verb)
    return subject if subject is not None and subject.is_noun and subject.i < verb.i else None
