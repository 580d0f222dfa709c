// The search engine in Node, with the shipped catalog and a large generated one.
import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { before, describe, test } from "node:test";
import { build, ROOT, run } from "./sites.mjs";
import { grow } from "./grow.mjs";

const STATIC = join(ROOT, "themes", "default", "static");
const { distance, fold, open, stem, STOP_WORDS } = await import(
  join(STATIC, "search", "engine.js")
);
const state = await import(join(STATIC, "datasets", "state.js"));

/** Opens the index of a site. `loads` are the files that the engine loaded. */
async function openSite(site) {
  const loads = [];
  const load = async (path) => {
    loads.push(path);
    return JSON.parse(readFileSync(join(site, "search", path), "utf8"));
  };
  const catalog = JSON.parse(readFileSync(join(site, "catalog.json"), "utf8"));
  return { engine: await open(load), loads, datasets: catalog.datasets, site };
}

/** Makes a generator of pseudorandom numbers below a limit, the same in every run. */
function makeRandom(seed) {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return state % limit;
  };
}

const names = ({ results }) => results.map((result) => result.name);

/** The share of cases for which a condition holds, and the first ones for which it does not. */
async function share(cases, holds) {
  const missed = [];
  for (const one of cases) if (!(await holds(one))) missed.push(one);
  return { share: 1 - missed.length / cases.length, missed: missed.slice(0, 10) };
}

const separateWords = (name) => name.replace(/[^\p{L}\p{N}]+/gu, " ").trim();
const joinWords = (name) => name.replace(/[^\p{L}\p{N}]+/gu, "");

/**
 * Names with a typo in a word of at least six letters: a letter is missing, doubled, swapped or
 * replaced.
 */
function makeTypos(datasets) {
  const random = makeRandom(5);
  const letters = "abcdefghijklmnopqrstuvwxyz";
  const cases = [];
  for (const { name, slug } of datasets) {
    for (const word of name.match(/[A-Za-z]{6,}/g) ?? []) {
      const at = random(word.length - 1);
      const forms = [
        word.slice(0, at) + word.slice(at + 1),
        word.slice(0, at) + word[at] + word.slice(at),
        word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2),
        word.slice(0, at) + letters[random(26)] + word.slice(at + 1),
      ];
      const typed = forms[random(4)];
      if (typed.toLowerCase() !== word.toLowerCase()) {
        cases.push({ name, slug, query: name.replace(word, typed) });
      }
    }
  }

  return cases;
}

