// Attempts against people: those who dial again make a storm of it.
import * as Plot from "@observablehq/plot";
import { asName, coincideWords, coinciding, sharedDash } from "../parts/coincide.js";
import { chosenPlans, curveOf, mainPlan, otherPlan, scopeName } from "../parts/data.js";
import {
  axisWidth,
  corners,
  dayPanel,
  edgeRoom,
  intervalStops,
  momentText,
  stepLine,
  valueAxis,
} from "../parts/day_plot.js";
import { el } from "../parts/dom.js";
import { clockText, countText } from "../parts/format.js";
import { planStyle } from "../parts/palette.js";
import { keyRow, placeEvents, writeEvents } from "../parts/plot_labels.js";
import { finite } from "../parts/scales.js";
import { extreme } from "../parts/spells.js";
import { namedOn } from "../parts/title_words.js";

const least = 1.1; // fewer attempts a person are no storm

const placeOf = ({ queue }) => (queue === "all" ? ["all", "all"] : ["queue", queue]);
const nameOf = ({ queue }) => scopeName({ queue, platform: "all" });
const times = (factor) => `${factor < 9.95 ? factor.toFixed(1) : Math.round(factor)} times`;

function look(data, choice) {
  const main = mainPlan(data, choice);
  if (!main) return {};
  const attempts = curveOf(main.plan, "attempts", ...placeOf(choice));
  const people = curveOf(main.plan, "people", ...placeOf(choice));
  const others = chosenPlans(data, choice)
    .filter(({ index }) => index !== main.index)
    .map((one) => ({ ...one, curve: curveOf(one.plan, "attempts", ...placeOf(choice)) }))
    .filter(({ curve }) => curve);
  return {
    main,
    attempts,
    people,
    others,
    other: others.find(({ index }) => index === otherPlan(data, choice)?.index),
  };
}

// The plans of a comparison in the order of their keys; of a day and its twin nothing is said.
function besides(data, { main, attempts, others }) {
  const all = [{ plan: main.plan, curve: attempts }, ...others];
  return data.kind === "comparison" ? all.map(({ plan, curve }) => ({ name: plan.name, mean: curve.mean })) : [];
}

function title(data, choice) {
  const seen = look(data, choice);
  const plans = besides(data, seen);
  return stormTitle(data, choice, seen) + (plans.length > 1 ? coincideWords(data.pictures, plans, "count") : "");
}

function stormTitle(data, choice, seen) {
  const { pictures } = data;
  const { main, attempts, people, others, other } = seen;
  const twin = other?.plan.role === "twin" ? other : null;
  const base = (i) => (twin && finite(twin.curve.mean[i]) ? twin.curve.mean[i] : people.mean[i]);
  const peak = extreme(
    attempts.mean.map((n, i) => (finite(n) && finite(base(i)) ? n - base(i) : null)),
    true,
  );
  const name = nameOf(choice);
  const mark = main.plan.role === "day" ? ":" : ","; // behind the name of a plan no second colon
  const told = (words) => namedOn(main.plan, `${name}${mark} ${words}`);
  if (!peak) return told("attempts and people who first dial");
  const [tried, usual, first] = [attempts.mean[peak.i], base(peak.i), people.mean[peak.i]];
  const at = clockText(pictures, pictures.from_s[peak.i]);
  const by = finite(first) ? ` while ${countText(Math.round(first))} people dial for the first time` : "";
  const many = `${countText(Math.round(tried))} attempts`;
  const rest = twin || !others.length ? "" : bestOf(attempts, others, peak.i);
  if (!(usual > 0)) return told(`most at ${at}, ${many}${by}${rest}`);
  const factor = tried / usual;
  const usually = twin ? ` (${twin.plan.name}: ${countText(Math.round(usual))})` : "";
  const beside = twin ? usually : by;
  const than = twin ? `with ${twin.plan.name}` : "people who first dial";
  if (factor < least && Math.round(tried) <= Math.round(usual))
    return told(`no retry storm; nowhere more attempts than ${than}`);
  if (factor < least) return told(`no retry storm; attempts stand out most at ${at}, ${many}${beside}${rest}`);
  return twin
    ? told(`${times(factor)} as many attempts at ${at}, ${countText(Math.round(tried))}${usually},${by}`)
    : told(`${times(factor)} as many attempts as people at ${at}, ${many}${by}${rest}`);
}

// The plan with the fewest attempts then.
function bestOf(attempts, others, i) {
  const best = others
    .filter(({ curve }) => finite(curve.mean[i]))
    .sort((a, b) => a.curve.mean[i] - b.curve.mean[i])[0];
  return best && best.curve.mean[i] < attempts.mean[i]
    ? `; ${best.plan.name} ${countText(Math.round(best.curve.mean[i]))}`
    : "";
}

