// Compares the search with others over the same pages: bytes and requests until the first result,
// and whether a relevant dataset is among the first five.
//
//   node compare.mjs CATALOG QUERIES [PAGEFIND]
//
// QUERIES is JSON: [{ "q": "liver ct", "relevant": ["LiTS", …] }, …], with the names of pages
// without ".md". PAGEFIND is the program of that name (npm package `pagefind`). The third search is
// elasticlunr.js as mdBook uses it: one index of all text, AND, prefixes, titles with double
// weight.
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { launch, openPage } from "./browser.mjs";
import { serve } from "./server.mjs";
import { ROOT, run } from "./sites.mjs";

const [catalog, queriesFile, pagefind] = process.argv.slice(2);
const site = join(ROOT, "tests", "browser", "out", "compare");
rmSync(site, { recursive: true, force: true });
mkdirSync(site, { recursive: true });
run(["build", catalog, "--output", site]);
const { datasets } = JSON.parse(readFileSync(join(site, "catalog.json"), "utf8"));
const pageOf = new Map(
  datasets.map(({ slug, page }) => [slug, page?.replace(/^.*\//, "").replace(/\.md$/, "")]),
);
const queries = JSON.parse(readFileSync(queriesFile, "utf8"));
const gzip = (bytes) => gzipSync(bytes, { level: 9 }).length;
const formatSize = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;

/** The success in the first five results, and the mean reciprocal rank in the first ten. */
async function judge(search) {
  let found = 0;
  let ranks = 0;
  for (const { q, relevant } of queries) {
    const at = (await search(q))
      .slice(0, 10)
      .findIndex((slug) => relevant.includes(pageOf.get(slug)));
    if (at >= 0 && at < 5) found += 1;
    if (at >= 0) ranks += 1 / (at + 1);
  }
  return `success@5 ${(found / queries.length).toFixed(3)}, MRR@10 ${(ranks / queries.length).toFixed(3)}`;
}

const browser = await launch();
const server = await serve(site);
const slugOf = (url) => decodeURIComponent(url.replace(/\/$/, "").split("/").at(-1));

/** The requests and bytes of a page while a function runs. */
async function measureLoad(page, act) {
  const loaded = [];
  const listen = (request) => loaded.push(new URL(request.url()).pathname);
  page.on("request", listen);
  await act();
  page.off("request", listen);
  const bytes = loaded.map((path) => readFileSync(join(site, decodeURIComponent(path))));
  return {
    requests: loaded.length,
    bytes: bytes.reduce((sum, one) => sum + (one[0] === 0x1f ? one.length : gzip(one)), 0),
  };
}

async function measureOurs() {
  const { page, context } = await openPage(browser);
  await page.goto(server.url, { waitUntil: "networkidle" });
  const first = await measureLoad(page, async () => {
    await page.fill("#search", queries[0].q);
    await page.locator("[role=option]").first().waitFor();
  });
  await context.close();
  const { open: openEngine } = await import(
    join(ROOT, "themes", "default", "static", "search", "engine.js")
  );
  const engine = await openEngine(async (path) =>
    JSON.parse(readFileSync(join(site, "search", path), "utf8")),
  );
  const quality = await judge(async (q) =>
    (await engine.search(q)).results.map(({ slug }) => slug),
  );
  const scripts = ["site.js", "dom.js", "search/box.js"].map((path) =>
    gzip(readFileSync(join(ROOT, "themes", "default", "static", path))),
  );
  console.log(
    `medatlas: ${formatSize(first.bytes)} in ${first.requests} requests (and ${formatSize(scripts.reduce((a, b) => a + b))} of scripts with the page); ${quality}`,
  );
}

async function measurePagefind() {
  const made = spawnSync(pagefind, ["--site", site, "--glob", "datasets/*/index.html"], {
    encoding: "utf8",
  });
  if (made.status !== 0) throw new Error(made.stderr);
  const { page, context } = await openPage(browser);
  await page.goto(server.url, { waitUntil: "networkidle" });
  const search = (q) =>
    page.evaluate(async (q) => {
      const pagefind = await import(new URL("pagefind/pagefind.js", location.href).href);
      const { results } = await pagefind.search(q);
      return Promise.all(results.slice(0, 10).map(async (result) => (await result.data()).url));
    }, q);
  const first = await measureLoad(page, () =>
    page.evaluate(async (q) => {
      const pagefind = await import(new URL("pagefind/pagefind.js", location.href).href);
      const { results } = await pagefind.search(q);
      return results[0]?.data();
    }, queries[0].q),
  );
  console.log(
    `Pagefind: ${formatSize(first.bytes)} in ${first.requests} requests; ${await judge(async (q) => (await search(q)).map(slugOf))}`,
  );
  await context.close();
}

async function measureElasticlunr() {
  const require = createRequire(import.meta.url);
  const elasticlunr = require("elasticlunr");
  const index = elasticlunr(function () {
    this.addField("title");
    this.addField("body");
    this.setRef("id");
  });
  for (const { slug, name } of datasets) {
    const html = readFileSync(join(site, "datasets", slug, "index.html"), "utf8");
    const body = html
      .replace(/^.*<main[^>]*>/s, "")
      .replace(/<\/main>.*$/s, "")
      .replace(/<[^>]*>/g, " ")
      .replace(/\s+/g, " ");
    index.addDoc({ id: slug, title: name, body });
  }
  const bytes = gzip(JSON.stringify(index)) + gzip(readFileSync(require.resolve("elasticlunr")));
  const options = {
    bool: "AND",
    expand: true,
    fields: { title: { boost: 2 }, body: { boost: 1 } },
  };
  console.log(
    `elasticlunr.js as in mdBook: ${formatSize(bytes)} in 2 requests; ${await judge(async (q) => index.search(q, options).map(({ ref }) => ref))}`,
  );
}

await measureOurs();
if (pagefind) await measurePagefind();
await measureElasticlunr();
await browser.close();
await server.close();
