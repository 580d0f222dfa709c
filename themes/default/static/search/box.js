// The search box of every page: a combobox whose list answers as one types. Nothing is fetched before it is touched.
// Without scripts its form leads to the page of all datasets, and so does Enter here.

const ROOT = new URL(document.documentElement.dataset.root ?? "./", document.baseURI);
const LIMIT = 8;
// Results of the facts come with every key; the pages' text, whose shards are fetched, when the fingers rest.
const REST = 150;

let opened;

// The engine, loaded once; after a failure the next touch tries again, past the browser's cache.
export function engine() {
  opened ??= start("default").catch(() => start("reload"));
  opened.catch(() => (opened = undefined));
  return opened;
}

async function start(cache) {
  const load = async (path) => {
    const answer = await fetch(new URL(`search/${path}`, ROOT), {
      cache: path === "manifest.json" ? cache : "default",
    });
    if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
    return answer.json();
  };
  const manifest = load("manifest.json");
  manifest.catch(() => {});
  const module = await import("./engine.js");
  const opened = await module.open((path) => (path === "manifest.json" ? manifest : load(path)));
  return { ...opened, stem: module.stem, fold: module.fold };
}

export const siteUrl = (path) => new URL(path, ROOT).href;

const WORD = /[\p{L}\p{N}]+/gu;
const HAN = /\p{Script=Han}/u;

// A text with its matched words marked, as nodes: data never becomes markup.
export function marked(text, forms, { stem, fold }) {
  const nodes = document.createDocumentFragment();
  // A lone digit or letter of a phrase would mark half the line.
  forms = forms.filter((form) => form.length > 1);
  const stems = forms.map(stem);
  let end = 0;
  const mark = (from, to) => {
    nodes.append(text.slice(end, from));
    const mark = document.createElement("mark");
    mark.textContent = text.slice(from, to);
    nodes.append(mark);
    end = to;
  };
  for (const { 0: word, index } of text.matchAll(WORD)) {
    const plain = fold(word);
    const start = forms.find((form) => plain.startsWith(form));
    const inside = forms.find((form) => HAN.test(form) && plain.includes(form));
    if (start && plain.length === word.length) mark(index, index + start.length);
    else if (inside && plain.length === word.length)
      mark(index + plain.indexOf(inside), index + plain.indexOf(inside) + inside.length);
    else if (stems.includes(stem(plain))) mark(index, index + word.length);
  }
  nodes.append(text.slice(end));
  return nodes;
}

function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

class Box {
  constructor(input, say) {
    this.input = input;
    this.say = say;
    this.list = element("ul", {
      role: "listbox",
      id: `${input.id}-list`,
      "aria-label": "Datasets",
    });
    this.note = element("p", { class: "note" });
    this.panel = element("div", { class: "panel", hidden: "" }, this.note, this.list);
    input.form.append(this.panel);
    for (const [key, value] of Object.entries({
      role: "combobox",
      "aria-expanded": "false",
      "aria-controls": this.list.id,
      "aria-autocomplete": "list",
      "aria-haspopup": "listbox",
    }))
      input.setAttribute(key, value);
    this.asked = 0;
    this.active = -1;
    input.addEventListener("focus", () => engine().catch(() => {}), { once: true });
    input.addEventListener("input", () => this.ask());
    input.addEventListener("keydown", (event) => this.key(event));
    input.addEventListener("focus", () => input.value.trim() && this.ask());
    input.form.addEventListener(
      "focusout",
      (event) => input.form.contains(event.relatedTarget) || this.close(),
    );
    // The click must come before the box loses the focus.
    this.panel.addEventListener("pointerdown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) =>
      this.go(event.target.closest("[role=option]"), event),
    );
  }

  get options() {
    return [...this.list.children];
  }

  async ask() {
    const query = this.input.value;
    const turn = ++this.asked;
    clearTimeout(this.timer);
    if (!query.trim()) return this.close();
    try {
      const search = await engine();
      if (turn !== this.asked) return;
      this.show(query, await search.search(query, { limit: LIMIT, fullText: false }), search, turn);
      this.timer = setTimeout(async () => {
        const answer = await search.search(query, { limit: LIMIT }).catch(() => null);
        if (answer) this.show(query, answer, search, turn, true);
      }, REST);
    } catch {
      if (turn === this.asked)
        this.tell("The search could not be loaded. Enter leads to the list of all datasets.");
    }
  }

