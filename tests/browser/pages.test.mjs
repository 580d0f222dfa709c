// Pages are accessible in both themes and at all widths, do not scroll sideways, request nothing
// from other hosts, and log no errors.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { AxeBuilder } from "@axe-core/playwright";
import { launch, openPage } from "./browser.mjs";
import { serve } from "./server.mjs";
import { build, listPages, pageUrl } from "./sites.mjs";

const TAGS = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"];
/** One page per kind, and datasets with a page, with a sparse page, and without one. */
const PATHS = {
  content: [
    "",
    "datasets/",
    "categories/",
    "categories/medical-images/whole-body/",
    "modalities/ct/",
    "tasks/segmentation/",
    "datasets/acdc/",
    "datasets/totalsegmentator/",
    "datasets/flare-2022/",
    "statistics/",
    "compare/",
    "not/there/",
  ],
  fixture: [
    "",
    "datasets/",
    "categories/pictures/chest/",
    "modalities/ct/",
    "areas/chest/",
    "datasets/lantern/",
    "datasets/buoy/",
    "datasets/driftwood/",
    "datasets/pebble-xr/",
    "more/how-to-add-a-row/",
    "statistics/",
    "compare/",
    "compare/?d=lantern,anchor",
    "not/there/",
  ],
};

let browser;
const servers = {};
before(async () => {
  browser = await launch();
  for (const catalog of Object.keys(PATHS)) {
    // The links of 404.html assume that the site is at `/`.
    servers[catalog] = await serve(build(catalog, `pages-${catalog}`), "/");
  }
});
after(async () => {
  await browser?.close();
  for (const server of Object.values(servers)) await server.close();
});

/** The violations that axe reports, one line per element. */
async function runAxe(page) {
  const { violations } = await new AxeBuilder({ page }).withTags(TAGS).analyze();
  return violations.flatMap((v) =>
    v.nodes.map(
      (node) =>
        `${v.id} (${v.impact}): ${node.target.join(" ")} ${node.failureSummary?.split("\n")[1] ?? ""}`,
    ),
  );
}

for (const catalog of Object.keys(PATHS)) {
  for (const colorScheme of ["light", "dark"]) {
    for (const width of [360, 1280]) {
      test(`axe: ${catalog}, ${colorScheme}, ${width} px`, async () => {
        const { page, context, foreign, complaints } = await openPage(browser, {
          colorScheme,
          viewport: { width, height: 800 },
          reducedMotion: "reduce",
        });

        const violations = [];
        for (const path of PATHS[catalog]) {
          const response = await page.goto(servers[catalog].url + path);
          assert.equal(response.status(), path === "not/there/" ? 404 : 200, path);
          violations.push(...(await runAxe(page)).map((line) => `/${path}: ${line}`));
        }

        await context.close();
        assert.deepEqual(violations.slice(0, 30), [], `${violations.length} violations`);

        assert.deepEqual([foreign, complaints], [[], []]);
      });
    }
  }
}

test("only tables scroll sideways, within their frames", async () => {
  const wide = [];
  for (const catalog of Object.keys(PATHS)) {
    for (const width of [320, 360, 768, 1280]) {
      const { page, context } = await openPage(browser, { viewport: { width, height: 800 } });
      for (const path of PATHS[catalog]) {
        await page.goto(servers[catalog].url + path);
        const overflow = await page.evaluate(() => {
          const root = document.documentElement;
          if (root.scrollWidth <= root.clientWidth) return null;
          const wide = [...document.querySelectorAll("body *")].filter(
            (e) => e.getBoundingClientRect().right > root.clientWidth + 1,
          );
          return `${root.scrollWidth} px: ${wide
            .slice(0, 4)
            .map((e) => `${e.tagName}.${e.className}`)
            .join(", ")}`;
        });
        if (overflow) wide.push(`/${path} of ${catalog} at ${width}: ${overflow}`);
      }
      await context.close();
    }
  }

  assert.equal(wide.length, 0, wide.join("\n"));
});

test("every page of the fixture loads without errors and without requests to other hosts", async () => {
  const { page, context, foreign, complaints } = await openPage(browser);
  for (const path of listPages(build("fixture", "pages-fixture"))) {
    await page.goto(servers.fixture.url + pageUrl(path), { waitUntil: "networkidle" });
  }
  await context.close();
  assert.deepEqual([foreign, complaints], [[], []]);
});

test("the layout does not shift while pages load", async () => {
  const { page, context } = await openPage(browser, { viewport: { width: 1280, height: 800 } });

  await page.addInitScript(() => {
    window.shift = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) window.shift += entry.value;
    }).observe({ type: "layout-shift", buffered: true });
  });

  for (const path of ["datasets/lantern/", "datasets/", "statistics/", ""]) {
    await page.goto(servers.fixture.url + path, { waitUntil: "networkidle" });
    const shift = await page.evaluate(() => window.shift);
    assert.ok(shift < 0.01, `/${path}: ${shift}`);
  }

  await context.close();
});

test("minifying does not change the visible text", async () => {
  const plain = await serve(build("fixture", "pages-plain", ["--no-minify"]));
  const one = await openPage(browser);
  const two = await openPage(browser);
  try {
    for (const path of listPages(build("fixture", "pages-fixture"))) {
      await one.page.goto(servers.fixture.url + pageUrl(path));
      await two.page.goto(plain.url + pageUrl(path));
      const text = ({ page }) =>
        page.evaluate(() => document.body.innerText.replace(/[ \t]+/g, " "));
      assert.equal(await text(one), await text(two), path);
    }
  } finally {
    await one.context.close();
    await two.context.close();
    await plain.close();
  }
});

test("the checks of this file detect faults", async () => {
  const { page, context, foreign, complaints } = await openPage(browser);

  await page.route("**/*", (route) =>
    route.request().url().includes("elsewhere") ? route.abort() : route.continue(),
  );
  await page.goto(servers.fixture.url);
  await page.evaluate(() => {
    document
      .querySelector("main")
      .insertAdjacentHTML(
        "beforeend",
        '<img src="x.png"><p style="color:#eee;background:#fff">pale</p><button></button>',
      );
  });

  const report = (await runAxe(page)).join("\n");
  for (const rule of ["image-alt", "button-name"]) assert.match(report, new RegExp(rule));
  assert.ok(complaints.length > 0, "the policy blocks an inline style");
  await Promise.all([
    page.waitForRequest(/elsewhere/),
    page.setContent('<img src="https://elsewhere.example/x.png" alt="x">'),
  ]);
  assert.ok(foreign.length > 0);

  await context.close();
});
