// Words that titles share.
import { valueText } from "./format.js";

export const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);

// What was found on the day, which needs no name; with any other plan its name goes before.
export const foundOn = (plan, words) => (plan.role === "day" ? capital(words) : `${capital(plan.name)}: ${words}`);

// The same where the words begin with a name, which stays as it is.
export const namedOn = (plan, words) => (plan.role === "day" ? words : foundOn(plan, words));

// A figure without decimals where there are none: "0%", "100%".
export const shortText = (value, unit) =>
  unit === "share" && (value === 0 || value >= 0.99995) ? `${Math.round(value * 100)}%` : valueText(value, unit);

// Side runs of an incident are fewer than the days of the answer: figures differ a little from the headline's.
export function pairedDays({ incident, plans }) {
  const runs = incident?.side_runs;
  return runs > 0 && runs < plans[0]?.runs ? ` Over the first ${runs} of ${plans[0].runs} days.` : "";
}

// How a part stands in its whole: "all of them", "most of them"; less than half is only the largest part.
export function shareWords(part, all, many = "of them") {
  if (part >= all - 0.05) return `all ${many}`;
  return part > all / 2 ? `most ${many}` : `the largest part ${many}`;
}
