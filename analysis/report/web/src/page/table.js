// Tables of the data: numbers to the right, tones as word and colour, wide ones scroll in their own region.
import { el } from "../parts/dom.js";
import { toneMark, toneWord } from "../parts/tone.js";
import { prose, typeset } from "../parts/words.js";
import { copyButton } from "./copy_button.js";
import { csvLines, rowCount } from "../parts/csv.js";
import { placeId } from "./places.js";

const briefName = 28; // letters of a row that stay on one line where there is room
const digest = /^[0-9a-f]{64}$/; // of a file
const wordy = 60; // letters of a text that wants room
const isRich = (cell) => typeof cell === "object" && cell !== null;
const textOf = (cell) => (isRich(cell) ? cell.text : String(cell ?? ""));
const toneOf = (cell) => (isRich(cell) && cell.tone !== "none" ? cell.tone : undefined);
const linkOf = (cell) => (isRich(cell) ? cell.link : undefined);

// A column of nothing but PASS and FAIL says nothing of what its row is about: the next one names the row.
function namingColumn({ columns, rows }) {
  if (columns.length < 2 || columns[0].title !== "" || rows.length === 0) return 0;
  return rows.every(([first]) => toneOf(first)) ? 1 : 0;
}

// The mark stays with the first word, however narrow the cell.
function toned(tone, text) {
  const space = text.includes(" ") ? text.indexOf(" ") : text.length;
  const [first, rest] = [text.slice(0, space), text.slice(space)];
  return el("span", { class: `tone tone-${tone}` },
    el("span", { class: "together" }, toneMark(tone), toneWord(tone, text), typeset(first)), prose(rest));
}

// In halves, and those in quarters, where its column is narrow.
const halved = (text, inner = (half) => half) => [inner(text.slice(0, text.length / 2)), el("wbr"),
  inner(text.slice(text.length / 2))];

function cellContent(cell, state, exact) {
  const text = textOf(cell);
  if (exact) return text;
  if (digest.test(text)) return halved(text, (half) => el("span", { class: "half" }, halved(half)));
  const tone = toneOf(cell);
  const inner = tone ? toned(tone, text) : prose(text);
  const link = linkOf(cell);
  return link ? el("a", { href: state.addressAt(link), "data-at": link }, inner) : inner;
}

function headOf(columns) {
  return el("thead", null, el("tr", null, columns.map((column) =>
    el(column.title ? "th" : "td", { scope: column.title ? "col" : null, class: column.align },
      typeset(column.title), column.note ? el("small", null, prose(column.note)) : null))));
}

// The bare <table>, in a region that can be scrolled with the keyboard where it does not fit. `exact`: its words stay
// as the CSV has them.
export function scrollingTable(table, name, state) {
  const naming = namingColumn(table);
  const looksOf = table.columns.map(({ align }, i) => {
    const texts = table.rows.map((row) => textOf(row[i]));
    if (texts.length && texts.every((text) => digest.test(text))) return `${align} digest`;
    return texts.some((text) => text.length > wordy) ? `${align} wordy` : align;
  });
  const width = table.columns.length > 8 ? "many" : table.columns.length === 2 ? "pairs" : null;
  const looks = (cell, look) => (textOf(cell).length <= briefName ? `${look} brief` : look);
  const body = table.rows.map((row) => el("tr", null, looksOf.map((look, i) =>
    (i === naming
      ? el("th", { scope: "row", class: looks(row[i], look) }, cellContent(row[i], state, table.exact))
      : el("td", { class: look }, cellContent(row[i], state, table.exact))))));
  const scroll = el("div", { class: "scroll" },
    el("table", { class: width }, headOf(table.columns), el("tbody", null, body)));
  new ResizeObserver(() => {
    const hides = scroll.scrollWidth > scroll.clientWidth + 1 || scroll.scrollHeight > scroll.clientHeight + 1;
    for (const [attribute, value] of [["tabindex", "0"], ["role", "region"], ["aria-label", `Table: ${name}`]]) {
      if (hides) scroll.setAttribute(attribute, value);
      else scroll.removeAttribute(attribute);
    }
  }).observe(scroll);
  return scroll;
}

export function tableBlock(table, section, state) {
  const name = table.title || section.title;
  const lines = () => [table.columns.map((column) => column.title), ...table.rows.map((row) => row.map(textOf))];
  const content = [
    scrollingTable(table, name, state),
    el("div", { class: "foot" },
      table.note ? el("p", { class: "note" }, prose(table.note)) : null,
      el("div", { class: "tools" }, copyButton("Copy CSV", () => csvLines(lines()), rowCount(table.rows.length)))),
  ];
  const place = { class: "card table", id: placeId("table", table.id) };
  const title = table.title ? el("h3", { tabindex: "-1" }, typeset(table.title)) : null;
  if (!table.folded) return el("div", place, title, content);
  return el("details", { ...place, class: "card table folded" },
    el("summary", null, table.title || "Show the table",
      el("span", { class: "muted" }, " ", rowCount(table.rows.length))),
    content);
}
