// The places where a readout stops, of whichever shape: moments (a rule), rows (a band), points (a ring or a box).
//   { xs: [x] }                        moments: the nearest along the clock; left and right
//   { ys: [{ y1, y2, x }] }            rows: the one under the pointer; up and down. x: where its panel may begin
//   { points: [{ x, y, r }] }          dots: the nearest; left and right by x, up and down by y
//   { points: [{ x1, x2, y1, y2 }] }   cells: the one under the pointer; arrows to the neighbour there
const isCell = (stop) => stop.x1 !== undefined;
const outside = (at, from, to) => Math.max(from - at, at - to, 0);

const measures = {
  moment: (stop, [x]) => Math.abs(stop.x - x),
  row: (stop, [, y]) => outside(y, stop.y1, stop.y2),
  dot: (stop, [x, y]) => Math.hypot(stop.x - x, stop.y - y),
  cell: (stop, [x, y]) => Math.hypot(outside(x, stop.x1, stop.x2), outside(y, stop.y1, stop.y2)),
};

// -> [{ shape, ... }], empty where there is nothing to stop at
export function stopsOf(readout) {
  if (!readout) return [];
  if (readout.xs) return readout.xs.map((x) => ({ shape: "moment", x }));
  if (readout.ys) return readout.ys.map((row) => ({ shape: "row", ...row }));
  return readout.points.map((point) => ({ shape: isCell(point) ? "cell" : "dot", ...point }));
}

export function nearestStop(stops, at) {
  let best = 0;
  const far = stops.map((stop) => measures[stop.shape](stop, at));
  far.forEach((distance, i) => {
    if (distance < far[best]) best = i;
  });
  return best;
}

const middle = (stop) => [(stop.x1 + stop.x2) / 2, (stop.y1 + stop.y2) / 2];

// The neighbour of a cell in a direction; the same cell where there is none.
function neighbour(stops, i, [dx, dy]) {
  const [x, y] = middle(stops[i]);
  let found = i;
  let least = Infinity;
  stops.forEach((stop, k) => {
    const [ax, ay] = middle(stop);
    const along = (ax - x) * dx + (ay - y) * dy;
    const across = Math.abs((ax - x) * dy) + Math.abs((ay - y) * dx);
    const far = along + 4 * across;
    if (along > 0.5 && far < least) [found, least] = [k, far];
  });
  return found;
}

// The one before or after in an order, so that every dot can be reached.
function inOrder(stops, i, key, other, step) {
  const by = (a, b) => stops[a][key] - stops[b][key] || stops[a][other] - stops[b][other] || a - b;
  const order = stops.map((_, k) => k).sort(by);
  return order[Math.max(0, Math.min(order.length - 1, order.indexOf(i) + step))];
}

const arrows = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };

// Where a key leads from stop `i` (-1: none yet); null where it is not a key of these stops.
export function moved(stops, i, key) {
  const last = stops.length - 1;
  const { shape } = stops[0];
  if (key === "Home") return 0;
  if (key === "End") return last;
  const arrow = arrows[key];
  if (!arrow || (shape === "moment" && arrow[1])) return null;
  const step = arrow[0] + arrow[1];
  if (i < 0) return step > 0 ? 0 : last;
  if (shape === "cell") return neighbour(stops, i, arrow);
  if (shape === "dot") return arrow[0] ? inOrder(stops, i, "x", "y", step) : inOrder(stops, i, "y", "x", step);
  return Math.max(0, Math.min(last, i + step));
}

// The readout of boxes: [{ x, y, width, height, told }].
export function cellsReadout(cells) {
  const points = cells.map(({ x, y, width, height }) => ({ x1: x, x2: x + width, y1: y, y2: y + height }));
  return { points, at: (i) => cells[i].told };
}
