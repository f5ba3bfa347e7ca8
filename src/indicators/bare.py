"""Bare figures: what a figure is that no word beside it tells, by the brackets, lists and clauses that it stands in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from indicators.clauses import governing_verb, subject_of
from indicators.cues import Cue, directions
from indicators.cues.clause import contributes, direction_in, figure_of, gathers, moved_inside, moved_most, of_change, staffing
from indicators.cues.contributions import in_points
from indicators.cues.leads import Lead
from indicators.cues.leaning import leaning
from indicators.cues.parts import acts, of_these, share_told, told_as_part
from indicators.cues.splits import behind_fraction, labelled, only_labelled, shared_out, splits
from indicators.figure import Figure
from indicators.inflect import base_form, singular
from indicators.rates import growth_rate, names_rate, than_rate
from indicators.steady import stays
from indicators.tree import Tree, Word

__all__ = ["BareReader", "alike", "sign_of"]

# What opens a clause of its own.
_OPENING = frozenset(("when", "where", "while", "whereas", "which", "although"))

# Fewer amounts in a bracket are no list of parts.
_PARTS = 2
# What shares that make up a whole may miss it by, rounded as they are.
_ROUNDING = 1.01
# Where a series stands that it is held against.
_MARKS = frozenset(("average", "mean", "low", "high", "peak", "trough", "record", "minimum", "maximum", "median", "level"))
# A bracket of a change and what it contributed.
_PAIR = 2
# " of " between a time and what it was then.
_OF = 4
_ROUNDED = 1.05


class BareReader:
    """Gives the bare figures of one release their measure and direction; those before them have theirs."""

    def __init__(
        self, figures: Sequence[Figure], of_inflation: bool, held: set[int], dated: set[int], announced: Mapping[int, Lead]
    ) -> None:
        self.figures, self.of_inflation, self.announced = figures, of_inflation, announced
        # Where the times end that something is held against, and those with a year.
        self.held, self.dated = held, dated
        self.weights: tuple[int, int] | None = None

    def read(self, tree: Tree, word: Word, figure: Figure, cue: Cue) -> None:
        """A figure with no cue beside it: "Estonia (4.5%)", "finance and insurance 107.2%"."""
        d = directions()
        if figure.quantity_type not in ("percent", "pp") and tree.lower(word.i - 1) == "of" and word.start - _OF in self.held:
            cue.measure = "level"  # "4 percent below the five-year average of 700 tonnes"
            return
        if in_points(figure) and (going := self._contributed(word, figure) or self._among_contributions(tree, word)):
            cue.measure, cue.sign = "contribution", figure.sign or going
            return
        if figure.quantity_type == "pp" and not figure.sign and (going := of_change(*tree.outer(word)) if tree.parent is not None else 0):
            cue.measure, cue.sign = "change", going  # "increases in the vacancy rate (0.1 points, to 3%)"
            return
        if figure.quantity_type not in ("percent", "pp") and not figure.sign:
            self._bare_amount(tree, word, figure, cue)
            return
        if figure.quantity_type == "money" and any(singular(w.lower) == "balance" for w in tree.words[: word.i]):
            # "Balance of foreign trade +16.0 billion euros": the sign tells which way it stands.
            cue.measure = "level"
            return
        if tree.parent is not None and word.i == 0 and self._was_so_high(tree, word, figure):
            cue.measure, cue.sure = "share" if share_told(tree.parent, tree.parent[tree.host or 0]) else "level", True
            return
        host = tree.parent[tree.host] if tree.parent is not None and tree.host is not None else None
        colon = tree.before(word.i)
        if (
            (colon is not None and colon.text == ":" and colon.i > 0 and d.noun(tree[colon.i - 1]) is None)
            and figure.quantity_type == "percent"
            and any(singular(w.lower) in d.share_nouns for w in tree.words[max(0, word.i - 7) : word.i])
        ):
            cue.measure = "share"
            return
        if colon is not None and colon.text == ":" and figure.quantity_type == "percent" and d.nouns.get(tree.lower(0)) == 0:
            cue.measure, cue.sign = "change", figure.sign or 1  # "Change on May: 3%"
            return
        if figure.quantity_type == "percent" and self._of_rate(tree, word):
            cue.measure, cue.sure = "level", True
            return
        if figure.sign and tree.lower(word.i + 1) == "to" and word.i + 2 < len(tree) and tree[word.i + 2].figure is not None:
            # "Room rate: +1.4% to $91.50".
            cue.measure, cue.sign, cue.sure = "change", figure.sign, True
            return
        beside = figure_of(tree.parent, host) if tree.parent is not None and host is not None else None
        if beside is not None and self._beside(figure, beside, cue):
            return
        fraction = behind_fraction(tree, host) if figure.quantity_type == "percent" and not figure.sign else None
        if fraction is not None:
            cue.measure, cue.sign = fraction
            return
        parent = tree.parent or tree
        if host is not None and figure.quantity_type == "percent" and not figure.sign:
            if told_as_part(parent, host.i + 1, bracketed=True) or of_these(parent, host.i):
                cue.measure, cue.sure = "share", True
                return
            if self._weighs(tree, host, figure) or gathers(parent, host) or self._weighed_before(tree):
                cue.measure = "share"
                return
        if host is not None and figure.quantity_type == "percent" and (growth := growth_rate(parent, host)):
            cue.measure, cue.sign, cue.sure = "change", figure.sign or growth, True
            return
        level = self._as_before(word, figure)[0] == "level"
        if figure.quantity_type == "percent" and not figure.sign and stays(tree, word, self.figures, self._listed, after_level=level):
            cue.measure, cue.sure = "level", True
            return
        if figure.quantity_type == "percent" and not figure.sign and self._told_by_clause(tree, word, figure, cue):
            return
        if going := self._among_moved(tree, word, figure):
            cue.measure, cue.sign = "change", going
            return
        outer, at = tree.outer(word)
        found = direction_in(outer, at)
        if found is None and host is not None and figure.quantity_type == "percent" and (going := moved_inside(outer, at)):
            found = going, "noun"
        names = names_rate(outer, at) or self._of_same_rate(outer, at, figure)
        partner = self.partner(tree, word, figure, cue)
        if (
            partner is not None
            and figure.quantity_type == "percent"
            and ((self.figures[partner].measure == "share" and not figure.sign) or self._same_clause(tree, word, partner))
        ):
            other = self.figures[partner]
            cue.measure, cue.sign = other.measure, figure.sign or (1 if other.sign else sign_of(other.value))
            return
        if (
            figure.quantity_type == "index"
            and figure.sign
            and (tree.start - 2 in self.held or self._stands(outer, at, moved=found is not None))
        ):
            cue.measure, cue.sure = "level", True
            return
        if found is not None and not (names and found[1] != "noun"):
            cue.measure, cue.sign = "change", figure.sign or found[0]
            return
        if names and self._varies(tree, figure):
            cue.measure, cue.sign = "change", figure.sign or 1
        elif names:
            cue.measure = "level"
        elif figure.sign:
            cue.measure, cue.sign = "change", figure.sign
        else:
            lead = self._lead(figure)
            told = (lead.measure, lead.sign or 1) if lead.measure and figure.quantity_type == "percent" else None
            cue.measure, cue.sign = told or self._as_before(word, figure)

    def _was_so_high(self, tree: Tree, word: Word, figure: Figure) -> bool:
        """ "fell by 2 points from May 2017 (12%)": whether a bracket tells how high a rate was that moved by points."""
        before = self.figures[(word.figure or 0) - 1] if word.figure else None
        beside = before is not None and before.sentence == figure.sentence and before.measure == "change"
        if before is not None and before.quantity_type != "pp":
            beside = beside and tree.parent is not None and than_rate(tree.parent, tree.host or 0)
        number = (word.figure or 0) - 2
        grew = number >= 0 and self.figures[number].sentence == figure.sentence and self.figures[number].measure == "change"
        told = beside and not grew and figure.quantity_type == "percent" and not figure.sign
        return told and not self.held.isdisjoint((tree.start - 1, tree.start - 2))

    def _lead(self, figure: Figure) -> Lead:
        """What announces the list that a sentence is a member of."""
        return self.announced.get(figure.sentence[0], Lead())

    def _among_contributions(self, tree: Tree, word: Word) -> int:
        """ "Services contributed most (0.4 points)": which way the clause of a figure, or of its bracket, tells contributions."""
        if tree.parent is None or tree.host is None:
            return contributes(tree, word)
        return contributes(tree.parent, tree.parent[tree.host])

    def _told_by_clause(self, tree: Tree, word: Word, figure: Figure, cue: Cue) -> bool:
        """ "became dearer: fish (2%)", "most came by train (64%)", "Cork took a third, Kerry 12%": what the clause says of its list."""
        parent, host = tree.outer(word)
        if host is word and acts(tree, word.i):
            cue.measure, cue.sure = "share", True  # "40 percent expect a rise"
        elif going := leaning(parent, host):
            cue.measure, cue.sign, cue.sure = "change", going, True
        elif shared_out(tree, word) if host is word else splits(parent, host, after_rate=self._as_before(word, figure)[0] == "level"):
            cue.measure, cue.sure = "share", True
        return cue.sure

    def _of_rate(self, tree: Tree, word: Word) -> bool:
        """ "the 25% levy on bricks will fall", "that on tiles, now 18%, will as well": how high a rate is, whatever becomes of it."""
        after = tree.after(word.i)
        if tree.lower(word.i - 1) in ("now", "currently", "presently") and tree.lower(word.i - 2) in (",", ""):
            return True
        if after is None or singular(after.lower) not in directions().charges or after.start - word.end > 1:
            return False  # Nothing that is left out of what is parsed stands between: "102% of the full-year target".
        further = tree.after(after.i)
        return further is None or not further.is_noun

    def _of_same_rate(self, tree: Tree, word: Word, figure: Figure) -> bool:
        """ "The jobless rate was 6%. It was lower in cities (5%).": what was a level before is one here."""
        verb = governing_verb(tree, word.i)
        subject = subject_of(tree, verb) if verb is not None and base_form(verb.lower) == "be" else None
        before = next((other for other in reversed(self.figures) if other.end <= figure.sentence[0]), None)
        level = before is not None and (before.quantity_type, before.measure) == ("percent", "level")
        return level and subject is not None and subject.lower in ("it", "they", "this", "that")

    def _varies(self, tree: Tree, figure: Figure) -> bool:
        """Whether rates below zero stand in the sentence, which are those of a change: only interest and inflation fall so low."""
        beside = (other for other in self.figures if other.sentence == figure.sentence and other.quantity_type == "percent")
        level = self.of_inflation or any(word.lower in ("interest", "policy", "margin") for word in (tree.parent or tree).words)
        return not level and any(other.sign < 0 for other in beside)

    def slotted(self, tree: Tree, word: Word) -> bool:
        """ "(US$3 billion, 17.0%, up 5.1%)": between an amount and its change stands a share."""
        number = word.figure or 0
        if tree.parent is None or word.i < 2 or tree.lower(word.i - 1) != "," or tree[word.i - 2].figure != number - 1:
            return False
        changed = tree.lower(word.i + 1) == "," and tree.lower(word.i + 2) in ("up", "down")
        return changed and self.figures[number - 1].quantity_type in ("money", "count", "physical")

    def _parts_of_change(self, tree: Tree, figure: Figure) -> int:
        """ "was up $48 billion (cars $29 billion, cards $11 billion)": parts of a change have its sign; 0 if a bracket tells none."""
        parent = tree.parent
        if parent is None or tree.host is None or len(tree.figures()) < _PARTS:
            return 0
        earlier = [self.figures[w.figure] for w in parent.words[: tree.host + 1] if w.figure is not None]
        if len(earlier) > 1 and earlier[-1].quantity_type == "percent":
            earlier.pop()  # "lost 900 posts, or 3% (700 in towns, 200 in villages)"
        whole = earlier[-1] if earlier else None
        if whole is None or whole.measure != "change" or whole.quantity_type != figure.quantity_type or figure.unit not in ("", whole.unit):
            return 0
        parts = [self.figures[w.figure] for w in tree.figures() if w.figure is not None]
        # What is printed is rounded: the parts may come to a little more than the whole.
        small = sum(abs(part.value) for part in parts) <= abs(whole.value) * _ROUNDED
        return sign_of(whole.value) if small and labelled(tree) else 0

    def _weighs(self, tree: Tree, host: Word, figure: Figure) -> bool:
        """Whether a bracket tells a weight ("a decisive weight (94%)"), or goes on with those of the sentence."""
        if singular(host.lower) in ("weight", "share", "proportion") or (
            tree.parent is not None and self._told_of_shares(tree.parent, host)
        ):
            self.weights = figure.sentence
        return self.weights == figure.sentence

    def _told_of_shares(self, tree: Tree, word: Word) -> bool:
        """ "The largest shares were those of coal (12%)": whether the clause of a word says who has what part, and not that it moved."""
        verb = governing_verb(tree, word.i)
        subject = subject_of(tree, verb) if verb is not None else None
        if verb is None or subject is None or subject.i > verb.i or word.i < verb.i or verb.lower in directions().verbs:
            return False
        return singular(subject.lower) in directions().share_nouns

    def _weighed_before(self, tree: Tree) -> bool:
        """ "Cars (12 percent of exports) rose, drugs (9 percent) fell": brackets that say but once of what they tell the part."""
        earlier = [f for f in tree.parent.fragments if f.start < tree.start] if tree.parent is not None else []
        told = earlier[-1].figures() if earlier else []
        return len(tree.figures()) == 1 and len(told) == 1 and self.figures[told[0].figure or 0].measure == "share"

    def _contributed(self, word: Word, figure: Figure) -> int:
        """The sign of a contribution named earlier in the sentence, which points in a list go on with; 0 if there is none."""
        for other in reversed(self.figures[: word.figure]):
            if other.sentence != figure.sentence:
                break
            if other.measure == "contribution":
                return 1 if other.sign else sign_of(other.value)  # "minus 0.4 points, after 0.3": each has its own sign
        return 0

    def _same_clause(self, tree: Tree, word: Word, partner: int) -> bool:
        """ "are 2.6 percent in primary goods, 0.7 percent in capital goods": nothing but the member changes."""
        at = next((w.i for w in tree.words if w.figure == partner), None)
        if at is None or at >= word.i:
            return False
        between = tree.words[at + 1 : word.i]
        return not any((w.is_verb and w.tag != "VBG") or w.text == ";" or w.lower in _OPENING for w in between)

    def _listed(self, tree: Tree, word: Word, partner: int) -> bool:
        """ "services (81,300 fewer), ahead of industry (27,400)": brackets of one list, no verb between."""
        if tree.parent is None or tree.host is None or len(tree) > 1:
            return False
        for sibling in tree.parent.fragments:
            if sibling.host is not None and any(w.figure == partner for w in sibling.words):
                between = tree.parent.words[sibling.host + 1 : tree.host]
                return len(sibling.figures()) == 1 and not any(w.is_verb and w.lower != "followed" for w in between)
        return False

    def completes(self, number: int, figure: Figure) -> bool:
        """ "23 percent reported higher output, 61 percent no change and 16 percent lower": with the shares before it is the whole."""
        total, k = figure.value, number - 1
        while k >= 0 and self.figures[k].sentence == figure.sentence and self.figures[k].measure == "share":
            total, k = total + self.figures[k].value, k - 1
        return k < number - 2 and figure.quantity_type == "percent" and not figure.sign and abs(total - 100) <= _ROUNDING

    def _stands(self, tree: Tree, word: Word, *, moved: bool) -> bool:
        """ "below its average (-11.0)", "Confidence was stable (-6.8)": where a balance stands, whatever its sign."""
        if singular(word.lower) in _MARKS:
            return True
        verb = governing_verb(tree, word.i)
        subject = subject_of(tree, verb) if verb is not None and not moved else None
        return subject is not None and singular(subject.lower) in directions().balances

    def _among_moved(self, tree: Tree, word: Word, figure: Figure) -> int:
        """ "those to Mali (up 3%), Togo (4%) and Chad (2%) rose": which way the bracket before in a list of percentages says; 0 if none."""
        number = (word.figure or 0) - 1
        if figure.quantity_type != "percent" or figure.sign or number < 0 or not self._listed(tree, word, number):
            return 0
        other = self.figures[number]
        return sign_of(other.value) if (other.quantity_type, other.measure, other.sign) == ("percent", "change", 0) else 0

    def _as_before(self, word: Word, figure: Figure) -> tuple[str, int]:
        """The measure of the percentage before, where nothing else tells, and its direction if it is one of the same list."""
        other = next((other for other in reversed(self.figures[: word.figure]) if other.quantity_type == "percent"), None)
        if other is None or other.measure not in ("change", "share"):
            return "level", 1
        return other.measure, sign_of(other.value) if other.sentence == figure.sentence and not other.sign else 1

    def _bare_amount(self, tree: Tree, word: Word, figure: Figure, cue: Cue) -> None:
        """Money or a count with no cue: a change only where it goes with one."""
        cue.measure = "level"
        if only_labelled(tree, word):
            cue.sure = True
            return
        if tree.parent is not None and word.i == 0 and not self.held.isdisjoint((tree.start - 1, tree.start - 2)):
            return  # "up 4.9 percent from May 2017 ($252,500)": what it was then
        if tree.parent is not None and len(tree) == 1 and tree.start - 2 in self.dated and figure.quantity_type != "percent":
            return  # "between May 2016 (66,600) and May 2017 (66,900)"
        partner = self.partner(tree, word, figure, cue)
        changed = partner is not None and self.figures[partner].measure == "change"
        if partner is not None and changed and (cue.kind in ("coordinate", "compare", "gap") or self._same_clause(tree, word, partner)):
            cue.measure, cue.sign = "change", sign_of(self.figures[partner].value)
            return
        if partner is not None and changed and self._listed(tree, word, partner):
            cue.measure, cue.sign = "change", sign_of(self.figures[partner].value)
            return
        if going := self._parts_of_change(tree, figure) or moved_most(tree, word):
            cue.measure, cue.sign = "change", going
            return
        host = tree.parent[tree.host] if tree.parent is not None and tree.host is not None else None
        if host is not None and tree.parent is not None and (sign := staffing(tree.parent, host) or self._told_of(tree, host, figure)):
            cue.measure, cue.sign = "change", sign
            return
        lead = self._lead(figure)
        if lead.amounts and not any(w.is_verb for w in (tree.parent or tree).words):
            cue.measure, cue.sign = "change", lead.sign  # "The largest falls were in:", and below it "peas (900)"
            return
        if host is not None and host.figure is not None and self.figures[host.figure].measure == "change" and len(tree) <= 3:
            # "4.5% (USD 1.5 billion) more": the same change in another unit.
            cue.measure, cue.sign = "change", sign_of(self.figures[host.figure].value)

    def weighted(self, tree: Tree, word: Word) -> bool:
        """ "a rise in food prices (3.1%, or 0.62 percentage points)": points beside the change of what is no rate are its contribution."""
        told = tree.figures()
        if tree.parent is None or tree.host is None or len(told) != _PAIR or told[-1] is not word:
            return False
        if any(between.lower not in ("or", ",", ";") for between in tree.words[told[0].i + 1 : word.i]):
            return False
        other = self.figures[told[0].figure or 0]
        return (other.quantity_type, other.measure) == ("percent", "change") and not names_rate(tree.parent, tree.parent[tree.host])

    def _told_of(self, tree: Tree, host: Word, figure: Figure) -> int:
        """Which way an amount went that is all of a bracket behind what changed; 0 where a level may as well stand there."""
        return of_change(tree.parent, host) if tree.parent is not None and len(tree) == 1 and figure.quantity_type != "index" else 0

    def _beside(self, figure: Figure, number: int, cue: Cue) -> bool:
        """A percentage in brackets right after a figure says the same in another way."""
        other = self.figures[number]
        if other.measure == "change":
            cue.measure, cue.sign = "change", figure.sign or sign_of(other.value)
        elif figure.sign and not (other.sign and other.quantity_type == figure.quantity_type):
            cue.measure, cue.sign = "change", figure.sign
        elif other.quantity_type == figure.quantity_type:
            cue.measure = other.measure
        elif other.measure == "level" and figure.quantity_type == "percent":
            cue.measure = "share"
        else:
            return False
        return True

    def partner(self, tree: Tree, word: Word, figure: Figure, cue: Cue) -> int | None:
        """The figure before this one in the same sentence, of the same type if there is one."""
        assert word.figure is not None
        if cue.kind == "compare" and figure.quantity_type not in ("percent", "pp"):
            # "was 7.2bn, up 3.8bn on the year, well above the 3.9bn of …": amounts are compared with amounts.
            for number in range(word.figure - 1, max(-1, word.figure - 5), -1):
                other = self.figures[number]
                if other.sentence == figure.sentence and alike(figure, other) and other.measure == "level":
                    return number
        for number in range(word.figure - 1, max(-1, word.figure - 5), -1):
            if self.figures[number].sentence != figure.sentence:
                break
            if alike(figure, self.figures[number]):
                return number
        return None


def sign_of(value: float) -> int:
    """The direction of a change: -1 or 1."""
    return -1 if value < 0 else 1


def alike(figure: Figure, other: Figure) -> bool:
    """Whether two figures are of one kind, percentages and points taken for one."""
    return figure.quantity_type == other.quantity_type or {figure.quantity_type, other.quantity_type} <= {"percent", "pp"}
