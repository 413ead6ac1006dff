// A sweep: what becomes of the ranked figure as the assumptions move, and where the promises are kept.
import { foundText } from "../parts/range_words.js";
import { rankedRow } from "../parts/ranking.js";
import { drawHeat, drawLine, drawRanked, wayOf } from "../parts/sweep_draw.js";
import { asNumber, byRank, numericAxis, shortKey, sweepPoints } from "../parts/sweep_points.js";

const placeWords = (pictures, point) =>
  pictures.axes.map(({ key }, k) => `${shortKey(key)} ${point.at[k]}`).join(", ");

// On one axis of numbers: between which two values the verdict changes, if it changes once.
function turn(pictures) {
  const places = pictures.axes.length === 1 ? numericAxis(pictures.axes[0]) : null;
  if (!places) return null;
  const order = sweepPoints(pictures)
    .map((p) => ({ ...p, x: places[pictures.axes[0].values.indexOf(p.at[0])] ?? asNumber(p.at[0]).value }))
    .sort((a, b) => a.x - b.x);
  const turns = order
    .slice(1)
    .map((to, k) => ({ from: order[k], to }))
    .filter(({ from, to }) => (from.tone === "pass") !== (to.tone === "pass"));
  return turns.length === 1 ? turns[0] : null;
}

export default {
  id: "sweep",
  uses: [],
  applies: ({ pictures }) => sweepPoints(pictures).length > 0,
  title({ pictures }) {
    const points = sweepPoints(pictures);
    const { label, unit } = rankedRow(pictures);
    const [best] = byRank(pictures, points);
    const passing = points.filter(({ tone }) => tone === "pass");
    const bestWords = `best is ${placeWords(pictures, best)} (${label} ${foundText(best.value, unit)})`;
    const flip = turn(pictures);
    if (flip) {
      const from = flip.to.tone === "pass" ? flip.to : flip.from;
      const side = flip.to.tone === "pass" ? "from" : "up to";
      return `${shortKey(pictures.axes[0].key)}: every promise is kept ${side} ${from.at[0]}; ${bestWords}`;
    }
    const kept =
      passing.length === points.length
        ? `All ${points.length} points keep every promise`
        : passing.length
          ? `${passing.length} of ${points.length} points ${passing.length === 1 ? "keeps" : "keep"} every promise`
          : `None of ${points.length} points surely keeps every promise`;
    return `${kept}; ${bestWords}`;
  },
  note({ pictures }) {
    const way = wayOf(pictures);
    if (way === "line")
      return "The band is how well each figure is known; points are simulated, the line between them is drawn.";
    return way === "heat"
      ? "Colours run from the worst to the best figure found."
      : "The line behind each point is how well it is known.";
  },
  draw({ pictures }, _choice, width) {
    const way = wayOf(pictures);
    if (way === "line") return drawLine(pictures, numericAxis(pictures.axes[0]), width);
    return way === "heat" ? drawHeat(pictures, width) : drawRanked(pictures, width);
  },
  rows: ({ pictures }) =>
    sweepPoints(pictures).map((point) => ({
      plan: point.plan.name,
      ...Object.fromEntries(pictures.axes.map(({ key }, k) => [key, point.at[k]])),
      figure: rankedRow(pictures).label,
      value: point.value,
      low: point.cell.low,
      high: point.cell.high,
      verdict: point.word,
    })),
  alt(data) {
    const { pictures } = data;
    return `${this.title(data)}. ${byRank(pictures, sweepPoints(pictures))
      .slice(0, 12)
      .map((point) => `${point.at.join(", ")}: ${foundText(point.value, rankedRow(pictures).unit)} ${point.word}`)
      .join("; ")}.`;
  },
};
