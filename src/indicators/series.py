"""Time series across releases: `link` tells which rows belong to one series, `series` takes one out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from indicators.areas import area_code, codes_label
from indicators.errors import InputError
from indicators.facts import Fact, agreeing, facts_of
from indicators.keys import Synonyms, subject_key
from indicators.periods import bounds, months

if TYPE_CHECKING:
    import datetime as dt

    import pandas as pd

__all__ = ["link", "series"]

_WEEKDAYS = ("MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN")
# From the finest to the coarsest.
_ORDER = ("D", "W", "M", "3M", "Q", "6M", "Y")


def link(table: pd.DataFrame, *, synonyms: Synonyms | None = None) -> pd.DataFrame:
    """Return `table` with a column ``series_key``: equal for rows of one series, in whatever release and wording.

    The key has the words of the subject in their normal form, the area, the counterpart and what the series is measured in:
    ``car export|KR|US|money``. A level, its change and its share have the same one. It is careful: exports and imports, new and used,
    core and all items, seasonally adjusted or not, exports and exports of something stay apart, and where an area is unknown,
    so do sources. Names that mean something only in their release ("sales", "the index") are joined within it; its "trade balance" is
    that of what it is about. Rows without a subject have none.

    Parameters
    ----------
    table : DataFrame
        As `extract` returns it, of any number of releases.
    synonyms : mapping of str to str, optional
        More names that mean the same, from the one to the other: ``{"vehicle sales": "car sales"}``.

    Examples
    --------
    >>> indicators.link(table).groupby("series_key")["value"].count()
    """
    import pandas as pd

    keys = ["|".join(fact.series) if fact.series else None for fact in facts_of(table, synonyms)]
    return table.assign(series_key=pd.Series(keys, index=table.index, dtype="string"))


def series(
    table: pd.DataFrame,
    subject: str,
    *,
    area: str | None = None,
    counterpart: str | None = None,
    measure: str = "level",
    basis: str | None = None,
    unit: str | None = None,
    kind: str | None = None,
    freq: str | None = None,
    status: str | None = "actual",
    vintages: bool = False,
    synonyms: Synonyms | None = None,
) -> pd.Series[float]:
    """Return one series with a PeriodIndex, put together from all releases in `table`.

    Parameters
    ----------
    table : DataFrame
        As `extract` returns it, of any number of releases.
    subject : str
        The series in any wording: "exports of cars" finds "automobile exports" too.
    area : str, optional
        Whose, by code or name. May be left out if the table has the series for one area only.
    counterpart : str, optional
        With which partner, by code or name; without, the series with none.
    measure, basis : str
        As in the table. The basis may be left out if there is only one.
    unit : str, optional
        May be left out if there is only one. Of changes, shares and contributions that are given in percent and otherwise, percent.
    kind : {"money", "price", "count", "physical", "index", "rate"}, optional
        What the series is measured in, the end of its ``series_key``: exports in dollars and exports in pieces grow differently.
    freq : {"D", "W", "M", "Q", "Y", "3M", "6M"}, optional
        Days, weeks, months, quarters, years, rolling quarters or half-years (these begin with the month they are named after). The one
        that most figures have, if left out; cumulated periods ("January to August") belong to none.
    status : str or None
        ``actual``, ``forecast``, ``plan``, or None for all.
    vintages : bool
        Keep what each release said, by period and day of publication, rather than the latest word.
    synonyms : mapping of str to str, optional
        As in `link`.

    Returns
    -------
    Series
        Values by period; with `vintages` by period and ``published``. A later release's figure replaces an earlier one's unless it is only
        rounder. Of several in one release the most precise counts. ``attrs`` have the subject, area, counterpart, measure, basis, unit,
        and the table's ``rows``.

    Raises
    ------
    InputError
        If there is no such series, or several (areas, bases, units), naming them.

    Examples
    --------
    >>> indicators.series(table, "automobile exports", area="KR", measure="change", basis="yoy")
    """
    chosen = _chosen(facts_of(table, synonyms), subject, _code(area), _code(counterpart), synonyms)
    chosen = [fact for fact in chosen if fact.measure == measure and status in (None, fact.status)]
    what = f"{subject!r}" + (f" of {area}" if area else "")
    if not chosen:
        raise InputError(f"there is no {status or ''} {measure} of {what} in the table".replace("  ", " "))
    chosen = _the_one(chosen, "basis", basis, lambda fact: fact.basis, what) if measure == "change" else chosen
    chosen = _of_kind(_of_unit(chosen, unit, measure, what), kind, what)
    dated = _of_frequency(chosen, freq, what)
    about = {"subject": subject, "area": chosen[0].area, "counterpart": chosen[0].counterpart, "measure": measure}
    about |= {"basis": chosen[0].basis, "unit": chosen[0].unit}
    return _assembled(dated, about, vintages)


def _code(name: str | None) -> str | None:
    if name is None:
        return None
    found = [area_code(part) for part in name.split(";")]
    if None in found:
        raise InputError(f"{name!r} is no area")
    return codes_label(code for code in found if code)


def _chosen(facts: list[Fact], subject: str, area: str | None, counterpart: str | None, synonyms: Synonyms | None) -> list[Fact]:
    """The facts of a series, whatever they say of it, of one area."""
    named = _named(facts, lambda fact: subject_key(subject, area or fact.area, synonyms=synonyms), synonyms)
    if not named:
        names = sorted({name for fact in facts for name in (fact.subject, fact.key) if name})
        close = get_close_matches(subject, names, n=5, cutoff=0.4)
        raise InputError(f"there is no {subject!r} in the table" + (f"; there is {', '.join(map(repr, close))}" if close else ""))
    if area is not None:
        named = [fact for fact in named if fact.area == area]
    wheres = sorted({fact.area or fact.where for fact in named})
    if len(wheres) > 1:
        raise InputError(f"{subject!r} is there for several areas: {', '.join(wheres)}; choose one with area=")
    chosen = [fact for fact in named if fact.counterpart == counterpart]
    if named and not chosen:
        partners = sorted({fact.counterpart or "none" for fact in named})
        raise InputError(f"{subject!r} is not there with counterpart {counterpart or 'none'}, but with {', '.join(partners)}")
    return chosen


def _named(facts: list[Fact], key_of: Callable[[Fact], str | None], synonyms: Synonyms | None) -> list[Fact]:
    """The facts with a name; failing that, those that only their release's topic gives another: a "trade balance" of cars."""
    found = [fact for fact in facts if fact.key is not None and fact.key == key_of(fact)]
    if not found:
        found = [fact for fact in facts if fact.key and subject_key(fact.subject, fact.area, synonyms=synonyms) == key_of(fact)]
        keys = sorted({fact.key or "" for fact in found})
        if len(keys) > 1:
            raise InputError(f"{found[0].subject!r} is several series, by what the releases are about: {', '.join(map(repr, keys))}")
    return found


