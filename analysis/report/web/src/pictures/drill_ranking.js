// Every fault of a drill: how many people it costs, beside the time until calls get in and service is back.
import { numeric } from "../parts/data.js";
import {
  drillOf,
  faultName,
  faultsOf,
  lastsText,
  lostLines,
  lostRange,
  people,
  roughTime,
} from "../parts/drill_faults.js";
import { toneColour } from "../parts/palette.js";
import { plural } from "../parts/range_words.js";
import { isWide, rowList, shade, stackedLists } from "../parts/row_list.js";
import { finite, scale, spanOf, ticksOf, tickText } from "../parts/scales.js";
import { arrowHead, named, put, rule, write } from "../parts/svg.js";
import { textWidth, widest } from "../parts/text_fit.js";
import { daysLine, line, told } from "../parts/told.js";
import { whisker } from "../parts/whisker.js";

const beside = (width) => width >= 840; // room for both strips and the figures of both
const known = (value) => finite(numeric(value));
const known0 = (values) => values.map(numeric).filter(finite);

function panelsOf({ faults, tolerance }, width) {
  const lost = faults.flatMap(({ never_served: n, low, high }) => [n, low, high]);
  const times = faults.flatMap(({ again_s: again, back_s: back }) => [again, back]);
  const most = isWide(width) ? 4 : 5;
  const panel = (unit, title, values, most_allowed) => {
    const domain = spanOf([...known0(values), ...known0([most_allowed])], { zero: true, pad: 0.06 });
    return { unit, title, domain, allowed: numeric(most_allowed), ticks: ticksOf(domain, most, unit) };
  };
  return {
    lost: panel("count", "people never served per event", lost, tolerance.people),
    times: panel("seconds", "time after the fault", times, tolerance.back_s),
  };
}

// What the tolerance allows: a line, and the side beyond it in shade.
function allowedOn(at, panel, [x0, x1]) {
  if (!finite(panel.allowed)) return;
  const place = scale(panel.domain, [x0, x1]);
  shade(at, place(panel.allowed), x1, "var(--fault-shade)", 0.7);
  rule(at.node, place(panel.allowed), at.top, place(panel.allowed), at.bottom, { stroke: "var(--ink)", width: 1 });
}

function gridOn(at, panel, [x0, x1]) {
  const place = scale(panel.domain, [x0, x1]);
  for (const tick of panel.ticks) rule(at.node, place(tick), at.top, place(tick), at.bottom);
}

function drawLost(at, fault, panel, [x0, x1]) {
  allowedOn(at, panel, [x0, x1]);
  whisker(at.node, { ...at, x0, x1 }, scale(panel.domain, [x0, x1]), {
    value: fault.never_served,
    low: fault.low,
    high: fault.high,
    colour: toneColour(fault.tone),
  });
}

function drawTimes(at, fault, panel, [x0, x1]) {
  allowedOn(at, panel, [x0, x1]);
  const place = scale(panel.domain, [x0, x1]);
  const [again, back] = [numeric(fault.again_s), numeric(fault.back_s)];
  const end = Math.max(0, ...[again, back].filter((v) => v !== null));
  rule(at.node, place(0), at.y, end === Infinity ? x1 : place(end), at.y, { stroke: "var(--edge)", width: 2 });
  if (finite(back)) {
    const dot = put(at.node, "circle", { cx: place(back), cy: at.y, r: 4.5, fill: "var(--accent)" });
    named(dot, `service back after ${fault.back}`);
  } else if (back === Infinity) {
    arrowHead(at.node, x1, at.y, 1, "var(--accent)", 6);
  }
  if (again > 0) {
    const x = again === Infinity ? x1 - 12 : place(again);
    rule(at.node, x, at.y - 8, x, at.y + 8, { stroke: "var(--ink)", width: 2 });
  }
}

const reachWords = ({ hits }) => (/only|idle/.test(hits) ? hits : `hits ${hits}`);

