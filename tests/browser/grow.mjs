// Makes a large catalog from a small one: its entries are repeated, each with a name and a text of
// its own.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const SYLLABLES =
  "ra ne lo mi tu ka so ve pi du gra stel mor phi thor neu car hep der mal tri bio gen fib ven lym gli pan cor opt".split(
    " ",
  );

/** An invented word for each number. */
function makeWord(number) {
  let rest = number + SYLLABLES.length ** 2;
  let made = "";
  for (; rest > 0; rest = Math.floor(rest / SYLLABLES.length)) {
    made += SYLLABLES[rest % SYLLABLES.length];
  }
  return made[0].toUpperCase() + made.slice(1);
}

/** Writes a catalog of `count` datasets, each with a page, into `folder`. */
export function grow(catalog, folder, count) {
  const lines = readFileSync(join(catalog, "README.md"), "utf8").split("\n");
  const rows = lines
    .filter((line) => /^\|\s*\[/.test(line) || /^\|\s*[^|\s:-]/.test(line))
    .filter((line) => /\d/.test(line));
  const cells = rows.map((row) =>
    row
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
  const usable = cells.filter((row) => row.length >= 2 && row[1].length > 12);
  mkdirSync(join(folder, "resources"), { recursive: true });
  const list = [];
  for (let n = 0; n < count; n += 1) {
    const [title, description] = usable[n % usable.length];
    const plain = title.replace(/^\[([^\]]*)\].*$/, "$1").replace(/[[\]]/g, "");
    const name = `${makeWord(n)} ${plain.split(/\s+/).slice(0, 2).join(" ")}`;
    const file = `D${n}`;
    const month = String(1 + (n % 12)).padStart(2, "0");
    list.push(`| [${name}](resources/${file}.md) | ${description} | ${2005 + (n % 19)}-${month} |`);
    const words = Array.from({ length: 40 }, (_, at) =>
      makeWord(((n * 31 + at * 7) % (200 + at * 60)) + 100000),
    ).join(" ");
    writeFileSync(
      join(folder, "resources", `${file}.md`),
      `# ${name}\n\n${description}. ${words}.\n`,
    );
  }
  const head = "| Dataset | Description | Release date |\n|---|---|---|";
  const size = Math.ceil(list.length / 20);
  const sections = Array.from(
    { length: 20 },
    (_, at) => `## Part ${at + 1}\n\n${head}\n${list.slice(at * size, (at + 1) * size).join("\n")}`,
  );
  writeFileSync(join(folder, "README.md"), `# Grown\n\n${sections.join("\n\n")}\n`);
}