describe("the shipped catalog", () => {
  let it;
  before(async () => {
    it = await openSite(build("content", "engine"));
  });

  test("an exact name comes first, in any spelling", async () => {
    for (const form of [(name) => name, (name) => name.toLowerCase(), separateWords]) {
      const { share: found, missed } = await share(
        it.datasets,
        async ({ name }) => names(await it.engine.search(form(name), { limit: 1 }))[0] === name,
      );
      assert.equal(found, 1, `${form}: ${missed.map((dataset) => dataset.name)}`);
    }
    const whole = await share(
      it.datasets,
      async ({ name }) => names(await it.engine.search(joinWords(name), { limit: 1 }))[0] === name,
    );
    assert.ok(whole.share >= 0.97, `joined: ${whole.missed.map((dataset) => dataset.name)}`);
  });

  test("a typo of one letter is corrected", async () => {
    const cases = makeTypos(it.datasets);
    assert.ok(cases.length > 50);
    const { share: found, missed } = await share(cases, async ({ query, name }) =>
      names(await it.engine.search(query, { limit: 5 })).includes(name),
    );
    assert.ok(found >= 0.98, JSON.stringify(missed));
    const { corrected } = await it.engine.search("segmentaton of the livr");
    assert.match(corrected, /segmentation of the liver/);
  });

  test("matches in the facts come before matches in the text, and names before both", async () => {
    for (const query of ["liver", "retina", "polyp", "brain", "chest", "nodule"]) {
      const { results } = await it.engine.search(query, { limit: 500 });
      const tiers = results.map((result) => result.tier);
      assert.equal(
        tiers.lastIndexOf("facts") < (tiers.indexOf("text") + 1 || Infinity),
        true,
        `${query}: ${tiers}`,
      );
    }
    const { results } = await it.engine.search("chest");
    assert.match(results[0].name, /chest/i);
  });

  test("abbreviations, synonyms and Chinese words find the English facts", async () => {
    for (const [query, field, value] of [
      ["wsi", "modalities", "Pathology"],
      ["眼底", "modalities", "Fundus"],
      ["us", "modalities", "Ultrasound"],
      ["computed tomography", "modalities", "CT"],
      ["超声", "modalities", "Ultrasound"],
      ["分割", "tasks", "Segmentation"],
    ]) {
      const { results } = await it.engine.search(query, { limit: 5 });
      const found = results.map((result) =>
        it.datasets.find((dataset) => dataset.slug === result.slug),
      );
      const right = found.filter((dataset) => dataset[field].includes(value));
      assert.ok(right.length >= 3, `${query}: ${names({ results })}`);
    }
  });

  test("the start of a word is enough while typing", async () => {
    for (const query of ["segmentat", "ultras", "endosc", "patho"]) {
      assert.ok((await it.engine.search(query)).total > 0, query);
    }
  });

  test("every result has its URL and the words that matched", async () => {
    const { results, total, corrected } = await it.engine.search("liver ct");
    assert.equal(corrected, null);
    assert.ok(total >= results.length && results.length);
    for (const { slug, name, url, score, matched, tier } of results) {
      assert.ok(existsSync(join(it.site, decodeURIComponent(url), "index.html")), url);
      assert.ok(slug && name && score > 0 && ["facts", "text"].includes(tier));
      assert.ok(matched.length > 0 && matched.every((form) => form === fold(form)), `${matched}`);
    }
  });

  test("no query breaks the engine", async () => {
    for (const query of [
      "",
      " ",
      '"',
      "(",
      "\\",
      "%00",
      "💥",
      "<script>",
      "a".repeat(5000),
      "the of and",
      "肝",
      "constructor",
      "__proto__",
      "٣",
      "ﬁ",
    ]) {
      const { total, results } = await it.engine.search(query);
      assert.ok(Number.isInteger(total) && Array.isArray(results), query);
      await it.engine.facets(query, {
        constructor: ["x"],
        modality: ["x"],
        cases: ["x", "-", "9-1"],
        year: [2020],
      });
    }
    assert.equal((await it.engine.search("")).total, it.datasets.length);
  });

  test("files are loaded only when a word needs them", async () => {
    const { engine, loads } = await openSite(it.site);
    assert.equal(loads.length, 2, "the manifest and the first tier");
    await engine.search("liver ct segmentation", { fullText: false });
    await engine.facets("", { modality: ["CT"] }).then(() => {});
    assert.ok(loads.length <= 2 + 3, `${loads}`);
    await engine.search("liver ct segmentation");
    const texts = loads.filter((path) => path.startsWith("text"));
    assert.ok(texts.length <= 3, `${texts}`);
    assert.equal(new Set(loads).size, loads.length, "no file is loaded twice");
  });

  test("facet counts equal a recount for any filters", async () => {
    await checkCounts(it, 1000);
  });

  test("the terms equal those of the generator", async () => {
    const manifest = JSON.parse(readFileSync(join(it.site, "search", "manifest.json"), "utf8"));
    const { facts } = JSON.parse(
      readFileSync(join(it.site, "search", `facts.${manifest.bundle}.json`), "utf8"),
    );
    let compared = 0;

    for (const item of facts.terms.split(" ")) {
      const [, term, sign, rest] = item.match(/^([^+=]+)(?:([+=])(.+))?$/);
      const shown = sign === "+" ? term + rest : rest;
      if (!shown || !/^[a-z]+$/.test(shown)) continue;
      assert.equal(stem(shown), term);
      compared += 1;
    }
    assert.ok(compared > 100, `${compared}`);

    for (const line of readFileSync(join(ROOT, "tests", "fixtures", "stems.txt"), "utf8")
      .trim()
      .split("\n")) {
      const [word, term] = line.split(" ");
      assert.equal(stem(word), term, word);
    }
  });
});

