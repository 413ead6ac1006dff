// Two faults at the same moment, beside the sum of both alone.
import { numeric } from "../parts/data.js";
import { drillOf, faultName, lostRange, people } from "../parts/drill_faults.js";
import { rowList } from "../parts/row_list.js";
import { finite, scale, spanOf, ticksOf, tickText } from "../parts/scales.js";
import { rule } from "../parts/svg.js";
import { daysLine, line, told } from "../parts/told.js";
import { whisker } from "../parts/whisker.js";

const pairsOf = (data) => {
  const drill = drillOf(data);
  return (drill?.pairs ?? [])
    .map((pair) => ({ ...pair, names: [pair.first, pair.second].map((i) => faultName(drill.faults[i])) }))
    .filter(({ together }) => finite(together));
};
const more = ({ beyond_low: low }) => numeric(low) > 0;
const fewer = ({ beyond_high: high }) => finite(numeric(high)) && high < 0;

function beyondWords(pair) {
  const size = people(Math.abs(pair.beyond));
  if (more(pair)) return `${size} MORE than the sum`;
  return fewer(pair) ? `${size} fewer than the sum` : "as the sum, as far as these days tell";
}
const colourOf = (pair) => (more(pair) ? "var(--tone-fail)" : "var(--accent)");

function rowOf(pair, x, runs) {
  return {
    label: pair.names.join(" + "),
    sub: beyondWords(pair),
    value: people(pair.together),
    range: lostRange(pair),
    told: told(pair.names.join(" and "), [
      line("together", people(pair.together)),
      line("95% interval", lostRange(pair)),
      line("sum of both alone", finite(pair.sum) ? people(pair.sum) : "-"),
      line("beyond the sum", finite(pair.beyond) ? people(pair.beyond) : "-"),
      line("its 95% interval", lostRange({ low: pair.beyond_low, high: pair.beyond_high })),
      daysLine(runs),
    ]),
    draw: (at) => {
      const place = x(at.x0, at.x1);
      if (finite(pair.sum)) {
        rule(at.node, place(pair.sum), at.y, place(pair.together), at.y, {
          stroke: colourOf(pair),
          width: 1,
          dash: "2 3",
        });
        rule(at.node, place(pair.sum), at.y - 9, place(pair.sum), at.y + 9, { stroke: "var(--ink)", width: 2 });
      }
      whisker(at.node, at, place, { value: pair.together, low: pair.low, high: pair.high, colour: colourOf(pair) });
    },
  };
}

export default {
  id: "drill-pairs",
  uses: [],
  applies: (data) => pairsOf(data).length > 0,
  title(data) {
    const all = pairsOf(data);
    const [worst] = all.filter(more).sort((a, b) => b.beyond - a.beyond);
    if (!worst) return "No two faults together cost more for certain than both alone";
    return `${worst.names.join(" and ")} together: ${people(worst.beyond)} MORE people than the sum of both alone`;
  },
  note: () =>
    "The dot is both at the same moment, with its 95% interval; the upright stroke is the sum of both alone. To the " +
    "right of the stroke one makes the other worse; to its left they lose the same people.",
  draw(data, _choice, width) {
    const all = pairsOf(data);
    const domain = spanOf(
      all.flatMap(({ together, sum, low, high }) => [together, sum, numeric(low), numeric(high)]),
      { zero: true, pad: 0.05 },
    );
    const x = (x0, x1) => scale(domain, [x0, x1]);
    const grid = {
      scale: x,
      ticks: ticksOf(domain, width < 600 ? 4 : 6, "count"),
      text: (v) => tickText(v, "count"),
      title: "people never served",
    };
    const { runs } = drillOf(data);
    return rowList(
      width,
      all.map((pair) => rowOf(pair, x, runs)),
      { grid, labelShare: 0.42 },
    );
  },
  rows: (data) =>
    pairsOf(data).map(({ names: [first, second], ...p }) => ({
      first,
      second,
      together: p.together,
      low: p.low,
      high: p.high,
      sum_of_both_alone: p.sum,
      beyond: p.beyond,
      beyond_low: p.beyond_low,
      beyond_high: p.beyond_high,
    })),
  alt(data) {
    return `${this.title(data)}. ${pairsOf(data)
      .map((pair) => `${pair.names.join(" and ")}: ${people(pair.together)}, ${beyondWords(pair)}`)
      .join("; ")}.`;
  },
};
