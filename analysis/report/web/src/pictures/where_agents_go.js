// Where the agents go: from all of them down to those who talk, where the day is worst.
import { inBusyHours } from "../parts/busy_hours.js";
import { chosenScope, curveOf, mainPlan, numeric, otherPlan, stackOf } from "../parts/data.js";
import { clockText, countText } from "../parts/format.js";
import { rowList } from "../parts/row_list.js";
import { finite, scale, ticksOf, tickText } from "../parts/scales.js";
import { extreme } from "../parts/spells.js";
import { isEmpty, partAt, totalAt } from "../parts/stack_chart.js";
import { box, rule } from "../parts/svg.js";
import { daysLine, line, shareOf, signed, told } from "../parts/told.js";
import { capital, foundOn, shareWords, shortText } from "../parts/title_words.js";

const least = 0.05; // of an agent: less is none

const steps = [
  { name: "absent", states: ["absent"], colour: "var(--state-7)" },
  { name: "thrown out", states: ["thrown out"], colour: "var(--state-6)" },
  { name: "away", states: ["away"], colour: "var(--state-5)" },
  { name: "idle", states: ["idle"], colour: "var(--state-4)" },
  { name: "ringing or wrapping up", states: ["ringing", "wrapping up"], colour: "var(--state-2)" },
];

// The group that bears the queue's name, the platform, or everybody.
function placeOf(plan, { queue, platform }) {
  if (platform !== "all") return { place: ["platform", platform], name: `on ${platform}` };
  if (queue !== "all" && !isEmpty(stackOf(plan, "agents", "group", queue)))
    return { place: ["group", queue], name: `of group ${queue}` };
  return { place: ["all", "all"], name: "" };
}

function look(data, choice) {
  const main = mainPlan(data, choice);
  if (!main) return null;
  const { place, name } = placeOf(main.plan, choice);
  const stack = stackOf(main.plan, "agents", ...place);
  if (isEmpty(stack)) return null;
  const level =
    curveOf(main.plan, "service_level", ...chosenScope(choice)) ??
    curveOf(main.plan, "service_level", "all", "all");
  const staffed = inBusyHours(main.plan, level)?.mean.map((value, i) => (totalAt(stack, i) > 0 ? value : null));
  const worst = staffed ? extreme(staffed, false) : null;
  const other = otherPlan(data, choice);
  const beside = other ? stackOf(other.plan, "agents", ...place) : undefined;
  return { main, stack, name, worst, place, beside: beside ? { ...other, stack: beside } : null };
}

// A state at the worst interval, or its average where none is worst.
function valueAt(stack, states, worst) {
  const one = (i) => states.reduce((sum, state) => sum + partAt(stack, state, i), 0);
  if (worst) return one(worst.i);
  const n = stack.parts[0]?.mean.length || 1;
  return Array.from({ length: n }, (_, i) => one(i)).reduce((a, b) => a + b, 0) / n;
}

// From the top of the stair to its foot: [{ name, value, from, to, colour }]
function stairOf(stack, worst) {
  const all = stack.parts.map(({ state }) => state);
  const known = steps.flatMap(({ states }) => states);
  let at = valueAt(stack, all, worst);
  const stair = [{ name: "all agents", value: at, from: 0, to: at, whole: true }];
  for (const step of steps) {
    const value = valueAt(stack, step.states, worst);
    stair.push({ ...step, value, from: at, to: at - value });
    at -= value;
  }
  const talking = valueAt(
    stack,
    all.filter((state) => !known.includes(state)),
    worst,
  );
  return [...stair, { name: "talking", value: talking, from: 0, to: talking, whole: true }];
}

// What the formula asks for then, of the queue that these agents serve.
function neededThen({ pictures }, { place, worst, name }) {
  if (!worst || name.startsWith("on ")) return null;
  const queue = place[0] === "group" ? place[1] : pictures.queues.length === 1 ? pictures.queues[0].name : null;
  const found = pictures.needed?.find((one) => one.queue === queue);
  const row = found?.rows.findLast(({ from_s }) => from_s <= pictures.from_s[worst.i]);
  const value = numeric(row?.needed);
  return finite(value) ? { queue, value } : null;
}

// A step: how many agents exactly, which part of all, and beside the other plan at the same time.
function stepTold({ pictures }, { main, worst, beside }, step, all, other) {
  const when = worst ? `at ${clockText(pictures, pictures.from_s[worst.i])}` : "on average";
  const exact = (n) => countText(Math.round(n * 10) / 10);
  return told(`${capital(step.name)}, ${when}`, [
    line(`agents, ${main.plan.name}`, Math.abs(step.value) < 99.95 ? step.value.toFixed(1) : exact(step.value)),
    line("of all agents", step === all ? "" : shareOf(step.value, all.value)),
    line(`agents, ${beside?.plan.name}`, other ? exact(other.value) : ""),
    line("difference", other ? signed(Math.round((step.value - other.value) * 10) / 10, "count") : ""),
    daysLine(main.plan.runs),
  ]);
}

// What the formula asks for beside those who talk, wrap up or wait for a call.
function neededTold({ pictures }, { worst }, { queue, value }, stair) {
  const working = stair.filter(({ name }) => ["talking", "ringing or wrapping up", "idle"].includes(name));
  const there = working.reduce((sum, step) => sum + step.value, 0);
  const method = pictures.needed.find((one) => one.queue === queue)?.method;
  return told(`Needed for ${queue}, at ${clockText(pictures, pictures.from_s[worst.i])}`, [
    line("agents needed", countText(value)),
    line("talking, wrapping up or idle", countText(Math.round(there))),
    line("difference", signed(Math.round(there) - value, "count")),
    line("by", method),
  ]);
}

