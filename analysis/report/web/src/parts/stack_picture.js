// A picture of one stack: the first chosen plan by state, the twin's total beside it.
import { mainPlan, stackOf, twinPlan } from "./data.js";
import { momentText } from "./day_plot.js";
import { clockText, countText } from "./format.js";
import { planStyle } from "./palette.js";
import { isEmpty, orderedParts, stackChart, stackHeight, totalAt, totals } from "./stack_chart.js";

// id, uses; of: which stack; place: (choice) -> [kind, scope]; order: of the states from the foot up;
// colours: a colour for each state; found: ({ data, choice, plan, stack, twin }) -> the title; words: the note
export function stackPicture({ id, uses, of, place, order, colours, found, words, withTotal = true }) {
  function look(data, choice) {
    const main = mainPlan(data, choice);
    const stack = main ? stackOf(main.plan, of, ...place(choice)) : undefined;
    const twin = main ? twinPlan(data, choice) : null;
    const beside = twin ? stackOf(twin.plan, of, ...place(choice)) : undefined;
    return { data, choice, plan: main?.plan, stack, twin: beside ? { ...twin, stack: beside } : null };
  }
  const title = (data, choice) => found(look(data, choice));
  return {
    id,
    uses,
    applies: (data, choice) => !isEmpty(look(data, choice).stack),
    title,
    note: (data, choice) => words(look(data, choice)),
    draw(data, choice, width) {
      const { plan, stack, twin } = look(data, choice);
      const parts = orderedParts(stack, order).map((part) => ({
        ...part,
        colour: colours[part.state] ?? "var(--state-4)",
      }));
      const line =
        twin && withTotal
          ? {
              name: `${twin.plan.name}, all`,
              mean: totals(twin.stack),
              colour: "var(--ink)",
              dash: planStyle(twin.plan, twin.index).dash,
            }
          : null;
      const { node, xs } = stackChart(data, choice, width, { parts, line, height: stackHeight(width) });
      const at = (i) => ({
        title: `${momentText(data, choice, i)}, ${plan.name}`,
        lines: [
          ...[...parts]
            .reverse()
            .filter((part) => part.mean.some((value) => value > 0))
            .map((part) => ({ name: part.state, text: countText(part.mean[i] ?? 0), colour: part.colour })),
          { name: "all", text: countText(totalAt(stack, i)) },
          ...(line ? [{ name: line.name, text: countText(line.mean[i]), colour: line.colour }] : []),
        ],
      });
      return { node, readout: { xs, at } };
    },
    rows(data, choice) {
      const { plan, stack, twin } = look(data, choice);
      return [{ plan, stack }, ...(twin ? [twin] : [])].flatMap((one) =>
        data.pictures.from_s.map((from, i) => ({
          plan: one.plan.name,
          scope: one.stack.scope,
          from: clockText(data.pictures, from),
          ...Object.fromEntries(orderedParts(one.stack, order).map((part) => [part.state, part.mean[i] ?? null])),
        })),
      );
    },
    alt(data, choice) {
      const { stack } = look(data, choice);
      const sums = orderedParts(stack, order).map(
        (part) => `${part.state} up to ${countText(Math.max(...part.mean))}`,
      );
      return `${title(data, choice)}. Areas one above the other through the day: ${sums.join(", ")}.`;
    },
  };
}
