"""What a notebook is given to draw."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest
from conftest import row

import indicators
from indicators.table import frame

if TYPE_CHECKING:
    from spacy.language import Language

TEXT = "Exports rose 2.5 percent in May."
HOSTILE = '<script>alert(1)</script> exports " onmouseover="x 2.5 percent <b>'


class Page(HTMLParser):
    """The marks, the subjects and the tags of what was drawn."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.classes: list[tuple[str, str]] = []
        self.attributes: set[str] = set()
        self._open: list[str] = []
        self.words: dict[str, list[str]] = {}
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self._open.append((dict(attrs).get("class") or tag).split()[0])
        self.attributes |= {name for name, _ in attrs}

    def handle_endtag(self, tag: str) -> None:
        self._open.pop()

    def handle_data(self, data: str) -> None:
        self.words.setdefault(self._open[-1] if self._open else "", []).append(data)


def test_figures_are_marked_and_subjects_underlined(small_nlp: Language) -> None:
    shown = indicators.show(TEXT, nlp=small_nlp)
    page = Page(shown._repr_html_())
    assert page.words["ind-fig"] == ["2.5 percent"]
    assert page.words["ind-subj"] == ["Exports"]
    assert "+2.5 %" in page.words["span"] and "change 1" in page.words["li"]
    assert [row["surface"] for row in shown.rows] == ["2.5 percent"] and repr(shown) == "<1 figures in 32 characters>"


def test_a_doc_and_a_release_and_a_table_show_the_same(small_nlp: Language) -> None:
    release = indicators.Release(TEXT, id="a")
    table = frame([row(release_id="a"), row(release_id="another")])
    for shown in (indicators.show(small_nlp(TEXT)), indicators.show(release, nlp=small_nlp), indicators.show(release, table)):
        assert Page(str(shown)).words["ind-fig"] == ["2.5 percent"]
    assert indicators.show(TEXT, table.iloc[:1]).rows[0]["release_id"] == "a"


def test_what_a_release_says_stays_text() -> None:
    start = HOSTILE.index("2.5")
    release = indicators.Release(HOSTILE, title="<img src=x onerror=alert(1)>", source="</div><script>", id="a")
    table = frame([row(release_id="a", start=start, end=start + 11, subject='<i onclick="x">exports</i>', unit="<u>", period="<s>")])
    page = Page(str(indicators.show(release, table)))
    assert set(page.tags) <= {"div", "style", "p", "ul", "li", "span", "mark", "i"}
    assert page.attributes <= {"class", "data-r", "data-n", "tabindex"}
    text = "".join(piece for name in ("ind-text", "ind-fig", "ind-subj") for piece in page.words[name])
    assert sorted(text) == sorted(HOSTILE)


def test_a_text_without_figures_is_shown_as_it_is(small_nlp: Language) -> None:
    assert "no figures" in str(indicators.show("Nothing & nobody.", nlp=small_nlp))


def test_what_is_no_release_is_told() -> None:
    with pytest.raises(indicators.InputError, match="not int"):
        indicators.show(3)  # type: ignore[arg-type]
