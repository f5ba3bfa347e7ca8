// Charts of changes by subject and of series over time, drawn when they are looked at.

const mostBars = 30;
let views = [];

const style = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

const theme = () => ({
  background: "transparent",
  font: "system-ui, sans-serif",
  view: { stroke: null },
  axis: { labelColor: style("--ink"), titleColor: style("--ink"), gridColor: style("--line"), domainColor: style("--line"), tickColor: style("--line"),
    labelFontSize: 12, titleFontSize: 12, titleFontWeight: "normal" },
  legend: { labelColor: style("--ink"), titleColor: style("--ink"), labelFontSize: 12, labelLimit: 400, orient: "bottom", direction: "vertical", columns: 1 },
});

/** Draw a chart. The tip is set as text, and expressions are read rather than run: the page allows no eval. */
function draw(target, spec, label) {
  const { View, Warn, parse, compile, expressionInterpreter } = globalThis.indicatorsVega;
  const vega = compile({ $schema: "https://vega.github.io/schema/vega-lite/v6.json", config: theme(), ...spec }).spec;
  const view = new View(parse(vega, null, { ast: true }), { expr: expressionInterpreter, logLevel: Warn, renderer: "svg", hover: true });
  view.description(label);
  view.tooltip((handler, event, item, value) => {
    const tip = value === null || value === undefined || value === "" ? "" : Object.entries(value).map(([name, said]) => `${name}: ${said}`).join("\n");
    target.title = tip;
  });
  view.addEventListener("click", (event, item) => {
    if (Number.isInteger(item?.datum?.release)) jumpToWords(item.datum.release, item.datum.row);
  });
  views.push(view);
  return view.initialize(target).runAsync();
}

function clearCharts() {
  for (const view of views) view.finalize();
  views = [];
  for (const name of ["changes-chart", "series-chart"]) byId(name).replaceChildren();
}

const shorten = (label, most = 44) => (label.length > most ? `${label.slice(0, Math.max(most, 8) - 1)}…` : label);

const width = (target) => Math.max(240, target.clientWidth - 8);

// -- changes by subject

function changesOf(basis) {
  return rows.filter((row) => isWanted(row) && cell(row, "measure") === "change" && cell(row, "unit") === "%"
    && (basis === "" || (cell(row, "basis") ?? "none") === basis));
}

