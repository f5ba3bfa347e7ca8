"""The report in a real browser: headless Chromium, with nothing but the file."""

from __future__ import annotations

import csv
import io
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import row

import indicators
from indicators.table import frame

webdriver = pytest.importorskip("selenium.webdriver", reason="selenium is not installed: pip install 'indicators[test]'")
CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not (CHROMIUM and DRIVER), reason="no chromium and chromedriver: apt-get install chromium chromium-driver"),
]

FLAGS = (
    "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --disable-dev-shm-usage --window-size=1300,850"
)

BREAK = "<script>window.broken = 1</script>"
PICTURE = "<img src=x onerror='window.broken = 1'>"
HOSTILE = f"{BREAK} exports </script>{PICTURE} <!-- 2.5 percent <b>bold</b>"
IMPORTS = "Imports of oil fell 3 percent to $2 billion in May."
LONG = "Car exports rose 2.5 percent in May.\n\n" + "A line of no importance.\n" * 80 + "\n" + IMPORTS

# A row each, where nothing else is said: release, figure and what differs from a change of 2.5 percent.
KR = {"title": "Car exports rose", "published": "2024-06-20", "source": "Customs", "period": "2024-05", "area": "KR", "basis": "yoy"}
MONEY = {"value": 2e9, "unit": "USD", "quantity_type": "money", "measure": "level", "basis": None}


def at(release: indicators.Release, surface: str, **fields: Any) -> dict[str, Any]:
    start = release.text.index(surface)
    sentence = release.text[start : start + 40]
    return row(release_id=release.id, start=start, end=start + len(surface), surface=surface, sentence=sentence, **fields)


def table_and_releases() -> tuple[Any, list[indicators.Release]]:
    long = indicators.Release(LONG, id="long", published="2024-06-20", source="Customs", country="KR")
    hostile = indicators.Release(HOSTILE, id=BREAK, title=PICTURE, source="</script><b>")
    months = [indicators.Release(f"Exports in month {month}: up 2.5 percent.", published=f"2024-{month:02}-28") for month in range(1, 9)]
    rows = [
        at(long, "2.5 percent", subject="car exports", **KR),
        at(long, "3 percent", subject="oil imports", counterpart="SA", **{**KR, "value": -3.0}),
        at(long, "$2 billion", subject="oil imports", **{**KR, **MONEY}),
        at(hostile, "2.5 percent", title=PICTURE, source="</script><b>", subject="=<b>exports</b>", area="US"),
    ]
    for number, release in enumerate(months, 1):
        rows.append(at(release, "2.5 percent", value=float(number), area="DE", basis="mom", period=f"2024-{number:02}"))
    return frame(rows), [long, hostile, *months]


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    from selenium.webdriver.chrome.service import Service

    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM
    for flag in [*FLAGS.split(), f"--user-data-dir={tmp_path_factory.mktemp('profile')}"]:
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service(DRIVER))
    driver.set_script_timeout(10)
    yield driver
    driver.quit()


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    table, releases = table_and_releases()
    return indicators.report(table, releases, tmp_path_factory.mktemp("report") / "report.html")


@pytest.fixture
def page(browser: Any, file: Path) -> Iterator[Any]:
    """The report, opened anew; whatever a test did, the console has nothing to say."""
    browser.get("about:blank")
    browser.get(file.as_uri())
    yield browser
    assert browser.execute_script("return window.broken") is None
    assert browser.get_log("browser") == []


def css(page: Any, selector: str) -> Any:
    return page.find_element("css selector", selector)


def texts(page: Any, selector: str) -> list[str]:
    script = "return [...document.querySelectorAll(arguments[0])].map((element) => element.textContent)"
    return [str(text) for text in page.execute_script(script, selector)]


def in_sight(page: Any, selector: str) -> bool:
    script = """const box = document.querySelector(arguments[0]).getBoundingClientRect();
        return box.height > 0 && box.top >= 0 && box.bottom <= innerHeight"""
    return bool(page.execute_script(script, selector))


def eventually(check: Callable[[], bool]) -> bool:
    end = time.monotonic() + 5
    while time.monotonic() < end:
        if check():
            return True
        time.sleep(0.05)
    return check()


def test_it_opens_with_the_releases_and_the_first_one_s_text(page: Any) -> None:
    assert css(page, "#counts").text == "12 figures of 10 releases"
    assert texts(page, "#reading mark") == ["2.5 percent", "3 percent", "$2 billion"]
    assert texts(page, "#beside td.c-subject") == ["car exports", "oil imports", "oil imports"]
    assert css(page, "#reading h2").text.startswith("Car exports rose")
    assert page.execute_script("return performance.getEntriesByType('resource').length") == 0


def test_a_click_on_a_row_jumps_to_its_words_and_back(page: Any) -> None:
    assert not in_sight(page, "mark[data-r='1']")
    css(page, "tr[data-row='1'] td.c-subject").click()
    assert eventually(lambda: in_sight(page, "mark[data-r='1']"))
    assert texts(page, "#reading .now") == ["Imports of oil", "3 percent"]
    assert "oil imports" in css(page, "#detail").text
    css(page, "mark[data-r='1']").click()
    assert eventually(lambda: in_sight(page, "tr[data-row='1']"))
    assert eventually(lambda: page.execute_script("return document.activeElement.closest('tr')?.dataset.row") == "1")


