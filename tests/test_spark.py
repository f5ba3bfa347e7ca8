"""Spark: the rows of the process itself, row for row, and bad releases that do not stop the others."""

from __future__ import annotations

import os
import shutil
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
import pytest

import indicators
from indicators import InputError, Release
from indicators.outputs.arrow import arrow_schema

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

pyspark = pytest.importorskip("pyspark", reason="needs pyspark: pip install 'indicators[spark]'")
if shutil.which("java") is None:
    pytest.skip("needs Java, on which Spark runs", allow_module_level=True)

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas")]

COLUMNS = "release_id string, body string, published date, country string, views int"
FIXTURES = sorted((Path(__file__).parents[1] / "fixtures").glob("*.txt"))[:6]


@pytest.fixture(scope="module")
def spark() -> Iterator[SparkSession]:
    from pyspark.sql import SparkSession

    os.environ["PYSPARK_PYTHON"] = sys.executable  # the workers': Spark takes the first python3 of the path otherwise
    builder = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").config("spark.driver.host", "127.0.0.1")
    session = builder.config("spark.driver.bindAddress", "127.0.0.1").config("spark.sql.session.timeZone", "UTC").getOrCreate()
    yield session
    session.stop()


@pytest.fixture(scope="module")
def releases() -> list[Release]:
    return list(indicators.read(*FIXTURES))


@pytest.fixture(scope="module")
def given(spark: SparkSession, releases: list[Release]) -> DataFrame:
    rows = [(release.id, release.text, release.published, release.country, 5) for release in releases]
    return spark.createDataFrame(rows, COLUMNS).repartition(4, "release_id")


def collected(df: DataFrame) -> pd.DataFrame:
    """The rows as the table, in an order of their own."""
    from indicators.table import COLUMNS

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        table: pd.DataFrame = df.toPandas()
    return table.astype({column.name: column.dtype for column in COLUMNS}).sort_values(["release_id", "start"], ignore_index=True)


def test_the_rows_are_those_of_the_process_itself(given: DataFrame, releases: list[Release]) -> None:
    import indicators.spark

    df = indicators.spark.extract(given, text="body", source="Board")
    table = indicators.extract(
        [Release(r.text, published=r.published, country=r.country, id=r.id) for r in releases], source="Board"
    ).sort_values(["release_id", "start"], ignore_index=True)
    assert len(table) > 50
    pd.testing.assert_frame_equal(collected(df), table)


def test_the_schema_is_the_table_s(given: DataFrame) -> None:
    from pyspark.sql.pandas.types import to_arrow_schema

    import indicators.spark

    made = to_arrow_schema(indicators.spark.extract(given, text="body").schema)
    assert [(field.name, field.type, field.nullable) for field in made] == [
        (field.name, field.type, field.nullable) for field in arrow_schema()
    ]


def test_the_model_is_loaded_once_by_each_worker(given: DataFrame) -> None:
    from indicators.spark import _worker

    work = _worker({"nlp": None, "published": None, "source": None, "country": None, "batch_size": 2}, None)

    def loads(parts: Iterator[pd.DataFrame]) -> Iterator[pd.DataFrame]:
        import os

        from indicators.pipeline import _load_named

        rows = sum(len(table) for table in work(parts))
        yield pd.DataFrame({"worker": [os.getpid()], "loads": [_load_named.cache_info().misses], "rows": [rows]})

    told = given.withColumnRenamed("body", "text").drop("views").mapInPandas(loads, "worker long, loads long, rows long").collect()
    assert len(told) == 4 and sum(part["rows"] for part in told) > 50
    assert {part["loads"] for part in told} == {1}
    assert len({part["worker"] for part in told}) <= 2


def test_bad_releases_are_reported_and_stop_nothing(spark: SparkSession) -> None:
    import indicators.spark

    rows = [("a", "Exports rose 2.5 percent.", None), ("b", None, None), ("c", "Up 3 percent", "Narnia"), ("d", "Down 1 percent", "KR")]
    df = spark.createDataFrame(rows, "id string, text string, country string").coalesce(1)
    found = indicators.spark.extract(df, error_column="error").toPandas()
    assert found.loc[found["error"].isna(), ["release_id", "surface"]].values.tolist() == [["a", "2.5 percent"], ["d", "1 percent"]]
    failed = found[found["error"].notna()].set_index("release_id")
    assert failed["error"].str.contains("no text|country must be").to_dict() == {"b": True, "c": True}
    assert failed["surface"].isna().all()
    assert indicators.spark.extract(df).count() == 2


def test_without_ids_releases_are_called_by_their_content(spark: SparkSession) -> None:
    import indicators.spark

    text = "Exports rose 2.5 percent."
    found = indicators.spark.extract(spark.createDataFrame([(text, 3)], "text string, views int")).toPandas()
    assert found["release_id"].tolist() == [Release(text).id]


def test_what_cannot_be_worked_on_is_told_before_the_work(given: DataFrame) -> None:
    import indicators.spark

    with pytest.raises(InputError, match="no column 'text'; it has 'release_id', 'body'"):
        indicators.spark.extract(given)
    with pytest.raises(InputError, match="country must be"):
        indicators.spark.extract(given, text="body", country="Narnia")
    with pytest.raises(InputError, match="already"):
        indicators.spark.extract(given, text="body", error_column="value")
