// The datasets that a reader has chosen, kept in this browser until they are taken off. Several sites may share one host,
// so the key holds the site's root. Where storage is forbidden the choice lasts as long as the page.

const KEY = `chosen:${new URL(document.documentElement.dataset.root || "./", document.baseURI).pathname}`;
const LIMIT = 500;

const listeners = new Set();
let slugs = read();

function read() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY)) ?? [];
    return new Set(kept.filter((slug) => typeof slug === "string").slice(0, LIMIT));
  } catch {
    return slugs ?? new Set();
  }
}

const tell = () => listeners.forEach((listener) => listener());

// Another tab may have changed what is kept: its choice is the start, this change comes on top.
function change(alter) {
  slugs = read();
  alter();
  try {
    localStorage.setItem(KEY, JSON.stringify([...slugs]));
  } catch {
    // Forbidden or full.
  }
  tell();
}

const reread = () => {
  slugs = read();
  tell();
};
addEventListener("storage", ({ key }) => (key === KEY || key === null) && reread());
// A page that the browser kept whole heard nothing meanwhile.
addEventListener("pageshow", ({ persisted }) => persisted && reread());

export const limit = LIMIT;
export const all = () => [...slugs];
export const has = (slug) => slugs.has(slug);
export const add = (slug) => change(() => slugs.size < LIMIT && slugs.add(slug));
export const remove = (slug) => change(() => slugs.delete(slug));
export const toggle = (slug) => (has(slug) ? remove(slug) : add(slug));
export const clear = () => change(() => slugs.clear());
export function subscribe(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
