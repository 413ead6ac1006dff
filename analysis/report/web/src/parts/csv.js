// Rows as CSV (RFC 4180, UTF-8), and onto the clipboard.
import { el } from "./dom.js";

export function columnsOf(rows) {
  const columns = new Set();
  for (const row of rows) for (const name of Object.keys(row)) columns.add(name);
  return [...columns];
}

function field(value) {
  const text = value === null || value === undefined ? "" : String(value);
  return /[",\r\n]/.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text;
}

export const rowCount = (n) => `${n} ${n === 1 ? "row" : "rows"}`;

export const csvLines = (lines) => lines.map((line) => `${line.map(field).join(",")}\r\n`).join("");

export function csvOf(rows) {
  const columns = columnsOf(rows);
  return csvLines([columns, ...rows.map((row) => columns.map((name) => row[name]))]);
}

// -> did it get there? Where it did not, the text stands selected after `beside`, to be copied by hand.
export async function copyText(text, beside) {
  beside.parentElement.querySelectorAll("textarea.by-hand").forEach((old) => old.remove());
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = el("textarea", { class: "by-hand", readonly: true, rows: 6, "aria-label": "The text to copy" });
    area.value = text;
    beside.after(area);
    area.select();
    const done = document.execCommand?.("copy") ?? false;
    if (done) area.remove();
    return done;
  }
}
