"""The finder of hosts: one construction a cue, then what the sentence opens or closes with."""

from __future__ import annotations

from indicators.clauses import governing_verb, subject_of
from indicators.cues import Cue, directions, previous
from indicators.cues.behind import end_of_run
from indicators.figure import Figure
from indicators.hosts.antecedents import BALANCES, turned
from indicators.hosts.base import Host
from indicators.hosts.carried import CarriedHosts
from indicators.hosts.stretches import wholly
from indicators.inflect import singular
from indicators.parts import groups_places
from indicators.phrases import WHERE, Phrase, is_empty, noun_phrase, phrase_of, with_quality
from indicators.tree import Tree, Word

__all__ = ["HostFinder"]

# What narrows the subject of a sentence that it opens.
_LEADING = frozenset(("in", "at", "for", "among", "within", "excluding", "including", "outside", "on", "of", "regarding", "concerning"))


# What a bracket calls its figure by, beside the name that stands before it: "(contribution: -1.2 points)".
_IN_BRACKETS = frozenset(("weight", "share", "proportion", "change", "difference"))

# Words for what is left out.
_LEFT_OUT = {
    "excluding": "excluding",
    "without": "excluding",
    "net": "net of",
    "except": "excluding",
    "excluded": "excluding",
    "disregarding": "excluding",
    "omitting": "excluding",
    "ignoring": "excluding",
    "discounting": "excluding",
    "stripping": "excluding",
    "leaving": "excluding",
    "included": "including",
}

_PARTICLED = (("stripping", "out"), ("leaving", "out"), ("leaving", "aside"))
_PLAIN = frozenset(_LEFT_OUT) - {"excluded", "included", "stripping", "leaving", "net", "except"}


def _joins(tree: Tree, start: int, end: int) -> bool:
    """Whether the words before a figure join it to the one before: "and by", ", "."""
    return any(w.text == "," or w.tag == "CC" for w in tree.words[max(start, end - 3) : end])


def _past_link(tree: Tree) -> int | None:
    """The word behind what opens a clause: "excluding …", "net of …", "as regards …"; None if it opens with something else."""
    two = (tree.lower(0), tree.lower(1))
    if two in (("as", "regards"), ("as", "for"), ("as", "to"), ("net", "of"), ("except", "for"), *_PARTICLED):
        return 2
    if two[0] in ("having", "after", "when", "by") and two[1] in _LEFT_OUT:
        # "Having excluded fuels, prices rose"
        return 3 if (two[1], tree.lower(2)) in _PARTICLED else 2
    return 1 if two[0] in _LEADING or two[0] in _PLAIN or _left_out_if(tree) else None


def _left_out_if(tree: Tree) -> int:
    """Where the name of what is left out ends, if a clause opens with it: "If fuels are excluded, …", "With rents left out, …"."""
    if tree.lower(0) not in ("if", "when", "once", "with"):
        return 0
    comma = next((w.i for w in tree.words[:12] if w.text == ","), 0)
    last = next((k for k in range(2, comma) if tree.lower(k) in ("excluded", "omitted", "stripped", "left", "disregarded", "removed")), 0)
    if not last or comma - last > 2:
        return 0
    return last - 1 if tree.lower(last - 1) in ("is", "are", "was", "were", "be") else last


def _how(tree: Tree, first: int) -> str:
    """How what opens a clause narrows its subject."""
    for k in range(first):
        if tree.lower(k) in _LEFT_OUT:
            return _LEFT_OUT[tree.lower(k)]
    return tree.lower(0)


def _aged(tree: Tree, first: int, end: int) -> Phrase | None:
    """ "Among those under 25, the rate was": people told by their age."""
    if tree.lower(first) != "those" or not any(w.text[0].isdigit() for w in tree.words[first + 1 : end]):
        return None
    return Phrase(tree, first, tuple(range(first, end)))


# How much more or less, behind a figure.
_HOW = frozenset(("higher", "lower", "more", "less", "fewer", "up", "down", "larger", "smaller"))


