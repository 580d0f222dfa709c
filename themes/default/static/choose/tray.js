// The tray at the bottom of the page: how many datasets are selected, and what can be done with
// them. It comes before the footer and sticks to the edge of the window, so that it covers nothing
// at the end of the page.

import { announce, find, make, siteUrl } from "../dom.js";
import * as selection from "./selection.js";

const count = make("p", { className: "tray-count" });
const reason = make("p", { className: "tray-note" });
const compare = make("a", { className: "button" }, "Compare");
const exporter = make("button", { type: "button", className: "button" }, "Export");
const clear = make("button", { type: "button", className: "button" }, "Clear");
const tray = make(
  "section",
  { className: "tray", "aria-label": "Selected datasets" },
  make("div", { className: "wrap" }, count, compare, exporter, clear, reason),
);
const main = find("main");

let lastCount = selection.all().length;

// Why the selected datasets cannot be compared.
function obstacle(selected) {
  if (selected === 1) return "Select one more to compare";
  return selected > selection.MAX_COMPARED ? `Compare takes up to ${selection.MAX_COMPARED}` : "";
}

function place(selected) {
  if (selected === 0) {
    // Otherwise the focus would be lost with the tray.
    if (tray.contains(document.activeElement)) main.focus();
    tray.remove();
  } else if (!tray.isConnected) {
    main.after(tray);
  }
}

function update() {
  const slugs = selection.all();
  const selected = slugs.length;
  const why = obstacle(selected);
  place(selected);

  count.textContent = `${selected} selected`;
  reason.textContent = why;
  compare.setAttribute("aria-disabled", String(Boolean(why)));
  if (why) compare.removeAttribute("href");
  else compare.href = siteUrl(`compare/?d=${slugs.map(encodeURIComponent).join(",")}`);

  const isFull = selected === selection.LIMIT;
  if (selected !== lastCount || isFull) {
    const note = isFull ? `No more than ${selected} can be selected` : why;
    announce(`${selected} selected${note && `. ${note}`}`);
  }
  lastCount = selected;
}

exporter.addEventListener("click", async () => {
  const { showExportDialog } = await import("./dialog.js");
  showExportDialog(selection.all());
});
clear.addEventListener("click", selection.clear);
main.tabIndex = -1;
selection.subscribe(update);
update();
