// Three ways to show a sweep: a line over one axis of numbers, a heat map over two axes, a ranked list over more.
import { numeric } from "./data.js";
import { toneColour } from "./palette.js";
import { foundText, rangeText } from "./range_words.js";
import { higherWins, rankedRow } from "./ranking.js";
import { rowList } from "./row_list.js";
import { finite, scale, spanOf, stepOf, ticksOf, tickText } from "./scales.js";
import { asNumber, byRank, numericAxis, onGrid, shortKey, sweepPoints } from "./sweep_points.js";
import { box, named, put, rule, setHeight, sheet, write } from "./svg.js";
import { cellsReadout } from "./readout_stops.js";
import { daysLine, line, sureWords, told } from "./told.js";
import { clipText, textWidth, widest, wrapText } from "./text_fit.js";

// Pass: a full dot. Fail: a cross. Undecided: an open dot.
export function toneMark(node, x, y, tone, size = 5) {
  const colour = toneColour(tone || "none");
  if (tone === "fail") {
    put(node, "path", {
      d: `M${x - size},${y - size}L${x + size},${y + size}M${x + size},${y - size}L${x - size},${y + size}`,
      stroke: colour,
      "stroke-width": 2.5,
      fill: "none",
    });
    return;
  }
  put(node, "circle", {
    cx: x,
    cy: y,
    r: size,
    fill: tone === "pass" ? colour : "var(--card)",
    stroke: colour,
    "stroke-width": 2,
  });
}

function legend(node, points, y) {
  const names = [
    ["pass", "keeps every promise"],
    ["fail", "fails"],
    ["undecided", "undecided"],
    ["warn", "fails a should"],
  ];
  let x = 8;
  for (const [tone, name] of names.filter(([one]) => points.some((p) => p.tone === one))) {
    toneMark(node, x, y - 4, tone, 4);
    write(node, x + 11, y, name, { size: 11, fill: "var(--muted)" });
    x += 32 + textWidth(name, 11);
  }
}

function bandPath(points, x, y) {
  const known = points.filter(({ cell }) => finite(numeric(cell.low)) && finite(numeric(cell.high)));
  if (known.length < 2) return "";
  const upper = known.map((p) => `${x(p.x)},${y(p.cell.high)}`);
  const lower = [...known].reverse().map((p) => `${x(p.x)},${y(p.cell.low)}`);
  return `M${[...upper, ...lower].join("L")}Z`;
}

function lineAxes(node, pictures, points, width) {
  const { unit, label } = rankedRow(pictures);
  const domain = spanOf(
    points.flatMap((p) => [p.value, numeric(p.cell.low), numeric(p.cell.high)]),
    { unit, zero: unit !== "share" },
  );
  const step = stepOf(...domain, 5, unit);
  const ticks = ticksOf(domain, 5, unit);
  const left =
    Math.ceil(
      widest(
        ticks.map((t) => tickText(t, unit, step)),
        11,
      ),
    ) + 12;
  const bottom = Math.max(250, Math.min(340, width * 0.45));
  const xs = points.map((p) => p.x);
  const x = scale([Math.min(...xs), Math.max(...xs)], [left + 14, width - 16]);
  const y = scale(domain, [bottom, 50]);
  write(node, 0, 12, label, { size: 11, fill: "var(--muted)" });
  legend(node, points, 32);
  for (const tick of ticks) {
    rule(node, left, y(tick), width, y(tick));
    write(node, left - 6, y(tick) + 4, tickText(tick, unit, step), { size: 11, fill: "var(--muted)", anchor: "end" });
  }
  return { x, y, bottom };
}

