// What scripts add to every page: sortable tables, copy buttons, the light and dark switch, and the
// search. Every page is complete without them.

import "./choose/selection.js";
import { announce, copyText, find, findAll, make, showOutcome } from "./dom.js";
import { makeSearch } from "./search/box.js";

// ---- Sortable tables: the first click on a header sorts, the next one reverses the order.

const collator = new Intl.Collator(document.documentElement.lang || "en", {
  numeric: true,
  sensitivity: "base",
});

function sortKey(row, column) {
  const cell = row.cells[column];
  if (cell.dataset.value) return Number(cell.dataset.value);

  const link = column === 0 && find("a", cell);
  return (link || cell).textContent.trim();
}

// Empty cells come last in either order.
function compareKeys(a, b, sign) {
  if (a === "" || b === "") return Number(a === "") - Number(b === "");
  return sign * (typeof a === "number" && typeof b === "number" ? a - b : collator.compare(a, b));
}

function sortTable(table, header, column) {
  // Numbers start with the largest, dates with the newest, text with A.
  const first = header.matches(".number, .date, :last-child") ? "descending" : "ascending";
  const reversed = { ascending: "descending", descending: "ascending" };
  const order = reversed[header.getAttribute("aria-sort")] ?? first;
  const sign = order === "ascending" ? 1 : -1;

  for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
  header.setAttribute("aria-sort", order);

  const body = table.tBodies[0];
  const keyed = [...body.rows].map((row) => [sortKey(row, column), row]);
  keyed.sort((a, b) => compareKeys(a[0], b[0], sign));
  body.append(...keyed.map(([, row]) => row));

  announce(`Sorted by ${header.textContent.trim()}, ${order}`);
}

function makeSortable(table) {
  [...table.tHead.rows[0].cells].forEach((header, column) => {
    const button = make("button", { type: "button" }, ...header.childNodes);
    button.addEventListener("click", () => sortTable(table, header, column));
    header.append(button);
  });
}

// ---- Copy buttons: without access to the clipboard, the text is selected.

function makeCopyButton(button) {
  button.addEventListener("click", async () => {
    const source = find(`#${CSS.escape(button.dataset.copy)}`);
    const copied = await copyText(source.textContent);
    if (!copied) getSelection()?.selectAllChildren(source);
    showOutcome(button, copied ? "Copied" : "Selected");
  });
}

// ---- Light and dark

const dark = matchMedia("(prefers-color-scheme: dark)");

function makeThemeSwitch(button) {
  const root = document.documentElement;
  const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : dark.matches);
  const update = () => button.setAttribute("aria-pressed", String(isDark()));

  button.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    try {
      localStorage.setItem("theme", root.dataset.theme);
    } catch {
      // Storage is forbidden: the choice lasts as long as the page.
    }
    update();
  });
  dark.addEventListener("change", update);
  update();
}

// ---- Frames that scroll sideways can be reached with the keyboard.

function watchFrames(frames) {
  const observer = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      /** @type {HTMLElement} */ (target).tabIndex =
        target.scrollWidth > target.clientWidth ? 0 : -1;
    }
  });
  for (const frame of frames) observer.observe(frame);
}

findAll("table[data-sort]").forEach(makeSortable);
findAll("[data-copy]").forEach(makeCopyButton);
findAll("button.theme-button").forEach(makeThemeSwitch);
findAll("#search").forEach(makeSearch);
watchFrames(findAll(".scroll-frame, pre"));