const whole = (n) => countText(n < 0.95 ? Math.round(n * 10) / 10 : Math.round(n));

function title(data, choice) {
  const { main, stack, name, worst } = look(data, choice);
  const stair = stairOf(stack, worst);
  const [all, talking] = [stair[0], stair.at(-1)];
  const lost = stair.slice(1, -1).reduce((a, b) => (b.value > a.value ? b : a));
  const when = worst
    ? `at ${clockText(data.pictures, data.pictures.from_s[worst.i])}, when service is worst`
    : "on average";
  const words = shareWords(lost.value, all.value - talking.value, "the others");
  const verb = words.startsWith("the largest") ? "is" : "are";
  const many = words.startsWith("all ") ? "" : ` (${whole(lost.value)})`;
  const rest = lost.value >= 0.5 ? `; ${words.replace("the others", "of the others")} ${verb} ${lost.name}${many}` : "";
  const agents = `${whole(talking.value)} of ${whole(all.value)} agents${name ? ` ${name}` : ""}`;
  return foundOn(main.plan, `${when}, ${agents} talk${rest}`);
}

export default {
  id: "where-agents-go",
  uses: ["queue", "platform", "plans"],
  applies: (data, choice) => look(data, choice) !== null,
  title,
  note(data, choice) {
    const { worst, beside } = look(data, choice);
    const what = worst
      ? `Answered in time then: ${shortText(worst.value, "share")}. `
      : "The average of the whole time. ";
    const outlined = beside ? ` Outlined: ${beside.plan.name} at the same time.` : "";
    return `${what}Absent: did not come. Thrown out: by a fault, not signed in again. Away: on a break.${outlined}`;
  },
  draw(data, choice, width) {
    const seen = look(data, choice);
    const stair = stairOf(seen.stack, seen.worst);
    const besides = seen.beside ? stairOf(seen.beside.stack, seen.worst) : null;
    const needed = neededThen(data, seen);
    const high = Math.max(stair[0].value, besides?.[0].value ?? 0, needed?.value ?? 0, 1);
    const domain = [0, high * 1.02];
    const x = (x0, x1) => scale(domain, [x0, x1]);
    const drawnSteps = stair.map((step, k) => ({
      label: step.name,
      told: stepTold(data, seen, step, stair[0], besides?.[k]),
      value: `${step.whole ? "" : step.value >= least ? "−" : ""}${whole(step.value)}`,
      range: besides ? `${seen.beside.plan.name} ${whole(besides[k].value)}` : "",
      draw: (at) => {
        const place = x(at.x0, at.x1);
        const colour = step.colour ?? (k ? "var(--state-1)" : "var(--seq-3)");
        if (step.value >= least) box(at.node, place(step.from), place(step.to), at.y - 8, 16, colour);
        if (besides && besides[k].value >= least) {
          const frame = box(at.node, place(besides[k].from), place(besides[k].to), at.y - 10, 20, "none");
          for (const [key, value] of [
            ["stroke", "var(--twin)"],
            ["stroke-dasharray", "4 2"],
            ["stroke-width", 1.5],
          ])
            frame.setAttribute(key, value);
        }
        if (k)
          rule(at.node, place(stair[k - 1].to), at.top, place(stair[k - 1].to), at.y - 8, {
            stroke: "var(--edge)",
            dash: "2 2",
          });
      },
    }));
    // What takes nobody on either day has no row.
    const taken = (k) => stair[k].whole || Math.max(stair[k].value, besides?.[k].value ?? 0) >= least;
    const rows = drawnSteps.filter((_, k) => taken(k));
    if (needed) {
      rows.push({
        label: `needed for ${needed.queue}`,
        told: neededTold(data, seen, needed, stair),
        sub: "talking, wrapping up and idle",
        value: whole(needed.value),
        muted: true,
        draw: (at) => {
          const frame = box(at.node, x(at.x0, at.x1)(0), x(at.x0, at.x1)(needed.value), at.y - 8, 16, "none");
          for (const [key, value] of [
            ["stroke", "var(--ink)"],
            ["stroke-dasharray", "6 3"],
            ["stroke-width", 1.5],
          ])
            frame.setAttribute(key, value);
        },
      });
    }
    const grid = {
      scale: x,
      ticks: ticksOf(domain, width < 600 ? 4 : 6, "count"),
      text: (v) => tickText(v, "count"),
    };
    return rowList(width, rows, { grid });
  },
  rows(data, choice) {
    const seen = look(data, choice);
    const from = seen.worst ? clockText(data.pictures, data.pictures.from_s[seen.worst.i]) : "average";
    const needed = neededThen(data, seen);
    const of = ({ plan, stack }) =>
      stairOf(stack, seen.worst).map(({ name, value }) => ({
        plan: plan.name,
        scope: seen.stack.scope,
        from,
        state: name,
        agents: value,
      }));
    return [
      ...of({ plan: seen.main.plan, stack: seen.stack }),
      ...(seen.beside ? of(seen.beside) : []),
      ...(needed
        ? [
            {
              plan: seen.main.plan.name,
              scope: seen.stack.scope,
              from,
              state: `needed for ${needed.queue}`,
              agents: needed.value,
            },
          ]
        : []),
    ];
  },
  alt(data, choice) {
    const { stack, worst } = look(data, choice);
    return `${title(data, choice)}. ${stairOf(stack, worst)
      .map(({ name, value }) => `${name} ${whole(value)}`)
      .join(", ")}.`;
  },
};
