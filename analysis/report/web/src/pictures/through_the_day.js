// Service level and waits (or another figure) through the day, every chosen plan with its band.
import { asName, coincideWords, coinciding, sharedDash } from "../parts/coincide.js";
import { inBusyHours, quietNote } from "../parts/busy_hours.js";
import { chosenCurves, chosenScope, mainPlan, otherPlan, queueOf, scopeName } from "../parts/data.js";
import { eventsOf, momentText } from "../parts/day_plot.js";
import { clockText, valueText } from "../parts/format.js";
import { linePanels } from "../parts/line_panels.js";
import { planStyle } from "../parts/palette.js";
import { finite } from "../parts/scales.js";
import { extreme, intervalRows, isNeutral, lengthOf, spellsOf, spellsText, worstOf } from "../parts/spells.js";
import { rangeText } from "../parts/range_words.js";
import { line, sureWords } from "../parts/told.js";
import { capital, shortText } from "../parts/title_words.js";

const mostBands = 3; // more of them hide each other

const figuresOf = (choice) =>
  choice.figure === "service_level" ? ["service_level", "mean_wait"] : [choice.figure];
const curvesOf = (data, choice, figure) => chosenCurves(data, choice, figure, chosenScope(choice));
const promiseOf = (data, choice) => (choice.figure === "service_level" ? queueOf(data, choice.queue) : null);

// Of one plan, perhaps beside the other: "billing is below its 80% in 20 s from 09:00 to 10:00, at worst ..."
function oneTitle(data, choice, main, other) {
  const { pictures } = data;
  const { curve } = main;
  const name = scopeName(choice);
  const bad = worstOf(curve);
  if (!bad) return `${name}, ${curve.title}: nothing to tell on ${main.plan.name}`;
  const value = shortText(bad.value, curve.unit);
  const at = clockText(pictures, pictures.from_s[bad.i]);
  const otherValue = other?.curve.mean[bad.i];
  const beside = finite(otherValue) ? ` (${other.plan.name}: ${shortText(otherValue, curve.unit)})` : "";
  const promise = promiseOf(data, choice);
  if (promise) {
    const low = spellsOf(intervalRows(pictures), (_, i) => finite(curve.mean[i]) && curve.mean[i] < promise.share);
    return low.length
      ? `${name} is below its ${promise.promise} ${spellsText(pictures, low)}, at worst ${value} at ${at}${beside}`
      : `${name} keeps its ${promise.promise} all day, at worst ${value} at ${at}${beside}`;
  }
  return `${name}, ${curve.title}: ${isNeutral(curve) ? "most" : "at worst"} ${value} at ${at}${beside}`;
}

// Of several with a promise: whose longest stretch below it is longest, whose is shortest; "" where they are alike.
function longestTitle(data, choice, curves) {
  const promise = promiseOf(data, choice);
  if (!promise) return "";
  const { pictures } = data;
  const longest = curves.map(({ plan, curve }) => {
    const low = spellsOf(intervalRows(pictures), (_, i) => finite(curve.mean[i]) && curve.mean[i] < promise.share);
    return { plan, spell: low.sort((a, b) => lengthOf([b]) - lengthOf([a]))[0] };
  });
  const size = ({ spell }) => (spell ? lengthOf([spell]) : 0);
  longest.sort((a, b) => size(b) - size(a));
  const [worst, best] = [longest[0], longest.at(-1)];
  if (size(worst) === size(best)) return "";
  const told = ({ plan, spell }) => `${spell ? spellsText(pictures, [spell]) : "never"} with ${plan.name}`;
  return `${scopeName(choice)} is below its ${promise.promise} ${told(worst)}, ${told(best)}`;
}

// Of several: which is worst, which best where each is worst.
function manyTitle(data, choice, curves) {
  const { pictures } = data;
  const [{ curve }] = curves;
  const higher = curve.higher_is_better && !isNeutral(curve);
  const worsts = curves
    .map(({ plan, curve: c }) => ({ plan, at: worstOf(c) }))
    .filter(({ at }) => at)
    .sort((a, b) => (higher ? a.at.value - b.at.value : b.at.value - a.at.value));
  if (!worsts.length) return `${scopeName(choice)}, ${curve.title}: nothing to tell`;
  const [worst, best] = [worsts[0], worsts.at(-1)];
  const [low, high] = [worst, best].map(({ at }) => shortText(at.value, curve.unit));
  const most = isNeutral(curve) ? "at most" : "at worst";
  if (worsts.length > 1 && low === high) return `${scopeName(choice)}, ${curve.title}: ${low} ${most} in every plan`;
  const alike = worsts.filter(({ at }) => shortText(at.value, curve.unit) === low).length;
  const who = alike > 1 ? `${alike} of ${worsts.length} plans` : worst.plan.name;
  const found =
    `${who} ${higher ? "fall" : "rise"}${alike > 1 ? "" : "s"} to ${low}` +
    (alike > 1 ? "" : ` at ${clockText(pictures, pictures.from_s[worst.at.i])}`);
  const rest =
    worsts.length > 1
      ? `, ${best.plan.name} ${higher ? "never below" : "never above"} ${high}`
      : "";
  return `${scopeName(choice)}, ${curve.title}: ${found}${rest}`;
}

// Plans beside each other that cannot be told apart in the chart of a figure; not a day and its twin.
const besides = (data, curves) => (data.kind === "comparison" && curves.length > 1 ? curves : []);
const namedCurves = (curves) => curves.map(({ plan, curve }) => ({ name: plan.name, mean: curve.mean }));

