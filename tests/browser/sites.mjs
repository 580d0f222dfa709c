// The sites that the tests look at, built by the program that cargo built. MEDATLAS names another program.
import { spawnSync } from "node:child_process";
import { readdirSync, rmSync } from "node:fs";
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

/** Builds a catalog ('content' or 'fixture') into a folder of this name; gives the folder. */
export function build(catalog, name = catalog, options = []) {
  const output = join(HERE, "out", name);
  rmSync(output, { recursive: true, force: true });
  run(["build", CATALOGS[catalog], "--output", output, ...options]);
  return output;
}

/** Runs the program; fails with what it said. */
export function run(args) {
  const { status, error, stdout, stderr } = spawnSync(PROGRAM, args, { encoding: "utf8" });
  if (status !== 0) {
    throw new Error(`medatlas ${args.join(" ")} ended with ${status ?? error}\n${stderr}`);
  }
  return stdout;
}

/** Paths of all files of a site below its folder, sorted. */
export function files(folder) {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(folder.length + 1))
    .sort();
}

/** Paths of all pages of a site below its folder. */
export function pages(folder) {
  return files(folder).filter((path) => path.endsWith(".html"));
}

/** The address of a page below the site's root. */
export function address(path) {
  return encodeURI(path.replace(/(^|\/)index\.html$/, "$1"));
}
