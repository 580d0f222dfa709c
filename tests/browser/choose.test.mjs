// Selecting datasets: kept between pages, compared, exported; with the mouse, with the keyboard
// only, and without storage.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { gzipSync } from "node:zlib";
import { join } from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import { launch, openPage, waitFor } from "./browser.mjs";
import { serve } from "./server.mjs";
import { build, ROOT } from "./sites.mjs";

const TAGS = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"];
const CT = "modalities/ct/";
let browser;
let server;
before(async () => {
  browser = await launch();
  server = await serve(build("fixture", "choose"), "/some/path/");
});
after(async () => {
  await browser?.close();
  await server?.close();
});

const checkbox = (page, name) =>
  page.getByRole("checkbox", { name: `Select ${name} to compare or export`, exact: true });
const tray = (page) => page.getByRole("region", { name: "Selected datasets" });
const waitForSelected = async (page, count) => tray(page).getByText(`${count} selected`).waitFor();
const comparedNames = (page) => page.locator(".comparison thead th a").allInnerTexts();

async function runAxe(page, within) {
  const builder = new AxeBuilder({ page }).withTags(TAGS);
  const { violations } = await (within ? builder.include(within) : builder).analyze();
  return violations.flatMap((v) =>
    v.nodes.map(
      (node) => `${v.id}: ${node.target.join(" ")} ${node.failureSummary?.split("\n")[1] ?? ""}`,
    ),
  );
}

/** The names of the first datasets in the table of a page. */
async function firstNames(page, count) {
  const names = await page.locator("table.dataset-table tbody th a").allInnerTexts();
  assert.ok(names.length >= count, names.join());
  return names.slice(0, count);
}

test("a selection is kept between pages, compared, shared and cleared", async () => {
  const { page, context, complaints, foreign } = await openPage(browser, {
    viewport: { width: 1280, height: 800 },
    permissions: ["clipboard-read", "clipboard-write"],
  });

  await page.goto(server.url + CT, { waitUntil: "networkidle" });
  assert.equal(await tray(page).count(), 0);
  const [one, two] = await firstNames(page, 2);
  await checkbox(page, one).check();
  await waitForSelected(page, 1);
  assert.match(await tray(page).innerText(), /one more to compare/);
  assert.equal(await tray(page).getByText("Compare", { exact: true }).getAttribute("href"), null);
  await checkbox(page, two).check();
  await waitForSelected(page, 2);
  await page.waitForFunction(() => document.getElementById("live").textContent === "2 selected");

  await page.goto(`${server.url}datasets/`);
  await waitForSelected(page, 2);
  assert.equal(await checkbox(page, one).isChecked(), true);
  await tray(page).getByRole("link", { name: "Compare" }).click();
  await page.locator(".comparison").waitFor();
  assert.deepEqual(await comparedNames(page), [one, two]);
  const rows = () =>
    page
      .locator(".comparison tbody tr")
      .evaluateAll((all) =>
        all.filter((row) => row.checkVisibility()).map((row) => row.cells[0].innerText),
      );
  const before = await rows();
  await page.getByRole("checkbox", { name: "Only differences" }).check();
  assert.match(page.url(), /only=differences/);
  const different = await rows();
  assert.ok(different.length > 0 && different.length < before.length, `${different} of ${before}`);
  assert.ok(before.includes("Modality") && !different.includes("Modality"), "both are CT");

  await page.reload();
  await page.locator(".comparison").waitFor();
  assert.deepEqual(await rows(), different);
  await page.getByRole("button", { name: "Copy link" }).click();
  const shared = await page.evaluate(() => navigator.clipboard.readText());
  assert.equal(shared, page.url());

  const other = await openPage(browser);
  await other.page.goto(shared);
  await other.page.locator(".comparison").waitFor();
  assert.deepEqual(await comparedNames(other.page), [one, two], "the URL holds the whole state");
  assert.equal(await tray(other.page).count(), 0);

  await other.context.close();

  await page.getByRole("button", { name: `Remove ${one}` }).click();
  await page.getByText("One more is needed").waitFor();
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await page.waitForFunction(() => document.querySelectorAll(".comparison thead th").length === 2);
  assert.deepEqual(await comparedNames(page), [two, one]);

  await tray(page).getByRole("button", { name: "Clear" }).click();
  await tray(page).waitFor({ state: "detached" });
  assert.equal(
    await page.evaluate(() => document.activeElement.id),
    "main",
    "the focus moves to the content",
  );

  await page.goto(server.url + CT, { waitUntil: "networkidle" });
  assert.equal(await page.locator(".row-checkbox :checked").count(), 0);

  assert.deepEqual([complaints, foreign], [[], []]);
  await context.close();
});

