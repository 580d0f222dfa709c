// The dialog in which datasets become a file: format, preview, copy, download, and what was left out or repaired.

import { answer, copy, make, say, site, styles } from "./dom.js";
import { FORMATS, fileName, write } from "./export.js";
import { datasets as fetched } from "./fetch.js";

// A preview of a whole catalog would stall the page; the file has all of it.
const PREVIEW = 20_000;

const words = (n, one) => `${n.toLocaleString("en")} ${n === 1 ? one : `${one}s`}`;

function choices(name, legend, formats, chosen) {
  const radio = ({ id, label }) =>
    make(
      "label",
      {},
      make("input", { type: "radio", name, value: id, checked: id === chosen }),
      make("span", {}, label),
    );
  return make("fieldset", {}, make("legend", {}, legend), ...formats.map(radio));
}

function parts(count) {
  const part = {
    status: make("p", { className: "progress", role: "status" }),
    preview: make("pre", { tabIndex: 0, ariaLabel: "Preview" }),
    notes: make("ul", { className: "notes", hidden: true }),
    copy: make("button", { type: "button", className: "act" }, "Copy"),
    download: make("button", { type: "button", className: "act main" }, "Download"),
    close: make("button", { type: "button", className: "act" }, "Close"),
  };
  part.preview.setAttribute("role", "region");
  const form = make(
    "form",
    { className: "formats" },
    choices(
      "format",
      "Citations",
      FORMATS.filter(({ works }) => works),
      "bibtex",
    ),
    choices(
      "format",
      "List of datasets",
      FORMATS.filter(({ works }) => !works),
    ),
  );
  const title = make("h2", { id: "export-title" }, `Export ${words(count, "dataset")}`);
  const foot = make(
    "div",
    { className: "foot-line" },
    part.status,
    part.copy,
    part.download,
    part.close,
  );
  const dialog = make(
    "dialog",
    { className: "export" },
    title,
    form,
    part.preview,
    part.notes,
    foot,
  );
  dialog.setAttribute("aria-labelledby", title.id);
  return { ...part, dialog, form };
}

function save(text, name, type) {
  const url = URL.createObjectURL(new Blob([text], { type }));
  make("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

function showNotes(list, notes) {
  const most = 50;
  const shown =
    notes.length > most
      ? [...notes.slice(0, most), `${notes.length - most} more, all named in the BibTeX file`]
      : notes;
  list.replaceChildren(...shown.map((note) => make("li", {}, note)));
  list.hidden = notes.length === 0;
}

// Opens the dialog for datasets by their slugs; resolves when it is closed.
export async function exportDialog(slugs) {
  await styles();
  const stop = new AbortController();
  const part = parts(slugs.length);
  const { dialog, form } = part;
  let made;
  let turn = 0;
  const ready = (on) => [part.copy, part.download].forEach((button) => (button.disabled = !on));

  async function show() {
    const own = ++turn;
    const format = FORMATS.find(({ id }) => id === form.elements.format.value);
    ready(false);
    part.preview.textContent = "";
    showNotes(part.notes, []);
    const progress = (done, all) =>
      own === turn && (part.status.textContent = `${done} of ${words(all, "file")} read`);
    try {
      const { datasets, missing } = await fetched(slugs, {
        works: format.works,
        signal: stop.signal,
        progress,
      });
      if (own !== turn) return;
      const { text, count, notes } = write(format.id, datasets, site());
      made = { text, name: fileName(format.id, datasets, site().title), type: format.type };
      part.preview.textContent = text.length > PREVIEW ? `${text.slice(0, PREVIEW)}…` : text;
      part.preview.scrollTop = 0;
      showNotes(part.notes, [
        ...missing.map((slug) => `Left out: ${slug}, which this catalog does not have`),
        ...notes,
      ]);
      say(words(count, format.works ? "work" : "dataset"), part.status);
      ready(count > 0);
    } catch (error) {
      if (own === turn && !stop.signal.aborted)
        part.status.textContent = `The data could not be loaded (${error.message})`;
    }
  }

  form.addEventListener("change", show);
  form.addEventListener("submit", (event) => event.preventDefault());
  part.download.addEventListener("click", () => {
    save(made.text, made.name, made.type);
    answer(part.download, "Downloaded", part.status);
  });
  part.copy.addEventListener("click", async () =>
    answer(part.copy, (await copy(made.text)) ? "Copied" : "Not allowed", part.status),
  );
  part.close.addEventListener("click", () => dialog.close());
  // A press on the dimmed page closes too.
  dialog.addEventListener("click", ({ target }) => target === dialog && dialog.close());
  document.body.append(dialog);
  const before = document.activeElement;
  dialog.showModal();
  form.querySelector("input:checked").focus();
  show();
  await new Promise((closed) => dialog.addEventListener("close", closed, { once: true }));
  stop.abort();
  dialog.remove();
  // The browser has given the focus back; who went on by the keyboard meanwhile is not called back.
  if (document.activeElement === document.body) before?.focus?.();
}