function draw(data, choice, width) {
  const { pictures } = data;
  const seen = look(data, choice);
  const { main, attempts, people, others } = seen;
  const named = besides(data, seen);
  const same = coinciding(pictures, named, "count");
  const height = Math.round(Math.max(170, Math.min(270, width * 0.33)));
  const axis = valueAxis(
    [attempts, people, ...others.map(({ curve }) => curve)].flatMap((curve) => [
      ...curve.mean,
      ...(curve.high ?? []),
    ]),
    "count",
    height,
  );
  const left = axisWidth([axis]);
  const x = (s) => left + (s / pictures.length_s) * (width - left - edgeRoom);
  const events = placeEvents(data, choice, x, left, width - edgeRoom);
  const top = 8 + events.lines * 14;
  const mine = planStyle(main.plan, main.index);
  const styles = others.map(({ plan, index }, k) => ({ ...planStyle(plan, index), ...sharedDash(same, k + 1) }));
  const plainLines = (over) =>
    others.flatMap(({ curve }, k) => {
      const { colour, dash, offset } = styles[k];
      const options = { stroke: colour, strokeDasharray: dash || null, strokeDashoffset: offset ?? null };
      return Boolean(styles[k].over) === over ? [stepLine(pictures, curve.mean, options)] : [];
    });
  const between = corners(pictures, (i) =>
    attempts.mean[i] > people.mean[i] && finite(people.mean[i])
      ? { y1: people.mean[i], y2: attempts.mean[i] }
      : null,
  );
  const node = dayPanel(data, choice, {
    width,
    height: height + top + 24,
    top,
    right: edgeRoom,
    left,
    axis,
    marks: [
      Plot.areaY(between, { x: "x", y1: "y1", y2: "y2", fill: mine.colour, fillOpacity: 0.2 }),
      ...plainLines(false),
      stepLine(pictures, people.mean, {
        stroke: "var(--ink)",
        strokeWidth: 1.5,
        strokeDasharray: "1 3",
        strokeLinecap: "round",
      }),
      stepLine(pictures, attempts.mean, { stroke: mine.colour, strokeWidth: 2.5 }),
      ...plainLines(true), // they share the line that they run as
    ],
  });
  writeEvents(node, events, top);
  const lines = [
    { name: `attempts, ${main.plan.name}`, colour: mine.colour, dash: "", mean: attempts.mean },
    ...others.map(({ plan, curve }, k) => ({
      name: `attempts, ${plan.name}`,
      key: named.length ? `attempts, ${asName(pictures, named, same, k + 1)}` : null,
      ...styles[k],
      mean: curve.mean,
    })),
    { name: "people who first dial", colour: "var(--ink)", dash: "1 3", mean: people.mean },
  ];
  const keys = [
    lines[0],
    { name: "dialling again", colour: mine.colour, area: true, opacity: 0.2 },
    ...lines.slice(1).map((one) => ({ ...one, name: one.key ?? one.name })),
  ];
  const at = (i) => ({
    title: momentText(data, choice, i),
    lines: lines.map(({ name, colour, mean }) => ({
      name,
      colour,
      text: finite(mean[i]) ? countText(mean[i]) : "-",
    })),
  });
  return {
    node: el("div", { class: "panels" }, keyRow(keys, width), node),
    readout: { xs: intervalStops(pictures, node), at },
  };
}

export default {
  id: "retry-storm",
  uses: ["queue", "plans"],
  applies(data, choice) {
    const { attempts, people } = look(data, choice);
    return Boolean(attempts && people) && attempts.mean.some((n) => n > 0);
  },
  title,
  note: () => "Attempts in each interval, of people who dial for the first time and of those who dial again.",
  draw,
  rows: (data, choice) =>
    chosenPlans(data, choice).flatMap(({ plan }) => {
      const [attempts, people] = ["attempts", "people"].map((figure) => curveOf(plan, figure, ...placeOf(choice)));
      return !attempts
        ? []
        : data.pictures.from_s.map((from, i) => ({
            plan: plan.name,
            scope: attempts.scope,
            from: clockText(data.pictures, from),
            attempts: attempts.mean[i],
            people: people?.mean[i] ?? null,
            attempts_low: attempts.low?.[i] ?? null,
            attempts_high: attempts.high?.[i] ?? null,
          }));
    }),
  alt(data, choice) {
    const { attempts, people } = look(data, choice);
    const sum = (curve) => countText(Math.round(curve.mean.reduce((a, b) => a + (b ?? 0), 0)));
    const all = `${sum(attempts)} attempts by ${sum(people)} people`;
    return `${title(data, choice)}. Over the whole time ${all}.`;
  },
};
