// What the pages gain with scripts: sorting, copy buttons, the light and dark switch, search. Every page is complete
// without them.

import "./choose/rows.js";
import { makeSearch } from "./search/box.js";

const all = (selector, from = document) => [...from.querySelectorAll(selector)];
const live = document.getElementById("live");

function say(words) {
  live.textContent = "";
  requestAnimationFrame(() => (live.textContent = words));
}

// Sorting: a click on a header sorts by it, the next one turns the order. Empty cells stay last.

const words = new Intl.Collator(document.documentElement.lang || "en", {
  numeric: true,
  sensitivity: "base",
});

function valueOf(row, column) {
  const cell = row.cells[column];
  if (cell.dataset.value) return Number(cell.dataset.value);
  const first = cell.querySelector("a");
  return (column === 0 && first ? first : cell).textContent.trim();
}

function compare(a, b, order) {
  if (a === "" || b === "") return (a === "") - (b === "");
  return order * (typeof a === "number" && typeof b === "number" ? a - b : words.compare(a, b));
}

function sortBy(table, header, column) {
  // Numbers and dates start with the largest and newest, words with A.
  const start = header.matches(".num, .date, :last-child") ? "descending" : "ascending";
  const turned = { ascending: "descending", descending: "ascending" };
  const order = turned[header.ariaSort] ?? start;
  for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
  header.setAttribute("aria-sort", order);
  const sign = order === "ascending" ? 1 : -1;
  const body = table.tBodies[0];
  const keyed = [...body.rows].map((row) => [valueOf(row, column), row]);
  keyed.sort((a, b) => compare(a[0], b[0], sign));
  body.append(...keyed.map(([, row]) => row));
  say(`Sorted by ${header.textContent.trim()}, ${order}`);
}

function makeSortable(table) {
  [...table.tHead.rows[0].cells].forEach((header, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...header.childNodes);
    button.addEventListener("click", () => sortBy(table, header, column));
    header.append(button);
  });
}

// Copy: the button answers in place.

function makeCopy(button) {
  const label = button.querySelector("span");
  button.addEventListener("click", async () => {
    const source = document.getElementById(button.dataset.copy);
    try {
      await navigator.clipboard.writeText(source.textContent);
      label.textContent = "Copied";
    } catch {
      getSelection().selectAllChildren(source);
      label.textContent = "Selected";
    }
    say(label.textContent);
    setTimeout(() => (label.textContent = "Copy"), 2000);
  });
}

// Light and dark.

const dark = matchMedia("(prefers-color-scheme: dark)");

function makeThemeSwitch(button) {
  const root = document.documentElement;
  const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : dark.matches);
  const show = () => button.setAttribute("aria-pressed", String(isDark()));
  button.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    try {
      localStorage.setItem("theme", root.dataset.theme);
    } catch {
      // Storage may be forbidden: the choice then lasts as long as the page.
    }
    show();
  });
  dark.addEventListener("change", show);
  show();
}

// Frames that scroll can be reached by the keyboard.

function watchFrames(frames) {
  const watch = new ResizeObserver((entries) => {
    for (const { target } of entries)
      target.tabIndex = target.scrollWidth > target.clientWidth ? 0 : -1;
  });
  for (const frame of frames) watch.observe(frame);
}

all("table[data-sort]").forEach(makeSortable);
all("[data-copy]").forEach(makeCopy);
all("button.theme").forEach(makeThemeSwitch);
all("#search").forEach((input) => makeSearch(input, say));
watchFrames(all(".frame, pre"));
