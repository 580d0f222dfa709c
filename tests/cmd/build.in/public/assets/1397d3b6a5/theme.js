// Runs in the head, before the first paint: applies the stored choice of light or dark, and tells the styles that
// scripts run. Not a module, so that it does not wait and also works from disk.
(() => {
  const root = document.documentElement;
  root.classList.add("js");
  try {
    const mood = localStorage.getItem("theme");
    if (mood === "dark" || mood === "light") root.dataset.theme = mood;
  } catch {
    // Storage may be forbidden: the preference of the system holds.
  }
})();
