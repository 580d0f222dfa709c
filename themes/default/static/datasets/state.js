// The state of the page of all datasets as its URL holds it:
// ?q=liver&modality=CT&modality=MRI&year=2019-2023&sort=cases. No DOM: it also runs in Node.

/**
 * @typedef {{ q: string, filters: Record<string, string[]>, sort: string, view: string }} State
 *   `filters`: the chosen values per facet; `view`: "cards", or empty for the table
 */

const RESERVED = ["q", "sort", "view"];

/** The sort orders. The empty one is the best match, or without a query the order of the list. */
export const SORTS = [
  "",
  "name",
  "name-desc",
  "date",
  "date-asc",
  "cases",
  "cases-asc",
  "classes",
  "classes-asc",
];

/** Reads the query of a URL; ignores what is unknown. @param {string} search @returns {State} */
export function read(search) {
  const query = new URLSearchParams(search);
  /** @type {Record<string, string[]>} */
  const filters = {};
  for (const [field, value] of query) {
    if (RESERVED.includes(field) || !value || !/^[a-z]+$/.test(field)) continue;
    if (!Object.hasOwn(filters, field)) filters[field] = [];
    if (!filters[field].includes(value)) filters[field].push(value);
  }

  const sort = query.get("sort") ?? "";
  return {
    q: query.get("q") ?? "",
    filters,
    sort: SORTS.includes(sort) ? sort : "",
    view: query.get("view") === "cards" ? "cards" : "",
  };
}

/**
 * Writes the query of a URL without "?". Fields are sorted, so that a state has only one URL.
 * @param {State} state
 */
export function write({ q, filters, sort, view }) {
  const query = new URLSearchParams();
  if (q.trim()) query.set("q", q.trim());
  for (const field of Object.keys(filters).sort()) {
    for (const value of filters[field]) query.append(field, value);
  }
  if (sort) query.set("sort", sort);
  if (view) query.set("view", view);
  return query.toString();
}

/** The state with the values of one facet replaced. @param {State} state @returns {State} */
export function withValues(state, /** @type {string} */ field, /** @type {string[]} */ values) {
  const { [field]: _, ...filters } = state.filters;
  return { ...state, filters: values.length ? { ...filters, [field]: values } : filters };
}

/** The state with one value of a facet added or removed. @param {State} state */
export function toggled(state, /** @type {string} */ field, /** @type {string} */ value) {
  const chosen = state.filters[field] ?? [];
  const others = chosen.filter((other) => other !== value);
  return withValues(state, field, chosen.includes(value) ? others : [...chosen, value]);
}

/** @param {State} state */
export const isNarrowed = ({ q, filters }) => Boolean(q.trim()) || Object.keys(filters).length > 0;
