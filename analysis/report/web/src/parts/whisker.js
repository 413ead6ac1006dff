// A figure with its interval on a strip: a dot on a line; ends that have none are arrows.
import { numeric } from "./data.js";
import { finite } from "./scales.js";
import { arrowHead, named, put, rule } from "./svg.js";

export function whisker(
  parent,
  strip,
  x,
  { value, low, high, colour, hollow = false, radius = 4.5, cap = 4, title },
) {
  const group = put(parent, "g");
  if (title) named(group, title);
  const { x0, x1, y } = strip;
  const [v, from, to] = [numeric(value), numeric(low), numeric(high)];
  const known = from !== null && from !== undefined && to !== null && to !== undefined;
  if (known) {
    const a = from === -Infinity ? x0 : x(from);
    const b = to === Infinity ? x1 : x(to);
    rule(group, a, y, b, y, { stroke: colour, width: 2 });
    const seen = !finite(v) || b - a >= 2 * radius; // an interval within its dot needs no ends
    for (const [end, at, out] of [
      [from, a, -1],
      [to, b, 1],
    ]) {
      if (!finite(end)) arrowHead(group, at, y, out, colour, cap);
      else if (seen) rule(group, at, y - cap, at, y + cap, { stroke: colour, width: 1.5 });
    }
  }
  if (finite(v)) {
    put(group, "circle", {
      cx: x(v),
      cy: y,
      r: radius,
      fill: hollow ? "var(--card, Canvas)" : colour,
      stroke: colour,
      "stroke-width": 2,
    });
  } else if (v === Infinity) {
    arrowHead(group, x1, y, 1, colour, radius + 1.5);
  }
  return group;
}