def test_all_of_it_works_with_the_keyboard(page: Any) -> None:
    keys = pytest.importorskip("selenium.webdriver.common.keys").Keys
    css(page, "tr[data-row='1'] .go").send_keys(keys.ENTER)
    assert eventually(lambda: page.execute_script("return document.activeElement.dataset.r") == "1")
    page.switch_to.active_element.send_keys(keys.ENTER)
    assert eventually(lambda: page.execute_script("return document.activeElement.className") == "go")
    css(page, "#list button").send_keys(keys.ARROW_DOWN)
    page.switch_to.active_element.send_keys(keys.ENTER)
    assert texts(page, "#list [aria-current] .name") == [PICTURE]
    css(page, "#tab-releases").send_keys(keys.ARROW_RIGHT)
    assert css(page, "#panel-table").is_displayed() and not css(page, "#panel-releases").is_displayed()


def test_filters_filter(page: Any) -> None:
    css(page, "#subject").send_keys("imports oil")
    assert eventually(lambda: css(page, "#matches").text == "2 of 12 rows")
    assert texts(page, "#beside td.c-subject") == ["oil imports", "oil imports"]
    assert len(texts(page, "#list li")) == 1
    css(page, "[name='measure'][value='level']").click()
    assert eventually(lambda: css(page, "#matches").text == "1 of 12 rows")
    css(page, "#reset").click()
    assert eventually(lambda: len(texts(page, "#list li")) == 10)
    css(page, "#area option[value='DE']").click()
    assert eventually(lambda: len(texts(page, "#list li")) == 8)


def test_rows_are_sorted_by_a_click_on_the_head(page: Any) -> None:
    css(page, "#tab-table").click()
    css(page, "#panel-table th.c-value button").click()
    assert texts(page, "#panel-table td.c-value")[0] == "2 bn USD"
    css(page, "#panel-table th.c-value button").click()
    assert texts(page, "#panel-table td.c-value")[0] == "▼ -3 %"
    assert css(page, "#panel-table th.c-value").get_attribute("aria-sort") == "ascending"


def test_charts_are_drawn_and_lead_to_the_words(page: Any) -> None:
    css(page, "#tab-changes").click()
    assert eventually(lambda: len(texts(page, "#changes-chart .mark-rect path")) >= 1)
    css(page, "#tab-series").click()
    assert texts(page, "#series option") == ["exports (change, mom, %, DE): 8 periods"]
    assert eventually(lambda: len(texts(page, "#series-chart .mark-symbol path")) >= 8)
    click = "document.querySelectorAll(arguments[0])[7].dispatchEvent(new MouseEvent('click', {bubbles: true}))"
    page.execute_script(click, "#series-chart .mark-symbol path")
    assert eventually(lambda: css(page, "#panel-releases").is_displayed())
    assert texts(page, "#reading mark.now") == ["2.5 percent"]


def test_a_hostile_release_stays_text(page: Any) -> None:
    css(page, "#list li:nth-child(2) button").click()
    assert "".join(texts(page, "#reading div.ind-text")) == HOSTILE
    assert texts(page, "#reading h2") == [PICTURE]
    assert "</script><b>" in css(page, "#reading").text
    css(page, "tr[data-row='0'] .go").click()
    for tab in ("table", "changes", "series"):
        css(page, f"#tab-{tab}").click()
    assert texts(page, "main img, main b, main script, main iframe") == []
    assert page.execute_script("return document.scripts.length") == 3


def test_the_download_has_every_row_that_is_wanted(page: Any) -> None:
    page.execute_script("URL.createObjectURL = (blob) => { window.blob = blob; return '#' }")
    css(page, "#download").click()
    content = str(page.execute_async_script("window.blob.text().then(arguments[0])"))
    lines = list(csv.reader(io.StringIO(content)))
    assert lines[0] == list(frame([]).columns)
    assert [line[lines[0].index("value")] for line in lines[1:4]] == ["2.5", "-3", "2000000000"]
    assert len(lines) == 13 and "'=<b>exports</b>" in lines[4]


def test_many_releases_do_not_stall_it(browser: Any, tmp_path: Path) -> None:
    text = "\n\n".join(f"Exports of good {number} rose 2.5 percent in May." for number in range(20))
    starts = [place for place in range(len(text)) if text.startswith("2.5 percent", place)]
    releases = [indicators.Release(text, id=str(number), title=f"Release {number}") for number in range(300)]
    rows = [row(release_id=release.id, start=start, end=start + 11) for release in releases for start in starts]
    browser.get(indicators.report(frame(rows), releases, tmp_path / "many.html").as_uri())
    assert css(browser, "#counts").text == "6,000 figures of 300 releases"
    assert browser.execute_script("return document.querySelectorAll('*').length") < 4000
    script = """const start = performance.now();
        document.getElementById(arguments[0]).click();
        document.body.offsetHeight;  // done only when it is laid out
        return performance.now() - start"""
    assert all(browser.execute_script(script, f"tab-{name}") < 1500 for name in ("table", "changes", "series", "releases"))


@pytest.mark.parametrize("width", [360, 768])
def test_it_fits_small_screens(page: Any, width: int) -> None:
    page.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {"width": width, "height": 740, "deviceScaleFactor": 2, "mobile": True})
    try:
        for name in ("releases", "table", "changes", "series"):
            css(page, f"#tab-{name}").click()
            assert page.execute_script("return document.documentElement.scrollWidth <= innerWidth"), name
    finally:
        page.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
