// Service level (or another figure) through the day, every chosen plan with its band.
import * as Plot from "@observablehq/plot";
import { chosenCurves, chosenScope } from "../parts/data.js";
import { clockScale, eventMarks, intervalStops, steps } from "../parts/day_plot.js";
import { clockText, valueText } from "../parts/format.js";
import { planStyle } from "../parts/palette.js";

const scopeText = ([kind, scope]) => (kind === "all" ? "All queues" : scope);

function worst(pictures, curve) {
  let at = -1;
  curve.mean.forEach((value, i) => {
    if (value === null) return;
    const worse = curve.higher_is_better ? value < curve.mean[at] : value > curve.mean[at];
    if (at < 0 || worse) at = i;
  });
  return at < 0 ? null : { value: curve.mean[at], clock: clockText(pictures, pictures.from_s[at]) };
}

export default {
  id: "through-the-day",
  uses: ["queue", "platform", "figure", "plans"],
  applies: (data, choice) => chosenCurves(data, choice, choice.figure, chosenScope(choice)).length > 0,
  title(data, choice) {
    const scope = chosenScope(choice);
    const [first] = chosenCurves(data, choice, choice.figure, scope);
    const bad = worst(data.pictures, first.curve);
    const found = bad ? `${valueText(bad.value, first.curve.unit)} at ${bad.clock}` : "no calls";
    return `${scopeText(scope)}, ${first.curve.title}: worst ${found}`;
  },
  note: (data) => `Band: how well the average is known (${Math.round(data.pictures.confidence * 100)}%).`,
  draw(data, choice, width) {
    const { pictures } = data;
    const curves = chosenCurves(data, choice, choice.figure, chosenScope(choice));
    const { unit } = curves[0].curve;
    const marks = curves.flatMap(({ plan, index, curve }) => {
      const { colour, dash } = planStyle(plan, index);
      const data_ = steps(pictures, curve);
      return [
        Plot.rect(data_.filter((s) => s.low !== null), { x1: "x1", x2: "x2", y1: "low", y2: "high", fill: colour, fillOpacity: 0.2 }),
        Plot.line(data_, { x: "x1", y: "y", curve: "step-after", stroke: colour, strokeDasharray: dash, strokeWidth: 2 }),
      ];
    });
    const node = Plot.plot({
      width,
      height: Math.max(220, Math.min(320, width * 0.45)),
      x: clockScale(pictures, width),
      y: { grid: true, label: null, tickFormat: (v) => valueText(v, unit), zero: true, ...(unit === "share" ? { domain: [0, 1] } : {}) },
      marks: [eventMarks(data, choice), ...marks],
    });
    const readout = {
      xs: intervalStops(pictures, node),
      at: (i) => ({
        title: clockText(pictures, pictures.from_s[i]),
        lines: curves.map(({ plan, index, curve }) => ({
          name: plan.name, text: valueText(curve.mean[i], unit), colour: planStyle(plan, index).colour,
        })),
      }),
    };
    return { node, readout };
  },
  rows(data, choice) {
    return chosenCurves(data, choice, choice.figure, chosenScope(choice)).flatMap(({ plan, curve }) =>
      data.pictures.from_s.map((from, i) => ({
        plan: plan.name, figure: curve.figure, scope: curve.scope, from: clockText(data.pictures, from),
        mean: curve.mean[i], low: curve.low?.[i] ?? null, high: curve.high?.[i] ?? null,
      })));
  },
  alt(data, choice) {
    return `${this.title(data, choice)}. ${chosenCurves(data, choice, choice.figure, chosenScope(choice)).map(({ plan }) => plan.name).join(" beside ")}.`;
  },
};
