// What search engines, dataset search, feed readers and hosts get, checked with their own readers
// and rules, and against the visible text of the pages.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { parseAllHeaders } from "@netlify/headers-parser";
import { parseAllRedirects } from "@netlify/redirect-parser";
import { parseFeed } from "@rowanmanning/feed-parser";
import { CspEvaluator } from "csp_evaluator/dist/evaluator.js";
import { Severity } from "csp_evaluator/dist/finding.js";
import { CspParser } from "csp_evaluator/dist/parser.js";
import { launch } from "./browser.mjs";
import { serve } from "./server.mjs";
import { build, HERE, listFiles, listPages } from "./sites.mjs";

const PYTHON = join(HERE, "out/python/bin/python");
const BASE = "https://atlas.example.org/sub/";
const SITES = ["content", "fixture"].map((catalog) => [
  catalog,
  build(catalog, `found-${catalog}`, ["--base-url", BASE]),
]);

/** The nodes in the structured data of a page. */
function readNodes(folder, path) {
  const html = readFileSync(join(folder, path), "utf8");
  const block = /<script type="?application\/ld\+json"?>(.*?)<\/script>/s.exec(html);
  assert.ok(block, `${path} has no structured data`);
  return JSON.parse(block[1])["@graph"];
}

const datasetPages = (folder) =>
  listPages(folder).filter((path) => /^datasets\/[^/]+\/index\.html$/.test(path));
const datasetOf = (folder, path) =>
  readNodes(folder, path).find((node) => node["@type"] === "sc:Dataset");

function xmllint(schema, file) {
  return spawnSync(
    "xmllint",
    ["--noout", "--nonet", "--schema", join(HERE, "schemas", schema), file],
    { encoding: "utf8" },
  );
}

/** The errors in the record of a dataset, by the rules of its vocabulary and of dataset search. */
function findErrors(record, url) {
  const errors = [];
  const require = (isValid, what) => isValid || errors.push(what);
  const isText = (value) => typeof value === "string" && value.trim() !== "";
  const isUrl = (value) => isText(value) && /^https?:\/\/\S+$/.test(value);
  const list = (value) => (value === undefined ? [] : [value].flat());
  require(isText(record.name), "name");
  require(isText(record.description) &&
    [...record.description].length >= 50 &&
    [...record.description].length <= 5000, "description of 50 to 5000 characters");
  require(record.url === url, `url ${record.url}`);
  require(list(record.sameAs).every(isUrl), "sameAs");
  require(list(record.creator).every(
    (agent) => ["sc:Person", "sc:Organization"].includes(agent["@type"]) && isText(agent.name),
  ), "creator");
  require(list(record.citation).every(isText) &&
    list(record.keywords).every(isText) &&
    list(record.measurementTechnique).every(isText), "texts");
  require(record.datePublished === undefined ||
    /^\d{4}(-\d{2}(-\d{2})?)?$/.test(record.datePublished), "datePublished");
  require(record.isAccessibleForFree === undefined ||
    typeof record.isAccessibleForFree === "boolean", "isAccessibleForFree");
  require(record.includedInDataCatalog?.url === BASE, "includedInDataCatalog");
  require(list(record.distribution).every(
    (file) => isUrl(file.contentUrl) && (file.sha256 || file.md5),
  ), "distribution");

  return errors;
}

