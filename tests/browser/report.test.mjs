// The SARIF report of `medatlas check` conforms to the schema of OASIS, and its locations are
// inside the texts.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { basename, join, relative } from "node:path";
import { test } from "node:test";
import Ajv from "ajv";
import addFormats from "ajv-formats";
import { ROOT, run, skip } from "./sites.mjs";

const schema = JSON.parse(
  readFileSync(
    join(
      ROOT,
      "tests/browser/node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json",
    ),
    "utf8",
  ),
);
// The schema is written for draft 4. Later drafts treat all of its keywords alike except these two.
delete schema.$schema;
delete schema.id;
const ajv = new Ajv({ allErrors: true, strict: false, unicodeRegExp: false });
addFormats(ajv);
const validate = ajv.compile(schema);

const FIXTURE = join(ROOT, "tests/fixtures/home-format");
const CATALOGS = [FIXTURE, join(ROOT, "content"), join(ROOT, "../shared/catalog-2024-04")];

for (const catalog of CATALOGS) {
  test(`the SARIF report of ${basename(catalog)} conforms to its schema`, (t) => {
    if (!existsSync(catalog)) {
      skip(t, `there is no catalog at ${relative(ROOT, catalog)}`);
      return;
    }

    const report = JSON.parse(run(["check", catalog, "--format", "sarif"]));
    assert.ok(validate(report), JSON.stringify(validate.errors?.slice(0, 5), null, 1));

    const [{ results, tool }] = report.runs;
    const plain = JSON.parse(run(["check", catalog, "--format", "json"])).findings;
    assert.equal(results.length, plain.length);
    for (const { ruleId, ruleIndex, locations } of results) {
      assert.equal(tool.driver.rules[ruleIndex].id, ruleId);
      const { artifactLocation, region } = locations[0].physicalLocation;
      const path = decodeURI(artifactLocation.uri).replace(
        /^.*?(?=README|resources|content\/|medatlas)/,
        "",
      );
      if (!region) continue;
      const file = [join(catalog, path), join(ROOT, path)].find(existsSync);
      const line = readFileSync(file, "utf8").split(/\r\n|\n|\r/)[region.startLine - 1];
      assert.ok(
        line !== undefined && region.startColumn <= [...line].length + 1,
        `${path}:${region.startLine}:${region.startColumn}`,
      );
    }
  });
}

test("the schema rejects damaged reports", () => {
  const report = JSON.parse(run(["check", FIXTURE, "--format", "sarif"]));
  for (const damage of [
    (r) => {
      delete r.version;
    },
    (r) => {
      r.runs[0].results[0].level = "bad";
    },
    (r) => {
      r.runs[0].results[0].locations[0].physicalLocation.region.startLine = 0;
    },
    (r) => {
      r.runs[0].invented = 1;
    },
  ]) {
    const copy = structuredClone(report);
    damage(copy);
    assert.ok(!validate(copy), `accepted after ${damage}`);
  }
});
