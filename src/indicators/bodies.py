"""Bodies: the agencies, newsrooms, firms and towns whose names tell whose economy a text is on."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from indicators.gazetteer import Gazetteer
from indicators.lexicon import rows

__all__ = ["Agency", "agencies", "firms", "newsrooms", "towns"]


@dataclass(frozen=True, slots=True)
class Agency:
    """An institution that publishes figures: the areas it may belong to, each with its share, and whether the name is an acronym."""

    areas: tuple[tuple[str, float], ...]
    kind: str
    acronym: bool


@cache
def agencies() -> Gazetteer[Agency]:
    """The world's agencies. A name that several have is shared; an area written twice in a row of the lexicon has two shares."""
    names: dict[tuple[str, bool], dict[str, float]] = defaultdict(lambda: defaultdict(float))
    kinds: dict[tuple[str, bool], str] = {}
    for row in rows("agencies"):
        if row["kind"] == "newsroom":
            continue
        areas = row["areas"].split(";")
        for column, acronym in (("acronyms", True), ("names", False)):
            for name in filter(None, row[column].split("|")):
                kinds[name, acronym] = row["kind"]
                for area in areas:
                    names[name, acronym][area] += 1 / len(areas)
    return Gazetteer(((name, _agency(areas, kinds[name, acronym], acronym)) for (name, acronym), areas in names.items()), skip=",")


def _agency(areas: dict[str, float], kind: str, acronym: bool) -> Agency:
    total = sum(areas.values())
    return Agency(tuple((area, share / total) for area, share in areas.items()), kind, acronym)


@cache
def newsrooms() -> Gazetteer[str]:
    return Gazetteer((name, row["areas"]) for row in rows("agencies") if row["kind"] == "newsroom" for name in row["names"].split("|"))


@cache
def towns() -> Gazetteer[tuple[str, str]]:
    return Gazetteer((name, (row["code"], name)) for row in rows("towns") for name in row["names"].split("|"))


@cache
def firms() -> Gazetteer[str]:
    return Gazetteer((name, row["area"]) for row in rows("firms") for name in row["names"].split("|"))