function counted(values) {
  const counts = new Map();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

const bases = { yoy: "a year earlier", mom: "the month before", qoq: "the quarter before", wow: "the week before", annualized: "annualized rates",
  other: "something else", none: "not told" };

function fillChangeControls() {
  const all = counted(changesOf("").map((row) => cell(row, "basis") ?? "none"));
  const ranked = [...all].sort((a, b) => b[1] - a[1]);
  fill(byId("basis"), ranked.map(([name, count]) => [name, `${bases[name] ?? name} (${count})`]));
  const periods = counted(changesOf(byId("basis").value).map((row) => cell(row, "period")).filter(Boolean));
  const latest = [...periods].sort((a, b) => (a[0] < b[0] ? 1 : -1));
  fill(byId("period"), [["", "the latest of each"], ...latest.map(([name, count]) => [name, `${name} (${count})`])]);
}

/** One bar for each subject and area: its latest change, or that of the period asked for. */
function bars() {
  const latest = new Map();
  for (const row of changesOf(byId("basis").value)) {
    if (byId("period").value && cell(row, "period") !== byId("period").value) continue;
    const key = `${row.k}|${places(row)}`;
    const known = latest.get(key);
    if (!known || (row.d ?? "") > (known.d ?? "")) latest.set(key, row);
  }
  return [...latest.values()].sort((a, b) => Math.abs(cell(b, "value")) - Math.abs(cell(a, "value")));
}

function drawChanges() {
  fillChangeControls();
  const all = bars();
  const shown = all.slice(0, mostBars);
  const left = all.length > shown.length ? `The ${shown.length} largest of ${all.length.toLocaleString("en")}. ` : "";
  byId("changes-note").textContent = shown.length ? `${left}Percent; a click on a bar shows its words.` : "No changes in percent among these rows.";
  if (!shown.length) return undefined;
  const target = byId("changes-chart");
  const narrow = target.clientWidth < 560;
  const taken = new Set();
  const values = shown.sort((a, b) => cell(b, "value") - cell(a, "value")).map((row) => {
    const [name, place] = [cell(row, "subject") ?? "?", places(row) ? ` · ${places(row)}` : ""];
    const subject = name + place;
    let label = shorten(name, (narrow ? 24 : 48) - place.length) + place;
    while (taken.has(label)) label += "\u200b"; // two that look the same stay two bars
    taken.add(label);
    return { release: row.release, row: row.number, value: cell(row, "value"), text: row.v, period: cell(row, "period") ?? "", subject, label,
      source: titleOf(data.releases[row.release]) };
  });
  return draw(target, {
    data: { values }, width: width(target), height: values.length * 24, autosize: { type: "fit-x", contains: "padding" },
    mark: { type: "bar", cornerRadiusEnd: 3, cursor: "pointer", height: { band: 0.7 } },
    encoding: {
      y: { field: "label", type: "nominal", sort: null, title: null,
        axis: { labelLimit: narrow ? 170 : 360, ticks: false, domain: false } },
      x: { field: "value", type: "quantitative", title: "percent", axis: { format: "+~g", tickCount: 6 } },
      color: { condition: { test: "datum.value >= 0", value: style("--up") }, value: style("--down") },
      tooltip: [{ field: "subject" }, { field: "text", title: "change" }, { field: "period" }, { field: "source", title: "release" }],
    },
  }, "Changes by subject, in percent");
}

// -- series over time

/** Rows of one series: the same subject, places, unit, measure, basis and status, in at least two periods. */
function allSeries() {
  const found = new Map();
  for (const row of rows) {
    if (!isWanted(row) || !row.d || !row.k) continue;
    const about = ["unit", "measure", "basis", "status"].map((name) => cell(row, name));
    const key = [row.k, places(row), ...about].join("|");
    if (!found.has(key)) found.set(key, []);
    found.get(key).push(row);
  }
  const several = [...found].filter(([, members]) => new Set(members.map((row) => row.d)).size > 1);
  return several.sort((a, b) => b[1].length - a[1].length);
}

function seriesName([, members]) {
  const row = members[0];
  const about = [cell(row, "measure") === "level" ? null : cell(row, "measure"), cell(row, "basis"), cell(row, "unit"), places(row)];
  const status = cell(row, "status") === "actual" ? null : cell(row, "status");
  return `${cell(row, "subject")} (${[...about, status].filter(Boolean).join(", ")})`;
}

function seriesChart(unit, chosen, target) {
  const values = chosen.flatMap((series) => series[1].map((row) => ({
    release: row.release, row: row.number, day: row.d, value: cell(row, "value"), series: shorten(seriesName(series)), text: row.v,
    period: cell(row, "period"), source: titleOf(data.releases[row.release]),
  })));
  const large = ["money", "count", "physical"].includes(cell(chosen[0][1][0], "quantity_type"));
  const axis = large ? { labelExpr: "replace(format(datum.value, '~s'), 'G', 'bn')" } : { format: "~g" };
  return draw(target, {
    data: { values }, width: width(target), height: 260, autosize: { type: "fit-x", contains: "padding" },
    mark: { type: "line", point: { size: 70, cursor: "pointer" } },
    encoding: {
      x: { field: "day", type: "temporal", title: null, scale: { type: "utc" }, axis: { labelOverlap: true, tickCount: target.clientWidth < 560 ? 4 : 8 } },
      y: { field: "value", type: "quantitative", title: unit, axis, scale: { zero: false } },
      color: { field: "series", type: "nominal", title: null, scale: { scheme: "tableau10" } },
      tooltip: [{ field: "series" }, { field: "text", title: "value" }, { field: "period" }, { field: "source", title: "release" }],
    },
  }, `Series over time, in ${unit}`);
}

function drawSeries() {
  const found = allSeries();
  fill(byId("series"), found.map((series) => [series[0], `${seriesName(series)}: ${new Set(series[1].map((row) => row.d)).size} periods`]));
  if (found.length && !byId("series").selectedOptions.length) byId("series").options[0].selected = true;
  byId("series").hidden = !found.length;
  const picked = new Set([...byId("series").selectedOptions].map((option) => option.value));
  const hint = "Several can be chosen; each unit has its own chart. A click on a point shows its words.";
  byId("series-note").textContent = found.length ? hint : "No series among these rows has more than one period.";
  const units = new Map();
  for (const series of found.filter(([key]) => picked.has(key))) {
    const unit = cell(series[1][0], "unit") ?? "";
    units.set(unit, [...(units.get(unit) ?? []), series]);
  }
  return Promise.all([...units].map(([unit, chosen]) => {
    const target = el("div");
    byId("series-chart").append(target);
    return seriesChart(unit, chosen, target);
  }));
}

function startCharts() {
  const changed = () => showTab();
  for (const name of ["basis", "period", "series"]) byId(name).addEventListener("change", changed);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", changed);
  let waiting = 0;
  addEventListener("resize", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => views.length && showTab(), 200);
  });
}
