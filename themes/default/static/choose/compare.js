// Facts of datasets side by side. The address says which (`?d=a,b,c`) and whether equal rows are hidden (`&only=differences`);
// every change goes through it, so that what is seen can be shared.

import { answer, copy, make, page, say, web } from "./dom.js";
import { datasets as fetched } from "./fetch.js";
import * as selection from "./selection.js";

const MOST = 6;
const frame = document.querySelector("[data-compare]");
const [intro, bare] = frame.querySelectorAll("p");

const grouped = (n) => (typeof n === "number" ? n.toLocaleString("en") : n);
const titled = (words) => words.charAt(0).toUpperCase() + words.slice(1);

// Rows of the table: name, and the value in each dataset as text or list of links.
const FACTS = [
  ["Description", (d) => d.description],
  ["Category", (d) => d.category.join(" / ")],
  ["Modality", (d) => d.modalities.join(", ")],
  ["Task", (d) => d.tasks.join(", ")],
  ["Area", (d) => d.areas.join(", ")],
  ["Dimensions", (d) => d.dimensions.join(", ")],
  ["Cases", (d) => grouped(d.cases)],
  ["Classes", (d) => grouped(d.classes)],
  ["Released", (d) => d.released],
  ["Challenge", (d) => d.challenge],
  ["Formats", (d) => d.formats.join(", ")],
  ["Licence", (d) => d.license],
  ["Website", (d) => d.links.website],
  ["Download", (d) => d.links.download],
  ["Paper", (d) => d.links.paper],
];
// Shown above in normal form.
const KNOWN = [
  "dimensions",
  "modalities",
  "tasks",
  "areas",
  "formats",
  "cases",
  "classes",
  "released",
  "challenge",
  "license",
];
const NUMBERS = ["Cases", "Classes"];

function rowsOf(list) {
  const further = new Set(
    list.flatMap((d) => Object.keys(d.facts)).filter((name) => !KNOWN.includes(name)),
  );
  const more = [...further].map((name) => [
    titled(name),
    (d) => d.facts[name]?.value && String(d.facts[name].value),
  ]);
  return [...FACTS, ...more]
    .map(([name, value]) => ({ name, values: list.map((d) => value(d) || "") }))
    .filter(({ values }) => values.some((value) => value.length > 0));
}

// What tells two cells apart: for links where they lead.
const said = (value) =>
  Array.isArray(value) ? value.map(({ url }) => url).join(" ") : String(value).toLowerCase();
const differs = ({ values }) => new Set(values.map(said)).size > 1;

function cell(value, name) {
  if (value.length === 0) return make("td", {}, make("span", { className: "no" }, "Not stated"));
  if (!Array.isArray(value))
    return make("td", { className: NUMBERS.includes(name) ? "figure" : "" }, value);
  const link = ({ label, url }) => {
    const href = web(url);
    const host = href && new URL(href).host.replace(/^www\./, "");
    return make(
      "li",
      {},
      href ? make("a", { href, rel: "noopener" }, label) : label,
      host && host !== label ? make("small", {}, host) : null,
    );
  };
  return make("td", {}, make("ul", {}, ...value.map(link)));
}

function head(dataset, at) {
  const image = dataset.images[0];
  const remove = make(
    "button",
    { type: "button", className: "act", ariaLabel: `Remove ${dataset.name}` },
    "Remove",
  );
  remove.addEventListener("click", () => {
    const { slugs } = read();
    const next = slugs.filter((slug) => slug !== dataset.slug);
    go({ slugs: next }).then(() =>
      frame.querySelectorAll("thead .act")[Math.min(at, next.length - 1)]?.focus(),
    );
    say(`${dataset.name} removed`);
  });
  const drawn = {
    url: `datasets/${encodeURIComponent(dataset.slug)}/cover.svg`,
    width: 640,
    height: 360,
  };
  const { url, width, height } = image ?? drawn;
  const picture = make("img", { src: page(url), alt: "", width, height, loading: "lazy" });
  const name = make(
    "a",
    { href: page(`datasets/${encodeURIComponent(dataset.slug)}/`) },
    dataset.name,
  );
  return make(
    "th",
    { scope: "col" },
    make("div", { className: "pane" }, picture),
    make("div", { className: "name" }, name),
    remove,
  );
}

function table(list) {
  const corner = make("td", {});
  const rows = rowsOf(list).map((row) =>
    make(
      "tr",
      { className: differs(row) ? "" : "same" },
      make("th", { scope: "row" }, row.name),
      ...row.values.map((value) => cell(value, row.name)),
    ),
  );
  const names = new Intl.ListFormat("en").format(list.map(({ name }) => name));
  return make(
    "table",
    { className: `versus n${list.length}` },
    make("caption", { className: "vh" }, `Facts of ${names}`),
    make("thead", {}, make("tr", {}, corner, ...list.map(head))),
    make("tbody", {}, ...rows),
  );
}