/** The values of a dataset in a facet. */
function valuesOf(dataset, field) {
  const lists = {
    modality: "modalities",
    task: "tasks",
    area: "areas",
    dimension: "dimensions",
    format: "formats",
  };
  if (lists[field]) return dataset[lists[field]];
  if (field === "category") {
    return dataset.categories.flatMap((path) =>
      path.map((_, at) => path.slice(0, at + 1).join(" > ")),
    );
  }
  if (field === "year") return dataset.released ? [dataset.released.slice(0, 4)] : [];

  return dataset[field] === null ? [] : [dataset[field]];
}

function has(dataset, field, value) {
  const values = valuesOf(dataset, field);
  if (!["cases", "classes", "year"].includes(field)) return values.includes(value);
  const [from, to] = value.includes("-") ? value.split("-") : [value, value];
  return values.some(
    (number) =>
      number !== null &&
      Number(number) >= Number(from || 0) &&
      Number(number) <= Number(to || Infinity),
  );
}

/** Compares facet counts and totals with a recount of catalog.json, for random filters and queries. */
async function checkCounts({ engine, datasets }, rounds) {
  const random = makeRandom(11);
  const all = await engine.facets("");
  const fields = Object.keys(all).filter((field) => all[field].length);
  assert.ok(
    ["modality", "task", "category", "dimension", "year", "cases", "classes"].every((field) =>
      fields.includes(field),
    ),
    `${fields}`,
  );

  for (let round = 0; round < rounds; round += 1) {
    const filters = {};
    for (let n = random(4); n >= 0; n -= 1) {
      const field = fields[random(fields.length)];
      filters[field] = Array.from(
        { length: 1 + random(3) },
        () => all[field][random(all[field].length)].value,
      );
    }
    if (random(5) === 0) filters.cases = [`${random(100)}-${100 + random(5000)}`];
    const query = ["", "", "liver", "segmentation", "ct"][random(5)];
    const hits = query
      ? new Set(
          (await engine.search(query, { limit: datasets.length })).results.map(
            (result) => result.slug,
          ),
        )
      : null;
    const fits = (dataset, skipped) =>
      (!hits || hits.has(dataset.slug)) &&
      Object.entries(filters).every(
        ([field, values]) =>
          field === skipped || values.some((value) => has(dataset, field, value)),
      );
    const { total } = await engine.search(query, { filters, limit: 1 });
    assert.equal(
      total,
      datasets.filter((dataset) => fits(dataset)).length,
      JSON.stringify({ query, filters }),
    );
    const counts = await engine.facets(query, filters);
    for (const field of fields) {
      for (const { value, count } of counts[field]) {
        const expect = datasets.filter(
          (dataset) => fits(dataset, field) && has(dataset, field, value),
        ).length;
        assert.equal(count, expect, JSON.stringify({ query, filters, field, value }));
      }
    }
    const given = {
      q: query,
      filters,
      sort: state.SORTS[random(state.SORTS.length)],
      view: ["", "cards"][random(2)],
    };
    const read = state.read(`?${state.write(given)}`);
    const distinct = Object.fromEntries(
      Object.entries(filters).map(([field, values]) => [field, [...new Set(values)]]),
    );
    assert.deepEqual(read, { ...given, filters: distinct });
    assert.equal(state.write(read), state.write({ ...given, filters: distinct }));
  }
}

