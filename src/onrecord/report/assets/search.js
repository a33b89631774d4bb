// The search page: filters over claimsData, one page of results at a time.
"use strict";

const PAGE = 50;
const form = document.getElementById("search");
const results = document.getElementById("results");
const turn = document.getElementById("turn");
let matches = [];
let page = 0;
let noting;

// The claims as objects; the texts searched on every key are folded once, here.
const claims = claimsData.claims.map((row, index) => {
  const [id, article, speaker, mode, unit, rule, confidence, sentence, text, value] = row;
  const [key, title, outlet, published, address] = claimsData.articles[article];
  const [speakerKey, speakerName] = claimsData.speakers[speaker] ?? ["", ""];
  const rest = [speakerName, title, claimsData.outlets[outlet] ?? ""].join("\n");
  const words = fold([text, claimsData.sentences[sentence], rest, value].join("\n"));
  return {
    index, id, key, title, published, address, confidence, text, value, speakerKey, speakerName,
    kind: unit < 0 ? "statement" : "figure",
    outlet: claimsData.outlets[outlet] ?? "",
    mode: claimsData.modes[mode] ?? "",
    unit: claimsData.units[unit] ?? "",
    rule: claimsData.rules[rule],
    sentence: claimsData.sentences[sentence],
    folded: { all: words, speaker: fold(speakerName), outlet: fold(claimsData.outlets[outlet] ?? ""), title: fold(title) },
  };
});

const orders = {
  "": (a, b) => a.index - b.index,
  oldest: (a, b) => (a.published || "9999").localeCompare(b.published || "9999") || a.index - b.index,
  surest: (a, b) => b.confidence - a.confidence || a.index - b.index,
  unsure: (a, b) => a.confidence - b.confidence || a.index - b.index,
};

// The conditions of the form as tests of claims; an empty field is no condition.
function tests(wanted) {
  const all = testsOf(readQuery(wanted.q));
  for (const name of ["kind", "outlet", "mode", "unit", "rule"]) {
    if (wanted[name]) all.push((claim) => claim[name] === wanted[name]);
  }
  if (wanted.speaker) all.push((claim) => claim.folded.speaker.includes(fold(wanted.speaker)));
  if (wanted.from) all.push((claim) => claim.published >= wanted.from);
  if (wanted.to) all.push((claim) => claim.published && claim.published <= wanted.to);
  if (wanted.least) all.push((claim) => claim.confidence >= Number(wanted.least));
  if (wanted.most) all.push((claim) => claim.confidence <= Number(wanted.most));
  return all;
}

function make(tag, properties, ...children) {
  const node = Object.assign(document.createElement(tag), properties);
  node.append(...children);
  return node;
}

// Text in which the searched words are marked.
function marked(text, words) {
  const plain = text.toLowerCase();
  const nodes = [];
  let at = 0;
  while (plain.length === text.length) {
    const places = words.map((word) => [plain.indexOf(word, at), word.length]).filter(([place]) => place >= 0);
    if (!places.length) break;
    const [place, length] = places.reduce((a, b) => (b[0] < a[0] || (b[0] === a[0] && b[1] > a[1]) ? b : a));
    nodes.push(text.slice(at, place), make("mark", { textContent: text.slice(place, place + length) }));
    at = place + length;
  }
  return [...nodes, text.slice(at)];
}

// The sentence with the claim's words in colour, or the claim alone if the sentence does not have its words.
function inSentence(claim, words) {
  const role = `m ${claim.kind === "figure" ? "figure" : "content"}`;
  const { sentence } = claim;
  const nodes = [];
  let at = 0;
  for (const piece of claim.text.split(" … ")) {
    const place = sentence.indexOf(piece, at);
    if (place < 0) return [make("span", { className: role }, ...marked(claim.text, words))];
    nodes.push(...marked(sentence.slice(at, place), words), make("span", { className: role }, ...marked(piece, words)));
    at = place + piece.length;
  }
  return [...nodes, ...marked(sentence.slice(at), words)];
}

