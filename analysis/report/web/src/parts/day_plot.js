// What every picture over the hours of a day shares: the axis of the clock, the shaded events, the size.
import * as Plot from "@observablehq/plot";
import { clockText } from "./format.js";

// Round hours, so many that their labels do not touch.
export function clockTicks(pictures, width) {
  const most = Math.max(2, Math.floor(width / 72));
  const steps = [900, 1800, 3600, 7200, 10800, 14400, 21600, 43200, 86400];
  const step = steps.find((s) => pictures.length_s / s <= most) ?? 86400;
  const offset = (step - ((pictures.start_minute * 60) % step)) % step;
  const ticks = [];
  for (let t = offset; t <= pictures.length_s; t += step) ticks.push(t);
  return ticks;
}

export function clockScale(pictures, width) {
  return {
    domain: [0, pictures.length_s],
    ticks: clockTicks(pictures, width),
    tickFormat: (s) => clockText(pictures, s),
    label: null,
  };
}

// Faults and events of the chosen plans as shaded hours.
export function eventMarks(data, choice) {
  const seen = new Map();
  for (const index of choice.plans) {
    for (const event of data.pictures.plans[index]?.events ?? []) {
      seen.set(`${event.name} ${event.from_s} ${event.to_s}`, event);
    }
  }
  const events = [...seen.values()];
  return Plot.rectX(events, {
    x1: "from_s",
    x2: "to_s",
    fill: (event) => (event.is_fault ? "var(--fault-shade)" : "var(--event-shade)"),
    className: "events",
  });
}

// Steps: each interval's value holds for its whole length. [{ x1, x2, y, low, high, i }]
export function steps(pictures, curve) {
  return pictures.from_s.map((from, i) => ({
    i,
    x1: from,
    x2: Math.min(from + pictures.interval_s, pictures.length_s),
    y: curve.mean[i],
    low: curve.low?.[i] ?? null,
    high: curve.high?.[i] ?? null,
    good: curve.good?.[i] ?? null,
    bad: curve.bad?.[i] ?? null,
  }));
}

// Where the readout stops: the middle of every interval, in pixels.
export function intervalStops(pictures, plot) {
  const x = plot.scale("x");
  return pictures.from_s.map((from) => x.apply(Math.min(from + pictures.interval_s / 2, pictures.length_s)));
}
