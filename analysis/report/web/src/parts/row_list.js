// Pictures that are lists: every row has a mark, a label, a strip to draw on and a figure at its end. On a phone
// the label stands above the strip.
import { box, rule, setHeight, sheet, write } from "./svg.js";
import { textWidth, widest, wrapText } from "./text_fit.js";

const line = 16;
const markSize = 11;
const valueGap = 14; // between a strip and the figures at its end
export const isWide = (width) => width >= 600;

// Where most labels take one line, the range stands beside its figure and the rows are low: how wide the two are.
function lineOfFigures(width, body) {
  const low = body.filter((row) => !row.sub && !row.tag).length;
  const figures = widest(
    body.map((row) => row.value),
    12,
    600,
  );
  const ranges = widest(
    body.map((row) => row.range),
    11,
  );
  const wide = figures + (ranges ? ranges + 12 : 0) + valueGap;
  return ranges && low * 2 > body.length && wide <= width * 0.26 ? { width: wide, figures } : null;
}

// Where everything stands.
function columns(width, rows, labelShare) {
  const wide = isWide(width);
  const body = rows.filter((row) => row.heading === undefined);
  const marks = widest(
    body.map((row) => row.mark?.text),
    markSize,
    700,
  );
  const mark = marks ? marks + 14 : 0;
  if (!wide) return { wide, mark, label: width, value: 0, x0: 4, x1: width - 4 };
  const values = Math.max(
    widest(
      body.map((row) => row.value),
      12,
      600,
    ),
    widest(
      body.map((row) => row.range),
      11,
    ),
  );
  const oneLine = lineOfFigures(width, body);
  const value = oneLine?.width ?? (values ? Math.min(values, width * 0.26) + valueGap : 0);
  const natural =
    Math.max(
      widest(
        body.map((row) => row.label),
        12,
        500,
      ),
      widest(
        body.map((row) => row.sub),
        11,
      ),
    ) + 4;
  const label = Math.min(natural, (width - mark) * labelShare);
  return { wide, mark, label, value, figures: oneLine?.figures, x0: mark + label + 16, x1: width - value - 4 };
}

function writeLines(node, lines, x, y, options) {
  lines.forEach((text, k) => write(node, x, y + k * line, text, options));
}

function gridOf(node, at, grid, top, bottom) {
  if (!grid) return;
  const x = grid.scale(at.x0, at.x1);
  for (const tick of grid.ticks) rule(node, x(tick), top, x(tick), bottom, { stroke: "var(--rule)" });
}

function wideRow(node, row, at, y, stripHeight, grid) {
  const ink = row.muted ? "var(--muted)" : "var(--ink)";
  const labels = wrapText(row.label, at.label, 12, 500);
  const subs = row.sub ? wrapText(row.sub, at.label, 11) : [];
  const tags = row.tag ? [row.tag.text] : [];
  const text = (labels.length + tags.length + subs.length) * line;
  const beside = at.figures !== undefined;
  const ranges = row.range && !beside ? wrapText(row.range, at.value - valueGap, 11) : [];
  const values = [row.value, ...ranges].filter(Boolean);
  const height = Math.max(text, values.length * line, row.stripHeight ?? stripHeight) + 10;
  const mid = y + height / 2;
  if (!row.bare) gridOf(node, at, grid, y, y + height);
  row.draw?.({
    node,
    x0: at.x0,
    x1: at.x1,
    y: mid,
    height: row.stripHeight ?? stripHeight,
    top: y,
    bottom: y + height,
  });
  if (row.mark) write(node, 0, mid + 4, row.mark.text, { size: markSize, weight: 700, fill: row.mark.colour });
  const first = mid - text / 2 + 12;
  writeLines(node, labels, at.mark, first, { weight: 500, fill: ink });
  writeLines(node, tags, at.mark, first + labels.length * line, {
    size: markSize,
    weight: 700,
    fill: row.tag?.colour,
  });
  writeLines(node, subs, at.mark, first + (labels.length + tags.length) * line, { size: 11, fill: "var(--muted)" });
  if (beside) {
    const end = at.x1 + 18 + at.figures;
    write(node, end, mid + 4, row.value ?? "", { weight: 600, fill: ink, anchor: "end" });
    write(node, end + 12, mid + 4, row.range ?? "", { size: 11, fill: "var(--muted)" });
    return y + height;
  }
  const top = mid - (values.length * line) / 2 + 12;
  values.forEach((value, k) =>
    write(
      node,
      at.x1 + 18,
      top + k * line,
      value,
      k === 0 && row.value ? { weight: 600, fill: ink } : { size: 11, fill: "var(--muted)" },
    ),
  );
  return y + height;
}

// The figure and its range: at the end of the label's line where there is room, else on a line below. Returns the
// lines it took.
function narrowFigure(node, row, width, y, labelEnd, below, ink) {
  const small = { size: 11, fill: "var(--muted)" };
  const [value, range] = [row.value ?? "", row.range ?? ""];
  if (!value && !range) return 0;
  const used = value ? textWidth(value, 12, 600) + 8 : 0;
  if (labelEnd + 14 + used + textWidth(range, 11) <= width) {
    if (range) write(node, width, y + 12, range, { ...small, anchor: "end" });
    const end = range ? width - textWidth(range, 11) - 8 : width;
    if (value) write(node, end, y + 12, value, { weight: 600, fill: ink, anchor: "end" });
    return 0;
  }
  if (value) write(node, 0, below + 12, value, { weight: 600, fill: ink });
  const lines = range ? wrapText(range, width - used, 11) : [];
  writeLines(node, lines, used, below + 12, small);
  return Math.max(1, lines.length);
}

