// The plan of a real test: when each thing should be seen, and when to stop.
import { numeric } from "../parts/data.js";
import { drillOf, roughTime } from "../parts/drill_faults.js";
import { plural } from "../parts/range_words.js";
import { rowList, stackedLists } from "../parts/row_list.js";
import { finite, scale, ticksOf, tickText } from "../parts/scales.js";
import { box, put, rule } from "../parts/svg.js";
import { line, told } from "../parts/told.js";

const planOf = (data) => drillOf(data)?.test ?? null;
const points = (data) => planOf(data)?.checkpoints ?? [];
const known = (value) => finite(numeric(value));

// When it is over: its stop, or the moment at which agents are counted.
function endOf({ is_count: isCount, at_s: at, high, stop }) {
  return Math.max(0, ...(isCount ? [at] : [high, stop]).map(numeric).filter(finite));
}

// Minutes and hours share no scale: what comes long after the rest gets one of its own.
const muchLater = 4; // times as late as the one before
const late = 1800; // s
function stagesOf(all) {
  const ends = [...new Set(all.map(endOf))].sort((a, b) => a - b);
  const gap = ends.findLastIndex((end, i) => i > 0 && end > late && ends[i - 1] > 0 && end >= muchLater * ends[i - 1]);
  if (gap < 1) return [all];
  return [all.filter((point) => endOf(point) < ends[gap]), all.filter((point) => endOf(point) >= ends[gap])];
}

function drawPoint(at, point, place) {
  rule(at.node, at.x0, at.y, at.x1, at.y);
  if (point.is_count) {
    const [x, r] = [place(point.at_s), 6];
    put(at.node, "path", {
      d: `M${x},${at.y - r}L${x + r},${at.y}L${x},${at.y + r}L${x - r},${at.y}Z`,
      fill: "var(--accent)",
    });
    return;
  }
  if (known(point.low) && known(point.high)) {
    const [a, b] = [place(point.low), place(point.high)];
    box(at.node, Math.min(a, b - 3), b, at.y - 6, 12, "var(--accent)", 0.85, 2);
  }
  if (known(point.stop)) {
    const x = place(point.stop) + 2;
    rule(at.node, x, at.y - 10, x, at.y + 10, { stroke: "var(--tone-fail)", width: 2.5 });
  }
}

function rowOf(point, x) {
  return {
    label: point.seen,
    value: point.when,
    range: point.stop_text,
    told: told(point.seen, [
      line(point.is_count ? "counted at" : "in 9 of 10 rehearsals", point.when),
      line("", point.stop_text),
      line("rehearsals", point.of > 0 ? String(point.of) : ""),
    ]),
    draw: (at) => drawPoint(at, point, x(at.x0, at.x1)),
  };
}

export default {
  id: "test-plan",
  uses: [],
  applies: (data) => points(data).length > 0,
  title(data) {
    const { component, moment, calls_share: share } = planOf(data);
    const last = points(data)
      .filter((point) => !point.is_count && known(point.stop))
      .sort((a, b) => b.stop - a.stop)[0];
    const end = last ? `; the last stop is at T+${roughTime(last.stop)}: ${last.what}` : "";
    return `${component} at ${moment}, ${Math.round(share * 100)}% of the busiest calls: ${plural(
      points(data).length,
      "checkpoint",
    )}${end}`;
  },
  note: () =>
    "Bands: between the 5th and the 95th percentile of the rehearsals. Red strokes: stop the test if it has not " +
    "come by then, no rehearsal was later. Diamonds: count the agents at that moment. T is when the fault begins.",
  draw(data, _choice, width) {
    const lists = stagesOf(points(data)).map((stage) => {
      const domain = [0, Math.max(1, ...stage.map(endOf)) * 1.06];
      const x = (x0, x1) => scale(domain, [x0, x1]);
      const grid = {
        scale: x,
        ticks: ticksOf(domain, width < 600 ? 4 : 6, "seconds"),
        text: (v) => (v === 0 ? "T" : tickText(v, "seconds")),
      };
      return rowList(
        width,
        stage.map((point) => rowOf(point, x)),
        { grid, like: points(data).map((point) => rowOf(point, x)), labelShare: 0.34 },
      );
    });
    if (lists.length === 1) return lists[0];
    const plan = stackedLists(lists, 16);
    plan.node.className = ""; // low enough to stay whole on paper
    return plan;
  },
  rows: (data) =>
    points(data).map((p) => ({
      what: p.what,
      kind: p.is_count ? "count" : "time",
      at_s: p.at_s,
      p5: p.low,
      p95: p.high,
      stop: p.stop,
      never: p.never,
      of: p.of,
    })),
  alt(data) {
    return `${this.title(data)}. ${points(data)
      .map((p) => `${p.when}: ${p.seen}, ${p.stop_text}`)
      .join("; ")}.`;
  },
};
