"""Prices on exchanges: which sentences report them, and on which day they stood."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from functools import cache

from indicators.components.sentences import Sentence
from indicators.figure import TimeExpression
from indicators.inflect import forms
from indicators.lexicon import table
from indicators.needing import Needing
from indicators.order import between
from indicators.periods import months

__all__ = ["Markets", "is_quoted"]

# The sentences of a report on a trading day that tell so.
_LEAD = 4
_SATURDAY = 5
_YEAR = 12


def _words(key: str) -> list[str]:
    return [*table("markets")[key], *(table("markets")["quoted"] if key == "instruments" else ())]


def _either(key: str) -> str:
    words = sorted(_words(key), key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in words)


@cache
def _instrument() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{_either('instruments')})(?![\w-])", re.IGNORECASE)


@cache
def _instrument_words() -> frozenset[str]:
    """Of each instrument the longest word: plain search for these is much quicker than the patterns."""
    return frozenset(max(words.casefold().split(), key=len) for words in _words("instruments"))


@cache
def _traded() -> Needing:
    """An instrument and, in its clause, what it did on the market or when in the session that was."""
    # "Production of wheat touched 3 million tonnes" is no price.
    goods = ["production", "output", "harvest", "crop", "exports", "imports", "stocks", "sales"]
    quoted = rf"(?<![\w-]){''.join(f'(?<!{word} of )' for word in goods)}(?:{_either('instruments')})(?![\w-])(?! (?:{'|'.join(goods)})\b)"
    pattern = re.compile(
        rf"{quoted}(?:[^.;:]|\.\d){{0,90}}?(?<![\w-])(?:{_either('verbs')})\s+(?:\S+\s+){{0,4}}?\W*[A-Z]{{0,3}}[$£€¥]?\d"
        rf"|{quoted}(?:[^.;:]|\.\d){{0,120}}?\b(?:{_either('sessions')})\b",
        re.IGNORECASE,
    )
    return Needing(pattern, _words("instruments"))


@cache
def _moved() -> Needing:
    """A firm's shares and by how much they moved: "its shares, already under pressure, slid 4% to 1,250 yen".

    What is bought, held or issued in shares is no price ("sales of shares", "a stock of houses", "market shares"), and a change against
    a year before is told as such.
    """
    verbs = table("directions")["verbs"]
    moves = "|".join(sorted(forms((*verbs["up"], *verbs["down"], *verbs["neutral"])), key=lambda form: (-len(form), form)))
    firm = r"[A-Z][\w.&’'-]*+(?: (?:[A-Z&][\w.&’'-]*+|de|of)){0,4}"
    opening = rf"(?:^|(?<=[.\n\"“”;:]\s)|(?<=[\n\"“]))[Ss]hares (?:(?:in|of) {firm} )?"
    owned = (
        r"(?:(?<![\w-])(?i:the|its|their|our|his|her)|['’]s?)\s+"
        r"(?:(?:[A-Z]|[Cc]lass [A-Z]|[A-Z][\w.]*-listed|own|common|ordinary|parent)\s+)?"
        rf"(?:{_either('equities')})(?!\s+(?:of|in|capital|market)\b)(?![\w-])"
    )
    by = rf"(?:[^.;:\d]|\.\d){{0,70}}?(?<![\w-])(?:{moves}|up|down)\s+(?:\S+\s+){{0,3}}?\W*[A-Z]{{0,3}}[$£€¥]?\d"
    return Needing(re.compile(f"(?:{opening}|{owned}){by}"), ["shares", *table("markets")["equities"]])


@cache
def is_quoted(name: str) -> bool:
    """Whether a name is that of a currency or a share index: "the Nasdaq", "the pound"."""
    said = name.lower().removesuffix(" index")
    return said.split(" ")[-1] in table("markets")["quoted"] or said in table("markets")["quoted"]


class Markets:
    """The trading day of a text: of some of its sentences, or of all if it reports on nothing else."""

    def __init__(self, text: str, published: dt.date | None, sentences: Sequence[Sentence], times: Sequence[TimeExpression]) -> None:
        self.text, self.times = text, times
        self.published = published
        folded = text.casefold()
        self._spoken = [word for word in _instrument_words() if word in folded]
        lead = sentences[:_LEAD]
        self.report = next(filter(None, map(self._weekday, lead)), self._last_day()) if self._reports(lead) else None

    def day_of(self, sentence: Sentence) -> str | None:
        """Return the day on which the prices of a sentence stood, if it reports any."""
        if not self._trades(sentence):
            return None
        return self._weekday(sentence) or self.report or self._last_day()

    def _reports(self, lead: Sequence[Sentence]) -> bool:
        """Whether a text is a report on a trading day: it begins with a market and names no week, month or quarter at once."""
        if not lead or not any(_instrument().search(self.text, s.start, s.end) for s in lead[:2]):
            return False
        head = between(self.times, lead[0].start, lead[:2][-1].end)
        longer = any(t.role == "reference" and t.period and (months(t.period) != _YEAR or "/" in t.period) for t in head)
        return not longer and any(map(self._trades, lead))

    def _trades(self, sentence: Sentence) -> bool:
        if not self._spoken:
            return False
        said = self.text[sentence.start : sentence.end].casefold()
        if not any(word in said for word in self._spoken):
            return False
        return any(pattern().search(self.text, sentence.start, sentence.end) for pattern in (_traded, _moved))

    def _weekday(self, sentence: Sentence) -> str | None:
        """The day that a sentence names: "on Wednesday", "today"; not that of "from Thursday's close"."""
        for time in between(self.times, sentence.start, sentence.end):
            owns = self.text.startswith(("'s", "’s"), time.end)
            if time.role == "publication" and not owns and time.period and len(time.period) == len("2024-01-01"):
                return time.period
        return None

    def _last_day(self) -> str | None:
        """The day of the release, or the Friday before a weekend."""
        day = self.published
        if day is None:
            return None
        return (day - dt.timedelta(days=max(0, day.weekday() - _SATURDAY + 1))).isoformat()
