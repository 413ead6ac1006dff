// What a plan costs against how bad it may still be: those on the stair are beaten by none in both.
import { numeric } from "../parts/data.js";
import { countText, valueText } from "../parts/format.js";
import { placeLabels } from "../parts/label_places.js";
import { foundText, rangeText } from "../parts/range_words.js";
import { higherWins, paretoFront, priced, rankedRow } from "../parts/ranking.js";
import { finite, scale, spanOf, stepOf, ticksOf, tickText } from "../parts/scales.js";
import { named, put, rule, setHeight, sheet, write } from "../parts/svg.js";
import { textWidth, widest } from "../parts/text_fit.js";
import { daysLine, line, sureWords, told } from "../parts/told.js";

const money = ({ currency }, cost) => (currency && cost ? `${currency} ${countText(cost)}` : countText(cost));

// Plans that have no place here.
function unpricedWords(pictures) {
  const there = priced(pictures).map(({ index }) => index);
  const names = pictures.plans.filter((_, index) => !there.includes(index)).map(({ name }) => name);
  if (!names.length) return "";
  const shown = names.length > 4 ? `${names.slice(0, 3).join(", ")} and ${names.length - 3} more` : names.join(", ");
  return ` Without a price, and not drawn: ${shown}.`;
}

function frame(node, pictures, points, width) {
  const { unit } = rankedRow(pictures);
  const yDomain = spanOf(
    points.flatMap(({ cell, worst }) => [worst, ...[cell.value, cell.low, cell.high].map(numeric)]),
    { unit, zero: unit !== "share" },
  );
  const xDomain = spanOf(
    points.map(({ cost }) => cost),
    { zero: true, pad: 0.06 },
  );
  const yStep = stepOf(...yDomain, 5, unit);
  const yTicks = ticksOf(yDomain, 5, unit);
  const left =
    Math.ceil(
      widest(
        yTicks.map((t) => tickText(t, unit, yStep)),
        11,
      ),
    ) + 12;
  const height = Math.max(260, Math.min(380, width * 0.5));
  const at = { left, right: width - 8, top: 28, bottom: height - 42, height };
  const [x, y] = [scale(xDomain, [at.left + 10, at.right]), scale(yDomain, [at.bottom, at.top])];
  for (const tick of yTicks) {
    rule(node, at.left, y(tick), at.right, y(tick));
    write(node, at.left - 6, y(tick) + 4, tickText(tick, unit, yStep), {
      size: 11,
      fill: "var(--muted)",
      anchor: "end",
    });
  }
  for (const tick of ticksOf(xDomain, width < 600 ? 3 : 6, "count")) {
    const text = money(pictures, tick);
    const half = textWidth(text, 11) / 2;
    rule(node, x(tick), at.bottom, x(tick), at.bottom + 4, { stroke: "var(--edge)" });
    write(node, Math.min(at.right - half, x(tick)), at.bottom + 18, text, {
      size: 11,
      fill: "var(--muted)",
      anchor: "middle",
    });
  }
  write(node, 0, 12, `${rankedRow(pictures).label}, ${higherWins(pictures) ? "higher" : "lower"} is better`, {
    size: 11,
    fill: "var(--muted)",
  });
  write(node, at.right, at.bottom + 36, "cost a month, over the baseline", {
    size: 11,
    fill: "var(--muted)",
    anchor: "end",
  });
  return { at, x, y };
}

// The stair through the worst ends of the front: from each plan on until the next that costs more.
function stair(node, front, { at, x, y }) {
  const path = front
    .map((p, k) => `${k ? "H" : "M"}${k ? `${x(p.cost)}V${y(p.worst)}` : `${x(p.cost)},${y(p.worst)}`}`)
    .join("");
  put(node, "path", {
    d: `${path}H${at.right}`,
    fill: "none",
    stroke: "var(--accent)",
    "stroke-width": 1.5,
    "stroke-dasharray": "5 4",
  });
}

// A plan: from its figure to its worst end; the end is what counts.
function drawPlan(node, point, { x, y }) {
  const group = named(put(node, "g"), `${point.plan.name}: ${point.costText || point.cost}`);
  const colour = point.best ? "var(--accent)" : "var(--edge)";
  const ends = [point.cell.low, point.cell.high].map(numeric);
  if (ends.every(finite))
    rule(group, x(point.cost), y(ends[0]), x(point.cost), y(ends[1]), { stroke: colour, width: 2 });
  put(group, "circle", {
    cx: x(point.cost),
    cy: y(numeric(point.cell.value)),
    r: 4.5,
    fill: point.best ? colour : "var(--card)",
    stroke: colour,
    "stroke-width": 2,
  });
  rule(group, x(point.cost) - 7, y(point.worst), x(point.cost) + 7, y(point.worst), { stroke: colour, width: 3 });
}

