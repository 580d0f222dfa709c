// The comparison: facts of datasets side by side. Its state is the URL: the datasets
// (`?d=a,b,c`) and whether equal rows are hidden (`&only=differences`). Every change goes through
// the URL, so that a view can be shared.

import { announce, copyText, find, findAll, make, ROOT, showOutcome, siteUrl } from "../dom.js";
import { fetchDatasets } from "./fetch.js";
import * as selection from "./selection.js";
import { webUrl } from "./text.js";

const frame = find("[data-compare]");
const [intro, empty] = findAll("p", frame);

// ---- The state in the URL

function readState() {
  const query = new URLSearchParams(location.search);
  const slugs = (query.get("d") ?? "").split(",").map((slug) => slug.trim());
  return {
    slugs: [...new Set(slugs.filter(Boolean))],
    onlyDifferences: query.get("only") === "differences",
  };
}

function urlOf({ slugs, onlyDifferences }) {
  const parts = [];
  if (slugs.length) parts.push(`d=${slugs.map(encodeURIComponent).join(",")}`);
  if (onlyDifferences) parts.push("only=differences");
  const query = parts.join("&");
  return `${location.pathname}${query && `?${query}`}`;
}

function setState(change) {
  history.replaceState(null, "", urlOf({ ...readState(), ...change }));
  return draw();
}

// ---- The table

const formatNumber = (n) => (typeof n === "number" ? n.toLocaleString("en") : n);

/**
 * The rows: their names, and their values in a dataset as text or links.
 * @type {[string, (dataset: import("./fetch.js").Dataset) => any][]}
 */
const FACTS = [
  ["Description", (d) => d.description],
  ["Category", (d) => d.category.join(" / ")],
  ["Modality", (d) => d.modalities.join(", ")],
  ["Task", (d) => d.tasks.join(", ")],
  ["Area", (d) => d.areas.join(", ")],
  ["Dimensions", (d) => d.dimensions.join(", ")],
  ["Cases", (d) => formatNumber(d.cases)],
  ["Classes", (d) => formatNumber(d.classes)],
  ["Released", (d) => d.released],
  ["Challenge", (d) => d.challenge],
  ["Formats", (d) => d.formats.join(", ")],
  ["Licence", (d) => d.license],
  ["Website", (d) => d.links.website],
  ["Download", (d) => d.links.download],
  ["Paper", (d) => d.links.paper],
];
const NUMBERS = ["Cases", "Classes"];
// Facts that the rows above show in normal form.
const NORMALIZED =
  "dimensions modalities tasks areas formats cases classes released challenge license".split(" ");

const capitalize = (text) => text.charAt(0).toUpperCase() + text.slice(1);

// Rows without any value are left out.
function rowsOf(datasets) {
  const names = new Set(datasets.flatMap(({ facts }) => Object.keys(facts)));
  const others = [...names]
    .filter((name) => !NORMALIZED.includes(name))
    .map((name) => [
      capitalize(name),
      ({ facts }) => facts[name]?.value && String(facts[name].value),
    ]);

  return [...FACTS, ...others]
    .map(([name, value]) => ({ name, values: datasets.map((d) => value(d) || "") }))
    .filter(({ values }) => values.some((value) => value.length > 0));
}

// Links are compared by their URLs.
const comparable = (value) =>
  Array.isArray(value) ? value.map(({ url }) => url).join(" ") : String(value).toLowerCase();
const differs = ({ values }) => new Set(values.map(comparable)).size > 1;

function makeLink({ label, url }) {
  const href = webUrl(url, ROOT);
  if (!href) return make("li", {}, label);

  const host = new URL(href).host.replace(/^www\./, "");
  const note = host && host !== label ? make("small", {}, host) : null;
  return make("li", {}, make("a", { href, rel: "noopener" }, label), note);
}

function makeCell(value, name) {
  if (value.length === 0) {
    return make("td", {}, make("span", { className: "not-stated" }, "Not stated"));
  }
  if (Array.isArray(value)) return make("td", {}, make("ul", {}, ...value.map(makeLink)));
  return make("td", { className: NUMBERS.includes(name) ? "numeric" : "" }, value);
}

function makeRow(row) {
  return make(
    "tr",
    { className: differs(row) ? "" : "equal" },
    make("th", { scope: "row" }, row.name),
    ...row.values.map((value) => makeCell(value, row.name)),
  );
}

// The focus moves to the button of the dataset that takes the place of the removed one.
async function removeDataset(dataset, at) {
  const slugs = readState().slugs.filter((slug) => slug !== dataset.slug);
  announce(`${dataset.name} removed`);
  await setState({ slugs });
  findAll("thead .button", frame)[Math.min(at, slugs.length - 1)]?.focus();
}

function makeHeader(dataset, at) {
  const { slug, name, images } = dataset;
  const folder = `datasets/${encodeURIComponent(slug)}/`;
  const cover = { url: `${folder}cover.svg`, width: 640, height: 360 };
  const { url, width, height } = images[0] ?? cover;
  const image = make("img", { src: siteUrl(url), alt: "", width, height, loading: "lazy" });
  const link = make("a", { href: siteUrl(folder) }, name);

  const remove = make(
    "button",
    { type: "button", className: "button", "aria-label": `Remove ${name}` },
    "Remove",
  );
  remove.addEventListener("click", () => removeDataset(dataset, at));

  return make(
    "th",
    { scope: "col" },
    make("div", { className: "comparison-picture" }, image),
    make("div", { className: "comparison-name" }, link),
    remove,
  );
}

