// The target's figure with a little more and a little less: every number that was checked, with its interval, against
// the target; the answer and what is there now are named.
import * as Plot from "@observablehq/plot";
import { el } from "../parts/dom.js";
import { countText, percentText } from "../parts/format.js";
import { placeLabels } from "../parts/label_places.js";
import { keyRow, levelLabel, say } from "../parts/plot_labels.js";
import { plotStyle } from "../parts/plot_style.js";
import { rangeText } from "../parts/range_words.js";
import { finite, spanOf, stepOf, ticksOf, tickText } from "../parts/scales.js";
import { put, rule } from "../parts/svg.js";
import { textWidth, widest } from "../parts/text_fit.js";

const curveOf = ({ pictures }) => pictures.solve_curve ?? null;
const exact = (n) => countText(Math.round(n * 10) / 10);
const levelOf = (point) => (finite(point.value) ? fine(point.value) : "-");
// Small shares with two decimals: what is blocked is seldom a whole percent.
const fine = (share) => (share < 0.1 ? `${Number((share * 100).toFixed(2))}%` : percentText(share));
const boundText = (share) => `${Number((share * 100).toFixed(2))}%`;

// By amount; what is there now is a point of its own unless it was checked anyhow.
function look(data) {
  const curve = curveOf(data);
  const points = [...curve.points].sort((a, b) => a.amount - b.amount);
  const answer = points.find(({ amount }) => amount === curve.needed) ?? null;
  const known = points.some(({ amount }) => amount === curve.there);
  return { ...curve, points, answer, now: known ? null : curve.now };
}

const nameOf = ({ amount }, n) => `${exact(n)} ${amount}`;

function title(data) {
  const curve = look(data);
  const { answer, points } = curve;
  if (!answer) return `${curve.amount}: how well they keep ${curve.target}`;
  const where = answer.whose ? ` at ${answer.whose}` : "";
  const found = `${levelOf(answer)}${curve.of_days ? " of days" : ""}${where}, against ${boundText(answer.bound)}`;
  const verb = answer.keeps ? "keep" : lost(curve, answer) ? "do not keep" : "do not surely keep";
  return `${nameOf(curve, answer.amount)} ${verb} it: ${found}${besideIt(points, answer)}`;
}

// Is its whole interval on the wrong side?
const lost = ({ higher_is_better: higher }, { low, high, bound }) =>
  higher ? finite(high) && high < bound : finite(low) && low > bound;

// One that keeps it: fewer that do not. One that does not: more that do.
function besideIt(points, answer) {
  const less = points.filter((point) => point.amount < answer.amount && !point.keeps).at(-1);
  if (answer.keeps) return less ? `; ${exact(less.amount)} do not: ${levelOf(less)}` : "";
  const more = points.find((point) => point.amount > answer.amount && point.keeps);
  if (more) return `; ${exact(more.amount)} do: ${levelOf(more)}`;
  return points.length > 1 && points.every(({ keeps }) => !keeps) ? `; nor do the ${points.length - 1} beside it` : "";
}

// Intervals and dots by hand, on the scales of the plot.
function drawPoint(node, x, y, point, { colour, hollow, radius }) {
  const [at, foot, head] = [x(point.amount), y(point.low ?? point.value), y(point.high ?? point.value)];
  if (finite(point.low) && finite(point.high)) {
    rule(node, at, foot, at, head, { stroke: colour, width: 2 });
    for (const end of [foot, head]) rule(node, at - 4, end, at + 4, end, { stroke: colour, width: 1.5 });
  }
  if (!finite(point.value)) return;
  put(node, "circle", {
    cx: at,
    cy: y(point.value),
    r: radius,
    fill: hollow ? "var(--card, Canvas)" : colour,
    stroke: colour,
    "stroke-width": 2,
  });
}

function axisOf(values, inner) {
  const domain = spanOf(values, { unit: "share", pad: 0.12 });
  const most = Math.max(3, Math.floor(inner / 40));
  const step = stepOf(...domain, most, "share");
  return { domain, ticks: ticksOf(domain, most, "share"), text: (v) => tickText(v, "share", step) };
}

