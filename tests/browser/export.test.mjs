// Exports can be read by other programs: small hostile inputs, and the whole shipped catalog.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { build, ROOT } from "./sites.mjs";

const { FORMATS, fileName, write, works } = await import(
  join(ROOT, "themes/default/static/choose/export.js")
);
const SITE = { title: "Atlas of Things", root: "https://atlas.example/sub/" };
const PYTHON = join(ROOT, "tests/browser/out/python/bin/python");

let number = 0;
function dataset(values = {}) {
  number += 1;
  return {
    slug: `d${number}`,
    url: `datasets/d${number}/`,
    name: `D ${number}`,
    category: ["A", "B"],
    categories: [["A", "B"]],
    description: "",
    dimensions: ["3D"],
    modalities: ["CT"],
    tasks: [],
    areas: [],
    formats: [],
    cases: 7,
    classes: null,
    released: null,
    challenge: null,
    links: { website: [], download: [], paper: [] },
    citation: [],
    authors: [],
    license: null,
    page: null,
    image: null,
    source: { file: "README.md", line: 1 },
    facts: {},
    images: [],
    ...values,
  };
}

function work(key, csl = {}, more = {}) {
  const item = { id: key, type: "article-journal", title: `T ${key}`, ...csl };
  return {
    key,
    type: "article",
    title: item.title,
    year: null,
    doi: csl.DOI ?? null,
    bibtex: `@article{${key},\n  title = {${item.title}}\n}`,
    csl: item,
    repaired_bibtex: null,
    broken: false,
    ...more,
  };
}

