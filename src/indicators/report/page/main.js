// Views, filters and the start.

let tableOrder = { name: null, down: false };
const drawers = { releases: () => {}, table: drawTable, changes: drawChanges, series: drawSeries, findings: drawFindings };
const tabs = [...document.querySelectorAll('[role="tab"]')];
const shownTab = () => tabs.find((tab) => tab.getAttribute("aria-selected") === "true").id.slice(4);

function drawTable() {
  const given = rows.filter(isWanted);
  const redraw = (order) => {
    tableOrder = order;
    drawTable();
    byId("panel-table").querySelector(`th.c-${order.name} button`)?.focus();
  };
  byId("panel-table").replaceChildren(rowTable(given, [...columns, ["release", "Release"]], plural(given.length, "row"), tableOrder, redraw));
}

function showTab() {
  clearCharts();
  drawers[shownTab()]();
}

function selectTab(name) {
  if (tabs.some((tab) => tab.id === `tab-${name}` && tab.getAttribute("aria-selected") === "true")) return;
  for (const tab of tabs) {
    const chosen = tab.id === `tab-${name}`;
    tab.setAttribute("aria-selected", String(chosen));
    tab.tabIndex = chosen ? 0 : -1;
    byId(tab.getAttribute("aria-controls")).hidden = !chosen;
  }
  showTab();
}

function onTabKey(event) {
  const open = tabs.filter((tab) => !tab.hidden);
  const at = open.indexOf(document.activeElement);
  const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: open.length - 1 }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  const next = open[(to + open.length) % open.length];
  next.focus();
  selectTab(next.id.slice(4));
}

function fillFilters() {
  for (const name of measures) {
    const count = rows.filter((row) => cell(row, "measure") === name).length;
    const box = el("input", { type: "checkbox", name: "measure", value: name, defaultChecked: true });
    byId("measures").append(el("label", { className: "box" }, box, el("span", { className: `ind-key ind-${name}` }), `${name} ${count}`));
  }
  const subjects = [...counted(rows.map((row) => cell(row, "subject")).filter(Boolean))].sort((a, b) => b[1] - a[1]);
  byId("subjects").replaceChildren(...subjects.slice(0, 500).map(([value]) => el("option", { value })));
  const areas = [...counted(rows.flatMap(areasOf))].sort((a, b) => a[0].localeCompare(b[0]));
  byId("area").append(...areas.map(([value, count]) => el("option", { value, textContent: `${value} (${count})` })));
}

function readFilters() {
  wanted.measures = new Set([...document.querySelectorAll('[name="measure"]:checked')].map((box) => box.value));
  wanted.subject = byId("subject").value.trim();
  wanted.area = byId("area").value;
  const count = rows.filter(isWanted).length;
  byId("matches").textContent = isFiltered() ? `${count.toLocaleString("en")} of ${plural(rows.length, "row")}` : "";
  byId("download").textContent = isFiltered() ? `Download ${plural(count, "row")}` : "Download CSV";
}

function applyFilters() {
  readFilters();
  const items = drawList();
  if (items.length && !items.some((item) => item.place === current)) openRelease(items[0].place);
  else if (current !== null) {
    dimUnwanted(data.releases[current]);
    drawBeside();
  }
  if (shownTab() !== "releases") showTab();
}

function startFilters() {
  let waiting = 0;
  const soon = () => {
    clearTimeout(waiting);
    waiting = setTimeout(applyFilters, 120);
  };
  for (const kind of ["input", "change"]) byId("filters").addEventListener(kind, soon);
  byId("filters").addEventListener("submit", (event) => event.preventDefault());
  byId("filters").addEventListener("reset", () => setTimeout(applyFilters));
}

/** The release and row that the address names, else the first release. */
function openFirst() {
  const asked = new URLSearchParams(location.hash.slice(1));
  const place = Number(asked.get("release")) - 1;
  const number = Number(asked.get("row")) - 1;
  if (data.releases[place]?.rows[number]) jumpToWords(place, number);
  else if (data.releases.length) openRelease(data.releases[place] ? place : 0);
}

byId("counts").textContent = `${plural(rows.length, "figure")} of ${plural(data.releases.length, "release")}`;

for (const tab of tabs) {
  tab.addEventListener("click", () => selectTab(tab.id.slice(4)));
  tab.addEventListener("keydown", onTabKey);
}
if (matchMedia("(max-width: 60rem)").matches && data.releases.length > 1) byId("picker").open = false;
fillFilters();
readFilters();
startBrowser();
startCharts();
startDownload();
startFilters();
selectTab("releases");
drawList();
openFirst();
