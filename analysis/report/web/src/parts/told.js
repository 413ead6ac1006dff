// What readouts say of a figure beyond what is printed beside it: how exactly, of how many, against what.
import { numeric } from "./data.js";
import { percentText } from "./format.js";
import { changeText, changeUnit, foundText, plural, rangeText } from "./range_words.js";
import { finite } from "./scales.js";

// One thing said; nothing where there is no text.
export const line = (name, text, colour) => (text && text !== "-" ? { name, text, colour } : null);
export const told = (title, lines) => ({ title, lines: lines.filter(Boolean) });

export const daysLine = (days) => line("over", days > 0 ? plural(days, "day") : "");
export const sureWords = ({ confidence }) => `${Math.round(confidence * 100)}% interval`;

// How far a figure is from what is promised: "15.0 points short", "40 over", "2 m to spare", "met exactly".
export function offText({ threshold, at_least: atLeast, unit }, value) {
  const v = numeric(value);
  if (!finite(threshold) || v === null || v === undefined) return "";
  if (!finite(v)) return "never met";
  const spare = atLeast ? v - threshold : threshold - v;
  const size = changeText(Math.abs(spare), unit).replace(/^\+/, "");
  if (/^[0.]+( s)?$/.test(size)) return spare < 0 ? "just missed" : "just met";
  return `${size}${changeUnit(unit)} ${spare >= 0 ? "to spare" : atLeast ? "short" : "over"}`;
}

export const promisedText = ({ threshold, at_least: atLeast, unit }) =>
  finite(threshold) ? `at ${atLeast ? "least" : "most"} ${foundText(threshold, unit)}` : "";

// "12.3%" of a whole that is there.
export const shareOf = (part, whole) =>
  finite(part) && finite(whole) && whole > 0 && part >= 0 ? percentText(part / whole) : "";

export const signed = (value, unit) => (finite(numeric(value)) ? `${changeText(value, unit)}${changeUnit(unit)}` : "");

// A promise and what was found of it in one plan.
export function promiseLines(promise, place, plan) {
  return [
    line("found", foundText(place.value, promise.unit)),
    line("interval", rangeText(place.low, place.high, promise.unit)),
    line(promise.must ? "promised" : "wanted", promisedText(promise)),
    line("margin", offText(promise, place.value)),
    daysLine(plan?.runs),
  ];
}
