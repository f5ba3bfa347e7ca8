"""Hosts told by a noun beside the figure: "a surplus of", "20 percent of", "a $2 billion plan", "62 proposals"."""

from __future__ import annotations

from indicators.clauses import climb, governing_verb, noun_before
from indicators.cues import Cue, directions
from indicators.figure import Figure
from indicators.hosts.antecedents import BALANCES
from indicators.hosts.base import Host
from indicators.hosts.states import StateHosts
from indicators.inflect import base_form, forms, singular
from indicators.phrases import Phrase, phrase_of
from indicators.tree import Tree, Word

__all__ = ["NounHosts"]


# Verbs whose nouns are sums: who "spent 3 million nights" is not said to spend money.
_MONEY = frozenset(("spend", "earn", "pay", "receive", "borrow", "lend", "invest", "collect", "visit"))


# Verbs of carriers and hosts, whoever "it" is.
_CARRYING = forms(("carry", "serve", "host", "treat", "welcome", "ferry"))
# What is moved and mended, and not only what a series is counted in: "the port handled 310,000 containers".
_MOVED = frozenset(("container", "teu", "vehicle", "car", "truck", "van", "machine"))


# Verbs of those whose surplus or inflow it is.
_HAVING = frozenset(("record", "post", "register", "show", "see", "report", "have", "run", "attract", "draw", "witness", "suffer", "book"))


