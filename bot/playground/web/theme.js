// Light or dark: as the system is, until the visitor chooses.

const root = document.documentElement;

function setTheme(theme) {
  root.dataset.theme = theme;
  localStorage.setItem("theme", theme);
}

document.querySelector("#theme").onclick = () => {
  const isDark = matchMedia("(prefers-color-scheme: dark)").matches;
  const now = root.dataset.theme ?? (isDark ? "dark" : "light");
  setTheme(now === "dark" ? "light" : "dark");
};
if (localStorage.getItem("theme")) setTheme(localStorage.getItem("theme"));
