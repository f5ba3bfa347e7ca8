// What the audit found: each finding with the rows it speaks of.

function findingNode(item) {
  const cells = item.cells.map((value, number) => {
    const name = data.findings.columns[number];
    return el("td", { className: `f-${name}`, "data-label": name, "data-value": value, textContent: value ?? "" });
  });
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
  const { columns: names, items } = data.findings;
  const shown = isFiltered() ? items.filter((item) => item.rows.some(([place, number]) => isWanted(data.releases[place].rows[number]))) : items;
  const heads = [...names, "rows"].map((name) => el("th", { scope: "col", textContent: name }));
  const body = el("tbody");
  const caption = el("caption", { textContent: shown.length ? plural(shown.length, "finding") : "The audit found nothing to say." });
  const table = el("table", { className: "rows found" }, caption, el("thead", { hidden: !shown.length }, el("tr", {}, ...heads)), body);
  byId("panel-findings").replaceChildren(table, more(shown, (item) => body.append(findingNode(item))));
}