class NounHosts(StateHosts):
    """Hosts told by a noun that the figure depends on or counts."""

    def _noun_level(self, tree: Tree, word: Word, figure: Figure, cue: Cue) -> Host:
        """ "an unemployment rate of 3.9 percent", "a surplus of $3.7 billion", "registrations of 21,640"."""
        assert cue.anchor is not None
        noun = tree[cue.anchor]
        if tree.lower(noun.i - 1) == "per" and noun.i > 1 and tree[noun.i - 2].is_noun and noun.i + 2 == word.i:
            # "earnings per share of $7"
            first = phrase_of(tree, tree[noun.i - 2], tail=False, limit=noun.i - 1)
            return Host(Phrase(tree, first.head, (*first.indices, noun.i - 1, noun.i)), settled=True)
        link = tree[word.i - 1]
        if link.lower == "of" and link.head < noun.i and link.dep == "prep" and noun.dep == "pobj" and noun.i == link.i - 1:
            return Host(phrase_of(tree, tree[link.head], limit=link.i))
        phrase = phrase_of(tree, noun, tail=False, limit=noun.i + 1)
        if singular(noun.lower) in ("share", "rate", "proportion") and self._is_hollow(phrase):
            such = self._with_such(tree, noun)
            if such is not None:
                return such
        if singular(noun.lower) in ("share", "proportion", "portion", "weight", "weighting"):
            owner = self._owner(tree, noun)
            if owner is not None:
                return Host(owner)
            if tree.parent is not None and noun.i <= 2:
                return self._outside(tree, word)
        whose = next((kid for kid in tree.kids(noun.i, "poss") if kid.lower == "whose"), None)
        whole = noun_before(tree, whose.i) if whose is not None else None
        if whole is not None:
            # "wheat, whose total of 547 tons exceeds …": of wheat.
            hollow = self._is_hollow(phrase)
            return Host(None if hollow else phrase, element=phrase_of(tree, whole, conjuncts=False), link="gap" if hollow else "of")
        of_what = self._of_what(tree, word, noun)
        if of_what is not None:
            return Host(of_what)
        held = self._held(tree, noun, phrase) or self._having(tree, word, noun, phrase)
        if held is not None:
            return held
        if singular(noun.lower) not in self._empty:
            return Host(phrase)
        verb = governing_verb(tree, noun.i)
        if self._is_hollow(phrase):
            led = self._led_to(tree, phrase)
            if led is not None:
                return led
            k = phrase.indices[0] - 1
            while k > 0 and tree[k].tag in ("DT", "JJ", "JJR"):
                k -= 1
            if k > 0 and tree[k].lower in ("at", "with") and tree[k - 1].is_noun and self._verbless_before(tree, k):
                # "deposits placed by companies at a rate of 5.7%".
                if (part := self._part_of_whole(tree, k)) is not None:
                    return Host(partner=part, settled=True)
                named = climb(tree, tree[k - 1])
                whole = tree[named.head] if named.dep == "conj" and tree[named.head].is_noun and named.head < named.i else named
                return Host(self._phrase(tree, whole, k))
        subject = self._subject(tree, verb) if verb is not None else None
        if len(phrase.indices) > 1 and not self._is_hollow(phrase):
            # "an export value of $4 million" says what it is in so many words.
            flow = any(singular(w.lower) in directions().flows for w in phrase.words() if w.i < noun.i)
            told = Host(phrase, settled=flow and tree.lower(noun.i + 1) == "of" and noun.i + 2 == word.i)
            return self._with_place_subject(tree, told, verb, subject, noun)
        if verb is None or subject is None or subject.i == noun.i:
            return Host(phrase) if verb is None else self._from_earlier(tree, word, otherwise=phrase)
        if phrase.head_noun in ("deficit", "surplus") and singular(subject.lower) in ("account", "balance", "position"):
            # "the current account moved to a surplus of"
            return self._from_subject(tree, word, verb, subject)
        if phrase.head_noun in self._series and base_form(verb.lower) not in directions().levels_base:
            return Host(phrase)
        if phrase.head_noun in BALANCES and self._is_place(phrase_of(tree, subject)):
            # "Chad posted a deficit of": the place is only whose.
            return self._with_place_subject(tree, Host(phrase, settled=True), verb, subject, noun)
        return self._from_subject(tree, word, verb, subject)

    def _part_of_whole(self, tree: Tree, k: int) -> int | None:
        """ "Tea had 4% of trade with a value of $1 billion": the share before, whose part has the value and not the whole."""
        share = next((w for w in reversed(tree.words[:k]) if w.figure is not None), None)
        if share is None or share.figure is None or self.figures[share.figure].measure != "share" or tree.lower(share.i + 1) != "of":
            return None
        named = all(w.is_noun or w.tag in ("JJ", "DT", "HYPH", "VBN") for w in tree.words[share.i + 2 : k])
        return share.figure if named else None

    def _held(self, tree: Tree, noun: Word, phrase: Phrase) -> Host | None:
        """ "Bond funds saw inflows of $9 billion", "the balance recorded a surplus": whose it is, where that is a part or an account."""
        verb = tree[noun.head]
        if singular(noun.lower) not in ("inflow", "outflow", "surplus", "deficit") or noun.dep != "dobj" or verb.i > noun.i:
            return None
        subject = self._subject(tree, verb)
        if subject is None or base_form(verb.lower) not in _HAVING or subject.i > verb.i:
            return None
        if any(kid.figure is None for link in tree.kids(noun.i, "prep") for kid in tree.kids(link.i, "pobj")):
            return None
        owner = self._usable(tree, subject)
        if owner is None or self._has_place(owner) or owner.head_noun in self._agents | self._speakers | self._empty:
            return None
        if owner.head_noun in ("account", "balance") and not any(w.is_noun or w.tag == "JJ" for w in owner.words()[:-1]):
            return None
        return Host(phrase, element=owner, link="of", settled=True)

    def _having(self, tree: Tree, word: Word, noun: Word, phrase: Phrase) -> Host | None:
        """Whose a series behind "with" is; rankings know."""
        raise NotImplementedError

    def _verbless_before(self, tree: Tree, k: int) -> bool:
        """Whether no verb says anything between the figure before, or the clause's beginning, and word `k`."""
        for word in reversed(tree.words[:k]):
            if word.figure is not None or word.text in (";", ":"):
                return True
            if word.tag in ("VBD", "VBZ", "VBP", "MD"):
                return False
        return True

    def _of_what(self, tree: Tree, word: Word, noun: Word) -> Phrase | None:
        """ "a target of $11.5 billion in goods exports", "a total of 500 tons of rice": what follows the figure is what it is of."""
        hollow = singular(noun.lower) in ("total", "target", "goal", "sum", "amount", "value", "record")
        if not hollow or tree.lower(word.i + 1) not in ("in", "of"):
            return None
        what = self._next_noun(tree, word.i + 2)
        if what is None or what.lower in self._words["empty_objects"]:
            return None
        phrase = phrase_of(tree, what)
        return phrase if singular(what.lower) in self._series or tree.lower(word.i + 1) == "of" else None

    def _noun_earlier(self, tree: Tree, word: Word, figure: Figure, cue: Cue) -> Host:
        """ "below the revised January estimate of 1,624,000", "from an August reading of 63.3"."""
        assert cue.anchor is not None
        phrase = phrase_of(tree, tree[cue.anchor], tail=False, limit=cue.anchor + 1)
        if self._is_hollow(phrase) or phrase.head_noun in ("estimate", "reading"):
            return Host(partner=self._last(tree, word, before=word.i))
        return Host(phrase)

    def _with_place_subject(self, tree: Tree, host: Host, verb: Word | None, subject: Word | None, noun: Word) -> Host:
        """ "The North East showed the highest rate": the subject is only where."""
        if subject is not None and subject.i != noun.i and subject.is_noun and verb is not None and subject.i < verb.i:
            place = self._phrase(tree, subject, verb.i)
            if self._is_place(place):
                host.element, host.link = place, "in"
        return host

    def _share(self, tree: Tree, word: Word, figure: Figure, cue: Cue) -> Host:
        """ "account for 20.4 percent of exports", "16.1% of the cars registered were battery-electric"."""
        verb = governing_verb(tree, word.i)
        if word.dep in ("nsubj", "nsubjpass") and verb is not None:
            whole = self._share_whole(tree, word)
            attribute = [kid for kid in tree.kids(verb.i, "attr", "acomp", "oprd") if kid.figure is None]
            if attribute and attribute[0].is_noun:
                quality = attribute[0].dep == "acomp" and tree.lower(attribute[0].i - 1) == "-" and whole is not None
                # "of the cars registered were battery-electric": a quality of the whole, though tagged as a noun.
                thing = Phrase(tree, whole.head, (whole.head,)) if quality and whole is not None else None
                return Host(thing, element=phrase_of(tree, attribute[0])) if thing else Host(phrase_of(tree, attribute[0]))
            element = phrase_of(tree, attribute[0]) if attribute else None
            said = self._nominal.get(base_form(verb.lower), "") if not attribute else ""
            return Host(whole, element=element, verb=said)
        subject = self._subject(tree, verb) if verb is not None and word.dep == "dobj" else None
        if subject is not None and subject.lower in ("it", "they", "we") and self._share_whole(tree, word) is not None:
            return Host(self._share_whole(tree, word))
        before = tree.before(word.i)
        if before is not None and before.lower in ("or", ","):
            partner = self._partner_before(tree, word, word.i)
            if partner is not None:
                # "a deficit of $2 billion, or 3% of output"
                return Host(partner=partner, settled=before.lower == "or" and tree[max(before.i - 2, 0)].figure is not None)
        if before is None and tree.parent is not None:
            return self._outside(tree, word)
        if before is not None and before.is_noun:
            return self._named(tree, word, climb(tree, before), word.i)
        return self._clause(tree, word, figure, cue)

    def _share_lead(self, tree: Tree, word: Word, figure: Figure, cue: Cue) -> Host:
        """ "Of these arrivals, 91.8 percent were foreigners": the part, or the whole where the part has no name."""
        verb = tree[word.head] if tree[word.head].is_verb else None
        attribute = [kid for kid in tree.kids(verb.i, "attr") if kid.is_noun and kid.figure is None] if verb is not None else []
        if attribute:
            return Host(phrase_of(tree, attribute[0]))
        noun = self._next_noun(tree, 1)
        return Host(phrase_of(tree, noun, limit=word.i)) if noun is not None else self._clause(tree, word, figure, cue)

    def _share_whole(self, tree: Tree, word: Word) -> Phrase | None:
        noun = self._next_noun(tree, word.i + 2)
        if noun is None:
            return None
        phrase = phrase_of(tree, noun)
        # "95% of all wind capacity" is of wind capacity.
        return (
            Phrase(tree, phrase.head, phrase.indices[1:]) if tree.lower(phrase.indices[0]) == "all" and len(phrase.indices) > 1 else phrase
        )

    def _modified(self, tree: Tree, word: Word) -> Phrase | None:
        """ "a five trillion won funding", "a $2 billion plan": the noun that the amount stands before."""
        head = tree[word.head]
        if (
            word.dep in ("nummod", "compound", "amod", "nmod", "quantmod", "npadvmod")
            and head.is_noun
            and head.i > word.i
            and self._unbroken(tree, word.i, head.i)
            and tree[word.i + 1].tag != "CC"
            and self._named_by(tree, head)
            and head.lower != "thanks"
            and not self._counts_for(tree, head)
        ):
            return phrase_of(tree, head, conjuncts=singular(head.lower) not in ("rate", "ratio", "index"))
        if tree.lower(word.i + 1) == "worth" and tree.lower(word.i + 2) == "of":
            noun = self._next_noun(tree, word.i + 3)
            return phrase_of(tree, noun) if noun is not None else None
        return None

    def _named_by(self, tree: Tree, head: Word) -> bool:
        """Whether a noun behind an amount names what it is of: "plan", "deficit", "rate" behind a series ("9.4% inflation rate")."""
        noun = singular(head.lower)
        if noun not in self._empty or noun in BALANCES | {"gap"}:
            return True
        if noun not in ("rate", "index", "ratio"):
            return False
        before = [kid for kid in tree.kids(head.i, "compound", "nmod", "amod") if kid.figure is None]
        return any(kid.lower == "jobless" or (kid.is_noun and singular(kid.lower) not in self._hollow) for kid in before)

    def _counts_for(self, tree: Tree, head: Word) -> bool:
        """ "Employment amounted to 6,495 full-time equivalent employees": the noun only says in what the series is counted."""
        if singular(head.lower) not in self._words["units"] or head.dep not in ("pobj", "dobj", "attr"):
            return False
        verb = governing_verb(tree, head.i)
        subject = self._subject(tree, verb) if verb is not None else None
        return subject is not None and subject.is_noun and singular(subject.lower) in self._series

    def _counted(self, tree: Tree, word: Word, figure: Figure, cue: Cue) -> Host | None:
        """A count that names what it counts: "62 proposals were handed in", "There were 30.39 million people in employment"."""
        noun = singular(word.lower.split()[-1]) if " " in word.text else ""
        units = self._words["units"]
        following = [kid for kid in tree.kids(word.i, "prep", "acl", "relcl", "amod") if kid.i > word.i]
        own = self._own_phrase(tree, word)
        if cue.kind == "coordinate" and noun in ("unit", ""):
            return None
        if tree.parent is not None and noun in units and not following and word.i == tree.figures()[0].i and len(tree) <= 12:
            # "health services (170 thousand persons, 8 percent)".
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
        if noun and self._others_counted(tree, word, cue, verb):
            return Host(own)
        if word.dep == "attr" and subject is not None and singular(subject.lower) in (self._totals | self._series) - {"number"}:
            return None  # "The crime rate was 310 offences", "traffic was 4,000 carloads": in what it is counted.
        made = self._particled.get(f"{verb.lower} {tree.lower(verb.i + 1)}", "") if verb is not None and word.dep == "dobj" else ""
        if made in ("production", "output", "hiring", "layoffs"):
            # "Factories turned out 61,820 cars"
            return Host(own, verb=made)
        said = self._with_said(tree, word, noun, own) if noun and (noun not in self._series or noun in self._words["people"]) else None
        if said is not None:
            return said
        held = noun in self._words["people"] or noun in self._words["handled"]
        if held and subject is not None and verb is not None and self._hosts_people(tree, word, verb, subject):
            place = self._usable(tree, subject)
            if place is not None and place.head_noun in self._words["facilities"] and tree[place.head].tag in ("NNP", "NNPS"):
                return Host(own, element=place, link="at", settled=True)  # "Kos Airport served 3,000 passengers"
            return Host(own, element=place, link="in") if place is not None and self._is_place(place) else Host(own)
        if tree.lower(word.i - 1) == "with" and tree.lower(word.i - 2) == "," and noun in self._words["people"] and len(own.indices) > 1:
            # "fell to 5.7%, with 214,000 people out of work"
            return Host(own, settled=True)
        if verb is not None and noun and self._acts_on(tree, verb, subject, word, noun):
            return Host(own, verb=self._as_said(tree, verb))
        if existential or (word.dep in ("nsubj", "nsubjpass") and subject is not None and subject.figure is not None):
            return Host(own, verb=self._nominal.get(base_form(verb.lower), "") if verb is not None and noun in units else "")
        if cue.kind == "noun-level" and cue.anchor is not None:
            series = singular(tree.lower(cue.anchor)) in self._series | (self._empty if noun in units else frozenset())
            total = subject is not None and subject.i == cue.anchor and subject.lower == "total" and noun not in ("", "unit", "piece")
            return None if series and not total else Host(own)
        if noun in self._words["events"] and subject is not None and self._gets(subject):
            done = next((n for n, i in enumerate(own.indices) if i > word.i and tree[i].is_verb), len(own.indices))
            return Host(Phrase(tree, own.head, own.indices[:done]))
        if noun in units and subject is not None and subject.figure is None and word.dep in ("dobj", "attr", "pobj", "npadvmod"):
            return None
        if noun in units and not following and cue.kind not in ("bare", "level-verb"):
            return None
        if noun in units and cue.kind in ("to", "from", "at", "noun-level", "compare", "adverb-after", "adverb-before"):
            return None
        return Host(own)

    def _hosts_people(self, tree: Tree, word: Word, verb: Word, subject: Word) -> bool:
        """ "Africa received 66 million visitors": who is counted is whom a place or a carrier has, not what it is counted in."""
        if word.dep != "dobj" or verb.i > word.i or subject.i > verb.i or not (subject.is_noun or subject.tag == "PRP"):
            return False
        return verb.lower in self._hosting and singular(subject.lower) not in self._series | self._empty

    def _gets(self, subject: Word) -> bool:
        """Whether a subject can only be who gets or grants what is counted, as no series is."""
        return subject.is_noun and singular(subject.lower) not in self._series | self._empty

    def _with_said(self, tree: Tree, word: Word, noun: str, own: Phrase) -> Host | None:
        """ "3,400 workers were laid off", "31,200 flats were sold", "people are jobless": what is said of them is in the name."""
        top = word
        if top.dep == "pobj" and tree.lower(top.head) == "of" and singular(tree.lower(tree[top.head].head)) in self._empty:
            # "a total of 86,400 vans were registered"
            top = tree[tree[top.head].head]
        verb = tree[top.head]
        if top.dep not in ("nsubj", "nsubjpass") or not verb.is_verb or verb.i < word.i:
            return None
        base, people = base_form(verb.lower), noun in self._words["people"]
        if base == "be":
            return self._with_state(tree, own, verb)
        if verb.tag not in ("VBN", "VBD") or not tree.kids(verb.i, "auxpass"):
            return None
        if base in self._nominal and not people and noun not in ("unit", "piece"):
            return Host(own, verb="production" if base == "build" and noun in self._words["tallied"] else self._nominal[base])
        if base in self._nominal and not people:
            return None
        if verb.lower in self._recording or noun.endswith(("tion", "sion", "ancy", "ency")):
            return None
        return Host(self._added(own, verb))

    def _acts_on(self, tree: Tree, verb: Word, subject: Word | None, word: Word, noun: str) -> bool:
        """ "Hospitals treated 45,000 patients": those counted are what the verb's subject acts on, not what the subject is counted in."""
        if word.dep != "dobj" or verb.i > word.i or subject is None:
            return False
        d, base = directions(), base_form(verb.lower)
        if subject.lower in ("it", "they", "we") and base in self._nominal and base not in _MONEY:
            return noun not in self._words["people"] and noun not in ("unit", "piece", "item", "head")
        if subject.lower in ("it", "they", "we"):
            told = verb.lower in d.levels | d.neutral | self._recording or d.verb(tree, verb) is not None
            return (not told or verb.lower in _CARRYING) and noun not in self._words["tallied"]
        if not subject.is_noun or (noun in self._words["tallied"] and (noun not in _MOVED or verb.lower in self._recording | d.neutral)):
            return False
        if singular(subject.lower) in self._series | self._empty:
            return False
        if base in self._nominal:
            return noun not in self._words["people"] and base not in _MONEY
        recorded = verb.lower in self._recording or verb.lower not in d.levels
        return base != "be" and recorded and d.verb(tree, verb) is None

    def _own_phrase(self, tree: Tree, word: Word) -> Phrase:
        indices = [word.i, *(k for k in tree.subtree(word.i) if k > word.i and tree[k].figure is None)]
        kept: list[int] = []
        for k in indices:
            if (
                (kept and k != kept[-1] + 1)
                or tree[k].text in (",", ";", "—", ":")
                or tree[k].lower in ("which", "who", "that")
                or (k > word.i and tree[k].is_verb and tree[k].tag != "VBN")
                or (tree[k].tag == "IN" and tree.lower(k + 1) in ("its", "their", "his", "her"))
            ):
                break
            kept.append(k)
        while len(kept) > 1 and tree[kept[-1]].tag in ("CC", "DT", "IN", "TO", "JJ"):
            # "13,978 house sales and a 6.4% share"
            kept.pop()
        return Phrase(tree, word.i, tuple(kept))
