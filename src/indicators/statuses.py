"""Whether a figure is a fact, a forecast or a plan."""

from __future__ import annotations

import datetime
import re
from functools import cache, lru_cache

from indicators.alternatives import in_any_case
from indicators.clauses import governing_verb, subject_of
from indicators.figure import Figure
from indicators.foreseen import outdone_as
from indicators.lexicon import table
from indicators.needing import Needing
from indicators.opinions import opinions
from indicators.periods import ending, months
from indicators.tree import Tree, Word

__all__ = ["read_status"]


# How far from a figure a word of its clause can stand, in characters: no sentence's length makes the search long.
_FAR = 400
# How far before a figure the target may stand that it is.
_NAMED = 90
# The month, not the verb.
_MAY = Needing(re.compile(r"\bMay\b"), ["may"])
# Who is awaited to say what: "economists had pencilled in growth of 3%", "the 3% that analysts were expecting". What compares with it
# ("more than economists had expected") is no forecast itself.
_HOLD = r"(?:had |have |has |were |was |are |is )?(?:all |on average |widely |been )?"
_COMPARED = re.compile(r"\b(?:than|what|as) (?:[\w'-]+ ){0,4}$")
_SAYING = frozenset(("said", "told", "announced", "reported", "stated", "noted", "wrote", "showed", "called"))
# A target that is passed or missed is no plan of the figure beside it: "20 percent above the target set for the year".
_TIME = (
    r"(?:the )?(?:(?:full |whole |entire )?(?:day|week|month|quarter|half|year|period|season)\b|20\d\d|January|February|March"
    r"|April|May|June|July|August|September|October|November|December)"
)
_NOT_OF = rf"(?! (?:(?!(?:at|by|to|in|from|on|with|for)\b)[\w-]+ )?(?:of(?! {_TIME})|that|[A-Z]{{0,3}}[$£€¥]?\d))"
_SET = r"(?:targets?|goals?|plans?|projections?|forecasts?|guidance|expectations?|estimates?|consensus|outlook)"
_PASSED = Needing(
    re.compile(
        r"\b(?:above|below|over|than|short of|past|beyond|exceed\w*|surpass\w*|beat\w*|miss\w*|met|topped|passed|undershot|overshot) "
        rf"(?:the |its |their |a )?(?:[\w'’-]+ ){{0,3}}?{_SET}\b{_NOT_OF}"
        # "close to the forecast gap", "70 tonnes less than the yield forecast".
        r"|\b(?:close to|near|in line with|on par with) (?:the |its |their )?(?:[\w'’-]+ ){0,3}?"
        r"(?:forecasts?|guidance|estimates?|consensus|projections?)\b"
        rf"{_NOT_OF}",
        re.IGNORECASE,
    ),
    [
        *("target", "targets", "goal", "goals", "plan", "plans", "projection", "projections", "forecast", "forecasts", "guidance"),
        *("expectation", "expectations", "estimate", "estimates", "consensus", "outlook"),
    ],
)
_AGAINST = re.compile(r"\b(?:vs\.?|versus|against|compared (?:with|to))(?! [\w.,$£€¥%]+ (?:in|for|a year|last)\b)")
# "debt now stands at", "with 8 tons already shipped": so far is it, whenever that is.
_NOW = re.compile(r"\b(?:now|currently|already)\b[^.;,]{0,30}\Z", re.IGNORECASE)
_ALREADY = re.compile(r" already [a-z]+(?:ed|n|t|ld|d)\b", re.IGNORECASE)
# "payrolls likely rose by 185,000 in September".
_PROBABLY = re.compile(
    r"\b(?:likely|probably) (?:[a-z]+ed|rose|fell|grew|shrank|held|hit|cut|lost|went|came|sank|was|were)\b[^,;:.]{0,40}\Z", re.IGNORECASE
)
# What a forecast is compared with: "seven per cent down on the record $63 billion of last year".
_EARLIER = re.compile(
    r"\b(?:than|on|from|above|below|against|compared with|compared to) (?:the |its |a )?(?:record |average of |previous |high of )?$"
)
# Words that statisticians also use of what is over: a flash estimate "is expected to be".
_MILD = re.compile(
    r"(?:(?:(?:is|are) )?(?:now |still |currently )?put at|peg|expect|estimat|likely|believe|should|may|could|would)", re.IGNORECASE
)


