// The search box of every page: a combobox that answers as one types. Nothing is fetched before the
// box is used. Without scripts its form opens the list of all datasets, as Enter does here.

import { announce, fetchJson, make, siteUrl } from "../dom.js";

/** @typedef {import("./engine.js").SearchEngine & typeof import("./engine.js")} LoadedEngine */

const LIMIT = 8;
// The facts are searched on every key. The text of the pages, which has to be fetched, is searched
// after a pause of this many milliseconds.
const PAUSE = 150;

// ---- The engine. Its loader is not a module of its own, because each module that a page imports
// is one more request; every page has this one already.

/** @type {Promise<LoadedEngine> | undefined} */
let engine;

/** Loads the engine once. After a failure it tries again, past the browser's cache. */
export function loadEngine() {
  engine ??= startEngine("default").catch(() => startEngine("reload"));
  engine.catch(() => (engine = undefined));
  return engine;
}

// The manifest is fetched while the engine's code is on its way.
async function startEngine(cache) {
  const manifest = fetchJson("search/manifest.json", { cache });
  manifest.catch(() => {});
  const module = await import("./engine.js");
  const opened = await module.open((path) =>
    path === "manifest.json" ? manifest : fetchJson(`search/${path}`),
  );
  return { ...module, ...opened };
}

// ---- Matched words

const WORD = /[\p{L}\p{N}]+/gu;
const HAN = /\p{Script=Han}/u;

// Start and end of the part of a word to highlight, if any.
function matchedRange(word, forms, stems, { stem, fold }) {
  const plain = fold(word);
  // If folding changes the length, positions cannot be compared.
  if (plain.length === word.length) {
    const prefix = forms.find((form) => plain.startsWith(form));
    if (prefix) return [0, prefix.length];

    const inner = forms.find((form) => HAN.test(form) && plain.includes(form));
    if (inner) return [plain.indexOf(inner), plain.indexOf(inner) + inner.length];
  }
  return stems.includes(stem(plain)) ? [0, word.length] : null;
}

// A text as nodes, with its matched words marked.
function highlight(text, matched, engine) {
  const nodes = document.createDocumentFragment();
  // A single digit or letter of a phrase would mark half of the line.
  const forms = matched.filter((form) => form.length > 1);
  const stems = forms.map(engine.stem);
  let end = 0;

  for (const { 0: word, index } of text.matchAll(WORD)) {
    const range = matchedRange(word, forms, stems, engine);
    if (!range) continue;
    const [from, to] = range.map((at) => index + at);
    nodes.append(text.slice(end, from), make("mark", {}, text.slice(from, to)));
    end = to;
  }

  nodes.append(text.slice(end));
  return nodes;
}

// ---- The box

class SearchBox {
  constructor(input) {
    this.input = input;
    this.list = make("ul", {
      role: "listbox",
      id: `${input.id}-list`,
      "aria-label": "Datasets",
    });
    this.note = make("p", { className: "search-note" });
    this.panel = make("div", { className: "search-panel", hidden: true }, this.note, this.list);
    this.requests = 0;
    this.active = -1;
    this.shown = "";
    this.timer = 0;

    input.form.append(this.panel);
    this.addRoles();
    this.listen();
  }

  addRoles() {
    const attributes = {
      role: "combobox",
      "aria-expanded": "false",
      "aria-controls": this.list.id,
      "aria-autocomplete": "list",
      "aria-haspopup": "listbox",
    };
    for (const [name, value] of Object.entries(attributes)) this.input.setAttribute(name, value);
  }

