"""The example dashboard and its notebook run."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from conftest import row

from indicators.table import frame

ROOT = Path(__file__).parent.parent
APP = ROOT / "examples" / "dashboard" / "app.py"

testing = pytest.importorskip("streamlit.testing.v1", reason="Streamlit is not installed: pip install 'indicators[dashboard]'")
duckdb = pytest.importorskip("duckdb", reason="DuckDB is not installed: pip install 'indicators[dashboard]'")

KR = {"area": "KR", "basis": "yoy"}
ROWS = [
    row(release_id="a", period="2023-12", sentence="Exports <b>rose</b> 2.5 percent.", title="<i>One</i>", **KR),
    row(release_id="b", period="2024-01", value=-1.0, sentence="Exports fell 1 percent.", **KR),
    row(release_id="b", start=40, end=50, subject="imports", sentence="Imports too: 2.5 percent.", **KR),
    row(release_id="c", subject="output", area="DE", basis="mom", period="2024-Q1", sentence="Output rose 2.5 percent."),
]


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    import indicators

    indicators.write(frame(ROWS), tmp_path / "some.duckdb")
    monkeypatch.setenv("INDICATORS_DB", str(tmp_path / "some.duckdb"))
    return testing.AppTest.from_file(str(APP), default_timeout=60)


@pytest.mark.slow
def test_it_shows_the_chart_the_table_and_the_evidence(app: Any) -> None:
    app.run()
    assert not app.exception
    assert app.sidebar.selectbox[0].value == "KR"
    assert app.sidebar.multiselect[0].value == ["exports"]
    assert app.dataframe[0].value["subject"].tolist() == ["exports", "exports"]
    # Streamlit calls it by the one name or the other, by its version.
    assert len([*app.get("vega_lite_chart"), *app.get("arrow_vega_lite_chart")]) == 1
    said = [str(element.proto.body) for element in app.get("html")]
    assert any("Exports &lt;b&gt;rose&lt;/b&gt; <mark>2.5 percent</mark>." in html and "&lt;i&gt;One&lt;/i&gt;" in html for html in said)


@pytest.mark.slow
def test_what_is_chosen_is_shown(app: Any) -> None:
    app.run()
    app.sidebar.select_slider[0].set_range(2024, 2024).run()
    assert app.dataframe[0].value["period"].tolist() == ["2024-01"]
    app.sidebar.selectbox[0].select("DE").run()
    assert app.dataframe[0].value["subject"].tolist() == ["output"]
    app.sidebar.multiselect[0].set_value([]).run()
    assert not app.exception and app.info[0].value == "Choose a subject."


@pytest.mark.slow
def test_without_a_database_it_says_how_to_make_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INDICATORS_DB", "no-such.duckdb")
    app = testing.AppTest.from_file(str(APP), default_timeout=60).run()
    assert not app.exception and "indicators extract" in app.error[0].value


@pytest.mark.slow
def test_the_notebook_runs() -> None:
    nbformat, nbclient = pytest.importorskip("nbformat"), pytest.importorskip("nbclient")
    notebook = nbformat.read(ROOT / "notebooks" / "dashboard.ipynb", as_version=4)
    nbclient.NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(ROOT / "notebooks")}}).execute()
    kinds = {kind for cell in notebook.cells for output in cell.get("outputs", ()) for kind in output.get("data", ())}
    assert {"text/html", "image/png"} <= kinds
