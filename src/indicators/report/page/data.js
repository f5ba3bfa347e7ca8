// What the report is about, and which of its rows are wanted.

const data = JSON.parse(byId("data").textContent);
const columnOf = Object.fromEntries(data.cells.map((name, number) => [name, number]));
const measures = ["level", "change", "share", "contribution"];

/** Every row with its release and its number there, from 0. */
const rows = data.releases.flatMap((release, place) =>
  release.rows.map((row, number) => Object.assign(row, { release: place, number })),
);

const cell = (row, name) => (name in columnOf ? row.c[columnOf[name]] : null);

const areasOf = (row) => (cell(row, "area") ?? "").split(";").filter(Boolean);

/** A row's places: the economy, and its partner after an arrow. */
const places = (row) => [cell(row, "area"), cell(row, "counterpart")].filter(Boolean).join(" → ");

const wanted = { measures: new Set(measures), subject: "", area: "" };

const isFiltered = () => wanted.measures.size < measures.length || wanted.subject !== "" || wanted.area !== "";

function isWanted(row) {
  if (!wanted.measures.has(cell(row, "measure"))) return false;
  if (wanted.area && !areasOf(row).includes(wanted.area)) return false;
  const subject = (cell(row, "subject") ?? "").toLowerCase();
  return wanted.subject.toLowerCase().split(/\s+/).every((word) => subject.includes(word));
}

/** Rows in an order: by a column, numbers as numbers, what is missing last. */
function sorted(given, { name, down }) {
  if (!name) return given;
  const value = (row) => (name === "places" ? places(row) || null : cell(row, name));
  const compare = (a, b) => (typeof a === "number" && typeof b === "number" ? a - b : String(a).localeCompare(String(b), "en"));
  return [...given].sort((one, other) => {
    const [a, b] = [value(one), value(other)];
    if (a === null || b === null) return (a === null) - (b === null);
    return down ? compare(b, a) : compare(a, b);
  });
}
