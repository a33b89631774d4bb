// For every page: the theme switch, keys, and which words belong to which claim.
"use strict";

function showTheme() {
  const button = document.getElementById("theme");
  button.hidden = false;
  button.textContent = theme.dark ? "Light" : "Dark";
  button.setAttribute("aria-label", `Change to the ${theme.dark ? "light" : "dark"} theme`);
}

function switchTheme() {
  theme.set(theme.dark ? "light" : "dark");
  showTheme();
}

// Moves the focus to the next or the previous of the page's steps, from where the reader is.
function step(direction) {
  const steps = [...document.querySelectorAll("[data-step]")].filter((one) => one.checkVisibility());
  if (!steps.length) return false;
  const here = steps.indexOf(document.activeElement.closest("[data-step]"));
  const wanted = here < 0 ? (direction > 0 ? 0 : -1) : here + direction;
  if (wanted < 0 || wanted >= steps.length) return false;
  steps[wanted].focus();
  steps[wanted].scrollIntoView({ block: "center" });
  return true;
}

const keys = {
  on: true,
  "/": () => document.querySelector("[data-find]").select(),
  j: () => step(1) || document.dispatchEvent(new CustomEvent("past-the-end")),
  k: () => step(-1) || document.dispatchEvent(new CustomEvent("before-the-start")),
  t: switchTheme,
};

function press(event) {
  const typing = event.target.closest("input:not([type=checkbox]), select, textarea");
  if (!keys.on || typing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (typeof keys[event.key] === "function") {
    event.preventDefault();
    keys[event.key]();
  }
}

function showKeys() {
  document.getElementById("keys").hidden = false;
  const button = document.getElementById("keys-switch");
  button.setAttribute("aria-pressed", String(keys.on));
  button.textContent = keys.on ? "Keys on" : "Keys off";
}

// Highlights the words of some claims, and their notes.
function light(ids) {
  for (const lit of document.querySelectorAll(".lit")) lit.classList.remove("lit");
  for (const id of ids) {
    document.getElementById(`c-${id}`)?.classList.add("lit");
    for (const mark of document.querySelectorAll(`.m[data-claims~="${id}"]`)) mark.classList.add("lit");
  }
}

function claimsOf(node) {
  const marked = node.closest?.("[data-claims], [data-claim], .note");
  if (!marked) return [];
  if (marked.dataset.claims) return [marked.dataset.claims.split(" ")[0]];
  return [marked.dataset.claim ?? marked.id.slice(2)];
}

// Opens the claim that the address links to, where the reader can see its words.
function openTarget() {
  const note = /^#c-[0-9a-f]{24}$/.test(location.hash) && document.getElementById(location.hash.slice(1));
  if (!note) return;
  note.querySelector("details").open = true;
  light([note.id.slice(2)]);
}

// Tells screen readers what has changed on the page.
function announce(words) {
  document.getElementById("announced").textContent = words;
}

// A row wider than the screen fades out on the side where there is more of it.
function showMore(roll) {
  const left = roll.scrollWidth - roll.clientWidth - roll.scrollLeft;
  roll.parentElement.classList.toggle("more-before", roll.scrollLeft > 1);
  roll.parentElement.classList.toggle("more-after", left > 1);
}

showTheme();
const roll = document.querySelector(".roll");
const current = roll.querySelector("[aria-current]");
if (current) roll.scrollLeft = current.offsetLeft - (roll.clientWidth - current.offsetWidth) / 2;
roll.addEventListener("scroll", () => showMore(roll));
new ResizeObserver(() => showMore(roll)).observe(roll);
document.getElementById("theme").addEventListener("click", switchTheme);
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", showTheme);
keys.on = remember("onrecord-keys") !== "off";
showKeys();
document.getElementById("keys-switch").addEventListener("click", () => {
  keys.on = !keys.on;
  remember("onrecord-keys", keys.on ? "on" : "off");
  showKeys();
});
document.addEventListener("keydown", press);
if (document.querySelector(".notes")) {
  for (const kind of ["mouseover", "focusin"]) {
    document.addEventListener(kind, (event) => {
      const ids = claimsOf(event.target);
      if (ids.length) light(ids);
    });
  }
  addEventListener("hashchange", openTarget);
  openTarget();
}
