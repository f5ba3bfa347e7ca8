"""Whatever the typography, the line ends and the script: offsets hold, nothing is raised, and no figure is lost."""

from __future__ import annotations

import math
import re
import textwrap
import time
from collections.abc import Callable
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import indicators
from indicators.table import COLUMNS, VOCABULARIES, empty

if TYPE_CHECKING:
    from spacy.language import Language

RELEASE = """Retail sales slip as prices cool
Retail sales fell 0.4 percent in May from a month earlier, after a gain of 1.3 percent in April, the statistics office said. Sales of \
furniture were -2.5% lower than in May 2023, and the country's online shops sold goods worth $1,250.5 million, 16.1 percent of the total.

Employment in the sector rose by 12,500 to 1,318,400 people, whereas the shops' stocks shrank 3 to 4 percent.

- Food: +0.8%
- Clothing: -1.1%

The index of confidence stood at 98.7, down 1.2 points. Households used 4,310 GWh of electricity and 2.5 million tonnes of coal."""

SURFACES = [
    *("0.4 percent", "1.3 percent", "-2.5%", "$1,250.5 million", "16.1 percent", "12,500", "1,318,400 people", "3 to 4 percent"),
    *("+0.8%", "-1.1%", "98.7", "1.2 points", "4,310 GWh", "2.5 million tonnes"),
]


def wrapped(width: int) -> Callable[[str], str]:
    def wrap(text: str) -> str:
        title, *rest = text.split("\n")
        lines = [line if line.startswith("-") or not line else textwrap.fill(line, width, break_on_hyphens=False) for line in rest]
        return "\n".join([title, *lines])

    return wrap


def spaced(space: str) -> Callable[[str], str]:
    """A number and its unit joined by another space."""

    def change(text: str) -> str:
        for unit in ("percent", "million", "people", "points", "GWh", "tonnes"):
            text = text.replace(f" {unit}", f"{space}{unit}")
        return text

    return change


def thousands(mark: str) -> Callable[[str], str]:
    return lambda text: re.sub(r"(?<=\d),(?=\d)", mark, text)


FULL_WIDTH = str.maketrans("0123456789%", "０１２３４５６７８９％")
TYPOGRAPHIES: dict[str, Callable[[str], str]] = {
    "as typed": lambda text: text,
    "minus signs": lambda text: text.replace("-2.5", "−2.5").replace("-1.1", "−1.1"),
    "en dashes": lambda text: text.replace("-2.5", "–2.5").replace("-1.1", "–1.1"),
    "no-break hyphens": lambda text: text.replace("-2.5", "‑2.5").replace("-1.1", "‑1.1"),
    "typographic quotes": lambda text: text.replace("'", "’"),
    "no-break spaces": spaced("\u00a0"),
    "narrow spaces": spaced("\u202f"),
    "thin spaces": spaced("\u2009"),
    "all spaces no-break": lambda text: text.replace(" ", "\u00a0"),
    "narrow thousands": thousands("\u202f"),
    "no-break thousands": thousands("\u00a0"),
    "apostrophe thousands": thousands("’"),
    "full-width digits": lambda text: text.translate(FULL_WIDTH),
    "bullets": lambda text: text.replace("\n- ", "\n• "),
    "windows": lambda text: text.replace("\n", "\r\n"),
    "old macintosh": lambda text: text.replace("\n", "\r"),
    "byte order mark": lambda text: "\ufeff" + text,
    "trailing spaces": lambda text: text.replace("\n", "  \n") + "\n\n \n",
    "blank lines": lambda text: "\n\n" + text.replace("\n\n", "\n\n\n\n"),
    "wrapped at 72": wrapped(72),
    "wrapped at 60": wrapped(60),
    "wrapped at 72 for windows": lambda text: wrapped(72)(text).replace("\n", "\r\n"),
    "emoji": lambda text: text.replace("Retail sales fell", "📉 Retail sales fell").replace(" in May ", " 🛒 in May ", 1),
    "soft marks": lambda text: text.replace("Sales of", "\u200bSales of").replace("- Food", "- \u200eFood"),
}


def rows(nlp: Language, text: str) -> pd.DataFrame:
    """The table, checked for what holds of every table."""
    table = indicators.extract(text, nlp=nlp, published="2024-06-12", country="US")
    check(text, table)
    return table


def check(text: str, table: pd.DataFrame) -> None:
    pd.testing.assert_series_equal(table.dtypes, empty().dtypes)
    spans = list(zip(table["start"], table["end"], strict=True))
    assert [text[start:end] for start, end in spans] == table["surface"].tolist()
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))  # in order, none over another
    assert all(math.isfinite(value) for value in table["value"])
    for column in COLUMNS:
        assert not (column.required and table[column.name].isna().any())
    for name, words in VOCABULARIES.items():
        assert set(table[name].dropna()) <= set(words)


@pytest.mark.parametrize("name", TYPOGRAPHIES)
def test_a_release_says_the_same_in_any_typography(name: str, nlp: Language) -> None:
    table, plain = rows(nlp, TYPOGRAPHIES[name](RELEASE)), rows(nlp, RELEASE)
    assert plain["surface"].tolist() == SURFACES
    fields = ["value", "value_low", "value_high", "unit", "quantity_type", "measure", "basis", "period", "area", "status", "bound"]
    pd.testing.assert_frame_equal(table[fields], plain[fields])


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "\n", "\r\n\r\n", "\t \u00a0\u2003", "\ufeff", "\x00", "."),
        *("The board met.", "Nothing\nto\nreport", "Q3", "👍🏽🇰🇷", "مرحبا بالعالم", "a" * 10_000, "-" * 500, "…" * 100, "(((((", "| | |"),
    ],
)
def test_a_text_without_figures_gives_an_empty_table(text: str, nlp: Language) -> None:
    pd.testing.assert_frame_equal(rows(nlp, text), empty())