test("the downloaded file is the one that the dialog shows", async () => {
  const { page, context, complaints } = await openPage(browser, {
    viewport: { width: 1280, height: 800 },
    acceptDownloads: true,
  });

  await page.goto(`${server.url}datasets/anchor/`);
  await page.getByRole("button", { name: "Select to compare or export" }).click();
  await page.goto(`${server.url}datasets/lantern/`);
  await page.getByRole("button", { name: "Select to compare or export" }).click();
  await waitForSelected(page, 2);
  assert.equal(
    await page
      .getByRole("button", { name: "Select to compare or export" })
      .getAttribute("aria-pressed"),
    "true",
  );
  const opener = tray(page).getByRole("button", { name: "Export" });
  await opener.click();
  const dialog = page.getByRole("dialog", { name: "Export 2 datasets" });
  await dialog.getByText("3 works", { exact: true }).waitFor();
  assert.deepEqual(await runAxe(page, "dialog"), []);
  const download = async () => {
    const [file] = await Promise.all([
      page.waitForEvent("download"),
      dialog.getByRole("button", { name: /^Download/ }).click(),
    ]);
    return {
      name: file.suggestedFilename(),
      text: readFileSync(await file.path(), "utf8"),
    };
  };
  const bib = await download();
  assert.match(bib.name, /^[a-z0-9-]+-2-datasets\.bib$/);
  assert.equal(bib.text, await dialog.locator("pre").textContent());
  assert.match(bib.text, /@inproceedings\{anchor2019,[^]*@article\{lantern2022/);
  await dialog.getByRole("radio", { name: "CSV" }).check();
  await dialog.getByText("2 datasets", { exact: true }).waitFor();
  const csv = await download();
  assert.match(csv.name, /\.csv$/);
  assert.equal(csv.text.split("\r\n").length, 4);
  assert.match(csv.text, /^slug,name,category/);

  for (const format of ["RIS", "CSL-JSON", "Markdown", "JSON"]) {
    await dialog.getByRole("radio", { name: format, exact: true }).check();
    await page.waitForFunction(() => document.querySelector("dialog pre").textContent.length > 20);
  }

  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
  assert.equal(
    await opener.evaluate((button) => button === document.activeElement),
    true,
    "the focus returns to the button",
  );

  assert.deepEqual(complaints, []);
  await context.close();
});

test("selecting, exporting and comparing work with the keyboard only", async () => {
  const { page, context, complaints } = await openPage(browser, {
    viewport: { width: 1280, height: 600 },
  });

  await page.goto(server.url + CT, { waitUntil: "networkidle" });
  const names = await firstNames(page, 2);
  const focused = () =>
    page.evaluate(() => document.activeElement.ariaLabel ?? document.activeElement.textContent);
  const tabTo = async (label) => {
    for (let n = 0; n < 150; n += 1) {
      if ((await focused()) === label) return;
      await page.keyboard.press("Tab");
      // The focused element is not hidden behind the tray.
      const covered = await page.evaluate(async () => {
        // The browser scrolls to the focused element in the next frame.
        for (let n = 0; n < 2; n += 1) {
          await new Promise((resolve) => requestAnimationFrame(resolve));
        }
        const [at, tray] = [document.activeElement, document.querySelector(".tray")];
        if (!tray || tray.contains(at) || at === document.body || at.closest(".site-footer")) {
          return false;
        }
        return at.getBoundingClientRect().top > tray.getBoundingClientRect().top;
      });
      assert.equal(covered, false, await focused());
    }
    assert.fail(`Tab does not reach ${label}`);
  };

  for (const name of names) {
    await tabTo(`Select ${name} to compare or export`);
    await page.keyboard.press("Space");
  }
  await waitForSelected(page, 2);
  await tabTo("Export");
  await page.keyboard.press("Enter");
  await page
    .getByRole("dialog")
    .locator(".export-progress")
    .getByText(/works$/)
    .waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.value), "bibtex");
  await page.keyboard.press("ArrowRight");
  assert.equal(await page.evaluate(() => document.activeElement.value), "ris");

  await page.keyboard.press("Escape");
  assert.equal(await focused(), "Export");
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Enter");
  await page.locator(".comparison").waitFor();
  assert.deepEqual(await comparedNames(page), names);

  assert.deepEqual(complaints, []);
  await context.close();
});

