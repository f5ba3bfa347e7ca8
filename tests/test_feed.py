"""Feeds saved to disk: each item a release, in every dialect; broken and hostile feeds."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from indicators import IndicatorsWarning, ReadError, Release, read
from indicators.readers.markup import text_of

RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<title>Harbour Board &amp; Coast Office</title><link>https://harbour.example/</link><image><title>Logo</title></image>
<item><title>Ferry traffic &amp; freight grow</title><link>https://harbour.example/may</link><guid isPermaLink="false">hb-2024-05</guid>
<pubDate>Tue, 04 Jun 2024 23:30:00 +0300</pubDate><description>A summary.</description>
<content:encoded><![CDATA[<p>Ferries carried <b>12,400</b> cars,
up 3&nbsp;percent.</p><ul><li>Freight fell 2 percent.</li></ul><script>alert(1)</script>]]></content:encoded></item>
<item><title>Buses</title><description>Buses were up 5 percent &lt;br/&gt; in May; fares &amp;lt; 3 percent.</description>
<dc:date>2024-06-05T08:00:00Z</dc:date></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Harbour Board</title><id>urn:feed</id><updated>2024-07-01T00:00:00Z</updated>
<entry><id>urn:hb:1</id><title type="html">Ferries &lt;em&gt;grow&lt;/em&gt;</title><link rel="self" href="https://x.example/api"/>
<link rel="alternate" href="https://harbour.example/may"/><updated>2024-06-09T01:00:00Z</updated><published>2024-06-04T09:00:00+09:00</published>
<summary>Short.</summary><content type="xhtml">
<div xmlns="http://www.w3.org/1999/xhtml"><p>Ferries carried 12,400 cars.</p><p>Up 3 percent.</p></div></content></entry>
<entry><id>urn:hb:2</id><title>Buses</title><published>2024-06-05</published>
<content>Buses were up 5 percent; a &lt;b&gt; stays a &lt;b&gt;.</content></entry></feed>"""
RDF = """<?xml version="1.0"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Harbour Board</title></channel><item rdf:about="u"><title>Ferries grow</title><link>https://harbour.example/may</link>
<description>Ferries carried 12,400 cars.</description><dc:date>2024-06-04</dc:date></item></rdf:RDF>"""


def items(path: Path, content: str | bytes) -> list[Release]:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return list(read(path))


def about(release: Release) -> tuple[str, ...]:
    return release.id, release.headline, str(release.published), release.source or "", release.url or ""


def test_rss(tmp_path: Path) -> None:
    first, second = items(tmp_path / "news.xml", RSS)
    assert first.text == "Ferry traffic & freight grow\n\nFerries carried 12,400 cars, up 3\xa0percent.\nFreight fell 2 percent.".replace(
        "\xa0", " "
    )
    # The day is that of the place where it was published.
    assert about(first) == (
        "hb-2024-05",
        "Ferry traffic & freight grow",
        "2024-06-04",
        "Harbour Board & Coast Office",
        "https://harbour.example/may",
    )
    assert second.text == "Buses\n\nBuses were up 5 percent\nin May; fares < 3 percent."
    assert about(second) == ("news-2", "Buses", "2024-06-05", "Harbour Board & Coast Office", "")


def test_atom(tmp_path: Path) -> None:
    first, second = items(tmp_path / "news.atom", ATOM)
    assert first.text == "Ferries grow\n\nFerries carried 12,400 cars.\nUp 3 percent."
    assert about(first) == ("urn:hb:1", "Ferries grow", "2024-06-04", "Harbour Board", "https://harbour.example/may")
    assert second.text == "Buses\n\nBuses were up 5 percent; a <b> stays a <b>."


def test_rdf(tmp_path: Path) -> None:
    (only,) = items(tmp_path / "news.rdf", RDF)
    assert about(only) == ("https://harbour.example/may", "Ferries grow", "2024-06-04", "Harbour Board", "https://harbour.example/may")


