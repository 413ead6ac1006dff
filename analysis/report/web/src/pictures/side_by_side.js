// Plans side by side: one small chart each, the same axes.
import * as Plot from "@observablehq/plot";
import { inBusyHours } from "../parts/busy_hours.js";
import { chosenCurves, chosenScope, queueOf, scopeName } from "../parts/data.js";
import {
  axisWidth,
  dayPanel,
  edgeRoom,
  eventsOf,
  momentText,
  stepBand,
  stepLine,
  valueAxis,
} from "../parts/day_plot.js";
import { el } from "../parts/dom.js";
import { clockText, durationText, valueText } from "../parts/format.js";
import { planStyle } from "../parts/palette.js";
import { say } from "../parts/plot_labels.js";
import { finite } from "../parts/scales.js";
import { intervalEnd, isNeutral, worstOf } from "../parts/spells.js";
import { cellsReadout } from "../parts/readout_stops.js";
import { daysLine, line, signed, sureWords, told } from "../parts/told.js";
import { rangeText } from "../parts/range_words.js";
import { shortText } from "../parts/title_words.js";
import { clipText, textWidth } from "../parts/text_fit.js";

const curvesOf = (data, choice) => chosenCurves(data, choice, choice.figure, chosenScope(choice));
const promiseOf = (data, choice) => (choice.figure === "service_level" ? queueOf(data, choice.queue) : null);
const gap = 16;
const [headRoom, chartHeight, footRoom] = [26, 110, 24];

// As many as have room; and no row much emptier than the others: five are five, or three and two.
export function columnsFor(width, count) {
  const most = Math.min(count, Math.max(1, Math.floor((width + gap) / (width < 700 ? 160 : 182))));
  return Math.ceil(count / Math.ceil(count / most));
}

// "; at worst all-together 79.0%, as-designed 29.0%"
function worsts(curves) {
  const ends = curves
    .map(({ plan, curve }) => ({ plan, bad: worstOf(curve) }))
    .filter(({ bad }) => bad)
    .sort((a, b) => b.bad.value - a.bad.value);
  const [best, worst] = [ends[0], ends.at(-1)];
  if (ends.length < 2) return ends.length ? `; at worst ${shortText(best.bad.value, "share")}` : "";
  const told = ({ plan, bad }) => `${plan.name} ${shortText(bad.value, "share")}`;
  return `; at worst ${told(best)}, ${told(worst)}`;
}

// How long each is below the promise, or how bad it gets.
function title(data, choice) {
  const { pictures } = data;
  const curves = curvesOf(data, choice).map((one) => ({ ...one, curve: inBusyHours(one.plan, one.curve) }));
  const promise = promiseOf(data, choice);
  const name = scopeName(choice);
  const {
    curve: { unit, title: figure },
  } = curves[0];
  if (promise) {
    const what = `${name} below ${promise.promise}`;
    const below = curves
      .map(({ plan, curve }) => ({
        plan,
        s: curve.mean.filter((v) => finite(v) && v < promise.share).length * pictures.interval_s,
      }))
      .sort((a, b) => a.s - b.s);
    const [best, worst] = [below[0], below.at(-1)];
    const told = ({ s }) => (s ? durationText(s) : "never");
    if (best.s === worst.s)
      return `${what}: ${best.s ? `${told(best)} in every plan` : "never, in no plan"}${worsts(curves)}`;
    const bests = below.filter(({ s }) => s === best.s);
    const named = bests.map(({ plan }) => plan.name).join(" and ");
    return `${what}: ${told(best)} with ${named}, ${told(worst)} with ${worst.plan.name}`;
  }
  const higher = curves[0].curve.higher_is_better && !isNeutral(curves[0].curve);
  const ends = curves
    .map(({ plan, curve }) => ({ plan, bad: worstOf(curve) }))
    .filter(({ bad }) => bad)
    .sort((a, b) => (higher ? b.bad.value - a.bad.value : a.bad.value - b.bad.value));
  if (!ends.length) return `${name}, ${figure}: nothing to tell`;
  const value = ({ bad }) => shortText(bad.value, unit);
  const named = (one) => {
    const alike = ends.filter((other) => value(other) === value(one)).length;
    if (alike > 1) return `${alike} of ${ends.length} plans ${value(one)}`;
    return `${one.plan.name} ${value(one)} at ${clockText(pictures, pictures.from_s[one.bad.i])}`;
  };
  const word = isNeutral(curves[0].curve) ? "most" : "worst";
  if (ends.length > 1 && value(ends[0]) === value(ends.at(-1)))
    return `${name}, ${figure}, ${word}: ${value(ends[0])} in every plan`;
  return `${name}, ${figure}, ${word}: ${named(ends[0])}${ends.length > 1 ? `; ${named(ends.at(-1))}` : ""}`;
}