  listen() {
    const { input } = this;
    input.addEventListener("focus", () => loadEngine().catch(() => {}), { once: true });
    input.addEventListener("input", () => this.search());
    input.addEventListener("keydown", (event) => this.handleKey(event));
    input.addEventListener("focus", () => input.value.trim() && this.search());
    input.form.addEventListener("focusout", ({ relatedTarget }) => {
      if (!input.form.contains(relatedTarget)) this.close();
    });
    // The box keeps the focus, so that the panel is still there for the click.
    this.panel.addEventListener("pointerdown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => {
      const target = /** @type {Element} */ (event.target);
      this.visit(target.closest("[role=option]"), event);
    });
  }

  /** @returns {any[]} */
  get options() {
    return [...this.list.children];
  }

  async search() {
    const query = this.input.value;
    const request = ++this.requests;
    clearTimeout(this.timer);
    if (!query.trim()) return this.close();

    try {
      const engine = await loadEngine();
      if (request !== this.requests) return;
      const answer = await engine.search(query, { limit: LIMIT, fullText: false });
      this.show(query, answer, engine, request);
      this.timer = setTimeout(() => this.searchText(query, engine, request), PAUSE);
    } catch {
      if (request === this.requests) {
        this.fail("The search could not be loaded. Press Enter for the list of all datasets.");
      }
    }
  }

  async searchText(query, engine, request) {
    const answer = await engine.search(query, { limit: LIMIT }).catch(() => null);
    if (answer) this.show(query, answer, engine, request, true);
  }

  // `final` answers include the text of the pages.
  show(query, answer, engine, request, final = false) {
    if (request !== this.requests || document.activeElement !== this.input) return;

    const { total, results } = answer;
    const shown = `${results.map((result) => result.slug)} ${total || final}`;
    const isNew = shown !== this.shown || this.panel.hidden;
    this.shown = shown;
    if (isNew) this.draw(query, answer, engine, final);
    if (final) announce(total === 1 ? "1 dataset found" : `${total} datasets found`);
  }

  draw(query, { total, results, corrected }, engine, final) {
    this.panel.dataset.answer = final ? "whole" : "facts";
    const active = this.options[this.active]?.dataset.url;
    this.list.replaceChildren(...results.map((result, at) => this.makeOption(result, at, engine)));
    if (total > results.length) this.list.append(this.makeLast(query, total, results.length));
    this.list.hidden = !total;

    this.note.replaceChildren();
    if (corrected && total) this.note.append("Showing results for ", make("strong", {}, corrected));
    else if (!total) this.note.append(final ? "No dataset matches." : "Searching the pages…");
    this.note.hidden = !this.note.hasChildNodes();

    this.open();
    this.activate(this.options.findIndex((option) => option.dataset.url === active));
  }

  makeOption({ url, name, note, matched, tier }, at, engine) {
    const reason = tier === "text" ? " · in the text of the page" : "";
    const option = make(
      "li",
      { role: "option", id: `${this.list.id}-${at}`, "aria-selected": "false" },
      make("span", {}, highlight(name, matched, engine)),
      make("small", {}, highlight(note, matched, engine), reason),
    );
    option.dataset.url = siteUrl(url);
    return option;
  }

  // The last option opens the list of all results.
  makeLast(query, total, at) {
    const option = make(
      "li",
      {
        role: "option",
        id: `${this.list.id}-${at}`,
        "aria-selected": "false",
        className: "all-results",
      },
      `All ${total} datasets`,
    );
    option.dataset.url = siteUrl(`datasets/?q=${encodeURIComponent(query.trim())}`);
    return option;
  }

  fail(message) {
    this.list.replaceChildren();
    this.list.hidden = true;
    this.note.replaceChildren(message);
    this.note.hidden = false;
    this.open();
    announce(message);
  }

  open() {
    this.panel.hidden = false;
    this.input.setAttribute("aria-expanded", String(!this.list.hidden));
  }

  close() {
    clearTimeout(this.timer);
    this.requests++;
    this.shown = "";
    this.panel.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.activate(-1);
  }

  activate(index) {
    this.options.forEach((option, at) => option.setAttribute("aria-selected", at === index));
    this.active = index;
    const option = this.options[index];
    if (option) this.input.setAttribute("aria-activedescendant", option.id);
    else this.input.removeAttribute("aria-activedescendant");
    option?.scrollIntoView({ block: "nearest" });
  }

  handleKey(event) {
    if (event.isComposing) return;
    const last = this.options.length - 1;
    const isOpen = !this.panel.hidden && last >= 0;
    const { key } = event;

    if (key === "ArrowDown" && !isOpen) {
      this.search();
    } else if (key === "ArrowDown") {
      this.activate(this.active >= last ? -1 : this.active + 1);
    } else if (key === "ArrowUp" && isOpen) {
      this.activate(this.active < 0 ? last : this.active - 1);
    } else if (key === "Enter" && isOpen && this.active >= 0) {
      this.visit(this.options[this.active], event);
    } else if (key === "Escape" && !this.panel.hidden) {
      this.close();
    } else {
      return;
    }
    event.preventDefault();
  }

  visit(option, event) {
    if (!option) return;
    if (event.ctrlKey || event.metaKey) window.open(option.dataset.url, "_blank", "noopener");
    else location.assign(option.dataset.url);
  }
}

// "/" and Ctrl or Cmd with K move the focus to the box from anywhere.
function listenForShortcuts(input) {
  document.addEventListener("keydown", (event) => {
    const { key, ctrlKey, metaKey, altKey, shiftKey } = event;
    const target = /** @type {Element} */ (event.target);
    const isTyping = target.closest?.("input, textarea, select, [contenteditable], dialog");
    const isSlash = key === "/" && !isTyping && !ctrlKey && !metaKey && !altKey;
    const isCtrlK = key.toLowerCase() === "k" && (ctrlKey || metaKey) && !altKey && !shiftKey;
    if (!isSlash && !isCtrlK) return;

    event.preventDefault();
    input.focus();
    input.select();
  });
}

// On the page for missing pages, the box starts with the words of the URL.
function fillFromUrl(input) {
  const last = location.pathname.split("/").filter(Boolean).at(-1) ?? "";
  try {
    input.value = decodeURIComponent(last)
      .replace(/\.\w+$/, "")
      .replace(/[-_+]+/g, " ");
  } catch {
    // A malformed percent escape: the box stays empty.
  }
}

/** Makes a search input answer. @param {HTMLInputElement} input */
export function makeSearch(input) {
  listenForShortcuts(input);
  if (document.body.classList.contains("lost")) fillFromUrl(input);
  // On the page of all datasets, the box filters the list instead.
  if (!input.closest("[data-explorer]")) new SearchBox(input);
}
