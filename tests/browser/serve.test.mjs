// The preview in a browser: edits appear without a manual reload, and the state of the page is
// kept.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { setTimeout } from "node:timers/promises";
import { launch, openPage, waitFor } from "./browser.mjs";
import { CATALOGS, HERE, PROGRAM } from "./sites.mjs";

const FOLDER = join(HERE, "out", "serve");
const CATALOG = join(FOLDER, "catalog");
const PAGE = join(CATALOG, "resources", "Lantern.md");

let browser;
let preview;
let url;
before(async () => {
  rmSync(FOLDER, { recursive: true, force: true });
  cpSync(CATALOGS.fixture, CATALOG, { recursive: true });
  // A theme with a copy of one stylesheet, which a test edits.
  mkdirSync(join(FOLDER, "theme", "static"), { recursive: true });
  cpSync(
    join(HERE, "..", "..", "themes", "default", "static", "style.css"),
    join(FOLDER, "theme", "static", "style.css"),
  );
  preview = spawn(PROGRAM, ["serve", CATALOG, "--port", "0", "--theme", join(FOLDER, "theme")], {
    cwd: FOLDER,
    stdio: ["ignore", "ignore", "pipe"],
  });
  let output = "";
  url = await new Promise((resolve, reject) => {
    preview.stderr.on("data", (data) => {
      output += data;
      const address = output.match(/preview at (http:\S+)/);
      if (address) resolve(address[1]);
    });
    preview.on("exit", (code) => reject(new Error(`the preview ended with ${code}\n${output}`)));
  });
  preview.removeAllListeners("exit");
  browser = await launch();
});
after(async () => {
  await browser?.close();
  preview?.kill();
});

const edit = (file, change) => writeFileSync(file, change(readFileSync(file, "utf8")));

/** Marks the document. A reload removes the mark. */
const mark = (page) =>
  page.evaluate(() => {
    window.unchanged = true;
  });
const isMarked = (page) => page.evaluate(() => window.unchanged === true);
const waitForConnection = (page) =>
  page.waitForRequest((request) => request.url().endsWith("/__medatlas/events"));

/** Waits until the preview serves a text, without a browser. */
const waitForSite = (path, text) =>
  waitFor(async () => (await (await fetch(url + path)).text()).includes(text), text);

async function visit(page, path) {
  const connection = waitForConnection(page);
  await page.goto(url + path);
  await connection;
  await mark(page);
}

test("a saved page is shown, and the scroll position is kept", async () => {
  const { page, context, foreign, complaints } = await openPage(browser, {
    viewport: { width: 800, height: 400 },
  });

  await visit(page, "datasets/lantern/");
  await page.evaluate(() => scrollTo(0, 300));
  edit(PAGE, (text) => `${text}\n\n## New section\n\nA new sentence.\n`);
  await page.getByText("A new sentence.").waitFor();
  assert.equal(await isMarked(page), false, "the page was reloaded");
  await page.waitForFunction(() => scrollY === 300);

  // A new visit starts at the top.
  await visit(page, "datasets/lantern/");
  assert.equal(await page.evaluate(() => scrollY), 0);

  assert.deepEqual(foreign, []);
  assert.deepEqual(complaints, []);
  await context.close();
});

test("after many edits in a row, the last one is shown", async () => {
  const { page, context, complaints } = await openPage(browser);
  await visit(page, "datasets/lantern/");
  for (let n = 1; n <= 10; n += 1) {
    edit(PAGE, (text) => `${text.replace(/\nEdit \d+\.\n/, "")}\nEdit ${n}.\n`);
    // Shorter than a rebuild, so that edits arrive during one.
    await setTimeout(40);
  }
  await page.getByText("Edit 10.").waitFor();
  assert.deepEqual(complaints, []);
  await context.close();
});

test("new styles are applied without a reload", async () => {
  const { page, context, complaints } = await openPage(browser);

  await visit(page, "datasets/");
  const box = page.locator("main input[type=search], main input[name=q]").first();
  await box.fill("lantern");
  await box.focus();
  edit(
    join(FOLDER, "theme", "static", "style.css"),
    (text) => `${text}\nbody { outline: 7px solid rgb(1, 2, 3); }\n`,
  );
  await page.waitForFunction(() => getComputedStyle(document.body).outlineWidth === "7px");
  assert.equal(await isMarked(page), true, "the page was not reloaded");
  assert.equal(await box.inputValue(), "lantern");
  await page.waitForFunction(
    () => document.querySelectorAll('link[href*="style.css"]').length === 1,
  );

  // All stylesheets are in the same folder, so those of the explorer were replaced, too.
  const folders = await page.evaluate(
    () =>
      new Set(
        [...document.querySelectorAll('link[href*="/assets/"], link[href^="assets/"]')]
          .filter((link) => link.rel === "stylesheet")
          .map((link) => link.href.match(/assets\/(\w+)\//)[1]),
      ).size,
  );
  assert.equal(folders, 1);

  assert.deepEqual(complaints, []);
  await context.close();
});

test("a problem covers the page until it is fixed", async () => {
  const { page, context, complaints } = await openPage(browser);

  await visit(page, "datasets/lantern/");
  const list = join(CATALOG, "README.md");
  const good = readFileSync(list, "utf8");
  writeFileSync(list, "# Nothing <img src=x onerror=alert(1)>\n");
  const panel = page.locator("#medatlas-preview");
  await panel.waitFor();
  const text = await panel.innerText();

  for (const part of ["error[empty-list]", "README.md:1:1", "^", "<img src=x"]) {
    assert.ok(text.includes(part), `${part} in ${text}`);
  }
  assert.equal(await panel.locator("img").count(), 0, "text does not become markup");
  assert.equal(await panel.getAttribute("role"), "alert");
  assert.equal(await isMarked(page), true, "the last good page is kept");
  const box = await panel.boundingBox();
  assert.ok(box.height > 60 && box.x === 0, "the panel is styled");

  // Other pages show the panel, too.
  await page.goto(url);
  await panel.waitFor();
  await panel.getByRole("button").click();
  assert.equal(await panel.count(), 0, "the panel can be hidden");

  await visit(page, "datasets/lantern/");
  await panel.waitFor();
  writeFileSync(list, good);
  await panel.waitFor({ state: "detached" });
  assert.equal(await isMarked(page), true, "the site is unchanged: no reload");

  assert.deepEqual(complaints, []);
  await context.close();
});

test("a hidden tab catches up when it becomes visible", async () => {
  const { page, context, complaints } = await openPage(browser);

  await visit(page, "datasets/lantern/");
  const setVisibility = (state) =>
    page.evaluate((state) => {
      Object.defineProperty(document, "visibilityState", { value: state, configurable: true });
      document.dispatchEvent(new Event("visibilitychange"));
    }, state);
  await setVisibility("hidden");
  edit(PAGE, (text) => `${text}\nA missed sentence.\n`);
  await waitForSite("datasets/lantern/", "A missed sentence.");
  assert.equal(await isMarked(page), true, "a hidden tab is not connected");
  await setVisibility("visible");
  await page.getByText("A missed sentence.").waitFor();

  assert.deepEqual(complaints, []);
  await context.close();
});
