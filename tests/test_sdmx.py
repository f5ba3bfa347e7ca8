"""SDMX-CSV: the mapping of docs/sdmx.md, read back with sdmx1."""

from __future__ import annotations

import csv
import re
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import sdmx
from conftest import row
from sdmx.model import v30

from indicators import OutputError, write
from indicators.outputs.sdmx import ATTRIBUTES, DIMENSIONS, sdmx_frame, time_period
from indicators.table import empty, frame

DOCS = Path(__file__).parents[1] / "docs/sdmx.md"
ROWS = [
    row(basis="yoy", period="2024-01", area="KR", counterpart="VN", subject='semiconductor "chip" exports,\nin total', title="Exports\nup"),
    row(start=30, end=45, surface="USD 6.2 billion", value=6.2e9, unit="USD", quantity_type="money", measure="level", period="2024-01"),
    row(start=50, end=60, value=3.5, value_low=3.0, value_high=4.0, status="plan", period="2024-01/2024-09", bound="approx"),
    row(release_id="r2", value=-0.3, subject=None, unit=None, status="forecast", basis="mom"),
]


def read_back(path: Path) -> pd.DataFrame:
    """The file as sdmx1 reads it: a row an observation, with its key, value and attributes."""
    structure = v30.DataStructureDefinition(id="FIGURES")
    for name in DIMENSIONS:
        structure.dimensions.append((v30.TimeDimension if name == "TIME_PERIOD" else v30.Dimension)(id=name))
    structure.measures.append(v30.Measure(id="OBS_VALUE"))
    for name in ATTRIBUTES:
        structure.attributes.append(v30.DataAttribute(id=name))
    message: Any = sdmx.read_sdmx(path, structure=structure)
    observations = [obs for data in message.data for obs in data.obs]
    return pd.DataFrame(
        [
            {key: value.value for key, value in obs.dimension.values.items()}
            | {"OBS_VALUE": float(obs.value)}
            | {key: value.value for key, value in obs.attached_attribute.items()}
            for obs in observations
        ]
    )


def test_sdmx1_reads_every_figure_back(tmp_path: Path) -> None:
    write(frame(ROWS), tmp_path / "t.sdmx.csv")
    back = read_back(tmp_path / "t.sdmx.csv")
    assert list(back["OBS_VALUE"]) == [2.5, 6.2e9, 3.5, -0.3]
    first, second, third, last = back.to_dict("records")
    assert first == {
        "REF_AREA": "KR",
        "COUNTERPART_AREA": "VN",
        "INDICATOR": 'semiconductor "chip" exports, in total',
        "TRANSFORMATION": "CHANGE_YOY",
        "UNIT_MEASURE": "%",
        "RELEASE": "r1",
        "FIGURE": "13-24",
        "TIME_PERIOD": "2024-01",
        "OBS_VALUE": 2.5,
        "OBS_STATUS": "A",
        "STATUS": "actual",
        "BOUND": "exact",
        "VALUE_LOW": "",
        "VALUE_HIGH": "",
        "QUANTITY_TYPE": "percent",
        "SURFACE": "2.5 percent",
        "TITLE": "Exports up",
        "PUBLISHED": "",
        "SOURCE": "",
    }
    assert (second["TRANSFORMATION"], second["UNIT_MEASURE"], second["COUNTERPART_AREA"], second["REF_AREA"]) == (
        "LEVEL",
        "USD",
        "_Z",
        "_X",
    )
    assert (third["VALUE_LOW"], third["VALUE_HIGH"], third["OBS_STATUS"], third["STATUS"]) == ("3", "4", "F", "plan")
    assert (third["TRANSFORMATION"], third["TIME_PERIOD"]) == ("CHANGE", "2024-01-01/P9M")
    assert (last["INDICATOR"], last["UNIT_MEASURE"], last["OBS_STATUS"], last["TIME_PERIOD"]) == ("_X", "_X", "F", "")


def test_the_key_is_unique_and_the_file_begins_as_the_standard_has_it(tmp_path: Path) -> None:
    write(frame([*ROWS, {**ROWS[0], "start": 113, "end": 124}]), tmp_path / "t.sdmx.csv")
    with (tmp_path / "t.sdmx.csv").open(encoding="utf-8", newline="") as file:
        header, *lines = csv.reader(file)
    assert header[:3] == ["STRUCTURE", "STRUCTURE_ID", "ACTION"]
    assert {tuple(line[:3]) for line in lines} == {("datastructure", "INDICATORS:FIGURES(1.0.0)", "R")}
    assert not pd.DataFrame(lines, columns=header).duplicated(list(DIMENSIONS)).any()


@pytest.mark.parametrize(
    ("period", "written"),
    [
        *((same, same) for same in ("2024", "2024-S1", "2024-Q3", "2024-01", "2024-02-15")),
        ("2024-01/2024-09", "2024-01-01/P9M"),
        ("2023-12/2024-02", "2023-12-01/P3M"),
        ("2024-12-01/2024-12-20", "2024-12-01/P20D"),
        ("2024-02-01/2024-02-29", "2024-02-01/P1M"),
        ("2021/2023", "2021-01-01/P3Y"),
        ("2023-Q4/2024-Q1", "2023-10-01/P6M"),
        ("2023-S2/2024-S1", "2023-07-01/P1Y"),
        ("2024-02-26/2024-03-03", "2024-02-26/P7D"),
        ("2024-01-15/2024-03", "2024-01-15/P77D"),
    ],
)
def test_periods(period: str, written: str) -> None:
    assert time_period(period) == written


def test_an_empty_table_is_a_header(tmp_path: Path) -> None:
    write(empty(), tmp_path / "t.sdmx.csv")
    assert (tmp_path / "t.sdmx.csv").read_text().splitlines() == [
        ",".join(["STRUCTURE", "STRUCTURE_ID", "ACTION", *DIMENSIONS, "OBS_VALUE", *ATTRIBUTES])
    ]


def test_every_component_is_documented() -> None:
    named = set(re.findall(r"`([A-Z_]+)`", DOCS.read_text(encoding="utf-8")))
    assert {*DIMENSIONS, *ATTRIBUTES, "OBS_VALUE"} <= named


def test_formulas_are_harmless_here_too(tmp_path: Path) -> None:
    write(frame([row(title="=1+1", value=-1e-9, surface="-3.0%")]), tmp_path / "t.sdmx.csv")
    (back,) = read_back(tmp_path / "t.sdmx.csv").to_dict("records")
    assert (back["TITLE"], back["OBS_VALUE"], back["SURFACE"]) == ("'=1+1", -1e-9, "-3.0%")


def test_a_table_without_the_columns_of_the_schema_is_refused() -> None:
    with pytest.raises(OutputError, match="there is no subject"):
        sdmx_frame(frame(ROWS).drop(columns="subject"))