function title(data, choice) {
  const curves = curvesOf(data, choice, choice.figure).map((one) => ({
    ...one,
    curve: inBusyHours(one.plan, one.curve),
  }));
  if (!curves.length) return "";
  const [main, other] = [mainPlan(data, choice), otherPlan(data, choice)];
  const mine = curves.find(({ index }) => index === main.index) ?? curves[0];
  const twin = other ? curves.find(({ index }) => index === other.index) : undefined;
  const all = namedCurves(besides(data, curvesOf(data, choice, choice.figure)));
  const alike = all.length ? coincideWords(data.pictures, all, mine.curve.unit) : "";
  return curves.length > 2 || curves.some(({ plan, index }) => index !== mine.index && plan.role !== "twin")
    ? (longestTitle(data, choice, curves) || manyTitle(data, choice, curves)) + alike
    : oneTitle(data, choice, mine, twin === mine ? undefined : twin);
}

function panelsOf(data, choice, width) {
  const promise = promiseOf(data, choice);
  const main = mainPlan(data, choice).index;
  return figuresOf(choice)
    .map((figure) => ({ figure, curves: curvesOf(data, choice, figure) }))
    .filter(({ curves }) => curves.length)
    .map(({ figure, curves }) => ({
      figure,
      curves,
      same: coinciding(data.pictures, namedCurves(besides(data, curves)), curves[0].curve.unit),
    }))
    .map(({ figure, curves, same }, k, all) => ({
      figure,
      curves,
      heading: all.length > 1 ? capital(curves[0].curve.title) : "",
      unit: curves[0].curve.unit,
      height: Math.round(Math.max(k ? 84 : 150, Math.min(k ? 120 : 230, width * (k ? 0.18 : 0.32)))),
      level: figure === "service_level" && promise ? { value: promise.share, text: promise.promise } : null,
      lines: curves.map(({ plan, index, curve }, n) => ({
        name: asName(data.pictures, namedCurves(curves), same, n),
        ...planStyle(plan, index),
        ...sharedDash(same, n),
        mean: curve.mean,
        ...(curves.length <= mostBands ? { low: curve.low, high: curve.high } : {}),
        ...(curves.length <= 2 && index === main ? { good: curve.good, bad: curve.bad } : {}),
      })),
    }));
}

// The figures of a plan in every panel: "97.2%, wait 1.3 s".
const valuesAt = (panels, index, i) =>
  panels
    .map(({ figure, curves }) => {
      const curve = curves.find((one) => one.index === index)?.curve;
      const value = valueText(curve?.mean[i], curve?.unit);
      return figure === "mean_wait" && panels.length > 1 ? `wait ${value}` : value;
    })
    .join(", ");

// How sure the figure of the main plan is, where its band is drawn.
function sureAt({ pictures }, choice, [{ curves }], index, i) {
  const { curve } = curves.find((one) => one.index === index);
  if (curves.length > mostBands || !curve.low || index !== mainPlan({ pictures }, choice).index) return [];
  return [line(sureWords(pictures), rangeText(curve.low[i], curve.high[i], curve.unit))].filter(Boolean);
}

export default {
  id: "through-the-day",
  uses: ["queue", "platform", "figure", "plans"],
  applies: (data, choice) => curvesOf(data, choice, choice.figure).some(({ curve }) => extreme(curve.mean, true)),
  title,
  note(data, choice) {
    const panels = panelsOf(data, choice, 800);
    const banded = panels.some(({ lines }) => lines.some((line) => line.low));
    const wide = panels.some(({ lines }) => lines.some((line) => line.good));
    const sure = `${Math.round(data.pictures.confidence * 100)}%`;
    return [
      banded ? `Band: how well the average is known (${sure}).` : "",
      wide ? `Light band of ${mainPlan(data, choice).plan.name}: 1 day in 10 is better, 1 in 10 worse.` : "",
      eventsOf(data, choice).length ? "Shaded: hours of faults and events." : "",
      quietNote(curvesOf(data, choice, choice.figure)),
    ]
      .filter(Boolean)
      .join(" ");
  },
  draw(data, choice, width) {
    const panels = panelsOf(data, choice, width);
    const { node, xs } = linePanels(data, choice, width, panels);
    const at = (i) => ({
      title: momentText(data, choice, i),
      lines: panels[0].curves.flatMap(({ plan, index }) => [
        { name: plan.name, colour: planStyle(plan, index).colour, text: valuesAt(panels, index, i) },
        ...sureAt(data, choice, panels, index, i),
      ]),
    });
    return { node, readout: { xs, at } };
  },
  rows(data, choice) {
    return figuresOf(choice)
      .flatMap((figure) => curvesOf(data, choice, figure))
      .flatMap(({ plan, curve }) =>
        data.pictures.from_s.map((from, i) => ({
          plan: plan.name,
          figure: curve.figure,
          scope: curve.scope,
          from: clockText(data.pictures, from),
          mean: curve.mean[i],
          low: curve.low?.[i] ?? null,
          high: curve.high?.[i] ?? null,
          good_day: curve.good?.[i] ?? null,
          bad_day: curve.bad?.[i] ?? null,
        })),
      );
  },
  alt(data, choice) {
    const curves = curvesOf(data, choice, choice.figure);
    const each = curves.map(({ plan, curve }) => {
      const [low, high] = [extreme(curve.mean, false), extreme(curve.mean, true)];
      return low
        ? `${plan.name} between ${valueText(low.value, curve.unit)} and ${valueText(high.value, curve.unit)}`
        : plan.name;
    });
    return `${title(data, choice)}. Steps through the day: ${each.join("; ")}.`;
  },
};