function narrowRow(node, row, at, width, y, stripHeight, grid) {
  const ink = row.muted ? "var(--muted)" : "var(--ink)";
  const indent = row.mark ? textWidth(row.mark.text, markSize, 700) + 8 : 0;
  const labels = wrapText(row.label, width - indent, 12, 500);
  if (row.mark) write(node, 0, y + 12, row.mark.text, { size: markSize, weight: 700, fill: row.mark.colour });
  writeLines(node, labels, indent, y + 12, { weight: 500, fill: ink });
  let below = y + labels.length * line;
  if (row.tag) {
    write(node, 0, below + 12, row.tag.text, { size: markSize, weight: 700, fill: row.tag.colour });
    below += line;
  }
  const subs = row.sub ? wrapText(row.sub, width, 11) : [];
  writeLines(node, subs, 0, below + 12, { size: 11, fill: "var(--muted)" });
  below += subs.length * line;
  const labelEnd = labels.length === 1 ? indent + textWidth(labels[0], 12, 500) : width;
  below += narrowFigure(node, row, width, y, labelEnd, below, ink) * line;
  const height = row.stripHeight ?? stripHeight;
  const [top, bottom] = [below + 2, below + height + 6];
  gridOf(node, at, grid, top, bottom);
  row.draw?.({ node, x0: at.x0, x1: at.x1, y: below + 4 + height / 2, height, top, bottom });
  return below + (row.draw ? height : 0) + 18;
}

// rows:  [{ label, tag: { text, colour }, sub, mark: { text, colour }, value, range, muted, stripHeight, draw(strip),
//        told: { title, lines } that a readout says of it, bare: without the grid }] or { heading, sub }
// draw   is given { node, x0, x1, y: the middle, height, top, bottom }
// like   rows of all lists that stand in the same columns
// grid   { scale: (x0, x1) -> (value -> pixel), ticks, text: (tick) -> text, title } for rows that share a scale
// -> { node, readout }
export function rowList(width, rows, { grid, stripHeight = 22, labelShare = 0.38, like = rows } = {}) {
  const node = sheet(width);
  const at = columns(width, like, labelShare);
  const stops = [];
  let y = 2;
  rows.forEach((row, k) => {
    if (row.heading !== undefined) {
      y += k ? 12 : 0;
      const lines = wrapText(row.heading, width, 13, 600);
      writeLines(node, lines, 0, y + 13, { size: 13, weight: 600 });
      y += lines.length * line + 4;
      const subs = row.sub ? wrapText(row.sub, width, 11) : [];
      writeLines(node, subs, 0, y + 11, { size: 11, fill: "var(--muted)" });
      y += subs.length * line + 2;
      return;
    }
    const top = y;
    y = at.wide
      ? wideRow(node, row, at, y, stripHeight, grid)
      : narrowRow(node, row, at, width, y, stripHeight, grid);
    if (row.told) stops.push({ y1: top - 1, y2: at.wide ? y : y - 4, told: row.told });
  });
  if (grid) y = axisOf(node, at, grid, y);
  return { node: setHeight(node, y + 4), readout: rowsReadout(stops) };
}

const rowsReadout = (stops) => (stops.length ? { ys: stops, at: (i) => stops[i].told } : null);

// Lists below each other as one picture.
export function stackedLists(lists, gap) {
  const node = document.createElement("div");
  node.className = "sheets";
  const stops = [];
  let top = 0;
  lists.forEach((list, k) => {
    if (k) {
      list.node.style.marginBlockStart = `${gap}px`;
      top += gap;
    }
    node.append(list.node);
    for (const { y1, y2, told } of list.readout?.ys ?? []) stops.push({ y1: y1 + top, y2: y2 + top, told });
    top += Number(list.node.getAttribute("height"));
  });
  return { node, readout: rowsReadout(stops) };
}

// The figures of the shared scale, so many that they do not touch.
function axisOf(node, at, grid, y) {
  const x = grid.scale(at.x0, at.x1);
  let last = -Infinity;
  for (const tick of grid.ticks) {
    const text = grid.text(tick);
    const half = textWidth(text, 11) / 2;
    const mid = Math.max(half, Math.min(Number(node.getAttribute("width")) - half, x(tick)));
    if (mid - half < last + 8) continue;
    write(node, mid, y + 12, text, { size: 11, fill: "var(--muted)", anchor: "middle" });
    last = mid + half;
  }
  if (!grid.title) return y + 18;
  const lines = wrapText(grid.title, at.wide ? at.x1 - at.x0 : at.x1, 11);
  writeLines(node, lines, at.x0, y + 30, { size: 11, fill: "var(--muted)" });
  return y + 18 + lines.length * line + 2;
}

// The shaded side of a strip.
export const shade = (strip, x1, x2, fill = "var(--fault-shade)", opacity = 1) =>
  box(strip.node, x1, x2, strip.top, strip.bottom - strip.top, fill, opacity);
