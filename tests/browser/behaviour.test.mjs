// What scripts add to the pages: sorting, copying, the theme switch and the filter. Without
// scripts, nothing is lost.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch, openPage, waitFor } from "./browser.mjs";
import { serve } from "./server.mjs";
import { build } from "./sites.mjs";

let browser;
let server;
before(async () => {
  browser = await launch();
  server = await serve(build("fixture", "behaviour"), "/some/path/");
});
after(async () => {
  await browser?.close();
  await server?.close();
});

/** The texts of a column of the first table, in the order shown. Hidden rows are left out. */
function column(page, name) {
  return page.evaluate((name) => {
    const table = document.querySelector("main table.dataset-table");
    const heads = [...table.querySelectorAll("thead th")].map((th) => th.innerText.trim());
    const at = heads.findIndex((head) => head.startsWith(name));
    const rows = [...table.querySelectorAll("tbody tr")].filter((row) => row.checkVisibility());
    return rows.map((row) => row.cells[at].innerText.trim());
  }, name);
}

const parseNumber = (text) => Number(text.replace(/[^\d]/g, ""));

test("tables can be sorted by click and by keyboard, and announce it", async () => {
  const { page, context, complaints } = await openPage(browser, {
    viewport: { width: 1280, height: 800 },
  });

  await page.goto(`${server.url}categories/pictures/`);
  const before = await column(page, "Cases");
  const button = page
    .locator("main table.dataset-table thead th", { hasText: "Cases" })
    .locator("button");
  await button.click();
  const head = page.locator("main table.dataset-table thead th", { hasText: "Cases" });
  const first = await head.getAttribute("aria-sort");
  assert.match(first, /^(ascending|descending)$/);
  const numbers = (await column(page, "Cases")).filter((text) => /\d/.test(text)).map(parseNumber);
  const sign = first === "ascending" ? 1 : -1;
  assert.deepEqual(
    numbers,
    [...numbers].sort((a, b) => sign * (a - b)),
  );
  assert.deepEqual((await column(page, "Cases")).sort(), before.sort(), "no row is lost");
  await button.focus();
  await page.keyboard.press("Enter");
  assert.notEqual(await head.getAttribute("aria-sort"), first, "Enter reverses the order");
  const turned = (await column(page, "Cases")).filter((text) => /\d/.test(text)).map(parseNumber);
  assert.deepEqual(
    turned,
    [...turned].sort((a, b) => -sign * (a - b)),
  );
  assert.equal(
    await page
      .locator(
        "main table.dataset-table thead th[aria-sort=ascending], main table thead th[aria-sort=descending]",
      )
      .count(),
    1,
  );

  assert.deepEqual(complaints, []);
  await context.close();
});

test("the copy button copies the citation", async () => {
  const { page, context, complaints } = await openPage(browser, {
    permissions: ["clipboard-read", "clipboard-write"],
  });

  await page.goto(`${server.url}datasets/anchor/`);
  await page
    .getByRole("button", { name: /^copy BibTeX of/i })
    .first()
    .click();

  const text = await waitFor(
    () => page.evaluate(() => navigator.clipboard.readText()),
    "the clipboard",
  );
  assert.match(text, /@inproceedings\{anchor2019,/);
  assert.match(text, /year\s*=\s*\{2019\}/);
  const announced = await page.locator("[aria-live], [role=status]").allInnerTexts();
  assert.match(
    announced.join(" ") + (await page.getByRole("button", { name: /cop/i }).first().innerText()),
    /copied/i,
  );

  assert.deepEqual(complaints, []);
  await context.close();
});

test("the theme can be switched, and the choice is kept", async () => {
  const { page, context, complaints } = await openPage(browser, {
    colorScheme: "light",
    viewport: { width: 1280, height: 800 },
  });

  const background = () =>
    page.evaluate(
      () =>
        getComputedStyle(document.body).backgroundColor +
        getComputedStyle(document.documentElement).backgroundColor,
    );

  await page.goto(server.url);
  const light = await background();
  const button = page.getByRole("button", { name: /dark|night|theme|light|day|colou?r/i }).first();
  for (let n = 0; n < 3 && (await background()) === light; n += 1) await button.click();
  const dark = await background();
  assert.notEqual(dark, light);

  await page.goto(`${server.url}datasets/lantern/`);
  assert.equal(await background(), dark, "on the next page");
  await page.reload();
  assert.equal(await background(), dark, "after a reload");

  assert.deepEqual(complaints, []);
  await context.close();
});

test("the list can be filtered by typing and by URL", async () => {
  const { page, context, complaints } = await openPage(browser, {
    viewport: { width: 1280, height: 800 },
  });

  const shown = () =>
    page.evaluate(() =>
      [...document.querySelectorAll("main table tbody tr")]
        .filter((row) => row.checkVisibility())
        .map((row) => row.innerText),
    );

  await page.goto(`${server.url}datasets/?q=lantern`);
  await page.waitForFunction(
    () =>
      [...document.querySelectorAll("main table tbody tr")].filter((row) => row.checkVisibility())
        .length === 1,
  );
  assert.match((await shown())[0], /Lantern-CT/);
  const box = page.locator("main input[type=search], main input[name=q]").first();
  assert.equal(await box.inputValue(), "lantern");

  await box.fill("");
  await page.waitForFunction(
    () =>
      [...document.querySelectorAll("main table tbody tr")].filter((row) => row.checkVisibility())
        .length === 10,
  );

  await box.fill("zzzz qqqq");
  await page.waitForFunction(
    () =>
      [...document.querySelectorAll("main table tbody tr")].filter((row) => row.checkVisibility())
        .length === 0,
  );
  assert.match(await page.locator("main").innerText(), /no dataset/i);

  await page.goto(`${server.url}datasets/?q=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E`);
  assert.equal(await page.locator('main img[src="x"]').count(), 0);

  assert.deepEqual(complaints, []);
  await context.close();
});

test("without JavaScript the list is complete and every page is readable", async () => {
  const { page, context } = await openPage(browser, {
    javaScriptEnabled: false,
    viewport: { width: 360, height: 800 },
  });

  await page.goto(`${server.url}datasets/`);
  const names = await page.locator("main").innerText();
  for (const name of [
    "Lantern-CT",
    "Pebble XR",
    "Kite",
    "Anchor",
    "Buoy",
    "Lost",
    "Signal-VQA",
    "Ledger",
  ]) {
    assert.ok(names.includes(name), name);
  }

  await page.goto(`${server.url}datasets/lantern/`);
  // The whole text, including collapsed parts.
  const text = await page.locator("main").textContent();
  for (const part of ["1,204", "invented", "@article{lantern2022", "zenodo.example.org"]) {
    assert.ok(text.includes(part), part);
  }

  // Controls that need scripts are hidden.
  for (const button of await page.getByRole("button", { name: /copy/i }).all()) {
    assert.equal(await button.isVisible(), false);
  }

  await context.close();
});

test("the first Tab stop skips to the content", async () => {
  const { page, context } = await openPage(browser);
  await page.goto(server.url);
  await page.keyboard.press("Tab");
  const href = await page.evaluate(() => document.activeElement.getAttribute("href"));
  assert.match(href ?? "", /^#/);
  assert.ok(await page.locator(href).count());
  await context.close();
});
