// Step areas one above the other through the day, in the order of their keys; perhaps the total of another plan.
import * as Plot from "@observablehq/plot";
import {
  axisWidth,
  corners,
  dayPanel,
  edgeRoom,
  faultEdges,
  intervalStops,
  stepLine,
  valueAxis,
} from "./day_plot.js";
import { el } from "./dom.js";
import { keyRow, placeEvents, say, writeEvents } from "./plot_labels.js";
import { rule, box } from "./svg.js";
import { clipText, textWidth } from "./text_fit.js";

const wideEnough = 640; // for the keys beside the chart

// What has any share of it, from the foot up: `order` names the known states, others follow.
export function orderedParts(stack, order) {
  const rank = (part) => (order.indexOf(part.state) + order.length + 1) % (order.length + 1);
  const place = (part) => (order.includes(part.state) ? rank(part) : order.length + 1);
  return [...stack.parts].sort((a, b) => place(a) - place(b));
}

export const totalAt = (stack, i) => stack.parts.reduce((sum, part) => sum + (part.mean[i] ?? 0), 0);
export const partAt = (stack, state, i) => stack.parts.find((part) => part.state === state)?.mean[i] ?? 0;
export const totals = (stack) => (stack.parts[0]?.mean ?? []).map((_, i) => totalAt(stack, i));
export const isEmpty = (stack) => !stack || totals(stack).every((sum) => !(sum > 0));

function keysBeside(node, keys, x, top, room) {
  keys.forEach(({ name, colour, dash, line }, k) => {
    const y = top + k * 20;
    if (line) rule(node, x, y + 6, x + 18, y + 6, { stroke: colour, width: 2, dash });
    else box(node, x, x + 18, y, 12, colour);
    say(node, x + 26, y + 10, clipText(name, room - 28, 12));
  });
}

// parts: [{ state, mean, colour }] from the foot up; line: null | { name, mean, colour, dash }
export function stackChart(data, choice, width, { parts, line, height }) {
  const { pictures } = data;
  const used = parts.filter((part) => part.mean.some((value) => value > 0));
  const keys = [
    ...(line ? [{ ...line, line: true }] : []),
    ...used.map((part) => ({ name: part.state, colour: part.colour })).reverse(),
  ];
  const beside = width >= wideEnough && keys.length * 20 <= height;
  const room = beside
    ? Math.ceil(Math.min(width * 0.26, Math.max(...keys.map(({ name }) => textWidth(name, 12))) + 30)) + 12
    : edgeRoom;
  const foot = pictures.from_s.map(() => 0);
  const layers = used.map((part) => {
    const low = [...foot];
    part.mean.forEach((value, i) => {
      foot[i] += value ?? 0;
    });
    return { ...part, low, high: [...foot] };
  });
  const axis = valueAxis([...foot, ...(line?.mean ?? [])], "count", height);
  const left = axisWidth([axis]);
  const x = (s) => left + (s / pictures.length_s) * (width - left - room);
  const events = placeEvents(data, choice, x, left, width - room);
  const top = 8 + events.lines * 14;
  const areas = layers.flatMap(({ low, high, colour }) => [
    Plot.areaY(
      corners(pictures, (i) => ({ y1: low[i], y2: high[i] })),
      { x: "x", y1: "y1", y2: "y2", fill: colour },
    ),
    stepLine(pictures, high, { stroke: "var(--card)", strokeWidth: 1 }),
  ]);
  const node = dayPanel(data, choice, {
    width,
    height: height + top + 24,
    top,
    right: room,
    left,
    axis,
    marks: [
      ...areas,
      faultEdges(data, choice),
      line ? stepLine(pictures, line.mean, { stroke: line.colour, strokeDasharray: line.dash }) : null,
    ],
  });
  writeEvents(node, events, top);
  if (beside) keysBeside(node, keys, width - room + 10, top, room - 10);
  const above = beside
    ? null
    : keyRow(
        keys.map((key) => ({ ...key, area: !key.line })),
        width,
      );
  return { node: above ? el("div", { class: "panels" }, above, node) : node, xs: intervalStops(pictures, node) };
}

export const stackHeight = (width) => Math.round(Math.max(180, Math.min(280, width * 0.34)));
