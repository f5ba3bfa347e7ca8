"""Cues before a figure: "up 5 percent", "fell by 3", "an increase of 15", "to $1.5 billion", "compared with 2.6"."""

from __future__ import annotations

from indicators.clauses import climb, governing_verb, subject_of
from indicators.cues.behind import end_of_run
from indicators.cues.clause import direction_in, excepted
from indicators.cues.cue import Cue, directions, previous
from indicators.figure import Figure
from indicators.inflect import base_form, singular
from indicators.rates import growth_rate, names_rate
from indicators.tree import Tree, Word

__all__ = [
    "adverb_before",
    "adverb_position",
    "by_amount",
    "compare",
    "coordinate",
    "from_to",
    "noun_before",
    "object_of",
    "phrasal",
    "verb_before",
]

# So many words stand at most between "rose the most" and how much it was.
_RANKING = 10
# What gives some verbs their way.
_PARTICLES = frozenset(("back", "on", "off"))
# How a balance stands: "in deficit by $5 million", "in the red".
_BALANCES = frozenset(("deficit", "surplus", "red", "black"))


def narrowed(tree: Tree, i: int, figure: Figure) -> Cue | None:
    """ "rose by 0.8%, fuels excluded - by 0.1%": what the figure before is, for less of the series."""
    k = i - 1
    while k > 0 and tree.lower(k) in ("-", "\u2013", "\u2014", ",", ":", "by"):
        k -= 1
    if k < 1 or not excepted(tree, k):
        return None
    if tree.lower(i - 1) == "by":
        return Cue("gap", "change", 0, i - 1)
    partner = next((w.i for w in reversed(tree.words[:k]) if w.figure is not None), None)
    return Cue("coordinate", "", 0, partner) if partner is not None else None


def adverb_before(tree: Tree, i: int, figure: Figure) -> Cue | None:
    """ "up 16.9 percent", "down by 75,000", "higher by"."""
    d = directions()
    if tree.lower(i - 1) == "off" and i > 1 and (tree.lower(i - 2) in (",", "(") or base_form(tree.lower(i - 2)) == "be"):
        return Cue("adverb-before", "change", -1, i - 1)  # ", off 3% from May"
    word = previous(tree, i)
    if word is not None and word.i and (word.lower == "by" or (word.lower in ("for", "with") and _leans(tree[word.i - 1]))):
        word = tree[word.i - 1]
    if word is None or word.figure is not None:
        return None
    if word.tag == "JJR" and word.lower in d.sizes and tree.lower(word.i + 1) in ("for", "with"):
        return Cue("adverb-before", "change", d.adverbs[word.lower], word.i)  # "prices are higher for 3 percent"
    if word.lower in ("higher", "lower") and tree.lower(word.i + 1) == "than":
        return Cue("compare", "", 0, word.i)
    if word.lower == "up" and base_form(tree.lower(word.i - 1)) == "give":
        return Cue("verb", "change", -1, word.i - 1)
    if word.lower == "up" and base_form(tree.lower(word.i - 1)) == "make":
        return Cue("share-verb", "share" if figure.quantity_type == "percent" else "level", 0, word.i - 1)
    if word.lower == "up" and tree.lower(word.i - 1) in d.taking_up and figure.quantity_type in ("money", "count", "physical"):
        return Cue("level-verb", "level", 0, word.i - 1, sure=True)  # "racked up 300 sales"
    if word.lower in ("up", "down", "higher", "lower", "minus", "plus", "upward", "downward", "more", "less"):
        verb = tree.before(word.i)
        kind = "verb" if verb is not None and verb.is_verb and verb.lower in d.neutral else "adverb-before"
        return Cue(kind, "change", d.adverbs[word.lower], verb.i if kind == "verb" and verb is not None else word.i)
    return None


def _leans(word: Word) -> bool:
    return word.tag in ("JJR", "RBR") or word.lower in ("up", "down")


