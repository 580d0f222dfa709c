// The rows of the list: shown, ordered and, where a large catalog has more than its first page holds, made from cards.

import { attach } from "../choose/rows.js";

const STEP = 200;
// Columns that sort: what their header asks for first and, asked again, the other way round.
const SORTS = {
  Dataset: ["name", "name-desc"],
  Cases: ["cases", "cases-asc"],
  Classes: ["classes", "classes-asc"],
  Released: ["date", "date-asc"],
};

const slugOf = (row) =>
  decodeURIComponent(
    new URL(row.querySelector("th a").href).pathname.replace(/\/$/, "").split("/").at(-1),
  );

export class Rows {
  constructor(table, more) {
    this.table = table;
    this.body = table.tBodies[0];
    this.more = more;
    this.first = [...this.body.rows];
    this.bySlug = new Map(this.first.map((row) => [slugOf(row), row]));
    this.count = Number(table.dataset.count);
    this.limit = STEP;
    this.pages = table.parentElement.querySelector(".pages");
    this.headers = [...table.tHead.rows[0].cells].filter((cell) => SORTS[cell.textContent.trim()]);
  }

  onSort(ask) {
    for (const header of this.headers) {
      const [usual, other] = SORTS[header.textContent.trim()];
      const button = document.createElement("button");
      button.type = "button";
      button.append(...header.childNodes);
      header.append(button);
      header.dataset.usual = usual;
      header.dataset.other = other;
      button.addEventListener("click", () => ask(this.sort === usual ? other : usual));
    }
    this.mark(this.sort ?? "");
  }

  onMore(ask) {
    this.more.addEventListener("click", () => {
      this.limit += STEP;
      ask();
    });
  }

  mark(sort) {
    this.sort = sort;
    for (const header of this.headers) {
      const on = [header.dataset.usual, header.dataset.other].includes(sort);
      const up = sort === "name" || sort.endsWith("-asc");
      if (on) header.setAttribute("aria-sort", up ? "ascending" : "descending");
      else header.removeAttribute("aria-sort");
    }
  }

  // The list as the page came.
  reset() {
    for (const row of this.first) {
      row.hidden = false;
      delete row.dataset.tier;
    }
    this.body.replaceChildren(...this.first);
    this.more.hidden = true;
    this.pages?.removeAttribute("hidden");
    this.limit = STEP;
    this.pictures();
  }

  show({ results, total }) {
    const rows = results.map((result) => {
      const row = this.bySlug.get(result.slug) ?? this.make(result);
      if (result.tier === "text") row.dataset.tier = "text";
      else delete row.dataset.tier;
      return row;
    });
    this.body.replaceChildren(...rows);
    this.more.hidden = total <= results.length;
    this.pages?.setAttribute("hidden", "");
    attach(this.body.parentElement);
    this.pictures();
  }

  // A row of a dataset that the page does not hold: name and facts in one line.
  make({ slug, name, note, url }) {
    const row = document.createElement("tr");
    const head = document.createElement("th");
    head.scope = "row";
    const link = document.createElement("a");
    link.href = this.urlOf(url);
    link.textContent = name;
    head.append(link);
    const facts = document.createElement("td");
    facts.colSpan = this.table.tHead.rows[0].cells.length - 1;
    facts.textContent = note;
    row.append(head, facts);
    this.bySlug.set(slug, row);
    return row;
  }

  // Cards have pictures; the table does not load them.
  pictures() {
    if (!this.table.closest(".cards")) return;
    for (const row of this.body.rows) {
      if (!row.dataset.image || row.querySelector("img")) continue;
      const image = document.createElement("img");
      image.loading = "lazy";
      image.alt = "";
      image.src = row.dataset.image;
      row.cells[0].prepend(image);
    }
  }
}
