"""The recipes of docs/scale.md, as they stand there, give the rows of the process itself."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import indicators
from indicators.table import COLUMNS

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def frame() -> pd.DataFrame:
    texts = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "fixtures").glob("*.txt"))[:5]]
    return pd.DataFrame({"release_id": [f"r{number}" for number in range(5)], "text": texts, "country": ["AU", "BR", None, "CN", "DE"]})


@pytest.mark.parametrize("package", ["dask", "ray"])
@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::FutureWarning")
def test_the_recipe_gives_the_rows_of_the_process_itself(package: str, frame: pd.DataFrame) -> None:
    pytest.importorskip(f"{package}.{'dataframe' if package == 'dask' else 'data'}", reason=f"{package} is not installed")
    recipe = re.search(
        rf"<!-- runs in the tests: {package} -->\n```python\n(.*?)```", (ROOT / "docs" / "scale.md").read_text("utf-8"), re.DOTALL
    )
    assert recipe
    names: dict[str, Any] = {"frame": frame, "__name__": "__main__"}
    try:
        exec(recipe[1], names)
    finally:
        if package == "ray":
            names["ray"].shutdown()
    found = names["table"].astype({column.name: column.dtype for column in COLUMNS})
    expected = indicators.extract(frame)
    pd.testing.assert_frame_equal(found.sort_values(["release_id", "start"], ignore_index=True), expected)
