// Before anything is drawn: the theme that was chosen last.
"use strict";

const theme = {
  get chosen() {
    try {
      return localStorage.getItem("onrecord-theme");
    } catch {
      return null; // storage is closed to this page: the choice lasts until it is left
    }
  },
  get dark() {
    const chosen = document.documentElement.dataset.theme;
    return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  },
  set(name) {
    document.documentElement.dataset.theme = name;
    try {
      localStorage.setItem("onrecord-theme", name);
    } catch {
      // as above
    }
  },
};

if (["light", "dark"].includes(theme.chosen)) document.documentElement.dataset.theme = theme.chosen;
