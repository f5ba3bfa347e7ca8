"""How comparisons are worded: what may stand between a change and what it is held against, and what tells another."""

from __future__ import annotations

import re

from indicators.lexicon import table
from indicators.needing import Needing

# "fell short of the 2019 level by 6%": what stands between the level and the change.
OUTDONE_BY = re.compile(
    r"(?:['’]s?)?(?: (?:levels?|figures?|totals?|results?|values?|volumes?))?,? by (?:(?:about|around|some|nearly|almost|an?|just|only) )?",
    re.IGNORECASE,
)
SEASONAL = Needing(
    re.compile(r"\bseasonally[\s-]adjusted\b|\badjusted for season|\bseasonal adjustment", re.IGNORECASE),
    ["seasonally", "adjusted", "seasonal"],
)
ANNUAL = re.compile(
    r"\bannual (?:rate of (?:growth|increase|change|decline|decrease)|growth|increase|rise|change|decline)\b", re.IGNORECASE
)
# "the annual growth rate was": what follows is the growth over a year, whatever it is compared with.
ANNUAL_RATE = re.compile(
    r"(?<!\bon )(?<!\bat )\b(?:annual|yearly|12-month|twelve-month) "
    r"(?:growth(?: rates?)?|rates? of (?:growth|increase|change|decline|decrease)|change)\b"
    r"(?:[^.;:,\d]{0,60}?\b(?:was|were|is|of|at|to|from|by|stood|reached|recorded)|,|:)\s+(?:\w+\s+)?\Z",
    re.IGNORECASE,
)
REVISION = re.compile(r"\brevision of\b|\brevised (?:up|down|upwards?|downwards?) by\b", re.IGNORECASE)
# "For the month, the index rose 0.2 percent": the change over it.
LEAD = re.compile(r"\W*(?:for|on) the (month|quarter|year|week),", re.IGNORECASE)
IN_WEEK = re.compile(
    r"\s+(?:(?:in|for|over|during|on) (?:the )?|this |last )week\b(?! (?:to|ended|ending|of|through|before)\b)", re.IGNORECASE
)
# What "monthly" tells a basis before; before another noun it says what kind of series it is: "monthly pay".
_CHANGES = "|".join(word for key in ("up", "down", "neutral") for word in table("directions")["nouns"][key])
MONTHLY = re.compile(
    r"(?<!straight )(?<!consecutive )(?<!successive )\bmonthly\b"
    rf"(?=\W*(?:$|[,.;:()])|,? (?:[a-z]+ )?(?:{_CHANGES}|basis|bases|rate|pace|comparison|terms|measure|evolution|dynamics)s?\b"
    r"| (?:by|to|and|but|or|in|on|at|from|after|as|for|with|while|against|compared|was|were|is|are|it|they|the)\b)",
    re.IGNORECASE,
)
# "the average monthly gain of 60,000", "a quarterly fall of 2%".
PACED = re.compile(
    rf"\b(annual|yearly|quarterly|monthly|weekly) (?:{_CHANGES}) of (?:(?:about|around|nearly|some|just|only|over|almost|roughly) )?\Z",
    re.IGNORECASE,
)
# "year-on-year" only says how a change is measured: what stands behind it is not of the year before.
ADVERB = re.compile(r"\bon\b|[a-z]/[a-z]|\b[dmqwy]o[dmqwy]\b", re.IGNORECASE)
BY_ADJECTIVE = {"annual": "yoy", "yearly": "yoy", "quarterly": "qoq", "monthly": "mom", "weekly": "wow"}
# "gained 192,000 jobs a month", "rose by 2% each year"
EACH = re.compile(r"(?: [a-z]+)? (?:per|a|each|every) (month|quarter|week|year)\b(?! (?:ago|earlier|before))", re.IGNORECASE)
# "Emissions are to fall by 55% by 2030": from now on, not from the year before.
BY = re.compile(r"\bby\s+(?:the\s+)?(?:(?:end|close|start|beginning|middle)\s+(?:of\s+)?(?:the\s+)?)?\Z", re.IGNORECASE)
UNTIL_ENDS = re.compile(r"\s*(?:[.,;:)]|$|\b(?:and|or|but|as|if|while|the|it|its|they|their)\b)")
# "rose 2.4%, more slowly than in May": how fast it rose is compared, not what rose.
PACE = re.compile(
    r"(?:\b(?:faster|slower|quicker|stronger|weaker|steeper|gentler|(?:more|less) \w+ly) than|"
    r"\b(?:same|fast|quickly|rapidly|slowly|strongly|strong|steeply) as|\b(?:in line with|on a par with|similar to|unchanged (?:from|on)))"
    r"\s+(?:(?:in|at|for|during|the|that|of|it|was|recorded|rate|pace|seen|its|a)\s+)*\Z",
    re.IGNORECASE,
)
# "consumption rose by 2%, investment by 3%, all at annual rates": said of the whole sentence.
RATES = re.compile(r"rates\Z", re.IGNORECASE)
# Words that begin a clause with comparisons of its own; "the first quarter" is but a time, and "rose the most" no clause.
APART = re.compile(
    rf";|(?<![a-z] (?=the most\b))\b(?:{'|'.join(table('connectives')['apart_for_comparisons'])})\b(?! compared\b)"
    r"(?!(?<=\bfirst) (?:[\w-]+ )?(?:quarter|half|semester|trimester|month|week|day|year|decade)s?\b)",
    re.IGNORECASE,
)
# Between two changes that one comparison serves: "0.2%, and services by 1.8%".
SHARED = re.compile(
    r"[\s,]*+(?:and|or|by|a|an|respectively|of|points)?[\s,]*+(?:by )?(?:an? )?(?:(?:about|around|some|nearly|almost|over|roughly) )?"
)
# "1.2%, or 4.9% at an annual rate"
OR = re.compile(r"\bor\b")
AFTER = re.compile(r"\W*(?:After|Following)\b")
SAID_TWICE = re.compile(r"\(\s*(?:or\s+|i\.?e\.?,?\s+)?\Z")
# "Apples were 2% and pears 3% dearer than in May": the comparative comes but once.
ONE_COMPARATIVE = re.compile(r",? (?:and|or) (?:(?!\w+er\b|less\b|than\b)[\w-]+ ){1,6}", re.IGNORECASE)
COMPARATIVE = re.compile(r" (?:\w+er|less|more \w+|more) than\b", re.IGNORECASE)
# "4.1 percent less than the 45,794 sold in May": a change that is told against a level.
AGAINST_LEVEL = re.compile(
    r"[\s,)]*(?:[a-z]+ ){0,2}?(?:than|above|below|under|over|on|against|from|of|compared (?:with|to)|relative to)\s"
    r"(?:(?!(?:and|but|while|whereas|to|by)\b)[^.;:(\d]){0,40}?\(?(?:[A-Z]{0,3}[$£€¥]|[A-Z]{1,3} ?)?",
    re.IGNORECASE,
)
# "to 5.2 million, compared with 4.8 million in May 2023, a rise of": the level came before.
AFTER_LEVEL = re.compile(
    r"[^.;:\d]{0,45}(?:\d{4})?[^.;:\d]{0,4}?[,(]\s*"
    r"(?:(?:i\.e\.|or|up|down|of|lower|higher|by|an?|which|is|was|marking|representing|[a-z-]+ of|[a-z]+ing)\s+){0,4}",
    re.IGNORECASE,
)
OPENS_CLAUSE = re.compile(
    r"(?:(?:[;(–—]|\b(?:and|but|while|whereas|yet))\s*+,?\s*+"
    r"(?:(?:(?:when|as) )?compared (?:with|to)|against|relative to|versus|vs\.?|vis-[àa]-vis|in (?:comparison|relation) (?:with|to)"
    r"|with respect to|since|over|on|from|in|at)?"
    r"|, (?:(?:when )?compared (?:with|to)|relative to|since))\s*+(?:the|an?|its)?\s*+(?:levels? (?:in|of|at)\s++(?:the\s++)?)?\Z",
    re.IGNORECASE,
)
# "4.2% higher than in", "down 3% on": nothing stands between a change and the time that it is held against.
BESIDE_TIME = re.compile(
    r"\s*(?:(?:higher|lower|more|less|fewer|greater|larger|smaller|better|worse|dearer|cheaper|faster|slower|quicker|up|down|above|below)\s+)?"
    r"(?:than|over|from|on|above|below|against|compared (?:with|to)|relative to)\s+"
    r"(?:(?:in|for|at|during|the|that|those|its|of|levels?|figures?|average|speed|pace|rate|growth|same|recorded|seen)\s+)*",
    re.IGNORECASE,
)
# "3% (y/y)", "4%, on monthly basis", "5% higher year on year".
AT_ONCE = re.compile(r",? ?\(? {0,2}(?:(?:higher|lower|more|less|fewer|up|down|above|below) )?", re.IGNORECASE)
# "2%, when compared with June 2022"
BEHIND_COMMA = re.compile(
    r", (?:(?:when|as|if) )?(?:compared (?:with|to)|relative to|in comparison (?:with|to)|versus|against)"
    r" (?:(?:the|that|those|its|of|in|for|at|levels?|figures?) )*",
    re.IGNORECASE,
)
# "a yearly fall of 1.9 percent and a monthly one of 2": an adjective that stands right before a change is its own.
OWN_ADJECTIVE = re.compile(
    r"(?:(?: (?!and\b|but\b|or\b|while\b)[a-z-]+){0,5}? (?:of|by|at|was|to))? (?:(?:about|around|some|nearly|almost|just) )?",
    re.IGNORECASE,
)
# "(y/y: +3.4%)"
LABELS = re.compile(r"(?: (?:change|growth|rate|variation|increase|decrease|comparison))?:? {0,2}(?:(?:up|down|plus|minus) )?")
# "fell by 2%, compared with May and rose by 3%, compared with April": what stands before "and" has been held against May.
GOES_ON = re.compile(r",? (?:and|but|or|while|whereas)\b")
CLOSES = re.compile(r"[.;:)]|\b(?:while|whereas|but)\b")
# "surpassed the level of 2019 by about 4%".
BY_SO_MUCH = re.compile(r"\s+by\s+(?:[a-z]+\s+){0,2}", re.IGNORECASE)
# "In Spain, where shops have closed since May, sales fell": what an aside tells of a time is not the clause's.
IN_ASIDE = re.compile(r", (?:where|which|whose|whom?)\b[^,;:()]{0,90}+\Z", re.IGNORECASE)
ENDS_ASIDE = re.compile(r"[^,;:()]{0,60}+, ", re.IGNORECASE)
# "unchanged from last month's assessment": what was said then, not what it was.
SAID_THEN = re.compile(
    r"['’]s (?:[a-z]+ )?(?:assessments?|forecasts?|projections?|estimates?|outlook|report|bulletin|survey|poll)\b", re.IGNORECASE
)
# "Imports exceeded exports by": one series is held against another.
OUTDOES = re.compile(r"\b(?:exceed|outstrip|surpass|outnumber|outweigh)\w*\b[^.;:,]*\bby (?:[a-z]+ ){0,2}\Z", re.IGNORECASE)
# A comparison with a word of its own serves more than what stands beside it, unless another sentence comes between.
SERVES = re.compile(r"compared|relative", re.IGNORECASE)
BROKEN = re.compile(
    r";|\b(?:after|following|because|which|that|who|when|though|although|despite|but|due|owing|thanks|helped|driven|led|supported)\b",
    re.IGNORECASE,
)
IN_COURSE = re.compile(r"\b(?:over|in the course of)\s+(?:the\s+)?\Z", re.IGNORECASE)
# "0.9 million more than before the pandemic": than before something that is no time.
BEFORE_EVENT = re.compile(
    r"\s+(?:[a-z]+ ){0,2}?(?:higher|lower|more|less|fewer|larger|smaller|greater|bigger|above|below|up|down) "
    r"(?:than|on|from) (?:(?:it|they|was|were) )*(?:before|prior to|ahead of|pre-)(?: (?:the|its|their|that))?(?= ?[a-z])",
    re.IGNORECASE,
)
# "rose by a third since the introduction of the euro", "Since it was founded, …": no time tells when that was.
SINCE_EVENT = re.compile(r"\)?,? since (?:the|its|their|it|they) (?=[a-z])")
OPENS_SINCE = re.compile(r"\W*Since (?:the|its|their|it|they) [a-z][^,]{3,80}, ")
# "rose 12% over ten years", "In the past decade, …": what a change took more than a year for.
LONGER = re.compile(r"\b(?:years|decades?|century)\b", re.IGNORECASE)
IN_TIME = re.compile(r"\)?\s{1,4}(?:over|within|in|during)\s+(?:(?:the|a|space|course|span|of|past|last|previous)\s+)*\Z", re.IGNORECASE)
OPENS_IN_TIME = re.compile(r"\W*(?:over|within|in|during)\s+(?:(?:the|a|space|course|span|of|past|last|previous)\s+)*\Z", re.IGNORECASE)
AVERAGE = re.compile(r"(?:['’]s)? (?:monthly |annual |quarterly |yearly )?(?:average|mean)\b", re.IGNORECASE)
# "the average monthly output in" a year
AVERAGE_IN = r"(?:(?:month|quarter|annual|year|week|dai)(?:ly)?\s+)?(?:average|mean)" + (
    r"(?:\s+(?!(?:and|but|to|by)\b)[a-z]+){0,3}?\s+(?:of|in|for|during)"
)
# Before a year that is compared with as a whole.
WHOLE_YEAR = re.compile(
    rf"\b(?:since|all of|whole of|entire|{AVERAGE_IN}|peak (?:of|in)|end of|from)\s+(?:the\s+)?(?:(?:whole\s+)?year\s+)?\Z",
    re.IGNORECASE,
)
# Between the figures of two brackets of a list: "(+2%), zinc (".
NEXT_BRACKET = re.compile(r"\)(?:,|;)?(?: (?:and|or|as well as))? [^()\d.;:]{1,60} \((?:up |down |by )*[+−–-]?")
