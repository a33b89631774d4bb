// The language of the search field: words, "phrases", -without, and fields as in speaker:vane.
"use strict";

const ASKED = /(-?)(?:(speaker|outlet|title):)?(?:["“”]([^"“”]*)["“”]?|([^\s"“”]*))/giu;

// Text in the form that is compared: without case and accents.
function fold(text) {
  return text.normalize("NFKD").replace(/\p{M}+/gu, "").toLowerCase();
}

// The terms of a query; a field or a minus with nothing after it is not a term yet.
function readQuery(query) {
  return [...query.matchAll(ASKED)]
    .map(([, minus, field, phrase, word]) => ({
      without: minus === "-",
      field: field?.toLowerCase() ?? "",
      whole: phrase !== undefined,
      shown: (phrase ?? word).trim().replace(/\s+/g, " "),
    }))
    .filter((term) => term.shown)
    .map((term) => ({ ...term, folded: fold(term.shown) }));
}

// Whether a text has a term; a phrase in quotation marks matches whole words only.
function has(text, { folded, whole }) {
  const letter = /[\p{L}\p{N}]/u;
  const inside = (at) => letter.test(text[at - 1] ?? " ") && letter.test(text[at] ?? " ");
  let at = text.indexOf(folded);
  while (whole && at >= 0 && (inside(at) || inside(at + folded.length))) at = text.indexOf(folded, at + 1);
  return at >= 0;
}

// For each term, a test of claims. claim.folded holds the folded texts to search, by field name.
function testsOf(terms) {
  return terms.map((term) => (claim) => has(claim.folded[term.field || "all"], term) !== term.without);
}