@cache
def _patterns() -> dict[str, Needing]:
    words = table("statuses")

    def either(key: str) -> str:
        return in_any_case(words[key]) + r"\b"

    awaited = in_any_case(words["awaited"]) + r"\b"
    holders = "(?:" + "|".join(words["holders"]) + r")\b"
    between = r"\s+(?:[A-Za-z]+(?i:ly)\s+|(?i:also)\s+|(?i:be)\s+|(?i:further)\s+)*"
    to_come = rf"\b{in_any_case(['will', 'shall', 'would', 'to'])}{between}"
    return {
        "forecast": Needing(
            re.compile(rf"(?<![\w-]){either('forecast')}|\b[Ss]een (?:[a-z]+ly )?[a-z]+ing\b"), [*words["forecast"], "seen"]
        ),
        "plan": Needing(re.compile(rf"(?<![\w-]){either('plan')}|{to_come}{either('volition')}"), [*words["plan"], *words["volition"]]),
        "not_forecast": Needing(re.compile(rf"\b{either('not_forecast')}"), words["not_forecast"]),
        "held_before": Needing(
            re.compile(
                rf"\b(?:{holders}[^,;:]{{0,60}}? {_HOLD}|had (?:been )?|(?:was|were) (?:[a-z]+ly )?(?=[a-z]+ to\b)){awaited}"
                r"(?:[^,;:]|, (?:for|and|with)\b)*$",
                re.IGNORECASE,
            ),
            words["awaited"],
        ),
        "will": Needing(re.compile(rf"\b{in_any_case(['will', 'shall'])}\b(?!{between}{either('volition')})"), ["will", "shall"]),
    }


@cache
def _held_after() -> re.Pattern[str]:
    awaited = in_any_case(table("statuses")["awaited"])
    return re.compile(rf"(?: [\w-]+){{0,4}}? that (?:[\w'-]+ ){{1,8}}?{_HOLD}{awaited}\b", re.IGNORECASE)


# "the target for exports stands at", "a budget aim of": what is aimed at, by its own name.
_AIMED_AT = re.compile(
    r"\b(?:targets?|goals?|aims?|objectives?)\b(?: (?:for|in|on) (?:[\w'’-]+ ){0,8}?[\w'’-]+)?"
    r" (?:of|in the (?:range|region) of|between|(?:(?:has|had) been|is|was|stands|stood|remains|remained|set|kept|fixed)"
    r"(?: (?:set|fixed|kept|unchanged))?(?: at)?)(?: (?:about|around|some|nearly|over|up to|more than|less than|at least|just))? \Z",
    re.IGNORECASE,
)
# "the 4% target"; "down from an earlier forecast of".
_TARGET = re.compile(
    r"(?: (?!(?:above|below|under|over|beyond|past|beneath|off|from|on|to|of|by|than|with|against|exceeded|missed|beat)\b)[a-z]+)?"
    r" (?:targets?|goals?)\b",
    re.IGNORECASE,
)
_FORECAST_OF = re.compile(r"\b(?:estimates?|forecasts?|projections?|predictions?) of (?:(?:about|around|some|nearly) )?\Z", re.IGNORECASE)
# What can't be said of what is over: "is likely to remain", "should reach"; "is estimated to have fallen" can.
_STILL = re.compile(
    r"\b(?:is|are) (?:[a-z]+ly |also |still )?(?:expected|estimated|likely|projected) to (?!have\b)|\b(?:should|could)\b", re.IGNORECASE
)
# What follows is no more said of the figure: another clause, or what it is held against.
_ELSEWHERE = re.compile(
    r";|\bwhereas\b|\bwhile\b|\bcompared\b|,? (?:and|but) (?:is|are|will|may|could)\b"
    rf"|\bthan (?:(?:the|its|their|an?) )?(?:[\w'’-]+ ){{0,3}}?{_SET}\b"
    r"|\b(?:above|below|against|versus|vs\b|short of|far from|shy of|ahead of|close to|in line with|beating|missing|topping|exceeding)\b",
)

# What comes before these is said of something else: "…, which", ", up from". What something is up by goes with it.
# Each begins with a letter of its own, for which the search is quick; what may not stand before that is told after it.
_BEGUN = re.compile(r";|w(?<=\bw)(?:hich\b(?<!\bof which)|hereas\b|hile\b)|, (?:up|down) (?:[^,;()]{0,40}? )?from\b|, (?:compared|from)\b")
# What is estimated before all is known, of what is over.
_FLASH = re.compile(r"\b(?:flash|provisional|preliminary|first|advance|early) (?:[a-z]+ )?estimates?\b", re.IGNORECASE)
_FLASH_DAYS = datetime.timedelta(days=3)


