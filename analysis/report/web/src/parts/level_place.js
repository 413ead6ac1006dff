// Where the name of a level may stand so that no curve crosses it: along the level from the left, above it, else
// below.
import { finite } from "./scales.js";
import { textWidth } from "./text_fit.js";

const step = 16;

// The spans of pixels that a curve of steps covers between two places: each step, and each rise between two.
function spansOf(mean, first, last, y) {
  const spans = [];
  for (let i = first; i <= last; i += 1) {
    if (!finite(mean[i])) continue;
    const next = i < last && finite(mean[i + 1]) ? mean[i + 1] : mean[i];
    spans.push([y(mean[i]), y(next)].sort((a, b) => a - b));
  }
  return spans;
}

// edges: pixels of the intervals, one more than there are; y: from values to pixels. -> { x, below }
export function levelPlace({ value, text }, lines, { edges, y, left, right, below: only = false }) {
  const wide = textWidth(text, 11);
  const at = y(value);
  const free = (x, below) => {
    const [top, bottom] = below ? [at + 2, at + 17] : [at - 17, at - 2];
    const first = Math.max(0, edges.findIndex((edge) => edge > x - 4) - 1);
    const found = edges.findIndex((edge) => edge >= x + wide + 4);
    const last = (found < 0 ? edges.length - 1 : found) - 1;
    return lines.every(({ mean }) => spansOf(mean, first, last, y).every(([a, b]) => b < top || a > bottom));
  };
  for (const below of only ? [true] : [false, true]) {
    for (let x = left; x + wide <= right; x += step) if (free(x, below)) return { x, below };
  }
  return { x: left, below: only };
}