@pytest.mark.parametrize("content", [RSS, ATOM, RDF, "\n" + ATOM, "<!-- saved -->" + ATOM])
@pytest.mark.parametrize("name", ["a.txt", "a.rss", "a.html", "a"])
def test_a_feed_is_told_by_its_content(tmp_path: Path, content: str, name: str) -> None:
    assert items(tmp_path / name, content)[0].source


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "euc-kr", "iso-8859-1"])
def test_the_declared_encoding_is_read(tmp_path: Path, encoding: str) -> None:
    word = "수출" if encoding == "euc-kr" else "Größe"
    feed = (
        f'<?xml version="1.0" encoding="{encoding.removesuffix("-sig")}"?><rss><channel><item><title>{word}</title></item></channel></rss>'
    )
    assert items(tmp_path / "a.xml", feed.encode(encoding))[0].text == word


def test_entities_of_html_are_understood_though_the_feed_does_not_define_them(tmp_path: Path) -> None:
    feed = "<rss><channel><item><title>Up 3&nbsp;percent &ndash; or more</title></item></channel></rss>"
    assert items(tmp_path / "a.xml", feed)[0].text == "Up 3 percent – or more"


BOMB = (
    '<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    + "]>"
)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("<rss><channel><title>x</title></channel></rss>", "a feed without items"),
        (BOMB + "<rss><channel><item><title>&i;</title></item></channel></rss>", "an entity of its own, &a;"),
        (
            '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel><item><title>&x;</title></item></channel></rss>',
            "an entity of its own, &x;",
        ),
        ("<rss><channel><item></item></channel></rss>", "item 1: there is no text"),
        ("<rss><channel><item><title>x</wrong></item></channel></rss>", "not well-formed XML: mismatched tag in line 1"),
    ],
)
def test_broken_and_hostile_feeds_are_errors_that_say_why(tmp_path: Path, content: str, says: str) -> None:
    (tmp_path / "a.xml").write_text(content)
    with pytest.raises(ReadError, match=says):
        list(read(tmp_path / "a.xml"))


def test_what_comes_before_a_cut_is_kept(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text(RSS[: RSS.index("Buses were") + 5])
    reading = read(tmp_path / "a.xml", on_error="skip")
    with pytest.warns(IndicatorsWarning, match="cut off"):
        assert [release.id for release in reading] == ["hb-2024-05"]
    assert [error.reason for error in reading.read_errors] == ["the feed is cut off in line 8"]


@pytest.mark.parametrize("day", ["soon", "Tue, 99 Foo 2024", "2024-13-45", "", "1e9"])
def test_a_day_that_is_none_is_no_error(tmp_path: Path, day: str) -> None:
    feed = f"<rss><channel><item><title>Up 3 percent</title><pubDate>{day}</pubDate></item></channel></rss>"
    assert items(tmp_path / "a.xml", feed)[0].published is None


@pytest.mark.parametrize("unit", ["<", "<a ", '<a "', "<!--", "</", "&", "<p>", "x ", "\n", "<script>", "<td>1"])
def test_a_megabyte_of_anything_in_an_item_is_read_at_once(unit: str) -> None:
    started = time.process_time()
    text_of(unit * (1_000_000 // len(unit)))
    assert time.process_time() - started < 5


def test_ten_thousand_nested_elements_are_no_trouble(tmp_path: Path) -> None:
    deep = "<p>" * 10_000 + "Up 3 percent" + "</p>" * 10_000
    feed = f'<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>Deep</title><content type="xhtml">{deep}</content></entry></feed>'
    assert items(tmp_path / "a.xml", feed)[0].text == "Deep\n\nUp 3 percent"


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<a title='x > y'>3 percent</a>", "3 percent"),
        ("<a title=it's>3 percent</a>", "3 percent"),
        ('5 <b class="x>3 percent', "5 3 percent"),
        # Each pair of quotes can be read in two ways; a reader that tries all of them never ends.
        ("<a " + "\"'" * 500 + "3 percent", "<a " + "\"'" * 500 + "3 percent"),
        ("<a " + "''" * 500 + "<p>3 percent", "<a " + "''" * 500 + "\n3 percent"),
    ],
)
def test_quotes_in_tags_are_read_in_one_way(markup: str, text: str) -> None:
    assert text_of(markup) == text
