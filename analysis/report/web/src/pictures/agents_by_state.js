// Agents by state: what those who are scheduled do.
import { clockText, countText } from "../parts/format.js";
import { partAt, totalAt } from "../parts/stack_chart.js";
import { stackPicture } from "../parts/stack_picture.js";
import { foundOn, shortText } from "../parts/title_words.js";

const order = ["talking", "wrapping up", "ringing", "idle", "away", "absent", "thrown out"];
const missingStates = ["absent", "thrown out", "away"];
const least = 0.5; // of an agent at hand
const manyGone = 0.2; // of all agents

// "thrown out or away": what those are who are missing then, as far as anybody is.
function missingWords(stack, i) {
  const words = missingStates.filter((state) => partAt(stack, state, i) >= least);
  if (!words.length) return missingStates.slice(0, -1).join(", ") + " or " + missingStates.at(-1);
  return words.length > 1 ? `${words.slice(0, -1).join(", ")} or ${words.at(-1)}` : words[0];
}

function found({ data, choice, plan, stack }) {
  const { pictures } = data;
  const where = choice.platform === "all" ? "" : ` on ${choice.platform}`;
  const at = pictures.from_s.map((_, i) => {
    const missing = missingStates.reduce((sum, state) => sum + partAt(stack, state, i), 0);
    const present = totalAt(stack, i) - missing;
    return { i, missing, present, busy: present > least ? (present - partAt(stack, "idle", i)) / present : -1 };
  });
  const top = at.reduce((a, b) => (b.busy > a.busy ? b : a));
  if (top.busy < 0) return foundOn(plan, `no agents at hand${where}`);
  const gone = at.reduce((a, b) => (b.missing > a.missing ? b : a));
  const all = gone.missing + gone.present;
  if (gone.missing >= least && gone.missing >= manyGone * all) {
    const rest = gone.present > least ? `; ${shortText(gone.busy, "share")} of the others are busy` : "";
    const many = `${countText(Math.round(gone.missing))} of ${countText(Math.round(all))} agents`;
    const when = clockText(pictures, pictures.from_s[gone.i]);
    return foundOn(plan, `${many}${where} are ${missingWords(stack, gone.i)} at ${when}${rest}`);
  }
  const away =
    top.missing >= least ? `; ${countText(Math.round(top.missing))} more are ${missingWords(stack, top.i)}` : "";
  const peak = clockText(pictures, pictures.from_s[top.i]);
  const many = `${shortText(top.busy, "share")} of the ${countText(Math.round(top.present))} at hand are busy`;
  return foundOn(plan, `agents${where} are busiest at ${peak}: ${many}${away}`);
}

export default stackPicture({
  id: "agents-by-state",
  uses: ["platform", "plans"],
  of: "agents",
  place: ({ platform }) => (platform === "all" ? ["all", "all"] : ["platform", platform]),
  order,
  colours: {
    talking: "var(--state-1)",
    "wrapping up": "var(--state-2)",
    ringing: "var(--state-3)",
    idle: "var(--state-4)",
    away: "var(--state-5)",
    absent: "var(--state-7)",
    "thrown out": "var(--state-6)",
  },
  found,
  words: ({ choice }) =>
    "On average over each interval; busy: talking, wrapping up or ringing. " +
    "Absent: did not come. Thrown out: signed out by a fault and not signed in again. Away: on a break." +
    (choice.platform === "all" ? "" : " Agents of several platforms count on each of them."),
  withTotal: false,
});
