// The search box and the explorer, used by typing, by clicking, with the keyboard only, and by URL.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import AxeBuilder from "@axe-core/playwright";
import { launch, openPage } from "./browser.mjs";
import { serve } from "./server.mjs";
import { build } from "./sites.mjs";

let browser;
let server;
before(async () => {
  browser = await launch();
  server = await serve(build("content", "search"), "/some/path/");
});
after(async () => {
  await browser?.close();
  await server?.close();
});

/** Opens a page. `requested` are the URLs that it requests below search/, except the search box. */
async function visit(path, options = {}) {
  const opened = await openPage(browser, {
    viewport: { width: 1280, height: 800 },
    reducedMotion: "reduce",
    ...options,
  });
  const requested = [];
  opened.page.on(
    "request",
    (request) => /\/search\/(?!box)/.test(request.url()) && requested.push(request.url()),
  );
  await opened.page.goto(server.url + path, { waitUntil: "networkidle" });

  return { ...opened, requested };
}

async function checkAccessibility(page) {
  const { violations } = await new AxeBuilder({ page }).analyze();
  assert.deepEqual(
    violations.map(
      ({ id, nodes }) =>
        `${id}: ${nodes
          .map((node) => node.html)
          .join(" ")
          .slice(0, 300)}`,
    ),
    [],
  );
}

const optionsOf = (page) => page.locator("[role=option]");
const shownRows = (page) => page.locator("[data-explorer] tbody tr:visible");
const rowNames = (page) => page.locator("[data-explorer] tbody tr:visible th a").allInnerTexts();
const waitForStatus = (page, text) =>
  page.waitForFunction(
    (text) => document.querySelector("[data-part=status]")?.textContent.includes(text),
    text,
  );
/** Waits until the explorer shows this many rows. */
const waitForRows = (page, count) =>
  page.waitForFunction(
    (count) =>
      document.querySelectorAll("[data-explorer] tbody tr").length === count &&
      !document.querySelector(".busy"),
    count,
  );
const facet = (page, field, value) =>
  page.locator(`details[data-field="${field}"] a[data-value="${value}"]`);

