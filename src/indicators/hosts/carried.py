"""Hosts of figures that share what stands beside another one: "by 2 points to 13% in towns", "a loss of 3,000 jobs in towns"."""

from __future__ import annotations

from dataclasses import replace

from indicators.clauses import subject_of
from indicators.hosts.base import Host
from indicators.hosts.labelled import LabelledHosts
from indicators.inflect import singular
from indicators.parts import groups_places
from indicators.phrases import Phrase, is_empty, noun_phrase, phrase_of
from indicators.tree import Tree, Word

__all__ = ["CarriedHosts"]

# What ties a figure to whom or where it is of.
_TIES = frozenset(("in", "for", "among", "at", "on"))
_TYING = frozenset(("to", "from", "for", "on"))
# Over how many figures a series is shared.
_FAR = 4
# What may stand between a change and the level that it led to, beside whom they are of.
_LEADING_TO = frozenset(("to", "about", "around", "some", "just", "only", "nearly", "almost", "(", "a", "an", "the"))
# What only ties a figure to a part: "40% represented sales to inns".
_STANDING_FOR = frozenset(("represented", "represents", "represent", "constituted", "constitutes", "comprised", "comprises"))


class CarriedHosts(LabelledHosts):
    """Hosts that have a part from the figure beside them, or give it one."""

    def _carried(self, tree: Tree, word: Word, host: Host) -> Host:
        """The host with what the figures around it tell of its part."""
        if host.doing is not None or self._stands_for_part(tree, word, host):
            return host
        self._take_own(tree, word, host)
        if self._of_market(tree, word, host) or self._in_rank(tree, word, host):
            return host
        if self._tied_behind(tree, word, host) or self._index_of(tree, word, host):
            return host
        before = next((w for w in reversed(tree.words[: word.i]) if w.figure is not None), None)
        if before is None or before.figure is None or tree.lower(word.i - 1) != "to":
            return host
        told = self.hosts[before.figure]
        if self.figures[before.figure].measure != "change" or self.figures[self._number].measure != "level":
            return host
        if told.element is not None and self._only(tree, before.i, word.i, told.element):
            # "by 9,000 among women to 1.2 million"
            return Host(partner=before.figure)
        behind = host.element is not None and host.element.tree is tree and host.element.indices[0] > word.i
        if behind and told.element is None and before.i + 2 == word.i:
            # "by 2 points to 13% in towns"
            self.hosts[before.figure] = replace(told, element=host.element, link=host.link, settled=told.settled or host.settled)
            return Host(partner=before.figure)
        return host

    def _only(self, tree: Tree, start: int, end: int, element: Phrase) -> bool:
        """Whether nothing but a part of a series and what leads to a figure stands between two words."""
        if element.tree is not tree or not start < element.indices[0] <= element.indices[-1] < end:
            return False
        rest = [tree[k] for k in range(start + 1, end) if k not in element.indices]
        return all(w.lower in _LEADING_TO or w.lower in _TIES for w in rest)

    def _take_own(self, tree: Tree, word: Word, host: Host) -> None:
        """What stands right behind a figure that says nothing else of itself is where it is of."""
        link = tree.lower(word.i + 1)
        if link not in _TIES or word.i + 2 >= len(tree) or tree[word.i + 2].figure is not None:
            return
        figure = self.figures[self._number]
        if figure.quantity_type == "count" and figure.measure == "change" and self._located_count(tree, word, host):
            return
        if tree.parent is not None and word.i == 0 and self._each_tied(tree, word, link):
            # "51% (55% in towns and 47% in villages)"
            own = self._part_behind(tree, word)
            if own is None or (host.phrase is not None and host.phrase.tree is tree and host.phrase.indices != own.indices):
                return
            given, outer = host.phrase is not None and host.phrase.tree is not tree, self._outer(tree, host)
            whole = host.phrase if given else self.hosts[outer].phrase if outer is not None else None
            if whole is not None and any(w.i != whole.head and singular(w.lower) == own.head_noun for w in whole.words()):
                return  # "exports of goods and services (2% in goods and 3% in services)"
            host.phrase, host.partner = (host.phrase, None) if given else (None, outer)
            nested = not given and outer is not None and self._has_part(outer)
            host.element, host.link, host.settled = own, "within" if nested else link, True
        elif host.element is None and (self._parted(tree, word, link) or self._in_the_south(tree, word, link)):
            host.element, host.link = self._part_behind(tree, word), link

    def _parted(self, tree: Tree, word: Word, link: str) -> bool:
        """Whether this figure and another one of the clause are each of a part of the country or of its people: "was 4% in towns"."""
        own = self._part_behind(tree, word)
        if own is None or not self._of_some(own):
            return False
        for other in tree.figures():
            if other.i == word.i or tree.lower(other.i + 1) != link or other.i + 2 >= len(tree):
                continue
            theirs, (first, last) = self._part_behind(tree, other), sorted((word.i, other.i))
            anew = any(w.dep in ("nsubj", "nsubjpass", "mark") and w.figure is None for w in tree.words[first + 1 : last])
            if theirs is not None and self._of_some(theirs) and not anew and not any(w.text == ";" for w in tree.words[first:last]):
                return True
        return False

    def _in_the_south(self, tree: Tree, word: Word, link: str) -> bool:
        """ "Sales were up 3% in the South": of a part of the country that is called by where it lies."""
        noun = tree[word.i + 3] if word.i + 3 < len(tree) and link == "in" and tree.lower(word.i + 2) == "the" else None
        return noun is not None and groups_places(Phrase(tree, noun.i, (noun.i,)))

    def _of_some(self, phrase: Phrase) -> bool:
        return self._located(phrase) or phrase.head_noun in self._words["people"]

    def _tied_behind(self, tree: Tree, word: Word, host: Host) -> bool:
        """ "Sales to inns came to 40 tonnes, 30 tonnes to schools", "30 percent went to schools": tied as the one before."""
        before = next((w for w in reversed(tree.words[: word.i]) if w.figure is not None), None)
        k = word.i + 1
        while k < len(tree) and k < word.i + 4 and (tree[k].is_verb or tree[k].tag in ("RB", "MD")):
            k += 1
        link = tree.lower(k)
        if before is None or before.figure is None or link not in _TYING or k + 1 >= len(tree) or tree[k + 1].figure is not None:
            return False
        told = self.hosts[before.figure]
        element = self._part_behind(tree, tree[k - 1])
        if element is None or not self._ties(tree, told, link) or not self._next_in_row(tree, before, word, told):
            return False
        host.phrase, host.partner, host.element, host.link = None, before.figure, element, link
        host.agent, host.verb, host.settled, host.doing, host.about = None, "", True, None, None
        return True

    def _ties(self, tree: Tree, told: Host, link: str) -> bool:
        """Whether a figure is of a series that a word ties to a part: "sales to inns"."""
        if told.element is not None and told.phrase is None:
            return told.settled and told.link == link and told.element.tree is tree
        if told.phrase is None or told.element is not None or told.phrase.tree is not tree or told.phrase.head_noun not in self._series:
            return False
        head = told.phrase.head
        return next((tree.lower(i) for i in told.phrase.indices if i > head and tree[i].tag in ("IN", "TO")), "") == link

    def _next_in_row(self, tree: Tree, before: Word, word: Word, told: Host) -> bool:
        """Whether nothing new is said between two figures: what the first is of, a comma, "and"."""
        kept = {i for part in (told.phrase, told.element) if part is not None and part.tree is tree for i in part.indices}
        rest = [w for w in tree.words[before.i + 1 : word.i] if w.i not in kept]
        joined = any(w.tag == "CC" or w.text == "," for w in rest)
        alike = self.figures[before.figure or 0].quantity_type == self.figures[self._number].quantity_type
        plain = all(w.tag in ("CC", ",", "DT", "RB", "IN", "TO", "VBN", "JJ") or w.lower in _STANDING_FOR for w in rest)
        return joined and alike and plain and not any(w.is_noun for w in rest)

    def _of_market(self, tree: Tree, word: Word, host: Host) -> bool:
        """ "Acme led with a 40 percent market share": whose share it is, and that it is one."""
        if (tree.lower(word.i + 1), tree.lower(word.i + 2)) != ("market", "share") or host.phrase is None or host.element is not None:
            return False
        if host.phrase.head_noun == "share" or host.phrase.head_noun in self._series or self._is_hollow(host.phrase):
            return False
        host.phrase, host.element = Phrase(tree, word.i + 2, (word.i + 1, word.i + 2)), host.phrase
        host.link, host.settled, host.verb, host.partner = "of", True, "", None
        return True

    def _in_rank(self, tree: Tree, word: Word, host: Host) -> bool:
        """ "Acme led with a 40 percent share, with Bond second at 16 percent and Clay third at 7 percent": the next one's."""
        rank = tree[word.i - 2] if word.i > 3 and tree.lower(word.i - 1) in ("at", "with") else None
        before = next((w for w in reversed(tree.words[: word.i]) if w.figure is not None), None)
        if rank is None or rank.lower not in self._words["ranks"] or before is None or before.figure is None:
            return False
        start = rank.i
        while start > before.i + 1 and tree[start - 1].is_noun:
            start -= 1
        joined = any(w.tag == "CC" or w.text in (",", ";") for w in tree.words[before.i + 1 : start])
        alike = self.figures[before.figure].quantity_type == self.figures[self._number].quantity_type
        element = noun_phrase(tree, start, rank.i) if start < rank.i and joined and alike else None
        if element is None or element.head_noun in self._series:
            return False
        told = self.hosts[before.figure]
        of_share = told.phrase is not None and told.phrase.head_noun == "share" and told.link == "of"
        host.phrase, host.partner, host.agent, host.verb = None, before.figure, None, ""
        host.element, host.link, host.settled = element, "of" if of_share or told.link == "of" else "gap", True
        return True

    def _index_of(self, tree: Tree, word: Word, host: Host) -> bool:
        """ "Steel output rose by 3%. Its cumulative index …": the index of what the sentence before is on."""
        phrase = host.phrase
        if phrase is None or phrase.head_noun != "index" or phrase.tree is not tree or host.link not in ("", "of"):
            return False
        whose = any(kid.lower in ("its", "their") for kid in tree.kids(phrase.head, "poss"))
        before = tree.previous
        root = before.root() if whose and before is not None and before.kind != "title" else None
        subject = subject_of(before, root) if before is not None and root is not None and root.is_verb else None
        if before is None or subject is None or not subject.is_noun or subject.figure is not None:
            return False
        owner = phrase_of(before, subject)
        if self._is_hollow(owner) or owner.head_noun in self._speakers or owner.head_noun in self._agents or owner.head_noun == "index":
            return False
        host.element, host.link, host.settled = owner, "of", True
        return True

    def _has_part(self, number: int) -> bool:
        """Whether a figure, or the one that it shares its series with, is of a part."""
        told = self.hosts[number]
        for _ in range(_FAR):
            if told.phrase is not None or told.element is not None or told.partner is None:
                break
            told = self.hosts[told.partner]
        return told.element is not None

    def _outer(self, tree: Tree, host: Host) -> int | None:
        """The figure that a bracket stands behind."""
        outside = self._figure_before(tree.parent, (tree.host or 0) + 1) if tree.parent is not None else None
        return outside if outside is not None else host.partner

    def _part_behind(self, tree: Tree, word: Word) -> Phrase | None:
        listed = self._ages_behind(tree, word.i + 2) or self._names_behind(tree, word.i + 2)
        noun = self._next_noun(tree, word.i + 2)
        phrase = listed or (self._phrase(tree, noun, None) if noun is not None and not is_empty(tree, noun.i) else None)
        named = phrase is not None and not self._has_place(phrase) and (self._located(phrase) or phrase.head_noun not in self._series)
        return phrase if named else None

    def _located(self, phrase: Phrase) -> bool:
        """Whether a phrase is of a part of a country, not of a series: "rural areas", not "the planted area"."""
        return phrase.head_noun in self._words["located"] and (phrase.head_noun != "area" or phrase.tree[phrase.head].tag == "NNS")

    def _each_tied(self, tree: Tree, word: Word, link: str) -> bool:
        """Whether the next figure has the same word behind it, and nothing is said between them."""
        after = next((w for w in tree.words[word.i + 1 :] if w.figure is not None), None)
        if after is None or tree.lower(after.i + 1) != link:
            return False
        return not any(w.is_verb and w.tag not in ("VBG", "VBN") for w in tree.words[word.i : after.i])

    def _located_count(self, tree: Tree, word: Word, host: Host) -> bool:
        """ "a loss of 3,000 jobs in towns and the creation of 2,000 in villages": of what is counted, there."""
        where, figure = host.phrase, self.figures[self._number]
        if where is None or where.tree is not tree or where.indices[0] not in (word.i + 2, word.i + 3):
            return False
        counted = figure.noun_start is not None and " " in word.text
        located = self._located(where)
        if (where.head_noun in self._series and not located) or where.head_noun in self._words["people"] or self._has_place(where):
            return False
        before = self._number - 1
        alike = before >= 0 and self.figures[before].quantity_type == "count"
        if counted and (located or singular(word.lower.split()[-1]) in self._words["posts"]):
            host.phrase, host.partner = Phrase(tree, word.i, (word.i,)), None
        elif alike and (located or self._counts_posts(before)):
            host.phrase, host.partner = None, before
        else:
            return False
        link = tree.lower(word.i + 1)
        again = host.partner is None or self.hosts[host.partner].link in (link, "within")
        host.element, host.link, host.agent, host.settled = where, link if again else "within", None, True
        return True

    def _counts_posts(self, number: int) -> bool:
        """Whether a figure before is one of jobs, somewhere."""
        told = self.hosts[number]
        return told.phrase is not None and told.element is not None and told.phrase.head_noun.split(" ")[-1] in self._words["posts"]

    def _stands_for_part(self, tree: Tree, word: Word, host: Host) -> bool:
        """ "40% represented sales to inns, 30% to schools": what a figure that opens its clause stands for."""
        verb = tree[word.i + 1] if word.i + 1 < len(tree) else word
        if verb.lower in _STANDING_FOR and word.dep in ("nsubj", "conj", "ROOT", "nsubjpass", "dobj", "pobj", "appos"):
            noun = self._next_noun(tree, word.i + 2)
            if noun is None or is_empty(tree, noun.i) or any(w.figure is not None for w in tree.words[word.i + 1 : noun.i]):
                return False
            phrase = self._up_to_next(tree, word) or self._phrase(tree, noun, None)
            host.phrase, host.partner, host.element, host.agent, host.verb, host.settled = phrase, None, None, None, "", True
            return True
        return False

    def _up_to_next(self, tree: Tree, word: Word) -> Phrase | None:
        """What stands between the verb behind a figure and the next stop, figure or verb."""
        end = word.i + 2
        while end < len(tree) and tree[end].figure is None and tree[end].tag not in (",", ".", ":", "VBD", "VBZ", "MD"):
            if tree[end].tag == "CC" and end + 1 < len(tree) and tree[end + 1].figure is not None:
                break
            end += 1
        return noun_phrase(tree, word.i + 2, end)
