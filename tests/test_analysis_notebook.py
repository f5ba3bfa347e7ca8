"""The notebook that goes from releases to a wide table, a series, a chart and an audit runs, and finds what it says it finds."""

from __future__ import annotations

from pathlib import Path

import nbclient
import nbformat
import pytest

NOTEBOOK = Path(__file__).parents[1] / "notebooks" / "analysis.ipynb"


@pytest.mark.slow
def test_the_notebook_runs_from_releases_to_an_audit() -> None:
    notebook = nbformat.read(NOTEBOOK, as_version=4)  # type: ignore[no-untyped-call]
    nbclient.NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(NOTEBOOK.parent)}}).execute()
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", ())]
    assert any("image/png" in output.get("data", {}) for output in outputs)
    texts = [output["data"]["text/plain"] for output in outputs if "text/plain" in output.get("data", {})]
    series, audit, wrong = (
        next(text for text in texts[at:] if word in text) for at, word in ((0, "Freq: M"), (0, "verdict"), (-1, "verdict"))
    )
    assert "2025-04    1.980000e+09" in series
    assert "balance = exports - imports" in audit and "broken" not in audit
    assert "€1,950 million" in wrong and "broken" in wrong
