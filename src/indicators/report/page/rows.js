// Tables of rows: those of one release beside its text, and all of them.

const columns = [
  ["number", "#"],
  ["subject", "Subject"],
  ["value", "Value"],
  ["measure", "Measure"],
  ["basis", "Basis"],
  ["period", "Period"],
  ["places", "Area"],
];

function direction(row) {
  const value = cell(row, "value");
  if (!["change", "contribution"].includes(cell(row, "measure")) || !value) return "";
  return value > 0 ? "up" : "down";
}

function shownCell(row, name) {
  if (name === "number") {
    return el("button", { type: "button", className: "go", textContent: row.number + 1, "aria-label": `Row ${row.number + 1}: show its words` });
  }
  if (name === "value") {
    const way = direction(row);
    return el("span", { className: way }, way ? { up: "▲ ", down: "▼ " }[way] : "", row.v);
  }
  if (name === "measure") return el("span", {}, el("span", { className: `ind-key ind-${cell(row, name)}` }), cell(row, name) ?? "");
  if (name === "release") return el("span", { textContent: titleOf(data.releases[row.release]) });
  if (name === "period") {
    const [first, last] = (cell(row, name) ?? "").split("/");
    return last ? el("span", {}, `${first}/`, el("wbr"), last) : document.createTextNode(first);
  }
  return document.createTextNode((name === "places" ? places(row) : cell(row, name)) ?? "");
}

function rowNode(row, shown) {
  const cells = shown.map(([name, label]) => el("td", { className: `c-${name}`, "data-label": label }, shownCell(row, name)));
  return el("tr", { "data-release": row.release, "data-row": row.number }, ...cells);
}

/** A table with sortable heads; long ones grow as they are scrolled, a piece at a time. */
function rowTable(given, shown, caption, order, onOrder) {
  const body = el("tbody");
  const heads = shown.map(([name, label]) => {
    const way = order.name === name ? (order.down ? "descending" : "ascending") : "none";
    const button = el("button", { type: "button", textContent: label });
    const sortable = name !== "number" && name !== "release";
    if (sortable) button.addEventListener("click", () => onOrder({ name, down: order.name === name ? !order.down : name === "value" }));
    return el("th", { scope: "col", className: `c-${name}`, "aria-sort": sortable ? way : null }, sortable ? button : label);
  });
  const table = el("table", { className: "rows" }, el("caption", { textContent: caption }), el("thead", {}, el("tr", {}, ...heads)), body);
  return el("div", {}, table, more(sorted(given, order), (row) => body.append(rowNode(row, shown))));
}

/** Add the next hundred whenever the end comes into sight; a button does the same for whoever does not scroll. */
function more(items, add) {
  let next = 0;
  const button = el("button", { type: "button", className: "more" });
  const grow = () => {
    for (const end = Math.min(next + 100, items.length); next < end; next += 1) add(items[next]);
    button.hidden = next >= items.length;
    button.textContent = `Show more (${(items.length - next).toLocaleString("en")} left)`;
    if (button.hidden) watcher.disconnect();
  };
  const watcher = new IntersectionObserver((seen) => seen.some((entry) => entry.isIntersecting) && grow(), { rootMargin: "300px" });
  button.addEventListener("click", grow);
  watcher.observe(button);
  grow();
  return button;
}

/** Everything that a row says, for the one that is chosen. */
function detailNode(row) {
  const list = el("dl", { className: "detail" });
  const sentence = data.releases[row.release].sentences[cell(row, "sentence")];
  const names = ["sentence", ...data.cells.filter((name) => name !== "sentence")];
  for (const name of names) {
    const value = name === "sentence" ? sentence : cell(row, name);
    if (value === null || value === undefined || ["start", "end", "group"].includes(name)) continue;
    list.append(el("dt", { textContent: name.replaceAll("_", " ") }), el("dd", { textContent: value }));
  }
  return list;
}