function show(claim, words) {
  const link = make("a", { href: linkTo(claim) }, ...inSentence(claim, words));
  link.dataset.step = "";
  const facts = [];
  if (claim.speakerName) {
    const name = make("bdi", {}, ...marked(claim.speakerName, words));
    facts.push(make("a", { href: `speakers/${claim.speakerKey}.html` }, name));
  }
  facts.push(claim.value || claim.mode, `confidence ${claim.confidence.toFixed(2)}`, claim.rule);
  const from = [make("bdi", {}, ...marked(claim.title, words)), claim.outlet, claim.published];
  return make(
    "li",
    {},
    make("p", { className: "claim", dir: "auto" }, link),
    make("p", { className: "facts" }, make("span", { className: `tag ${claim.kind}` }, claim.kind), ...joined(facts)),
    make("p", { className: "facts" }, ...joined(from).slice(1)),
    copyButtons(() => ({ ...claim, words: claim.text, speaker: claim.speakerName, link: linkTo(claim) })),
  );
}

function linkTo(claim) {
  return `articles/${claim.key}.html#c-${claim.id}`;
}

// Everything that matches, one row per claim.
function matchingRows() {
  const names = ["kind", "speaker", "text", "value", "mode", "outlet", "title", "published", "address"];
  const rows = matches.map((claim) => [
    claim.kind, claim.speakerName, claim.text, claim.value, claim.mode, claim.outlet, claim.title, claim.published,
    claim.address, claim.sentence, claim.confidence, claim.rule, claim.id,
  ]);
  return [[...names, "sentence", "confidence", "rule", "id"], ...rows];
}

// Facts with a dot before each, as separate nodes so that none changes the writing direction of another.
function joined(facts) {
  const there = facts.filter(Boolean);
  return there.flatMap((fact) => [" · ", fact instanceof Node ? fact : make("bdi", { textContent: fact })]);
}

function draw() {
  const wanted = Object.fromEntries(new FormData(form));
  const words = readQuery(wanted.q).filter((term) => !term.without).map((term) => term.shown.toLowerCase());
  const pages = Math.max(1, Math.ceil(matches.length / PAGE));
  page = Math.min(page, pages - 1);
  results.replaceChildren(...matches.slice(page * PAGE, (page + 1) * PAGE).map((claim) => show(claim, words)));
  results.start = page * PAGE + 1;
  turn.hidden = pages === 1;
  document.getElementById("where").textContent = `Page ${page + 1} of ${pages}`;
  document.getElementById("back").disabled = page === 0;
  document.getElementById("on").disabled = page === pages - 1;
}

function search() {
  const wanted = Object.fromEntries(new FormData(form));
  const all = tests(wanted);
  matches = claims.filter((claim) => all.every((test) => test(claim)));
  if (wanted.order) matches.sort(orders[wanted.order]);
  page = 0;
  const figures = matches.filter((claim) => claim.kind === "figure").length;
  const count = (number, noun) => `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;
  document.getElementById("found").textContent = matches.length
    ? `${count(matches.length - figures, "statement")} and ${count(figures, "figure")}`
    : "Nothing is like that. Take a filter away, or fewer words.";
  document.getElementById("save").hidden = matches.length === 0;
  draw();
  clearTimeout(noting);
  noting = setTimeout(note, 300, wanted);
}

// Keeps the query in the address, so that one can link to it and go back to it.
function note(wanted) {
  history.replaceState(null, "", `?${new URLSearchParams(Object.entries(wanted).filter(([, value]) => value))}`);
}

function go(direction) {
  page += direction;
  draw();
  results.querySelector(direction > 0 ? "li:first-child [data-step]" : "li:last-child [data-step]")?.focus();
  document.getElementById("found").scrollIntoView();
}

// The options of a list, the most frequent first, each with its number of claims.
function fill(name) {
  const counts = new Map();
  for (const claim of claims) if (claim[name]) counts.set(claim[name], (counts.get(claim[name]) ?? 0) + 1);
  const choices = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  for (const [value, count] of choices) {
    form.elements[name].append(make("option", { value, textContent: `${value} (${count})` }));
  }
}

["outlet", "mode", "unit", "rule"].forEach(fill);
for (const [name, value] of new URLSearchParams(location.search)) {
  if (form.elements[name] instanceof HTMLElement) form.elements[name].value = value;
}
form.hidden = false;
document.getElementById("filters").open =
  matchMedia("(min-width: 48rem)").matches || [...new FormData(form)].some(([name, value]) => name !== "q" && value);
form.addEventListener("input", search);
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("reset", () => setTimeout(search));
document.getElementById("save").append(saveButton("Download CSV", () => save("claims", matchingRows())));
document.getElementById("back").addEventListener("click", () => go(-1));
document.getElementById("on").addEventListener("click", () => go(1));
document.addEventListener("past-the-end", () => (page + 1) * PAGE < matches.length && go(1));
document.addEventListener("before-the-start", () => page > 0 && go(-1));
search();