for (const [catalog, folder] of SITES) {
  describe(`the site of ${catalog}`, () => {
    test("has a record on every dataset page with the required fields", () => {
      const all = datasetPages(folder);
      const wrong = all.flatMap((path) =>
        findErrors(datasetOf(folder, path), BASE + encodeURI(path.replace("index.html", ""))).map(
          (error) => `${path}: ${error}`,
        ),
      );
      assert.deepEqual(wrong, []);
      assert.equal(
        all.length,
        JSON.parse(readFileSync(join(folder, "catalog.json"), "utf8")).datasets.length,
      );
    });

    test("is accepted by the reader of Croissant", () => {
      const { status, stdout } = spawnSync(PYTHON, [join(HERE, "croissant.py"), folder], {
        encoding: "utf8",
      });
      assert.equal(status, 0, stdout);
      assert.match(
        stdout,
        new RegExp(`^${datasetPages(folder).length} pages, \\d+ records, 0 faults$`, "m"),
      );
    });

    test("has a sitemap, feeds and a search description that conform to their schemas", () => {
      const named = (name) => listFiles(folder).filter((path) => path.split("/").pop() === name);
      const all = [
        ["sitemap.xsd", "sitemap.xml"],
        ["opensearch.xsd", "opensearch.xml"],
        ["atom.xsd", "feed.xml"],
      ];

      for (const [schema, name] of all) {
        assert.ok(named(name).length > 0, name);
        for (const path of named(name)) {
          const { status, stderr } = xmllint(schema, join(folder, path));
          assert.equal(status, 0, stderr);
        }
      }
    });

    test("has feeds that a feed reader accepts", () => {
      const feeds = listFiles(folder).filter((path) => path.endsWith("feed.xml"));
      for (const path of feeds) {
        const text = readFileSync(join(folder, path), "utf8");
        const feed = parseFeed(text);
        assert.equal(feed.meta.type, "atom");
        assert.equal(feed.self, BASE + encodeURI(path));
        assert.equal(feed.items.length, (text.match(/<entry>/g) ?? []).length);
        for (const item of feed.items) {
          assert.ok(
            item.title && item.url?.startsWith(`${BASE}datasets/`) && item.updated instanceof Date,
            path,
          );
        }
      }
      const {
        version,
        home_page_url: home,
        feed_url: self,
        items,
      } = JSON.parse(readFileSync(join(folder, "feed.json"), "utf8"));
      assert.deepEqual(
        [version, home, self],
        ["https://jsonfeed.org/version/1.1", BASE, `${BASE}feed.json`],
      );
      assert.ok(items.length > 0 && new Set(items.map((item) => item.id)).size === items.length);

      for (const item of items) {
        assert.ok(
          item.title &&
            item.url.startsWith(BASE) &&
            (item.content_text || item.content_html) &&
            !Number.isNaN(Date.parse(item.date_published)),
        );
      }
    });

    test("has headers and redirects that the parsers of the host accept", async () => {
      const { headers, errors } = await parseAllHeaders({
        headersFiles: [join(folder, "_headers")],
        minimal: true,
      });
      assert.deepEqual(errors, []);
      const { values } = headers.find((rule) => rule.for === "/sub/*");
      const byName = Object.fromEntries(
        Object.entries(values).map(([name, value]) => [name.toLowerCase(), value]),
      );
      assert.equal(byName["x-content-type-options"], "nosniff");
      assert.ok(byName["content-security-policy"]);
      const found = await parseAllRedirects({
        redirectsFiles: [join(folder, "_redirects")],
        configRedirects: [],
        minimal: true,
      });
      assert.deepEqual(found.errors, []);
      assert.ok(found.redirects.length > 0);
      const paths = new Set(listFiles(folder));

      for (const { to, status } of found.redirects) {
        assert.ok(
          status === 301 && paths.has(`${decodeURI(to).replace("/sub/", "")}index.html`),
          to,
        );
      }
    });

    test("has a content security policy without weaknesses in every page and in the headers", () => {
      const policies = new Set();
      for (const path of listPages(folder)) {
        const html = readFileSync(join(folder, path), "utf8");
        const meta = [...html.matchAll(/<meta\s[^>]*>/g)]
          .map(([tag]) => tag)
          .find((tag) => /http-equiv="?content-security-policy/i.test(tag));
        assert.ok(meta, `${path} has no policy`);
        policies.add(/content="([^"]*)"/.exec(meta)[1]);
      }
      policies.add(
        /Content-Security-Policy: (.*)/.exec(readFileSync(join(folder, "_headers"), "utf8"))[1],
      );

      for (const policy of policies) assert.deepEqual(findWeaknesses(policy), [], policy);
    });
  });
}

/** What the evaluator reports about a policy, without remarks. */
function findWeaknesses(policy) {
  const parsed = new CspParser(policy).csp;
  const severe = [
    Severity.HIGH,
    Severity.SYNTAX,
    Severity.MEDIUM,
    Severity.HIGH_MAYBE,
    Severity.MEDIUM_MAYBE,
  ];
  const found = new CspEvaluator(parsed)
    .evaluate()
    .filter(({ severity }) => severe.includes(severity));

  // 'self' is safe here: the host serves no scripts except those of the site.
  const isSelf = (finding) => finding.directive === "script-src" && finding.value === "'self'";
  return found
    .filter((finding) => !isSelf(finding))
    .map(({ directive, description }) => `${directive}: ${description}`);
}

