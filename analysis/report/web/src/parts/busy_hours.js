// What is told of a figure passes over intervals with hardly any calls: one caller who waits is no bad hour.
import { curveOf } from "./data.js";
import { finite } from "./scales.js";

const least = 0.01; // of the calls of the busiest interval
const byCalls = ["service_level", "mean_wait", "abandon_rate"];

// Of the same calls; queues by platform have no such curve: of the queue.
function offeredOf(plan, { kind, scope }) {
  if (kind !== "queue on platform") return curveOf(plan, "offered", kind, scope);
  return curveOf(plan, "offered", "queue", scope.slice(0, scope.lastIndexOf("/")));
}

// The curve without values where hardly anybody calls.
export function inBusyHours(plan, curve) {
  const offered = byCalls.includes(curve?.figure) ? offeredOf(plan, curve) : null;
  if (!offered) return curve;
  const enough = Math.max(...offered.mean.filter(finite)) * least;
  if (!offered.mean.some((n, i) => finite(curve.mean[i]) && !(n >= enough))) return curve;
  return { ...curve, mean: curve.mean.map((value, i) => (offered.mean[i] >= enough ? value : null)), passesOver: true };
}

export const quietNote = (curves) =>
  curves.some(({ plan, curve }) => inBusyHours(plan, curve)?.passesOver)
    ? "The title passes over hours with hardly any calls."
    : "";