class HostFinder(CarriedHosts):
    """Finds the hosts of a release's figures, in order."""

    def find(self, tree: Tree, word: Word) -> None:
        """Find the host of the figure at `word`."""
        number = word.figure
        assert number is not None
        self._number = number
        cue = self.cues[number]
        host = (at_peak := self._at_peak(tree, word)) or self._by_cue(tree, word, self.figures[number], cue)
        if at_peak is not None or (host.doing is not None and not self._tied_behind(tree, word, host)):
            self.hosts[number] = host
            return
        if host.phrase is None or host.phrase.tree is not tree.previous:
            # What "the former" stands for was cut out of the sentence before on purpose.
            host = wholly(tree, host, cue, word)
        label = self._label(tree, word, host)
        if label is not None:
            host = Host(label, settled=host.phrase is not None and host.phrase.head == word.i)
        called = host.phrase if tree.parent is not None and host.phrase is not None and host.phrase.tree is tree else None
        if called is not None and (called.text.lower() in _IN_BRACKETS or called.head_noun in directions().effects):
            host = self._outside(tree, word)
        host = self._sited(tree, word, host)
        self._most_in(tree, word, host)
        self._add_label(tree, word, host)
        if host.element is None:
            self._add_trailing(tree, word, host)
        if host.element is None:
            self._add_leading(tree, word, host)
        if host.element is None and (host.agent is None or (host.phrase is not None and host.phrase.head_noun == "share")):
            self._add_owner(word, host)
        self._place_shared(tree, word, host)
        if tree.parent is not None and host.phrase is not None and host.phrase.tree is tree and self._is_place(host.phrase):
            # "(Spain, 310)": the bracket says itself whose figure it is.
            host.settled = True
        aside = self.hosts[host.partner] if host.partner is not None and host.element is not None else None
        if aside is not None and aside.settled and aside.link in ("excluding", "including") and host.partner != number:
            # "rose by 2%, fuels excluded by 1%, in cities by 3%": what is left out is left out of one figure.
            host.partner = aside.partner
        host = self._carried(tree, word, host)
        host.phrase, host.element = self._widened(host.phrase), self._widened(host.element)
        self.hosts[number] = host

    def _widened(self, phrase: Phrase | None) -> Phrase | None:
        return self._placer.widened(with_quality(phrase)) if phrase is not None else None

    def _place_shared(self, tree: Tree, word: Word, host: Host) -> None:
        """ "Chad took 61% of exports": the series is the whole, of which a place has a part."""
        figure = self.figures[self._number]
        place, last = host.phrase, end_of_run(tree, word.i)
        if figure.measure != "share" or place is None or host.element is not None or tree.lower(last + 1) != "of":
            return
        noun = self._next_noun(tree, last + 2)
        if noun is not None and singular(noun.lower) in directions().flows and place.indices[-1] < word.i and self._is_place(place):
            host.phrase, host.element, host.link, host.settled = phrase_of(tree, noun), place, "gap", True

    def _add_trailing(self, tree: Tree, word: Word, host: Host) -> None:
        """ "Production was down by 4.3% for capital goods", "sales jumped 28% at Bebe Stores": who or what, told last."""
        long = host.phrase is not None and len(host.phrase.indices) > 2 and not self._each_for(tree, word)
        if (long and not self._for_whom(tree, word)) or self.figures[self._number].measure not in ("change", "level"):
            return
        k = word.i + (2 if tree.lower(word.i + 1) in _HOW else 1)
        while tree.lower(k) in ("and", ",") and k + 1 < len(tree) and tree[k + 1].figure is not None:
            k += 2
        while tree.lower(k) in ("respectively", ","):
            k += 1
        if tree.lower(k) == tree.lower(0) and k > word.i + 1:
            return  # "For men it was 7%, for women 9%"
        if tree.lower(k) in ("abroad", "overseas") and host.verb == "exports":
            return
        opens = k + 1 < len(tree) and tree[k + 1].is_noun and tree[k + 1].figure is None  # "…, offshore wind for 3 TWh"
        if not opens and (tree.lower(k) in WHERE or tree.lower(k) in ("domestically", "nationwide")):
            host.element, host.link = Phrase(tree, k, (k,)), ""
            return
        if tree.lower(k) == "among" and tree.lower(k + 1) in ("other", "others"):
            return
        if tree.lower(k) not in ("for", "at", "among") and not (self._each_in(tree, word, k) or self._where(tree, k, host)):
            return
        listed = self._ages_behind(tree, k + 1) or self._names_behind(tree, k + 1)
        noun = tree[listed.head] if listed is not None else self._next_noun(tree, k + 1)
        if noun is None or noun.lower in self._words["empty_objects"] or is_empty(tree, noun.i):
            return
        phrase = listed or phrase_of(tree, noun)
        if self._has_place(phrase) or (host.phrase is not None and noun.i in host.phrase.indices):
            return
        if tree.lower(k) == "at" and noun.tag not in ("NNP", "NNPS"):
            return
        host.element, host.link = phrase, tree.lower(k) if word.i else "gap"

    def _each_for(self, tree: Tree, word: Word) -> bool:
        """ "Fell by 12% for barns and rose by 99% for huts", "38% higher for barns and 32% higher for huts": parts told alike."""
        behind = [tree.lower(w.i + (2 if tree.lower(w.i + 1) in _HOW else 1)) for w in tree.words if w.figure is not None]
        own = tree.lower(word.i + (2 if tree.lower(word.i + 1) in _HOW else 1))
        return own in ("for", "among") and behind.count(own) > 1

    def _where(self, tree: Tree, k: int, host: Host) -> bool:
        """ "The increase was 5% in the coastal provinces": where a change that was told before was so."""
        noun = self._next_noun(tree, k + 1) if tree.lower(k) == "in" and self.cues[self._number].kind == "change-noun" else None
        return noun is not None and host.phrase is None and host.partner is not None and singular(noun.lower) in self._words["located"]

    def _each_in(self, tree: Tree, word: Word, k: int) -> bool:
        """Whether "in" or "on" behind a figure opens one of several: "by 2,000 in mining and by 3,000 in hotels"."""
        link = tree.lower(k)
        if link not in ("in", "on") or k + 1 >= len(tree) or tree[k + 1].figure is not None:
            return False
        if word.i == 0 and link == "in" and tree.parent is None and self.figures[self._number].measure == "change":
            return True  # "Prices rose:", and below it "1.2% in transport"
        before = [w for w in tree.words[: word.i] if w.figure is not None]
        if before and self.hosts[before[-1].figure or 0].element is not None and tree.lower(before[-1].i + 1) == link:
            return not any(w.is_verb and w.tag != "VBG" for w in tree.words[before[-1].i : word.i])
        after = next(
            (w for w in tree.words[k:] if w.figure is not None or w.text == ";" or (w.is_verb and w.tag not in ("VBG", "VBN"))), None
        )
        return after is not None and after.figure is not None and tree.lower(after.i + 1) == link and _joins(tree, k, after.i)

    def _add_owner(self, word: Word, host: Host) -> None:
        """ "Butter fell most, with its average price down 9.1%", "Exports of the region rose. Its imports fell 6%": whose it is."""
        phrase = host.phrase
        if phrase is None or self._is_hollow(phrase):
            return
        tree = phrase.tree
        above = tree[phrase.head].head if tree[phrase.head].dep == "compound" else phrase.head  # "saw their turnover rise"
        its = next((k for i in (*phrase.indices, above) for k in tree.kids(i, "poss") if k.lower in ("its", "their")), None)
        share = phrase.head_noun == "share"
        if its is not None and its.head != phrase.head and tree[its.head].dep == "pobj" and tree.lower(tree[its.head].head) != "of":
            # "drivers on its platform"
            return
        if its is None or (its.head == phrase.head and not share and "of" in (tree.lower(i) for i in phrase.indices)):
            return
        owners = [w for w in tree.words[: its.i] if w.dep in ("nsubj", "nsubjpass") and w.is_noun and w.i not in phrase.indices]
        owner = phrase_of(tree, owners[-1], limit=its.i, conjuncts=False) if owners else self._owner_before(tree)
        if owner is not None and self._is_series(owner.tree[owner.head]) and (not share or tree[phrase.head].dep == "dobj"):
            # "Sales of diesels rose, lifting their share": the diesels'. "Arrivals of guests fell, and their nights":
            owner = self._of_these(owner)
        if owner is None or self._is_hollow(owner) or self._is_series(owner.tree[owner.head]) or owner.head_noun in self._speakers:
            return
        if owner.head_noun in self._agents and len(owner.indices) == 1:
            return
        if directions().noun(owner.tree[owner.head]) is not None:
            return
        host.element, host.link, host.agent = owner, "of", None
        host.settled = host.settled or (phrase.head_noun == "share" and its.head == phrase.head)

    def _owner_before(self, tree: Tree) -> Phrase | None:
        """What the sentence before is on: its subject, or what the series that is its subject is of."""
        before = tree.previous
        people = self._people_before(before) if before is not None else None
        if people is not None:
            return people
        root = before.root() if before is not None and before.kind != "title" else None
        subject = subject_of(before, root) if before is not None and root is not None and root.is_verb else None
        if before is None or subject is None or not subject.is_noun:
            return None
        if not self._is_series(subject):
            return phrase_of(before, subject)
        links = [link for link in before.kids(subject.i, "prep") if link.lower in ("of", "in", "by")]
        targets = [kid for link in links for kid in before.kids(link.i, "pobj") if kid.is_noun and kid.figure is None]
        return phrase_of(before, targets[0]) if targets else None

    def _of_these(self, owner: Phrase) -> Phrase | None:
        links = [link for link in owner.tree.kids(owner.head, "prep") if link.lower == "of"]
        things = [kid for link in links for kid in owner.tree.kids(link.i, "pobj") if kid.is_noun and kid.figure is None]
        return phrase_of(owner.tree, things[0]) if things else None

    def _people_before(self, before: Tree) -> Phrase | None:
        """ "Hotels had 9% more guests. Their nights …": people whom the last figure is of, and not those who had them."""
        last = next((w for w in reversed(before.words) if w.figure is not None), None)
        told = self.hosts[last.figure].phrase if last is not None and last.figure is not None else None
        if told is None or told.tree is not before or told.head_noun not in self._words["people"]:
            return None
        return told if before[told.head].dep in ("dobj", "pobj") and before[told.head].tag == "NNS" else None

    def _add_leading(self, tree: Tree, word: Word, host: Host) -> None:
        """ "At department stores, the increase was 5.1 percent": what the sentence opens with narrows its subject."""
        top = tree
        while top.parent is not None:
            top = top.parent
        at = word.i if top is tree else len(top)
        first = _past_link(top)
        if (top is not tree and not self._opens(top, host)) or first is None or self._has_it_from(host, tree):
            return
        left = _left_out_if(top)
        comma = next(
            (
                w.i
                for w in top.words[:14]
                if w.text == ","
                or w.figure is not None
                or (w.i > 1 and ((w.tag == "DT" and top[w.head].dep == "nsubj") or (w.lower in ("it", "they") and w.dep == "nsubj")))
            ),
            None,
        )
        if comma is None or top[comma].figure is not None or comma >= at or comma < first + 1:
            return
        phrase = noun_phrase(top, first, left or comma) or _aged(top, first, comma)
        link = "excluding" if left else _how(top, first)
        if (
            phrase is None
            or is_empty(top, phrase.head)
            or self._is_hollow(phrase)
            or (self._has_place(phrase) and link not in ("on", *_LEFT_OUT.values()))
            or phrase.head_noun in self._words["speakers"]
            or any(w.tag in ("VBD", "VBZ", "VBP", "MD") for w in top.words[first : left or comma])
        ):
            return
        if left and host.phrase is not None and set(phrase.indices) & set(host.phrase.indices) and self._number:
            # "If fuels are excluded, there was a rise of 2%": of what was told before.
            host.phrase, host.partner = None, self._number - 1
        if host.phrase is not None and (
            set(phrase.indices) & set(host.phrase.indices)
            or host.phrase.head_noun not in self._series
            or (len(host.phrase.indices) > 3 and link not in _LEFT_OUT.values())
            or (link == "of" and any(w.tag in ("IN", "TO") for w in host.phrase.words()))
        ):
            # "Of the main markets, only sales to Chad rose": those, and nothing of the markets.
            host.settled = host.settled or (link == "of" and host.phrase is not None and host.phrase.head_noun in self._series)
            return
        again = host.phrase is None and (top.lower(comma) in ("it", "they") or top.lower(comma + 1) in ("it", "they"))
        kept = link in ("excluding", "net of", "including", "on", "of") or (again and link in ("among", "in", "for", "at"))
        aged = phrase.head_noun == "those"
        host.element, host.link = phrase, link if kept or aged else "in" if host.phrase is not None else "gap"
        host.settled = host.settled or bool(left) or (host.link == "gap" and groups_places(phrase)) or aged

    def _opens(self, top: Tree, host: Host) -> bool:
        """Whether a figure in brackets is the first of its sentence, and nothing beside it names what it is of."""
        return host.phrase is None and not top.figures() and host.partner is not None

    def _has_it_from(self, host: Host, tree: Tree) -> bool:
        """Whether the figure shares the subject of one in its clause, which what opens the clause has narrowed already."""
        if host.phrase is not None or host.partner is None:
            return False
        if tree.parent is None:
            return any(w.figure == host.partner for w in tree.words) or any(
                w.figure == host.partner for f in tree.fragments for w in f.words
            )
        return self.figures[host.partner].sentence == self.figures[self._number].sentence

    def _by_cue(self, tree: Tree, word: Word, figure: Figure, cue: Cue) -> Host:
        pointed = self._pointed(tree, word) or self._those(tree, word) or self._narrowed(tree, word) or self._unsaid(tree, word, cue)
        pointed = pointed or self._left_out(tree, word, cue) or self._part_named(tree, word) or self._dashed(tree, word)
        pointed = pointed or self._told_outside(tree, word)
        if cue.kind != "contribution":
            # "Rents rose, lifting the index by 0.4 points" tells of rents.
            pointed = pointed or self._doing(tree, word, figure, cue)
        pointed = pointed or self._traded(tree, word, figure) or self._ranked(tree, word, cue)
        if pointed is not None:
            return pointed
        if figure.quantity_type == "count" and figure.noun_start is None and tree.lower(word.i + 1) == "of":
            whole = next((w for w in tree.words[word.i + 2 : word.i + 4] if w.figure is not None), None)
            if whole is not None:
                # "33 of the 43 project tasks".
                return Host(self._own_phrase(tree, whole))
        if figure.quantity_type == "physical" and figure.measure in ("level", "change") and tree.lower(word.i + 1) == "of":
            target = self._next_noun(tree, word.i + 2)
            if target is not None:
                verb = governing_verb(tree, word.i)
                return Host(phrase_of(tree, target), verb=self._as_said(tree, verb))
        if figure.noun_start is not None and figure.quantity_type == "count":
            own = self._counted(tree, word, figure, cue)
            if own is not None:
                return own
        if figure.measure == "level" and cue.kind in ("level-verb", "at", "coordinate", "noun-level", "to", "compare"):
            modified = self._modified(tree, word)
            if modified is not None and (cue.kind != "compare" or turned(tree, word, modified)):
                # "leaving a $3 billion deficit" can be of nothing else, "the balance showed" one can.
                verb = governing_verb(tree, modified.head)
                subject = subject_of(tree, verb) if verb is not None else None
                balance = subject is not None and singular(subject.lower) in ("account", "balance", "position")
                settled = modified.head_noun in BALANCES and not balance
                return self._held(tree, tree[modified.head], modified) or Host(modified, settled=settled)
        gapped = cue.kind == "contribution" and (cue.anchor is None or tree[cue.anchor].tag != "VBG")
        if gapped and self._figure_before(tree, word.i) is not None and self._verbless_before(tree, word.i):
            part = self._segment(tree, word, word.i)
            if part is not None and part.head_noun != "contribution":
                # "deposits contributed 0.1 points and loans 0.3 points".
                return Host(partner=self._figure_before(tree, word.i), element=part, link="gap")
        if cue.kind in ("to", "from", "share-verb", "share-of", "gap", "at"):
            member = self._next_member(tree, word, previous(tree, word.i))
            if member is not None:
                return member
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
            "noun-earlier": self._noun_earlier,
            "share-of": self._share,
            "share-lead": self._share_lead,
            "share-verb": self._clause,
            "share-after": self._share_after,
            "compare": self._compare,
            "pronoun": self._compare,
            "coordinate": self._coordinate,
            "at": self._at,
            "balance": self._balance,
            "gap": self._gap,
            "agent": self._bare,
            "bare": self._bare,
            "worth": self._worth,
        }[cue.kind]
        return method(tree, word, figure, cue)
