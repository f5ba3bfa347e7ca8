"""Cues: the words around a figure that tell whether it is a level, a change, a share or a contribution, and its sign.

Each rule looks at one construction and answers with a `Cue` or None; the first that answers wins. Rules read the folded sentence, where
time phrases and parentheses are gone, so what belongs together stands together.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from indicators.clauses import governing_verb, subject_of
from indicators.figure import Figure
from indicators.inflect import base_form, forms, singular
from indicators.lexicon import table
from indicators.tree import Tree, Word

__all__ = ["Cue", "Directions", "directions", "read_cue"]


@dataclass(slots=True)
class Cue:
    """What a rule found.

    `kind` names the construction, `anchor` the index of the word that gave it away (verb, noun, adverb or preposition), and `sign` the
    direction: -1, 1, or 0 where it is not told. `measure` is "" where the figure takes it from the one before.
    """

    kind: str
    measure: str
    sign: int = 0
    anchor: int | None = None


class Directions:
    """The lexicon of movement, inflected and ready to look up."""

    def __init__(self) -> None:
        words = table("directions")
        series = table("series")
        self.verbs = {form: sign for sign, key in ((1, "up"), (-1, "down")) for form in forms(words["verbs"][key])}
        self.neutral = forms(words["verbs"]["neutral"])
        self.nouns = {noun: sign for sign, key in ((1, "up"), (-1, "down"), (0, "neutral")) for noun in words["nouns"][key]}
        self.adverbs = {word: sign for sign, key in ((1, "up"), (-1, "down")) for word in words["adverbs"][key]}
        self.comparators = frozenset(words["comparators"]["words"])
        self.levels = forms(words["levels"]["verbs"])
        self.levels_base = frozenset(words["levels"]["verbs"]) - {"estimate", "report", "print", "value"}
        self.steady = frozenset(words["steady"]["words"])
        self.shares = forms(words["share"]["verbs"])
        self.share_nouns = frozenset(words["share"]["nouns"])
        self.contributions = forms(words["contribution"]["verbs"])
        self.contribution_totals = frozenset(words["contribution"]["totals"])
        self.approximators = frozenset(words["approximators"]["words"])
        self.rates = frozenset(series["rates"])
        self.totals = frozenset(series["totals"])
        self.flows = frozenset(series["flows"])

    def noun(self, word: Word) -> int | None:
        """The direction of a noun of change (0 for "change" itself), or None if it is no such noun."""
        if word.is_noun or word.tag in ("VBG", "VBN", "VB", "VBP", "JJ"):
            return self.nouns.get(singular(word.lower))
        return None

    def verb(self, tree: Tree, word: Word) -> int | None:
        """The direction of a verb, its particle counted ("edged up"), or None if it tells none."""
        if not (word.is_verb or word.tag in ("NN", "NNS", "JJ")) or word.figure is not None:
            return None
        after = tree.after(word.i)
        if (
            after is not None
            and after.lower in ("up", "down", "higher", "lower", "off", "upward", "downward", "upwards", "downwards")
            and (word.lower in self.neutral or word.lower in self.verbs)
        ):
            return self.adverbs[after.lower]
        return self.verbs.get(word.lower) if word.is_verb else None


@cache
def directions() -> Directions:
    """The lexicon of movement."""
    return Directions()


def previous(tree: Tree, i: int) -> Word | None:
    """The word before figure `i` that matters: articles, adjectives of size and approximations are passed over."""
    d = directions()
    k = i - 1
    if k > 0 and tree[k].text == ":" and tree[k - 1].is_verb:
        k -= 1
    while k >= 0:
        if k > 0 and tree[k].lower == "of" and tree[k - 1].lower in ("shy", "short", "north", "south", "excess", "upwards", "upward"):
            k -= 2
            continue
        word = tree[k]
        if word.lower == "to" and tree.lower(k - 1) == "up" and tree.lower(k - 2) in ("by", "of", "for"):
            k -= 2
            continue
        if k == i - 1 and word.is_noun and tree.lower(k - 1) in ("a", "an") and tree.lower(k - 2) in ("by", "at", "to", "of"):
            # "expanded by a breakneck 9.5%".
            k -= 1
            continue
        if word.lower == "at" and tree.lower(k + 1) in ("least", "most"):
            k -= 1
            continue
        if word.lower == "than" and k > 1 and tree[k - 2].figure is not None:
            break
        passed = word.lower in d.approximators or word.tag in ("DT", "RB", "PDT", "JJ", "JJR", "JJS", "$", "``", "''", "PRP$", "RBR", "RBS")
        if (
            word.figure is not None
            or not passed
            or word.lower
            in ("up", "down", "to", "at", "by", "from", "of", "on", "in", "higher", "lower", "above", "below", "minus", "plus", "worth")
        ):
            if word.text == "-" or tree.lower(k - 1) == "-":
                k -= 1
                continue
            break
        k -= 1
    return tree[k] if k >= 0 else None


def read_cue(tree: Tree, i: int, figure: Figure) -> Cue:
    """The cue of the figure at word `i`."""
    for rule in _RULES:
        cue = rule(tree, i, figure)
        if cue is not None:
            return cue
    return Cue("bare", "")


def _end_of_run(tree: Tree, i: int) -> int:
    """The last figure of "3.6% and 3.1% smaller": what follows the run is said of all of it."""
    j = i + 2 if tree.lower(i + 1) == "," else i + 1
    if tree.lower(j) == "or" and j + 1 < len(tree) and tree[j + 1].figure is not None and tree[j + 1].text != tree[i].text:
        # "4,500, or 22.6%, fewer": said twice, in two units.
        return j + 2 if tree.lower(j + 2) == "," else j + 1
    k = i
    while (
        tree.lower(k + 1) in ("and", ",", "or")
        and k + 2 < len(tree)
        and tree[k + 2].figure is not None
        and tree[k + 2].text == tree[i].text
    ):
        k += 2
        if tree.lower(k - 1) != ",":
            return k
    return i


def _noun_after(tree: Tree, i: int, figure: Figure) -> Cue | None:
    """ "a 2.5 percent growth in demand", "a 0.3 percent month-on-month fall"."""
    d = directions()
    i = _end_of_run(tree, i)
    for k in range(i + 1, min(i + 6, len(tree))):
        word = tree[k]
        sign = d.noun(word)
        if sign is not None and not (word.is_verb and word.tag in ("VBP", "VBD", "VBZ", "VB")):
            after = tree.after(k)
            if after is not None and after.is_noun and after.lower in ("rate", "rates", "target", "forecast"):
                return Cue("noun-after", "change", sign, k)
            return Cue("noun-after", "change", sign, k)
        if k == i + 1 and word.lower in d.share_nouns and figure.quantity_type == "percent":
            return Cue("share-after", "share", 0, k)
        if not (word.tag in ("JJ", "JJR", "JJS", "NN", "NNP", "HYPH", "VBN", "RB", "VBG") or word.text == "-"):
            return None
    return None


def _adverb_after(tree: Tree, i: int, figure: Figure) -> Cue | None:
    """ "0.9 million barrels a day less than", "1.4% lower", "8 percent under"."""
    d = directions()
    i = _end_of_run(tree, i)
    after = tree.after(i)
    if after is not None and after.lower in ("per", "a", "each") and i + 3 < len(tree):
        after = tree.after(i + 2)
    if after is None or after.lower not in d.adverbs or after.lower in ("over", "off", "extra"):
        return None
    return Cue("adverb-after", "change", d.adverbs[after.lower], after.i)


def _balance(tree: Tree, i: int, figure: Figure) -> Cue | None:
    """ "3 billion euros in deficit", "$4.9 billion in the red"."""
    if figure.quantity_type != "money" or tree.lower(i + 1) != "in":
        return None
    k = i + 3 if tree.lower(i + 2) in ("the", "a") else i + 2
    if tree.lower(k) in ("deficit", "surplus", "red", "black"):
        return Cue("balance", "level", 0, k)
    return None


def _share_of(tree: Tree, i: int, figure: Figure) -> Cue | None:
    """ "16.1 percent of total sales", "seven in ten": a part of a whole."""
    d = directions()
    if figure.quantity_type != "percent":
        return None
    before = previous(tree, i)
    if before is not None and before.is_verb and d.verb(tree, before) is not None:
        return None
    if tree.lower(i + 1) == "," and tree.lower(i + 2) == "of" and before is not None and before.lower == "or":
        return Cue("share-of", "share", 0, i + 2)
    if tree.parent is None and tree.lower(0) == "of" and i < 14 and tree.lower(i - 1) in (",", "than", "nearly", "about", "almost", "over"):
        return Cue("share-lead", "share", 0, 0)
    if tree.lower(i + 1) == "of" and not (
        before is not None and before.lower in ("of",) and i >= 2 and d.nouns.get(singular(tree.lower(before.i - 1)))
    ):
        return Cue("share-of", "share", 0, i + 1)
    if before is not None and before.lower == "for" and before.i and tree.lower(before.i - 1) in d.shares:
        return Cue("share-verb", "share", 0, before.i - 1)
    if before is not None and before.is_verb and base_form(before.lower) in ("represent", "constitute", "comprise", "occupy"):
        return Cue("share-verb", "share", 0, before.i)
    return None


def _contribution(tree: Tree, i: int, figure: Figure) -> Cue | None:
    """ "contributed 0.3 percentage points to growth", "shaved 0.5 points off GDP growth"."""
    d = directions()
    for word in (previous(tree, i), governing_verb(tree, i)):
        if word is None or word.i > i:
            continue
        base = base_form(word.lower)
        if base in ("contribute", "detract") or singular(word.lower) in ("contribution", "drag"):
            if figure.quantity_type == "percent" and base == "contribute" and _target(tree, i) not in d.contribution_totals:
                return Cue("share-verb", "share", 0, word.i)
            return Cue("contribution", "contribution", -1 if base == "detract" or word.lower == "drag" else 1, word.i)
        target = _target(tree, i)
        if word.is_verb and word.lower in d.contributions and target and figure.quantity_type in ("pp", "percent", "money", "index"):
            if figure.quantity_type == "pp" or target in d.contribution_totals:
                return Cue("contribution", "contribution", 1 if base in ("add", "contribute") else -1, word.i)
    noun = next((tree[k] for k in range(i - 1, max(-1, i - 4), -1) if singular(tree[k].lower) == "contribution"), None)
    return Cue("contribution", "contribution", figure.sign or 1, noun.i) if noun is not None else None


def _target(tree: Tree, i: int) -> str:
    """The last noun of the phrase after "to", "from" or "off" that follows a figure."""
    if tree.lower(i + 1) not in ("to", "from", "off"):
        return ""
    k = i + 2
    while k < len(tree) and (tree[k].tag in ("DT", "JJ", "POS", "PRP$") or tree[k].is_noun):
        k += 1
    return singular(tree.lower(k - 1))


def _adverb_before(tree: Tree, i: int, figure: Figure) -> Cue | None:
    """ "up 16.9 percent", "down by 75,000", "higher by"."""
    d = directions()
    word = previous(tree, i)
    if word is not None and word.lower == "by" and word.i:
        word = tree[word.i - 1]
    if word is None or word.figure is not None:
        return None
    if word.lower in ("up", "down", "higher", "lower", "minus", "plus", "upward", "downward", "more", "less"):
        verb = tree.before(word.i)
        kind = "verb" if verb is not None and verb.is_verb and verb.lower in d.neutral else "adverb-before"
        return Cue(kind, "change", d.adverbs[word.lower], verb.i if kind == "verb" and verb is not None else word.i)
    return None


def _by(tree: Tree, i: int, figure: Figure) -> Cue | None:
    """ "fell sharply by 3 percent", "an increase in exports by 5 percent", and with the verb left out, "Kia by 34.1 percent"."""
    word = previous(tree, i)
    if word is None or word.lower != "by":
        return None
    if word.i == 0 and tree.parent is not None and tree.host is not None:
        sign = directions().verb(tree.parent, tree.parent[tree.host])
        return Cue("gap", "change", sign or 0, word.i)
    found = _direction_before(tree, word.i)
    verb = governing_verb(tree, word.i)
    if verb is not None and base_form(verb.lower) in (
        "exceed",
        "surpass",
        "outstrip",
        "outpace",
        "outperform",
        "beat",
        "top",
        "trail",
        "undershoot",
        "lag",
        "miss",
    ):
        return Cue("verb", "change", -1 if base_form(verb.lower) in ("trail", "undershoot", "lag", "miss") else 1, verb.i)
    if found is None:
        head = tree[word.head]
        sign = directions().verb(tree, head) if head.i != word.i else None
        return Cue("verb", "change", sign, head.i) if sign is not None else Cue("gap", "change", 0, word.i)
    anchor, sign, kind = found
    before = tree[word.i - 1]
    if before.is_noun and directions().noun(before) is None and any(w.text == "," for w in tree.words[anchor + 1 : word.i]):
        # "both flows decreased, exports by 3.4%": a member of its own.
        return Cue("gap", "change", sign, word.i)
    between = any(tree[k].figure is not None for k in range(anchor + 1, i))
    if between:
        return Cue("gap", "change", 0, word.i)
    return Cue(kind, "change", sign, anchor)


def _direction_before(tree: Tree, i: int) -> tuple[int, int, str] | None:
    """The nearest word of direction before word `i` in its clause: index, sign, kind of cue."""
    d = directions()
    for k in range(i - 1, max(-1, i - 14), -1):
        word = tree[k]
        if word.text in (";", "—", ":"):
            return None
        sign = d.verb(tree, word)
        if sign is None and tree.lower(k + 1) == "by" and not word.is_verb:
            sign = d.verbs.get(word.lower)
        if sign is not None:
            return k, sign, "verb"
        sign = d.noun(word) if word.is_noun else None
        if sign is not None:
            return k, sign, "noun-before"
        if word.lower in ("up", "down", "higher", "lower"):
            return k, d.adverbs[word.lower], "adverb-before"
    return None


def _from_to(tree: Tree, i: int, figure: Figure) -> Cue | None:
    """ "rose to $1.5 billion", "up from 13.1 percent": where a movement ends and began."""
    word = previous(tree, i)
    if word is None or word.lower not in ("to", "from", "into"):
        return None
    risen = (
        tree.lower(word.i - 1) in ("up", "down")
        and word.i > 1
        and tree.lower(word.i - 2) in directions().neutral | frozenset(directions().verbs)
    )
    if (
        word.lower == "to"
        and not risen
        and tree.lower(word.i - 1) in ("up", "close", "equal", "equivalent", "due", "according", "compared", "relative")
    ):
        return None if tree.lower(word.i - 1) != "compared" else Cue("compare", "", 0, word.i)
    found = _direction_before(tree, word.i)
    if found is not None and found[2] == "noun-before" and figure.quantity_type == "percent":
        verb = tree.before(found[0] - 1) if tree[found[0] - 1].tag == "DT" else tree.before(found[0])
        if verb is not None and base_form(verb.lower) in ("take", "bring", "push", "leave", "put", "taking", "pushing"):
            return Cue("noun-before", "change", found[1], found[0])
    anchor = found[0] if found is not None else tree[word.head].i
    return Cue(word.lower if word.lower == "from" else "to", "level", found[1] if found else 0, anchor)


def _of(tree: Tree, i: int, figure: Figure) -> Cue | None:
    """ "an increase of 15 percent", "a surplus of $4.5 billion", "an unemployment rate of 3.9 percent"."""
    d = directions()
    word = previous(tree, i)
    if word is None or word.lower not in ("of", "for", "worth"):
        return None
    noun = tree.before(word.i)
    if noun is not None and noun.lower in ("and", ",", "or") and word.lower == "of":
        earlier = [w for w in tree.words[: noun.i] if w.figure is not None]
        return Cue("coordinate", "", 0, earlier[-1].i) if earlier else None
    if word.lower == "worth" and noun is not None:
        return Cue("worth", "level", 0, noun.i)
    if noun is None or not (noun.is_noun or noun.tag in ("VBG", "NN", "CD", "PRP", "JJ", "VBN")):
        return None
    if word.lower != "of":
        sign = d.noun(noun)
        return Cue("noun-before", "change", sign, noun.i) if sign is not None and word.lower == "for" else None
    noun = _head_of_of(tree, word, noun)
    if noun.lower == "one" and noun.i:
        return Cue("pronoun", "", 0, noun.i)
    sign = d.noun(noun)
    if sign is not None:
        return Cue("noun-before", "change", sign, noun.i)
    if singular(noun.lower) in d.share_nouns and figure.quantity_type == "percent":
        return Cue("noun-level", "share", 0, noun.i)
    return Cue("noun-earlier" if _is_compared(tree, noun) else "noun-level", "level", 0, noun.i)


def _is_compared(tree: Tree, noun: Word) -> bool:
    """ "below the January estimate of", "from an August reading of": a noun phrase that something is compared with."""
    k = noun.i - 1
    while k >= 0 and (tree[k].tag in ("DT", "JJ", "JJR", "VBN", "NN", "NNP", "PRP$", "POS") and tree[k].figure is None):
        k -= 1
    return k > 0 and tree[k].lower in ("below", "above", "than", "from", "against") and any(w.figure is not None for w in tree.words[:k])


def _head_of_of(tree: Tree, of: Word, noun: Word) -> Word:
    """The noun that "of 5 percent" belongs to: "an increase in exports of 5 percent" is an increase of 5 percent."""
    d = directions()
    if d.noun(noun) is not None:
        return noun
    for k in range(of.i - 1, max(-1, of.i - 8), -1):
        word = tree[k]
        if (word.is_verb and word.tag not in ("VBG", "VBN")) or word.figure is not None or word.text == ",":
            break
        if d.noun(word) is not None and word.is_noun:
            return word
    return noun


def _compare(tree: Tree, i: int, figure: Figure) -> Cue | None:
    """ "compared with 2.6 percent", "after a revised +0.1 percent", "against 1.5 percent": the same series at another time or place."""
    word = previous(tree, i)
    if word is None:
        return None
    before = tree.lower(word.i - 1)
    if word.lower in ("with", "to") and before == "compared":
        return Cue("compare", "", 0, word.i)
    if word.lower in ("after", "against", "following", "than", "versus", "vs", "vs.", "previously", "below", "above", "exceeding"):
        if word.lower in ("below", "above", "than", "exceeding") and figure.bound in ("min", "max"):
            return None
        return Cue("compare", "", 0, word.i)
    return None


def _verb_before(tree: Tree, i: int, figure: Figure) -> Cue | None:
    """ "grew 24.7 percent", "lost 20,000 jobs", "was 3.9 percent", "reached $6.2 billion"."""
    d = directions()
    word = previous(tree, i)
    if word is None or word.figure is not None:
        return None
    if not word.is_verb:
        # Headlines write their verbs with a capital, which the tagger takes for names.
        headline = tree.kind == "title" and word.i == i - 1 and word.lower in d.verbs
        return Cue("verb", "change", d.verbs[word.lower], word.i) if headline else None
    sign = d.verb(tree, word)
    if base_form(word.lower) == "change" and figure.quantity_type in ("percent", "pp"):
        return Cue("verb", "change", figure.sign or 1, word.i)
    if sign is not None and not (figure.quantity_type == "money" and base_form(word.lower) == "raise"):
        return Cue("verb", "change", sign, word.i)
    return Cue("level-verb", "level", 0, word.i)


def _adverb_position(tree: Tree, i: int, figure: Figure) -> Cue | None:
    """ "at $13.2 billion", "on 21.7%": where something stands."""
    word = previous(tree, i)
    if word is None or word.lower not in (
        "at",
        "on",
        "around",
        "near",
        "with",
        "in",
        "as",
        "above",
        "below",
        "under",
        "over",
        "beyond",
    ):
        return None
    verb = governing_verb(tree, i)
    if word.lower == "at" and word.i and figure.quantity_type == "percent":
        sign = directions().verb(tree, tree[word.i - 1])
        if sign is not None and base_form(tree.lower(word.i - 1)) in (
            "grow",
            "rise",
            "increase",
            "expand",
            "fall",
            "decline",
            "shrink",
            "contract",
            "advance",
            "accelerate",
        ):
            return Cue("verb", "change", sign, word.i - 1)
    return Cue("at", "level", 0, verb.i if verb is not None else word.i)


def _coordinate(tree: Tree, i: int, figure: Figure) -> Cue | None:
    """ "16.1 percent and 12.9 percent": like the figure before."""
    word = previous(tree, i)
    k = i - 1
    while k >= 0 and (tree[k].lower in ("and", "or", ",", "but", "&", "/", "a", "an") or tree[k].tag in ("RB", "DT")):
        k -= 1
    if k >= 0 and k < i - 1 and tree[k].figure is not None:
        return Cue("coordinate", "", 0, k)
    if word is not None and word.figure is not None and word.i == i - 1:
        return Cue("coordinate", "", 0, word.i)
    return None


def _object(tree: Tree, i: int, figure: Figure) -> Cue | None:
    """A verb that the parse finds above the figure: "saw imports of cars 5 percent", "prices have fallen further 5 percent"."""
    d = directions()
    word = tree[i]
    if word.dep not in ("dobj", "npadvmod", "obj", "attr", "oprd", "dative"):
        return None
    head = tree[word.head]
    if head.is_noun and head.dep == "dobj" and head.i < i:
        # "enlarged their exports 19.5 percent": the parse takes the figure for part of the object.
        head = tree[head.head]
    sign = d.verb(tree, head) if head.is_verb and head.i < i else None
    if sign is not None and not any(tree[k].figure is not None for k in range(head.i + 1, i)):
        return Cue("verb", "change", sign, head.i)
    return None


def _noun_before(tree: Tree, i: int, figure: Figure) -> Cue | None:
    """ "year-on-year growth: 5 percent", "GDP growth 2.1 percent"."""
    d = directions()
    k = i - 1
    while k >= 0 and tree[k].text in (":", "|", "-", "—", "=", ","):
        k -= 1
    if k < 0 or tree[k].figure is not None:
        return None
    sign = d.noun(tree[k])
    if sign is not None and k < i:
        return Cue("noun-before", "change", sign, k)
    return None


_RULES = (
    _contribution,
    _balance,
    _noun_after,
    _share_of,
    _adverb_before,
    _by,
    _adverb_after,
    _from_to,
    _of,
    _compare,
    _coordinate,
    _verb_before,
    _adverb_position,
    _object,
    _noun_before,
)


def subject_direction(tree: Tree, i: int) -> tuple[Word, int] | None:
    """The subject of the figure's clause where it is a noun of change: "The increase was steeper, at 35.5 percent"."""
    verb = governing_verb(tree, i)
    if verb is None:
        return None
    subject = subject_of(tree, verb)
    if subject is None:
        return None
    sign = directions().noun(subject)
    return (subject, sign) if sign is not None else None
