// How wide a text is, and how it is broken into lines: measured, so that labels never touch.
import { typeset } from "./words.js";

let pen;
let family;
const widths = new Map();

export function textWidth(words, size = 12, weight = 400) {
  const text = typeset(words);
  const key = `${weight} ${size} ${text}`;
  if (!widths.has(key)) {
    if (pen === undefined) {
      pen = document.createElement("canvas").getContext("2d");
      family = getComputedStyle(document.body).fontFamily || "sans-serif";
    }
    if (pen) pen.font = `${weight} ${size}px ${family}`;
    widths.set(key, pen ? pen.measureText(text).width : text.length * size * 0.58);
  }
  return widths.get(key);
}

export const widest = (texts, size, weight) =>
  texts.reduce((most, text) => Math.max(most, text ? textWidth(text, size, weight) : 0), 0);

// What of it fits, with dots where something is left out.
export function clipText(text, width, size = 12, weight = 400) {
  if (textWidth(text, size, weight) <= width) return text;
  let n = text.length;
  while (n > 1 && textWidth(`${text.slice(0, n)}…`, size, weight) > width) n -= 1;
  return `${text.slice(0, n).trimEnd()}…`;
}

// Words, and the pieces of words joined by hyphens, slashes and underscores, that a line may end after; options,
// hours from and to, and numbers stay whole.
const pieces = (text) => text.split(/(?<=[\s/_])|(?<=,)(?!\d)|(?<=[\p{L}\d]-)(?=\p{L})/u);

function broken(piece, width, size, weight) {
  const parts = [];
  let rest = piece;
  while (textWidth(rest.trimEnd(), size, weight) > width && rest.length > 1) {
    let n = rest.length - 1;
    while (n > 1 && textWidth(rest.slice(0, n), size, weight) > width) n -= 1;
    parts.push(rest.slice(0, n));
    rest = rest.slice(n);
  }
  return [...parts, rest];
}

export function wrapText(text, width, size = 12, weight = 400, most = 9) {
  const lines = [""];
  for (const piece of pieces(String(text)).flatMap((p) => broken(p, width, size, weight))) {
    const longer = lines[lines.length - 1] + piece;
    if (lines[lines.length - 1] && textWidth(longer.trimEnd(), size, weight) > width) lines.push(piece);
    else lines[lines.length - 1] = longer;
  }
  const tidy = lines.map((line) => line.trim()).filter((line) => line);
  if (tidy.length <= most) return tidy;
  return [...tidy.slice(0, most - 1), clipText(tidy.slice(most - 1).join(" "), width, size, weight)];
}
