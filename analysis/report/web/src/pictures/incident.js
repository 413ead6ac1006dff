// The incident: what was done about it and when, above the curves that it caused, on one clock.
import { momentText } from "../parts/day_plot.js";
import { el } from "../parts/dom.js";
import { clockText, durationText } from "../parts/format.js";
import { actors, afterFault, afterText, hoursThatMatter, lanesOf, momentOf } from "../parts/incident_moments.js";
import { drawPanel, panelReadout, panelsOf } from "../parts/incident_panels.js";
import { isWide } from "../parts/row_list.js";
import { finite, scale } from "../parts/scales.js";
import { line, told } from "../parts/told.js";
import { arrowHead, box, named, rule, setHeight, sheet, write } from "../parts/svg.js";
import { textWidth, widest, wrapText } from "../parts/text_fit.js";

const laneHeight = 24;
const barHeight = 12;

// As wide as the names at the ends of the curves and the words behind every bar leave it.
function geometry(width, lanes, plans, [from, to]) {
  const wide = isWide(width);
  if (!wide) return { wide, x0: 34, x1: width - 10, gutter: 0, height: 64, width };
  const x0 = Math.min(210, width * 0.26);
  const names = widest(
    plans.filter(({ role }) => role === "day" || role === "twin").map(({ name }) => name),
    11,
    500,
  );
  const ends = lanes.map(({ main, more, p50, p95 }) => {
    const far = Math.max(from, ...[p50, p95].filter((end) => typeof end === "number"));
    const part = Math.max(0.05, Math.min(1, (far - from) / (to - from)));
    const words = 18 + textWidth(main, 12, 600) + (more ? textWidth(more, 11) : 0);
    return x0 + (width - words - x0) / part;
  });
  const x1 = Math.max(width * 0.78, Math.min(width - Math.max(20, names + 16), ...ends));
  return { wide, x0, x1, gutter: width - x1, height: 66, width };
}

function ticksOfClock(pictures, incident, [from, to], pixels) {
  const steps = [60, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 14400, 21600, 43200, 86400];
  const step = steps.find((s) => (to - from) / s <= Math.max(2, pixels / 74)) ?? 86400;
  const offset = incident.dated ? (pictures.start_minute * 60) % step : 0;
  const ticks = [];
  for (let t = Math.ceil((from + offset) / step) * step - offset; t <= to; t += step) ticks.push(t);
  return ticks;
}

function axis(node, data, incident, at, window, y) {
  const x = scale(window, [at.x0, at.x1]);
  const { pictures } = data;
  rule(node, at.x0, y, at.x1, y, { stroke: "var(--edge)" });
  for (const tick of ticksOfClock(pictures, incident, window, at.x1 - at.x0)) {
    const text = incident.dated ? clockText(pictures, tick) : tick === 0 ? "fault" : afterText(tick);
    const half = textWidth(text, 11) / 2;
    rule(node, x(tick), y, x(tick), y + 4, { stroke: "var(--edge)" });
    write(node, Math.max(half, Math.min(at.width - half, x(tick))), y + 16, text, {
      size: 11,
      fill: "var(--muted)",
      anchor: "middle",
      halo: true,
    });
  }
  return y + 22;
}

// Who acts, and what the pale part is.
function legend(node, at, lanes) {
  const left = at.wide ? at.x0 : 0;
  let [x, y] = [left, 12];
  const entry = (name, fill, opacity) => {
    if (x + 18 + textWidth(name, 11) > at.width) {
      x = left;
      y += 18;
    }
    box(node, x, x + 12, y - 9, 10, fill, opacity, 2);
    write(node, x + 17, y, name, { size: 11, fill: "var(--muted)" });
    x += 34 + textWidth(name, 11);
  };
  entry("fault", "var(--tone-fail)");
  for (const [who, { name, colour }] of Object.entries(actors))
    if (lanes.some((lane) => lane.who === who)) entry(name, colour);
  entry("to the 95th percentile", "var(--muted)", 0.35);
  return y + 12;
}

const colourOf = ({ who }) => (who === "fault" ? "var(--tone-fail)" : actors[who].colour);

