// Service level as colours around the promise: queue by interval; plan by interval; or day by time of day.
import { inBusyHours, quietNote } from "../parts/busy_hours.js";
import { chosenPlans, chosenScope, curveOf, mainPlan, queueOf, scopeName } from "../parts/data.js";
import { clockTicks, eventsOf, momentText } from "../parts/day_plot.js";
import { el } from "../parts/dom.js";
import {
  clockText,
  countText,
  dayText,
  durationText,
  minuteText,
  percentText,
  severalDays,
  valueText,
} from "../parts/format.js";
import { heatColour, heatBin, heatKey, heatRow, isBelow } from "../parts/heat.js";
import { cellsReadout } from "../parts/readout_stops.js";
import { daysLine, line, offText, told } from "../parts/told.js";
import { placeEvents, writeEvents } from "../parts/plot_labels.js";
import { rangeText } from "../parts/range_words.js";
import { finite } from "../parts/scales.js";
import { extreme, intervalEnd } from "../parts/spells.js";
import { named, rule, setHeight, sheet, write } from "../parts/svg.js";
import { clipText, textWidth, widest } from "../parts/text_fit.js";
import { foundOn, namedOn, shortText } from "../parts/title_words.js";

const level = (plan, choice) => curveOf(plan, "service_level", ...chosenScope(choice));
const averagePromise = ({ pictures: { queues } }) =>
  queues.length ? queues.reduce((sum, queue) => sum + queue.share, 0) / queues.length : 0.8;
const promiseOf = (data, choice) => queueOf(data, choice.queue)?.share ?? averagePromise(data);

// A long scenario cut at midnight: rows of the length of a day.
function dayRows(data, choice, plan, curve) {
  const busy = inBusyHours(plan, curve).mean;
  const { pictures } = data;
  const per = Math.round(86400 / pictures.interval_s);
  const first = Math.round((pictures.start_minute * 60) / pictures.interval_s);
  const rows = [];
  curve.mean.forEach((value, i) => {
    const day = Math.floor((first + i) / per);
    rows[day] ??= {
      name: dayText(pictures, day),
      promise: promiseOf(data, choice),
      plan,
      values: Array(per).fill(null),
      told: Array(per).fill(null),
      at: Array(per).fill(null),
    };
    rows[day].values[(first + i) % per] = value;
    rows[day].told[(first + i) % per] = busy[i];
    rows[day].at[(first + i) % per] = i;
  });
  return rows.filter(Boolean);
}

// -> { kind, plan, rows: [{ name, promise, values, told: those a title speaks of, at: [index of the interval] }] }
function look(data, choice) {
  const main = mainPlan(data, choice);
  if (!main) return { kind: "queues", rows: [] };
  const at = data.pictures.from_s.map((_, i) => i);
  if (severalDays(data.pictures) && data.pictures.interval_s <= 43200) {
    const curve = level(main.plan, choice);
    return { kind: "days", plan: main.plan, rows: curve ? dayRows(data, choice, main.plan, curve) : [] };
  }
  const plans = chosenPlans(data, choice)
    .map(({ plan }) => ({ plan, curve: level(plan, choice) }))
    .filter(({ curve }) => curve);
  if (data.kind === "comparison" && choice.queue !== "all" && plans.length > 1) {
    const promise = promiseOf(data, choice);
    return {
      kind: "plans",
      plan: main.plan,
      rows: plans.map(({ plan, curve }) => ({
        name: plan.name,
        plan,
        promise,
        values: curve.mean,
        told: inBusyHours(plan, curve).mean,
        at,
      })),
    };
  }
  const rows = data.pictures.queues
    .map((queue) => ({ queue, curve: level(main.plan, { ...choice, queue: queue.name }) }))
    .filter(({ curve }) => curve)
    .map(({ queue, curve }) => ({
      name: queue.name,
      plan: main.plan,
      promise: queue.share,
      promiseText: queue.promise,
      values: curve.mean,
      told: inBusyHours(main.plan, curve).mean,
      at,
    }));
  return { kind: "queues", plan: main.plan, rows };
}

const below = (row) => row.told.filter((value) => finite(value) && isBelow(value, row.promise)).length;
const lowest = (row) =>
  extreme(
    row.told.map((value) => (finite(value) ? value - row.promise : null)),
    false,
  );

