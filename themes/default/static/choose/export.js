// Datasets as text in the formats that people take away. Without a page: Node runs it too.
// In: datasets as index.json or catalog.json hold them, and `{ title, root }` of the site.
// Out: `{ text, count, notes }`.

import { bibtex, csl, ris } from "./works.js";

export { works } from "./works.js";

const line = (text) =>
  String(text ?? "")
    .replace(/[\s\p{Cc}]+/gu, " ")
    .trim();

// Spreadsheets run cells that start like a formula: an apostrophe keeps such text text, as in catalog.csv.
function cell(value) {
  if (typeof value === "number") return String(value);
  const text = /^[=+\-@\t\r]/.test(value ?? "") ? `'${value}` : (value ?? "");
  return /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}

const urls = (links) => links.map(({ url }) => url).join("; ");
const COLUMNS = {
  slug: (d) => d.slug,
  name: (d) => d.name,
  category: (d) => d.category.join(" > "),
  description: (d) => d.description,
  dimensions: (d) => d.dimensions.join("; "),
  modalities: (d) => d.modalities.join("; "),
  tasks: (d) => d.tasks.join("; "),
  areas: (d) => d.areas.join("; "),
  formats: (d) => d.formats.join("; "),
  cases: (d) => d.cases,
  classes: (d) => d.classes,
  released: (d) => d.released,
  challenge: (d) => d.challenge,
  website: (d) => urls(d.links.website),
  download: (d) => urls(d.links.download),
  paper: (d) => urls(d.links.paper),
  license: (d) => d.license,
  page: (d) => d.page,
  url: (d) => d.url,
};

function csv(datasets) {
  const rows = datasets.map((dataset) =>
    Object.values(COLUMNS).map((value) => cell(value(dataset))),
  );
  const text = [Object.keys(COLUMNS), ...rows].map((row) => `${row.join(",")}\r\n`).join("");
  return { text, count: datasets.length, notes: [] };
}

// Everything that Markdown could take for its own, within one line of a table.
const escaped = (text) =>
  line(text).replace(/[\\`*_{}[\]<>()#+!|~&$:@-]/g, (sign) =>
    /[:@()#+!-]/.test(sign) ? sign : `\\${sign}`,
  );

export function address(url, root) {
  try {
    const { href, protocol } = new URL(url, root);
    return /^https?:$/.test(protocol) ? href : "";
  } catch {
    return "";
  }
}

export function link(words, url, root) {
  const href = address(url, root).replace(
    /[()|\\<>*_`[\]]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return href ? `[${escaped(words)}](${href})` : escaped(words);
}

function markdown(datasets, { root }) {
  const kinds = [
    ["Website", "website"],
    ["Download", "download"],
    ["Paper", "paper"],
  ];
  const row = (d) => {
    const links = kinds.flatMap(([words, kind]) =>
      d.links[kind].map(({ url }) => link(words, url, root)),
    );
    const facts = [
      d.modalities.join(", "),
      d.dimensions.join(", "),
      d.cases,
      d.classes,
      d.tasks.join(", "),
      d.areas.join(", "),
      d.released,
      d.license,
    ];
    return [link(d.name, d.url, root), ...facts.map(escaped), links.join(" ")];
  };
  const head = [
    "Dataset",
    "Modality",
    "Dim.",
    "Cases",
    "Classes",
    "Task",
    "Area",
    "Released",
    "Licence",
    "Links",
  ];
  const rule = head.map((name) => (["Cases", "Classes"].includes(name) ? "--:" : "---"));
  const text = [head, rule, ...datasets.map(row)]
    .map((cells) => `| ${cells.join(" | ")} |\n`)
    .join("");
  return { text, count: datasets.length, notes: [] };
}

// The form of catalog.json, whichever file the datasets came from.
function json(datasets) {
  const shape = ({ images, citation, ...rest }) => ({
    ...rest,
    citation: citation.map(({ csl: item, repaired_bibtex, broken, ...work }) => work),
  });
  return {
    text: `${JSON.stringify(datasets.map(shape), null, 2)}\n`,
    count: datasets.length,
    notes: [],
  };
}

export const FORMATS = [
  {
    id: "bibtex",
    label: "BibTeX",
    works: true,
    extension: "bib",
    type: "application/x-bibtex",
    write: bibtex,
  },
  {
    id: "ris",
    label: "RIS",
    works: true,
    extension: "ris",
    type: "application/x-research-info-systems",
    write: ris,
  },
  {
    id: "csl",
    label: "CSL-JSON",
    works: true,
    extension: "csl.json",
    type: "application/vnd.citationstyles.csl+json",
    write: csl,
  },
  {
    id: "csv",
    label: "CSV",
    works: false,
    extension: "csv",
    type: "text/csv;charset=utf-8",
    write: csv,
  },
  {
    id: "markdown",
    label: "Markdown",
    works: false,
    extension: "md",
    type: "text/markdown;charset=utf-8",
    write: markdown,
  },
  {
    id: "json",
    label: "JSON",
    works: false,
    extension: "json",
    type: "application/json",
    write: json,
  },
];

export function write(id, datasets, site = {}) {
  return FORMATS.find((format) => format.id === id).write(datasets, {
    title: "",
    root: "https://localhost/",
    ...site,
  });
}

// "atlas-of-things-3-datasets.bib"
export function fileName(id, datasets, title = "") {
  const name = title
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-|-$/g, "")
    .slice(0, 60);
  const what = datasets.length === 1 ? datasets[0].slug : `${datasets.length}-datasets`;
  return `${name || "catalog"}-${what}.${FORMATS.find((format) => format.id === id).extension}`;
}