test("the comparison and the tray are accessible", async () => {
  for (const [colorScheme, width] of [
    ["light", 1280],
    ["dark", 360],
  ]) {
    const { page, context } = await openPage(browser, {
      colorScheme,
      viewport: { width, height: 800 },
      reducedMotion: "reduce",
    });
    await page.goto(server.url + CT, { waitUntil: "networkidle" });
    await page.locator(".row-checkbox input").first().check();
    await waitForSelected(page, 1);
    assert.deepEqual(await runAxe(page), []);
    await page.goto(`${server.url}compare/?d=lantern,anchor,buoy`);
    await page.locator(".comparison").waitFor();
    await page.waitForLoadState("networkidle");
    assert.deepEqual(await runAxe(page), []);
    const wide = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    assert.equal(wide, 0, "only the frame scrolls sideways");
    await context.close();
  }
});

test("invalid URLs of the comparison are reported, and never run", async () => {
  const { page, context } = await openPage(browser);
  const evil = "<img src=x onerror=alert(1)>";
  await page.goto(`${server.url}compare/?d=lantern,${encodeURIComponent(evil)},../../x,lantern`);
  await page.getByText(`This catalog has no dataset “${evil}”.`).waitFor();
  assert.equal(await page.locator('main img[src="x"]').count(), 0);
  assert.deepEqual(await comparedNames(page), ["Lantern-CT"]);
  await page.goto(`${server.url}compare/?d=a,b,c,d,e,f,g`);
  await page.getByText("No more than 6 can be compared; left out: g.").waitFor();
  await page.goto(`${server.url}compare/`);
  await page.getByText("Select some in the list").waitFor();
  await context.close();
});

test("tabs share the selection; damaged or forbidden storage is ignored", async () => {
  const { page, context, complaints } = await openPage(browser);

  await page.goto(server.url + CT, { waitUntil: "networkidle" });
  const second = await context.newPage();
  await second.goto(server.url + CT, { waitUntil: "networkidle" });
  await page.locator(".row-checkbox input").first().check();
  await waitForSelected(second, 1);
  assert.equal(await second.locator(".row-checkbox input").first().isChecked(), true);
  const key = await page.evaluate(() =>
    Object.keys(localStorage).find((key) => key.startsWith("chosen")),
  );
  assert.equal(key, "chosen:/some/path/", "each site of a host has a key of its own");

  for (const value of ["{", '{"a":1}', "[1,null]", '"x"', "null"]) {
    await page.evaluate(([key, value]) => localStorage.setItem(key, value), [key, value]);
    await page.reload({ waitUntil: "networkidle" });
    assert.equal(await tray(page).count(), 0, value);
  }

  assert.deepEqual(complaints, []);
  await context.close();

  const none = await openPage(browser);
  await none.page.addInitScript(() =>
    Object.defineProperty(window, "localStorage", {
      get() {
        throw new DOMException("forbidden", "SecurityError");
      },
    }),
  );
  await none.page.goto(server.url + CT, { waitUntil: "networkidle" });
  await none.page.locator(".row-checkbox input").first().check();
  await waitForSelected(none.page, 1);
  assert.deepEqual(none.complaints, []);

  await none.context.close();
});

