// What the scripts of a page share: URLs and files of the site, elements, the clipboard, and the
// live region. Text from data becomes text nodes, never markup.

/** The root of the site. */
export const ROOT = new URL(document.documentElement.dataset.root || "./", document.baseURI);

/** The absolute URL of a path below the root. @param {string} path */
export const siteUrl = (path) => new URL(path, ROOT).href;

/**
 * Fetches a JSON file of the site. The `cause` of an error is the HTTP status.
 * @param {string} path @param {RequestInit} [options] @returns {Promise<any>}
 */
export async function fetchJson(path, options) {
  const response = await fetch(siteUrl(path), options);
  if (!response.ok) throw new Error(`${path}: ${response.status}`, { cause: response.status });
  return response.json();
}

/** The first match; the templates guarantee it. @returns {any} */
export const find = (selector, from = /** @type {ParentNode} */ (document)) =>
  from.querySelector(selector);

/** All matches. @returns {any[]} */
export const findAll = (selector, from = /** @type {ParentNode} */ (document)) => [
  ...from.querySelectorAll(selector),
];

/**
 * Makes an element. `role` and names with a hyphen become attributes, others properties; children
 * that are null or undefined are left out.
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {Record<string, any>} [properties]
 * @param {...(Node | string | number | null | undefined)} children
 * @returns {HTMLElementTagNameMap[Name]}
 */
export function make(name, properties = {}, ...children) {
  /** @type {any} */
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key === "role" || key.includes("-")) element.setAttribute(key, value);
    else element[key] = value;
  }
  element.append(...children.filter((child) => child != null));
  return element;
}

/**
 * Makes screen readers announce a text. Outside an open dialog they are silent, so a dialog passes
 * a region of its own.
 * @param {string} text @param {HTMLElement} [region]
 */
export function announce(text, region = find("#live")) {
  region.textContent = "";
  requestAnimationFrame(() => (region.textContent = text));
}

/** Copies a text; resolves to whether the clipboard accepted it. @param {string} text */
export async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/**
 * Shows and announces the outcome of a click as the label of the button, for two seconds.
 * @param {HTMLElement} button @param {string} text @param {HTMLElement} [region]
 */
export function showOutcome(button, text, region) {
  const label = button.querySelector("span") ?? button;
  const usual = (button.dataset.label ??= label.textContent ?? "");

  label.textContent = text;
  announce(text, region);
  setTimeout(() => (label.textContent = usual), 2000);
}
