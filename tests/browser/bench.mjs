// Measures in Chromium what the search costs a visitor: bytes and requests until the first result,
// the time to parse the index, and the time from a key to the list, also with a CPU that is four
// times slower.
//
//   node bench.mjs [CATALOG] [--queries FILE] [--runs N]
//
// CATALOG is the folder of a catalog (by default content). FILE holds queries as JSON:
// [{ "q": "liver ct" }, …]. Sizes are compressed with gzip, as hosts send them.
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { gzipSync } from "node:zlib";
import { launch, openPage } from "./browser.mjs";
import { serve } from "./server.mjs";
import { ROOT, run } from "./sites.mjs";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { queries: { type: "string" }, runs: { type: "string", default: "3" } },
});
const catalog = positionals[0] ?? join(ROOT, "content");
const site = join(ROOT, "tests", "browser", "out", "bench");
rmSync(site, { recursive: true, force: true });
mkdirSync(site, { recursive: true });
run(["build", catalog, "--output", site]);
const OWN = [
  "liver tumor ct segmentation",
  "retinal oct",
  "chest x-ray pneumonia",
  "brats 2023",
  "colonoscopy polyp",
  "肝脏",
  "covid ct",
  "skin lesion",
];
const queries = values.queries
  ? JSON.parse(readFileSync(values.queries, "utf8")).map(({ q }) => q)
  : OWN;

const sizeOf = (url, base) =>
  gzipSync(readFileSync(join(site, decodeURIComponent(new URL(url).pathname.slice(base.length)))), {
    level: 9,
  }).length;
const quantile = (list, share) =>
  [...list].sort((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * share))];
const formatSize = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;

const browser = await launch();
const server = await serve(site);

/** The bytes and requests of a visitor until the first result, and the bytes of the text after it. */
async function measureTransfer(query) {
  const { page, context } = await openPage(browser);
  await page.goto(server.url, { waitUntil: "networkidle" });
  const loaded = [];
  page.on("request", (request) => loaded.push(request.url()));
  await page.fill("#search", query);
  await page.waitForFunction(
    () =>
      !document.querySelector(".search-panel").hidden &&
      document.querySelector(".search-panel").textContent,
  );
  const first = loaded.filter((url) => !/text-/.test(url));
  await page.waitForTimeout(600);
  const base = new URL(server.url).pathname;
  const sum = (urls) => urls.reduce((total, url) => total + sizeOf(url, base), 0);
  await context.close();
  return {
    requests: first.length,
    first: sum(first),
    text: sum(loaded.filter((url) => /text-/.test(url))),
  };
}

/** The milliseconds from each key to the changed list. */
async function measureKeys(slower) {
  const { page, context } = await openPage(browser);
  const session = await context.newCDPSession(page);
  await page.goto(server.url, { waitUntil: "networkidle" });
  await page.fill("#search", "warm up");
  await page.waitForTimeout(800);
  await session.send("Emulation.setCPUThrottlingRate", { rate: slower });
  const times = await page.evaluate(
    async (queries) => {
      const input = document.getElementById("search");
      const panel = document.querySelector(".search-panel");
      const times = [];
      for (const query of queries) {
        for (let end = 1; end <= query.length; end += 1) {
          const changed = new Promise((resolve) => {
            const observer = new MutationObserver(() => {
              observer.disconnect();
              // Forces the layout of the list.
              panel.getBoundingClientRect();
              // The complete answer comes after a pause on purpose: only the first one counts.
              resolve(panel.dataset.answer === "facts" ? performance.now() : null);
            });
            observer.observe(panel, { childList: true, subtree: true });
            setTimeout(() => resolve(null), 300);
          });
          const started = performance.now();
          input.value = query.slice(0, end);
          input.dispatchEvent(new Event("input", { bubbles: true }));
          const ended = await changed;
          if (ended !== null) times.push(ended - started);
        }
      }
      return times;
    },
    queries.slice(0, 30),
  );
  await context.close();
  return times;
}

/** The milliseconds to parse the first tier and answer a query. */
async function measureStart() {
  const { page, context } = await openPage(browser);
  await page.goto(server.url, { waitUntil: "networkidle" });
  const time = await page.evaluate(async () => {
    const root = new URL(document.documentElement.dataset.root, document.baseURI);
    const engine = document
      .querySelector("script[type=module]")
      .src.replace(/[^/]*$/, "search/engine.js");
    const { open } = await import(engine);
    const texts = new Map();
    const load = async (path) =>
      texts.get(path) ??
      texts.set(path, await (await fetch(new URL(`search/${path}`, root))).text()).get(path);
    await open(async (path) => JSON.parse(await load(path)));
    const started = performance.now();
    const opened = await open(async (path) => JSON.parse(texts.get(path)));
    await opened.search("liver", { fullText: false });
    return performance.now() - started;
  });
  await context.close();
  return time;
}

const transfers = [];
for (const query of queries.slice(0, 20)) transfers.push(await measureTransfer(query));
console.log(
  `to the first result: ${Math.max(...transfers.map((one) => one.requests))} requests, ${formatSize(Math.max(...transfers.map((one) => one.first)))} at most`,
);
console.log(
  `text of a query: median ${formatSize(
    quantile(
      transfers.map((one) => one.text),
      0.5,
    ),
  )}, p95 ${formatSize(
    quantile(
      transfers.map((one) => one.text),
      0.95,
    ),
  )}`,
);
const readies = [];
for (let n = 0; n < Number(values.runs); n += 1) readies.push(await measureStart());
console.log(`parsed and ready: median ${quantile(readies, 0.5).toFixed(1)} ms`);
for (const slower of [1, 4]) {
  const times = await measureKeys(slower);
  console.log(
    `key to list, CPU ${slower}x slower: median ${quantile(times, 0.5).toFixed(1)} ms, p95 ${quantile(times, 0.95).toFixed(1)} ms (${times.length} keys)`,
  );
}
await browser.close();
await server.close();
