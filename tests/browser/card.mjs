// Draws the image that other sites show for links to pages without an image of their own:
// themes/default/static/card.png.
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { launch } from "./browser.mjs";
import { ROOT } from "./sites.mjs";

const LIMIT = 60 * 1024;
const folder = join(ROOT, "themes/default/static");
const glyphs = [
  "ct",
  "mri",
  "fmri",
  "pet",
  "pet-ct",
  "xray",
  "ultrasound",
  "fundus",
  "oct",
  "endoscopy",
  "dermoscopy",
  "photo",
  "pathology",
  "microscopy",
  "eye",
  "tooth",
  "eeg",
  "ecg",
  "gene",
  "text",
  "image-text",
  "video",
];
const use = (id, index) =>
  `<svg width="72" height="72" style="color:oklch(0.55 0.07 ${(index * 137) % 360})"><use href="#${id}"/></svg>`;
// Seven columns and three rows; the mark takes the middle.
const cells = Array.from({ length: 21 }, (_, at) =>
  [3, 9, 10, 11, 17].includes(at) ? "<i></i>" : use(glyphs[(at * 5) % glyphs.length], at),
).join("");
const html = `<style>
* { margin: 0; box-sizing: border-box }
body { width: 1200px; height: 630px; background: #0e1216; position: relative; overflow: hidden }
.grid { display: grid; grid-template-columns: repeat(7, 72px); gap: 117px 90px; padding: 90px 78px; stroke-width: 1.2 }
.mark { position: absolute; left: 390px; top: 105px; width: 420px; height: 420px; border-radius: 50%; display: grid; place-items: center; background: #0e1216 }
.mark svg { color: #fff; stroke-width: 1 }
</style>${readFileSync(join(folder, "glyphs.svg"), "utf8").replace("<svg ", '<svg width="0" height="0" style="position:absolute" ')}
<div class="grid">${cells}</div><div class="mark"><svg width="220" height="220"><use href="#atlas"/></svg></div>`;

const browser = await launch();
const page = await browser.newPage({ viewport: { width: 1200, height: 630 } });
await page.setContent(html);
const file = join(folder, "card.png");
await page.screenshot({ path: file, type: "png" });
await browser.close();
const size = statSync(file).size;
console.log(`${file}: ${Math.ceil(size / 1024)} KB`);
if (size > LIMIT) process.exitCode = 1;