describe("the search box", () => {
  test("requests nothing before it is used, then three files", async () => {
    const { page, context, requested, complaints, foreign } = await visit(
      "datasets/totalsegmentator/",
    );
    assert.deepEqual(requested, []);
    await page.keyboard.press("/");
    await page.keyboard.type("liver");
    await optionsOf(page).first().waitFor();
    const before = requested.filter((url) => !url.includes("/text-"));
    assert.equal(before.length, 3, requested.join("\n"));
    assert.deepEqual([complaints, foreign], [[], []]);
    await context.close();
  });

  test("works with the keyboard only", async () => {
    const { page, context, complaints } = await visit("");

    await page.keyboard.press("Control+k");
    const box = page.locator("#search");
    assert.equal(await box.evaluate((input) => input === document.activeElement), true);
    assert.equal(await box.getAttribute("role"), "combobox");
    await page.keyboard.type("brats");
    await optionsOf(page).nth(1).waitFor();
    assert.equal(await box.getAttribute("aria-expanded"), "true");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    const active = await box.getAttribute("aria-activedescendant");
    const option = page.locator(`#${active}`);
    assert.equal(await option.getAttribute("aria-selected"), "true");
    assert.equal(await page.locator("[aria-selected=true]").count(), 1);
    assert.equal(
      await box.evaluate((input) => input === document.activeElement),
      true,
      "the focus stays in the box",
    );
    await checkAccessibility(page);

    await page.keyboard.press("Escape");
    assert.equal(await box.getAttribute("aria-expanded"), "false");
    assert.equal(await box.inputValue(), "brats", "Esc closes the list and keeps the query");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    const name = await optionsOf(page).first().locator("span").innerText();
    await Promise.all([page.waitForURL(/datasets\/[^/?]+\/$/), page.keyboard.press("Enter")]);
    assert.equal((await page.locator("h1").innerText()).trim(), name.trim());

    assert.deepEqual(complaints, []);
    await context.close();
  });

  test("shows corrections, highlights matches, and announces the count", async () => {
    const { page, context, complaints } = await visit("");

    await page.fill("#search", "livr tumor");
    await page.locator(".search-panel .search-note strong").waitFor();
    assert.equal(
      await page.locator(".search-panel .search-note").innerText(),
      "Showing results for liver tumor",
    );
    await page.fill("#search", "segmentation");
    await page.locator(".search-panel mark").first().waitFor();
    assert.match(await page.locator(".search-panel mark").first().innerText(), /segmentation/i);
    await page.waitForFunction(() =>
      /datasets found/.test(document.getElementById("live").textContent),
    );
    await page.evaluate(() => (document.getElementById("live").textContent = ""));

    await page.fill("#search", "<img src=x onerror=alert(1)>");
    await page.waitForFunction(() => /found/.test(document.getElementById("live").textContent));
    assert.equal(await page.locator(".search-panel img").count(), 0);
    await page.fill("#search", "<zzzzqqqq>");
    await page.waitForFunction(() =>
      /No dataset/.test(document.querySelector(".search-panel").textContent),
    );

    assert.deepEqual(complaints, []);
    await context.close();
  });

  test("keeps the query while the index loads, and answers afterwards", async () => {
    const { page, context } = await visit("");

    let release;
    const released = new Promise((resolve) => (release = resolve));
    await page.route("**/search/facts.*", async (route) => {
      await released;
      await route.continue();
    });
    await page.locator("#search").pressSequentially("retina");
    assert.equal(await page.locator("#search").isDisabled(), false);
    assert.equal(await optionsOf(page).count(), 0);
    release();
    await optionsOf(page).first().waitFor();
    assert.equal(await page.locator("#search").inputValue(), "retina");

    await context.close();
  });

  test("reports that the index does not load, and tries again; Enter still works", async () => {
    const { page, context } = await visit("");
    await page.route("**/search/*.json", (route) => route.abort());
    await page.fill("#search", "retina");
    await page.waitForFunction(() =>
      /could not be loaded/.test(document.querySelector(".search-panel").textContent),
    );
    await page.unroute("**/search/*.json");
    await page.fill("#search", "retinal");
    await optionsOf(page).first().waitFor();
    await Promise.all([page.waitForURL(/datasets\/\?q=retinal/), page.keyboard.press("Enter")]);
    await context.close();
  });

  test("starts with the words of the URL on the page for missing pages", async () => {
    const atRoot = await serve(build("content", "search-root"));
    const { page, context, complaints } = await openPage(browser);
    await page.goto(`${atRoot.url}datasets/TotalSegmentor/`);
    const box = page.locator("#search");
    assert.equal(await box.inputValue(), "TotalSegmentor");
    await box.focus();
    await optionsOf(page).first().waitFor();
    assert.match(await optionsOf(page).first().innerText(), /TotalSegmentator/);
    assert.deepEqual(complaints, []);
    await context.close();
    await atRoot.close();
  });
});