const of = (...citation) => [dataset({ citation })];
const keys = (text) => [...text.matchAll(/^@\w+\{([^,]*),/gm)].map(([, key]) => key);

/** What bibtexparser and rispy of Python read in two texts. */
function readWithPython(bibtex, ris) {
  if (!existsSync(PYTHON)) {
    assert.fail(
      `Python with bibtexparser and rispy is missing at ${PYTHON}: run "tests/run tools"`,
    );
  }
  const script = `
import json, sys, bibtexparser, rispy
texts = json.load(sys.stdin)
bib = bibtexparser.loads(texts["bibtex"])
print(json.dumps({"entries": bib.entries, "comments": len(bib.comments), "ris": rispy.loads(texts["ris"])}))`;

  const run = spawnSync(PYTHON, ["-c", script], {
    input: JSON.stringify({ bibtex, ris }),
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  assert.equal(run.status, 0, run.stderr);

  return JSON.parse(run.stdout);
}

test("citations with the same DOI, or the same title and year, are one work", () => {
  const year = (n) => ({ issued: { "date-parts": [[n]] } });
  const list = (...citation) => works(of(...citation)).list.map(({ key }) => key);
  assert.deepEqual(list(work("a", { DOI: "10.1/X" }), work("b", { DOI: "10.1/x" })), ["a"]);
  assert.deepEqual(
    list(
      work("a", { title: 'The "Größe": 1', ...year(2020) }),
      work("b", { title: "the grosse: 1", ...year(2020) }),
    ),
    ["a", "b"],
    "ß is not ss",
  );
  assert.deepEqual(
    list(
      work("a", { title: "Über all", ...year(2020) }),
      work("b", { title: "uber-ALL", ...year(2020) }),
    ),
    ["a"],
  );
  assert.deepEqual(
    list(work("a", { title: "X", ...year(2020) }), work("b", { title: "X", ...year(2021) })),
    ["a", "b"],
  );

  // c is the same work as a and as b.
  assert.deepEqual(
    list(
      work("a", { title: "X", DOI: "10.1/x" }),
      work("b", { title: "Y" }),
      work("c", { title: "Y", DOI: "10.1/x" }),
    ).length,
    1,
  );
});

test("keys are unique without regard to case, and valid", () => {
  const text = write(
    "bibtex",
    of(
      work("a", { title: "1" }),
      work("A", { title: "2" }),
      work("a", { title: "3" }),
      work("ké y", { title: "4" }, { bibtex: "@misc{ké y, title={4}}" }),
    ),
    SITE,
  ).text;
  assert.deepEqual(keys(text), ["a", "Aa", "ab", "key"]);
  const many = Array.from({ length: 30 }, (_, n) => work("k", { title: `n${n}` }));
  const made = keys(write("bibtex", of(...many), SITE).text);
  assert.equal(new Set(made).size, 30);
  assert.deepEqual(
    [made[0], made[1], made[26], made[27], made[28]],
    ["k", "ka", "kz", "kaa", "kab"],
  );
});

test("types of BibLaTeX become the nearest type of BibTeX", () => {
  const as = (kind) => work(kind, {}, { bibtex: `@${kind}{${kind}, title={x}}` });
  const { text } = write(
    "bibtex",
    of(as("Article"), as("dataset"), as("report"), as("arxiv")),
    SITE,
  );
  assert.deepEqual(
    [...text.matchAll(/^@(\w+)/gm)].map(([, kind]) => kind),
    ["Article", "misc", "techreport", "misc"],
  );
});

test("citations that cannot be written are left out, and noted", () => {
  const broken = work("x", {}, { csl: null, broken: true, bibtex: "@misc{x" });
  const words = work("", {}, { csl: null, type: "", bibtex: "Doe et al." });
  const repaired = work(
    "r",
    { title: "R" },
    { bibtex: "misc{r", repaired_bibtex: "@misc{r,\n  title = {R}\n}" },
  );
  const evil = "} @misc{evil, title={x}}\n@comment{";
  const { text, notes, count } = write(
    "bibtex",
    [dataset({ name: evil, citation: [broken, words, repaired] }), dataset()],
    SITE,
  );
  assert.deepEqual([keys(text), count], [["r"], 1]);
  assert.equal(notes.length, 4);

  for (const said of ["cannot be parsed", "plain text", "Repaired", "names no work"]) {
    assert.match(text.split("\n\n")[0], new RegExp(said));
  }
  assert.doesNotMatch(text.split("\n\n")[0], /[@{}]/);
  const read = readWithPython(text, "");
  assert.deepEqual(
    read.entries.map(({ ID }) => ID),
    ["r"],
  );
});

test("RIS: one tag per line, the right type, an end", () => {
  const csl = {
    type: "paper-conference",
    title: "A\nTY  - BOOK\r\nER  - ",
    author: [{ family: "Ng", given: "A.", suffix: "Jr." }, { literal: "The WHO" }],
    issued: { "date-parts": [[2020, 3]] },
    page: "1-9",
    "container-title": "Proc",
    DOI: "10.1/x",
    URL: "https://x.example/",
  };
  const { text } = write(
    "ris",
    of(work("a", csl), work("b", { type: "article", number: "arXiv:1", page: "e5" })),
    SITE,
  );
  assert.equal(text.replaceAll("\r\n", "").match(/[\r\n]/), null, "CRLF only");
  assert.match(
    text,
    /^TY {2}- CPAPER\r\nID {2}- a\r\nAU {2}- Ng, A\., Jr\.\r\nAU {2}- The WHO\r\nTI {2}- A TY - BOOK ER -\r\n/,
  );
  const { ris } = readWithPython("", text);
  assert.deepEqual(
    ris.map((one) => [one.type_of_reference, one.start_page, one.end_page]),
    [
      ["CPAPER", "1", "9"],
      ["UNPB", "e5", undefined],
    ],
  );
  assert.deepEqual(ris[0].authors, ["Ng, A., Jr.", "The WHO"]);
  assert.equal(ris[0].year, "2020");
});

test("CSV: no formulas, quotes doubled, line breaks kept within cells", () => {
  const { text } = write(
    "csv",
    [
      dataset({
        name: "=cmd()",
        description: 'a "b",\nc',
        challenge: "@x",
        license: "-1",
        cases: 12,
        formats: ["\tx"],
      }),
    ],
    SITE,
  );
  const [head, ...rest] = text.split("\r\n");
  assert.equal(head.split(",").length, 19);
  assert.match(
    rest.join("\n"),
    /^d\d+,'=cmd\(\),A > B,"a ""b"",\nc",3D,CT,,,'\tx,12,,,'@x,,,,'-1,,datasets\/d\d+\/\n$/,
  );
});

test("Markdown: text cannot leave its cell, and links are http or https", () => {
  const links = {
    website: [{ label: "x", url: "javascript:alert(1)" }],
    download: [{ label: "y", url: "https://x.example/a|b (c)" }],
    paper: [],
  };
  const { text } = write(
    "markdown",
    [dataset({ slug: "s", url: "datasets/s/", name: "A | [b](c)\n<i>`d`", links })],
    SITE,
  );
  const row = text.split("\n")[2];
  assert.equal(text.split("\n").length, 4);
  assert.equal(row.replaceAll("\\|", "").split("|").length, 12);
  assert.ok(
    row.includes("[A \\| \\[b\\](c) \\<i\\>\\`d\\`](https://atlas.example/sub/datasets/s/)"),
    row,
  );
  assert.ok(row.includes("Website [Download](https://x.example/a%7Cb%20%28c%29)"), row);
});

test("every format accepts an empty list", () => {
  for (const { id } of FORMATS) {
    const { text, count } = write(id, [], SITE);
    assert.equal(count, 0);
    assert.equal(typeof text, "string");
  }
  assert.deepEqual(JSON.parse(write("csl", [], SITE).text), []);
  assert.equal(
    fileName("bibtex", [dataset(), dataset()], 'Ünïque  Atlas / of "Things"'),
    "unique-atlas-of-things-2-datasets.bib",
  );
  assert.equal(fileName("csl", [dataset({ slug: "s" })], ""), "catalog-s.csl.json");
});

test("the shipped catalog: every entry is valid, keys are unique, one entry per distinct work", () => {
  const folder = build("content", "export-content");
  const catalog = JSON.parse(readFileSync(join(folder, "catalog.json"), "utf8"));
  const all = catalog.datasets.map(({ slug }) =>
    JSON.parse(readFileSync(join(folder, "datasets", slug, "index.json"), "utf8")),
  );
  const site = { title: catalog.title, root: SITE.root };
  const [bibtex, ris, csl] = ["bibtex", "ris", "csl"].map((id) => write(id, all, site));

  // Counts distinct works in another way: pairs that share a DOI, or title and year, are joined
  // until nothing changes.
  const cited = all.flatMap(({ citation }) => citation).filter((one) => one.csl);
  assert.ok(cited.length > 20);
  const same = (a, b) =>
    (a.csl.DOI && a.csl.DOI.toLowerCase() === b.csl.DOI?.toLowerCase()) || plain(a) === plain(b);
  const plain = ({ csl: { title, issued } }) =>
    `${title
      .normalize("NFKD")
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]/gu, "")} ${issued?.["date-parts"][0][0]}`;
  const group = cited.map((_, at) => at);

  for (let changed = true; changed;) {
    changed = false;
    cited.forEach((a, i) =>
      cited.forEach((b, j) => {
        if (group[i] < group[j] && same(a, b)) {
          group[j] = group[i];
          changed = true;
        }
      }),
    );
  }
  const distinct = new Set(group).size;
  const read = readWithPython(bibtex.text, ris.text);
  const ids = read.entries.map(({ ID }) => ID);
  assert.deepEqual(
    [ids.length, read.ris.length, JSON.parse(csl.text).length],
    [distinct, distinct, distinct],
    bibtex.notes.join("\n"),
  );
  assert.equal(new Set(ids.map((id) => id.toLowerCase())).size, distinct);

  for (const entry of read.entries) {
    assert.ok(entry.title?.trim() && entry.ENTRYTYPE, JSON.stringify(entry));
  }
  assert.deepEqual(
    read.ris.map(({ id }) => id),
    ids,
  );
  assert.ok(
    read.ris.every((one) => one.title && one.authors?.length && one.year),
    "each has a title, authors and a year",
  );
  assert.deepEqual(JSON.parse(write("json", all, site).text), catalog.datasets);
});
