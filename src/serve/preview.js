// Only in the preview: shows the new state of the site as soon as there is one. A page reloads and keeps its place; new
// stylesheets are put in without a reload; problems stand over the page until they are gone.
(() => {
  const { state } = document.currentScript.dataset;
  const KEY = "medatlas-preview-place";

  const style = document.createElement("link");
  style.rel = "stylesheet";
  style.href = "/__medatlas/preview.css";
  document.head.append(style);

  function reload() {
    sessionStorage.setItem(
      KEY,
      JSON.stringify({ page: location.pathname + location.search, x: scrollX, y: scrollY }),
    );
    location.reload();
  }

  function backToPlace() {
    const kept = JSON.parse(sessionStorage.getItem(KEY) ?? "null");
    sessionStorage.removeItem(KEY);
    if (kept?.page !== location.pathname + location.search) return;
    const go = () => scrollTo({ left: kept.x, top: kept.y, behavior: "instant" });
    go();
    // Pictures and scripts may have moved the page meanwhile.
    addEventListener("load", go, { once: true });
  }

  /** Stylesheets of the theme stand in one folder, named by what is in it. */
  function restyle(folder) {
    const old = /\/assets\/[0-9a-f]{10}\//;
    for (const link of document.querySelectorAll("link[rel=stylesheet]")) {
      const href = link.href.replace(old, `/${folder}/`);
      if (!old.test(link.href) || href === link.href) continue;
      const next = link.cloneNode();
      next.href = href;
      // The old one goes when the new one is there, so that the page is never bare.
      for (const end of ["load", "error"])
        next.addEventListener(end, () => link.remove(), { once: true });
      link.after(next);
    }
  }

  let panel;
  function show(problems) {
    panel?.remove();
    panel = undefined;
    if (!problems) return;
    panel = document.createElement("div");
    panel.id = "medatlas-preview";
    panel.setAttribute("role", "alert");
    const title = document.createElement("strong");
    title.textContent = "The site is not up to date: the last change has problems";
    const text = document.createElement("pre");
    text.textContent = problems;
    text.tabIndex = 0;
    const close = document.createElement("button");
    close.type = "button";
    close.textContent = "Hide";
    close.addEventListener("click", () => panel.remove());
    panel.append(title, close, text);
    document.body.append(panel);
  }

  let shown;
  function hear(event) {
    const now = JSON.parse(event.data);
    if (now.pages !== state) return reload();
    if (now.styles) restyle(now.styles);
    if (now.problems !== shown) show(now.problems);
    shown = now.problems;
  }

  // Browsers open six connections to a host: tabs that nobody sees leave theirs to others.
  let channel;
  function listen() {
    channel?.close();
    channel = undefined;
    if (document.visibilityState === "hidden") return;
    channel = new EventSource("/__medatlas/events");
    channel.addEventListener("message", hear);
  }

  backToPlace();
  listen();
  document.addEventListener("visibilitychange", listen);
  addEventListener("pageshow", (event) => event.persisted && listen());
  addEventListener("pagehide", () => channel?.close());
})();
