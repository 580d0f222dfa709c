// Works to cite as text: BibTeX, RIS, CSL-JSON. No DOM, so that it also runs in Node.

import { collapse, counted } from "./text.js";

/**
 * A citation of a dataset: as written (`bibtex`), repaired if that was needed, and parsed (`csl`)
 * if it could be.
 * @typedef {{ key: string, type: string, title: string?, year: number?, doi: string?,
 *   bibtex: string, repaired_bibtex: string?, broken: boolean, csl: any }} Citation
 * @typedef {{ name: string, citation: Citation[] }} Cited the part of a dataset that counts here
 * @typedef {import("./export.js").Export} Export
 */

const removeMarks = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "");
const yearOf = (csl) => csl.issued?.["date-parts"]?.[0]?.[0];
const sourceOf = ({ repaired_bibtex, bibtex }) => (repaired_bibtex ?? bibtex ?? "").trim();

// ---- Distinct works

// What citations of the same work share: its DOI, or its title and year.
function identitiesOf({ csl, doi, year }) {
  const identities = [];
  const id = (csl?.DOI ?? doi ?? "").toLowerCase();
  if (id) identities.push(`doi ${id}`);

  const title = removeMarks(csl?.title ?? "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, "");
  if (title) identities.push(`title ${title} ${yearOf(csl) ?? year ?? ""}`);
  return identities;
}

// A citation can join groups that were separate before, if it shares an identity with each.
function group(citations) {
  const groups = new Map();
  for (const citation of citations) {
    const own = identitiesOf(citation);
    if (own.length === 0) own.push(`text ${citation.bibtex}`);

    const known = own.map((identity) => groups.get(identity)).filter(Boolean);
    const [first, ...others] = [...new Set(known)].sort((a, b) => a.order - b.order);
    const joined = first ?? { order: groups.size, citations: [], identities: [] };
    for (const other of others) {
      joined.citations.push(...other.citations);
      joined.identities.push(...other.identities);
    }

    joined.citations.push(citation);
    joined.identities.push(...own);
    for (const identity of joined.identities) groups.set(identity, joined);
  }
  return [...new Set(groups.values())].sort((a, b) => a.order - b.order);
}

// Prefers entries that are valid as written, then those with the most fields.
function chooseBest(citations) {
  const rank = ({ repaired_bibtex, csl }) => (repaired_bibtex ? 0 : 1000) + Object.keys(csl).length;
  return citations.reduce((best, next) => (rank(next) > rank(best) ? next : best));
}

// ---- Keys

// a, b, … z, aa, ab, …
function suffix(n) {
  const last = String.fromCharCode(97 + (n % 26));
  return n < 26 ? last : suffix(Math.floor(n / 26) - 1) + last;
}

// BibTeX does not distinguish keys by case.
function makeUnique(wanted, taken) {
  let key = wanted;
  for (let n = 0; taken.has(key.toLowerCase()); n++) key = wanted + suffix(n);
  taken.add(key.toLowerCase());
  return key;
}

const cleanKey = (text) => removeMarks(text ?? "").replace(/[^A-Za-z0-9_:.+/-]/g, "");

function keyOf({ key, csl }) {
  const author = csl.author?.[0];
  const made = cleanKey(author?.family ?? author?.literal).toLowerCase() + (yearOf(csl) ?? "");
  return cleanKey(csl.id) || cleanKey(key) || made || "work";
}

/**
 * The distinct works of datasets with unique keys, and notes about what is left out or repaired.
 * @param {Cited[]} datasets @returns {{ list: Citation[], notes: string[] }}
 */
export function works(datasets) {
  const notes = [];
  const usable = [];
  for (const { name, citation: citations } of datasets) {
    for (const citation of citations ?? []) {
      const { key, csl, broken, repaired_bibtex } = citation;
      const label = key ? `${collapse(name)} (${collapse(key)})` : collapse(name);
      if (csl && ENTRY.test(sourceOf(citation))) usable.push(citation);
      else if (broken || csl) notes.push(`Left out: ${label}, whose BibTeX cannot be parsed`);
      else notes.push(`Left out: ${label}, a reference in plain text`);
      if (csl && repaired_bibtex) notes.push(`Repaired: ${label}`);
    }
  }

  const uncited = datasets.filter(({ citation }) => !citation?.length).length;
  if (uncited) {
    const verb = uncited === 1 ? "names" : "name";
    notes.push(`${uncited} of ${counted(datasets.length, "dataset")} ${verb} no work to cite`);
  }

  const taken = new Set();
  const list = group(usable).map(({ citations }) => {
    const best = chooseBest(citations);
    return { ...best, key: makeUnique(keyOf(best), taken) };
  });
  return { list, notes };
}

// ---- BibTeX

// `@kind{key, fields}`: captures the kind, and what follows the key.
const ENTRY = /^\s*@\s*([A-Za-z]+)\s*\{[^,={}]*(,[\s\S]*)$/;

// The types of BibTeX. Programs drop entries of other types (of BibLaTeX, or invented ones), so
// these become the nearest one.
const BIBTEX_TYPES =
  /^(article|book|booklet|conference|inbook|incollection|inproceedings|manual|mastersthesis|misc|phdthesis|proceedings|techreport|unpublished)$/i;
const NEAREST_TYPE = { report: "techreport", thesis: "phdthesis" };

const bibtexType = (type) =>
  BIBTEX_TYPES.test(type) ? type : (NEAREST_TYPE[type.toLowerCase()] ?? "misc");

// An @ would start an entry, a brace could close one.
const bibtexComment = (text) => `% ${collapse(text).replace(/@/g, "(at)").replace(/[{}]/g, "")}`;

function bibtexEntry(work) {
  const [, type, fields] = sourceOf(work).match(ENTRY) ?? [];
  return `@${bibtexType(type)}{${work.key}${fields}`;
}

/** @param {Cited[]} datasets @param {{ title?: string }} [site] @returns {Export} */
export function bibtex(datasets, { title = "" } = {}) {
  const { list, notes } = works(datasets);
  const summary = `${counted(list.length, "work")} to cite${title && ` from ${title}`}`;
  const head = [summary, ...notes].map(bibtexComment).join("\n");
  const text = `${[head, ...list.map(bibtexEntry)].join("\n\n")}\n`;
  return { text, count: list.length, notes };
}

// ---- RIS

const RIS_TYPES = {
  "article-journal": "JOUR",
  "paper-conference": "CPAPER",
  chapter: "CHAP",
  book: "BOOK",
  thesis: "THES",
  report: "RPRT",
  dataset: "DATA",
  webpage: "ELEC",
  manuscript: "UNPB",
  article: "GEN",
};

function risType({ type, number }) {
  const isPreprint = type === "article" && /^arxiv:/i.test(number ?? "");
  return isPreprint ? "UNPB" : (RIS_TYPES[type] ?? "GEN");
}

const risName = ({ family, given, suffix: jr, literal }) =>
  literal ?? [family, given, jr].filter(Boolean).join(", ");

function risDate([year, month, day]) {
  const pad = (n) => (n ? String(n).padStart(2, "0") : "");
  return month ? `${year}/${pad(month)}/${pad(day)}` : "";
}

// "1-9" is a first and a last page; anything else, such as "e5" or "1-2,4", is one text.
function risPages(pages = "") {
  const [first, last, ...more] = pages.split("-");
  const isRange = last !== undefined && !more.length && !/[,;]/.test(pages);
  return isRange ? [first, last] : [pages, ""];
}

function risEntry({ csl, key }) {
  const date = csl.issued?.["date-parts"]?.[0] ?? [];
  const [first, last] = risPages(csl.page ?? "");
  const fields = [
    ["TY", risType(csl)],
    ["ID", key],
    ...(csl.author ?? []).map((author) => ["AU", risName(author)]),
    ["TI", csl.title],
    ["T2", csl["container-title"]],
    ["PY", date[0]],
    ["DA", risDate(date)],
    ["VL", csl.volume],
    ["IS", csl.issue],
    ["SP", first],
    ["EP", last],
    ["M1", csl.number],
    ["PB", csl.publisher],
    ["DO", csl.DOI],
    ["UR", csl.URL],
  ];

  const lines = fields
    .map(([tag, value]) => [tag, collapse(value)])
    .filter(([, value]) => value)
    .map(([tag, value]) => `${tag}  - ${value}\r\n`);
  return `${lines.join("")}ER  - \r\n`;
}

/** @param {Cited[]} datasets @returns {Export} */
export function ris(datasets) {
  const { list, notes } = works(datasets);
  return { text: list.map(risEntry).join("\r\n"), count: list.length, notes };
}

// ---- CSL-JSON

/** @param {Cited[]} datasets @returns {Export} */
export function csl(datasets) {
  const { list, notes } = works(datasets);
  const items = list.map(({ csl: item, key }) => ({ ...item, id: key }));
  return { text: `${JSON.stringify(items, null, 2)}\n`, count: list.length, notes };
}