export function drawLine(pictures, places, width) {
  const [axis] = pictures.axes;
  const points = sweepPoints(pictures)
    .map((p) => ({ ...p, x: places[axis.values.indexOf(p.at[0])] ?? asNumber(p.at[0]).value }))
    .filter((p) => finite(p.x))
    .sort((a, b) => a.x - b.x);
  const node = sheet(width);
  const { x, y, bottom } = lineAxes(node, pictures, points, width);
  put(node, "path", { d: bandPath(points, x, y), fill: "var(--accent)", "fill-opacity": 0.16 });
  put(node, "path", {
    d: `M${points.map((p) => `${x(p.x)},${y(p.value)}`).join("L")}`,
    fill: "none",
    stroke: "var(--accent)",
    "stroke-width": 1.5,
  });
  let last = -Infinity;
  for (const point of points) {
    toneMark(node, x(point.x), y(point.value), point.tone);
    const half = textWidth(point.at[0], 11) / 2;
    const mid = Math.max(half, Math.min(width - half, x(point.x)));
    rule(node, x(point.x), bottom, x(point.x), bottom + 4, { stroke: "var(--edge)" });
    if (mid - half < last + 6) continue;
    write(node, mid, bottom + 17, point.at[0], { size: 11, fill: "var(--muted)", anchor: "middle" });
    last = mid + half;
  }
  write(node, width, bottom + 36, axis.title ?? axis.key, { size: 11, fill: "var(--muted)", anchor: "end" });
  return {
    node: setHeight(node, bottom + 44),
    readout: {
      xs: points.map((p) => x(p.x)),
      at: (i) => pointTold(pictures, points[i]),
    },
  };
}

// Worst to best in seven shades; the words on them keep their contrast.
function shadeOf(pictures, value, [low, high]) {
  const part = high > low ? (value - low) / (high - low) : 0.5;
  return 1 + Math.min(6, Math.floor((higherWins(pictures) ? part : 1 - part) * 7));
}

const rowHeight = 42;
const widestCell = 480;

export function drawHeat(pictures, width) {
  const points = onGrid(pictures, sweepPoints(pictures));
  const [down, across] = pictures.axes[0].values.length >= pictures.axes[1].values.length ? [0, 1] : [1, 0];
  const [rows, columns] = [pictures.axes[down], pictures.axes[across]];
  const { unit, label } = rankedRow(pictures);
  const values = points.map((p) => p.value);
  const span = [Math.min(...values), Math.max(...values)];
  const node = sheet(width);
  const left = Math.min(width * 0.3, widest(rows.values, 11) + 12);
  const cell = Math.min(widestCell, (width - left) / columns.values.length);
  const heads = [`${label}; down: ${rows.title ?? rows.key}`, `across: ${columns.title ?? columns.key}`];
  const lines = heads.flatMap((text) => wrapText(text, width, 11));
  lines.forEach((text, k) => write(node, 0, 12 + k * 15, text, { size: 11, fill: "var(--muted)" }));
  legend(node, points, lines.length * 15 + 18);
  const top = lines.length * 15 + 44;
  columns.values.forEach((text, k) =>
    write(node, left + (k + 0.5) * cell, top - 6, clipText(text, cell - 4, 11), { size: 11, anchor: "middle" }),
  );
  rows.values.forEach((text, k) =>
    write(node, 0, top + (k + 0.5) * rowHeight + 4, clipText(text, left - 8, 11), { size: 11 }),
  );
  const cells = [];
  const order = ({ at }) => rows.values.indexOf(at[down]) * columns.values.length + columns.values.indexOf(at[across]);
  for (const point of [...points].sort((a, b) => order(a) - order(b))) {
    const [x, y] = [
      left + columns.values.indexOf(point.at[across]) * cell,
      top + rows.values.indexOf(point.at[down]) * rowHeight,
    ];
    const shade = shadeOf(pictures, point.value, span);
    const group = named(put(node, "g"), `${point.at.join(", ")}: ${foundText(point.value, unit)} ${point.word}`);
    box(group, x + 1, x + cell - 1, y + 1, rowHeight - 2, `var(--heat-${shade})`, 1, 3);
    heatWords(group, point, unit, x, y, cell);
    cells.push({ x, y, width: cell, height: rowHeight, told: pointTold(pictures, point) });
  }
  return { node: setHeight(node, top + rows.values.length * rowHeight + 4), readout: cellsReadout(cells) };
}

