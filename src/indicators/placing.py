"""Placing: which places in and around a series' name are its economy, and which its trading partner."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from indicators.clauses import subject_of
from indicators.figure import Place
from indicators.inflect import singular
from indicators.lexicon import table
from indicators.order import covering
from indicators.phrases import Phrase
from indicators.tree import Tree, Word

__all__ = ["Placer"]

_SKIPPED = frozenset(
    [
        "respectively",
        "both",
        "also",
        ",",
        "higher",
        "lower",
        "smaller",
        "more",
        "less",
        "below",
        "above",
        "it",
        "growth",
        "increase",
        "decrease",
        "rise",
        "fall",
        "decline",
        "drop",
        "gain",
    ]
)

# What may stand before "with" and a partner at the start of a sentence: "as for bilateral trade with".
_BEFORE_OPENING = frozenset(
    [
        *("and", "while", "whereas", "but", ",", "meanwhile", "as", "for", "in", "on", "regarding", "concerning"),
        *("the", "its", "bilateral", "goods", "merchandise", "trade"),
    ]
)


class Placer:
    """Finds the area and the counterpart that words name, for a release whose home economy is `home`."""

    def __init__(self, places: Sequence[Place], home: str | None, short: Mapping[str, str] | None = None) -> None:
        self.places, self.home = places, home
        crossing = frozenset(table("series")["cross_border"])
        self._cross = crossing | {name for name, head in (short or {}).items() if head in crossing}
        self._traders = self._cross | {"foreigner"}
        self._balances = frozenset(table("series")["opposites"][0])
        self._partners = frozenset(table("home")["partners"]["after"])
        # What is asked again for each rival of a figure.
        self._beside: dict[tuple[int, int], Place | None] = {}
        self._opening: dict[tuple[int, int], Place | None] = {}
        self._headings: dict[str, list[str]] = table("home")["headings"]

    def without_places(self, phrase: Phrase) -> tuple[list[int], tuple[str, ...], tuple[str, ...]]:
        """The phrase's words without the places that other columns say, then the area and the counterpart."""
        area: list[str] = []
        counterpart: list[str] = []
        drop: set[int] = set()
        tree = phrase.tree
        for place in self._places_in(phrase):
            covered = [i for i in phrase.indices if place.start <= tree[i].start < place.end]
            if not place.codes or place.codes == ("W",) or _excluded(tree, covered[0]):
                continue
            if place.kind == "subnational":
                area += [c for c in place.codes if c not in area]
                continue
            if _named_after(tree, covered[0], self.places):
                continue
            link = self._link_before(tree, covered[0])
            drop.update(self._dropped(phrase, covered, link))
            if link is not None and self._heading(tree, link):
                drop.add(link.i - 1)
            target = counterpart if self._is_partner(place, link, tree, phrase.head) else area
            target += [c for c in place.codes if c not in target]
        kept = [i for i in phrase.indices if i not in drop]
        return (_tidy(tree, kept) if drop else kept), tuple(area), tuple(counterpart)

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

    def _is_partner(self, place: Place, link: Word | None, tree: Tree, head: int) -> bool:
        """Whether a place is whom one trades with rather than whose economy it is."""
        if self.home is not None and set(place.codes) == set(self.home.split(";")):
            return False
        noun = singular(tree[head].lower)
        end = next((k for k in range(len(tree)) if tree[k].start >= place.end), len(tree))
        if (tree.lower(end), tree.lower(end + 1)) == ("-", "bound") and noun in self._cross:
            return True
        if link is None or noun not in self._cross:
            return False
        if link.lower in ("to", "from", "with") or self._heading(tree, link):
            return True
        return (
            link.lower in ("by", "of", "in")
            and place.kind != "demonym"
            and self.home not in (None, "W")
            and noun not in ("export", "import", "trade")
        )

    def _heading(self, tree: Tree, link: Word) -> bool:
        """Whether a participle before a preposition says where goods go or come from: "bound for Peru", "originating in Chad"."""
        return link.i > 0 and tree.lower(link.i - 1) in self._headings.get(link.lower, ())

    def only_places(self, phrase: Phrase) -> bool:
        """Whether a phrase is nothing but places, also those without a code ("Europe")."""
        content = [w for w in phrase.words() if w.tag not in ("DT", "IN", "CC", ",", "POS", "TO") and w.lower not in ("-", ",", "other")]
        return bool(content) and all(covering(self.places, w.start) is not None for w in content)

    def beyond_codes(self, phrase: Phrase) -> bool:
        """Whether places with a code are joined with one that has none: "Central America & Mexico" is neither's."""
        found = self._places_in(phrase)
        return len(found) > 1 and any(not place.codes for place in found) and any(place.codes for place in found)

    def trades(self, name: str, link: str) -> bool:
        """Whether a bare place beside this name is a partner: "exports to", "FDI by country"."""
        away = link in ("to", "from", "with")
        if not away and (self.home in (None, "W", "EU", "EA") or link not in ("gap", "in", "as", "by")):
            return False
        return any(singular(word) in self._traders for word in name.lower().split())

    def beside(self, tree: Tree, word: Word) -> Place | None:
        """The place that the clause of a figure names: right behind it, opening the sentence, or as whose doing it is."""
        key = id(tree), word.i
        if key not in self._beside:
            self._beside[key] = self._after(tree, word) or self._first(tree, word) or self._doing(tree, word)
        return self._beside[key]

    def _places_in(self, phrase: Phrase) -> list[Place]:
        found = [covering(self.places, phrase.tree[i].start) for i in phrase.indices]
        return [place for _, place in sorted({place.start: place for place in found if place is not None}.items())]

    def _after(self, tree: Tree, word: Word) -> Place | None:
        k = word.i + 1
        while k < len(tree) and (tree[k].lower in _SKIPPED or _to_figure(tree, k)):
            k += 1
        if tree.lower(k) not in ("in", "for", "across", "within"):
            return None
        return self._at(tree, _past_articles(tree, k + 1))

    def _first(self, tree: Tree, word: Word) -> Place | None:
        start = 0
        while start < word.i and tree[start].lower in ("and", "while", "whereas", "but", ",", "meanwhile"):
            start += 1
        if tree.lower(start) not in ("in", "for", "across", "within"):
            return None
        k = _past_articles(tree, start + 1)
        return self._at(tree, k) if k < word.i else None

    def partner_beside(self, tree: Tree, word: Word) -> Place | None:
        """The partner that opens the sentence of a figure, or of whose trade the sentence before tells."""
        key = id(tree), word.i
        if key not in self._opening:
            self._opening[key] = self.partner_first(tree, word) or self.partner_before(tree)
        return self._opening[key]

    def partner_first(self, tree: Tree, word: Word) -> Place | None:
        """The partner that opens a figure's sentence: "With Peru, exports rose", "As for trade with Peru, imports fell"."""
        start = 0
        while start < word.i and tree[start].lower in _BEFORE_OPENING:
            start += 1
        if tree.lower(start) not in ("with", "against", "vis-à-vis"):
            return None
        k = _past_articles(tree, start + 1)
        return self._at(tree, k) if k < word.i else None

    def partner_before(self, tree: Tree) -> Place | None:
        """The partner that opened the sentence before, of which the balance is told: "With Peru, exports rose. The surplus was"."""
        known = tree.lower(0) in ("the", "this", "its") and singular(tree.lower(1)) in self._balances
        earlier = tree.previous if known else None
        return self.partner_first(earlier, earlier.words[-1]) if earlier is not None and len(earlier) else None

    def _doing(self, tree: Tree, word: Word) -> Place | None:
        """ "Canadian railroads reported 68,230 carloads": the place that the subject of a verb with a counted object is from."""
        if word.dep != "dobj" or not tree[word.head].is_verb or word.head > word.i:
            return None
        subject = subject_of(tree, tree[word.head])
        if subject is None or subject.i > word.head or subject.lower in self._partners:
            return None
        for kid in tree.kids(subject.i, "amod", "compound", "poss", "nmod"):
            found = covering(self.places, kid.start) if kid.i < subject.i else None
            if found is not None and found.kind in ("country", "demonym") and found.codes and found.codes != ("W",):
                return found
        return None

    def _at(self, tree: Tree, k: int) -> Place | None:
        if k >= len(tree):
            return None
        found = covering(self.places, tree[k].start)
        return found if found is not None and found.codes != ("W",) else None


