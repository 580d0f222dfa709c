// What search engines, dataset search, feed readers and hosts get: held against their own readers and rules, and against what the
// pages show to people.
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
import { build, files, HERE, pages } from "./sites.mjs";

const PYTHON = join(HERE, "out/python/bin/python");
const BASE = "https://atlas.example.org/sub/";
const SITES = ["content", "fixture"].map((catalog) => [
  catalog,
  build(catalog, `found-${catalog}`, ["--base-url", BASE]),
]);

/** The nodes of a page's structured data. */
function nodes(folder, path) {
  const html = readFileSync(join(folder, path), "utf8");
  const block = /<script type="?application\/ld\+json"?>(.*?)<\/script>/s.exec(html);
  assert.ok(block, `${path} has none`);
  return JSON.parse(block[1])["@graph"];
}

const datasetPages = (folder) =>
  pages(folder).filter((path) => /^datasets\/[^/]+\/index\.html$/.test(path));
const datasetOf = (folder, path) =>
  nodes(folder, path).find((node) => node["@type"] === "sc:Dataset");

function xmllint(schema, file) {
  return spawnSync(
    "xmllint",
    ["--noout", "--nonet", "--schema", join(HERE, "schemas", schema), file],
    { encoding: "utf8" },
  );
}

/** What is wrong with a dataset's record, by the rules that conventions and dataset search set. */
function faults(of, url) {
  const wrong = [];
  const need = (fits, what) => fits || wrong.push(what);
  const isText = (value) => typeof value === "string" && value.trim() !== "";
  const isAddress = (value) => isText(value) && /^https?:\/\/\S+$/.test(value);
  const list = (value) => (value === undefined ? [] : [value].flat());
  need(isText(of.name), "name");
  need(
    isText(of.description) &&
      [...of.description].length >= 50 &&
      [...of.description].length <= 5000,
    "description of 50 to 5000 characters",
  );
  need(of.url === url, `url ${of.url}`);
  need(list(of.sameAs).every(isAddress), "sameAs");
  need(
    list(of.creator).every(
      (who) => ["sc:Person", "sc:Organization"].includes(who["@type"]) && isText(who.name),
    ),
    "creator",
  );
  need(
    list(of.citation).every(isText) &&
      list(of.keywords).every(isText) &&
      list(of.measurementTechnique).every(isText),
    "texts",
  );
  need(
    of.datePublished === undefined || /^\d{4}(-\d{2}(-\d{2})?)?$/.test(of.datePublished),
    "datePublished",
  );
  need(
    of.isAccessibleForFree === undefined || typeof of.isAccessibleForFree === "boolean",
    "isAccessibleForFree",
  );
  need(of.includedInDataCatalog?.url === BASE, "includedInDataCatalog");
  need(
    list(of.distribution).every((file) => isAddress(file.contentUrl) && (file.sha256 || file.md5)),
    "distribution",
  );
  return wrong;
}

