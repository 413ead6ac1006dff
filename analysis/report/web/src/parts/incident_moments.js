// The moments of an incident as lanes: what begins with the fault and ends when somebody has done something.
import { numeric } from "./data.js";
import { durationText } from "./format.js";
import { finite } from "./scales.js";

// Who acts until then. Colours never stand alone: the lanes are labelled, and the legend names them.
export const actors = {
  platform: { name: "platform", colour: "var(--state-1)" },
  people: { name: "people", colour: "var(--plan-2)" },
  agents: { name: "agents", colour: "var(--plan-3)" },
  callers: { name: "callers", colour: "var(--plan-4)" },
};
const acting = {
  fault: "platform",
  detected: "platform",
  healthy: "platform",
  executed: "platform",
  accepted: "platform",
  failback: "platform",
  failback_begins: "people",
  failback_ends: "agents",
  decided: "people",
  agents_half: "agents",
  agents_back: "agents",
  agents_most: "agents",
  backlog: "callers",
  restored: "callers",
};

// How long after the fault, in the middle case and at the 95th percentile.
export function afterFault(incident, moment) {
  const begin = incident.times.find(({ name }) => name === "fault");
  const after = (given, at, from) => {
    if (given !== undefined) return numeric(given);
    const v = numeric(at);
    return finite(v) && finite(numeric(from)) ? v - from : v;
  };
  return {
    p50: after(moment.after_p50_s, moment.p50_s, begin?.p50_s),
    p95: after(moment.after_p95_s, moment.p95_s, begin?.p50_s),
  };
}

export const momentOf = (incident, ...names) => incident.times.find(({ name }) => names.includes(name));

// "+11 m 48 s", "never"
export function afterText(seconds) {
  if (seconds === Infinity) return "never";
  if (!finite(seconds)) return "-";
  return seconds === 0 ? "at once" : `+${durationText(seconds)}`;
}

function endText(incident, moment, after) {
  const p50 = incident.dated ? moment.p50 : afterText(after.p50);
  const p95 = incident.dated ? moment.p95 : afterText(after.p95);
  const days =
    finite(moment.happens) && moment.happens < moment.of && finite(numeric(moment.p50_s))
      ? `${moment.happens} of ${moment.of} days`
      : "";
  const later = p95 && p95 !== p50 && p95 !== "-" ? `p95 ${p95}` : "";
  return {
    main: p50 === "never" ? "never" : p50,
    more: [later, later.includes("never") ? "" : days].filter(Boolean).join(", "),
  };
}

// The fault lasts until the component is healthy; failback from its beginning to its end; all else from the fault.
function laneOf(incident, moment, begin, origin) {
  const after = afterFault(incident, moment);
  const at = (given, rest) => (incident.dated ? numeric(given) : rest);
  const lane = {
    name: moment.name,
    label: moment.label,
    who: acting[moment.name] ?? "platform",
    from: origin,
    p50: at(moment.p50_s, after.p50),
    p95: at(moment.p95_s, after.p95),
    ...endText(incident, moment, after),
  };
  if (moment.name === "failback_ends" && begin) {
    const began = afterFault(incident, begin);
    lane.from = at(begin.p50_s, began.p50) ?? origin;
  }
  return lane;
}

export function lanesOf(incident) {
  const fault = momentOf(incident, "fault");
  const healthy = momentOf(incident, "healthy");
  const began = [fault?.p50_s, incident.fault_from_s].map(numeric).find(finite) ?? 0;
  const origin = incident.dated ? began : 0;
  const lanes = incident.times
    .filter(
      ({ name, p50_s }) =>
        name !== "fault" && p50_s !== null && p50_s !== undefined && !(name === "healthy" && fault),
    )
    .map((moment) => laneOf(incident, moment, momentOf(incident, "failback_begins"), origin));
  if (!fault) return { origin, lanes };
  const until = incident.fault_to_s ?? null;
  const first =
    healthy && healthy.p50_s !== null
      ? { ...laneOf(incident, healthy, null, origin), more: "healthy again" }
      : {
          p50: until === null ? Infinity : until,
          p95: until === null ? Infinity : until,
          main: until === null ? "never" : "",
          more: "",
        };
  return { origin, lanes: [{ ...first, name: "fault", label: fault.label, who: "fault", from: origin }, ...lanes] };
}

// From half an hour before the fault to an hour after the last moment; the whole of what was simulated at most.
export function hoursThatMatter(pictures, incident, { origin, lanes }) {
  const ends = lanes.flatMap(({ p50, p95 }) => [p50, p95]);
  const last = Math.max(origin, ...ends.filter(finite));
  if (!incident.dated) return [0, Math.max(600, last * 1.1)];
  const open = ends.some((end) => end === Infinity);
  const end = open ? pictures.length_s : Math.min(pictures.length_s, last + 3600);
  return [Math.max(0, origin - 1800), Math.max(end, Math.min(pictures.length_s, origin + 3600))];
}
