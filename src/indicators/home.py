"""Home: whose economy a release reports on, weighed from all that points to an area."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cached_property
from itertools import pairwise

from indicators.areas import Mention, area_code, find_mentions, is_possessive
from indicators.bodies import Agency, agencies, firms, newsrooms, towns
from indicators.gazetteer import Match, Token, tokens
from indicators.homewording import HINT, MUCH, share_currencies, unspoken, wording_evidence
from indicators.lexicon import table
from indicators.sides import acts, is_other_nation, reports, tells_of_visitors
from indicators.timegrammar import MONTH

__all__ = ["home_area"]

# What comes after the first screens of a text says little about whose text it is.
_READ = 8000
_LEAD = 700
# Stands for a part of the world that has no code.
_NOWHERE = "-"
# Behind a city: "SEOUL, April 17 --", "GENEVA Jan 9 Trade …", "LAHORE" alone in its line.
_DATELINE = re.compile(
    r"\s*+(?:,[^\n]{2,30}?)?(?:\([^)\n]{2,40}\)\s*+)?(?:--|—|–|-|:|\()"
    rf"|(?:, ?[A-Z][a-z]+(?: [A-Z][a-z]+)?)?,? {MONTH}\b\.? \d{{1,2}}\b|[ \t]*+(?:\n|$)"
)
# So near behind a partner stands the next: "to Chad (3%), Mali (2%)".
_REACH = 12
# "Spain (+4.1%), Italy (3 million)", "Spain 4.1%", "Spain: +4.1%", "Spain with $3 million": members of a list.
_SUM = r"[-+−–]?(?:[A-Z]{0,3}[$€£¥₹]\d|(?:[A-Z]{3}|Rs\.?) ?\d|\d{1,3}(?:,\d{3})+\b|\d+(?:\.\d+)?(?:%| per ?cent| pct| [mb]illion))"
_IN_BRACKETS = re.compile(
    rf"(?::| –| -)? ((?:with|at|by|for) )?{_SUM}| \((?:(?:up|down|with|by|about|from|an?|[A-Z]{{2,3}}) )?[-+−–]?[$€£¥]?\d"
)
_HOST = re.compile(r"(?:https?://)?(?:[\w-]+\.)+([a-z]{2,4})(?:[/:?]|$)", re.IGNORECASE)


def home_area(text: str, source: str | None = None, country: str | None = None, stream: list[Token] | None = None) -> str | None:
    """Tell whose economy a release reports on.

    Parameters
    ----------
    text : str
        The release; its first line is taken for the title.
    source : str, optional
        Who published it: an agency's or newsroom's name or acronym, or an internet address.
    country : str, optional
        The area, if it is known: a code or a name. It decides.
    stream : list of Token, optional
        The tokens of `text`, where they are known.

    Returns
    -------
    str or None
        ISO 3166-1 alpha-2, ``EA``, ``EU`` or ``W``; None if nothing tells, or if several areas are told about equally.
    """
    if country:
        return ";".join(sorted(filter(None, map(area_code, country.split(";"))))) or None
    read = _Reading(text, stream) if len(text) <= _READ else _Reading(text[:_READ])
    scores = read.weigh()
    for area, weight in _source_evidence(source or ""):
        scores[area] += weight
    share_currencies(read.text, scores)
    home = _decide(read, scores)
    if home is None and not any(scores[area] >= MUCH for area in scores):
        # Where nothing else tells, the towns and provinces that a text names do.
        for area, weight in read.towns():
            scores[area] += weight
        home = _decide(read, scores)
    return home or (unspoken(read.text) if not any(scores.values()) else None)


class _Reading:
    """The text once through: its tokens, the names in it, and where title, lead and body end."""

    def __init__(self, text: str, stream: list[Token] | None = None) -> None:
        self.text = text
        self.stream = tokens(text) if stream is None else stream
        self.mentions = find_mentions(self.stream)
        title = next((m for m in re.finditer(r"[^\r\n]+", text) if m.group().strip()), None)
        self.title_end = title.end() if title and title.end() - title.start() < 250 else 0
        # Areas named as somebody's partners, and those named otherwise.
        self.named_partners: set[str] = set()
        self.spoken: set[str] = set()
        # Agencies of which several areas have one by that name, each with its position and weight.
        self.shared: list[tuple[int, Agency, float]] = []
        # Areas that an institution speaks for.
        self.backed: set[str] = set()
        self.weights: dict[str, float] = table("home")["weights"]

    @property
    def partners(self) -> set[str]:
        """The areas that nothing is told of but that the text's own trades with them."""
        return self.named_partners - self.spoken

    def zone(self, position: int) -> str:
        """Where a position lies: ``title``, ``lead`` or ``body``."""
        if position < self.title_end:
            return "title"
        return "lead" if position < self.title_end + _LEAD else "body"

    def weigh(self) -> dict[str, float]:
        """The weight of evidence for every area."""
        gathered: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
        for position, area, weight in self._evidence():
            gathered[self.zone(position)][area] += weight
        worded = list(wording_evidence(self.text, self.stream))
        known = _summed(gathered, worded)
        for position, agency, weight in self.shared:
            for area, share in self._bearers(agency, known):
                gathered[self.zone(position)][area] += share * weight
        scores = _summed(gathered, worded)
        for area in self.partners - self.backed - {area for area, _ in worded}:
            # However often a partner is named, it is not whose text this is.
            scores[area] = min(scores[area], self.weights["only_partner"])
        if not gathered.get("title") and self._region_titled():
            scores[_NOWHERE] = self.weights["bloc"] * table("home")["zones"]["title"]["factor"]
        return scores

    def _bearers(self, agency: Agency, known: dict[str, float]) -> list[tuple[str, float]]:
        """Of the areas that have an agency by that name, those in question: where one is, the others are not; none where another is."""
        asked = [(area, share) for area, share in agency.areas if known.get(area, 0) > HINT and area not in self.partners]
        if asked:
            return [(area, share / sum(share for _, share in asked)) for area, share in asked]
        if any(known[area] > MUCH and area not in self.partners for area in known):
            return []
        # "Romanian tourists", told by an institute that Romania has: they are at home.
        guests = [area for area, _ in agency.areas if area in self.partners]
        self.backed.update(guests[:1])
        return [(guests[0], 1.0)] if len(guests) == 1 else list(agency.areas)

    def _region_titled(self) -> bool:
        """Whether the title is on a part of the world that has no code: what city a text on that comes from tells nothing."""
        named = (m for m in self.mentions if m.place.start < self.title_end and m.role == "place")
        return any(not m.place.codes and m.place.kind == "region" and not self._is_partner(m) for m in named)

    def _evidence(self) -> Iterator[tuple[int, str, float]]:
        """Every name that speaks for an area: its position, the area and its weight."""
        weight = 1.0
        for number, mention in enumerate(self.mentions):
            codes = mention.place.codes
            if len(codes) != 1 or mention.role in ("person", "other") or (mention.role == "currency" and codes == ("US",)):
                continue
            weight = self._weight(mention, self.mentions[number - 1] if number else None, weight)
            area = self._seated(mention) if self._opens_line(mention) else codes[0]
            yield mention.place.start, area, weight * (self.weights["listed"] if self._long_list(number) else 1.0)
        yield from self._evidence_of_firms()
        found = list(agencies().find(self.stream))
        named = {match.last: match.entry for match in found if not match.entry.acronym}
        held: set[int] = set()
        for match in found:
            start, entry = self.stream[match.first].start, match.entry
            if match.last < len(self.stream) and self.stream[match.last].key in table("home")["traded"]["words"]:
                # "US Treasury yields" are told of everywhere.
                continue
            behind = self.text[self.stream[match.last - 1].end :][:2]
            longer = behind[:1] == "-" and not behind[1:].islower()
            if entry.acronym and (longer or (behind[1:].isdecimal() and self.stream[match.first].text in table("home")["currencies"])):
                # "the BoT-G": a longer acronym, unlike "FDA-led"; "BAM 12 million": a sum.
                continue
            meant = self._spelled_out(match, named) if entry.acronym else entry
            if meant is None:
                continue
            if self._held_with(match) or (self.stream[match.first - 1].text == "(" and match.first - 1 in held):
                held.add(match.last)
            weight = self.weights[_agency_weight(entry)] * (self.weights["partner"] if match.last in held else 1.0)
            if entry.kind != "international":
                weight *= self.weights["telling" if reports(self.stream, match.first, match.last) else "mentioned"]
            if len(meant.areas) > 1:
                self.shared.append((start, meant, weight))
            else:
                self.backed.add(meant.areas[0][0])
                yield start, meant.areas[0][0], weight

    def towns(self) -> Iterator[tuple[str, float]]:
        """What towns and provinces that are known less widely say, each once."""
        found = {match.entry: self.stream[match.first].start for match in reversed(list(towns().find(self.stream)))}
        for (area, _), position in found.items():
            yield area, self.weights["town"] * table("home")["zones"][self.zone(position)]["factor"]

    def _held_with(self, match: Match[Agency]) -> bool:
        """ "its reserve position in the IMF", "talks with the World Bank": the other side, whoever publishes that."""
        before = [token.key for token in self.stream[max(match.first - 2, 0) : match.first] if token.key != "the"]
        return match.entry.kind == "international" and before[-1:] in (["in"], ["with"], ["at"])

    def _spelled_out(self, match: Match[Agency], named: dict[int, Agency]) -> Agency | None:
        """The agency that an acronym stands for: where the text names one of a single area in full before "(URA)", that one.

        None where it stands for something else: "the Office of Rural Housing (ORH)".
        """
        short = self.stream[match.first].text
        bracket = self._defined.get(short, -1)
        told = named.get(bracket)
        if told is not None:
            return told if len(told.areas) == 1 else match.entry
        before = [token.text for token in self.stream[max(bracket - 2 * len(short), 0) : max(bracket, 0)]]
        names = [word for word in before if word[0].isupper()]
        another = short in ("".join(word[0] for word in words[-len(short) :]).upper() for words in (before, names))
        return None if another else match.entry

    def _evidence_of_firms(self) -> Iterator[tuple[int, str, float]]:
        """A firm's figures are told of the country that it is at home in."""
        for match in firms().find(self.stream):
            owns = self.text.startswith(("'", "’"), self.stream[match.last - 1].end)
            yield self.stream[match.first].start, match.entry, self.weights["firm"] * (self.weights["possessive"] if owns else 1.0)

    @cached_property
    def _defined(self) -> dict[str, int]:
        """Where each acronym stands in brackets behind its full name, the first time."""
        defined: dict[str, int] = {}
        for number in range(1, len(self.stream) - 2):
            if self.stream[number].text == "(" and self.stream[number + 2].text == ")" and self.stream[number + 1].text.isupper():
                defined.setdefault(self.stream[number + 1].text, number)
        return defined

    def _seated(self, mention: Mention) -> str:
        """Of a dateline in the seat of a bloc that the text names, the bloc: "Brussels" in one on the EU."""
        bloc = table("home")["seats"].get(self.text[mention.place.start : mention.place.end].title())
        named = bloc is not None and any(other.place.codes == (bloc,) for other in self.mentions)
        return bloc if named else mention.place.codes[0]

    def _weight(self, mention: Mention, before: Mention | None, weight_before: float) -> float:
        """The weight of one place: less if it is the other side of a trade or comparison, or goes on a list of such."""
        if mention.role == "organisation":
            self.backed.add(mention.place.codes[0])
            return self.weights["organisation"] * (2 if reports(self.stream, mention.first, mention.last) else 1)
        if mention.role != "place":
            return self.weights["currency_word"]
        everywhere = "world_first" if mention.first == 0 or self.stream[mention.first].broken else "world"
        base = self.weights[everywhere if mention.place.codes == ("W",) else mention.place.kind]
        owns = mention.place.codes != ("W",) and is_possessive(self.text, mention.place)
        if owns:
            base *= self.weights["possessive"]
        if self._opens_line(mention):
            return base + self.weights["dateline"]
        if acts(self.stream, mention):
            return base * self.weights["possessive"]
        # Not "what adds most to Chile's surplus".
        goes_on = before is not None and weight_before < self.weights["listed"] and mention.first - before.last < _REACH
        listed = self._before_sum(mention)
        if self._is_partner(mention, owns=owns) or (goes_on and listed):
            self.named_partners.add(mention.place.codes[0])
            return base * self.weights["partner"]
        self.spoken.add(mention.place.codes[0])
        if listed or self._bulleted(mention):
            return base * self.weights["listed"]
        if before is None or not self._listed(before, mention):
            return base
        return min(base, weight_before)

    def _before_sum(self, mention: Mention) -> bool:
        """ "Chad (3%)", "Chad with 3%", not "in Chad at 3%"."""
        found = _IN_BRACKETS.match(self.text, mention.place.end)
        before = [token.key for token in self.stream[max(mention.first - 2, 0) : mention.first] if token.key != "the"]
        return found is not None and not (found[1] and before[-1:] in (["in"], ["across"], ["of"]))

    def _is_partner(self, mention: Mention, *, owns: bool = False) -> bool:
        beyond = mention.place.kind == "bloc" and not owns and mention.place.codes[0] in self._contrasted
        titled = mention.place.start < self.title_end
        return (beyond and not titled) or is_other_nation(self.stream, mention, owns=owns, titled=titled, inbound=self._inbound)

    @cached_property
    def _inbound(self) -> bool:
        return tells_of_visitors(self.stream[:100], self.title_end)

    @cached_property
    def _contrasted(self) -> set[str]:
        """The blocs that a text sets against those outside them, as their members do: "EU countries" beside "non-EU countries"."""
        blocs = [m for m in self.mentions if m.place.kind == "bloc" and len(m.place.codes) == 1]
        return {m.place.codes[0] for m in blocs if "non" in [t.key for t in self.stream[max(m.first - 2, 0) : m.first]]}

    def _listed(self, before: Mention, mention: Mention) -> bool:
        """Whether a place goes on a list: "China, Japan and the United States"."""
        between = {token.key for token in self.stream[before.last : mention.first]}
        return mention.first - before.last <= 4 and bool(between & {",", "and", "or", "-"}) and between <= {",", "and", "or", "-", "the"}

    def _long_list(self, number: int) -> bool:
        """Whether a place is one of three or more in a list: partners, or members of something larger, but hardly whose text it is."""
        near = self.mentions[max(number - 2, 0) : number + 3]
        links = [self._listed(a, b) for a, b in pairwise(near)]
        here = number - max(number - 2, 0)
        return any(all(links[i : i + 2]) and i <= here <= i + 2 for i in range(len(links) - 1))

    def _bulleted(self, mention: Mention) -> bool:
        """Whether a place opens a point of a list: "- Japan (up 2,100)"."""
        before = self.stream[mention.first - 1] if mention.first else None
        return before is not None and before.broken and before.text in ("-", "–", "—", "•", "*", "·", "▪", "◦")

    def _opens_line(self, mention: Mention) -> bool:
        """Whether a city stands as the dateline: "SEOUL, April 17 --"."""
        token = self.stream[mention.first]
        opens = mention.first == 0 or token.broken
        return opens and mention.place.kind == "subnational" and bool(_DATELINE.match(self.text, mention.place.end))