function title(data, choice) {
  const { pictures } = data;
  const { kind, plan, rows } = look(data, choice);
  const ranked = rows.map((row) => ({ row, low: lowest(row), missed: below(row) })).filter(({ low }) => low);
  if (!ranked.length) return "";
  ranked.sort((a, b) => a.low.value - b.low.value);
  const [{ row, low }] = ranked;
  const value = shortText(row.values[low.i], "share");
  const moment = clockText(pictures, pictures.from_s[row.at[low.i]]);
  const missed = ranked.filter((one) => one.missed);
  const many =
    missed.length === ranked.length
      ? ranked.length === 2
        ? "both"
        : `all ${ranked.length}`
      : `${missed.length} of ${ranked.length}`;
  if (kind === "queues") {
    const alone = ranked.length === 1;
    if (alone) {
      const falls = missed.length ? "falls" : "never falls";
      return namedOn(plan, `${row.name} ${falls} below its promise, at worst ${value} at ${moment}`);
    }
    if (!missed.length)
      return foundOn(plan, `no queue falls below its promise; nearest ${row.name}, ${value} at ${moment}`);
    const one = `of ${ranked.length} queues only ${row.name} falls below its promise`;
    if (missed.length === 1) return foundOn(plan, `${one}, at worst ${value} at ${moment}`);
    return foundOn(plan, `${many} queues fall below their promise, ${row.name} furthest: ${value} at ${moment}`);
  }
  const name = scopeName(choice);
  const is = choice.queue === "all" ? "are" : "is";
  const promised = queueOf(data, choice.queue)?.promise ?? `${Math.round(row.promise * 100)}%`;
  const longest = missed.reduce((a, b) => (b.missed > a.missed ? b : a), missed[0]);
  if (!missed.length) {
    return kind === "plans"
      ? `${name}: no plan falls below ${promised}; nearest ${row.name}, ${value} at ${moment}`
      : namedOn(plan, `${name} ${is} never below ${promised}, at worst ${value} at ${moment}`);
  }
  const length = durationText(longest.missed * pictures.interval_s);
  const alike = missed.every((one) => one.missed === longest.missed);
  const who =
    missed.length === 1
      ? `${longest.row.name} for ${length}`
      : alike
        ? `each for ${length}`
        : `${longest.row.name} longest (${length})`;
  return kind === "plans"
    ? `${name}: ${many} plans fall below ${promised}, ${who}; worst ${value} at ${moment}`
    : namedOn(
        plan,
        `${name} ${is} below ${promised} longest on ${longest.row.name} (${length}), worst ${value} at ${moment}`,
      );
}

const rowHeight = (count) => (count <= 4 ? 30 : count <= 14 ? 24 : count <= 30 ? 18 : 15);

function axisOf(node, ticks, y) {
  let last = -Infinity;
  for (const { x, text } of ticks) {
    const half = textWidth(text, 12) / 2;
    const mid = Math.min(x, Number(node.getAttribute("width")) - half);
    if (mid - half < last + 8) continue;
    rule(node, x, y, x, y + 4, { stroke: "var(--edge)" });
    write(node, mid, y + 17, text, { fill: "var(--muted)", anchor: "middle" });
    last = mid + half;
  }
}

// What a cell holds: beside its promise, how sure, and how many calls it is about.
function cellTold(data, choice, kind, row, i) {
  const { pictures } = data;
  const at = row.at[i];
  const scope = kind === "queues" ? { ...choice, queue: row.name } : choice;
  const value = row.values[i];
  const offered = curveOf(row.plan, "offered", ...chosenScope(scope))?.mean[at];
  const off = offText({ threshold: row.promise, at_least: true, unit: "share" }, value);
  const curve = level(row.plan, scope);
  const [from, to] = [pictures.from_s[at], intervalEnd(pictures, at)].map((s) => clockText(pictures, s));
  const moment = momentText(data, choice, at).replace(from, `${from}-${to}`);
  return told(`${kind === "days" ? scopeName(choice) : row.name}, ${moment}`, [
    { name: "answered in time", text: percentText(value), colour: heatColour(heatBin(value, row.promise)) },
    line("interval", rangeText(curve?.low?.[at], curve?.high?.[at], "share")),
    line("promise", row.promiseText ?? queueOf(data, choice.queue)?.promise ?? percentText(row.promise)),
    line("margin", off),
    line("calls offered", finite(offered) ? countText(offered) : ""),
    daysLine(row.plan.runs),
  ]);
}

