// What every picture over the hours of a day shares: the axis of the clock, the shaded events, steps and panels.
import * as Plot from "@observablehq/plot";
import { chosenPlans } from "./data.js";
import { clockText, dayText, minuteText, severalDays } from "./format.js";
import { plotStyle } from "./plot_style.js";
import { finite, spanOf, stepOf, ticksOf, tickText } from "./scales.js";
import { intervalEnd } from "./spells.js";
import { widest } from "./text_fit.js";

// Round hours, so many that their labels do not touch.
export function clockTicks(pictures, width) {
  const room = severalDays(pictures) ? 70 : 50;
  const steps = [300, 900, 1800, 3600, 7200, 10800, 14400, 21600, 43200, 86400, 172800, 604800];
  const least = (pictures.length_s * room) / width;
  const step = steps.find((s) => s >= least) ?? Math.ceil(least / 604800) * 604800;
  const offset = (step - ((pictures.start_minute * 60) % step)) % step;
  const ticks = [];
  for (let t = offset; t <= pictures.length_s; t += step) ticks.push(t);
  return ticks;
}

// Midnights of a long scenario tell the day, so does the first tick; others tell the hour.
function tickClock(pictures, seconds, first) {
  const minute = pictures.start_minute + Math.round(seconds / 60);
  if (!severalDays(pictures)) return minuteText(minute);
  if (seconds === first && pictures.length_s <= 7 * 86400) return clockText(pictures, seconds);
  return minute % 1440 ? minuteText(minute % 1440) : dayText(pictures, Math.floor(minute / 1440));
}

export function clockScale(pictures, width) {
  const ticks = clockTicks(pictures, width);
  return {
    domain: [0, pictures.length_s],
    ticks,
    tickFormat: (s) => tickClock(pictures, s, ticks[0]),
    label: null,
  };
}

// Faults and events of the chosen plans, each once, by their beginning.
export function eventsOf(data, choice) {
  const seen = new Map();
  for (const { plan } of chosenPlans(data, choice)) {
    for (const event of plan.events) seen.set(`${event.name} ${event.from_s} ${event.to_s}`, event);
  }
  return [...seen.values()].sort((a, b) => a.from_s - b.from_s || b.to_s - a.to_s);
}

// Their shaded hours: faults above the others. What takes no time is a thin line.
export function eventMarks(data, choice) {
  const least = data.pictures.length_s / 400;
  const shade = (isFault) =>
    Plot.rectX(
      eventsOf(data, choice).filter((event) => event.is_fault === isFault),
      {
        x1: "from_s",
        x2: (event) => Math.min(data.pictures.length_s, Math.max(event.to_s, event.from_s + least)),
        fill: isFault ? "var(--fault-shade)" : "var(--event-shade)",
        ariaLabel: isFault ? "faults" : "events",
      },
    );
  return [shade(false), shade(true)];
}

// What is going on at a moment, for the title of a readout: "10:15 (dc1-loss)".
export function momentText(data, choice, i) {
  const { pictures } = data;
  const from = pictures.from_s[i];
  const going = eventsOf(data, choice).filter(
    (event) => event.from_s < intervalEnd(pictures, i) && event.to_s > from,
  );
  const names = [...new Set(going.map((event) => event.name))];
  return `${clockText(pictures, from)}${names.length ? ` (${names.slice(0, 3).join(", ")})` : ""}`;
}

// Steps: each interval's value holds for its whole length. [{ x1, x2, y, low, high, i }]
export function steps(pictures, curve) {
  return pictures.from_s.map((from, i) => ({
    i,
    x1: from,
    x2: intervalEnd(pictures, i),
    y: curve.mean[i],
    low: curve.low?.[i] ?? null,
    high: curve.high?.[i] ?? null,
    good: curve.good?.[i] ?? null,
    bad: curve.bad?.[i] ?? null,
  }));
}

