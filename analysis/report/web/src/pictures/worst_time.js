// When a fault hurts most: people never served by the moment it begins, and how long until service is back.
import { numeric } from "../parts/data.js";
import { lostRange, people } from "../parts/drill_faults.js";
import { durationText } from "../parts/format.js";
import {
  clockTicks,
  crowded,
  drawBand,
  drawClock,
  drawLevels,
  drawMoment,
  drawReach,
  drawThrough,
} from "../parts/moment_chart.js";
import { isWide } from "../parts/row_list.js";
import { finite, scale, spanOf, ticksOf, tickText } from "../parts/scales.js";
import { rule, setHeight, sheet, write } from "../parts/svg.js";
import { textWidth, widest } from "../parts/text_fit.js";
import { daysLine, line, told } from "../parts/told.js";

const asked = ({ pictures }) => pictures.worst_time ?? null;
const momentsOf = (data) =>
  (asked(data)?.moments ?? []).map((moment, index) => ({ ...moment, index, value: moment.never_served }));
const drawable = (data) => momentsOf(data).filter(({ value }) => finite(value));
const backsOf = (data) => momentsOf(data).map(({ back_s: back }) => numeric(back)).filter((back) => back !== null);
// Service that is back at once wherever it begins needs no panel of noughts.
const hasBack = (data) => backsOf(data).some((back) => back !== 0);

const isWorst = (about, { index, as_bad: tied }) => about.costs && (index === about.worst || tied);
const colourOf = (about, moment) => (isWorst(about, moment) ? "var(--tone-fail)" : "var(--accent)");
const backText = (value) => (numeric(value) === null ? "-" : durationText(numeric(value)));

function markWords(about, moment) {
  if (!about.costs) return "";
  if (moment.index === about.worst) return "worst";
  if (moment.as_bad) return "as bad as the worst, by these days";
  return moment.index === about.best ? "best" : "";
}

function momentTold(about, moment) {
  return told(`Begins ${moment.clock}`, [
    line("people never served", people(moment.value), colourOf(about, moment)),
    line("95% interval", lostRange(moment)),
    line("service back after", backText(moment.back_s)),
    line("", markWords(about, moment)),
    line("", moment.cut_short ? "the scenario ends before the fault does" : ""),
    daysLine(about.runs),
  ]);
}

function frameOf(data, width) {
  const all = drawable(data);
  const values = all.flatMap(({ value, low, high }) => [value, numeric(low), numeric(high)]);
  const lost = spanOf(values, { zero: true, pad: 0.14 });
  const backs = all.map(({ back_s: back }) => numeric(back)).filter(finite);
  const times = [0, Math.max(60, ...backs) * 1.06];
  const texts = [
    ...ticksOf(lost, 4, "count").map((v) => tickText(v, "count")),
    ...(hasBack(data) ? [...ticksOf(times, 4, "seconds").map((v) => tickText(v, "seconds")), "never"] : []),
  ];
  const x0 = widest(texts, 11) + 12;
  const at = { width, x0, x1: width - 12 };
  const ends = all.map(({ at_s: s }) => s);
  const pad = all.length > 1 ? 10 : (at.x1 - x0) / 2;
  const x = scale([Math.min(...ends), Math.max(...ends)], [x0 + pad, at.x1 - pad]);
  return { at, x, lost, times, gap: all.length > 1 ? (at.x1 - x0 - 2 * pad) / (all.length - 1) : 99 };
}

// The moment at which the file has the fault, where it is among those that were tried.
function writtenAt(data, frame) {
  const { written_s: s, moments } = asked(data);
  return finite(s) && s >= moments[0].at_s && s <= moments[moments.length - 1].at_s ? frame.x(s) : null;
}

function drawWritten(node, data, frame, top, bottom) {
  const { written_at: clock } = asked(data);
  const x = writtenAt(data, frame);
  if (x === null) return;
  rule(node, x, top, x, bottom, { stroke: "var(--muted)", dash: "2 3" });
  const text = `in the file: ${clock}`;
  const left = x + 6 + textWidth(text, 11) > frame.at.x1;
  write(node, left ? x - 6 : x + 6, top + 10, text, {
    size: 11,
    fill: "var(--muted)",
    anchor: left ? "end" : "start",
    halo: true,
  });
}

// Where a name `width` wide stands for what is at `x`: over it, or beside the moment of the file.
function nameLeft(data, frame, x, width) {
  const left = Math.max(frame.at.x0, Math.min(frame.at.x1 - width, x - width / 2));
  const line = writtenAt(data, frame);
  if (line === null || line < left - 4 || line > left + width + 4) return left;
  const [before, after] = [line - 8 - width, line + 8];
  if (x <= line && before >= frame.at.x0) return before;
  return after + width <= frame.at.x1 ? after : Math.max(frame.at.x0, before);
}

// The names of the worst and the best moment, above all marks that they pass.
function nameExtremes(node, data, frame, y) {
  const about = asked(data);
  if (!about.costs) return;
  const all = drawable(data);
  const taken = [];
  for (const moment of all.filter(({ index }) => index === about.worst || index === about.best)) {
    const text = `${moment.index === about.worst ? "worst" : "best"} ${moment.clock}: ${people(moment.value)}`;
    const width = textWidth(text, 12, 600);
    const left = nameLeft(data, frame, frame.x(moment.at_s), width);
    const passed = all.filter(({ at_s: s }) => frame.x(s) > left - 8 && frame.x(s) < left + width + 8);
    const tops = passed.map(({ high, value }) => y(finite(numeric(high)) ? high : value) - 9);
    let foot = Math.min(y(moment.value) - 12, ...tops);
    const beside = (other) => left > other.right + 8 || other.left > left + width + 8;
    const touches = (other) => !beside(other) && Math.abs(other.foot - foot) < 16;
    if (taken.some(touches)) foot -= 16;
    taken.push({ left, right: left + width, foot });
    write(node, left, foot, text, { size: 12, weight: 600, fill: colourOf(about, moment), halo: true });
  }
}

