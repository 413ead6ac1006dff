// Agents through the day, group by group: there, the formula's guess and needed as steps, what is missing between
// them, and below the level that is reached with what is needed.
import * as Plot from "@observablehq/plot";
import { axisWidth, dayPanel, edgeRoom, valueAxis } from "../parts/day_plot.js";
import { el } from "../parts/dom.js";
import { clockText, countText, percentText } from "../parts/format.js";
import { keyRow, levelLabel, say } from "../parts/plot_labels.js";
import { rangeText } from "../parts/range_words.js";
import { cornersOf } from "../parts/row_steps.js";
import { finite, spanOf, stepOf, ticksOf, tickText } from "../parts/scales.js";
import { setHeight, sheet, write } from "../parts/svg.js";
import { clipText, textWidth } from "../parts/text_fit.js";
import { spellsOf, spellsText } from "../parts/spells.js";

const mostDrawn = 6; // groups; the table has all
const least = 0.5; // of an agent: less is not missing

const gap = (row) => row.needed - row.there;

// Every group with its rows, those that miss most first.
function look({ pictures }) {
  const groups = (pictures.staff_needed?.groups ?? []).map(({ group, rows }) => ({
    group,
    rows: rows.map((row) => ({ ...row, to_s: Math.min(row.from_s + pictures.interval_s, pictures.length_s) })),
  }));
  const most = ({ rows }) => Math.max(...rows.map(gap));
  return groups.filter(({ rows }) => rows.length).sort((a, b) => most(b) - most(a));
}

const worstOf = (rows) => rows.reduce((a, b) => (gap(b) > gap(a) ? b : a));
const shortOf = (rows) => spellsOf(rows, (row) => gap(row) >= least);

function title({ pictures }) {
  const groups = look({ pictures });
  const [first, ...others] = groups;
  const worst = worstOf(first.rows);
  const spells = shortOf(first.rows);
  if (!spells.length) {
    const name = groups.length > 1 ? `, in ${first.group}` : "";
    const spare = Math.round(-gap(worst)) || 0;
    return `There are agents enough all day, tightest at ${worst.clock}${name}: ${countText(spare)} to spare`;
  }
  const short = others.filter(({ rows }) => shortOf(rows).length);
  const rest = !others.length
    ? ""
    : short.length === 1
      ? `; ${short[0].group} is short, too`
      : short.length
        ? `; ${short.length} more groups are short`
        : others.length === 1
          ? `; ${others[0].group} has enough all day`
          : "; the others have enough all day";
  const missing = `${countText(gap(worst))} missing`;
  return `${first.group} is short of agents ${spellsText(pictures, spells)}, most at ${worst.clock}: ${missing}${rest}`;
}

function note({ pictures }) {
  const { target, judged, check_runs } = pictures.staff_needed;
  const what = judged ? `every interval keeps ${target}` : `the day keeps ${target}`;
  const left = look({ pictures }).length - mostDrawn;
  const more = left > 0 ? ` ${left} more groups stand in the table.` : "";
  const days = `over ${countText(check_runs)} days of fresh callers, with its 95% band`;
  return `Needed: so many that ${what}. Below: the level reached with them, ${days}.${more}`;
}

const area = (rows, values, fill, more) =>
  Plot.areaY(cornersOf(rows, values), { x: "x", y1: "y1", y2: "y2", fill, ...more });
const line = (rows, values, stroke, more) =>
  Plot.line(cornersOf(rows, values), { x: "x", y: "y", stroke, strokeLinejoin: "miter", ...more });

