// The preview in a browser: an edit is seen without a hand on the browser, and nothing of the page is lost by it.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { launch, open } from "./browser.mjs";
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
  // A theme with one stylesheet of its own: that of the program, to be changed.
  mkdirSync(join(FOLDER, "theme", "static"), { recursive: true });
  cpSync(
    join(HERE, "..", "..", "themes", "default", "static", "style.css"),
    join(FOLDER, "theme", "static", "style.css"),
  );
  preview = spawn(PROGRAM, ["serve", CATALOG, "--port", "0", "--theme", join(FOLDER, "theme")], {
    cwd: FOLDER,
    stdio: ["ignore", "ignore", "pipe"],
  });
  let said = "";
  url = await new Promise((found, failed) => {
    preview.stderr.on("data", (data) => {
      said += data;
      const address = said.match(/preview at (http:\S+)/);
      if (address) found(address[1]);
    });
    preview.on("exit", (code) => failed(new Error(`the preview ended with ${code}\n${said}`)));
  });
  preview.removeAllListeners("exit");
  browser = await launch();
});
after(async () => {
  await browser?.close();
  preview?.kill();
});

const edit = (file, change) => writeFileSync(file, change(readFileSync(file, "utf8")));

/** Marks the document: a reload takes the mark away. */
const mark = (page) =>
  page.evaluate(() => {
    window.unchanged = true;
  });
const isMarked = (page) => page.evaluate(() => window.unchanged === true);
const listens = (page) =>
  page.waitForRequest((request) => request.url().endsWith("/__medatlas/events"));

async function visit(page, path) {
  const listening = listens(page);
  await page.goto(url + path);
  await listening;
  await mark(page);
}

test("a saved page is shown, and the place is kept", async () => {
  const { page, context, foreign, complaints } = await open(browser, {
    viewport: { width: 800, height: 400 },
  });
  await visit(page, "datasets/lantern/");
  await page.evaluate(() => scrollTo(0, 300));
  edit(PAGE, (text) => `${text}\n\n## Seen at once\n\nFresh words of an editor.\n`);
  await page.getByText("Fresh words of an editor.").waitFor();
  assert.equal(await isMarked(page), false, "the page was loaded again");
  await page.waitForFunction(() => scrollY === 300);
  // A visit by hand starts at the top.
  await visit(page, "datasets/lantern/");
  assert.equal(await page.evaluate(() => scrollY), 0);
  assert.deepEqual(foreign, []);
  assert.deepEqual(complaints, []);
  await context.close();
});

test("many edits in a row end with the last one", async () => {
  const { page, context, complaints } = await open(browser);
  await visit(page, "datasets/lantern/");
  for (let n = 1; n <= 10; n += 1) {
    edit(PAGE, (text) => `${text.replace(/\nEdit \d+\.\n/, "")}\nEdit ${n}.\n`);
    await new Promise((done) => setTimeout(done, 40));
  }
  await page.getByText("Edit 10.").waitFor();
  assert.deepEqual(complaints, []);
  await context.close();
});

test("new styles come without a reload", async () => {
  const { page, context, complaints } = await open(browser);
  await visit(page, "datasets/");
  const box = page.locator("main input[type=search], main input[name=q]").first();
  await box.fill("lantern");
  await box.focus();
  edit(
    join(FOLDER, "theme", "static", "style.css"),
    (text) => `${text}\nbody { outline: 7px solid rgb(1, 2, 3); }\n`,
  );
  await page.waitForFunction(() => getComputedStyle(document.body).outlineWidth === "7px");
  assert.equal(await isMarked(page), true, "the page was not loaded again");
  assert.equal(await box.inputValue(), "lantern");
  await page.waitForFunction(
    () => document.querySelectorAll('link[href*="style.css"]').length === 1,
  );
  // The styles of the explorer, in the same folder, came along.
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

test("a problem stands over the page and goes by itself", async () => {
  const { page, context, complaints } = await open(browser);
  await visit(page, "datasets/lantern/");
  const list = join(CATALOG, "README.md");
  const good = readFileSync(list, "utf8");
  writeFileSync(list, "# Nothing <img src=x onerror=alert(1)>\n");
  const panel = page.locator("#medatlas-preview");
  await panel.waitFor();
  const words = await panel.innerText();
  for (const part of ["error[no-entries]", "README.md:1:1", "^", "<img src=x"]) {
    assert.ok(words.includes(part), `${part} in ${words}`);
  }
  assert.equal(await panel.locator("img").count(), 0, "text stays text");
  assert.equal(await panel.getAttribute("role"), "alert");
  assert.equal(await isMarked(page), true, "the last good page stays");
  const box = await panel.boundingBox();
  assert.ok(box.height > 60 && box.x === 0, "it has its styles");
  // Another page has it, too.
  await page.goto(url);
  await panel.waitFor();
  await panel.getByRole("button").click();
  assert.equal(await panel.count(), 0, "it can be hidden");
  await visit(page, "datasets/lantern/");
  await panel.waitFor();
  writeFileSync(list, good);
  await panel.waitFor({ state: "detached" });
  assert.equal(await isMarked(page), true, "the same site again: no reload");
  assert.deepEqual(complaints, []);
  await context.close();
});

test("a tab that nobody sees catches up when it is seen", async () => {
  const { page, context, complaints } = await open(browser);
  await visit(page, "datasets/lantern/");
  const see = (state) =>
    page.evaluate((state) => {
      Object.defineProperty(document, "visibilityState", { value: state, configurable: true });
      document.dispatchEvent(new Event("visibilitychange"));
    }, state);
  await see("hidden");
  edit(PAGE, (text) => `${text}\nMissed words.\n`);
  await new Promise((done) => setTimeout(done, 600));
  assert.equal(await isMarked(page), true, "it does not listen");
  await see("visible");
  await page.getByText("Missed words.").waitFor();
  assert.deepEqual(complaints, []);
  await context.close();
});
