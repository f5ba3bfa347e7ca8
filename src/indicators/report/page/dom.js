// Elements, made of text only: nothing here takes markup.

const byId = (id) => document.getElementById(id);

/** Make an element; properties go by their DOM names, attributes by `aria-…`, `data-…` and the like. */
function el(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined) continue;
    if (name.includes("-") || name === "role" || name === "colspan" || name === "scope") made.setAttribute(name, value);
    else made[name] = value;
  }
  made.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return made;
}

/** A select's options: [value, label] each; keeps what was chosen where it is still there. */
function fill(select, options) {
  const chosen = new Set([...select.selectedOptions].map((option) => option.value));
  select.replaceChildren(...options.map(([value, label]) => el("option", { value, textContent: label, selected: chosen.has(value) })));
}

const plural = (count, word) => `${count.toLocaleString("en")} ${word}${count === 1 ? "" : "s"}`;

/** Scroll an element to the middle of what scrolls it, gently if the reader has nothing against motion. */
function reveal(element) {
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  element.scrollIntoView({ block: "center", inline: "nearest", behavior: still ? "auto" : "smooth" });
}
