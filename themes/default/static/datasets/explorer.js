// The page of all datasets: narrows, sorts and shows the list in place. Its state is the address; each change writes it,
// back and forward read it. The table and the facets stand in the page already; here they learn to answer.

import { engine, siteUrl } from "../search/box.js";
import { isNarrowed, read, toggled, write } from "./state.js";
import { Facets } from "./facets.js";
import { Rows } from "./rows.js";

const all = (selector, from = document) => [...from.querySelectorAll(selector)];
const place = document.querySelector("[data-explorer]");
const part = (name) => place.querySelector(`[data-part="${name}"]`);
const input = place.querySelector("input[type=search]");
const sorter = part("sort");
const rows = new Rows(part("table").querySelector("table"), part("more"));
const facets = new Facets(
  all("details[data-field]", place),
  (field, value) => go(toggled(state, field, value)),
  setRange,
);

let state = read(location.search);
let turn = 0;

function address(to) {
  const search = write(to);
  return location.pathname + (search ? `?${search}` : "");
}

// Moves to a state; `replace` for the letters of one word, which are no steps to go back.
function go(to, replace = false) {
  state = to;
  history[replace ? "replaceState" : "pushState"](null, "", address(state));
  return show();
}

function setRange(field, range) {
  const { [field]: _, ...filters } = state.filters;
  go({ ...state, filters: range ? { ...filters, [field]: [range] } : filters });
}

async function show() {
  const mine = ++turn;
  if (document.activeElement !== input) input.value = state.q;
  sorter.value = state.sort;
  sorter.options[0].textContent = state.q.trim() ? "Best match" : "Order of the list";
  part("table").classList.toggle("cards", state.view === "cards");
  for (const button of all("[data-view]", place))
    button.setAttribute("aria-pressed", String(button.dataset.view === state.view));
  facets.choose(state, address);
  chips();
  rows.mark(state.sort);
  if (!isNarrowed(state) && !state.sort) {
    rows.reset();
    facets.reset();
    return status(rows.count, null);
  }
  place.classList.add("busy");
  try {
    const search = await engine();
    const { q, filters } = state;
    const sort = state.sort || (q.trim() ? "relevance" : "list");
    const answer = await search.search(q, { limit: rows.limit, filters, sort });
    const counts = await search.facets(q, filters);
    if (mine !== turn) return;
    rows.show(answer);
    facets.count(counts);
    status(answer.total, answer.corrected);
    if (answer.total) part("none").hidden = true;
    else await advise(search);
  } catch {
    if (mine === turn)
      part("status").textContent = "The list could not be narrowed: its index did not load.";
  } finally {
    if (mine === turn) place.classList.remove("busy");
  }
}

function status(total, corrected) {
  const words = total === 1 ? "1 dataset" : `${total} datasets`;
  const line = part("status");
  line.textContent = total === rows.count ? words : `${total} of ${rows.count} datasets`;
  if (corrected && total) {
    const meant = document.createElement("strong");
    meant.textContent = corrected;
    line.append(", showing results for ", meant);
  }
  part("export").hidden = total === 0;
  if (total) part("none").hidden = true;
}

// Nothing left: which filter to drop, and what that would bring.
async function advise(search) {
  const list = part("none").querySelector("ul");
  const ways = [];
  for (const [field, values] of Object.entries(state.filters)) {
    const { [field]: _, ...filters } = state.filters;
    ways.push([
      { ...state, filters },
      `Without ${facets.label(field)}: ${values.map((value) => facets.words(field, value)).join(", ")}`,
    ]);
  }
  if (state.q.trim() && ways.length)
    ways.push([{ ...state, q: "" }, `Without the words “${state.q.trim()}”`]);
  const counted = await Promise.all(
    ways.map(async ([to, words]) => [
      to,
      words,
      (await search.search(to.q, { limit: 0, filters: to.filters })).total,
    ]),
  );
  const useful = counted.filter(([, , total]) => total > 0).sort((a, b) => b[2] - a[2]);
  list.replaceChildren(...useful.map(([to, words, total]) => way(to, words, total)));
  part("none").hidden = false;
}

function way(to, words, total) {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.href = address(to);
  link.textContent = words;
  link.addEventListener("click", (event) => step(event, to));
  const count = document.createElement("span");
  count.className = "n";
  count.textContent = total === 1 ? " 1 dataset" : ` ${total} datasets`;
  item.append(link, count);
  return item;
}

function step(event, to) {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  event.preventDefault();
  go(to);
}

// The filters in force, each a button that takes it out.
function chips() {
  const list = part("chips");
  const chosen = Object.entries(state.filters).flatMap(([field, values]) =>
    values.map((value) => [field, value]),
  );
  const items = chosen.map(([field, value]) =>
    chip(`${facets.label(field)}: ${facets.words(field, value)}`, toggled(state, field, value)),
  );
  if (chosen.length > 1 || (chosen.length && state.q))
    items.push(chip("Clear all", { ...state, q: "", filters: {} }, "clear"));
  list.replaceChildren(...items);
  list.hidden = !items.length;
  const fold = part("fold");
  fold.querySelector(".n").textContent = chosen.length || "";
}

function chip(words, to, name = "") {
  const item = document.createElement("li");
  const button = document.createElement("button");
  button.type = "button";
  button.className = name;
  button.textContent = words;
  if (!name) button.setAttribute("aria-label", `Remove ${words}`);
  button.addEventListener("click", () => {
    if (name) input.value = "";
    go(to);
    // The button is gone: the next one, or the box, takes the focus.
    (part("chips").querySelector("button") ?? input).focus();
  });
  item.append(button);
  return item;
}

input.addEventListener("focus", () => engine().catch(() => {}), { once: true });
input.addEventListener("input", () => go({ ...state, q: input.value }, true));
input.form.addEventListener("submit", (event) => {
  event.preventDefault();
  go({ ...state, q: input.value });
});
sorter.addEventListener("change", () => go({ ...state, sort: sorter.value }));
rows.onSort((sort) => go({ ...state, sort }));
rows.onMore(() => show());
for (const button of all("[data-view]", place))
  button.addEventListener("click", () => go({ ...state, view: button.dataset.view }));
part("fold").addEventListener("click", () => {
  const unfolded = part("facets").classList.toggle("unfolded");
  part("fold").setAttribute("aria-expanded", String(unfolded));
});
part("export").addEventListener("click", async () => {
  const search = await engine();
  const { results } = await search.search(state.q, {
    limit: search.count,
    filters: state.filters,
    sort: state.sort || "list",
  });
  const { exportDialog } = await import("../choose/dialog.js");
  exportDialog(results.map(({ slug }) => slug));
});
addEventListener("popstate", () => {
  state = read(location.search);
  input.value = state.q;
  show();
});
rows.urlOf = siteUrl;
input.value = state.q;
show();