// The corners of the steps, to be joined by straight lines; without a value the line is broken. `values(i)` gives
// the fields of a corner, or null.
export function corners(pictures, values) {
  return pictures.from_s.flatMap((from, i) => {
    const at = values(i);
    return at === null
      ? [{ x: from, y: NaN, y1: NaN, y2: NaN }]
      : [
          { x: from, ...at },
          { x: intervalEnd(pictures, i), ...at },
        ];
  });
}

export function stepLine(pictures, mean, options) {
  const points = corners(pictures, (i) => (finite(mean[i]) ? { y: mean[i] } : null));
  return Plot.line(points, { x: "x", y: "y", strokeWidth: 2, strokeLinejoin: "miter", ...options });
}

export function stepBand(pictures, low, high, options) {
  const points = corners(pictures, (i) => (finite(low[i]) && finite(high[i]) ? { y1: low[i], y2: high[i] } : null));
  return Plot.areaY(points, { x: "x", y1: "y1", y2: "y2", ...options });
}

// Where the readout stops: the middle of every interval, in pixels.
export function intervalStops(pictures, plot) {
  const x = plot.scale("x");
  return pictures.from_s.map((from, i) => x.apply((from + intervalEnd(pictures, i)) / 2));
}

// The scale of values from 0, with round ticks; shares from 0 to 1.
export function valueAxis(values, unit, height) {
  const domain = unit === "share" ? [0, 1] : [0, spanOf(values, { unit, zero: true, pad: 0.06 })[1] || 1];
  const most = Math.max(2, Math.floor(height / 32));
  const step = stepOf(...domain, most, unit);
  const ticks =
    unit === "share" ? (height < 110 ? [0, 0.5, 1] : [0, 0.2, 0.4, 0.6, 0.8, 1]) : ticksOf(domain, most, unit);
  return { domain, ticks, text: (v) => tickText(v, unit, step) };
}

export const axisWidth = (axes) =>
  Math.ceil(
    widest(
      axes.flatMap(({ ticks, text }) => ticks.map(text)),
      12,
    ),
  ) + 12;

// To the right of a chart without names: half of the last hour's label.
export const edgeRoom = 20;

// The edges of faults, where areas hide the shade.
export function faultEdges(data, choice) {
  const { length_s } = data.pictures;
  const edges = eventsOf(data, choice)
    .filter((event) => event.is_fault)
    .flatMap((event) => [event.from_s, event.to_s]);
  return Plot.ruleX(
    [...new Set(edges)].filter((s) => s > 0 && s < length_s),
    { stroke: "var(--tone-fail)", strokeDasharray: "2 2" },
  );
}

// One panel over the hours: `axis` from valueAxis, `marks` above grid and events, `clock` whether it bears the hours.
export function dayPanel(
  data,
  choice,
  { width, height, top = 8, right = 4, left, bottom, axis, marks, clock = true },
) {
  const { pictures } = data;
  const inner = Math.max(40, width - left - right);
  const hours = clockScale(pictures, inner);
  const node = Plot.plot({
    width,
    height,
    marginTop: top,
    marginRight: right,
    marginLeft: left,
    marginBottom: bottom ?? (clock ? 24 : 8),
    style: plotStyle,
    x: { ...hours, axis: null },
    y: { domain: axis.domain, axis: null },
    marks: [
      ...eventMarks(data, choice),
      Plot.gridY(axis.ticks, { stroke: "var(--rule)", strokeOpacity: 1 }),
      Plot.axisY(axis.ticks, {
        label: null,
        tickSize: 0,
        tickPadding: 8,
        tickFormat: axis.text,
        fontSize: 12,
        fontVariant: "tabular-nums",
      }),
      clock
        ? Plot.axisX(hours.ticks, {
            label: null,
            tickSize: 4,
            tickFormat: hours.tickFormat,
            fontSize: 12,
            color: "var(--muted)",
            fontVariant: "tabular-nums",
          })
        : null,
      ...marks,
    ],
  });
  node.style.display = "block";
  return node;
}