def by_amount(tree: Tree, i: int, figure: Figure) -> Cue | None:
    """ "fell sharply by 3 percent", "an increase in exports by 5 percent", and with the verb left out, "Acme by 12.5 percent"."""
    word = previous(tree, i)
    if word is None or word.lower != "by":
        return None
    if word.i == 0 and tree.parent is not None and tree.host is not None:
        # Even where the parse takes the verb for a noun: "only software shrank (by 7%)".
        sign = directions().verb(tree.parent, tree.parent[tree.host]) or directions().verbs.get(tree.parent.lower(tree.host))
        told = direction_in(tree.parent, tree.parent[tree.host]) if sign is None else None
        sign = told[0] if told is not None else sign
        return Cue("gap", "change", sign or 0, word.i)
    agent = tree.before(word.i)
    if (compared := _compared_by(tree, i, agent)) is not None:
        return compared
    if agent is not None and agent.lower in ("negative", "positive"):
        return Cue("at", "level", 0, agent.i)  # "the account was negative by $48 million"
    if agent is not None and agent.lower == "followed":
        earlier = next((w.i for w in reversed(tree.words[: agent.i]) if w.figure is not None), None)
        # "the largest item was 98 million for pipes, followed by 88 million for pumps"
        return Cue("coordinate", "", 0, earlier) if earlier is not None else None
    if agent is not None and agent.lower in _BALANCES and "in" in (tree.lower(agent.i - 1), tree.lower(agent.i - 2)):
        return Cue("at", "level", 0, agent.i)  # "trade was in deficit by $48 million"
    if figure.noun_start is not None and agent is not None and agent.tag == "VBN" and directions().verb(tree, agent) is None:
        return Cue("agent", "level", 0, agent.i)  # "customers served by 85,000 agents"
    found = _direction_before(tree, word.i, than=True)
    verb = governing_verb(tree, word.i)
    if verb is not None and verb.lower in directions().outdoing:
        if figure.quantity_type in ("money", "count", "physical") and _outdoes_other(tree, verb):
            return Cue("level-verb", "level", 0, verb.i, sure=True)  # "exports exceeded imports by 4 million": so much is the surplus
        return Cue("verb", "change", directions().outdoing[verb.lower], verb.i)
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
    if between and tree.lower(anchor + 1) != "than":
        # "fell from 50 to 40, or by 20%": the same once more.
        return Cue("gap", "change", sign if tree.lower(word.i - 1) == "or" else 0, word.i)
    return Cue(kind, "change", sign, anchor)


def _compared_by(tree: Tree, i: int, agent: Word | None) -> Cue | None:
    """ "was by 3 percent lower", "or by 4 tonnes more": what follows tells the way, where nothing before does."""
    adverbs, after = directions().adverbs, tree.after(end_of_run(tree, i))
    if after is None or after.tag not in ("JJR", "RBR", "JJ") or after.lower not in adverbs:
        return None
    apart = (
        agent is None
        or agent.text in (",", "(", "-")
        or agent.lower in ("or", "and", "i.e", "i.e.", "is")
        or base_form(agent.lower) == "be"
        or (after.lower in ("fewer", "less", "more") and agent.is_verb and directions().verb(tree, agent) is None)
    )
    return Cue("adverb-after", "change", adverbs[after.lower], after.i) if apart else None


def _outdoes_other(tree: Tree, verb: Word) -> bool:
    """Whether two series are held against each other, not one against what it was or should be."""
    d, subject = directions(), subject_of(tree, verb)
    others = [kid for kid in tree.kids(verb.i, "dobj") if kid.figure is None]
    if subject is None or not others or any(kid.tag in ("PRP$", "POS") or kid.dep == "poss" for kid in tree.kids(others[0].i)):
        return False
    names = singular(subject.lower), singular(others[0].lower)
    return names[0] != names[1] and all(name in d.flows for name in names)


