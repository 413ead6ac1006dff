// How every must fares with more and more: what was found at each growth, with its interval, against its bound; where
// the first of them breaks.
import * as Plot from "@observablehq/plot";
import { axisWidth, edgeRoom } from "../parts/day_plot.js";
import { numeric } from "../parts/data.js";
import { el } from "../parts/dom.js";
import { valueText } from "../parts/format.js";
import { keyRow, say } from "../parts/plot_labels.js";
import { plotStyle } from "../parts/plot_style.js";
import { rangeText } from "../parts/range_words.js";
import { finite, spanOf, stepOf, ticksOf, tickText } from "../parts/scales.js";
import { put, rule, setHeight, sheet, write } from "../parts/svg.js";
import { toneColour } from "../parts/palette.js";
import { textWidth, wrapText } from "../parts/text_fit.js";

const mostDrawn = 6; // musts; the table has all
const percent = (growth) => `${growth > 0 ? "+" : growth < 0 ? "-" : ""}${Math.abs(Math.round(growth * 100))}%`;
const growthOf = ({ pictures }) => pictures.growth ?? null;

// The must that breaks first, then the others in their order.
function look(data) {
  const growth = growthOf(data);
  const first = ({ text }) => Number(text !== growth.breaks_first);
  const musts = [...growth.musts].sort((a, b) => first(a) - first(b));
  return { ...growth, musts };
}

// Those that are seen to fail at the same growth as the first that breaks.
const failing = ({ musts, breaks_first: first, fails_from: from }) =>
  musts.filter(
    ({ text, points }) => text !== first && points.some((p) => p.growth === from && p.verdict === "FAIL"),
  ).length;

// Growths so near to each other beside the whole that their marks would lie upon each other stand at equal steps.
const nearest = 1 / 40;
function uneven({ musts }) {
  const all = musts[0]?.points.map(({ growth }) => growth) ?? [];
  const gaps = all.slice(1).map((growth, i) => growth - all[i]);
  return Math.min(...gaps) < (all.at(-1) - all[0]) * nearest;
}

function title(data) {
  const growth = look(data);
  const { breaks_first: breaks, full, holds_until: until, holds_text: holds, fails_text: fails } = growth;
  const last = growth.musts[0]?.points.at(-1);
  if (!finite(growth.fails_from)) {
    if (until === last?.growth) return `Every must holds at every growth that was looked at, up to ${holds}`;
    return `Nothing fails up to ${last?.growth_text}, but not every must surely holds`;
  }
  const then = full.length ? `; full then: ${full[0]}${full.length > 1 ? ` and ${full.length - 1} more` : ""}` : "";
  const others = failing(growth);
  if (growth.fails_from <= 0) {
    const less = finite(until) ? `; every must holds at ${holds}` : "";
    const from = growth.fails_from === 0 ? "as it is" : `from ${fails} on`;
    return `${breaks}${others ? ` and ${others} more fail` : " fails"} ${from}${less}${then}`;
  }
  const so = finite(until) ? `Every must holds until ${holds}; ` : "";
  return `${so}${breaks}${others ? ` and ${others} more are` : " is"} the first to fail, at ${fails}${then}`;
}

function note(data) {
  const growth = look(data);
  const left = growth.musts.length - mostDrawn;
  const more = left > 0 ? ` ${left} more musts stand in the table.` : "";
  const of = { volume: "more calls", aht: "longer handling", absence: "more of the agents absent" }[growth.of];
  const days = `each point on ${growth.runs} days, the same callers`;
  const steps = uneven(growth) ? " Growths stand at equal steps, not to scale." : "";
  const shaded = finite(growth.fails_from) ? " Shaded: some must fails." : "";
  return `To the right: ${of}.${steps} Marks: what was found, with its 95% range; ${days}.${shaded}${more}`;
}

const valuesOf = ({ points, threshold }) =>
  [...points.flatMap(({ value, low, high }) => [value, low, high]), threshold].map(numeric).filter(finite);

function axisOf(must, inner) {
  const domain = spanOf(valuesOf(must), { unit: must.unit, pad: 0.1 });
  const most = Math.max(2, Math.floor(inner / 34));
  const step = stepOf(...domain, most, must.unit);
  return { domain, ticks: ticksOf(domain, most, must.unit), text: (v) => tickText(v, must.unit, step) };
}

