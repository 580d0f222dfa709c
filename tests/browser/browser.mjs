// Starts Chromium, and opens pages that record their requests and console messages.
import { existsSync } from "node:fs";
import { setTimeout } from "node:timers/promises";
import { chromium } from "playwright-core";

const PATHS = [
  process.env.CHROME_PATH,
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome-stable",
  "/usr/bin/google-chrome",
];
const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-dev-shm-usage",
];

/** Starts the browser. */
export function launch() {
  const executablePath = PATHS.find((path) => path && existsSync(path));
  if (!executablePath) {
    throw new Error("no Chromium found: install it, or name it in CHROME_PATH");
  }
  return chromium.launch({ executablePath, args: FLAGS });
}

/**
 * Opens a page in a context of its own. `foreign` are its requests to other hosts, `complaints` its
 * errors and warnings.
 */
export async function openPage(browser, options = {}) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const foreign = [];
  const complaints = [];
  page.on("request", (request) => {
    const { hostname, protocol } = new URL(request.url());
    if (hostname !== "127.0.0.1" && protocol !== "blob:") foreign.push(request.url());
  });
  page.on("pageerror", (error) => complaints.push(`error: ${error}`));
  page.on("console", (message) => {
    // The browser itself logs an error for a page with status 404, which 404.html has on purpose.
    const isMissingPage =
      message.text().includes("the server responded with a status of 404") &&
      message.location().url === page.url();
    if (["error", "warning"].includes(message.type()) && !isMissingPage) {
      complaints.push(message.text());
    }
  });
  // A request that was aborted by a reload is not an error of the page.
  page.on("requestfailed", (request) => {
    const reason = request.failure()?.errorText;
    if (reason !== "net::ERR_ABORTED") complaints.push(`failed: ${request.url()} ${reason}`);
  });
  return { page, context, foreign, complaints };
}

/**
 * Calls an async function until it returns something truthy, and returns that. Playwright's
 * `waitForFunction` takes the promise of an async function for a result.
 */
export async function waitFor(read, what) {
  const deadline = Date.now() + 10_000;
  while (Date.now() < deadline) {
    const value = await read();
    if (value) return value;
    await setTimeout(20);
  }
  throw new Error(`timeout: ${what}`);
}