function makeTable(datasets) {
  const names = new Intl.ListFormat("en").format(datasets.map(({ name }) => name));
  const headers = datasets.map(makeHeader);
  return make(
    "table",
    { className: "comparison" },
    make("caption", { className: "visually-hidden" }, `Facts of ${names}`),
    make("thead", {}, make("tr", {}, make("td"), ...headers)),
    make("tbody", {}, ...rowsOf(datasets).map(makeRow)),
  );
}

// ---- The tools above the table

const only = make("input", { type: "checkbox" });
const onlyLabel = make("label", {}, only, "Only differences");
const share = make("button", { type: "button", className: "button" }, "Copy link");
const exporter = make("button", { type: "button", className: "button" }, "Export");
const candidates = make("select", { "aria-label": "Selected datasets to add" });
const adder = make(
  "form",
  { className: "add-dataset" },
  candidates,
  make("button", { className: "button" }, "Add"),
);
const tools = make("div", { className: "toolbar" }, onlyLabel, share, exporter, adder);
const notes = make("div", { className: "compare-notes" });
const scroller = make("div", {
  className: "scroll-frame",
  role: "region",
  tabIndex: 0,
  "aria-label": "Comparison",
});

function listenToTools() {
  only.addEventListener("change", () => {
    setState({ onlyDifferences: only.checked });
    const hidden = findAll("tr.equal", frame).length;
    const rows = hidden === 1 ? "row" : "rows";
    announce(only.checked ? `${hidden} equal ${rows} hidden` : "All rows shown");
  });
  share.addEventListener("click", async () => {
    showOutcome(share, (await copyText(location.href)) ? "Copied" : "Copy the URL");
  });
  exporter.addEventListener("click", async () => {
    const { showExportDialog } = await import("./dialog.js");
    showExportDialog(readState().slugs);
  });
  adder.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (!candidates.value) return;
    const name = candidates.selectedOptions[0].textContent;
    await setState({ slugs: [...readState().slugs, candidates.value] });
    announce(`${name} added`);
  });
}

let offered = "";

// The selection holds slugs only. The names follow when their datasets are loaded.
async function offerDatasets(slugs) {
  if (slugs.join() === offered) return;
  offered = slugs.join();
  candidates.replaceChildren(...slugs.map((slug) => make("option", { value: slug }, slug)));

  const { datasets } = await fetchDatasets(slugs, { works: false });
  const names = new Map(datasets.map(({ slug, name }) => [slug, name]));
  for (const option of candidates.options) {
    option.textContent = names.get(option.value) ?? option.value;
  }
}

function drawTools(shown) {
  const { slugs, onlyDifferences } = readState();
  const free = selection.all().filter((slug) => !slugs.includes(slug));
  offerDatasets(free);

  only.checked = onlyDifferences;
  adder.hidden = free.length === 0 || slugs.length >= selection.MAX_COMPARED;
  for (const part of [onlyLabel, share, exporter]) part.hidden = shown < 2;
  tools.hidden = adder.hidden && shown < 2;
}

// ---- The page

const makeNotice = (text) => make("p", { className: "notice" }, text);

function drawNotes({ shown, missing, extra }) {
  const lines = missing.map((slug) => `This catalog has no dataset “${slug}”.`);
  if (extra.length) {
    const names = extra.join(", ");
    lines.push(`No more than ${selection.MAX_COMPARED} can be compared; left out: ${names}.`);
  }
  notes.replaceChildren(...lines.map(makeNotice));

  const list = make("a", { href: siteUrl("datasets/") }, "the list");
  if (shown === 1) empty.replaceChildren("One more is needed: select it in ", list, ".");
  else empty.replaceChildren("Select some in ", list, ", then Compare.");
  empty.hidden = shown > 1;
  intro.hidden = shown > 1;
}

function drawTable(datasets, onlyDifferences) {
  scroller.classList.toggle("differences-only", onlyDifferences);
  scroller.hidden = datasets.length === 0;
  scroller.replaceChildren(...(datasets.length ? [makeTable(datasets)] : []));

  const isEqual = !find("tbody tr:not(.equal)", scroller);
  if (onlyDifferences && isEqual && datasets.length > 1) {
    notes.append(make("p", {}, "There are no differences in the facts of the catalog."));
  }
}

let turn = 0;

// Later calls take precedence over one that is still loading.
async function draw() {
  const own = ++turn;
  const { slugs, onlyDifferences } = readState();
  const wanted = slugs.slice(0, selection.MAX_COMPARED);
  const extra = slugs.slice(selection.MAX_COMPARED);
  try {
    const { datasets, missing } = await fetchDatasets(wanted);
    if (own !== turn) return;
    drawNotes({ shown: datasets.length, missing, extra });
    drawTools(datasets.length);
    drawTable(datasets, onlyDifferences);
  } catch (error) {
    if (own !== turn) return;
    notes.replaceChildren(makeNotice(`The data could not be loaded (${error.message}).`));
  }
}

frame.append(notes, tools, scroller);
listenToTools();
addEventListener("popstate", draw);
selection.subscribe(() => drawTools(findAll("thead th", frame).length));
draw();
