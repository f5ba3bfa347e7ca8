// The table as CSV: the rows that are wanted, with every column.

/** What a spreadsheet would run gets a quote before it, as in the files that the library writes. */
function harmless(value) {
  const runs = /^'*[=+\-@\t\r\n＝＋－＠]/.test(value) && !/^[-+]\d[\d.,]*\s?%?$/.test(value);
  return runs ? `'${value}` : value;
}

function csvCell(value) {
  if (value === null || value === undefined) return "";
  const text = typeof value === "string" ? harmless(value) : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function csvValue(row, name) {
  const release = data.releases[row.release];
  if (name === "release_id") return release.id;
  if (["title", "published", "source"].includes(name)) return release[name];
  return name === "sentence" ? release.sentences[cell(row, name)] : cell(row, name);
}

function csv() {
  const lines = rows.filter(isWanted).map((row) => data.columns.map((name) => csvCell(csvValue(row, name))).join(","));
  return [data.columns.map(csvCell).join(","), ...lines, ""].join("\n");
}

function startDownload() {
  byId("download").addEventListener("click", () => {
    const url = URL.createObjectURL(new Blob([csv()], { type: "text/csv;charset=utf-8" }));
    el("a", { href: url, download: "indicators.csv" }).click();
    setTimeout(() => URL.revokeObjectURL(url), 1000);
  });
}