def _direction_before(tree: Tree, i: int, than: bool = False) -> tuple[int, int, str] | None:
    """The nearest word of direction before word `i` in its clause, with `than` a comparison as well: index, sign, kind of cue."""
    d = directions()
    for k in range(i - 1, max(-1, i - 14), -1):
        word = tree[k]
        if word.text in (";", "—", ":"):
            return None
        sign = d.verb(tree, word)
        if sign is None and tree.lower(k + 1) == "by" and not word.is_verb and tree[k - 1].tag not in ("JJ", "DT", "PRP$", "IN"):
            sign = d.verbs.get(word.lower)
        if sign is not None:
            return k, sign, "verb"
        # "cut its growth forecast by": how much it was cut; but "cut its growth forecast to".
        of_another = tree.lower(i) == "by" and k + 1 < i and tree[k + 1].is_noun and d.noun(tree[k + 1]) is None
        sign = d.noun(word) if word.is_noun and not of_another else None
        if sign is not None:
            return k, sign, "noun-before"
        compares = than and word.lower in d.adverbs and word.lower not in ("faster", "slower") and tree.lower(k + 1) == "than"
        if compares or word.lower in ("up", "down", "higher", "lower"):
            return k, d.adverbs[word.lower], "adverb-before"
    return None


def from_to(tree: Tree, i: int, figure: Figure) -> Cue | None:
    """ "rose to $1.5 billion", "up from 13.1 percent": where a movement ends and began."""
    word = previous(tree, i)
    if word is None or word.lower not in ("to", "from", "into"):
        return None
    risen = (
        tree.lower(word.i - 1) in ("up", "down")
        and word.i > 1
        and tree.lower(word.i - 2) in directions().neutral | frozenset(directions().verbs) | {"rate"}
    )
    if (
        word.lower == "to"
        and not risen
        and tree.lower(word.i - 1) in ("up", "close", "equal", "equivalent", "due", "according", "compared", "relative")
    ):
        return None if tree.lower(word.i - 1) != "compared" else Cue("compare", "", 0, word.i)
    found = _direction_before(tree, word.i)
    if (
        found is not None
        and found[2] == "noun-before"
        and not (figure.quantity_type == "money" and singular(tree.lower(found[0])) in directions().sums)
    ):
        verb = tree.before(found[0] - 1) if tree[found[0] - 1].tag in ("DT", "PRP$", "JJ") else tree.before(found[0])
        if verb is not None and base_form(verb.lower) in directions().bringing:
            return Cue("noun-before", "change", found[1], found[0])
    anchor = found[0] if found is not None else tree[word.head].i
    return Cue(word.lower if word.lower == "from" else "to", "level", found[1] if found else 0, anchor)


def _behind_figure(tree: Tree, k: int) -> bool:
    """Whether word `k` is a figure, a comma passed over."""
    if k > 0 and tree[k].text == ",":
        k -= 1
    return k >= 0 and tree[k].figure is not None


def compare(tree: Tree, i: int, figure: Figure) -> Cue | None:
    """ "compared with 2.6 percent", "after a revised +0.1 percent", "against 1.5 percent": the same series at another time or place."""
    word = previous(tree, i)
    if word is None:
        return None
    before = tree.lower(word.i - 1)
    if word.tag == "VBG" and word.lower in directions().outdoing and word.i < i - 1 and before == "," and _behind_figure(tree, word.i - 1):
        return Cue("compare", "", 0, word.i)  # "rose by 3 percent, beating the 2 percent expected"
    if word.lower == "of" and before in ("short", "shy") and _behind_figure(tree, word.i - 2):
        return Cue("compare", "level", 0, word.i)  # "1,878 units, or 4.1%, short of the 45,794 sold last year"
    if word.lower in ("with", "to") and before == "compared":
        return Cue("compare", "", 0, word.i)
    if word.lower in ("after", "against", "following", "than", "versus", "vs", "vs.", "previously", "below", "above", "exceeding"):
        if word.lower in ("below", "above", "than", "exceeding") and figure.bound in ("min", "max"):
            return None
        amount = figure.quantity_type not in ("percent", "pp") and word.i > 1 and tree[word.i - 2].figure is not None
        if word.lower == "than" and amount and before in directions().adverbs:
            return Cue("compare", "level", 0, word.i)  # "3.4% more than the 227 million of last year"
        return Cue("compare", "", 0, word.i)
    return None


