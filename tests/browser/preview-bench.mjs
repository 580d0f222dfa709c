// Measures the time from saving a page to the event that reloads the browser, and the memory of the
// preview.
//
//   node preview-bench.mjs CATALOG [EDITS] [WAIT]
//
// The catalog is copied first. WAIT is the time between edits in milliseconds; the variable
// MEDATLAS names another program. The preview waits 25 ms for further changes: "over" is the time
// beyond that.
import { spawn } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { get } from "node:http";
import { tmpdir } from "node:os";
import { setTimeout } from "node:timers/promises";
import { join, resolve } from "node:path";
import { PROGRAM } from "./sites.mjs";

const QUIET = 25;
const [catalog, edits = "200", wait = "300"] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), "medatlas-preview-"));
cpSync(resolve(catalog), join(folder, "catalog"), { recursive: true });
const preview = spawn(PROGRAM, ["serve", join(folder, "catalog"), "--port", "0"], {
  cwd: folder,
  stdio: ["ignore", "ignore", "pipe"],
});
const url = await new Promise((resolve) => {
  let output = "";
  preview.stderr.on("data", (data) => {
    output += data;
    const address = output.match(/preview at (http:\S+)/);
    if (address) resolve(address[1]);
  });
});
const measureMemory = () =>
  Number(readFileSync(`/proc/${preview.pid}/status`, "utf8").match(/VmRSS:\s+(\d+)/)[1]) / 1024;

let onEvent;
let text = "";
await new Promise((resolve) =>
  get(`${url}__medatlas/events`, (response) =>
    response.on("data", (data) => {
      text += data;
      for (let end = text.indexOf("\n\n"); end >= 0; end = text.indexOf("\n\n")) {
        if (text.startsWith("data:")) (onEvent ?? resolve)(performance.now());
        text = text.slice(end + 2);
      }
    }),
  ),
);

const pages = join(folder, "catalog", "resources");
const names = readdirSync(pages)
  .filter((name) => name.endsWith(".md"))
  .sort();
const times = [];
for (let n = 0; n < Number(edits); n += 1) {
  const file = join(pages, names[(n * 7919) % names.length]);
  const before = readFileSync(file, "utf8").replace(/\nEdit \d+\.\n$/, "");
  const event = new Promise((resolve) => {
    onEvent = resolve;
  });
  writeFileSync(file, `${before}\nEdit ${n}.\n`);
  const saved = performance.now();
  times.push((await event) - saved);
  if (n === 9 || (n + 1) % Math.ceil(Number(edits) / 5) === 0) {
    console.log(`after ${n + 1} edits: ${measureMemory().toFixed(0)} MB`);
  }
  await setTimeout(Number(wait));
}
times.sort((a, b) => a - b);
const at = (share) => times[Math.min(times.length - 1, Math.floor(times.length * share))];
const line = (time) => `${time.toFixed(1)} ms (${(time - QUIET).toFixed(1)} over)`;
console.log(
  `${names.length} pages, ${times.length} edits: median ${line(at(0.5))}, p95 ${line(at(0.95))}, longest ${line(at(1))}`,
);
preview.kill();
rmSync(folder, { recursive: true });