function agentsPanel(data, choice, rows, shape) {
  const axis = valueAxis(
    rows.flatMap((row) => [row.needed, row.there, row.erlang ?? 0]),
    "count",
    shape.inner,
  );
  const marks = [
    area(rows, (row) => ({ y1: 0, y2: row.there }), "var(--seq-2)"),
    area(rows, (row) => (gap(row) > 0 ? { y1: row.there, y2: row.needed } : null), "var(--tone-fail)", {
      fillOpacity: 0.3,
    }),
    line(rows, (row) => (finite(row.erlang) ? { y: row.erlang } : null), "var(--muted)", {
      strokeWidth: 1.5,
      strokeDasharray: "1 3",
    }),
    line(rows, (row) => ({ y: row.there }), "var(--plan-1)", { strokeWidth: 1.5 }),
    line(rows, (row) => ({ y: row.needed }), "var(--ink)", { strokeWidth: 2, strokeDasharray: "6 3" }),
  ];
  return { axis, marks };
}

// The level's own scale: from below the lowest to the best that can be.
function levelPanel(data, rows, shape) {
  const { higher_is_better } = data.pictures.staff_needed;
  const known = rows.filter((row) => finite(row.level));
  const values = known.flatMap((row) => [row.level, row.low, row.high, row.bound]).filter(finite);
  const domain = spanOf(higher_is_better ? [...values, 1] : [...values, 0], { unit: "share", pad: 0.06 });
  const step = stepOf(...domain, Math.max(2, Math.floor(shape.inner / 28)), "share");
  const axis = {
    domain,
    ticks: ticksOf(domain, Math.max(2, Math.floor(shape.inner / 28)), "share"),
    text: (v) => tickText(v, "share", step),
  };
  const missed = known.filter((row) => (higher_is_better ? row.level < row.bound : row.level > row.bound));
  const band = (row) => (finite(row.low) && finite(row.high) ? { y1: row.low, y2: row.high } : null);
  const marks = [
    area(rows, band, "var(--accent)", { fillOpacity: 0.18 }),
    line(rows, (row) => (finite(row.bound) ? { y: row.bound } : null), "var(--muted)", {
      strokeWidth: 1.5,
      strokeDasharray: "4 3",
    }),
    line(rows, (row) => (finite(row.level) ? { y: row.level } : null), "var(--accent)", { strokeWidth: 2 }),
    Plot.dot(missed, {
      x: (row) => (row.from_s + row.to_s) / 2,
      y: "level",
      r: 3,
      fill: "var(--tone-fail)",
      stroke: "none",
    }),
  ];
  return { axis, marks };
}

function heading(width, group, rows, above) {
  const node = sheet(width);
  const worst = worstOf(rows);
  const text =
    gap(worst) >= least
      ? `${countText(gap(worst))} missing at ${worst.clock}`
      : `${countText(Math.round(-gap(worst)) || 0)} to spare at ${worst.clock}`;
  const room = width - textWidth(text, 12, 600) - 14;
  write(node, 0, above + 15, clipText(group, room, 13, 600), { size: 13, weight: 600 });
  write(node, width, above + 15, text, {
    weight: 600,
    anchor: "end",
    fill: gap(worst) >= least ? "var(--tone-fail)" : "var(--muted)",
  });
  return setHeight(node, above + 22);
}

// Both panels of a group; the hours stand below the level.
function groupPanels(data, choice, { group, rows }, width) {
  const tall = Math.round(Math.max(110, Math.min(170, width * 0.2)));
  const low = 74;
  const levels = rows.some((row) => finite(row.level));
  const upper = agentsPanel(data, choice, rows, { inner: tall });
  const lower = levels ? levelPanel(data, rows, { inner: low }) : null;
  return { group, rows, upper, lower, tall, low };
}

