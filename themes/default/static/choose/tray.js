// The tray at the bottom of the page: how many are selected, and what can be done with them. It stands in the flow above
// the footer and sticks to the window's edge, so that at the end of the page it covers nothing.

import { make, page, say } from "./dom.js";
import * as selection from "./selection.js";

export const MOST = 6;

const count = make("p", { className: "many" });
const why = make("p", { className: "why" });
const compare = make("a", { className: "act" }, "Compare");
const exporter = make("button", { type: "button", className: "act" }, "Export");
const clear = make("button", { type: "button", className: "act" }, "Clear");
const tray = make(
  "section",
  { className: "tray", ariaLabel: "Selected datasets" },
  make("div", { className: "wrap" }, count, compare, exporter, clear, why),
);

let before = selection.all().length;

function reason(many) {
  if (many === 1) return "Select one more to compare";
  return many > MOST ? `Compare takes up to ${MOST}` : "";
}

function show() {
  const slugs = selection.all();
  const many = slugs.length;
  if (many === 0) {
    // The focus must not fall out of the page with the tray.
    if (tray.contains(document.activeElement)) document.querySelector("main").focus();
    tray.remove();
  } else if (!tray.isConnected) {
    document.querySelector("main").after(tray);
  }
  count.textContent = `${many} selected`;
  why.textContent = reason(many);
  compare.ariaDisabled = String(Boolean(why.textContent));
  if (why.textContent) compare.removeAttribute("href");
  else compare.href = page(`compare/?d=${slugs.map(encodeURIComponent).join(",")}`);
  if (many !== before || many === selection.limit) {
    const full = many === selection.limit ? `. No more than ${many} can be selected` : "";
    say(`${many} selected${full || (why.textContent && `. ${why.textContent}`)}`);
  }
  before = many;
}

exporter.addEventListener("click", async () => {
  const { exportDialog } = await import("./dialog.js");
  exportDialog(selection.all());
});
clear.addEventListener("click", selection.clear);
document.querySelector("main").tabIndex = -1;
selection.subscribe(show);
show();
