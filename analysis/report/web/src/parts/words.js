// Words as they are set: signs of the trade for what is typed with the letters of a keyboard, and what belongs
// together on one line. CSV, commands and the promises of a file stay as they are written.
import { el } from "./dom.js";

const written = /[<>]=/; // a promise, as the file has it

// "+-3" as "±3", "-8.0" as "−8.0"; not between the ends of a range, nor in dates and names.
export function typeset(text) {
  const plain = String(text ?? "");
  if (written.test(plain)) return plain;
  return plain.replaceAll("+-", "±").replace(/(^|[\s([]|\.\.|\u2026)-(?=\d)/g, "$1−").replaceAll(" -> ", " → ");
}

const mostLetters = 32; // longer words must be able to break
const longName = 16; // of a figure in a file: may break after its underscores
const option = /^\W*--\w/;
const span = /^\W*[\d:.,%]+-\d/;
const file = /\.(toml|csv|json|xlsx|html|md|txt)\b/;
// What no line breaks.
const measures = [
  /\b[A-Z]{3} \d[\d,.]*/, // "GBP 8,360"
  /[+−±]?\d[\d,.]* [hms]\b(?: \d+ [ms]\b)*/, // "11 m 25 s"
  /\d[\d,.]* → \d[\d,.]*/, // "380 → 420"
  /\d[\d.,]*% - \d[\d.,]*%/, // "62.0% - 68.0%"
  /\[[+−±]?\d[^\][]{0,16} - [^\][]{1,16}\]/, // "[3,034 - 3,307]"
];
const measure = new RegExp(`(${measures.map(({ source }) => source).join("|")})`);

const together = (text) => el("span", { class: "together" }, text);

// Pieces of a word that stay whole: an option, hours from and to, each step of a path.
function pieces(word) {
  if (word.length > longName && /\w_\w/.test(word)) {
    return word.split(/(?<=_)/).flatMap((piece, i) => [i ? el("wbr") : "", piece]);
  }
  if (!word.includes("-") || !(option.test(word) || span.test(word) || file.test(word))) return [word];
  return word
    .split(/(?<=\/)/)
    .flatMap((piece, i) => [
      i ? el("wbr") : "",
      piece.length > mostLetters || !piece.includes("-") ? piece : together(piece),
    ]);
}

const words = (text) => text.split(/(\s+)/).flatMap((part) => (part.trim() ? pieces(part) : [part]));

// -> what to append: texts, and spans that no line breaks.
export function prose(text) {
  const nodes = [];
  const parts = typeset(text).split(measure);
  for (const node of parts.flatMap((part, i) => (i % 2 ? [together(part)] : words(part)))) {
    if (typeof node === "string" && typeof nodes.at(-1) === "string") nodes[nodes.length - 1] += node;
    else if (node) nodes.push(node);
  }
  return nodes;
}
