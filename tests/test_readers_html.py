"""Web pages: the article without the page around it, its title, day and publisher; hostile and broken pages."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest

from indicators import ReadError, Release, read

BODY = """<p>Ferries carried 12,400 cars in May, 3&nbsp;percent more than a year
earlier. The number of passengers <b>rose</b> by 1.2 percent to 45,100 &#8211; the most since 2019.</p>
<ul><li>Freight fell 2 percent to 8,100 tonnes in the same month.</li><li>Buses were up 5 percent.</li></ul>"""
TABLE = "<table><tr><th>Month</th><th>Cars</th></tr><tr><td>April</td><td>11,000</td></tr></table>"
HEAD = """<meta property="og:site_name" content="Harbour Board"><link rel="canonical" href="https://harbour.example/may">
<meta property="article:published_time" content="2024-06-04T09:00:00Z">"""
TEXT = (
    "Ferry traffic grows 3 percent in May\n"
    "Ferries carried 12,400 cars in May, 3 percent more than a year earlier. "
    "The number of passengers rose by 1.2 percent to 45,100 – the most since 2019.\n"
    "- Freight fell 2 percent to 8,100 tonnes in the same month.\n"
    "- Buses were up 5 percent."
)


def page(
    body: str = BODY, *, head: str = HEAD, title: str = "Ferry traffic grows 3 percent in May", start: str = "<!DOCTYPE html>\n"
) -> str:
    menu = '<nav><ul><li><a href="/">Home</a></li><li><a href="/news">All 1,204 news</a></li></ul></nav>'
    foot = "<footer><p>Copyright 2024 Harbour Board, all rights reserved, 30 years of service</p></footer>"
    return (
        f"{start}<html lang='en'><head><title>{title} | Harbour Board</title>{head}</head>"
        f"<body>{menu}<main><article><h1>{title}</h1>{body}</article></main>{foot}</body></html>"
    )


def one(path: Path, content: str | bytes) -> Release:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    (release,) = read(path)
    return release


def test_a_page_is_its_article_with_what_it_says_of_itself(tmp_path: Path) -> None:
    release = one(tmp_path / "may.html", page())
    assert release.text == TEXT
    assert (release.id, release.headline) == ("may", "Ferry traffic grows 3 percent in May")
    assert (str(release.published), release.source, release.url) == ("2024-06-04", "Harbour Board", "https://harbour.example/may")


@pytest.mark.parametrize("name", ["may.txt", "may", "may.html", "may.pdf"])
@pytest.mark.parametrize(
    "start", ["<!DOCTYPE html>", "", "\ufeff\n<!-- saved -->\n", '<?xml version="1.0"?><!DOCTYPE html>', "<!doctype HTML>\n"]
)
def test_a_page_is_told_by_its_content(tmp_path: Path, name: str, start: str) -> None:
    assert one(tmp_path / name, page(start=start)).text == TEXT


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("utf-8", '<meta charset="utf-8">'),
        ("utf-8", ""),
        ("cp1252", '<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">'),
        ("cp1252", ""),
        ("utf-16", ""),
        ("euc-kr", "<meta charset=euc-kr>"),
        ("shift_jis", "<meta charset='Shift_JIS'>"),
        ("utf-8", '<meta charset="no-such-thing">'),
        ("utf-8", '<meta charset="punycode">'),
        ("utf-8", '<meta charset="utf-16">'),
    ],
)
def test_the_encoding_is_the_one_that_the_page_declares(tmp_path: Path, encoding: str, declared: str) -> None:
    body = BODY.replace(
        "Ferries", "Ferries – no" if encoding.startswith(("utf", "cp")) else "Ferries 수출" if encoding == "euc-kr" else "Ferries 輸出"
    )
    release = one(tmp_path / "a.html", page(body.replace("&#8211;", "to"), head=declared).encode(encoding))
    assert "Ferries – no" in release.text or "수출" in release.text or "輸出" in release.text
    assert "\ufffd" not in release.text


def test_a_title_that_the_article_lacks_is_put_before_it_so_that_its_figures_have_a_place(tmp_path: Path) -> None:
    content = page().replace("<h1>Ferry traffic grows 3 percent in May</h1>", "")
    release = one(tmp_path / "a.html", content)
    assert release.text == TEXT
    assert release.text.startswith(release.headline)


def test_tables_of_data_are_left_out_but_not_the_prose_of_pages_laid_out_with_tables(tmp_path: Path) -> None:
    assert one(tmp_path / "a.html", page(BODY + TABLE)).text == TEXT
    laid_out = page(f"<table><tr><td>{BODY}</td></tr></table>")
    assert "12,400 cars in May, 3 percent more" in one(tmp_path / "b.html", laid_out).text


@pytest.mark.parametrize(
    ("head", "body", "day"),
    [
        ('<meta name="date" content="2024-06-05">', BODY, "2024-06-05"),
        ("", f"<p>Released: 6 June 2024</p>{BODY}", "2024-06-06"),
        ("", BODY, "None"),
        ("", BODY + "<p>The next release, with figures for June 2024, is due on 3 July 2024, when schools have closed.</p>", "None"),
    ],
)
def test_the_day_is_what_the_page_or_else_the_text_says_and_never_a_guess(tmp_path: Path, head: str, body: str, day: str) -> None:
    assert str(one(tmp_path / "a.html", page(body, head=head)).published) == day


def test_what_a_page_holds_of_scripts_and_markup_is_no_text(tmp_path: Path) -> None:
    hostile = "<script>alert('rose 9 percent')</script><style>p{width:8%}</style><img src=x onerror='alert(1)'>"
    release = one(tmp_path / "a.html", page(hostile + BODY))
    assert "alert" not in release.text
    assert "width" not in release.text
    shown = one(tmp_path / "b.html", page(BODY.replace("Buses", "&lt;script&gt;alert(1)&lt;/script&gt; Buses")))
    assert "<script>alert(1)</script> Buses were up 5 percent." in shown.text


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("<html><head><title>Nothing</title></head><body></body></html>", "no article found"),
        ("<!DOCTYPE html>", "no article found"),
        ("<html>" + "<div>" * 10_000 + "x", "no article found"),
        ("<html><body>" + "<" * 100_000, "no article found"),
        ("<?xml version='1.0'?><invoice><total>5</total></invoice>", "XML that is neither a feed"),
        ("<!DOCTYPE html><html>\x00\x01\x02\x03" + "\x00\x01" * 5000, "binary"),
    ],
)
def test_a_page_that_says_nothing_is_an_error_that_names_it_at_once(tmp_path: Path, content: str, says: str) -> None:
    (tmp_path / "a.html").write_bytes(content.encode())
    started = time.process_time()
    with pytest.raises(ReadError, match=says) as caught:
        list(read(tmp_path / "a.html"))
    assert str(tmp_path / "a.html") in str(caught.value)
    assert time.process_time() - started < 10


@pytest.mark.parametrize(
    "content", ["<Embargoed until 10:00>\nExports rose 2 percent.", "<1 percent of firms closed.", "x < y, and exports rose"]
)
def test_a_text_with_an_angle_bracket_is_a_text(tmp_path: Path, content: str) -> None:
    assert one(tmp_path / "a.txt", content).text == content


def test_without_its_package_the_error_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    (tmp_path / "a.html").write_text(page())
    with pytest.raises(ReadError, match=r"a\.html: web pages need trafilatura: pip install 'indicators\[html\]'"):
        list(read(tmp_path / "a.html"))
