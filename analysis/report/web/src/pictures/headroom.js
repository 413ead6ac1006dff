// Every limit: how near its peak comes, and for how long it is full. Agents: how much of the time all are busy.
import { countText, durationText, percentText } from "../parts/format.js";
import { rowList, shade } from "../parts/row_list.js";
import { finite, scale } from "../parts/scales.js";
import { box, rule } from "../parts/svg.js";
import { daysLine, line, told } from "../parts/told.js";
import { shortText } from "../parts/title_words.js";

const limitsOf = ({ pictures }) => pictures.limits;

// The share of its limit that a peak takes.
const used = (row, peak) => (finite(peak) && finite(row.limit) && row.limit > 0 ? peak / row.limit : null);

// Agents: the share of time, or of the calls in the hours named, that found all of them busy.
function busy(row, { length_s }) {
  if (finite(row.full_share)) return row.full_share;
  return finite(row.minutes_full) && length_s > 0 ? (row.minutes_full * 60) / length_s : null;
}

const share = (row, pictures) => (row.kind === "agents" ? busy(row, pictures) : used(row, row.peak_p95));
const hours = ({ from, to }) => (from ? `${from}-${to}` : "");

function detail(row) {
  const full = finite(row.minutes_full)
    ? row.minutes_full > 0
      ? `full for ${durationText(row.minutes_full * 60)}`
      : ""
    : "";
  const away = row.turned_away > 0 ? `${countText(row.turned_away)} turned away` : "";
  return [hours(row), full, away].filter(Boolean).join(", ");
}

function found(row, pictures) {
  const part = share(row, pictures);
  if (part === null) return { value: row.binding ? "full" : "-", range: "" };
  if (row.kind === "agents")
    return { value: percentText(part), range: finite(row.limit) ? `of ${countText(row.limit)} agents` : "" };
  return { value: percentText(part), range: `${countText(row.peak_p95)} of ${countText(row.limit)}` };
}

// Both peaks beside the limit, for how long, and what it costs.
function rowTold(row, pictures) {
  const peak = (value) =>
    used(row, value) === null ? "" : `${countText(value)}, ${percentText(used(row, value))} of the limit`;
  const agents = row.kind === "agents";
  return told(row.binding ? `${row.label}: binding` : row.label, [
    line("all busy", agents && share(row, pictures) !== null ? percentText(share(row, pictures)) : ""),
    line("agents signed in", agents && finite(row.limit) ? countText(row.limit) : ""),
    line("peak of the middle day", agents ? "" : peak(row.peak_p50)),
    line("peak, 19 days in 20 below", agents ? "" : peak(row.peak_p95)),
    line("limit", agents || !finite(row.limit) ? "" : countText(row.limit)),
    line("full for", finite(row.minutes_full) ? durationText(row.minutes_full * 60) : ""),
    line("turned away", row.turned_away > 0 ? countText(row.turned_away) : ""),
    line("between", hours(row)),
    daysLine(pictures.plans[0]?.runs),
  ]);
}

function barRow(row, pictures, x) {
  const part = share(row, pictures);
  const colour = row.binding ? "var(--tone-fail)" : part >= 0.999 ? "var(--tone-warn)" : "var(--accent)";
  return {
    tag: row.binding ? { text: "BINDING", colour: "var(--tone-fail)" } : null,
    label: row.label,
    told: rowTold(row, pictures),
    sub: detail(row),
    ...found(row, pictures),
    draw: (at) => {
      const place = x(at.x0, at.x1);
      if (row.kind !== "agents" && place(1) < at.x1 - 1) shade(at, place(1), at.x1);
      if (part !== null) box(at.node, place(0), place(part), at.y - 6, 12, colour, 0.9);
      const half = row.kind === "agents" ? null : used(row, row.peak_p50);
      if (half !== null)
        rule(at.node, place(half), at.y - 9, place(half), at.y + 9, { stroke: "var(--ink)", width: 2 });
      rule(at.node, place(1), at.top, place(1), at.bottom, { stroke: "var(--ink)", width: 1.5 });
    },
  };
}

export default {
  id: "headroom",
  uses: [],
  applies: (data) => limitsOf(data).length > 0,
  title(data) {
    const { pictures } = data;
    const binding = limitsOf(data).filter((row) => row.binding);
    const rest = limitsOf(data)
      .filter((row) => !row.binding && row.kind !== "agents" && used(row, row.peak_p95) !== null)
      .sort((a, b) => used(b, b.peak_p95) - used(a, a.peak_p95));
    const next = rest[0]
      ? `${rest[0].label} at ${shortText(share(rest[0], pictures), "share")} of ${
          rest[0].limit === 1 ? "its limit" : countText(rest[0].limit)
        }`
      : "";
    if (!binding.length) return next ? `Nothing is binding; nearest is ${next}` : "Nothing is binding";
    const names = binding.map(({ label, from, to }) => (from ? `${label} ${from}-${to}` : label));
    const two = names.slice(0, 2).join(" and ");
    const what = names.length > 2 ? `${two}, ${names.length - 2} more` : two;
    return `Binding: ${what}${next ? `; next ${next}` : ""}`;
  },
  note: () =>
    "Bars: the peak of the day that 19 days in 20 stay below, in percent of the limit; the tick is the middle day. " +
    "Agents: how much of the time all are busy.",
  draw(data, _choice, width) {
    const { pictures } = data;
    const most = Math.max(1, ...limitsOf(data).map((row) => share(row, pictures) ?? 0));
    const top = most > 1 ? most * 1.05 : 1.04;
    const x = (x0, x1) => scale([0, top], [x0, x1]);
    const groups = [
      ["Agents, time all busy", "agents"],
      ["Limits, peak of the day", "limit"],
    ]
      .map(([heading, kind]) => ({
        heading,
        rows: limitsOf(data).filter((row) => (row.kind === "agents") === (kind === "agents")),
      }))
      .filter((group) => group.rows.length);
    const rows = groups.flatMap(({ heading, rows: some }) => [
      ...(groups.length > 1 ? [{ heading }] : []),
      ...some.map((row) => barRow(row, pictures, x)),
    ]);
    const step = top > 4 ? Math.ceil(top / 4) : top > 2 ? 0.5 : 0.25;
    const ticks = [];
    for (let t = 0; t <= top; t += step) ticks.push(t);
    return rowList(width, rows, { grid: { scale: x, ticks, text: (v) => `${Math.round(v * 100)}%` } });
  },
  rows: (data) =>
    limitsOf(data).map((row) => ({
      limit_of: row.label,
      kind: row.kind,
      peak_p50: row.peak_p50,
      peak_p95: row.peak_p95,
      limit: row.limit,
      share_used: share(row, data.pictures),
      minutes_full: row.minutes_full,
      turned_away: row.turned_away,
      binding: row.binding,
      from: row.from,
      to: row.to,
      ...(row.when ? { when: row.when } : {}),
    })),
  alt(data) {
    return `${this.title(data)}. ${limitsOf(data)
      .map((row) => {
        const { value, range } = found(row, data.pictures);
        return `${row.label}: ${value}${range ? ` (${range})` : ""}`;
      })
      .join("; ")}.`;
  },
};
