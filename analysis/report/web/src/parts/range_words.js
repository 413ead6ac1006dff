// Figures with their intervals and signed changes, in the words of the tables.
import { countText, durationText, valueText } from "./format.js";
import { finite } from "./scales.js";
import { numeric } from "./data.js";

// "62.0% - 68.0%", "at least 3 h 30 m", ""
export function rangeText(low, high, unit) {
  const [from, to] = [numeric(low), numeric(high)];
  if (finite(from) && finite(to)) return `${valueText(from, unit)} - ${valueText(to, unit)}`;
  if (finite(from)) return `at least ${valueText(from, unit)}`;
  return finite(to) ? `at most ${valueText(to, unit)}` : "";
}

// A figure; one without end is "never" in seconds and "no limit" otherwise.
export function foundText(value, unit) {
  const v = numeric(value);
  if (v === Infinity) return unit === "seconds" ? "never" : "no limit";
  return finite(v) ? valueText(v, unit) : "-";
}

const plain = (size, unit) => {
  if (unit === "share") return (size * 100).toFixed(1);
  if (unit === "seconds") return durationText(size);
  return countText(size);
};

// "-8.0" (points), "+1 m 30 s", "+2,968", "0"
export function changeText(value, unit) {
  const v = numeric(value);
  if (v === null || v === undefined || Number.isNaN(v)) return "-";
  if (!Number.isFinite(v)) return v > 0 ? "without end" : "-";
  const text = plain(Math.abs(v), unit);
  if (/^[0.]+( s)?$/.test(text)) return text;
  return `${v > 0 ? "+" : "-"}${text}`;
}

export const changeUnit = (unit) => (unit === "share" ? " points" : "");

export function changeRange(low, high, unit) {
  const [from, to] = [numeric(low), numeric(high)];
  if (!finite(from) && !finite(to)) return "";
  if (finite(from) && finite(to)) return `${changeText(from, unit)} to ${changeText(to, unit)}`;
  return finite(from) ? `at least ${changeText(from, unit)}` : `at most ${changeText(to, unit)}`;
}

export const plural = (n, one, many = `${one}s`) => `${countText(n)} ${n === 1 ? one : many}`;
