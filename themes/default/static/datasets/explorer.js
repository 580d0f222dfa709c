// The page of all datasets: narrows, sorts and shows the list in place. Its state is the URL: every
// change writes it, back and forward read it. The page already holds the table and the facets.

import { find, findAll, make } from "../dom.js";
import { loadEngine } from "../search/box.js";
import { Facets } from "./facets.js";
import { Rows } from "./rows.js";
import { isNarrowed, read, toggled, withValues, write } from "./state.js";

const explorer = find("[data-explorer]");
const part = (name) => find(`[data-part="${name}"]`, explorer);
const input = find("input[type=search]", explorer);
const sorter = part("sort");
const viewButtons = findAll("[data-view]", explorer);
const rows = new Rows(part("table"), part("more"));
const facets = new Facets(
  findAll("details[data-field]", explorer),
  (field, value) => setState(toggled(state, field, value)),
  (field, range) => setState(withValues(state, field, range ? [range] : [])),
);

let state = read(location.search);
let turn = 0;

// ---- The state in the URL

function urlOf(target) {
  const query = write(target);
  return location.pathname + (query ? `?${query}` : "");
}

function setState(target) {
  state = target;
  history.pushState(null, "", urlOf(state));
  return update();
}

// The letters of a query are not steps to go back.
function setQuery(q) {
  state = { ...state, q };
  history.replaceState(null, "", urlOf(state));
  return update();
}

// ---- The list

async function update() {
  const own = ++turn;
  showControls();
  if (!isNarrowed(state) && !state.sort) {
    rows.reset();
    facets.resetCounts();
    showStatus(rows.count, null);
    return;
  }

  explorer.classList.add("busy");
  try {
    const engine = await loadEngine();
    const { q, filters } = state;
    const sort = state.sort || (q.trim() ? "relevance" : "list");
    const answer = await engine.search(q, { limit: rows.limit, filters, sort });
    const counts = await engine.facets(q, filters);
    if (own !== turn) return;

    rows.show(answer);
    facets.showCounts(counts);
    showStatus(answer.total, answer.corrected);
    if (!answer.total) await showAlternatives(engine);
  } catch {
    if (own === turn) {
      part("status").textContent = "The list could not be narrowed: its index did not load.";
    }
  } finally {
    if (own === turn) explorer.classList.remove("busy");
  }
}

function showControls() {
  if (document.activeElement !== input) input.value = state.q;
  sorter.value = state.sort;
  sorter.options[0].textContent = state.q.trim() ? "Best match" : "Order of the list";
  part("table").classList.toggle("card-view", state.view === "cards");
  for (const button of viewButtons) {
    button.setAttribute("aria-pressed", String(button.dataset.view === state.view));
  }
  facets.showFilters(state, urlOf);
  showChips();
  rows.markSort(state.sort);
}

function showStatus(total, corrected) {
  const all = total === 1 ? "1 dataset" : `${total} datasets`;
  const status = part("status");
  status.textContent = total === rows.count ? all : `${total} of ${rows.count} datasets`;
  if (corrected && total) status.append(", showing results for ", make("strong", {}, corrected));
  part("export").hidden = total === 0;
  if (total) part("none").hidden = true;
}

// ---- Filters to drop when no dataset is left

async function showAlternatives(engine) {
  const alternatives = Object.entries(state.filters).map(([field, values]) => {
    const labels = values.map((value) => facets.labelOf(field, value)).join(", ");
    const target = withValues(state, field, []);
    return { target, label: `Without ${facets.titleOf(field)}: ${labels}` };
  });
  if (state.q.trim() && alternatives.length) {
    const label = `Without the words “${state.q.trim()}”`;
    alternatives.push({ target: { ...state, q: "" }, label });
  }

  const counted = await Promise.all(
    alternatives.map(async ({ target, label }) => {
      const { q, filters } = target;
      const { total } = await engine.search(q, { limit: 0, filters });
      return { target, label, total };
    }),
  );
  const useful = counted.filter(({ total }) => total > 0).sort((a, b) => b.total - a.total);
  find("ul", part("none")).replaceChildren(...useful.map(makeAlternative));
  part("none").hidden = false;
}

function makeAlternative({ target, label, total }) {
  const link = make("a", { href: urlOf(target) }, label);
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    setState(target);
  });
  const count = total === 1 ? " 1 dataset" : ` ${total} datasets`;
  return make("li", {}, link, make("span", { className: "count" }, count));
}

// ---- The filters in force, each with a button that removes it

function showChips() {
  const chosen = Object.entries(state.filters).flatMap(([field, values]) =>
    values.map((value) => ({ field, value })),
  );
  const chips = chosen.map(({ field, value }) => {
    const label = `${facets.titleOf(field)}: ${facets.labelOf(field, value)}`;
    return makeChip(label, () => setState(toggled(state, field, value)), {
      "aria-label": `Remove ${label}`,
    });
  });
  if (chosen.length > 1 || (chosen.length && state.q)) {
    chips.push(makeChip("Clear all", clearAll, { className: "clear-filters" }));
  }

  part("chips").replaceChildren(...chips);
  part("chips").hidden = !chips.length;
  find(".count", part("fold")).textContent = chosen.length || "";
}

function clearAll() {
  input.value = "";
  setState({ ...state, q: "", filters: {} });
}

function makeChip(label, onClick, properties) {
  const button = make("button", { type: "button", ...properties }, label);
  button.addEventListener("click", () => {
    onClick();
    // The button is gone: the first one that is left, or the box, takes the focus.
    (find("button", part("chips")) ?? input).focus();
  });
  return make("li", {}, button);
}

// ---- The controls

function listen() {
  input.addEventListener("focus", () => loadEngine().catch(() => {}), { once: true });
  input.addEventListener("input", () => setQuery(input.value));
  input.form.addEventListener("submit", (event) => {
    event.preventDefault();
    setState({ ...state, q: input.value });
  });
  sorter.addEventListener("change", () => setState({ ...state, sort: sorter.value }));
  rows.onSort((sort) => setState({ ...state, sort }));
  rows.onMore(() => update());
  for (const button of viewButtons) {
    button.addEventListener("click", () => setState({ ...state, view: button.dataset.view }));
  }

  part("fold").addEventListener("click", () => {
    const isUnfolded = part("facets").classList.toggle("open");
    part("fold").setAttribute("aria-expanded", String(isUnfolded));
  });
  part("export").addEventListener("click", exportList);
  addEventListener("popstate", () => {
    state = read(location.search);
    input.value = state.q;
    update();
  });
}

// Exports what the list shows, in its order.
async function exportList() {
  const engine = await loadEngine();
  const { results } = await engine.search(state.q, {
    limit: engine.count,
    filters: state.filters,
    sort: state.sort || "list",
  });
  const { showExportDialog } = await import("../choose/dialog.js");
  showExportDialog(results.map(({ slug }) => slug));
}

listen();
input.value = state.q;
update();
