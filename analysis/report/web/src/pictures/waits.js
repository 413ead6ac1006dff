// How long people wait: of all offered, the share answered within so many seconds.
import * as Plot from "@observablehq/plot";
import { chosenPlans, queueOf } from "../parts/data.js";
import { axisWidth, valueAxis } from "../parts/day_plot.js";
import { el } from "../parts/dom.js";
import { durationText, percentText } from "../parts/format.js";
import { planStyle } from "../parts/palette.js";
import { endLabels, endRoom, keyRow, levelLabel, say } from "../parts/plot_labels.js";
import { plotStyle } from "../parts/plot_style.js";
import { finite } from "../parts/scales.js";
import { textWidth } from "../parts/text_fit.js";

const mostNamed = 3;
const stretched = 12; // from so many times the promise on, short waits get more room
const roundSeconds = [
  0, 5, 10, 15, 20, 30, 45, 60, 90, 120, 180, 300, 600, 900, 1200, 1800, 2700, 3600, 5400, 7200, 10800, 14400,
  21600, 43200, 86400, 172800, 345600, 604800,
];

function look(data, choice) {
  const chosen = chosenPlans(data, choice);
  const has = (name) => chosen.some(({ plan }) => plan.waits.some((w) => w.queue === name && w.share.some(finite)));
  const names =
    choice.queue === "all"
      ? [data.pictures.focus, ...data.pictures.queues.map(({ name }) => name)]
      : [choice.queue];
  const name = names.find(has);
  const curves = chosen
    .map(({ plan, index }) => ({ plan, index, wait: plan.waits.find((w) => w.queue === name) }))
    .filter(({ wait }) => wait && wait.share.some(finite));
  return { queue: queueOf(data, name) ?? { name, share: null, within_s: null, promise: "" }, curves };
}

// Between the seconds that are told, along a straight line; null outside of them.
function shareAt({ within_s: at, share }, seconds) {
  const k = at.findIndex((s) => s >= seconds);
  if (k < 0 || !finite(share[k])) return null;
  if (at[k] === seconds || k === 0) return at[k] === seconds ? share[k] : null;
  if (!finite(share[k - 1])) return null;
  return share[k - 1] + ((share[k] - share[k - 1]) * (seconds - at[k - 1])) / (at[k] - at[k - 1]);
}

// The seconds within which so many are answered; null where it takes longer than is told.
function secondsFor({ within_s: at, share }, wanted) {
  const k = share.findIndex((value) => finite(value) && value >= wanted);
  if (k < 0) return null;
  if (k === 0 || !finite(share[k - 1])) return at[k];
  return at[k - 1] + ((wanted - share[k - 1]) / (share[k] - share[k - 1])) * (at[k] - at[k - 1]);
}

function title(data, choice) {
  const { queue, curves } = look(data, choice);
  if (!finite(queue.within_s)) return `${queue.name}: share answered within so many seconds`;
  const found = curves
    .map(({ plan, wait }) => ({ plan, wait, share: shareAt(wait, queue.within_s) }))
    .filter(({ share }) => share !== null);
  if (!found.length) return `${queue.name}: share answered within so many seconds`;
  const wanted = `${Math.round(queue.share * 1000) / 10}%`;
  const promise = `promised ${wanted}`;
  const within = durationText(queue.within_s);
  const [first] = found;
  if (found.length <= 2 && !(found[1] && found[1].plan.role !== "twin")) {
    const takes = first.share >= queue.share ? "" : secondsFor(first.wait, queue.share);
    const longer =
      takes === ""
        ? ""
        : takes === null
          ? `; ${wanted} are not answered within ${durationText(first.wait.within_s.at(-1))} either`
          : `; it takes ${durationText(takes)} to answer ${wanted}`;
    const beside = found[1] ? ` (${found[1].plan.name}: ${percentText(found[1].share)})` : "";
    return `${queue.name}: ${percentText(first.share)} are answered within ${within}${beside}, ${promise}${longer}`;
  }
  const ranked = [...found].sort((a, b) => b.share - a.share);
  const [best, worst] = [ranked[0], ranked.at(-1)];
  const told = ({ plan, share }) => `${plan.name} ${percentText(share)}`;
  return `${queue.name}, answered within ${within}: ${told(best)}, ${told(worst)} (${promise})`;
}

