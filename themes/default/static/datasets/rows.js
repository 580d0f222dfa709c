// The rows of the list of all datasets: shown, ordered, and, where the first page of a large
// catalog does not hold them, made from search results.

import { updateCheckboxes } from "../choose/selection.js";
import { find, make, siteUrl } from "../dom.js";

const STEP = 200;
// The columns that sort: the order after the first click, and the reversed one.
const SORTS = {
  Dataset: ["name", "name-desc"],
  Cases: ["cases", "cases-asc"],
  Classes: ["classes", "classes-asc"],
  Released: ["date", "date-asc"],
};

const slugOf = (row) => {
  const { pathname } = new URL(find("th a", row).href);
  return decodeURIComponent(pathname.replace(/\/$/, "").split("/").at(-1) ?? "");
};

export class Rows {
  /**
   * @param {HTMLElement} part the table and the links to its pages
   * @param {HTMLElement} more the button for more rows
   */
  constructor(part, more) {
    const table = find("table", part);
    this.table = table;
    this.body = table.tBodies[0];
    this.more = more;
    this.firstRows = [...this.body.rows];
    this.bySlug = new Map(this.firstRows.map((row) => [slugOf(row), row]));
    /** The number of datasets in the whole list. */
    this.count = Number(table.dataset.count);
    /** The most rows to show. */
    this.limit = STEP;
    /** Links to the pages of the list, for a list that is too long for one page. */
    this.pages = find(".page-links", part);
    this.headers = [...this.headerCells()].filter((cell) => SORTS[cell.textContent.trim()]);
    this.sort = "";
  }

  headerCells() {
    return find("thead tr", this.table).cells;
  }

  /** Makes headers sort. @param {(sort: string) => void} ask */
  onSort(ask) {
    for (const header of this.headers) {
      const [first, reversed] = SORTS[header.textContent.trim()];
      const button = make("button", { type: "button" }, ...header.childNodes);
      header.append(button);
      header.dataset.first = first;
      header.dataset.reversed = reversed;
      button.addEventListener("click", () => ask(this.sort === first ? reversed : first));
    }
    this.markSort(this.sort);
  }

  /** Makes the button for more rows work. @param {() => void} ask */
  onMore(ask) {
    this.more.addEventListener("click", () => {
      this.limit += STEP;
      ask();
    });
  }

  /** @param {string} sort */
  markSort(sort) {
    this.sort = sort;
    const isAscending = sort === "name" || sort.endsWith("-asc");
    for (const header of this.headers) {
      if ([header.dataset.first, header.dataset.reversed].includes(sort)) {
        header.setAttribute("aria-sort", isAscending ? "ascending" : "descending");
      } else {
        header.removeAttribute("aria-sort");
      }
    }
  }

  /** Shows the list as the page came with it. */
  reset() {
    for (const row of this.firstRows) {
      row.hidden = false;
      delete row.dataset.tier;
    }
    this.body.replaceChildren(...this.firstRows);
    this.more.hidden = true;
    this.pages?.removeAttribute("hidden");
    this.limit = STEP;
    this.loadImages();
  }

  /** @param {import("../search/engine.js").Answer} answer */
  show({ results, total }) {
    const rows = results.map((result) => {
      const row = this.bySlug.get(result.slug) ?? this.makeRow(result);
      if (result.tier === "text") row.dataset.tier = "text";
      else delete row.dataset.tier;
      return row;
    });
    this.body.replaceChildren(...rows);
    this.more.hidden = total <= results.length;
    this.pages?.setAttribute("hidden", "");
    updateCheckboxes(this.table);
    this.loadImages();
  }

  // A row of a dataset that the page does not hold: its name, and its facts in one line.
  makeRow({ slug, name, note, url }) {
    const link = make("a", { href: siteUrl(url) }, name);
    const colSpan = this.headerCells().length - 1;
    const row = make("tr", {}, make("th", { scope: "row" }, link), make("td", { colSpan }, note));
    this.bySlug.set(slug, row);
    return row;
  }

  // Cards have images; the table does not load them.
  loadImages() {
    if (!this.table.closest(".card-view")) return;
    for (const row of this.body.rows) {
      if (!row.dataset.image || find("img", row)) continue;
      row.cells[0].prepend(make("img", { loading: "lazy", alt: "", src: row.dataset.image }));
    }
  }
}
