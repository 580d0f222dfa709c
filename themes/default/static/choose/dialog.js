// The dialog that exports datasets as a file: format, preview, copy, download, and notes about what
// was left out or repaired.

import { announce, copyText, find, make, showOutcome } from "../dom.js";
import { FORMATS, fileName, write } from "./export.js";
import { fetchDatasets, siteInfo } from "./fetch.js";
import { counted } from "./text.js";

// A preview of a whole catalog would freeze the page. The file is complete.
const PREVIEW_LENGTH = 20_000;
const MAX_NOTES = 50;

// The styles of the dialog, for pages that do not load them.
function loadStyles() {
  const href = new URL("./choose.css", import.meta.url).href;
  if ([...document.styleSheets].some((sheet) => sheet.href === href)) return Promise.resolve();
  return new Promise((resolve) => {
    document.head.append(
      make("link", { rel: "stylesheet", href, onload: resolve, onerror: resolve }),
    );
  });
}

function makeChoices(legend, formats) {
  const choices = formats.map(({ id, label }) =>
    make(
      "label",
      {},
      make("input", { type: "radio", name: "format", value: id, checked: id === "bibtex" }),
      make("span", {}, label),
    ),
  );
  return make("fieldset", {}, make("legend", {}, legend), ...choices);
}

function makeParts(count) {
  const citations = FORMATS.filter(({ works }) => works);
  const lists = FORMATS.filter(({ works }) => !works);
  const title = make("h2", { id: "export-title" }, `Export ${counted(count, "dataset")}`);
  const form = make(
    "form",
    { className: "export-formats" },
    makeChoices("Citations", citations),
    makeChoices("List of datasets", lists),
  );

  const preview = make("pre", { tabIndex: 0, role: "region", "aria-label": "Preview" });
  const notes = make("ul", { className: "export-notes", hidden: true });
  const status = make("p", { className: "export-progress", role: "status" });
  const copy = make("button", { type: "button", className: "button" }, "Copy");
  const download = make("button", { type: "button", className: "button primary" }, "Download");
  const close = make("button", { type: "button", className: "button" }, "Close");
  const foot = make("div", { className: "dialog-buttons" }, status, copy, download, close);

  const dialog = make(
    "dialog",
    { className: "export-dialog", "aria-labelledby": title.id },
    title,
    form,
    preview,
    notes,
    foot,
  );
  return { dialog, form, preview, notes, status, copy, download, close };
}

function saveFile({ text, name, type }) {
  const url = URL.createObjectURL(new Blob([text], { type }));
  make("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

class ExportDialog {
  constructor(slugs) {
    this.slugs = slugs;
    this.parts = makeParts(slugs.length);
    this.stop = new AbortController();
    this.turn = 0;
    this.file = { text: "", name: "", type: "" };
    this.listen();
  }

  listen() {
    const { dialog, form, status, copy, download, close } = this.parts;
    form.addEventListener("change", () => this.show());
    form.addEventListener("submit", (event) => event.preventDefault());
    download.addEventListener("click", () => {
      saveFile(this.file);
      showOutcome(download, "Downloaded", status);
    });
    copy.addEventListener("click", async () => {
      showOutcome(copy, (await copyText(this.file.text)) ? "Copied" : "Not allowed", status);
    });
    close.addEventListener("click", () => dialog.close());
    // A click on the dimmed page closes the dialog, too.
    dialog.addEventListener("click", ({ target }) => target === dialog && dialog.close());
  }

  enable(enabled) {
    for (const button of [this.parts.copy, this.parts.download]) button.disabled = !enabled;
  }

  showNotes(notes) {
    const shown = notes.slice(0, MAX_NOTES);
    const hidden = notes.length - shown.length;
    if (hidden) shown.push(`${hidden} more, all listed in the BibTeX file`);
    this.parts.notes.replaceChildren(...shown.map((note) => make("li", {}, note)));
    this.parts.notes.hidden = notes.length === 0;
  }

  // Shows the chosen format. A later choice takes precedence over one that is still loading.
  async show() {
    const turn = ++this.turn;
    const { form, preview, status } = this.parts;
    const chosen = find("input:checked", form).value;
    const format = /** @type {typeof FORMATS[0]} */ (FORMATS.find(({ id }) => id === chosen));
    this.enable(false);
    preview.textContent = "";
    this.showNotes([]);

    const progress = (done, all) => {
      if (turn === this.turn) status.textContent = `${done} of ${counted(all, "file")} read`;
    };
    try {
      const options = { works: format.works, signal: this.stop.signal, progress };
      const fetched = await fetchDatasets(this.slugs, options);
      if (turn === this.turn) this.showFile(format, fetched);
    } catch (error) {
      if (turn === this.turn && !this.stop.signal.aborted) {
        status.textContent = `The data could not be loaded (${error.message})`;
      }
    }
  }

  showFile(format, { datasets, missing }) {
    const { preview, status } = this.parts;
    const { text, count, notes } = write(format.id, datasets, siteInfo());
    const name = fileName(format.id, datasets, siteInfo().title);
    this.file = { text, name, type: format.type };

    preview.textContent = text.length > PREVIEW_LENGTH ? `${text.slice(0, PREVIEW_LENGTH)}…` : text;
    preview.scrollTop = 0;
    const leftOut = missing.map((slug) => `Left out: ${slug}, which is not in this catalog`);
    this.showNotes([...leftOut, ...notes]);
    announce(counted(count, format.works ? "work" : "dataset"), status);
    this.enable(count > 0);
  }

  async open() {
    const { dialog, form } = this.parts;
    const opener = document.activeElement;
    document.body.append(dialog);
    dialog.showModal();
    find("input:checked", form).focus();
    this.show();

    await new Promise((resolve) => dialog.addEventListener("close", resolve, { once: true }));
    this.stop.abort();
    dialog.remove();
    // The browser returns the focus, unless its element is gone. A reader who has already moved on
    // with the keyboard keeps the new focus.
    if (document.activeElement === document.body) /** @type {any} */ (opener)?.focus?.();
  }
}

/** Opens the dialog; resolves when it is closed. @param {string[]} slugs */
export async function showExportDialog(slugs) {
  await loadStyles();
  await new ExportDialog(slugs).open();
}
