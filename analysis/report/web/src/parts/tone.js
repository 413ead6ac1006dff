// What a word is worth, by shape, so that colour never stands alone.
import { svg, unseen } from "./dom.js";

const shapes = {
  pass: "M2.5 6.5 5 9 9.5 3.5",
  fail: "M3 3 9 9M9 3 3 9",
  warn: "M6 2 10.5 10H1.5ZM6 5.2V7.4",
  undecided: "M6 1.5 10.5 6 6 10.5 1.5 6Z",
  none: "M3 6H9",
};
const words = { pass: "pass", fail: "fail", warn: "warning", undecided: "undecided", none: "" };

export function toneMark(tone) {
  return svg("svg", { class: `mark tone-${tone}`, viewBox: "0 0 12 12", "aria-hidden": "true", focusable: "false" },
    svg("path", { d: shapes[tone] ?? shapes.none }));
}

// The word of a tone for those who listen, unless the text already says it.
export function toneWord(tone, text = "") {
  const word = words[tone] ?? "";
  return word && !/\b(pass|fail|warn|undecided|yes|no|none)/i.test(text) ? unseen(`${word}: `) : null;
}
