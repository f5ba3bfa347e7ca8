"""Crossing: what goes from one economy to another, and which of the places that its name tells is the other side."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from indicators.figure import Place
from indicators.inflect import forms, singular
from indicators.lexicon import table
from indicators.phrases import Phrase
from indicators.tree import Tree, Word

__all__ = ["Crossing", "Partner"]


_OUTWARD = frozenset(("export", "reexport", "re-export"))


class Partner(NamedTuple):
    """The codes of a place on the other side and the preposition before it ("" for an adjective)."""

    codes: tuple[str, ...]
    link: str


class Crossing:
    """Tells the two sides of flows between economies, for a release whose home economy is `home`."""

    def __init__(self, home: str | None, short: Mapping[str, str]) -> None:
        self.home = home
        self._at_home = frozenset(home.split(";")) if home else frozenset()
        partners, known = table("home")["partners"], frozenset(table("series")["cross_border"])
        self.flows = known | {name for name, head in short.items() if head in known}
        self.people = frozenset(partners["people"])
        self._others = frozenset(partners["others"])
        self.told = self.people | self._others
        # Whether the text is on one country.
        self.national = home not in (None, "W", "EU", "EA")
        self._travels = frozenset(partners["travels"])
        self._abroad = frozenset(partners["abroad"])
        self._inward = frozenset(partners["inward"])
        self._going = forms(partners["going"])
        self._given = frozenset(partners["given"])
        self._headings: dict[str, list[str]] = table("home")["headings"]

    def is_partner(self, place: Place, link: Word | None, phrase: Phrase) -> bool:
        """Whether a place is whom one trades with, or from where people come, rather than whose economy it is."""
        if self._at_home and set(place.codes) == self._at_home:
            return False
        tree, noun = phrase.tree, singular(phrase.tree[phrase.head].lower)
        end = next((k for k in range(len(tree)) if tree[k].start >= place.end), len(tree))
        bound = (tree.lower(end), tree.lower(end + 1)) == ("-", "bound") or tree.lower(end - 1).endswith("-bound")
        if bound and noun in self.flows:
            return True
        if self._from_there(place, end, phrase):
            return True
        nouns = {noun, self._noun_before(tree, link)} if link is not None else set()
        if link is not None and link.lower == "between" and self.crosses({singular(w.lower) for w in phrase.words() if w.i < link.i}):
            # "passenger movements between"
            return True
        if link is not None and link.lower == "from" and noun in _OUTWARD and not self._goes_home(phrase):
            # "exports from Chad" are Chad's.
            return False
        if link is not None and self.national and (link.lower in ("to", "from", "with") or (link.lower == "of" and noun in self._others)):
            # In the text of one country what goes to another, or comes from there, is its dealing with that.
            return True
        if link is None and place.kind == "bloc" and self.national and noun in self.flows and end <= phrase.head:
            # "EU exports", in the text of one country, are its exports there, but not "EU exports to Peru".
            return tree.lower(phrase.head + 1) not in ("to", "from", "with")
        if link is None or not self.crosses(nouns):
            return False
        if link.lower in ("to", "into") and self.home in (None, "W") and noun in self._inward:
            # "inflows to Chad" are Chad's own.
            return False
        if link.lower in ("to", "from", "with") or self.heading(tree, link):
            return True
        if link.lower == "between":
            return bool(nouns & self.flows)
        return (
            link.lower in ("by", "of", "in")
            and place.kind != "demonym"
            and self.home not in (None, "W")
            and noun in self.flows
            and noun not in ("export", "import", "trade")
        )

    def _from_there(self, place: Place, end: int, phrase: Phrase) -> bool:
        """ "Chinese visitors", "India arrivals", "Germans": people by where they are from, in the text of another country."""
        if not self.national:
            return False
        tree = phrase.tree
        if place.start <= tree[phrase.head].start < place.end:
            return place.kind == "demonym" and tree[phrase.head].is_noun
        if place.kind == "demonym" and tree[end - 1].tag in ("NNPS", "NNS"):
            # "arrivals of Indians"
            return self.crosses({phrase.head_noun})
        k = end
        while k < len(tree) and k in phrase.indices and singular(tree.lower(k)) not in self.told:
            if not (tree[k].is_noun or tree[k].tag in ("JJ", "CC", "HYPH", ",") or tree.lower(k) in ("-", "/")):
                return False
            k += 1
        return k < len(tree) and k in phrase.indices

    def crosses(self, words: Collection[str]) -> bool:
        """Whether one of the words, singular, is of what goes from one economy to another, or says so: "foreign capital"."""
        return any(word in self.flows or word in self.people or word in self._travels or word in self._abroad for word in words)

    def goes(self, word: Word) -> bool:
        """Whether a verb tells that something went to another economy or came from there."""
        return word.is_verb and word.lower in self._going

    def is_whence(self, tree: Tree, word: Word) -> bool:
        """ "3% of the guests were from Chad": a verb of being before where they are from."""
        return word.lower in ("is", "are", "was", "were") and tree.lower(word.i + 1) in ("from", "to")

    def goes_after(self, tree: Tree, word: Word) -> bool:
        """ "with 3 million or 5% attributed to Chad": whether right behind a figure stands where it went or came from."""
        k = word.i + 1
        if tree.lower(k) == "or" and k + 1 < len(tree) and tree[k + 1].figure is not None:
            k += 2
        return k < len(tree) and self.goes(tree[k]) and tree.lower(k + 1) in ("to", "from")

    def gives(self, place: Place, tree: Tree, last: int) -> bool:
        """ "EU grants", "contributions to the EU budget": a bloc named as whose money it is, in a text on another economy."""
        if place.kind != "bloc" or self.home in (None, *place.codes):
            return False
        k = last + 1
        while k < len(tree) and (tree[k].tag in ("JJ", "HYPH", "VBN") or (tree[k].is_noun and singular(tree.lower(k)) not in self._given)):
            k += 1
        return k < len(tree) and singular(tree.lower(k)) in self._given

    def _noun_before(self, tree: Tree, link: Word) -> str:
        """The noun that a preposition hangs on: "overnight stays of guests from Chad" tells of guests."""
        return singular(tree.lower(link.i - 1))

    def heading(self, tree: Tree, link: Word) -> bool:
        """Whether a participle before a preposition says where goods go or come from: "bound for Peru", "originating in Chad"."""
        return link.i > 0 and tree.lower(link.i - 1) in self._headings.get(link.lower, ())

    def sided(self, area: Sequence[str], partners: Sequence[Partner], phrase: Phrase) -> tuple[list[str], list[str]]:
        """The area and the counterpart: of two that are both not at home, "shipments from Chad to Peru" are the former's exports."""
        codes = list(dict.fromkeys(code for partner in partners for code in partner.codes))
        links = [partner.link for partner in partners]
        if area or len(set(links)) != len(links) or set(links) != {"from", "to"} or self._goes_home(phrase):
            return list(area), codes
        inward = singular(phrase.tree[phrase.head].lower) in self._inward
        one = "to" if inward else "from"
        whose = [code for partner in partners if partner.link == one for code in partner.codes]
        return whose, [code for code in codes if code not in whose]

    def _goes_home(self, phrase: Phrase) -> bool:
        """Whether the flow is said to be the home's: "Korea's exports from Chad to Peru"."""
        return any(phrase.tree[i].tag in ("PRP$", "POS") for i in phrase.indices)
