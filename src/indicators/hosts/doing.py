"""Hosts of those who are told to do something: "31% of firms raised prices", "310,000 people work at night", "the share who smoke"."""

from __future__ import annotations

from functools import cache

from indicators.clauses import climb, governing_verb, noun_before
from indicators.cues import Cue, directions
from indicators.figure import Figure
from indicators.hosts.base import Host
from indicators.hosts.ranked import RankedHosts
from indicators.inflect import base_form, singular
from indicators.lexicon import table
from indicators.phrases import Phrase, is_empty, noun_phrase, phrase_of
from indicators.tree import Tree, Word

__all__ = ["DoingHosts"]


# What of it says nothing of its own.
_DROPPED = frozenset(("DT", "PDT", "PRP$", "PRP", "EX", "WP", "WDT"))
# The longest activity that goes into a name.
_LONGEST = 9
# Within so many figures it is still told of the same whole.
_NEAR = 8
# What is shared out among those who do something and those who don't.
_SHARES = frozenset(("share", "proportion", "percentage", "number", "fraction"))
_WHO = frozenset(("who", "that", "which"))
_THEM = frozenset(("them", "it", "these", "those"))


@cache
def _words() -> dict[str, frozenset[str]]:
    return {kind: frozenset(words) for kind, words in table("verbs")["doing"].items()}


