"""The quickstart runs from its first cell to its last and shows what it speaks of: a table and charts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import nbclient
import nbformat
import pytest

NOTEBOOK = Path(__file__).parents[1] / "notebooks" / "quickstart.ipynb"


def outputs(notebook: Any) -> list[dict[str, Any]]:
    return [output for cell in notebook.cells for output in cell.get("outputs", [])]


@pytest.mark.slow
def test_the_quickstart_goes_from_text_to_a_chart(tmp_path: Path) -> None:
    notebook = nbformat.reads(NOTEBOOK.read_text(encoding="utf-8"), as_version=4)  # type: ignore[no-untyped-call]
    told = next(output["data"]["text/plain"] for output in outputs(notebook) if output.get("data"))
    nbclient.NotebookClient(notebook, timeout=300, kernel_name="python3", resources={"metadata": {"path": str(tmp_path)}}).execute()
    shown = outputs(notebook)
    assert not [output for output in shown if output["output_type"] == "error"]
    assert sum("image/png" in output.get("data", {}) for output in shown) == 2
    table = next(output["data"]["text/plain"] for output in shown if output.get("data"))
    assert table == told, "the table that the notebook shows is not today's: run it again and save it"
    assert (tmp_path / "retail.csv").read_text(encoding="utf-8").count("\n") == 21
