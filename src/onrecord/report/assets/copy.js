// Buttons beside a claim that copy its link or its citation.
"use strict";

const COPIED_FOR = 1600;

function inWords(day) {
  const options = { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" };
  return day && new Date(`${day}T00:00Z`).toLocaleDateString("en-GB", options);
}

// Who said it, the words, where and when. A claim that is not a quotation is cited by the article's sentence:
// the content of a denial without its cue would say the opposite.
function citation({ speaker, mode, words, sentence, outlet, title, published, address }) {
  const quoted = mode === "direct";
  const who = speaker && (quoted ? speaker : `${speaker}, as reported`);
  const inner = (quoted ? words : sentence).replace(/(^|[\s([—–-])["“]/g, "$1‘").replace(/["“”]/g, "’");
  const where = [outlet || title, inWords(published), address].filter(Boolean).join(", ");
  return `${who ? `${who}: ` : ""}“${inner}” ${where}`;
}

// If the browser denies its clipboard to pages opened from disk, a selection is copied.
async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const field = Object.assign(document.createElement("textarea"), { value: text, className: "unseen" });
    const before = document.activeElement;
    document.body.append(field);
    field.select();
    document.execCommand("copy");
    field.remove();
    before?.focus();
  }
}

function copyButton(label, text) {
  const button = Object.assign(document.createElement("button"), { type: "button", className: "quiet", textContent: label });
  button.addEventListener("click", async () => {
    await copy(text());
    button.textContent = "Copied";
    announce(label.replace("Copy", "Copied"));
    setTimeout(() => (button.textContent = label), COPIED_FOR);
  });
  return button;
}

// The two buttons of a claim; its facts are read only when a button is pressed.
function copyButtons(facts) {
  const buttons = Object.assign(document.createElement("p"), { className: "share" });
  buttons.append(
    copyButton("Copy link", () => new URL(facts().link, location).href),
    copyButton("Copy citation", () => citation(facts())),
  );
  return buttons;
}

for (const claim of document.querySelectorAll("[data-cite]")) {
  const article = claim.closest("[data-article]");
  const facts = () => ({ ...JSON.parse(article.dataset.article), ...JSON.parse(claim.dataset.cite) });
  const buttons = copyButtons(facts);
  (claim.querySelector("details") ?? claim).append(buttons);
}