def _the_one(facts: list[Fact], name: str, wanted: str | None, of: Callable[[Fact], str | None], what: str) -> list[Fact]:
    """Keep the facts that have the wanted property, or the only one there is."""
    have = Counter(of(fact) or "none" for fact in facts)
    if wanted is None and len(have) > 1:
        raise InputError(f"{what} is there by several: {', '.join(sorted(have))}; choose one with {name}=")
    kept = [fact for fact in facts if wanted is None or of(fact) == wanted]
    if not kept:
        raise InputError(f"{what} is not there with {name} {wanted!r}, but with {', '.join(sorted(have))}")
    return kept


def _of_unit(facts: list[Fact], unit: str | None, measure: str, what: str) -> list[Fact]:
    if unit is None and measure != "level" and any(fact.unit == "%" for fact in facts):
        unit = "%"
    return _the_one(facts, "unit", unit, lambda fact: fact.unit, what)


def _of_kind(facts: list[Fact], kind: str | None, what: str) -> list[Fact]:
    return _the_one(facts, "kind", kind, lambda fact: fact.kind, what)


def _of_frequency(facts: list[Fact], freq: str | None, what: str) -> list[tuple[pd.Period, Fact]]:
    """The facts with their periods, those of one frequency."""
    found = [(_frequency(fact.period), fact) for fact in facts]
    have = Counter(name for name, _ in found if name)
    if not have:
        raise InputError(f"no figure of {what} has a period")
    chosen = freq or min(have, key=lambda name: (-have[name], _rank(name)))
    matching = {name for name in have if name == chosen or name.partition("-")[0] == chosen}
    if not matching:
        raise InputError(f"{what} is not there by {freq!r}, but by {', '.join(sorted(have))}")
    if len(matching) > 1:
        raise InputError(f"{what} has weeks that end on several days: {', '.join(sorted(matching))}; choose one with freq=")
    return [(_period(fact.period, name), fact) for name, fact in found if name in matching]


def _rank(freq: str) -> int:
    return _ORDER.index(freq.partition("-")[0])


def _frequency(period: str | None) -> str | None:
    """The pandas frequency of a period, or None if it has none."""
    days = bounds(period)
    if days is None:
        return None
    length = months(period)
    if length is not None:
        quarter = days[0].month % 3 == 1
        return {1: "M", 3: "Q" if quarter else "3M", 6: "6M", 12: "Y" if days[0].month == 1 else None}.get(length)
    return _frequency_of_days(*days)


def _frequency_of_days(first: dt.date, last: dt.date) -> str | None:
    length = (last - first).days + 1
    return {1: "D", 7: f"W-{_WEEKDAYS[last.weekday()]}"}.get(length)


def _period(period: str | None, freq: str) -> pd.Period:
    import pandas as pd

    days = bounds(period)
    assert days is not None  # it has a frequency
    return pd.Period(days[1] if freq[0] in "DW" else days[0], freq=freq)


def _assembled(dated: list[tuple[pd.Period, Fact]], about: dict[str, Any], vintages: bool) -> pd.Series[float]:
    import pandas as pd

    told: dict[pd.Period, list[Fact]] = {}
    for period, fact in dated:
        told.setdefault(period, []).append(fact)
    points = [
        (period, fact) for period in sorted(told) for fact in (_by_release(told[period]) if vintages else [agreeing(told[period])[0][0]])
    ]
    periods = pd.PeriodIndex([period for period, _ in points], name="period")
    index: Any = periods
    if vintages:
        published = pd.to_datetime(pd.Series([fact.published or None for _, fact in points], dtype="object"))
        index = pd.MultiIndex.from_arrays([periods, published], names=["period", "published"])
    result = pd.Series([fact.number.value for _, fact in points], index=index, name=about["subject"], dtype="float64")
    result.attrs.update({**about, "rows": [fact.label for _, fact in points]})
    return result


def _by_release(facts: Iterable[Fact]) -> list[Fact]:
    """What each release said, in the order of publication."""
    releases: dict[tuple[str, str], list[Fact]] = {}
    for fact in facts:
        releases.setdefault((fact.published, fact.release), []).append(fact)
    return [agreeing(releases[when])[0][0] for when in sorted(releases)]
