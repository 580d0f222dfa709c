// Runs in the head, before the first paint: applies the stored choice of light or dark, and tells the styles whether
// scripts run. Not a module, so that it does not wait. From disk neither modules nor the glyphs load: the styles then
// show the plain page and words instead of glyphs.
(() => {
  const root = document.documentElement;
  root.classList.add(location.protocol === "file:" ? "disk" : "js");
  try {
    const mood = localStorage.getItem("theme");
    if (mood === "dark" || mood === "light") root.dataset.theme = mood;
  } catch {
    // Storage may be forbidden: the preference of the system holds.
  }
})();