const dashed = { stroke: "var(--muted)", width: 1.5, dash: "4 3" };

function draw(data, _choice, width) {
  const curve = look(data);
  const all = [...curve.points, ...(curve.now ? [curve.now] : [])];
  const inner = Math.round(Math.max(170, Math.min(260, width * 0.34)));
  const axis = axisOf(
    all.flatMap(({ value, low, high, bound }) => [value, low, high, bound]),
    inner,
  );
  const left = Math.ceil(widest(axis.ticks.map(axis.text), 12)) + 14;
  const [top, right, bottom] = [26, 26, 44];
  const span = spanOf(
    all.map(({ amount }) => amount),
    { pad: 0.06 },
  );
  const ticks = ticksOf(span, Math.max(2, Math.floor((width - left - right) / 90)), "count");
  const bounds = [...new Set(all.map(({ bound }) => bound))];
  const node = Plot.plot({
    width,
    height: inner + top + bottom,
    marginTop: top,
    marginRight: right,
    marginLeft: left,
    marginBottom: bottom,
    style: plotStyle,
    x: { domain: span, axis: null },
    y: { domain: axis.domain, axis: null },
    marks: [
      Plot.gridY(axis.ticks, { stroke: "var(--rule)", strokeOpacity: 1 }),
      Plot.axisY(axis.ticks, {
        label: null, tickSize: 0, tickPadding: 8, tickFormat: axis.text, fontSize: 12, fontVariant: "tabular-nums",
      }),
      Plot.axisX(ticks, { label: null, tickSize: 4, tickFormat: exact, fontSize: 12, fontVariant: "tabular-nums" }),
      bounds.length === 1
        ? Plot.ruleY(bounds, { stroke: "var(--muted)", strokeWidth: 1.5, strokeDasharray: "4 3" })
        : null,
      Plot.line(curve.points.filter(({ value }) => finite(value)), {
        x: "amount", y: "value", stroke: "var(--edge)", strokeWidth: 1.5,
      }),
    ],
  });
  node.style.display = "block";
  const [x, y] = ["x", "y"].map((name) => (v) => node.scale(name).apply(v));
  if (bounds.length > 1)
    for (const { amount, bound } of all)
      rule(node, x(amount) - 12, y(bound), x(amount) + 12, y(bound), dashed);
  const look_ = (point) => ({
    colour: point === curve.answer ? "var(--accent)" : point === curve.now ? "var(--plan-1)" : "var(--ink)",
    hollow: !point.keeps,
    radius: point === curve.answer ? 6.5 : 4.5,
  });
  for (const point of all) drawPoint(node, x, y, point, look_(point));
  name(node, curve, x, y, { left, right: width, top: 0, bottom: top + inner });
  if (bounds.length === 1)
    levelLabel(node, left + 2, y(bounds[0]), `target ${boundText(bounds[0])}`, { below: !curve.higher_is_better });
  say(node, left, top + inner + bottom - 6, curve.amount, { size: 11, fill: "var(--muted)" });
  const stops = [...all].sort((a, b) => a.amount - b.amount);
  return {
    node: el("div", { class: "panels" }, legend(all, width), node),
    readout: { xs: stops.map(({ amount }) => x(amount)), at: (i) => readoutOf(curve, stops[i]) },
  };
}

// The dots in words, then the target.
function legend(all, width) {
  const node = keyRow([{ name: "target", colour: "var(--muted)", dash: "4 3" }], width);
  let x = 28 + textWidth("target", 12) + 26;
  for (const [keeps, words] of [
    [true, "keeps it"],
    [false, "does not"],
  ]) {
    if (!all.some((point) => point.keeps === keeps)) continue;
    const fill = keeps ? "var(--ink)" : "var(--card, Canvas)";
    put(node, "circle", { cx: x, cy: 9, r: 4.5, fill, stroke: "var(--ink)", "stroke-width": 2 });
    say(node, x + 10, 13, words);
    x += textWidth(words, 12) + 34;
  }
  return node;
}