function drawBar(node, lane, x, at, [, end], y) {
  const colour = colourOf(lane);
  const reach = (t) => (finite(t) ? Math.min(x(t), at.x1) : at.x1);
  const [from, mid, far] = [x(lane.from), reach(lane.p50), Math.max(reach(lane.p50), reach(lane.p95 ?? lane.p50))];
  const never = lane.p50 === Infinity;
  const group = node;
  if (far > mid) box(group, mid, far, y, barHeight, colour, 0.32);
  named(
    box(group, from, mid, y, barHeight, colour, never ? 0.32 : 1, 1.5),
    `${lane.label}: ${lane.main} ${lane.more}`.trim(),
  );
  const beyond = [lane.p50, lane.p95].some((t) => t === Infinity || t > end);
  if (beyond) arrowHead(group, at.x1 + 6, y + barHeight / 2, 1, colour, barHeight / 2);
  return {
    x: mid,
    far: beyond ? at.x1 + 6 : far,
    y: y + barHeight,
    shown: finite(lane.p50) && lane.p50 <= end,
    colour,
  };
}

function laneText(node, lane, at, y, bar) {
  if (at.wide) {
    const [label] = wrapText(lane.label, at.x0 - 12, 12, 500, 1);
    write(node, 0, y + 11, label, { weight: 500 });
    write(node, bar.far + 6, y + 11, lane.main, { weight: 600, halo: true });
    write(node, bar.far + 12 + textWidth(lane.main, 12, 600), y + 11, lane.more, {
      size: 11,
      fill: "var(--muted)",
      halo: true,
    });
    return;
  }
  const more = textWidth(lane.more, 11);
  const ends = textWidth(lane.main, 12, 600) + (lane.more ? more + 6 : 0);
  const [label] = wrapText(lane.label, at.x1 - ends - 10, 12, 500, 1);
  write(node, 0, y - 5, label, { weight: 500, halo: true });
  write(node, at.x1 - (lane.more ? more + 6 : 0), y - 5, lane.main, { weight: 600, anchor: "end", halo: true });
  write(node, at.x1, y - 5, lane.more, { size: 11, fill: "var(--muted)", anchor: "end", halo: true });
}

function drawLanes(node, lanes, at, window, top) {
  const x = scale(window, [at.x0, at.x1]);
  const pitch = at.wide ? laneHeight : 36;
  const lead = at.wide ? 4 : 20;
  const bars = lanes.map((lane, k) => drawBar(node, lane, x, at, window, top + k * pitch + lead));
  return {
    bars,
    bottom: top + lanes.length * pitch + 6,
    texts: (layer) => lanes.forEach((lane, k) => laneText(layer, lane, at, top + k * pitch + lead, bars[k])),
  };
}

// The hours of the fault and the moments, from `top` to the foot of a sheet: drawn when its height is known.
function marksOf(node, { fault, moments, x, x1 }, top) {
  const shaded = fault
    ? box(node, x(fault.from), finite(fault.p50) ? x(fault.p50) : x1, top, 1, "var(--fault-shade)", 0.75)
    : null;
  return (bottom) => {
    shaded?.setAttribute("height", bottom - top);
    for (const moment of moments)
      rule(node, moment.x, moment.y ?? top, moment.x, bottom, { stroke: moment.colour, dash: "2 3", opacity: 0.8 });
  };
}

function lanesSheet(data, { incident, story, window, at, x }) {
  const node = sheet(at.width);
  const top = legend(node, at, story.lanes);
  const fault = story.lanes.find(({ name }) => name === "fault");
  const begin = { x: x(story.origin), y: top, colour: "var(--tone-fail)", shown: true };
  const about = { fault, moments: [begin], x, x1: at.x1 };
  const done = marksOf(node, about, top);
  const lanes = drawLanes(node, story.lanes, at, window, top);
  about.moments.push(...lanes.bars);
  about.moments = about.moments.filter(({ shown }) => shown);
  const foot = axis(node, data, incident, at, window, lanes.bottom);
  done(incident.dated ? foot : lanes.bottom);
  lanes.texts(node);
  const pitch = at.wide ? laneHeight : 36;
  const ys = story.lanes.map((lane, k) => ({ y1: top + k * pitch, y2: top + (k + 1) * pitch, lane }));
  return { node: setHeight(node, foot), about, ys };
}

// The curves below, on a sheet of their own: on paper they may stand on the next page.
function curvesSheet(data, { incident, window, at }, panels, about) {
  const node = sheet(at.width);
  const done = marksOf(node, { ...about, moments: about.moments.map((moment) => ({ ...moment, y: 0 })) }, 0);
  let y = 0;
  panels.forEach((panel, k) => {
    y = drawPanel(node, data.pictures, panel, { ...at, top: y + 14, names: k === 0 }, window);
  });
  done(y);
  return setHeight(node, axis(node, data, incident, at, window, y) + 4);
}

