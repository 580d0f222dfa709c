// Added to pages in the preview only: shows the new state of the site as soon as there is one. A
// page reloads and keeps its scroll position, new stylesheets are applied without a reload, and
// problems cover the page until they are fixed.
(() => {
  /** @typedef {{ pages: string, styles?: string, problems?: string }} SiteState */

  const { state } = /** @type {HTMLScriptElement} */ (document.currentScript).dataset;
  const KEY = "medatlas-preview-position";
  const ASSETS = /\/assets\/[0-9a-f]{10}\//;

  function addStyles() {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = "/__medatlas/preview.css";
    document.head.append(link);
  }

  // ---- Reloading in place

  const pageOf = ({ pathname, search }) => pathname + search;

  function reload() {
    const position = { page: pageOf(location), x: scrollX, y: scrollY };
    sessionStorage.setItem(KEY, JSON.stringify(position));
    location.reload();
  }

  function restorePosition() {
    const position = JSON.parse(sessionStorage.getItem(KEY) ?? "null");
    sessionStorage.removeItem(KEY);
    if (position?.page !== pageOf(location)) return;

    const restore = () => scrollTo({ left: position.x, top: position.y, behavior: "instant" });
    restore();
    // Images and scripts may have moved the content since.
    addEventListener("load", restore, { once: true });
  }

  // ---- Stylesheets: those of the theme are in one folder, which is named by its content.

  /** @param {string} folder */
  function replaceStyles(folder) {
    /** @type {NodeListOf<HTMLLinkElement>} */
    const links = document.querySelectorAll("link[rel=stylesheet]");
    for (const link of links) {
      const href = link.href.replace(ASSETS, `/${folder}/`);
      if (href === link.href) continue;

      const next = /** @type {HTMLLinkElement} */ (link.cloneNode());
      next.href = href;
      // The old stylesheet stays until the new one is loaded, so that the page is never unstyled.
      for (const end of ["load", "error"]) {
        next.addEventListener(end, () => link.remove(), { once: true });
      }
      link.after(next);
    }
  }

  // ---- Problems

  /** @type {HTMLElement | undefined} */
  let panel;

  /** @param {string} [problems] */
  function showProblems(problems) {
    panel?.remove();
    panel = problems ? makePanel(problems) : undefined;
    if (panel) document.body.append(panel);
  }

  function makePanel(problems) {
    const title = document.createElement("strong");
    title.textContent = "The site is not up to date: the last change has problems";
    const text = document.createElement("pre");
    text.textContent = problems;
    text.tabIndex = 0;

    const element = document.createElement("div");
    element.id = "medatlas-preview";
    element.setAttribute("role", "alert");
    const close = document.createElement("button");
    close.type = "button";
    close.textContent = "Hide";
    close.addEventListener("click", () => element.remove());
    element.append(title, close, text);
    return element;
  }

  // ---- Events

  /** @type {string | undefined} */
  let shown;

  /** @param {MessageEvent<string>} event */
  function handleState(event) {
    /** @type {SiteState} */
    const next = JSON.parse(event.data);
    if (next.pages !== state) {
      reload();
      return;
    }
    if (next.styles) replaceStyles(next.styles);
    if (next.problems !== shown) showProblems(next.problems);
    shown = next.problems;
  }

  // Browsers open at most six connections to a host, so hidden tabs close theirs.
  /** @type {EventSource | undefined} */
  let channel;

  function connect() {
    channel?.close();
    channel = undefined;
    if (document.visibilityState === "hidden") return;
    channel = new EventSource("/__medatlas/events");
    channel.addEventListener("message", handleState);
  }

  addStyles();
  restorePosition();
  connect();
  document.addEventListener("visibilitychange", connect);
  addEventListener("pageshow", (event) => event.persisted && connect());
  addEventListener("pagehide", () => channel?.close());
})();
