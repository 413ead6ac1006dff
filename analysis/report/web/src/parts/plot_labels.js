// Words on charts: names at the ends of lines, keys above where there is no room, names of events, and headings.
// All of it measured, so that nothing touches.
import { eventsOf } from "./day_plot.js";
import { put, rule, setHeight, sheet, write } from "./svg.js";
import { clipText, textWidth, widest, wrapText } from "./text_fit.js";

const lineHeight = 15;

// Plots centre their texts; these begin where they are told to.
export const say = (node, x, y, text, options) => write(node, x, y, text, { anchor: "start", ...options });

// Room to the right of the chart for names; 0 where it is too narrow for them.
export function endRoom(names, width, most = 0.24) {
  if (width < 520 || !names.length) return 0;
  return Math.ceil(Math.min(width * most, Math.max(...names.map((name) => textWidth(name, 12, 600))))) + 10;
}

// Pushed apart, in their order, within [low, high].
export function apart(places, low, high, gap = lineHeight) {
  const sorted = places.map((at, i) => ({ at, i })).sort((a, b) => a.at - b.at || a.i - b.i);
  let last = low - gap;
  for (const one of sorted) last = one.at = Math.max(one.at, last + gap);
  let next = high + gap;
  for (const one of sorted.reverse()) next = one.at = Math.min(one.at, next - gap);
  const out = [];
  for (const { at, i } of sorted) out[i] = at;
  return out;
}

// labels: [{ name, colour, y: pixels }] beside the right edge at `x`.
export function endLabels(node, labels, { x, top, bottom, room }) {
  const places = apart(
    labels.map(({ y }) => y),
    top,
    bottom,
  );
  labels.forEach(({ name, colour }, i) => {
    say(node, x + 6, places[i] + 4, clipText(name, room - 8, 12, 600), { weight: 600, fill: colour });
  });
}

// A row of keys: [{ name, colour, dash, area, opacity }], broken into lines.
export function keyRow(items, width, { right = 0 } = {}) {
  const node = sheet(width);
  let x = 0;
  let y = 0;
  for (const { name, colour, dash, area, opacity } of items) {
    const lines = wrapText(name, width - 30 - right, 12);
    const wide = 28 + widest(lines, 12);
    if (x > 0 && x + wide > width - right) {
      x = 0;
      y += 18;
    }
    if (area) put(node, "rect", { x, y: y + 3, width: 20, height: 11, fill: colour, "fill-opacity": opacity ?? 1 });
    else rule(node, x, y + 8.5, x + 20, y + 8.5, { stroke: colour, width: 2, dash: dash || null });
    lines.forEach((text, k) => say(node, x + 26, y + 13 + k * lineHeight, text, { fill: "var(--ink)" }));
    y += (lines.length - 1) * lineHeight;
    x += wide + 18;
  }
  return setHeight(node, y + 22);
}

// Names of events above the chart, at the left edge of their hours; the later ones nearest to it, so that the
// leaders of the others pass before them. `x` from seconds to pixels. -> { placed, lines: how many are used }
export function placeEvents(data, choice, x, left, right, most = 2) {
  const lines = Array.from({ length: most }, () => []);
  const order = (a, b) => Number(b.is_fault) - Number(a.is_fault) || b.from_s - a.from_s;
  const placed = [];
  for (const event of eventsOf(data, choice).sort(order)) {
    if (placed.some(({ event: other }) => other.name === event.name && other.from_s === event.from_s)) continue;
    const text = clipText(event.name, Math.min(220, right - left), 11);
    const wide = textWidth(text, 11) + 10;
    const edge = x(event.from_s);
    const at = Math.max(left, Math.min(edge, right - wide + 10));
    const row = lines.findIndex((line) => line.every(([from, to]) => at + wide <= from || at >= to));
    if (row < 0) continue;
    const crossed = lines.slice(0, row).some((line) => line.some(([from, to]) => edge > from && edge < to));
    lines[row].push([at, at + wide]);
    placed.push({ event, text, at, row, edge, leads: !crossed });
  }
  return { placed, lines: lines.filter((line) => line.length).length };
}

// `top`: of the chart; names stand above it, the first line nearest.
export function writeEvents(node, { placed }, top) {
  for (const { event, text, at, row, edge, leads } of placed) {
    const y = top - 6 - row * 14;
    const fill = event.is_fault ? "var(--tone-fail)" : "var(--muted)";
    if (leads) rule(node, edge, top, edge, y - 8, { stroke: event.is_fault ? fill : "var(--edge)" });
    say(node, at + (at <= edge + 0.5 ? 3 : 0), y, text, { size: 11, fill });
  }
}

// A name for a level across the chart: above the line at its left, with a halo so that curves do not cross it.
export function levelLabel(node, x, y, text, { anchor = "start", below = false, width = Infinity } = {}) {
  say(node, x, y + (below ? 13 : -5), clipText(text, width, 11), {
    size: 11,
    fill: "var(--muted)",
    anchor,
    halo: true,
  });
}