def phrasal(tree: Tree, i: int, figure: Figure) -> Cue | None:
    """ "gave back 0.9 percent", "put on another 12 points"."""
    d, k = directions(), i - 1
    while k > 0 and tree.lower(k) not in _PARTICLES and (tree.lower(k) in d.approximators or tree[k].tag in ("DT", "RB", "JJ")):
        k -= 1
    going = d.phrasal.get((tree.lower(k - 1), tree.lower(k))) if k > 0 else None
    return Cue("verb", "change", going, k - 1) if going else None


def verb_before(tree: Tree, i: int, figure: Figure) -> Cue | None:
    """ "grew 24.7 percent", "lost 20,000 jobs", "was 3.9 percent", "reached $6.2 billion"."""
    d = directions()
    word = previous(tree, i)
    if word is None or word.figure is not None:
        return None
    if not word.is_verb:
        # Headlines write their verbs with a capital, which the tagger takes for names.
        headline = tree.kind == "title" and word.i == i - 1 and word.lower in d.verbs
        return Cue("verb", "change", d.verbs[word.lower], word.i) if headline else None
    if (
        tree.parent is not None
        and tree.lower(i - 1) in ("as", "at")
        and word.lower in ("reported", "estimated", "announced", "published", "given")
    ):
        return Cue("compare", "", 0, word.i)  # "(previously reported as 3.1%)"
    if word.tag in ("VB", "VBP") and tree.lower(word.i - 1) == "and" and word.lower not in d.levels | frozenset(d.verbs):
        return None  # "food and drink 20%": a noun that the tagger took for a verb
    if _makes_loss(tree, word, i, figure):
        return Cue("level-verb", "level", 0, word.i, sure=True)
    sign = d.verb(tree, word)
    if sign is not None and word.i == i - 2 and tree.lower(i - 1) in ("under", "over") and names_rate(tree, tree[i]):
        return Cue("at", "level", 0, word.i)  # "The jobless rate fell under 5%"
    if base_form(word.lower) in ("change", "vary", "accumulate") and figure.quantity_type in ("percent", "pp"):
        return Cue("verb", "change", figure.sign or 1, word.i)
    if sign is not None and not (figure.quantity_type == "money" and base_form(word.lower) == "raise"):
        return Cue("verb", "change", sign, word.i)
    return Cue("level-verb", "level", 0, word.i)


def _makes_loss(tree: Tree, verb: Word, i: int, figure: Figure) -> bool:
    """ "The carrier lost 84 million euros before tax": a firm's loss, not what a sum or price fell by."""
    if figure.quantity_type != "money" or base_form(verb.lower) != "lose" or tree.lower(i + 1) in ("of", "to", "in", "from", "at"):
        return False
    d, subject = directions(), subject_of(tree, verb)
    if tree.lower(i + 1) == "," and tree.lower(i + 2) == "or" and i + 3 < len(tree) and tree[i + 3].figure is not None:
        return False  # "lost 4 dollars, or 5%": of what it was worth
    return subject is not None and singular(subject.lower) not in d.flows | d.totals | d.balances | d.priced and subject.figure is None


def adverb_position(tree: Tree, i: int, figure: Figure) -> Cue | None:
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
    rises = word.lower == "at" or (
        word.lower == "with" and word.i and tree[word.i - 1].is_verb and not tree[min(i + 1, len(tree) - 1)].is_noun
    )
    if rises and figure.quantity_type in ("percent", "pp") and (going := _going_at(tree, word.i)) is not None:
        return going
    return Cue("at", "level", 0, verb.i if verb is not None else word.i)