class DoingHosts(RankedHosts):
    """Hosts that are named by what those who are counted do."""

    # Of whom a share was told last, and by which figure.
    _whole: Phrase | None = None
    _told_at = 0
    # Which people were counted last.
    _people: Phrase | None = None
    _counted_at = 0

    def _doing(self, tree: Tree, word: Word, figure: Figure, cue: Cue) -> Host | None:
        """Those who do something; None if the figure is of something else."""
        host = self._doers(tree, word, figure) or self._less_said(tree, word) or self._of_those(tree, word, figure, cue)
        alone = host is not None and host.phrase is not None and host.phrase.head_noun in _SHARES
        whole = host.phrase if host is not None and not alone else self._people_shared(tree, word, figure)
        if whole is not None:
            self._whole, self._told_at = whole, self._number
        if self._counts(word) and singular(word.lower.split()[-1]) in self._words["people"]:
            self._people, self._counted_at = Phrase(tree, word.i, (word.i,)), self._number
        return host

    def _people_shared(self, tree: Tree, word: Word, figure: Figure) -> Phrase | None:
        """ "The coast was chosen by 58% of visitors": the people of whom it is a share."""
        if figure.quantity_type != "percent" or tree.lower(word.i + 1) != "of":
            return None
        noun = self._next_noun(tree, word.i + 2)
        if noun is None or singular(noun.lower) in self._empty:
            return None
        several = noun.tag == "NNS" and singular(noun.lower) not in self._series and not self._has_place(phrase_of(tree, noun))
        return phrase_of(tree, noun) if several or singular(noun.lower) in self._words["people"] else None

    def _doers(self, tree: Tree, word: Word, figure: Figure) -> Host | None:
        """ "31% of firms raised prices", "of the rooms, 57% were occupied": the subject of the verb, and what it does."""
        top = word
        if figure.quantity_type not in ("percent", "count"):
            return None
        if word.dep == "pobj" and tree.lower(word.head) == "of" and singular(tree.lower(tree[word.head].head)) in self._empty:
            # "a balance of 8% of firms", "a total of 3,000 people"
            top = tree[tree[word.head].head]
        verb = tree[top.head]
        after = tree[word.i + 1] if word.i + 1 < len(tree) else word
        if after.tag in ("VBD", "VBP", "VBZ") and top.dep not in ("nsubj", "nsubjpass") and self._lists_doers(tree, word):
            # "44% raised prices, 21% planned layoffs": another verb, though the parse takes it for a participle.
            return self._doing_so(tree, after)
        if top.dep not in ("nsubj", "nsubjpass") or not verb.is_verb or verb.i < word.i or not self._acts(tree, verb, figure):
            return None
        whole = self._those_counted(tree, word, verb, figure)
        if whole is None and figure.quantity_type == "percent" and tree.lower(word.i + 1) != "of":
            whole = self._spoken_for(tree, word.i)
        if whole is None or (base_form(verb.lower) in _words()["going"] and whole.head_noun in self._series):
            return None
        activity = self._activity(tree, verb, len(tree))
        return Host(whole, doing=activity, settled=True) if activity is not None else None

    def _lists_doers(self, tree: Tree, word: Word) -> bool:
        """Whether the figure before, in the same sentence, is of those who do something."""
        before = self._figure_before(tree, word.i)
        doing = self.hosts[before].doing if before is not None else None
        return doing is not None and doing.tree is tree and tree[word.i - 1].tag in ("CC", ",", "RB", "IN", "DT")

    def _doing_so(self, tree: Tree, verb: Word) -> Host | None:
        whole = self._known()
        return Host(whole, doing=self._activity(tree, verb, len(tree)), settled=True) if whole is not None else None

    def _acts(self, tree: Tree, verb: Word, figure: Figure) -> bool:
        """Whether a verb tells what those counted do, rather than how many or whose they are."""
        base, passive = base_form(verb.lower), bool(tree.kids(verb.i, "auxpass"))
        if (verb.lower in directions().shares and not passive) or base in _words()["placing"] or tree.kids(verb.i, "attr", "expl"):
            return False
        if base == "be" and not any(kid.i > verb.i and not kid.is_noun for kid in tree.kids(verb.i, "prep", "acomp")):
            return False
        bare = not any(kid.i > verb.i for kid in tree.kids(verb.i, "prep", "dobj", "xcomp", "ccomp", "oprd", "agent"))
        if figure.quantity_type == "percent":
            return figure.measure in ("share", "level") and not (bare and passive and base in self._nominal)
        if (passive and figure.noun_start is not None) or (bare and not passive) or base in _words()["travelling"]:
            return False
        told = verb.lower in self._recording or base in self._nominal or directions().verb(tree, verb) is not None
        return not told or any(kid.i > verb.i and kid.figure is None for kid in tree.kids(verb.i, "dobj"))

    def _those_counted(self, tree: Tree, word: Word, verb: Word, figure: Figure) -> Phrase | None:
        """Who it is that does something: told with the figure, at the head of the sentence or by a figure before."""
        if figure.quantity_type == "count":
            if figure.noun_start is None:
                return self._people if tree.lower(word.i + 1) != "of" and self._number - self._counted_at <= 2 else None
            return self._own_phrase(tree, word) if singular(word.lower.split()[-1]) in self._words["people"] else None
        if tree.lower(word.i + 1) in ("of", "among"):
            noun = self._next_noun(tree, word.i + 2)
            if noun is not None and singular(noun.lower) not in self._empty | _words()["aims"]:
                return _not_all(phrase_of(tree, noun, limit=verb.i))
            return self._these(tree, word) if noun is None else None
        opens = next((w.i for w in tree.words[: word.i] if w.text == ","), None)
        if tree.lower(0) in ("of", "among") and opens is not None and not any(w.figure is not None for w in tree.words[: word.i]):
            noun = self._next_noun(tree, 1)
            named = _not_all(phrase_of(tree, noun, limit=opens)) if noun is not None else self._so_called(tree, opens)
            return named or self._these(tree, tree[0])
        lead = next((w for w in tree.words[1:4] if w.figure is not None), None)
        if tree.lower(0) in ("of", "among") and opens is not None and lead is not None and lead.i < opens < word.i and self._counts(lead):
            # "Of 1,120 beaches tested, 96% met the standard"
            return self._own_phrase(tree, lead)
        if tree.lower(word.i - 1) in ("whom", "which") and tree.lower(word.i - 2) == "of" and word.i > 3:
            noun = tree[word.i - 4] if tree.lower(word.i - 3) == "," else tree[word.i - 3]
            return phrase_of(tree, climb(tree, noun)) if noun.is_noun else self._known()
        return self._known()

    def _so_called(self, tree: Tree, end: int) -> Phrase | None:
        """ "Among the unemployed", "of those employed": people named by their state."""
        start = 2 if tree.lower(1) in ("the", "those", "all") else 1
        told = tree.words[start:end]
        if not 0 < len(told) <= 4 or told[-1].tag not in ("VBN", "VBD", "JJ", "CD", "RB") or (start == 1 and len(told) > 1):
            return None
        return Phrase(tree, end - 1, tuple(w.i for w in told)) if told[0].tag in ("VBN", "VBD", "JJ", "RB") else None

    def _these(self, tree: Tree, word: Word) -> Phrase | None:
        """What "of them" and "of these" stand for: what was told last, in the sentence or in the one before."""
        if tree.lower(word.i + 2) == "it" and self._number:
            told = self.hosts[self._number - 1]
            told = self.hosts[told.partner] if told.phrase is None and told.partner is not None else told
            return told.phrase
        if word.i > 2:
            noun = noun_before(tree, word.i)
            return phrase_of(tree, noun, limit=word.i) if noun is not None and noun.tag in ("NNS", "NNPS") else self._known()
        before = tree.previous
        counted = next((w for w in before.words if w.figure is not None and self._counts(w)), None) if before is not None else None
        if before is None or counted is None or counted.figure is None:
            return self._known()
        return self.hosts[counted.figure].phrase or self._known()

    def _counts(self, word: Word) -> bool:
        figure = self.figures[word.figure or 0]
        return figure.quantity_type == "count" and figure.noun_start is not None

    def _known(self) -> Phrase | None:
        """Of whom a share was told shortly before."""
        return self._whole if self._number - self._told_at <= _NEAR else None

    def _spoken_for(self, tree: Tree, i: int) -> Phrase | None:
        """ "Consumers' mood brightened: 28% called it good": those of whom the sentence or the one before speaks."""
        for top, end in ((tree, i), (tree.previous, None)):
            words = top.words[:end] if top is not None else []
            for noun in reversed(words):
                if noun.tag == "NNS" and singular(noun.lower) in _words()["acting"] and top is not None:
                    return phrase_of(top, noun, tail=False, conjuncts=False, limit=noun.i + 1)
        return None

    def _activity(self, tree: Tree, verb: Word, end: int) -> Phrase | None:
        """The verb and what belongs to it, up to where something else begins."""
        beside = [kid for kid in tree.kids(verb.i, "neg", "advmod") if kid.i < verb.i]
        first = [kid.i for kid in beside if kid.dep == "neg" or (kid.i == verb.i - 1 and kid.lower.endswith("ly"))]
        kept = self._behind(tree, verb.i + 1, end)
        said = base_form(verb.lower) != "be"
        if not kept and not said:
            return None
        head = [*first, verb.i] if said else first
        return Phrase(tree, verb.i, (*head, *kept))

    def _behind(self, tree: Tree, start: int, end: int) -> list[int]:
        """The words behind a verb that say what is done."""
        kept: list[int] = []
        for k in range(start, min(end, len(tree))):
            word = tree[k]
            size = word.lower == "than" and tree.lower(k - 1) in ("more", "less", "fewer")
            if word.figure is not None or (word.lower in _words()["ends"] and not size) or (kept and word.lower == "after"):
                break
            if word.tag == "CC" and self._clause_behind(tree, k, end):
                break
            if (word.tag == "IN" and self._times_behind(tree, k)) or (word.lower in ("every", "each") and is_empty(tree, k + 1)):
                break
            if word.lower in _THEM and word.tag != "IN" and kept == [] and (meant := self._meant(tree, start - 1)):
                kept += meant
            elif word.tag not in _DROPPED and word.text[0].isalnum() and not (word.lower == "that" and word.tag == "IN"):
                kept.append(k)
        kept = kept[:_LONGEST]
        while kept and tree[kept[-1]].tag in ("CC", "IN", "TO", "MD"):
            kept.pop()
        return kept

    def _clause_behind(self, tree: Tree, k: int, end: int) -> bool:
        """Whether a conjunction opens a clause or a member with a figure of its own."""
        for word in tree.words[k + 1 : min(end, k + 7)]:
            if word.figure is not None or word.text in (",", ";"):
                return word.figure is not None
            if word.dep in ("nsubj", "nsubjpass") or word.lower in ("rest", "remainder", "remaining", "others"):
                return True
        return False

    def _times_behind(self, tree: Tree, k: int) -> bool:
        """Whether a preposition only says when: "over the next six months"."""
        if k + 1 >= len(tree) or tree[k + 1].figure is not None or is_empty(tree, k + 1):
            return True
        noun = next((w for w in tree.words[k + 1 : k + 6] if w.is_noun), None)
        return noun is not None and is_empty(tree, noun.i)

    def _meant(self, tree: Tree, verb: int) -> list[int]:
        """What "them" stands for: the first that was told to be acted on."""
        before = [h.doing for h in self.hosts[: self._number] if h.doing is not None and h.doing.tree is tree and h.doing.head != verb]
        if not before:
            return []
        found: list[int] = []
        for i in before[-1].indices:
            if i > before[-1].head and (tree[i].is_noun or (tree[i].tag == "JJ" and not (found and tree[found[-1]].is_noun))):
                found.append(i)
            elif found:
                break
        return found

    def _less_said(self, tree: Tree, word: Word) -> Host | None:
        """ "65% stayed in inns and 8% in tents", "57% of rooms were occupied, and of the beds 44%": what is not said again."""
        before = next((w for w in reversed(tree.words[: word.i]) if w.figure is not None), None)
        told = self.hosts[before.figure] if before is not None and before.figure is not None else None
        if before is None or told is None or told.doing is None or told.doing.tree is not tree:
            return None
        if self.figures[before.figure or 0].quantity_type != self.figures[self._number].quantity_type:
            return None
        start = next((k for k in range(word.i - 1, before.i, -1) if tree.lower(k) in ("of", "among")), None)
        if start is not None and (tree[start - 1].tag == "CC" or tree[start - 1].text in (",", ";")):
            other = noun_phrase(tree, start + 1, word.i)
            other = other or Phrase(tree, word.i - 1, tuple(k for k in range(start + 1, word.i) if tree[k].tag != "DT"))
            return Host(other, doing=told.doing, settled=True) if other.indices else None
        joined = all(w.tag in ("CC", "RB", "DT", ",") or w.lower in ("about", "some", "and") for w in tree.words[before.i + 1 : word.i])
        between = tree.words[told.doing.indices[-1] + 1 : word.i]
        joined = joined or all(w.tag in ("CC", "RB", "DT", ",", "IN", "CD") or is_empty(tree, w.i) for w in between)
        here = word.i + 1
        if not joined or here >= len(tree) or not (tree[here].tag in ("IN", "TO", "DT", "JJ") or tree[here].is_noun):
            return None
        told_from = tree.lower(here) == "from" and any(tree.lower(i) == "from" for i in told.doing.indices)
        if (tree.lower(here) in ("of", "among", "than", "from") and not told_from) or governing_verb(tree, word.i) is None:
            return None
        rest = self._instead(tree, told.doing, here)
        return Host(told.phrase, doing=rest, settled=True) if rest is not None else None

    def _instead(self, tree: Tree, doing: Phrase, here: int) -> Phrase | None:
        """The same done with or at something else, which begins at word `here`."""
        rest = self._behind(tree, here, len(tree))
        verb = tuple(i for i in doing.indices if i <= doing.head)
        if not rest or any(tree[k].is_verb and tree[k].tag in ("VBD", "VBZ", "VBP", "MD") for k in rest):
            return None
        if tree[here].tag in ("IN", "TO"):
            link = next((n for n, i in enumerate(doing.indices) if i > doing.head and tree.lower(i) == tree.lower(here)), None)
            verb = doing.indices[:link] if link is not None else verb
        return Phrase(tree, doing.head, (*verb, *rest))

    def _of_those(self, tree: Tree, word: Word, figure: Figure, cue: Cue) -> Host | None:
        """ "the share of firms planning to hire rose to 9%", "those who smoke were 12%": who is told by a clause that hangs on them."""
        if figure.quantity_type != "percent" or figure.measure not in ("share", "level"):
            return None
        anchor = tree[cue.anchor] if cue.anchor is not None else None
        told = anchor is not None and (anchor.is_verb or anchor.lower in directions().adverbs) and anchor.i < word.i
        main = anchor if told else governing_verb(tree, word.i)
        if main is None or main.i > word.i or main.figure is not None:
            return None
        for k in range(main.i - 2, -1, -1):
            if tree[k].figure is not None or tree[k].text in (";", ":"):
                return None
            if singular(tree.lower(k)) in _SHARES or tree.lower(k) == "those":
                return self._told_by_clause(tree, k, main)
        return None

    def _before_clause(self, tree: Tree, start: int, main: Word) -> Phrase | None:
        """The noun phrase that ends where a clause about it begins: "firms reporting", "people aged 15 to 74 who"."""
        end = next((k for k in range(start + 1, main.i) if tree[k].tag == "VBG" or tree.lower(k) in _WHO), None)
        if end is None or not (tree[end - 1].is_noun or tree[end - 1].tag in ("CD", "RB", "JJ")):
            return None
        if any(w.figure is not None or w.text in (",", ";") for w in tree.words[start:end]):
            return None
        return noun_phrase(tree, start, end)

    def _told_by_clause(self, tree: Tree, k: int, main: Word) -> Host | None:
        start, whole = k + 1, None
        if tree.lower(start) == "of":
            if tree.lower(start + 1) == "those":
                start += 2
            else:
                whole = self._before_clause(tree, start + 1, main)
                start = whole.indices[-1] + 1 if whole is not None else start
        if start < len(tree) and tree.lower(start) in _WHO and start + 1 < main.i:
            start += 1
        elif start >= len(tree) or tree[start].tag != "VBG":
            return None
        verb = next((w for w in tree.words[start : main.i] if w.is_verb and w.tag not in ("MD",)), None)
        whole = whole or self._known()
        whole = whole or self._spoken_for(tree, k)
        if whole is None and tree.lower(k) != "those":
            whole = Phrase(tree, k, (k,))
        if verb is None or verb.i > start + 2 or whole is None:
            return None
        end = main.i
        while end > verb.i + 1 and tree[end - 1].tag in ("VBD", "VBZ", "VBP", "MD"):
            end -= 1
        return Host(whole, doing=self._activity(tree, verb, end), settled=True)


def _not_all(whole: Phrase) -> Phrase:
    """ "of all rooms": of rooms."""
    plain = whole.tree.lower(whole.indices[0]) != "all" or len(whole.indices) == 1
    return whole if plain else Phrase(whole.tree, whole.head, whole.indices[1:])