@pytest.mark.parametrize(
    ("text", "surfaces"),
    [
        ("12,345,678", ["12,345,678"]),
        ("5%", ["5%"]),
        ("5%\n5%\n5%", ["5%", "5%", "5%"]),
        ("ارتفعت exports by 4.5 percent إلى $6 billion في مايو", ["4.5 percent", "$6 billion"]),
        ("הייצוא exports rose 4.5% השנה", ["4.5%"]),
        ("Exports rose \u202b4.5%\u202c in May.", ["4.5%"]),
        ("📈 Exports 🚢 rose 4.5% 🎉 to 💵 $6bn 🇰🇷.", ["4.5%", "$6bn"]),
        ("İstanbul’s ınflation hit 61.8% — ǅ straße ﬁn", ["61.8%"]),
        ("수출은 4.5% 증가한 USD 6 billion", ["4.5%", "USD 6 billion"]),
        ("Ex\u0301ports ros\u0065\u0301 4.5\u00a0%.", ["4.5\u00a0%"]),
        ("Exports rose 4.5 percent.\x00Imports fell 2 percent.", ["4.5 percent", "2 percent"]),
        ("Exports rose 4.5 percent.\u2028Imports fell 2 percent.\x85Prices rose 3 percent.", ["4.5 percent", "2 percent", "3 percent"]),
    ],
)
def test_figures_are_found_in_any_script(text: str, surfaces: list[str], nlp: Language) -> None:
    assert rows(nlp, text)["surface"].tolist() == surfaces


def test_numbers_alone_are_no_trouble(nlp: Language) -> None:
    rows(nlp, "1 2 3 4 5 6 7 8 9 10 11 12 13")
    rows(nlp, "12345678901234567890")
    rows(nlp, "1,234.5 2.25 -3 +4 1e5 0x1F 3/4 ½ 7:30 1-2 1..2 1,2,3")
    rows(nlp, "\n".join(f"{number}.{number % 7}" for number in range(500)))


@pytest.mark.parametrize(
    ("piece", "figures"),
    [("exports rose 4.5 percent and ", 1), ("word ", 0), ("(up 1.5% to $2 billion), ", 2), ("up ", 0), ("1,000,000 ", 1)],
)
def test_a_line_without_end_is_read_in_the_end(piece: str, figures: int, nlp: Language) -> None:
    began = time.process_time()
    table = rows(nlp, piece * 200)
    assert len(table) >= figures
    if figures and "1,000" not in piece:
        assert len(table) == figures * 200
    assert time.process_time() - began < 60


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("AB-" + "," * 2000 + "-. Exports rose 5 percent.", "5 percent"),
        ("Exports rose 5 percent in a year" + " " * 2000 + "!", "5 percent"),
        ("In fiscal year 2024 exports rose 5 percent. " + "v-" * 20_000, "5 percent"),
        ("price, " * 5000 + " exports rose 5 percent", "5 percent"),
        ("Exports rose 5 percent" + ", " * 1000 + "and 6 percent", "6 percent"),
    ],
    ids=["commas after a capital", "spaces after a time", "hyphens", "words of a list", "commas between figures"],
)
def test_what_a_pattern_could_try_in_ever_more_ways_is_read_at_once(text: str, surface: str, nlp: Language) -> None:
    # One that tried them all would never end.
    assert surface in set(rows(nlp, text)["surface"])


CHARACTERS = st.characters(codec="utf-8")
WORDS = st.sampled_from(
    [
        *("exports", "Imports", "The index", "rose", "fell by", "to", "from", "and", "of", "in May", "a year earlier", "respectively"),
        *("4.5", "1,234", "−3.0", "12 345,6", "five", "2024", "percent", "%", "million", "billion", "$", "€", "USD", "won", "GWh"),
        *("(", ")", ",", ".", ";", "-", "–", "\n", "\r\n", "\n\n", " ", "\u00a0", "|", "•", "’", "“", "per", "points", "people", "/", ":"),
    ]
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(CHARACTERS, max_size=200))
def test_any_text_gives_a_table(text: str, nlp: Language) -> None:
    rows(nlp, text)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.lists(WORDS | st.text(CHARACTERS, max_size=3), max_size=40), joint=st.sampled_from([" ", "", "\u00a0"]))
def test_any_string_of_figures_gives_a_table(words: list[str], joint: str, nlp: Language) -> None:
    rows(nlp, joint.join(words))


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(st.text(CHARACTERS, max_size=60) | st.just(RELEASE), max_size=4))
def test_releases_do_not_touch_one_another(texts: list[str], nlp: Language) -> None:
    together: list[dict[Any, Any]] = indicators.extract(texts, nlp=nlp).drop(columns="release_id").to_dict("records")
    alone = [row for text in texts for row in indicators.extract(text, nlp=nlp).drop(columns="release_id").to_dict("records")]
    assert str(together) == str(alone)
