// Agents needed against agents there, what is missing between them, and what it does to service level.
import * as Plot from "@observablehq/plot";
import { numeric, queueOf } from "../parts/data.js";
import { axisWidth, dayPanel, edgeRoom, valueAxis } from "../parts/day_plot.js";
import { el } from "../parts/dom.js";
import { clockText, countText, percentText } from "../parts/format.js";
import { heatRow } from "../parts/heat.js";
import { keyRow, placeEvents, say, writeEvents } from "../parts/plot_labels.js";
import { cornersOf } from "../parts/row_steps.js";
import { finite } from "../parts/scales.js";
import { spellsOf, spellsText } from "../parts/spells.js";
import { textWidth } from "../parts/text_fit.js";
import { shortText } from "../parts/title_words.js";

const headroom = 1.14; // above the highest need: room to say how many are missing
const least = 0.5; // of an agent: less is not missing

function look({ pictures }, choice) {
  const all = (pictures.needed ?? []).filter(({ rows }) => rows.some((row) => numeric(row.needed) !== null));
  const gap = (row) => Math.max(0, ...[numeric(row.needed) - row.there].filter((n) => !Number.isNaN(n)));
  const found =
    choice.queue !== "all"
      ? all.find(({ queue }) => queue === choice.queue)
      : (all.find(({ queue }) => queue === pictures.focus) ??
        [...all].sort((a, b) => Math.max(...b.rows.map(gap)) - Math.max(...a.rows.map(gap)))[0]);
  if (!found) return null;
  const step =
    found.rows.length > 1
      ? Math.min(...found.rows.slice(1).map((row, i) => row.from_s - found.rows[i].from_s))
      : pictures.interval_s;
  const rows = found.rows.map((row) => {
    const [needed, there] = [numeric(row.needed), numeric(row.there)];
    const known = typeof needed === "number" && finite(there);
    return {
      ...row,
      needed,
      there,
      to_s: Math.min(row.from_s + step, pictures.length_s),
      missing: known ? needed - there : null,
    };
  });
  return { ...found, rows };
}

// Enough in number, and yet the promise is missed: what is missing then are not agents.
function yetWords(pictures, name, rows) {
  const promise = pictures.queues.find((queue) => queue.name === name)?.share;
  const low = rows
    .filter(({ service_level: level }) => finite(level) && finite(promise) && level < promise)
    .sort((a, b) => a.service_level - b.service_level)[0];
  if (!low) return "";
  const level = shortText(low.service_level, "share");
  return `; yet only ${level} are answered in time at ${clockText(pictures, low.from_s)}`;
}

function title(data, choice) {
  const { pictures } = data;
  const { queue, rows } = look(data, choice);
  const known = rows.filter(({ missing }) => missing !== null);
  if (!known.length) return `${queue}: agents needed through the day`;
  const worst = known.reduce((a, b) => (b.missing > a.missing ? b : a));
  const at = clockText(pictures, worst.from_s);
  const spells = spellsOf(rows, ({ missing }) => missing !== null && missing >= least);
  if (!spells.length) {
    const spare = countText(Math.round(-worst.missing) || 0);
    const enough = `${queue} has agents enough all day, tightest at ${at}: ${spare} to spare`;
    return `${enough}${yetWords(pictures, queue, rows)}`;
  }
  const missing = finite(worst.missing) ? `${countText(Math.round(worst.missing))} missing` : "no number would do";
  return `${queue} is short of agents ${spellsText(pictures, spells)}, most at ${at}: ${missing}`;
}

