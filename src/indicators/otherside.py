"""The other side of a comparison: times that a change in brackets behind them is measured against, not about."""

from __future__ import annotations

import re

from indicators.figure import TimeExpression

__all__ = ["is_other_side"]

_LABELS = re.compile(r"[(;,]\s*(?:(?:in|for)\s+)?(?:the\s+)?\Z")
_SINCE = re.compile(r"\b(?:from|since)\s+\Z", re.IGNORECASE)
_BACK = re.compile(r"\b(?:previous|prior|preceding|last|ago|earlier|before)\b", re.IGNORECASE)
# "the pace of the previous quarter (+3%)", "faster than in June (+3%)": the brackets hold the other change.
_PACE = re.compile(
    r"\b(?:pace|rate|speed|growth|rise|increase|gain|fall|drop|decline|decrease|that|those|(?:fast|slow|strong|weak|steep|sharp|mild|brisk|quick)er"
    r"\s+than|as\s+\w+\s+as)\s+(?:(?:of|in|for|seen\s+in|recorded\s+in)\s+)?(?:the\s+|that\s+of\s+(?:the\s+)?)?\Z"
)
# "3 points higher than in June (24%)".
_HIGHER = re.compile(r"\s+(?:higher|lower|more|less|fewer|larger|smaller)\s+than\s+(?:in|at)\s+(?:the\s+)?")
_THAN_IN = re.compile(r"\b(?:than|compared\s+(?:with|to)|against)\s+(?:in\s+|at\s+)?(?:the\s+)?\Z")


def is_other_side(text: str, time: TimeExpression, between: str, start: int) -> bool:
    """Whether a change stands behind what it is measured against: "compared with the previous week (+5)", "since May (+3%)".

    `between` is what stands between the two, `start` where the figure before the time ends.
    """
    if between == ":" and time.role == "reference" and _LABELS.search(text, start, time.start):
        return False  # "(previous month: +0.2%)"
    if between.startswith(("'s", "’s")):
        return False  # "a slowdown from May's 0.6% gain"
    since = bool(_SINCE.search(text, start, time.start))
    if between not in ("(", ":", "):") or _PACE.search(text, start, time.start) or _is_points(text, start, time):
        return since
    back = (time.shift or 0) < 0 or _BACK.search(text, time.start, time.end) or _THAN_IN.search(text, start, time.start)
    return bool(back) or since


def _is_points(text: str, start: int, time: TimeExpression) -> bool:
    """Whether a difference between rates is told right before a time: the brackets behind it hold the other rate."""
    told = text[start - 1 : start] == "%" or text[max(0, start - 6) : start].endswith(("point", "points", "pp", "cent"))
    return told and _HIGHER.fullmatch(text, start, time.start) is not None
