// The copy buttons on the page of a dataset: BibTeX, RIS, a Markdown link, the URL.

import { copyText, find, showOutcome } from "../dom.js";
import { link, write } from "./export.js";
import { fetchDatasets, siteInfo } from "./fetch.js";

async function formOf(form, slug) {
  const canonical = find('link[rel="canonical"]')?.href;
  const url = canonical ?? location.href.replace(/[?#].*$/, "");
  const [dataset] = (await fetchDatasets([slug])).datasets;

  if (form === "link") return url;
  if (form === "markdown") return link(dataset.name, url, url);
  return write(form, [dataset], siteInfo()).text;
}

/** Copies the form of a dataset that a button names. @param {HTMLElement} button */
export async function copyForm(button) {
  const { take: form, slug } = button.dataset;
  // Without a network there is nothing to copy.
  const text = await formOf(form, slug).catch(() => "");
  showOutcome(button, text && (await copyText(text)) ? "Copied" : "Failed");
}
