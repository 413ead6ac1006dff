// Charts of lines one below the other that share the hours: each with its heading, lines with bands, and a level.
import * as Plot from "@observablehq/plot";
import { axisWidth, dayPanel, edgeRoom, intervalStops, stepBand, stepLine, valueAxis } from "./day_plot.js";
import { el } from "./dom.js";
import { endLabels, endRoom, keyRow, levelLabel, placeEvents, say, writeEvents } from "./plot_labels.js";
import { levelPlace } from "./level_place.js";
import { finite } from "./scales.js";
import { clipText } from "./text_fit.js";

const mostNamed = 3; // lines with a name at their end

const lastOf = (mean) => mean.findLast((value) => finite(value)) ?? null;
const shown = ({ mean, low, high, good, bad }) => [
  ...mean,
  ...(low ?? []),
  ...(high ?? []),
  ...(good ?? []),
  ...(bad ?? []),
];

function marksOf(pictures, { lines, level }, axis) {
  const bands = lines.flatMap((line) => [
    line.good && line.bad ? stepBand(pictures, line.bad, line.good, { fill: line.colour, fillOpacity: 0.1 }) : null,
    line.low && line.high
      ? stepBand(pictures, line.low, line.high, { fill: line.colour, fillOpacity: 0.24 })
      : null,
  ]);
  const rule =
    level && level.value <= axis.domain[1]
      ? Plot.ruleY([level.value], { stroke: "var(--muted)", strokeDasharray: "2 3" })
      : null;
  const drawn = lines.map(({ mean, colour, dash, offset, weight }) =>
    stepLine(pictures, mean, {
      stroke: colour,
      strokeDasharray: dash || null,
      strokeDashoffset: offset ?? null,
      strokeWidth: weight ?? 2,
    }),
  );
  // The first on top, but for those that run as another: they share its line.
  const above = drawn.filter((_, k) => lines[k].over);
  return [...bands, rule, ...drawn.filter((_, k) => !lines[k].over).reverse(), ...above];
}

// panels: [{ heading, unit, height, axis, lines: [{ name, colour, dash, offset, over, mean, low, high, good, bad }],
//   level: { value, text } }]
// -> { node, xs } with the stops of the readout
export function linePanels(data, choice, width, panels, { keys, named = mostNamed } = {}) {
  const { pictures } = data;
  const axes = panels.map((panel) => panel.axis ?? valueAxis(panel.lines.flatMap(shown), panel.unit, panel.height));
  const left = axisWidth(axes);
  const most = Math.max(...panels.map(({ lines }) => lines.length));
  const room =
    most <= named
      ? endRoom(
          panels.flatMap(({ lines }) => lines.map(({ name }) => name)),
          width,
        )
      : 0;
  const right = room || edgeRoom;
  const x = (s) => left + (s / pictures.length_s) * (width - left - right);
  const events = placeEvents(data, choice, x, left, width - right);
  const nodes = [];
  const key = keys ?? panels[0].lines;
  if (!room && key.length > 1) nodes.push(keyRow(key, width));
  let stops = [];
  panels.forEach((panel, k) => {
    const heading = panel.heading ? 20 : 0;
    const above = k === 0 ? events.lines * 14 : 0;
    const top = heading + above + 8;
    const clock = k === panels.length - 1;
    const bottom = clock ? 24 : 8;
    const node = dayPanel(data, choice, {
      width,
      height: panel.height + top + bottom,
      top,
      right,
      left,
      bottom,
      axis: axes[k],
      clock,
      marks: marksOf(pictures, panel, axes[k]),
    });
    const y = node.scale("y").apply;
    if (panel.heading) say(node, 0, 13, clipText(panel.heading, width, 12, 600), { weight: 600 });
    if (k === 0) writeEvents(node, events, top);
    const { level } = panel;
    if (level && level.value <= axes[k].domain[1]) {
      const place = levelPlace(level, panel.lines, {
        edges: [...pictures.from_s, pictures.length_s].map(x),
        y,
        left: left + 6,
        right: width - right,
        below: level.value > 0.93 * axes[k].domain[1],
      });
      levelLabel(node, place.x, y(level.value), level.text, {
        width: width - left - right - 8,
        below: place.below,
      });
    }
    if (room) {
      const labels = panel.lines.map((line) => ({
        ...line,
        y: y(Math.min(axes[k].domain[1], lastOf(line.mean) ?? 0)),
      }));
      endLabels(node, labels, { x: width - right, top: top + 4, bottom: top + panel.height - 2, room });
    }
    stops = intervalStops(pictures, node);
    nodes.push(node);
  });
  return { node: el("div", { class: "panels" }, nodes), xs: stops };
}
