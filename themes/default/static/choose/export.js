// Datasets as text in the formats of exports. No DOM, so that it also runs in Node.

import { bibtex, csl, ris } from "./works.js";
import { collapse, webUrl } from "./text.js";

export { works } from "./works.js";

/**
 * @typedef {import("./fetch.js").Dataset} Dataset
 * @typedef {{ title: string, root: string }} Site
 * @typedef {{ text: string, count: number, notes: string[] }} Export
 *   `count`: works or datasets in the text; `notes`: what was left out or repaired
 */

// ---- CSV

/** @type {Record<string, (dataset: Dataset) => string | number | null>} */
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
  website: (d) => joinUrls(d.links.website),
  download: (d) => joinUrls(d.links.download),
  paper: (d) => joinUrls(d.links.paper),
  license: (d) => d.license,
  page: (d) => d.page,
  url: (d) => d.url,
};

const joinUrls = (links) => links.map(({ url }) => url).join("; ");

// Spreadsheets run cells that start like a formula. An apostrophe keeps them text, as in
// catalog.csv.
function csvCell(value) {
  if (typeof value === "number") return String(value);
  const text = /^[=+\-@\t\r]/.test(value ?? "") ? `'${value}` : (value ?? "");
  return /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}

function csv(datasets) {
  const getters = Object.values(COLUMNS);
  const rows = datasets.map((dataset) => getters.map((get) => csvCell(get(dataset))));
  const text = [Object.keys(COLUMNS), ...rows].map((row) => `${row.join(",")}\r\n`).join("");
  return { text, count: datasets.length, notes: [] };
}

// ---- Markdown

const HEADER = "Dataset,Modality,Dim.,Cases,Classes,Task,Area,Released,Licence,Links".split(",");
const NUMBERS = ["Cases", "Classes"];

// Escapes what Markdown could interpret within a cell of a table.
const escapeMarkdown = (text) => collapse(text).replace(/[\\`*_{}[\]<>|~&$]/g, "\\$&");

const percentEncode = (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`;

/**
 * A Markdown link, or only its text if the URL is not one of the web.
 * @param {string} text @param {string} url @param {string} root
 */
export function link(text, url, root) {
  const href = webUrl(url, root).replace(/[()|\\<>*_`[\]]/g, percentEncode);
  return href ? `[${escapeMarkdown(text)}](${href})` : escapeMarkdown(text);
}

function markdownRow(d, root) {
  const links = [
    ...d.links.website.map(({ url }) => link("Website", url, root)),
    ...d.links.download.map(({ url }) => link("Download", url, root)),
    ...d.links.paper.map(({ url }) => link("Paper", url, root)),
  ];
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
  return [link(d.name, d.url, root), ...facts.map(escapeMarkdown), links.join(" ")];
}

function markdown(datasets, { root }) {
  const rule = HEADER.map((name) => (NUMBERS.includes(name) ? "--:" : "---"));
  const rows = datasets.map((dataset) => markdownRow(dataset, root));
  const text = [HEADER, rule, ...rows].map((cells) => `| ${cells.join(" | ")} |\n`).join("");
  return { text, count: datasets.length, notes: [] };
}

// ---- JSON

// The form of catalog.json, whichever file the datasets came from.
function json(datasets) {
  const entries = datasets.map(({ images: _, citation, ...rest }) => ({
    ...rest,
    citation: citation.map(
      ({ csl: _csl, repaired_bibtex: _bibtex, broken: _broken, ...work }) => work,
    ),
  }));
  return { text: `${JSON.stringify(entries, null, 2)}\n`, count: datasets.length, notes: [] };
}

// ---- All formats

/**
 * The formats: `works` are lists of works to cite, the others lists of datasets.
 * @type {{ id: string, label: string, works: boolean, extension: string, type: string,
 *   write: (datasets: Dataset[], site: Site) => Export }[]}
 */
export const FORMATS = [
  {
    works: true,
    id: "bibtex",
    label: "BibTeX",
    extension: "bib",
    type: "application/x-bibtex",
    write: bibtex,
  },
  {
    works: true,
    id: "ris",
    label: "RIS",
    extension: "ris",
    type: "application/x-research-info-systems",
    write: ris,
  },
  {
    works: true,
    id: "csl",
    label: "CSL-JSON",
    extension: "csl.json",
    type: "application/vnd.citationstyles.csl+json",
    write: csl,
  },
  {
    works: false,
    id: "csv",
    label: "CSV",
    extension: "csv",
    type: "text/csv;charset=utf-8",
    write: csv,
  },
  {
    works: false,
    id: "markdown",
    label: "Markdown",
    extension: "md",
    type: "text/markdown;charset=utf-8",
    write: markdown,
  },
  {
    works: false,
    id: "json",
    label: "JSON",
    extension: "json",
    type: "application/json",
    write: json,
  },
];

const findFormat = (id) =>
  /** @type {typeof FORMATS[0]} */ (FORMATS.find((format) => format.id === id));

/**
 * Writes datasets in a format.
 * @param {string} id @param {Dataset[]} datasets @param {Partial<Site>} [site]
 */
export function write(id, datasets, site = {}) {
  return findFormat(id).write(datasets, { title: "", root: "https://localhost/", ...site });
}

/**
 * The name of the file, such as "atlas-of-things-3-datasets.bib".
 * @param {string} id @param {Dataset[]} datasets @param {string} [title] the title of the site
 */
export function fileName(id, datasets, title = "") {
  const site = title
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-|-$/g, "")
    .slice(0, 60);
  const content = datasets.length === 1 ? datasets[0].slug : `${datasets.length}-datasets`;
  return `${site || "catalog"}-${content}.${findFormat(id).extension}`;
}