// What a line through these places takes, in small boxes.
function alongLine(places) {
  return places.slice(1).flatMap(([x2, y2], k) => {
    const [x1, y1] = places[k];
    const steps = Math.max(1, Math.ceil(Math.hypot(x2 - x1, y2 - y1) / 6));
    return Array.from({ length: steps + 1 }, (_, i) => ({
      x: x1 + ((x2 - x1) * i) / steps - 3,
      y: y1 + ((y2 - y1) * i) / steps + 4,
      width: 6,
      height: 10,
    }));
  });
}

// The answer, and what is there now.
function name(node, curve, x, y, box) {
  const { answer, now, points } = curve;
  const there = now ?? points.find(({ amount }) => amount === curve.there);
  const blocked = [...points, ...(now ? [now] : [])].map((point) => ({
    x: x(point.amount) - 6,
    y: y(point.low ?? point.value),
    width: 12,
    height: Math.abs(y(point.low ?? point.value) - y(point.high ?? point.value)) + 4,
  }));
  const same = answer && there && answer.amount === there.amount;
  const words = same ? "the answer: as many as now" : `the answer: ${exact(curve.needed)}`;
  const wanted = [
    ...(answer && finite(answer.value)
      ? [{ x: x(answer.amount), y: y(answer.value), text: words, fill: "var(--accent)" }]
      : []),
    ...(there && !same && finite(there.value)
      ? [{ x: x(there.amount), y: y(there.value), text: `there now: ${exact(there.amount)}`, fill: "var(--ink)" }]
      : []),
  ];
  const line = alongLine(points.filter(({ value }) => finite(value)).map(({ amount, value }) => [x(amount), y(value)]));
  // Where there is no room beside the ranges they stand upon them, but not upon the line.
  const labels = [[...blocked, ...line], line, []]
    .map((taken) => placeLabels(wanted, box, 12, taken))
    .find((placed, i) => i === 2 || placed.every(({ label }) => label));
  for (const { label, fill } of labels)
    if (label) say(node, label.x, label.y, label.text, { weight: 600, fill, halo: true });
}

function readoutOf(curve, point) {
  const range = rangeText(point.low, point.high, "share");
  const what =
    point === curve.answer ? " (the answer)" : point.amount === curve.there ? " (there now)" : "";
  return {
    title: `${nameOf(curve, point.amount)}${what}`,
    lines: [
      {
        name: point.keeps ? "keeps it" : "does not keep it",
        text: levelOf(point),
        colour: point.keeps ? "var(--tone-pass)" : "var(--tone-fail)",
      },
      ...(range ? [{ name: "95% range", text: range }] : []),
      { name: "target", text: boundText(point.bound) },
      ...(point.whose ? [{ name: "worst at", text: point.whose }] : []),
    ],
  };
}

export default {
  id: "solve-curve",
  uses: [],
  applies: (data) => (curveOf(data)?.points.length ?? 0) > 0,
  title,
  note(data) {
    const { target, check_runs, of_days } = curveOf(data);
    const what = of_days ? "The share of days that keep it" : "The figure where it is nearest to failing";
    return `${what}, over ${countText(check_runs)} days of fresh callers, with its 95% range. Target: ${target}.`;
  },
  draw,
  rows(data) {
    const curve = look(data);
    return [...curve.points, ...(curve.now ? [curve.now] : [])].map((point) => ({
      of: curve.amount,
      amount: point.amount,
      figure: point.value,
      low: point.low,
      high: point.high,
      target: point.bound,
      where: point.whose,
      keeps_it: point.keeps,
      answer: point === curve.answer,
      there_now: point.amount === curve.there,
    }));
  },
  alt(data) {
    const curve = look(data);
    const told = curve.points.map((p) => `${exact(p.amount)}: ${levelOf(p)}, ${p.keeps ? "keeps it" : "does not"}`);
    return `${title(data)}. ${told.join("; ")}.`;
  },
};