// What a plan costs and how bad it may be; who is cheaper and better at its worst.
function planTold(pictures, point, points) {
  const { unit, label } = rankedRow(pictures);
  const high = higherWins(pictures);
  const ahead = (p) => (high ? p.worst - point.worst : point.worst - p.worst);
  const by = points
    .filter((p) => p !== point && p.cost <= point.cost && ahead(p) >= 0 && (p.cost < point.cost || ahead(p) > 0))
    .sort((a, b) => ahead(b) - ahead(a))[0];
  return told(point.plan.name, [
    line("a month, over the baseline", point.costText || money(pictures, point.cost)),
    line(label, foundText(point.cell.value, unit)),
    line(sureWords(pictures), rangeText(point.cell.low, point.cell.high, unit)),
    line("at its worst", foundText(point.worst, unit)),
    line("beaten in both by", by ? by.plan.name : "no plan"),
    daysLine(point.plan.runs),
  ]);
}

// Plans that stand in one place are told together.
function readoutOf(pictures, marked) {
  const stops = [];
  for (const point of marked) {
    const there = stops.find(({ x, y }) => Math.hypot(x - point.x, y - point.y) < 2);
    if (there) there.plans.push(point);
    else stops.push({ x: point.x, y: point.y, r: 5, plans: [point] });
  }
  const at = (i) => {
    const all = stops[i].plans;
    const [first] = all.map((one) => planTold(pictures, one, marked));
    return all.length > 1 ? { ...first, title: all.map(({ plan }) => plan.name).join(", ") } : first;
  };
  return { points: stops, at };
}

export default {
  id: "cost-against-worst",
  uses: [],
  applies: ({ pictures }) => priced(pictures).length > 1,
  title({ pictures }) {
    const { unit, label } = rankedRow(pictures);
    const front = paretoFront(priced(pictures), higherWins(pictures));
    const best = front[front.length - 1];
    const price = best.costText && best.cost ? `for ${best.costText} a month` : "at no extra cost";
    const beaten = priced(pictures).length - front.length;
    const rest = beaten
      ? `; ${beaten === 1 ? "one plan is" : `${beaten} plans are`} beaten in cost and in the worst case`
      : "";
    const end = `${higherWins(pictures) ? "at least" : "at most"} ${valueText(best.worst, unit)}`;
    return `${best.plan.name} ${price}: ${label} ${end} at the worst end of its interval${rest}`;
  },
  note: ({ pictures }) =>
    "Dot: the figure; line: its interval; thick end: its worst end. On the dashed stair (solid dots) no other plan " +
    `is both cheaper and better at its worst; hollow grey ones are beaten.${unpricedWords(pictures)}`,
  draw({ pictures }, _choice, width) {
    const node = sheet(width);
    const points = priced(pictures);
    const front = paretoFront(points, higherWins(pictures));
    const axes = frame(node, pictures, points, width);
    stair(node, front, axes);
    const marked = points.map((p) => ({
      ...p,
      best: front.includes(p),
      x: axes.x(p.cost),
      y: axes.y(numeric(p.cell.value)),
      text: p.plan.name,
    }));
    for (const point of marked) drawPlan(node, point, axes);
    const steps = front.map(({ cost, worst }, k) => {
      const [from, to] = [axes.x(cost), front[k + 1] ? axes.x(front[k + 1].cost) : axes.at.right];
      return { x: from, y: axes.y(worst) + 4, width: to - from, height: 8 };
    });
    const blocked = [...marked.map(({ x, y }) => ({ x: x - 6, y: y + 4, width: 12 })), ...steps];
    for (const { label, best } of placeLabels(marked, axes.at, 11, blocked)) {
      if (label)
        write(node, label.x, label.y, label.text, {
          size: 11,
          weight: best ? 600 : 400,
          fill: best ? "var(--ink)" : "var(--muted)",
          halo: true,
        });
    }
    return { node: setHeight(node, axes.at.height), readout: readoutOf(pictures, marked) };
  },
  rows({ pictures }) {
    const points = priced(pictures);
    const front = paretoFront(points, higherWins(pictures));
    return points.map((p) => ({
      plan: p.plan.name,
      cost_a_month: p.cost,
      currency: pictures.currency,
      figure: rankedRow(pictures).label,
      value: p.cell.value,
      low: p.cell.low,
      high: p.cell.high,
      at_worst: p.worst,
      on_the_front: front.includes(p),
    }));
  },
  alt(data) {
    const { pictures } = data;
    const { unit } = rankedRow(pictures);
    return `${this.title(data)}. ${priced(pictures)
      .map(
        ({ plan, cost, cell }) =>
          `${plan.name}: ${money(pictures, cost)}, ${foundText(
            cell.value,
            unit,
          )} (${rangeText(cell.low, cell.high, unit)})`,
      )
      .join("; ")}.`;
  },
};