function draw(data, choice, width) {
  const { pictures } = data;
  const panels = look({ pictures })
    .slice(0, mostDrawn)
    .map((one) => groupPanels(data, choice, one, width));
  const left = axisWidth(panels.flatMap(({ upper, lower }) => (lower ? [upper.axis, lower.axis] : [upper.axis])));
  const right = edgeRoom;
  const x = (s) => left + (s / pictures.length_s) * (width - left - right);
  const nodes = panels.flatMap(({ group, rows, upper, lower, tall, low }, k) => {
    const head = heading(width, group, rows, k ? 14 : 4);
    const above = dayPanel(data, choice, {
      width, height: tall + 16, top: 8, right, left, bottom: lower ? 8 : 24, clock: !lower, ...upper,
    });
    if (!lower) return [head, above];
    const below = dayPanel(data, choice, { width, height: low + 44, top: 20, right, left, bottom: 24, ...lower });
    const words = pictures.staff_needed.higher_is_better ? "answered in time" : "the target's figure";
    say(below, left, 12, `${words}, with what is needed`, { size: 11, fill: "var(--muted)" });
    const bounds = [...new Set(rows.map((row) => row.bound).filter(finite))];
    if (bounds.length === 1) {
      const text = `target ${Number((bounds[0] * 100).toFixed(2))}%`;
      levelLabel(below, width - right, below.scale("y").apply(bounds[0]), text, { anchor: "end", below: true });
    }
    return [head, above, below];
  });
  const anyErlang = panels.some(({ rows }) => rows.some((row) => finite(row.erlang)));
  const anyShort = panels.some(({ rows }) => rows.some((row) => gap(row) > 0));
  const keys = [
    { name: "needed", colour: "var(--ink)", dash: "6 3" },
    { name: "there", colour: "var(--seq-2)", area: true },
    ...(anyShort ? [{ name: "missing", colour: "var(--tone-fail)", area: true, opacity: 0.3 }] : []),
    ...(anyErlang ? [{ name: "Erlang's guess", colour: "var(--muted)", dash: "1 3" }] : []),
  ];
  const [{ rows }] = panels;
  return {
    node: el("div", { class: "panels" }, keyRow(keys, width), nodes),
    readout: {
      xs: rows.map((row) => x((row.from_s + row.to_s) / 2)),
      at: (i) => ({
        title: rows[i].clock || clockText(pictures, rows[i].from_s),
        lines: panels.flatMap((panel) => linesOf(panel, rows[i].from_s, panels.length > 1)),
      }),
    },
  };
}

const levelText = (row) => (finite(row.level) ? percentText(row.level) : "-");

function linesOf({ group, rows }, from, several) {
  const row = rows.find((one) => one.from_s === from);
  if (!row) return [];
  const name = (word) => (several ? `${group}: ${word}` : word);
  const missing = { name: name("missing"), text: countText(gap(row)), colour: "var(--tone-fail)" };
  const erlang = { name: name("Erlang's guess"), text: countText(row.erlang ?? 0), colour: "var(--muted)" };
  const range = rangeText(row.low, row.high, "share");
  return [
    { name: name("needed"), text: countText(row.needed), colour: "var(--ink)" },
    { name: name("there"), text: countText(row.there), colour: "var(--plan-1)" },
    ...(finite(row.erlang) ? [erlang] : []),
    ...(gap(row) >= least ? [missing] : []),
    { name: name("level"), text: range ? `${levelText(row)} [${range}]` : levelText(row), colour: "var(--accent)" },
  ];
}

export default {
  id: "staff-needed",
  uses: [],
  applies: (data) => look(data).length > 0,
  title,
  note,
  draw,
  rows: (data) =>
    look(data).flatMap(({ group, rows }) =>
      rows.map((row) => ({
        group,
        from: row.clock,
        there: row.there,
        erlang: row.erlang,
        needed: row.needed,
        missing: Math.max(0, gap(row)),
        queue: row.queue,
        level: row.level,
        low: row.low,
        high: row.high,
        target: row.bound,
      })),
    ),
  alt(data) {
    const told = look(data).map(
      ({ group, rows }) =>
        `${group}, needed and there: ${rows
          .map((row) => `${row.clock} ${countText(row.needed)} and ${countText(row.there)}`)
          .join(", ")}`,
    );
    return `${title(data)}. ${told.join("; ")}.`;
  },
};