// A plan at a moment: its figure, how sure, and beside the baseline and the best then.
function stepTold(data, choice, curves, { one: { plan, index, curve }, i }) {
  const { pictures } = data;
  const there = curves.filter((one) => finite(one.curve.mean[i]));
  const higher = curve.higher_is_better && !isNeutral(curve);
  const best = [...there].sort((a, b) => (higher ? -1 : 1) * (a.curve.mean[i] - b.curve.mean[i]))[0];
  const base = curves.find((one) => one.index === pictures.baseline);
  const value = curve.mean[i];
  const beside = (other) => (finite(value) && finite(other?.curve.mean[i]) ? value - other.curve.mean[i] : null);
  return told(`${plan.name}, ${momentText(data, { ...choice, plans: new Set([index]) }, i)}`, [
    { name: curve.title, text: valueText(value, curve.unit), colour: planStyle(plan, index).colour },
    line(sureWords(pictures), rangeText(curve.low?.[i], curve.high?.[i], curve.unit)),
    line(`against ${base?.plan.name}`, base && base.index !== index ? signed(beside(base), curve.unit) : ""),
    line(
      "best then",
      best && !isNeutral(curve) ? `${best.plan.name} ${valueText(best.curve.mean[i], curve.unit)}` : "",
    ),
    daysLine(plan.runs),
  ]);
}

function small(data, choice, { plan, index, curve }, { width, axis, left, level }) {
  const { pictures } = data;
  const top = headRoom;
  const height = chartHeight;
  const { colour } = planStyle(plan, index);
  const own = { ...choice, plans: new Set([index]) };
  const node = dayPanel(data, own, {
    width,
    height: height + top + footRoom,
    top,
    left,
    right: edgeRoom,
    axis,
    marks: [
      curve.low && curve.high
        ? stepBand(pictures, curve.low, curve.high, { fill: colour, fillOpacity: 0.24 })
        : null,
      level === null ? null : Plot.ruleY([level], { stroke: "var(--muted)", strokeDasharray: "2 3" }),
      stepLine(pictures, curve.mean, { stroke: colour }),
    ],
  });
  const word = plan.word ? Math.ceil(textWidth(plan.word, 11, 700)) : 0;
  say(node, 0, 13, clipText(plan.name, width - word - 12, 12, 600), { weight: 600, fill: colour });
  if (word)
    say(node, width - 4, 13, plan.word, { size: 11, weight: 700, anchor: "end", fill: `var(--tone-${plan.tone})` });
  return node;
}

export default {
  id: "side-by-side",
  uses: ["queue", "platform", "figure", "plans"],
  applies: (data, choice) =>
    data.kind === "comparison" && curvesOf(data, choice).some(({ curve }) => worstOf(curve)),
  title,
  note(data, choice) {
    const { curve } = curvesOf(data, choice)[0];
    const promise = promiseOf(data, choice);
    return (
      `${curve.title.charAt(0).toUpperCase()}${curve.title.slice(1)} through the day, all on the same axes.` +
      (promise ? ` Dotted: ${promise.promise}.` : "") +
      (eventsOf(data, choice).length ? " Shaded: hours of faults and events." : "") +
      (curve.low ? ` Band: how well the average is known (${Math.round(data.pictures.confidence * 100)}%).` : "")
    );
  },
  draw(data, choice, width) {
    const curves = curvesOf(data, choice);
    const axis = valueAxis(
      curves.flatMap(({ curve }) => [...curve.mean, ...(curve.high ?? [])]),
      curves[0].curve.unit,
      chartHeight,
    );
    const left = axisWidth([axis]);
    const columns = columnsFor(width, curves.length);
    const each = Math.floor((width - gap * (columns - 1)) / columns);
    const level = promiseOf(data, choice)?.share ?? null;
    const nodes = curves.map((one) => small(data, choice, one, { width: each, axis, left, level }));
    const node = el(
      "div",
      {
        class: "panels",
        style: `display:grid;grid-template-columns:repeat(${columns},${each}px);gap:14px ${gap}px`,
      },
      nodes,
    );
    const inside = each - left - edgeRoom;
    const { from_s, length_s } = data.pictures;
    const cells = curves.flatMap((one, n) => {
      const x = (s) => (n % columns) * (each + gap) + left + (s / length_s) * inside;
      const y = Math.floor(n / columns) * (chartHeight + headRoom + footRoom + 14) + headRoom;
      return from_s.map((from, i) => ({
        one,
        i,
        x: x(from),
        y,
        width: x(intervalEnd(data.pictures, i)) - x(from),
        height: chartHeight,
      }));
    });
    const { points } = cellsReadout(cells);
    return { node, readout: { points, at: (k) => stepTold(data, choice, curves, cells[k]) } };
  },
  rows: (data, choice) =>
    curvesOf(data, choice).flatMap(({ plan, curve }) =>
      data.pictures.from_s.map((from, i) => ({
        plan: plan.name,
        figure: curve.figure,
        scope: curve.scope,
        from: clockText(data.pictures, from),
        mean: curve.mean[i],
        low: curve.low?.[i] ?? null,
        high: curve.high?.[i] ?? null,
      })),
    ),
  alt(data, choice) {
    const each = curvesOf(data, choice).map(({ plan, curve }) => {
      const bad = worstOf(curve);
      return bad
        ? `${plan.name} ${valueText(bad.value, curve.unit)} at ${clockText(data.pictures, data.pictures.from_s[bad.i])}`
        : `${plan.name} nothing`;
    });
    return `${title(data, choice)}. Small charts on the same axes; at worst: ${each.join(", ")}.`;
  },
};
