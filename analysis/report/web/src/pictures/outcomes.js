// What becomes of attempts, by the interval of their dialling.
import { clockText, countText, percentText } from "../parts/format.js";
import { totalAt, totals } from "../parts/stack_chart.js";
import { stackPicture } from "../parts/stack_picture.js";
import { foundOn, shareWords } from "../parts/title_words.js";

const order = ["answered", "finished in the IVR", "abandoned", "busy or refused", "failed", "cut off"];
const served = ["answered", "finished in the IVR"];
const least = 0.02; // of the busiest interval: fewer attempts say nothing about a share

const lostAt = (stack, i) =>
  stack.parts.filter((part) => !served.includes(part.state)).reduce((sum, part) => sum + (part.mean[i] ?? 0), 0);

function found({ data, choice, plan, stack }) {
  const { pictures } = data;
  const all = totals(stack);
  const of = choice.queue === "all" ? "" : ` of ${choice.queue}`;
  const sum = all.reduce((a, b) => a + b, 0);
  const lost = all.reduce((a, _, i) => a + lostAt(stack, i), 0);
  const day = `${percentText(lost / sum)} of ${countText(sum)} attempts${of} are lost`;
  const busy = Math.max(...all) * least;
  const worst = all
    .map((n, i) => ({ i, share: n > busy ? lostAt(stack, i) / n : 0 }))
    .sort((a, b) => b.share - a.share || a.i - b.i)[0];
  if (!(worst.share > 0)) return foundOn(plan, `none of ${countText(sum)} attempts${of} is lost`);
  const most = stack.parts
    .filter((part) => !served.includes(part.state))
    .sort((a, b) => (b.mean[worst.i] ?? 0) - (a.mean[worst.i] ?? 0))[0];
  const [gone, tried] = [lostAt(stack, worst.i), totalAt(stack, worst.i)];
  const [words, part] = [shareWords(most.mean[worst.i], gone), countText(most.mean[worst.i])];
  const how = words.startsWith("all") ? `${words} ${most.state}` : `${words} ${most.state} (${part})`;
  const at = clockText(pictures, pictures.from_s[worst.i]);
  const many = gone >= tried - 0.05 ? `all ${countText(tried)}` : `${countText(gone)} of ${countText(tried)}`;
  return foundOn(plan, `${day}; worst at ${at}: ${many}, ${how}`);
}

export default stackPicture({
  id: "outcomes",
  uses: ["queue", "plans"],
  of: "outcomes",
  place: ({ queue }) => (queue === "all" ? ["all", "all"] : ["queue", queue]),
  order,
  colours: {
    answered: "var(--state-1)",
    "finished in the IVR": "var(--state-2)",
    abandoned: "var(--state-3)",
    "busy or refused": "var(--state-4)",
    failed: "var(--state-5)",
    "cut off": "var(--state-6)",
  },
  found,
  words: ({ twin }) =>
    "Attempts in each interval by what becomes of them; one person may make several." +
    (twin ? ` Dashed: all attempts, ${twin.plan.name}.` : ""),
});