for (const [catalog, folder] of SITES) {
  describe(`the site of ${catalog}`, () => {
    test("has a record on every dataset page with the required fields", () => {
      const all = datasetPages(folder);
      const wrong = all.flatMap((path) =>
        faults(datasetOf(folder, path), BASE + encodeURI(path.replace("index.html", ""))).map(
          (fault) => `${path}: ${fault}`,
        ),
      );
      assert.deepEqual(wrong, []);
      assert.equal(
        all.length,
        JSON.parse(readFileSync(join(folder, "catalog.json"), "utf8")).datasets.length,
      );
    });

    test("is understood by the reader of Croissant", () => {
      const { status, stdout } = spawnSync(PYTHON, [join(HERE, "croissant.py"), folder], {
        encoding: "utf8",
      });
      assert.equal(status, 0, stdout);
      assert.match(
        stdout,
        new RegExp(`^${datasetPages(folder).length} pages, \\d+ records, 0 faults$`, "m"),
      );
    });

    test("has a map, feeds and a description of its search that keep to their schemas", () => {
      const named = (name) => files(folder).filter((path) => path.split("/").pop() === name);
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

    test("has feeds that readers understand", () => {
      const feeds = files(folder).filter((path) => path.endsWith("feed.xml"));
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

    test("has headers and redirects that the host understands", async () => {
      const { headers, errors } = await parseAllHeaders({
        headersFiles: [join(folder, "_headers")],
        minimal: true,
      });
      assert.deepEqual(errors, []);
      const everywhere = headers.find((rule) => rule.for === "/sub/*").values;
      const ofAll = Object.fromEntries(
        Object.entries(everywhere).map(([name, value]) => [name.toLowerCase(), value]),
      );
      assert.equal(ofAll["x-content-type-options"], "nosniff");
      assert.ok(ofAll["content-security-policy"]);
      const found = await parseAllRedirects({
        redirectsFiles: [join(folder, "_redirects")],
        configRedirects: [],
        minimal: true,
      });
      assert.deepEqual(found.errors, []);
      assert.ok(found.redirects.length > 0);
      const there = new Set(files(folder));
      for (const { to, status } of found.redirects) {
        assert.ok(
          status === 301 && there.has(`${decodeURI(to).replace("/sub/", "")}index.html`),
          to,
        );
      }
    });

    test("has a content policy without a weakness in every page and in the headers", () => {
      const policies = new Set();
      for (const path of pages(folder)) {
        const html = readFileSync(join(folder, path), "utf8");
        const meta = [...html.matchAll(/<meta\s[^>]*>/g)]
          .map(([tag]) => tag)
          .find((tag) => /http-equiv="?content-security-policy/i.test(tag));
        assert.ok(meta, `${path} has none`);
        policies.add(/content="([^"]*)"/.exec(meta)[1]);
      }
      policies.add(
        /Content-Security-Policy: (.*)/.exec(readFileSync(join(folder, "_headers"), "utf8"))[1],
      );
      for (const policy of policies) assert.deepEqual(weaknesses(policy), [], policy);
    });
  });
}

/** What the evaluator says of a policy, but for remarks. */
function weaknesses(policy) {
  const parsed = new CspParser(policy).csp;
  const grave = [
    Severity.HIGH,
    Severity.SYNTAX,
    Severity.MEDIUM,
    Severity.HIGH_MAYBE,
    Severity.MEDIUM_MAYBE,
  ];
  const found = new CspEvaluator(parsed)
    .evaluate()
    .filter(({ severity }) => grave.includes(severity));
  // No site of another kind hosts scripts beside ours: 'self' serves what the site itself has made.
  const hostsOurs = (finding) => finding.directive === "script-src" && finding.value === "'self'";
  return found
    .filter((finding) => !hostsOurs(finding))
    .map(({ directive, description }) => `${directive}: ${description}`);
}

describe("the records", () => {
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

  test("say nothing that their pages do not show", async () => {
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
      for (const [what, text] of statements(datasetOf(folder, path))) {
        facts += 1;
        const is =
          what === "sameAs"
            ? links.includes(new URL(text).href) || links.includes(text)
            : plain(shown).includes(plain(text));
        if (!is) wrong.push(`${path} ${what}: ${text.slice(0, 120)}`);
      }
    }
    assert.deepEqual(wrong.slice(0, 20), [], `${wrong.length} of ${facts}`);
    assert.ok(facts > 2000, `only ${facts}`);
  });
});

/** Letters and digits: what is set apart by markup or punctuation on the page is the same. */
function plain(text) {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "");
}

/** Each fact of a record with its name. A description is the row of the list and the lead, sentence by sentence. */
function statements(of) {
  const found = [
    ["name", of.name],
    ["description", of.description],
  ].flatMap(([what, text]) => text.split(/(?<=[.!?])\s+/).map((part) => [what, part]));
  for (const what of [
    "keywords",
    "measurementTechnique",
    "sameAs",
    "variableMeasured",
    "datePublished",
    "citeAs",
  ]) {
    for (const text of [of[what] ?? []].flat()) found.push([what, text]);
  }
  for (const who of of.creator ?? []) {
    found.push(["creator", who.name]);
    if (who.affiliation) found.push(["creator", who.affiliation.name]);
  }
  for (const work of [of.citation ?? []].flat()) {
    found.push(["citation", work.replace(/^.*? et al\. /, "").split(". ")[0]]);
  }
  if (of.license) found.push(["license", of.license.name]);
  return found.filter(([, text]) => text);
}

describe("these tests", () => {
  const [, [, folder]] = SITES;

  test("see a record that lacks something", () => {
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
    const unsummed = spawnSync(PYTHON, [join(HERE, "croissant.py"), copy], { encoding: "utf8" });
    assert.match(unsummed.stdout, /sha256/);
    assert.ok(
      faults({ ...datasetOf(folder, path), name: "", description: "short" }, "x").length >= 3,
    );
  });

  test("see a map, a feed and a policy that are wrong", () => {
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
    assert.notDeepEqual(weaknesses("default-src 'self'; script-src 'self' 'unsafe-inline' *"), []);
  });
});
