"""A dashboard over a DuckDB file of indicators: choose an area, subjects and periods; see the chart, the table and the evidence.

    indicators extract releases/ -o indicators.duckdb
    streamlit run examples/dashboard/app.py -- indicators.duckdb

Without an argument the file is the one that INDICATORS_DB names, else indicators.duckdb here.
"""

from __future__ import annotations

import os
import sys
from html import escape
from pathlib import Path
from typing import Any

import altair as alt
import duckdb
import pandas as pd
import streamlit as st

from indicators.periods import ending

COLUMNS = ("subject", "measure", "value", "unit", "basis", "period", "area", "counterpart", "status", "surface")
KIND = "concat_ws(', ', measure, basis, unit)"


def database() -> Path:
    given = [argument for argument in sys.argv[1:] if argument.endswith((".duckdb", ".db"))]
    return Path(given[0] if given else os.environ.get("INDICATORS_DB", "indicators.duckdb"))


def query(sql: str, *values: Any) -> pd.DataFrame:
    """Ask the database. What the user chose goes in as values, never as a part of the question."""
    with duckdb.connect(str(database()), read_only=True) as connection:
        return connection.execute(sql, list(values)).df()


def choose_area() -> str:
    areas = query("select area, count(*) as rows from indicators where area is not null group by area order by rows desc, area")
    counts = dict(zip(areas["area"], areas["rows"], strict=True))
    return str(st.sidebar.selectbox("Area", list(counts), format_func=lambda code: f"{code} ({counts[code]} rows)"))


def choose_kind(area: str) -> str:
    kinds = query(f"select {KIND} as kind, count(*) as rows from indicators where area = ? group by kind order by rows desc, kind", area)
    return st.sidebar.selectbox("Kind of figure", kinds["kind"].tolist())


def choose_subjects(area: str, kind: str) -> list[str]:
    subjects = query(
        f"""select subject, count(distinct period) as periods from indicators
        where area = ? and {KIND} = ? and subject is not null group by subject order by periods desc, subject""",
        area,
        kind,
    )
    names = subjects["subject"].tolist()
    series = subjects.loc[subjects["periods"] > 1, "subject"].tolist()
    return st.sidebar.multiselect("Subjects", names, default=(series or names)[:8])


def rows_of(area: str, kind: str, subjects: list[str]) -> pd.DataFrame:
    """The rows, with the last day of their period as ``day``."""
    where = f"area = ? and {KIND} = ? and list_contains(?, subject)"
    rows = query(f"select * from indicators where {where} order by subject, period", area, kind, subjects)
    days = [ending(period) if isinstance(period, str) else None for period in rows["period"]]
    rows["day"] = pd.to_datetime(pd.Series(days, index=rows.index, dtype="object"))
    return rows


def choose_periods(rows: pd.DataFrame) -> pd.DataFrame:
    """Keep the rows of the years asked for; rows without a period stay as long as nobody asks."""
    years = sorted({day.year for day in rows["day"] if pd.notna(day)})
    if len(years) < 2:
        return rows
    first, last = st.sidebar.select_slider("Years", options=years, value=(years[0], years[-1]))
    if (first, last) == (years[0], years[-1]):
        return rows
    return rows[rows["day"].dt.year.between(first, last)]


def chart(rows: pd.DataFrame) -> alt.Chart:
    tooltip = ["subject", "surface", "period", "title"]
    dated = rows.dropna(subset=["day"])
    if dated.groupby("subject")["period"].nunique().max() > 1:
        colour = alt.Color("subject:N", title=None).legend(orient="bottom", columns=2, labelLimit=400)
        encoded = alt.Chart(dated).mark_line(point=True).encode(x=alt.X("day:T", title=None), color=colour)
        return encoded.encode(y=alt.Y("value:Q", title=rows["unit"].iloc[0]).scale(zero=False), tooltip=tooltip)
    latest = rows.sort_values("day", na_position="first").drop_duplicates("subject", keep="last")
    bars = alt.Chart(latest).mark_bar().encode(y=alt.Y("subject:N", title=None, sort="-x").axis(labelLimit=320), tooltip=tooltip)
    colour = alt.condition("datum.value < 0", alt.value("#c2410c"), alt.value("#15803d"))
    return bars.encode(x=alt.X("value:Q", title=rows["unit"].iloc[0]), color=colour)


def evidence(row: pd.Series[Any]) -> str:
    """The sentence with its figure marked; what the release says is escaped."""
    sentence, surface = str(row["sentence"]), str(row["surface"])
    before, found, after = sentence.partition(surface)
    words = f"{escape(before)}<mark>{escape(found)}</mark>{escape(after)}"
    about = " · ".join(escape(str(row[name])) for name in ("title", "source", "published") if pd.notna(row[name]))
    return f"<blockquote>{words}<br><small>{about}</small></blockquote>"


def main() -> None:
    st.set_page_config(page_title="Indicators", layout="wide")
    st.title("Indicators")
    if not database().is_file():
        st.error(f"There is no database {database()}. Make one: indicators extract releases/ -o indicators.duckdb")
        return
    area = choose_area()
    kind = choose_kind(area)
    subjects = choose_subjects(area, kind)
    rows = choose_periods(rows_of(area, kind, subjects))
    if rows.empty:
        st.info("Choose a subject.")
        return
    st.subheader(f"{kind} · {area}")
    st.altair_chart(chart(rows))
    st.dataframe(rows[list(COLUMNS)], hide_index=True)
    st.subheader("Evidence")
    for _, row in rows.head(50).iterrows():
        period = row["period"] if pd.notna(row["period"]) else "no period"
        st.html(f"<b>{escape(str(row['subject']))}</b>, {escape(str(period))}{evidence(row)}")


main()