const faultTold = (drill) => (fault) =>
  told(`${fault.rank} ${faultName(fault)}`, [
    ...lostLines(fault),
    line("calls get in again", numeric(fault.again_s) > 0 ? `after ${fault.again} (median)` : "never refused"),
    line("service back", known(fault.back_s) ? `after ${fault.back} (19 days in 20)` : fault.back),
    line("tolerance", fault.mark),
    line("lasts", lastsText(fault)),
    line("reach", `${fault.hits}${fault.spof ? ", single point of failure" : ""}`),
    line("happens", `${people(fault.times_a_year)} a year (${fault.times_from})`),
    daysLine(drill.runs),
  ]);

const labelled = (fault, more) => ({
  mark: fault.mark === "-" ? undefined : { text: fault.mark, colour: toneColour(fault.tone) },
  label: `${fault.rank}  ${faultName(fault)}`,
  tag: fault.spof ? { text: "SPOF", colour: "var(--tone-warn)" } : undefined,
  ...more,
});

// On a wide screen the figures stand behind each strip; the second strip begins behind those of the first.
function wideList(drill, width, panels) {
  const figures = widest([...drill.faults.map(lostRange), ...drill.faults.map((f) => people(f.never_served ?? 0))], 11);
  const parts = (x0, x1) => {
    const first = x0 + (x1 - x0 - figures - 44) * 0.56;
    return { lost: [x0, first], text: first + 12, times: [first + figures + 40, x1] };
  };
  const one = faultTold(drill);
  const rows = drill.faults.map((fault) =>
    labelled(fault, {
      sub: `${reachWords(fault)}, ${lastsText(fault)}`,
      value: fault.back,
      range: numeric(fault.again_s) > 0 ? `calls again ${fault.again}` : "",
      told: one(fault),
      draw: (at) => {
        const x = parts(at.x0, at.x1);
        drawLost(at, fault, panels.lost, x.lost);
        drawTimes(at, fault, panels.times, x.times);
        const range = lostRange(fault);
        const up = range ? 8 : 0;
        write(at.node, x.text, at.y + 4 - up, finite(fault.never_served) ? people(fault.never_served) : "-", {
          weight: 600,
        });
        if (range) write(at.node, x.text, at.y + 12, range, { size: 11, fill: "var(--muted)" });
      },
    }),
  );
  const heads = {
    label: "",
    stripHeight: 30,
    bare: true,
    draw: (at) => headings(at, parts(at.x0, at.x1), panels),
  };
  const ticks = ["lost", "times"].flatMap((name) => panels[name].ticks.map((value) => ({ name, value })));
  const grid = {
    scale: (x0, x1) => {
      const x = parts(x0, x1);
      return ({ name, value }) => scale(panels[name].domain, x[name])(value);
    },
    ticks,
    text: ({ name, value }) => tickText(value, panels[name].unit),
  };
  return rowList(width, [heads, ...rows], { grid, like: rows, labelShare: 0.3 });
}

const allowedText = (panel) => `≤ ${panel.unit === "seconds" ? roughTime(panel.allowed) : people(panel.allowed)}`;

function headings(at, x, panels) {
  for (const name of ["lost", "times"]) {
    const panel = panels[name];
    write(at.node, x[name][0], at.top + 11, panel.title, { weight: 600, halo: true });
    if (!finite(panel.allowed)) continue;
    const text = `${name === "lost" ? "tolerance " : ""}${allowedText(panel)}`;
    const half = textWidth(text, 11) / 2;
    const mid = scale(panel.domain, x[name])(panel.allowed);
    const centre = Math.max(x[name][0] + half, Math.min(x[name][1] - half, mid));
    write(at.node, centre, at.bottom - 4, text, { size: 11, fill: "var(--muted)", anchor: "middle", halo: true });
  }
}

