// Every internal link of every page answers 200, at `/` and below a path, as a browser would ask for it.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { serve } from "./server.mjs";
import { address, build, pages } from "./sites.mjs";

/** Addresses in a page. Attributes may be unquoted; a loose net is enough, since every address is asked for. */
function links(html) {
  const found = [...html.matchAll(/\s(?:href|src|action)=(?:"([^"]*)"|'([^']*)'|([^\s>]+))/g)];
  return found.map((match) => (match[1] ?? match[2] ?? match[3]).replaceAll("&amp;", "&"));
}

for (const base of ["/", "/some/path/"]) {
  for (const [catalog, options] of [
    ["content", []],
    ["fixture", []],
    ["fixture", ["--base-url", `http://127.0.0.1${base}`]],
  ]) {
    test(`links of ${[catalog, ...options].join(" ")} at ${base}`, async () => {
      const folder = build(catalog, `links-${catalog}`, options);
      const server = await serve(folder, base);
      const asked = new Map();
      try {
        for (const path of pages(folder)) {
          // Asked for at any depth, this page must know where the site stands; without an address that is `/`.
          if (path === "404.html" && base !== "/" && options.length === 0) continue;
          for (const href of links(readFileSync(join(folder, path), "utf8"))) {
            const url = new URL(href, server.url + address(path));
            if (url.host === "127.0.0.1") url.host = new URL(server.url).host;
            url.hash = "";
            url.search = "";
            if (url.origin === new URL(server.url).origin && !asked.has(url.href)) {
              asked.set(url.href, path);
            }
          }
        }
        assert.ok(asked.size > 20, `only ${asked.size} links`);
        const broken = [];
        for (const [url, path] of asked) {
          const answer = await fetch(url, { redirect: "manual" });
          await answer.arrayBuffer();
          if (answer.status !== 200) broken.push(`${answer.status} ${url} on ${path}`);
        }
        assert.equal(broken.length, 0, broken.slice(0, 30).join("\n"));
        assert.equal((await fetch(`${server.url}not/there/`)).status, 404);
      } finally {
        await server.close();
      }
    });
  }
}
