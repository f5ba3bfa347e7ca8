"""Hosts of what is traded: "Ghana exported goods worth $2 billion", "bought $3 billion worth of rice", "earned $1 from selling toys"."""

from __future__ import annotations

from indicators.clauses import subject_of
from indicators.cues import directions
from indicators.figure import Figure
from indicators.hosts.base import Host
from indicators.hosts.narrowed import NarrowedHosts
from indicators.inflect import base_form, singular
from indicators.phrases import Phrase, noun_phrase, phrase_of
from indicators.tree import Tree, Word

__all__ = ["TradedHosts"]


# Verbs whose object is what is traded, however the sum that it is worth is tied to it.
_TRADING = frozenset(("export", "import", "ship", "sell", "buy", "purchase", "order", "produce", "manufacture", "deliver"))
# Those who get so much from selling or shipping something.
_EARNING = frozenset(("earn", "make", "generate", "fetch", "raise", "gross", "net", "gain", "collect", "receive", "bring"))
# What ties a sum to the goods that are worth it.
_WORTH = frozenset(("worth", "valued", "amounting", "totalling", "totaling", "equivalent", "amounted", "totalled", "totaled"))
# Within how many words before the figure the verb stands.
_NEAR = 24


class TradedHosts(NarrowedHosts):
    """Hosts told by a verb of trade and its object."""

    def _traded(self, tree: Tree, word: Word, figure: Figure) -> Host | None:
        """The trade in the goods that a sum is the worth of; None if no verb of trade governs them."""
        if figure.quantity_type == "count":
            return self._spent(tree, word) or self._made_of(tree, word, figure)
        if figure.measure != "level" or figure.quantity_type != "money" or tree.parent is not None:
            return None
        earned = self._earned(tree, word)
        if earned is not None:
            return earned
        verb = self._trading_verb(tree, word)
        if verb is None:
            return None
        behind = tree.lower(word.i + 1) == "of" or (tree.lower(word.i + 1), tree.lower(word.i + 2)) == ("worth", "of")
        told = next((w.i for w in tree.words[verb.i + 1 : word.i] if w.lower in _WORTH), 0)
        if behind == bool(told):
            return None
        if told:
            goods = noun_phrase(tree, verb.i + 1, told)
            if goods is None and told == verb.i + 2 and tree.lower(verb.i + 1) == "produce":
                goods = Phrase(tree, verb.i + 1, (verb.i + 1,))
        else:
            noun = self._next_noun(tree, word.i + (2 if tree.lower(word.i + 1) == "of" else 3))
            goods = phrase_of(tree, noun) if noun is not None else None
        return self._trade(tree, verb, goods) if goods is not None else None

    def _made_of(self, tree: Tree, word: Word, figure: Figure) -> Host | None:
        """ "Permits were granted for 72,000 dwellings", "construction of 17,000 flats began": of things counted by name."""
        link = tree[word.head]
        thing = singular(word.lower.split()[-1])
        if word.dep != "pobj" or link.lower not in ("of", "for") or link.i != word.i - 1 or figure.noun_start is None:
            return None
        if thing in self._words["tallied"] or thing in self._series | self._empty or thing in self._words["people"]:
            return None
        top = tree[link.head]
        series = subject_of(tree, top) if top.is_verb and link.lower == "for" and tree.kids(top.i, "nsubjpass") else top
        if series is None or not series.is_noun or series.figure is not None or singular(series.lower) not in directions().flows:
            return None
        begins = tree[series.head].is_verb and series.dep in ("nsubj", "nsubjpass") and figure.measure == "level"
        if not begins or series.i > word.i:
            return None
        return Host(phrase_of(tree, series, limit=link.i), element=self._own_phrase(tree, word), link=link.lower, settled=True)

    def _spent(self, tree: Tree, word: Word) -> Host | None:
        """ "Guests spent 5,000 nights in inns": the nights that they spent."""
        verb = tree[word.head]
        stayed = word.dep == "pobj" and verb.lower == "for" and tree.lower(verb.head) in ("stay", "stayed", "stays", "booked")
        verb = tree[verb.head] if stayed else verb
        if (not stayed and (word.dep != "dobj" or base_form(verb.lower) != "spend")) or singular(word.lower.split()[-1]) not in self._words[
            "stayed"
        ]:
            return None
        subject = subject_of(tree, verb)
        guests = self._usable(tree, subject) if subject is not None and subject.i < verb.i else None
        own = Phrase(tree, word.i, (word.i,))
        if guests is None or stayed or self._is_place(guests) or self._is_hollow(guests):
            return Host(own, settled=True)
        return Host(own, element=guests, link="spent by", settled=True)

    def _trade(self, tree: Tree, verb: Word, goods: Phrase) -> Host:
        """The trade of the verb's subject, if it is a place or a part of the economy, in the goods, if they say what they are."""
        said = self._nominal[base_form(verb.lower)]
        if said in ("shipments", "sales", "deliveries") and any(w.lower in ("abroad", "overseas") for w in tree.words[verb.i :]):
            said = "exports"  # "Firms shipped paper worth $12 billion abroad"
        cut = next((n for n, w in enumerate(goods.words()) if w.tag in ("IN", "TO")), len(goods.indices))
        first = goods.words()[:cut]
        plain = all(singular(w.lower) in self._words["tradeables"] or not (w.is_noun or w.tag in ("JJ", "VBN")) for w in first)
        subject = tree[verb.i - 1] if verb.dep in ("amod", "acl") and tree[verb.i - 1].is_noun else subject_of(tree, verb)
        trader = self._usable(tree, subject) if subject is not None and subject.i < verb.i else None
        if trader is not None and self._is_place(trader):
            return Host(trader, verb=said, element=None if plain else goods, link="" if plain else "of", settled=True)
        if trader is None or not plain or trader.head_noun in self._agents | self._speakers:
            return Host(goods, verb=said, settled=True)
        return Host(trader, verb=said, settled=True)

    def _trading_verb(self, tree: Tree, word: Word) -> Word | None:
        """The verb of trade in the active voice before a sum, if no other verb says anything between them."""
        for k in range(word.i - 1, max(-1, word.i - _NEAR), -1):
            here = tree[k]
            if here.figure is not None or here.text in (";", ":"):
                return None
            if (here.is_verb or here.tag == "JJ") and base_form(here.lower) in _TRADING:
                passive = here.tag == "VBN" and not any(kid.lower in ("have", "has", "had") for kid in tree.kids(k, "aux"))
                # "Chad exported goods", though the parse takes "exported" for a participle
                between = k > 0 and tree[k - 1].is_noun and (tree[k + 1].is_noun or tree[k + 1].tag in ("JJ", "DT"))
                attribute = here.tag == "JJ" or (here.dep in ("amod", "acl") and here.tag in ("VBN", "VBD"))
                return None if (passive or attribute) and not between else here
            if here.is_verb and here.tag in ("VBD", "VBZ", "VBP", "MD") and here.lower not in _WORTH:
                return None
        return None

    def _earned(self, tree: Tree, word: Word) -> Host | None:
        """ "The island earned $290,000 from shipping shells": what was sold is what the sum is of."""
        doing = tree[word.i + 2] if tree.lower(word.i + 1) in ("from", "by", "through") and word.i + 2 < len(tree) else None
        earning = next((w for w in reversed(tree.words[max(0, word.i - 5) : word.i]) if w.is_verb), None)
        if doing is None or earning is None or base_form(earning.lower) not in _EARNING:
            return None
        if doing.lower.endswith("ing") and base_form(doing.lower) in _TRADING:
            noun = self._next_noun(tree, doing.i + 1)
            sold = noun_phrase(tree, doing.i + 1, phrase_of(tree, noun).indices[-1] + 1) if noun is not None else None
            return Host(sold, verb=self._nominal[base_form(doing.lower)], settled=True) if sold is not None else None
        noun = self._next_noun(tree, doing.i)
        if noun is None or singular(noun.lower) not in ("export", "sale", "reexport", "re-export", "shipment"):
            return None
        return Host(phrase_of(tree, noun), settled=True)
