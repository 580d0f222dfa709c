// The datasets that a reader has selected, and the checkboxes and buttons that select them. They
// are stored in the browser, or kept as long as the page where storage is forbidden.

import { find, findAll, make, ROOT } from "../dom.js";

// Several sites may share a host.
const KEY = `chosen:${ROOT.pathname}`;

/** How many datasets can be selected, and how many of them compared. */
export const LIMIT = 500;
export const MAX_COMPARED = 6;

const listeners = new Set();
let slugs = new Set();

function load() {
  try {
    const stored = JSON.parse(localStorage.getItem(KEY) ?? "[]") ?? [];
    slugs = new Set(stored.filter((slug) => typeof slug === "string").slice(0, LIMIT));
  } catch {
    // Storage is forbidden, or its content is not ours.
  }
}

const notify = () => listeners.forEach((listener) => listener());

// Another tab may have changed the selection: this change is applied to its result.
function change(update) {
  load();
  update();
  try {
    localStorage.setItem(KEY, JSON.stringify([...slugs]));
  } catch {
    // Storage is forbidden or full.
  }
  notify();
}

function reload(event) {
  const { key, persisted } = event;
  if (key !== KEY && key !== null && !persisted) return;
  load();
  notify();
}

/** The selected slugs. @returns {string[]} */
export const all = () => [...slugs];

/** Calls a function after each change. @param {() => void} listener */
export const subscribe = (listener) => listeners.add(listener);

export const clear = () => change(() => slugs.clear());

function toggle(slug) {
  const selected = slugs.has(slug);
  change(() => (selected ? slugs.delete(slug) : slugs.size < LIMIT && slugs.add(slug)));
}

function addCheckbox(link) {
  const slug = link.pathname.match(/\/datasets\/([^/]+)\/$/)?.[1];
  if (!slug) return;

  const input = make("input", {
    type: "checkbox",
    value: decodeURIComponent(slug),
    "aria-label": `Select ${link.textContent} to compare or export`,
  });
  link.before(make("label", { className: "row-checkbox" }, input));
}

/** Adds checkboxes to rows without one, and updates all. @param {ParentNode} [root] */
export function updateCheckboxes(root = document) {
  for (const link of findAll("table.dataset-table tbody th a", root)) {
    if (!find(".row-checkbox", link.parentNode)) addCheckbox(link);
  }
  for (const input of findAll(".row-checkbox input", root)) input.checked = slugs.has(input.value);
}

function update() {
  updateCheckboxes();
  for (const button of findAll("[data-choose]")) {
    button.setAttribute("aria-pressed", slugs.has(button.dataset.choose));
  }
  if (slugs.size) import("./tray.js");
}

document.addEventListener("change", ({ target }) => {
  if (target instanceof HTMLInputElement && target.closest(".row-checkbox")) toggle(target.value);
});
document.addEventListener("click", async ({ target }) => {
  const button = /** @type {any} */ (target).closest("[data-choose], [data-take]");
  if (button?.dataset.choose) toggle(button.dataset.choose);
  else if (button) (await import("./take.js")).copyForm(button);
});

addEventListener("storage", reload);
// A page that the browser restores from its cache has missed the changes.
addEventListener("pageshow", reload);
load();
subscribe(update);
update();
