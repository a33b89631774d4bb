// Before anything is drawn: the theme that was chosen last.
"use strict";

// What a reader chose; null where storage is closed to this page, and the choice lasts until it is left.
function remember(name, value) {
  try {
    if (value !== undefined) localStorage.setItem(name, value);
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

const theme = {
  get dark() {
    const chosen = document.documentElement.dataset.theme;
    return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  },
  set(name) {
    document.documentElement.dataset.theme = name;
    remember("onrecord-theme", name);
  },
};

if (["light", "dark"].includes(remember("onrecord-theme"))) {
  document.documentElement.dataset.theme = remember("onrecord-theme");
}
