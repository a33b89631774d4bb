// Sets the last chosen theme before anything is drawn.
"use strict";

// A stored choice; null if the page has no access to storage, and then a choice lasts only for this page.
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