def read_status(text: str, tree: Tree, word: Word, figure: Figure, published: datetime.date | None, before: Figure | None) -> str:
    """The status of the figure at `word`: ``actual``, ``forecast`` or ``plan``; `before` is the figure before it."""
    foreseen = figure.notes.get("foreseen")
    if foreseen == "estimate":
        return "actual" if _over(figure.period, published) else "forecast"
    if foreseen is not None:
        return str(foreseen)
    start, end = _clause(text, figure)
    at, over = figure.start - start, _over(figure.period, published) or _all_but_over(text, figure.period, published)
    outdone = outdone_as(text, figure)
    if outdone is not None:
        return outdone
    if _awaited(text, start, figure):
        return "forecast"
    if _AIMED_AT.search(text, max(start, figure.start - _NAMED), figure.start) or _TARGET.match(text, figure.end):
        return "plan"
    if not over and figure.period and _FORECAST_OF.search(text, max(start, figure.start - 40), figure.start):
        return "forecast"
    if (
        over
        and _EARLIER.search(text, max(start, figure.start - 40), figure.start)
        and not _hits(text[figure.end : min(end, figure.end + 60)])
    ):
        return "actual"
    # A period that nothing in the sentence tells may be a wrong guess.
    guessed = figure.notes.get("period_from") == "context" and tree.parent is None and not _is_flash(text)
    told = _told(tree, word, over)
    held = opinions(text, start, end, figure)
    hits = [
        (abs(place - at), status)
        for place, status, mild, still in _hits(text[start:end])
        if not (over and mild and not (still and guessed))
        and not (place > at and _AGAINST.search(text, figure.end, start + place))
        and not _is_no_verb(tree, start + place)
        and not _is_done(tree, start + place)
        and not any(begin <= start + place < stop for begin, stop in held)
        and (told is None or _governs(tree, told, start + place))
    ]
    if _ALREADY.match(text, figure.end):
        return "actual"
    if hits and not _past(figure.period, published):
        return min(hits)[1]
    if _NOW.search(text, max(start, figure.start - 40), figure.start):
        return "actual"
    if tree.kind == "title" and _headline_to_come(text, figure) and not (over and _is_flash(text)):
        return "forecast"
    if _future(figure.period, published):
        return "forecast"
    goes_on = before is not None and before.status == "forecast" and before.period == figure.period
    return "forecast" if goes_on and not over and figure.period and not figure.notes.get("own_time") and told is None else "actual"


def _is_no_verb(tree: Tree, at: int) -> bool:
    """ "Two mining projects made up", "the outlay was", "the Ministry of Planning said": a noun or a name, not what somebody plans."""
    word = next((word for word in tree.words if word.start <= at < word.end), None)
    if word is None:
        return False
    if word.figure is not None:
        return True  # "the cost of 68 projects"
    named = word.i > 0 and tree.kind != "title" and word.text[:1].isupper() and not word.text.isupper()
    if word.lower == "outlay" and word.dep == "nsubj":
        return True
    return named or (word.lower in ("project", "projects") and (word.is_noun or _is_noun_before_noun(tree, word)))


def _is_noun_before_noun(tree: Tree, word: Word) -> bool:
    """ "Overseas project contracts": the first half of a compound, whatever it is taken for."""
    after = word.i + 1
    return word.dep in ("compound", "amod", "nmod") or (0 < word.i < len(tree) - 1 and tree[word.i - 1].tag == "JJ" and tree[after].is_noun)


def _is_done(tree: Tree, at: int) -> bool:
    """ "A buyer had to pay 9 crowns", "banks continued to lend 3 billion": an infinitive of what was done; not "will have to pay"."""
    word = next((word for word in tree.words if word.start <= at < word.end), None)
    if word is None or word.lower != "to":
        return False
    k = word.i - 1
    while k > 0 and tree[k].tag == "RB":
        k -= 1
    return tree.lower(k) in table("statuses")["done"] and not any(w.tag == "MD" for w in tree.words[max(0, k - 3) : k])


@lru_cache(maxsize=256)
def _hits(clause: str) -> list[tuple[int, str, bool, bool]]:
    """The words of a clause that speak of what is to come: where, forecast or plan; whether they may, or can't, be used of what is over."""
    patterns = _patterns()
    clause = patterns["not_forecast"].sub(lambda m: " " * len(m.group()), clause)
    clause = _MAY.sub("   ", clause)
    clause = _PASSED.sub(lambda m: " " * len(m.group()), clause)
    return [
        (
            match.start(),
            status,
            bool(_MILD.match(match.group())),
            _STILL.search(clause, max(0, match.start() - 20), match.end() + 20) is not None,
        )
        for key, status in (("forecast", "forecast"), ("will", "forecast"), ("plan", "plan"))
        for match in patterns[key].finditer(clause)
    ]


