// A release's text with its evidence.

/** Row numbers, counted from 1, runs drawn together: 1–3 6. */
function numerals(numbers) {
  const runs = [];
  for (const number of [...numbers].sort((a, b) => a - b)) {
    const last = runs.at(-1);
    if (last && last.at(-1) === number - 1) last.push(number);
    else runs.push([number]);
  }
  return runs.map((run) => (run.length > 2 ? `${run[0] + 1}–${run.at(-1) + 1}` : run.map((n) => n + 1).join(" "))).join(" ");
}

function summary(row) {
  const known = ["measure", "basis", "period"].map((name) => cell(row, name));
  return [cell(row, "subject"), row.v, ...known, places(row)].filter(Boolean).join(" · ");
}

function segmentNode(release, [start, end, figures, subjects, closing], ends) {
  let node = document.createTextNode(release.text.slice(start, end));
  if (subjects.length) {
    const measure = cell(release.rows[subjects[0]], "measure");
    node = el("span", { className: `ind-subj ind-${measure}`, "data-r": subjects.join(" ") }, node);
    if (closing.length) node.dataset.n = numerals(closing);
  }
  if (figures.length) {
    const row = release.rows[figures[0]];
    const label = `Row ${figures[0] + 1}: ${summary(row)}`;
    const properties = { className: `ind-fig ind-${cell(row, "measure")}`, "data-r": figures.join(" "), tabIndex: 0, role: "button" };
    node = el("mark", { ...properties, title: label, "aria-label": `${cell(row, "surface")}. ${label}` }, node);
    if (ends.get(figures[0]) === end) node.dataset.n = figures[0] + 1;
  }
  return node;
}

/** Where the title ends if the text begins with it, else 0. */
function titleEnd(release) {
  const start = release.text.search(/\S/);
  const begins = release.title && release.text.startsWith(release.title, start);
  return begins && /^\s*[\r\n]|^\s*$/.test(release.text.slice(start + release.title.length, start + release.title.length + 80)) ? start + release.title.length : 0;
}

/** The pieces of the text between two places, those on the border cut. */
function pieces(release, from, to) {
  const ends = new Map();
  for (const [, end, figures] of release.segments) for (const figure of figures) ends.set(figure, end);
  const inside = release.segments.filter(([start, end]) => start < to && end > from);
  return inside.map(([start, end, ...of]) => segmentNode(release, [Math.max(start, from), Math.min(end, to), ...of], ends));
}

/** The title, with its evidence where it is part of the text, and what is known about the release. */
function headingNodes(release, about) {
  const end = titleEnd(release);
  const heading = end ? el("h2", { className: "ind-text" }, ...pieces(release, release.text.search(/\S/), end)) : el("h2", { textContent: titleOf(release) });
  return [heading, about];
}

function textNode(release) {
  if (!release.text) return el("p", { className: "quiet", textContent: "The text of this release was not given to the report." });
  const end = titleEnd(release);
  const start = end + (end ? (release.text.slice(end).match(/^[^\S\r\n]*(\r\n|\r|\n)+/)?.[0].length ?? 0) : 0);
  return el("div", { className: "ind-text" }, ...pieces(release, start, release.text.length));
}

/** Fade the figures whose rows are filtered away. */
function dimUnwanted(release) {
  for (const mark of byId("reading").querySelectorAll("[data-r]")) {
    mark.classList.toggle("ind-dim", !mark.dataset.r.split(" ").some((number) => isWanted(release.rows[number])));
  }
}
