// Every plan against the baseline, figure by figure: the paired difference with its interval, on its own scale.
import { numeric } from "../parts/data.js";
import { changeRange, changeText, changeUnit, foundText } from "../parts/range_words.js";
import { isWide, rowList, shade, stackedLists } from "../parts/row_list.js";
import { finite, scale, spanOf, stepOf, ticksOf } from "../parts/scales.js";
import { higherWins, rankedRow } from "../parts/ranking.js";
import { planStyle } from "../parts/palette.js";
import { rule } from "../parts/svg.js";
import { daysLine, line, signed, sureWords, told } from "../parts/told.js";
import { whisker } from "../parts/whisker.js";

// Figures with something to tell of, and the plans beside the baseline.
function panelsOf({ pictures }, choice) {
  const others = pictures.plans
    .map((plan, index) => ({ plan, index }))
    .filter(({ index }) => index !== pictures.baseline && choice.plans.has(index));
  return (pictures.rows ?? [])
    .filter(({ detail }) => !detail)
    .map((row) => ({
      row,
      plans: others
        .map((other) => ({ ...other, cell: row.cells[other.index] }))
        .filter(({ cell }) => cell && cell.against !== null && cell.against !== undefined),
    }))
    .filter(({ plans }) => plans.length > 0);
}

const better = (row, cell) => (row.higher_is_better ? cell.against > 0 : cell.against < 0);

function tally(data, choice) {
  const found = new Map();
  for (const { row, plans } of panelsOf(data, choice)) {
    for (const { plan, cell } of plans) {
      const entry = found.get(plan) ?? { plan, better: 0, worse: 0, of: 0 };
      entry.of += 1;
      if (cell.differs) entry[better(row, cell) ? "better" : "worse"] += 1;
      found.set(plan, entry);
    }
  }
  const { pictures } = data;
  const rank = ({ plan }) =>
    (numeric(rankedRow(pictures)?.cells[pictures.plans.indexOf(plan)]?.value) ?? Infinity) *
    (higherWins(pictures) ? -1 : 1);
  return [...found.values()].sort((a, b) => b.better - b.worse - (a.better - a.worse) || rank(a) - rank(b));
}

// Both figures behind the difference, how sure it is, and what follows.
function planTold(pictures, row, { plan, cell }) {
  const base = pictures.plans[pictures.baseline];
  const sure = cell.differs && !cell.tied;
  return told(`${plan.name}: ${row.label}`, [
    line(plan.name, foundText(cell.value, row.unit)),
    line(base?.name ?? "baseline", foundText(row.cells[pictures.baseline]?.value, row.unit)),
    line("difference", signed(cell.against, row.unit)),
    line(sureWords(pictures), changeRange(cell.against_low, cell.against_high, row.unit)),
    line("verdict", sure ? `${better(row, cell) ? "better" : "worse"} for certain` : "cannot be told apart"),
    daysLine(plan.runs),
  ]);
}

function planRow(pictures, row, one, x) {
  const { plan, index, cell } = one;
  const { colour } = planStyle(plan, index);
  const tied = cell.tied || !cell.differs;
  return {
    label: plan.name,
    told: planTold(pictures, row, one),
    muted: tied,
    value: tied
      ? `${changeText(cell.against, row.unit)} tied`
      : `${changeText(cell.against, row.unit)}${changeUnit(row.unit)}`,
    range: changeRange(cell.against_low, cell.against_high, row.unit),
    draw: (at) => {
      const place = x(at.x0, at.x1);
      shade(at, place(0), row.higher_is_better ? at.x1 : at.x0, "var(--accent-soft)", 0.75);
      rule(at.node, place(0), at.top, place(0), at.bottom, { stroke: "var(--edge)", width: 1.5 });
      whisker(at.node, at, place, {
        value: cell.against,
        low: cell.against_low,
        high: cell.against_high,
        colour,
        hollow: tied,
      });
    },
  };
}

function panel(pictures, { row, plans }, width) {
  const values = plans.flatMap(({ cell }) => [cell.against, cell.against_low, cell.against_high].map(numeric));
  const size = Math.max(0, ...values.filter(finite).map(Math.abs)) || 1;
  const domain = spanOf([...values, 0.12 * size, -0.12 * size], { unit: "count", pad: 0.06 });
  const x = (x0, x1) => scale(domain, [x0, x1]);
  const most = isWide(width) ? 6 : 4;
  const step = stepOf(...domain, most, row.unit);
  const text = (v) =>
    v === 0
      ? "0"
      : row.unit === "share"
        ? `${v > 0 ? "+" : "-"}${(Math.abs(v) * 100).toFixed(step < 0.0095 ? 1 : 0)}`
        : changeText(v, row.unit);
  const unit = row.unit === "share" ? "points; " : "";
  return {
    heading: {
      heading: row.label,
      sub: `${unit}better ${row.higher_is_better ? "to the right" : "to the left"}, shaded`,
    },
    rows: plans.map((one) => planRow(pictures, row, one, x)),
    grid: { scale: x, ticks: ticksOf(domain, most, row.unit), text },
  };
}

export default {
  id: "differences-from-baseline",
  uses: ["plans"],
  applies: (data, choice) => panelsOf(data, choice).length > 0,
  title(data, choice) {
    const [best] = tally(data, choice);
    const base = data.pictures.plans[data.pictures.baseline]?.name ?? "the baseline";
    if (!best.better && !best.worse) return `Nothing differs from ${base} for certain`;
    if (!best.better) return `No plan is surely better than ${base} in any figure`;
    const worse = best.worse ? `, worse in ${best.worse}` : "";
    return `${best.plan.name} is better than ${base} in ${best.better} of ${best.of} figures${worse}`;
  },
  note: () =>
    "Differences of the same days with the same callers. Solid: differs for certain. Hollow: tied, cannot be told " +
    "apart. Each figure has a scale of its own.",
  draw(data, choice, width) {
    const panels = panelsOf(data, choice).map((each) => panel(data.pictures, each, width));
    const like = panels.flatMap(({ rows }) => rows);
    const lists = panels.map(({ heading, rows, grid }) =>
      rowList(width, [heading, ...rows], { grid, like, stripHeight: 16, labelShare: 0.3 }),
    );
    return stackedLists(lists, 16);
  },
  rows: (data, choice) =>
    panelsOf(data, choice).flatMap(({ row, plans }) =>
      plans.map(({ plan, cell }) => ({
        figure: row.label,
        unit: row.unit,
        plan: plan.name,
        difference: cell.against,
        low: cell.against_low,
        high: cell.against_high,
        differs: cell.differs,
        tied: cell.tied,
      })),
    ),
  alt(data, choice) {
    return `${this.title(data, choice)}. ${panelsOf(data, choice)
      .map(
        ({ row, plans }) =>
          `${row.label}: ${plans
            .map(
              ({ plan, cell }) =>
                `${plan.name} ${changeText(cell.against, row.unit)}${changeUnit(row.unit)}${cell.tied ? ", tied" : ""}`,
            )
            .join(", ")}`,
      )
      .join("; ")}.`;
  },
};
