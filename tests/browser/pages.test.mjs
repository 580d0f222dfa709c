// What people meet: accessible pages in both moods and at all widths, nothing sideways, nothing from elsewhere, no complaints.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { AxeBuilder } from "@axe-core/playwright";
import { launch, open } from "./browser.mjs";
import { serve } from "./server.mjs";
import { address, build, pages } from "./sites.mjs";

const TAGS = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"];
/** One page of each kind, and datasets with a page, with a poor page, without one. */
const LOOKED_AT = {
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
  for (const catalog of Object.keys(LOOKED_AT)) {
    // The page for missing addresses needs to know where the site stands.
    servers[catalog] = await serve(build(catalog, `pages-${catalog}`), "/");
    servers[catalog].folder = `pages-${catalog}`;
  }
});
after(async () => {
  await browser?.close();
  for (const server of Object.values(servers)) await server.close();
});

/** Findings of axe, one line an element. */
async function axe(page) {
  const { violations } = await new AxeBuilder({ page }).withTags(TAGS).analyze();
  return violations.flatMap((v) =>
    v.nodes.map(
      (node) =>
        `${v.id} (${v.impact}): ${node.target.join(" ")} ${node.failureSummary?.split("\n")[1] ?? ""}`,
    ),
  );
}

for (const catalog of Object.keys(LOOKED_AT)) {
  for (const colorScheme of ["light", "dark"]) {
    for (const width of [360, 1280]) {
      test(`axe: ${catalog}, ${colorScheme}, ${width} px`, async () => {
        const { page, context, foreign, complaints } = await open(browser, {
          colorScheme,
          viewport: { width, height: 800 },
          reducedMotion: "reduce",
        });
        const found = [];
        for (const path of LOOKED_AT[catalog]) {
          const answer = await page.goto(servers[catalog].url + path);
          assert.equal(answer.status(), path === "not/there/" ? 404 : 200, path);
          found.push(...(await axe(page)).map((line) => `/${path}: ${line}`));
        }
        await context.close();
        assert.equal(found.length, 0, `${found.length} findings\n${found.slice(0, 30).join("\n")}`);
        assert.deepEqual([foreign, complaints], [[], []]);
      });
    }
  }
}

test("nothing scrolls sideways but tables in their frames", async () => {
  const wide = [];
  for (const catalog of Object.keys(LOOKED_AT)) {
    for (const width of [320, 360, 768, 1280]) {
      const { page, context } = await open(browser, { viewport: { width, height: 800 } });
      for (const path of LOOKED_AT[catalog]) {
        await page.goto(servers[catalog].url + path);
        const by = await page.evaluate(() => {
          const root = document.documentElement;
          if (root.scrollWidth <= root.clientWidth) return null;
          const guilty = [...document.querySelectorAll("body *")].filter(
            (e) => e.getBoundingClientRect().right > root.clientWidth + 1,
          );
          return `${root.scrollWidth} px: ${guilty
            .slice(0, 4)
            .map((e) => `${e.tagName}.${e.className}`)
            .join(", ")}`;
        });
        if (by) wide.push(`/${path} of ${catalog} at ${width}: ${by}`);
      }
      await context.close();
    }
  }
  assert.equal(wide.length, 0, wide.join("\n"));
});

test("every page of the fixture loads without a request to another host or a complaint", async () => {
  const { page, context, foreign, complaints } = await open(browser);
  for (const path of pages(build("fixture", "pages-fixture"))) {
    await page.goto(servers.fixture.url + address(path), { waitUntil: "networkidle" });
  }
  await context.close();
  assert.deepEqual([foreign, complaints], [[], []]);
});

test("no layout shift while a dataset page loads", async () => {
  const { page, context } = await open(browser, { viewport: { width: 1280, height: 800 } });
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

test("what a reader sees is the same before and after minifying", async () => {
  const plain = await serve(build("fixture", "pages-plain", ["--no-minify"]));
  const one = await open(browser);
  const two = await open(browser);
  try {
    for (const path of pages(build("fixture", "pages-fixture"))) {
      await one.page.goto(servers.fixture.url + address(path));
      await two.page.goto(plain.url + address(path));
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

test("the checks themselves see faults", async () => {
  const { page, context, foreign, complaints } = await open(browser);
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
  const found = (await axe(page)).join("\n");
  for (const rule of ["image-alt", "button-name"]) assert.match(found, new RegExp(rule));
  assert.ok(complaints.length > 0, "the policy refuses an inline style");
  await page.setContent('<img src="https://elsewhere.example/x.png" alt="x">');
  await page.waitForTimeout(100);
  assert.ok(foreign.length > 0);
  await context.close();
});