def _going_at(tree: Tree, at: int) -> Cue | None:
    """ "grew strongly at 4 percent": how fast; no rate that stands at so much."""
    k = at - 1
    while k > 0 and tree[k].tag in ("RB", "RBR") and tree.lower(k) not in directions().adverbs:
        k -= 1
    if (most := _most_at(tree, at)) is not None:
        return most
    verb = tree[k] if k >= 0 else None
    if verb is not None and tree.lower(k) in directions().adverbs and k > 0 and tree.lower(k - 1) in directions().neutral:
        verb = tree[k - 1]  # "moved up at"
    sign = directions().verb(tree, verb) if verb is not None and verb.is_verb else None
    if verb is None or sign is None or names_rate(tree, verb) or names_rate(tree, tree[at]):
        return None  # "the jobless rate was lower at 3.2%"
    return Cue("verb", "change", 1 if base_form(verb.lower) in directions().paces else sign, verb.i)


def _most_at(tree: Tree, at: int) -> Cue | None:
    """ "rose the most among all at 5 percent", "fared best at 4 percent"."""
    d = directions()
    for k in range(at - 1, max(0, at - _RANKING), -1):
        if tree[k].figure is not None or tree[k].text in (",", ";", ":") or (tree[k].is_verb and tree[k].tag not in ("VBG", "VBN")):
            return None
        if tree[k].tag not in ("RBS", "JJS"):
            continue
        verb = tree[k - 2] if tree.lower(k - 1) == "the" and k > 1 else tree[k - 1]
        if not verb.is_verb or names_rate(tree, verb):
            return None
        sign = d.verb(tree, verb)
        if sign is None and base_form(verb.lower) in ("fare", "perform", "do"):
            sign = {"best": 1, "worst": -1}.get(tree.lower(k), 0)
        return Cue("verb", "change", 1 if base_form(verb.lower) in d.paces else sign, verb.i) if sign else None
    return None


def coordinate(tree: Tree, i: int, figure: Figure) -> Cue | None:
    """ "16.1 percent and 12.9 percent": like the figure before."""
    word = previous(tree, i)
    if tree.lower(i + 1) == "ahead":
        return None
    if tree.lower(i - 1) in ("including", "notably") and tree.lower(i + 1) in ("for", "in", "on"):
        # "fell by 0.6%, including 4.3% for carrots": parts of what changed change.
        earlier = next((w.i for w in reversed(tree.words[: i - 1]) if w.figure is not None), None)
        return Cue("coordinate", "", 0, earlier) if earlier is not None else None
    k = i - 1
    while k >= 0 and (tree[k].lower in ("and", "or", ",", "but", "&", "/", "a", "an") or tree[k].tag in ("RB", "DT")):
        k -= 1
    if k >= 0 and k < i - 1 and tree[k].figure is not None:
        return Cue("coordinate", "", 0, k)
    if word is not None and word.figure is not None and word.i == i - 1:
        return Cue("coordinate", "", 0, word.i)
    return None


def object_of(tree: Tree, i: int, figure: Figure) -> Cue | None:
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


def noun_before(tree: Tree, i: int, figure: Figure) -> Cue | None:
    """ "year-on-year growth: 5 percent", "GDP growth 2.1 percent"."""
    d = directions()
    k = i - 1
    while k >= 0 and tree[k].text in (":", "|", "-", "—", "=", ","):
        k -= 1
    if k < 0 or tree[k].figure is not None:
        return None
    sign = d.noun(tree[k])
    if singular(tree.lower(k)) in ("rate", "pace") and k < i - 1 and (growing := growth_rate(tree, tree[k])):
        return Cue("noun-before", "change", growing, k, sure=True)  # "recorded the highest growth rate, 4%"
    if sign is not None and tree[k + 1].text == "," and singular(climb(tree, tree[k]).lower) in d.share_nouns | d.fractions:
        return Cue("noun-level", "share", 0, climb(tree, tree[k]).i)  # "the largest part of the increase, 62%"
    if sign is not None and k < i:
        return Cue("noun-before", "change", sign, k)
    return None
