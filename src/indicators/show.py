"""`show`: a release in a notebook, its figures highlighted by measure and tied to the words of their subjects."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from importlib import resources
from typing import TYPE_CHECKING, Any, cast

from indicators.errors import InputError
from indicators.evidence import Mark, Segment, marks, segments
from indicators.release import Release
from indicators.table import VOCABULARIES
from indicators.terminal import value_of

if TYPE_CHECKING:
    from datetime import date

    import pandas as pd
    from spacy.language import Language
    from spacy.tokens import Doc

__all__ = ["Shown", "show"]

_DETAILS = ("subject", "measure", "value", "basis", "period", "area", "counterpart", "status", "bound", "confidence")


class Shown:
    """A release as HTML, which notebooks draw; ``str(...)`` is that HTML.

    Attributes
    ----------
    text : str
        The release's text.
    rows : list of dict
        Its figures, as in the table.
    """

    def __init__(self, text: str, rows: Iterable[Mapping[str, Any]], about: str = "") -> None:
        self.text = text
        self.rows = [dict(row) for row in rows]
        self._about = about

    def _repr_html_(self) -> str:
        return _html(self.text, self.rows, self._about)

    def __str__(self) -> str:
        return self._repr_html_()

    def __repr__(self) -> str:
        return f"<{len(self.rows)} figures in {len(self.text):,} characters>"


def show(
    item: str | Release | Doc,
    table: pd.DataFrame | None = None,
    *,
    nlp: Language | str | None = None,
    published: str | date | None = None,
    country: str | None = None,
) -> Shown:
    """Return a release for a notebook to draw: figures coloured by measure, their subjects underlined, details on hover.

    Parameters
    ----------
    item : str, Release or Doc
        What to show; a Doc must come from a pipeline of `load`.
    table : DataFrame, optional
        A table that has the release's rows, as `extract` returned it (or as you mended it). Without it they are extracted.
    nlp, published, country : optional
        As for `extract`.

    Returns
    -------
    Shown
        A figure carries the number of its row, and so do the words of its subject where they stand near it. ``rows`` are the rows.

    Examples
    --------
    >>> indicators.show("Exports rose 4.1 percent to $6.2 billion in May.", published="2024-06-01")
    <2 figures in 48 characters>
    """
    if not isinstance(item, str | Release):
        return _show_doc(item)
    release = item if isinstance(item, Release) else Release(item, published=published, country=country)
    if table is None:
        from indicators.extraction import extract

        table = extract(release, nlp=nlp, published=published, country=country)
    elif isinstance(item, str):
        release = _named_as_in(table, item, release)
    rows = table[table["release_id"] == release.id]
    return Shown(release.text, [known(row) for row in rows.to_dict("records")], _about(release))


def known(row: Mapping[Any, Any]) -> dict[str, Any]:
    """Return a row with None for what is missing in it."""
    return {
        str(name): None if value is None or value != value or type(value).__name__ == "NAType" else value for name, value in row.items()
    }


def _named_as_in(table: pd.DataFrame, text: str, release: Release) -> Release:
    """Return the release of a bare text: that of the table, if all its rows are of one and their spans fit the text."""
    ids = table["release_id"].unique()
    fits = all(text[row["start"] : row["end"]] == row["surface"] for row in table.to_dict("records"))
    return Release(text, id=str(ids[0])) if len(ids) == 1 and fits else release


def _show_doc(doc: Doc) -> Shown:
    from spacy.tokens import Doc as SpacyDoc

    from indicators.table import rows_of

    if not isinstance(doc, SpacyDoc):
        raise InputError(f"show takes text, a Release or a Doc, not {type(doc).__name__}")
    if not SpacyDoc.has_extension("indicators"):
        raise InputError("the Doc has no figures: make it with a pipeline of indicators.load()")
    release = Release(doc.text, title=doc.user_data.get("indicators_title"), published=doc.user_data.get("indicators_published"))
    return Shown(doc.text, rows_of(doc), _about(release))


def _about(release: Release) -> str:
    day = release.published.isoformat() if release.published else None
    title = release.title if release.title and release.title not in release.text[: len(release.title) + 200] else None
    return " · ".join(filter(None, (title, release.source, day, release.country)))


def _html(text: str, rows: list[dict[str, Any]], about: str) -> str:
    found = marks(text, rows)
    css = "".join((resources.files("indicators.report") / "page" / name).read_text(encoding="utf-8") for name in ("marks.css", "show.css"))
    counts = {measure: sum(row["measure"] == measure for row in rows) for measure in VOCABULARIES["measure"]}
    legend = "".join(f'<li><span class="ind-key ind-{name}"></span>{name} {count}</li>' for name, count in counts.items() if count)
    body = "".join(_segment(text, segment, rows, found) for segment in segments(len(text), found))
    head = f'<p class="ind-about">{escape(about)}</p>' if about else ""
    legend = f'<ul class="ind-legend">{legend or "<li>no figures</li>"}</ul>'
    return f'<div class="ind-show"><style>{css}{_ties(len(rows))}</style>{head}{legend}<div class="ind-text">{body}</div></div>'


def _ties(count: int) -> str:
    """Return the rules that light up a row's subject with its figure, and the other way round. Very long texts go without."""
    if not 0 < count <= 400:
        return ""
    pairs = (f'.ind-text:has([data-r~="{n}"]:is(:hover,:focus)) .ind-subj[data-r~="{n}"]' for n in range(1, count + 1))
    return ",".join(pairs) + "{background:rgb(var(--ind,120 120 120)/25%)}"


def _segment(text: str, segment: Segment, rows: list[dict[str, Any]], found: list[Mark]) -> str:
    inner = escape(text[segment.start : segment.end])
    if segment.subjects:
        measure = rows[segment.subjects[0]]["measure"]
        ends = [row for row in segment.subjects if found[row].subject[-1][1] == segment.end]
        number = f' data-n="{numbers(ends)}"' if ends else ""
        names = " ".join(str(row + 1) for row in segment.subjects)
        inner = f'<span class="ind-subj ind-{escape(measure)}" data-r="{names}"{number}>{inner}</span>'
    if segment.figures:
        row = segment.figures[0]
        last = found[row].figure[1] == segment.end
        card = _card(rows[row]) if last else ""
        number = f' data-n="{row + 1}"' if last else ""
        names = " ".join(str(row + 1) for row in segment.figures)
        inner = f'<mark class="ind-fig ind-{escape(rows[row]["measure"])}" data-r="{names}"{number} tabindex="0">{inner}{card}</mark>'
    return inner


def numbers(rows: list[int]) -> str:
    """Return the numbers of rows, counted from 1, with runs drawn together: 1–3 6."""
    runs: list[list[int]] = []
    for row in sorted(rows):
        if runs and row == runs[-1][-1] + 1:
            runs[-1].append(row)
        else:
            runs.append([row])
    return " ".join(f"{run[0] + 1}–{run[-1] + 1}" if len(run) > 2 else " ".join(str(row + 1) for row in run) for run in runs)


def _card(row: dict[str, Any]) -> str:
    cells = {**row, "value": value_of(row), "confidence": f"{row['confidence']:.2f}" if row.get("confidence") is not None else None}
    filled = [(name, cast("str", cells[name])) for name in _DETAILS if cells.get(name) not in (None, "", "actual", "exact")]
    lines = "".join(f"<i>{name}</i><span>{escape(str(value))}</span>" for name, value in filled)
    return f'<span class="ind-card">{lines}</span>'