def _to_figure(tree: Tree, k: int) -> bool:
    """Whether word `k` leads to another figure of the same thing, or is that: "3.2% to 78 million bags in Africa"."""
    if tree[k].figure is not None:
        return tree.lower(k - 1) in ("to", "or")
    return tree[k].lower in ("to", "or") and k + 1 < len(tree) and tree[k + 1].figure is not None


def _excluded(tree: Tree, i: int) -> bool:
    """Whether a place is named for what lies outside it: "non-EU countries", "outside the euro area"."""
    k = i - 1
    while k >= 0 and (tree[k].text == "-" or tree[k].tag == "DT"):
        k -= 1
    return k >= 0 and tree[k].lower in ("non", "extra", "outside", "excluding", "ex", "except", "beyond", "intra")


def _named_after(tree: Tree, i: int, places: Sequence[Place]) -> bool:
    """Whether a place is the end of another's name: "GM Korea", "Nestle India"."""
    before = tree[i - 1] if i else None
    if before is None or tree[i].tag not in ("NNP", "NNPS") or before.tag != "NNP" or before.figure is not None:
        return False
    return before.end + 1 == tree[i].start and not any(p.start <= before.start < p.end for p in places)


def _past_articles(tree: Tree, k: int) -> int:
    while k < len(tree) and tree[k].tag == "DT":
        k += 1
    return k


def _tidy(tree: Tree, kept: list[int]) -> list[int]:
    """Without the conjunctions, commas and articles that a removed place leaves behind."""
    answer = list(kept)
    while answer and (tree[answer[-1]].tag in ("CC", "IN", "TO", ",", "DT", "HYPH", "POS") or tree[answer[-1]].text in ("-", ",")):
        answer.pop()
    while answer and (tree[answer[0]].tag in ("CC", ",", "HYPH", "POS") or tree[answer[0]].text in ("-", ",")):
        answer.pop(0)
    return answer