function draw(data, choice, width) {
  const { queue, curves } = look(data, choice);
  const end = Math.max(...curves.map(({ wait }) => wait.within_s.at(-1)), queue.within_s ?? 0, 1);
  const height = Math.round(Math.max(170, Math.min(280, width * 0.36)));
  const axis = valueAxis([], "share", height);
  const left = axisWidth([axis]);
  const room =
    curves.length <= mostNamed
      ? endRoom(
          curves.map(({ plan }) => plan.name),
          width,
        )
      : 0;
  const right = room || 14;
  const top = 20;
  const bend = finite(queue.within_s) && queue.within_s > 0 && end > stretched * queue.within_s;
  const scale = bend ? { type: "symlog", constant: queue.within_s } : {};
  const lines = curves.map(({ plan, index, wait }) => {
    const { colour, dash } = planStyle(plan, index);
    const points = wait.within_s.map((x, k) => ({ x, y: finite(wait.share[k]) ? wait.share[k] : NaN }));
    return Plot.line(points, { x: "x", y: "y", stroke: colour, strokeDasharray: dash || null, strokeWidth: 2 });
  });
  const marks = finite(queue.within_s)
    ? curves
        .map(({ plan, index, wait }) => ({
          x: queue.within_s,
          y: shareAt(wait, queue.within_s),
          fill: planStyle(plan, index).colour,
        }))
        .filter(({ y }) => y !== null)
    : [];
  const node = Plot.plot({
    width,
    height: height + top + 40,
    marginTop: top,
    marginBottom: 40,
    marginLeft: left,
    marginRight: right,
    style: plotStyle,
    x: { domain: [0, end], axis: null, ...scale },
    y: { domain: [0, 1], axis: null },
    marks: [
      Plot.gridY(axis.ticks, { stroke: "var(--rule)", strokeOpacity: 1 }),
      Plot.axisY(axis.ticks, {
        label: null,
        tickSize: 0,
        tickPadding: 8,
        tickFormat: axis.text,
        fontSize: 12,
        fontVariant: "tabular-nums",
      }),
      finite(queue.within_s)
        ? Plot.ruleX([queue.within_s], { stroke: "var(--muted)", strokeDasharray: "2 3" })
        : null,
      finite(queue.share) ? Plot.ruleY([queue.share], { stroke: "var(--muted)", strokeDasharray: "2 3" }) : null,
      ...lines.reverse(),
      Plot.dot(marks, { x: "x", y: "y", fill: "fill", r: 3.5, stroke: "var(--card)" }),
    ],
  });
  node.style.display = "block";
  const x = node.scale("x").apply;
  const y = node.scale("y").apply;
  secondsAxis(node, x, end, top + height, width);
  if (finite(queue.within_s))
    levelLabel(
      node,
      Math.min(x(queue.within_s), width - right - 60),
      top - 1,
      `within ${durationText(queue.within_s)}`,
    );
  if (finite(queue.share))
    levelLabel(node, width - right - 4, y(queue.share), `${Math.round(queue.share * 1000) / 10}% promised`, {
      anchor: "end",
      below: queue.share > 0.93,
    });
  if (room) {
    const labels = curves.map(({ plan, index, wait }) => ({
      name: plan.name,
      colour: planStyle(plan, index).colour,
      y: y(wait.share.findLast(finite)),
    }));
    endLabels(node, labels, { x: width - right, top: top + 4, bottom: top + height - 4, room });
  }
  const keys = curves.map(({ plan, index }) => ({ name: plan.name, ...planStyle(plan, index) }));
  const stops = [...new Set(curves.flatMap(({ wait }) => wait.within_s))].sort((a, b) => a - b);
  const at = (i) => ({
    title: stops[i] === 0 ? "at once" : `within ${durationText(stops[i])}`,
    lines: curves.map(({ plan, index, wait }) => {
      const share = shareAt(wait, stops[i]);
      return {
        name: plan.name,
        text: share === null ? "-" : percentText(share),
        colour: planStyle(plan, index).colour,
      };
    }),
  });
  return {
    node: el("div", { class: "panels" }, room || keys.length < 2 ? null : keyRow(keys, width), node),
    readout: { xs: stops.map(x), at },
  };
}

// Round seconds, as many as fit.
function secondsAxis(node, x, end, foot, width) {
  const ends = roundSeconds.filter((s) => s <= end);
  let last = -Infinity;
  let before = -Infinity;
  for (const s of ends) {
    const text = s === 0 ? "at once" : durationText(s);
    const half = textWidth(text, 12) / 2;
    const mid = Math.max(half, Math.min(x(s), width - half));
    if (mid - half < last + 10 || (s && x(s) - before < 44)) continue;
    say(node, mid, foot + 17, text, { fill: "var(--muted)", anchor: "middle" });
    last = mid + half;
    before = x(s);
  }
  say(node, x(0), foot + 35, "answered within, of all offered", { fill: "var(--muted)", size: 11 });
}

export default {
  id: "waits",
  uses: ["queue", "plans"],
  applies: (data, choice) => look(data, choice).curves.length > 0,
  title,
  note(data, choice) {
    const { queue, curves } = look(data, choice);
    const end = Math.max(...curves.map(({ wait }) => wait.within_s.at(-1)));
    const bend = finite(queue.within_s) && end > stretched * queue.within_s ? " Short waits are drawn wider." : "";
    return (
      "Of all calls offered, all days simulated together; service level is the mean of the days' shares and may " +
      "leave out short abandons: the two differ a little. What a line lacks to 100% at its end waited longer or was " +
      `never answered.${bend}`
    );
  },
  draw,
  rows: (data, choice) => {
    const { queue, curves } = look(data, choice);
    return curves.flatMap(({ plan, wait }) =>
      wait.within_s.map((within_s, k) => ({
        plan: plan.name,
        queue: queue.name,
        within_s,
        share_answered: wait.share[k] ?? null,
      })),
    );
  },
  alt(data, choice) {
    const { curves } = look(data, choice);
    return `${title(data, choice)}. Rising lines: ${curves
      .map(
        ({ plan, wait }) =>
          `${plan.name} ${percentText(wait.share.findLast(finite))} within ${durationText(wait.within_s.at(-1))}`,
      )
      .join("; ")}.`;
  },
};
