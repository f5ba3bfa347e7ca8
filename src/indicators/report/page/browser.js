// Releases: the list, the text and the rows beside it, and the way from the one to the other.

let current = null;
let rowOrder = { name: null, down: false };

const titleOf = (release) => release.title || release.id;

function listed() {
  const order = byId("order").value;
  const found = data.releases.map((release, place) => ({ release, place, count: release.rows.filter(isWanted).length }));
  const shown = isFiltered() ? found.filter((item) => item.count) : found;
  const day = (item) => item.release.published ?? "";
  const by = {
    newest: (a, b) => day(b).localeCompare(day(a)),
    oldest: (a, b) => (day(a) || "9999").localeCompare(day(b) || "9999"),
    rows: (a, b) => b.count - a.count,
    title: (a, b) => titleOf(a.release).localeCompare(titleOf(b.release), "en"),
  }[order];
  return by ? shown.sort(by) : shown;
}

function drawList() {
  const items = listed();
  byId("picker-title").textContent = `Releases (${items.length.toLocaleString("en")})`;
  const nodes = items.map(({ release, place, count }) => {
    const about = [release.published, release.source, plural(count, "row")].filter(Boolean).join(" · ");
    const button = el("button", { type: "button", "data-place": place, "aria-current": place === current ? "true" : null });
    button.append(el("span", { className: "name", textContent: titleOf(release) }), el("span", { className: "quiet", textContent: about }));
    return el("li", {}, button);
  });
  byId("list").replaceChildren(...(nodes.length ? nodes : [el("li", { className: "quiet", textContent: "No release has such rows." })]));
  return items;
}

/** Show a release. The text is made now, not before: a report may hold hundreds. */
function openRelease(place) {
  const release = data.releases[place];
  current = place;
  const link = release.url ? el("a", { href: release.url, rel: "noopener noreferrer", target: "_blank", textContent: "original" }) : null;
  const about = el("p", { className: "quiet" }, [release.published, release.source, release.id].filter(Boolean).join(" · "), link ? " · " : "", link);
  byId("reading").replaceChildren(...headingNodes(release, about), textNode(release));
  byId("reading").scrollTop = 0;
  for (const button of byId("list").querySelectorAll("button")) {
    if (Number(button.dataset.place) === place) button.setAttribute("aria-current", "true");
    else button.removeAttribute("aria-current");
  }
  dimUnwanted(release);
  drawBeside();
  remember(place);
}

function drawBeside() {
  if (current === null) return byId("beside").replaceChildren();
  const given = data.releases[current].rows.filter(isWanted);
  const detail = el("div", { id: "detail", "aria-live": "polite" });
  const caption = given.length ? plural(given.length, "row") : isFiltered() ? "No such rows in this release." : "No figures in this release.";
  const redraw = (order) => {
    rowOrder = order;
    drawBeside();
    byId("beside").querySelector(`th.c-${order.name} button`)?.focus();
  };
  byId("beside").replaceChildren(rowTable(given, columns, caption, rowOrder, redraw), detail);
  return undefined;
}

function remember(place, number) {
  history.replaceState(null, "", `#release=${place + 1}${number === undefined ? "" : `&row=${number + 1}`}`);
}

/** Light up a row, its figure and its subject, and tell everything about it. */
function choose(number) {
  for (const lit of document.querySelectorAll("#panel-releases .now")) lit.classList.remove("now");
  const names = `[data-r~="${number}"]`;
  for (const piece of byId("reading").querySelectorAll(names)) piece.classList.add("now");
  byId("beside").querySelector(`tr[data-row="${number}"]`)?.classList.add("now");
  byId("detail").replaceChildren(detailNode(data.releases[current].rows[number]));
  remember(current, number);
}

/** From a row, wherever it stands, to its words. */
function jumpToWords(place, number) {
  selectTab("releases");
  if (place !== current) openRelease(place);
  choose(number);
  const figure = byId("reading").querySelector(`mark[data-r~="${number}"]`);
  if (!figure) return;
  figure.focus({ preventScroll: true });
  reveal(figure);
}

/** From the words back to their row. */
function jumpToRow(number) {
  let line = byId("beside").querySelector(`tr[data-row="${number}"]`);
  while (!line && !(byId("beside").querySelector(".more")?.hidden ?? true)) {
    byId("beside").querySelector(".more").click();
    line = byId("beside").querySelector(`tr[data-row="${number}"]`);
  }
  choose(number);
  if (!line) return;
  line.querySelector(".go").focus({ preventScroll: true });
  reveal(line);
}

function moveInList(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const buttons = [...byId("list").querySelectorAll("button")];
  const next = buttons[buttons.indexOf(document.activeElement) + step];
  if (!step || !next) return;
  event.preventDefault();
  next.focus();
}

function onReading(event) {
  const figure = event.target.closest?.("mark[data-r]");
  if (!figure || (event.type === "keydown" && event.key !== "Enter" && event.key !== " ")) return;
  event.preventDefault();
  jumpToRow(Number(figure.dataset.r.split(" ")[0]));
}

function onRows(event) {
  const line = event.target.closest("tr[data-row]");
  if (line && !getSelection().toString()) jumpToWords(Number(line.dataset.release), Number(line.dataset.row));
}

function startBrowser() {
  byId("list").addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    openRelease(Number(button.dataset.place));
    if (matchMedia("(max-width: 60rem)").matches) {
      byId("picker").open = false;
      byId("reading").focus({ preventScroll: true });
      byId("reading").scrollIntoView();
    }
  });
  byId("list").addEventListener("keydown", moveInList);
  byId("order").addEventListener("change", drawList);
  byId("reading").addEventListener("click", onReading);
  byId("reading").addEventListener("keydown", onReading);
  for (const name of ["beside", "panel-table"]) byId(name).addEventListener("click", onRows);
}
