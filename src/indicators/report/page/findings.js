// What the audit found: each finding with the rows it speaks of.

const findingColumns = ["verdict", "identity", "figures", "stated", "computed", "rows"];

function findingNode(item) {
  const cells = findingColumns.slice(0, -1).map((name) =>
    el("td", { className: `f-${name}`, "data-label": name, "data-value": item[name], textContent: item[name] ?? "" }));
  const links = item.rows.map(([place, number]) => {
    const row = data.releases[place].rows[number];
    const text = [cell(row, "subject"), row.v, cell(row, "period")].filter(Boolean).join(", ");
    const button = el("button", { type: "button", className: "to-row", textContent: text });
    button.addEventListener("click", () => jumpToWords(place, number));
    return el("li", {}, button);
  });
  return el("tr", {}, ...cells, el("td", { "data-label": "rows" }, el("ul", {}, ...links)));
}

function drawFindings() {
  const isShown = (item) => item.rows.some(([place, number]) => isWanted(data.releases[place].rows[number]));
  const shown = data.findings.filter(isShown);
  const heads = findingColumns.map((name) => el("th", { scope: "col", textContent: name[0].toUpperCase() + name.slice(1) }));
  const body = el("tbody");
  const said = [...counted(shown.map((item) => item.verdict))].map(([verdict, count]) => `${count.toLocaleString("en")} ${verdict}`).join(", ");
  const caption = el("caption", { textContent: shown.length ? `${plural(shown.length, "finding")}: ${said}` : "Nothing here could be checked." });
  const table = el("table", { className: "rows found" }, caption, el("thead", { hidden: !shown.length }, el("tr", {}, ...heads)), body);
  byId("panel-findings").replaceChildren(table, more(shown, (item) => body.append(findingNode(item))));
}
