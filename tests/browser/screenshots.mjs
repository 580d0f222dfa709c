// Pictures for the README, from the shipped catalog: docs/home.png and docs/dataset.png, each below 150 KB.
import { mkdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { launch, open } from "./browser.mjs";
import { serve } from "./server.mjs";
import { build, ROOT } from "./sites.mjs";

const LIMIT = 150 * 1024;
const docs = join(ROOT, "docs");
mkdirSync(docs, { recursive: true });
const browser = await launch();
const server = await serve(build("content", "screenshots"));
for (const [name, path] of [
  ["home", ""],
  ["dataset", "datasets/totalsegmentator/"],
]) {
  const { page, context } = await open(browser, {
    colorScheme: "light",
    viewport: { width: 1280, height: 800 },
    reducedMotion: "reduce",
  });
  await page.goto(server.url + path, { waitUntil: "networkidle" });
  const full = await page.screenshot({ type: "png" });
  const file = join(docs, `${name}.png`);
  // Half the size, drawn by the browser itself, keeps the file small and the letters clear.
  await page.goto("about:blank");
  await page.setViewportSize({ width: 960, height: 600 });
  await page.setContent(
    `<style>*{margin:0}img{width:960px;height:600px;display:block}</style><img src="data:image/png;base64,${full.toString("base64")}">`,
  );
  await page.screenshot({ path: file, type: "png" });
  await context.close();
  const size = statSync(file).size;
  console.log(`${file}: ${Math.ceil(size / 1024)} KB`);
  if (size > LIMIT) process.exitCode = 1;
}
await browser.close();
await server.close();
