"""Hosts: the words of the sentence that a figure is about; here what all constructions share."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache

from indicators.clauses import climb, governing_verb, next_noun, noun_before, subject_of
from indicators.cues import Cue, directions
from indicators.figure import Figure, Place
from indicators.inflect import base_form, forms, singular
from indicators.lexicon import table
from indicators.order import covering
from indicators.phrases import WHERE, Phrase, is_empty, noun_phrase, phrase_of
from indicators.placing import Placer
from indicators.tree import Tree, Word

__all__ = ["Host", "HostBase", "says"]


# Prepositions that tie the end of a subject to its head: "exports to China", "profit after tax".
_TAILS = frozenset(("out", "of", "for", "to", "in", "on", "from", "by", "at", "after", "before"))


# Verbs of those who speak.
_SAYING = forms(
    (
        *("say", "tell", "announce", "explain", "comment", "remark", "declare", "stress", "emphasize", "emphasise", "note"),
        *("state", "claim", "mention", "disclose", "reveal", "reiterate", "underscore"),
    ),
) | {"said", "told"}
# So many figures back what is counted so may have been told.
_FAR = 6
# What tells of a rate no more than how it is measured.
_OF_RATES = frozenset(
    (
        *("annual", "growth", "monthly", "quarterly", "yearly", "average", "percentage", "actual", "corresponding", "cumulative"),
        *("positive", "negative", "high", "low", "strong", "weak", "similar", "equal", "moderate", "modest", "flat", "overall"),
    ),
)


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
    settled : bool
        Whether the sentence points at it in so many words ("that of returnees"), so that no rival is to be weighed.
    again : str
        The noun with which a series is taken up that may not be the partner's: "the index".
    doing : Phrase or None
        What those of whom the figure tells do: "31% of firms raised prices".
    about : Phrase or None
        What "them" is in that: "12% expect them to fall".
    whole : bool
        Whether the phrase is all of the subject of the verb that moves the figure, so that no part of it alone is.
    """

    phrase: Phrase | None = None
    partner: int | None = None
    verb: str = ""
    element: Phrase | None = None
    agent: Phrase | None = None
    link: str = ""
    settled: bool = False
    again: str = ""
    doing: Phrase | None = None
    about: Phrase | None = None
    whole: bool = False


@cache
def _forms(kind: str) -> frozenset[str]:
    """The verbs of a kind in all their forms."""
    return forms(table("subjects")[kind])


def says(tree: Tree, subject: Word) -> bool:
    """Whether a noun is who says something, which no series does: "the governor said", "noted the minister"."""
    verb = tree[subject.head]
    return subject.dep == "nsubj" and verb.is_verb and verb.lower in _SAYING and subject.figure is None


