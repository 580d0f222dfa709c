// Builds the sites for the tests with the debug build of the program. The variable MEDATLAS names
// another program.
import { spawnSync } from "node:child_process";
import { appendFileSync, readdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const HERE = dirname(fileURLToPath(import.meta.url));
export const ROOT = join(HERE, "..", "..");
const TARGET = process.env.CARGO_TARGET_DIR ?? join(ROOT, "target");
export const PROGRAM = process.env.MEDATLAS ?? join(TARGET, "debug", "medatlas");
export const CATALOGS = {
  content: join(ROOT, "content"),
  fixture: join(HERE, "..", "fixtures", "home-format"),
};

/** Builds a catalog ("content" or "fixture") into the folder out/NAME; returns its path. */
export function build(catalog, name = catalog, options = []) {
  const output = join(HERE, "out", name);
  rmSync(output, { recursive: true, force: true });
  run(["build", CATALOGS[catalog], "--output", output, ...options]);
  return output;
}

/** Runs the program; returns its output, and throws its messages if it fails. */
export function run(args) {
  const { status, error, stdout, stderr } = spawnSync(PROGRAM, args, { encoding: "utf8" });
  if (status !== 0) {
    throw new Error(`medatlas ${args.join(" ")} ended with ${status ?? error}\n${stderr}`);
  }
  return stdout;
}

/** The sorted paths of all files in a folder. */
export function listFiles(folder) {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(folder.length + 1))
    .sort();
}

/** The sorted paths of all HTML pages in a folder. */
export function listPages(folder) {
  return listFiles(folder).filter((path) => path.endsWith(".html"));
}

/** The URL of a page, relative to the root of the site. */
export function pageUrl(path) {
  return encodeURI(path.replace(/(^|\/)index\.html$/, "$1"));
}

/** Skips a test visibly. tests/run prints the reasons that are in the file SKIPPED. */
export function skip(test, reason) {
  const { SKIPPED } = process.env;
  if (SKIPPED) appendFileSync(SKIPPED, `skipped: ${test.name}: ${reason}\n`);
  test.skip(reason);
}