function drawLost(node, data, frame, top, bottom) {
  const about = asked(data);
  const all = drawable(data);
  const y = scale(frame.lost, [bottom, top]);
  drawLevels(node, frame.at, frame.lost, y, "count");
  const dense = frame.gap < crowded;
  if (dense) drawBand(node, all, frame.x, y, "var(--accent)");
  drawThrough(node, all, frame.x, y);
  for (const moment of all) {
    drawMoment(node, moment, frame.x, y, {
      colour: colourOf(about, moment),
      hollow: moment.cut_short,
      radius: moment.index === about.worst || moment.index === about.best ? 5.5 : dense ? 2 : 4,
      bar: !dense,
    });
  }
  nameExtremes(node, data, frame, y);
}

function drawBack(node, data, frame, top, bottom) {
  const about = asked(data);
  const all = drawable(data);
  const never = all.some(({ back_s: back }) => numeric(back) === Infinity);
  const first = top + (never ? 18 : 0);
  const y = scale(frame.times, [bottom, first]);
  drawLevels(node, frame.at, frame.times, y, "seconds");
  if (never) {
    rule(node, frame.at.x0, top + 4, frame.at.x1, top + 4, { dash: "2 3" });
    write(node, frame.at.x0 - 8, top + 8, "never", { size: 11, fill: "var(--muted)", anchor: "end" });
  }
  for (const moment of all) {
    const back = numeric(moment.back_s);
    if (back === null) continue;
    drawReach(node, moment.at_s, back, frame.x, y, top, colourOf(about, moment));
  }
}

function draw(data, _choice, width) {
  const about = asked(data);
  const all = drawable(data);
  const frame = frameOf(data, width);
  const node = sheet(width);
  const height = isWide(width) ? 260 : 210;
  write(node, 0, 12, "People never served", { weight: 600 });
  const top = 44; // below the words on the moment in the file
  let bottom = top + height;
  drawWritten(node, data, frame, 24, bottom); // below the marks
  drawLost(node, data, frame, top, bottom);
  const foot = bottom;
  if (hasBack(data)) {
    write(node, 0, bottom + 32, "Service back after (19 days in 20 are sooner)", { weight: 600 });
    drawBack(node, data, frame, bottom + 46, bottom + 146);
    rule(node, frame.at.x0, foot, frame.at.x1, foot, { stroke: "var(--edge)" });
    bottom += 146;
  }
  drawClock(node, frame.at, clockTicks(all, frame.x, frame.at.x1 - frame.at.x0), bottom);
  write(node, frame.at.x0, bottom + 36, `when ${about.event} begins`, { size: 11, fill: "var(--muted)" });
  return {
    node: setHeight(node, bottom + 44),
    readout: { xs: all.map(({ at_s: s }) => frame.x(s)), at: (i) => momentTold(about, all[i]) },
  };
}

export default {
  id: "worst-time",
  uses: [],
  applies: (data) => drawable(data).length > 0,
  title(data) {
    const about = asked(data);
    const all = momentsOf(data);
    if (!about.costs) return `${about.event} costs nobody for certain at any of ${all.length} moments`;
    const [worst, best] = [all[about.worst], all[about.best]];
    const tied = all.filter(({ as_bad: bad }) => bad).length;
    const stands = tied ? `, no worse for certain than ${tied} other moment${tied === 1 ? "" : "s"}` : "";
    return (
      `${about.event} hurts most at ${worst.clock}: ${people(worst.value)} people never served${stands}; ` +
      `least at ${best.clock}: ${people(best.value)}${best.cut_short ? ", as far as the scenario goes" : ""}`
    );
  },
  note(data) {
    const cut = drawable(data).some((moment) => moment.cut_short);
    const never = momentsOf(data).some(({ back_s: back }) => numeric(back) === Infinity);
    const tied = momentsOf(data).some(({ as_bad: bad }) => bad);
    return [
      "Lines: the 95% interval of the mean, minus the same days without it.",
      tied ? "Red: the worst, and what these days do not tell apart from it." : "Red: the worst.",
      cut ? "Hollow: the scenario ends before the fault does; what it costs afterwards is not counted." : "",
      backsOf(data).length && !hasBack(data) ? "Service is back after 0 s wherever it begins (19 days in 20)." : "",
      never ? "Arrows: service is not back before the scenario ends." : "",
    ]
      .filter(Boolean)
      .join(" ");
  },
  draw,
  rows(data) {
    const about = asked(data);
    return momentsOf(data).map((m) => ({
      begins: m.clock,
      at_s: m.at_s,
      never_served: m.never_served,
      low: m.low,
      high: m.high,
      service_back_p95_s: m.back_s,
      cut_short: m.cut_short,
      as_bad_as_worst: m.index === about.worst || m.as_bad,
    }));
  },
  alt(data) {
    const never = momentsOf(data).filter(({ back_s: back }) => numeric(back) === Infinity);
    const from = never.map(({ clock }) => clock).join(", ");
    const late = never.length ? ` Service is never back that day where it begins at ${from}.` : "";
    return `${this.title(data)}. In the file it begins at ${asked(data).written_at}.${late}`;
  },
};
