// Looking things up in the data of a page.

// The scope of queue figures that the choice asks for: [kind, scope].
export function chosenScope({ queue, platform }) {
  if (queue !== "all" && platform !== "all") return ["queue on platform", `${queue}/${platform}`];
  if (queue !== "all") return ["queue", queue];
  return platform !== "all" ? ["platform", platform] : ["all", "all"];
}

// The choice in words, to begin a title with.
export function scopeName({ queue, platform }) {
  if (queue !== "all" && platform !== "all") return `${queue} on ${platform}`;
  if (queue !== "all") return queue;
  return platform !== "all" ? `All queues on ${platform}` : "All queues";
}

export function curveOf(plan, figure, kind, scope) {
  return plan.curves.find((c) => c.figure === figure && c.kind === kind && c.scope === scope);
}

export function stackOf(plan, of, kind, scope) {
  return plan.stacks.find((s) => s.of === of && s.kind === kind && s.scope === scope);
}

// [{ plan, index }], in the order of the data.
export function chosenPlans(data, choice) {
  return data.pictures.plans.map((plan, index) => ({ plan, index })).filter(({ index }) => choice.plans.has(index));
}

// The one that a picture of one plan shows: the first that is no twin.
export function mainPlan(data, choice) {
  const chosen = chosenPlans(data, choice);
  return chosen.find(({ plan }) => plan.role !== "twin") ?? chosen[0] ?? null;
}

// What the others are held against: the twin of the day, or the baseline; null unless it is chosen, too.
export function otherPlan(data, choice) {
  const main = mainPlan(data, choice);
  return (
    chosenPlans(data, choice).find(
      ({ plan, index }) => index !== main?.index && (plan.role === "twin" || plan.role === "baseline"),
    ) ?? null
  );
}

export const twinPlan = (data, choice) => {
  const other = otherPlan(data, choice);
  return other?.plan.role === "twin" ? other : null;
};

// The curves of every chosen plan that has this figure: [{ plan, index, curve }].
export function chosenCurves(data, choice, figure, [kind, scope]) {
  return chosenPlans(data, choice)
    .map(({ plan, index }) => ({ plan, index, curve: curveOf(plan, figure, kind, scope) }))
    .filter(({ curve }) => curve);
}

export const queueOf = (data, name) => data.pictures.queues.find((queue) => queue.name === name) ?? null;

// "infinity" as a number; null stays null.
export const numeric = (value) => (value === "infinity" ? Infinity : value === "-infinity" ? -Infinity : value);
