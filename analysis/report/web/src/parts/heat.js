// Seven colours around a promise, from far below to well above, and what they stand for.
import { box, put, setHeight, sheet, write } from "./svg.js";
import { textWidth } from "./text_fit.js";

const edges = [-0.5, -0.25, -0.1, 0, 0.05, 0.1]; // against the promise
const tiny = 1e-9;

export const heatBin = (value, promise) => edges.filter((edge) => value - promise >= edge - tiny).length + 1;
export const heatColour = (bin) => `var(--heat-${bin})`;
export const isBelow = (value, promise) => value - promise < -tiny;

const percent = (share) => `${Math.round(share * 100)}%`;
const points = (share) =>
  share === 0 ? "promise" : `${share > 0 ? "+" : "−"}${Math.round(Math.abs(share) * 100)}`;

// `promise`: the one that all rows share, or null: then in points around each row's own.
export function heatKey(promise, width) {
  const possible = edges
    .map((edge) => ({ edge, text: promise === null ? points(edge) : percent(promise + edge) }))
    .map((one) => ({ ...one, none: promise !== null && (promise + one.edge < 0 || promise + one.edge > 1) }));
  const node = sheet(width);
  const cell = Math.max(34, Math.min(48, Math.floor((width - 4) / 7)));
  for (let bin = 1; bin <= 7; bin += 1) {
    box(node, (bin - 1) * cell, bin * cell - 1, 0, 10, heatColour(bin));
    if (bin <= 4) box(node, (bin - 1) * cell, bin * cell - 1, 8, 2, "var(--ink)");
  }
  possible.forEach(({ text, none, edge }, k) => {
    if (none) return;
    write(node, (k + 1) * cell, 23, text, {
      size: 11,
      anchor: "middle",
      fill: edge === 0 ? "var(--ink)" : "var(--muted)",
      weight: edge === 0 ? 600 : null,
    });
  });
  const words = `${promise === null ? "points around the promise" : "answered in time"}; dark foot: below the promise`;
  const beside = 7 * cell + 14 + textWidth(words, 11) < width;
  write(node, beside ? 7 * cell + 14 : 0, beside ? 10 : 40, words, { size: 11, fill: "var(--muted)" });
  return setHeight(node, beside ? 32 : 50);
}

// Neighbours of the same colour as one: [{ from, to, bin }] of a row of bins; null is left out.
export function runsOf(bins) {
  const runs = [];
  bins.forEach((bin, i) => {
    const last = runs.at(-1);
    if (bin === null || bin === undefined) return;
    if (last && last.to === i && last.bin === bin) last.to = i + 1;
    else runs.push({ from: i, to: i + 1, bin });
  });
  return runs;
}

// One row of cells; `x(i)`: the left edge of cell i (and the right edge of the one before).
export function heatRow(node, values, promise, x, y, height, gap) {
  const bins = values.map((value) => (typeof value === "number" ? heatBin(value, promise) : null));
  const runs = gap ? bins.flatMap((bin, i) => (bin === null ? [] : [{ from: i, to: i + 1, bin }])) : runsOf(bins);
  for (const { from, to, bin } of runs) {
    put(node, "rect", {
      x: x(from),
      y,
      width: Math.max(0.5, x(to) - x(from) - gap),
      height,
      fill: heatColour(bin),
      "shape-rendering": "crispEdges",
    });
  }
  const foot = Math.max(2, Math.min(3, height * 0.12));
  for (const { from, to, bin } of runsOf(
    bins.map((b, i) => (b !== null && isBelow(values[i], promise) ? 1 : null)),
  )) {
    if (bin) box(node, x(from), x(to) - gap, y + height - foot, foot, "var(--ink)");
  }
}