// On a phone and on paper two lists below each other.
function narrowLists(drill, width, panels) {
  const list = (panel, rows) => {
    const said = finite(panel.allowed) ? `Tolerance ${allowedText(panel)}: the shaded side breaks it` : "";
    const heading = { heading: panel.title.charAt(0).toUpperCase() + panel.title.slice(1), sub: said };
    const grid = {
      scale: (x0, x1) => scale(panel.domain, [x0, x1]),
      ticks: panel.ticks,
      text: (v) => tickText(v, panel.unit),
    };
    return rowList(width, [heading, ...rows], { grid, stripHeight: 16 });
  };
  const one = faultTold(drill);
  const lost = drill.faults.map((fault) =>
    labelled(fault, {
      value: finite(fault.never_served) ? people(fault.never_served) : "-",
      range: lostRange(fault),
      sub: isWide(width) ? `${reachWords(fault)}, ${lastsText(fault)}` : reachWords(fault),
      told: one(fault),
      draw: (at) => drawLost(at, fault, panels.lost, [at.x0, at.x1]),
    }),
  );
  const times = drill.faults
    .filter(({ again_s: again, back_s: back }) => numeric(again) > 0 || numeric(back) > 0)
    .map((fault) => ({
      label: faultName(fault),
      value: fault.back,
      range: numeric(fault.again_s) > 0 ? `calls again ${fault.again}` : "",
      told: one(fault),
      draw: (at) => drawTimes(at, fault, panels.times, [at.x0, at.x1]),
    }));
  return stackedLists([list(panels.lost, lost), ...(times.length ? [list(panels.times, times)] : [])], 24);
}

export default {
  id: "drill-ranking",
  uses: [],
  applies: (data) => faultsOf(data).length > 0,
  title(data) {
    const { faults, tolerance } = drillOf(data);
    const [worst, second] = faults;
    const tied = second?.rank.endsWith("=") ? `, not told apart from ${faultName(second)}` : "";
    const costs = worst.never_served > 0 && !(numeric(worst.low) <= 0);
    const most = costs
      ? `${faultName(worst)} costs most: ${people(worst.never_served)} people never served per event${tied}`
      : `None of ${plural(faults.length, "fault")} costs anybody for certain`;
    if (!finite(tolerance.people) && !finite(numeric(tolerance.back_s))) return most;
    const broken = faults.filter(({ tone }) => tone === "fail").length;
    const open = faults.filter(({ tone }) => tone === "undecided").length;
    const judged = broken
      ? `${broken} of ${plural(faults.length, "fault")} ${broken === 1 ? "breaks" : "break"} the tolerance`
      : open
        ? `${open} of ${plural(faults.length, "fault")} undecided`
        : "every fault keeps the tolerance";
    return `${most}; ${judged}`;
  },
  note: () =>
    "People: the mean and its 95% interval, minus the same days without the fault. Time: the upright stroke is when " +
    "new calls get in again (median), the dot when service keeps its promise again (19 days in 20 are sooner); an " +
    "arrow: not that day. The shaded side breaks the tolerance. SPOF: a single point of failure.",
  draw(data, _choice, width) {
    const drill = drillOf(data);
    const panels = panelsOf(drill, width);
    return beside(width) ? wideList(drill, width, panels) : narrowLists(drill, width, panels);
  },
  rows: (data) =>
    faultsOf(data).map((f) => ({
      rank: f.rank,
      component: f.component,
      fault: f.fault,
      lasts: f.lasts,
      hits: f.hits,
      single_point_of_failure: f.spof,
      never_served: f.never_served,
      low: f.low,
      high: f.high,
      calls_again_p50_s: f.again_s,
      service_back_p95_s: f.back_s,
      tolerance: f.mark,
    })),
  alt(data) {
    return `${this.title(data)}. ${faultsOf(data)
      .map((f) => {
        const lost = finite(f.never_served) ? people(f.never_served) : "unknown";
        const single = f.spof ? ", single point of failure" : "";
        return `${faultName(f)}: ${lost} people, service back ${f.back}, tolerance ${f.mark}${single}`;
      })
      .join("; ")}.`;
  },
};