test("the rows of the explorer have checkboxes, and the export holds what they show", async () => {
  const content = await serve(build("content", "choose-content"));
  const { page, context, complaints } = await openPage(browser, {
    viewport: { width: 1280, height: 800 },
  });

  const loaded = [];
  page.on("request", (request) => loaded.push(new URL(request.url()).pathname));
  await page.goto(`${content.url}datasets/`, { waitUntil: "networkidle" });
  const catalog = await page.evaluate(() =>
    fetch("../catalog.json").then((response) => response.json()),
  );
  const all = catalog.datasets.length;
  const cited = catalog.datasets.filter(({ citation }) => citation.length).length;
  loaded.length = 0;
  await page.locator("[data-part=export]").click();
  const dialog = page.getByRole("dialog", { name: `Export ${all} datasets` });
  await dialog
    .locator(".export-progress")
    .getByText(/works$/)
    .waitFor();
  const files = () => loaded.filter((path) => /datasets\/.+\.json$/.test(path)).length;
  assert.equal(files(), cited, "only datasets with citations are read one by one");
  assert.equal(loaded.filter((path) => path.endsWith("catalog.json")).length, 1);
  await dialog.getByRole("radio", { name: "CSV" }).check();
  await dialog.getByText(`${all} datasets`, { exact: true }).waitFor();
  assert.equal(files(), cited, "no file is read twice");

  await page.keyboard.press("Escape");
  await page.getByRole("searchbox").or(page.locator("#search")).first().fill("retina");
  await page.waitForFunction(
    (all) => document.querySelectorAll("table.dataset-table tbody tr").length < all,
    all,
  );
  const rows = await page.locator("table.dataset-table tbody tr").count();
  assert.ok(rows > 0);
  assert.equal(await page.locator("table.dataset-table tbody .row-checkbox").count(), rows);

  assert.deepEqual(complaints, []);
  await context.close();
  await content.close();
});

test("at most 500 datasets can be selected, and that is announced", async () => {
  const { page, context } = await openPage(browser);

  await page.goto(server.url + CT, { waitUntil: "networkidle" });
  await page.evaluate(() =>
    localStorage.setItem(
      "chosen:/some/path/",
      JSON.stringify(Array.from({ length: 500 }, (_, n) => `s${n}`)),
    ),
  );

  await page.reload({ waitUntil: "networkidle" });
  await waitForSelected(page, 500);
  assert.match(await tray(page).innerText(), /Compare takes up to 6/);
  await page.locator(".row-checkbox input").first().click();
  await page.waitForFunction(
    () =>
      document.getElementById("live").textContent ===
      "500 selected. No more than 500 can be selected",
  );
  assert.equal(await page.locator(".row-checkbox input").first().isChecked(), false);

  await context.close();
});

test("the buttons of a dataset page copy its citation, link and URL", async () => {
  const { page, context, complaints } = await openPage(browser, {
    permissions: ["clipboard-read", "clipboard-write"],
  });

  await page.goto(`${server.url}datasets/lantern/`);
  const copy = async (name) => {
    await page.evaluate(() => navigator.clipboard.writeText(""));
    await page.getByRole("button", { name, exact: true }).click();
    return waitFor(() => page.evaluate(() => navigator.clipboard.readText()), "the clipboard");
  };
  assert.match(await copy("Copy RIS"), /^TY {2}- JOUR\r?\n/);
  assert.equal(await copy("Copy Markdown"), `[Lantern-CT](${server.url}datasets/lantern/)`);
  assert.equal(await copy("Copy Link"), `${server.url}datasets/lantern/`);

  assert.deepEqual(complaints, []);
  await context.close();
});

test("every page loads a small script, and the rest when it is needed", async () => {
  const size = (name) =>
    gzipSync(readFileSync(join(ROOT, "themes/default/static/choose", name)), { level: 9 }).length;
  const bytes = size("selection.js");
  assert.ok(bytes <= 1536, `${bytes} bytes`);
  const { page, context } = await openPage(browser);

  const loaded = [];
  page.on("request", (request) =>
    loaded.push(new URL(request.url()).pathname.split("/").slice(-2).join("/")),
  );

  await page.goto(server.url + CT, { waitUntil: "networkidle" });
  assert.deepEqual(
    loaded.filter((path) => path.startsWith("choose/")),
    ["choose/selection.js"],
  );
  await page.locator(".row-checkbox input").first().check();
  await waitForSelected(page, 1);
  assert.ok(loaded.includes("choose/tray.js") && !loaded.includes("choose/dialog.js"));

  await context.close();
});

test("without JavaScript no control is shown that needs it", async () => {
  const { page, context } = await openPage(browser, { javaScriptEnabled: false });
  await page.goto(`${server.url}compare/`);
  assert.match(
    await page.locator("main").innerText(),
    /needs JavaScript[^]*choose some in the list/,
  );
  await page.goto(`${server.url}datasets/lantern/`);
  for (const button of await page.locator("[data-choose], [data-take]").all()) {
    assert.equal(await button.isVisible(), false);
  }
  await context.close();
});
