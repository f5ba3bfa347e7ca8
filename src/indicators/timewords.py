"""What may stand between a time and the figure that it is told of."""

from __future__ import annotations

import re

from indicators.figure import TimeExpression
from indicators.lexicon import table

__all__ = ["NAMED", "NOW_AT", "OF_WHOLE", "TO_NUMBER", "WHEN", "WHICH", "is_step_from"]

# "…higher than in August 2018, when it stood at 116.9".
WHEN = re.compile(r",? when\b(?:,[^,;]*+,)?[^,;]*+")
# "the record of 2023, which amounted to".
WHICH = re.compile(
    r",? (?:which|when it|when they) (?:had |then )?(?:amounted to|came to|totall?ed|reached|stood at|was|were|been|numbered|measured"
    r"|recorded|registered|posted|saw|seen|had|brought|showed|yielded)\s+"
    r"(?:(?:an?|the|about|around|some|nearly|almost|just|[A-Za-z]+(?: [A-Za-z]+)? of)\s+)*"
)
# "lower than the second quarter's export volume of", "from last May's output of".
NAMED = re.compile(r"(?:'s?)?\s+(?:[\w-]+\s+){1,3}of\s+(?:(?:about|around|some|nearly|almost|just|only|over)\s+)?", re.IGNORECASE)
# "84 percent of the estimate in the year-ago period".
OF_WHOLE = re.compile(
    r"\s+of\s+(?:(?:the|its|their|all|total)\s+)?(?:[\w'’-]+\s+){1,4}?(?:in|during|for|at)\s+(?:the\s+)?(?:end\s+of\s+(?:the\s+)?)?"
)
# "12 percent more than in May 2021 at 6 million", "up 2% on the year at a value of 8 million": the number of now.
NOW_AT = re.compile(
    r"\s*,?\s+(?:at|with|worth|valued at)\s+(?:(?:a|the)\s+(?:total\s+)?(?:value|volume|level|total|amount|price|rate|average)\s+of\s+)?"
    r"(?:(?:about|around|some|nearly|almost|just|only|over|an?)\s+)*"
)
TO_NUMBER = re.compile(r"\s+to\s+(?:(?:about|around|some|nearly|almost|just|only|over|an?)\s+)*")
# What goes on to another month, or names how something moved in it: ", in June by", "after an increase in May by".
_IN_TURN = re.compile(rf"(?:,|\b(?:and|while|but|{'|'.join(table('times')['change']['nouns'])}))\s+(?:in|for|during)\s+(?:the\s+)?\Z")


def is_step_from(text: str, time: TimeExpression, between: str) -> bool:
    """Whether "by" behind a time tells how far off it is: "below the level of May by 3%", not "in May by 3%, in June by 4%"."""
    return between == "by" and not _IN_TURN.search(text, max(0, time.start - 20), time.start)
