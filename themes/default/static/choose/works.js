// Works to cite as text: BibTeX, RIS, CSL-JSON. Without a page: Node runs it too.
// In: datasets as their index.json holds them. Out: `{ text, count, notes }`; notes say what was left out or repaired.

const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "");
const line = (text) =>
  String(text ?? "")
    .replace(/\s+/g, " ")
    .trim();

// What two mentions of one work share: its DOI, or its title and year.
function marks({ csl, doi, year }) {
  const found = [];
  const id = (csl?.DOI ?? doi ?? "").toLowerCase();
  if (id) found.push(`doi ${id}`);
  const title = plain(csl?.title ?? "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, "");
  if (title) found.push(`title ${title} ${csl.issued?.["date-parts"]?.[0]?.[0] ?? year ?? ""}`);
  return found;
}

// The same work under two keys may join groups that were apart until then.
function group(citations) {
  const groups = new Map();
  for (const citation of citations) {
    const own = marks(citation);
    if (own.length === 0) own.push(`text ${citation.bibtex}`);
    const near = [...new Set(own.map((mark) => groups.get(mark)).filter(Boolean))].sort(
      (a, b) => a.order - b.order,
    );
    const joined = near[0] ?? { order: groups.size, citations: [], marks: [] };
    for (const other of near.slice(1)) {
      joined.citations.push(...other.citations);
      joined.marks.push(...other.marks);
    }
    joined.citations.push(citation);
    joined.marks.push(...own);
    for (const mark of joined.marks) groups.set(mark, joined);
  }
  return [...new Set(groups.values())].sort((a, b) => a.order - b.order);
}

// a, b, … z, aa, ab, …
function suffix(n) {
  const last = String.fromCharCode(97 + (n % 26));
  return n < 26 ? last : suffix(Math.floor(n / 26) - 1) + last;
}

// BibTeX itself does not tell keys apart by case.
function unique(wanted, taken) {
  let key = wanted;
  for (let n = 0; taken.has(key.toLowerCase()); n++) key = wanted + suffix(n);
  taken.add(key.toLowerCase());
  return key;
}

function keyOf({ key, csl }) {
  const clean = (text) => plain(text ?? "").replace(/[^A-Za-z0-9_:.+/-]/g, "");
  const first = csl.author?.[0];
  const made =
    clean(first?.family ?? first?.literal).toLowerCase() +
    (csl.issued?.["date-parts"]?.[0]?.[0] ?? "");
  return clean(csl.id) || clean(key) || made || "work";
}

// `@kind{key, fields}`: the kind, and what follows the key.
const HEAD = /^\s*@\s*([A-Za-z]+)\s*\{[^,={}]*(,[\s\S]*)$/;

// Types that BibTeX itself knows. Programs drop entries of others, of BibLaTeX or invented: they are written as the nearest.
const KINDS =
  /^(article|book|booklet|conference|inbook|incollection|inproceedings|manual|mastersthesis|misc|phdthesis|proceedings|techreport|unpublished)$/i;
const NEAREST = { report: "techreport", thesis: "phdthesis" };
const kindOf = (kind) => (KINDS.test(kind) ? kind : (NEAREST[kind.toLowerCase()] ?? "misc"));

const source = ({ repaired_bibtex, bibtex }) => (repaired_bibtex ?? bibtex ?? "").trim();

// Distinct works with unique keys, and what is to be said about the rest.
export function works(datasets) {
  const notes = [];
  const good = [];
  for (const { name, citation } of datasets) {
    for (const one of citation ?? []) {
      const what = one.key ? `${line(name)} (${line(one.key)})` : line(name);
      if (one.csl && HEAD.test(source(one))) good.push(one);
      else if (one.broken || one.csl) notes.push(`Left out: ${what}, whose BibTeX cannot be read`);
      else notes.push(`Left out: ${what}, a reference in plain words`);
      if (one.csl && one.repaired_bibtex) notes.push(`Repaired: ${what}`);
    }
  }
  const taken = new Set();
  const list = group(good).map(({ citations }) => {
    // The entry that is fine as written, with the most to say.
    const rank = (one) => (one.repaired_bibtex ? 0 : 1000) + Object.keys(one.csl).length;
    const best = citations.reduce((a, b) => (rank(b) > rank(a) ? b : a));
    return { ...best, key: unique(keyOf(best), taken) };
  });
  const silent = datasets.filter(({ citation }) => !citation?.length).length;
  if (silent)
    notes.push(
      `${silent} of ${datasets.length} ${datasets.length === 1 ? "dataset" : "datasets"} ${silent === 1 ? "names" : "name"} no work to cite`,
    );
  return { list, notes };
}

export function bibtex(datasets, { title = "" } = {}) {
  const { list, notes } = works(datasets);
  // An @ would start an entry, a brace could close one.
  const comment = (text) => `% ${line(text).replace(/@/g, "(at)").replace(/[{}]/g, "")}`;
  const head = [
    `${list.length} ${list.length === 1 ? "work" : "works"} to cite${title && ` from ${title}`}`,
    ...notes,
  ].map(comment);
  const entries = list.map((one) => {
    const [, kind, fields] = source(one).match(HEAD);
    return `@${kindOf(kind)}{${one.key}${fields}`;
  });
  return { text: `${[head.join("\n"), ...entries].join("\n\n")}\n`, count: list.length, notes };
}

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

function risOf({ csl, key }) {
  const preprint = csl.type === "article" && /^arxiv:/i.test(csl.number ?? "");
  const [year, month, day] = csl.issued?.["date-parts"]?.[0] ?? [];
  const two = (n) => (n ? String(n).padStart(2, "0") : "");
  const [first, last, more] = (csl.page ?? "").split("-");
  const range = last !== undefined && more === undefined && !/[,;]/.test(csl.page);
  const lines = [
    ["TY", preprint ? "UNPB" : (RIS_TYPES[csl.type] ?? "GEN")],
    ["ID", key],
  ];
  for (const { family, given, suffix: jr, literal } of csl.author ?? [])
    lines.push(["AU", literal ?? [family, given, jr].filter(Boolean).join(", ")]);
  lines.push(
    ["TI", csl.title],
    ["T2", csl["container-title"]],
    ["PY", year],
    ["DA", month ? `${year}/${two(month)}/${two(day)}` : ""],
  );
  lines.push(
    ["VL", csl.volume],
    ["IS", csl.issue],
    ["SP", range ? first : csl.page],
    ["EP", range ? last : ""],
    ["M1", csl.number],
  );
  lines.push(["PB", csl.publisher], ["DO", csl.DOI], ["UR", csl.URL]);
  const said = lines.map(([tag, value]) => [tag, line(value)]).filter(([, value]) => value);
  return [...said.map(([tag, value]) => `${tag}  - ${value}\r\n`), "ER  - \r\n"].join("");
}

export function ris(datasets) {
  const { list, notes } = works(datasets);
  return { text: list.map(risOf).join("\r\n"), count: list.length, notes };
}

export function csl(datasets) {
  const { list, notes } = works(datasets);
  const items = list.map(({ csl: item, key }) => ({ ...item, id: key }));
  return { text: `${JSON.stringify(items, null, 2)}\n`, count: list.length, notes };
}
