"""Names of a list's members, cut out of a sentence where commas, brackets and figures part them."""

from __future__ import annotations

from indicators.cues import Cue, directions
from indicators.hosts.base import Host
from indicators.hosts.verbs import VerbHosts
from indicators.inflect import base_form
from indicators.order import covering
from indicators.phrases import Phrase, is_terms, noun_phrase, phrase_of
from indicators.tree import Tree, Word

__all__ = ["ListedHosts"]


# The longest name of a member of a list, and the verbs that open one.
_MEMBER = 16
_OPENING = frozenset(("is", "are", "was", "were", "include", "includes", "included"))


# What ends ages: "15 to 24-year-olds", "65 and over".
_OF_AGE = frozenset(("olds", "group", "groups", "bracket", "brackets", "over", "older", "under", "above"))


class ListedHosts(VerbHosts):
    """Cuts the names of a list's members."""

    def _member(self, tree: Tree, noun: Word, end: int) -> Phrase:
        title = self._capitalised(tree, noun, end) or self._between_brackets(tree, noun, end)
        if title is not None:
            return title
        phrase = phrase_of(tree, noun, conjuncts=False, limit=end + 1)
        return self._with_conjuncts(tree, noun, end, phrase)

    def _capitalised(self, tree: Tree, noun: Word, end: int) -> Phrase | None:
        """ "Professional, Scientific and Technical Activities": one name, though it has commas and an "and"."""
        start = noun.i
        while (
            start > 0
            and (tree[start - 1].text[:1].isupper() or tree[start - 1].text in (",", "and", "&"))
            and tree[start - 1].figure is None
        ):
            if any(f.host is not None and f.host == start - 1 for f in tree.fragments):
                break
            start -= 1
        while start < noun.i and not tree[start].text[:1].isupper():
            start += 1
        words = tree.words[start : noun.i]
        if start == 0 or not any(w.lower in ("and", "&") for w in words):
            return None
        phrase = noun_phrase(tree, start, noun.i + 1)
        return phrase if phrase is not None and not self._has_place(phrase) else None

    def _between_brackets(self, tree: Tree, noun: Word, end: int) -> Phrase | None:
        """ "in cafes, bars and canteens (3%), paper, ink and glue (2%)": each with its bracket: commas of their own."""
        brackets = sorted(f.host for f in tree.fragments if f.host is not None and f.figures())
        at = next((n for n, host in enumerate(brackets) if host == end), None)
        if at is None or noun.i != end:
            return None
        if len(brackets) == 1:
            # A member between semicolons is all of its sentence.
            start = 0 if end + 2 >= len(tree) and self._same_list(tree, -1, end) else None
        elif at and self._same_list(tree, brackets[at - 1], end):
            start = brackets[at - 1] + 1
        else:
            start = self._list_start(tree, end) if at + 1 < len(brackets) and self._same_list(tree, end, brackets[at + 1]) else None
        if start is None:
            return None
        while start < end and (tree[start].tag in ("CC", "IN", "RB", "DT", ",") or tree.lower(start) in ("well", "followed")):
            start += 1
        if not any(w.text == "," or w.tag == "CC" for w in tree.words[max(start - 1, 0) : end]):
            return None
        phrase = noun_phrase(tree, start, end + 1)
        return phrase if phrase is not None and not self._has_place(phrase) and phrase.indices[-1] == end else None

    def _same_list(self, tree: Tree, a: int, b: int) -> bool:
        """Whether nothing but names stands between two brackets."""
        between = tree.words[a + 1 : b]
        said = [w for w in between if self._says(tree, w.i) and not (w.tag == "VBN" and w.dep == "acl" and a < 0)]
        return len(between) <= _MEMBER and not said and not any(w.figure is not None or w.text == ":" for w in between)

    def _list_start(self, tree: Tree, end: int) -> int | None:
        """Where the name that ends with word `end` begins, right behind the preposition or the verb that opens its list."""
        start = end
        while start > 0 and (tree[start - 1].is_noun or tree[start - 1].tag in ("JJ", "HYPH", "CC", ",")):
            start -= 1
        opens = tree[start - 1] if start and tree[start - 1].tag != "DT" else tree[max(start - 2, 0)]
        return start if opens.tag == "IN" or opens.lower in _OPENING else None

    def _with_conjuncts(self, tree: Tree, noun: Word, end: int, phrase: Phrase) -> Phrase:
        """ "computers and peripherals (…)": two nouns with one bracket belong together if no comma or bracket parts them."""
        if tree.lower(phrase.indices[0] - 1) in ("and", "&") and noun.dep == "conj" and noun.head < noun.i:
            left = tree[noun.head]
            stretch = range(left.i + 1, noun.i)
            parted = any(tree[k].text in (",", ";") or tree[k].figure is not None for k in stretch) or any(
                f.host is not None and left.i <= f.host < noun.i for f in tree.fragments
            )
            if not parted:
                merged = phrase_of(tree, left, conjuncts=True, limit=end + 1)
                return merged
        return phrase

    def _unsaid(self, tree: Tree, word: Word, cue: Cue) -> Host | None:
        """ "Plums fetched $8 million, pears $7 million and nuts $6 million": the next one's, its verb left out."""
        earlier = next((w for w in reversed(tree.words[: word.i]) if w.figure is not None), None)
        before, d = tree[word.i - 1], directions()
        if earlier is None or earlier.i + 2 > before.i or not (tree[earlier.i + 1].tag == "CC" or tree[earlier.i + 1].text == ","):
            return None
        base = base_form(before.lower)
        known = before.lower in d.verbs or before.lower in d.levels or before.lower in d.neutral or base in self._nominal
        named = all(w.is_noun or w.tag in ("CC", "JJ", "HYPH") for w in tree.words[earlier.i + 2 : before.i])
        taken = before.tag in ("VBZ", "VB", "VBP") and named and not known and before.lower.isalpha()
        if taken and self.figures[earlier.figure or 0].quantity_type == self.figures[self._number].quantity_type:
            # Nouns that the parse takes for verbs.
            whole = tuple(range(earlier.i + 2, word.i))
            return Host(partner=earlier.figure, element=Phrase(tree, before.i, whole), link="gap", settled=True)
        if cue.kind != "level-verb" or cue.anchor is None or cue.anchor > earlier.i or not before.is_noun:
            return None
        if any(w.is_verb and w.tag in ("VBD", "VBZ", "VBP", "MD") for w in tree.words[earlier.i : word.i]):
            return None
        element = self._segment(tree, word, word.i)
        return Host(partner=earlier.figure, element=element, link="gap", settled=True) if element is not None else None

    def _left_out(self, tree: Tree, word: Word, cue: Cue) -> Host | None:
        """ "one index fell from 7 to 5 and the other index even further, from 9 to 4": the next one's, its verb left out."""
        link = word.i - 1
        if cue.kind not in ("from", "to", "verb") or tree.lower(link) not in ("from", "to", "by"):
            return None
        k = link - 1
        while k > 0 and (tree[k].text == "," or tree[k].tag in ("RB", "RBR", "JJR")):
            k -= 1
        if not tree[k].is_noun or k == link - 1:
            return None
        start = k
        while start > 0 and (tree[start - 1].is_noun or tree[start - 1].tag in ("JJ", "HYPH", "DT", "VBN", "VBG", "POS", "PRP$")):
            start -= 1
        earlier = self._figure_before(tree, start)
        opens = tree.lower(start - 1)
        joined = opens == "and" or opens in ("while", "whereas", "but")
        if earlier is None or not joined or any(w.figure is not None for w in tree.words[start:link]):
            return None
        element = noun_phrase(tree, start, k + 1)
        return Host(partner=earlier, element=element, link="gap", settled=True) if element is not None else None

    def _ages_behind(self, tree: Tree, start: int) -> Phrase | None:
        """ "among 15 to 24-year-olds", "in the 25 to 54 age group", "for those aged 65 and over"."""
        first = start + 1 if tree.lower(start) in ("the", "those") else start
        if first >= len(tree) or not (tree[first].text[0].isdigit() or tree.lower(first) == "aged") or tree[first].figure is not None:
            return None
        end = first
        while end < min(len(tree), first + 10) and tree[end].figure is None and not tree[end].is_verb:
            if tree[end].text in (",", ".", ";"):
                break
            end += 1
        last = next((k for k in range(first, end) if tree.lower(k) in _OF_AGE), None)
        if tree.lower(first) == "aged":
            last = last or next((k for k in range(end - 1, first, -1) if tree[k].text[0].isdigit()), None)
        if last is None:
            return None
        first -= tree.lower(first - 1) == "those"
        return Phrase(tree, last, tuple(range(first, last + 1)))

    def _names_behind(self, tree: Tree, start: int) -> Phrase | None:
        """ "in mining and quarrying", "in farming, forestry and fishing": all that is joined, up to the next figure or the clause's end."""
        end = start
        while end < len(tree) and (
            tree[end].is_noun or tree[end].tag in ("JJ", "HYPH", "CC", ",", "DT", "VBG") or (tree[end].tag == "VBN" and end + 1 < len(tree))
        ):
            end += 1
        again = end + 1 < len(tree) and tree[end + 1].figure is not None and (tree[end - 1].tag == "CC" or tree[end - 1].text == ",")
        if end < len(tree) and tree[end].figure is None and tree[end].text not in (".", ";", ":", ")") and not again:
            return None
        while end > start and (tree[end - 1].tag == "CC" or tree[end - 1].text == ","):
            end -= 1
        words = tree.words[start:end]
        if not any(w.tag == "CC" for w in words) or not words[-1].is_noun or not words[0].text[0].isalnum():
            return None
        return noun_phrase(tree, start, end)

    def _segment(self, tree: Tree, word: Word, end: int) -> Phrase | None:
        """The noun phrase between the last stop or figure and word `end`: the member of a list with its verb left out."""
        k = end - 1
        while (k >= 0 and tree[k].text in (",", ":", "|", "-")) or (k >= 0 and tree[k].lower in ("by", "at", "with", "on", "for")):
            k -= 1
        start = self._segment_start(tree, k)
        if (
            start > 0
            and tree[start].tag == "DT"
            and tree[start].lower in ("a", "an")
            and tree[start - 1].text == ","
            and tree[start - 2].is_noun
        ):
            # "and Acme Corp., a rival, by 12.5 percent": the name stands before the apposition.
            k = start - 2
            start = self._segment_start(tree, k)
        if start > 0 and (tree[start - 1].figure is not None or tree[start - 1].tag == "CD") and tree[start].tag in ("IN", "TO"):
            # "1.2% in the euro area, 0.6% in …": the phrase right behind a figure is that figure's.
            comma = next((i for i in range(start, k) if tree[i].text == ","), None)
            if comma is None and k + 1 == word.i:
                # "11% of the total and Chadian visitors 9%"
                comma = next((i for i in range(start, k) if tree.lower(i) in ("and", "while", "whereas")), None)
            if comma is None or tree[k].tag == "CC":
                return None
            start = comma + 1
        while start <= k and (
            tree[start].tag in ("CC", "IN", "RB", "WRB", "DT", ",") or tree[start].lower in ("and", "while", "whereas", "followed", "by")
        ):
            start += 1
        phrase = noun_phrase(tree, start, k + 1) if start <= k else None
        alone = phrase is None and start == k
        if alone and (covering(self.places, tree[k].start) is not None or (k + 1 < word.i and tree[k].tag in ("JJ", "VBG"))):
            # "and the Caribbean 2.6%", "wind for 5 TWh, solar for 2 TWh"
            phrase = Phrase(tree, k, (k,))
        if phrase is None or self._is_hollow(phrase):
            return None
        # "2%, in real terms 3%", not "2% in money terms and 3%"
        own = phrase.indices[0] >= 2 and tree[phrase.indices[0] - 2].figure is None
        return None if own and is_terms(tree, phrase.head) else phrase

    def _segment_start(self, tree: Tree, k: int) -> int:
        start = k + 1
        while (
            start > 0
            and tree[start - 1].figure is None
            and tree[start - 1].text not in (";", ":", "—", "|")
            and not (tree[start - 1].tag == "CD" and tree[start].tag == "IN")
            and not self._says(tree, start - 1)
        ):
            start -= 1
            if tree[start].text == "," and not self._enumeration(tree, start, k):
                start += 1
                break
        return start

    def _says(self, tree: Tree, i: int) -> bool:
        """Whether a word is a verb that says something, not a participle before a noun: "sea-based workers"."""
        word = tree[i]
        if word.tag == "VBG" and (tree.lower(i - 1) == "and" or tree.lower(i + 1) == "and"):
            # "mining and quarrying"
            return False
        return word.is_verb and not (word.tag in ("VBN", "VBG") and (word.dep == "amod" or tree.lower(i - 1) == "-"))

    def _enumeration(self, tree: Tree, comma: int, end: int) -> bool:
        """Whether a comma stands inside a list of nouns ("oats, rye and the other cereals")."""
        rest = [tree[k] for k in range(comma + 1, end + 1)]
        return (
            any(word.lower == "and" for word in rest)
            and not any(word.is_verb for word in rest)
            and not any(word.text == "," for word in rest)
        )
