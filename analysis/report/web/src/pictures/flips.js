// Which assumptions could turn the verdict: the range that each may lie in, its value now, and where the verdict flips.
import { numeric } from "../parts/data.js";
import { isWide, rowList, shade } from "../parts/row_list.js";
import { finite, scale, spanOf } from "../parts/scales.js";
import { put, rule, write } from "../parts/svg.js";
import { valueText } from "../parts/format.js";
import { capital } from "../parts/title_words.js";
import { line, signed, told } from "../parts/told.js";

const flipping = ({ flips_at }) => finite(numeric(flips_at));

// What surely turns it, then what may, then what never does; within each as the data has them, the nearest first.
const group = (flip) => (!flipping(flip) ? 2 : flip.verdict_beyond === "UNDECIDED" ? 1 : 0);
const sorted = ({ pictures }) => [...pictures.flips].sort((a, b) => group(a) - group(b));

// Many that never turn it say little: some of them are drawn, the table has all.
const mostDrawn = 10;
function drawn(data) {
  const all = sorted(data);
  const turning = all.filter(flipping).length;
  const room = Math.max(mostDrawn, turning + 4);
  return all.length > room + 2 ? all.slice(0, room) : all;
}

function diamond(node, x, y) {
  put(node, "path", { d: `M${x},${y - 7}L${x + 6},${y}L${x},${y + 7}L${x - 6},${y}Z`, fill: "var(--tone-warn)" });
}

// The bracket around a flip that is only known to lie between two values.
function bracket(node, a, b, y) {
  const [left, right] = [Math.min(a, b), Math.max(a, b)];
  for (const [x, inward] of [
    [left, 3],
    [right, -3],
  ]) {
    put(node, "path", {
      d: `M${x + inward},${y - 9}H${x}V${y + 9}H${x + inward}`,
      fill: "none",
      stroke: "var(--tone-warn)",
      "stroke-width": 1.5,
    });
  }
}

function strip(flip) {
  const [now, low, high, at_] = [flip.now, flip.low, flip.high, flip.flips_at].map(numeric);
  const domain = spanOf([now, low, high, at_, ...(flip.between ?? [])], { unit: flip.unit, pad: 0 });
  const muted = !flipping(flip);
  return (at) => {
    const x = scale(domain, [at.x0 + 8, at.x1 - 8]);
    if (!muted) {
      const end = at_ >= now ? x(Math.max(high ?? at_, at_)) : x(Math.min(low ?? at_, at_));
      shade({ ...at, top: at.y - 10, bottom: at.y + 10 }, x(at_), end, "var(--event-shade)");
      write(at.node, end, at.y - 14, flip.verdict_beyond, {
        size: 11,
        weight: 700,
        anchor: at_ >= now ? "end" : "start",
        fill: "var(--muted)",
      });
    }
    const colour = muted ? "var(--edge)" : "var(--ink)";
    rule(at.node, x(finite(low) ? low : domain[0]), at.y, x(finite(high) ? high : domain[1]), at.y, {
      stroke: colour,
      width: muted ? 1.5 : 2,
    });
    for (const end of [low, high])
      if (finite(end)) rule(at.node, x(end), at.y - 4, x(end), at.y + 4, { stroke: colour, width: 1.5 });
    if (flip.between?.length === 2 && flip.between.every(finite))
      bracket(at.node, x(flip.between[0]), x(flip.between[1]), at.y);
    if (!muted) diamond(at.node, x(at_), at.y);
    if (finite(now))
      put(at.node, "circle", { cx: x(now), cy: at.y, r: 5, fill: muted ? "var(--edge)" : "var(--accent)" });
  };
}

// Where it turns, how far that is from now, and what the verdict is on either side.
function flipTold(flip) {
  const at = numeric(flip.flips_at);
  const between = flip.between?.length === 2 && flip.between.every(finite) ? flip.between : null;
  const turns = between ? between.map((v) => valueText(v, flip.unit)).join(" and ") : valueText(at, flip.unit);
  const away = flipping(flip) && finite(flip.now) ? signed(at - flip.now, flip.unit) : "";
  return told(flip.label, [
    line("now", [flip.now_text, flip.verdict_now].filter(Boolean).join(": ")),
    line("may lie in", flip.range_text),
    line(between ? "turns between" : "turns at", flipping(flip) ? turns : ""),
    line("away from now", away),
    line("beyond", flipping(flip) ? flip.verdict_beyond : ""),
    line("the verdict", flipping(flip) ? "" : `${flip.verdict_now || "as it is"} over the whole range`),
    line("key", flip.key),
  ]);
}

export default {
  id: "flips",
  uses: [],
  applies: ({ pictures }) => pictures.flips.length > 0,
  title(data) {
    const [first, ...others] = sorted(data).filter(flipping);
    const all = data.pictures.flips.length;
    if (!first) {
      return all === 1
        ? `${capital(data.pictures.flips[0].label)}: the verdict holds over its whole range`
        : `The verdict holds over the whole range of each of ${all} assumptions`;
    }
    const more = others.length ? `; ${others.length} more could` : "";
    return `${capital(first.label)} could turn the verdict: ${first.text}${more}`;
  },
  note(data) {
    const { flips } = data.pictures;
    const turns = flips.some(flipping)
      ? " Diamond: where the verdict flips; brackets: known to lie between them. Shaded: the other verdict."
      : "";
    const left = flips.length - drawn(data).length;
    const more = left > 0 ? ` ${left} more that never turn it stand in the table.` : "";
    return `Line: the range an assumption may lie in, with a scale of its own. Dot: the value now.${turns}${more}`;
  },
  draw(data, _choice, width) {
    const rows = drawn(data).map((flip) => ({
      label: flip.label,
      told: flipTold(flip),
      sub: `${flip.now_text} now, ${flip.range_text}`,
      value: "",
      range: flip.text,
      muted: !flipping(flip),
      stripHeight: !flipping(flip) ? 22 : isWide(width) ? 34 : 42, // the verdict beyond stands above the line
      draw: strip(flip),
    }));
    return rowList(width, rows);
  },
  rows: (data) =>
    sorted(data).map((flip) => ({
      assumption: flip.label,
      key: flip.key,
      unit: flip.unit,
      now: flip.now,
      low: flip.low,
      high: flip.high,
      flips_at: flip.flips_at,
      between_low: flip.between?.[0] ?? null,
      between_high: flip.between?.[1] ?? null,
      verdict_now: flip.verdict_now,
      verdict_beyond: flipping(flip) ? flip.verdict_beyond : "",
      in_words: flip.text,
    })),
  alt(data) {
    return `${this.title(data)}. ${sorted(data)
      .map((flip) => `${flip.label}: ${flip.now_text} now, ${flip.text}`)
      .join("; ")}.`;
  },
};