class HostBase:
    """What the finders of hosts share: the release's figures, cues and places, and questions about phrases."""

    def __init__(self, figures: list[Figure], cues: list[Cue], places: Sequence[Place], short: Collection[str] = ()) -> None:
        self.figures, self.cues, self.places = figures, cues, places
        self._placer = Placer(places, None)
        self.hosts: list[Host] = [Host() for _ in figures]
        self._number = 0
        self._words = table("subjects")
        self._empty = frozenset(self._words["empty_nouns"])
        self._adjustments = frozenset(self._words["adjustments"])
        self._hollow = self._empty | frozenset(self._words["empty_adjectives"])
        self._foretelling, self._recording = _forms("foretelling"), _forms("recording")
        self._hosting = _forms("hosting")
        self._agents, self._speakers = frozenset(self._words["agents"]), frozenset(self._words["speakers"])
        self._totals = directions().totals
        self._series = directions().flows | directions().totals | frozenset(short)
        self._people_series = frozenset(table("series")["counted"])
        self._nominal: dict[str, str] = table("series")["nominal"]
        self._particled: dict[str, str] = {
            f"{form} {particle}": noun
            for told, noun in table("series")["nominal_with"].items()
            for verb, particle in (told.split(),)
            for form in forms((verb,))
        }

    def _as_said(self, tree: Tree, verb: Word | None) -> str:
        """What a verb says as a noun, alone or with its particle: "sold" are sales, "turned out" is production."""
        if verb is None:
            return ""
        particled = self._particled.get(f"{verb.lower} {tree.lower(verb.i + 1)}", "")
        return particled or self._nominal.get(base_form(verb.lower), "")

    def _spoken_of(self, tree: Tree) -> Phrase | None:
        """What the sentence before speaks of, if it reports no figure of its own: "Eco-friendly vehicles led. Their exports …"."""
        before = tree.previous
        if before is None or before.figures() or before.kind == "title":
            return None
        root = before.root()
        subject = subject_of(before, root) if root is not None and root.is_verb else None
        return phrase_of(before, subject) if subject is not None and subject.is_noun else None

    def _following(self, tree: Tree, link: Word) -> Host | None:
        """ "They were followed by Danes with 310": the next in a list of the sentence before."""
        start = next(
            (k + 2 for k in range(1, min(4, link.i - 1)) if tree.lower(k) in ("followed", "trailed") and tree.lower(k + 1) == "by"), 0
        )
        if not start or tree.lower(0) not in self._words["pronouns"] or not self._number:
            return None
        element = noun_phrase(tree, start, link.i)
        return Host(partner=self._number - 1, element=element, link="gap", settled=True) if element is not None else None

    def _outside(self, tree: Tree, word: Word) -> Host:
        """The host of what stands in brackets; lists know."""
        raise NotImplementedError

    def _told_next(self, tree: Tree, k: int, adverb: int) -> Host | None:
        """The next of those that each have a figure behind a comma; lists know."""
        raise NotImplementedError

    def _phrase(self, tree: Tree, noun: Word, limit: int | None) -> Phrase:
        for link in tree.kids(noun.i, "prep"):
            # "estimates of sales" are sales.
            target = next((kid for kid in tree.kids(link.i, "pobj") if kid.is_noun and kid.figure is None), None)
            if (
                singular(noun.lower) in ("estimate", "bulk", "majority", "reading", "exception")
                and link.lower == "of"
                and target is not None
            ):
                return phrase_of(tree, target, limit=limit if limit is not None and limit > target.i else None)
        phrase = phrase_of(tree, noun, limit=limit if limit is not None and limit > noun.i else None)
        return self._with_tail(tree, phrase, limit) if limit is not None else phrase

    def _with_tail(self, tree: Tree, phrase: Phrase, limit: int) -> Phrase:
        """A subject reaches up to its verb, wherever the parse hung its last prepositional phrases."""
        last = phrase.indices[-1]
        rest = tree.words[last + 1 : limit]
        if not 2 <= len(rest) <= 9 or not (rest[-1].is_noun or rest[-1].lower in WHERE):
            return phrase
        doing = rest[0].tag == "VBG" and tree[last].is_noun
        if not doing and rest[0].lower not in _TAILS:
            return phrase
        barred = (",", ";", ":")
        if any((w.is_verb and w.tag != "VBG") or w.figure is not None or w.lower in barred or is_empty(tree, w.i) for w in rest):
            return phrase
        tail = noun_phrase(tree, rest[1].i, limit)
        if tail is None or last + 1 + len(rest) != limit:
            return phrase
        if doing or rest[0].lower == "out":
            # "people out of work", "visitors arriving by sea"
            return Phrase(tree, phrase.head, (*phrase.indices, *(w.i for w in rest if w.tag not in ("DT", "PRP$"))))
        return Phrase(tree, phrase.head, (*phrase.indices, rest[0].i, *tail.indices))

    def _usable(self, tree: Tree, subject: Word | None) -> Phrase | None:
        if subject is None or subject.lower in self._words["pronouns"] or not subject.is_noun:
            return None
        return phrase_of(tree, subject)

    def _subject(self, tree: Tree, verb: Word) -> Word | None:
        subject = subject_of(tree, verb)
        return None if subject is None or says(tree, subject) else subject

    def _next_noun(self, tree: Tree, k: int) -> Word | None:
        return next_noun(tree, k)

    def _unbroken(self, tree: Tree, a: int, b: int) -> bool:
        return all(tree[k].figure is None and tree[k].text not in (",", ";") for k in range(a + 1, b))

    def _is_hollow(self, phrase: Phrase) -> bool:
        """Whether a phrase only stands for a series named elsewhere: "the figure", "the old record"."""
        if phrase.head_noun in (
            "balance",
            "surplus",
            "deficit",
            "share",
            "rate",
            "index",
            "gap",
            "shortfall",
            "proportion",
        ) and phrase.tree[phrase.head].dep not in ("dobj", "attr"):
            others = [word.lower for word in phrase.words() if word.i != phrase.head]
            if phrase.head_noun == "rate":
                return all(lower in _OF_RATES for lower in others)
            # "Its shares rose": those of a firm are a series of their own.
            return phrase.head_noun in ("index", "share", "proportion") and not others and phrase.tree[phrase.head].lower != "shares"
        return all(
            singular(word.lower) in self._hollow or word.lower in self._hollow or word.lower in self._adjustments for word in phrase.words()
        )

    def _is_place(self, phrase: Phrase) -> bool:
        """Whether a phrase is nothing but places."""
        return self._placer.only_places(phrase)

    def _is_series(self, noun: Word) -> bool:
        """Whether a noun is a series, as "product" may be but "wood products" are not."""
        wares = noun.tag in ("NNS", "NNPS") and singular(noun.lower) in self._words["wares"]
        return singular(noun.lower) in self._series and not wares

    def _has_place(self, phrase: Phrase) -> bool:
        return any(covering(self.places, w.start) is not None for w in phrase.words())

    def _owner(self, tree: Tree, share: Word) -> Phrase | None:
        """Whose share it is: the subject of the clause in "cars kept their market share of 16.1%"."""
        wholes = [link for link in tree.kids(share.i, "prep") if link.lower == "of"]
        if any(kid.figure is None for link in wholes for kid in tree.kids(link.i, "pobj")):
            return None
        if any(covering(self.places, kid.start) is not None for kid in tree.kids(share.i, "poss")):
            # "Chad's share in imports"
            return phrase_of(tree, share)
        verb = governing_verb(tree, share.i)
        while verb is not None:
            subject = subject_of(tree, verb)
            if subject is not None and subject.i < share.i and subject.is_noun and subject.i != share.i:
                return self._phrase(tree, subject, verb.i if verb.i > subject.i else None)
            if verb.head == verb.i:
                return None
            verb = governing_verb(tree, verb.i)
        return None

    def _last_alike(self, tree: Tree, word: Word) -> int | None:
        """ "Jobs rose by 3,000. The jobless rate fell to 4%. Analysts had expected 2,000 jobs": the last figure of what is counted so."""
        last = self._last(tree, word, before=word.i)
        own = self.figures[word.figure] if word.figure is not None else None
        if last is None or own is None or own.noun_start is None or self.figures[last].unit == own.unit:
            return last
        return next((n for n in range(last, max(-1, last - _FAR), -1) if self.figures[n].unit == own.unit), last)

    def _antecedent(self, tree: Tree, subject: Word) -> Phrase | None:
        """ "goods, the consumption of which dropped": what "which" stands for."""
        for link in tree.kids(subject.i, "prep"):
            if any(kid.lower in ("which", "whom") for kid in tree.kids(link.i, "pobj")):
                k = subject.i - 1
                while k >= 0 and not (tree[k].is_noun and tree[k + 1].text == ","):
                    k -= 1
                return self._phrase(tree, climb(tree, tree[k]), None) if k >= 0 else None
        return None

    def _list_before(self, tree: Tree, noun: Word, end: int) -> Phrase | None:
        """ "was in trade, restaurants, and hotels with 6%": all that is joined by commas, where no figure parts it."""
        start = end
        while start > 0 and tree[start - 1].figure is None:
            word = tree[start - 1]
            if not (word.is_noun or word.tag in ("JJ", "HYPH", "CC", "VBG", ",")):
                break
            start -= 1
        words, opens = tree.words[start:end], tree[start - 1] if start else tree[0]
        listed = any(w.text == "," for w in words) and any(w.tag == "CC" for w in words)
        if not listed or noun.i < start or opens.tag not in ("IN", "VBD", "VBZ", "VBP") or words[0].tag in ("CC", ","):
            return None
        phrase = noun_phrase(tree, start, end)
        return phrase if phrase is not None and not self._has_place(phrase) else None

    def _series_joined(self, tree: Tree, adverb: Word) -> Phrase | None:
        """ "copper output was down 3% and nickel output up 2%": a series joined to a figure, however the parse takes its words."""
        start = adverb.i
        while start > 0 and tree[start - 1].figure is None and tree[start - 1].tag not in ("CC", ",", "IN", "DT", "VBD", ":"):
            start -= 1
        first = start - 1 if start and tree[start - 1].tag == "DT" else start
        opens = tree.lower(first - 1) in ("and", "while", "whereas", "but") and first > 1
        words = tree.words[start : adverb.i]
        if not opens or not 1 < len(words) <= 5 or singular(words[-1].lower) not in self._series:
            return None
        if tree[first - 2].figure is None and tree[first - 2].text != ",":
            return None
        if any(w.is_verb and w.tag not in ("VBN", "VBG", "VB") for w in words[:-1]):
            return None
        phrase = Phrase(tree, words[-1].i, tuple(w.i for w in words))
        return phrase if not self._has_place(phrase) else None

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
        noun = noun if noun is None or not says(tree, noun) else None
        number = self._figure_before(tree, word.i)
        if number is not None:
            return Host(partner=number)
        if otherwise is not None:
            return Host(otherwise)
        if noun is not None and directions().noun(noun) is None and noun.lower not in self._words["pronouns"]:
            listed = self._list_before(tree, noun, noun.i + 1)
            if listed is not None:
                return Host(listed, settled=True)
            phrase = self._phrase(tree, noun, word.i)
            followed = tree.lower(word.i + 1) in ("for", "in", "of", "on", "at", "among")
            if phrase.head_noun != "rate" or not self._is_hollow(phrase) or not self._number or followed:
                return Host(phrase)
        return Host(partner=self._last(tree, word, before=word.i))

    def _named(self, tree: Tree, word: Word, noun: Word, limit: int) -> Host:
        if singular(noun.lower) in self._words["empty_nouns"] and len(self._phrase(tree, noun, limit).indices) == 1:
            return Host(partner=self._last(tree, word, before=noun.i))
        return Host(self._phrase(tree, noun, limit))
