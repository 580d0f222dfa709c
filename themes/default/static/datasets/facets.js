// The facets beside the list: links to pages of their values become switches that narrow the list in place.

export class Facets {
  constructor(fields, toggle, setRange) {
    this.fields = new Map();
    for (const place of fields)
      this.fields.set(place.dataset.field, this.make(place, toggle, setRange));
  }

  make(place, toggle, setRange) {
    const field = place.dataset.field;
    const values = new Map();
    for (const link of place.querySelectorAll("a[data-value]")) {
      const count = link.querySelector(".n");
      values.set(link.dataset.value, {
        link,
        count,
        first: count.textContent,
        words: link.querySelector("span").textContent,
      });
      link.setAttribute("role", "checkbox");
      link.setAttribute("aria-checked", "false");
      const act = (event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        toggle(field, link.dataset.value);
      };
      link.addEventListener("click", act);
      link.addEventListener("keydown", (event) => event.key === " " && act(event));
    }
    const more = place.querySelector("button.more");
    more?.addEventListener("click", () => {
      const whole = place.classList.toggle("whole");
      more.textContent = whole ? "Show fewer" : `Show all ${values.size}`;
      more.setAttribute("aria-expanded", String(whole));
    });
    const range = place.querySelector("form");
    range?.addEventListener("submit", (event) => {
      event.preventDefault();
      const [from, to] = [...range.querySelectorAll("input")].map((input) => input.value.trim());
      setRange(field, from || to ? `${from}-${to}` : "");
    });
    return { place, values, range, title: place.querySelector("summary span").textContent };
  }

  label(field) {
    return this.fields.get(field)?.title ?? field;
  }

  words(field, value) {
    return (
      this.fields.get(field)?.values.get(value)?.words ??
      value
        .replace(/^(\d+)-(\d+)$/, "$1 to $2")
        .replace(/^(\d+)-$/, "from $1")
        .replace(/^-(\d+)$/, "up to $1")
    );
  }

  // Shows what is chosen; each link then leads to the state after its click.
  choose(state, address) {
    for (const [field, { place, values, range }] of this.fields) {
      const chosen = state.filters[field] ?? [];
      for (const [value, { link }] of values) {
        const on = chosen.includes(value);
        link.setAttribute("aria-checked", String(on));
        link.parentElement.classList.toggle("on", on);
        const others = on ? chosen.filter((other) => other !== value) : [...chosen, value];
        link.href = address({ ...state, filters: { ...state.filters, [field]: others } });
      }
      if (chosen.length) place.open = true;
      const free = chosen
        .find((value) => !values.has(value) && value.includes("-"))
        ?.split("-") ?? ["", ""];
      range
        ?.querySelectorAll("input")
        .forEach((input, at) => document.activeElement === input || (input.value = free[at]));
    }
  }

  count(counts) {
    for (const [field, { values }] of this.fields) {
      const found = new Map((counts[field] ?? []).map(({ value, count }) => [value, count]));
      for (const [value, { link, count }] of values) {
        const now = found.get(value) ?? 0;
        count.textContent = now;
        link.parentElement.classList.toggle("zero", now === 0);
      }
    }
  }

  reset() {
    for (const { values } of this.fields.values()) {
      for (const { link, count, first } of values.values()) {
        count.textContent = first;
        link.parentElement.classList.remove("zero");
      }
    }
  }
}
