// Looking things up in the data of a page.

// The scope of queue figures that the choice asks for: [kind, scope].
export function chosenScope({ queue, platform }) {
  if (queue !== "all" && platform !== "all") return ["queue on platform", `${queue}/${platform}`];
  if (queue !== "all") return ["queue", queue];
  return platform !== "all" ? ["platform", platform] : ["all", "all"];
}

export function curveOf(plan, figure, kind, scope) {
  return plan.curves.find((c) => c.figure === figure && c.kind === kind && c.scope === scope);
}

// The curves of every chosen plan that has this figure: [{ plan, index, curve }].
export function chosenCurves(data, choice, figure, [kind, scope]) {
  return data.pictures.plans
    .map((plan, index) => ({ plan, index, curve: curveOf(plan, figure, kind, scope) }))
    .filter(({ index, curve }) => choice.plans.has(index) && curve);
}

// "infinity" as a number; null stays null.
export const numeric = (value) =>
  value === "infinity" ? Infinity : value === "-infinity" ? -Infinity : value;
