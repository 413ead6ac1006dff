// Straight scales, round ticks and the span of what is to be shown.
import { countText, durationText } from "./format.js";

export const finite = (value) => typeof value === "number" && Number.isFinite(value);

// From `domain` to pixels; what lies outside (and what has no end) stops at the edge.
export function scale([low, high], [x0, x1]) {
  const wide = high - low || 1;
  return (value) => x0 + Math.max(0, Math.min(1, (value - low) / wide)) * (x1 - x0);
}

// The span of the finite values, a little wider; shares stay in [0, 1] and nothing goes below zero that need not.
export function spanOf(values, { unit = "count", pad = 0.1, zero = false } = {}) {
  const known = values.filter(finite);
  if (zero) known.push(0);
  if (!known.length) return [0, 1];
  const low = Math.min(...known);
  const high = Math.max(...known);
  const more = (high - low || Math.abs(high) || 1) * pad;
  const within = unit === "share" && low >= 0 && high <= 1;
  const from = low >= 0 ? Math.max(0, low - (zero && low === 0 ? 0 : more)) : low - more;
  const to = zero && high === 0 ? 0 : high + more;
  return [from, within ? Math.min(1, to) : to];
}

const clockSteps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 14400, 21600, 43200, 86400];

export function stepOf(low, high, most, unit) {
  const rough = (high - low) / Math.max(1, most);
  if (unit === "seconds" && rough > 0.5) {
    const step = clockSteps.find((s) => s >= rough);
    if (step) return step;
    return Math.ceil(rough / 86400) * 86400;
  }
  const ten = 10 ** Math.floor(Math.log10(rough || 1));
  return ten * ([1, 2, 5, 10].find((m) => m * ten >= rough * 0.999) ?? 10);
}

export function ticksOf([low, high], most, unit) {
  if (!(high > low)) return [low];
  const step = stepOf(low, high, most, unit);
  const ticks = [];
  for (let k = Math.ceil(low / step - 1e-9); k * step <= high + step * 1e-9; k += 1) ticks.push(k * step + 0);
  return ticks.length > 1 || most > 12 ? ticks : ticksOf([low, high], most * 2, unit);
}

// A tick in few letters: "80%", "1,500", "2 h".
export function tickText(value, unit, step = 1) {
  if (unit === "share") return `${(value * 100).toFixed(step < 0.0095 ? 1 : 0)}%`;
  if (unit === "seconds") return value === 0 ? "0" : durationText(value);
  return countText(Math.round(value * 1e6) / 1e6);
}
