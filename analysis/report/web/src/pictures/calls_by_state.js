// Calls by state: talking, waiting, in the IVR, one above the other.
import { clockText, countText } from "../parts/format.js";
import { extreme } from "../parts/spells.js";
import { partAt, totalAt, totals } from "../parts/stack_chart.js";
import { stackPicture } from "../parts/stack_picture.js";
import { foundOn } from "../parts/title_words.js";

const order = ["talking", "waiting", "in IVR"];
const least = 0.05; // of a call, on average: less is nobody

function found({ data, choice, plan, stack, twin }) {
  const { pictures } = data;
  const where = choice.platform === "all" ? "" : ` on ${choice.platform}`;
  const waiting = extreme(stack.parts.find((part) => part.state === "waiting")?.mean ?? [], true);
  if (!waiting || waiting.value < least) {
    const peak = extreme(totals(stack), true);
    const most = `at most ${countText(peak.value)} calls at a time, at ${clockText(pictures, pictures.from_s[peak.i])}`;
    return foundOn(plan, `hardly anybody waits${where}; ${most}`);
  }
  const beside = twin ? ` (${twin.plan.name}: ${countText(partAt(twin.stack, "waiting", waiting.i))})` : "";
  const at = clockText(pictures, pictures.from_s[waiting.i]);
  const many = `${countText(waiting.value)} of ${countText(totalAt(stack, waiting.i))} calls wait`;
  return foundOn(plan, `the queue${where} is longest at ${at}: ${many}${beside}`);
}

export default stackPicture({
  id: "calls-by-state",
  uses: ["platform", "plans"],
  of: "calls",
  place: ({ platform }) => (platform === "all" ? ["all", "all"] : ["platform", platform]),
  order,
  colours: { talking: "var(--state-1)", waiting: "var(--state-5)", "in IVR": "var(--state-4)" },
  found,
  words: ({ stack, twin }) =>
    "Calls of all queues at a time, on average over each interval." +
    (stack.parts.some((part) => part.state === "in IVR") ? "" : " Calls in the IVR are not counted here.") +
    (twin ? ` Dashed: all calls, ${twin.plan.name}.` : ""),
});