// The address, and back.
function read() {
  const asked = new URLSearchParams(location.search);
  const slugs = [
    ...new Set(
      (asked.get("d") ?? "")
        .split(",")
        .map((slug) => slug.trim())
        .filter(Boolean),
    ),
  ];
  return { slugs, only: asked.get("only") === "differences" };
}

function address({ slugs, only }) {
  const query = [
    slugs.length && `d=${slugs.map(encodeURIComponent).join(",")}`,
    only && "only=differences",
  ]
    .filter(Boolean)
    .join("&");
  return `${location.pathname}${query && `?${query}`}`;
}

function go(change) {
  history.replaceState(null, "", address({ ...read(), ...change }));
  return draw();
}

// Tools above the table: made once, brought up to date with each drawing.

const only = make("input", { type: "checkbox" });
const share = make("button", { type: "button", className: "act" }, "Copy link");
const exporter = make("button", { type: "button", className: "act" }, "Export");
const others = make("select", { ariaLabel: "Selected datasets to add" });
const adder = make(
  "form",
  { className: "add" },
  others,
  make("button", { className: "act" }, "Add"),
);
const tools = make(
  "div",
  { className: "tools" },
  make("label", {}, only, "Only differences"),
  share,
  exporter,
  adder,
);
const notes = make("div", { className: "notes" });
const place = make("div", { className: "frame", tabIndex: 0, ariaLabel: "Comparison" });
place.setAttribute("role", "region");

only.addEventListener("change", () => {
  go({ only: only.checked });
  const hidden = frame.querySelectorAll("tr.same").length;
  say(only.checked ? `${hidden} equal ${hidden === 1 ? "row" : "rows"} hidden` : "All rows shown");
});
share.addEventListener("click", async () =>
  answer(share, (await copy(location.href)) ? "Copied" : "Copy the address"),
);
exporter.addEventListener("click", async () => {
  const { exportDialog } = await import("./dialog.js");
  exportDialog(read().slugs);
});
adder.addEventListener("submit", (event) => {
  event.preventDefault();
  if (others.value) {
    const name = others.selectedOptions[0].textContent;
    go({ slugs: [...read().slugs, others.value] }).then(() => say(`${name} added`));
  }
});

let offered = "";

// The selection knows slugs only; names come when the table stands.
async function nameOthers(slugs) {
  const { datasets: list } = await fetched(slugs, { works: false });
  const names = new Map(list.map(({ slug, name }) => [slug, name]));
  for (const option of others.options) option.textContent = names.get(option.value) ?? option.value;
}

function drawTools(list) {
  const { slugs, only: on } = read();
  only.checked = on;
  const free = selection.all().filter((slug) => !slugs.includes(slug));
  if (free.join() !== offered) {
    offered = free.join();
    others.replaceChildren(...free.map((slug) => make("option", { value: slug }, slug)));
    nameOthers(free);
  }
  adder.hidden = free.length === 0 || slugs.length >= MOST;
  for (const part of [only.parentNode, share, exporter]) part.hidden = list.length < 2;
  tools.hidden = adder.hidden && list.length < 2;
}

function sayings({ list, missing, extra }) {
  const lines = missing.map((slug) => `This catalog has no dataset “${slug}”.`);
  if (extra.length)
    lines.push(`No more than ${MOST} can be compared; left out: ${extra.join(", ")}.`);
  notes.replaceChildren(...lines.map((words) => make("p", { className: "notice" }, words)));
  const from = make("a", { href: page("datasets/") }, "the list");
  if (list.length === 1) bare.replaceChildren("One more is needed: select it in ", from, ".");
  else bare.replaceChildren("Select some in ", from, ", then Compare.");
  bare.hidden = list.length > 1;
  intro.hidden = list.length > 1;
}

let turn = 0;

async function draw() {
  const own = ++turn;
  const { slugs, only: on } = read();
  const extra = slugs.slice(MOST);
  try {
    const { datasets: list, missing } = await fetched(slugs.slice(0, MOST));
    if (own !== turn) return;
    sayings({ list, missing, extra });
    drawTools(list);
    place.classList.toggle("only", on);
    place.hidden = list.length === 0;
    place.replaceChildren(...(list.length ? [table(list)] : []));
    const same = place.querySelectorAll("tbody tr:not(.same)").length === 0;
    if (on && same && list.length > 1)
      notes.append(make("p", {}, "They differ in nothing that the catalog states."));
  } catch (error) {
    if (own === turn)
      notes.replaceChildren(
        make("p", { className: "notice" }, `The data could not be loaded (${error.message}).`),
      );
  }
}

frame.append(notes, tools, place);
addEventListener("popstate", draw);
selection.subscribe(() => drawTools([...frame.querySelectorAll("thead th")]));
draw();
