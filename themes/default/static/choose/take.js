// The copy buttons on a dataset's page: BibTeX, RIS, a Markdown link, the address.

import { answer, copy, site } from "./dom.js";
import { link, write } from "./export.js";
import { datasets } from "./fetch.js";

export async function take(button) {
  const { take: what, slug } = button.dataset;
  let text = "";
  try {
    const {
      datasets: [dataset],
    } = await datasets([slug]);
    const here =
      document.querySelector('link[rel="canonical"]')?.href ?? location.href.replace(/[?#].*$/, "");
    if (what === "link") text = here;
    else if (what === "markdown") text = link(dataset.name, here, here);
    else text = write(what, [dataset], site()).text;
  } catch {
    // Without the network there is nothing to copy.
  }
  answer(button, text && (await copy(text)) ? "Copied" : "Failed");
}
