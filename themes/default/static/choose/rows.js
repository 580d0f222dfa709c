// Where one chooses: a checkbox in every row of a table of datasets, the button on a dataset's page. What follows from a
// choice (tray, export, copies) is loaded when there is one.

import * as selection from "./selection.js";

const every = (selector, from = document) => from.querySelectorAll(selector);

function slugOf(link) {
  try {
    return decodeURIComponent(link.pathname.match(/\/datasets\/([^/]+)\/$/)[1]);
  } catch {
    return "";
  }
}

function box(link) {
  const slug = slugOf(link);
  if (!slug) return;
  const label = document.createElement("label");
  const input = document.createElement("input");
  label.className = "pick";
  input.type = "checkbox";
  input.value = slug;
  input.ariaLabel = `Select ${link.textContent.trim()} to compare or export`;
  label.append(input);
  link.before(label);
}

// Rows that came or were replaced get their boxes; boxes that are there say what is so.
export function attach(root = document) {
  for (const link of every("table.data tbody th a", root)) if (!link.parentNode.querySelector(".pick")) box(link);
  for (const input of every(".pick input", root)) input.checked = selection.has(input.value);
}

function show() {
  attach();
  for (const button of every("[data-choose]")) {
    button.ariaPressed = selection.has(button.dataset.choose);
  }
  if (selection.all().length) import("./tray.js");
}

document.addEventListener("change", ({ target }) => target.closest(".pick") && selection.toggle(target.value));
document.addEventListener("click", async ({ target }) => {
  const button = target.closest?.("[data-choose], [data-take]");
  if (!button) return;
  if (button.dataset.choose) selection.toggle(button.dataset.choose);
  else (await import("./take.js")).take(button);
});
selection.subscribe(show);
show();