function draw(data, choice, width) {
  const { pictures } = data;
  const { queue, rows } = look(data, choice);
  const height = Math.round(Math.max(160, Math.min(260, width * 0.32)));
  const axis = valueAxis(
    rows.flatMap(({ needed, there }) => [needed * headroom, there]),
    "count",
    height,
  );
  const [, high] = axis.domain;
  const drawn = rows.map((row) => ({ ...row, needed: row.needed === Infinity ? high : row.needed }));
  const left = axisWidth([axis]);
  const right = edgeRoom;
  const x = (s) => left + (s / pictures.length_s) * (width - left - right);
  const events = placeEvents(data, choice, x, left, width - right);
  const top = 8 + events.lines * 14;
  const strip = 40;
  const area = (values, fill, more) =>
    Plot.areaY(cornersOf(drawn, values), { x: "x", y1: "y1", y2: "y2", fill, ...more });
  const line = (values, stroke, more) =>
    Plot.line(cornersOf(drawn, values), { x: "x", y: "y", stroke, strokeLinejoin: "miter", ...more });
  const needed = (row) => (finite(row.needed) ? { y: row.needed } : null);
  const there = (row) => (finite(row.there) ? { y: row.there } : null);
  const short = (row) => (row.missing >= least ? { y1: row.there, y2: row.needed } : null);
  const node = dayPanel(data, choice, {
    width,
    height: height + top + strip + 24,
    top,
    right,
    left,
    bottom: strip + 24,
    axis,
    marks: [
      area((row) => (finite(row.there) ? { y1: 0, y2: row.there } : null), "var(--seq-2)"),
      area(short, "var(--tone-fail)", { fillOpacity: 0.3 }),
      line(there, "var(--plan-1)", { strokeWidth: 1.5 }),
      line(needed, "var(--ink)", { strokeWidth: 2, strokeDasharray: "6 3" }),
    ],
  });
  writeEvents(node, events, top);
  strips(node, data, queue, rows, x, top + height);
  const worst = drawn
    .filter((row) => row.missing >= least && finite(row.missing))
    .sort((a, b) => b.missing - a.missing)[0];
  if (worst) {
    const text = `${countText(Math.round(worst.missing))} missing`;
    const half = textWidth(text, 11, 600) / 2 + 2;
    const mid = Math.max(left + half, Math.min(width - half, x((worst.from_s + worst.to_s) / 2)));
    const beneath = drawn.filter((row) => x(row.to_s) > mid - half && x(row.from_s) < mid + half);
    const y = node.scale("y").apply(Math.max(...beneath.flatMap((row) => [row.needed, row.there]).filter(finite)));
    say(
      node,
      mid,
      y < top + 14 ? y + 16 : y - 6,
      text,
      {
        anchor: "middle",
        weight: 600,
        fill: "var(--tone-fail)",
        halo: true,
        size: 11,
      },
    );
  }
  const keys = [
    { name: "agents needed", colour: "var(--ink)", dash: "6 3" },
    { name: "agents there", colour: "var(--seq-2)", area: true },
    ...(worst ? [{ name: "missing", colour: "var(--tone-fail)", area: true, opacity: 0.3 }] : []),
  ];
  const at = (i) => ({ title: rows[i].clock || clockText(pictures, rows[i].from_s), lines: linesOf(rows[i]) });
  return {
    node: el("div", { class: "panels" }, keyRow(keys, width), node),
    readout: { xs: rows.map((row) => x((row.from_s + row.to_s) / 2)), at },
  };
}

const many = (n) => (n === Infinity ? "no number would do" : finite(n) ? countText(n) : "-");
function linesOf(row) {
  const missing =
    row.missing === null
      ? []
      : row.missing >= least
        ? [{ name: "missing", text: many(row.missing), colour: "var(--tone-fail)" }]
        : [{ name: "to spare", text: countText(Math.max(0, -row.missing)) }];
  return [
    { name: "needed", text: many(row.needed), colour: "var(--ink)" },
    { name: "there", text: many(row.there), colour: "var(--plan-1)" },
    ...missing,
    { name: "offered", text: finite(row.offered) ? countText(row.offered) : "-" },
    { name: "answered in time", text: finite(row.service_level) ? percentText(row.service_level) : "-" },
  ];
}

// Service level beneath the hours, as colours around the promise.
function strips(node, data, queue, rows, x, foot) {
  const promise = queueOf(data, queue)?.share ?? 0.8;
  const y = foot + 44;
  const edges = [...rows.map((row) => row.from_s), rows.at(-1).to_s];
  heatRow(
    node,
    rows.map(({ service_level: value }) => (finite(value) ? value : null)),
    promise,
    (i) => x(edges[i]),
    y,
    12,
    1,
  );
  say(node, x(0), y - 6, `answered in time, around ${Math.round(promise * 100)}%; dark foot: below`, {
    size: 11,
    fill: "var(--muted)",
  });
}

export default {
  id: "demand-capacity",
  uses: ["queue"],
  applies: (data, choice) => look(data, choice) !== null,
  title,
  note: (data, choice) =>
    `Needed: ${look(data, choice).method}. There: agents who could take these calls, on average` +
    `${data.pictures.platforms.length > 1 ? ", whatever platform they are signed in on" : ""}.`,
  draw,
  rows: (data, choice) => {
    const { queue, rows } = look(data, choice);
    return rows.map((row) => ({
      queue,
      from: row.clock || clockText(data.pictures, row.from_s),
      needed: row.needed === Infinity ? "infinity" : row.needed,
      there: row.there,
      missing:
        row.missing === null || row.missing < 0
          ? row.missing === null
            ? null
            : 0
          : row.missing === Infinity
            ? "infinity"
            : row.missing,
      offered: row.offered ?? null,
      service_level: row.service_level ?? null,
    }));
  },
  alt(data, choice) {
    const { rows } = look(data, choice);
    return `${title(data, choice)}. Needed and there: ${rows
      .map((row) => `${row.clock} ${many(row.needed)} and ${many(row.there)}`)
      .join(", ")}.`;
  },
};
