"""PDFs, made here as agencies make them: wrapped lines, cut words, furniture, columns, locks; damaged and empty ones."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from fpdf import FPDF
from fpdf.enums import AccessPermission, EncryptionMethod

from indicators import ReadError, Release, read
from indicators.readers.layout import Line, body_lines, paragraphs

TITLE = "Ferry traffic grows 3 percent in May as the holiday season begins early in the south"
BODY = (
    "Ferries carried 12,400 cars in May, 3 percent more than a year earlier, while the number of passengers rose by 1.2 percent to "
    "45,100. Freight fell 2 percent to 8,100 tonnes, the third fall in a row, and buses were up 5 percent on the month before. "
)
ITEM = "Buses were up 5 percent, more than in any other month since the crossing was opened to the traffic of coaches in 1998."


class Bulletin(FPDF):
    """A release with a running head and numbered pages."""

    def header(self) -> None:
        self.set_font("Helvetica", size=8)
        self.cell(0, 8, f"Harbour Board - Statistical release 12/2024 - {self.page_no()}", align="R")
        self.ln(12)

    def footer(self) -> None:
        self.set_y(-15)
        self.set_font("Helvetica", size=8)
        self.cell(0, 8, f"Page {self.page_no()} of 3", align="C")


def bulletin(draw: Callable[[FPDF], None], kind: type[FPDF] = Bulletin) -> FPDF:
    made = kind()
    made.add_page()
    draw(made)
    return made


def prose(page: FPDF, times: int = 1) -> None:
    page.set_font("Helvetica", size=11)
    page.multi_cell(0, 5.5, (BODY * times).strip(), new_x="LMARGIN", new_y="NEXT")


def three_pages(page: FPDF) -> None:
    page.set_font("Helvetica", "B", 18)
    page.multi_cell(0, 9, TITLE, new_x="LMARGIN", new_y="NEXT")
    page.ln(2)
    page.set_font("Helvetica", size=11)
    page.cell(0, 6, "Released: 4 June 2024", new_x="LMARGIN", new_y="NEXT")
    page.ln(3)
    prose(page)
    page.ln(3)
    page.set_font("Helvetica", "B", 13)
    page.cell(0, 8, "Outlook for 2025", new_x="LMARGIN", new_y="NEXT")
    page.set_font("Helvetica", size=11)
    for text in ("Freight fell 2 percent.", ITEM):
        page.multi_cell(0, 5.5, f"- {text}", new_x="LMARGIN", new_y="NEXT")
    page.ln(3)
    prose(page, 24)


def saved(path: Path, made: FPDF) -> Path:
    path.write_bytes(bytes(made.output()))
    return path


def one(path: Path) -> Release:
    (release,) = read(path)
    return release


def test_a_bulletin_is_its_running_text(tmp_path: Path) -> None:
    release = one(saved(tmp_path / "may.pdf", bulletin(three_pages)))
    assert release.text.split("\n") == [
        TITLE,
        "Released: 4 June 2024",
        BODY.strip(),
        "Outlook for 2025",
        "- Freight fell 2 percent.",
        f"- {ITEM}",
        (BODY * 24).strip(),
    ]
    assert (release.id, release.headline, str(release.published)) == ("may", TITLE, "2024-06-04")


@pytest.mark.parametrize("name", ["may.txt", "may", "may.html"])
def test_a_pdf_is_told_by_its_content(tmp_path: Path, name: str) -> None:
    assert one(saved(tmp_path / name, bulletin(prose, FPDF))).text == BODY.strip()


def test_a_pdf_after_other_bytes_is_read_if_it_is_called_one(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"HTTP header\r\n\r\n" + bytes(bulletin(prose, FPDF).output()))
    assert one(tmp_path / "a.pdf").text == BODY.strip()


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        (["The manufac-", "turing sector grew."], "The manufacturing sector grew."),
        (["Growth was 2 percent year-on-", "year in May."], "Growth was 2 percent year-on-year in May."),
        (["Growth was 2 percent year-", "on-year in May."], "Growth was 2 percent year-on-year in May."),
        (["a 12-", "month low, and a long-", "term mean."], "a 12-month low, and a long-term mean."),
        (["The seasonally-", "adjusted rate of U.S.-", "China trade."], "The seasonally-adjusted rate of U.S.-China trade."),
        (["The co-operative and the co-", "operative next door."], "The co-operative and the co-operative next door."),
        (["The inter\u00ad", "mediate goods."], "The intermediate goods."),
        (["rose by 1,204 to", "45,100 – the most since", "2019."], "rose by 1,204 to 45,100 – the most since 2019."),
        (["Imports rose to", "5. Exports fell."], "Imports rose to 5. Exports fell."),
    ],
)
def test_lines_and_words_cut_in_two_are_joined(lines: list[str], joined: str) -> None:
    page = [Line(text, 700.0 - 12 * number, 10.0) for number, text in enumerate(lines)]
    width = "x" * min(len(line) for line in lines)
    assert paragraphs([[Line(width, 760.0, 10.0), *page]])[1:] == [joined]


ROWS = ["Total 1,204 45.1 3.2%", "Cars 1,104 40.1 3.0%", "Buses 100 5.0 – 0.2%"]


def test_rows_of_a_table_stay_apart_from_each_other_and_from_prose() -> None:
    lines = ["Traffic in May was as follows in the table below", *ROWS, "Ferries carried 12,400 cars in May."]
    assert paragraphs([[Line(text, 700.0 - 12 * number, 10.0) for number, text in enumerate(lines)]]) == lines


def page_of(*texts: str) -> list[Line]:
    return [Line(text, 800.0 - 12 * number, 10.0) for number, text in enumerate(texts)]


@pytest.mark.parametrize(
    ("pages", "kept"),
    [
        (
            [page_of("Board", *(f"{word} line" for word in ("one", "two", "tre", "fyr", "fem")), str(number)) for number in (1, 2)],
            # Only what stands at the edges; two pages that are the same throughout lose no more.
            [["tre line"], ["tre line"]],
        ),
        (
            [page_of("Board 1/2024", "Up", "and on", "3"), page_of("Board 1/2024", "Down", "and out", "4")],
            [["Up", "and on"], ["Down", "and out"]],
        ),
        ([page_of("Up", "Down", "- 12 -")], [["Up", "Down"]]),
        ([page_of("Page 1 of 3", "2.5", "In 2024", "iv")], [["2.5", "In 2024"]]),
        ([page_of("Up", "same", "on", "off", "in", "out", "by"), page_of("We", "you", "they", "he", "she", "it", "same")], None),
    ],
)
def test_furniture_is_what_pages_repeat_at_the_same_edge(pages: list[list[Line]], kept: list[list[str]] | None) -> None:
    expected = kept if kept is not None else [[line.text for line in page] for page in pages]
    assert [[line.text for line in page] for page in body_lines(pages)] == expected


def test_a_title_that_later_pages_repeat_is_kept_once() -> None:
    first = [Line("Ferry traffic grows", 800.0, 18.0), *page_of("", "a body of text", "more of it", "and more", "still more", "end")[1:]]
    second = [Line("Ferry traffic grows", 800.0, 8.0), *page_of("", "a second page", "more again", "and on", "and on it goes", "stop")[1:]]
    kept = body_lines([first, second])
    assert kept[0][0].text == "Ferry traffic grows"
    assert "Ferry traffic grows" not in [line.text for line in kept[1]]


def locked(user: str) -> FPDF:
    made = bulletin(prose, FPDF)
    made.set_encryption("owner", user, encryption_method=EncryptionMethod.AES_256, permissions=AccessPermission.none())
    return made


def test_a_pdf_that_is_locked_against_changes_only_is_read(tmp_path: Path) -> None:
    assert one(saved(tmp_path / "a.pdf", locked(""))).text == BODY.strip()


def whole() -> bytes:
    return bytes(bulletin(prose, FPDF).output())


def picture() -> bytes:
    return bytes(bulletin(lambda page: page.rect(10, 10, 50, 50), FPDF).output())


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (lambda: bytes(locked("secret").output()), "an encrypted PDF: it needs a password"),
        (picture, r"no text in this PDF of 1 pages: if it is a scan"),
        (lambda: whole()[: len(whole()) // 3], "can't be read, damaged or cut off"),
        (lambda: b"%PDF-1.7", "can't be read, damaged or cut off"),
        (lambda: b"%PDF-1.7\n" + b"\x00\xff<<" * 5000, "can't be read, damaged or cut off"),
        (lambda: b"", "the file is empty"),
    ],
)
def test_what_cannot_be_read_is_an_error_that_says_why_and_at_once(tmp_path: Path, content: Callable[[], bytes], says: str) -> None:
    (tmp_path / "a.pdf").write_bytes(content())
    started = time.process_time()
    with pytest.raises(ReadError, match=says) as caught:
        list(read(tmp_path / "a.pdf"))
    assert str(tmp_path / "a.pdf") in str(caught.value)
    assert time.process_time() - started < 10


@pytest.mark.filterwarnings("ignore::indicators.IndicatorsWarning")
def test_a_pdf_cut_anywhere_is_read_or_refused_but_never_crashes(tmp_path: Path) -> None:
    content = bytes(bulletin(three_pages).output())
    for size in range(1, len(content), len(content) // 12):
        (tmp_path / "a.pdf").write_bytes(content[:size])
        reading = read(tmp_path / "a.pdf", on_error="skip")
        assert len(list(reading)) + len(reading.read_errors) == 1


def test_without_its_package_the_error_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdf", None)
    with pytest.raises(ReadError, match=r"a\.pdf: PDF files need pypdf: pip install 'indicators\[pdf\]'"):
        list(read(saved(tmp_path / "a.pdf", bulletin(prose, FPDF))))
