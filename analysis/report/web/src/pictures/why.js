// Why: from the day without the causes, through each cause alone and what they do together, to the day.
import { valueText } from "../parts/format.js";
import { changeRange, changeText, changeUnit, plural } from "../parts/range_words.js";
import { rowList } from "../parts/row_list.js";
import { finite, scale, spanOf, stepOf, ticksOf, tickText } from "../parts/scales.js";
import { box, rule } from "../parts/svg.js";
import { daysLine, line, signed, sureWords, told } from "../parts/told.js";

// The steps of the stair, each from where the last one ended.
function stepsOf(why) {
  let at = why.twin;
  const stair = why.causes
    .filter(({ alone }) => finite(alone))
    .map((cause) => {
      const step = {
        label: `${cause.cause}${why.causes.length > 1 ? ", alone" : ""}`,
        change: cause.alone,
        from: at,
        ...cause,
      };
      at += cause.alone;
      return { ...step, to: at };
    });
  if (finite(why.together)) {
    stair.push({
      label: "TOGETHER, on top of each alone",
      change: why.together,
      from: at,
      to: at + why.together,
      together: true,
    });
  }
  return stair;
}

const harm = (why, step) => (why.higher_is_better ? -step.change : step.change);

// The day or its twin, beside the other.
const totalTold = ({ why, plans }, label, value, other, otherLabel) =>
  told(label, [
    line(figureWords(why).trim() || "figure", valueText(value, why.unit)),
    line(`against ${otherLabel}`, signed(value - other, why.unit)),
    daysLine(plans[0]?.runs),
  ]);

const totalRow = (label, value, x, unit, colour, said) => ({
  label,
  told: said,
  value: valueText(value, unit),
  draw: (at) => {
    const place = x(at.x0, at.x1);
    box(at.node, place(0), place(value), at.y - 8, 16, colour);
  },
});

function stepTold(pictures, step) {
  const { why } = pictures;
  return told(step.label, [
    line(step.together ? "on top of each alone" : "alone", signed(step.change, why.unit)),
    line(sureWords(pictures), changeRange(step.low, step.high, why.unit)),
    line("so far", `${valueText(step.from, why.unit)} to ${valueText(step.to, why.unit)}`),
    line("undone, the day moves by", signed(step.taken_away, why.unit)),
    line("against", `${why.twin_title}, same callers`),
    daysLine(pictures.plans[0]?.runs),
  ]);
}

function stepRow(pictures, step, x) {
  const { why } = pictures;
  const bad = harm(why, step) > 0;
  const colour = bad ? "var(--tone-fail)" : "var(--tone-pass)";
  const sub = step.agents ? `worth ${plural(step.agents, "agent")}` : "";
  return {
    label: step.label,
    sub,
    told: stepTold(pictures, step),
    value: `${changeText(step.change, why.unit)}${changeUnit(why.unit)}`,
    range: changeRange(step.low, step.high, why.unit),
    draw: (at) => {
      const place = x(at.x0, at.x1);
      box(at.node, place(step.from), place(step.to), at.y - 8, 16, colour, 0.75);
      rule(at.node, place(step.from), at.top, place(step.from), at.y + 8, { stroke: "var(--edge)", dash: "2 2" });
      if (finite(step.low) && finite(step.high)) {
        const [a, b] = [place(step.from + step.low), place(step.from + step.high)];
        rule(at.node, a, at.y, b, at.y, { stroke: "var(--ink)", width: 1.5 });
        for (const end of [a, b]) rule(at.node, end, at.y - 3, end, at.y + 3, { stroke: "var(--ink)", width: 1.5 });
      }
    },
  };
}

// " people never served", " billing service level"
const figureWords = ({ figure }) =>
  !figure ? "" : figure.startsWith("points of ") ? ` ${figure.slice("points of ".length)}` : ` ${figure}`;

// What it is worth in agents, unless the section has just said so.
function agentsWords(why, sections) {
  if (!finite(why.agents) || why.agents <= 0) return "";
  const many = plural(why.agents, "more agent");
  if (sections.some(({ id, lead }) => id === "why" && lead.includes(many))) return "";
  const who = `${many}${why.agents_of ? ` in ${why.agents_of}` : ""}`;
  return why.agents_at_least ? `; not even ${who} bring it back` : `; worth ${who}`;
}

export default {
  id: "why",
  uses: [],
  applies({ pictures: { why } }) {
    return Boolean(why) && finite(why.twin) && finite(why.day) && stepsOf(why).length > 0;
  },
  title({ pictures: { why }, sections = [] }) {
    const stair = stepsOf(why);
    const worst = [...stair].sort((a, b) => harm(why, b) - harm(why, a))[0];
    const way = `From ${valueText(why.twin, why.unit)} to ${valueText(why.day, why.unit)}${figureWords(why)}`;
    const whole = stair.reduce((sum, step) => sum + Math.max(0, harm(why, step)), 0);
    const part = harm(why, worst) > whole / 2 ? "most of it" : "the largest part";
    const size = `${changeText(worst.change, why.unit)}${changeUnit(why.unit)}`;
    const most =
      harm(why, worst) <= 0
        ? "nothing costs anything"
        : worst.together
          ? `${part} from the causes together (${size})`
          : stair.length === 1
            ? `the cause is ${worst.cause}`
            : `${part} from ${worst.cause} (${size} alone)`;
    return `${way}: ${most}${agentsWords(why, sections)}`;
  },
  note({ pictures: { why, confidence } }) {
    const what = why.figure ? `In ${why.figure}. ` : "";
    const sure = `${Math.round(confidence * 100)}%`;
    return `${what}Each cause alone against ${why.twin_title}, same callers; the thin line is its ${sure} interval.`;
  },
  draw({ pictures }, _choice, width) {
    const { why } = pictures;
    const stair = stepsOf(why);
    const ends = stair.flatMap(({ from, to, low, high }) => [
      from,
      to,
      ...(finite(low) ? [from + low, from + high] : []),
    ]);
    const domain = spanOf([why.twin, why.day, ...ends], { unit: why.unit, zero: true, pad: 0.04 });
    const x = (x0, x1) => scale(domain, [x0, x1]);
    const most = width < 600 ? 4 : 5;
    const step = stepOf(...domain, most, why.unit);
    const { twin_title: twin, day_title: day } = why;
    const rows = [
      totalRow(twin, why.twin, x, why.unit, "var(--twin)", totalTold(pictures, twin, why.twin, why.day, day)),
      ...stair.map((one) => stepRow(pictures, one, x)),
      totalRow(day, why.day, x, why.unit, "var(--accent)", totalTold(pictures, day, why.day, why.twin, twin)),
    ];
    const grid = { scale: x, ticks: ticksOf(domain, most, why.unit), text: (v) => tickText(v, why.unit, step) };
    return rowList(width, rows, { grid });
  },
  rows({ pictures: { why } }) {
    const ends = (step, value) => ({
      step,
      change: null,
      low: null,
      high: null,
      taken_away: null,
      agents: null,
      level: value,
    });
    return [
      ends(why.twin_title, why.twin),
      ...stepsOf(why).map(({ label, change, low, high, taken_away, agents, to }) => ({
        step: label,
        change,
        low: low ?? null,
        high: high ?? null,
        taken_away: taken_away ?? null,
        agents: agents ?? null,
        level: to,
      })),
      ends(why.day_title, why.day),
    ];
  },
  alt(data) {
    const { why } = data.pictures;
    return `${this.title(data)}. ${stepsOf(why)
      .map((s) => `${s.label}: ${changeText(s.change, why.unit)}${changeUnit(why.unit)}`)
      .join("; ")}.`;
  },
};
