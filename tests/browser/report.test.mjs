// What `medatlas check` writes for programs: SARIF keeps to the schema of OASIS, and its places are places of the texts.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { test } from "node:test";
import Ajv from "ajv";
import addFormats from "ajv-formats";
import { ROOT, run } from "./sites.mjs";

const schema = JSON.parse(
  readFileSync(
    join(
      ROOT,
      "tests/browser/node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json",
    ),
    "utf8",
  ),
);
// The schema is of draft 4; what it uses means the same in later drafts, but for these two keywords.
delete schema.$schema;
delete schema.id;
const ajv = new Ajv({ allErrors: true, strict: false, unicodeRegExp: false });
addFormats(ajv);
const validate = ajv.compile(schema);

const shared = join(ROOT, "../shared/catalog-2024-04");
const catalogs = [join(ROOT, "tests/fixtures/home-format"), join(ROOT, "content")];
if (existsSync(shared)) {
  catalogs.push(shared);
} else {
  console.log(
    "no shared catalog beside the checkout: SARIF is held on the fixture and on content/ alone",
  );
}

for (const catalog of catalogs) {
  test(`SARIF of ${basename(catalog)} keeps to its schema`, () => {
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

test("the schema refuses what is no report", () => {
  const report = JSON.parse(run(["check", catalogs[0], "--format", "sarif"]));
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
