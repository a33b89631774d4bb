// The language of the search field: words, "phrases", -without, and fields as in speaker:vane.
"use strict";

const ASKED = /(-?)(?:(speaker|outlet|title):)?(?:["“”]([^"“”]*)["“”]?|([^\s"“”]*))/giu;

// Text as it is compared: without case and accents.
function fold(text) {
  return text.normalize("NFKD").replace(/\p{M}+/gu, "").toLowerCase();
}

// What a query asks for, term by term; a field or a minus with nothing behind it asks for nothing yet.
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

// Whether a text has a term; what stands in quotation marks begins and ends where a word does.
function has(text, { folded, whole }) {
  const letter = /[\p{L}\p{N}]/u;
  const inside = (at) => letter.test(text[at - 1] ?? " ") && letter.test(text[at] ?? " ");
  let at = text.indexOf(folded);
  while (whole && at >= 0 && (inside(at) || inside(at + folded.length))) at = text.indexOf(folded, at + 1);
  return at >= 0;
}

// A test of claims for each term; a claim has all it can be looked for in, folded, under the names of fields.
function testsOf(terms) {
  return terms.map((term) => (claim) => has(claim.folded[term.field || "all"], term) !== term.without);
}