describe("4,000 datasets", () => {
  let it;
  before(async () => {
    const folder = join(ROOT, "tests", "browser", "out", "grown");
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    grow(join(ROOT, "content"), join(folder, "catalog"), 4000);
    run(["build", join(folder, "catalog"), "--output", join(folder, "site")]);
    it = await openSite(join(folder, "site"));
  });

  test("the first tier is loaded in parts", async () => {
    assert.equal(it.datasets.length, 4000);
    const { engine, loads } = await openSite(it.site);
    assert.ok(loads.length <= 2, `${loads}`);
    await engine.search("liver tumor ct segmentation", { fullText: false });
    assert.ok(
      loads.some((path) => path.startsWith("facts-")) &&
        !loads.some((path) => path.startsWith("columns")),
    );
  });

  test("names and typos are found as in a small catalog", async () => {
    const random = makeRandom(3);
    const some = Array.from({ length: 300 }, () => it.datasets[random(it.datasets.length)]);
    for (const form of [(name) => name, (name) => name.toLowerCase(), separateWords, joinWords]) {
      const { share: found, missed } = await share(
        some,
        async ({ name }) => names(await it.engine.search(form(name), { limit: 1 }))[0] === name,
      );
      assert.ok(found >= 0.995, `${form}: ${missed.map((dataset) => dataset.name)}`);
    }
    const { share: found, missed } = await share(makeTypos(some), async ({ query, name }) =>
      names(await it.engine.search(query, { limit: 5 })).includes(name),
    );
    assert.ok(found >= 0.95, JSON.stringify(missed));
  });

  test("facet counts equal a recount, as in a small catalog", async () => {
    await checkCounts(it, 20);
  });
});

test("the edit distance counts swapped neighbours as one step", () => {
  for (const [a, b, expect] of [
    ["liver", "liver", 0],
    ["livr", "liver", 1],
    ["lvier", "liver", 1],
    ["liver", "loves", 2],
    ["", "ab", 2],
  ]) {
    assert.equal(distance(a, b, 3), expect, `${a} ${b}`);
  }
  assert.equal(distance("abcdef", "uvwxyz", 2), 3, "above the limit");
});

test("unknown parts of a URL are ignored", () => {
  assert.deepEqual(
    state.read("?q=a&sort=evil&view=evil&__proto__=x&Modality=x&x%00=y&constructor=z"),
    { q: "a", filters: { constructor: ["z"] }, sort: "", view: "" },
  );
  assert.equal(state.write(state.read("")), "");
});

test("the stop words are those of elasticlunr", async () => {
  const { default: elasticlunr } = await import("elasticlunr");
  const expected = Object.keys(elasticlunr.defaultStopWords).filter(Boolean);
  assert.deepEqual([...STOP_WORDS].sort(), expected.sort());
});

const LIST = `# Catalog

## CT

| Dataset                      | Description     |
|------------------------------|-----------------|
| [KiTS19](resources/KiTS19.md) | 3D CT, 210 cases |
| [肝脏集](resources/b.md)      | 2D MRI, 3 cases  |
`;

test("elasticlunr.js loads the JSON of the crate and finds datasets", async () => {
  const folder = join(ROOT, "tests", "browser", "out", "elasticlunr");
  const catalog = join(folder, "catalog");
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(catalog, "resources"), { recursive: true });
  writeFileSync(join(catalog, "README.md"), LIST);
  writeFileSync(join(catalog, "resources", "KiTS19.md"), "# KiTS19\n\nKidneys with tumours.\n");
  writeFileSync(join(catalog, "resources", "b.md"), "# 肝脏集\n\n肝脏肿瘤。 Livers.\n");
  writeFileSync(join(catalog, "medatlas.toml"), "[search]\nelasticlunr_json = true\n");
  run(["build", catalog, "--output", join(folder, "site")]);

  const { default: elasticlunr } = await import("elasticlunr");
  const json = readFileSync(join(folder, "site", "search", "elasticlunr.json"), "utf8");
  const index = elasticlunr.Index.load(JSON.parse(json));
  const first = (query) => index.search(query, {})[0]?.ref;
  for (const [query, slug] of [
    ["kits19", "kits19"],
    ["tumour kidney", "kits19"],
    ["livers", "b"],
    ["肝脏", "b"],
  ]) {
    assert.equal(first(query), slug, query);
  }
});
