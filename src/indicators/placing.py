"""Placing: which places in and around a series' name are its economy, and which its trading partner."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from typing import Any, TypeVar

from indicators.classified import UNNAMED, citizens
from indicators.clauses import subject_of
from indicators.crossing import Crossing, Partner
from indicators.dealings import GIVING, end_of, held_by, owned_by, past_articles, ruled_by, to_figure, traded_with
from indicators.figure import Place
from indicators.inflect import forms, singular
from indicators.lexicon import table
from indicators.order import covering
from indicators.outlying import ends_name, is_excluded, tidied
from indicators.phrases import Phrase, phrase_of
from indicators.tree import Tree, Word

__all__ = ["Placer"]

_SKIPPED = frozenset(
    [
        *("respectively", "both", "also", ",", "higher", "lower", "smaller", "more", "less", "below", "above", "it"),
        *("growth", "increase", "decrease", "rise", "fall", "decline", "drop", "gain"),
    ]
)

# What leads from a place to a figure: "in Chad by about 3%".
_LEADING = frozenset(("by", "to", "at", "about", "around", "some", "than", "over", "nearly", "almost", "just", "only"))
# So many words behind a figure at most tells a verb where it went.
_NEAR = 8

# Kinds of places that stand beside each other in a list of economies.
_JOINED = ("country", "bloc")
_ORIGINATING = forms(("originate", "source"))

# What may stand before "with" and a partner at the start of a sentence: "as for bilateral trade with".
_BEFORE_OPENING = frozenset(
    [
        *("and", "while", "whereas", "but", ",", "meanwhile", "as", "for", "in", "on", "regarding", "concerning"),
        *("the", "its", "bilateral", "goods", "merchandise", "trade"),
    ]
)


A = TypeVar("A")


def _once(ask: Callable[[Placer, Tree, Word], A]) -> Callable[[Placer, Tree, Word], A]:
    """Let a question about a figure be answered once: it is asked again for each of its rivals."""

    @wraps(ask)
    def asked(placer: Placer, tree: Tree, word: Word) -> A:
        key = ask, id(tree), word.i
        if key not in placer.answers:
            placer.answers[key] = ask(placer, tree, word)
        answer: A = placer.answers[key]
        return answer

    return asked


class Placer:
    """Finds the area and the counterpart that words name, for a release whose home economy is `home`."""

    def __init__(self, places: Sequence[Place], home: str | None, short: Mapping[str, str] | None = None) -> None:
        self.places, self.home = places, home
        self.crossing = Crossing(home, short or {})
        self._cross = self.crossing.flows
        self._macro = frozenset(table("series")["macro"])
        self._balances = frozenset(table("series")["opposites"][0])
        self._partners = frozenset(table("home")["partners"]["after"])
        self.answers: dict[tuple[Callable[..., Any], int, int], Any] = {}

    def without_places(self, phrase: Phrase) -> tuple[list[int], tuple[str, ...], tuple[str, ...]]:
        """The phrase's words without the places that other columns say, then the area and the counterpart."""
        area: list[str] = []
        counterpart: list[Partner] = []
        drop: set[int] = set()
        tree = phrase.tree
        for place in self._places_in(phrase):
            covered = [i for i in phrase.indices if place.start <= tree[i].start < place.end]
            if place.codes == ("W",) and self._of_all(phrase, covered):
                drop.update(self._dropped(phrase, covered, self._link_before(tree, covered[0])))
                area += [] if self.home == "W" else ["W"]
            if not place.codes or place.codes == ("W",) or is_excluded(tree, covered[0]) or self.crossing.gives(place, tree, covered[-1]):
                continue
            link = self._link_before(tree, covered[0])
            if place.kind == "subnational":
                if link is not None and self.home and self.crossing.is_partner(place, link, phrase):
                    # "flights to Perth": of whose country that is.
                    counterpart.append(Partner(place.codes, link.lower))
                else:
                    area += [c for c in place.codes if c not in area]
                continue
            if ends_name(tree, covered[0], self.places):
                continue
            drop.update(self._dropped(phrase, covered, link))
            drop.update(citizens(phrase, covered[-1] + 1) if place.kind == "demonym" else ())
            if link is not None and self.crossing.heading(tree, link):
                drop.add(link.i - 1)
            if self.crossing.is_partner(place, link, phrase):
                counterpart.append(Partner(place.codes, link.lower if link is not None else ""))
            else:
                area += [c for c in place.codes if c not in area]
        counterpart += self._sent(phrase)
        kept = [i for i in phrase.indices if i not in drop]
        area, others = self.crossing.sided(area, counterpart, phrase)
        return (tidied(tree, kept) if drop else kept), tuple(area), tuple(others)

    def _of_all(self, phrase: Phrase, covered: list[int]) -> bool:
        """Whether "world" says whose a series is: "world oil demand", "arrivals worldwide"; not "the company's global sales"."""
        tree, first, head = phrase.tree, covered[0], phrase.head
        if len(phrase.indices) == len(covered) or head in covered or phrase.head_noun in ("rest", "part"):
            return False
        if first and tree[first].text[0].isupper() and tree[first - 1].tag == "NNP" and tree[first - 1].end + 1 == tree[first].start:
            # A name: "the Acme Global Index".
            return False
        if self.home == "W":
            return True
        others = any(place.codes != ("W",) for place in self._places_in(phrase)) or any(tree[i].tag == "PRP$" for i in phrase.indices)
        if first and (tree[first - 1].tag in ("PRP$", "POS") or others):
            return False
        return covered[-1] < head and (tree.lower(first) == "world" or phrase.head_noun in self._macro)

    def _sent(self, phrase: Phrase) -> list[Partner]:
        """ "remittances sent to Peru from Chad", "visitors arriving from Chad": the partners that a participle behind a phrase tells."""
        tree, k = phrase.tree, phrase.indices[-1] + 1
        if k >= len(tree) or tree[k].tag not in ("VBN", "VBG", "VBD") or not self.crossing.goes(tree[k]):
            return []
        if not self.crossing.crosses({phrase.head_noun}):
            return []
        found: list[Partner] = []
        while tree.lower(k + 1) in ("to", "from"):
            link = tree[k + 1]
            first = past_articles(tree, k + 2)
            place = covering(self.places, tree[first].start) if first < len(tree) else None
            if place is None or not place.codes or place.codes == ("W",) or place.kind == "subnational":
                break
            if self.crossing.is_partner(place, link, phrase):
                found.append(Partner(place.codes, link.lower))
            k = end_of(tree, place) - 1
        return found

    def _dropped(self, phrase: Phrase, covered: list[int], link: Word | None) -> set[int]:
        """The place's words, its possessive, and its preposition unless more of the phrase hangs on that."""
        tree, last = phrase.tree, covered[-1]
        drop = set(covered)
        if last + 1 < len(tree) and tree[last + 1].tag == "POS":
            last += 1
            drop.add(last)
        if tree.lower(last + 1) == "-" and tree.lower(last + 2) == "bound":
            # "China-bound shipments"
            drop.update((last + 1, last + 2))
            return drop
        modifies = last + 1 in phrase.indices and (tree[last + 1].is_noun or tree[last + 1].tag in ("JJ", "VBN", "VBG", "HYPH"))
        if link is not None and not modifies:
            drop.add(link.i)
        return drop

    def _link_before(self, tree: Tree, i: int) -> Word | None:
        """The preposition of the phrase that word `i` stands in, if only articles and other members of its list come between."""
        k = i - 1
        while k >= 0 and (tree[k].tag in ("DT", "CC", ",", "NNP", "NNPS", "JJ") or tree[k].text in (",", "and", "-")):
            k -= 1
        return tree[k] if k >= 0 and tree[k].tag in ("IN", "TO") else None

    def widened(self, phrase: Phrase) -> Phrase:
        """ "Chad and Niger (both 3%)", "Chad, Mali and Niger, up 3%": a place with those that "and" joins before it."""
        tree, first = phrase.tree, phrase.indices[0]
        if not self._names_country(phrase):
            return phrase
        hosting = {f.host for f in tree.fragments if f.figures()}
        start, k, joined = first, first - 1, False
        while k >= 0:
            if tree[k].tag == "DT" or tree[k].text == "," or tree.lower(k) in ("and", "&", "both"):
                joined = joined or tree.lower(k) in ("and", "&")
                k -= 1
                continue
            place = covering(self.places, tree[k].start) if joined and k not in hosting else None
            if place is None or place.kind not in _JOINED or not place.codes or tree[k].figure is not None:
                break
            while k >= 0 and place.start <= tree[k].start:
                k -= 1
            start = k + 1
        if start == first or (start and (tree[start - 1].is_noun or tree[start - 1].tag == "JJ")):
            return phrase
        return Phrase(tree, phrase.head, (*range(start, first), *phrase.indices))

    def _names_country(self, phrase: Phrase) -> bool:
        """Whether a phrase is the name of one country and nothing else."""
        places = self._places_in(phrase)
        return len(places) == 1 and places[0].kind in _JOINED and bool(places[0].codes) and self.only_places(phrase)

    def only_places(self, phrase: Phrase) -> bool:
        """Whether a phrase is nothing but places, also those without a code ("Europe")."""
        told = [w for w in phrase.words() if w.tag not in ("DT", "IN", "CC", ",", "POS", "TO") and w.lower not in UNNAMED]
        return bool(told) and all(covering(self.places, w.start) is not None for w in told)

    def whole_places(self, tree: Tree, words: list[Word]) -> list[Word]:
        """The words with the rest of the names that they are in: "Developing Asia", of which the parse may make two phrases."""
        found = [covering(self.places, w.start) for w in words]
        spans = [(place.start, place.end) for place in found if place is not None]
        return [w for w in tree.words if w in words or any(a <= w.start < b for a, b in spans)]

    def beyond_codes(self, phrase: Phrase) -> bool:
        """Whether places with a code are joined with one that has none: "Central America & Mexico" is neither's."""
        found = self._places_in(phrase)
        return len(found) > 1 and any(not place.codes for place in found) and any(place.codes for place in found)

    def trades(self, name: str, link: str) -> bool:
        """Whether a bare place beside this name is a partner: "exports to", "FDI by country"."""
        away = link in ("to", "from", "with")
        if away and self.crossing.national:
            return True
        if not away and (not self.crossing.national or link not in ("gap", "in", "as", "by")):
            return False
        return self.crosses(name)

    @_once
    def beside(self, tree: Tree, word: Word) -> Place | None:
        """The place that the clause of a figure names: right behind it, opening the sentence, or as whose doing it is."""
        told = self._between(tree, word) or self._after(tree, word) or self._first(tree, word) or self._doing(tree, word)
        return told or (ruled_by if self.home in ("W", "EU", "EA") else owned_by)(self.place_at, tree, word)

    def _places_in(self, phrase: Phrase) -> list[Place]:
        found = [covering(self.places, phrase.tree[i].start) for i in phrase.indices]
        return [place for _, place in sorted({place.start: place for place in found if place is not None}.items())]

    def _between(self, tree: Tree, word: Word) -> Place | None:
        """ "fell in Chad by 3%", "were up in Chad and Niger to 3%": the place between a verb and its figure."""
        k = word.i - 1
        while k >= 0 and (tree[k].lower in _LEADING or tree[k].tag in ("RB", "RBR")):
            k -= 1
        place = covering(self.places, tree[k].start) if 0 < k < word.i - 1 else None
        if place is None or place.codes == ("W",) or place.kind == "demonym":
            return None
        covered = tuple(i for i in range(k + 1) if tree[i].start >= place.start)
        wide = self.widened(Phrase(tree, k, covered))
        first = wide.indices[0] - 1
        while first >= 0 and tree[first].tag == "DT":
            first -= 1
        told = tree[first - 1] if first > 0 and tree.lower(first) in ("in", "across", "within") else None
        if told is None or not (told.is_verb or told.tag in ("RB", "RBR", "RP", "JJR")):
            return None
        members = [other for i in wide.indices if (other := covering(self.places, tree[i].start)) is not None]
        codes = tuple(dict.fromkeys(code for member in members for code in member.codes))
        return Place(members[0].start, place.end, codes, place.kind)

    def _after(self, tree: Tree, word: Word) -> Place | None:
        k = word.i + 1
        while k < len(tree) and (tree[k].lower in _SKIPPED or to_figure(tree, k)):
            k += 1
        if tree.lower(k) not in ("in", "for", "across", "within"):
            return None
        found = self._at(tree, past_articles(tree, k + 1))
        if found is None or not any(w.text == "," for w in tree.words[word.i + 1 : k]):
            return found
        # "3% in Chad, in Mali at 4%": what comes behind a comma may be the next figure's.
        end = end_of(tree, found)
        return None if any(w.figure is not None for w in tree.words[end : end + 3]) else found

    def _first(self, tree: Tree, word: Word) -> Place | None:
        tree, word = tree.outer(word)
        start = 0
        while start < word.i and tree[start].lower in ("and", "while", "whereas", "but", ",", "meanwhile"):
            start += 1
        if tree.lower(start) not in ("in", "for", "across", "within"):
            return None
        k = past_articles(tree, start + 1)
        return self._at(tree, k) if k < word.i else None

    @_once
    def partner_beside(self, tree: Tree, word: Word) -> Place | None:
        """The partner that opens the sentence of a figure, or of whose trade the sentence before tells."""
        return self.partner_first(tree, word) or self.partner_before(tree) or held_by(self.place_at, tree, word)

    def partner_first(self, tree: Tree, word: Word) -> Place | None:
        """The partner that opens a figure's sentence: "With Peru, exports rose", "As for trade with Peru, imports fell"."""
        start = 0
        while start < word.i and tree[start].lower in _BEFORE_OPENING:
            start += 1
        if tree.lower(start) not in ("with", "against", "vis-à-vis", "from", "to"):
            return None
        k = past_articles(tree, start + 1)
        return self._at(tree, k) if k < word.i else None

    def partner_before(self, tree: Tree) -> Place | None:
        """The partner that opened the sentence before, of which the balance is told: "With Peru, exports rose. The surplus was"."""
        known = tree.lower(0) in ("the", "this", "its") and singular(tree.lower(1)) in self._balances
        earlier = tree.previous if known else None
        return self.partner_first(earlier, earlier.words[-1]) if earlier is not None and len(earlier) else None

    def crosses(self, name: str) -> bool:
        """Whether a series is of what goes from one economy to another."""
        return self.crossing.crosses({singular(word) for word in name.lower().split()})

    @_once
    def gone(self, tree: Tree, word: Word) -> Place | None:
        """ "27% of the visitors came from Chad", "12 million pigs went to Chad": the place right behind what tells that it went there."""
        if tree.lower(word.i + 1) == "or" and word.i + 2 < len(tree) and tree[word.i + 2].figure is not None:
            # "3 million or 5% going to Chad"
            word = tree[word.i + 2]
        if tree.lower(word.i + 1) in ("to", "from", "with"):  # ", 17% to Chad": as the figure before it went
            return self._at(tree, past_articles(tree, word.i + 2))
        link = traded_with(tree, word)
        if link:
            return self._at(tree, past_articles(tree, link + 1))
        if tree.lower(word.i + 1) in ("is", "are", "was", "were"):
            return self._native(tree, word.i + 2)
        verb = next((w for w in tree.words[word.i + 1 : word.i + _NEAR] if self.crossing.goes(w) or self.crossing.is_whence(tree, w)), None)
        if verb is None or any(w.figure is not None or w.text in (";", ":") for w in tree.words[word.i + 1 : verb.i]):
            return None
        k = verb.i + 1
        while tree.lower(k) in ("mainly", "mostly", "primarily", "chiefly", "neighbouring", "neighboring", "over", "here"):
            k += 1
        inside = tree.lower(k) == "in" and verb.lower in _ORIGINATING
        return self._past_home(tree, past_articles(tree, k + 1)) if inside or tree.lower(k) in ("to", "from") else None

    def _past_home(self, tree: Tree, k: int) -> Place | None:
        """The place at word `k`; where that is the home, the one behind it: "went from Chad to Mali"."""
        place = self._at(tree, k)
        after = end_of(tree, place) if place is not None and place.codes == (self.home,) else len(tree)
        return self._at(tree, past_articles(tree, after + 1)) if tree.lower(after) in ("to", "from") else place

    def _native(self, tree: Tree, k: int) -> Place | None:
        """ "27% were Chadian", "12% were Malians": whence people are."""
        place = covering(self.places, tree[k].start) if k < len(tree) else None
        if place is None or place.kind != "demonym":
            return None
        after = end_of(tree, place)
        return place if after >= len(tree) or not tree[after].is_noun else None

    @_once
    def doer(self, tree: Tree, word: Word) -> tuple[str, ...]:
        """ "Chadian tourists made 160,000 stays", "guests from Chad accounted for 3,000 stays": whence they are who did what is counted."""
        above = tree[word.head]
        verb = tree[above.head] if word.dep == "pobj" and above.lower == "for" else above
        subject = subject_of(tree, verb) if word.dep in ("dobj", "pobj") and verb.is_verb and verb.i < word.i else None
        if subject is None or subject.i > verb.i:
            return ()
        nation = self.place_at(tree, subject.i) if self.crossing.national else None
        if nation is not None and set(nation.codes) != {self.home} and (nation.kind == "demonym" or verb.lower in GIVING):
            # "Chad sent 3,000 visitors", "Malians made 160,000 trips"
            return nation.codes
        if singular(subject.lower) not in self.crossing.told:
            return ()
        return self.without_places(phrase_of(tree, subject, limit=verb.i))[2]

    def _doing(self, tree: Tree, word: Word) -> Place | None:
        """ "Canadian railroads reported 68,230 carloads": the place that the subject of a verb with a counted object is from."""
        amount = tree[tree[word.head].head] if word.dep == "pobj" and tree[word.head].lower == "of" else word
        if amount.dep != "dobj" or not tree[amount.head].is_verb or amount.head > word.i:
            return None
        subject = subject_of(tree, tree[amount.head])
        if subject is None or subject.i > amount.head or subject.lower in self._partners:
            return None
        own = covering(self.places, subject.start) if self.home in (None, "W", "EU", "EA") and amount is word else None
        if own is not None and own.kind in _JOINED and own.codes and own.codes != ("W",):
            # "Chad recorded 31,000 nights", in a text on several economies
            return own
        seats = [kid for link in tree.kids(subject.i, "prep") if link.lower == "in" for kid in tree.kids(link.i, "pobj")]
        for kid in (*tree.kids(subject.i, "amod", "compound", "poss", "nmod"), *(seats if amount is word else ())):
            found = covering(self.places, kid.start) if kid.i < subject.i or kid in seats else None
            if found is not None and found.kind in ("country", "demonym") and found.codes and found.codes != ("W",):
                return found
        return None

    def place_at(self, tree: Tree, k: int) -> Place | None:
        """The place that word `k` is of, whatever comes behind it."""
        found = covering(self.places, tree[k].start) if 0 <= k < len(tree) else None
        return found if found is not None and found.codes and found.codes != ("W",) else None

    def _at(self, tree: Tree, k: int) -> Place | None:
        if k >= len(tree):
            return None
        found = covering(self.places, tree[k].start)
        return self._with_following(tree, found) if found is not None and found.codes != ("W",) else None

    def _with_following(self, tree: Tree, place: Place) -> Place:
        """ "in Chad and Niger", "in Bavaria, Hesse and Saxony": those that "and" joins behind a place, all of them."""
        hosting = {f.host for f in tree.fragments if f.figures()}
        members, k, joined = [place], end_of(tree, place), False
        while k < len(tree) and k - 1 not in hosting:
            if tree[k].tag == "DT" or tree[k].text == "," or tree.lower(k) in ("and", "&"):
                joined = joined or tree.lower(k) in ("and", "&")
                k += 1
                continue
            following = covering(self.places, tree[k].start)
            if following is None or following.kind != place.kind or not following.codes or place.kind == "demonym":
                break
            members.append(following)
            k = end_of(tree, following)
        ends = k >= len(tree) or (tree[k].figure is None and tree.lower(k) not in ("by", "to", "at", "with", "(") and k - 1 not in hosting)
        if not joined or len(members) == 1 or not ends or end_of(tree, members[-1]) not in (k, k - 1):
            return place
        codes = tuple(dict.fromkeys(code for member in members for code in member.codes))
        return Place(place.start, members[-1].end, codes, place.kind)
