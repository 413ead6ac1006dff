// What each fault costs, stage by stage, and how many people are never served because of it.
import { numeric } from "../parts/data.js";
import { countText } from "../parts/format.js";
import { rangeText } from "../parts/range_words.js";
import { rowList } from "../parts/row_list.js";
import { finite, scale, spanOf, ticksOf, tickText } from "../parts/scales.js";
import { box } from "../parts/svg.js";
import { daysLine, line, shareOf, sureWords, told as telling } from "../parts/told.js";
import { pairedDays } from "../parts/title_words.js";
import { whisker } from "../parts/whisker.js";

const lossesOf = ({ pictures }) => pictures.incident?.losses ?? [];
const known = (value) => finite(numeric(value));
const told = (fault) => fault.parts.filter(({ value }) => known(value) && value !== 0);

// Stages too small to be seen stand in one row; the CSV has them all.
const smallest = 0.005; // of the largest
function seen(fault, most) {
  const small = told(fault).filter(({ value }) => Math.abs(value) < most * smallest);
  if (small.length < 2) return told(fault);
  const value = small.reduce((sum, part) => sum + part.value, 0);
  const others = { stage: `${small.length} smaller stages`, value, low: null, high: null };
  return [...told(fault).filter((part) => !small.includes(part)), others];
}

// The row of all faults together: of the sum only the people are drawn.
const isSum = (data, { fault }) => fault === "all faults" && lossesOf(data).length > 1;

// A stage or the people of a fault: of how many, how sure, over how many days.
function barTold({ pictures }, fault, label, { value, low, high }) {
  const people = label === "people never served";
  const lost = told(fault).reduce((sum, part) => sum + Math.max(0, part.value), 0);
  const several = pictures.incident.losses.length > 1;
  const sum = isSum({ pictures }, fault);
  const all = several && !sum ? pictures.incident.never_served : null;
  return telling(`${fault.fault}: ${label}`, [
    line(people ? `because of the fault${sum ? "s" : ""}` : "attempts lost", countText(value)),
    line(sureWords(pictures), rangeText(low, high, "count")),
    line("of all faults together", people ? shareOf(value, all) : ""),
    line("of all attempts that it costs", people ? "" : shareOf(value, lost)),
    line("against", `the same day without the fault${sum ? "s" : ""}`),
    daysLine(pictures.incident.side_runs ?? pictures.plans[0]?.runs),
  ]);
}

function barRow(label, { value, low, high }, x, colour, said) {
  return {
    label,
    told: said,
    value: countText(value),
    range: rangeText(low, high, "count"),
    draw: (at) => {
      const place = x(at.x0, at.x1);
      box(at.node, place(0), place(value), at.y - 6, 12, colour, 0.75);
      if (known(low) && known(high)) {
        whisker(at.node, at, place, { value: null, low, high, colour: "var(--ink)", cap: 3 });
      }
    },
  };
}

export default {
  id: "losses",
  uses: [],
  applies: (data) => lossesOf(data).some((fault) => known(fault.never_served) || told(fault).length > 0),
  title(data) {
    const single = lossesOf(data).filter((fault) => !isSum(data, fault));
    const [worst] = [...single].sort((a, b) => (b.never_served ?? 0) - (a.never_served ?? 0));
    const most = [...told(worst)].sort((a, b) => b.value - a.value)[0];
    const dearest = single.length > 1 ? "costs most" : "costs";
    const people = known(worst.never_served)
      ? `${worst.fault} ${dearest}: ${countText(worst.never_served)} people never served`
      : worst.fault;
    return most ? `${people}; largest loss of attempts: ${most.stage}, ${countText(most.value)}` : people;
  },
  note: ({ pictures }) =>
    "Attempts lost by stage, the day minus the same day without the fault, and people never served: one person " +
    `may lose several attempts. Thin lines: intervals.${pairedDays(pictures)}`,
  draw(data, _choice, width) {
    const all = lossesOf(data);
    const values = all.flatMap((f) => [
      f.never_served,
      f.low,
      f.high,
      ...f.parts.flatMap((p) => [p.value, p.low, p.high]),
    ]);
    const most = Math.max(0, ...all.flatMap((fault) => told(fault).map(({ value }) => Math.abs(value))));
    const domain = spanOf(values.map(numeric), { zero: true, pad: 0.04 });
    const x = (x0, x1) => scale(domain, [x0, x1]);
    const people = (fault) => {
      const [label, found] = ["people never served", { ...fault, value: fault.never_served }];
      return barRow(label, found, x, "var(--accent)", barTold(data, fault, label, found));
    };
    const rows = all.flatMap((fault) => [
      { heading: fault.fault },
      ...(isSum(data, fault) ? [] : seen(fault, most)).map((part) =>
        barRow(part.stage, part, x, "var(--twin)", barTold(data, fault, part.stage, part)),
      ),
      ...(known(fault.never_served)
        ? [people(fault)]
        : []),
    ]);
    const grid = {
      scale: x,
      ticks: ticksOf(domain, width < 600 ? 4 : 6, "count"),
      text: (v) => tickText(v, "count"),
    };
    return rowList(width, rows, { grid, stripHeight: 16 });
  },
  rows: (data) =>
    lossesOf(data).flatMap((fault) => [
      ...fault.parts.map(({ stage, value, low, high }) => ({ fault: fault.fault, stage, value, low, high })),
      {
        fault: fault.fault,
        stage: "people never served",
        value: fault.never_served,
        low: fault.low,
        high: fault.high,
      },
    ]),
  alt(data) {
    return `${this.title(data)}. ${lossesOf(data)
      .map(
        (fault) =>
          `${fault.fault}: ${told(fault)
            .map((p) => `${p.stage} ${countText(p.value)}`)
            .join(", ")}`,
      )
      .join("; ")}.`;
  },
};