def _agency_weight(agency: Agency) -> str:
    if agency.kind == "international":
        return "international"
    return "acronym" if agency.acronym else "agency"


def _summed(gathered: dict[str, dict[str, float]], worded: list[tuple[str, float]]) -> dict[str, float]:
    """What every area has of evidence, each zone by its weight."""
    scores: dict[str, float] = defaultdict(float)
    for zone, areas in gathered.items():
        rule = table("home")["zones"][zone]
        for area, weight in areas.items():
            scores[area] += min(weight * rule["factor"], rule["most"])
    for area, weight in worded:
        scores[area] += weight
    return scores


def _source_evidence(source: str) -> Iterator[tuple[str, float]]:
    """What the name of the publisher says."""
    weights = table("home")["weights"]
    stream = tokens(source)
    for match in agencies().find(stream):
        yield from ((area, share * weights["source_agency"]) for area, share in match.entry.areas)
    for newsroom in newsrooms().find(stream):
        yield newsroom.entry, weights["source_newsroom"]
    for mention in find_mentions(stream):
        if len(mention.place.codes) == 1:
            yield mention.place.codes[0], weights["source_place"]
    host = _HOST.match(source.strip())
    if host:
        ending = host.group(1).lower()
        area = table("home")["hosts"].get(ending) or area_code(ending)
        if area:
            yield area, weights["source_host"]


