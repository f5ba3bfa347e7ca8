"""Times told together: two that something is held against, and one told twice ("the month before, May 2023")."""

from __future__ import annotations

import re

from indicators.timepoints import Calendar
from indicators.timereading import Reading

__all__ = ["JOIN", "shares_role"]

# "from June and in July", but not "compared with June, in July".
JOIN = re.compile(r"(?:\s*+,)?\s*+(?:\b(?:and|or)\b|&)\s*+(?:\b(?:in|the|both)\b\s*)*+|\s*+[,/]\s*+(?:the\b\s*+)?+")
# "exceeded the level of 2022 by 21% and that of 2021".
_AND_THAT_OF = re.compile(
    r"(?:(?:'s?)? levels?)?(?: by [^\s]*\d[^\s]*(?: (?!and\b)[a-z]+){0,3})?,? and (?:that|those|the (?:level|figure|one)s?)"
    r" (?:of|in|for|from) (?:the )?"
)
_BESIDE = re.compile(r"\s*(?:\([^)\n]{0,20}\)\s*|\()?")
# "from the previous month of May", "than a year before, in May 2023", "against last quarter (the third)": the same time again.
_AGAIN = re.compile(
    r" of (?:the )?|,? (?:i\.e\.|that is|namely|viz\.?|being|which was),? (?:in )?(?:the )?|,? ?\((?:i\.e\. |in |of )?(?:the )?|, (?:the )?"
)
_NAMED = ("month", "quarter", "half", "year", "range")
# Behind a time that is told after a comma: what shows that no new clause begins with it.
_ENDS = re.compile(r"\s*(?:$|[,;)\n]|\.(?!\d)|(?:and|but|while|whereas|when|to|by)\b)")


def shares_role(before: Reading, reading: Reading, calendar: Calendar) -> bool:
    """Whether a time goes with the one before: "from June and July", "the pre-pandemic (February 2020) level"."""
    if before.kind == "event" and before.role == "comparison":
        return bool(_BESIDE.fullmatch(calendar.text, before.end, reading.start))
    if _is_told_again(before, reading, calendar):
        return True
    if before.role not in ("comparison", "publication") or before.kind != reading.kind or (before.kind == "relative" and not before.shift):
        return False
    text = calendar.text
    return bool(JOIN.fullmatch(text, before.end, reading.start) or _AND_THAT_OF.fullmatch(text, before.end, reading.start))


def _is_told_again(before: Reading, reading: Reading, calendar: Calendar) -> bool:
    """Whether a time names the step back that stands right before it: "over the previous month of March 2023"."""
    if before.role != "comparison":
        return False
    # "compared with September 2013, the previous month"
    named_first = before.kind in _NAMED and reading.kind == "relative" and (reading.shift or 0) < 0
    if not named_first and (before.shift is None or before.period or reading.kind not in _NAMED):
        return False
    gap = _AGAIN.fullmatch(calendar.text, before.end, reading.start)
    if gap is None:
        return False
    return gap[0].strip() not in (",", ", the") or _ENDS.match(calendar.text, reading.end) is not None