  show(query, { total, results, corrected }, search, turn, final) {
    if (turn !== this.asked || document.activeElement !== this.input) return;
    const same = `${results.map((result) => result.slug)} ${total || final}`;
    if (same === this.same && !this.panel.hidden) return final && this.count(total);
    this.same = same;
    this.panel.dataset.answer = final ? "whole" : "facts";
    const chosen = this.options[this.active]?.dataset.url;
    this.list.replaceChildren(...results.map((result, at) => this.option(result, at, search)));
    if (total > results.length) this.list.append(this.rest(query, total, results.length));
    this.note.replaceChildren();
    if (corrected && total)
      this.note.append("Showing results for ", element("strong", {}, corrected));
    else if (!total)
      this.note.append(final ? "No dataset has these words." : "Searching in the pages…");
    this.note.hidden = !this.note.hasChildNodes();
    this.list.hidden = !total;
    this.open();
    this.choose(this.options.findIndex((option) => option.dataset.url === chosen));
    if (final) this.count(total);
  }

  count(total) {
    this.say(total === 1 ? "1 dataset found" : `${total} datasets found`);
  }

  option({ url, name, note, matched, tier }, at, search) {
    const words = element(
      "small",
      {},
      marked(note, matched, search),
      tier === "text" ? " · in the page’s text" : "",
    );
    const option = element("li", {
      role: "option",
      id: `${this.list.id}-${at}`,
      "aria-selected": "false",
    });
    option.append(element("span", {}, marked(name, matched, search)), words);
    option.dataset.url = siteUrl(url);
    return option;
  }

  rest(query, total, at) {
    const option = element(
      "li",
      { role: "option", id: `${this.list.id}-${at}`, "aria-selected": "false", class: "rest" },
      `All ${total} datasets`,
    );
    option.dataset.url = siteUrl(`datasets/?q=${encodeURIComponent(query.trim())}`);
    return option;
  }

  tell(words) {
    this.list.replaceChildren();
    this.list.hidden = true;
    this.note.replaceChildren(words);
    this.note.hidden = false;
    this.open();
    this.say(words);
  }

  open() {
    this.panel.hidden = false;
    this.input.setAttribute("aria-expanded", String(!this.list.hidden));
  }

  close() {
    clearTimeout(this.timer);
    this.asked++;
    this.same = undefined;
    this.panel.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.choose(-1);
  }

  choose(at) {
    this.options.forEach((option, nth) => option.setAttribute("aria-selected", String(nth === at)));
    this.active = at;
    const option = this.options[at];
    if (option) this.input.setAttribute("aria-activedescendant", option.id);
    else this.input.removeAttribute("aria-activedescendant");
    option?.scrollIntoView({ block: "nearest" });
  }

  key(event) {
    const last = this.options.length - 1;
    const open = !this.panel.hidden && last >= 0;
    if (event.isComposing) return;
    if (event.key === "ArrowDown" && !open) this.ask();
    else if (event.key === "ArrowDown") this.choose(this.active >= last ? -1 : this.active + 1);
    else if (event.key === "ArrowUp" && open) this.choose(this.active < 0 ? last : this.active - 1);
    else if (event.key === "Enter" && open && this.active >= 0)
      this.go(this.options[this.active], event);
    else if (event.key === "Escape" && !this.panel.hidden) this.close();
    else return;
    event.preventDefault();
  }

  go(option, event) {
    if (!option) return;
    if (event.ctrlKey || event.metaKey) window.open(option.dataset.url, "_blank", "noopener");
    else location.assign(option.dataset.url);
  }
}

// "/" and Ctrl or Cmd with K lead to the box from anywhere.
function listenForKeys(input) {
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input, textarea, select, [contenteditable], dialog");
    const slash = event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey;
    const letter =
      event.key.toLowerCase() === "k" &&
      (event.ctrlKey || event.metaKey) &&
      !event.altKey &&
      !event.shiftKey;
    if (!slash && !letter) return;
    event.preventDefault();
    input.focus();
    input.select();
  });
}

// On a missing page the words of its address stand in the box already.
function fillFromAddress(input) {
  const last = location.pathname.split("/").filter(Boolean).at(-1) ?? "";
  try {
    input.value = decodeURIComponent(last)
      .replace(/\.\w+$/, "")
      .replace(/[-_+]+/g, " ");
  } catch {
    // A broken percent sign: the box stays empty.
  }
}

export function makeSearch(input, say) {
  listenForKeys(input);
  if (document.body.classList.contains("lost")) fillFromAddress(input);
  // The page of all datasets has a box of its own kind: it narrows the list in place.
  if (!input.closest("[data-explorer]")) new Box(input, say);
}
