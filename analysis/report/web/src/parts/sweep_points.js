// The points of a sweep: where each stands on its axes, what was found there, and whether it keeps its promises.
import { numeric } from "./data.js";
import { higherWins, rankedRow } from "./ranking.js";
import { finite } from "./scales.js";

const seconds = { ms: 0.001, s: 1, sec: 1, m: 60, min: 60, h: 3600, d: 86400 };

// "60%" -> 60, "1h 30m" -> 5400, "40 per minute" -> 40; NaN where it is no number. `kind`: what follows the number.
export function asNumber(text) {
  const clean = String(text)
    .trim()
    .replace(/(\d),(?=\d{3})/g, "$1");
  if (/^(\d+(\.\d+)?\s*(ms|sec|min|s|m|h|d)\s*)+$/.test(clean)) {
    let total = 0;
    for (const [, n, , unit] of clean.matchAll(/(\d+(\.\d+)?)\s*(ms|sec|min|s|m|h|d)/g)) total += n * seconds[unit];
    return { value: total, kind: "time" };
  }
  const clock = /^(\d{1,2}):(\d{2})$/.exec(clean);
  if (clock) return { value: Number(clock[1]) * 60 + Number(clock[2]), kind: "clock" };
  const found = /^([^\d+-]*)([+-]?\d+(?:\.\d+)?)\s*(.*)$/.exec(clean);
  return found
    ? { value: Number(found[2]), kind: `${found[1].trim()} ${found[3]}`.trim() }
    : { value: NaN, kind: "" };
}

// Where every value of an axis stands, or nothing when they are no numbers of one kind.
export function numericAxis({ values }) {
  const read = values.map(asNumber);
  const kinds = new Set(read.filter(({ value }) => value !== 0).map(({ kind }) => kind));
  const apart = new Set(read.map(({ value }) => value)).size === values.length;
  return values.length > 1 && apart && read.every(({ value }) => finite(value)) && kinds.size <= 1
    ? read.map(({ value }) => value)
    : null;
}

// The end of a key that still tells what it is: "dual_enabled", "failback.at", "event.1.by".
export function shortKey(key) {
  const parts = String(key).split(".");
  const last = parts[parts.length - 1];
  if (last.length >= 5 || parts.length < 2) return last;
  return parts.slice(/^\d+$/.test(parts[parts.length - 2]) ? -3 : -2).join(".");
}

const words = { pass: "pass", fail: "FAIL", undecided: "undecided", warn: "warn", none: "" };

export function sweepPoints(pictures) {
  const row = rankedRow(pictures);
  if (!row || !pictures.axes?.length || !pictures.points?.length) return [];
  return pictures.points
    .map(({ plan: index, at }) => {
      const [plan, cell] = [pictures.plans[index], row.cells[index]];
      const value = numeric(cell?.value);
      return plan && cell && at?.length === pictures.axes.length
        ? { index, plan, at, cell, value, tone: plan.tone, word: plan.word || words[plan.tone] || "" }
        : null;
    })
    .filter(
      (point, k, all) =>
        point && finite(point.value) && all.findIndex((other) => other?.at.join(" ") === point.at.join(" ")) === k,
    );
}

// Those that lie on the grid: the scenario as it is may stand beside it.
export const onGrid = (pictures, points) =>
  points.filter(({ at }) => at.every((text, k) => pictures.axes[k].values.includes(text)));

// Best first.
export const byRank = (pictures, points) =>
  [...points].sort((a, b) => (higherWins(pictures) ? b.value - a.value : a.value - b.value));
