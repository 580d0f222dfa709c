// Every page is valid HTML, and the JSON files conform to the schemas that are published with them.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import Ajv2020 from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { HtmlValidate } from "html-validate";
import { build, listPages } from "./sites.mjs";

const config = JSON.parse(
  readFileSync(join(dirname(fileURLToPath(import.meta.url)), "html-validate.json"), "utf8"),
);
const strict = new HtmlValidate(config);
// The minifier omits default values such as type="submit" of a button.
const minified = new HtmlValidate({
  ...config,
  rules: { ...config.rules, "no-implicit-button-type": "off" },
});

/** The errors that html-validate reports, one per line; warnings do not count. */
function listErrors(validator, name, html) {
  const report = validator.validateStringSync(html, name);
  return report.results.flatMap((result) =>
    result.messages
      .filter((m) => m.severity === 2)
      .map((m) => `${name}:${m.line}:${m.column} ${m.ruleId}: ${m.message}`),
  );
}

for (const [catalog, options] of [
  ["content", []],
  ["fixture", []],
  ["fixture", ["--no-minify"]],
]) {
  const title = [catalog, ...options].join(" ");
  const folder = build(catalog, `valid-${title.replaceAll(" ", "")}`, options);

  test(`html-validate: every page of ${title}`, () => {
    const errors = listPages(folder).flatMap((path) =>
      listErrors(
        options.length ? strict : minified,
        path,
        readFileSync(join(folder, path), "utf8"),
      ),
    );
    assert.deepEqual(errors.slice(0, 40), [], `${errors.length} errors`);
  });

  test(`catalog.json of ${title} conforms to its schema, and the schema is strict`, () => {
    const read = (name) => JSON.parse(readFileSync(join(folder, name), "utf8"));
    const ajv = new Ajv2020({ allErrors: true, strict: false });
    addFormats(ajv);
    for (const width of ["uint", "uint8", "uint16", "uint32", "uint64"]) {
      ajv.addFormat(width, { type: "number", validate: (n) => Number.isInteger(n) && n >= 0 });
    }
    const validate = ajv.compile(read("catalog.schema.json"));
    const data = read("catalog.json");
    assert.ok(validate(data), JSON.stringify(validate.errors?.slice(0, 5), null, 1));
    const broken = [
      (d) => {
        delete d.datasets[0].slug;
      },
      (d) => {
        d.datasets[0].cases = "many";
      },
      (d) => {
        d.datasets[0].released = "yesterday";
      },
      (d) => {
        d.datasets[0].invented = 1;
      },
      (d) => {
        d.datasets = {};
      },
    ];

    for (const damage of broken) {
      const copy = structuredClone(data);
      damage(copy);
      assert.ok(!validate(copy), `the schema accepts ${damage}`);
    }
  });

  test(`each index.json of ${title} conforms to its schema, and the schema is strict`, () => {
    const read = (name) => JSON.parse(readFileSync(join(folder, name), "utf8"));
    const ajv = new Ajv2020({ allErrors: true, strict: false, validateFormats: false });
    const validate = ajv.compile(read("dataset.schema.json"));
    let works = 0;

    for (const { slug } of read("catalog.json").datasets) {
      const data = read(`datasets/${slug}/index.json`);
      assert.ok(
        validate(data),
        `${slug}: ${JSON.stringify(validate.errors?.slice(0, 5), null, 1)}`,
      );
      assert.ok(!validate({ ...data, invented: 1 }) && !validate({ ...data, images: [{}] }));
      for (const work of data.citation) {
        works += 1;
        assert.ok(
          !validate({ ...data, citation: [{ ...work, csl: { ...work.csl, invented: 1 } }] }),
        );
      }
    }
    assert.ok(works > 0);
  });
}

test("html-validate detects errors", () => {
  const bad =
    '<!DOCTYPE html><html lang="en"><head><title>x</title></head><body><img src="a.png"><p id="a"></p><p id="a"></p></body></html>';
  const rules = listErrors(strict, "bad.html", bad).join("\n");
  assert.match(rules, /no-dup-id/);
  assert.match(rules, /wcag\/h37|area-alt|img/);
});