function laneTold(incident, lane) {
  const moment = momentOf(incident, lane.name) ?? {};
  const { p50, p95 } = afterFault(incident, moment);
  return told(lane.label, [
    line("after the fault, the middle day", afterText(p50)),
    line("19 days in 20 by", afterText(p95)),
    line("on", finite(moment.happens) ? `${moment.happens} of ${moment.of} days` : ""),
  ]);
}

function draw(data, choice, width) {
  const { pictures } = data;
  const { incident } = pictures;
  const story = lanesOf(incident);
  const window = hoursThatMatter(pictures, incident, story);
  const at = geometry(width, story.lanes, incident.dated ? pictures.plans : [], window);
  const x = scale(window, [at.x0, at.x1]);
  const place = { incident, story, window, at, x };
  const lanes = lanesSheet(data, place);
  const panels = incident.dated ? panelsOf(data, choice, window) : [];
  if (!panels.length) {
    return { node: lanes.node, readout: { ys: lanes.ys, at: (i) => laneTold(incident, lanes.ys[i].lane) } };
  }
  const curves = curvesSheet(data, place, panels, lanes.about);
  const { inside } = panels[0];
  const middle = (i) => Math.min(window[1], Math.max(window[0], pictures.from_s[i] + pictures.interval_s / 2));
  return {
    node: el("div", { class: "sheets" }, el("div", null, lanes.node), el("div", null, curves)),
    readout: {
      xs: inside.map((i) => x(middle(i))),
      at: (k) => ({
        title: momentText(data, choice, inside[k]),
        lines: panelReadout(pictures, panels, inside[k]),
      }),
    },
  };
}

function callsWords(incident) {
  const moment = momentOf(incident, "accepted", "executed");
  if (!moment) return "";
  const { p50 } = afterFault(incident, moment);
  if (p50 === Infinity) return "New calls are not taken again";
  return finite(p50) && p50 > 0 ? `New calls are taken again after ${durationText(p50)}` : "";
}

function serviceWords(incident) {
  const moment = momentOf(incident, "restored");
  if (!moment) return "";
  const { p50, p95 } = afterFault(incident, moment);
  if (p50 === Infinity) return "service is not back before the end";
  if (!finite(p50) || p50 <= 0) return "";
  const missed =
    p95 === Infinity && finite(moment.happens) && moment.happens < moment.of
      ? `, on ${moment.of - moment.happens} of ${moment.of} days not at all`
      : "";
  return `service is back after ${durationText(p50)}${missed}`;
}

export default {
  id: "incident",
  uses: ["queue"],
  applies: ({ pictures }) => Boolean(pictures.incident?.times?.length) && lanesOf(pictures.incident).lanes.length > 0,
  title({ pictures: { incident } }) {
    const words = [callsWords(incident), serviceWords(incident)].filter(Boolean).join("; ");
    if (!words) return `${incident.times[0].label}${incident.dated ? ` at ${incident.times[0].p50}` : ""}`;
    return words[0].toUpperCase() + words.slice(1);
  },
  note({ pictures: { incident } }) {
    const where = incident.dated
      ? "below, the curves of the same hours; dotted lines carry each moment down"
      : "the fault falls at another time every day, so times are counted from it";
    return `Bars run from the fault to the middle day, pale to the day that 19 in 20 stay below; ${where}.`;
  },
  draw,
  rows({ pictures: { incident } }) {
    return incident.times.map((moment) => {
      const after = afterFault(incident, moment);
      return {
        moment: moment.label,
        p50: incident.dated ? moment.p50 : "",
        p95: incident.dated ? moment.p95 : "",
        after_fault_p50: afterText(after.p50),
        after_fault_p95: afterText(after.p95),
        after_fault_p50_s: after.p50 === Infinity ? "never" : after.p50,
        after_fault_p95_s: after.p95 === Infinity ? "never" : after.p95,
        days: moment.happens,
        of_days: moment.of,
      };
    });
  },
  alt(data) {
    const { incident } = data.pictures;
    const moments = incident.times.filter(({ name }) => incident.dated || name !== "fault");
    return `${this.title(data)}. ${moments
      .map((moment) => `${moment.label} ${incident.dated ? moment.p50 : afterText(afterFault(incident, moment).p50)}`)
      .join("; ")}.`;
  },
};
