"""Sides: whether a place that a text names is the other side of what it reports, or whose report it is."""

from __future__ import annotations

from functools import cache

from indicators.areas import Mention
from indicators.gazetteer import Token
from indicators.inflect import singular
from indicators.lexicon import table

__all__ = ["acts", "is_other_nation", "reports", "tells_of_visitors"]

# So many words behind a place at most comes what it is for the other: "Chad was by far the largest market".
_NEAR = 14
# So many words before it what it is the end of: "imports from Chad to Mali".
_BEFORE = 6


def reports(stream: list[Token], first: int, last: int) -> bool:
    """ "the office said", "data of the bank", "Source: the ministry": whether an institution is who tells the figures."""
    before = [token.key for token in stream[max(first - 3, 0) : first] if token.key not in ("the", ":")]
    if before and before[-1] in _words("quoting", "speaking"):
        return True
    while last < len(stream) and (stream[last].capital or stream[last].key in ("of", "and", "for", "the")) and not stream[last].broken:
        last += 1
    if last + 2 < len(stream) and stream[last].text == "(" and stream[last + 2].text == ")":
        last += 3
    return any(token.key in _words("telling", "speaking") for token in stream[last : last + 3])


def tells_of_visitors(stream: list[Token], end: int) -> bool:
    """Whether a title that ends at offset `end` is on people who come in: "Visitor arrivals in May"."""
    return any(singular(token.key) in _words("people") for token in stream if token.start < end)


def acts(stream: list[Token], mention: Mention) -> bool:
    """ "orders won by Korean builders": the home's own firms and people."""
    after = stream[mention.last].key if mention.last < len(stream) else ""
    return after in _words("own") and mention.first > 0 and stream[mention.first - 1].key in _words("agents")


def is_other_nation(stream: list[Token], mention: Mention, *, owns: bool, titled: bool, inbound: bool = False) -> bool:
    """ "to China", "from the United States", "Chinese demand", "Chad was the main destination"; not "visitors to Chad".

    `owns`: the name is in the possessive; `titled`: it stands in the title, where "Chad visitor arrivals" are Chad's own; `inbound`: the
    title tells of visitors, so that those who "travelled to Chad" are told of by Chad.
    """
    after = [token.key for token in stream[mention.last : mention.last + _NEAR]]
    after = after[: next((k for k, key in enumerate(after) if key in (".", ";")), len(after))]
    if owns:
        return "share" in after[2:4]
    words = [token.key for token in stream[max(mention.first - _BEFORE, 0) : mention.first] if token.key != "the"]
    if words and words[-1] in ("non", "-") and set(words[-2:]) & {"non", "extra"}:
        return True
    if words and words[-1] in _words("before"):
        return not _comes_in(words, inbound=inbound)
    if words[-2:] == ["share", "of"]:
        return True
    if after and (after[0] in _words("after") or singular(after[0]) in _words("people") | _words("others")):
        return not (titled and mention.place.kind == "country" and singular(after[0]) in _words("people"))
    if inbound and mention.place.kind == "demonym" and after:
        # "Chadians spent", "as Chinese stay away": those who come, or did.
        name = stream[mention.last - 1].key
        several = name.endswith("s") and not name.endswith("ss")
        if several or after[0] in _words("nearing") | _words("reaching") | _words("staying") | _words("being"):
            return True
    if mention.place.kind == "bloc" and any(singular(word) in _words("given") for word in after[:2]):
        # "EU grants": what it gives is told where it goes to.
        return True
    return mention.place.kind != "subnational" and _serves(after)


def _comes_in(words: list[str], *, inbound: bool) -> bool:
    """ "visitors to", "imports from Chad into", "exports from": whose flow it is, not with whom."""
    nouns = {singular(word) for word in words[:-1]}
    if words[-1] == "to" and words[-2:-1] and (words[-2] in _words("nearing") or (inbound and words[-2] in _words("reaching"))):
        return True
    if words[-1] == "from":
        return bool({"export", "re-export", "reexport"} & {singular(word) for word in words[-4:-1]})
    return words[-1] in ("to", "into") and bool(nouns & _words("inward")) and not nouns & {"export", "shipment"}


def _serves(after: list[str]) -> bool:
    """ "was the largest market for", "remained the main source of", "supplied": what a partner is or does."""
    if not after:
        return False
    if after[0] in _words("does") or " ".join(after[:2]) in _words("does") or after[1:3] == ["share", "of"]:
        return True
    if after[0] not in _words("being") and after[1:2] != ["be"]:
        return False
    first = next((k for k, word in enumerate(after) if k and word in _words("foremost")), len(after))
    found = {singular(word) for word in after[first + 1 :]}
    return bool(found & _words("roles") or (found & _words("members") and found & (_words("people") | _words("origins"))))


@cache
def _words(key: str, section: str = "partners") -> frozenset[str]:
    return frozenset(table("home")[section][key])
