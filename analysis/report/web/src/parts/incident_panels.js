// The curves under the lanes of an incident: slim panels on the same clock, the day beside its twin.
import { curveOf } from "./data.js";
import { valueText } from "./format.js";
import { planStyle } from "./palette.js";
import { finite, scale, tickText, ticksOf } from "./scales.js";
import { put, rule, write } from "./svg.js";
import { clipText, textWidth, wrapText } from "./text_fit.js";

const figures = ["service_level", "queue_length", "agents_signed_in", "attempts"];

// The curve of the chosen queue (agents: of the group of that name), or of all.
function scopeFor(plan, figure, { queue }) {
  const tries =
    queue === "all"
      ? []
      : [
          ["queue", queue],
          ["group", queue],
        ];
  return [...tries, ["all", "all"]].find(([kind, scope]) => curveOf(plan, figure, kind, scope));
}

export function panelsOf({ pictures }, choice, [from, to]) {
  const day = pictures.plans.find(({ role }) => role === "day");
  if (!day) return [];
  const inside = pictures.from_s
    .map((s, i) => i)
    .filter((i) => pictures.from_s[i] < to && pictures.from_s[i] + pictures.interval_s > from);
  return figures.flatMap((figure) => {
    const scope = scopeFor(day, figure, choice);
    if (!scope) return [];
    const lines = pictures.plans
      .map((plan, index) => ({ plan, ...planStyle(plan, index), curve: curveOf(plan, figure, ...scope) }))
      .filter(({ plan, curve }) => curve && (plan.role === "day" || plan.role === "twin"));
    const { title, unit } = lines[0].curve;
    return [{ figure, unit, title, of: scope[0] === "all" ? "all" : scope[1], lines, inside }];
  });
}

function stepPath(pictures, panel, values, x, y) {
  let path = "";
  let drawn = false;
  for (const i of panel.inside) {
    if (!finite(values[i])) {
      drawn = false;
      continue;
    }
    const [a, b] = [x(pictures.from_s[i]), x(pictures.from_s[i] + pictures.interval_s)];
    path += `${drawn ? "L" : "M"}${a},${y(values[i])}H${b}`;
    drawn = true;
  }
  return path;
}

function band(pictures, panel, { low, high }, x, y) {
  return panel.inside
    .filter((i) => finite(low?.[i]) && finite(high?.[i]))
    .map((i) => {
      const [a, b] = [x(pictures.from_s[i]), x(pictures.from_s[i] + pictures.interval_s)];
      return `M${a},${y(high[i])}H${b}V${y(low[i])}H${a}Z`;
    })
    .join("");
}

function span(panel) {
  if (panel.unit === "share") return [0, 1];
  const values = panel.lines
    .flatMap(({ curve }) => panel.inside.flatMap((i) => [curve.mean[i], curve.high?.[i]]))
    .filter(finite);
  return [0, Math.max(1e-9, ...values) * 1.06];
}

// Names at the ends of the lines, kept apart; on a phone they stand in the heading.
function endNames(node, pictures, panel, at, y) {
  const last = panel.inside[panel.inside.length - 1];
  const ends = panel.lines
    .map(({ plan, colour, curve }) => ({ plan, colour, y: y(curve.mean[last] ?? 0) + 4 }))
    .sort((a, b) => a.y - b.y);
  ends.forEach((end, k) => {
    if (k && end.y < ends[k - 1].y + 14) end.y = ends[k - 1].y + 14;
  });
  const over = Math.max(0, (ends[ends.length - 1]?.y ?? 0) - at.bottom - 4);
  for (const { plan, colour, y: where } of ends) {
    write(node, at.x1 + 8, where - over, clipText(plan.name, at.gutter - 10, 11, 500), {
      size: 11,
      weight: 500,
      fill: colour,
    });
  }
}

function heading(node, panel, at, top) {
  const figure = panel.title[0].toUpperCase() + panel.title.slice(1);
  if (!at.wide) {
    write(node, 0, top + 12, clipText(`${figure}, ${panel.of}`, at.x1, 12, 500), { weight: 500, halo: true });
    return;
  }
  const lines = wrapText(figure, at.x0 - 56, 12, 500, 2);
  lines.forEach((text, k) => write(node, 0, top + 14 + k * 15, text, { weight: 500 }));
  write(node, 0, top + 14 + lines.length * 15, clipText(panel.of, at.x0 - 56, 11), {
    size: 11,
    fill: "var(--muted)",
  });
}

// Returns where the panel ends.
export function drawPanel(node, pictures, panel, at, window) {
  const x = scale(window, [at.x0, at.x1]);
  let top = at.top;
  heading(node, panel, at, top);
  if (!at.wide) top += 14;
  if (!at.wide && at.names) {
    top += 4;
    let left = 0;
    for (const { plan, colour, dash } of panel.lines) {
      rule(node, left, top + 4, left + 18, top + 4, { stroke: colour, width: 2, dash });
      const name = clipText(plan.name, at.x1 / panel.lines.length - 34, 11);
      write(node, left + 23, top + 8, name, { size: 11, fill: "var(--muted)", halo: true });
      left += 36 + textWidth(name, 11);
    }
    top += 14;
  }
  const bottom = top + at.height;
  const domain = span(panel);
  const y = scale(domain, [bottom, top + 4]);
  const ticks = panel.unit === "share" ? [0, 0.5, 1] : ticksOf(domain, 2, panel.unit);
  for (const tick of ticks) {
    rule(node, at.x0, y(tick), at.x1, y(tick));
    const text = tickText(tick, panel.unit);
    write(node, at.x0 - 6, y(tick) + 4, text, { size: at.wide ? 11 : 10, fill: "var(--muted)", anchor: "end" });
  }
  for (const { curve, colour, dash } of [...panel.lines].reverse()) {
    put(node, "path", { d: band(pictures, panel, curve, x, y), fill: colour, "fill-opacity": 0.18 });
    put(node, "path", {
      d: stepPath(pictures, panel, curve.mean, x, y),
      fill: "none",
      stroke: colour,
      "stroke-width": dash ? 1.5 : 2,
      "stroke-dasharray": dash || null,
      "stroke-linejoin": "round",
    });
  }
  if (at.wide && at.names) endNames(node, pictures, panel, { ...at, bottom }, y);
  return bottom;
}

export function panelReadout(pictures, panels, i) {
  return panels.flatMap((panel) =>
    panel.lines.map(({ plan, colour, curve }) => ({
      name: `${panel.title}, ${panel.of}: ${plan.name}`,
      text: valueText(curve.mean[i], panel.unit),
      colour,
    })),
  );
}
