"""The part that a time plays in its sentence: told by what stands right before and after it."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache, lru_cache

from indicators import periods
from indicators.comparisonwords import AVERAGE_IN
from indicators.lexicon import table
from indicators.needing import Needing
from indicators.timeknown import is_when_foretold, rests_on, tells_state
from indicators.timepoints import Calendar
from indicators.timereading import Reading

__all__ = ["role_of"]

_FIXED = {"duration": "duration", "moment": "publication", "adverb": "comparison"}
_WINDOW = 90
# Between the verb and the preposition of "announced by the ministry in January".
_ASIDE = r"(?:\s+(?:back|late|early|earlier|it|them|by\s+(?:the\s+)?\w+|only))?"


def _any(words: list[str]) -> str:
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words, key=len, reverse=True))


@cache
def _patterns() -> dict[str, Needing]:
    """What may stand before a time, one pattern a reason; each ends where the time begins."""
    words, plans = table("times")["roles"], table("connectives")["planned"]
    between = (
        rf"(?:(?:{_any(words['between'])})\s+){{0,3}}"
        rf"(?:{AVERAGE_IN}\s+|(?:{_any(words['level_nouns'])})\s+(?:(?:{_any(words['told'])})\s+)?(?:(?:of|in|for|from|at|during)\s+)?(?:the\s+)?"
        rf"(?:(?:end|close|beginning|start)(?:\s+of\s+(?:the\s+)?|-)|[a-z-]+\s+year\s+)?)?"
    )
    occasions = [*words["events"], *(word for word in words["happenings"] if word not in words["reporting"])]
    sources = {
        "compare": rf"(?<![\w-])(?P<word>{_any(words['comparators'])})\s+{between}$",
        # "exceeded its level of 2019", "outdid by 4.2% that of May", "undershot the previous year's levels".
        "compare verb": (
            rf"\b(?:{_any(words['compare_verbs'])})\s+(?:by\s+(?:[a-z]+\s+)?[\d.,]+\s?(?:%|[a-z]+(?:\s[a-z]+)?)\s+)?"
            rf"(?:(?:that|those|the\s+[a-z]+)\s+(?:of|in|for|from)\s+|{between})$"
        ),
        # "Comparing the first quarter with the last of 2023".
        "comparing": (
            r"\bcompar(?:ing|ison of|ison between)\s+[^.;:,]{3,70}?\s+(?:with|to|and|against)\s+(?:(?:the|that of|those of|that in)\s+)?$"
        ),
        # Not in a title of capitals, "Down 3% From May".
        # "fell to 2007 levels"
        "to level": r"\b(?:to|at|near|towards?|above|below|past|around|of|off)\s+(?:the\s+|its\s+|their\s+)?$",
        "capital": r"(?<![%\dt] )(?<!Points )\b(?:From|Over|On)\s+(?:the\s+)?$",
        "from": r"(?<![\w-])from\s+(?:the\s+)?$",
        # "down on March", but not "year on year in March".
        "on": rf"(?<![\w-])(?<!year )(?<!month )(?<!quarter )(?<!week )on\s+(?!average\s){between}$",
        "over": rf"(?:(?:{_any(words['over_after'])})[])]?\s+|\()over\s+(?:those of\s+)?{between}$",
        "over level": (
            rf"(?<![\w-])over\s+(?:the|its|their)\s+(?:{_any(words['level_nouns'])})\s+(?:(?:{_any(words['told'])})\s+)?(?:of|in|for|from|at|as\s+at|during)"
            rf"\s+(?:the\s+)?(?:(?:end|close|beginning|start)(?:\s+of\s+(?:the\s+)?|-))?$"
        ),
        # "the same pace as in", "as fast as in"
        "alike": (
            rf"\b(?:(?:same|similar|identical|equal)\s+(?:[\w-]+\s+){{1,4}}?(?:as|(?:seen|recorded))|as\s+(?!well\b|far\b|long\b|soon\b|early\b|late\b)[a-z]+\s+as)"
            rf"\s+(?:(?:that|those)\s+)?(?:(?:{_any(words['told'])})\s+)?(?:in|for|at|of|during)\s+(?:the\s+)?(?:(?:end|close|beginning|start)\s+of\s+(?:the\s+)?)?$"
        ),
        "plain over": r"(?<![\w-])over\s+(?:the\s+|that of\s+)?$",
        "since": (
            r"(?<![\w-])since\s+"
            r"(?:at least\s+|early\s+|late\s+|mid-?\s*|the\s+|(?:the )?(?:end|beginning|start|turn|middle) of\s+){0,2}$"
        ),
        # "since the series began in 1996", "since the survey was first conducted in May 2004"
        "since it began": (
            rf"(?<![\w-])since\s+(?:(?!(?:and|but|while|with|in)\b)[a-z'’-]+\s+){{1,7}}?(?:{_any(words['began'])}|[a-z]{{3,}}ed)\s+"
            r"(?:(?!(?:and|but|while|with|in)\b)[a-z'’-]+\s+){0,4}?(?:in|on|at|during)\s+(?:the\s+)?"
            r"(?:(?:end|start|beginning|middle)\s+of\s+|early\s+|late\s+)?(?:the\s+)?$"
        ),
        # "responses were collected between", "a survey of 900 firms, conducted from", "fieldwork:", "we interviewed 900 firms on"
        "asked": (
            rf"\b(?:{_any(words['asked'])})\b(?:[^.;\n]{{0,70}}?\b(?:{_any(words['asking'])}))?"
            r"(?:\s+(?:[a-z]+ly|online|by [a-z]+|with [a-z ]+))?"
            r"(?:\s*[:(,]|\s+(?:between|from|on|in|over|during|of|was|were|is))*\s+(?:the\s+)?(?:period\s+)?$"
            rf"|\b(?:interviewed|surveyed|polled|questioned|canvassed)\b[^.;\n]{{0,60}}\b(?:between|from|on|in|over|during)\s+$"
        ),
        "dated from": rf"\b(?:{_any(words['dated_from'])})\s+from\s+(?:the\s+)?$",
        "happening": rf"\b(?:{_any(words['happenings'])}){_ASIDE}(?:[:,]\s+|\s+(?:in|on|for|at|during|by|until|to)\s+)(?:the\s+)?$",
        "happening now": rf"\b(?:{_any(words['happenings'])})\s+(?:earlier\s+|late\s+)?$",
        "event": rf"\b(?:{_any(words['happenings'])}|{_any(words['events'])}|{_any(words['reporting'])})\b[^.;\n]{{0,60}}$",
        "occasion": rf"\b(?:{_any(occasions)})\b[^.;\n]{{0,60}}$",
        "issue": rf"\b(?:{_any(words['issues'])})\s*(?:,|:|-|for|of|\()?\s*$",
        "part of level": r"(?:%|\bper ?cent|\bpct|\bshare|\bpercentage|\bpart) of (?:the |its |their |that )?$",
        # "48% of the budget set for 2023": when the part was, this does not tell.
        "part of plan": (
            rf"(?:%|\bper ?cent|\bpct|\bshare|\bpercentage|\bpart) of (?:the |its |their |that |an? )?(?:[\w'’-]+\s+){{0,4}}?"
            rf"(?:{_any(plans)})(?:\s+\([^)\n]{{1,20}}\))?(?:\s+(?:set|fixed|approved|made))?\s+(?:(?:for|of)\s+(?:the\s+)?)?$"
        ),
        "sale": rf"\b(?:{_any(words['sales'])})\s+(?:held\s+)?(?:on|of)\s+(?:the\s+)?$",
        "stock": rf"(?<![\w-])(?:{_any(words['stock_prepositions'])})\s+(?:the\s+)?$",
    }
    needed = {
        "compare": words["comparators"],
        "compare verb": words["compare_verbs"],
        "capital": ["from", "over", "on"],
        "to level": ["to", "at", "near", "toward", "towards", "above", "below", "past", "around", "of", "off"],
        "from": ["from"],
        "since": ["since"],
        "since it began": ["since"],
        "asked": [*words["asked"], "interviewed", "surveyed", "polled", "questioned", "canvassed"],
        "on": ["on"],
        "part of level": ["of"],
        "part of plan": ["of"],
        "dated from": words["dated_from"],
        **{way: ["over"] for way in ("over", "over level", "plain over")},
        "alike": ["as", "same", "similar", "identical", "equal"],
        "comparing": ["comparing", "comparison"],
        "happening": words["happenings"],
        "happening now": words["happenings"],
        "event": [*words["happenings"], *words["events"], *words["reporting"]],
        "issue": words["issues"],
        "sale": words["sales"],
        "stock": words["stock_prepositions"],
    }
    return {
        name: Needing(re.compile(source, 0 if name == "capital" else re.IGNORECASE), needed.get(name, ()))
        for name, source in sources.items()
    }


@cache
def _superlative() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_any(table('times')['roles']['superlatives'])}|[a-z]{{3,}}est)\b", re.IGNORECASE)


@cache
def _contract() -> re.Pattern[str]:
    return re.compile(rf"[\s-]+(?:\w+\s+)?(?:{_any(table('times')['roles']['contracts'])})\b", re.IGNORECASE)


@cache
def _level_after() -> re.Pattern[str]:
    return re.compile(rf"\s+(?:{_any(table('times')['roles']['once_reached'])})\b", re.IGNORECASE)


@cache
def _plan_after() -> re.Pattern[str]:
    return re.compile(rf"(?:['’]s?)?\s+(?:[\w-]+\s+){{0,2}}?(?:{_any(table('connectives')['planned'])})\b", re.IGNORECASE)


_LEVEL = re.compile(r"(?:'s)? (?:levels?|highs?|lows?|peaks?|troughs?|records?)\b(?! of\b)", re.IGNORECASE)
_OPENS = re.compile(r"(?:^|[.;:]\s|\n|\b(?:and|but|as)\s|[\"'(]|^\W*)In $")


@cache
def _said_after() -> re.Pattern[str]:
    """Who said something in the month that opens the sentence: "In June the bank had forecast 3 percent"."""
    roles = table("times")["roles"]
    return re.compile(
        rf",?\s+(?:the\s+|its\s+|their\s+)(?:[a-z-]+\s+){{0,2}}(?:{_any(roles['foretold_then'])})\s+(?:was|were|had\s+been|stood|had\s+put)\b|"
        rf",?\s+(?:[\w'-]+\s+){{1,6}}?(?:(?:{_any(roles['told_then'])})\b|(?:had|has)\s+(?:[a-z]+\s+)?(?:{_any(roles['foreseen_then'])})\b)",
        re.IGNORECASE,
    )


@cache
def _sale_after() -> re.Pattern[str]:
    return re.compile(rf"(?:'s|\))?\s+(?:[a-z-]+\s+)?(?:{_any(table('times')['roles']['sales'])}|sale)\b", re.IGNORECASE)


@cache
def _issue_after() -> re.Pattern[str]:
    return re.compile(rf"(?:'s)?\s+(?:[a-z-]+\s+)?(?:{_any(table('times')['roles']['issues'])})\b", re.IGNORECASE)


_DATELINE = re.compile(r"(?:^|\n)[ ]{0,4}[A-Z][A-Za-z.,'/() -]{2,50}[,(]\s*$")
_DATELINE_END = re.compile(r"\s*+(?:,\s*+(?:19|20)\d\d)?\s*+(?:\([^)\n]{1,30}\))?\s*+(?:--?|—|:|/)\s")
_FIGURE_AFTER = re.compile(
    r"(?:'s?\s+(?!(?:[a-z-]+\s+){0,3}?(?:level|figure|total|result|value|volume|reading|outcome)s?\s+by\b)(?:[a-z-]+\s+){0,4}?|\s+(?!and|or|but|while|to)(?:(?!(?:there|it|they|was|were|is|are)\b)[a-z-]+\s+){1,4}(?:of|at)\s+)"
    r"(?:(?:US|NT|HK|A|C|S)?[$£€¥]|(?:USD|KRW|EUR|GBP|Rs\.?|RM)\s?)?[-+(]{0,2}\d",
    re.IGNORECASE,
)
# "averaged 4.6 percent over the first half": in it, and not against it.
_AVERAGED = Needing(
    re.compile(
        r"\b(?:averag(?:ed|ing|es)|average of|total(?:led|ed|ling|ing))\b(?:[^;,(\n]|,(?=\d)){0,45}\bover\s+(?:the\s+)?$", re.IGNORECASE
    ),
    ["over"],
)
_CHANGED = re.compile(
    r"(\b(?:to|at)\s+)?(?:[A-Z]{0,3}[$£€¥]\s?|\b[A-Z]{3}\s)?(?<![\d.,])\d[\d.,]*(?:\s?%|\s?(?:pp|ppts?|bps?|m|bn|k)|(?:\s[a-z]+){1,4})?(?:\s(?:higher|lower|more|less|up|down|above|below|better|worse))?\s$"
)
# "(-16% to 2018)": a change from that year.
_CHANGE_TO = re.compile(r"\([-+–]\s?\d[\d.,]*\s?(?:%|percent|per cent) to $")
# "from the January-March period", "from the first three months of 2023": not from the one to the other.
_ONE_PERIOD = re.compile(
    r"\b(?:period|quarter|half|season)(?: (?:of|in) [\w ']+)?\Z|\A(?:the )?(?:(?:first|last|final|opening|closing|initial)\b"
    r"|[a-z\d]+ months (?:to|through|until|end(?:ed|ing))\b)",
    re.IGNORECASE,
)
_NAMED = re.compile(r"\d{4}|[A-Z][a-z]{2,}")
_THAT_OF = re.compile(r"\b(?:that|those) (?:in|of|for|from) (?:the )?\Z")
_WHICH = re.compile(r"(?:this|last|next)\b", re.IGNORECASE)
_EVENT_NOUN = re.compile(
    r"\s+(?:(?!is|are|was|were|will)[a-z-]+\s+)?(?:meeting|summit|hearing|conference|elections?|briefing|talks)\b"
    r"|\s+(?:[A-Z]{2,}\s+)?(?:[Uu]pdate|Budget)\b"
)
# "the May forecast" was made in May, "the 2024 forecast" is for 2024.
_FORECAST_NOUN = re.compile(r"\s+(?:[A-Z]{2,}\s+)?(?:projections?|forecasts?(?!\s+(?:of|for|period)))\b")
_MONTHS_TOLD = re.compile(r"(?:the\s+)?[A-Z\d]")
_ONWARD = re.compile(r"\s+(?:on(?=[.,;)\s]*(?:$|[.,;)]))|onwards?|forward)\b")
_CLAUSE = re.compile(r"\n|[.;:](?=\s|$)")
_EVENT_AFTER = re.compile(r"\s+(?:in [A-Z]\w+|\(local time\)|at the [A-Z])")
_EDGE = re.compile(r"(?<=[a-z(] )(?:end|mid|early|late|beginning|start|close)-$", re.IGNORECASE)
# A line that begins with a preposition is no part of what the line before says.
_NEW_LINE = re.compile(r".*\n[ ]{0,4}((?:In|At|On|For|During|Over|By|Through|As|Since|Until|Between)\b.*)", re.DOTALL)


def _left(calendar: Calendar, start: int) -> str:
    return _line_before(calendar.text, start)


# A time is held against one pattern after another.
@lru_cache(maxsize=16)
def _line_before(text: str, start: int) -> str:
    left = text[max(0, start - _WINDOW) : start]
    line = _NEW_LINE.search(left) if "\n" in left else None
    # "against end-July": against July.
    return _EDGE.sub("", left[line.start(1) :] if line else left)


def _before(calendar: Calendar, start: int, reason: str) -> re.Match[str] | None:
    left = _left(calendar, start)
    return _patterns()[reason].pattern.search(left) if reason in _possible(left) else None


@lru_cache(maxsize=16)
def _possible(left: str) -> frozenset[str]:
    """The reasons that can stand in what is before a time."""
    return frozenset(reason for reason, pattern in _patterns().items() if pattern.can_be_in(left))


def role_of(reading: Reading, calendar: Calendar) -> str:
    """Return the role of a time: ``reference``, ``comparison``, ``publication`` or ``duration``."""
    fixed = reading.role or _FIXED.get(reading.kind)
    if fixed:
        return fixed
    if reading.kind == "month" and _contract().match(calendar.text, reading.end):
        return "duration"
    since = _since(reading, calendar)
    if since:
        return since
    if rests_on(reading, calendar) or tells_state(reading, calendar):
        return "publication"
    if _of_plan(reading, calendar):
        return "duration"
    if reading.kind in ("day", "days") or (reading.kind == "range" and _is_day(reading)):
        return _role_of_days(reading, calendar)
    if _happens(reading, calendar):
        return "publication"
    if reading.kind == "event":
        return "comparison" if reading.period is None or _compares(reading, calendar) else "reference"
    return "comparison" if _compares(reading, calendar) else "reference"


def _of_plan(reading: Reading, calendar: Calendar) -> bool:
    """Whether a time tells of what something is a part: "61% of the full-year target", "48% of the budget for 2023"."""
    if _before(calendar, reading.start, "part of plan"):
        return True
    return bool(_before(calendar, reading.start, "part of level") and _plan_after().match(calendar.text, reading.end))


def _is_day(reading: Reading) -> bool:
    return reading.period is not None and len(reading.period) == 10


_CHANGE = r"(?:%|\bper ?cent|\bpct|\bpoints?)\)?"
_CHANGED_SINCE = re.compile(rf"{_CHANGE} since\s[^%]{{0,20}}$|{_CHANGE}\s+$", re.IGNORECASE)
_YEAR_ON_YEAR = re.compile(
    r"\b(year|month|quarter|week)[ -](?:on|over|to)[ -]\1\b|\b(?:a|one) year (?:earlier|ago|before)\b", re.IGNORECASE
)


def _since(reading: Reading, calendar: Calendar) -> str | None:
    """ "since October 2011" measures a change unless it tells how long something has not been seen."""
    if not _before(calendar, reading.start, "since") and not _before(calendar, reading.start, "since it began"):
        return None
    clause = _CLAUSE.split(calendar.text[max(0, reading.start - 140) : reading.start])[-1]
    bracket = clause.rfind("(")
    if bracket > clause.rfind(")"):
        clause = clause[bracket:]
    spoken = [match[0].lower() for match in _superlative().finditer(_YEAR_ON_YEAR.sub("", clause))]
    plain = table("times")["roles"]["not_superlatives"]
    if _CHANGED_SINCE.search(clause):
        # "in the months of May and June, stays were up 34% since 2009"
        plain = [*plain, *table("times")["roles"]["units_counted"]]
    return "duration" if any(word not in plain for word in spoken) else "comparison"


def _compares(reading: Reading, calendar: Calendar) -> bool:
    """Whether what stands right before a time makes it the other side of a comparison."""
    text, start, end = calendar.text, reading.start, reading.end
    if _before(calendar, start, "part of level") and _level_after().match(text, end):
        return True
    if _FIGURE_AFTER.match(text, end) and not text[start:end].lower().endswith("level") and not _changed_before(reading, calendar):
        return False
    if _before(calendar, start, "comparing"):
        return True
    if reading.kind in ("year", "month", "quarter") and _LEVEL.match(text, end) and _before(calendar, start, "to level"):
        return True
    if reading.kind != "relative" and not reading.shift and _before(calendar, start, "capital") and not _LEVEL.match(text, end):
        return False
    if _before(calendar, start, "over level") or _before(calendar, start, "alike"):
        return True
    if _before(calendar, start, "compare verb") or (reading.kind == "year" and _CHANGE_TO.search(text, max(0, start - _WINDOW), start)):
        return True
    match = _before(calendar, start, "compare")
    ranged = reading.kind in ("range", "days") and not _ONE_PERIOD.search(text[start:end])
    if match and ranged and match["word"].lower() == "from" and _before(calendar, start, "from"):
        return False
    if match:
        since = match["word"].lower() == "from" and (_before(calendar, start, "dated from") or _ONWARD.match(text, end))
        return not (since or match["word"].startswith("Over"))  # "Over the same January-March period, imports rose"
    if reading.kind == "span" and _NAMED.search(text, start, end) and _before(calendar, start, "on") and _changed_before(reading, calendar):
        return True  # "down 4% on the year to March 2020"
    if reading.kind in ("span", "season") or (reading.kind == "relative" and reading.shift == 0):
        return False
    if reading.kind not in ("day", "days") and _before(calendar, start, "on"):
        return True
    if reading.kind == "range" and not _MONTHS_TOLD.match(text, start) and not _THAT_OF.search(text, max(0, start - 16), start):
        return False
    if reading.kind != "relative" and _AVERAGED.search(_left(calendar, start)):
        return False
    return bool(_before(calendar, start, "plain over" if reading.kind == "relative" else "over"))


def _changed_before(reading: Reading, calendar: Calendar) -> bool:
    """Whether a change is told right before: "up 6 percent from last year's 80", but not "slowed to 2.2 percent from January's 2.5"."""
    comparator = _before(calendar, reading.start, "compare") or _before(calendar, reading.start, "on")
    if not comparator:
        return False
    change = _CHANGED.search(calendar.text, max(0, reading.start - _WINDOW), max(0, reading.start - _WINDOW) + comparator.start())
    return bool(change and change[1] is None)


def _happens(reading: Reading, calendar: Calendar) -> bool:
    """Whether a month or year tells when something was said or happened."""
    left = _left(calendar, reading.start)
    if reading.kind in ("span", "relative", "event", "fiscal"):
        return False
    if reading.kind != "range" and (_before(calendar, reading.start, "happening") or _EVENT_NOUN.match(calendar.text, reading.end)):
        return True
    if reading.kind in ("month", "quarter") and _FORECAST_NOUN.match(calendar.text, reading.end):
        return True
    if reading.kind == "month" and _OPENS.search(left) and _said_after().match(calendar.text, reading.end):
        return True
    if _WHICH.match(calendar.text, reading.start) and _before(calendar, reading.start, "happening now"):
        return True
    if is_when_foretold(reading, calendar):
        return True
    last = periods.ending(reading.period)
    if reading.kind == "month" and last is not None and calendar.published is not None and last >= calendar.published:
        return bool(_patterns()["issue"].search(left) or _issue_after().match(calendar.text, reading.end))
    return bool(_DATELINE.search(left) and _DATELINE_END.match(calendar.text, reading.end) and reading.kind == "moment")


# "On 5 May, the reserves held by the bank were recorded at $7 billion": when a number stood.
_ON_OPENS = re.compile(r"(?:\A|[.!?\n]\s{0,3})(?:On|At|As of|As at|By) (?:the )?\Z")
_STOOD_AFTER = re.compile(
    r",?\s+(?:[\w'’-]+\s+){1,14}?(?:stood|were|was|amounted|totall?ed|measured|reached|numbered)\s+(?:(?:recorded|estimated|valued|quoted)\s+)?(?:at\s+|to\s+)?"
    r"(?:(?:about|around|some|nearly|almost|over|just)\s+)?(?:[A-Z]{0,3} ?[$£€¥] ?|[A-Z][A-Za-z]{1,2} )?\d"
)


def _role_of_days(reading: Reading, calendar: Calendar) -> str:
    """Days tell when something was said or happened, unless they bound a span or date a stock."""
    start, end = reading.start, reading.end
    left = _left(calendar, start)
    if reading.kind == "day" and (_sale_after().match(calendar.text, end) or _patterns()["sale"].search(left)):
        return "reference"
    if _DATELINE.search(left) and _DATELINE_END.match(calendar.text, end):
        return "publication"
    if reading.kind == "day" and _ON_OPENS.search(left) and _STOOD_AFTER.match(calendar.text, end):
        return "reference"
    if _patterns()["happening"].search(left):
        return "publication"
    if reading.kind != "day":
        # What was said is said on a day: "According to the office, exports from May 1 to 10 rose".
        if _patterns()["asked"].search(left):
            reading.kind = "fieldwork"
            return "publication"
        event = _patterns()["occasion"].search(left) or _EVENT_AFTER.match(calendar.text, end)
        return "publication" if event else "comparison" if _compares(reading, calendar) else "reference"
    if _compares(reading, calendar):
        return "comparison"
    if _patterns()["stock"].search(left):
        return "reference"
    day = periods.ending(reading.period)
    edge = day is not None and (day.day == 1 or (day + dt.timedelta(days=1)).day == 1)
    near = day is not None and calendar.published is not None and abs((calendar.published - day).days) <= 3
    return "reference" if edge and not near and not _patterns()["event"].search(left) else "publication"