// What holds is a full dot, what cannot be told a hollow one, what fails a cross: without colour, too.
function mark(node, x, y, { verdict, tone }) {
  const colour = toneColour(tone);
  if (verdict === "FAIL") {
    put(node, "path", {
      d: `M${x - 4.5},${y - 4.5}L${x + 4.5},${y + 4.5}M${x - 4.5},${y + 4.5}L${x + 4.5},${y - 4.5}`,
      fill: "none", stroke: colour, "stroke-width": 2.5,
    });
    return;
  }
  put(node, "circle", {
    cx: x, cy: y, r: 4.5, stroke: colour, "stroke-width": 2,
    fill: verdict === "UNDECIDED" ? "var(--card, Canvas)" : colour,
  });
}

function drawPoint(node, x, y, [low, high], point) {
  const value = numeric(point.value);
  if (value === null || value === undefined) return;
  const at = x(point.growth);
  const colour = toneColour(point.tone);
  const inside = (v) => y(Math.max(low, Math.min(high, v)));
  const [from, to] = [numeric(point.low), numeric(point.high)];
  if (from !== null && to !== null) rule(node, at, inside(from), at, inside(to), { stroke: colour, width: 2 });
  mark(node, at, inside(value), point);
}

// The first growth at which this must fails, and what it did before.
function wordOf({ points }) {
  const fails = points.filter(({ verdict }) => verdict === "FAIL");
  if (!fails.length) {
    const sure = points.every(({ verdict }) => verdict !== "UNDECIDED");
    return { text: sure ? "holds at every growth" : "nowhere surely fails", tone: sure ? "pass" : "undecided" };
  }
  if (fails.length === points.length) return { text: "fails at every growth", tone: "fail" };
  const [{ growth: from }] = fails;
  return { text: from === 0 ? "fails as it is" : `fails from ${percent(from)}`, tone: "fail" };
}

function heading(width, must, above) {
  const node = sheet(width);
  const { text, tone } = wordOf(must);
  const beside = textWidth(text, 12, 600) + 16;
  const one = textWidth(must.text, 12, 600) + beside <= width;
  const lines = wrapText(must.text, one ? width - beside : width, 12, 600);
  lines.forEach((words, k) => write(node, 0, above + 15 + k * 16, words, { weight: 600 }));
  const colour = { weight: 600, fill: toneColour(tone) };
  if (one) write(node, width, above + 15, text, { ...colour, anchor: "end" });
  else write(node, 0, above + 15 + lines.length * 16, text, colour);
  return setHeight(node, above + 6 + (lines.length + (one ? 0 : 1)) * 16);
}

// Where growths stand from left to right: to scale, or step by step.
function placesOf(growth, room) {
  const all = growth.musts[0].points.map((point) => point.growth);
  const steps = uneven(growth) && (!finite(growth.fails_from) || all.includes(growth.fails_from));
  const place = steps ? (value) => all.indexOf(value) : (value) => value;
  const [low, high] = [place(all[0]), place(all.at(-1))];
  const pad = (high - low || 0.1) * 0.04;
  const span = [low - pad, high + pad];
  if (!steps) {
    const ticks = ticksOf(span, Math.max(2, Math.floor(room / 80)), "count");
    return { all, place, span, text: percent, ticks };
  }
  const every = Math.ceil((all.length * 48) / room);
  const ticks = all.map((_, i) => i).filter((i) => (all.length - 1 - i) % every === 0);
  return { all, place, span, text: (i) => percent(all[i]), ticks };
}

function panel(growth, must, { width, left, inner, places, axis, clock }) {
  const { place, span } = places;
  const [top, right, bottom] = [12, edgeRoom, clock ? 24 : 10];
  const node = Plot.plot({
    width,
    height: inner + top + bottom,
    marginTop: top,
    marginRight: right,
    marginLeft: left,
    marginBottom: bottom,
    style: plotStyle,
    x: { domain: span, axis: null },
    y: { domain: axis.domain, axis: null },
    marks: [
      finite(growth.fails_from)
        ? Plot.rectX([0], {
            x1: place(growth.fails_from), x2: span[1], fill: "var(--fault-shade)", ariaLabel: "some must fails",
          })
        : null,
      Plot.gridY(axis.ticks, { stroke: "var(--rule)", strokeOpacity: 1 }),
      Plot.axisY(axis.ticks, {
        label: null, tickSize: 0, tickPadding: 8, tickFormat: axis.text, fontSize: 12, fontVariant: "tabular-nums",
      }),
      clock
        ? Plot.axisX(places.ticks, {
            label: null, tickSize: 4, tickFormat: places.text, fontSize: 12, fontVariant: "tabular-nums",
          })
        : null,
      Plot.ruleY([must.threshold].filter(finite), { stroke: "var(--muted)", strokeWidth: 1.5, strokeDasharray: "4 3" }),
      finite(growth.fails_from)
        ? Plot.ruleX([place(growth.fails_from)], { stroke: "var(--tone-fail)", strokeDasharray: "2 2" })
        : null,
      Plot.line(must.points.filter(({ value }) => finite(numeric(value))), {
        x: (point) => place(point.growth), y: "value", stroke: "var(--edge)", strokeWidth: 1.5,
      }),
    ],
  });
  node.style.display = "block";
  const x = (value) => node.scale("x").apply(place(value));
  const y = (value) => node.scale("y").apply(value);
  for (const point of must.points) drawPoint(node, x, y, axis.domain, point);
  return { node, x };
}

