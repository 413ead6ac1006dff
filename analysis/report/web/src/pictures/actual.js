// Predicted against actual, interval by interval: does what happened fall where the simulation said it would?
import { clockText, valueText } from "../parts/format.js";
import { plural, rangeText } from "../parts/range_words.js";
import { finite, scale, spanOf, stepOf, ticksOf, tickText } from "../parts/scales.js";
import { named, put, rule, setHeight, sheet, write } from "../parts/svg.js";
import { clipText, textWidth } from "../parts/text_fit.js";
import { clockTicks } from "../parts/day_plot.js";
import { cellsReadout } from "../parts/readout_stops.js";
import { daysLine, line, signed, told as telling } from "../parts/told.js";

const metricNames = {
  service_level: "answered in time",
  mean_wait: "mean wait",
  asa: "mean wait",
  abandon_rate: "abandoned",
  abandon_rate_raw: "abandoned, short abandons included",
  abandoned: "abandoned",
  offered: "offered",
  answered: "answered",
  aht: "handling time",
  occupancy: "occupancy",
};
const metricName = (metric) => metricNames[metric] ?? metric.replaceAll("_", " ");

// Of the chosen queue where it has figures, else of all.
function panelsOf({ pictures }, { queue }) {
  const all = pictures.actual.filter(({ rows }) => rows.some(({ actual }) => finite(actual)));
  const some = all.filter((panel) => panel.queue === queue);
  return some.length ? some : all;
}

const told = ({ rows }) => rows.filter(({ actual, predicted }) => finite(actual) && finite(predicted));
const outside = (panel) => told(panel).filter(({ inside }) => !inside);

// How far outside its band an interval lies, in widths of the band.
const distance = ({ actual, low, high }) => Math.max(low - actual, actual - high) / (high - low || 1);

function drawPoints(node, panel, x, y, { interval_s }) {
  for (const row of told(panel)) {
    const [cx, cy] = [x(row.from_s + interval_s / 2), y(row.actual)];
    if (row.inside) put(node, "circle", { cx, cy, r: 2.5, fill: "var(--ink)" });
    else {
      put(node, "circle", { cx, cy, r: 5.5, fill: "none", stroke: "var(--tone-fail)", "stroke-width": 2 });
      put(node, "circle", { cx, cy, r: 2, fill: "var(--tone-fail)" });
    }
  }
}

// What happened beside what was predicted, and how far out it lies.
function rowTold({ pictures }, panel, row) {
  const { unit } = panel;
  const off = row.actual < row.low ? row.actual - row.low : row.actual - row.high;
  const until = clockText(pictures, row.from_s + pictures.interval_s);
  return telling(`${panel.queue}, ${clockText(pictures, row.from_s)}-${until}: ${metricName(panel.metric)}`, [
    line("actual", valueText(row.actual, unit), row.inside ? "var(--ink)" : "var(--tone-fail)"),
    line("predicted", valueText(row.predicted, unit), "var(--accent)"),
    line("its band", rangeText(row.low, row.high, unit)),
    line("difference", signed(row.actual - row.predicted, unit)),
    line("verdict", row.inside ? "inside the band" : `${signed(off, unit)} outside the band`),
    daysLine(pictures.plans[0]?.runs),
  ]);
}

// `cells` takes where each interval stands.
function drawPanel(node, data, panel, at, cells) {
  const { pictures } = data;
  const { interval_s, length_s } = pictures;
  const domain = spanOf(
    panel.rows.flatMap((r) => [r.actual, r.low, r.high]),
    { unit: panel.unit, zero: true, pad: 0.06 },
  );
  const [top, bottom] = [at.y + 42, at.y + at.height - 22];
  const x = scale([0, length_s], [at.x0 + 40, at.x1]);
  const y = scale(domain, [bottom, top]);
  const title = `${panel.queue}: ${metricName(panel.metric)}`;
  named(write(node, at.x0, at.y + 12, clipText(title, at.x1 - at.x0, 12, 600), { weight: 600 }), title);
  const missed = outside(panel).length;
  write(node, at.x0, at.y + 28, `${told(panel).length - missed} of ${told(panel).length} inside`, {
    size: 11,
    fill: "var(--muted)",
  });
  const step = stepOf(...domain, 3, panel.unit);
  for (const tick of ticksOf(domain, 3, panel.unit)) {
    rule(node, at.x0 + 40, y(tick), at.x1, y(tick));
    write(node, at.x0 + 34, y(tick) + 4, tickText(tick, panel.unit, step), {
      size: 10,
      fill: "var(--muted)",
      anchor: "end",
    });
  }
  for (const tick of clockTicks(pictures, at.x1 - at.x0 - 40)) {
    const text = clockText(pictures, tick);
    const half = textWidth(text, 10) / 2;
    write(node, Math.min(at.x1 - half, x(tick)), bottom + 15, text, {
      size: 10,
      fill: "var(--muted)",
      anchor: "middle",
    });
  }
  const blocks = panel.rows
    .filter(({ low, high }) => finite(low) && finite(high))
    .map((r) => `M${x(r.from_s)},${y(r.high)}H${x(r.from_s + interval_s)}V${y(r.low)}H${x(r.from_s)}Z`)
    .join("");
  put(node, "path", { d: blocks, fill: "var(--accent)", "fill-opacity": 0.2 });
  const lines = panel.rows
    .filter(({ predicted }) => finite(predicted))
    .map((r) => `M${x(r.from_s)},${y(r.predicted)}H${x(r.from_s + interval_s)}`)
    .join("");
  put(node, "path", { d: lines, fill: "none", stroke: "var(--accent)", "stroke-width": 1.5 });
  drawPoints(node, panel, x, y, pictures);
  for (const row of told(panel)) {
    const [from, to] = [x(row.from_s), x(row.from_s + interval_s)];
    cells.push({ x: from, y: top, width: to - from, height: bottom - top, told: rowTold(data, panel, row) });
  }
}

