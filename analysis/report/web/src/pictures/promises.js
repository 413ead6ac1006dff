// Every promise with what was found: each on a scale of its own, around its threshold.
import { numeric } from "../parts/data.js";
import { valueText } from "../parts/format.js";
import { toneColour } from "../parts/palette.js";
import { foundText, plural, rangeText } from "../parts/range_words.js";
import { rowList, shade } from "../parts/row_list.js";
import { finite, scale, spanOf } from "../parts/scales.js";
import { rule, write } from "../parts/svg.js";
import { textWidth } from "../parts/text_fit.js";
import { promiseLines, told } from "../parts/told.js";
import { whisker } from "../parts/whisker.js";

const found = ({ pictures }) =>
  pictures.promises.flatMap((promise) => promise.places.slice(0, 1).map((place) => ({ ...promise, ...place })));

const inWords = (n, one, many) => (n ? `${n} ${n === 1 ? one : many}` : "");

const fails = ({ tone }) => tone === "fail" || tone === "warn";

function countedWords(promises) {
  const all = promises.length;
  const count = (...tones) => promises.filter(({ tone }) => tones.includes(tone)).length;
  const [fail, open, pass] = [promises.filter(fails).length, count("undecided", "none"), count("pass")];
  const together = all === 2 ? "Both promises" : `All ${all} promises`;
  if (pass === all) return all === 1 ? "The promise is kept" : `${together} are kept`;
  if (fail === all) return all === 1 ? "The promise fails" : `${together} fail`;
  if (open === all && all === 1) return "The promise is undecided";
  const words = [
    inWords(fail, "fails", "fail"),
    inWords(open, "is undecided", "are undecided"),
    inWords(pass, "passes", "pass"),
  ];
  return `Of ${plural(all, "promise")} ${words.filter(Boolean).join(", ")}`;
}

function offWords({ value, unit, threshold, at_least: atLeast }) {
  const found = `${foundText(value, unit)}${numeric(value) === Infinity ? "," : ""}`;
  return `${found} where ${atLeast ? "at least" : "at most"} ${valueText(threshold, unit)} is promised`;
}

// How far beyond its threshold a promise is, in shares of the threshold.
function beyond({ threshold, value, at_least }) {
  const v = numeric(value);
  if (!finite(threshold) || v === null || v === undefined) return -Infinity;
  const away = at_least ? threshold - v : v - threshold;
  return away / (Math.abs(threshold) || 1);
}

function strip(promise) {
  const { threshold, unit, at_least, value, low, high, tone } = promise;
  const values = [threshold, numeric(value), numeric(low), numeric(high)];
  const domain = spanOf(values, { unit, pad: 0.35 });
  return (at) => {
    const x = scale(domain, [at.x0, at.x1]);
    rule(at.node, at.x0, at.y, at.x1, at.y, { stroke: "var(--rule)" });
    if (finite(threshold)) {
      shade({ ...at, top: at.y - 11, bottom: at.y + 11 }, x(threshold), at_least ? at.x0 : at.x1);
      rule(at.node, x(threshold), at.y - 13, x(threshold), at.y + 13, { stroke: "var(--ink)", width: 1.5 });
      const text = `${at_least ? "≥" : "≤"} ${valueText(threshold, unit)}`;
      const half = textWidth(text, 11) / 2;
      const mid = Math.max(at.x0 + half, Math.min(at.x1 - half, x(threshold)));
      write(at.node, mid, at.y + 25, text, { size: 11, fill: "var(--muted)", anchor: "middle" });
    }
    whisker(at.node, at, x, { value, low, high, colour: toneColour(tone) });
  };
}

export default {
  id: "promises",
  uses: [],
  applies: (data) => data.kind === "run" && found(data).length > 0,
  title(data) {
    const all = found(data);
    const musts = all.filter(({ must }) => must);
    const counted = musts.length ? musts : all;
    const warnings = musts.length ? all.filter(({ must, tone }) => !must && fails({ tone })).length : 0;
    const far = counted.filter(fails).sort((a, b) => beyond(b) - beyond(a))[0];
    const which = counted.length > 1 ? ", furthest off" : "";
    return [
      countedWords(counted) + (far && finite(far.threshold) ? `${which}: ${offWords(far)}` : ""),
      ...(warnings ? [plural(warnings, "warning")] : []),
    ].join("; ");
  },
  note: () =>
    "Each row has a scale of its own. The dot is what was found, the line how well it is known; the shaded " +
    "side fails. An arrow: no end within the days simulated.",
  draw(data, _choice, width) {
    const rows = found(data).map((promise) => ({
      mark: { text: promise.mark, colour: toneColour(promise.tone) },
      label: promise.text,
      sub: promise.must ? "" : "should, not must",
      value: foundText(promise.value, promise.unit),
      range: rangeText(promise.low, promise.high, promise.unit),
      stripHeight: 42,
      draw: strip(promise),
      told: told(`${promise.mark}: ${promise.text}`, promiseLines(promise, promise, data.pictures.plans[promise.plan])),
    }));
    return rowList(width, rows);
  },
  rows: (data) =>
    found(data).map(({ text, must, mark, unit, at_least, threshold, value, low, high }) => ({
      promise: text,
      must,
      verdict: mark,
      unit,
      at_least,
      threshold,
      found: value,
      low,
      high,
    })),
  alt(data) {
    return `${this.title(data)}. ${found(data)
      .map((p) => `${p.mark}: ${p.text}, found ${foundText(p.value, p.unit)}`)
      .join("; ")}.`;
  },
};