// A plate of the page's own colour under mark and figure, so that both can be read on every shade; in wide cells
// the interval, too.
function heatWords(group, point, unit, x, y, cell) {
  const text = foundText(point.value, unit);
  const room = cell - 10;
  const both = textWidth(text, 11, 600) + 22 <= room;
  const words = rangeText(point.cell.low, point.cell.high, unit);
  const more = textWidth(text, 11, 600) + textWidth(words, 11) + 34 <= room * 0.8 ? words : "";
  const wide = both ? textWidth(text, 11, 600) + 24 + (more ? textWidth(more, 11) + 10 : 0) : 18;
  const [left, mid] = [x + (cell - wide) / 2, y + rowHeight / 2];
  box(group, left, left + wide, mid - 10, 20, "var(--card)", 0.92, 4);
  toneMark(group, left + 9, mid, point.tone, 4);
  if (both) write(group, left + 18, mid + 4, text, { size: 11, weight: 600 });
  if (more) write(group, left + wide - 6, mid + 4, more, { size: 11, fill: "var(--muted)", anchor: "end" });
}

// A point: where it stands, what was found, and the promise that it misses by most.
function pointTold(pictures, point) {
  const { unit, label } = rankedRow(pictures);
  const promises = pictures.promises.flatMap((promise) =>
    promise.places
      .filter(({ plan, tone }) => plan === point.index && ["fail", "warn", "undecided"].includes(tone))
      .map((place) => ({ promise, place })),
  );
  return told(pictures.axes.map(({ key }, k) => `${shortKey(key)} ${point.at[k]}`).join(", "), [
    line(label, foundText(point.value, unit), "var(--accent)"),
    line(sureWords(pictures), rangeText(point.cell.low, point.cell.high, unit), "var(--accent)"),
    line("promises", point.word, toneColour(point.tone || "none")),
    ...promises.slice(0, 3).map(({ promise, place }) =>
      line(`${place.mark} ${promise.text}`, foundText(place.value, promise.unit), toneColour(place.tone)),
    ),
    daysLine(point.plan.runs),
  ]);
}

export function drawRanked(pictures, width, most = 40) {
  const row = rankedRow(pictures);
  const one = pictures.axes.length === 1;
  const points = one ? sweepPoints(pictures) : byRank(pictures, sweepPoints(pictures)).slice(0, most);
  const domain = spanOf(
    points.flatMap((p) => [p.value, numeric(p.cell.low), numeric(p.cell.high)]),
    { unit: row.unit },
  );
  const x = (x0, x1) => scale(domain, [x0, x1]);
  const rows = points.map((point) => ({
    label: pictures.axes.map(({ key }, k) => (one ? point.at[k] : `${shortKey(key)} ${point.at[k]}`)).join(", "),
    mark: { text: point.word, colour: toneColour(point.tone || "none") },
    told: pointTold(pictures, point),
    value: foundText(point.value, row.unit),
    range: rangeText(point.cell.low, point.cell.high, row.unit),
    draw: (at) => {
      const place = x(at.x0, at.x1);
      const [low, high] = [point.cell.low, point.cell.high].map(numeric);
      if (low !== null && high !== null) {
        rule(at.node, finite(low) ? place(low) : at.x0, at.y, finite(high) ? place(high) : at.x1, at.y, {
          stroke: "var(--edge)",
          width: 2,
        });
      }
      toneMark(at.node, place(point.value), at.y, point.tone, 4);
    },
  }));
  const ticks = ticksOf(domain, width < 600 ? 3 : 5, row.unit);
  const step = stepOf(...domain, width < 600 ? 3 : 5, row.unit);
  const grid = { scale: x, ticks, text: (v) => tickText(v, row.unit, step), title: row.label };
  return rowList(width, rows, { grid, stripHeight: 16 });
}

// A heat map only of a grid that is filled: a hypercube has each of its values once.
export function wayOf(pictures) {
  const { axes } = pictures;
  if (axes.length === 1) return numericAxis(axes[0]) ? "line" : "ranked";
  const [down, across] = axes.map(({ values }) => values.length).sort((a, b) => b - a);
  return axes.length === 2 && onGrid(pictures, sweepPoints(pictures)).length === down * across && across <= 10
    ? "heat"
    : "ranked";
}
