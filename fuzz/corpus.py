"""Writes what the fuzzers begin with: inputs of every kind, and a dictionary of the words of the grammar.

    python fuzz/corpus.py FOLDER        # FOLDER/figures, FOLDER/readers, FOLDER/figures.dict, FOLDER/readers.dict

Made of the fixtures and the tests' tables, so it grows with them.
"""

from __future__ import annotations

import csv
import io
import json
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path

from indicators.lexicon import table

ROOT = Path(__file__).parents[1]
FIXTURES = sorted((ROOT / "fixtures").glob("*.txt"))
CASES = ROOT / "tests" / "cases"
MARKUP = [
    *(
        "<p>",
        "</p>",
        "<html>",
        "<body>",
        "<rss>",
        "<channel>",
        "<item>",
        "<title>",
        "<description>",
        "<feed>",
        "<entry>",
        "<![CDATA[",
        "]]>",
    ),
    *("<!--", "-->", "encoding='", "&amp;", "&#160;", "<!DOCTYPE", "<!ENTITY", "charset=", "<table>", "<td>", "<script>", "<br/>"),
]
FORMATS = [
    *('"text":', '"title":', '"published":', '"country":', '"id":', "[{", "}]", "\\ud800", "text,title\n", "date2024-02-21", "published: "),
    *("title: ", "\ufeff", "\n-----\n", "PK\x03\x04", "PAR1", "%PDF-1.7", "%%EOF", "endobj", "stream", "endstream", "xref", "trailer"),
    *("/Type", "/Pages", "/Kids", "/Length", "/Filter /FlateDecode"),
]
PHRASES = [
    *(
        "percent",
        "per cent",
        "percentage points",
        "basis points",
        "points",
        "%p",
        "bps",
        "January",
        "Q1 2024",
        "2023-24",
        "year-on-year",
        "(-) ",
    ),
    *(
        "a year earlier",
        "the same period last year",
        "from",
        " to ",
        " and ",
        "between ",
        "1,234",
        "0.5",
        "½",
        "2012=100",
        "−",
        "±",
        "\u00a0",
    ),
    *("\u202f", "Table 1", "1/4", "aged 15-64", "respectively", "in the three months to May", "Dec. 1-20"),
]


def figure_seeds() -> Iterator[bytes]:
    """The sentences of the tests' tables and the lines of the fixtures, each after a byte that chooses a country."""
    texts = [case[0] for group in tomllib.loads((CASES / "figures.toml").read_text("utf-8"))["group"] for case in group["cases"]]
    texts += [line for path in FIXTURES for line in path.read_text("utf-8").splitlines() if line.strip()]
    texts += [path.read_text("utf-8") for path in FIXTURES]
    for number, text in enumerate(texts):
        yield bytes([number % 16]) + text.encode()


def reader_seeds() -> Iterator[bytes]:
    """Fixtures in every format that is read, each after a byte that chooses the suffix."""
    texts = [path.read_text("utf-8") for path in FIXTURES[:4]]
    records = [{"id": str(n), "text": text, "title": "A title", "published": "2024-02-21", "country": "KR"} for n, text in enumerate(texts)]
    lines = "\n".join(map(json.dumps, records))
    rows = io.StringIO()
    writer = csv.DictWriter(rows, list(records[0]))
    writer.writeheader()
    writer.writerows(records)
    html = "<html><head><title>Exports rise</title></head><body><article>{}</article></body></html>"
    paragraphs = "".join(f"<p>{line}</p>" for line in texts[0].splitlines())
    items = "".join(
        f"<item><title>{r['id']}</title><description>&lt;p&gt;{r['text'][:300]}&lt;/p&gt;</description></item>" for r in records
    )
    content = "<content type='html'>&lt;b&gt;x&lt;/b&gt; 5%</content>"
    entry = f"<feed><title>t</title><entry><id>1</id><updated>2024-02-21</updated>{content}</entry></feed>"
    listing = (
        "-----\nNews\nExports rise\nExports rose 5 percent.\ndate2024-02-21\n-----\nNews\nImports fall\nThey fell.\ndate2024-03-21\n-----\n"
    )
    for suffix, content in (
        (0, texts[0]),
        (0, listing),
        (1, lines),
        (2, json.dumps(records)),
        (3, rows.getvalue()),
        (4, "text\ttitle\nA\tB\n"),
    ):
        yield bytes([suffix]) + content.encode()
    yield bytes([6]) + html.format(paragraphs).encode()
    yield bytes([8]) + f"<?xml version='1.0'?><rss><channel><title>Office</title>{items}</channel></rss>".encode()
    yield bytes([9]) + entry.encode()
    yield bytes([0]) + b"\xff\xfe" + texts[0][:400].encode("utf-16-le")
    yield bytes([5]) + _parquet(records)
    yield bytes([7]) + _pdf(texts[0][:300])
    yield bytes([10]) + _archive(
        {"a/one.txt": texts[0][:300].encode(), "two.jsonl": lines[:900].encode(), "page.html": html.format("<p>5%").encode()}
    )


def _parquet(records: list[dict[str, str]]) -> bytes:
    import pandas as pd

    return pd.DataFrame(records).assign(text="Exports rose 5 percent.").to_parquet()


def _pdf(text: str) -> bytes:
    from fpdf import FPDF

    page = FPDF()
    page.add_page()
    page.set_font("Helvetica", size=11)
    page.multi_cell(0, 6, text.encode("latin-1", "replace").decode("latin-1"))
    return bytes(page.output())


def _archive(files: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return made.getvalue()


def grammar_words() -> Iterator[str]:
    """Every word and mark that the lexicon of figures knows."""
    units, money, numbers, bounds = table("units"), table("currencies"), table("magnitudes"), table("bounds")
    for name, entry in units.items():
        if name not in ("=", "/", "!"):
            yield from (*entry.get("words", ())[:2], *entry.get("symbols", ()), *entry.get("careful", ()))
    yield from (*units["="], *units["/"])
    yield from (*money["symbols"], *money["suffixes"], *list(money["words"])[::5], *money["minor"], *money["codes"].split()[::4])
    yield from (word for part in numbers.values() for word in part)
    yield from (word for side in ("before", "after") for words in bounds[side].values() for word in words if word.isascii())
    yield from PHRASES


def dictionary(words: Iterator[str] | list[str]) -> str:
    """A dictionary as libFuzzer reads it."""
    quoted = ("".join(f"\\x{byte:02x}" for byte in word.encode("utf-8", "surrogatepass")) for word in words)
    return "".join(f'"{word}"\n' for word in dict.fromkeys(quoted) if word)


def main(folder: Path) -> None:
    """Write the corpus."""
    for name, seeds in (("figures", figure_seeds()), ("readers", reader_seeds())):
        (folder / name).mkdir(parents=True, exist_ok=True)
        for number, seed in enumerate(seeds):
            (folder / name / f"seed-{number:04}").write_bytes(seed)
    (folder / "figures.dict").write_text(dictionary(grammar_words()), encoding="ascii")
    (folder / "readers.dict").write_text(dictionary([*MARKUP, *FORMATS]), encoding="ascii")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
