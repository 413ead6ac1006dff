// Faults of a drill in words, and how many people each costs.
import { numeric } from "./data.js";
import { countText, durationText } from "./format.js";
import { finite } from "./scales.js";
import { line } from "./told.js";

export const drillOf = ({ pictures }) => pictures.drill ?? null;
export const faultsOf = (data) => drillOf(data)?.faults ?? [];
export const faultName = ({ component, fault }) => `${component} ${fault}`;
// "30 m default": what the terminal has to shorten.
export const lastsText = ({ lasts }) => lasts.replace(/ deflt$/, " default");
export const people = (value) => countText(Math.abs(value) < 10 ? value : Math.round(value));

// Nobody plans a drill to the second, as the terminal has it.
export function roughTime(value) {
  const seconds = numeric(value);
  if (seconds === null || seconds === undefined) return "-";
  return durationText(seconds < 120 ? Math.round(seconds) : Math.round(seconds / 60) * 60);
}

export const lostRange = ({ low, high }) => {
  const [from, to] = [numeric(low), numeric(high)];
  return finite(from) && finite(to) ? `${people(from)} - ${people(to)}` : "";
};

export const lostLines = (fault) => [
  line("people never served", finite(fault.never_served) ? people(fault.never_served) : "-"),
  line("95% interval", lostRange(fault)),
];
