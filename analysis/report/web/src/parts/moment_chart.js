// Figures of moments along a clock: axes by hand, dots with their intervals, a second panel on the same clock.
import { numeric } from "./data.js";
import { finite, ticksOf, tickText } from "./scales.js";
import { put, rule, write } from "./svg.js";
import { textWidth, widest } from "./text_fit.js";

export const crowded = 9; // pixels between moments: with less, intervals become one band

// The clocks to write below the axis: every so many moments, whole hours where they can be.
export function clockTicks(moments, x, pixels) {
  const wide = widest(
    moments.map(({ clock }) => clock),
    11,
  );
  const most = Math.max(2, Math.floor(pixels / (wide + 18)));
  const hours = moments.filter(({ clock }) => clock.endsWith(":00"));
  const from = hours.length >= Math.min(3, moments.length) ? hours : moments;
  const step = Math.ceil(from.length / most);
  return from.filter((_, i) => i % step === 0).map((moment) => ({ text: moment.clock, x: x(moment.at_s) }));
}

export function drawClock(node, at, ticks, y) {
  rule(node, at.x0, y, at.x1, y, { stroke: "var(--edge)" });
  for (const { text, x } of ticks) {
    const half = textWidth(text, 11) / 2;
    rule(node, x, y, x, y + 4, { stroke: "var(--edge)" });
    write(node, Math.max(half, Math.min(at.width - half, x)), y + 17, text, {
      size: 11,
      fill: "var(--muted)",
      anchor: "middle",
    });
  }
}

export function drawLevels(node, at, domain, y, unit) {
  for (const tick of ticksOf(domain, 4, unit)) {
    rule(node, at.x0, y(tick), at.x1, y(tick));
    write(node, at.x0 - 8, y(tick) + 4, tickText(tick, unit), { size: 11, fill: "var(--muted)", anchor: "end" });
  }
}

// The intervals of all moments as one band, where there are too many for a line each.
export function drawBand(node, moments, x, y, colour) {
  const both = moments.filter(({ low, high }) => finite(numeric(low)) && finite(numeric(high)));
  if (both.length < 2) return;
  const there = both.map(({ at_s: s, high }) => `${x(s)},${y(high)}`);
  const back = [...both].reverse().map(({ at_s: s, low }) => `${x(s)},${y(low)}`);
  put(node, "path", { d: `M${[...there, ...back].join("L")}Z`, fill: colour, "fill-opacity": 0.2 });
}

export function drawThrough(node, moments, x, y) {
  const d = moments.map(({ at_s: s, value }, i) => `${i ? "L" : "M"}${x(s)},${y(value)}`).join("");
  put(node, "path", { d, fill: "none", stroke: "var(--rule)", "stroke-width": 1.5 });
}

// One moment: a dot, hollow where its figure is not whole, and its interval as an upright line.
export function drawMoment(node, { at_s: s, value, low, high }, x, y, { colour, hollow, radius, bar }) {
  const [from, to] = [numeric(low), numeric(high)];
  if (bar && finite(from) && finite(to))
    rule(node, x(s), y(from), x(s), y(to), { stroke: colour, width: 1.5, opacity: 0.8 });
  put(node, "circle", {
    cx: x(s),
    cy: y(value),
    r: radius,
    fill: hollow ? "var(--card, Canvas)" : colour,
    stroke: colour,
    "stroke-width": 1.5,
  });
}

// Up to a figure; an arrow upwards where it has no end.
export function drawReach(node, s, value, x, y, top, colour) {
  if (value === Infinity) {
    const at = x(s);
    put(node, "path", { d: `M${at},${top}L${at - 4},${top + 8}L${at + 4},${top + 8}Z`, fill: colour });
    return;
  }
  put(node, "circle", { cx: x(s), cy: y(value), r: 3, fill: colour });
}
