// What the page of all datasets shows, as its address says it: ?q=liver&modality=CT&modality=MRI&year=2019-2023&sort=cases.
// No DOM: tests turn states into addresses and back.

const OWN = ["q", "sort", "view"];
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

export function read(search) {
  const given = new URLSearchParams(search);
  const filters = {};
  for (const [field, value] of given) {
    if (OWN.includes(field) || !value || !/^[a-z]+$/.test(field)) continue;
    if (!Object.hasOwn(filters, field)) filters[field] = [];
    if (!filters[field].includes(value)) filters[field].push(value);
  }
  const sort = given.get("sort") ?? "";
  return {
    q: given.get("q") ?? "",
    filters,
    sort: SORTS.includes(sort) ? sort : "",
    view: given.get("view") === "cards" ? "cards" : "",
  };
}

// The part of the address after "?", empty for the plain list. Fields in the order of their names, so that one state has
// one address.
export function write({ q, filters, sort, view }) {
  const said = new URLSearchParams();
  if (q.trim()) said.set("q", q.trim());
  for (const field of Object.keys(filters).sort())
    for (const value of filters[field]) said.append(field, value);
  if (sort) said.set("sort", sort);
  if (view) said.set("view", view);
  return said.toString();
}

// The state with a value of a field put in or taken out.
export function toggled(state, field, value) {
  const had = state.filters[field] ?? [];
  const values = had.includes(value) ? had.filter((other) => other !== value) : [...had, value];
  const { [field]: _, ...filters } = state.filters;
  return { ...state, filters: values.length ? { ...filters, [field]: values } : filters };
}

export const isNarrowed = ({ q, filters }) => Boolean(q.trim()) || Object.keys(filters).length > 0;
