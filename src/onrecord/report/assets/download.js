// Tables and results as CSV files.
"use strict";

const FORMULA = /^(?:[\s\u00a0\u3000]*[=+\-@＝＋－＠]|[\t\r\n'])/;
const NUMBER = /^-?[\d,]+(?:\.\d+)?$/;

// A cell; text that a spreadsheet could take for a formula gets a leading apostrophe, as in onrecord export.
function cell(value) {
  const text = NUMBER.test(value) ? value.replaceAll(",", "") : FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function csv(rows) {
  return rows.map((row) => `${row.map((value) => cell(String(value))).join(",")}\r\n`).join("");
}

// Saves rows as a file; the byte order mark at its start tells spreadsheets that it is UTF-8.
function save(name, rows) {
  const file = URL.createObjectURL(new Blob(["\ufeff", csv(rows)], { type: "text/csv" }));
  Object.assign(document.createElement("a"), { href: file, download: `${name}.csv` }).click();
  setTimeout(() => URL.revokeObjectURL(file), 60_000);
}

function rowsOf(table) {
  const words = (node) => (node.dataset.csv ?? node.textContent).trim().replace(/\s+/g, " ");
  return [...table.rows].map((row) => [...row.cells].map(words));
}

function saveButton(label, save) {
  const button = Object.assign(document.createElement("button"), { type: "button", className: "quiet", textContent: label });
  button.addEventListener("click", save);
  return button;
}

// A file name from the heading above a table.
function fileName(table) {
  const heading = table.closest("section, .group")?.querySelector("h2, h3") ?? document.querySelector("h1");
  const name = heading.textContent.normalize("NFKD").replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-+|-+$/g, "");
  return name.toLowerCase().slice(0, 60) || "table";
}

for (const table of document.querySelectorAll("main table")) {
  const whole = document.querySelector(".pager:not([hidden])") ? "CSV of this page" : "CSV";
  const line = Object.assign(document.createElement("p"), { className: "save" });
  line.append(saveButton(`Download ${whole}`, () => save(fileName(table), rowsOf(table))));
  table.after(line);
}
