"""The grammar of time phrases: what may follow what in "the three months to May" or "Dec. 1-20". It finds; timereading.py resolves.

A rule is a regular expression over plain text, written with names in angle brackets for its parts: ``<month>``, ``<year>``, ``<point>``
(any day, month, quarter, half-year or year) …; ``<m2:month>`` makes the part the group ``m2``. A space stands for spaces or a line
break (``[ ]`` for just a space), ``~`` for a hyphen or a space. The group ``core`` marks the phrase proper where a rule needs to see more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from indicators.lexicon import table

__all__ = ["month_number", "number", "ordinal", "point_forms", "rules", "scan", "weekday_number"]

_GAP = r"(?:[ ]{1,3}(?:\r?\n[ ]{0,4})?|\r?\n[ ]{0,4})"
# Not inside a word, an amount or a number.
_LEFT = r"(?<![\w$£€¥])(?<!\d[.,/-])"
_YEAR = r"(?:1[89]|20)\d\d(?![\d%=])(?![.,/]\d)(?!-(?!(?:18|19|20)\d\d(?!\d))\d{3})(?![^\W\d_])(?![ ]=|[-/]\d{2,4} ?=)"

# Single periods: each form can be read on its own. Longer ones come first, so that "May 5, 2024" is not cut short at "May 5".
_POINTS = (
    r"<m:month> <d:day>,? <y:year>",
    r"<m:month> <d:day>(?: of <y:yearref>)?",
    r"<d:day>(?: of)?~<m:month>(?:,? <y:year>|-<y2:year>| of <y3:yearref>)?",
    r"<m:month>(?:,? <y:year>)? quarter(?P<tail>)(?:,? (?:of |in )?<y2:yearref>)?",
    r"<m:month>(?:,? | of | in |-|/)<y:year>",
    r"<m:month>(?: (?:of |in )?<y:yearref>|(?:-| ?')(?P<y2>\d\d)(?![\w%]|[.,]\d))?",
    r"Q ?(?P<q>[1-4])(?:[ ]?[-/:,]?[ ]?(?:of |in )?<y:yearref>|(?:[-/]| ?')(?P<y2>\d\d)(?!\d))?(?!\w|-\d)",
    r"(?P<y>(?:19|20)\d\d)[ ]?[-:/]?[ ]?Q(?P<q>[1-4])(?!\w)",
    r"(?P<q>[1-4])Q(?:[ ]?'?(?:<y:year>|(?P<y2>\d\d)(?!\d)))?(?!\w)",
    r"<o:ordinal>~(?:calendar )?quarters?(?:,? (?:of |in |for )?<y:anyyear>)?(?! (?:in a row|running|in succession))",
    r"[HS](?P<h>[12])[-/]?[ ]?<y:yearref>",
    r"H(?P<h>[12])(?![\w-])",
    r"(?P<h>[12])H(?:[ -]?'?(?:<y:year>|(?P<y2>\d\d)(?!\d)))?(?!\w)",
    r"(?P<y>(?:19|20)\d\d)[ ]?[-:/]?[ ]?[HS](?P<h>[12])(?!\w)",
    r"(?P<ho>first|second|1st|2nd|latter)~(?:half(?:~year)?|semester)(?:,? (?:of |in |for )?<y:anyyear>)?",
    r"(?:calendar )?<y:year>",
    r"<y:yearref>",
)

_THEN = (
    r"(?P<then>(?:previous|last|prior|preceding|past) year|an? (?:year|month|quarter|week) (?:ago|earlier|before|previously)"
    r"|year (?:ago|earlier|before)|one year (?:ago|earlier|before)|<y1:year>)"
)
_PERIOD = r"(?:(?P<u>periods?|months?|quarters?|weeks?|time|half(?:~year)?|days?|season|point|date|stage)|<m:month>)"

# Every rule; of two that match the same characters, the first wins.
_TEMPLATES: dict[str, str] = {
    "iso_day": r"(?P<y>(?:19|20)\d\d)(?P<sep>[-/.])(?P<mo>0?[1-9]|1[0-2])(?P=sep)(?P<d>0[1-9]|[12]\d|3[01])(?![\d/-])",
    "numeric_day": r"(?P<a>0?[1-9]|[12]\d|3[01])(?P<sep>[-./])(?P<b>0?[1-9]|[12]\d|3[01])(?P=sep)(?P<y>(?:19|20)\d\d)(?![\d/-])",
    "iso_month": r"(?P<y>(?:19|20)\d\d)(?:-(?P<mo>0[1-9]|1[0-2])|M(?P<mo2>0[1-9]|1[0-2]))(?![\d%=]|[-/.]\d)",
    "numeric_month": r"(?P<mo>0?[1-9]|1[0-2])/(?P<y>(?:19|20)\d\d)(?![\d/])",
    "dated": r"<wd:weekday>,? (?:the )?<p1:point>",
    "labelled_quarter": r"(?:the )?(?:Q|Quarter )(?P<q>[1-4]) ?\(<month><to><month>\),? <y:year>",
    "month_and_annual": r"(?P<core><m:month>),? (?:and|&) (?:the )?(?:annual|full~year|year) <y:year>",
    "which_month": r"(?P<which>this|last|next|this past|this coming) <m:month>(?! \d)",
    "to_date": r"(?:<p1:point>,? )?\(?(?:year~to~date|YTD\b)\)?(?:(?: to| in| through)? <p2:point>)?",
    "so_far": r"so far(?: in)?(?: this year| <y1:year>)|(?:this|the) year (?:so far|to date)|<y2:year> (?:so far|to date)|since the (?:start|beginning) of (?:the|this) year",
    "elided": r"(?:the )?<o:ordinal>(?=(?:, <ordinal>){0,2},? (?:and|to|or) (?:the )?<ordinal>~quarters?(?:(?:,? (?:of |in )?)<y:anyyear>)?)",
    "quarters": r"(?:the )?first (?P<n>two|three|2|3) quarters(?:,? (?:of |in )?<y:anyyear>)?",
    "range": r"(?:the )?<p1:point><to>(?:the )?<p2:point>(?: period)?",
    "between": r"between (?P<core>(?:the )?<p1:point> and (?:the )?<p2:point>)",
    "days": r"<m:month>,? <d1:day>(?: ?- ?| to | through | and )<d2:day>(?:,? <y:year>)?",
    "days_before": r"(?:the )?<d1:day>(?: ?- ?| to | through | and )<d2:day>(?: of)? <m:month>(?:,? <y:year>)?",
    "first_days": r"(?:the )?first <n:n> (?:calendar )?days of <m:month>(?:,? <y:yearref>)?",
    "first_months": r"(?:the )?(?P<edge>first|opening|initial|last|final|closing) <n:n>~months?(?P<of>(?:,? of| in)? <y:anyyear>)?",
    "part_of_month": r"(?:the )?(?P<half>first|second) half of <m:month>(?: <y:yearref>)?",
    "part_of": r"<part:part>(?P<core>(?:the )?(?:month of )?(?:<p1:point>|the year))",
    "year_end": r"(?:the )?(?:calendar )?(?:year~end|end~year)(?: (?:of )?<y:year>)?|the year's end",
    "whole": r"(?:(?:the )?(?:whole|entirety|month|quarter|year|rest|remainder|course|middle) of|(?:full|entire|calendar)~year(?: of)?) (?P<core>(?:the )?(?:<p1:point>|the year))",
    "ending": r"(?:the |its |their )?(?:(?:last|past|latest|full|whole|most recent|entire|first|single) )?(?:<n:n>~)?<u:unit>(?: period)?,?(?: (?:to|through|up to|until)|(?: that| which)? (?:ended|ending|ends|finishing)(?: (?:on|in|at|with))?)(?: the)?(?: (?:end|close) of(?: the)?| end)?~(?:<wd:weekday>,? )?(?:<p1:point>|<wd2:weekday>)",
    "since_span": r"the <n:n> (?P<u>months|years) since <p1:point>",
    "past": r"(?:the |these |those )?(?P<which>last|past|latest|most recent|trailing|rolling)(?: <n:n>)?~<u:unit>(?:~period)?",
    "those_weeks": r"(?:these|those|the same) <n:n> (?P<u>weeks)",
    "next": r"(?:the )?(?P<which>next|coming|following|subsequent|upcoming)(?: <n:n>)? <u:unit>",
    "current": r"(?:this|the current|the present) (?P<u>year|month|quarter|week)",
    "bare_unit": r"(?P<prep>over|on|in|for|during|of|throughout|within) (?P<core>the(?: whole| full| entire)? (?P<u>year|quarter|month|week)(?: as a whole)?)(?! (?:to|of|before|earlier|end|ended|ending|that|which|prior|previously|through|in which|when|since|after|under|from|starting|\d))(?![-\w'])",
    "previous": r"(?:the |its |their |a )?(?P<which>previous|prior|preceding)(?: <n:n>)?~(?P<fy>fiscal |financial )?<u:unit>(?: of <y:year>)?",
    "the_before": r"the (?P<u>year|month|quarter|week|day) (?:before(?! (?:the|it|they|that)\b)|earlier|prior|previously|previous)",
    "ago": r"(?P<n>an?|<n>)~<u:unit> <ago>",
    "same": rf"(?:(?:(?:the |that |its |their )?(?:same|corresponding|equivalent|comparable|like)|that|this)(?: <n:n>)? {_PERIOD})(?:(?: of| in| during| for)?(?: the)? {_THEN})",
    "same_alone": r"(?:the )?(?:same|corresponding) (?:<n:n> )?(?P<u>period|months?|quarter|weeks?|timeframe)",
    "year_earlier": r"(?:the |its |their |a )?(?:(?P<u>year|month|quarter|week)-(?:earlier|ago|before)|prior-(?P<u2>year|month|quarter|week))(?: (?:level|period|quarter|month|week|half|same period|comparison)s?(?! ?\d))?",
    "adverb": r"(?:on an? )?(?:(?P<u>year|month|quarter|week)[ -]?(?:on|over)[ -]?(?P=u)|on-(?P<u2>year|month|quarter|week)|(?P<u3>year)-to-year|(?P<s>[ymqw])[-/.]?o[-/.]?(?P=s)|(?P<s2>[ymqw])/(?P=s2)|(?P<u4>sequential)ly)(?: (?:basis|terms))?(?![^\W_])",
    "basis": r"(?:on an?|in) (?P<u>annual|yearly|monthly|quarterly|weekly|sequential) (?:basis|terms)",
    "annually": r"(?<=[%t]) (?P<core>(?P<u>annual|month|quarter|week|year)ly)",
    "by_period": r"(?P<core>(?P<u>annual|yearly|monthly|quarterly|weekly)|(?P<n>12|twelve|1|one|3|three)-month)(?: (?!rate|inflation|average)[a-z-]+){0,3}? <change>(?!\w)",
    "annualized": r"(?:(?:at |on |in )?(?:an? )?(?:(?:seasonally~adjusted|compound) )?annuali[sz]ed(?: (?:rate|pace|terms|basis))?|at an? (?:(?:seasonally~adjusted|compound) )?annual (?:rate|pace)|SAAR\b)(?: of(?= [-+]?[$£€¥]?\d))?",
    "pre_event": r"(?:(?:the|its|their) )?pre-? ?(?:pandemic|covid(?:-19)?|crisis|coronavirus|war|recession|lockdown|shock)(?: (?:levels?|peaks?|highs?|averages?|trends?))?",
    "peak": r"(?:the|its|their|a)(?: (?:all-time|previous|record|recent|cyclical|earlier))? (?:peak|trough|low|high|bottom)(?: (?:of|in|reached in|recorded in|seen in|hit in) <p1:point>)|(?:the|its|their) <y1:year> (?:peak|trough|low|high)s?",
    "since_peak": r"(?:since|from|below|above|off) (?P<core>(?:the|its|their)(?: (?:all-time|previous|record|recent))? (?:peak|trough)(?: levels?| values?)?)|since (?P<core2>the (?:start|beginning|outbreak|onset) of the (?:pandemic|crisis|war|recession))",
    "average": r"(?:(?:the|its|their) )?<n>-(?:year|month|week) (?:moving )?average|(?:the|its|their) (?:long-?run|long-?term|historical) average",
    "fiscal_months": r"<m:month><to><m2:month>,?(?: of| in)? (?:(?:FY|fiscal year|fiscal|financial year)[ ]?)?<fy:fiscal>",
    "fiscal_part": r"(?:Q[1-4]|[1-4]Q|H[12]|[12]H|(?:the )?<ordinal>~(?:quarter|half))(?: ?\((?P<m1><month>)<to>(?P<m2><month>)\))?,?[ :]?(?: ?of (?:the )?)?(?:(?:FY[ ]?|(?:(?:current|last|previous|this) )?(?:fiscal|financial)(?: year)?[ ]?)(?:'?\d\d(?!\d)|<fiscal>|<year>)?|<fiscal>)(?: ?\((?P<m3><month>)<to>(?P<m4><month>)(?:,? <y1:year>)?\))?",
    "fiscal": r"(?:(?:the |this )?(?:(?P<which>current|previous|last|next|prior|preceding|coming|past|same) )?(?:fiscal|financial|marketing|tax|crop|academic|school|accounting|agricultural)(?: years?|(?= ?\d))(?: ?(?:<fiscal>|<year>|'?\d\d(?![\d%])))?|FY[ ]?'?(?:<fiscal>|\d{4}|\d\d[-/]\d\d|\d\d)(?!\d)E?|(?:the )?<year> (?:fiscal|financial|marketing|tax) year|<fy:fiscal>)",
    "year_range": r"<y1:year>[-/](?P<y2>\d\d)(?![\d%=-]|[./,]\d)",
    "decade": r"(?:the )?(?:(?:early|mid|late)~)?(?P<y>(?:18|19|20)\d0)'?s(?!\w)",
    "season": r"(?:(?:the|this|last|next|past) )?(?:spring|summer|autumn|winter|fall)(?:,? (?:of )?<y1:yearref>|(?= season))|(?:the|this|last|next) (?:past )?(?:spring|summer|autumn|winter)",
    "holiday": r"(?:over|at|before|after|during|for) (?P<core>(?:the |last )?(?:Christmas|Easter|Lunar New Year|Chuseok|Seollal|Ramadan|Diwali|festive|holiday|Golden Week)(?: (?:period|season|holidays?|shopping season))?)(?=[,.;)]|\s*$)|(?:last|this|next|the) (?:Christmas|Easter|festive|holiday) (?:period|season)",
    "weekday": r"(?:(?P<which>this|last|next|late|early) )?<wd:weekday>(?: (?:morning|afternoon|evening|night))?",
    "moment": r"(?P<w>today|yesterday|tomorrow)(?!')",
    "consecutive": r"(?:(?:the|a|its|their) )?(?:<nth>~(?:(?:consecutive|straight|successive)~(?:months?|quarters?|years?|weeks?)|(?:month|quarter|year|week) (?:in a row|running|in succession|on end))|<n> (?:consecutive|straight|successive) <unit>|<n> <unit> (?:in a row|running|in succession|on end))",
    "duration": r"(?:the )?(?:next |coming |recent |many )?(?:<n> (?:and (?:a half|<n>) )?(?:calendar |full )?(?:years|months|quarters|weeks|days|decades)|a decade|a quarter of a century|half a decade|a century)(?! (?:old|of age|and over|and older|or older|or over)\b)",
    "vague": r"(?:in|over|for) (?P<core>(?:the )?(?:recent|coming|past|next|last few|past few|many|several) (?:years|months|weeks|quarters|decades|days))|since (?P<core2>(?:comparable )?records (?:began|begin)|the series began|data collection began)",
    "point": r"(?:the )?<p1:point>",
}


def _alternatives(words: list[str]) -> str:
    return "|".join(re.escape(word).replace(r"\ ", " ") for word in sorted(words, key=len, reverse=True))


@cache
def _blocks() -> dict[str, str]:
    """The named parts, as regular expressions without groups."""
    words = table("times")
    full = [names[0] for names in words["months"]]
    short = [name for names in words["months"] for name in names[1:]]
    month = _alternatives(full)
    relative = (
        rf"(?:this|that|last|next|the (?:same|current|previous|last|prior|preceding|past|next|following|coming)) year(?! (?:earlier|ago)\b)(?! (?:to|through|ended|ending) (?:the |end|\d|Q\d|{month}))"
        r"|(?:a|one) year (?:ago|earlier|before)|the year before"
    )
    blocks = {
        "month": rf"(?:(?:{month})(?![^\W\d_])|(?:{_alternatives(short)})(?:\.|(?![^\W\d_])))",
        "weekday": rf"(?:{_alternatives([name for names in words['weekdays'] for name in names])})(?![^\W_])\.?",
        "year": f"(?:{_YEAR})",
        "yearref": rf"(?:{_YEAR}|'\d\d(?!\w)|{relative})",
        "anyyear": rf"(?:{_YEAR}|'\d\d(?!\w)|{relative}|the year)",
        "day": r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?![\w%])(?![.,:/]\d)(?! ?(?:percent|per cent|pct|million|billion|trillion|points?)\b)",
        "n": rf"(?:\d{{1,3}}|{_alternatives(list(words['numbers']))}|several|few|couple of)",
        "nth": rf"(?:\d{{1,3}}(?:st|nd|rd|th)|{_alternatives(words['nth'])})",
        "ordinal": rf"(?:{_alternatives(list(words['ordinals']))})",
        "unit": r"(?:years?|months?|quarters?|weeks?|days?|half~years?|decades?)(?![^\W_])",
        "fiscal": r"(?:(?:19|20)\d\d[-/](?:(?:19|20)\d\d|\d\d)(?![\d%=]|[-/.,]\d)(?![^\W\d_]))",
        "to": r"(?: ?- ?| (?:through|thru|until|till|up to|to)(?: to| and including)? )",
        "ago": r"(?:ago|earlier|before(?! [a-z]+ing\b)|previously|prior|back)(?![^\W_])",
        "part": r"(?:(?:the )?(?:very )?(?:end|start|beginning|middle|close|turn) of |(?:early|mid|late|end)~(?:in )?)",
        "change": f"(?:{_alternatives(words['change']['nouns'])})",
    }
    blocks["point"] = f"(?:{'|'.join(re.sub(r'[?]P<[a-z0-9]+>', '?:', _expand(form, blocks, False)) for form in _POINTS)})"
    return blocks


def _expand(template: str, blocks: dict[str, str], named: bool = True) -> str:
    def put(match: re.Match[str]) -> str:
        label, block = match[1], blocks[match[2]]
        return f"(?P<{label[:-1]}>{block})" if label and named else block

    return re.sub(r"(?<!\?P)<(\w+:)?([a-z]+)>", put, template)


def _compile(template: str) -> re.Pattern[str]:
    body = _expand(template, _blocks()).replace("~", "(?:-| )")
    body = re.sub(r"\[ ?[^\]\[]*\]| ", lambda match: _GAP if match[0] == " " else match[0], body)
    return re.compile(("" if body.startswith("(?<=") else _LEFT) + f"(?:{body})", re.IGNORECASE)


@cache
def rules() -> dict[str, re.Pattern[str]]:
    """Every rule, compiled."""
    return {name: _compile(template) for name, template in _TEMPLATES.items()}


@cache
def point_forms() -> tuple[re.Pattern[str], ...]:
    """The forms of a single period, compiled, each to be matched in full."""
    return tuple(_compile(form) for form in _POINTS)


def scan(text: str) -> Iterator[tuple[str, re.Match[str]]]:
    """Yield all that any rule matches, with the rule's name."""
    for name, pattern in rules().items():
        for match in pattern.finditer(text):
            yield name, match


def number(word: str | None) -> int | None:
    """Return the value of a number in digits or words; "a" is one, vague ones are none."""
    if word is None:
        return None
    word = word.lower()
    return int(word) if word.isdecimal() else 1 if word in ("a", "an") else table("times")["numbers"].get(word)


def ordinal(word: str) -> int:
    """Return the number of a quarter or half-year named by an ordinal."""
    return int(table("times")["ordinals"][word.lower()])


@cache
def _names(key: str) -> dict[str, int]:
    return {name: i for i, names in enumerate(table("times")[key]) for name in names}


def month_number(word: str) -> int:
    """Return the number of a month from its name or abbreviation."""
    return _names("months")[word.lower().rstrip(".")] + 1


def weekday_number(word: str) -> int:
    """Return the number of a weekday, Monday being 0."""
    return _names("weekdays")[word.lower().rstrip(".")]