def _awaited(text: str, start: int, figure: Figure) -> bool:
    """Whether the figure is what somebody forecast of what has come by now."""
    patterns = _patterns()
    before = patterns["held_before"].search(text[start : figure.start])
    if before is not None and not _COMPARED.search(text, max(0, start + before.start() - 40), start + before.start()):
        return True
    if _PROBABLY.search(text, max(start, figure.start - 60), figure.start):
        return True
    return _held_after().match(text, figure.end) is not None


def _told(tree: Tree, word: Word, over: bool) -> Word | None:
    """The verb that governs the figure, if it tells what has been: "stood", "has lost", and of what is over, "is", "comes to"."""
    verb = governing_verb(tree, word.i)
    if verb is None or verb.lower in _SAYING:
        return None
    helpers = [kid.lower for kid in tree.kids(verb.i, "aux", "auxpass")]
    past = verb.tag == "VBD" or (verb.tag == "VBN" and any(helper in ("has", "have", "had", "having", "was", "were") for helper in helpers))
    told = past or (over and verb.tag in ("VBZ", "VBP"))
    return verb if told and not any(helper in ("will", "would", "to", "should", "may", "might", "could") for helper in helpers) else None


def _governs(tree: Tree, told: Word, at: int) -> bool:
    """Whether the word at offset `at` speaks in the clause of the verb `told`, or of the clause that it belongs to."""
    hit = next((word for word in tree.words if word.start <= at < word.end), None)
    if hit is None:
        return False
    above: Word = told
    while above.dep in ("ccomp", "xcomp", "auxpass", "aux", "pcomp") and above.head != above.i:
        above = tree[above.head]
        if above.i == hit.i:
            return True
    if hit.i == told.i or hit.is_verb:
        return hit.i == told.i or (hit.head == told.i and hit.dep in ("aux", "auxpass", "acomp", "oprd", "xcomp") and hit.i < told.i)
    subject = subject_of(tree, told)
    if hit.dep == "pobj" and hit.is_noun and subject is not None and subject.i < hit.i < told.i and hit.i in tree.subtree(subject.i):
        return False  # "Payments under instalment plans grew"
    verb = governing_verb(tree, hit.i)
    return (verb is not None and verb.i == told.i) or (subject is not None and subject.i == hit.i)


def _headline_to_come(text: str, figure: Figure) -> bool:
    """ "Budget deficit to reach $368bn": a headline's infinitive speaks of what is to come."""
    return bool(
        re.search(
            r"\bto (?:be|reach|hit|rise|fall|grow|total|exceed|top|shrink|expand|increase|decline|drop|average|slow|double|climb|jump|surge"
            r"|contract|narrow|widen|recover|rebound|ease|accelerate|moderate|stay|remain|surpass|approach|near|edge|dip|soar|plunge|slump"
            r"|hold|keep|post|pick up|weaken|strengthen|improve|cool|quicken|return|stabili[sz]e|settle|come|hover|advance|gain|lose)\b",
            text[figure.sentence[0] : figure.start],
            re.IGNORECASE,
        )
    )


def _clause(text: str, figure: Figure) -> tuple[int, int]:
    """The stretch of the sentence around the figure up to semicolons and subordinate clauses of their own."""
    start, end = max(figure.sentence[0], figure.start - _FAR), min(figure.sentence[1], figure.end + _FAR)
    before = max(
        (m.end() for m in _BEGUN.finditer(text[start : figure.start])),
        default=0,
    )
    after = _ELSEWHERE.search(text[figure.end : end])
    return start + before, figure.end + after.start() if after else end


def _future(period: str | None, published: datetime.date | None) -> bool:
    """Whether a period begins after the release."""
    return bool(period and published and period[:4].isdigit() and int(period[:4]) > published.year)


def _over(period: str | None, published: datetime.date | None) -> bool:
    """Whether a period was over when the release came out."""
    end = ending(period) if period else None
    return end is not None and published is not None and end <= published


@lru_cache(maxsize=8)
def _is_flash(text: str) -> bool:
    """Whether a release speaks of an early estimate."""
    return _FLASH.search(text) is not None


def _all_but_over(text: str, period: str | None, published: datetime.date | None) -> bool:
    """Whether a month is the one of a flash estimate that came out in its last days."""
    end = ending(period) if months(period) == 1 else None
    return end is not None and published is not None and end - _FLASH_DAYS <= published and _is_flash(text)


def _past(period: str | None, published: datetime.date | None) -> bool:
    """Whether a period was over before the release's year began."""
    if not period or published is None:
        return False
    end = period.rsplit("/", 1)[-1]
    return int(end[:4]) < published.year - 1
