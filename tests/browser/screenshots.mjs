// Takes the screenshots for the documentation from the shipped catalog: docs/home.png and
// docs/dataset.png, each below 150 KB.
import { mkdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { launch, openPage } from "./browser.mjs";
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
  const { page, context } = await openPage(browser, {
    colorScheme: "light",
    viewport: { width: 1280, height: 800 },
    reducedMotion: "reduce",
  });
  await page.goto(server.url + path, { waitUntil: "networkidle" });
  const full = await page.screenshot({ type: "png" });
  const file = join(docs, `${name}.png`);
  // The browser scales the image down: the file stays small and the text clear.
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
