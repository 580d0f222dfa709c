// The data of datasets. Each is read from a file of its own, six at a time. For many datasets the
// facts come from catalog.json, and only those with citations are read one by one.

import { fetchJson, find, ROOT } from "../dom.js";

/**
 * A dataset as its index.json holds it; the schema is dataset.schema.json.
 * @typedef {{ slug: string, url: string, name: string, description: string, category: string[],
 *   dimensions: string[], modalities: string[], tasks: string[], areas: string[],
 *   formats: string[], cases: number?, classes: number?, released: string?, challenge: string?,
 *   license: string?, page: string?, facts: Record<string, { value: any }>,
 *   links: { website: Link[], download: Link[], paper: Link[] },
 *   citation: import("./works.js").Citation[],
 *   images: { url: string, width: number, height: number }[] }} Dataset
 * @typedef {{ label: string, url: string }} Link
 */

const AT_ONCE = 6;
const MANY = 60;

/** @type {Map<string, Dataset?>} */
const cache = new Map();
/** @type {Map<string, Dataset> | undefined} */
let catalog;

async function fetchCatalog(signal) {
  const { datasets } = await fetchJson("catalog.json", { signal });
  return new Map(datasets.map((dataset) => [dataset.slug, dataset]));
}

async function fetchDataset(slug, signal) {
  const path = `datasets/${encodeURIComponent(slug)}/index.json`;
  return fetchJson(path, { signal }).catch((error) => {
    if (error.cause === 404) return null;
    throw error;
  });
}

/**
 * Fetches datasets. Both lists of the result are in the order of the request.
 * @param {string[]} slugs
 * @param {{ works?: boolean, signal?: AbortSignal,
 *   progress?: (done: number, all: number) => void }} [options]
 *   `works`: whether the citations are needed in full; `progress` is called after each file
 * @returns {Promise<{ datasets: Dataset[], missing: string[] }>}
 */
export async function fetchDatasets(slugs, { works = true, signal, progress = () => {} } = {}) {
  /** @type {Map<string, Dataset?>} */
  const fetched = new Map();
  let wanted = slugs;

  if (slugs.length > MANY) {
    const all = (catalog ??= await fetchCatalog(signal));
    for (const slug of slugs) fetched.set(slug, cache.get(slug) ?? all.get(slug) ?? null);
    const needsFile = (slug) => fetched.get(slug)?.citation.length && !cache.has(slug);
    wanted = works ? slugs.filter(needsFile) : [];
  }

  let next = 0;
  let done = 0;
  const work = async () => {
    while (next < wanted.length) {
      const slug = wanted[next++];
      if (!cache.has(slug)) cache.set(slug, await fetchDataset(slug, signal));
      fetched.set(slug, cache.get(slug) ?? null);
      progress(++done, wanted.length);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));

  return {
    datasets: slugs.map((slug) => fetched.get(slug)).filter((dataset) => dataset != null),
    missing: slugs.filter((slug) => !fetched.get(slug)),
  };
}

/** The title and the root of the site, for exports. */
export const siteInfo = () => ({
  title: find('meta[property="og:site_name"]')?.content || document.title,
  root: ROOT.href,
});
