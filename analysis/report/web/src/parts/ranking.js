// The figure that plans are ranked by, and its worst end.
import { numeric } from "./data.js";
import { finite } from "./scales.js";

export const rankedRow = ({ rows, ranked_row: at }) => rows?.[at] ?? null;
export const higherWins = (pictures) => Boolean(rankedRow(pictures)?.higher_is_better);

// The end of its interval at which a plan looks worst; its value where there is no interval.
export function worstOf(cell, high) {
  const end = numeric(high ? cell.low : cell.high);
  return end === null || end === undefined ? numeric(cell.value) : end;
}

// Priced plans: [{ plan, index, cost, costText, cell, worst }].
export function priced(pictures) {
  const row = rankedRow(pictures);
  if (!row || !pictures.costs) return [];
  return pictures.costs
    .map(({ plan: index, cost, cost_text: costText }) => {
      const cell = row.cells[index];
      return (
        cell && {
          plan: pictures.plans[index],
          index,
          cost,
          costText,
          cell,
          worst: worstOf(cell, higherWins(pictures)),
        }
      );
    })
    .filter((one) => one?.plan && finite(numeric(one.cost)) && finite(one.worst) && finite(numeric(one.cell.value)));
}

// Those that no other plan beats in both cost and worst end, from the cheapest.
export function paretoFront(points, high) {
  const worse = (a, b) => (high ? b.worst - a.worst : a.worst - b.worst);
  const front = [];
  for (const point of [...points].sort((a, b) => a.cost - b.cost || worse(a, b))) {
    const last = front[front.length - 1];
    const same = last && last.cost === point.cost && last.worst === point.worst;
    if (!last || same || worse(point, last) < 0) front.push(point);
  }
  return front;
}
