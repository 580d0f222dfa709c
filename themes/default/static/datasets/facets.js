// The facets beside the list of all datasets. Their links to pages become checkboxes that narrow
// the list in place.

import { find, findAll } from "../dom.js";
import { toggled } from "./state.js";

/**
 * @typedef {import("./state.js").State} State
 * @typedef {{ link: any, count: any, total: string, label: string }} Value
 *   `total`: the count in the whole list
 * @typedef {{ element: any, title: string, values: Map<string, Value>, range: any }} Facet
 *   `range`: the form for a range of numbers, if any
 */

export class Facets {
  /**
   * @param {any[]} elements
   * @param {(field: string, value: string) => void} toggle called when a value is clicked
   * @param {(field: string, range: string) => void} setRange called when a range is entered
   */
  constructor(elements, toggle, setRange) {
    /** @type {Map<string, Facet>} */
    this.facets = new Map();
    for (const element of elements) {
      const { field } = element.dataset;
      const values = makeValues(element, (value) => toggle(field, value));
      const range = makeRange(element, (text) => setRange(field, text));
      makeExpandable(element, values.size);
      const title = find("summary span", element).textContent;
      this.facets.set(field, { element, title, values, range });
    }
  }

  /** @param {string} field */
  titleOf(field) {
    return this.facets.get(field)?.title ?? field;
  }

  /** The label of a value; for ranges of one's own, the range in words. @param {string} field */
  labelOf(field, /** @type {string} */ value) {
    const known = this.facets.get(field)?.values.get(value)?.label;
    return (
      known ??
      value
        .replace(/^(\d+)-(\d+)$/, "$1 to $2")
        .replace(/^(\d+)-$/, "from $1")
        .replace(/^-(\d+)$/, "up to $1")
    );
  }

  /**
   * Shows the filters. Each link then leads to the state after a click on it.
   * @param {State} state @param {(state: State) => string} urlOf
   */
  showFilters(state, urlOf) {
    for (const [field, { element, values, range }] of this.facets) {
      const chosen = state.filters[field] ?? [];
      if (chosen.length) element.open = true;

      for (const [value, { link }] of values) {
        const isChosen = chosen.includes(value);
        link.setAttribute("aria-checked", String(isChosen));
        link.parentElement.classList.toggle("selected", isChosen);
        link.href = urlOf(toggled(state, field, value));
      }

      if (!range) continue;
      const custom = chosen.find((value) => !values.has(value) && value.includes("-")) ?? "-";
      const limits = custom.split("-");
      findAll("input", range).forEach((input, at) => {
        if (document.activeElement !== input) input.value = limits[at];
      });
    }
  }

  /** @param {Record<string, { value: string, count: number }[]>} counts */
  showCounts(counts) {
    for (const [field, { values }] of this.facets) {
      const countOf = new Map((counts[field] ?? []).map(({ value, count }) => [value, count]));
      for (const [value, { link, count }] of values) {
        const datasets = countOf.get(value) ?? 0;
        count.textContent = datasets;
        link.parentElement.classList.toggle("zero", datasets === 0);
      }
    }
  }

  /** Shows the counts of the whole list. */
  resetCounts() {
    for (const { values } of this.facets.values()) {
      for (const { link, count, total } of values.values()) {
        count.textContent = total;
        link.parentElement.classList.remove("zero");
      }
    }
  }
}

function makeValues(element, toggle) {
  const values = new Map();
  for (const link of findAll("a[data-value]", element)) {
    const { value } = link.dataset;
    const count = find(".count", link);
    const label = find("span", link).textContent;
    values.set(value, { link, count, total: count.textContent, label });

    link.setAttribute("role", "checkbox");
    link.setAttribute("aria-checked", "false");
    const onActivate = (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      toggle(value);
    };
    link.addEventListener("click", onActivate);
    link.addEventListener("keydown", (event) => event.key === " " && onActivate(event));
  }
  return values;
}

function makeExpandable(element, count) {
  const button = find("button.show-all", element);
  button?.addEventListener("click", () => {
    const isWhole = element.classList.toggle("all-shown");
    button.textContent = isWhole ? "Show fewer" : `Show all ${count}`;
    button.setAttribute("aria-expanded", String(isWhole));
  });
}

function makeRange(element, setRange) {
  const form = find("form", element);
  form?.addEventListener("submit", (event) => {
    event.preventDefault();
    const [from, to] = findAll("input", form).map((input) => input.value.trim());
    setRange(from || to ? `${from}-${to}` : "");
  });
  return form;
}