describe("the records of datasets", () => {
  let browser;
  let server;
  before(async () => {
    browser = await launch();
    server = await serve(SITES[0][1], "/sub/");
  });
  after(async () => {
    await browser?.close();
    await server?.close();
  });

  test("contain only facts that their pages show", async () => {
    const [[, folder]] = SITES;
    const page = await (await browser.newContext({ javaScriptEnabled: true })).newPage();
    const wrong = [];
    let facts = 0;

    for (const path of datasetPages(folder)) {
      await page.goto(server.url + encodeURI(path.replace("index.html", "")));
      const { shown, links } = await page.evaluate(() => ({
        shown: [
          document.querySelector("main").textContent,
          ...[...document.querySelectorAll("main details")].map((part) => part.textContent),
        ].join(" "),
        links: [...document.querySelectorAll("main a")].map((a) => a.href),
      }));
      for (const [what, text] of factsOf(datasetOf(folder, path))) {
        facts += 1;
        const isShown =
          what === "sameAs"
            ? links.includes(new URL(text).href) || links.includes(text)
            : normalize(shown).includes(normalize(text));
        if (!isShown) wrong.push(`${path} ${what}: ${text.slice(0, 120)}`);
      }
    }
    assert.deepEqual(wrong.slice(0, 20), [], `${wrong.length} of ${facts}`);
    assert.ok(facts > 2000, `only ${facts}`);
  });
});

/** Only letters and digits: markup and punctuation differ between records and pages. */
function normalize(text) {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "");
}

/**
 * The facts of a record with their names. A description consists of the entry in the list and the
 * lead of the page, and is compared by sentences.
 */
function factsOf(record) {
  const found = [
    ["name", record.name],
    ["description", record.description],
  ].flatMap(([what, text]) => text.split(/(?<=[.!?])\s+/).map((part) => [what, part]));

  for (const what of [
    "keywords",
    "measurementTechnique",
    "sameAs",
    "variableMeasured",
    "datePublished",
    "citeAs",
  ]) {
    for (const text of [record[what] ?? []].flat()) found.push([what, text]);
  }

  for (const who of record.creator ?? []) {
    found.push(["creator", who.name]);
    if (who.affiliation) found.push(["creator", who.affiliation.name]);
  }

  for (const work of [record.citation ?? []].flat()) {
    found.push(["citation", work.replace(/^.*? et al\. /, "").split(". ")[0]]);
  }
  if (record.license) found.push(["license", record.license.name]);

  return found.filter(([, text]) => text);
}

describe("the checks of this file", () => {
  const [, [, folder]] = SITES;

  test("detect an incomplete record", () => {
    const copy = `${folder}-broken`;
    rmSync(copy, { recursive: true, force: true });
    cpSync(folder, copy, { recursive: true });
    const [path] = datasetPages(copy);
    const html = readFileSync(join(copy, path), "utf8");
    assert.notEqual(html.indexOf('"name":'), -1);

    writeFileSync(join(copy, path), html.replaceAll(/"name":/g, '"nome":'));
    const { status, stdout } = spawnSync(PYTHON, [join(HERE, "croissant.py"), copy], {
      encoding: "utf8",
    });
    assert.equal(status, 1, stdout);
    const file =
      '"distribution": [{"@type": "cr:FileObject", "@id": "a", "name": "a", "contentUrl": "https://a.example/a", "encodingFormat": "text/csv"}],';

    writeFileSync(
      join(copy, path),
      html.replace('"@type":"sc:Dataset",', (type) => type + file),
    );
    const withoutChecksum = spawnSync(PYTHON, [join(HERE, "croissant.py"), copy], {
      encoding: "utf8",
    });
    assert.match(withoutChecksum.stdout, /sha256/);
    assert.ok(
      findErrors({ ...datasetOf(folder, path), name: "", description: "short" }, "x").length >= 3,
    );
  });

  test("detect an invalid sitemap, an invalid feed and a weak policy", () => {
    const bad = join(HERE, "out", "bad.xml");
    for (const [schema, name, from, to] of [
      ["sitemap.xsd", "sitemap.xml", "<loc>https", "<loc>ftp"],
      ["atom.xsd", "feed.xml", /<updated>.*?<\/updated>/, "<updated>today</updated>"],
      ["opensearch.xsd", "opensearch.xml", "{searchTerms}", ""],
    ]) {
      const text = readFileSync(join(folder, name), "utf8");
      assert.notEqual(text.replace(from, to), text);
      writeFileSync(bad, text.replace(from, to));
      assert.notEqual(xmllint(schema, bad).status, 0, schema);
    }
    assert.notDeepEqual(
      findWeaknesses("default-src 'self'; script-src 'self' 'unsafe-inline' *"),
      [],
    );
  });
});