function draw(data, _choice, width) {
  const growth = look(data);
  const musts = growth.musts.slice(0, mostDrawn);
  const inner = Math.round(Math.max(96, Math.min(150, width * 0.17)));
  const axes = musts.map((must) => axisOf(must, inner));
  const left = axisWidth(axes);
  const places = placesOf(growth, width - left);
  let xs = [];
  const nodes = musts.flatMap((must, k) => {
    const last = k === musts.length - 1;
    const made = panel(growth, must, { width, left, inner, places, axis: axes[k], clock: last });
    xs = places.all.map(made.x);
    return [heading(width, must, k ? 10 : 0), made.node];
  });
  const verdicts = new Set(musts.flatMap(({ points }) => points.map(({ verdict }) => verdict)));
  return {
    node: el("div", { class: "panels" }, legend(verdicts, width), nodes),
    readout: {
      xs,
      at: (i) => ({ title: musts[0].points[i].growth_text, lines: musts.map((must) => lineOf(must, musts.length, i)) }),
    },
  };
}

// The marks in words, one after the other.
function legend(verdicts, width) {
  const items = [
    ["PASS", "pass", "holds"],
    ["UNDECIDED", "undecided", "cannot be told"],
    ["FAIL", "fail", "fails"],
  ].filter(([verdict]) => verdicts.has(verdict) || (verdict === "PASS" && verdicts.has("ON TARGET")));
  const node = sheet(width);
  let x = 6;
  for (const [verdict, tone, name] of items) {
    mark(node, x, 10, { verdict, tone });
    say(node, x + 10, 14, name);
    x += textWidth(name, 12) + 34;
  }
  const bound = keyRow([{ name: "promised", colour: "var(--muted)", dash: "4 3" }], width);
  const below = x + 28 + textWidth("promised", 12) > width; // no room beside them
  for (const child of [...bound.childNodes]) {
    child.setAttribute("transform", `translate(${below ? 0 : x} ${below ? 18 : 0})`);
    node.append(child);
  }
  return setHeight(node, below ? 42 : 24);
}

const foundText = ({ value }, unit) => (numeric(value) === Infinity ? "never" : valueText(value, unit));
const shortMust = (text) => (text.length > 46 ? `${text.slice(0, 45).trimEnd()}\u2026` : text);

function lineOf(must, many, i) {
  const point = must.points[i];
  const range = rangeText(point.low, point.high, must.unit);
  const found = range ? `${foundText(point, must.unit)} [${range}]` : foundText(point, must.unit);
  return {
    name: many > 1 ? shortMust(must.text) : "found",
    text: `${found}, ${point.verdict}`,
    colour: toneColour(point.tone),
  };
}

export default {
  id: "growth",
  uses: [],
  applies: (data) => (growthOf(data)?.musts.length ?? 0) > 0,
  title,
  note,
  draw,
  rows: (data) =>
    look(data).musts.flatMap((must) =>
      must.points.map((point) => ({
        must: must.text,
        growth: point.growth,
        found: point.value,
        low: point.low,
        high: point.high,
        threshold: must.threshold,
        unit: must.unit,
        verdict: point.verdict,
      })),
    ),
  alt(data) {
    const told = look(data).musts.map((must) => {
      const points = must.points.map((p) => `${percent(p.growth)} ${foundText(p, must.unit)} ${p.verdict}`);
      return `${must.text}: ${points.join(", ")}`;
    });
    return `${title(data)}. ${told.join("; ")}.`;
  },
};