describe("the explorer", () => {
  test("counts follow the filters: any value of a facet, all facets", async () => {
    const { page, context, complaints, requested } = await visit("datasets/");

    assert.deepEqual(requested, [], "nothing is requested before it is used");
    const all = await shownRows(page).count();
    const count = async (field, value) =>
      Number(await facet(page, field, value).locator(".count").innerText());
    const ct = await count("modality", "CT");
    const mri = await count("modality", "MRI");

    await facet(page, "modality", "CT").click();
    await waitForStatus(page, `${ct} of ${all}`);
    assert.equal(await shownRows(page).count(), ct);
    assert.equal(await count("modality", "MRI"), mri, "alternatives keep their counts");

    await facet(page, "modality", "MRI").click();
    await page.waitForFunction(
      (ct) => Number(document.querySelector("[data-part=status]").textContent.split(" ")[0]) > ct,
      ct,
    );
    const both = await shownRows(page).count();
    assert.ok(both <= ct + mri);
    const segmentation = await count("task", "Segmentation");

    await facet(page, "task", "Segmentation").click();
    await waitForStatus(page, `${segmentation} of ${all}`);
    assert.equal(await shownRows(page).count(), segmentation);
    assert.equal(new URL(page.url()).search, "?modality=CT&modality=MRI&task=Segmentation");
    await checkAccessibility(page);

    assert.deepEqual(complaints, []);
    await context.close();
  });

  test("back, forward, reload and a shared URL give the same view", async () => {
    const { page, context, complaints } = await visit("datasets/");

    await facet(page, "modality", "CT").click();
    await waitForStatus(page, " of ");
    const first = await rowNames(page);
    await page.locator("select").selectOption("cases");

    await page.fill("#search", "liver");
    await page.waitForFunction(
      (count) =>
        document.querySelectorAll("[data-explorer] tbody tr").length < count &&
        !document.querySelector(".busy"),
      first.length,
    );
    const shared = page.url();
    const narrowed = await rowNames(page);
    assert.match(shared, /q=liver/);

    await page.reload();
    await waitForRows(page, narrowed.length);
    assert.deepEqual(await rowNames(page), narrowed, "after a reload");
    await page.goBack();
    await waitForRows(page, first.length);
    assert.deepEqual(await rowNames(page), first, "one step back");
    await page.goForward();
    await waitForRows(page, narrowed.length);
    assert.deepEqual(await rowNames(page), narrowed, "and forward");

    const other = await visit(shared.slice(server.url.length));
    await waitForRows(other.page, narrowed.length);
    assert.deepEqual(await rowNames(other.page), narrowed, "in another browser");
    assert.equal(await other.page.locator("#search").inputValue(), "liver");

    assert.deepEqual([...complaints, ...other.complaints], []);
    await other.context.close();
    await context.close();
  });

  test("headers sort, store the order in the URL, and reverse it", async () => {
    const { page, context, complaints } = await visit("datasets/");

    const cases = async () => {
      const texts = await page
        .locator("[data-explorer] tbody tr:visible")
        .evaluateAll((rows) => rows.map((row) => row.cells[4].dataset.value ?? ""));
      return texts.map((text) => (text === "" ? null : Number(text)));
    };
    const head = page.locator("[data-explorer] thead th", { hasText: "Cases" });
    const checkOrder = (numbers, sign) => {
      const known = numbers.filter((number) => number !== null);
      assert.deepEqual(
        known,
        [...known].sort((a, b) => sign * (a - b)),
      );
      assert.ok(
        numbers.slice(known.length).every((number) => number === null),
        "missing numbers come last",
      );
    };
    await head.getByRole("button").click();
    await page.waitForFunction(
      () => document.querySelector("th[aria-sort]") && !document.querySelector(".busy"),
    );
    assert.equal(await head.getAttribute("aria-sort"), "descending");
    checkOrder(await cases(), -1);
    await page.keyboard.press("Enter");
    await page.waitForFunction(
      () => document.querySelector("th[aria-sort=ascending]") && !document.querySelector(".busy"),
    );
    checkOrder(await cases(), 1);
    assert.match(page.url(), /sort=cases-asc/);
    await page.locator("select").selectOption("name");
    await page.waitForFunction(
      () => /sort=name/.test(location.search) && !document.querySelector(".busy"),
    );
    const names = (await rowNames(page)).map((name) => name.trim());
    const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });
    assert.deepEqual(names, [...names].sort(collator.compare));

    assert.deepEqual(complaints, []);
    await context.close();
  });

  test("filters are shown as chips, which are removed one by one or all at once", async () => {
    const { page, context } = await visit("datasets/?modality=CT&task=Segmentation&cases=100-999");

    const chips = page.locator("[data-part=chips] button");
    assert.deepEqual(await chips.allInnerTexts(), [
      "Modality: CT",
      "Task: Segmentation",
      "Cases: 100 to 999",
      "Clear all",
    ]);
    await chips.nth(1).click();
    assert.equal(await chips.count(), 3);
    assert.doesNotMatch(page.url(), /task/);
    await page.getByRole("button", { name: "Clear all" }).click();
    assert.equal(await page.locator("[data-part=chips]").isVisible(), false);
    assert.equal(new URL(page.url()).search, "");
    const total = await shownRows(page).count();
    assert.match(
      await page.locator("[data-part=status]").innerText(),
      new RegExp(`^${total} datasets`),
    );

    await context.close();
  });

  test("any range of numbers can be entered", async () => {
    const { page, context, complaints } = await visit("datasets/");

    await page.locator("details[data-field=cases] summary").click();
    const [from, to] = await page.locator("details[data-field=cases] input").all();
    await from.fill("500");
    await to.fill("700");
    await page.keyboard.press("Enter");
    await waitForStatus(page, " of ");
    assert.match(page.url(), /cases=500-700/);
    const cases = await page
      .locator("[data-explorer] tbody tr:visible td[data-unit^=case]")
      .allInnerTexts();
    assert.ok(
      cases.length &&
        cases.every(
          (text) =>
            Number(text.replace(/\D/g, "")) >= 500 && Number(text.replace(/\D/g, "")) <= 700,
        ),
      `${cases}`,
    );

    assert.deepEqual(complaints, []);
    await context.close();
  });

  test("works with the keyboard only", async () => {
    const { page, context } = await visit("datasets/");

    const ct = facet(page, "modality", "CT");
    await ct.focus();
    await page.keyboard.press("Space");
    await waitForStatus(page, " of ");
    assert.equal(await ct.getAttribute("aria-checked"), "true");
    assert.equal(
      await ct.evaluate((link) => link === document.activeElement),
      true,
      "the focus stays",
    );
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => !location.search);
    assert.equal(await ct.getAttribute("aria-checked"), "false");

    await context.close();
  });

  test("without results, the filters to remove are listed with their counts", async () => {
    const { page, context } = await visit("datasets/?modality=Text&dimension=3D&q=liver");

    await page.locator("[data-part=none] a").first().waitFor();
    const alternatives = await page.locator("[data-part=none] li").allInnerTexts();
    assert.ok(
      alternatives.some((text) => /^Without Modality: Text\s+\d+ dataset/.test(text)),
      `${alternatives}`,
    );
    await checkAccessibility(page);
    const count = Number(alternatives[0].match(/(\d+) dataset/)[1]);
    await page.locator("[data-part=none] a").first().click();
    await waitForStatus(page, `${count} `);
    assert.equal(await shownRows(page).count(), count);

    await context.close();
  });

  test("cards show images, which the table does not load", async () => {
    const { page, context, complaints } = await visit("datasets/");
    const images = page.locator("[data-explorer] tbody img");
    assert.equal(await images.count(), 0);
    await page.goto(`${server.url}datasets/?view=cards`, { waitUntil: "networkidle" });
    assert.equal(await page.locator("[data-explorer] thead").isVisible(), false);
    assert.ok((await images.count()) > 100);
    assert.ok((await shownRows(page).count()) > 100);
    await checkAccessibility(page);
    assert.deepEqual(complaints, []);
    await context.close();
  });

  test("on a phone the filters are collapsed, and nothing scrolls sideways", async () => {
    const { page, context } = await visit("datasets/?modality=CT", {
      viewport: { width: 360, height: 740 },
    });
    await waitForStatus(page, " of ");
    assert.equal(await facet(page, "modality", "CT").isVisible(), false);
    await page.getByRole("button", { name: /^Filters/ }).click();
    assert.equal(await facet(page, "modality", "CT").isVisible(), true);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
    await checkAccessibility(page);
    await context.close();
  });

  test("a cell of the statistics links to the datasets that it counts", async () => {
    const { page, context, complaints } = await visit("statistics/");

    const cell = page.locator("main td a").first();
    const count = Number(await cell.innerText());
    await cell.click();
    await waitForStatus(page, `${count} of `);
    assert.equal(await shownRows(page).count(), count);
    assert.equal(
      await page.locator("[data-part=chips] button").count(),
      3,
      "modality, task and Clear all",
    );

    assert.deepEqual(complaints, []);
    await context.close();
  });

  test("without scripts the facets link to pages, and no control is shown that needs scripts", async () => {
    const { page, context } = await openPage(browser, { javaScriptEnabled: false });

    await page.goto(`${server.url}datasets/`);
    assert.equal(
      await page
        .getByRole("button", { name: /Export|Cards|Filters|Show/ })
        .and(page.locator(":visible"))
        .count(),
      0,
    );
    assert.equal(await page.locator("details[data-field=format]").isVisible(), false);

    await facet(page, "modality", "CT").click();
    assert.match(page.url(), /modalities\/ct\/$/);

    await context.close();
  });
});
