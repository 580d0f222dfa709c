// Every internal link of every page leads to a file, with the site at `/` and below a path. Links
// are resolved as a browser does.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { serve } from "./server.mjs";
import { build, listPages, pageUrl } from "./sites.mjs";

/** The URLs in a page. The pattern may match too much, since every URL is requested. */
function findUrls(html) {
  const matches = [...html.matchAll(/\s(?:href|src|action)=(?:"([^"]*)"|'([^']*)'|([^\s>]+))/g)];
  return matches.map((match) => (match[1] ?? match[2] ?? match[3]).replaceAll("&amp;", "&"));
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
      const wanted = new Map();
      try {
        for (const path of listPages(folder)) {
          // This page is served at any depth, so its links are absolute. Without a base URL they
          // assume `/`.
          if (path === "404.html" && base !== "/" && options.length === 0) continue;
          for (const href of findUrls(readFileSync(join(folder, path), "utf8"))) {
            const url = new URL(href, server.url + pageUrl(path));
            if (url.host === "127.0.0.1") url.host = new URL(server.url).host;
            url.hash = "";
            url.search = "";
            if (url.origin === new URL(server.url).origin && !wanted.has(url.href)) {
              wanted.set(url.href, path);
            }
          }
        }
        assert.ok(wanted.size > 20, `only ${wanted.size} links`);
        const broken = [];
        for (const [url, path] of wanted) {
          const response = await fetch(url, { redirect: "manual" });
          await response.arrayBuffer();
          if (response.status !== 200) broken.push(`${response.status} ${url} on ${path}`);
        }
        assert.equal(broken.length, 0, broken.slice(0, 30).join("\n"));
        assert.equal((await fetch(`${server.url}not/there/`)).status, 404);
      } finally {
        await server.close();
      }
    });
  }
}
