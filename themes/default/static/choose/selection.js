// What a reader has chosen, kept in this browser, or where that is forbidden as long as the page. Several sites may share
// a host: the key holds the root.

const KEY = `chosen:${new URL(document.documentElement.dataset.root || "./", document.baseURI).pathname}`;
export const limit = 500;

const listeners = new Set();
let slugs = new Set();

function read() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY)) ?? [];
    slugs = new Set(kept.filter((slug) => typeof slug === "string").slice(0, limit));
  } catch {
    // Forbidden, or not ours.
  }
}

const tell = () => listeners.forEach((listener) => listener());

// What another tab kept meanwhile is the start; this change comes on top.
function change(alter) {
  read();
  alter();
  try {
    localStorage.setItem(KEY, JSON.stringify([...slugs]));
  } catch {
    // Forbidden or full.
  }
  tell();
}

function follow({ key, persisted }) {
  if (key !== KEY && key !== null && !persisted) return;
  read();
  tell();
}
addEventListener("storage", follow);
// A page that the browser kept whole heard nothing meanwhile.
addEventListener("pageshow", follow);
read();

export const all = () => [...slugs];
export const has = (slug) => slugs.has(slug);
export const add = (slug) => change(() => slugs.size < limit && slugs.add(slug));
export const remove = (slug) => change(() => slugs.delete(slug));
export const toggle = (slug) => (has(slug) ? remove : add)(slug);
export const clear = () => change(() => slugs.clear());
export const subscribe = (listener) =>
  listeners.add(listener) && (() => listeners.delete(listener));
