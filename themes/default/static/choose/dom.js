// Elements from words: text becomes text nodes, never markup.

export const ROOT = new URL(document.documentElement.dataset.root || "./", document.baseURI);

export const page = (path) => new URL(path, ROOT).href;

export function make(name, properties = {}, ...children) {
  const element = document.createElement(name);
  Object.assign(element, properties);
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

// Only addresses of the web become links; other text stays text.
export function web(url) {
  try {
    const { href, protocol } = new URL(url, ROOT);
    return protocol === "https:" || protocol === "http:" ? href : null;
  } catch {
    return null;
  }
}

// In an open dialog the rest of the page is silent: it brings its own line.
export function say(words, line = document.getElementById("live")) {
  line.textContent = "";
  requestAnimationFrame(() => (line.textContent = words));
}

// Resolves to whether the clipboard took the text.
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

// A button that answers in its own words for a moment.
export function answer(button, words, line) {
  const label = button.querySelector("span") ?? button;
  button.dataset.label ??= label.textContent;
  label.textContent = words;
  say(words, line);
  setTimeout(() => (label.textContent = button.dataset.label), 2000);
}

export const site = () => ({
  title: document.querySelector('meta[property="og:site_name"]')?.content || document.title,
  root: ROOT.href,
});

// The styles of dialog and comparison, for pages that do not bring them.
export function styles() {
  const href = new URL("./choose.css", import.meta.url).href;
  if ([...document.styleSheets].some((sheet) => sheet.href === href)) return Promise.resolve();
  return new Promise((done) => {
    document.head.append(make("link", { rel: "stylesheet", href, onload: done, onerror: done }));
  });
}
