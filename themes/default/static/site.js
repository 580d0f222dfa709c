// What the pages gain with scripts: sorting, filter, copy buttons, the light and dark switch, the search key.
// Every page is complete without it. One module, because the files get hashed names.

const all = (selector, from = document) => [...from.querySelectorAll(selector)];
const live = document.getElementById("live");

function say(words) {
  live.textContent = "";
  requestAnimationFrame(() => (live.textContent = words));
}

// Sorting: a click on a header sorts by it, the next one turns the order. Empty cells stay last.

const words = new Intl.Collator(document.documentElement.lang || "en", { numeric: true, sensitivity: "base" });

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

// Filter: rows that hold every word of the box stay; the box and the address say the same.

const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

function makeFilter(finder) {
  const input = finder.querySelector("input");
  const status = finder.querySelector(".status");
  const none = document.querySelector(".none");
  const rows = all("table.data tbody tr").map((row) => [row, plain(`${row.textContent} ${row.dataset.words ?? ""}`)]);
  const apply = () => {
    const wanted = plain(input.value).split(/\s+/).filter(Boolean);
    let hits = 0;
    for (const [row, text] of rows) {
      row.hidden = !wanted.every((word) => text.includes(word));
      if (!row.hidden) hits++;
    }
    none.hidden = hits > 0;
    status.textContent = wanted.length ? `${hits} of ${status.dataset.all}` : status.dataset.all;
  };
  const remember = () => {
    const url = new URL(location.href);
    if (input.value.trim()) url.searchParams.set("q", input.value.trim());
    else url.searchParams.delete("q");
    history.replaceState(null, "", url);
  };
  input.addEventListener("input", apply);
  input.addEventListener("change", remember);
  input.form.addEventListener("submit", (event) => {
    event.preventDefault();
    remember();
    apply();
  });
  input.value = new URLSearchParams(location.search).get("q") ?? "";
  apply();
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

// The search key, and on a missing page the words of its address in the box.

function makeSearch(input) {
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, textarea, select, [contenteditable]");
    if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    input.focus();
    input.select();
  });
  if (!document.body.classList.contains("lost")) return;
  const last = location.pathname.split("/").filter(Boolean).at(-1) ?? "";
  try {
    input.value = decodeURIComponent(last).replace(/\.\w+$/, "").replace(/[-_+]+/g, " ");
  } catch {
    // A broken percent sign: the box stays empty.
  }
}

// Frames that scroll can be reached by the keyboard.

function watchFrames(frames) {
  const watch = new ResizeObserver((entries) => {
    for (const { target } of entries) target.tabIndex = target.scrollWidth > target.clientWidth ? 0 : -1;
  });
  for (const frame of frames) watch.observe(frame);
}

all("table[data-sort]").forEach(makeSortable);
all("[data-filter]").forEach(makeFilter);
all("[data-copy]").forEach(makeCopy);
all("button.theme").forEach(makeThemeSwitch);
all("#search").forEach(makeSearch);
watchFrames(all(".frame, pre"));