function legend(node, width) {
  let x = 6;
  const entry = (name, mark) => {
    mark(x, 8);
    write(node, x + 12, 12, name, { size: 11, fill: "var(--muted)" });
    x += 30 + textWidth(name, 11);
  };
  entry("actual", (a, b) => put(node, "circle", { cx: a, cy: b, r: 2.5, fill: "var(--ink)" }));
  entry("outside", (a, b) =>
    put(node, "circle", { cx: a, cy: b, r: 5, fill: "none", stroke: "var(--tone-fail)", "stroke-width": 2 }),
  );
  entry(width < 360 ? "predicted" : "predicted, with its band", (a, b) => {
    put(node, "rect", { x: a - 6, y: b - 5, width: 13, height: 10, fill: "var(--accent)", "fill-opacity": 0.2 });
    rule(node, a - 6, b, a + 7, b, { stroke: "var(--accent)", width: 1.5 });
  });
  return 26;
}

export default {
  id: "actual",
  uses: ["queue"],
  applies: (data, choice) => panelsOf(data, choice).some((panel) => told(panel).length > 0),
  title(data, choice) {
    const panels = panelsOf(data, choice);
    const all = panels.reduce((n, panel) => n + told(panel).length, 0);
    const missed = panels.flatMap((panel) => outside(panel).map((row) => ({ panel, row })));
    const counted = `${all - missed.length} of ${plural(all, "figure")} fall inside the predicted band`;
    if (!missed.length) return counted;
    const { panel, row } = missed.sort((a, b) => distance(b.row) - distance(a.row))[0];
    const where = `${panel.queue}, ${metricName(panel.metric)} at ${clockText(data.pictures, row.from_s)}`;
    const band = rangeText(row.low, row.high, panel.unit);
    return `${counted}; furthest out: ${where}, ${valueText(row.actual, panel.unit)} where ${band} was predicted`;
  },
  note: ({ pictures: { confidence } }) =>
    `The band is where ${Math.round(confidence * 100)} in 100 simulated days lie; so many of the dots belong inside.`,
  draw(data, choice, width) {
    const panels = panelsOf(data, choice);
    const across = Math.max(1, Math.min(panels.length, Math.floor((width + 24) / 344)));
    const wide = (width - (across - 1) * 28) / across;
    const height = across === 1 ? 190 : 176;
    const node = sheet(width);
    const top = legend(node, width);
    const cells = [];
    panels.forEach((panel, k) => {
      const x0 = (k % across) * (wide + 28);
      const y = top + Math.floor(k / across) * (height + 12);
      drawPanel(node, data, panel, { x0, x1: x0 + wide, y, height }, cells);
    });
    const high = top + Math.ceil(panels.length / across) * (height + 12);
    return { node: setHeight(node, high), readout: cellsReadout(cells) };
  },
  rows: (data, choice) =>
    panelsOf(data, choice).flatMap((panel) =>
      panel.rows.map((row) => ({
        queue: panel.queue,
        figure: panel.metric,
        from: clockText(data.pictures, row.from_s),
        actual: row.actual,
        predicted: row.predicted,
        low: row.low,
        high: row.high,
        inside: row.inside,
      })),
    ),
  alt(data, choice) {
    const each = panelsOf(data, choice).map((panel) => {
      const all = told(panel).length;
      return `${panel.queue}, ${metricName(panel.metric)}: ${all - outside(panel).length} of ${all} inside`;
    });
    return `${this.title(data, choice)}. ${each.join("; ")}.`;
  },
};
