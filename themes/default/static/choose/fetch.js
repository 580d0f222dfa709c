// The data of datasets: each from its own file, six at a time. Of many the facts come from catalog.json in one piece, and
// only those with citations are then asked for theirs.

import { page } from "./dom.js";

const AT_ONCE = 6;
const MANY = 60;

const kept = new Map();
let catalog;

async function read(path, signal) {
  const answer = await fetch(page(path), { signal });
  if (answer.status === 404) return null;
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer.json();
}

async function whole(signal) {
  catalog ??= new Map(
    (await read("catalog.json", signal)).datasets.map((dataset) => [dataset.slug, dataset]),
  );
  return catalog;
}

// Gives `{ datasets, missing }`, both in the order asked for.
export async function datasets(slugs, { works = true, signal, progress = () => {} } = {}) {
  const found = new Map();
  let wanted = slugs;
  if (slugs.length > MANY) {
    const all = await whole(signal);
    for (const slug of slugs) found.set(slug, kept.get(slug) ?? all.get(slug) ?? null);
    wanted = works
      ? slugs.filter((slug) => found.get(slug)?.citation.length && !kept.has(slug))
      : [];
  }
  let next = 0;
  let done = 0;
  const worker = async () => {
    while (next < wanted.length) {
      const slug = wanted[next++];
      if (!kept.has(slug))
        kept.set(slug, await read(`datasets/${encodeURIComponent(slug)}/index.json`, signal));
      found.set(slug, kept.get(slug));
      progress(++done, wanted.length);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return {
    datasets: slugs.map((slug) => found.get(slug)).filter(Boolean),
    missing: slugs.filter((slug) => !found.get(slug)),
  };
}
