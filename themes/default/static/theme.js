// Runs in the head before the first paint: applies the stored choice of light or dark, and marks
// whether scripts run. It is not a module, because modules run after the first paint. On pages
// opened from disk neither modules nor glyphs load, so the styles show the plain page with text.
(() => {
  const root = document.documentElement;
  root.classList.add(location.protocol === "file:" ? "from-disk" : "js");
  try {
    const theme = localStorage.getItem("theme");
    if (theme === "dark" || theme === "light") root.dataset.theme = theme;
  } catch {
    // Storage is forbidden: the preference of the system applies.
  }
})();