def _decide(read: _Reading, scores: dict[str, float]) -> str | None:
    """The area with the most weight, if it leads clearly."""
    scores = {area: score for area, score in scores.items() if score}
    if not scores:
        return None
    rule = table("home")["decision"]
    best, *others = sorted(scores, key=lambda area: (-scores[area], area))
    if others and {best, others[0]} == {"EA", "EU"} and scores[best] >= rule["least"]:
        return _bloc(read)
    if best == "W" and scores[best] >= rule["least"]:
        return _one_country(read) or best
    if scores[best] < rule["least"]:
        # Little evidence will do where nothing speaks against it, but for a partner's name.
        return best if not others and scores[best] >= rule["alone"] and best not in read.partners else None
    if others and scores[best] - scores[others[0]] < rule["margin"] * scores[best]:
        return _one_country(read) if others[0] == "W" else None
    return best if best != _NOWHERE else None


def _bloc(read: _Reading) -> str:
    """Of the Union and the euro area, in a text about both: the one that it names first."""
    return next((m.place.codes[0] for m in read.mentions if m.role == "place" and m.place.codes in (("EA",), ("EU",))), "EU")


def _one_country(read: _Reading) -> str | None:
    """The country that a release of an international organisation is about, if it is about one only."""
    places = [m.place for m in read.mentions if m.role in ("place", "organisation") and len(m.place.codes) == 1 and m.place.codes != ("W",)]
    titled = {p.codes[0] for p in places if p.start < read.title_end}
    if len(titled) == 1:
        return titled.pop()
    counts = Counter(p.codes[0] for p in places)
    if titled or not counts:
        return None
    area, times = counts.most_common(1)[0]
    return area if times >= 4 and times >= 0.7 * counts.total() else None
