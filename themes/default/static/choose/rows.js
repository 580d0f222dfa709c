// Where one chooses: a box in every row of a table, a button on a dataset's page. What follows is loaded when needed.

import * as selection from "./selection.js";

function box(link) {
  const slug = link.pathname.match(/\/datasets\/([^/]+)\/$/)?.[1];
  if (!slug) return;
  const label = document.createElement("label");
  const input = document.createElement("input");
  label.className = "pick";
  input.type = "checkbox";
  input.value = decodeURIComponent(slug);
  input.ariaLabel = `Select ${link.textContent} to compare or export`;
  label.append(input);
  link.before(label);
}

// Rows that came or were replaced get their boxes; boxes that are there say what is so.
export function attach(root = document) {
  for (const link of root.querySelectorAll("table.data tbody th a"))
    if (!link.parentNode.querySelector(".pick")) box(link);
  for (const input of root.querySelectorAll(".pick input"))
    input.checked = selection.has(input.value);
}

function show() {
  attach();
  for (const button of document.querySelectorAll("[data-choose]"))
    button.ariaPressed = selection.has(button.dataset.choose);
  if (selection.all().length) import("./tray.js");
}

document.addEventListener(
  "change",
  ({ target }) => target.closest(".pick") && selection.toggle(target.value),
);
document.addEventListener("click", async ({ target }) => {
  const button = target.closest("[data-choose], [data-take]");
  if (button?.dataset.choose) selection.toggle(button.dataset.choose);
  else if (button) (await import("./take.js")).take(button);
});
selection.subscribe(show);
show();