function draw(data, choice, width) {
  const { pictures } = data;
  const { kind, rows } = look(data, choice);
  const columns = Math.max(...rows.map(({ values }) => values.length));
  const height = rowHeight(rows.length);
  const size = height < 18 ? 11 : 12;
  const left =
    Math.ceil(
      Math.min(
        width * 0.3,
        widest(
          rows.map(({ name }) => name),
          size,
        ) + 2,
      ),
    ) + 10;
  const days = kind === "days";
  const span = days ? 86400 : pictures.length_s;
  const of = (s) => left + (s / span) * (width - left - 4);
  const x = (i) => of(Math.min(span, i * pictures.interval_s));
  const node = sheet(width);
  const events = days ? { placed: [], lines: 0 } : placeEvents(data, choice, of, left, width - 4);
  const top = events.lines * 14 + 8;
  const gap = (width - left) / columns >= 12 ? 1 : 0;
  rows.forEach((row, k) => {
    const y = top + k * height;
    const label = write(node, 0, y + height / 2 + size * 0.34, clipText(row.name, left - 10, size), { size });
    named(label, row.name);
    rule(node, left, y + height - 1, width - 4, y + height - 1);
    heatRow(node, row.values, row.promise, x, y, height - (height > 16 ? 2 : 1), gap);
  });
  const foot = top + rows.length * height;
  if (!days) {
    writeEvents(node, events, top);
    for (const event of eventsOf(data, choice).filter((one) => one.is_fault)) {
      for (const at of [event.from_s, event.to_s])
        rule(node, of(at), top - 2, of(at), foot, { stroke: "var(--tone-fail)", dash: "2 2" });
    }
  }
  const step = width < 500 ? 21600 : 10800;
  const ticks = days
    ? Array.from({ length: 86400 / step }, (_, k) => ({ x: of(k * step), text: minuteText((k * step) / 60) }))
    : clockTicks(pictures, width - left).map((s) => ({ x: of(s), text: clockText(pictures, s) }));
  axisOf(node, ticks, foot);
  setHeight(node, foot + 24);
  const shared = new Set(rows.map(({ promise }) => promise)).size === 1 ? rows[0].promise : null;
  const key = heatKey(shared, width);
  const above = Number(key.getAttribute("height"));
  const cells = rows.flatMap((row, k) =>
    row.values.flatMap((value, i) =>
      finite(value)
        ? [{ row, i, x: x(i), y: above + top + k * height, width: x(i + 1) - x(i), height: height - 1 }]
        : [],
    ),
  );
  const { points } = cellsReadout(cells);
  const at = (n) => cellTold(data, choice, kind, cells[n].row, cells[n].i);
  return { node: el("div", { class: "panels" }, key, node), readout: { points, at } };
}

export default {
  id: "heat-map",
  uses: ["queue", "platform", "plans"],
  applies: (data, choice) => look(data, choice).rows.some((row) => row.values.some(finite)),
  title,
  note(data, choice) {
    const { kind, plan } = look(data, choice);
    const all = level(plan, choice);
    const curves = kind === "days" && all ? [{ plan, curve: all }] : [];
    const average = kind === "days" && choice.queue === "all" && data.pictures.queues.length > 1;
    const against = average ? `Against ${Math.round(promiseOf(data, choice) * 100)}%, the mean of the promises. ` : "";
    const blank = `${against}Blank: no calls. ${quietNote(curves)}`.trim();
    if (kind === "plans") return `Share answered in time, each plan, ${scopeName(choice)}. ${blank}`;
    if (kind === "days") return `Share answered in time on ${plan.name}, days below each other. ${blank}`;
    return `Share answered in time against each queue's own promise, ${plan.name}. ${blank}`;
  },
  draw,
  rows(data, choice) {
    const { kind, plan, rows } = look(data, choice);
    const { pictures } = data;
    return rows.flatMap((row) =>
      row.values
        .map((value, i) => ({ value, at: row.at[i] }))
        .filter(({ at }) => at !== null)
        .map(({ value, at }) => ({
          plan: kind === "plans" ? row.name : plan.name,
          queue: kind === "queues" ? row.name : choice.queue,
          platform: choice.platform,
          from: clockText(pictures, pictures.from_s[at]),
          to: clockText(pictures, intervalEnd(pictures, at)),
          service_level: value,
          promise: row.promise,
        })),
    );
  },
  alt(data, choice) {
    const { rows } = look(data, choice);
    const each = rows.slice(0, 12).map((row) => {
      const low = lowest(row);
      return `${row.name} ${low ? `at worst ${valueText(row.values[low.i], "share")}` : "without calls"}`;
    });
    const more = rows.length > 12 ? ` and ${rows.length - 12} more` : "";
    return `${title(data, choice)}. Heat map: ${each.join(", ")}${more}.`;
  },
};
