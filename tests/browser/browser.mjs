// Chromium, and pages that remember what they asked for and complained about.
import { existsSync } from "node:fs";
import { chromium } from "playwright-core";

const PLACES = [
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
  const executablePath = PLACES.find((path) => path && existsSync(path));
  if (!executablePath) {
    throw new Error("no Chromium found: install it, or name it in CHROME_PATH");
  }
  return chromium.launch({ executablePath, args: FLAGS });
}

/** A page in a context of its own; `foreign` are requests to other hosts, `complaints` errors of the console. */
export async function open(browser, options = {}) {
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
    // The browser itself says that a page is missing when 404.html is what we want to see.
    const missing =
      message.text().includes("the server responded with a status of 404") &&
      message.location().url === page.url();
    if (["error", "warning"].includes(message.type()) && !missing) complaints.push(message.text());
  });
  // A request that a reload cut short is no fault of the page.
  page.on("requestfailed", (request) => {
    const why = request.failure()?.errorText;
    if (why !== "net::ERR_ABORTED") complaints.push(`failed: ${request.url()} ${why}`);
  });
  return { page, context, foreign, complaints };
}
